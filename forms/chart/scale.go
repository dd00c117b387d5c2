package chart

import "zicha/scoring"

// scale is the points that the drawn part of a chart reaches from end to end, with a line at every step.
type scale struct {
	*columns
	low, high, step scoring.Points
}

// steps are the distances between the lines of a scale, the closest first.
var steps = []scoring.Points{1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000, 50000, 100000}

// stepFor is the least step whose figures have room beside each other.
func (c *columns) stepFor(low, high scoring.Points) scoring.Points {
	for _, step := range steps {
		wide := max(c.measure(high.Short()), c.measure((low+step).Short()), c.measure((high-step).Short())) + 2*between
		if n := float64(high-low) / float64(step); n*wide <= c.to-c.from {
			return step
		}
	}
	return max(1, high-low)
}

// whole scales from 0 to at least the most.
func (c *columns) whole(most scoring.Points) scale {
	most = max(most, 1)
	return scale{c, 0, most, c.stepFor(0, most)}
}

// around scales from a step below the least to a step above the most; totals that are all about equal are not drawn as if they were far apart.
func (c *columns) around(least, most scoring.Points) scale {
	step := c.stepFor(least, max(most, least+100))
	low := max(0, least/step*step)
	if low > 0 && low == least {
		low -= step
	}
	high := (most + step) / step * step
	return scale{c, low, high, c.stepFor(low, high)}
}

// at is where a figure stands across, kept within the scale.
func (s scale) at(p scoring.Points) float64 {
	return s.place(min(max(p, s.low), s.high), s.low, s.high)
}

// hair is how thick the lines of a scale are.
const hair = 0.15

// lines are the scale's over a strip of a height.
func (s scale) lines(high float64) []Rect {
	var out []Rect
	for p := s.first(); p <= s.high; p += s.step {
		out = append(out, Rect{s.at(p) - hair/2, 0, hair, high, Scale})
	}
	return out
}

func (s scale) first() scoring.Points { return (s.low + s.step - 1) / s.step * s.step }

// figures are the scale's figures over its lines, in a strip that stands at y.
func (s scale) figures(y float64) (texts []Text, ticks []Rect) {
	before := 0.0
	for p := s.first(); p <= s.high; p += s.step {
		words := p.Short()
		w := s.measure(words)
		x := min(max(s.at(p)-w/2, 0), s.wide-w)
		if x < before {
			continue
		}
		before = x + w + between/2
		texts = append(texts, Text{x, y, w, lineHigh, Center, Quiet, words})
		ticks = append(ticks, Rect{s.at(p) - hair/2, y + lineHigh, hair, tick, Scale})
	}
	return texts, ticks
}

// tick is how far a line of the scale goes up to its figure.
const tick = 1.0

// entry is a part of a legend: what is drawn, and what it means.
type entry struct {
	rects []Rect // from the left edge of the entry, in a line's height
	dots  []Dot
	texts []Text
	words string
}

// symbol is how wide the picture of an entry is.
const symbol = 5.0

// head is the legend, in as many lines as it takes, and the scale's figures under it.
func (s scale) head(legend []entry) Strip {
	var out Strip
	x, y := 0.0, 0.0
	for _, e := range legend {
		w := symbol + 1 + s.measure(e.words)
		if x > 0 && x+w > s.wide {
			x, y = 0, y+lineHigh+0.6
		}
		for _, r := range e.rects {
			r.X, r.Y = r.X+x, r.Y+y
			out.Rects = append(out.Rects, r)
		}
		for _, d := range e.dots {
			d.X, d.Y = d.X+x, d.Y+y
			out.Dots = append(out.Dots, d)
		}
		for _, t := range e.texts {
			t.X, t.Y = t.X+x, t.Y+y
			out.Texts = append(out.Texts, t)
		}
		out.Texts = append(out.Texts, Text{x + symbol + 1, y, min(w-symbol-1, s.wide-x-symbol-1), lineHigh, Left, Quiet, s.cut(e.words, s.wide-x-symbol-1)})
		x += w + 2*between
	}
	if len(legend) > 0 {
		y += lineHigh + 1.4
	}
	texts, ticks := s.figures(y)
	out.Texts, out.Rects = append(out.Texts, texts...), append(out.Rects, ticks...)
	out.High = y + lineHigh + tick
	return out
}

// cut shortens words to a room.
func (s scale) cut(words string, room float64) string {
	r := []rune(words)
	for n := len(r); n > 0 && s.measure(words) > room; n-- {
		words = string(r[:n-1]) + "…"
	}
	return words
}
