package review

import (
	"fyne.io/fyne/v2"

	"zicha/ui/widgets"
)

// chosenMost is how many units are listed for choosing; more are found by their name.
const chosenMost = 60

// choose lists the indicators, or the units, to go to one.
func (p *scorePage) choose() {
	list := widgets.Column(0)
	var sheet *widgets.Sheet
	var lines []*widgets.Line
	add := func(words, more string, to func()) {
		right := widgets.NewText(more, widgets.Style{Tone: widgets.ToneMuted, Single: true, Align: fyne.TextAlignTrailing})
		line := widgets.NewLine(widgets.Inset(8, 4, widgets.Row(8, 0, widgets.NewText(words, widgets.Style{Single: true}), widgets.Fixed(120, right))), func() { sheet.Hide(); to() })
		lines = append(lines, line)
		list.Add(line)
	}
	if p.down {
		for i, u := range p.view().Units {
			if i == chosenMost {
				list.Add(widgets.Muted("其余" + count(len(p.view().Units)-chosenMost, "个单位请用右上角的查找。")))
				break
			}
			add(u.Unit.Name, openOf(u.Open), func() { p.goUnit(u.Unit.Code) })
		}
	} else {
		for _, ind := range p.view().Edition.Indicators() {
			add(numeral(ind)+" "+ind.Title, openOf(p.openAcross(ind)), func() { p.goIndicator(ind.No) })
		}
	}
	widgets.Walk(func(fyne.CanvasObject) {}, lines...)
	sheet = widgets.NewSheet(p.desk.host.Window, "选择"+p.things(), list).Wide().Button("关闭", nil)
	sheet.Show()
}
