package review

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"zicha/assets"
	"zicha/forms/formtest"
	"zicha/forms/invent"
	"zicha/forms/review"
	"zicha/ui/widgets"
	"zicha/ui/work"
)

// gridStage is 总表 over a book of six units in which every state occurs.
type gridStage struct {
	*gridPage
	t    testing.TB
	desk *Desk
	win  fyne.Window
	told []string
}

func newGridStage(t testing.TB, me review.Person) *gridStage {
	t.Helper()
	dir := t.TempDir()
	made, err := invent.Make(t.Context(), invent.Job{Edition: formtest.Edition(t), Count: 6, Seed: 7, Dir: dir, Packs: true, Decide: true})
	if err != nil {
		t.Fatal(err)
	}
	return stageOver(t, filepath.Clean(made.Book), me)
}

// stageOver shows 总表 of a book.
func stageOver(t testing.TB, path string, me review.Person) *gridStage {
	t.Helper()
	a := test.NewTempApp(t)
	a.Settings().SetTheme(widgets.NewTheme(assets.Hei, assets.HeiBold, widgets.Look{}))
	b, err := review.Open(path, review.Options{})
	if err != nil {
		t.Fatal(err)
	}
	st := &gridStage{t: t, win: test.NewTempWindow(t, nil)}
	s, err := NewSession(b, fyne.Do)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	s.Me = me
	tell := func(title, words string) { st.told = append(st.told, title+"："+words) }
	st.desk = NewDesk(Host{Host: work.Host{Window: st.win, Tell: tell, Folder: os.TempDir()}}, s)
	st.win.SetPadded(false)
	st.win.SetContent(widgets.Tipped(st.desk.Object()))
	st.win.Resize(fyne.NewSize(1280, 800))
	st.desk.Show(pageGrid)
	st.gridPage = st.desk.pages[pageGrid].(*gridPage)
	return st
}

// settle waits until the disk has all acts and the page shows them.
func (st *gridStage) settle() {
	st.desk.session.Wait()
	fyne.DoAndWait(func() {})
}

// sheet gives the words of the dialog on top, "" where there is none.
func (st *gridStage) sheet() string {
	top := st.win.Canvas().Overlays().Top()
	if top == nil {
		return ""
	}
	return strings.Join(textsIn(top), " ")
}

func textsIn(o fyne.CanvasObject) []string {
	var out []string
	switch at := o.(type) {
	case *widgets.Text:
		return []string{at.Text()}
	case *widgets.Button:
		return []string{at.Words()}
	case *fyne.Container:
		for _, child := range at.Objects {
			out = append(out, textsIn(child)...)
		}
	case fyne.Widget:
		for _, child := range test.WidgetRenderer(at).Objects() {
			out = append(out, textsIn(child)...)
		}
	}
	return out
}

func (st *gridStage) enter() {
	st.win.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyReturn})
}

var (
	bureau     = review.Person{By: "甲", Unit: "市信息局"}
	commission = review.Person{By: "乙", Unit: "市发展改革委"}
)

// go1 goes to the cell of an indicator in a row.
func (st *gridStage) toCell(row, no int) {
	for col, c := range st.cols {
		if c.indicator != nil && c.indicator.No == no {
			st.grid.Go(row, col)
			st.grid.Focus()
			return
		}
	}
	st.t.Fatalf("indicator %d has no column", no)
}

func (st *gridStage) shown(row, no int) string {
	for col, c := range st.cols {
		if c.indicator != nil && c.indicator.No == no {
			cell := st.cell(row, col)
			return cell.Sign + cell.Text
		}
	}
	return ""
}

// What the table shows of one unit, by reading; filters leave rows, columns, and count what they leave.
func TestGridPageShowsAndFilters(t *testing.T) {
	st := newGridStage(t, bureau)
	if len(st.rows) != 6 || len(st.cols) != 26 || st.chips.Count("") != 150 {
		t.Fatalf("%d rows, %d columns, %d cells", len(st.rows), len(st.cols), st.chips.Count(""))
	}
	seen := map[string]bool{}
	for _, c := range st.desk.session.View.Units[0].Cells {
		seen[cellLabel(c)] = true
	}
	if len(seen) != 8 {
		t.Errorf("the first unit has %v", seen)
	}
	for _, s := range states() {
		if st.chips.Count(string(s)) == 0 {
			t.Errorf("no cell is %s", s.Label())
		}
	}
	st.chips.Pick(string(review.Stale))
	if len(st.rows) != 1 || st.unitName(0) != st.desk.session.View.Units[0].Unit.Name {
		t.Errorf("待复看 in %d rows", len(st.rows))
	}
	if st.cell(0, 4).Quiet || !st.cell(0, 3).Quiet {
		t.Error("what was asked for does not stand out")
	}
	st.chips.Pick("")
	name := st.desk.session.View.Units[3].Unit.Name
	test.Type(st.name, name)
	if len(st.rows) != 1 || st.unitName(0) != name || st.chips.Count("") != 25 {
		t.Errorf("%s gives %d rows, %d cells", name, len(st.rows), st.chips.Count(""))
	}
	st.name.SetText("")
	st.section.SetSelected(st.section.Options[2])
	if second := st.desk.session.View.Edition.Sections[1]; len(st.cols) != 1+len(second.Indicators) {
		t.Errorf("%d columns", len(st.cols))
	}
	st.section.SetSelected(allSections)
	st.by.Pick(bySection)
	if len(st.cols) != 9 || st.cell(0, 1).Text == "" || st.cell(0, 1).Sign == "" {
		t.Errorf("%d columns by section: %v", len(st.cols), st.cell(0, 1))
	}
	st.by.Pick(byIndicator)
	st.source.SetSelected(st.source.Options[1])
	for _, c := range st.cols[1:] {
		if c.indicator.SourceText != st.source.Options[1] {
			t.Errorf("%d is not of %s", c.indicator.No, st.source.Options[1])
		}
	}
}

// Digits typed on a cell are its score: Enter keeps it where it agrees, else the reason is asked for; what is another unit's is said.
func TestGridPageTakesScores(t *testing.T) {
	st := newGridStage(t, bureau)
	ind := st.desk.session.View.Edition.Indicator(1)
	claim := st.desk.session.View.Units[2].Cells[0].Claim
	if claim == nil {
		t.Fatal("the third unit claims nothing")
	}
	st.toCell(2, 1)
	st.grid.TypedRune('0')
	st.grid.Editor().SetText(claim.String())
	st.grid.Editor().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if st.sheet() != "" {
		t.Error("a reason is asked for what agrees: " + st.sheet())
	}
	if got := st.shown(2, 1); got != "…"+claim.String() {
		t.Errorf("on its way it shows %q", got)
	}
	st.settle()
	if c := st.desk.session.View.Units[2].Cells[0]; c.State != review.InitiallyScored || *c.Initial != *claim {
		t.Errorf("it is %s", c.State.Label())
	}
	st.toCell(3, 1)
	st.grid.TypedRune('0')
	st.grid.Editor().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if !strings.Contains(st.sheet(), "请写明理由") {
		t.Fatalf("no reason is asked for: %q", st.sheet())
	}
	test.Type(st.win.Canvas().Focused(), "没有印发文件")
	st.enterMain()
	st.settle()
	if c := st.desk.session.View.Units[3].Cells[0]; c.Why() != "没有印发文件" || st.shown(3, 1) != "◐" {
		t.Errorf("reason %q, shown %q", c.Why(), st.shown(3, 1))
	}
	st.toCell(3, 1)
	st.grid.TypedRune('9')
	st.grid.Editor().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if !strings.Contains(st.gridPage.told.Text(), "应为0至"+ind.Max.Short()) {
		t.Errorf("told %q", st.gridPage.told.Text())
	}
	st.desk.session.Me = commission
	st.toCell(4, 1)
	st.grid.TypedRune('3')
	if st.grid.Typing() || !strings.Contains(st.gridPage.told.Text(), "还没有初评") {
		t.Errorf("typing %v, told %q", st.grid.Typing(), st.gridPage.told.Text())
	}
}

// enterMain presses the main button of the dialog on top.
func (st *gridStage) enterMain() {
	st.win.Canvas().Focused().(*widgets.Entry).TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyReturn, Modifier: fyne.KeyModifierControl})
	if st.sheet() != "" {
		st.enter()
	}
}

// Batch acts say how many cells they are about before they happen, and leave the others alone.
func TestGridPageActsOnMany(t *testing.T) {
	st := newGridStage(t, commission)
	u := st.desk.session.View.Units[0]
	st.grid.Select(widgets.GridRange{Row: 0, Col: 0, ToRow: 0, ToCol: 25})
	test.Tap(st.buttons[0])
	if !strings.Contains(st.sheet(), "将确认") || !strings.Contains(st.sheet(), "不在其中") {
		t.Fatalf("asked %q, told %v", st.sheet(), st.told)
	}
	before := u.Open
	st.enter()
	st.settle()
	if u = st.desk.session.View.Units[0]; u.Open >= before {
		t.Errorf("%d are open, before %d", u.Open, before)
	}
	test.Tap(st.buttons[0])
	if st.sheet() != "" || len(st.told) != 1 || !strings.HasPrefix(st.told[0], "没有可以确认的") {
		t.Errorf("asked %q, told %v", st.sheet(), st.told)
	}
	st.desk.session.Me = bureau
	st.toCell(2, 1)
	st.grid.Select(widgets.GridRange{Row: 2, Col: 1, ToRow: 4, ToCol: 2})
	test.Tap(st.buttons[2])
	if !strings.Contains(st.sheet(), "退回6项") || !strings.Contains(st.sheet(), "涉及3个单位") {
		t.Fatalf("asked %q, told %v", st.sheet(), st.told)
	}
	test.Type(st.win.Canvas().Focused(), "补上印发文件")
	st.enterMain()
	st.settle()
	for row := 2; row <= 4; row++ {
		for no := 1; no <= 2; no++ {
			if c := st.desk.session.View.Units[row].Cells[no-1]; c.State != review.ReturnedState {
				t.Errorf("%s is %s", st.desk.session.View.Label(c), c.State.Label())
			}
		}
	}
	st.desk.session.Me = review.Person{}
	test.Tap(st.buttons[1])
	if !strings.Contains(st.sheet(), "登记经办人") {
		t.Error("nobody is asked who works here")
	}
}

// A double click goes to the indicator across the units, a right click offers what can be done.
func TestGridPageOpens(t *testing.T) {
	st := newGridStage(t, bureau)
	st.toCell(2, 5)
	st.grid.OnOpen(st.grid.Place())
	if page, _ := st.desk.Place(); page != pageAcross || st.desk.at.Indicator != 5 || st.desk.at.County != st.desk.session.View.Units[2].Unit.Code {
		t.Errorf("at %v on %s", st.desk.at, page)
	}
	st.desk.Show(pageGrid)
	st.grid.TypedKey(&fyne.KeyEvent{Name: desktop.KeyMenu})
	if st.win.Canvas().Overlays().Top() == nil {
		t.Error("no menu")
	}
}
