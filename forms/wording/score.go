package wording

import (
	"zicha/forms"
	"zicha/scoring"
)

// ScoreWords says an indicator's points in running text: “自评7.00分，部分要点未填报”, “自评未填报”, “预估分待定”; “不涉及，计10.00分”, in a
// section of penalties “预估扣4.00分”, of vetoes “自评通过”.
func ScoreWords(res scoring.IndicatorResult) string {
	verb, gap := "预估", res.Gap()
	if res.Indicator.Source.Self() {
		verb = "自评"
	}
	switch res.Indicator.Section.Apart {
	case scoring.MayStrike:
		return verb + res.Text()
	case scoring.TakesOff:
		if res.Known {
			verb += "扣"
		}
	}
	switch {
	case res.Status == scoring.NotAsked && res.Known:
		return scoring.Absent.Label() + "，计" + res.Text() + "分"
	case res.Status == scoring.NotAsked && gap != scoring.Absent.Label():
		return scoring.Absent.Label() + "，" + gap
	case res.Status == scoring.NotAsked:
		return gap
	case res.Known && gap != "":
		return verb + res.Text() + "分，部分要点" + gap
	case res.Known:
		return verb + res.Text() + "分"
	case gap == scoring.Unanswered.Label():
		return verb + gap
	}
	return verb + "分" + gap
}

// Rulebook names an edition and the code of its rules, for those who compare which one they have.
func Rulebook(e *scoring.Edition) string {
	return "《" + inner.Replace(e.Title) + "》（" + e.ID + "，规则码 " + forms.RulesCode(e) + "）"
}

// RulesNote says by the code of which rules the points are reckoned, so that units can compare it.
func RulesNote(e *scoring.Edition) string {
	return "所用考核指标的规则码为" + forms.RulesCode(e) + "，规则码相同的，按同一套规则计分。"
}
