package typeset

import (
	"math"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// outlineUnits is the grid glyph outlines are read on, per em.
const outlineUnits = 1000

// Watermark fills the outlines of text slantwise across the middle of the
// current page. It is no text to a reader of the PDF: extraction, searching
// and copying do not see it. Call it before anything else of the page is
// drawn, so that it lies below; see OnPage. em is the size of a character in
// millimetres. Characters the face itself does not have are left out, so text
// is for fixed words such as 草稿.
func (d *Doc) Watermark(text string, face Face, em float64, c Color) error {
	outlines, err := sfnt.Parse(fontOf(face).data)
	if err != nil {
		return err
	}
	w, h := d.Size()
	angle := math.Atan2(h, w)
	place := slant{
		cx: w / 2, cy: h / 2, sin: math.Sin(angle), cos: math.Cos(angle),
		scale: em / outlineUnits,
	}
	pen := -float64(len([]rune(text))) * outlineUnits / 2
	d.filled(c, func() {
		for _, char := range text {
			d.outline(outlines, char, place.from(pen))
			pen += outlineUnits
		}
	})
	return d.pdf.Error()
}

// slant maps outline units to the page: turned and moved to the middle.
type slant struct{ cx, cy, sin, cos, scale, pen float64 }

func (s slant) from(pen float64) slant {
	s.pen = pen
	return s
}

// at places a point; Chinese squares are centred 380 units above the baseline.
func (s slant) at(p fixed.Point26_6) (x, y float64) {
	u := (s.pen + float64(p.X)/64) * s.scale
	v := (float64(p.Y)/64 + 380) * s.scale // sfnt's y grows downwards
	return s.cx + u*s.cos + v*s.sin, s.cy - u*s.sin + v*s.cos
}

// outline draws one glyph's contours.
func (d *Doc) outline(outlines *sfnt.Font, char rune, place slant) {
	var buffer sfnt.Buffer
	index, err := outlines.GlyphIndex(&buffer, char)
	if err != nil || index == 0 {
		return
	}
	segments, err := outlines.LoadGlyph(&buffer, index, fixed.I(outlineUnits), nil)
	if err != nil {
		return
	}
	var x, y float64 // where the pen is
	for _, segment := range segments {
		ax, ay := place.at(segment.Args[0])
		switch segment.Op {
		case sfnt.SegmentOpMoveTo:
			d.pdf.MoveTo(ax, d.y(ay))
			x, y = ax, ay
		case sfnt.SegmentOpLineTo:
			d.pdf.LineTo(ax, d.y(ay))
			x, y = ax, ay
		case sfnt.SegmentOpQuadTo:
			bx, by := place.at(segment.Args[1])
			d.pdf.CurveBezierCubicTo(x+(ax-x)*2/3, d.y(y+(ay-y)*2/3),
				bx+(ax-bx)*2/3, d.y(by+(ay-by)*2/3), bx, d.y(by))
			x, y = bx, by
		case sfnt.SegmentOpCubeTo: // TrueType outlines have none
		}
	}
	d.pdf.DrawPath("F")
}
