package clues

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"zicha/forms"
	"zicha/forms/check"
	"zicha/scoring"
)

// relations finds figures that cannot both be: a part that is more than the whole, and answers that the rulebook says should agree.
func (f *finder) relations() {
	for _, c := range f.Counties {
		d := f.standing(c)
		answers := d.Answers()
		for _, crit := range f.Edition.Criteria() {
			for _, pair := range crit.Pairs() {
				f.part(c, crit, pair, answers[crit.ID])
			}
		}
		for _, p := range check.Cross(d) {
			clue := Clue{Kind: Contradiction, Words: c.Name + "：" + strings.TrimSuffix(p.Message, "。")}
			about := []string{"cross"}
			for _, path := range []forms.Path{p.Where, p.Also} {
				part := path.Parts()
				crit := f.Edition.Criterion(part.Criterion)
				field := crit.Field(part.Key)
				text := d.Get(path)
				if n, ok := crit.Count(field.Key, answers[crit.ID]); ok {
					text = strconv.FormatInt(n, 10)
				}
				clue.Uses = append(clue.Uses, fieldUse(c, crit, field))
				clue.Figures = append(clue.Figures, Figure{crit.ID + " " + field.Label, cmp.Or(field.Display(text), scoring.Unanswered.Label())})
				about = append(about, string(path), text)
			}
			f.add(clue, about...)
		}
	}
}

// part compares a part with its whole.
func (f *finder) part(c County, crit *scoring.Criterion, pair [2]string, a scoring.Answer) {
	part, ok1 := numberOf(crit, pair[0], a)
	whole, ok2 := numberOf(crit, pair[1], a)
	if !ok1 || !ok2 || part.Cmp(whole) <= 0 {
		return
	}
	one, all := crit.Field(pair[0]), crit.Field(pair[1])
	words := fmt.Sprintf("%s%s“%s”%s，多于“%s”%s，请核对两个数是否填反或口径不一", c.Name, crit.ID, one.Label, amountWords(one, part), all.Label, amountWords(all, whole))
	f.add(Clue{Kind: Contradiction, Words: words, Uses: []Use{fieldUse(c, crit, one), fieldUse(c, crit, all)}, Figures: []Figure{
		{one.Label, amountWords(one, part)}, {all.Label, amountWords(all, whole)},
	}}, "part", crit.ID, pair[0], part.RatString(), pair[1], whole.RatString())
}
