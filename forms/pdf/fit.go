package pdf

// The A4 sheets evidence is printed on, in millimetres: what printers cannot reach, and the strip at the foot that carries the number.
const (
	ShortSide = 210.0
	LongSide  = 297.0
	Edge      = 6.0
	Strip     = 13.0
	PointMM   = 25.4 / 72
)

// Fit puts a page of evidence upright on an A4 sheet, scaled down where it is larger than the frame, and gives the scale too. A picture has
// no size of its own: it fills the frame, but is not blown up beyond 72 dpi. Points from the bottom left corner.
func Fit(p Page) (landscape bool, scale float64, m [6]float64) {
	margin := Edge
	if p.Picture {
		margin = 2 * Edge
	}
	frame := func(w, h float64) (float64, float64) {
		return (w - 2*margin) / PointMM, (h - margin - Strip) / PointMM
	}
	w, h := frame(ShortSide, LongSide)
	sheetHigh := LongSide / PointMM
	if p.W > p.H && (p.Picture || p.W > w || p.H > h) {
		landscape = true
		w, h = frame(LongSide, ShortSide)
		sheetHigh = ShortSide / PointMM
	}
	scale = min(w/p.W, h/p.H, 1)
	x := margin/PointMM + (w-p.W*scale)/2
	y := sheetHigh - margin/PointMM - h + (h-p.H*scale)/2
	for i, v := range p.Matrix {
		m[i] = v * scale
	}
	m[4] += x
	m[5] += y
	return landscape, scale, m
}
