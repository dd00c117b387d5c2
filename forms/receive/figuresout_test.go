package receive

import (
	"path/filepath"
	"strings"
	"testing"

	"zicha/forms/review"
)

// A table of figures is written with what there is, blank or full, and reads back as it was: every field is found again by its heading.
func TestFiguresAreWrittenAndReadBack(t *testing.T) {
	b := newBook(t)
	dir := t.TempDir()
	must(t, WriteFigures(t.Context(), b, filepath.Join(dir, "空.xlsx")))
	v, err := b.View()
	must(t, err)
	unit, n := v.Units[0].Unit.Code, 0
	for _, c := range v.Edition.Criteria() {
		for _, f := range review.CityFields(c) {
			for _, value := range []string{"100", "true", "1", "无"} { // whatever the field takes
				if _, err := b.SetFigures(bureau, review.Figure{County: unit, Field: c.ID + "." + f.Key, Value: value}); err == nil {
					n++
					break
				}
			}
		}
	}
	full := filepath.Join(dir, "满.xlsx")
	must(t, WriteFigures(t.Context(), b, full))
	p, err := PlanFigures(t.Context(), b, full)
	must(t, err)
	if p.Same != n || n < 20 || len(p.Changes)+len(p.Wrong)+len(p.Notes) > 0 {
		t.Errorf("of %d figures %d are the same; %v, %v, %v", n, p.Same, p.Changes, p.Wrong, p.Notes)
	}
	only := filepath.Join(dir, "第23项.xlsx")
	must(t, WriteFigures(t.Context(), b, only, 23))
	if p, err = PlanFigures(t.Context(), b, only); err != nil || p.Same == 0 || p.Same >= n {
		t.Errorf("of one indicator %d are the same: %v", p.Same, err)
	}
	if err := WriteFigures(t.Context(), b, filepath.Join(dir, "无.xlsx"), 1); err == nil || !strings.Contains(err.Error(), "没有可以填的内容") {
		t.Error(err)
	}
}

// Figures that leap beside those there are, and a unit that does not fit, are doubts; part of a plan can be taken.
func TestDecisionsThatLeap(t *testing.T) {
	b := newBook(t)
	_, err := b.SetFigures(bureau, review.Figure{County: "341621", Field: "13.1.records", Value: "900"}, review.Figure{County: "341621", Field: "17.1.standard", Value: "0.01"})
	must(t, err)
	p := decisionsPlan(t, b)
	if all := strings.Join(p.Doubts, "\n"); len(p.Doubts) != 2 || !strings.Contains(all, "涡阳县：13.1") || !strings.Contains(all, "像是以万条计") {
		t.Errorf("doubts:\n%s", all)
	}
	part := p.Only(func(c FigureChange) bool { return strings.HasPrefix(c.Field, "13.") })
	if len(part.Changes) != 4 || len(p.Changes) != 12 {
		t.Errorf("%d of %d changes", len(part.Changes), len(p.Changes))
	}
	_, err = SetFigures(b, bureau, part)
	must(t, err)
	if a, other := figure(t, b, "341621", "13.1.records"), figure(t, b, "341621", "18.1.departments"); a != "2" || other != "" {
		t.Errorf("it has %s and %q", a, other)
	}
}
