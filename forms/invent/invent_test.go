package invent_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"zicha/forms"
	"zicha/forms/check"
	"zicha/forms/editions"
	"zicha/forms/files"
	"zicha/forms/invent"
	"zicha/forms/workbook"
	"zicha/scoring"
)

func known(t testing.TB) []*scoring.Edition {
	t.Helper()
	all, err := editions.All()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// read gives the workbooks made, read by the rulebook written beside them.
func read(t testing.TB, made invent.Made) []*workbook.Book {
	t.Helper()
	own, _, err := editions.Read(made.Rulebook)
	if err != nil {
		t.Fatal(err)
	}
	var out []*workbook.Book
	for _, path := range made.Workbooks {
		b, err := workbook.ReadFile(t.Context(), path, []*scoring.Edition{own})
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, b)
	}
	return out
}

// Counties of every edition are finalized and whole, and two are told to have the same total.
func TestMake(t *testing.T) {
	for _, e := range known(t) {
		made, err := invent.Make(t.Context(), invent.Job{Edition: e, Count: 8, Seed: 7, Dir: t.TempDir()})
		if err != nil {
			t.Fatal(err)
		}
		if made.Edition.Hash() != e.Hash() {
			t.Errorf("%s: other rules", e.ID)
		}
		for i, b := range read(t, made) {
			d := b.Dossier
			unit := made.Edition.Units[i]
			if !b.Final || b.Version != 1 || b.Code != d.Code() || b.Code != forms.Code(b.Lines()) {
				t.Errorf("%s: %v version %d, code %s, recomputed %s", made.Workbooks[i], b.Final, b.Version, b.Code, d.Code())
			}
			if d.Get(forms.CountyPath("code")) != unit.Code || !strings.Contains(d.County(), "示例") || d.County() != unit.Name {
				t.Errorf("%s is %s", unit.Code, d.County())
			}
			for _, p := range append(b.Problems, check.Dossier(d, d.Score(), e.SelfDeadline)...) {
				if p.Severity == forms.Error || p.Code == "unanswered" || strings.HasPrefix(p.Code, "workbook_") {
					t.Errorf("%s %s: %s %s", e.ID, unit.Name, p.Code, p.Message)
				}
			}
			for _, problem := range b.Altered(t.Context(), b.Code) {
				t.Errorf("%s: %s", unit.Name, problem.Message)
			}
		}
		if made.Ties != 0 || len(made.Tie) != 2 {
			t.Errorf("%s: told are %v, %d more", e.ID, made.Tie, made.Ties)
		}
	}
}

// A seed gives the same bytes again, another seed others.
func TestSeed(t *testing.T) {
	e := known(t)[0]
	var dirs [3]string
	for i, seed := range []uint64{1, 1, 2} {
		dirs[i] = t.TempDir()
		if _, err := invent.Make(t.Context(), invent.Job{Edition: e, Count: 3, Seed: seed, Dir: dirs[i]}); err != nil {
			t.Fatal(err)
		}
	}
	list, err := os.ReadDir(dirs[0])
	if err != nil || len(list) != 4 {
		t.Fatal(list, err)
	}
	for _, entry := range list {
		one, _ := os.ReadFile(filepath.Join(dirs[0], entry.Name()))
		if two, err := os.ReadFile(filepath.Join(dirs[1], entry.Name())); err != nil || !bytes.Equal(one, two) {
			t.Errorf("%s is other the second time (%v)", entry.Name(), err)
		}
		if three, err := os.ReadFile(filepath.Join(dirs[2], entry.Name())); err == nil && bytes.Equal(one, three) {
			t.Errorf("%s is the same of another seed", entry.Name())
		}
	}
}

// Stopped or refused it says so, and what is there stays.
func TestMakeRefuses(t *testing.T) {
	job := invent.Job{Edition: known(t)[0], Count: 2, Dir: t.TempDir()}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if _, err := invent.Make(ctx, job); !files.Cancelled(err) {
		t.Error(err)
	}
	for _, count := range []int{0, -1, invent.Most + 1} {
		if _, err := invent.Make(t.Context(), invent.Job{Edition: job.Edition, Count: count, Dir: job.Dir}); err == nil {
			t.Errorf("%d are made", count)
		}
	}
	rulebook := filepath.Join(job.Dir, job.Edition.ID+".toml")
	_ = os.Remove(rulebook)
	if err := os.WriteFile(rulebook, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := invent.Make(t.Context(), job); err == nil {
		t.Error("what is there is replaced")
	}
	if data, _ := os.ReadFile(rulebook); string(data) != "mine" {
		t.Error("what was there is gone")
	}
}

// Within a county no two pieces of evidence have one number, and no two registers list the same thing: what is alike is alike on purpose.
func TestNothingTwice(t *testing.T) {
	for _, e := range known(t) {
		made, err := invent.Make(t.Context(), invent.Job{Edition: e, Count: 3, Seed: 5, Dir: t.TempDir()})
		if err != nil {
			t.Fatal(err)
		}
		for _, b := range read(t, made) {
			seen := map[string]string{}
			once := func(what, where string) {
				if other := seen[what]; other != "" && strings.TrimSpace(what) != "" {
					t.Errorf("%s is in %s and in %s", what, other, where)
				}
				seen[what] = where
			}
			for _, item := range b.Dossier.AllEvidence() {
				once(item.DocNo, item.Number)
			}
			for _, c := range made.Edition.Asked() {
				if c.Register == nil || len(c.Register.Once) == 0 {
					continue
				}
				for i, row := range b.Dossier.Rows(c.ID) {
					parts := []string{}
					for _, key := range c.Register.Once {
						parts = append(parts, row.Cells[key])
					}
					once(strings.Join(parts, " "), fmt.Sprint(c.ID, " row ", i+1))
				}
			}
		}
	}
}
