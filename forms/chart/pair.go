package chart

import "zicha/scoring"

// pairGap is the room between the bars of a pair, of a bar's height.
const pairGap = 0.25

// Pair is a unit's score beside the average of all, two bars one below the other on the grounds that the most there is would fill; without an
// average it is one.
func Pair(own scoring.Points, average *scoring.Points, most scoring.Points, wide, high float64) Strip {
	out := Strip{High: high}
	scores, inks := []scoring.Points{own}, []Ink{Mark, Average}
	if average != nil {
		scores = append(scores, *average)
	}
	bar := high / (float64(len(scores)) + pairGap*float64(len(scores)-1))
	for i, p := range scores {
		y := float64(i) * bar * (1 + pairGap)
		out.Rects = append(out.Rects, Rect{0, y, wide, bar, Span})
		if p > 0 && most > 0 {
			out.Rects = append(out.Rects, Rect{0, y, wide * float64(min(p, most)) / float64(most), bar, inks[i]})
		}
	}
	return out
}
