package assess

import (
	"fmt"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"zicha/forms"
	"zicha/scoring"
	"zicha/ui/widgets"
)

// hint is what a blank field of a case shows; of a date the month is known.
func (g *monthGrid) hint(month int, col *scoring.Field) string {
	if col.Kind == scoring.KindDate {
		return strconv.Itoa(month+1) + "月几日，只填日即可"
	}
	return col.Day
}

// begins says whether a cell can be typed into: the one case there is, or a new one. Several cases are written down in their sheet.
func (g *monthGrid) begins(month, option int) (hint, text string, ok bool) {
	cases := g.cases(month, option)
	if g.r.session.Locked() || len(cases) > 1 {
		return "", "", false
	}
	if len(cases) == 1 {
		text = g.shown.Display(cases[0].Cells[g.shown.Key])
	}
	return g.shown.Label, text, true
}

// entered takes what was typed on a cell: first the case's words, then the day it is of where that is blank.
func (g *monthGrid) entered(month, option, step int, text string) (next, wrong string) {
	cases := g.cases(month, option)
	col := g.shown
	if step > 0 {
		col = g.day()
	}
	row := ""
	if len(cases) > 0 {
		row = cases[len(cases)-1].ID
	}
	text = strings.TrimSpace(text)
	if step > 0 && (text == "" || row == "") {
		return "", ""
	}
	v := g.r.session.Values
	value, err := col.Normalize(v.TypedIn(forms.CellPath(g.r.c.ID, row, col.Key), text, month+1))
	if err != nil {
		return "", err.Error()
	}
	g.put(monthCell{month, option}, row, map[string]string{col.Key: value})
	if day := g.day(); step == 0 && day != nil && value != "" {
		if now := g.cases(month, option); len(now) == 1 && now[0].Cells[day.Key] == "" {
			return g.hint(month, day) + "，回车跳过", ""
		}
	}
	return "", ""
}

// monthCell is a cell of the grid.
type monthCell struct{ month, option int }

// put sets cells of a case, or makes a new one of the cell's month and option.
func (g *monthGrid) put(at monthCell, row string, cells map[string]string) {
	s := g.r.session
	var changes []forms.Change
	if row == "" {
		if strings.TrimSpace(cells[g.shown.Key]) == "" {
			return
		}
		cells[g.month.Key], cells[g.kind.Key] = strconv.Itoa(at.month+1), g.kind.Options[at.option].Key
		changes = s.Values.AddRows(g.r.c.ID, cells)
	} else {
		for key, value := range cells {
			changes = append(changes, s.Values.Replace(forms.CellPath(g.r.c.ID, row, key), value)...)
		}
	}
	changes, told := s.Values.Clean(changes)
	g.r.told = strings.Join(told, "；")
	s.Do(fmt.Sprintf("%s %d月%s", g.r.c.ID, at.month+1, g.kind.Options[at.option].Label), changes)
}

// day is the column of the day, nil for none.
func (g *monthGrid) day() *scoring.Field {
	for _, col := range g.rest() {
		if col.Kind == scoring.KindDate {
			return col
		}
	}
	return nil
}

// onEach changes between the grid and the table of all rows.
func (r *register) onEach() {
	each := !r.table.Visible()
	for o, on := range map[fyne.CanvasObject]bool{r.months.box: !each, r.each: !each, r.table: each, r.monthly: each} {
		widgets.Reveal(o, on)
	}
	r.box.Refresh()
	r.desk.pane.relayout()
}
