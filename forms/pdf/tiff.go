package pdf

import (
	"encoding/binary"
	"io"
	"slices"

	"golang.org/x/image/tiff"
)

// tiffDirectories finds the directories of a TIFF, one a page, most of them.
func tiffDirectories(r io.ReaderAt, most int) ([]int64, binary.ByteOrder, error) {
	var b [8]byte
	if _, err := r.ReadAt(b[:], 0); err != nil {
		return nil, nil, err
	}
	var order binary.ByteOrder = binary.BigEndian
	if b[0] == 'I' {
		order = binary.LittleEndian
	}
	var out []int64
	seen := map[uint32]bool{}
	for at := order.Uint32(b[4:]); at != 0 && len(out) < most; {
		if seen[at] {
			return nil, nil, Damaged
		}
		seen[at] = true
		out = append(out, int64(at))
		if _, err := r.ReadAt(b[:2], int64(at)); err != nil {
			return nil, nil, err
		}
		if _, err := r.ReadAt(b[:4], int64(at)+2+12*int64(order.Uint16(b[:]))); err != nil {
			break // a block cut out of a photo may end here
		}
		at = order.Uint32(b[:])
	}
	return out, order, nil
}

// tiffOrientation reads the orientation from a directory, 1 where there is none.
func tiffOrientation(r io.ReaderAt, order binary.ByteOrder, dir int64) int {
	const orientation = 0x0112
	if v := tiffEntry(r, order, dir, orientation); v >= 1 && v <= 8 {
		return v
	}
	return 1
}

// tiffEntry reads a short number from a directory, 0 where there is none.
func tiffEntry(r io.ReaderAt, order binary.ByteOrder, dir int64, tag uint16) int {
	var b [12]byte
	if _, err := r.ReadAt(b[:2], dir); err != nil {
		return 0
	}
	for i := range int64(order.Uint16(b[:])) {
		if _, err := r.ReadAt(b[:], dir+2+12*i); err != nil {
			return 0
		}
		if order.Uint16(b[:]) == tag {
			return int(order.Uint16(b[8:]))
		}
	}
	return 0
}

// tiffTag is an entry of a directory.
type tiffTag struct {
	dir int64
	tag uint16
}

// tiffNumbers reads the numbers of an entry, also those kept elsewhere; of fractions, numerator and denominator by turns.
func tiffNumbers(r io.ReaderAt, order binary.ByteOrder, of tiffTag) []int64 {
	const most = 100_000
	var b [12]byte
	if _, err := r.ReadAt(b[:2], of.dir); err != nil {
		return nil
	}
	for i := range int64(order.Uint16(b[:])) {
		if _, err := r.ReadAt(b[:], of.dir+2+12*i); err != nil {
			return nil
		}
		if order.Uint16(b[:]) != of.tag {
			continue
		}
		count, width := int(min(order.Uint32(b[4:]), most)), 4
		switch order.Uint16(b[2:]) {
		case 3: // short
			width = 2
		case 4:
		case 5: // fraction
			count *= 2
		default:
			return nil
		}
		data := b[8:]
		if count*width > len(data) {
			data = make([]byte, count*width)
			if _, err := r.ReadAt(data, int64(order.Uint32(b[8:]))); err != nil {
				return nil
			}
		}
		out := make([]int64, count)
		for i := range out {
			if width == 2 {
				out[i] = int64(order.Uint16(data[2*i:]))
			} else {
				out[i] = int64(order.Uint32(data[4*i:]))
			}
		}
		return out
	}
	return nil
}

// oneDirectory shows a TIFF as if it began with another directory: the decoder knows only the first.
type oneDirectory struct {
	io.ReaderAt
	first [4]byte
}

func (o oneDirectory) ReadAt(p []byte, at int64) (int, error) {
	n, err := o.ReaderAt.ReadAt(p, at)
	for i := range o.first {
		if place := int64(4+i) - at; place >= 0 && place < int64(n) {
			p[place] = o.first[i]
		}
	}
	return n, err
}

// tiffPages finds the directories of a TIFF's pages: of several, those that are small copies of others are none.
func tiffPages(r io.ReaderAt) ([]int64, binary.ByteOrder, error) {
	dirs, order, err := tiffDirectories(r, mostPages+1)
	if err != nil || len(dirs) == 0 {
		return nil, nil, Damaged
	}
	if len(dirs) > mostPages {
		return nil, nil, Pages
	}
	const reduced = 1 // the bit of NewSubfileType
	if len(dirs) > 1 {
		dirs = slices.DeleteFunc(dirs, func(dir int64) bool { return tiffEntry(r, order, dir, 0x00FE)&reduced != 0 })
	}
	if len(dirs) == 0 {
		return nil, nil, Pages
	}
	return dirs, order, nil
}

// tiff writes every page of a TIFF.
func (p *pictures) tiff() error {
	dirs, order, err := tiffPages(p.file)
	for _, dir := range dirs {
		if err == nil {
			err = p.tiffPage(dir, order)
		}
	}
	return err
}

func (p *pictures) tiffPage(dir int64, order binary.ByteOrder) error {
	view := oneDirectory{ReaderAt: p.file}
	order.PutUint32(view.first[:], uint32(dir))
	config, err := tiff.DecodeConfig(io.NewSectionReader(view, 0, p.size))
	if err != nil {
		return Damaged
	}
	if !fits(config.Width, config.Height, 8) {
		return Large
	}
	picture, err := tiff.Decode(io.NewSectionReader(view, 0, p.size))
	if err != nil {
		return Damaged
	}
	p.across, p.down = tiffResolution(p.file, order, dir)
	p.inverted = tiffInverted(p.file, order, dir)
	return p.decoded(picture, tiffOrientation(p.file, order, dir), false)
}

// tiffResolution is the resolution of a page, 0 where it is the same both ways, not told, or no resolution a scanner or fax has.
func tiffResolution(r io.ReaderAt, order binary.ByteOrder, dir int64) (across, down float64) {
	const x, y, most = 0x011A, 0x011B, 5
	one, other := tiffNumbers(r, order, tiffTag{dir, x}), tiffNumbers(r, order, tiffTag{dir, y})
	if len(one) < 2 || len(other) < 2 || one[0]*one[1]*other[0]*other[1] == 0 {
		return 0, 0
	}
	across, down = float64(one[0])/float64(one[1]), float64(other[0])/float64(other[1])
	if ratio := across / down; ratio > 0.99 && ratio < 1.01 || ratio > most || ratio < 1.0/most {
		return 0, 0
	}
	return across, down
}

// tiffInverted reports whether the decoder takes black for white: of a fax's runs it makes white what the coding calls white, whatever the
// page says that this stands for.
func tiffInverted(r io.ReaderAt, order binary.ByteOrder, dir int64) bool {
	const compression, meaning, blackIsZero = 0x0103, 0x0106, 1
	how := tiffEntry(r, order, dir, compression)
	return how >= 2 && how <= 4 && tiffEntry(r, order, dir, meaning) == blackIsZero
}

// tiffPieces is how many pages a page of a TIFF makes.
func tiffPieces(r io.ReaderAt, order binary.ByteOrder, dir int64) int {
	size := func(tag uint16) int {
		if n := tiffNumbers(r, order, tiffTag{dir, tag}); len(n) > 0 {
			return int(n[0])
		}
		return 0
	}
	p := pictures{}
	p.across, p.down = tiffResolution(r, order, dir)
	across, down := p.shape(size(0x0100), size(0x0101))
	n, _ := pieces(across, down, longPicture)
	if tiffOrientation(r, order, dir) != 1 {
		return 1
	}
	return n
}
