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
	return p.decoded(picture, tiffOrientation(p.file, order, dir), false)
}
