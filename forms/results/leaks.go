package results

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"zicha/forms/review"
	"zicha/scoring"
)

// Leak is a score that the circular hides and a reader can compute from what it shows and from the rulebook, which is public.
type Leak struct {
	County string // its name
	What   string // 总分, a section or an indicator
	Score  scoring.Points
	Why    string // from what
}

// leakWords say it in sentences: what can be computed in the same way is told together.
func leakWords(leaks []Leak) []string {
	type way struct{ what, why string }
	var order []way
	of := map[way][]string{}
	for _, l := range leaks {
		w := way{l.What, l.Why}
		if of[w] == nil {
			order = append(order, w)
		}
		of[w] = append(of[w], l.County+l.Score.String()+"分")
	}
	var out []string
	for _, w := range order {
		list, more := of[w], ""
		if len(list) > longList {
			list, more = list[:longList], fmt.Sprintf("等%d个", len(list))
		}
		out = append(out, w.what+"没有公布，但由"+w.why+"可以推算："+strings.Join(list, "、")+more+"。")
	}
	return out
}

// span is what a reader knows of a hidden score: it is a whole number of hundredths from Low to High, and may be any of them.
type span struct{ low, high scoring.Points }

// known reports whether only one score is left.
func (r span) known() bool { return r.low == r.high }

// leaks lists what can be computed at the chosen level. A reviewer may type any score of two decimals up to an indicator's points, so that a
// hidden score is known exactly where what is shown leaves one such score: nothing can be learnt of it from the steps of its rule.
//
//   - order: totals are ordered and lie within the full total. A total is known only where there are as many different totals as scores.
//   - grades: besides, each lies within its grade, so that one is known where as many different totals share a grade as it has scores, a
//     grade for the full total alone above all.
//   - total: what is under a total is known where the total is the full one or 0, or has one part only.
//   - sections: the same under each section.
//   - all: nothing is hidden.
func (b *builder) leaks() []Leak {
	switch b.o.Publish {
	case LevelOrder:
		return totalsKnown(b.s.Units, b.totalSpans(b.s.Units, []scoring.Grade{{}}), "公布的次序只容得下这一个分数")
	case LevelGrades:
		plain := slices.DeleteFunc(slices.Clone(b.s.Units), b.struck) // what a veto has put into a grade says nothing of its total
		return totalsKnown(plain, b.totalSpans(plain, b.grades), "公布的等次和次序只容得下这一个分数")
	case LevelTotal:
		return b.underTotals()
	case LevelSections:
		return b.underSections()
	}
	return nil
}

// totalSpans is what the order of the totals, and the grades they have, tell of each county's.
func (b *builder) totalSpans(units []review.UnitResult, grades []scoring.Grade) []span {
	place := func(total scoring.Points) int {
		at := slices.IndexFunc(grades, func(g scoring.Grade) bool { return total >= g.From })
		if at < 0 {
			return len(grades) - 1
		}
		return at
	}
	out := make([]span, len(units))
	for i, u := range units { // best first
		at := place(u.Total)
		out[i].high = b.top()
		if at > 0 {
			out[i].high = grades[at-1].From - 1
		}
		if i > 0 {
			out[i].high = min(out[i].high, out[i-1].high-step(units[i-1], u))
		}
	}
	for i := len(out) - 1; i >= 0; i-- {
		at := place(units[i].Total)
		if units[i].Total >= grades[at].From { // below the last grade's there is nothing but 0
			out[i].low = grades[at].From
		}
		if i+1 < len(out) {
			out[i].low = max(out[i].low, out[i+1].low+step(units[i], units[i+1]))
		}
	}
	return out
}

// step is by how much the better of two that follow each other is better at least.
func step(better, other review.UnitResult) scoring.Points {
	if better.Total == other.Total {
		return 0
	}
	return 1
}

// top is the best total there can be; what is added on top of the full one counts.
func (b *builder) top() scoring.Points {
	top := b.full()
	for _, s := range b.e.Sections {
		if s.Apart == scoring.AddsOn {
			top += s.Most()
		}
	}
	for _, u := range b.s.Units {
		top = max(top, u.Total)
	}
	return top
}

func totalsKnown(units []review.UnitResult, spans []span, why string) []Leak {
	var out []Leak
	for i, u := range units {
		if spans[i].known() {
			out = append(out, Leak{County: u.Name, What: "总分", Score: u.Total, Why: why})
		}
	}
	return out
}

// part is a hidden score under one that is shown: what it is and what it can be at most.
type part struct {
	what  string
	score scoring.Points
	most  scoring.Points
}

// known gives the parts of a sum that is shown that have but one score left: each lies between what the others cannot give and its most.
func known(county string, sum scoring.Points, parts []part, why string) []Leak {
	var all scoring.Points
	for _, p := range parts {
		all += p.most
	}
	var out []Leak
	for _, p := range parts {
		r := span{max(0, sum-(all-p.most)), min(p.most, sum)}
		if r.known() && p.most > 0 {
			out = append(out, Leak{County: county, What: p.what, Score: p.score, Why: why})
		}
	}
	return out
}

// underTotals are the sections and the indicators that a total gives away. Where the rulebook weighs, adds or takes off, a total has no
// parts that add up to it; then only the full total and 0 tell.
func (b *builder) underTotals() []Leak {
	var out []Leak
	for _, u := range b.s.Units {
		if b.e.HasOverall() && !b.extreme(u.Total) {
			continue
		}
		var sections, cells []part
		for i, s := range b.e.Sections {
			if s.Apart != scoring.InTotal {
				continue
			}
			under := b.cellParts(u, s)
			sections = append(sections, part{"“" + s.No + "、" + s.Title + "”得分", u.Sections[i], mostOf(under)})
			cells = append(cells, under...)
		}
		sum := u.Total
		if b.e.HasOverall() {
			sum = 0
			for _, p := range sections {
				sum += p.score
			}
		}
		out = append(out, known(u.Name, sum, sections, "公布的总分")...)
		out = append(out, known(u.Name, sum, cells, "公布的总分")...)
	}
	return out
}

// extreme reports whether a weighted total can come from one set of scores alone.
func (b *builder) extreme(total scoring.Points) bool {
	for _, s := range b.e.Sections {
		if s.Apart == scoring.AddsOn && total > 0 || s.Apart != scoring.InTotal && s.Apart != scoring.AddsOn && total == 0 {
			return false
		}
	}
	for _, ind := range b.e.Indicators() {
		if ind.Absent == scoring.LeftOut && total > 0 {
			return false
		}
	}
	return total == 0 || total == b.full()
}

// underSections are the indicators that their section's score gives away.
func (b *builder) underSections() []Leak {
	var out []Leak
	for _, u := range b.s.Units {
		for i, s := range b.e.Sections {
			parts := b.cellParts(u, s)
			if s.Apart == scoring.InTotal || s.Apart != scoring.MayStrike && mostOf(parts) <= s.Most() { // else its cap hides them
				out = append(out, known(u.Name, u.Sections[i], parts, "公布的“"+s.No+"、"+s.Title+"”得分")...)
			}
		}
	}
	return out
}

// cellParts are a section's indicators. What the official text itself cannot give counts as out of reach, unless somebody gave more.
func (b *builder) cellParts(u review.UnitResult, s *scoring.Section) []part {
	var out []part
	for _, ind := range s.Indicators {
		most := ind.Max
		if ind.ReachableNote != "" && u.Cells[ind.No-1].Score <= ind.Reachable {
			most = ind.Reachable
		}
		out = append(out, part{"第" + strconv.Itoa(ind.No) + "项得分", u.Cells[ind.No-1].Score, most})
	}
	return out
}

func mostOf(parts []part) scoring.Points {
	var sum scoring.Points
	for _, p := range parts {
		sum += p.most
	}
	return sum
}
