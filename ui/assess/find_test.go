package assess

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"zicha/forms"
	"zicha/forms/wording"
	"zicha/ui/widgets"
)

// TestFindSheet types into the search, moves through the results and goes to the exact field.
func TestFindSheet(t *testing.T) {
	st := newStage(t)
	st.set(t, map[forms.Path]string{"narrative/5": "发放资料", "remark/9": "发放说明", "profile/contact": "发放人"})
	st.desk.Find()
	entry, ok := st.win.Canvas().Focused().(*widgets.Entry)
	if !ok {
		t.Fatalf("the focus is on %T", st.win.Canvas().Focused())
	}
	test.Type(entry, "发放")
	st.keys(t, fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyUp, fyne.KeyReturn)
	if st.win.Canvas().Overlays().Top() != nil {
		t.Error("the search stays open")
	}
	field, ok := st.win.Canvas().Focused().(*widgets.Entry)
	if !ok || st.desk.pane.current != "5" || field.Text != "发放资料" {
		t.Errorf("Enter leads to %s, focus %T", st.desk.pane.current, st.win.Canvas().Focused())
	}
	st.desk.Find()
	st.keys(t, fyne.KeyReturn) // nothing is found yet
	if st.win.Canvas().Overlays().Top() == nil {
		t.Error("Enter without words closes the search")
	}
	st.keys(t, fyne.KeyEscape)
	if st.win.Canvas().Overlays().Top() != nil {
		t.Error("Escape does not close the search")
	}
	st.settle()
}

func TestFindByClick(t *testing.T) {
	st := newStage(t)
	item, err := st.AddApart("5.1", "宣传册")
	if err != nil {
		t.Fatal(err)
	}
	f := &findSheet{desk: st.desk}
	f.build()
	f.show("宣传册")
	if len(f.lines) != 1 {
		t.Fatalf("%d results for %+v", len(f.lines), f.hits)
	}
	test.Tap(f.lines[0])
	if st.desk.pane.current != "5" || st.win.Canvas().Overlays().Top() == nil {
		t.Errorf("a piece of evidence (%s) leads to %s", item.Number, st.desk.pane.current)
	}
	st.settle()
}

// TestDraft: written where the part is blank, asked about where it is not, and free to be changed.
func TestDraft(t *testing.T) {
	st := newStage(t)
	st.desk.Profile()
	p := st.desk.pane.pages[pageProfile].(*profilePage)
	test.Tap(p.draft)
	first := st.Values.Narrative("overall")
	if first == "" || first != wording.Overall(st.Values, st.Values.Scores()) {
		t.Fatalf("drafted %q", first)
	}
	entry := st.win.Canvas().Focused().(*widgets.Entry)
	if entry.Text != first {
		t.Errorf("the field shows %q", entry.Text)
	}
	test.Type(entry, "另外。")
	mine := st.Values.Narrative("overall")
	test.Tap(p.draft)
	if st.Values.Narrative("overall") != mine || st.win.Canvas().Overlays().Top() == nil {
		t.Error("what was written is replaced without asking")
	}
	st.settle()
	st.Values.Final = true
	st.desk.Refresh()
	if !p.draft.Disabled() {
		t.Error("a finalized dossier can be drafted")
	}
}
