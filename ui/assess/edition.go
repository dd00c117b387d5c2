package assess

import (
	"zicha/ui/widgets"
)

// OfferEdition asks, where the program knows other rules under the id of the dossier's edition, whether they should be taken over,
// and shows first what that would change.
func (d *Desk) OfferEdition() {
	other, differences := d.session.File.EditionChange()
	if other == nil || d.session.Locked() {
		return
	}
	list := widgets.Column(8, widgets.Body("程序自带的考核指标与这份档案建立时用的规则不同。改用新规则，得分会这样变化："))
	for _, words := range differences {
		list.Add(widgets.Body(words))
	}
	list.Add(widgets.Muted("填报的内容不变。暂不改用的，档案继续按原来的规则计分，下次打开再问。"))
	widgets.NewSheet(d.host.Window, "考核指标有变化", list).Wide().Button("暂不改用", nil).Main("改用新规则", nil, func() {
		d.session.Rework(func() error { return d.session.File.TakeEdition(other) }, d.host.After("没有改用新规则", func() {
			d.pane.pages = map[string]page{}
			d.Overview()
			d.Refresh()
		}))
	}).Show()
}
