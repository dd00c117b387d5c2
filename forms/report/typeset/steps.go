package typeset

import (
	"encoding/binary"
	"math"

	"github.com/jung-kurt/gofpdf"
)

// What is drawn on a page is kept as bytes, one step after the other, for a document of hundreds of pages has millions of them: a step's
// kind, then of operators their text, of text its face, size and place and the codes.
const (
	stepRaw  = 0
	stepText = 1
)

// raw adds operators.
func (p *page) raw(operators string) {
	p.steps = binary.AppendUvarint(append(p.steps, stepRaw), uint64(len(operators)))
	p.steps = append(p.steps, operators...)
}

// text adds text in the face and size of a glyph, its codes as UTF-8.
func (p *page) text(like glyph, x, y float64, codes []byte) {
	p.steps = append(p.steps, stepText, byte(like.face))
	for _, n := range []float64{like.style.Size, x, y} {
		p.steps = binary.LittleEndian.AppendUint64(p.steps, math.Float64bits(n))
	}
	p.steps = binary.AppendUvarint(p.steps, uint64(len(codes)))
	p.steps = append(p.steps, codes...)
}

// draw has gofpdf do all steps.
func (p *page) draw(pdf *gofpdf.Fpdf) {
	at := 0
	words := func() string {
		n, size := binary.Uvarint(p.steps[at:])
		at += size + int(n)
		return string(p.steps[at-int(n) : at])
	}
	number := func() float64 {
		at += 8
		return math.Float64frombits(binary.LittleEndian.Uint64(p.steps[at-8:]))
	}
	for at < len(p.steps) {
		at++
		if p.steps[at-1] == stepRaw {
			pdf.RawWriteStr(words())
			continue
		}
		at++
		font := fontOf(Face(p.steps[at-1])).name
		pdf.SetFont(font, "", number())
		x, y := number(), number()
		pdf.Text(x, y, words())
	}
	if p.open != nil { // the last marked piece
		pdf.RawWriteStr("EMC")
	}
}
