package typeset

// Bar is a figure drawn as a bar: how much of the room it takes, 0 to 1, and its colour. The figure itself stands in words beside it.
type Bar struct {
	Share float64
	Color Color
}

// Bars draws bars one below the other into a rectangle, each from its left edge, on the ground that all of the room would take.
func (d *Doc) Bars(x, y, w, h float64, bars ...Bar) {
	const gap = 0.25 // of a bar's height
	step := h / (float64(len(bars)) + gap*float64(len(bars)-1))
	for i, b := range bars {
		top := y + float64(i)*step*(1+gap)
		d.Fill(x, top, w, step, barGround)
		if share := min(max(b.Share, 0), 1); share > 0 {
			d.Fill(x, top, w*share, step, b.Color)
		}
	}
}

var barGround = Color{R: 240, G: 240, B: 240}
