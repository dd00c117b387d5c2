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
	r.told = alteredWords(spec, spec.FullOption(text))
	if row >= len(r.rows) {
		if strings.TrimSpace(text) == "" {
			return
		}
		// the row comes into being with the edit of its first cell
		_ = r.session.Set(forms.CellPath(r.c.ID, forms.NewID(), spec.Key), spec.FullOption(text))
		r.tell()
		return
	}
	if r.session.Set(r.path(row, col), spec.FullOption(text)) != nil {
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

func (r *register) onInsert(row int) {
	changes := r.session.Values.InsertRow(r.c.ID, r.rows[row].ID)
	r.session.Do(fmt.Sprintf("%s 台账第%d行后插入一行", r.c.ID, row+1), changes)
}

func (r *register) onRemove(row int) {
	r.told = ""
	r.session.Do(fmt.Sprintf("%s 台账删去第%d行%s", r.c.ID, row+1, r.rowWords(row)), r.session.Values.RemoveRows(r.c.ID, r.rows[row].ID))
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

func (r *register) onMove(row, by int) {
	changes := r.session.Values.MoveRow(r.c.ID, r.rows[row].ID, by)
	r.session.Do(fmt.Sprintf("%s 台账第%d行移到第%d行", r.c.ID, row+1, row+by+1), changes)
}

// onSort sorts by a column, from the highest where it is sorted by it already.
func (r *register) onSort(col int) {
	column := r.c.Register.Columns[col]
	if r.session.Locked() || len(r.rows) < 2 {
		return
	}
	at, down := r.order()
	changes, words := r.session.Values.SortRows(r.c.ID, column.Key, false), "从小到大"
	if at == col && !down {
		changes, words = r.session.Values.SortRows(r.c.ID, column.Key, true), "从大到小"
	}
	r.sortedBy = column.Key
	r.session.Do(fmt.Sprintf("%s 台账按%s%s排列", r.c.ID, column.Label, words), changes)
	r.show()
}

func (r *register) onPaste() { r.takeText(fyne.CurrentApp().Clipboard().Content()) }

// takeText adds the rows of a spreadsheet selection.
func (r *register) takeText(text string) { r.takeBlock(merge.Spot{Row: len(r.rows)}, text) }

// takeBlock takes a spreadsheet selection from a cell on.
func (r *register) takeBlock(at merge.Spot, text string) {
	changes, problems := merge.PasteBlock(r.session.Values, r.c.ID, at, text)
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
