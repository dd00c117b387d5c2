package scoring

import (
	"math/big"
	"strconv"
	"strings"

	"zicha/scoring/canon"
)

// DaySpec is one tier of a date: by includes its day (G14), before does not. The tier without any takes every later date.
type DaySpec struct {
	By     string `toml:"by"`
	Before string `toml:"before"`
	Points Points `toml:"points"`
}

// datedRule: points by the date something was done on, the first day that it keeps; what was not done gives its own points.
type datedRule struct {
	date   string
	done   string // a yes field, "" where there is none
	undone fixed
	days   []deadline
}

// deadline is one tier of a date, by the day and ISO.
type deadline struct {
	last   int // the last day it holds; every later one where open
	open   bool
	words  string // "不晚于2017-06-30"
	points fixed
}

func (s RuleSpec) compileDated(need *fieldCheck) rule {
	need.one(KindDate, s.Date)
	if s.Done != "" {
		need.one(KindYes, s.Done)
	} else if s.Undone != 0 {
		need.fail("写了未完成的得分 undone，还要写是否完成的字段 done")
	}
	if len(s.Days) == 0 {
		need.fail("没有写日期分档 days")
	}
	r := datedRule{date: s.Date, done: s.Done, undone: s.Undone.exact()}
	for i, d := range s.Days {
		at := deadline{points: d.Points.exact()}
		switch {
		case d.By != "" && d.Before != "":
			need.fail("日期分档第%d档：by（含当日）与 before（不含当日）只写一个", i+1)
		case d.By != "":
			need.day(d.By)
			at.last, _ = canon.Day(d.By)
			at.words = "不晚于" + d.By
		case d.Before != "":
			need.day(d.Before)
			at.last, _ = canon.Day(d.Before)
			at.last--
			at.words = "早于" + d.Before
		default:
			at.open = true
		}
		if i > 0 && (r.days[i-1].open || !at.open && at.last <= r.days[i-1].last) {
			need.fail("日期分档应从早到晚写，不写日期的一档放在最后（第%d档）", i+1)
		}
		r.days = append(r.days, at)
	}
	return r
}

func (r datedRule) eval(in input) Result {
	if done, ok := in.flag(r.done); ok && !done {
		return scored(r.undone, in.c.fields[r.done].stated(false)+gained(r.undone)).as(outcomeUndone)
	}
	text := in.text(r.date)
	day, ok := canon.Day(text)
	if !ok {
		if done, _ := in.flag(r.done); r.done != "" && !done {
			return unanswered(in, r.done, r.date)
		}
		return unanswered(in, r.date)
	}
	words := in.c.fields[r.date].Label + text
	for i, d := range r.days {
		switch {
		case d.open && i == 0:
			return scored(d.points, words+gained(d.points)).as("1")
		case d.open:
			return scored(d.points, words+r.late(i)+gained(d.points)).as(strconv.Itoa(i + 1))
		case day <= d.last:
			return scored(d.points, words+"，"+d.words+gained(d.points)).as(strconv.Itoa(i + 1))
		}
	}
	return scored(nought, words+r.late(len(r.days))+"，不得分")
}

// late says that a date is after the day of the tier before.
func (r datedRule) late(i int) string { return "，晚于" + canon.ISO(r.days[i-1].last) }

func (r datedRule) most() *big.Rat {
	best := r.undone.Rat
	for _, d := range r.days {
		if compare(d.points.Rat, best) > 0 {
			best = d.points.Rat
		}
	}
	return best
}

func (r datedRule) describe(c *Criterion) string {
	var words []string
	for i, d := range r.days {
		text := d.words
		if d.open && i > 0 {
			text = strings.TrimPrefix(r.late(i), "，")
		}
		words = append(words, text+strings.TrimPrefix(gained(d.points), "，"))
	}
	if r.done != "" {
		words = append(words, c.fields[r.done].stated(false)+strings.TrimPrefix(gained(r.undone), "，"))
	}
	return c.fields[r.date].Label + strings.Join(words, "，")
}

func (r datedRule) outcomes() []string { return append(tierNames(len(r.days)), outcomeUndone) }

// moves tries the last day of every tier, from the last one up.
func (r datedRule) moves(in input) []move {
	var out []move
	for i := len(r.days) - 1; i >= 0; i-- {
		if r.days[i].open {
			continue
		}
		day := canon.ISO(r.days[i].last)
		m := move{values: map[string]string{r.date: day}, words: "在" + day + "前完成", tiers: true}
		if r.done != "" && in.text(r.done) != "true" {
			m.values[r.done] = "true"
		}
		out = append(out, m)
	}
	return out
}
