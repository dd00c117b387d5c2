package scoring

import (
	"math/big"
	"slices"
	"strconv"
	"strings"
)

// FullMarks says in Chinese what there is to get: “总分100分，另加分10分”.
func (e *Edition) FullMarks() string {
	most := map[Apart]Points{}
	for _, s := range e.Sections {
		most[s.Apart] += s.Most()
	}
	var b strings.Builder
	b.WriteString("总分" + e.OverallMax().Short() + "分")
	if most[AddsOn] > 0 {
		b.WriteString("，另加分" + most[AddsOn].Short() + "分")
	}
	if most[TakesOff] > 0 {
		b.WriteString("，最多扣" + most[TakesOff].Short() + "分")
	}
	return b.String()
}

// OverallMax is the full total of the overall total, without bonus: the weights of the groups together, or the total.
func (e *Edition) OverallMax() Points {
	var weights Points
	for _, g := range e.Groups {
		weights += g.Weight
	}
	if weights > 0 {
		return weights
	}
	return e.Total
}

// weighed is a part of the total with its weight in the overall total: a group, or all of it.
type weighed struct {
	group      *Group // nil where the rulebook has none
	score, max Points // of what is not left out
	weight     Points
}

// parts adds up the total by groups.
func (e *Edition) parts(card *Scorecard) []weighed {
	parts := []weighed{{weight: e.Total}}
	if len(e.Groups) > 0 {
		parts = parts[:0]
		for i := range e.Groups {
			parts = append(parts, weighed{group: &e.Groups[i], weight: e.Groups[i].Weight})
		}
	}
	for _, s := range card.Sections {
		if s.Section.Apart == InTotal {
			part := &parts[e.partOf(s.Section)]
			part.score += s.Self.Score + s.Forecast.Score
			part.max += s.Self.Max + s.Forecast.Max
		}
	}
	return parts
}

// partOf is which of the parts a section of the total is in.
func (e *Edition) partOf(s *Section) int {
	return max(0, slices.IndexFunc(e.Groups, func(g Group) bool { return g.Name == s.Group }))
}

// weigh adds up the parts, each by its weight, brought to the full total where parts are left out, with bonus and penalty, exactly; nil where
// all is left out.
func (e *Edition) weigh(card *Scorecard, parts []weighed) *big.Rat {
	sum, weights := new(big.Rat), Points(0)
	for _, p := range parts {
		if p.max > 0 {
			sum.Add(sum, p.worth())
			weights += p.weight
		}
	}
	if weights == 0 {
		return nil
	}
	sum.Mul(sum, big.NewRat(int64(e.OverallMax()), int64(weights)))
	return sum.Add(sum, big.NewRat(int64(card.Bonus.Score-card.Penalty.Score), 100))
}

// reckon makes the overall total, see weigh, rounded once.
func (e *Edition) reckon(card *Scorecard) *Overall {
	o := &Overall{Max: e.OverallMax()}
	parts := e.parts(card)
	sum := e.weigh(card, parts)
	open := card.open()
	if sum == nil {
		open = append(open, "计入总分的指标全部不涉及，无法换算")
	}
	waiting := card.vetoesOf(Open)
	if e.Veto.Zero && len(waiting) > 0 {
		open = append(open, waiting+"尚未填报完整")
	}
	if len(open) > 0 {
		o.Words = "总评" + Pending.Label() + "：" + strings.Join(open, "；")
	} else {
		o.Known = true
		o.Words = card.sumWords(parts, sum)
		if sum.Sign() > 0 {
			o.Score = round(sum)
		}
	}
	if struck := card.vetoesOf(Struck); struck == "" {
		e.grade(o, waiting)
	} else {
		e.strike(o, struck)
	}
	return o
}

// worth is what a part gives of its weight.
func (p weighed) worth() *big.Rat {
	r := big.NewRat(int64(p.score), int64(p.max))
	return r.Mul(r, big.NewRat(int64(p.weight), 100))
}

// grade names the grade of a known total, unless a veto may still strike.
func (e *Edition) grade(o *Overall, waiting string) {
	if !o.Known || len(e.Grades) == 0 {
		return
	}
	if waiting != "" {
		o.Words += "；" + waiting + "尚未填报完整，等次" + Pending.Label()
		return
	}
	for _, g := range e.Grades {
		if o.Score >= g.From {
			o.Grade = g.Name
			o.Words += "；等次为“" + g.Name + "”"
			return
		}
	}
	lowest := e.Grades[len(e.Grades)-1]
	o.Words += "；未达到“" + lowest.Name + "”（" + lowest.From.Short() + "分）"
}

// strike does what the rulebook says of a veto that strikes; where it says no grade, the one by the points stands.
func (e *Edition) strike(o *Overall, by string) {
	o.Struck = true
	words := by + Struck.Label() + "，一票否决"
	if e.Veto.Zero {
		o.Known, o.Score = true, 0
		o.Words = words + "，总评计0分"
	} else {
		o.Words += "；" + words
	}
	if e.Veto.Grade == "" {
		e.grade(o, "")
		return
	}
	o.Grade = e.Veto.Grade
	o.Words += "，等次定为“" + o.Grade + "”"
}

// sumWords is the arithmetic of a known total: “（自评50＋预估30）÷94×100＋加分3≈88.106383，计88.11分”.
func (c *Scorecard) sumWords(parts []weighed, sum *big.Rat) string {
	var terms []string
	var weights, full Points
	for _, p := range parts {
		full += p.weight
		if p.max > 0 {
			weights += p.weight
			terms = append(terms, c.partWords(p))
		}
	}
	words := strings.Join(terms, "＋")
	if weights != full {
		if len(terms) > 1 {
			words = "（" + words + "）"
		}
		words += "÷" + weights.Short() + "×" + full.Short()
	}
	if c.Bonus.Max > 0 {
		words += "＋加分" + c.Bonus.Score.Short()
	}
	if c.Penalty.Max > 0 {
		words += "－扣分" + c.Penalty.Score.Short()
	}
	if sum.Sign() < 0 {
		return words + "，不足0分的计0分"
	}
	words += equals(sum)
	if text, _ := decimal(sum); text != round(sum).Short() {
		words += "，计" + round(sum).Short() + "分"
	}
	return words
}

// partWords is one part of the sum: “自评50＋预估30”, “共性60÷65×70”.
func (c *Scorecard) partWords(p weighed) string {
	words := p.score.Short()
	if p.group != nil {
		words = p.group.Name + words
	} else {
		words = "自评" + c.Self.Score.Short()
		switch {
		case c.Self.Max == 0:
			words = "预估" + c.Forecast.Score.Short()
		case c.Forecast.Max > 0 && p.max != p.weight:
			words = "（" + words + "＋预估" + c.Forecast.Score.Short() + "）"
		case c.Forecast.Max > 0:
			words += "＋预估" + c.Forecast.Score.Short()
		}
	}
	if p.max != p.weight {
		words += "÷" + p.max.Short() + "×" + p.weight.Short()
	}
	return words
}

// manyItems is from how many on a sentence counts the indicators instead of naming them all.
const manyItems = 8

// open says what keeps the overall total from being known, a part for each state: “第3、5项未填报”.
func (c *Scorecard) open() []string {
	var order []string
	items := map[string][]string{}
	for _, res := range c.Indicators {
		if res.Status == Complete || res.Status == NotAsked && res.Indicator.Absent != Averaged || res.Indicator.Section.Apart == MayStrike {
			continue
		}
		words := res.Gap()
		if res.Status == NotAsked {
			words = res.Indicator.averagedWords()
		}
		if items[words] == nil {
			order = append(order, words)
		}
		items[words] = append(items[words], strconv.Itoa(res.Indicator.No))
	}
	var out []string
	for _, words := range order {
		list := items[words]
		named := "第" + strings.Join(list[:min(len(list), manyItems)], "、") + "项"
		if len(list) > manyItems {
			named += "等" + strconv.Itoa(len(list)) + "项"
		}
		out = append(out, named+words)
	}
	return out
}

// vetoesOf names the criteria of the veto sections with a verdict: “12.1、12.2”.
func (c *Scorecard) vetoesOf(verdict Verdict) string {
	var ids []string
	for _, v := range c.Vetoes {
		if v.Verdict == verdict {
			ids = append(ids, v.Criterion.ID)
		}
	}
	return strings.Join(ids, "、")
}
