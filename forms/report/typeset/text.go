package typeset

import (
	"iter"
	"unicode"
	"unicode/utf8"
)

// Color is a screen colour; its zero value is black.
type Color struct{ R, G, B uint8 }

// Style says how a piece of text looks. Size is in points.
type Style struct {
	Face  Face
	Size  float64
	Color Color
}

// em is the size in millimetres.
func (s Style) em() float64 { return s.Size * pointMM }

// pointMM is a PDF point (1/72 inch) in millimetres.
const pointMM = 25.4 / 72

// Run is a piece of text of one style.
type Run struct {
	Text  string
	Style Style
}

// Plain is text of a single style.
func Plain(text string, style Style) []Run { return []Run{{text, style}} }

// glyph is one character of the input as it will be drawn.
type glyph struct {
	src   string // the bytes of the input it stands for
	char  rune   // the character printed
	index int    // its glyph in the font
	asked rune   // the character asked for; differs from char where it is lost
	lost  bool   // no font has it
	face  Face   // where it was found
	style Style
	width float64 // millimetres
}

func (g glyph) newline() bool { return g.char == '\n' }

// shape turns runs into glyphs. Every byte of the input belongs to exactly
// one glyph. A line end of any kind becomes one newline glyph; any other
// white space without a glyph a space; a control character, an invalid byte
// or a character no font has is printed as 〓 and remembered.
func shape(runs []Run) []glyph {
	length := 0
	for _, run := range runs {
		length += utf8.RuneCountInString(run.Text)
	}
	glyphs := make([]glyph, 0, length) // as many as characters, but for line ends of two
	for g := range each(runs) {
		glyphs = append(glyphs, g)
	}
	return glyphs
}

// each gives the glyphs of shape one by one: a register can hold millions of characters, and a glyph takes many times their room.
func each(runs []Run) iter.Seq[glyph] {
	return func(yield func(glyph) bool) {
		for _, run := range runs {
			if !run.each(yield) {
				return
			}
		}
	}
}

func (run Run) each(yield func(glyph) bool) bool {
	for text := run.Text; text != ""; {
		char, size := utf8.DecodeRuneInString(text)
		if char == '\r' && len(text) > 1 && text[1] == '\n' {
			size = 2
		}
		if !yield(shapeOne(text[:size], char, run.Style)) {
			return false
		}
		text = text[size:]
	}
	return true
}

func shapeOne(src string, char rune, style Style) glyph {
	g := glyph{src: src, char: char, asked: char, style: style}
	switch char {
	case '\n', '\r', '\v', '\f', 0x85, 0x2028, 0x2029:
		g.char = '\n'
		return g
	case '\t':
		g.char = ' '
	}
	var ok bool
	g.face, g.index, ok = locate(g.char, style.Face)
	if !ok && unicode.IsSpace(g.char) {
		g.char = ' '
		g.face, g.index, ok = locate(g.char, style.Face)
	}
	// U+FFFD stands for invalid bytes and is never a character someone typed.
	if !ok || char == utf8.RuneError {
		g.lost, g.char = true, unknown
		g.face, g.index, _ = locate(unknown, style.Face)
	}
	g.width = float64(fontOf(g.face).advance(g.index)) / 1000 * style.em()
	return g
}

// Width measures text set in one line, in millimetres.
func Width(text string, style Style) float64 {
	total := 0.0
	for g := range each(Plain(text, style)) {
		total += g.width
	}
	return total
}

func width(glyphs []glyph) float64 {
	total := 0.0
	for _, g := range glyphs {
		total += g.width
	}
	return total
}
