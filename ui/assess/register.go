package assess

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"zicha/forms"
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
	tools    *fyne.Container
	add      *widgets.Action
	paste    *widgets.Action
	take     *widgets.Action
	give     *widgets.Action
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
	r.note = widgets.NewText("", widgets.Style{Size: theme.SizeNameCaptionText, Tone: widgets.ToneSeal})
	r.note.Hide()
	r.add = widgets.NewAction("加一行", theme.ContentAddIcon(), r.onAdd)
	r.paste = widgets.NewAction("从表格粘贴", theme.ContentPasteIcon(), r.onPaste)
	r.take = widgets.NewAction("导入…", theme.UploadIcon(), r.askImport)
	r.give = widgets.NewAction("导出…", theme.DownloadIcon(), r.askExport)
	r.table = widgets.NewTable("佐证", tableColumns(c.Register, d.session.Values.Rows(c.ID))...)
	r.wire()
	title := widgets.NewText("台账", widgets.Style{Bold: true})
	head := widgets.Row(8, 1, title, r.count)
	r.tools = widgets.Row(0, -1, r.add, r.paste, r.take, r.give)
	r.months = newMonthGrid(r)
	if r.months == nil {
		r.box = widgets.Column(4, head, r.tools, r.table, r.note)
	} else {
		r.each = widgets.NewAction("逐条查看", theme.ListIcon(), r.onEach)
		r.monthly = widgets.NewAction("按月查看", theme.GridIcon(), r.onEach)
		r.monthly.Hide()
		r.table.Hide()
		r.tools.Objects = append([]fyne.CanvasObject{r.each, r.monthly}, r.tools.Objects...)
		r.box = widgets.Column(4, head, r.tools, r.months.box, r.table, r.note)
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
	t.OnOpen = func(row int) { r.openEvidence(r.rows[row].ID) }
	t.OnPaste = func(row, col int, text string) { r.takeBlock(forms.Spot{Row: row, Column: col}, text) }
	t.OnReveal = r.reveal
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
			out[i].Weight, out[i].Least, out[i].Hint = 0.4, 92, "2017-09-01"
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

// meant gives what is typed in a column its full words: of an option a part is enough where it fits only one.
func meant(spec *scoring.Field, text string) string {
	part, full := scoring.FoldKey(text), ""
	if part == "" {
		return text
	}
	for _, label := range optionLabels(spec) {
		if strings.Contains(scoring.FoldKey(label), part) {
			if full != "" {
				return text
			}
			full = label
		}
	}
	if full != "" && spec.Kind == scoring.KindOption {
		return full
	}
	return text
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
	value, err := spec.Normalize(meant(spec, typed))
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
	locked := r.session.Locked()
	r.table.Fill(len(r.rows), locked)
	r.table.Sorted(r.order())
	enable(r.add, !locked)
	enable(r.paste, !locked)
	enable(r.take, !locked)
	enable(r.give, len(r.rows) > 0)
	if r.months != nil {
		r.months.show()
	}
	r.count.SetText(r.summary())
	r.tell()
	if before != len(r.rows) {
		r.desk.relayout()
	}
}

// markWords tells of the rows that do not count.
func (r *register) markWords() []string {
	words := make([]string, len(r.rows))
	if r.c.Register.Counts == "" {
		return words
	}
	key := r.c.Register.Columns[0].Key
	for i, repeated := range r.c.Repeats(r.rows) {
		switch {
		case repeated:
			words[i] = "重复"
		case scoring.FoldKey(r.rows[i].Cells[key]) == "":
			words[i] = "不计"
		}
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
		if f := r.c.Field(r.c.Register.Counts); f != nil {
			text += f.Unit
		}
		if repeated > 0 {
			text += fmt.Sprintf("，重复%d行不计", repeated)
		}
		if blank := len(r.rows) - distinct - repeated; blank > 0 {
			text += fmt.Sprintf("，%d行未填%s不计", blank, r.c.Register.Columns[0].Label)
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
		return "预估" + scoring.FormatExact(res.Points) + "分"
	}
	return "得" + scoring.FormatExact(res.Points) + "分"
}

// order tells by which column the rows stand in order, -1 where they were not sorted.
func (r *register) order() (col int, down bool) {
	if len(r.rows) < 2 {
		return -1, false
	}
	for i, column := range r.c.Register.Columns {
		switch {
		case column.Key != r.sortedBy:
		case len(r.session.Values.SortRows(r.c.ID, column.Key)) == 0:
			return i, false
		case len(r.session.Values.SortRowsDown(r.c.ID, column.Key)) == 0:
			return i, true
		}
	}
	return -1, false
}

func (r *register) onType(row, col int, text string) {
	r.told = ""
	spec := r.c.Register.Columns[col]
	if row >= len(r.rows) {
		if strings.TrimSpace(text) == "" {
			return
		}
		cells := map[string]string{}
		value, err := spec.Normalize(meant(spec, text))
		if err == nil {
			cells[spec.Key] = value
		}
		_, changes := r.session.Values.AddRow(r.c.ID, cells)
		r.session.Do("", changes)
		if err == nil || row >= len(r.rows) {
			return
		}
	}
	if r.session.Set(r.path(row, col), meant(spec, text)) != nil {
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
	_, changes := r.session.Values.InsertRow(r.c.ID, r.rows[row].ID)
	r.session.Do(fmt.Sprintf("%s 台账第%d行后插入一行", r.c.ID, row+1), changes)
}

func (r *register) onRemove(row int) {
	r.told = ""
	r.forget(row)
	r.session.Do(fmt.Sprintf("%s 台账删去第%d行%s", r.c.ID, row+1, r.rowWords(row)), r.session.Values.RemoveRow(r.c.ID, r.rows[row].ID))
}

// forget drops what was typed in a row and could not be taken.
func (r *register) forget(row int) {
	for col := range r.c.Register.Columns {
		delete(r.session.wrong, r.path(row, col))
	}
}

// rowWords names a row by its first words.
func (r *register) rowWords(row int) string {
	for col := range r.c.Register.Columns {
		if text := r.cell(row, col).Text; text != "" {
			if words := []rune(text); len(words) > 12 {
				text = string(words[:12]) + "…"
			}
			return "“" + text + "”"
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
	changes, words := r.session.Values.SortRows(r.c.ID, column.Key), "从小到大"
	if at == col && !down {
		changes, words = r.session.Values.SortRowsDown(r.c.ID, column.Key), "从大到小"
	}
	r.sortedBy = column.Key
	r.session.Do(fmt.Sprintf("%s 台账按%s%s排列", r.c.ID, column.Label, words), changes)
	r.show()
}

func (r *register) onPaste() { r.takeText(fyne.CurrentApp().Clipboard().Content()) }

// takeText adds the rows of a spreadsheet selection.
func (r *register) takeText(text string) { r.takeBlock(forms.Spot{Row: len(r.rows)}, text) }

// takeBlock takes a spreadsheet selection from a cell on.
func (r *register) takeBlock(at forms.Spot, text string) {
	changes, problems := r.session.Values.PasteBlock(r.c.ID, at, text)
	switch {
	case len(problems) > 0:
		p := problems[0]
		r.told = fmt.Sprintf("粘贴的内容有%d处没有采用。第%d行第%d列：%s", len(problems), p.Row, p.Column, p.Message)
	case len(changes) == 0:
		r.told = "剪贴板里没有可以粘贴的行。请先在电子表格里选中若干行并复制，再粘贴。"
	default:
		r.told = ""
	}
	r.session.Do(fmt.Sprintf("%s 粘贴台账", r.c.ID), changes)
	r.tell()
}

// tell shows under the table what is wrong: what came of pasting, or the first cell that could not be taken. While a cell is typed in
// nothing is said of it, a date is not complete before its last figure.
func (r *register) tell() {
	text := r.told
	if text == "" {
		text = r.firstRefusal()
	}
	r.note.SetText(text)
	if r.note.Visible() != (text != "") {
		r.note.Hidden = text == ""
		r.box.Refresh()
		r.desk.relayout()
	}
}

func (r *register) firstRefusal() string {
	row, col := r.table.Place()
	for i := range r.rows {
		for j := range r.c.Register.Columns {
			refusal, ok := r.session.Refused(r.path(i, j))
			if ok && !(r.table.Typing() && i == row && j == col) {
				return fmt.Sprintf("第%d行没有采用：%s", i+1, refusal.Reason)
			}
		}
	}
	return ""
}

// reveal scrolls the page so that a part of the table can be seen.
func (r *register) reveal(top, bottom float32) {
	scroll := r.desk.scroll
	y := r.offset()
	const margin = 12
	high := scroll.Size().Height
	switch {
	case y+top-margin < scroll.Offset.Y:
		scroll.ScrollToOffset(fyne.NewPos(0, max(0, y+top-margin)))
	case y+bottom+margin > scroll.Offset.Y+high:
		scroll.ScrollToOffset(fyne.NewPos(0, y+bottom+margin-high))
	}
}

// offset is where the table begins on the page.
func (r *register) offset() float32 {
	driver := fyne.CurrentApp().Driver()
	return driver.AbsolutePositionForObject(r.table).Y - driver.AbsolutePositionForObject(r.desk.scroll.Content).Y
}

// inSight tells the table which part of it can be seen.
func (r *register) inSight() {
	at := r.desk.scroll.Offset.Y - r.offset()
	r.table.InSight(at, at+r.desk.scroll.Size().Height)
}

// scrolled tells the tables of the page what can be seen of them now.
func (d *Desk) scrolled(fyne.Position) {
	if p, ok := d.pages[d.current].(*indicatorPage); ok {
		for _, card := range p.cards {
			if card.register != nil {
				card.register.inSight()
			}
		}
	}
}

// jump gives the cell of a path the keyboard.
func (r *register) jump(p forms.Path) bool {
	for row := range r.rows {
		for col := range r.c.Register.Columns {
			if r.path(row, col) == p {
				if !r.table.Visible() {
					r.onEach()
				}
				r.table.Go(row, col)
				return true
			}
		}
	}
	return false
}
