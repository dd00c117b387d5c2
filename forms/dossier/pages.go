package dossier

import (
	"bytes"
	"encoding/binary"
	"image"
	_ "image/gif" // the formats whose headers are read
	_ "image/jpeg"
	_ "image/png"
	"io"
	"os"

	_ "golang.org/x/image/bmp"
	_ "golang.org/x/image/webp"
)

// maxPages bounds a believable page count.
const maxPages = 100_000

// PageCount reads how many pages a PDF or a picture has; ok is false where that cannot be told (other formats, damaged or
// encrypted files). It reads little of the file, whatever its size, and never panics.
func PageCount(path string) (pages int, ok bool) {
	f, err := os.Open(path)
	if err != nil {
		return 0, false
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() {
		return 0, false
	}
	return countPages(f, info.Size())
}

func countPages(r io.ReaderAt, size int64) (pages int, ok bool) {
	defer func() {
		if recover() != nil { // foreign bytes in the image packages
			pages, ok = 0, false
		}
	}()
	head := make([]byte, 1024)
	n, _ := r.ReadAt(head, 0)
	head = head[:n]
	switch {
	case bytes.Contains(head, []byte("%PDF-")):
		pages, ok = pdfPages(r, size)
	case bytes.HasPrefix(head, []byte("II*\x00")):
		pages, ok = tiffPages(r, binary.LittleEndian)
	case bytes.HasPrefix(head, []byte("MM\x00*")):
		pages, ok = tiffPages(r, binary.BigEndian)
	default:
		c, _, err := image.DecodeConfig(io.NewSectionReader(r, 0, min(size, 4<<20)))
		pages, ok = 1, err == nil && c.Width > 0 && c.Height > 0
	}
	if !ok || pages < 1 || pages > maxPages {
		return 0, false
	}
	return pages, true
}

// tiffPages walks the chain of a TIFF's directories, one per page.
func tiffPages(r io.ReaderAt, order binary.ByteOrder) (int, bool) {
	var b [4]byte
	if _, err := r.ReadAt(b[:], 4); err != nil {
		return 0, false
	}
	seen := map[uint32]bool{}
	for at := order.Uint32(b[:]); at != 0; at = order.Uint32(b[:]) {
		if seen[at] || len(seen) >= maxPages {
			return 0, false
		}
		seen[at] = true
		if _, err := r.ReadAt(b[:2], int64(at)); err != nil {
			return 0, false
		}
		entries := int64(order.Uint16(b[:2]))
		if _, err := r.ReadAt(b[:], int64(at)+2+12*entries); entries == 0 || err != nil {
			return 0, false
		}
	}
	return len(seen), len(seen) > 0
}
