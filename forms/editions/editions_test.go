package editions_test

import (
	"testing"

	"zicha/forms/editions"
)

// Every rulebook loads, no two have one id, and the newest year is first.
func TestAll(t *testing.T) {
	all, err := editions.All()
	if err != nil || len(all) == 0 {
		t.Fatal(len(all), err)
	}
	ids := map[string]bool{}
	for i, e := range all {
		if ids[e.ID] {
			t.Errorf("%s is there twice", e.ID)
		}
		ids[e.ID] = true
		if i > 0 && e.Year > all[i-1].Year {
			t.Errorf("%d stands after %d", e.Year, all[i-1].Year)
		}
	}
	if all[0].ID != "bozhou-2017" || !ids["shili-2017"] {
		t.Errorf("%s is first, and the example is there: %t", all[0].ID, ids["shili-2017"])
	}
	if !ids["bozhou-2017"] {
		t.Error("the rulebook of 2017 is missing")
	}
}
