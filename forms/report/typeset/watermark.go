package typeset

import (
	"fmt"
	"math"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// outlineUnits is the grid glyph outlines are read on, per em.
const outlineUnits = 1000

// stamp is a drawing made once and shown on many pages.
type stamp struct {
	text       string
	face       Face
	em         float64
	color      Color
	wide, high float64
}

// Watermark fills the outlines of text slantwise across the middle of the
// current page. It is no text to a reader of the PDF: extraction, searching
// and copying do not see it. Call it before anything else of the page is
// drawn, so that it lies below; see OnPage. em is the size of a character in
// millimetres. Characters the face itself does not have are left out, so text
// is for fixed words such as 草稿.
func (d *Doc) Watermark(text string, face Face, em float64, c Color) error {
	if d.options.CharactersOnly {
		return nil
	}
	w, h := d.Size()
	key := stamp{text, face, em, c, w, h}
	content, made := d.stamps[key]
	if !made {
		var err error
		if content, err = key.draw(); err != nil {
			return err
		}
		d.stamps[key] = content
	}
	d.decoration()
	d.raw(content)
	return nil
}

// draw gives the drawing's operators.
func (s stamp) draw() (string, error) {
	outlines, err := sfnt.Parse(fontOf(s.face).data)
	if err != nil {
		return "", err
	}
	angle := math.Atan2(s.high, s.wide)
	place := slant{cx: s.wide / 2, cy: s.high / 2, sin: math.Sin(angle), cos: math.Cos(angle), scale: s.em / outlineUnits, page: s.high}
	place.pen = -float64(len([]rune(s.text))) * outlineUnits / 2
	out := []byte("q\n" + s.color.operator() + "\n")
	for _, char := range s.text {
		out = place.outline(out, outlines, char)
		place.pen += outlineUnits
	}
	return string(append(out, 'Q')), nil
}

// slant maps outline units to the page: turned and moved to the middle.
type slant struct{ cx, cy, sin, cos, scale, pen, page float64 }

// at places a point, in points from the foot; Chinese squares are centred 380 units above the baseline.
func (s slant) at(p fixed.Point26_6) (x, y float64) {
	u := (s.pen + float64(p.X)/64) * s.scale
	v := (float64(p.Y)/64 + 380) * s.scale // sfnt's y grows downwards
	return (s.cx + u*s.cos + v*s.sin) / pointMM, (s.page - s.cy + u*s.sin - v*s.cos) / pointMM
}

// outline draws one glyph's contours.
func (s slant) outline(out []byte, outlines *sfnt.Font, char rune) []byte {
	var buffer sfnt.Buffer
	index, err := outlines.GlyphIndex(&buffer, char)
	if err != nil || index == 0 {
		return out
	}
	segments, err := outlines.LoadGlyph(&buffer, index, fixed.I(outlineUnits), nil)
	if err != nil {
		return out
	}
	var x, y float64 // where the pen is
	for _, segment := range segments {
		ax, ay := s.at(segment.Args[0])
		switch segment.Op {
		case sfnt.SegmentOpMoveTo:
			out = fmt.Appendf(out, "%.2f %.2f m\n", ax, ay)
			x, y = ax, ay
		case sfnt.SegmentOpLineTo:
			out = fmt.Appendf(out, "%.2f %.2f l\n", ax, ay)
			x, y = ax, ay
		case sfnt.SegmentOpQuadTo:
			bx, by := s.at(segment.Args[1])
			out = fmt.Appendf(out, "%.2f %.2f %.2f %.2f %.2f %.2f c\n", x+(ax-x)*2/3, y+(ay-y)*2/3, bx+(ax-bx)*2/3, by+(ay-by)*2/3, bx, by)
			x, y = bx, by
		case sfnt.SegmentOpCubeTo: // TrueType outlines have none
		}
	}
	return append(out, "f\n"...)
}
