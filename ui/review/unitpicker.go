package review

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zicha/forms/review"
	"zicha/ui/widgets"
)

// unitPicker is a list of units, found by typing, of which some or all are picked by click, Space or Enter.
type unitPicker struct {
	view *review.View
	box  *fyne.Container
	find *widgets.Entry
	all  *widgets.Check
	roll *widgets.Roll

	may  []*review.UnitView // that can be picked
	rows []*review.UnitView // of those, that are found
	yes  map[string]bool
}

func newUnitPicker(v *review.View, picked []string) *unitPicker {
	p := &unitPicker{view: v, yes: map[string]bool{}}
	for _, code := range picked {
		p.yes[code] = true
	}
	if len(picked) == 0 {
		for _, u := range v.Units {
			p.yes[u.Unit.Code] = true
		}
	}
	p.find = widgets.NewEntry(220)
	p.find.SetPlaceHolder("查找" + v.Edition.Words.Unit + "，Enter 选")
	p.find.OnChanged = func(string) { p.fill() }
	p.find.OnEnter = func() { p.toggle(p.roll.Row()) }
	p.find.OnKey = func(key *fyne.KeyEvent, _ bool) bool {
		return (key.Name == fyne.KeyUp || key.Name == fyne.KeyDown || key.Name == fyne.KeyPageUp || key.Name == fyne.KeyPageDown) && p.roll.Key(key.Name)
	}
	p.all = widgets.NewCheck("全部", func(on bool) { p.pickAll(on) })
	p.roll = widgets.NewRoll(1, widgets.RollColumn{Title: "选", Width: 34}, widgets.RollColumn{Title: v.Edition.Words.Unit}, widgets.RollColumn{Title: "代码", Width: 110})
	p.roll.Cell = p.cell
	p.roll.OnTap = func(row, _ int) { p.toggle(row) }
	p.box = widgets.Column(6, widgets.Row(12, 0, p.find, p.all), container.New(pickerHeight{p}, p.roll.Object()))
	return p
}

func (p *unitPicker) object() fyne.CanvasObject { return p.box }

// keep leaves those units for picking of which something holds.
func (p *unitPicker) keep(holds func(code string) bool) {
	p.may = p.may[:0]
	for _, u := range p.view.Units {
		if holds(u.Unit.Code) {
			p.may = append(p.may, u)
		}
	}
	p.fill()
}

func (p *unitPicker) fill() {
	sought := strings.TrimSpace(p.find.Text)
	p.rows = p.rows[:0]
	for _, u := range p.may {
		if strings.Contains(u.Unit.Name, sought) || strings.Contains(u.Unit.Code, sought) {
			p.rows = append(p.rows, u)
		}
	}
	p.roll.Fill(len(p.rows), p.roll.Row())
	p.words()
}

// words say how many are picked.
func (p *unitPicker) words() {
	n := len(p.picked())
	p.all.Text = "全部（已选" + strconv.Itoa(n) + "/" + strconv.Itoa(len(p.may)) + "）"
	p.all.Checked = n == len(p.may)
	p.all.Refresh()
	p.box.Refresh()
}

func (p *unitPicker) toggle(row int) {
	if row >= 0 && row < len(p.rows) {
		code := p.rows[row].Unit.Code
		p.yes[code] = !p.yes[code]
		p.roll.Body().Refresh()
		p.words()
	}
}

func (p *unitPicker) pickAll(on bool) {
	for _, u := range p.may {
		p.yes[u.Unit.Code] = on
	}
	p.roll.Body().Refresh()
	p.words()
}

func (p *unitPicker) cell(row, col int) widgets.RollCell {
	u := p.rows[row].Unit
	switch {
	case col == 1:
		return widgets.RollCell{Text: u.Name}
	case col == 2:
		return widgets.RollCell{Text: u.Code, Tone: widgets.ToneMuted}
	case p.yes[u.Code]:
		return widgets.RollCell{Text: boxMarked, Tone: widgets.ToneSeal}
	}
	return widgets.RollCell{Text: boxEmpty, Tone: widgets.ToneMuted}
}

// picked are the codes picked, in the order of the list; candidates is how many can be.
func (p *unitPicker) picked() []string {
	var out []string
	for _, u := range p.may {
		if p.yes[u.Unit.Code] {
			out = append(out, u.Unit.Code)
		}
	}
	return out
}

func (p *unitPicker) candidates() int { return len(p.may) }

// pickerHeight gives the list room for the units there are, as far as a dialog has it.
type pickerHeight struct{ picker *unitPicker }

func (p pickerHeight) MinSize([]fyne.CanvasObject) fyne.Size {
	const most = 9
	return fyne.NewSize(300, widgets.Scaled(36)+float32(min(most, max(1, len(p.picker.may))))*p.picker.roll.RowHeight())
}

func (pickerHeight) Layout(o []fyne.CanvasObject, size fyne.Size) { o[0].Resize(size) }
