package review

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"zicha/forms/formtest"
	"zicha/scoring"
)

// otherUnits is the rulebook for units that the program does not know.
func otherUnits(t *testing.T) *scoring.Edition {
	t.Helper()
	e, err := formtest.Edition(t).Listing([]scoring.Unit{{Code: "990001", Name: "示例甲县"}, {Code: "990002", Name: "示例乙县"}})
	must(t, err)
	return e
}

// withoutRules damages what a closed book keeps of its rulebook.
func withoutRules(t *testing.T, path string, e *scoring.Edition) {
	t.Helper()
	data, err := os.ReadFile(path)
	must(t, err)
	piece := e.Source()[:64]
	for at := bytes.Index(data, piece); at >= 0; at = bytes.Index(data, piece) {
		clear(data[at : at+32])
	}
	must(t, os.WriteFile(path, data, 0o600))
	if _, err := Open(path, Options{}); err == nil {
		t.Fatal("opened")
	}
}

// A book whose rulebook is lost gets it back from a result, or from who has it, or it is asked for: never one of other units in silence, by which
// it could not be joined with its copies.
func TestRepairFindsTheRulebook(t *testing.T) {
	own, builtin := otherUnits(t), formtest.Edition(t)
	other := *builtin
	for _, try := range []struct {
		name     string
		edition  *scoring.Edition // the book's
		finished bool             // it has a result
		given    *scoring.Edition
		refused  string
		lost     int
	}{
		{"a result has it", own, true, nil, "", 0},
		{"nobody has it", own, false, nil, "用 --edition 写明", 0},
		{"it is given", own, false, own, "", 0},
		{"one of other units is given", own, false, builtin, "", 1},
		{"one of the program's serves", builtin, false, nil, "", 1},
	} {
		b, err := Create(filepath.Join(t.TempDir(), "a.huizong"), try.edition)
		must(t, err)
		receive(t, b, version(t, try.edition.Units[0].Code, 1))
		if try.finished {
			finalize(t, b)
		}
		copied := copyOf(t, b)
		path := b.Path()
		must(t, b.Close())
		withoutRules(t, path, try.edition)
		to := filepath.Join(t.TempDir(), "c.huizong")
		report, err := Repair{From: path, To: to, Own: try.given, Editions: []*scoring.Edition{&other}}.Run(t.Context())
		if try.refused != "" {
			refused(t, err, try.refused)
			continue
		}
		if err != nil || len(report.Lost) != try.lost {
			t.Errorf("%s: %v %v", try.name, report.Lost, err)
			continue
		}
		mended, err := Open(to, Options{})
		must(t, err)
		plan, err := mended.PlanJoin(copied)
		if joins := try.given != builtin; (err == nil) != joins || joins && !sameUnits(mended.Edition(), try.edition) {
			t.Errorf("%s: %v %v", try.name, plan, err)
		}
		must(t, mended.Close())
	}
}

// A rulebook that is not the book's is refused.
func TestRepairRefusesOtherRules(t *testing.T) {
	b := newBookAt(t)
	receive(t, b, version(t, "341621", 1))
	path := b.Path()
	must(t, b.Close())
	withoutRules(t, path, formtest.Edition(t))
	source, err := os.ReadFile("../../scoring/testdata/parts/bonus.toml")
	must(t, err)
	wrong, err := scoring.LoadEdition("另一套", source)
	must(t, err)
	_, err = Repair{From: path, To: path + "2", Own: wrong}.Run(t.Context())
	refused(t, err, "不是这份汇总用的考核指标")
}
