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

// withoutBackups removes the backups beside a book, from which a repair would take what the book has lost.
func withoutBackups(t *testing.T, path string) {
	t.Helper()
	there, err := filepath.Glob(filepath.Join(filepath.Dir(path), "*.备份-*"))
	must(t, err)
	for _, backup := range there {
		must(t, os.Remove(backup))
	}
}

// withoutRules damages what a closed book keeps of its rulebook; there is no backup.
func withoutRules(t *testing.T, path string, e *scoring.Edition) {
	t.Helper()
	withoutBackups(t, path)
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

// mendedWithout damages what a closed book without backups keeps of an event's content and gives the repaired book, and what is said to be lost.
func mendedWithout(t *testing.T, b *Book, e *Event) (*Book, []string) {
	t.Helper()
	var piece []byte
	must(t, b.file.Rows(contentTable(), func(row []any) error {
		if row[1] == any(e.Content) {
			piece = bytes.Clone(row[2].([]byte)[:64])
		}
		return nil
	}, ""))
	path := b.Path()
	must(t, b.Close())
	withoutBackups(t, path)
	data, err := os.ReadFile(path)
	must(t, err)
	at := bytes.Index(data, piece)
	if at < 0 {
		t.Fatal("the content is not in the file")
	}
	clear(data[at : at+32])
	must(t, os.WriteFile(path, data, 0o600))
	report, err := Repair{From: path, To: path + "2" + Ext, Editions: []*scoring.Edition{formtest.Edition(t)}}.Run(t.Context())
	must(t, err)
	out, err := Open(path+"2"+Ext, Options{})
	must(t, err)
	t.Cleanup(func() { _ = out.Close() })
	return out, report.Lost
}

// A book that has lost what a county handed in is worked with all the same: the county is told of, and its content comes back by what the
// report of the repair says, bringing it in anew or joining a copy.
func TestLostContentComesBack(t *testing.T) {
	for _, way := range []string{"brought in", "joined"} {
		b := newBookAt(t)
		receive(t, b, version(t, "341621", 1), version(t, "341622", 1))
		must(t, b.Decide(bureau, initial("341621", 5, "2", "少"), initial("341622", 5, "3", "少")))
		want, copied := view(t, b), copyOf(t, b)
		mended, lost := mendedWithout(t, b, want.Unit("341621").Received)
		if len(lost) != 2 {
			t.Error(lost)
		}
		v := view(t, mended)
		if u := v.Unit("341621"); u.Received != nil || u.Lost == nil || u.Cells[4].State != Stale || v.Unit("341622").Total != want.Unit("341622").Total {
			t.Errorf("%+v", u)
		}
		_, _, err := mended.Finalize(t.Context(), commission, Waiver{"open:*", "不等"}, Waiver{"standard:*", "不等"}, Waiver{"stale:*", "不等"}, Waiver{"copy:*", "不等"})
		refused(t, err, "还有3处")
		refused(t, mended.Return(bureau, "341621", 5, "补"), "没有找回")
		if n, err := mended.SetFigures(bureau, Figure{County: "341622", Field: "11.1.standard", Value: "50"}); n != 1 {
			t.Error(err)
		}
		if way == "joined" {
			plan, err := mended.PlanJoin(copied)
			must(t, err)
			if plan.Regained != 1 || plan.View.Unit("341621").Received == nil {
				t.Errorf("%+v", plan)
			}
			must(t, mended.Join(bureau, plan))
		} else if got := receive(t, mended, version(t, "341621", 1)); got[0] != Regained {
			t.Error(got)
		}
		if u := view(t, mended).Unit("341621"); u.Lost != nil || u.Total != want.Unit("341621").Total || u.Cells[4].State != InitiallyScored {
			t.Errorf("%s: %+v", way, u)
		}
		if got := receive(t, mended, version(t, "341621", 1)); got[0] != Unchanged {
			t.Error(got)
		}
		again(t, mended)
	}
}

// A copy that has lost contents is joined like any other: its acts come in.
func TestJoinOfACopyWithLostContent(t *testing.T) {
	a := newBookAt(t)
	receive(t, a, version(t, "341621", 1))
	b := copyOf(t, a)
	receive(t, b, version(t, "341622", 1))
	must(t, b.Decide(bureau, initial("341621", 5, "2", "少")))
	mended, _ := mendedWithout(t, b, view(t, b).Unit("341622").Received)
	joins(t, a, mended)
	if v := view(t, a); v.Cell("341621", 5).State != InitiallyScored || v.Unit("341622").Lost == nil {
		t.Errorf("%+v", v.Unit("341622"))
	}
}
