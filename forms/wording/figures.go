package wording

import (
	"strconv"
	"strings"

	"zicha/scoring"
)

// Signed is what stands as an indicator's points in a table: what is taken off has a minus.
func Signed(res scoring.IndicatorResult) string {
	if res.Indicator.Section.Apart == scoring.TakesOff && res.Figure() && res.Score > 0 {
		return "-" + res.Text()
	}
	return res.Text()
}

// Marks is what an indicator can give, as a table shows it: “10”, of what is taken off “-10”, — where there are no points, only a verdict.
func Marks(ind *scoring.Indicator) string {
	switch ind.Section.Apart {
	case scoring.TakesOff:
		return "-" + ind.Max.Short()
	case scoring.MayStrike:
		return "—"
	}
	return ind.Max.Short()
}

// MarksWords is what an indicator can give, in running text: “分值10分”, outside the total “最多加6分”, “最多扣5分”, “一票否决”.
func MarksWords(ind *scoring.Indicator) string {
	switch ind.Section.Apart {
	case scoring.AddsOn:
		return "最多加" + ind.Max.Short() + "分"
	case scoring.TakesOff:
		return "最多扣" + ind.Max.Short() + "分"
	case scoring.MayStrike:
		return scoring.VetoLabel
	}
	return "分值" + ind.Max.Short() + "分"
}

// SectionTitle is a section's title; outside the total it says what the section can give.
func SectionTitle(s *scoring.Section) string {
	if s.Apart == scoring.InTotal || s.Apart == scoring.MayStrike && strings.Contains(s.Title, scoring.VetoLabel) {
		return s.Title
	}
	return s.Title + "（" + s.MarksWords() + "）"
}

// CountedOf says what a section outside the total can give, and how much of it counts where that is less than its points:
// “另加，最多10分；合计11分，计10分”.
func CountedOf(total scoring.SectionTotal) string {
	words, sum := total.Section.MarksWords(), total.Self.Score+total.Forecast.Score
	if total.Section.Apart == scoring.MayStrike || sum <= total.Counted.Score {
		return words
	}
	return words + "；合计" + sum.Short() + "分，计" + total.Counted.Score.Short() + "分"
}

// Figures says what the rulebook makes of the points besides 自评 and 预估, in sentences: what is 不涉及, bonus, penalty and vetoes, the overall
// total with its arithmetic, and that it is a preview; "" where there is nothing of the kind.
func Figures(e *scoring.Edition, card scoring.Scorecard) string {
	if card.Overall == nil {
		return ""
	}
	var parts []string
	if words := notAsked(card); words != "" {
		parts = append(parts, words)
	}
	apart := func(label, verb string, t scoring.Total) {
		switch most := "（最多" + verb + t.Max.Short() + "分）"; {
		case t.Max > 0 && t.Known:
			parts = append(parts, label+t.Score.String()+"分"+most)
		case t.Max > 0:
			parts = append(parts, label+"尚未填报"+most)
		}
	}
	apart(scoring.BonusLabel, "加", card.Bonus)
	apart(scoring.PenaltyLabel, "扣", card.Penalty)
	out := ""
	for _, f := range card.Figures() {
		switch {
		case f.Label == scoring.VetoLabel && f.Words == "":
			parts = append(parts, scoring.VetoLabel+"项均"+f.Text)
		case f.Label == scoring.VetoLabel:
			parts = append(parts, scoring.VetoLabel+"项"+f.Words)
		case f.Label == scoring.OverallLabel && card.Overall.Known:
			out = scoring.OverallLabel + f.Text + "分（满分" + f.Max + "分）：" + OverallWords(e, card)
		case f.Label == scoring.OverallLabel:
			out = OverallWords(e, card)
		}
	}
	if len(parts) > 0 {
		out = strings.Join(parts, "；") + "。" + out
	}
	return out
}

// OverallWords say how the overall total comes about and, where it is known, that it is a preview.
func OverallWords(e *scoring.Edition, card scoring.Scorecard) string {
	words := card.Overall.Words + "。"
	if card.Overall.Known || card.Overall.Grade != "" {
		words += preview(e)
	}
	return words
}

// LeftOut says how many points of a sum are left out as 不涉及, "" for none; most is what it would be measured against otherwise.
func LeftOut(most scoring.Points, total scoring.SectionTotal) string {
	if out := most - total.Self.Max - total.Forecast.Max; out > 0 {
		return scoring.Absent.Label() + "的" + out.Short() + "分不计入"
	}
	return ""
}

// NotAdded says how 自评 and 预估 stand to each other.
func NotAdded(e *scoring.Edition) string {
	if e.HasOverall() {
		return "自评与预估分列，只在" + scoring.OverallLabel + "里合计。"
	}
	return "自评与预估分列，不相加。"
}

// preview says of the overall total that it is none yet.
func preview(e *scoring.Edition) string {
	what := scoring.OverallLabel
	if len(e.Grades) > 0 {
		what += "和" + scoring.GradeLabel
	}
	return what + "为按现有填报的预估，以" + e.Words.Confirmed() + "为准。"
}

// notAsked names what is 不涉及, by how it is scored: “第2项不涉及，不计入总分”.
func notAsked(card scoring.Scorecard) string {
	ways := []struct {
		as    scoring.Absence
		words string
	}{{scoring.LeftOut, "不计入总分"}, {scoring.Averaged, "得分待定"}, {scoring.FullPoints, "按满分计"}}
	var parts []string
	for _, way := range ways {
		var items []string
		for _, res := range card.Indicators {
			if res.Status == scoring.NotAsked && res.Indicator.Absent == way.as {
				items = append(items, strconv.Itoa(res.Indicator.No))
			}
		}
		if len(items) > 0 {
			parts = append(parts, "第"+strings.Join(items, "、")+"项"+scoring.Absent.Label()+"，"+way.words)
		}
	}
	return strings.Join(parts, "；")
}
