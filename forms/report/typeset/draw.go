package typeset

import (
	"slices"
	"strconv"
	"unicode/utf8"

	"zicha/forms/linebreak"
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
	if len(glyphs) > 0 {
		d.words(nil)
	}
	return d.glyphs(x, y, glyphs, 0)
}

// Turned draws one line like Text, turned clockwise by a quarter: it runs down
// the page from (x, y), its characters' heads to the right.
func (d *Doc) Turned(x, y float64, style Style, text string) {
	of := d.within
	if of == nil {
		of = d.section.add("P", "")
	}
	d.during(of, func() { // or Text would begin a paragraph of its own within
		d.words(nil)
		d.raw("q")
		d.op(" cm", 0, -1, 1, 0, x/pointMM, d.y(y))
		d.Text(0, d.page().high, style, text)
		d.raw("Q")
	})
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
	if len(line.glyphs) == 0 {
		return
	}
	d.words(line.block)
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
	wide := func(g glyph) bool { return g.char == ' ' || linebreak.Wide(g.char) }
	return wide(before) || wide(after)
}

// glyphs draws glyphs with gap millimetres more at each opening, in pieces of
// one font, colour and spacing, and returns where it ended less x.
func (d *Doc) glyphs(x, y float64, glyphs []glyph, gap float64) float64 {
	d.note(slices.Values(glyphs))
	if d.options.CharactersOnly {
		return width(glyphs)
	}
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
	first := glyphs[0]
	used := d.used[first.face]
	if used == nil {
		used = newSubset(fontOf(first.face))
		d.used[first.face] = used
	}
	codes := make([]byte, 0, 3*len(glyphs))
	for _, g := range glyphs {
		codes = utf8.AppendRune(codes, used.code(g.char, g.index))
	}
	black := first.style.Color == Color{}
	if !black {
		d.raw("q\n" + first.style.Color.operator())
	}
	if spacing != 0 {
		d.raw(strconv.FormatFloat(spacing/pointMM, 'f', 4, 64) + " Tc")
	}
	d.page().text(first, x, y, codes)
	if spacing != 0 {
		d.raw("0 Tc")
	}
	if !black {
		d.raw("Q")
	}
}

// raw adds operators to the current page.
func (d *Doc) raw(operators string) { d.page().raw(operators) }

// op adds an operator behind its numbers, points to the hundredth.
func (d *Doc) op(operator string, numbers ...float64) {
	var out []byte
	for i, n := range numbers {
		if i > 0 {
			out = append(out, ' ')
		}
		out = strconv.AppendFloat(out, n, 'f', 2, 64)
	}
	d.raw(string(out) + operator)
}

// y is a height on the current page as the format reckons: in points, from the foot.
func (d *Doc) y(y float64) float64 { return (d.page().high - y) / pointMM }

// spelled marks what draw draws with its exact text, so that wide gaps are
// not read as spaces.
func (d *Doc) spelled(glyphs []glyph, draw func()) {
	var text []rune
	for _, g := range glyphs {
		text = append(text, g.char)
	}
	d.raw("/Span <</ActualText <FEFF" + hex16(text) + ">>> BDC")
	draw()
	d.raw("EMC")
}

// Rule draws a straight line of the given thickness, all in millimetres.
func (d *Doc) Rule(x1, y1, x2, y2, thickness float64) {
	d.decoration()
	d.op(" w", thickness/pointMM)
	d.op(" m", x1/pointMM, d.y(y1))
	d.op(" l S", x2/pointMM, d.y(y2))
}

// Rect draws the outline of a rectangle.
func (d *Doc) Rect(x, y, w, h, thickness float64) {
	d.decoration()
	d.op(" w", thickness/pointMM)
	d.op(" re S", x/pointMM, d.y(y), w/pointMM, -h/pointMM)
}

// Fill fills a rectangle with a colour; outside of it the fill colour is
// black, as the text counts on.
func (d *Doc) Fill(x, y, w, h float64, c Color) {
	d.decoration()
	d.raw("q\n" + c.operator())
	d.op(" re f", x/pointMM, d.y(y), w/pointMM, -h/pointMM)
	d.raw("Q")
}

// Disc fills a circle round (x, y) with a colour.
func (d *Doc) Disc(x, y, r float64, c Color) {
	d.decoration()
	k := 0.5523 * r // how far a curve's handles reach where four of them make a circle
	d.raw("q\n" + c.operator())
	at := func(operator string, points ...float64) {
		out := make([]float64, len(points))
		for i := 0; i < len(points); i += 2 {
			out[i], out[i+1] = (x+points[i])/pointMM, d.y(y+points[i+1])
		}
		d.op(operator, out...)
	}
	at(" m", r, 0)
	at(" c", r, k, k, r, 0, r)
	at(" c", -k, r, -r, k, -r, 0)
	at(" c", -r, -k, -k, -r, 0, -r)
	at(" c", k, -r, r, -k, r, 0)
	d.raw("f")
	d.raw("Q")
}

// operator sets the colour in a content stream.
func (c Color) operator() string {
	part := func(v uint8) string { return strconv.FormatFloat(float64(v)/255, 'f', 3, 64) + " " }
	return part(c.R) + part(c.G) + part(c.B) + "rg"
}
