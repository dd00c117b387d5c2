package typeset

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"image"
	"image/png"
	"strings"
	"unicode/utf16"

	"github.com/jung-kurt/gofpdf"
)

// widest is the gap, as a share of the size, from which readers of a PDF take
// two characters for two words.
const widest = 0.085

// Align says where a line stands within its room.
type Align int

// The alignments. Justify spreads every line but a paragraph's last.
const (
	Left Align = iota
	Center
	Right
	Justify
)

// Text draws one line of text with its baseline's left end at (x, y) and
// returns its width in millimetres. Line ends in it are drawn as spaces.
func (d *Doc) Text(x, y float64, style Style, text string) float64 {
	glyphs := shape(Plain(text, style))
	for i := range glyphs {
		if glyphs[i].newline() {
			glyphs[i] = shapeOne(glyphs[i].src, ' ', style)
		}
	}
	return d.glyphs(x, y, glyphs, 0)
}

// TextIn draws one line like Text within the width between x and x+room.
func (d *Doc) TextIn(x, y, room float64, align Align, style Style, text string) {
	d.Text(x+shift(align, room-Width(text, style)), y, style, text)
}

func shift(align Align, spare float64) float64 {
	switch align {
	case Center:
		return spare / 2
	case Right:
		return spare
	default:
		return 0
	}
}

// Line draws a broken line; x is the left edge its indent counts from, y its
// baseline.
func (d *Doc) Line(x, y float64, line Line, align Align) {
	spare := line.Room - line.Width
	gap := 0.0
	if n := gaps(line.glyphs); n > 0 && (spare < 0 || align == Justify && !line.Last) {
		gap = spare / float64(n)
	}
	x += line.Indent
	if gap == 0 && spare > 0 {
		x += shift(align, spare)
	}
	if gap <= 0 || gap <= widest*line.glyphs[0].style.em() {
		d.glyphs(x, y, line.glyphs, gap)
		return
	}
	d.spelled(line.glyphs, func() { d.glyphs(x, y, line.glyphs, gap) })
}

// gaps counts the places at which a line can be widened: beside Chinese
// characters and spaces.
func gaps(glyphs []glyph) int {
	n := 0
	for i := 1; i < len(glyphs); i++ {
		if opens(glyphs[i-1], glyphs[i]) {
			n++
		}
	}
	return n
}

func opens(before, after glyph) bool {
	wide := func(g glyph) bool { return g.char == ' ' || isWide(g.char) }
	return wide(before) || wide(after)
}

// glyphs draws glyphs with gap millimetres more at each opening, in pieces of
// one font, colour and spacing, and returns where it ended less x.
func (d *Doc) glyphs(x, y float64, glyphs []glyph, gap float64) float64 {
	start := x
	for len(glyphs) > 0 {
		n := piece(glyphs, gap != 0)
		spacing := 0.0
		if opensAfter(glyphs, 0) {
			spacing = gap
		}
		d.piece(x, y, glyphs[:n], spacing)
		x += width(glyphs[:n]) + spacing*float64(n)
		glyphs = glyphs[n:]
	}
	return x - start
}

// piece counts the glyphs from the first on that can be drawn together.
func piece(glyphs []glyph, spaced bool) int {
	first := glyphs[0]
	n := 1
	for ; n < len(glyphs); n++ {
		g := glyphs[n]
		if g.face != first.face || g.style != first.style {
			break
		}
		if spaced && opensAfter(glyphs, n) != opensAfter(glyphs, 0) {
			break
		}
	}
	return n
}

func opensAfter(glyphs []glyph, i int) bool {
	return i+1 < len(glyphs) && opens(glyphs[i], glyphs[i+1])
}

// piece draws glyphs of one font with equal spacing after each.
func (d *Doc) piece(x, y float64, glyphs []glyph, spacing float64) {
	var text strings.Builder
	first := glyphs[0]
	d.setFont(first.face, first.style.Size)
	for _, g := range glyphs {
		text.WriteRune(g.code)
		d.used[g.face][g.code] = g.char
		if g.lost {
			d.missing[g.asked] = true
		}
	}
	c := first.style.Color
	d.pdf.SetTextColor(int(c.R), int(c.G), int(c.B))
	if spacing != 0 {
		d.pdf.RawWriteStr(fmt.Sprintf("%.4f Tc", spacing/pointMM))
		defer d.pdf.RawWriteStr("0 Tc")
	}
	d.pdf.Text(x, d.y(y), text.String())
}

// setFont selects a font, loading it into the document when it is new.
func (d *Doc) setFont(face Face, size float64) {
	if d.size == size && d.face == face {
		return
	}
	f := fontOf(face)
	if d.used[face] == nil {
		d.used[face] = map[rune]rune{}
		d.pdf.AddUTF8FontFromBytes(f.name, "", f.data)
	}
	d.pdf.SetFont(f.name, "", size)
	d.face, d.size = face, size
}

// spelled marks what draw draws with its exact text, so that wide gaps are
// not read as spaces.
func (d *Doc) spelled(glyphs []glyph, draw func()) {
	var text []rune
	for _, g := range glyphs {
		text = append(text, g.char)
	}
	d.pdf.RawWriteStr(fmt.Sprintf("/Span <</ActualText <FEFF%s>>> BDC", hex16(text)))
	draw()
	d.pdf.RawWriteStr("EMC")
}

// hex16 writes text as UTF-16 in hexadecimal.
func hex16(text []rune) string {
	var out strings.Builder
	for _, unit := range utf16.Encode(text) {
		fmt.Fprintf(&out, "%04X", unit)
	}
	return out.String()
}

// Rule draws a straight line of the given thickness, all in millimetres.
func (d *Doc) Rule(x1, y1, x2, y2, thickness float64) {
	d.pdf.SetDrawColor(0, 0, 0)
	d.pdf.SetLineWidth(thickness)
	d.pdf.Line(x1, d.y(y1), x2, d.y(y2))
}

// Rect draws the outline of a rectangle.
func (d *Doc) Rect(x, y, w, h, thickness float64) {
	d.pdf.SetDrawColor(0, 0, 0)
	d.pdf.SetLineWidth(thickness)
	d.pdf.Rect(x, d.y(y), w, h, "D")
}

// Fill fills a rectangle with a colour.
func (d *Doc) Fill(x, y, w, h float64, c Color) {
	d.filled(c, func() { d.pdf.Rect(x, d.y(y), w, h, "F") })
}

// filled lets draw fill with c; outside of it the fill colour is black, as
// the text counts on.
func (d *Doc) filled(c Color, draw func()) {
	d.pdf.RawWriteStr("q")
	d.pdf.SetFillColor(int(c.R), int(c.G), int(c.B))
	draw()
	d.pdf.SetFillColor(0, 0, 0)
	d.pdf.RawWriteStr("Q")
}

// Image draws a picture into the given box.
func (d *Doc) Image(x, y, w, h float64, picture image.Image) error {
	flat := image.NewNRGBA(picture.Bounds())
	for py := flat.Rect.Min.Y; py < flat.Rect.Max.Y; py++ {
		for px := flat.Rect.Min.X; px < flat.Rect.Max.X; px++ {
			flat.Set(px, py, picture.At(px, py))
		}
	}
	var data bytes.Buffer
	if err := png.Encode(&data, flat); err != nil {
		return fmt.Errorf("encoding a picture: %w", err)
	}
	name := fmt.Sprintf("%x", sha256.Sum256(data.Bytes()))
	options := gofpdf.ImageOptions{ImageType: "PNG"}
	d.pdf.RegisterImageOptionsReader(name, options, &data)
	d.pdf.ImageOptions(name, x, d.y(y), w, h, false, options, 0, "")
	return d.pdf.Error()
}
