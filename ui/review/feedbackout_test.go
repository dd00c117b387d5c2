package review

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"zicha/forms/feedback"
	"zicha/forms/review"
	"zicha/ui/widgets"
)

// returnedOffice is a desk over a book in which an indicator of one unit is returned.
func returnedOffice(t *testing.T) *office {
	t.Helper()
	o := newOffice(t, bureau, version(t, "341621", 1), version(t, "341622", 1))
	o.desk.session.Act(func(b *review.Book) error { return b.Return(bureau, "341621", 5, "缺截图") }, nil)
	o.settle()
	return o
}

// ticks finds the box for all in the dialog on show.
func (o *office) ticks() *widgets.Check {
	for _, at := range test.LaidOutObjects(o.win.Canvas().Overlays().Top()) {
		if c, ok := at.(*widgets.Check); ok {
			return c
		}
	}
	o.t.Fatal("no box")
	return nil
}

// filesIn lists the names in a folder.
func filesIn(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range entries {
		out = append(out, e.Name())
	}
	return out
}

// Before there is a result only what is returned is told, without scores; where nothing is, the window says so.
func TestFeedbackBeforeTheResult(t *testing.T) {
	o := newOffice(t, bureau, version(t, "341621", 1))
	o.desk.AskFeedback("")
	o.until("the refusal", func() bool { return len(o.told) > 0 })
	if !strings.Contains(o.told[0], "没有退回补正的项") {
		t.Error(o.told)
	}
	o = returnedOffice(t)
	o.desk.AskFeedback("")
	o.says("不含得分")
	if c := o.ticks(); !strings.Contains(c.Text, "已选1/1") {
		t.Errorf("to be picked: %q", c.Text)
	}
	dir := t.TempDir()
	fyne.CurrentApp().Preferences().SetString("folder.feedbacks", dir)
	o.press("选择文件夹…")
	o.press("选定这个文件夹")
	o.says("共写出2个文件")
	names := filesIn(t, dir)
	if len(names) != 2 {
		t.Fatal(names)
	}
	for _, name := range names {
		if strings.HasSuffix(name, feedback.Ext) {
			f, err := feedback.Read(filepath.Join(dir, name))
			if err != nil || !f.Process() || len(f.Items) != 1 || f.Items[0].Indicator != 5 || f.Items[0].Result != nil || f.Total != nil {
				t.Errorf("%v: %+v", err, f)
			}
		}
	}
}

// Of a result all units are told, or those picked; what is there already is never replaced, and another folder is asked for.
func TestFeedbackOfTheResult(t *testing.T) {
	o := returnedOffice(t)
	left, err := o.desk.session.Book.Blockers()
	if err != nil {
		t.Fatal(err)
	}
	var waivers []review.Waiver
	for _, l := range left {
		waivers = append(waivers, review.Waiver{Key: l.Key, Reason: "试"})
	}
	if _, _, err := o.desk.session.Book.Finalize(t.Context(), commission, waivers...); err != nil {
		t.Fatal(err)
	}
	o.desk.refreshed(func() {})
	o.settle()
	o.desk.at = At{"341622", 1}
	o.desk.Show(pageDown)
	o.tap("写出这个单位的反馈单")
	o.says("第1次定稿")
	units := len(o.desk.session.View.Units)
	if c := o.ticks(); !strings.Contains(c.Text, "已选1/"+count(units, "")) {
		t.Errorf("to be picked: %q", c.Text)
	}
	dir := t.TempDir()
	name := o.desk.session.View.Unit("341622").Unit.Name
	fyne.CurrentApp().Preferences().SetString("folder.feedbacks", dir)
	o.press("选择文件夹…")
	o.press("选定这个文件夹")
	o.says("共写出2个文件")
	for _, file := range filesIn(t, dir) {
		if !strings.HasPrefix(file, name) || !strings.Contains(file, "（定稿1）") {
			t.Errorf("written: %s", file)
		}
	}
	o.press("完成")
	o.desk.AskFeedback("")
	o.says("第1次定稿")
	fyne.CurrentApp().Preferences().SetString("folder.feedbacks", dir)
	o.press("选择文件夹…")
	o.press("选定这个文件夹")
	o.says("里已经有下面2个同名文件")
	if n := len(filesIn(t, dir)); n != 2 {
		t.Errorf("%d files", n)
	}
	o.press("换一个文件夹…")
	if words, _ := o.sheet(); !strings.Contains(words, "反馈单存放的文件夹") {
		t.Errorf("it says %s", words)
	}
}

// Nothing picked is told, and a unit is picked by typing its name and Enter.
func TestFeedbackPicksUnits(t *testing.T) {
	o := newOffice(t, bureau)
	v := o.desk.session.View
	p := newUnitPicker(v, nil)
	p.keep(func(string) bool { return true })
	p.all.SetChecked(false)
	if len(p.picked()) != 0 {
		t.Fatal(p.picked())
	}
	p.find.SetText(v.Units[2].Unit.Name)
	p.find.OnEnter()
	if got := p.picked(); len(got) != 1 || got[0] != v.Units[2].Unit.Code {
		t.Errorf("picked: %v", got)
	}
	p.find.SetText("")
	p.roll.Body().Tapped(&fyne.PointEvent{Position: p.roll.MiddleOf(2, 1)})
	if got := p.picked(); len(got) != 0 {
		t.Errorf("still picked: %v", got)
	}
}
