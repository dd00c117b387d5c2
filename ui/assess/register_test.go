package assess

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

// registerOf brings a criterion's register on screen.
func (st *stage) registerOf(t testing.TB, id string) *register {
	t.Helper()
	no, _ := strconv.Atoi(strings.SplitN(id, ".", 2)[0])
	return st.page(t, no).card(id).register
}

// press types keys into the table's entry: a key's name, "shift+Tab", or a shortcut such as "ctrl+Return".
func press(r *register, keys ...string) {
	e := r.table.Editor()
	for _, key := range keys {
		held, name, ok := strings.Cut(key, "+")
		switch {
		case !ok:
			e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyName(key)})
		case held == "shift":
			e.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
			e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyName(name)})
			e.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
		default:
			mod := map[string]fyne.KeyModifier{"ctrl": fyne.KeyModifierShortcutDefault, "alt": fyne.KeyModifierAlt}[held]
			e.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyName(name), Modifier: mod})
		}
	}
}

func typed(r *register, text string) { keyed(r.table.Editor(), text) }

// copied puts a text into the clipboard and pastes it into the cell with the keyboard.
func copied(r *register, text string) {
	clip := fyne.CurrentApp().Clipboard()
	clip.SetContent(text)
	r.table.Editor().TypedShortcut(&fyne.ShortcutPaste{Clipboard: clip})
}

// tableOf gives the register's rows, "甲|日报|2017-03-05" each.
func tableOf(r *register) string {
	var lines []string
	for _, row := range r.session.Values.Rows(r.c.ID) {
		var cells []string
		for _, col := range r.c.Register.Columns {
			cells = append(cells, row.Cells[col.Key])
		}
		lines = append(lines, strings.Join(cells, "|"))
	}
	return strings.Join(lines, "\n")
}

func (st *stage) expect(t *testing.T, r *register, what, want string) {
	t.Helper()
	if got := tableOf(r); got != want {
		t.Errorf("%s: rows\n%s\nwant\n%s", what, got, want)
	}
}

func place(r *register) string {
	row, col := r.table.Place()
	return fmt.Sprintf("%d,%d", row, col)
}

func TestRegisterIsTypedByKeyboard(t *testing.T) {
	st := newStage(t)
	r := st.registerOf(t, "5.3")
	test.Tap(r.add)
	if st.win.Canvas().Focused() != r.table.Editor() {
		t.Fatal("加一行 does not give the empty row the keyboard")
	}
	typed(r, "诚信宣传")
	press(r, "Tab")
	typed(r, "日报")
	press(r, "Tab")
	typed(r, "2017.3.5")
	press(r, "Tab")
	if got := place(r); got != "1,0" {
		t.Errorf("Tab after the last cell goes to %s", got)
	}
	typed(r, "第二篇")
	press(r, "Return")
	if got := place(r); got != "2,0" {
		t.Errorf("Enter in the last row goes to %s", got)
	}
	press(r, "Return")
	if got := place(r); got != "2,0" {
		t.Errorf("Enter in the empty row goes to %s", got)
	}
	typed(r, "第三篇")
	st.expect(t, r, "typed", "诚信宣传|日报|2017-03-05\n第二篇||\n第三篇||")
	for _, step := range []struct{ key, want string }{
		{"Up", "1,0"},
		{"Up", "0,0"},
		{"Up", "0,0"},
		{"Down", "1,0"},
		{"Tab", "1,1"},
		{"Down", "2,1"},
		{"Down", "3,1"},
		{"Down", "3,1"},
		{"shift+Tab", "3,0"},
		{"shift+Tab", "2,2"},
		{"Tab", "3,0"},
	} {
		if press(r, step.key); place(r) != step.want {
			t.Errorf("%s goes to %s, want %s", step.key, place(r), step.want)
		}
	}
	if got := r.count.Text(); got != "3行，计3篇 · 得1.50分" {
		t.Errorf("beside the table stands %q", got)
	}
	st.settle()
	if rows := st.File.Dossier().Rows("5.3"); len(rows) != 3 || rows[0].Cells["date"] != "2017-03-05" {
		t.Errorf("on the disk: %+v", rows)
	}
}

// TestRegisterKeys presses one key with the keyboard in the second column of the second row of three.
func TestRegisterKeys(t *testing.T) {
	const rows = "甲|日报|2017-03-05\n乙|晚报|2017-03-06\n丙||"
	for _, c := range []struct {
		name, keys, want, place string
	}{
		{"ctrl+Return", "ctrl+Return", "甲|日报|2017-03-05\n乙|晚报|2017-03-06\n||\n丙||", "2,0"},
		{"Insert", "Insert", "甲|日报|2017-03-05\n乙|晚报|2017-03-06\n||\n丙||", "2,0"},
		{"ctrl+Delete", "ctrl+Delete", "甲|日报|2017-03-05\n丙||", "1,1"},
		{"ctrl+Delete thrice and in the empty row", "ctrl+Delete ctrl+Delete Up ctrl+Delete ctrl+Delete", "", "0,1"},
		{"ctrl+D", "ctrl+D", "甲|日报|2017-03-05\n乙|日报|2017-03-06\n丙||", "1,1"},
		{"ctrl+D in the first row", "Up ctrl+D", rows, "0,1"},
		{"ctrl+D in the empty row", "Down Down ctrl+D ctrl+D", rows, "3,1"},
		{"alt+Up", "alt+Up", "乙|晚报|2017-03-06\n甲|日报|2017-03-05\n丙||", "0,1"},
		{"alt+Up at the top", "alt+Up alt+Up", "乙|晚报|2017-03-06\n甲|日报|2017-03-05\n丙||", "0,1"},
		{"alt+Down", "alt+Down", "甲|日报|2017-03-05\n丙||\n乙|晚报|2017-03-06", "2,1"},
		{"alt+Down at the end", "alt+Down alt+Down", "甲|日报|2017-03-05\n丙||\n乙|晚报|2017-03-06", "2,1"},
		{"Escape", "x x Escape", rows, "1,1"},
		{"typed, Escape, typed", "x Escape x", "甲|日报|2017-03-05\n乙|晚报x|2017-03-06\n丙||", "1,1"},
		{"typed, up, Escape", "x Up Escape", "甲|日报|2017-03-05\n乙|晚报x|2017-03-06\n丙||", "0,1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			st := newStage(t)
			r := st.registerOf(t, "5.3")
			r.takeText(strings.ReplaceAll(rows, "|", "\t"))
			r.table.Go(1, 1)
			for _, key := range strings.Fields(c.keys) {
				if key == "x" {
					typed(r, key)
				} else {
					press(r, key)
				}
			}
			st.expect(t, r, c.keys, c.want)
			if place(r) != c.place {
				t.Errorf("the keyboard is at %s, want %s", place(r), c.place)
			}
			if !strings.Contains(c.keys, " ") && !strings.HasPrefix(c.keys, "x") {
				st.settle()
				st.desk.Undo()
				st.settle()
				st.expect(t, r, "undone", rows)
			}
			st.settle()
			if got := len(st.File.Dossier().Rows("5.3")); got != len(st.Values.Rows("5.3")) {
				t.Errorf("%d rows on the disk, %d in the window", got, len(st.Values.Rows("5.3")))
			}
		})
	}
}

// TestRegisterKeysWhileComposing presses the table's keys while an input method has letters of its own.
func TestRegisterKeysWhileComposing(t *testing.T) {
	st := newStage(t)
	r := st.registerOf(t, "5.3")
	r.takeText("甲\t日报\n乙\t晚报\n")
	for _, key := range []string{
		"Tab", "shift+Tab", "Return", "Up", "Down", "Insert", "Escape",
		"ctrl+Return", "ctrl+Delete", "ctrl+D", "alt+Up", "alt+Down", "alt+Return",
	} {
		r.table.Go(1, 1)
		e := r.table.Editor()
		e.KeyDown(&fyne.KeyEvent{Name: fyne.KeyN})
		e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyN})
		press(r, key)
		if place(r) != "1,1" {
			t.Errorf("%s while composing goes to %s", key, place(r))
		}
		st.expect(t, r, key+" while composing", "甲|日报|\n乙|晚报|")
		if st.win.Canvas().Overlays().Top() != nil {
			t.Fatalf("%s while composing opens something", key)
		}
		e.FocusLost()
	}
	r.table.Go(1, 1)
	e := r.table.Editor()
	e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyN})
	typed(r, "你")
	st.expect(t, r, "composed", "甲|日报|\n乙|晚报你|")
	if press(r, "Tab"); place(r) != "1,2" {
		t.Errorf("after composing Tab goes to %s", place(r))
	}
}

func TestRegisterPasteIntoCells(t *testing.T) {
	for name, c := range map[string]struct{ row, col, text, want string }{
		"one cell":             {"1", "0", "x", "甲|日报|\n乙x|晚报|"},
		"one cell, line end":   {"1", "0", "x\r\n", "甲|日报|\n乙x|晚报|"},
		"over two cells":       {"0", "1", "时报\t2017-01-02", "甲|时报|2017-01-02\n乙|晚报|"},
		"down a column":        {"0", "1", "时报\n网", "甲|时报|\n乙|网|"},
		"over and new":         {"1", "0", "丁\t电视台\n戊\t电台\n", "甲|日报|\n丁|电视台|\n戊|电台|"},
		"into the empty row":   {"2", "0", "丁\n戊\n", "甲|日报|\n乙|晚报|\n丁||\n戊||"},
		"blank cells stay":     {"0", "0", "\t时报\n丁\t\n", "甲|时报|\n丁|晚报|"},
		"with headings":        {"2", "0", "日期\t标题\n2017/3/5\t丁\n", "甲|日报|\n乙|晚报|\n丁||2017-03-05"},
		"too wide":             {"0", "2", "2017-01-02\t多\n", "甲|日报|2017-01-02\n乙|晚报|"},
		"blank lines and tabs": {"0", "0", "\n\t\n", "甲|日报|\n乙|晚报|"},
	} {
		t.Run(name, func(t *testing.T) {
			st := newStage(t)
			r := st.registerOf(t, "5.3")
			r.takeText("甲\t日报\n乙\t晚报\n")
			row, _ := strconv.Atoi(c.row)
			col, _ := strconv.Atoi(c.col)
			r.table.Go(row, col)
			copied(r, c.text)
			st.expect(t, r, name, c.want)
			if told := r.note.Visible(); told != (name == "too wide" || name == "blank lines and tabs") {
				t.Errorf("told: %v %q", told, r.note.Text())
			} else if name == "too wide" && !strings.Contains(r.note.Text(), "粘贴内容的第") {
				t.Errorf("whose lines are counted is not said: %q", r.note.Text())
			}
			st.settle()
		})
	}
}

func TestRegisterMouse(t *testing.T) {
	st := newStage(t)
	r := st.registerOf(t, "10.1")
	r.takeText("县公安局\n县税务局\n县 公安局\n")
	if got := r.count.Text(); got != "3行，计2家，重复1行不计 · 得1.00分" {
		t.Errorf("the count says %q", got)
	}
	if fmt.Sprint(r.marks) != "[  重复]" {
		t.Errorf("marks %q", r.marks)
	}
	test.TapAt(r.table, r.table.Middle(1, 0))
	if st.win.Canvas().Focused() != r.table.Editor() || place(r) != "1,0" {
		t.Errorf("a click leads to %s", place(r))
	}
	r.table.Editor().SetText("")
	if r.marks[1] != "不计" || !strings.Contains(r.count.Text(), "1行未填部门不计") {
		t.Errorf("a row without a key: %q %q", r.marks, r.count.Text())
	}
	test.TapAt(r.table, r.table.Middle(2, 2))
	st.expect(t, r, "removed by click", "县公安局\n")
	test.TapAt(r.table, r.table.Middle(5, 0))
	r.takeText("")
	if !r.note.Visible() {
		t.Error("an empty clipboard is not told")
	}
	st.Values.Final = true
	st.desk.Refresh()
	test.TapAt(r.table, r.table.Middle(0, 2))
	st.expect(t, r, "removed when finalized", "县公安局\n")
	if !r.add.Disabled() || !r.paste.Disabled() || !r.take.Disabled() || r.give.Disabled() {
		t.Error("a finalized register can be changed, or not be exported")
	}
	st.settle()
}

func TestRegisterSort(t *testing.T) {
	st := newStage(t)
	r := st.registerOf(t, "23.1")
	test.Tap(r.each)
	r.takeText("12\t守信联合激励\n2\t失信联合惩戒\n\t失信联合惩戒\n10\t守信联合激励\n")
	months := func() string {
		var out []string
		for _, row := range st.Values.Rows("23.1") {
			out = append(out, row.Cells["month"])
		}
		return strings.Join(out, ",")
	}
	test.Tap(r.table.Head(0).(fyne.Tappable))
	if months() != "2,10,12," {
		t.Errorf("sorted: %s", months())
	}
	r.table.Head(0).(fyne.Focusable).TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if col, down := r.order(); months() != "12,10,2," || col != 0 || !down {
		t.Errorf("sorted down: %s, arrow at %d %v", months(), col, down)
	}
	for _, want := range []string{"2,10,12,", "12,2,,10"} {
		st.settle()
		st.desk.Undo()
		st.settle()
		if months() != want {
			t.Errorf("undone: %s, want %s", months(), want)
		}
	}
	if col, _ := r.order(); col != -1 {
		t.Error("an arrow at rows out of order")
	}
}

func TestRegisterOptionIsTypedInPart(t *testing.T) {
	st := newStage(t)
	r := st.registerOf(t, "23.1")
	test.Tap(r.each)
	r.table.Go(0, 1)
	typed(r, "失")
	st.expect(t, r, "part of an option", "|punishment||")
	press(r, "Tab", "shift+Tab")
	if got := r.table.Editor().Text; got != "失信联合惩戒" {
		t.Errorf("after leaving the cell shows %q", got)
	}
	r.table.Editor().SetText("联合")
	if _, ok := st.Refused(r.path(0, 1)); !ok {
		t.Error("a part of both options was taken")
	}
	if r.refused.Visible() {
		t.Error("told while it is typed")
	}
	press(r, "Tab")
	if !r.refused.Visible() || !strings.Contains(r.listed, "可选") {
		t.Errorf("told after leaving: %q", r.listed)
	}
	press(r, "shift+Tab")
	r.table.Editor().SetText("守")
	press(r, "Tab")
	if r.refused.Visible() {
		t.Errorf("mended, it still says %q", r.listed)
	}
	st.settle()
}

func TestRegisterOptionIsPicked(t *testing.T) {
	st := newStage(t)
	r := st.registerOf(t, "23.1")
	test.Tap(r.each)
	test.TapAt(r.table, r.table.Middle(0, 1))
	menu := st.win.Canvas().Overlays().Top()
	if menu == nil {
		t.Fatal("a click offers no options")
	}
	st.win.Canvas().Overlays().Remove(menu)
	st.win.Canvas().Focus(r.table.Editor())
	typed(r, " ")
	menu = st.win.Canvas().Overlays().Top()
	if menu == nil || r.table.Editor().Text != "" {
		t.Fatalf("a space offers no options, the cell holds %q", r.table.Editor().Text)
	}
	var items []fyne.Tappable
	for _, o := range test.LaidOutObjects(menu) {
		if fmt.Sprintf("%T", o) == "*widget.menuItem" {
			items = append(items, o.(fyne.Tappable))
		}
	}
	if len(items) != 3 {
		t.Fatalf("%d options", len(items))
	}
	for i, want := range []string{"incentive", "punishment", ""} {
		items[i].Tapped(nil)
		if got := st.Values.Rows("23.1")[0].Cells["kind"]; got != want {
			t.Errorf("picked %d, it is %q", i, got)
		}
	}
	st.settle()
}

func TestRegisterDateTypedIntoTheEmptyRow(t *testing.T) {
	st := newStage(t)
	r := st.registerOf(t, "5.3")
	r.table.Go(0, 2)
	typed(r, "2017年9月")
	if got := r.table.Editor().Text; got != "2017年9月" || len(r.rows) != 1 {
		t.Errorf("the cell holds %q, %d rows", got, len(r.rows))
	}
	typed(r, "1日")
	press(r, "Up", "Tab", "shift+Tab")
	st.expect(t, r, "a date", "||2017-09-01")
	if got := r.table.Editor().Text; got != "2017-09-01" {
		t.Errorf("left and entered, the cell shows %q", got)
	}
	r.table.Editor().SetText("九月")
	press(r, "ctrl+Delete")
	st.expect(t, r, "removed", "")
	if r.note.Visible() {
		t.Errorf("a row that is gone still says %q", r.note.Text())
	}
	st.settle()
}
