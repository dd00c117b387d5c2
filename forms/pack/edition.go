package pack

import (
	"fmt"

	"zicha/forms/dossier"
	"zicha/scoring"
)

// EditionChange reports whether the program knows other rules under the id of the dossier's edition, and what taking them over
// (dossier.File.TakeEdition) would change: one Chinese sentence for every indicator scored differently.
func EditionChange(f *dossier.File) (*scoring.Edition, []string) {
	other, changed := f.EditionChanged()
	if !changed {
		return nil, nil
	}
	d := f.Dossier()
	before := d.Score()
	after := other.Score(d.Answers())
	var out []string
	for i, was := range before.Indicators {
		if i >= len(after.Indicators) {
			out = append(out, fmt.Sprintf("第%d项在新的规则里没有", was.Indicator.No))
			continue
		}
		if is := after.Indicators[i]; is.Text() != was.Text() {
			out = append(out, fmt.Sprintf("第%d项 %s：%s→%s", was.Indicator.No, was.Indicator.Title, was.Text(), is.Text()))
		}
	}
	return other, append(out, fmt.Sprintf("自评合计：%s→%s", before.Self.Score, after.Self.Score))
}
