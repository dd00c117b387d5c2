package assess

import (
	"path/filepath"
	"strconv"
	"testing"

	"fyne.io/fyne/v2/test"

	"zicha/forms"
	"zicha/ui/widgets"
)

// problem finds the problem of a code.
func (st *stage) problem(t *testing.T, code string) forms.Problem {
	t.Helper()
	for _, p := range st.Problems {
		if p.Code == code {
			return p
		}
	}
	t.Fatalf("no problem %q", code)
	return forms.Problem{}
}

// A problem about a repeated row goes to that row, with the keyboard in its cell and the cell in sight, on a page not yet shown.
func TestProblemGoesToTheRow(t *testing.T) {
	st := newStage(t)
	var all []forms.Change
	d := st.Values.Clone()
	for i := range 40 {
		changes := d.AddRows("10.1", map[string]string{"name": "部门" + strconv.Itoa(i%39)})
		d.Apply(changes...)
		all = append(all, changes...)
	}
	st.Do("", all)
	st.desk.Refresh()
	p := st.problem(t, "register_repeats")
	st.desk.GoProblem(p)
	r := st.desk.pane.pages["10"].(*indicatorPage).cards[0].register
	if got := st.win.Canvas().Focused(); got != r.table.Editor() {
		t.Fatalf("the keyboard is in %T", got)
	}
	if text := r.table.Editor().Text; text != "部门0" {
		t.Errorf("the cell holds %q", text)
	}
	scroll := st.desk.pane.scroll
	if most := scroll.Content.Size().Height - scroll.Size().Height; scroll.Offset.Y < most/2 {
		t.Errorf("the page is scrolled to %v of %v", scroll.Offset.Y, most)
	}
	test.Type(r.table.Editor(), "甲")
	st.desk.Overview()
	if rows := st.Values.Rows("10.1"); rows[39].Cells["name"] != "部门0甲" {
		t.Errorf("the last row is %q", rows[39].Cells["name"])
	}
	st.settle()
}

// A problem about a piece of evidence opens its data with the keyboard in the value it is about.
func TestProblemGoesToTheEvidencesValue(t *testing.T) {
	st := newStage(t)
	path := filepath.Join(t.TempDir(), "方案.txt")
	write(t, path, "方案")
	st.desk.evidence.attach(st.Values.Edition.Criterion("1.1"), []string{path})
	st.until(t, func() bool { return len(st.Values.Evidence("1.1")) == 1 })
	where := forms.EvidencePath(st.Values.Evidence("1.1")[0].ID, forms.AttrDate)
	st.desk.GoProblem(forms.Problem{Criterion: "1.1", Where: where})
	e, ok := st.win.Canvas().Focused().(*widgets.Entry)
	if !ok {
		t.Fatalf("the keyboard is in %T", st.win.Canvas().Focused())
	}
	test.Type(e, "2017-05-16")
	st.press(t, "完成")
	st.settle()
	if got := st.Values.Get(where); got != "2017-05-16" {
		t.Errorf("the date is %q", got)
	}
}

// What was found in the notes is shown: they are opened and in sight.
func TestFoundNotesAreOpened(t *testing.T) {
	st := newStage(t)
	hits, _ := search(st.Values, "同一篇稿件多家刊发")
	if len(hits) != 1 {
		t.Fatalf("%d places", len(hits))
	}
	st.desk.goHit(hits[0])
	p := st.desk.pane.pages["5"].(*indicatorPage)
	y, _ := widgets.HeightOf(st.desk.pane.scroll.Content, p.folds()[0].Object())
	if !p.folds()[0].Open() || st.desk.pane.current != "5" || y < st.desk.pane.scroll.Offset.Y || y > st.desk.pane.scroll.Offset.Y+st.desk.pane.scroll.Size().Height {
		t.Errorf("page %s, notes open %v at %v, scrolled to %v", st.desk.pane.current, p.folds()[0].Open(), y, st.desk.pane.scroll.Offset.Y)
	}
	st.settle()
}
