package volume

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"zicha/forms/pdf"
)

// drawnPages gives the pages from first to last of a volume as they are printed in grey, at so many dots an inch.
func drawnPages(t testing.TB, path string, first, last, dpi int) []image.Image {
	t.Helper()
	return drawn(t, path, first, last, "-gray", "-r", strconv.Itoa(dpi))
}

// drawn draws pages by one call of pdftoppm.
func drawn(t testing.TB, path string, first, last int, options ...string) []image.Image {
	t.Helper()
	tool(t, "pdftoppm")
	out, err := exec.Command("pdftoppm", append(options, "-png", "-f", strconv.Itoa(first), "-l", strconv.Itoa(last), path)...).Output()
	if err != nil {
		t.Fatal(err)
	}
	var pages []image.Image
	for in := bytes.NewReader(out); in.Len() > 0; {
		m, err := png.Decode(in)
		if err != nil {
			t.Fatal(err)
		}
		pages = append(pages, m)
	}
	if len(pages) != last-first+1 {
		t.Fatalf("%d pages drawn from %d to %d", len(pages), first, last)
	}
	return pages
}

func dark(c color.Color) bool {
	r, _, _, _ := c.RGBA()
	return r < 0x6000
}

// bits packs noughts and ones into bytes.
func bits(text string) []byte {
	text = strings.ReplaceAll(text, " ", "")
	out := make([]byte, (len(text)+7)/8)
	for i, c := range text {
		if c == '1' {
			out[i/8] |= 0x80 >> (i % 8)
		}
	}
	return out
}

// faxTIFF is a page of one bit a point; every value is that of an entry, fractions of 1.
func faxTIFF(w, h int, data []byte, entries map[uint16]uint32) []byte {
	all := map[uint16]uint32{256: uint32(w), 257: uint32(h), 258: 1, 259: 1, 262: 0, 273: 0, 277: 1, 278: uint32(h), 279: uint32(len(data))}
	for tag, v := range entries {
		all[tag] = v
	}
	out := []byte("II*\x00\x08\x00\x00\x00")
	out = binary.LittleEndian.AppendUint16(out, uint16(len(all)))
	behind := 8 + 2 + 12*len(all) + 4
	all[273] = uint32(behind + 16)
	var tail []byte
	for tag := range uint16(400) {
		v, ok := all[tag]
		if !ok {
			continue
		}
		kind := uint16(4)
		if tag == 282 || tag == 283 {
			kind = 5
			tail = binary.LittleEndian.AppendUint32(binary.LittleEndian.AppendUint32(tail, v), 1)
			v = uint32(behind + len(tail) - 8)
		} else if v < 1<<16 && tag > 257 && tag != 273 && tag != 279 {
			kind = 3
		}
		out = binary.LittleEndian.AppendUint16(out, tag)
		out = binary.LittleEndian.AppendUint16(out, kind)
		out = binary.LittleEndian.AppendUint32(out, 1)
		out = binary.LittleEndian.AppendUint32(out, v)
	}
	out = append(out, 0, 0, 0, 0)
	return append(append(out, append(tail, make([]byte, 16-len(tail))...)...), data...)
}

// barTIFF shows a black bar on white, from a quarter to half of 64 points: coded in one way and meaning black by 1 or by 0.
func barTIFF(coding string, blackIsZero bool) []byte {
	const eol, end = "000000000001", "000000000001000000000001"
	// Runs of white 16, black 16, white 32. The coding calls the noughts white: where these are black, of white 0, black 16, white 16, black 32.
	first, next, row, plain := "001 101010 0000010111 1", "111", "101010 0000010111 00011011", "\x00\x00\xFF\xFF\x00\x00\x00\x00"
	meaning := uint32(0)
	if blackIsZero {
		meaning = 1
		first, next = "001 00110101 0000010111 001 101010 000001101010", "1111"
		row = "00110101 0000010111 101010 000001101010"
		plain = "\xFF\xFF\x00\x00\xFF\xFF\xFF\xFF"
	}
	switch coding {
	case "G4":
		return faxTIFF(64, 64, bits(first+strings.Repeat(next, 63)+end), map[uint16]uint32{259: 4, 262: meaning})
	case "G3":
		return faxTIFF(64, 64, bits(strings.Repeat(eol+row, 64)+strings.Repeat(eol, 6)), map[uint16]uint32{259: 3, 262: meaning})
	}
	return faxTIFF(64, 64, []byte(strings.Repeat(plain, 64)), map[uint16]uint32{262: meaning})
}

// A fax is black on white however it is coded, and whichever way its ones and noughts mean it.
func TestFaxIsBlackOnWhite(t *testing.T) {
	f := newDossier(t)
	names := map[string]string{}
	for _, coding := range []string{"无", "G3", "G4"} {
		for _, blackIsZero := range []bool{false, true} {
			name := fmt.Sprintf("%s-%t.tif", coding, blackIsZero)
			names[attach(t, f, "5.1", map[string][]byte{name: barTIFF(coding, blackIsZero)})] = name
		}
	}
	result := build(t, f, Options{})
	if len(result.Problems) > 0 {
		t.Errorf("told %v", result.Problems)
	}
	first := result.Spans["5-01"].First
	pages := drawnPages(t, result.Paths[0], first, result.Spans["5-06"].Last, 72)
	for number, name := range names {
		m := pages[result.Spans[number].First-first]
		x, y := 298, 403 // the middle of the frame
		for _, c := range []struct {
			dx   int
			want bool
		}{{-24, false}, {-8, true}, {8, false}, {24, false}} {
			if got := dark(m.At(x+c.dx, y)); got != c.want {
				t.Errorf("%s: %d points from the middle it is dark: %t", name, c.dx, got)
			}
		}
	}
}

// A fax of 204 by 98 dots an inch keeps its shape.
func TestFaxIsNotSquashed(t *testing.T) {
	list := []struct {
		name         string
		w, h, rx, ry uint32
		want         float64 // of width to height on paper
	}{
		{"square.tif", 408, 196, 204, 98, 1},
		{"sheet.tif", 1728, 1146, 204, 98, 1728.0 / 204 / (1146.0 / 98)},
		{"fine.tif", 400, 400, 204, 196, 196.0 / 204},
		{"wide.tif", 196, 408, 98, 204, 1},
		{"equal.tif", 300, 300, 200, 200, 1},
		{"untold.tif", 300, 300, 0, 98, 1},
		{"absurd.tif", 300, 300, 1, 98, 1},
	}
	f := newDossier(t)
	for _, c := range list {
		data := bytes.Repeat([]byte{0xFF}, int((c.w+7)/8*c.h))
		attach(t, f, "5.1", map[string][]byte{c.name: faxTIFF(int(c.w), int(c.h), data, map[uint16]uint32{282: c.rx, 283: c.ry})})
	}
	result := build(t, f, Options{})
	first := result.Spans["5-01"].First
	pages := drawnPages(t, result.Paths[0], first, result.Spans[fmt.Sprintf("5-%02d", len(list))].Last, 72)
	for i, c := range list {
		m := pages[result.Spans[fmt.Sprintf("5-%02d", i+1)].First-first]
		b := m.Bounds()
		box := image.Rectangle{}
		for y := range b.Dy() - 40 { // without the strip
			for x := range b.Dx() {
				if dark(m.At(x, y)) {
					box = box.Union(image.Rect(x, y, x+1, y+1))
				}
			}
		}
		if got := float64(box.Dx()) / float64(box.Dy()); got < c.want*0.97 || got > c.want*1.03 {
			t.Errorf("%s: %d by %d, %.3f, want %.3f", c.name, box.Dx(), box.Dy(), got, c.want)
		}
	}
}

// screenshot has a bar for every line of a conversation, every 60 points; framed has an edge that leaves no line blank.
func screenshot(w, h int, framed bool) []byte {
	m := image.NewGray(image.Rect(0, 0, w, h))
	for i := range m.Pix {
		x, y := i%w, i/w
		m.Pix[i] = 245
		if y%60 >= 20 && y%60 < 44 && x > w/10 && x < w*9/10 || framed && x < 8 {
			m.Pix[i] = 20
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// bars counts the dark stretches down the middle of a page, but for the strip.
func bars(m image.Image) int {
	b, n, before := m.Bounds(), 0, false
	for y := range b.Dy() * 955 / 1000 {
		now := dark(m.At(b.Dx()/2, y))
		if now && !before {
			n++
		}
		before = now
	}
	return n
}

// A long screenshot is cut where nothing stands into pages as wide as the sheet, which say which piece they are; the count made when it
// was added is that of the volume.
func TestLongScreenshotIsCut(t *testing.T) {
	list := []struct {
		name   string
		w, h   int
		framed bool
		pages  int
	}{
		{"长截图.png", 1080, 12000, false, 10},
		{"带边框.png", 540, 3000, true, 5},
		{"一屏.png", 540, 1200, false, 1},
	}
	f := newDossier(t)
	for _, c := range list {
		data := screenshot(c.w, c.h, c.framed)
		if n, ok := pdf.Count(bytes.NewReader(data), int64(len(data))); n != c.pages || !ok {
			t.Errorf("%s: counted %d", c.name, n)
		}
		attach(t, f, "5.1", map[string][]byte{c.name: data})
	}
	result := build(t, f, Options{})
	all := readPages(t, result.Paths[0])
	for at, c := range list {
		s := result.Spans[fmt.Sprintf("5-%02d", at+1)]
		if s.Last-s.First+1 != c.pages {
			t.Errorf("%s: pages %v", c.name, s)
			continue
		}
		seen := 0
		for i, page := range drawnPages(t, result.Paths[0], s.First, s.Last, 40) {
			seen += bars(page)
			if want := fmt.Sprintf("第%d/%d段", i+1, c.pages); c.pages > 1 && !strings.Contains(footOf(all[s.First+i-1]), want) {
				t.Errorf("%s: the foot of page %d says %s", c.name, i+1, footOf(all[s.First+i-1]))
			}
		}
		if lines := c.h / 60; !c.framed && seen != lines || c.framed && (seen < lines || seen > lines+2*c.pages) {
			t.Errorf("%s: %d of %d lines", c.name, seen, lines)
		}
	}
}

// A page that is far too long is cut too: every line stands on one of its pieces, in a size that can be read. As it was in papers of before
// it is whole.
func TestLongPageIsCut(t *testing.T) {
	var text strings.Builder
	for i := range 300 {
		fmt.Fprintf(&text, "BT /F 12 Tf 40 %d Td (LINE%03d) Tj ET\n", 5980-20*i, i)
	}
	long := makePDF("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 6000]/Resources<</Font<</F 4 0 R>>>>/Contents 5 0 R>>", helvetica, streamOf("", []byte(text.String())))
	if n, ok := pdf.Count(bytes.NewReader(long), int64(len(long))); n != 9 || !ok {
		t.Errorf("counted %d", n)
	}
	f := newDossier(t)
	attach(t, f, "5.1", map[string][]byte{"网页.pdf": long})
	result := build(t, f, Options{})
	s := result.Spans["5-01"]
	if s.Last-s.First+1 != 9 {
		t.Fatalf("pages %v", s)
	}
	seen := map[string]bool{}
	for _, p := range readPages(t, result.Paths[0])[s.First-1 : s.Last] {
		for _, w := range p.words {
			if strings.HasPrefix(w.text, "LINE") && w.y0 > 0 && w.y1 < p.h-30 {
				seen[w.text] = true
				if w.y1-w.y0 < 6 {
					t.Errorf("%s is %.1f points high", w.text, w.y1-w.y0)
				}
			}
		}
	}
	if len(seen) != 300 {
		t.Errorf("%d lines of 300", len(seen))
	}
	qpdfCheck(t, result.Paths[0])
	if whole := build(t, f, Options{Whole: true}).Spans["5-01"]; whole.First != whole.Last {
		t.Errorf("whole %v", whole)
	}
}
