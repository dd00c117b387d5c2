package chart

import "zicha/scoring"

// The measures of the dots and of what stands between them.
const (
	radius   = 1.15
	gapHigh  = 0.5
	spanHigh = 3.4
	beside   = 1.4 // the room between a dot and the words beside it
)

// Gaps is the chart of how close the places are: each unit's total a dot on one scale of points, one unit in a row, and between it and the one
// before the gap as a line, with its points in words beside it. The scale reaches over the totals alone, so that small gaps can be seen. A
// hollow dot is a place that one cell can change. As each unit has a row of its own, equal totals stand one below the other and no words meet.
func Gaps(units []Unit, wide float64, m Measure) *Chart {
	c := newColumns(units, wide, m)
	g := &gaps{units: units}
	words := m(tiedWords)
	least, most := scoring.Points(0), scoring.Points(0)
	for i := range units {
		u := &units[i]
		if least, most = min(least, u.Total), max(most, u.Total); i == 0 {
			least, most = u.Total, u.Total
		}
		if i > 0 {
			words = max(words, m(g.gapWords(i)))
		}
	}
	c.to -= words + beside + radius // the words of the first gaps stand behind the best total
	g.scale = c.around(least, most)
	return &Chart{Wide: wide, Title: "名次差距", Head: g.head(g.legend()), Rows: len(units), row: g.row, says: g.says}
}

type gaps struct {
	scale
	units []Unit
}

const tiedWords = "并列"

// gapWords say how far a unit is behind the one before it.
func (g *gaps) gapWords(i int) string {
	if gap := g.units[i-1].Total - g.units[i].Total; gap > 0 {
		return "差" + gap.String()
	}
	return tiedWords
}

func (g *gaps) legend() []entry {
	var firm, loose, open bool
	for i := range g.units {
		u := &g.units[i]
		firm, loose, open = firm || u.Swap != 1, loose || u.Swap == 1, open || u.Most > u.Least
	}
	dot := func(hollow bool) []Dot { return []Dot{{symbol / 2, lineHigh / 2, radius, Mark, hollow}} }
	var out []entry
	if firm {
		out = append(out, entry{dots: dot(false), words: "总分"})
	}
	if loose {
		out = append(out, entry{dots: dot(true), words: "总分，改动1项就可能改变位次"})
	}
	if len(g.units) > 1 {
		out = append(out, entry{rects: []Rect{{0, (lineHigh - gapHigh) / 2, symbol, gapHigh, Gap}}, words: "与前一名的差距"})
	}
	if open {
		out = append(out, entry{
			rects: []Rect{{0, (lineHigh - spanHigh) / 2, symbol, spanHigh, Span}}, texts: []Text{{0, 0, symbol, lineHigh, Center, Words, openMark}},
			words: "有未核定的项，按0分至满分计的范围（伸出刻度的不画）",
		})
	}
	return out
}

func (g *gaps) row(i int) Strip {
	u := &g.units[i]
	out := g.begin(u)
	middle, x := RowHigh/2, g.at(u.Total)
	if u.Most > u.Least {
		from, to := g.at(u.Least), g.at(u.Most)
		out.Rects = append(out.Rects, Rect{from, middle - spanHigh/2, to - from, spanHigh, Span})
	}
	out.Rects = append(out.Rects, g.lines(RowHigh)...)
	if i > 0 {
		before := g.at(g.units[i-1].Total)
		out.Rects = append(out.Rects, Rect{before - gapHigh/4, 0, gapHigh / 2, middle, Gap})
		if before > x {
			out.Rects = append(out.Rects, Rect{x, middle - gapHigh/2, before - x, gapHigh, Gap})
		}
		from := max(before, x+radius) + beside
		out.Texts = append(out.Texts, Text{from, (RowHigh - lineHigh) / 2, g.measure(g.gapWords(i)), lineHigh, Left, Quiet, g.gapWords(i)})
	}
	if i+1 < len(g.units) {
		out.Rects = append(out.Rects, Rect{x - gapHigh/4, middle, gapHigh / 2, RowHigh - middle, Gap})
	}
	out.Dots = append(out.Dots, Dot{x, middle, radius, Mark, u.Swap == 1})
	return out
}

func (g *gaps) says(i int) string {
	u := &g.units[i]
	words := rankWords(u) + " " + u.Name + u.Total.String() + "分"
	if i > 0 {
		words += "，" + g.gapWords(i)
	}
	return words
}
