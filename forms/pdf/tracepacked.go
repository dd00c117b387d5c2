package pdf

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"errors"
	"io"
	"path"
	"slices"
	"strings"
)

// Bounds of what is looked into of a document that is a zip (.docx, .xlsx, .ofd), or of a zip of such.
const (
	mostPacked       = 20_000    // entries
	mostPackedWithin = 2         // a zip of documents is looked into, no deeper
	mostUnpacked     = 256 << 20 // bytes of all entries together
	leastMedia       = 8 << 10   // bytes of a drawing that is told by its bytes alone
)

// drawings end the names of pictures in documents that are not decoded here.
var drawings = []string{".emf", ".wmf", ".emz", ".wmz", ".jb2", ".jbig2", ".jp2", ".jpx", ".wdp", ".svg"}

// isPacked reports whether a file begins as a zip.
func isPacked(r io.ReaderAt) bool {
	var first [4]byte
	_, _ = r.ReadAt(first[:], 0)
	return string(first[:]) == "PK\x03\x04"
}

// packed looks at the pictures within a document that is a zip, and at the documents within a zip. They have no pages, and one that is
// broken says nothing of the others.
func (t *tracer) packed(file io.ReaderAt, size int64) error {
	z, err := zip.NewReader(file, size)
	if err != nil {
		return Damaged
	}
	if t.within++; t.within > mostPackedWithin || len(z.File) > mostPacked {
		t.More = true
		return nil
	}
	locked := 0
	for _, f := range z.File {
		switch {
		case f.Flags&1 != 0:
			locked++
		case len(t.Pictures) >= mostTraced || t.unpacked >= mostUnpacked:
			t.More = true
			return nil
		default:
			t.packedFile(f)
		}
	}
	if locked > 0 && locked == len(z.File) {
		return Password
	}
	t.More = t.More || locked > 0
	return nil
}

// packedFile looks at one entry; what is neither a picture nor a document is not read beyond its beginning.
func (t *tracer) packedFile(f *zip.File) {
	in, err := f.Open()
	if err != nil {
		return
	}
	defer in.Close()
	first := make([]byte, 1024)
	n, _ := io.ReadFull(in, first)
	t.unpacked += int64(n)
	begin := bytes.NewReader(first[:n])
	drawn := slices.Contains(drawings, strings.ToLower(path.Ext(f.Name)))
	if kindOf(begin, int64(n)) == "" && !isPacked(begin) && !drawn {
		return
	}
	most := min(mostTracedBytes, mostUnpacked-t.unpacked)
	if f.UncompressedSize64 > uint64(most) { // what is longer than it says is not read on
		t.More = true
		return
	}
	data := make([]byte, f.UncompressedSize64)
	more, err := io.ReadFull(in, data[copy(data, first[:n]):])
	t.unpacked += int64(more)
	if err != nil {
		return
	}
	t.member(data, drawn)
}

// member looks at the contents of an entry.
func (t *tracer) member(data []byte, drawn bool) {
	inner := tracer{seen: map[int]bool{}, names: t.names, picked: t.picked, within: t.within, unpacked: t.unpacked}
	err := inner.look(bytes.NewReader(data), int64(len(data)))
	t.names, t.picked, t.unpacked, t.More = inner.names, inner.picked, inner.unpacked, t.More || inner.More
	t.More = t.More || errors.Is(err, Large)
	if err != nil && drawn && len(data) >= leastMedia {
		h := sha256.New()
		_, _ = io.WriteString(h, "zicha-media\n")
		_, _ = h.Write(data)
		inner.Pictures = []Trace{{Sum: sumOf(h)}}
	}
	for _, p := range inner.Pictures[:min(len(inner.Pictures), mostTraced-len(t.Pictures))] {
		p.Page = 0
		t.Pictures = append(t.Pictures, p)
	}
}
