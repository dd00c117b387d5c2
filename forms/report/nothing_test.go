package report

import (
	"strings"
	"testing"

	"zicha/forms"
	"zicha/forms/formtest"
)

// Papers of a dossier in which nothing is filled in give no sum: neither the letter nor 附件1 says 0.00.
func TestPapersOfNothing(t *testing.T) {
	p, err := Build(forms.New(formtest.Edition(t), nil), Options{})
	if err != nil {
		t.Fatal(err)
	}
	for i, page := range formtest.Drawn(t, p.PDF)[:p.Pages.Letter+p.Pages.Annexes[0]] {
		for _, l := range formtest.SetLines(t, page) {
			if l.Text == "0.00" || strings.Contains(l.Text, "评0.00分") || strings.Contains(l.Text, "分0.00分") || strings.Contains(l.Text, "估0.00分") {
				t.Errorf("page %d: %s", i+1, l.Text)
			}
		}
	}
}
