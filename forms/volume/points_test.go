package volume

import (
	"strings"
	"testing"

	"zicha/forms"
	"zicha/forms/formtest"
)

// TestPointsOfDividers: what a criterion takes from a pool or off the total is no negative number, and a veto has a verdict.
func TestPointsOfDividers(t *testing.T) {
	for _, c := range []struct {
		book, answers string
		no            int
		want          string
	}{
		{"pool", "2.1/missed=2 2.2/wrong=0 2.3/kept=true", 2, "扣0.20 不扣分 1.00"},
		{"pool", "1.1/late=true 1.1/long=false", 1, "扣5.00 — —"},
		{"veto", "3.1/events=2 3.2/named=false", 3, "扣4.00 不扣分"},
		{"veto", "4.1/met=true 4.2/none=false", 4, "通过 未通过"},
		{"veto", "1.1/claimed=88", 1, "88.00"},
	} {
		d := forms.New(formtest.Parts(t, c.book), nil)
		for _, change := range strings.Fields(c.answers) {
			path, value, _ := strings.Cut(change, "=")
			d.Apply(forms.Change{Path: forms.Path("answer/" + path), New: value})
		}
		var got []string
		for _, row := range criterionRows(d.Score().Indicators[c.no-1]) {
			got = append(got, row.Cells[2].Text)
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s {%s}: %s, want %s", c.book, c.answers, got, c.want)
		}
	}
}
