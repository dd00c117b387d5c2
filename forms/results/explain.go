package results

import (
	"cmp"
	"fmt"
	"strings"

	"zicha/forms/review"
)

// receivedWords say whose self-checks came in.
func (b *builder) receivedWords() string {
	var missing []string
	for _, u := range b.byCode() {
		if u.Version == 0 {
			missing = append(missing, u.Name)
		}
	}
	if len(missing) == 0 {
		return b.units() + "均报送了自查材料。"
	}
	if len(missing) > longList {
		return fmt.Sprintf("%d个%s没有报送自查材料。", len(missing), b.e.Words.Unit)
	}
	return and(missing) + "没有报送自查材料。"
}

// checkedWords say how many cells stand where.
func (b *builder) checkedWords() []string {
	count, all := map[review.State]int{}, 0
	for _, u := range b.s.Units {
		for _, c := range u.Cells {
			all++
			count[c.State]++
		}
	}
	words := fmt.Sprintf("应评定%d项次，按现有情况核定%d项次", all, all-b.open()-b.old())
	if n := b.old(); n > 0 && b.s.Process {
		words += fmt.Sprintf("，核定以后依据有变化、待复看%d项次", n)
	} else if n > 0 {
		words += strings.TrimSuffix(fmt.Sprintf("，核定以后依据有变化、经认可没有复看%d项次（%s）", n, b.oldReasons()), "（）")
	}
	if b.open() > 0 {
		words += fmt.Sprintf("，未核定%d项次", b.open())
	}
	count[review.Stale] -= b.old()
	var states []string
	for _, s := range []review.State{review.Unreviewed, review.InitiallyScored, review.Stale, review.ReturnedState, review.Resubmitted, review.VoidedState} {
		if count[s] > 0 {
			states = append(states, fmt.Sprintf("%s%d项次", s.Label(), count[s]))
		}
	}
	if len(states) > 0 {
		words += "；其中" + strings.Join(states, "、")
	}
	words += "。"
	if n := b.inspected(); n > 0 {
		words += fmt.Sprintf("现场核查%d次。", n)
	}
	if n := len(b.s.Figures); n > 0 {
		words += fmt.Sprintf("核对时采用考核单位掌握的数据%d条。", n)
	}
	return []string{words + "全部办理过程见审核台账。"}
}

// dataChanged lists the changes, or says how many there are where they are too many for a text.
func (b *builder) dataChanged() []string {
	list := b.changed()
	if len(list) == 0 {
		return []string{"考核得分与填报得分全部一致，没有变动。"}
	}
	words := fmt.Sprintf("考核得分与填报得分不一致的共%d项次", len(list))
	if causes := b.causes(); causes != "" {
		words += "，其中" + causes
	}
	if len(list) > 2*longList {
		return []string{words + "。逐项变动和理由见考核结果函的附件3。"}
	}
	out := []string{words + "："}
	for i, c := range list {
		out = append(out, item(i, fmt.Sprintf("%s第%d项“%s”，填报得分%s，考核得分%s：%s", c.unit.Name, c.cell.Indicator, b.e.Indicator(c.cell.Indicator).Title,
			claimed(c.cell), c.cell.Score, stop(cmp.Or(why(c.cell), "没有写明理由")))))
	}
	return out
}

// stop ends a sentence that has no end yet.
func stop(words string) string {
	words = strings.TrimSpace(words)
	for _, end := range []string{"。", "！", "？"} {
		if strings.HasSuffix(words, end) {
			return words
		}
	}
	return words + "。"
}

// rulingWords list the readings that were fixed.
func (b *builder) rulingWords() []string {
	if len(b.s.Rulings) == 0 {
		return []string{"没有另行裁定口径，全部按考核指标原文和口径说明计分。"}
	}
	out := []string{b.byRulings()}
	for i, r := range b.s.Rulings {
		title := ""
		if c := b.e.Criterion(r.Criterion); c != nil {
			title = "“" + c.Title + "”"
		}
		out = append(out, item(i, "要点"+r.Criterion+title+"："+stop(r.Text)))
	}
	return out
}

// caseWords list the matters of false material and what they came to.
func (b *builder) caseWords() []string {
	if len(b.s.Cases) == 0 {
		return []string{"没有发现需要按虚假材料核查的情况。"}
	}
	out := []string{fmt.Sprintf("共核查%d件，认定%d件。", len(b.s.Cases), b.voided())}
	for i, c := range b.s.Cases {
		words := b.unitName(c.County) + fmt.Sprintf("第%d项：", c.Indicator)
		for _, s := range c.Steps {
			words += s.Label() + "：" + strings.TrimSuffix(stop(s.Text), "。") + "；"
		}
		out = append(out, item(i, words+"处理结果："+c.Outcome()+"。"))
	}
	return out
}

// otherWords say what was left open, what was accepted, and how firm the ranks are.
func (b *builder) otherWords() []string {
	var out []string
	if b.open() > 0 {
		out = append(out, b.openWords())
	}
	out = append(out, b.acceptedWords()...)
	out = append(out, b.firmWords()...)
	if len(out) == 0 {
		return []string{"没有其他需要说明的情况。"}
	}
	return out
}

// firmWords say where ranks are close, and where the objective indicators give another one.
func (b *builder) firmWords() []string {
	var out, close []string
	for i := 1; i < len(b.s.Units); i++ {
		above, u := b.s.Units[i-1], b.s.Units[i]
		switch gap := above.Total - u.Total; {
		case gap == 0:
			close = append(close, above.Name+"与"+u.Name+"得分相同")
		case gap <= b.full()/100: // a hundredth of the total: one indicator can turn it
			close = append(close, above.Name+"与"+u.Name+"相差"+gap.String()+"分")
		}
	}
	switch {
	case len(close) > longList:
		out = append(out, fmt.Sprintf("相邻位次相差不超过%s分的有%d处。", (b.full()/100).Short(), len(close)))
	case len(close) > 0:
		out = append(out, "相邻位次相差较小的："+strings.Join(close, "，")+"。")
	}
	var other []string
	for _, u := range b.s.Units {
		if u.ObjectiveRank != u.Rank {
			other = append(other, fmt.Sprintf("%s总分第%d、客观指标第%d", u.Name, u.Rank, u.ObjectiveRank))
		}
	}
	switch {
	case len(b.e.Review.Judged) == 0:
	case len(other) == 0:
		out = append(out, "仅按客观指标排列，位次与总分位次一致。")
	case len(other) > longList:
		out = append(out, fmt.Sprintf("仅按客观指标排列，有%d个%s的位次与总分位次不同，见考核结果函的附件1。", len(other), b.e.Words.Unit))
	default:
		out = append(out, "仅按客观指标排列，位次不同的："+strings.Join(other, "，")+"。")
	}
	return out
}
