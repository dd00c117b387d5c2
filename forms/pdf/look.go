package pdf

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
)

// Sight is what a look at a file shows, without any page's contents being read.
type Sight struct {
	Kind      string // one of the kinds that are printed, "" for others
	Fault     Fault  // why it cannot be placed, as far as that can be seen
	Form      bool   // a form of the kind that other programs show as "Please wait…" (dynamic XFA)
	Portfolio bool   // only holds other files

	Text float64 // the height of small text as it is printed, in points; 0 where nothing is known
	Dots float64 // an inch, as it is printed, where the page is a picture; 0 where it is none
}

// Look looks at a PDF or a picture within bounds of time and memory. It never panics.
func Look(r io.ReaderAt, size int64) (s Sight) {
	defer func() {
		if recover() != nil { // foreign bytes
			s.Fault = Damaged
		}
	}()
	s.Kind = kindOf(r, size)
	switch s.Kind {
	case "":
	case kindPDF:
		s.look(r, size)
	default:
		if !wholePicture(r, size, s.Kind) || pictureCount(r, size, s.Kind) == 0 {
			s.Fault = Damaged
		} else {
			s.measurePicture(r, size)
		}
	}
	return s
}

// look looks at a PDF: its objects, its pages, and what its catalog says of it.
func (s *Sight) look(r io.ReaderAt, size int64) {
	f, err := openFile(r, size)
	if err != nil {
		if !errors.As(err, &s.Fault) {
			s.Fault = Damaged
		}
		return
	}
	if f.repaired && cutOff(r, size) {
		s.Fault = Damaged
		return
	}
	root := f.dict(f.trailer["Root"])
	s.Portfolio = f.dict(root["Collection"]) != nil
	s.measure(f)
	if f.dict(root["AcroForm"])["XFA"] == nil {
		return
	}
	waits, _ := f.object(root["NeedsRendering"]).(bool)
	s.Form = waits || !f.hasFields()
}

// hasFields reports whether a form's pages have fields of their own, so that any program shows them.
func (f *file) hasFields() bool {
	found := false
	_ = f.walk(func(p leaf) error {
		for i, v := range f.array(p.dict["Annots"]) {
			if found = found || f.name(f.dict(v)["Subtype"]) == "Widget"; found || i > 1000 {
				break
			}
		}
		return nil
	})
	return found
}

// cutOff reports whether the end of a PDF is not there.
func cutOff(r io.ReaderAt, size int64) bool {
	const tail = 64 << 10 // what some programs append
	buf := make([]byte, min(size, tail))
	n, _ := r.ReadAt(buf, size-int64(len(buf)))
	return !bytes.Contains(buf[:n], []byte("startxref")) && !bytes.Contains(buf[:n], []byte("%%EOF"))
}

// mostLooked bounds how much of a picture is read to see that its end is there.
const mostLooked = 256 << 20

// wholePicture reports whether a picture ends where it should.
func wholePicture(r io.ReaderAt, size int64, kind string) bool {
	switch kind {
	case kindJPEG:
		data := make([]byte, min(size, mostLooked))
		_, _ = r.ReadAt(data, 0)
		f, ok := readJPEG(data)
		return ok && (f.end > 0 || size > mostLooked)
	case kindPNG:
		return wholePNG(io.NewSectionReader(r, 0, size))
	case kindTIFF:
		return wholeTIFF(r, size)
	case kindGIF:
		last := make([]byte, min(size, 64))
		_, _ = r.ReadAt(last, size-int64(len(last)))
		return bytes.HasSuffix(bytes.TrimRight(last, "\x00"), []byte{0x3B})
	}
	var head [8]byte
	_, _ = r.ReadAt(head[:], 0)
	if kind == kindWEBP {
		return int64(binary.LittleEndian.Uint32(head[4:]))+8 <= size+1
	}
	return int64(binary.LittleEndian.Uint32(head[2:])) <= size // a BMP
}

// wholePNG reads chunk by chunk to the end and checks their sums.
func wholePNG(r io.Reader) bool {
	var head [8]byte
	if _, err := io.ReadFull(r, head[:]); err != nil {
		return false
	}
	for read := int64(0); read < mostLooked; {
		if _, err := io.ReadFull(r, head[:]); err != nil {
			return false
		}
		sum := crc32.NewIEEE()
		_, _ = sum.Write(head[4:])
		length := int64(binary.BigEndian.Uint32(head[:]))
		if n, err := io.CopyN(sum, r, length); err != nil || n < length {
			return false
		}
		var told [4]byte
		if _, err := io.ReadFull(r, told[:]); err != nil || binary.BigEndian.Uint32(told[:]) != sum.Sum32() {
			return false
		}
		if string(head[4:]) == "IEND" {
			return true
		}
		read += length + 12
	}
	return true
}

// wholeTIFF reports whether the strips or tiles of every page lie within the file.
func wholeTIFF(r io.ReaderAt, size int64) bool {
	const stripOffsets, stripCounts, tileOffsets, tileCounts = 0x0111, 0x0117, 0x0144, 0x0145
	dirs, order, err := tiffPages(r)
	if err != nil {
		return false
	}
	for _, dir := range dirs {
		offsets, counts := tiffNumbers(r, order, tiffTag{dir, stripOffsets}), tiffNumbers(r, order, tiffTag{dir, stripCounts})
		if len(offsets) == 0 {
			offsets, counts = tiffNumbers(r, order, tiffTag{dir, tileOffsets}), tiffNumbers(r, order, tiffTag{dir, tileCounts})
		}
		for i, at := range offsets {
			if at > size || i < len(counts) && at+counts[i] > size {
				return false
			}
		}
	}
	return true
}
