package chart

import (
	"strings"

	"zicha/scoring"
)

// Label is a section of a chart: its number, which stands in the bars, and its title.
type Label struct{ No, Title string }

// barHigh is how high a bar is.
const barHigh = 4.2

// Bars is the chart of the totals, each unit's a bar in one row, divided by what the sections give; a bar is as long as its points on a scale
// from 0 to the full total. The sections differ by their ink and by their numbers, which stand in them where there is room.
func Bars(units []Unit, labels []Label, full scoring.Points, wide float64, m Measure) *Chart {
	c := newColumns(units, wide, m)
	most := full
	for i := range units {
		most = max(most, units[i].Total)
	}
	b := &bars{c.whole(most), units, labels}
	return &Chart{Wide: wide, Title: "总分和各类得分", Head: b.head(b.legend()), Rows: len(units), row: b.row, says: b.says}
}

type bars struct {
	scale
	units  []Unit
	labels []Label
}

func (b *bars) legend() []entry {
	var out []entry
	divided, whole, open := false, false, false
	for i := range b.units {
		u := &b.units[i]
		divided, whole, open = divided || u.Sections != nil, whole || u.Sections == nil, open || u.Open > 0
	}
	for i, l := range b.labels {
		if divided {
			y := (lineHigh - barHigh) / 2
			out = append(out, entry{
				rects: []Rect{{0, y, symbol, barHigh, Section(i)}}, texts: b.inside(0, y, symbol, i), words: l.Title,
			})
		}
	}
	if whole {
		words := "总分"
		if divided {
			words = "总分有加减分或者折算，不分类"
		}
		out = append(out, entry{rects: []Rect{{0, (lineHigh - barHigh) / 2, symbol, barHigh, Mark}}, words: words})
	}
	if open {
		out = append(out, entry{texts: []Text{{0, 0, symbol, lineHigh, Center, Words, openMark}}, words: "有未核定的项，暂按填报和已有数据计入"})
	}
	return out
}

// seam is the room between two parts of a bar, so that they are told apart without colour.
const seam = 0.4

func (b *bars) row(i int) Strip {
	u := &b.units[i]
	out := b.begin(u)
	y := (RowHigh - barHigh) / 2
	out.Rects = b.lines(RowHigh)
	if u.Sections == nil {
		out.Rects = append(out.Rects, Rect{b.from, y, b.at(u.Total) - b.from, barHigh, Mark})
		return out
	}
	sum := scoring.Points(0)
	for at, p := range u.Sections {
		if p <= 0 {
			continue
		}
		from, to := b.at(sum), b.at(sum+p)
		sum += p
		w := to - from
		if sum < u.Total && w > 2*seam {
			w -= seam
		}
		out.Rects = append(out.Rects, Rect{from, y, w, barHigh, Section(at)})
		out.Texts = append(out.Texts, b.inside(from, y, w, at)...)
	}
	return out
}

// inside is a section's number in its part of a bar, nothing where it has no room.
func (b *bars) inside(x, y, w float64, at int) []Text {
	words := b.labels[at].No
	if b.measure(words)+0.4 > w {
		return nil
	}
	return []Text{{x, y, w, barHigh, Center, OnSection(at), words}}
}

func (b *bars) says(i int) string {
	u := &b.units[i]
	parts := []string{rankWords(u) + " " + u.Name + u.Total.String() + "分"}
	for at, p := range u.Sections {
		parts = append(parts, b.labels[at].No+" "+p.String())
	}
	return strings.Join(parts, "，")
}
