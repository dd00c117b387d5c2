package pdf

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"fmt"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"

	"github.com/jung-kurt/gofpdf"
	"golang.org/x/image/bmp"
	"golang.org/x/image/tiff"
)

func plainPDF(t testing.TB, pages int) []byte {
	t.Helper()
	doc := gofpdf.New("P", "mm", "A4", "")
	for range pages {
		doc.AddPage()
	}
	var b bytes.Buffer
	if err := doc.Output(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// streamPDF has its catalogue in an object stream and its cross-reference in a stream, as newer programs write them.
func streamPDF(pages int, predictor bool) []byte {
	pack := func(data []byte) []byte {
		var b bytes.Buffer
		z := zlib.NewWriter(&b)
		_, _ = z.Write(data)
		_ = z.Close()
		return b.Bytes()
	}
	var b bytes.Buffer
	b.WriteString("%PDF-1.5\n%\xe2\xe3\n")
	objects := []string{"<</Type/Catalog/Pages 2 0 R>>", "<</Type /Pages/Kids[" + strings.Repeat("<</Type/Page>>", pages) + "]/Title(a\\)b)/Count 5 0 R>>"}
	head := fmt.Sprintf("1 0 2 %d ", len(objects[0])+1)
	body := pack([]byte(head + objects[0] + " " + objects[1]))
	holder := b.Len()
	fmt.Fprintf(&b, "3 0 obj <</Type/ObjStm/N 2/First %d/Filter/FlateDecode/Length %d>>\nstream\r\n%s\nendstream endobj\n", len(head), len(body), body)
	count := b.Len()
	fmt.Fprintf(&b, "5 0 obj %d endobj\n", pages)
	at := b.Len()
	entries := [][3]int{{0, 0, 255}, {2, 3, 0}, {2, 3, 1}, {1, holder, 0}, {1, at, 0}, {1, count, 0}}
	var rows []byte
	above := make([]byte, 5)
	for _, e := range entries {
		row := []byte{byte(e[0]), 0, byte(e[1] >> 8), byte(e[1]), byte(e[2])}
		if predictor {
			rows = append(rows, 2)
			for i := range row {
				rows = append(rows, row[i]-above[i])
			}
		} else {
			rows = append(rows, row...)
		}
		above = row
	}
	parms := ""
	if predictor {
		parms = "/DecodeParms<</Columns 5/Predictor 12>>"
	}
	table := pack(rows)
	fmt.Fprintf(&b, "4 0 obj <</Type/XRef/Size 6/W[1 3 1]/Root 1 0 R/Filter/FlateDecode%s/Length %d>>\nstream\n%s\nendstream endobj\n", parms, len(table), table)
	fmt.Fprintf(&b, "startxref\n%d\n%%%%EOF\n", at)
	return b.Bytes()
}

// appended adds a newer page tree to a classic PDF whose objects 1 is the page tree (as gofpdf makes it).
func appended(base []byte, pages int) []byte {
	i := bytes.LastIndex(base, []byte("startxref"))
	var prev int
	_, _ = fmt.Sscan(string(base[i+9:]), &prev)
	root := base[bytes.LastIndex(base, []byte("/Root")):]
	root = root[:bytes.IndexByte(root, '\n')]
	out := append([]byte(nil), base...)
	object := len(out)
	out = fmt.Appendf(out, "1 0 obj\n<</Type /Pages\n/Kids [%s]\n/Count %d>>\nendobj\n", strings.Repeat("<</Type/Page>>", pages), pages)
	at := len(out)
	return fmt.Appendf(out, "xref\n0 2\n0000000000 65535 f \n%010d 00000 n \ntrailer\n<< /Size 9 %s /Prev %d >>\nstartxref\n%d\n%%%%EOF\n", object, root, prev, at)
}

func tiffOf(t testing.TB, pages int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := tiff.Encode(&b, image.NewGray(image.Rect(0, 0, 3, 3)), nil); err != nil {
		t.Fatal(err)
	}
	data := b.Bytes()
	first := binary.LittleEndian.Uint32(data[4:])
	n := uint32(binary.LittleEndian.Uint16(data[first:]))
	link := first + 2 + 12*n
	for range pages - 1 { // another directory with the same entries
		next := uint32(len(data))
		data = append(data, data[first:first+2+12*n]...)
		data = append(data, 0, 0, 0, 0)
		binary.LittleEndian.PutUint32(data[link:], next)
		link = next + 2 + 12*n
	}
	return data
}

func pictureFiles(t testing.TB) map[string][]byte {
	t.Helper()
	pic := image.NewGray(image.Rect(0, 0, 3, 3))
	out := map[string][]byte{}
	for name, encode := range map[string]func(*bytes.Buffer) error{
		"jpeg": func(b *bytes.Buffer) error { return jpeg.Encode(b, pic, nil) },
		"png":  func(b *bytes.Buffer) error { return png.Encode(b, pic) },
		"gif":  func(b *bytes.Buffer) error { return gif.Encode(b, pic, nil) },
		"bmp":  func(b *bytes.Buffer) error { return bmp.Encode(b, pic) },
	} {
		var b bytes.Buffer
		if err := encode(&b); err != nil {
			t.Fatal(err)
		}
		out[name] = b.Bytes()
	}
	return out
}

func TestPageCount(t *testing.T) {
	type sample struct {
		data  []byte
		pages int // 0: cannot be told
	}
	encrypted := bytes.Replace(plainPDF(t, 3), []byte("trailer\n<<"), []byte("trailer\n<</Encrypt 1 0 R "), 1)
	loop := tiffOf(t, 1)
	first := binary.LittleEndian.Uint32(loop[4:])
	entries := uint32(binary.LittleEndian.Uint16(loop[first:]))
	binary.LittleEndian.PutUint32(loop[first+2+12*entries:], first)
	samples := map[string]sample{
		"one page": {plainPDF(t, 1), 1}, "classic": {plainPDF(t, 37), 37},
		"streams": {streamPDF(12, false), 12}, "streams with predictor": {streamPDF(250, true), 250},
		"appended": {appended(plainPDF(t, 3), 8), 8}, "appended twice": {appended(appended(plainPDF(t, 3), 8), 9), 9},
		"encrypted": {encrypted, 0}, "cut off": {plainPDF(t, 3)[:400], 0}, "no pages": {streamPDF(0, false), 0},
		"absurd": {streamPDF(mostPages+1, false), 0}, "tiff": {tiffOf(t, 1), 1}, "tiff of 5": {tiffOf(t, 5), 5}, "tiff in a loop": {loop, 0},
		"a page twice":     {bytes.Replace(two(), []byte("4 0 R]"), []byte("3 0 R]"), 1), 2},
		"a tree in a loop": {bytes.Replace(two(), []byte("4 0 R]"), []byte("2 0 R]"), 1), 0},
		"text":             {[]byte("文字"), 0}, "docx": {[]byte("PK\x03\x04 and so on"), 0}, "empty": {nil, 0}, "png head": {[]byte("\x89PNG\r\n\x1a\n"), 0},
	}
	for name, data := range pictureFiles(t) {
		samples[name] = sample{data, 1}
	}
	for name, s := range samples {
		pages, ok := Count(bytes.NewReader(s.data), int64(len(s.data)))
		if pages != s.pages || ok != (s.pages > 0) {
			t.Errorf("%s: %d pages, %v; want %d", name, pages, ok, s.pages)
		}
	}
	if _, ok := CountFile(t.TempDir()); ok {
		t.Error("a folder has pages")
	}
}

func FuzzPageCount(f *testing.F) {
	f.Add(plainPDF(f, 2))
	f.Add(streamPDF(3, true))
	f.Add(appended(plainPDF(f, 1), 2))
	f.Add(tiffOf(f, 2))
	f.Add([]byte("%PDF-1.4\n" + strings.Repeat("<<", 5000) + "startxref 9"))
	for _, data := range pictureFiles(f) {
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		pages, ok := Count(bytes.NewReader(data), int64(len(data)))
		if ok != (pages > 0) || pages > mostPages {
			t.Errorf("%d pages, %v", pages, ok)
		}
	})
}
