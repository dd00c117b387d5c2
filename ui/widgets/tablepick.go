package widgets

import (
	"maps"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
)

// Picked lists the rows picked, in their order; none where only a cell has the keyboard.
func (t *Table) Picked() []int { return slices.Sorted(maps.Keys(t.picked)) }

// pick picks rows, none for an end of it.
func (t *Table) pick(rows []int) {
	t.picked = nil
	for _, row := range rows {
		if t.picked == nil {
			t.picked = map[int]bool{}
		}
		t.picked[row] = true
	}
	t.draw()
}

// unpick ends the picking.
func (t *Table) unpick() {
	if t.picked != nil {
		t.pick(nil)
	}
}

// keyboard gives the cell the keyboard again, where it can have it.
func (t *Table) keyboard() {
	if c := canvasOf(t); c != nil && !t.locked() {
		c.Focus(t.editor)
	}
}

// pickTo picks the rows from the one with the keyboard to another.
func (t *Table) pickTo(row int) {
	t.far = max(0, min(row, t.rows-1))
	var rows []int
	for i := min(t.row, t.far); i <= max(t.row, t.far) && i < t.rows; i++ {
		rows = append(rows, i)
	}
	t.keyboard()
	t.pick(rows)
	t.reveal(t.far)
}

// pickAlso picks a row too, or no longer; where a cell has the keyboard, its row is picked to begin with.
func (t *Table) pickAlso(row int, focused bool) {
	if row >= t.rows {
		return
	}
	rows := t.Picked()
	if rows == nil && t.row < t.rows && focused {
		rows = []int{t.row}
	}
	if at := slices.Index(rows, row); at >= 0 && len(rows) > 1 {
		rows = slices.Delete(rows, at, at+1)
	} else if at < 0 {
		rows = append(rows, row)
	}
	t.keyboard()
	t.far = row
	t.pick(rows)
}

// pickOn moves the far end of what is picked from the row with the keyboard.
func (t *Table) pickOn(by int) {
	if t.picked == nil {
		t.far = t.row
	}
	t.pickTo(t.far + by)
}

// meant are the rows an act is about: those picked, else the one given.
func (t *Table) meant(row int) []int {
	if t.picked != nil {
		return t.Picked()
	}
	if row < t.rows {
		return []int{row}
	}
	return nil
}

// remove removes rows in one step.
func (t *Table) remove(rows []int) {
	if len(rows) == 0 || t.locked() {
		return
	}
	row, col := t.row, t.col
	t.OnLeave()
	for _, r := range rows {
		if r < t.row {
			row--
		}
	}
	had := t.focused || t.picked != nil
	t.pick(nil)
	t.OnRemove(rows)
	if had {
		t.Go(row, col)
	}
}

// copyRows puts rows into the clipboard, a cell where none are given.
func (t *Table) copyRows(rows []int, heads bool) {
	col := -1
	if rows == nil {
		rows, col = []int{t.row}, t.col
	}
	fyne.CurrentApp().Clipboard().SetContent(t.Copied(rows, col, heads))
}

// copyCell copies what is selected of the cell's text, else all of it.
func (t *Table) copyCell() {
	if !t.copyPicked() {
		t.editor.Entry.TypedShortcut(&fyne.ShortcutCopy{Clipboard: fyne.CurrentApp().Clipboard()})
	}
}

func (t *Table) cutPicked() {
	t.copyRows(t.Picked(), false)
	t.remove(t.Picked())
}

// pasteHere does what pasting by the keys does.
func (t *Table) pasteHere() {
	t.keyboard()
	t.editor.TypedShortcut(&fyne.ShortcutPaste{Clipboard: fyne.CurrentApp().Clipboard()})
}

// menu is what can be done with a cell and its row, or with the rows picked.
func (t *Table) menu(row, col int) []MenuItem {
	rows, locked := t.meant(row), t.locked()
	none, there := len(rows) == 0, row < t.rows
	these := "这一行"
	if t.picked != nil {
		these = "选中的" + strconv.Itoa(len(rows)) + "行"
	}
	var items []MenuItem
	if t.picked != nil {
		items = []MenuItem{
			{Label: "剪切" + these, Keys: "Ctrl+X", Do: t.cutPicked, Off: locked},
			{Label: "复制" + these, Keys: "Ctrl+C", Do: func() { t.copyRows(rows, false) }},
		}
	} else {
		items = []MenuItem{
			{Label: "复制这一格", Keys: "Ctrl+C", Do: t.copyCell, Off: !there},
			{Label: "复制这一行", Do: func() { t.copyRows(rows, false) }, Off: none},
		}
	}
	items = append(items, []MenuItem{
		{Label: "复制" + these + "，带列名", Keys: "Ctrl+Shift+C", Do: func() { t.copyRows(rows, true) }, Off: none},
		{Label: "粘贴", Keys: "Ctrl+V", Do: t.pasteHere, Off: locked},
		{Label: "从日历选日期…", Keys: "F4", Do: func() { t.calendar() }, Off: locked || !t.columns[col].Day},
		{Label: "选中全部行", Keys: "Ctrl+A", Do: t.pickAll, Off: t.rows == 0},
		MenuLine(),
		{Label: "在上面插入一行", Do: func() { t.insert(row) }, Off: locked},
		{Label: "在下面插入一行", Keys: "Ctrl+Enter", Do: func() { t.insert(row + 1) }, Off: locked || !there},
		{Label: "上移", Keys: "Alt+↑", Do: func() { t.step(row, -1) }, Off: locked || none},
		{Label: "下移", Keys: "Alt+↓", Do: func() { t.step(row, 1) }, Off: locked || none},
		{Label: "删除" + these, Keys: "Ctrl+Delete", Do: func() { t.remove(rows) }, Off: locked || none},
		MenuLine(),
		{Label: "这一行的佐证…", Keys: "Alt+Enter", Do: func() { t.OnOpen(row) }, Off: !there},
		MenuLine(),
	}...)
	if !t.columns[col].Day {
		items = slices.DeleteFunc(items, func(i MenuItem) bool { return i.Keys == "F4" })
	}
	return append(items, t.sortItems(col)...)
}

// sort has the rows sorted; what was picked are other rows by then, and an act on them would meet the wrong ones.
func (t *Table) sort(col int, down bool) {
	t.unpick()
	t.OnSort(col, down)
}

// sortItems sort by a column.
func (t *Table) sortItems(col int) []MenuItem {
	few := t.locked() || t.rows < 2
	return []MenuItem{
		{Label: "按“" + t.columns[col].Title + "”升序排列", Do: func() { t.sort(col, false) }, Off: few},
		{Label: "按“" + t.columns[col].Title + "”降序排列", Do: func() { t.sort(col, true) }, Off: few},
	}
}

// headMenu is what can be done with a column at its head. A cell's menu has not all of it, so that it finds room in the smallest window.
func (t *Table) headMenu(col int) []MenuItem {
	return append(t.sortItems(col), MenuLine(),
		MenuItem{Label: "列宽适合内容", Do: func() { t.fit(col) }, Off: len(t.columns) < 2},
		MenuItem{Label: "恢复原来的列宽", Do: t.usualWidths, Off: t.shares == nil})
}

// pickAll picks all rows.
func (t *Table) pickAll() {
	rows := make([]int, t.rows)
	for i := range rows {
		rows[i] = i
	}
	t.keyboard()
	t.pick(rows)
}

// step moves the rows an act is about by one place.
func (t *Table) step(row, by int) {
	rows := t.meant(row)
	if len(rows) == 0 {
		return
	}
	to := rows[0] - 1
	if by > 0 {
		to = rows[len(rows)-1] + 2
	}
	if to >= 0 && to <= t.rows {
		t.move(rows, to)
	}
}
