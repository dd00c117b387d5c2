package assess

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"zicha/forms"
	"zicha/scoring"
	"zicha/ui/widgets"
)

// monthGrid is a register by month and one option as a grid of twelve rows, with a column for every option. It shows and changes the
// register's own rows.
type monthGrid struct {
	r           *register
	month, kind *scoring.Field
	shown       *scoring.Field // the column whose text stands in the cells
	board       *widgets.Board
	box         *fyne.Container
}

// newMonthGrid makes the grid where the rulebook follows the register by month and option, else nil.
func newMonthGrid(r *register) *monthGrid {
	reg := r.c.Register
	if reg.Progress == nil || len(reg.Progress.Columns) != 2 {
		return nil
	}
	g := &monthGrid{r: r, month: reg.Column(reg.Progress.Columns[0]), kind: reg.Column(reg.Progress.Columns[1])}
	if g.month.Kind != scoring.KindMonth || g.kind.Kind != scoring.KindOption {
		return nil
	}
	rest := g.rest()
	if len(rest) == 0 {
		return nil
	}
	g.shown = rest[0]
	var months, kinds []string
	for m := range 12 {
		months = append(months, strconv.Itoa(m+1)+"月")
	}
	for _, o := range g.kind.Options {
		kinds = append(kinds, o.Label)
	}
	g.board = widgets.NewBoard(months, kinds, g.open)
	g.board.Begins, g.board.OnEnter = g.begins, g.entered
	g.board.Menu = func() []widgets.MenuItem {
		month, option := g.board.Place()
		_, _, ok := g.begins(month, option)
		return []widgets.MenuItem{
			{Label: "在格里填写", Keys: "F2", Do: func() { g.board.TypedKey(&fyne.KeyEvent{Name: fyne.KeyF2}) }, Off: !ok},
			{Label: strconv.Itoa(month+1) + "月 · " + g.kind.Options[option].Label + "…", Keys: "Enter", Do: func() { g.open(month, option) }},
		}
	}
	g.box = widgets.Column(0, g.board)
	return g
}

// rest are the columns beside month and option.
func (g *monthGrid) rest() []*scoring.Field {
	var out []*scoring.Field
	for _, col := range g.r.c.Register.Columns {
		if col != g.month && col != g.kind {
			out = append(out, col)
		}
	}
	return out
}

// cases are the rows of a cell.
func (g *monthGrid) cases(month, option int) []scoring.Row {
	var out []scoring.Row
	for _, row := range g.r.rows {
		if row.Cells[g.month.Key] == strconv.Itoa(month+1) && row.Cells[g.kind.Key] == g.kind.Options[option].Key {
			out = append(out, row)
		}
	}
	return out
}

func (g *monthGrid) show() {
	for month := range 12 {
		for option := range g.kind.Options {
			cell := widgets.BoardCell{Text: "未报", Quiet: true}
			if cases := g.cases(month, option); len(cases) > 0 {
				cell = widgets.BoardCell{Text: cases[0].Cells[g.shown.Key]}
				if cell.Text == "" {
					cell = widgets.BoardCell{Text: "未填" + g.shown.Label, Quiet: true}
				}
				if more := len(cases) - 1; more > 0 {
					cell.More = fmt.Sprintf("+%d", more)
				}
			}
			g.board.Set(month, option, cell)
		}
	}
}

// caseForm is one case in the sheet of a cell; a new one has no row yet.
type caseForm struct {
	row     string
	entries map[string]*widgets.Entry
}

// monthSheet is the sheet in which the cases of a month and option are written down.
type monthSheet struct {
	g             *monthGrid
	month, option int
	forms         []*caseForm
	list          *fyne.Container
	note          *widgets.Text
	box           *widgets.Sheet
}

// open shows the cases of a cell.
func (g *monthGrid) open(month, option int) { g.sheet(month, option, len(g.cases(month, option)) == 0) }

// sheet shows the cases of a cell and, where one more is wanted, blank fields for it.
func (g *monthGrid) sheet(month, option int, more bool) {
	m := &monthSheet{g: g, month: month, option: option, list: widgets.Column(10), note: widgets.NewText("", widgets.Style{Tone: widgets.ToneError})}
	title := strconv.Itoa(month+1) + "月 · " + g.kind.Options[option].Label
	cases := g.cases(month, option)
	win, locked := g.r.desk.host.Window, g.r.session.Locked()
	if locked && len(cases) == 0 {
		g.r.desk.host.Tell(title, "这个月没有报送这类案例。档案已经定稿或以只读方式打开，不能填写。")
		return
	}
	for _, row := range cases {
		m.add(row)
	}
	if more && !locked {
		m.add(scoring.Row{})
	}
	m.note.Hide()
	content := widgets.Column(12, m.list, m.note)
	m.box = widgets.NewSheet(win, title, content)
	if locked {
		m.box.Button("关闭", m.back).Show()
		return
	}
	if len(cases) > 0 {
		content.Add(widgets.Muted("一例的内容全部清空，这一例就删去。"))
		m.box.Custom(widgets.NewButton("再加一例", m.another))
	}
	m.box.Button("取消", m.back).Main("保存", m.save, m.back).Show()
	win.Canvas().Focus(m.forms[len(m.forms)-1].entries[g.shown.Key])
}

// back gives the keyboard back to the grid.
func (m *monthSheet) back() { m.g.r.desk.host.Window.Canvas().Focus(m.g.board) }

// another saves what is there and opens blank fields for one more case.
func (m *monthSheet) another() {
	if m.save() {
		m.box.Hide()
		m.g.sheet(m.month, m.option, true)
	}
}

// add makes the fields of a case.
func (m *monthSheet) add(row scoring.Row) {
	f := &caseForm{row: row.ID, entries: map[string]*widgets.Entry{}}
	if len(m.forms) > 0 {
		m.list.Add(widgets.Rule())
	}
	for _, col := range m.g.rest() {
		e := widgets.NewEntry(120)
		e.SetText(col.Display(row.Cells[col.Key]))
		e.SetPlaceHolder(m.g.hint(m.month, col))
		if m.g.r.session.Locked() {
			e.Disable()
		}
		f.entries[col.Key] = e
		m.list.Add(widgets.Row(12, 1, widgets.Fixed(64, widgets.Body(col.Label)), e))
	}
	m.forms = append(m.forms, f)
	onEnter := m.finish // of the last field; each before it leads to the next
	for _, col := range slices.Backward(m.g.rest()) {
		e := f.entries[col.Key]
		e.OnEnter = onEnter
		onEnter = func() { m.g.r.desk.host.Window.Canvas().Focus(e) }
	}
}

// finish is Enter in the last field.
func (m *monthSheet) finish() {
	if m.save() {
		m.box.Hide()
		m.back()
	}
}

// save writes all cases of the sheet in one step; false where something cannot be taken, which is told.
func (m *monthSheet) save() bool {
	var changes []forms.Change
	var gone []string
	for _, f := range m.forms {
		cells, err := m.read(f)
		if err != nil {
			widgets.Say(m.note, err.Error())
			m.box.Fit()
			return false
		}
		switch {
		case len(cells) == 0 && f.row != "":
			gone = append(gone, f.row)
		case len(cells) > 0:
			changes = append(changes, m.change(f, cells)...)
		}
	}
	s := m.g.r.session
	changes, told := s.Values.Clean(changes)
	m.g.r.told = strings.Join(told, "；")
	if len(gone) > 0 {
		changes = append(changes, s.Values.RemoveRows(m.g.r.c.ID, gone...)...)
	}
	s.Do(fmt.Sprintf("%s %d月%s", m.g.r.c.ID, m.month+1, m.g.kind.Options[m.option].Label), changes)
	return true
}

// read gives what was typed for a case as canonical text.
func (m *monthSheet) read(f *caseForm) (map[string]string, error) {
	cells := map[string]string{}
	for _, col := range m.g.rest() {
		text := strings.TrimSpace(f.entries[col.Key].Text)
		value, err := col.Normalize(m.g.r.session.Values.TypedIn(forms.CellPath(m.g.r.c.ID, f.row, col.Key), text, m.month+1))
		if err != nil {
			return nil, err
		}
		if value != "" {
			cells[col.Key] = value
		}
	}
	return cells, nil
}

// change plans a case's cells; a new one gets the month and the option of the grid's cell.
func (m *monthSheet) change(f *caseForm, cells map[string]string) []forms.Change {
	v, id := m.g.r.session.Values, m.g.r.c.ID
	if f.row == "" {
		cells[m.g.month.Key] = strconv.Itoa(m.month + 1)
		cells[m.g.kind.Key] = m.g.kind.Options[m.option].Key
		return v.AddRows(id, cells)
	}
	var changes []forms.Change
	for _, col := range m.g.rest() {
		p := forms.CellPath(id, f.row, col.Key)
		if old := v.Get(p); old != cells[col.Key] {
			changes = append(changes, forms.Change{Path: p, Old: old, New: cells[col.Key]})
		}
	}
	return changes
}
