package pack

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"zicha/forms"
	"zicha/forms/files"
	"zicha/forms/formtest"
	"zicha/forms/volume"
	"zicha/forms/workbook"
	"zicha/scoring"
)

// Of several finalized copies with one code a file is held against that of the version its workbook names and, of several such, the one with the
// report beside it; else against the last.
func TestNearestCopy(t *testing.T) {
	v := verifier{copies: []finalized{{number: 1, pdf: "甲", from: "1甲"}, {number: 2, pdf: "乙", from: "2乙"}, {number: 2, pdf: "丙", from: "2丙"}, {number: 3, pdf: "丁", from: "3丁"}}}
	book := func(version int) *workbook.Book { return &workbook.Book{Version: version} }
	for _, c := range []struct {
		what string
		f    found
		want string
	}{
		{"a dossier", found{}, "3丁"},
		{"a workbook", found{book: book(1)}, "1甲"},
		{"a workbook of which there are two", found{book: book(2)}, "2丙"},
		{"with the report of the first", found{book: book(2), pack: &contents{report: "乙"}}, "2乙"},
		{"with the report of the second", found{book: book(2), pack: &contents{report: "丙"}}, "2丙"},
		{"with another version's report", found{book: book(2), pack: &contents{report: "甲"}}, "2丙"},
		{"a version there is not", found{book: book(4), pack: &contents{report: "甲"}}, "3丁"},
	} {
		if got := v.nearest(c.f); got.from != c.want {
			t.Errorf("%s: %s", c.what, got.from)
		}
	}
	if got := (&verifier{}).nearest(found{book: book(1)}); got.from != "" || got.paper != nil {
		t.Errorf("without copies: %+v", got)
	}
}

// A cell that is only remarked on alters nothing; what is altered is told by its place, and a remark without one by itself.
func TestCellsThatAlter(t *testing.T) {
	f := newDossier(t)
	d := f.Dossier()
	d.Final = true
	data, err := FinalWorkbook(t.Context(), d)
	if err != nil {
		t.Fatal(err)
	}
	book, err := workbook.Read(t.Context(), strings.NewReader(string(data)), nil)
	if err == nil {
		t.Fatalf("read without its rulebook: %+v", book)
	}
	v := verifier{code: d.Code()}
	if v.book, err = workbook.Read(t.Context(), strings.NewReader(string(data)), []*scoring.Edition{formtest.Edition(t)}); err != nil {
		t.Fatal(err)
	}
	if book, err = workbook.Read(t.Context(), strings.NewReader(string(data)), []*scoring.Edition{formtest.Edition(t)}); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		p     forms.Problem
		said  string
		wrong bool
	}{
		{forms.Problem{Severity: forms.Hint, Place: "自评表!B2", Message: "有批注"}, "自评表!B2：有批注", false},
		{forms.Problem{Severity: forms.Warning, Place: "自评表!B2", Message: "读不出"}, "自评表!B2：读不出", true},
		{forms.Problem{Severity: forms.Error, Message: "少一张表"}, "少一张表", true},
	} {
		book.Problems = []forms.Problem{c.p}
		notes, wrong := v.cells(t.Context(), book, v.code)
		if !slices.Equal(notes, []string{c.said}) || wrong != c.wrong {
			t.Errorf("%q, wrong %t", notes, wrong)
		}
	}
	book.Problems = nil
	for _, v := range []verifier{v, {code: v.code}} { // against its own workbook, or what the program writes
		if notes, wrong := v.cells(t.Context(), book, v.code); len(notes) > 0 || wrong {
			t.Errorf("untouched: %q", notes)
		}
	}
}

// What finalizing keeps of the volume: the sums of what will be handed in, nothing where no evidence is in use; and of what planning it tells
// only that an item has not as many pages as it says stands with the papers.
func TestWhatIsKeptOfTheVolume(t *testing.T) {
	f := newDossier(t)
	sums := func() int {
		layout, err := bound(t.Context(), f, codeA, nil)
		if err != nil {
			t.Fatal(err)
		}
		return len(layout.Sums)
	}
	if n := sums(); n != 0 {
		t.Errorf("without evidence %d sums", n)
	}
	item := attach(t, f, "一.txt")
	if n := sums(); n != 1 {
		t.Errorf("with evidence %d sums", n)
	}
	gone, err := f.Dossier().RemoveEvidence(item.ID, "误")
	if err != nil {
		t.Fatal(err)
	}
	commit(t, f, gone)
	if n := sums(); n != 0 {
		t.Errorf("without any in use %d sums", n)
	}
	layout := forPapers(volume.Layout{Problems: []forms.Problem{{Code: "volume_count"}, {Code: "volume_placeholder"}}})
	if len(layout.Problems) != 1 || layout.Problems[0].Code != "volume_count" {
		t.Errorf("%v", layout.Problems)
	}
}

// A draft whose volume cannot be planned comes without pages and says why; one that is given up does not come at all.
func TestDraftWithoutAPlan(t *testing.T) {
	f := newDossier(t)
	attach(t, f, "一.txt")
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if layout, err := planDraft(ended, f, nil); !files.Cancelled(err) || len(layout.Problems) > 0 {
		t.Errorf("given up: %+v, %v", layout, err)
	}
	missing := filepath.Join(t.TempDir(), "没有")
	t.Setenv("TMPDIR", missing)
	t.Setenv("TMP", missing)
	_, cause := plan(t.Context(), f, nil)
	if cause == nil {
		t.Skip("planned without a folder for passing files")
	}
	layout, err := planDraft(t.Context(), f, nil)
	want := forms.Problem{
		Code: "volume_unplanned", Severity: forms.Warning,
		Message: "佐证材料汇编没有排成，报告里不印各件材料的起止页：" + cause.Error() + "；解决后请重新导出",
	}
	if err != nil || len(layout.Problems) != 1 || layout.Problems[0] != want || layout.Spans != nil {
		t.Errorf("%+v, %v", layout, err)
	}
}
