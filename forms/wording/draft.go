package wording

import (
	"strconv"
	"strings"

	"zicha/forms"
	"zicha/scoring"
)

// Overall words a first draft of 自查总体情况 from the score, for the county to rewrite. What the city confirms is named apart
// and not added to 自评.
func Overall(d *forms.Dossier, scores forms.Scores) string {
	card := scores.Card
	county := d.County()
	if county == "" {
		county = d.Edition.Words.This()
	}
	var own, full int
	var begun, blank []string
	for _, res := range card.Indicators {
		if !res.Indicator.Source.Self() {
			continue
		}
		own++
		no := strconv.Itoa(res.Indicator.No)
		if res.Status == scoring.NoAnswer {
			blank = append(blank, no)
			continue
		}
		begun = append(begun, no)
		if res.Known && res.Score == res.Indicator.Max && res.Indicator.Section.Apart == scoring.InTotal {
			full++
		}
	}
	all := strconv.Itoa(len(card.Indicators))
	var b strings.Builder
	b.WriteString(strconv.Itoa(d.Edition.Year) + "年，" + county + "按照《" + d.Edition.Title + "》的要求，对照" + all + "项考核指标逐项开展自查。")
	b.WriteString(all + "项指标中，由" + Ours(d) + "自评的有" + strconv.Itoa(own) + "项，已填报" + strconv.Itoa(len(begun)) + "项，其中得满分的" + strconv.Itoa(full) + "项")
	if len(blank) > 0 {
		b.WriteString("；第" + strings.Join(blank, "、") + "项尚未填报，不计分")
	}
	if words := notAsked(card); words != "" {
		b.WriteString("；" + words)
	}
	b.WriteString("。")
	if card.Self.Known {
		b.WriteString("自评得分" + card.Self.Score.String() + "分（满分" + card.Self.Max.Short() + "分），其中有佐证材料的" + scores.Backed.Self.Score.String() + "分。")
	}
	if rest := len(card.Indicators) - own; rest > 0 {
		b.WriteString("其余" + strconv.Itoa(rest) + "项由" + d.Edition.Words.Confirmed() + "，不计入自评得分。")
	}
	return b.String()
}
