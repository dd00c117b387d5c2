package review

import (
	"path/filepath"
	"testing"

	"zicha/forms/formtest"
	"zicha/forms/review"
	"zicha/ui/widgets"
)

// F6 goes from the page to the list, the head line and back to the page, on every page and also where there is nothing to type into.
func TestRegionsOfEveryPage(t *testing.T) {
	b, err := review.Create(filepath.Join(t.TempDir(), "a.huizong"), formtest.Edition(t))
	if err != nil {
		t.Fatal(err)
	}
	o := officeOver(t, b, review.Person{})
	c := o.win.Canvas()
	for _, k := range pageKinds() {
		o.desk.Show(k.key)
		o.settle()
		inList := 0
		for range 6 { // twice round
			o.desk.NextRegion()
			if l, ok := c.Focused().(*widgets.Line); ok && l == o.desk.nav.lines[k.key] {
				inList++
			}
		}
		if inList != 2 {
			t.Errorf("%s: the list got the keyboard %d times in two rounds", k.title, inList)
		}
	}
}
