package assess

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

const fiveRows = "甲|日报|2017-03-05\n乙|晚报|2017-03-06\n丙|日报|\n丁|网|2017-01-02\n戊||"

// fiveOf gives the register 5.3 five rows, with the keyboard in a cell.
func fiveOf(t *testing.T, st *stage, row, col int) *register {
	t.Helper()
	r := st.registerOf(t, "5.3")
	r.takeText(strings.ReplaceAll(fiveRows, "|", "\t"))
	st.settle()
	r.table.Go(row, col)
	return r
}

// Several rows are cut as one step; pasted elsewhere they are the same rows.
func TestRowsAreCutAndPasted(t *testing.T) {
	st := newStage(t)
	r := fiveOf(t, st, 1, 1)
	press(r, "shift+Down", "shift+Down")
	e, clip := r.table.Editor(), fyne.CurrentApp().Clipboard()
	e.TypedShortcut(&fyne.ShortcutCut{Clipboard: clip})
	st.expect(t, r, "cut", "甲|日报|2017-03-05\n戊||")
	if got := clip.Content(); got != "乙\t晚报\t2017-03-06\n丙\t日报\t\n丁\t网\t2017-01-02\n" {
		t.Errorf("the clipboard holds %q", got)
	}
	st.settle()
	st.desk.Undo()
	st.settle()
	st.expect(t, r, "undone in one step", fiveRows)
	r.table.Go(5, 0)
	e.TypedShortcut(&fyne.ShortcutPaste{Clipboard: clip})
	st.expect(t, r, "pasted", fiveRows+"\n乙|晚报|2017-03-06\n丙|日报|\n丁|网|2017-01-02")
	r.table.Go(2, 0)
	press(r, "shift+Up", "ctrl+Delete")
	st.expect(t, r, "removed", "甲|日报|2017-03-05\n丁|网|2017-01-02\n戊||\n乙|晚报|2017-03-06\n丙|日报|\n丁|网|2017-01-02")
	st.settle()
}

// With its heads a copy is a table of its own; the button copies all of it where no row is picked.
func TestRegisterIsCopiedOut(t *testing.T) {
	st := newStage(t)
	r := fiveOf(t, st, 3, 0)
	clip := fyne.CurrentApp().Clipboard()
	r.table.Editor().TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyC, Modifier: fyne.KeyModifierControl | fyne.KeyModifierShift})
	heads := "标题\t媒体\t日期\n"
	if got := clip.Content(); got != heads+"丁\t网\t2017-01-02\n" {
		t.Errorf("a row with its heads: %q", got)
	}
	test.Tap(r.copy)
	if got, want := clip.Content(), heads+strings.ReplaceAll(fiveRows, "|", "\t")+"\n"; got != want {
		t.Errorf("all of it: %q, want %q", got, want)
	}
	r.table.Go(0, 1)
	r.table.Editor().TypedShortcut(&fyne.ShortcutCopy{Clipboard: clip})
	if got := clip.Content(); got != "日报" {
		t.Errorf("a cell: %q", got)
	}
	press(r, "shift+Down")
	test.Tap(r.copy)
	if got := clip.Content(); got != "甲\t日报\t2017-03-05\n乙\t晚报\t2017-03-06\n" {
		t.Errorf("the rows picked: %q", got)
	}
	st.Values.Final = true
	st.desk.Refresh()
	r.table.Fill(len(r.rows), "已定稿")
	test.Tap(r.copy)
	if got := clip.Content(); !strings.HasPrefix(got, "甲\t") && !strings.HasPrefix(got, heads) {
		t.Errorf("finalized: %q", got)
	}
	if r.copy.Disabled() {
		t.Error("a finalized register cannot be copied")
	}
}

// Rows go to another place together and in one step, and the register stands in that order on the disk.
func TestRowsAreMoved(t *testing.T) {
	st := newStage(t)
	r := fiveOf(t, st, 1, 0)
	press(r, "shift+Down", "alt+Down")
	st.expect(t, r, "Alt and down", "甲|日报|2017-03-05\n丁|网|2017-01-02\n乙|晚报|2017-03-06\n丙|日报|\n戊||")
	press(r, "alt+Down", "alt+Down")
	moved := "甲|日报|2017-03-05\n丁|网|2017-01-02\n戊||\n乙|晚报|2017-03-06\n丙|日报|"
	st.expect(t, r, "to the end", moved)
	st.settle()
	if rows := st.File.Dossier().Rows("5.3"); rows[4].Cells["title"] != "丙" {
		t.Errorf("on the disk: %+v", rows)
	}
	st.desk.Undo()
	st.desk.Undo()
	st.settle()
	st.expect(t, r, "undone", fiveRows)
}

// Chinese is sorted by pinyin, dates by the day; the menu of a head does it in both directions.
func TestRegisterIsSortedAsItIsRead(t *testing.T) {
	st := newStage(t)
	r := st.registerOf(t, "10.1")
	r.takeText("县税务局\n县财政局\n县公安局\n县教育局\n")
	test.Tap(r.table.Head(0).(fyne.Tappable))
	names := func() string {
		var out []string
		for _, row := range r.rows {
			out = append(out, strings.TrimPrefix(row.Cells["name"], "县"))
		}
		return strings.Join(out, " ")
	}
	if got := names(); got != "财政局 公安局 教育局 税务局" {
		t.Errorf("sorted by pinyin: %s", got)
	}
	test.Tap(r.table.Head(0).(fyne.Tappable))
	if got := names(); got != "税务局 教育局 公安局 财政局" {
		t.Errorf("and down: %s", got)
	}
	st.settle()
}
