package merge_test

import (
	"slices"
	"strings"
	"testing"

	"zicha/forms"
	"zicha/forms/formtest"
	"zicha/forms/merge"
)

func TestPlanTakesOverWhatIsSaid(t *testing.T) {
	for seed := range uint64(30) {
		mine := formtest.NewRandom(seed, false).Dossier(t, false)
		said := formtest.NewRandom(seed+1000, true).Dossier(t, false)
		changes, unknown := merge.Plan(mine, said)
		if len(unknown) > 0 {
			t.Fatalf("seed %d: unknown %v", seed, unknown)
		}
		for _, c := range changes {
			if mine.Get(c.Path) != c.Old || c.Old == c.New {
				t.Fatalf("seed %d: change %+v, value %q", seed, c, mine.Get(c.Path))
			}
		}
		after := mine.Clone()
		after.Apply(changes...)
		if diff := forms.Compare(said.Lines(nil), after.Lines(nil)); len(diff) > 0 {
			t.Fatalf("seed %d: %v", seed, diff)
		}
		if again, _ := merge.Plan(after, said); len(again) > 0 {
			t.Fatalf("seed %d: a second time %v", seed, again)
		}
		after.Apply(formtest.Inverse(changes)...)
		if diff := forms.Compare(mine.Lines(nil), after.Lines(nil)); len(diff) > 0 {
			t.Fatalf("seed %d: taken back %v", seed, diff)
		}
	}
}

// Layout is no content, so Lines above do not show it; what the other dossier says of it is taken over all the same.
func TestPlanTakesOverTheLayout(t *testing.T) {
	mine, said := formtest.NewRandom(7, true).Dossier(t, false), formtest.NewRandom(8, true).Dossier(t, false)
	said.Apply(said.Replace(forms.RedHeadPath, "true")...)
	changes, _ := merge.Plan(mine, said)
	if mine.Apply(changes...); !mine.RedHead() {
		t.Error("the room of the red head is not taken over")
	}
}

func TestBlankChangesNothing(t *testing.T) {
	d := formtest.NewRandom(7, true).Dossier(t, true)
	if changes, unknown := merge.Plan(d, forms.New(d.Edition, nil)); len(changes)+len(unknown) > 0 {
		t.Errorf("an empty file plans %v, %v", changes, unknown)
	}
	if changes, unknown := merge.Plan(d, d.Clone()); len(changes)+len(unknown) > 0 {
		t.Errorf("an equal file plans %v, %v", changes, unknown)
	}
}

func TestPlanKeepsRowIDs(t *testing.T) {
	for name, c := range map[string]struct{ mine, said, want string }{
		"equal":   {"甲 乙 丙", "甲 乙 丙", "a=甲 b=乙 c=丙"},
		"changed": {"甲 乙 丙", "甲 丁 丙", "a=甲 b=丁 c=丙"},
		"longer":  {"甲", "甲 乙 丙", "a=甲 ?=乙 ?=丙"},
		"shorter": {"甲 乙 丙", "甲", "a=甲"},
		"first":   {"", "甲 乙", "?=甲 ?=乙"},
		"none":    {"甲 乙", "", "a=甲 b=乙"},
	} {
		mine, said := formtest.Participants(t, c.mine), formtest.Participants(t, c.said)
		changes, _ := merge.Plan(mine, said)
		mine.Apply(changes...)
		var got []string
		for _, row := range mine.Rows("10.1") {
			id := row.ID
			if len(id) > 1 {
				id = "?"
			}
			got = append(got, id+"="+row.Cells["name"])
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestPlanEvidenceByNumber(t *testing.T) {
	mine := forms.New(formtest.Edition(t), nil)
	item := formtest.Attach(t, mine, "5.1", forms.Evidence{Title: "旧名", DocNo: "1号", Files: []forms.FileRef{{Name: "a.pdf", SHA256: "aa", Size: 1}}})
	said := forms.New(mine.Edition, map[forms.Path]string{
		"evidence/x/number": "5-01", "evidence/x/title": "新名", "evidence/x/date": "2017-05-01", "evidence/x/criteria": "5.2 5.1",
		"evidence/x/state": forms.StateRemoved, "evidence/x/reason": "无", "file/x/1": forms.FileRef{Name: "b.pdf", SHA256: "bb"}.Value(),
		"evidence/y/number": "5-02", "evidence/y/title": "没见过", "file/y/1": forms.FileRef{Name: "c.pdf", SHA256: "cc"}.Value(),
	})
	changes, unknown := merge.Plan(mine, said)
	if len(unknown) != 1 || unknown[0].Number != "5-02" {
		t.Errorf("unknown %v", unknown)
	}
	mine.Apply(changes...)
	all := mine.AllEvidence()
	if len(all) != 1 {
		t.Fatalf("%d items", len(all))
	}
	got := all[0]
	if got.ID != item.ID || got.Title != "新名" || got.DocNo != "1号" || got.Date != "2017-05-01" || !slices.Equal(got.Criteria, []string{"5.1", "5.2"}) {
		t.Errorf("data %+v", got)
	}
	if got.Removed || got.Reason != "" || len(got.Files) != 1 || got.Files[0].SHA256 != "aa" {
		t.Errorf("state or files were taken over: %+v", got)
	}
	stranger := forms.New(mine.Edition, map[forms.Path]string{"evidence/x/number": "5-01", "evidence/x/criteria": "99.9"})
	if changes, _ := merge.Plan(mine, stranger); len(changes) > 0 {
		t.Errorf("a criterion nobody knows plans %v", changes)
	}
}

// Evidence without a file comes in with a list, under its own number or a new one; a number once used is not given again.
func TestPlanAddsEvidenceWithoutFiles(t *testing.T) {
	mine := forms.New(formtest.Edition(t), nil)
	said := forms.New(mine.Edition, map[forms.Path]string{
		"evidence/x/number": "5-03", "evidence/x/title": "宣传画册", "evidence/x/criteria": "5.1", "evidence/x/delivery": forms.DeliveryPaper,
		"row/5.3/r1/#": "1", "row/5.3/r1/title": "稿件", "evidence/x/rows": "5.3#r1",
	})
	changes, unknown := merge.Plan(mine, said, forms.Evidence{Title: "光盘", Criteria: []string{"5.3"}, Delivery: forms.DeliverySeparate})
	mine.Apply(changes...)
	all := mine.AllEvidence()
	if len(unknown) != 0 || len(all) != 2 {
		t.Fatalf("unknown %v, items %v", unknown, all)
	}
	if all[0].Number != "5-03" || all[0].Title != "宣传画册" || !slices.Equal(mine.RowPlaces(all[0]), []string{"5.3#1"}) {
		t.Errorf("kept: %+v", all[0])
	}
	if all[1].Number != "5-04" || all[1].Title != "光盘" {
		t.Errorf("new: %+v", all[1])
	}
	if next := formtest.Attach(t, mine, "5.2", forms.Evidence{Title: "后来的"}); next.Number != "5-05" {
		t.Errorf("the next number is %s", next.Number)
	}
}

// Papers of another county are never taken for this one's.
func TestSameCounty(t *testing.T) {
	mine := forms.New(formtest.Edition(t), forms.Begin(formtest.Edition(t), "341621", ""))
	other := forms.New(formtest.Edition(t), forms.Begin(formtest.Edition(t), "341622", ""))
	want := "这份内容是蒙城县（341622）的，档案是涡阳县（341621）的，没有写入。请换成本单位的文件"
	if err := merge.SameCounty(mine, other); err == nil || err.Error() != want {
		t.Errorf("another county: %v", err)
	}
	if err := merge.SameCounty(forms.New(formtest.Edition(t), nil), other); err != nil {
		t.Errorf("a dossier that names no county: %v", err)
	}
	if err := merge.SameCounty(mine, forms.New(formtest.Edition(t), nil)); err != nil {
		t.Errorf("a file that names no county: %v", err)
	}
}

// A piece that stood by rows of two registers loses exactly those that go.
func TestPlanFreesEvidenceOfRowsThatGo(t *testing.T) {
	row := func(criterion, id, key, name, place string) []forms.Change {
		return []forms.Change{{Path: forms.CellPath(criterion, id, "#"), New: place}, {Path: forms.CellPath(criterion, id, key), New: name}}
	}
	mine := formtest.Participants(t, "县公安局 县税务局")
	mine.Apply(append(row("5.3", "x", "title", "稿件", "1"), row("5.3", "y", "title", "另一篇", "2")...)...)
	formtest.Attach(t, mine, "5.3", forms.Evidence{Title: "名单", Rows: []string{"5.3#x", "5.3#y", "10.1#a", "10.1#b"}})
	said := formtest.Participants(t, "县公安局")
	said.Apply(row("5.3", "x", "title", "稿件", "1")...)
	changes, _ := merge.Plan(mine, said)
	after := mine.Clone()
	for _, c := range changes {
		if after.Get(c.Path) != c.Old {
			t.Errorf("%s is %q when the change from %q comes", c.Path, after.Get(c.Path), c.Old)
		}
		after.Apply(c)
	}
	if got := after.AllEvidence()[0].Rows; !slices.Equal(got, []string{"5.3#x", "10.1#a"}) {
		t.Errorf("rows %v", got)
	}
}
