package assess

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"zicha/forms"
	"zicha/forms/merge"
	"zicha/scoring"
	"zicha/ui/widgets"
)

// register is a criterion's list (台账): a table to type into, where it is by month a grid over it, and what it counts and scores.
type register struct {
	desk     *Desk
	session  *Session
	c        *scoring.Criterion
	box      *fyne.Container
	count    *widgets.Text
	table    *widgets.Table
	note     *widgets.Text
	refused  *fyne.Container // the cells that hold what is not their value, each with a jump
	listed   string          // what is in it
	tools    *fyne.Container
	add      *widgets.Action
	paste    *widgets.Action
	take     *widgets.Action
	give     *widgets.Action
	copy     *widgets.Action
	copied   merge.Copied
	months   *monthGrid      // nil where the register is not by month
	each     *widgets.Action // shows the table
	monthly  *widgets.Action // shows the grid
	rows     []scoring.Row
	marks    []string
	pieces   map[string]int // evidence by row
	told     string         // what came of pasting or importing
	sortedBy string         // the column sorted by last
}

func newRegister(d *Desk, c *scoring.Criterion) *register {
	r := &register{desk: d, session: d.session, c: c}
	r.count = widgets.Muted("")
	r.note = widgets.NewText("", widgets.Style{Size: theme.SizeNameCaptionText, Tone: widgets.ToneError})
	r.note.Hide()
	r.refused = widgets.Column(0)
	r.refused.Hide()
	r.add = widgets.NewAction("加一行", theme.ContentAddIcon(), r.onAdd)
	r.paste = widgets.NewAction("从表格粘贴", theme.ContentPasteIcon(), r.onPaste)
	r.take = widgets.NewAction("导入…", theme.UploadIcon(), r.askImport)
	r.give = widgets.NewAction("导出…", theme.DownloadIcon(), r.askExport)
	r.copy = widgets.NewAction("复制", theme.ContentCopyIcon(), r.onCopy).Tip("选中的行；没有选行时是整张台账，带列名")
	r.table = widgets.NewTable("佐证", tableColumns(c.Register, d.session.Values.Rows(c.ID))...)
	r.wire()
	title := widgets.NewText("台账", widgets.Style{Bold: true})
	head := widgets.Row(8, 1, title, r.count)
	r.tools = widgets.Flow(0, r.add, r.paste, r.copy, r.take, r.give)
	r.months = newMonthGrid(r)
	if r.months == nil {
		r.box = widgets.Column(4, head, r.tools, r.table, r.note, r.refused)
	} else {
		r.each = widgets.NewAction("逐条查看", theme.ListIcon(), r.onEach)
		r.monthly = widgets.NewAction("按月查看", theme.GridIcon(), r.onEach)
		r.monthly.Hide()
		r.table.Hide()
		r.tools.Objects = append([]fyne.CanvasObject{r.each, r.monthly}, r.tools.Objects...)
		r.box = widgets.Column(4, head, r.tools, r.months.box, r.table, r.note, r.refused)
	}
	r.show()
	return r
}

func (r *register) wire() {
	t := r.table
	t.Cell, t.Same = r.cell, r.same
	t.Mark = func(row int) string { return r.marks[row] }
	t.Pieces = r.piecesWord
	t.OnType, t.OnLeave = r.onType, r.onLeave
	t.OnSort, t.OnInsert, t.OnRemove, t.OnMove = r.onSort, r.onInsert, r.onRemove, r.onMove
	t.Copied, t.OnCalendar = r.copyOf, r.onCalendar
	t.Keep(widthsName(r.c))
	t.OnOpen = func(row int) { r.openEvidence(r.rows[row].ID) }
	t.OnPaste = func(row, col int, text string) { r.takeBlock(merge.Spot{Row: row, Column: col}, text) }
	t.OnReveal = r.reveal
}

// widthsName is the name under which the columns' widths are remembered: the register's kind, which is the same in every dossier and, as long
// as it has these columns, in every year.
func widthsName(c *scoring.Criterion) string {
	name := "register." + c.ID
	for _, col := range c.Register.Columns {
		name += "." + col.Key
	}
	return name
}

// tableColumns shares the width out: texts get more the longer they are at present, dates, numbers and options what they need.
func tableColumns(reg *scoring.Register, rows []scoring.Row) []widgets.TableColumn {
	out := make([]widgets.TableColumn, len(reg.Columns))
	for i, col := range reg.Columns {
		out[i] = widgets.TableColumn{Title: col.Label, Least: 56}
		switch col.Kind {
		case scoring.KindText:
			out[i].Weight = textWeight(col, rows, i == 0)
		case scoring.KindDate:
			out[i].Weight, out[i].Least, out[i].Hint, out[i].Day = 0.4, 92, col.Day, true
		case scoring.KindOption, scoring.KindYes:
			out[i].Weight, out[i].Least, out[i].Hint, out[i].Options = 0.6, 108, "空格选择", optionLabels(col)
		default:
			out[i].Weight, out[i].Least = 0.3, 48
		}
	}
	return out
}

// textWeight is a third of the characters of a column's usual text, within bounds.
func textWeight(col *scoring.Field, rows []scoring.Row, key bool) float32 {
	runes, filled := 0, 0
	for _, row := range rows {
		if n := utf8.RuneCountInString(row.Cells[col.Key]); n > 0 {
			runes += n
			filled++
		}
	}
	switch {
	case filled > 0:
		return max(1.5, min(float32(runes)/float32(filled)/3, 5))
	case key:
		return 3
	}
	return 2
}

func optionLabels(spec *scoring.Field) []string {
	var out []string
	for _, o := range choicesOf(spec) {
		if o.Key != "" {
			out = append(out, o.Label)
		}
	}
	return out
}

func (r *register) path(row, col int) forms.Path {
	return forms.CellPath(r.c.ID, r.rows[row].ID, r.c.Register.Columns[col].Key)
}

func (r *register) cell(row, col int) widgets.TableCell {
	if refusal, ok := r.session.Refused(r.path(row, col)); ok {
		return widgets.TableCell{Text: refusal.Typed, Wrong: true}
	}
	spec := r.c.Register.Columns[col]
	return widgets.TableCell{Text: spec.Display(r.rows[row].Cells[spec.Key])}
}

func (r *register) same(row, col int, typed string) bool {
	spec := r.c.Register.Columns[col]
	value, err := spec.Normalize(r.session.Values.Typed(r.path(row, col), typed))
	return err == nil && value == r.rows[row].Cells[spec.Key]
}

// show brings everything in line with the dossier.
func (r *register) show() {
	before := len(r.rows)
	r.rows = r.session.Values.Rows(r.c.ID)
	r.marks = r.markWords()
	r.pieces = map[string]int{}
	for _, e := range r.session.Values.Evidence(r.c.ID) {
		for _, ref := range e.Rows {
			if id, here := strings.CutPrefix(ref, r.c.ID+"#"); here {
				r.pieces[id]++
			}
		}
	}
	why := r.session.WhyLocked()
	r.table.Fill(len(r.rows), why)
	r.table.Sorted(r.order())
	widgets.Lock(r.add, why)
	widgets.Lock(r.paste, why)
	widgets.Lock(r.take, why)
	widgets.Enable(r.give, len(r.rows) > 0)
	widgets.Enable(r.copy, len(r.rows) > 0)
	if r.months != nil {
		r.months.show()
	}
	r.count.SetText(r.summary())
	r.tell()
	if before != len(r.rows) {
		r.desk.pane.relayout()
	}
}

// markWords tells of the rows that do not count.
func (r *register) markWords() []string {
	words := make([]string, len(r.rows))
	if r.c.Register.Counts == "" {
		return words
	}
	for i, repeated := range r.c.Repeats(r.rows) {
		_, lacking := r.c.Register.Key(r.rows[i])
		switch {
		case repeated:
			words[i] = "重复"
		case lacking != nil:
			words[i] = "不计"
		}
	}
	return words
}

// keyLabels names the columns a row needs to count.
func (r *register) keyLabels() string {
	words := r.c.Register.Columns[0].Label
	if level := r.c.Register.Level(); level != nil {
		words += "或" + level.Label
	}
	return words
}

func (r *register) piecesWord(row int) string {
	if n := r.pieces[r.rows[row].ID]; n > 0 {
		return fmt.Sprintf("%d件", n)
	}
	return ""
}

// summary says what the list counts and scores.
func (r *register) summary() string {
	if len(r.rows) == 0 {
		return "还没有条目。可以直接填，也可以从电子表格复制后粘贴，或者导入文件"
	}
	text := fmt.Sprintf("%d行", len(r.rows))
	if r.c.Register.Counts != "" {
		distinct, repeated := r.c.RegisterCount(r.rows)
		text = fmt.Sprintf("%d行，计%d", len(r.rows), distinct)
		if counted := r.c.CountedFields(); len(counted) > 0 {
			text += counted[0].Unit
		}
		if repeated > 0 {
			text += fmt.Sprintf("，重复%d行不计", repeated)
		}
		if blank := len(r.rows) - distinct - repeated; blank > 0 {
			text += fmt.Sprintf("，%d行未填%s不计", blank, r.keyLabels())
		}
	}
	if p := r.c.ProgressText(r.rows); p != "" {
		text += "，" + p
	}
	return text + " · " + r.scoreWords()
}

func (r *register) scoreWords() string {
	res := r.session.Card.Result(r.c)
	switch {
	case res.State != scoring.Scored:
		return res.State.Label()
	case !r.c.Indicator.Source.Self():
		return "预估" + scoring.FormatShown(res.Points) + "分"
	}
	return "得" + scoring.FormatShown(res.Points) + "分"
}

// order says by which column the rows stand in order, -1 where they were not sorted.
func (r *register) order() (col int, down bool) {
	if len(r.rows) < 2 {
		return -1, false
	}
	for i, column := range r.c.Register.Columns {
		switch {
		case column.Key != r.sortedBy:
		case len(r.session.Values.SortRows(r.c.ID, column.Key, false)) == 0:
			return i, false
		case len(r.session.Values.SortRows(r.c.ID, column.Key, true)) == 0:
			return i, true
		}
	}
	return -1, false
}
