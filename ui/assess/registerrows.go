package assess

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"zicha/forms"
	"zicha/forms/merge"
	"zicha/scoring"
	"zicha/ui/widgets"
)

func (r *register) onType(row, col int, text string) {
	spec := r.c.Register.Columns[col]
	at := forms.CellPath(r.c.ID, forms.NewID(), spec.Key) // in the empty row
	if row < len(r.rows) {
		at = r.path(row, col)
	}
	text = r.session.Values.Typed(at, text)
	r.told = alteredWords(spec, text)
	if row >= len(r.rows) {
		if strings.TrimSpace(text) == "" {
			return
		}
		_ = r.session.Set(at, text) // the row comes into being with the edit of its first cell
		r.tell()
		return
	}
	if r.session.Set(at, text) != nil {
		r.tell()
	}
}

func (r *register) onLeave() {
	r.session.Flush()
	r.show()
}

func (r *register) onAdd() {
	if !r.table.Visible() {
		r.onEach()
	}
	r.table.Go(len(r.rows), 0)
}

func (r *register) onInsert(at int) {
	words := fmt.Sprintf("%s 台账第%d行后插入一行", r.c.ID, at)
	if at == 0 {
		words = r.c.ID + " 台账最前面插入一行"
	}
	r.session.Do(words, r.session.Values.InsertRow(r.c.ID, at))
}

// ids are those of rows.
func (r *register) ids(rows []int) (out []string) {
	for _, row := range rows {
		out = append(out, r.rows[row].ID)
	}
	return out
}

func (r *register) onRemove(rows []int) {
	r.told = ""
	words := fmt.Sprintf("%s 台账删去%s", r.c.ID, r.rowsWords(rows))
	r.session.Do(words, r.session.Values.RemoveRows(r.c.ID, r.ids(rows)...))
}

// rowsWords names rows: one by its place and first words, several by how many they are.
func (r *register) rowsWords(rows []int) string {
	if len(rows) == 1 {
		return fmt.Sprintf("第%d行%s", rows[0]+1, r.rowWords(rows[0]))
	}
	return fmt.Sprintf("第%d行等%d行", rows[0]+1, len(rows))
}

// rowWords names a row by its first words.
func (r *register) rowWords(row int) string {
	for col := range r.c.Register.Columns {
		if text := r.cell(row, col).Text; text != "" {
			return "“" + scoring.Shorten(text, 12) + "”"
		}
	}
	return ""
}

func (r *register) onMove(rows []int, to int) {
	place := to + 1
	for _, row := range rows {
		if row < to {
			place--
		}
	}
	words := fmt.Sprintf("%s 台账第%d行移到第%d行", r.c.ID, rows[0]+1, place)
	if len(rows) > 1 {
		words = fmt.Sprintf("%s 台账%s移到第%d行起", r.c.ID, r.rowsWords(rows), place)
	}
	r.session.Do(words, r.session.Values.MoveRows(r.c.ID, to, r.ids(rows)...))
}

// onSort sorts by a column.
func (r *register) onSort(col int, down bool) {
	column := r.c.Register.Columns[col]
	if r.session.Locked() || len(r.rows) < 2 {
		return
	}
	words := "升序"
	if down {
		words = "降序"
	}
	r.sortedBy = column.Key
	r.session.Do(fmt.Sprintf("%s 台账按%s%s排列", r.c.ID, column.Label, words), r.session.Values.SortRows(r.c.ID, column.Key, down))
	r.show()
}

// copyOf makes what is copied: rows, or a cell of the first of them where col is not -1.
func (r *register) copyOf(rows []int, col int, heads bool) string {
	var cells [][]string
	for _, row := range rows {
		var line []string
		for i := range r.c.Register.Columns {
			if col < 0 || col == i {
				line = append(line, r.cell(row, i).Text)
			}
		}
		cells = append(cells, line)
	}
	r.copied = merge.Copy(r.session.Values, r.c.ID, max(col, 0), cells, heads)
	return r.copied.Text
}

// onCopy copies the rows picked, or else all with their heads.
func (r *register) onCopy() {
	rows, heads := r.table.Picked(), false
	if rows == nil || !r.table.Visible() {
		rows, heads = nil, true
		for i := range r.rows {
			rows = append(rows, i)
		}
	}
	fyne.CurrentApp().Clipboard().SetContent(r.copyOf(rows, -1, heads))
	r.desk.head.saved.Set(fmt.Sprintf("已复制%d行，可以粘贴到电子表格", len(rows)), widgets.ToneMuted)
}

func (r *register) onPaste() { r.takeText(fyne.CurrentApp().Clipboard().Content()) }

// takeText adds the rows of a spreadsheet selection.
func (r *register) takeText(text string) { r.takeBlock(merge.Spot{Row: len(r.rows)}, text) }

// takeBlock takes a spreadsheet selection from a cell on.
func (r *register) takeBlock(at merge.Spot, text string) {
	changes, problems := merge.PasteBlock(r.session.Values, r.c.ID, at, text)
	if r.copied.Is(r.c.ID, text) {
		changes, problems = r.copied.Paste(r.session.Values, at)
	}
	altered := slices.IndexFunc(problems, func(p merge.PasteProblem) bool { return p.Taken })
	refused := slices.DeleteFunc(slices.Clone(problems), func(p merge.PasteProblem) bool { return p.Taken })
	texts := merge.Texts(refused)
	switch {
	case len(refused) > len(texts): // what has no cell
		r.told = fmt.Sprintf("粘贴的内容有%d处没有采用。", len(refused)) + leftOut(refused)
	case len(refused) > 0:
		r.told = fmt.Sprintf("粘贴的内容有%d处没有采用，原文留在格子里，请逐格改正或清空：", len(refused))
	case len(changes) == 0:
		r.told = "剪贴板里没有可以粘贴的行。请先在电子表格里选中若干行并复制，再粘贴。"
	case altered >= 0:
		p := problems[altered]
		r.told = fmt.Sprintf("粘贴的内容有%d处作了整理。第%d行第%d列：%s", len(problems), p.Row, p.Column, p.Message)
	default:
		r.told = ""
	}
	r.session.Paste(fmt.Sprintf("%s 粘贴台账", r.c.ID), changes, texts)
	r.tell()
}

// mostLeftOut is of how many places that have no cell it is said what was left out.
const mostLeftOut = 10

// leftOut says what of a pasted text has no cell in the table, a column or a row, in the order it stands there.
func leftOut(refused []merge.PasteProblem) string {
	list := slices.DeleteFunc(slices.Clone(refused), func(p merge.PasteProblem) bool { return p.At != "" })
	slices.SortStableFunc(list, func(a, b merge.PasteProblem) int { return cmp.Or(a.Row-b.Row, a.Column-b.Column) })
	var words []string
	for _, p := range list[:min(len(list), mostLeftOut)] {
		words = append(words, fmt.Sprintf("粘贴内容的第%d行第%d列：%s", p.Row, p.Column, p.Message))
	}
	if more := len(list) - mostLeftOut; more > 0 {
		words = append(words, fmt.Sprintf("还有%d处没有列出", more))
	}
	return strings.Join(words, "；")
}

// reveal scrolls the page so that a part of the table can be seen.
func (r *register) reveal(top, bottom float32) {
	const margin = 12
	y := widgets.TopOf(r.desk.pane.scroll, r.table)
	widgets.ShowPart(r.desk.pane.scroll, y+top-margin, y+bottom+margin)
	r.inSight()
}

// inSight tells the table which part of it can be seen.
func (r *register) inSight() {
	at := r.desk.pane.scroll.Offset.Y - widgets.TopOf(r.desk.pane.scroll, r.table)
	r.table.InSight(at, at+r.desk.pane.scroll.Size().Height)
}

// jump gives the cell of a path the keyboard.
func (r *register) jump(p forms.Path) {
	for row := range r.rows {
		for col := range r.c.Register.Columns {
			if r.path(row, col) == p {
				if !r.table.Visible() {
					r.onEach()
				}
				r.table.Go(row, col)
				if !r.session.Locked() {
					r.desk.host.Window.Canvas().Focus(r.table.Editor())
				}
				return
			}
		}
	}
}
