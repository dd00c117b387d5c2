package report

import (
	"strings"
	"testing"

	"zicha/forms"
	"zicha/forms/formtest"
	"zicha/scoring"
)

// TestApartSubtotals: the subtotal of a section outside the total is what counts of it, beside the most that can; the words say what it
// comes to before the cap.
func TestApartSubtotals(t *testing.T) {
	for _, c := range []struct{ book, answers, want string }{
		{"bonus", "", "六、加分项（小计）|10||另加，最多10分"},
		{"bonus", "6.1/held=2", "六、加分项（小计）|10|4.00|另加，最多10分"},
		{"bonus", "6.1/held=9 7.1/claimed=5", "六、加分项（小计）|10|10.00|另加，最多10分；合计11分，计10分"},
		{"veto", "3.1/events=3 3.2/named=true", "二、扣分项（小计）|-5|-5.00|最多扣5分；合计10分，计5分"},
		{"veto", "3.1/events=0 3.2/named=false", "二、扣分项（小计）|-5|0.00|最多扣5分"},
	} {
		d := forms.New(formtest.Parts(t, c.book), nil)
		for _, change := range strings.Fields(c.answers) {
			path, value, _ := strings.Cut(change, "=")
			d.Apply(forms.Change{Path: forms.Path("answer/" + path), New: value})
		}
		b := newBuilder(d, Options{}, true)
		for _, total := range b.scores.Card.Sections {
			if total.Section.Apart != scoring.AddsOn && total.Section.Apart != scoring.TakesOff {
				continue
			}
			row := b.sectionRows(total)[0]
			if got := texts(row); got != c.want || columns(row) != len(b.assessmentColumns()) {
				t.Errorf("%s {%s}: %s over %d columns, want %s", c.book, c.answers, got, columns(row), c.want)
			}
		}
	}
}
