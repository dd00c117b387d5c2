package review

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"zicha/forms/clues"
	"zicha/forms/editions"
	"zicha/forms/invent"
	"zicha/forms/review"
	"zicha/ui/widgets"
)

// sixUnits is a book of six units in which every state occurs, made once.
var sixUnits = sync.OnceValues(func() ([]byte, error) {
	dir, err := os.MkdirTemp("", "six-*")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	all, err := editions.All()
	if err != nil {
		return nil, err
	}
	made, err := invent.Make(context.Background(), invent.Job{Edition: all[0], Count: 6, Seed: 7, Dir: dir, Decide: true})
	if err != nil {
		return nil, err
	}
	return os.ReadFile(made.Book)
})

// gridStage is 总表 over a real book.
type gridStage struct {
	*gridPage
	*office
}

func newGridStage(t *testing.T, me review.Person) *gridStage {
	t.Helper()
	book, err := sixUnits()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "a.huizong")
	if err := os.WriteFile(path, book, 0o600); err != nil {
		t.Fatal(err)
	}
	b, err := review.Open(path, review.Options{})
	if err != nil {
		t.Fatal(err)
	}
	st := &gridStage{office: officeOver(t, b, me)}
	st.office.desk.Show(pageGrid)
	st.gridPage = st.office.desk.pages[pageGrid].(*gridPage)
	return st
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

// toCell goes to the cell of an indicator in a row.
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
			cell := st.gridPage.cell(row, col)
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
	for _, c := range st.office.desk.session.View.Units[0].Cells {
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
	if len(st.rows) != 1 || st.unitName(0) != st.office.desk.session.View.Units[0].Unit.Name {
		t.Errorf("待复看 in %d rows", len(st.rows))
	}
	if st.gridPage.cell(0, 4).Quiet || !st.gridPage.cell(0, 3).Quiet {
		t.Error("what was asked for does not stand out")
	}
	st.chips.Pick("")
	name := st.office.desk.session.View.Units[3].Unit.Name
	test.Type(st.name, name)
	if len(st.rows) != 1 || st.unitName(0) != name || st.chips.Count("") != 25 {
		t.Errorf("%s gives %d rows, %d cells", name, len(st.rows), st.chips.Count(""))
	}
	st.name.SetText("")
	st.section.SetSelected(st.section.Options[2])
	if second := st.office.desk.session.View.Edition.Sections[1]; len(st.cols) != 1+len(second.Indicators) {
		t.Errorf("%d columns", len(st.cols))
	}
	st.section.SetSelected(allSections)
	st.by.Pick(bySection)
	if len(st.cols) != 9 || st.gridPage.cell(0, 1).Text == "" || st.gridPage.cell(0, 1).Sign == "" {
		t.Errorf("%d columns by section: %v", len(st.cols), st.gridPage.cell(0, 1))
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
	ind := st.office.desk.session.View.Edition.Indicator(1)
	claim := st.office.desk.session.View.Units[2].Cells[0].Claim
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
	if c := st.office.desk.session.View.Units[2].Cells[0]; c.State != review.InitiallyScored || *c.Initial != *claim {
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
	if c := st.office.desk.session.View.Units[3].Cells[0]; c.Why() != "没有印发文件" || st.shown(3, 1) != "◐" {
		t.Errorf("reason %q, shown %q", c.Why(), st.shown(3, 1))
	}
	st.toCell(3, 1)
	st.grid.TypedRune('9')
	st.grid.Editor().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if !strings.Contains(st.gridPage.told.Text(), "应为0至"+ind.Max.Short()) {
		t.Errorf("told %q", st.gridPage.told.Text())
	}
	st.office.desk.session.Me = commission
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
	u := st.office.desk.session.View.Units[0]
	st.grid.Select(widgets.GridRange{Row: 0, Col: 0, ToRow: 0, ToCol: 25})
	test.Tap(st.buttons[0])
	if !strings.Contains(st.sheet(), "将确认") || !strings.Contains(st.sheet(), "不在其中") {
		t.Fatalf("asked %q, told %v", st.sheet(), st.office.told)
	}
	before := u.Open
	st.enter()
	st.settle()
	if u = st.office.desk.session.View.Units[0]; u.Open >= before {
		t.Errorf("%d are open, before %d", u.Open, before)
	}
	test.Tap(st.buttons[0])
	if st.sheet() != "" || len(st.office.told) != 1 || !strings.HasPrefix(st.office.told[0], "没有可以确认的") {
		t.Errorf("asked %q, told %v", st.sheet(), st.office.told)
	}
	st.office.desk.session.Me = bureau
	st.toCell(2, 1)
	st.grid.Select(widgets.GridRange{Row: 2, Col: 1, ToRow: 4, ToCol: 2})
	test.Tap(st.buttons[2])
	if !strings.Contains(st.sheet(), "退回6项") || !strings.Contains(st.sheet(), "涉及3个单位") {
		t.Fatalf("asked %q, told %v", st.sheet(), st.office.told)
	}
	test.Type(st.win.Canvas().Focused(), "补上印发文件")
	st.enterMain()
	st.settle()
	for row := 2; row <= 4; row++ {
		for no := 1; no <= 2; no++ {
			if c := st.office.desk.session.View.Units[row].Cells[no-1]; c.State != review.ReturnedState {
				t.Errorf("%s is %s", st.office.desk.session.View.Label(c), c.State.Label())
			}
		}
	}
	st.office.desk.session.Me = review.Person{}
	test.Tap(st.buttons[1])
	if !strings.Contains(st.sheet(), "登记经办人") {
		t.Error("nobody is asked who works here")
	}
}

// What is confirmed at once is told to have clues that nobody looked into.
func TestGridPageTellsClues(t *testing.T) {
	st := newGridStage(t, commission)
	d := st.office.desk
	var list []*review.Cell
	for _, c := range d.session.View.Units[0].Cells {
		if d.session.View.MayConfirm(commission, c) == nil {
			list = append(list, c)
		}
	}
	if len(list) == 0 {
		t.Fatal("nothing can be confirmed")
	}
	found := clues.Found{Clues: []clues.Clue{{Key: strings.Repeat("0", 16), Words: "两份材料相同", Uses: []clues.Use{{County: list[0].County, Indicator: list[0].Indicator.No}}}}}
	d.takeClues(&found)
	st.grid.Select(widgets.GridRange{Row: 0, Col: 0, ToRow: 0, ToCol: 25})
	test.Tap(st.buttons[0])
	if !strings.Contains(st.sheet(), "其中1项有疑点没有核查") {
		t.Errorf("asked %q", st.sheet())
	}
}

// A double click goes to the indicator across the units, a right click offers what can be done.
func TestGridPageOpens(t *testing.T) {
	st := newGridStage(t, bureau)
	st.toCell(2, 5)
	st.grid.OnOpen(st.grid.Place())
	if page, _ := st.office.desk.Place(); page != pageAcross || st.office.desk.at.Indicator != 5 || st.office.desk.at.County != st.office.desk.session.View.Units[2].Unit.Code {
		t.Errorf("at %v on %s", st.office.desk.at, page)
	}
	st.office.desk.Show(pageGrid)
	st.grid.TypedKey(&fyne.KeyEvent{Name: desktop.KeyMenu})
	if st.win.Canvas().Overlays().Top() == nil {
		t.Error("no menu")
	}
}

// The first unit has every state; what is drawn of it, and of the names and heads, stands in the master.
func TestGridPageMaster(t *testing.T) {
	st := newGridStage(t, bureau)
	test.AssertObjectRendersToMarkup(t, "grid.xml", st.gridPage.box)
}

// A total of which some is not confirmed yet says so: nobody reads it as the unit's score.
func TestProvisionalTotalIsMarked(t *testing.T) {
	st := newGridStage(t, commission)
	total, marked := slices.IndexFunc(st.cols, func(c gridColumn) bool { return c.indicator == nil && c.section == nil }), 0
	for row := range st.rows {
		cell := st.gridPage.cell(row, total)
		if open := st.unit(row).Open > 0; open != (cell.Sign == "暂") {
			t.Errorf("%s: %d open, marked %q", st.unitName(row), st.unit(row).Open, cell.Sign)
		} else if open {
			marked++
		}
	}
	if marked == 0 {
		t.Error("no unit has an open cell")
	}
	st.reading.Put(string(review.ReadClaim))
	if cell := st.gridPage.cell(0, total); cell.Sign != "" {
		t.Error("a total of the claims is marked")
	}
}
