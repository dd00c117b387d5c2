package pdf

// The A4 sheets evidence is printed on, in millimetres: what printers cannot reach, and the strip at the foot that carries the number.
const (
	ShortSide = 210.0
	LongSide  = 297.0
	Edge      = 6.0
	Strip     = 13.0
	PointMM   = 25.4 / 72
)

// Fit puts a page of evidence upright on an A4 sheet, or across it with its head to the sheet's left, so that the strip is at the sheet's foot; scaled down where it is larger than the frame, and gives the scale too. A picture has
// no size of its own: it fills the frame, but is not blown up beyond 72 dpi. Points from the bottom left corner.
func Fit(p Page) (landscape bool, scale float64, m [6]float64) {
	margin := Edge
	if p.Picture {
		margin = 2 * Edge
	}
	w, h := (ShortSide-2*margin)/PointMM, (LongSide-margin-Strip)/PointMM
	left, low := margin/PointMM, Strip/PointMM
	if p.W > p.H && (p.Picture || p.W > w || p.H > h) {
		landscape = true
		w, h, left, low = h, w, low, left
	}
	scale = min(w/p.W, h/p.H, 1)
	x := left + (w-p.W*scale)/2
	y := low + (h-p.H*scale)/2
	for i, v := range p.Matrix {
		m[i] = v * scale
	}
	m[4] += x
	m[5] += y
	return landscape, scale, m
}
