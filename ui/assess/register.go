package assess

import (
	"fmt"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"zicha/forms"
	"zicha/scoring"
	"zicha/ui/widgets"
)

// register is a criterion's list (台账) as rows of fields.
type register struct {
	session *Session
	c       *scoring.Criterion
	box     *fyne.Container
	count   *widgets.Text
	grid    *fyne.Container
	note    *widgets.Text
	add     *widgets.Action
	paste   *widgets.Action
	rows    []*registerRow
	changed func() // the height has changed
}

// registerRow is a row of the list with its cells.
type registerRow struct {
	id     string
	number *widgets.Text
	cells  []*cell
	mark   *widgets.Text
	remove *widgets.Action
	line   *fyne.Container
}

func newRegister(s *Session, c *scoring.Criterion, changed func()) *register {
	r := &register{session: s, c: c, changed: changed}
	r.count = widgets.Muted("")
	r.note = widgets.NewText("", widgets.Style{Size: theme.SizeNameCaptionText, Tone: widgets.ToneSeal})
	r.add = widgets.NewAction("加一行", theme.ContentAddIcon(), r.onAdd)
	r.paste = widgets.NewAction("从表格粘贴", theme.ContentPasteIcon(), r.onPaste)
	r.grid = widgets.Column(2)
	head := widgets.Row(8, 1, widgets.NewText("台账", widgets.Style{Bold: true}), r.count, r.add, r.paste)
	r.box = widgets.Column(4, head, r.grid, r.note)
	r.note.Hide()
	r.show()
	return r
}

// show brings the rows on the page in line with the dossier.
func (r *register) show() {
	rows := r.session.Values.Rows(r.c.ID)
	if !r.same(rows) {
		r.rebuild(rows)
	}
	marks := r.c.Repeats(rows)
	for i, row := range r.rows {
		for _, c := range row.cells {
			c.show()
		}
		word := ""
		if marks[i] {
			word = "重复"
		}
		row.mark.SetText(word)
		enable(row.remove, !r.session.Locked())
	}
	enable(r.add, !r.session.Locked())
	enable(r.paste, !r.session.Locked())
	r.count.SetText(r.summary(rows))
}

func (r *register) summary(rows []scoring.Row) string {
	if len(rows) == 0 {
		return "还没有条目；可以从电子表格复制若干行后粘贴"
	}
	text := fmt.Sprintf("%d行", len(rows))
	if r.c.Register.Counts != "" {
		distinct, repeated := r.c.RegisterCount(rows)
		text = fmt.Sprintf("%d行，计%d", len(rows), distinct)
		if f := r.c.Field(r.c.Register.Counts); f != nil {
			text += f.Unit
		}
		if repeated > 0 {
			text += fmt.Sprintf("，重复%d行不计", repeated)
		}
	}
	if p := r.c.ProgressText(rows); p != "" {
		text += "，" + p
	}
	return text
}

func (r *register) same(rows []scoring.Row) bool {
	if len(rows) != len(r.rows) {
		return false
	}
	for i := range rows {
		if rows[i].ID != r.rows[i].id {
			return false
		}
	}
	return true
}

// rebuild makes the rows anew, keeping those that stay.
func (r *register) rebuild(rows []scoring.Row) {
	known := map[string]*registerRow{}
	for _, row := range r.rows {
		known[row.id] = row
	}
	r.rows, r.grid.Objects = nil, nil
	if len(rows) > 0 {
		r.grid.Add(r.header())
	}
	for i, row := range rows {
		shown := known[row.ID]
		if shown == nil {
			shown = r.newRow(row.ID)
		}
		shown.number.SetText(strconv.Itoa(i + 1))
		r.rows = append(r.rows, shown)
		r.grid.Add(shown.line)
	}
	r.grid.Refresh()
	r.changed()
}

const (
	numberWidth = 24
	markWidth   = 32
	removeWidth = 32
)

// marked adds the place for the word 重复 where the register is counted at all.
func (r *register) marked(mark *widgets.Text, objects ...fyne.CanvasObject) []fyne.CanvasObject {
	if r.c.Register.Counts == "" {
		return objects
	}
	last := len(objects) - 1
	return append(objects[:last:last], widgets.Fixed(markWidth, mark), objects[last])
}

func (r *register) header() fyne.CanvasObject {
	cells := make([]fyne.CanvasObject, 0, len(r.c.Register.Columns))
	for _, col := range r.c.Register.Columns {
		cells = append(cells, widgets.Muted(col.Label))
	}
	return widgets.Row(6, 1, r.marked(widgets.Muted(""), widgets.Fixed(numberWidth, widgets.Muted("")),
		widgets.Cells(6, weights(r.c.Register), cells...), widgets.Fixed(removeWidth, widgets.Muted("")))...)
}

func (r *register) newRow(id string) *registerRow {
	row := &registerRow{id: id, number: widgets.Muted("")}
	row.mark = widgets.NewText("", widgets.Style{Size: theme.SizeNameCaptionText, Tone: widgets.ToneSeal})
	row.remove = widgets.NewAction("", theme.DeleteIcon(), func() { r.onRemove(id) })
	objects := make([]fyne.CanvasObject, 0, len(r.c.Register.Columns))
	for _, col := range r.c.Register.Columns {
		c := newCell(r.session, forms.CellPath(r.c.ID, id, col.Key), col)
		c.trouble = r.tell
		row.cells = append(row.cells, c)
		objects = append(objects, c.object())
	}
	row.line = widgets.Row(6, 1, r.marked(row.mark, widgets.Fixed(numberWidth, row.number),
		widgets.Cells(6, weights(r.c.Register), objects...), widgets.Fixed(removeWidth, row.remove))...)
	return row
}

// weights shares the width out among the columns: free text gets more than dates, numbers and options.
func weights(reg *scoring.Register) []float32 {
	out := make([]float32, len(reg.Columns))
	for i, col := range reg.Columns {
		switch {
		case i == 0 && col.Kind == scoring.KindText:
			out[i] = 3
		case col.Kind == scoring.KindText || col.Kind == scoring.KindOption:
			out[i] = 2
		case col.Kind == scoring.KindDate:
			out[i] = 1.6
		default:
			out[i] = 0.8
		}
	}
	return out
}

func (r *register) onAdd() {
	id, changes := r.session.Values.AddRow(r.c.ID, nil)
	r.session.Do("", changes)
	if len(r.rows) > 0 && r.rows[len(r.rows)-1].id == id {
		r.rows[len(r.rows)-1].cells[0].focus()
	}
}

func (r *register) onRemove(id string) { r.session.Do("", r.session.Values.RemoveRow(r.c.ID, id)) }

func (r *register) onPaste() { r.takeText(fyne.CurrentApp().Clipboard().Content()) }

// takeText adds the rows of a spreadsheet selection.
func (r *register) takeText(text string) {
	changes, problems := r.session.Values.PasteRows(r.c.ID, text)
	r.session.Do(fmt.Sprintf("%s 粘贴台账", r.c.ID), changes)
	switch {
	case len(problems) > 0:
		p := problems[0]
		r.tell(fmt.Sprintf("粘贴的内容有%d处没有采用。第%d行第%d列：%s", len(problems), p.Row, p.Column, p.Message))
	case len(changes) == 0:
		r.tell("剪贴板里没有可以粘贴的行。请先在电子表格里选中若干行并复制，再点“从表格粘贴”。")
	default:
		r.tell("")
	}
}

func (r *register) tell(text string) {
	r.note.SetText(text)
	if r.note.Visible() != (text != "") {
		if text != "" {
			r.note.Show()
		} else {
			r.note.Hide()
		}
		r.box.Refresh()
		r.changed()
	}
}
