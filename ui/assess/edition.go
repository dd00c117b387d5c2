package assess

import (
	"zicha/forms"
	"zicha/forms/dossier"
	"zicha/forms/editions"
	"zicha/scoring"
	"zicha/ui/widgets"
)

// OfferEdition asks, where the program knows newer rules under the id of the dossier's edition, whether they should be taken over.
func (d *Desk) OfferEdition() {
	if other, changed := d.session.File.EditionChanged(); changed {
		d.offerRules(other)
	}
}

// OfferBook does the same with a rulebook the user has chosen; it reports whether that is for this dossier: of the same id, and of other
// rules.
func (d *Desk) OfferBook(b editions.Book) bool {
	own := d.session.Values.Edition
	if b.ID != own.ID || b.Hash() == own.Hash() || d.session.Locked() {
		return false
	}
	d.offerRules(b.Edition)
	return true
}

// offerRules shows what other rules would change, and takes them over where that is wanted.
func (d *Desk) offerRules(other *scoring.Edition) {
	if d.session.Locked() {
		return
	}
	list := widgets.Column(8, widgets.Body("程序里的《"+other.Title+"》与这份档案所用的考核指标同名，规则不同。改用它的规则，得分会这样变化："))
	for _, words := range dossier.ScoreChanges(d.session.Values, other) {
		list.Add(widgets.Body(words))
	}
	list.Add(widgets.NewText("规则有这些变化", widgets.Style{Bold: true}))
	for _, words := range scoring.Compare(d.session.Values.Edition, other).Words() {
		list.Add(widgets.Muted(words))
	}
	list.Add(widgets.Muted("填报的内容不变。暂不改用的，档案继续按原来的规则计分，以后可以从“文件→考核指标…”改用。"))
	list.Add(widgets.Muted("规则码：现在用的 " + forms.RulesCode(d.session.Values.Edition) + "，新规则 " + forms.RulesCode(other) + "。"))
	widgets.NewSheet(d.host.Window, "考核指标有变化", list).Wide().Button("暂不改用", nil).Main("改用新规则", nil, func() {
		d.session.Rework(func() error { return d.session.File.TakeEdition(other) }, d.host.After("没有改用新规则", d.host.Reshow))
	}).Show()
}
