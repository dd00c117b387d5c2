package assess

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"zicha/forms"
	"zicha/scoring"
	"zicha/ui/widgets"
)

func TestMonthGrid(t *testing.T) {
	st := newStage(t)
	r := st.registerOf(t, "23.1")
	if st.registerOf(t, "22.1").months != nil || r.months == nil {
		t.Fatal("only the register by month has a grid")
	}
	r = st.registerOf(t, "23.1")
	b := r.months.board
	st.win.Canvas().Focus(b)
	for _, key := range []fyne.KeyName{fyne.KeyDown, fyne.KeyDown, fyne.KeyRight, fyne.KeyRight, fyne.KeyReturn} {
		b.TypedKey(&fyne.KeyEvent{Name: key})
	}
	if row, col := b.Place(); row != 2 || col != 1 {
		t.Errorf("the arrow keys lead to %d,%d", row, col)
	}
	title, ok := st.win.Canvas().Focused().(*widgets.Entry)
	if !ok {
		t.Fatalf("Enter gives %T the keyboard", st.win.Canvas().Focused())
	}
	test.Type(title, "黑名单企业受限")
	title.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	date := st.win.Canvas().Focused().(*widgets.Entry)
	test.Type(date, "2017.3")
	date.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	st.expect(t, r, "a bad date", "")
	test.Type(date, ".9")
	date.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	st.expect(t, r, "a case", "3|punishment|黑名单企业受限|2017-03-09")
	if got := b.Cell(2, 1); got.Text != "黑名单企业受限" || got.Quiet || b.Cell(2, 0).Text != "未报" {
		t.Errorf("the grid shows %+v and %+v", got, b.Cell(2, 0))
	}
	if st.win.Canvas().Focused() != b {
		t.Error("after saving the grid has not the keyboard")
	}
	r.takeText("3\t信\t第二例\n")
	r.takeText("3\t失信联合惩戒\t第二例\n")
	if got := b.Cell(2, 1).More; got != "+1" {
		t.Errorf("two cases show %q", got)
	}
	if !strings.Contains(r.count.Text(), "已报1/24例") {
		t.Errorf("beside it stands %q", r.count.Text())
	}
	test.TapAt(b, b.Middle(0, 0))
	test.Type(st.win.Canvas().Focused().(*widgets.Entry), "红名单企业")
	st.win.Canvas().Focused().(*widgets.Entry).TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	st.win.Canvas().Focused().(*widgets.Entry).TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if b.Cell(0, 0).Text != "红名单企业" {
		t.Errorf("January shows %+v", b.Cell(0, 0))
	}
	rows := len(r.rows)
	st.settle()
	st.desk.Undo()
	st.settle()
	if len(r.rows) != rows-1 || b.Cell(0, 0).Text != "未报" {
		t.Errorf("undone: %d rows, %+v", len(r.rows), b.Cell(0, 0))
	}
	test.Tap(r.each)
	if !r.table.Visible() || r.months.box.Visible() {
		t.Error("逐条查看 shows no table")
	}
	test.Tap(r.monthly)
	if r.table.Visible() || !r.months.box.Visible() {
		t.Error("按月查看 shows no grid")
	}
}

// What is typed on a cell of the grid is a case of its month and kind, and the day alone its date; several cases open their sheet.
func TestMonthGridIsTypedInto(t *testing.T) {
	st := newStage(t)
	r := st.registerOf(t, "23.1")
	b := r.months.board
	st.win.Canvas().Focus(b)
	b.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	b.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	b.TypedRune('红')
	e := b.Editor()
	if !b.Typing() || st.win.Canvas().Focused() != e {
		t.Fatal("typing on a cell begins no entry")
	}
	for _, c := range "名单企业" {
		e.TypedRune(c)
	}
	enter := func() { e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn}) }
	enter()
	st.expect(t, r, "a case", "3|incentive|红名单企业|")
	if !b.Typing() || e.Text != "" || !strings.Contains(e.PlaceHolder, "3月几日") {
		t.Fatalf("the day is not asked for: typing %t, %q, %q", b.Typing(), e.Text, e.PlaceHolder)
	}
	test.Type(e, "32")
	enter()
	if !strings.Contains(b.Wrong(), "32") || !b.Typing() {
		t.Errorf("of a day that is none it says %q", b.Wrong())
	}
	e.SetText("9")
	enter()
	st.expect(t, r, "its day", "3|incentive|红名单企业|2017-03-09")
	if row, col := b.Place(); row != 3 || col != 0 || b.Typing() || st.win.Canvas().Focused() != b {
		t.Errorf("then it is at %d,%d, typing %t", row, col, b.Typing())
	}
	for _, c := range "四" {
		b.TypedRune(c)
	}
	enter()
	enter()
	st.expect(t, r, "without a day", "3|incentive|红名单企业|2017-03-09\n4|incentive|四|")
	b.TypedRune('五')
	e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if b.Typing() || len(r.rows) != 2 {
		t.Error("Escape takes what was typed")
	}
	b.TypedKey(&fyne.KeyEvent{Name: fyne.KeyUp})
	b.TypedKey(&fyne.KeyEvent{Name: fyne.KeyF2})
	if e.Text != "四" {
		t.Errorf("F2 goes on with %q", e.Text)
	}
	e.SetText("四月的")
	e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyTab})
	st.expect(t, r, "changed", "3|incentive|红名单企业|2017-03-09\n4|incentive|四月的|")
	if _, col := b.Place(); col != 1 {
		t.Errorf("Tab goes to column %d", col)
	}
	st.settle()
	st.desk.Undo()
	st.settle()
	st.expect(t, r, "undone", "3|incentive|红名单企业|2017-03-09\n4|incentive|四|")
	if test.TapSecondaryAt(b, b.Middle(3, 0)); !st.offered() {
		t.Error("a right click on a cell shows no menu")
	}
	if row, col := b.Place(); row != 3 || col != 0 {
		t.Errorf("a right click leaves %d,%d chosen", row, col)
	}
	if test.TapAt(b, b.Middle(3, 0)); !b.Typing() || e.Text != "四" {
		t.Errorf("a click on a case: typing %t, %q", b.Typing(), e.Text)
	}
	e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	r.takeText("4\t守信联合激励\t又一例\n")
	if test.TapAt(b, b.Middle(3, 0)); b.Typing() || !st.offered() {
		t.Error("a click on several cases does not open them")
	}
	b.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	b.TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft})
	b.TypedRune('六')
	if b.Typing() || st.win.Canvas().Overlays().Top() == nil {
		t.Error("typing on several cases does not open them")
	}
}

// In a row with a month the day alone is a date, elsewhere month and day are; when the cell is left it stands whole.
func TestDatesAreTypedShort(t *testing.T) {
	st := newStage(t)
	r := st.registerOf(t, "23.1")
	test.Tap(r.each)
	r.takeText("3\t失信联合惩戒\t甲\n")
	r.table.Go(0, 3)
	typed(r, "9")
	press(r, "Up", "Tab", "shift+Tab")
	st.expect(t, r, "the day alone", "3|punishment|甲|2017-03-09")
	if got := r.table.Editor().Text; got != "2017-03-09" {
		t.Errorf("it stands as %q", got)
	}
	r = st.registerOf(t, "5.3")
	r.table.Go(0, 2)
	typed(r, "3月5日")
	st.expect(t, r, "month and day", "||2017-03-05")
	if got := r.table.Editor().Text; got != "3月5日" {
		t.Errorf("while it is typed it stands as %q", got)
	}
	st.settle()
}

// A day is picked from the calendar: in a cell it begins in the row's month, and the cell keeps the keyboard.
func TestDayOfACellIsPicked(t *testing.T) {
	st := newStage(t)
	r := st.registerOf(t, "23.1")
	test.Tap(r.each)
	r.takeText("5\t失信联合惩戒\t甲\n")
	r.table.Go(0, 3)
	press(r, string(fyne.KeyF4))
	days, ok := st.win.Canvas().Focused().(*widgets.Calendar)
	if !ok || days.Title() != "2017年5月" {
		t.Fatalf("F4 gives %T the keyboard", st.win.Canvas().Focused())
	}
	days.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	days.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	st.expect(t, r, "picked", "5|punishment|甲|2017-05-08")
	if st.win.Canvas().Focused() != r.table.Editor() || place(r) != "0,3" {
		t.Errorf("then the keyboard is at %s", place(r))
	}
	r.table.Go(1, 3)
	typed(r, " ")
	days, ok = st.win.Canvas().Focused().(*widgets.Calendar)
	if !ok {
		t.Fatalf("a space gives %T the keyboard", st.win.Canvas().Focused())
	}
	days.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	st.expect(t, r, "picked in the empty row", "5|punishment|甲|2017-05-08\n|||2017-01-01")
	st.settle()
}

// The date of the papers begins at today, and stands in the field when it was picked.
func TestDayOfAFieldIsPicked(t *testing.T) {
	st := newStage(t)
	st.Now = func() time.Time { return time.Date(2018, 1, 22, 9, 0, 0, 0, time.UTC) }
	f := newField(st.Session, slot{path: forms.ProfilePath("date"), spec: st.profileSpec(t, "date")})
	st.win.SetContent(f.box)
	test.Tap(f.pick)
	days, ok := st.win.Canvas().Focused().(*widgets.Calendar)
	if !ok || days.Day().Format(time.DateOnly) != "2018-01-22" {
		t.Fatalf("the calendar is at %v", st.win.Canvas().Focused())
	}
	test.TapAt(days, days.Middle(days.Day().AddDate(0, 0, 4)))
	if got := st.Values.Get(f.path); got != "2018-01-26" || f.entry.Text != "2018-01-26" {
		t.Errorf("picked is %q, the field shows %q", got, f.entry.Text)
	}
	f.entry.SetText("")
	test.Type(f.entry, "1月25日")
	f.entry.FocusLost()
	if got := st.Values.Get(f.path); got != "2018-01-25" || f.entry.Text != "2018-01-25" {
		t.Errorf("typed short it is %q, the field shows %q", got, f.entry.Text)
	}
	st.settle()
}

// profileSpec is a field of the unit's data.
func (st *stage) profileSpec(t *testing.T, key string) *scoring.Field {
	t.Helper()
	spec, err := st.Values.Field(forms.ProfilePath(key))
	if err != nil {
		t.Fatal(err)
	}
	return spec
}

func TestJumpShowsTheRowOfTheGrid(t *testing.T) {
	st := newStage(t)
	r := st.registerOf(t, "23.1")
	r.takeText("3\t失信联合惩戒\t甲\t2016-03-05\n")
	st.desk.Go(1)
	st.desk.GoProblem(forms.Problem{Criterion: "23.1", Where: r.path(0, 3)})
	if row, col := r.table.Place(); !r.table.Visible() || row != 0 || col != 3 || st.win.Canvas().Focused() != r.table.Editor() {
		t.Errorf("the problem leads to %d,%d, the table is on show: %v", row, col, r.table.Visible())
	}
	st.settle()
}
