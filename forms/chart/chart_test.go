package chart

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"zicha/scoring"
)

// printed measures as type does: Chinese is square, figures are half as wide.
func printed(words string) float64 {
	sum := 0.0
	for _, r := range words {
		if r < 0x2000 {
			sum += Size * 25.4 / 72 / 2
			continue
		}
		sum += Size * 25.4 / 72
	}
	return sum
}

var labels = []Label{{"一", "贯彻落实"}, {"二", "制度建设"}, {"三", "信息归集共享和应用"}, {"四", "联合奖惩"}, {"五", "宣传教育"}, {"六", "平台建设"}, {"七", "双公示"}, {"八", "其他"}}

// units are so many of given totals, best first, each divided among the sections, the rest in the last.
func units(totals ...scoring.Points) []Unit {
	var out []Unit
	for i, total := range totals {
		u := Unit{Name: fmt.Sprintf("示例%d县", i+1), Rank: i + 1, Total: total, Least: total, Most: total, Swap: i % 3, Sections: make([]scoring.Points, len(labels))}
		rest := total
		for at := range len(labels) - 1 {
			u.Sections[at] = min(rest, total/scoring.Points(at+9))
			rest -= u.Sections[at]
		}
		u.Sections[len(labels)-1] = rest
		if i > 0 && out[i-1].Total == total {
			u.Rank, u.Tied = out[i-1].Rank, true
			out[i-1].Tied = true
		}
		out = append(out, u)
	}
	return out
}

// examples are rankings that are hard to draw: equal, near and far totals, many units, open cells, long names, nothing at all.
func examples() map[string][]Unit {
	many := make([]scoring.Points, 2844)
	for i := range many {
		many[i] = scoring.Points(9950 - i*3/2)
	}
	out := map[string][]Unit{
		"four": units(9012, 8850, 8850, 6000), "near": units(8502, 8501, 8501, 8500, 8500, 8500), "equal": units(7000, 7000, 7000), "far": units(10000, 5, 0),
		"full": units(10000, 10000, 9999), "nothing": units(0, 0), "one": units(4321), "none": nil, "many": units(many...),
	}
	open := units(9012, 8850, 7000)
	for i := range open {
		open[i].Open, open[i].Least, open[i].Most = i+1, open[i].Total-1000, open[i].Total+1000
	}
	open[1].Name = "示例名称特别长而且一行写不下的高新技术产业开发区管理委员会"
	open[2].Sections = nil
	out["open"] = open
	return out
}

// charts gives both charts of every example in the widths of paper and of screens.
func charts(t *testing.T, each func(t *testing.T, c *Chart, list []Unit)) {
	for name, list := range examples() {
		for _, wide := range []float64{130, 225, 290} {
			for _, c := range []*Chart{Bars(list, labels, 10000, wide, printed), Gaps(list, wide, printed)} {
				t.Run(fmt.Sprintf("%s/%s/%.0f", name, c.Title, wide), func(t *testing.T) { each(t, c, list) })
			}
		}
	}
}

const close = 1e-6

// drawn is the part of its room that a word fills.
func drawn(a Text) Rect {
	w := printed(a.Words)
	x := a.X
	switch a.Align {
	case Center:
		x += (a.W - w) / 2
	case Right:
		x += a.W - w
	}
	return Rect{X: x, Y: a.Y, W: w, H: a.H}
}

func meet(a, b Rect) bool {
	return a.X+close < b.X+b.W && b.X+close < a.X+a.W && a.Y+close < b.Y+b.H && b.Y+close < a.Y+a.H
}

// Words never meet each other, nor dots, nor the lines of the gaps; each has room, and lies within its strip.
func TestNothingOverlaps(t *testing.T) {
	charts(t, func(t *testing.T, c *Chart, _ []Unit) {
		check := func(what string, s Strip) {
			for i, a := range s.Texts {
				if w := printed(a.Words); w > a.W+close || a.X < -close || a.X+a.W > c.Wide+close || a.Y < -close || a.Y+a.H > s.High+close {
					t.Errorf("%s: %q of %.1f at %+v in %.1f × %.1f", what, a.Words, w, a, c.Wide, s.High)
				}
				for _, b := range s.Texts[i+1:] {
					if meet(drawn(a), drawn(b)) {
						t.Errorf("%s: %q meets %q", what, a.Words, b.Words)
					}
				}
				for _, d := range s.Dots {
					if meet(drawn(a), Rect{X: d.X - d.R, Y: d.Y - d.R, W: 2 * d.R, H: 2 * d.R}) {
						t.Errorf("%s: %q meets a dot", what, a.Words)
					}
				}
				for _, r := range s.Rects {
					if r.Ink == Gap && meet(drawn(a), r) {
						t.Errorf("%s: %q meets a gap", what, a.Words)
					}
				}
			}
		}
		check("head", c.Head)
		for i := range c.Rows {
			check(fmt.Sprint("row ", i), c.Row(i))
		}
	})
}

// parts are the rectangles of sections in a row, by section.
func parts(s Strip) map[int]Rect {
	out := map[int]Rect{}
	for _, r := range s.Rects {
		if i, words, ok := r.Ink.SectionOf(); ok && !words {
			out[i] = r
		}
	}
	return out
}

// A bar is as long as its points, each of its parts begins where those before it end, and the whole scale is the full total.
func TestBarsAreAsLongAsTheirPoints(t *testing.T) {
	list := examples()["four"]
	c := Bars(list, labels, 10000, 225, printed)
	perPoint := 0.0
	for i, u := range list {
		row := parts(c.Row(i))
		first := row[0]
		sum := scoring.Points(0)
		end := 0.0
		for at, p := range u.Sections {
			r := row[at]
			if length := r.X - first.X; perPoint > 0 && math.Abs(length-perPoint*float64(sum)) > close {
				t.Errorf("%s: section %d begins %.3f mm on after %s points", u.Name, at, length, sum)
			}
			if sum += p; at == 1 && perPoint == 0 {
				perPoint = (r.X - first.X) / float64(u.Sections[0])
			}
			end = r.X + r.W - first.X
		}
		if math.Abs(end-perPoint*float64(u.Total)) > close {
			t.Errorf("%s: %.3f mm for %s points", u.Name, end, u.Total)
		}
		if !slices.ContainsFunc(c.Row(i).Texts, func(text Text) bool { return text.Words == u.Total.String() }) {
			t.Errorf("%s: its total is not told", u.Name)
		}
	}
	if whole := perPoint * 10000; whole < 100 {
		t.Errorf("the full total takes %.1f mm of 225", whole)
	}
}

// What a total is not made of is not drawn: a total with something taken off is one bar, and the legend says so.
func TestUndividedTotal(t *testing.T) {
	c := Bars(examples()["open"], labels, 10000, 225, printed)
	if len(parts(c.Row(2))) > 0 || len(parts(c.Row(1))) == 0 {
		t.Error("the undivided one is divided, or the other is not")
	}
	if !strings.Contains(said(c.Head), "不分类") || !strings.Contains(said(c.Head), "未核定") {
		t.Errorf("the legend says %s", said(c.Head))
	}
}

func said(s Strip) string {
	var out []string
	for _, text := range s.Texts {
		out = append(out, text.Words)
	}
	return strings.Join(out, " ")
}

// Dots stand apart as their totals do, the line between two is as long as the gap, and its points stand in words; a tie is told.
func TestGapsAreToScale(t *testing.T) {
	list := examples()["four"]
	c := Gaps(list, 225, printed)
	dot := func(i int) Dot { return c.Row(i).Dots[0] }
	perPoint := (dot(0).X - dot(3).X) / float64(9012-6000)
	for i, u := range list {
		if at := dot(0).X - dot(i).X; math.Abs(at-perPoint*float64(9012-u.Total)) > close {
			t.Errorf("%s stands %.3f mm from the first", u.Name, at)
		}
		if dot(i).Hollow != (u.Swap == 1) {
			t.Errorf("%s: %d cells would change its place", u.Name, u.Swap)
		}
	}
	line := 0.0
	for _, r := range c.Row(1).Rects {
		if r.Ink == Gap && r.H < 1 {
			line = r.W
		}
	}
	if math.Abs(line-perPoint*162) > close || !strings.Contains(said(c.Row(1)), "差1.62") {
		t.Errorf("a gap of 1.62 is %.3f mm long: %s", line, said(c.Row(1)))
	}
	if !strings.Contains(said(c.Row(2)), "并列") {
		t.Errorf("a tie says %s", said(c.Row(2)))
	}
}

// The scale is of round figures at equal distances, over all totals.
func TestScale(t *testing.T) {
	charts(t, func(t *testing.T, c *Chart, list []Unit) {
		var figures []Text
		for _, text := range c.Head.Texts {
			if text.Y+text.H+tick > c.Head.High-close {
				figures = append(figures, text)
			}
		}
		if len(figures) < 2 {
			t.Fatalf("%d figures", len(figures))
		}
		var step scoring.Points
		for i := 1; i < len(figures); i++ {
			was, _ := scoring.ParsePoints(figures[i-1].Words)
			is, err := scoring.ParsePoints(figures[i].Words)
			if err != nil || step > 0 && is-was != step || is <= was {
				t.Errorf("%s after %s", figures[i].Words, figures[i-1].Words)
			}
			step = is - was
		}
		for i := range list {
			for _, d := range c.Row(i).Dots {
				if first, last := figures[0], figures[len(figures)-1]; d.X < first.X-close || d.X > last.X+last.W+c.Wide/4 {
					t.Errorf("%s stands beside the scale", list[i].Name)
				}
			}
		}
	})
}

// Both bars of a pair are on one scale, within their height and apart; nothing is drawn for nothing, and no more than the most.
func TestPair(t *testing.T) {
	average := scoring.Points(250)
	for _, c := range []struct {
		own, most scoring.Points
		average   *scoring.Points
		want      []float64 // of 100 mm
	}{
		{500, 1000, &average, []float64{50, 25}}, {0, 1000, &average, []float64{25}}, {1200, 1000, nil, []float64{100}}, {0, 0, nil, nil},
	} {
		s := Pair(c.own, c.average, c.most, 100, 4)
		var got []float64
		end := 0.0
		for _, r := range s.Rects {
			if r.Ink == Span {
				if r.Y < end-close || r.Y+r.H > 4+close {
					t.Errorf("%+v: a bar at %+v", c, r)
				}
				end = r.Y + r.H
				continue
			}
			got = append(got, r.W)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%+v: %v", c, got)
		}
	}
}
