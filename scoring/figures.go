package scoring

import (
	"strconv"
	"strings"
)

// MarksWords says what a section can give: “17分”, outside the total “另加，最多10分”, “最多扣5分”, “一票否决”.
func (s *Section) MarksWords() string {
	switch s.Apart {
	case AddsOn:
		return "另加，最多" + s.Most().Short() + "分"
	case TakesOff:
		return "最多扣" + s.Most().Short() + "分"
	case MayStrike:
		return "一票否决"
	}
	return s.Max.Short() + "分"
}

// The labels of the figures besides 自评 and 预估.
const (
	BonusLabel   = "加分"
	PenaltyLabel = "扣分"
	VetoLabel    = "一票否决"
	OverallLabel = "总评"
	GradeLabel   = "等次"
)

// Figure is a figure besides 自评 and 预估, as papers and screen show it.
type Figure struct {
	Label string
	Text  string // a number with two decimals, or words where there is none: 未填报, 待定, 通过, 良好
	Max   string // what a number is measured against, "" for none
	Words string // how it comes about, "" for none
}

// Figures lists what the rulebook makes of the points besides 自评 and 预估: bonus, penalty, vetoes, the overall total and the grade, none
// where it has nothing of the kind.
func (c Scorecard) Figures() []Figure {
	var out []Figure
	apart := func(label string, t Total) {
		text := t.Score.String()
		if !t.Known {
			text = Unanswered.Label()
		}
		if t.Max > 0 {
			out = append(out, Figure{Label: label, Text: text, Max: t.Max.Short()})
		}
	}
	apart(BonusLabel, c.Bonus)
	apart(PenaltyLabel, c.Penalty)
	if len(c.Vetoes) > 0 {
		out = append(out, c.vetoFigure())
	}
	if c.Overall == nil {
		return out
	}
	overall := Figure{Label: OverallLabel, Text: Pending.Label(), Max: c.Overall.Max.Short(), Words: c.Overall.Words}
	if c.Overall.Known {
		overall.Text = c.Overall.Score.String()
	}
	out = append(out, overall)
	if c.Overall.Grade != "" {
		out = append(out, Figure{Label: GradeLabel, Text: c.Overall.Grade})
	}
	return out
}

func (c *Scorecard) vetoFigure() Figure {
	for _, v := range []Verdict{Struck, Open} {
		if ids := c.vetoesOf(v); ids != "" {
			return Figure{Label: VetoLabel, Text: v.Label(), Words: ids + v.Label()}
		}
	}
	return Figure{Label: VetoLabel, Text: Passed.Label()}
}

// Terms says in Chinese, a sentence each, what the rulebook makes of the points besides adding them up: weights, sections outside the total,
// what may be 不涉及, pools, vetoes and grades. There are none where it has nothing of the kind.
func (e *Edition) Terms() []string {
	out := e.partTerms()
	for _, as := range []Absence{Averaged, LeftOut, FullPoints} {
		if items := e.absentItems(as); items != "" {
			out = append(out, items+"客观上没有的可以标为“不涉及”："+as.words(&e.Words)+"。")
		}
	}
	for _, ind := range e.indicators {
		for _, p := range ind.Pools {
			out = append(out, p.words(p.IDs)+"，扣完为止；都填报完整后才计分。")
		}
	}
	return append(out, e.gradeTerms()...)
}

// headTerms are those of the terms that belong to no indicator.
func (e *Edition) headTerms() []string { return append(e.partTerms(), e.gradeTerms()...) }

// partTerms are the weights of groups and the sections outside the total.
func (e *Edition) partTerms() []string {
	var out []string
	if len(e.Groups) > 0 {
		var parts []string
		for _, g := range e.Groups {
			parts = append(parts, g.Name+"（"+e.sectionsOf(g.Name)+"）占"+g.Weight.Short()+"分")
		}
		out = append(out, "总评满分"+e.OverallMax().Short()+"分，"+strings.Join(parts, "、")+"，各组按得分与分值之比计。")
	}
	for _, s := range e.Sections {
		switch s.Apart {
		case AddsOn, TakesOff:
			out = append(out, "“"+s.Title+"”不计入总分："+s.MarksWords()+"。")
		case MayStrike:
			out = append(out, "“"+s.Title+"”有一项未通过，即一票否决"+e.Veto.words()+"。")
		}
	}
	return out
}

func (e *Edition) gradeTerms() []string {
	if len(e.Grades) == 0 {
		return nil
	}
	var parts []string
	for _, g := range e.Grades {
		parts = append(parts, "“"+g.Name+"”"+g.From.Short()+"分以上")
	}
	return []string{"等次按总评：" + strings.Join(parts, "，") + "。"}
}

// words say which criteria take from the pool, by the ids given.
func (p *Pool) words(ids []string) string {
	return strings.Join(ids, "、") + "从同一项" + p.Points.Short() + "分里扣"
}

// sectionsOf names the sections of a group.
func (e *Edition) sectionsOf(group string) string {
	var titles []string
	for _, s := range e.Sections {
		if s.Group == group {
			titles = append(titles, s.Title)
		}
	}
	return strings.Join(titles, "、")
}

// words say what follows where a veto strikes.
func (v Veto) words() string {
	words := ""
	if v.Grade != "" {
		words += "，等次定为“" + v.Grade + "”"
	}
	if v.Zero {
		words += "，总评计0分"
	}
	return words
}

// words say how what is 不涉及 is treated.
func (a Absence) words(of *Words) string {
	switch a {
	case Averaged:
		return "按平均分计，由" + of.Assessor + "计算，计算前为“" + Pending.Label() + "”"
	case LeftOut:
		return "不计入总分，其余各项换算成满分"
	}
	return "按满分计"
}

// absentItems names the indicators treated so: “第3、5项”.
func (e *Edition) absentItems(as Absence) string {
	var items []string
	for _, ind := range e.indicators {
		if ind.Absent == as {
			items = append(items, strconv.Itoa(ind.No))
		}
	}
	if len(items) == 0 {
		return ""
	}
	return "第" + strings.Join(items, "、") + "项"
}
