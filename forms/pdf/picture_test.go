package pdf

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"fmt"
	"image/color"
	"strings"
	"testing"
)

// A photo's upper left corner as it was taken goes, on paper of 30 by 20, to where its EXIF orientation says the top and the left are.
func TestUprightMatrix(t *testing.T) {
	const left, right, bottom, top = 0, 30, 0, 20
	for turn, want := range map[int][4]float64{ // upper left, upper right
		1: {left, top, right, top}, 2: {right, top, left, top}, 3: {right, bottom, left, bottom}, 4: {left, bottom, right, bottom},
		5: {left, top, left, bottom}, 6: {right, top, right, bottom}, 7: {right, bottom, right, top}, 8: {left, bottom, left, top},
	} {
		m := uprightMatrix(turn, right, top)
		goes := func(x, y float64) [2]float64 { return [2]float64{m[0]*x + m[2]*y + m[4], m[1]*x + m[3]*y + m[5]} }
		if a, b := goes(0, 1), goes(1, 1); a != [2]float64{want[0], want[1]} || b != [2]float64{want[2], want[3]} {
			t.Errorf("%d: %v %v", turn, a, b)
		}
	}
}

// A file is known by its first bytes, whatever its name.
func TestKinds(t *testing.T) {
	for first, want := range map[string]string{
		"%PDF-1.4": kindPDF, strings.Repeat(" ", 1019) + "%PDF-": kindPDF, strings.Repeat(" ", 1020) + "%PDF-": "", "\xFF\xD8\xFF\xE0": kindJPEG, "\xFF\xD8": "",
		"\x89PNG\r\n\x1A\n": kindPNG, "\x89PNG\n": "", "II*\x00": kindTIFF, "MM\x00*": kindTIFF, "II\x00*": "", "GIF89a": kindGIF, "BM": kindBMP,
		"RIFF\x00\x00\x00\x00WEBP": kindWEBP, "RIFF\x00\x00\x00\x00WAVE": "", "RIFF\x00\x00\x00\x00WEB": "", "": "", "文字": "",
	} {
		if got := kindOf(strings.NewReader(first), int64(len(first))); got != want {
			t.Errorf("%.20q: %q, want %q", first, got, want)
		}
	}
}

// What is see-through is mixed with white paper, half up: 100 of 51/255, a fifth, leaves 20+204.
func TestOnWhite(t *testing.T) {
	for c, want := range map[color.NRGBA][3]byte{
		{10, 20, 30, 255}: {10, 20, 30}, {10, 20, 30, 0}: {255, 255, 255}, {100, 0, 255, 51}: {224, 204, 255}, {0, 0, 0, 128}: {127, 127, 127},
	} {
		if r, g, b := onWhite(c); [3]byte{r, g, b} != want {
			t.Errorf("%v: %d %d %d", c, r, g, b)
		}
	}
}

// The orientation stands in a part of its own in PNG and WEBP files, behind others of odd and even length.
func TestPictureTurns(t *testing.T) {
	exif := "MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06\x00\x00\x00\x00\x00\x00"
	png := func(parts ...string) string {
		out := "\x89PNG\r\n\x1A\n"
		for i := 0; i < len(parts); i += 2 {
			out += string(binary.BigEndian.AppendUint32(nil, uint32(len(parts[i+1])))) + parts[i] + parts[i+1] + "crc!"
		}
		return out
	}
	webp := func(parts ...string) string {
		out := "RIFF\x00\x00\x00\x00WEBP"
		for i := 0; i < len(parts); i += 2 {
			out += parts[i] + string(binary.LittleEndian.AppendUint32(nil, uint32(len(parts[i+1])))) + parts[i+1] + strings.Repeat("\x00", len(parts[i+1])%2)
		}
		return out
	}
	for _, c := range []struct {
		kind, data string
		want       int
	}{
		{kindPNG, png("IHDR", "13 bytes long", "eXIf", exif), 6},
		{kindPNG, png("IHDR", "x"), 1},
		{kindPNG, png("eXIf", "Exif\x00\x00"+exif), 6},
		{kindPNG, png("eXIf", exif)[:30], 1},
		{kindPNG, png("eXIf", strings.Replace(exif, "\x00\x06", "\x00\x09", 1)), 1},
		{kindWEBP, webp("VP8 ", "odd", "EXIF", exif), 6},
		{kindWEBP, webp("VP8 ", "even", "EXIF", "Exif\x00\x00"+exif), 6},
		{kindWEBP, webp("VP8 ", "odd"), 1},
		{kindWEBP, webp("EXIF", "short"), 1},
	} {
		if got := exifTurn([]byte(c.data), c.kind); got != c.want {
			t.Errorf("%s %q: %d, want %d", c.kind, c.data, got, c.want)
		}
	}
}

// A JPEG says in its segments how large it is and how it is coded, and its end mark is found behind all its scans.
func TestJPEGFacts(t *testing.T) {
	const (
		start = "\xFF\xD8"
		adobe = "\xFF\xEE\x00\x07Adobe"
		sof   = "\xFF\xC2\x00\x0B\x08\x01\x02\x03\x04\x04\x00\x00\x00" // progressive, 8 bits, 258 high, 772 wide, 4 channels
		scan  = "\xFF\xDA\x00\x02"
	)
	for _, c := range []struct {
		data string
		ok   bool
		want jpegFacts
	}{
		{start + adobe + sof + scan + "\x01\xFF\x00\xFF\xD0\x02\xFF\xD9rest", true, jpegFacts{w: 772, h: 258, channels: 4, turn: 1, sof: 0xC2, bits: 8, adobe: true, end: 2 + 9 + 13 + 4 + 8}},
		{start + "\xFF" + sof + scan + "\x01\xFF\xC4\x00\x03\xFF\x02\xFF\xD9", true, jpegFacts{w: 772, h: 258, channels: 4, turn: 1, sof: 0xC2, bits: 8, end: 2 + 1 + 13 + 4 + 9}},
		{start + sof + scan + "\x01\xFF", true, jpegFacts{w: 772, h: 258, channels: 4, turn: 1, sof: 0xC2, bits: 8}}, // cut off
		{start + sof + "\xFF\xD9", false, jpegFacts{}},
		{start + scan, false, jpegFacts{}},
		{start + "\xFF\xC4\x00\x0B\x08\x01\x02\x03\x04\x04\x00\x00\x00" + scan, false, jpegFacts{}}, // a Huffman table, no frame
		{start + sof + "\xFF\xE0\xFF\xFF" + scan, false, jpegFacts{}},
		{start + sof + "\xFF\xE0\x00\x01" + scan, false, jpegFacts{}},
		{start + "x" + sof + scan, false, jpegFacts{}},
	} {
		if got, ok := readJPEG([]byte(c.data)); ok != c.ok || ok && got != c.want {
			t.Errorf("%q: %+v, %v", c.data, got, ok)
		}
	}
}

// A whole PDF as it is written: what its parts refer to, and its table of offsets.
func TestWriterBookmarks(t *testing.T) {
	var out bytes.Buffer
	p := &Writer{w: bufio.NewWriter(&out), offsets: []int64{0}}
	p.text("%%PDF-1.7\n")
	object := func(n int, format string, args ...any) string {
		return fmt.Sprintf("\n%d 0 obj\n"+format+"\nendobj\n", append([]any{n}, args...)...)
	}
	fonts := p.reserve(1)
	p.object(fonts, "<<>>")
	var pages []int
	for range branchSize + 1 {
		pages = append(pages, p.Page(Sheet{W: 595.276, H: 841.8949, Drawn: fonts, Fonts: fonts}))
	}
	marks := []Bookmark{{"一", 0, pages[0]}, {"（一）", 1, pages[0]}, {"（二）", 1, pages[1]}, {"二", 0, pages[2]}}
	if err := p.Finish(Properties{Title: "汇编", Identity: "甲", Bookmarks: marks, Layers: []int{3, 4}, Hidden: []int{4}}); err != nil {
		t.Fatal(err)
	}
	root := pages[len(pages)-1] + 1
	text := out.String()
	for _, want := range []string{
		"/MediaBox[0 0 595.28 841.89]", "/Title<FEFF6C477F16>", "/Count 101/Kids[",
		object(root, "<</Type/Outlines/First %d 0 R/Last %d 0 R/Count 2>>", root+1, root+4),
		object(root+1, "<</Title<FEFF4E00>/Parent %d 0 R/Dest[%d 0 R/Fit]/Next %d 0 R/First %d 0 R/Last %d 0 R/Count -2>>", root, pages[0], root+4, root+2, root+3),
		object(root+2, "<</Title<FEFFFF084E00FF09>/Parent %d 0 R/Dest[%d 0 R/Fit]/Next %d 0 R>>", root+1, pages[0], root+3),
		object(root+3, "<</Title<FEFFFF084E8CFF09>/Parent %d 0 R/Dest[%d 0 R/Fit]/Prev %d 0 R>>", root+1, pages[1], root+2),
		object(root+4, "<</Title<FEFF4E8C>/Parent %d 0 R/Dest[%d 0 R/Fit]/Prev %d 0 R>>", root, pages[2], root+1),
		"/PageMode/UseOutlines/OCProperties<</OCGs[3 0 R 4 0 R ]/D<</OFF[4 0 R ]>>>>", "/Lang(zh-CN)",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("lacks %q", want)
		}
	}
	f, err := openFile(strings.NewReader(text), int64(len(text)))
	if err != nil || f.repaired {
		t.Fatal(err)
	}
	if n, err := f.count(); n != branchSize+1 || err != nil {
		t.Error(n, err)
	}
}
