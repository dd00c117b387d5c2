package review

import (
	"slices"
	"strconv"

	"zicha/forms"
)

// Differs lists what of a result is otherwise in another, or in the book as it is now (Draft): counties, cells, rulings, the city's figures,
// cases. Want is as s has it, Got as the other has. When, by whom and with what accepted it was finalized is no difference.
func (s *Snapshot) Differs(other *Snapshot) []forms.Difference {
	return forms.Compare(s.lines(), other.lines())
}

// lines are what a result says.
func (s *Snapshot) lines() []forms.Line {
	var out []forms.Line
	say := func(key, label, value string) { out = append(out, forms.Line{Key: key, Label: label, Value: value}) }
	for _, u := range s.Units {
		u.say(say)
	}
	for _, r := range s.Rulings {
		say("ruling/"+r.Criterion, "要点"+r.Criterion+"的口径裁定", r.Text)
		say("ruling/"+r.Criterion+"/rule", "要点"+r.Criterion+"的口径裁定的规则", r.Rule)
	}
	for _, f := range s.Figures {
		say("figure/"+f.County+"/"+f.Field, s.name(f.County)+" "+f.Field, f.Value)
	}
	for _, c := range s.Cases {
		label := s.name(c.County) + "第" + strconv.Itoa(c.Indicator) + "项的案件" + c.ID
		say("case/"+c.ID, label+"的记录", strconv.Itoa(len(c.Steps))+"条")
		say("case/"+c.ID+"/state", label, c.Outcome())
	}
	return out
}

// name is a county's name in the result.
func (s *Snapshot) name(code string) string {
	at := slices.IndexFunc(s.Units, func(u UnitResult) bool { return u.Code == code })
	if at < 0 {
		return code
	}
	return s.Units[at].Name
}

func (u *UnitResult) say(say func(key, label, value string)) {
	key := "unit/" + u.Code
	say(key+"/paper", u.Name+"材料", "第"+strconv.Itoa(u.Version)+"版 "+u.Paper)
	say(key+"/total", u.Name+"总分", u.Total.String())
	say(key+"/rank", u.Name+"位次", strconv.Itoa(u.Rank))
	for _, c := range u.Cells {
		no := strconv.Itoa(c.Indicator)
		cell, label := key+"/"+no, u.Name+"第"+no+"项"
		say(cell+"/state", label+"状态", c.State.Label())
		say(cell+"/claim", label+"填报", c.ClaimText)
		say(cell+"/score", label+"得分", c.Score.String())
		say(cell+"/reason", label+"理由", c.Reason)
		say(cell+"/loss", label+"扣分类别", c.Loss.Label())
	}
}
