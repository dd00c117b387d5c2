package assess

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"zicha/scoring"
	"zicha/ui/widgets"
)

// criterionPicker lists the criteria under their indicators, with a field to narrow them down: one is picked by a click, or several
// are ticked.
type criterionPicker struct {
	desk   *evidenceDesk
	box    *widgets.Sheet
	filter *widgets.Entry
	list   *fyne.Container
	scroll *widgets.Scroll
	first  *scoring.Indicator       // listed before the others, nil for none
	one    func(*scoring.Criterion) // nil where several are ticked
	ticked map[string]bool
}

// pickCriterion asks which criterion is meant.
func (d *evidenceDesk) pickCriterion(title string, first *scoring.Indicator, done func(*scoring.Criterion)) {
	p := &criterionPicker{desk: d, first: first, one: done}
	p.build(title)
	p.box.Button("取消", nil).Show()
	p.fill("")
	d.host.Window.Canvas().Focus(p.filter)
}

// tickCriteria asks which criteria are meant; at least one.
func (d *evidenceDesk) tickCriteria(title string, now []string, done func([]string)) {
	p := &criterionPicker{desk: d, ticked: map[string]bool{}}
	for _, id := range now {
		p.ticked[id] = true
		if c := d.session.Values.Edition.Criterion(id); c != nil && p.first == nil {
			p.first = c.Indicator
		}
	}
	p.build(title)
	some := func() bool { return len(p.picked()) > 0 }
	p.box.Button("取消", nil).Main("确定", some, func() { done(p.picked()) }).Show()
	p.fill("")
	d.host.Window.Canvas().Focus(p.filter)
}

func (p *criterionPicker) picked() []string {
	var out []string
	for id, on := range p.ticked {
		if on {
			out = append(out, id)
		}
	}
	slices.Sort(out)
	return out
}

func (p *criterionPicker) build(title string) {
	p.filter = widgets.NewEntry(320)
	p.filter.SetPlaceHolder("输入序号或几个字来找，例如 5.1 或 宣传")
	p.filter.OnChanged = p.fill
	p.list = widgets.Column(0)
	p.scroll = widgets.NewScroll(widgets.Column(0, widgets.Row(16, 0, p.list, canvas.NewRectangle(nil))))
	p.scroll.SetMinSize(fyne.NewSize(0, min(420, max(160, p.desk.host.Window.Canvas().Size().Height-320))))
	p.box = widgets.NewSheet(p.desk.host.Window, title, widgets.Column(8, p.filter, p.scroll)).Wide()
}

// fill lists what the words fit.
func (p *criterionPicker) fill(words string) {
	p.list.Objects = nil
	all := p.desk.session.Values.Edition.Indicators()
	if p.first != nil {
		all = append([]*scoring.Indicator{p.first}, slices.DeleteFunc(slices.Clone(all), func(i *scoring.Indicator) bool { return i == p.first })...)
	}
	for _, ind := range all {
		var lines []fyne.CanvasObject
		for _, c := range ind.Asked() {
			if fits(c, words) {
				lines = append(lines, p.line(c))
			}
		}
		if len(lines) > 0 {
			head := widgets.Column(0, widgets.Gap(6), widgets.Muted(strconv.Itoa(ind.No)+" "+ind.Title))
			p.list.Objects = append(append(p.list.Objects, head), lines...)
		}
	}
	if len(p.list.Objects) == 0 {
		p.list.Add(widgets.Body("没有找到。请换几个字，或者清空上面的框看全部。"))
	}
	p.list.Refresh()
	widgets.Settle(p.scroll)
}

// fits reports whether a criterion has the words in its number, its title, its indicator's or its official text.
func fits(c *scoring.Criterion, words string) bool {
	where := scoring.FoldKey(c.ID + " " + c.Title + " " + c.Indicator.Title + " " + strings.Join(c.Quotes, ""))
	for word := range strings.FieldsSeq(words) {
		if !strings.Contains(where, scoring.FoldKey(word)) {
			return false
		}
	}
	return true
}

func (p *criterionPicker) line(c *scoring.Criterion) fyne.CanvasObject {
	name := widgets.Body(c.ID + " " + c.Title)
	if p.one != nil {
		return widgets.NewLine(widgets.Inset(8, 6, name), func() { p.box.Hide(); p.one(c) })
	}
	icon := widget.NewIcon(tick(p.ticked[c.ID]))
	return widgets.NewLine(widgets.Inset(8, 6, widgets.Row(8, 1, icon, name)), func() {
		p.ticked[c.ID] = !p.ticked[c.ID]
		icon.SetResource(tick(p.ticked[c.ID]))
	})
}

// tick is the picture of a box, ticked or not.
func tick(on bool) fyne.Resource {
	if on {
		return theme.NewPrimaryThemedResource(theme.CheckButtonCheckedIcon())
	}
	return theme.CheckButtonIcon()
}
