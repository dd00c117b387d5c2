package render

import (
	"bytes"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/image/tiff"
	"golang.org/x/text/encoding/unicode"

	"zicha/forms/pdf"
)

// cache is kept between the runs of tests, as it is between those of the program.
func cache() string { return filepath.Join(os.TempDir(), "zicha-pages") }

func TestMain(m *testing.M) {
	ChildMain(cache())
	os.Exit(m.Run())
}

// The tests share a child: to start one takes longer than what they do.
func TestRender(t *testing.T) {
	p := New()
	t.Cleanup(p.Close)
	t.Run("pages", func(t *testing.T) { testPages(t, p) })
	t.Run("foreign font", func(t *testing.T) { testForeignFont(t, p) })
	t.Run("faults", func(t *testing.T) { testFaults(t, p) })
	t.Run("cancelled", func(t *testing.T) { testCancelled(t, p) })
}

// Closing ends what takes long the first time on a computer, instead of waiting for it: the program ends when it is told to.
func TestClosedWhilePreparing(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir()) // nothing is kept there yet
	p := New()
	prepared := make(chan error, 1)
	go func() { prepared <- p.Prepare(t.Context()) }()
	for len(p.turn) > 0 {
		time.Sleep(time.Millisecond)
	}
	p.Close()
	if err := <-prepared; !errors.Is(err, context.Canceled) {
		t.Errorf("prepared, %v, in spite of being closed", err)
	}
	if _, err := p.Page(t.Context(), "any.pdf", Wish{}); !errors.Is(err, context.Canceled) {
		t.Errorf("a page asked for after closing: %v", err)
	}
}

// pagesOf is a PDF of n pages of a size, on whose left half is drawn in red.
func pagesOf(n int, w, h float64) []byte {
	draw := fmt.Sprintf("1 0 0 rg 0 0 %g %g re f", w/2, h)
	kids := strings.Repeat("3 0 R ", n)
	if n > 1 {
		kids = ""
		for i := range n {
			kids += fmt.Sprintf("%d 0 R ", i+5)
		}
	}
	objects := []string{
		"<</Type/Catalog/Pages 2 0 R>>",
		fmt.Sprintf("<</Type/Pages/Count %d/Kids[%s]/MediaBox[0 0 %g %g]>>", n, kids, w, h),
		"<</Type/Page/Parent 2 0 R/Contents 4 0 R>>",
		fmt.Sprintf("<</Length %d>>\nstream\n%s\nendstream", len(draw), draw),
	}
	for range n {
		objects = append(objects, objects[2])
	}
	return pdf.Assemble("", objects...)
}

// words is a page with words in a font that is named and not brought along.
func words(text string) []byte {
	coded, _ := unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewEncoder().String(text)
	draw := "BT /F1 30 Tf 20 80 Td <" + hex.EncodeToString([]byte(coded)) + "> Tj ET"
	return pdf.Assemble("", "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 200]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
		fmt.Sprintf("<</Length %d>>\nstream\n%s\nendstream", len(draw), draw),
		"<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/UniGB-UCS2-H/DescendantFonts[6 0 R]>>",
		"<</Type/Font/Subtype/CIDFontType2/BaseFont/SimSun/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/FontDescriptor 7 0 R/DW 1000>>",
		"<</Type/FontDescriptor/FontName/SimSun/Flags 6/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 900/Descent -200/CapHeight 700/StemV 80>>")
}

// half is a picture whose left half is red.
func half(w, h int) *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := color.RGBA{255, 255, 255, 255}
			if x < w/2 {
				c = color.RGBA{255, 0, 0, 255}
			}
			m.SetRGBA(x, y, c)
		}
	}
	return m
}

func isRed(m *image.RGBA, x, y int) bool {
	c := m.RGBAAt(x, y)
	return c.R > 200 && c.G < 90 && c.B < 90
}

// write keeps a file for a test.
func write(t *testing.T, name string, data []byte) string {
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func encoded(t *testing.T, encode func(*bytes.Buffer) error) []byte {
	var buf bytes.Buffer
	if err := encode(&buf); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

// turned is a JPEG whose EXIF says that it is to be turned a quarter clockwise.
func turned(t *testing.T) []byte {
	plain := encoded(t, func(b *bytes.Buffer) error { return jpeg.Encode(b, half(80, 40), nil) })
	exif := "\xFF\xE1\x00\x22Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06\x00\x00\x00\x00\x00\x00"
	return append([]byte("\xFF\xD8"+exif), plain[2:]...)
}

func testPages(t *testing.T, p *Pages) {
	picture := half(80, 40)
	for _, c := range []struct {
		name   string
		data   []byte
		wish   Wish
		pages  int
		dx, dy int
		red    [2]int // a place that is, one that is not lies opposite
	}{
		{"a.pdf", pagesOf(3, 200, 100), Wish{Page: 2, Width: 400}, 3, 400, 200, [2]int{50, 100}},
		{"scale.pdf", pagesOf(1, 200, 100), Wish{Scale: 0.5}, 1, 100, 50, [2]int{20, 25}},
		{"turn.pdf", pagesOf(1, 200, 100), Wish{Width: 400, Turn: 1}, 1, 400, 800, [2]int{200, 100}},
		{"huge.pdf", pagesOf(1, 14400, 14400), Wish{Scale: 4}, 1, 4000, 4000, [2]int{1000, 2000}},
		{"long.pdf", pagesOf(1, 10, 100_000), Wish{Width: 1000}, 1, 1, 8192, [2]int{0, 0}},
		{"many.pdf", pagesOf(19_000, 200, 100), Wish{Page: 18_999, Width: 100}, 19_000, 100, 50, [2]int{20, 25}},
		{"a.png", encoded(t, func(b *bytes.Buffer) error { return png.Encode(b, picture) }), Wish{Width: 40}, 1, 40, 20, [2]int{5, 10}},
		{"a.gif", encoded(t, func(b *bytes.Buffer) error { return gif.Encode(b, picture, nil) }), Wish{Width: 40}, 1, 40, 20, [2]int{5, 10}},
		{"a.tif", encoded(t, func(b *bytes.Buffer) error { return tiff.Encode(b, picture, nil) }), Wish{Width: 40}, 1, 40, 20, [2]int{5, 10}},
		{"exif.jpg", turned(t), Wish{Width: 20}, 1, 20, 40, [2]int{10, 5}},
		{"larger.png", encoded(t, func(b *bytes.Buffer) error { return png.Encode(b, picture) }), Wish{Width: 400}, 1, 80, 40, [2]int{10, 20}},
	} {
		s, err := p.Page(context.Background(), write(t, c.name, c.data), c.wish)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if b := s.Image.Rect; s.Pages != c.pages || b.Dx() != c.dx || b.Dy() != c.dy {
			t.Errorf("%s: page of %d, %v", c.name, s.Pages, b)
			continue
		}
		if c.name != "long.pdf" && (!isRed(s.Image, c.red[0], c.red[1]) || isRed(s.Image, c.dx-1-c.red[0], c.dy-1-c.red[1])) {
			t.Errorf("%s: drawn otherwise", c.name)
		}
	}
	if !p.Ready() {
		t.Error("not ready after PDFs")
	}
}

// Words in a font that is not brought along are drawn, not left out.
func testForeignFont(t *testing.T, p *Pages) {
	inked := func(text string) (n int) {
		s, err := p.Page(context.Background(), write(t, "words.pdf", words(text)), Wish{Width: 800})
		if err != nil {
			t.Fatal(err)
		}
		for i := 0; i < len(s.Image.Pix); i += 4 {
			if s.Image.Pix[i] < 128 {
				n++
			}
		}
		return n
	}
	if one, ten := inked("信"), inked("信用信用信用信用信用"); one == 0 || ten < 6*one {
		t.Errorf("%d points of ink for one character, %d for ten", one, ten)
	}
}

func testFaults(t *testing.T, p *Pages) {
	whole := pagesOf(1, 200, 100)
	key := strings.Repeat("7", 32)
	locked := bytes.Replace(whole, []byte("/Root 1 0 R"), []byte("/Root 1 0 R/ID[(1)(1)]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O("+key+")/U("+key+")>>"), 1)
	bomb := encoded(t, func(b *bytes.Buffer) error { return png.Encode(b, half(8, 8)) })
	copy(bomb[16:], "\x00\x01\x00\x00\x00\x01\x00\x00") // 65536 by 65536
	for _, c := range []struct {
		name  string
		data  []byte
		page  int
		fault pdf.Fault
	}{
		{"locked.pdf", locked, 0, pdf.Password},
		{"cut.pdf", whole[:20], 0, pdf.Damaged},
		{"beyond.pdf", whole, 1, pdf.Pages},
		{"none.pdf", pdf.Assemble("", "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[]/Count 0>>"), 0, pdf.Pages},
		{"text.ofd", []byte("PK\x03\x04"), 0, pdf.Other},
		{"bomb.png", bomb, 0, pdf.Damaged},
		{"empty.pdf", nil, 0, pdf.Other},
		{"again.pdf", whole, 0, ""},
	} {
		_, err := p.Page(context.Background(), write(t, c.name, c.data), Wish{Page: c.page, Width: 100})
		var fault pdf.Fault
		if err != nil && !errors.As(err, &fault) || fault != c.fault {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

func testCancelled(t *testing.T, p *Pages) {
	path := write(t, "a.png", encoded(t, func(b *bytes.Buffer) error { return png.Encode(b, half(80, 40)) }))
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := p.Page(ctx, path, Wish{Width: 10}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if _, err := p.Page(context.Background(), path, Wish{Width: 10}); err != nil {
		t.Error(err)
	}
}

// scan is a page of an ordinary scan: A4 at 200 dpi, with grain.
func scan(b *testing.B) string {
	m := image.NewGray(image.Rect(0, 0, 1654, 2339))
	for i := range m.Pix {
		m.Pix[i] = byte(200 + (i*7919)%50)
		if (i/1654/20)%2 == 0 && (i*31)%7 < 3 {
			m.Pix[i] = 30
		}
	}
	var data bytes.Buffer
	if err := jpeg.Encode(&data, m, nil); err != nil {
		b.Fatal(err)
	}
	draw := "595 0 0 842 0 0 cm /I Do"
	path := filepath.Join(b.TempDir(), "scan.pdf")
	whole := pdf.Assemble("", "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>",
		fmt.Sprintf("<</Length %d>>\nstream\n%s\nendstream", len(draw), draw),
		fmt.Sprintf("<</Type/XObject/Subtype/Image/Width 1654/Height 2339/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/DCTDecode/Length %d>>\nstream\n%s\nendstream", data.Len(), data.String()))
	if err := os.WriteFile(path, whole, 0o600); err != nil {
		b.Fatal(err)
	}
	return path
}

func BenchmarkPage(b *testing.B) {
	path := scan(b)
	b.Run("first", func(b *testing.B) { // the child is started for it
		for b.Loop() {
			p := New()
			if _, err := p.Page(context.Background(), path, Wish{Width: 1000}); err != nil {
				b.Fatal(err)
			}
			p.Close()
		}
	})
	b.Run("next", func(b *testing.B) {
		p := New()
		b.Cleanup(p.Close)
		for b.Loop() {
			if _, err := p.Page(context.Background(), path, Wish{Width: 1000}); err != nil {
				b.Fatal(err)
			}
		}
	})
}
