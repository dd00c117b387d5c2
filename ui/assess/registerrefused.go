package assess

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2/theme"

	"zicha/forms"
	"zicha/scoring"
	"zicha/ui/widgets"
)

// mostRefused bounds how many cells are listed under a table.
const mostRefused = 20

// refusedCell is a cell that holds what is not its value.
type refusedCell struct {
	path  forms.Path
	words string
	waits bool
}

// tell shows under the table what came of pasting, and lists the cells that hold what is not their value. While a cell is typed in nothing is
// said of it, a date is not complete before its last figure.
func (r *register) tell() {
	changed := widgets.Say(r.note, r.told)
	if cells := r.refusedCells(); r.list(cells) {
		changed = true
	}
	if changed {
		r.box.Refresh()
		r.desk.pane.relayout()
	}
}

func (r *register) refusedCells() (out []refusedCell) {
	row, col := r.table.Place()
	for i := range r.rows {
		for j, spec := range r.c.Register.Columns {
			refusal, ok := r.session.Refused(r.path(i, j))
			if !ok || r.table.Typing() && i == row && j == col {
				continue
			}
			state := "没有采用"
			if refusal.Waits {
				state = "尚未生效"
			}
			reason := r.session.Values.ReasonAlone(forms.Unsettled{Path: r.path(i, j), Draft: forms.Draft{Text: refusal.Typed}, Reason: refusal.Reason})
			words := fmt.Sprintf("第%d行%s“%s”%s：%s", i+1, spec.Label, scoring.Shorten(refusal.Typed, 24), state, reason)
			out = append(out, refusedCell{r.path(i, j), words, refusal.Waits})
		}
	}
	return out
}

// list shows the cells, a click goes there; it reports whether the list has changed.
func (r *register) list(cells []refusedCell) bool {
	var key strings.Builder
	for _, c := range cells {
		fmt.Fprintf(&key, "%s %s\n", c.path, c.words)
	}
	if key.String() == r.listed {
		return false
	}
	r.listed, r.refused.Objects = key.String(), nil
	wrong := widgets.Style{Size: theme.SizeNameCaptionText, Tone: widgets.ToneError}
	for _, c := range cells[:min(len(cells), mostRefused)] {
		line := widgets.Row(4, 0, widgets.NewText(c.words, wrong))
		if c.waits {
			line.Add(widgets.NewAction("采用", theme.ConfirmIcon(), func() { r.session.Accept(c.path) }))
		}
		line.Add(widgets.NewAction("到这一格", nil, func() { r.jump(c.path) }))
		line.Add(widgets.NewAction("不要", nil, func() { r.session.Forget(c.path) }))
		r.refused.Add(line)
	}
	if more := len(cells) - mostRefused; more > 0 {
		r.refused.Add(widgets.NewText(fmt.Sprintf("还有%d格，改好上面的就列出来，也都在“待处理问题”里", more), wrong))
	}
	widgets.Reveal(r.refused, len(cells) > 0)
	return true
}
