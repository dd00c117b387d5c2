package review

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"zicha/forms/formtest"
	"zicha/forms/pdf/render"
	"zicha/forms/results"
	"zicha/forms/review"
	"zicha/ui/widgets"
)

// newPapersStage is an office with two units on the page of papers, and the page.
func newPapersStage(t *testing.T) (*office, *papersPage) {
	t.Helper()
	o := newOffice(t, commission, version(t, "341621", 1), version(t, "341622", 1))
	t.Cleanup(func() {
		prefs := fyne.CurrentApp().Preferences()
		for _, key := range []string{papersKey + o.desk.session.Book.Copy(), contactKey, phoneKey} {
			prefs.RemoveValue(key)
		}
	})
	return o, o.papers()
}

// papers goes to the page and waits for its list.
func (o *office) papers() *papersPage {
	o.t.Helper()
	o.desk.Show(pagePapers)
	p := o.desk.pages[pagePapers].(*papersPage)
	o.listed(p)
	return p
}

// listed waits until the papers are listed and the one on show is made.
func (o *office) listed(p *papersPage) {
	o.t.Helper()
	for end := time.Now().Add(2 * time.Minute); p.busy > 0; {
		select {
		case fn := <-o.later:
			fn()
		case <-time.After(2 * time.Millisecond):
		}
		if time.Now().After(end) {
			o.t.Fatal("the papers are not listed")
		}
	}
}

// finalize freezes the result, whatever is open.
func (o *office) finalize() *review.Snapshot {
	o.t.Helper()
	b := o.desk.session.Book
	left, err := b.Blockers()
	if err != nil {
		o.t.Fatal(err)
	}
	var waivers []review.Waiver
	for _, l := range left {
		waivers = append(waivers, review.Waiver{Key: l.Key, Reason: "示例"})
	}
	s, _, err := b.Finalize(context.Background(), commission, waivers...)
	if err != nil {
		o.t.Fatal(err)
	}
	o.desk.session.Act(func(*review.Book) error { return nil }, nil)
	o.settle()
	return s
}

// typeInto types into a field in the place of what stands there, and leaves it.
func (o *office) typeInto(e *widgets.Entry, text string) {
	o.t.Helper()
	o.win.Canvas().Focus(e)
	e.SetText("")
	test.Type(e, text)
	o.win.Canvas().Unfocus()
}

// Whatever level is chosen, what it publishes and all that it gives away stand on the page, and again before anything is written.
func TestEveryLevelIsToldBeforeExport(t *testing.T) {
	o, p := newPapersStage(t)
	draft, err := o.desk.session.Book.Draft()
	if err != nil {
		t.Fatal(err)
	}
	told := map[string]bool{}
	for _, level := range results.Levels() {
		p.options.levels.Pick(string(level))
		o.listed(p)
		set, err := results.Open(draft, results.Options{Publish: level})
		if err != nil {
			t.Fatal(err)
		}
		want := []string{level.Explains()}
		for _, problem := range set.Problems() {
			want = append(want, problem.Message)
		}
		p.plan(t.TempDir())
		sheet, _ := o.sheet()
		for _, words := range want {
			if !strings.Contains(o.shown(), words) || !strings.Contains(sheet, words) {
				t.Errorf("%s: %q is not told on the page and before writing:\n%s", level, words, sheet)
			}
		}
		if !strings.Contains(sheet, "过程稿，未定稿，不作为依据") {
			t.Errorf("%s: it does not say that it is a draft:\n%s", level, sheet)
		}
		told[strings.Join(want, "")] = true
		o.press("取消")
	}
	if len(told) != len(results.Levels()) {
		t.Errorf("%d different warnings", len(told))
	}
}

// The papers that are ticked are written, and no others; those that are there already are asked about, and stay until that is agreed to.
func TestChosenPapersAreExported(t *testing.T) {
	o, p := newPapersStage(t)
	o.tap("全不选")
	if !p.export.Disabled() {
		t.Error("nothing can be exported")
	}
	for _, at := range []int{0, 4} {
		test.Tap(p.lines[at].check)
	}
	want := []string{p.lines[0].Name, p.lines[4].Name}
	if p.export.Disabled() || !strings.Contains(o.shown(), "，选中2份") {
		t.Fatalf("the page says\n%s", o.shown())
	}
	dir, opened := t.TempDir(), ""
	o.desk.host.OpenPath = func(path string) { opened = path }
	p.plan(dir)
	o.press("写出")
	o.says("已写出2份文件")
	left, _ := os.ReadDir(dir)
	if len(left) != 2 || !slices.ContainsFunc(left, func(e os.DirEntry) bool { return e.Name() == want[0] }) || !slices.ContainsFunc(left, func(e os.DirEntry) bool { return e.Name() == want[1] }) {
		t.Fatalf("wrote %v, want %v", left, want)
	}
	o.press("打开文件夹")
	if opened != dir {
		t.Errorf("opened %q", opened)
	}
	path := filepath.Join(dir, want[0])
	if err := os.WriteFile(path, []byte("旧的"), 0o600); err != nil {
		t.Fatal(err)
	}
	p.plan(dir)
	if words, _ := o.sheet(); !strings.Contains(words, "已有同名文件") || !strings.Contains(words, want[0]) {
		t.Fatalf("the dialog says\n%s", words)
	}
	o.press("取消")
	if data, _ := os.ReadFile(path); string(data) != "旧的" {
		t.Error("it was replaced unasked")
	}
	p.plan(dir)
	o.press("覆盖")
	o.says("已写出2份文件")
	if data, _ := os.ReadFile(path); !strings.HasPrefix(string(data), "%PDF") {
		t.Error("it was not replaced")
	}
}

// An export that is cancelled leaves nothing.
func TestCancelledExportLeavesNothing(t *testing.T) {
	o, p := newPapersStage(t)
	dir := t.TempDir()
	p.plan(dir)
	o.press("写出")
	o.press("取消")
	o.until("the end", func() bool { return len(o.told) > 0 })
	if left, _ := os.ReadDir(dir); len(left) > 0 || !strings.HasPrefix(o.told[0], "已取消：没有写出任何文件") {
		t.Errorf("left %v, told %q", left, o.told)
	}
}

// The pages of the paper that is chosen are shown, as many as it has; one whose making was given up for another is not kept. Leaving the page
// lets go of all.
func TestChosenPaperIsShown(t *testing.T) {
	o, p := newPapersStage(t)
	pages := render.New()
	t.Cleanup(pages.Close)
	p.left()
	o.desk.host.Pages = pages
	delete(o.desk.pages, pagePapers)
	p = o.papers()
	for _, what := range []string{"审核台账", "工作簿"} {
		p.choosePaper("请示及附件") // given up
		p.choosePaper(what)
		o.listed(p)
		for end := time.Now().Add(3 * time.Minute); p.view.Shown() == nil && time.Now().Before(end); {
			select {
			case fn := <-o.later:
				fn()
			case <-time.After(2 * time.Millisecond):
			}
		}
		data, err := p.set.Look(t.Context(), p.paper().Name)
		if err != nil {
			t.Fatal(err)
		}
		if _, n := p.view.Page(); n == 0 || n != len(formtest.Drawn(t, data)) {
			t.Errorf("%s has %d pages, shown are %d: %s", what, len(formtest.Drawn(t, data)), n, p.view.Words())
		}
	}
	for name := range p.made {
		if strings.Contains(name, "请示") {
			t.Error("what was given up is kept")
		}
	}
	kept, folder := len(p.made), p.folder
	o.desk.Show(pageTrail)
	if left, _ := os.ReadDir(folder); kept != 3 || len(left) != 0 || p.snapshot != nil || p.set != nil {
		t.Errorf("%d were kept, left %v, and the result", kept, left)
	}
}

// Papers can be of the newest result, of an older one, or of the book as it is; the newest is followed.
func TestPapersOfWhichResult(t *testing.T) {
	o, p := newPapersStage(t)
	if !strings.Contains(o.shown(), "还没有定稿，只能写过程稿") || !strings.Contains(p.lines[0].Name, "（过程稿）") {
		t.Fatalf("the page says\n%s", o.shown())
	}
	var codes []string
	for n := range 2 {
		s := o.finalize()
		codes = append(codes, s.Code)
		o.listed(p)
		if want := []string{"（定稿1）", "（定稿2）"}[n]; !strings.Contains(p.lines[0].Name, want) || !strings.Contains(o.shown(), s.Code) {
			t.Errorf("after the result it is %s", p.lines[0].Name)
		}
		o.desk.session.Decide([]review.Decision{{County: "341621", Indicator: 11, Stage: review.StageDirect, Score: "1", Reason: "示例"}}, nil)
		o.settle()
		o.listed(p)
	}
	if len(p.which.Options) != 3 || !strings.Contains(p.which.Selected, codes[1]) || !strings.HasPrefix(p.which.Selected, "最近一次定稿") {
		t.Fatalf("offered are %q, chosen %q", p.which.Options, p.which.Selected)
	}
	p.which.SetSelectedIndex(1)
	o.listed(p)
	if !strings.Contains(o.shown(), codes[0]) || !strings.Contains(p.lines[0].Name, "（定稿1）") {
		t.Errorf("of the older one it says\n%s", o.shown())
	}
	p.which.SetSelectedIndex(2)
	o.listed(p)
	for _, l := range p.lines {
		if !strings.Contains(l.Name, "（过程稿）") {
			t.Errorf("a draft is called %s", l.Name)
		}
	}
}

// What is typed is remembered; what cannot be read is told, and nothing is exported meanwhile.
func TestPaperOptions(t *testing.T) {
	o, p := newPapersStage(t)
	name := o.desk.session.View.Edition.Review.Converted[0]
	test.Tap(p.options.fold.Head)
	o.typeInto(p.options.contact, "示例甲")
	o.typeInto(p.options.convert[name], "2")
	o.typeInto(p.options.inspect, "341621/5")
	p.options.levels.Pick(string(results.LevelGrades))
	o.typeInto(p.options.grades, "好=80，差")
	o.listed(p)
	whats := map[string]bool{}
	for _, l := range p.lines {
		whats[l.What] = true
	}
	if !whats["折算单（"+name+"）"] || !whats["现场核查表"] {
		t.Errorf("listed are %v", whats)
	}
	delete(o.desk.pages, pagePapers)
	p = o.papers()
	if got := p.options.typed(); got.Contact != "示例甲" || got.Convert[name] != "2" || got.Inspect != "341621/5" || got.Level != string(results.LevelGrades) || got.Grades != "好=80，差" {
		t.Errorf("remembered is %+v", got)
	}
	test.Tap(p.options.fold.Head)
	for text, want := range map[string]string{"好=很高，差": "不能识别", "好=80": "只有一个等次"} {
		o.typeInto(p.options.grades, text)
		o.listed(p)
		if !p.export.Disabled() || !strings.Contains(o.shown(), want) {
			t.Errorf("%q: the page says\n%s", text, o.shown())
		}
	}
	o.typeInto(p.options.grades, "")
	o.typeInto(p.options.inspect, "没有/99")
	o.listed(p)
	if !strings.Contains(o.shown(), "不是一个单位的一项指标") {
		t.Errorf("the page says\n%s", o.shown())
	}
	o.typeInto(p.options.inspect, "")
	o.listed(p)
	if p.export.Disabled() || p.told.Visible() {
		t.Error("it stays refused")
	}
}

// The page as it is drawn, of a draft.
func TestPapersMaster(t *testing.T) {
	_, p := newPapersStage(t)
	test.AssertObjectRendersToMarkup(t, "papers.xml", p.box)
}

// A paper that was on offer is asked for after the book has changed and before its papers are listed anew: that is said.
func TestPaperOfBeforeIsNotOpened(t *testing.T) {
	o, p := newPapersStage(t)
	at := p.sight(*p.paper())
	p.read()
	at.Outside()
	if len(o.told) != 1 || !strings.Contains(o.told[0], "正在重新列出文件") {
		t.Errorf("told %q", o.told)
	}
	o.listed(p)
}
