package results

import (
	"fmt"
	"strings"

	"zicha/forms/chart"
	"zicha/forms/letter"
	"zicha/forms/report/typeset"
	"zicha/forms/review"
	"zicha/scoring"
)

// The ranking is drawn in two ways, on the screen and with the table of the ranks on paper, each of a width in millimetres and in type of
// chart.Size points that measure tells the widths of: the totals as bars, and how close the places are.

// TotalsChart is that of the totals, divided by sections.
func TotalsChart(e *scoring.Edition, list []review.Ranked, wide float64, measure chart.Measure) *chart.Chart {
	full := e.Total
	if e.HasOverall() {
		full = e.OverallMax()
	}
	var labels []chart.Label
	for _, s := range e.Sections {
		labels = append(labels, chart.Label{No: s.No, Title: s.Title})
	}
	return chart.Bars(chartUnits(e, list), labels, full, wide, measure)
}

// GapsChart is that of the gaps between neighbours.
func GapsChart(e *scoring.Edition, list []review.Ranked, wide float64, measure chart.Measure) *chart.Chart {
	return chart.Gaps(chartUnits(e, list), wide, measure)
}

func chartUnits(e *scoring.Edition, list []review.Ranked) []chart.Unit {
	units := make([]chart.Unit, len(list))
	for i := range list {
		units[i] = chartUnit(e, &list[i])
	}
	return units
}

// chartUnit is a county as charts show it: it is divided by its sections where they add up to its total.
func chartUnit(e *scoring.Edition, r *review.Ranked) chart.Unit {
	u := chart.Unit{Name: r.Name, Rank: r.Rank, Tied: r.Tied, Total: r.Total, Open: r.Open, Least: r.Least, Most: r.Most, Swap: r.Firm.Swap}
	parts, sum := make([]scoring.Points, len(e.Sections)), scoring.Points(0)
	for i, s := range e.Sections {
		switch s.Apart {
		case scoring.InTotal, scoring.AddsOn:
			parts[i] = r.Sections[i]
			sum += parts[i]
		case scoring.TakesOff:
			sum -= r.Sections[i]
		}
	}
	if sum == r.Total && whole(parts, sum) {
		u.Sections = parts
	}
	return u
}

// whole reports whether parts are all of a sum, so that nothing was taken off it.
func whole(parts []scoring.Points, sum scoring.Points) bool {
	for _, p := range parts {
		sum -= p
	}
	return sum == 0
}

// ranked are the counties as the charts of papers show them. Only of a 过程稿 totals may still come to something else.
func (b *builder) ranked() []review.Ranked {
	shares := map[int]int{}
	for _, u := range b.s.Units {
		shares[u.Rank]++
	}
	out := make([]review.Ranked, len(b.s.Units))
	for i, u := range b.s.Units {
		out[i] = review.Ranked{UnitResult: u, Firm: b.s.Standing[u.Code], Tied: shares[u.Rank] > 1, Least: u.Total, Most: u.Total}
		if open := undecided(u); len(open) > 0 && b.s.Process {
			card := b.card(u)
			out[i].Least, out[i].Most = b.e.Span(&card, open)
		}
	}
	return out
}

// undecided are the indicators of a county that nobody has decided.
func undecided(u review.UnitResult) []int {
	var out []int
	for _, c := range u.Cells {
		if !c.Decided {
			out = append(out, c.Indicator)
		}
	}
	return out
}

// mostCharted is how many counties are drawn on paper, some fifteen pages each way; the window draws any number.
const mostCharted = 400

// charts sets the charts under the table of the ranks. They tell totals and sections: they go to the offices and the government, never with the
// circular.
func (p *pages) charts(flow *typeset.Flow) {
	if n := len(p.s.Units); n > mostCharted {
		flow.Skip(2)
		letter.Note(flow, fmt.Sprintf("共%d个%s，不逐个画图，可以在程序的“排名与名次余量”中查看。", n, p.e.Words.Unit))
		return
	}
	list := p.ranked()
	p.chart(flow, TotalsChart(p.e, list, letter.AcrossWidth, chartWidth))
	p.chart(flow, GapsChart(p.e, list, letter.AcrossWidth, chartWidth))
}

var chartStyle = typeset.Style{Face: typeset.Hei, Size: chart.Size}

func chartWidth(words string) float64 { return typeset.Width(words, chartStyle) }

// chart sets one over as many pages as it takes, its head on each.
func (p *pages) chart(flow *typeset.Flow, c *chart.Chart) {
	const title, fewest = 8.0, 4
	flow.Skip(5)
	flow.Need(title + c.Head.High + float64(min(fewest, c.Rows))*chart.RowHigh)
	flow.Paragraph(typeset.Paragraph{Runs: typeset.Plain(c.Title, typeset.Style{Face: typeset.Hei, Size: 11}), Heading: 2, Pitch: title})
	for from := 0; from < c.Rows; {
		if flow.Room() < c.Head.High+chart.RowHigh {
			flow.NewPage()
		}
		to := min(c.Rows, from+int((flow.Room()-c.Head.High)/chart.RowHigh))
		high := c.Head.High + float64(to-from)*chart.RowHigh
		flow.Draw(high, func(x, y float64) { p.figure(c, from, to, x, y) })
		from = to
	}
}

// figure draws some rows of a chart under its head, for those who cannot see it with their words.
func (p *pages) figure(c *chart.Chart, from, to int, x, y float64) {
	var says []string
	for i := from; i < to; i++ {
		says = append(says, c.Says(i))
	}
	p.doc.Figure(c.Title+"："+strings.Join(says, "；"), func() {
		p.strip(c.Head, x, y)
		for i := from; i < to; i++ {
			p.strip(c.Row(i), x, y+c.Head.High+float64(i-from)*chart.RowHigh)
		}
	})
}

// strip draws a part of a chart at its place.
func (p *pages) strip(s chart.Strip, x, y float64) {
	for _, r := range s.Rects {
		p.doc.Fill(x+r.X, y+r.Y, r.W, r.H, chartColor(r.Ink))
	}
	for _, d := range s.Dots {
		p.doc.Disc(x+d.X, y+d.Y, d.R, chartColor(d.Ink))
		if d.Hollow {
			p.doc.Disc(x+d.X, y+d.Y, d.R*0.6, chartColor(chart.Ground))
		}
	}
	aligns := map[chart.Align]typeset.Align{chart.Left: typeset.Left, chart.Center: typeset.Center, chart.Right: typeset.Right}
	for _, t := range s.Texts {
		style := chartStyle
		style.Color = chartColor(t.Ink)
		p.doc.TextIn(x+t.X, y+t.Y+t.H/2+0.38*chart.Size*pointMM, t.W, aligns[t.Align], style, t.Words)
	}
}

// pointMM is a point in millimetres.
const pointMM = 25.4 / 72

// The greys of paper, which are told apart by a copier, too: sections beside each other are dark, light and middling by turns.
var (
	sectionGreys = []uint8{70, 205, 135}
	chartGreys   = map[chart.Ink]uint8{
		chart.Words: 0, chart.Quiet: 60, chart.Scale: 215, chart.Mark: 40, chart.Gap: 110, chart.Average: 150, chart.Span: 230, chart.Ground: 255,
	}
)

func chartColor(k chart.Ink) typeset.Color {
	grey := func(v uint8) typeset.Color { return typeset.Color{R: v, G: v, B: v} }
	i, words, ok := k.SectionOf()
	if !ok {
		return grey(chartGreys[k])
	}
	ground := sectionGreys[i%len(sectionGreys)]
	switch {
	case !words:
		return grey(ground)
	case ground < 128:
		return grey(255)
	}
	return grey(0)
}
