package assess

import (
	"fyne.io/fyne/v2"

	"zicha/forms"
	"zicha/scoring"
	"zicha/ui/widgets"
)

// profilePage holds the county's data and the three parts of the letter it writes itself.
type profilePage struct {
	desk   *Desk
	box    *fyne.Container
	fields []*field
}

func newProfilePage(d *Desk) *profilePage {
	p := &profilePage{desk: d}
	unit := p.group("单位信息", slots(forms.CountyFields(), forms.CountyPath, 0))
	letter := p.group("报告与联系人", slots(forms.ProfileFields(), forms.ProfilePath, 0))
	parts := p.group("报告正文", slots(forms.LetterParts, forms.NarrativePath, 6))
	p.box = widgets.Column(spaced,
		pageTitle("单位信息与报告正文", "印在报告、自评表和工作簿封面上。除文号外，定稿前都要填好。"), unit, letter, parts)
	return p
}

func slots(specs []*scoring.Field, path func(string) forms.Path, rows int) []slot {
	out := make([]slot, 0, len(specs))
	for _, spec := range specs {
		out = append(out, slot{path(spec.Key), spec, rows})
	}
	return out
}

func (p *profilePage) group(title string, places []slot) fyne.CanvasObject {
	list := widgets.Column(10, widgets.Heading(title))
	for _, at := range places {
		f := newField(p.desk.session, at)
		p.fields = append(p.fields, f)
		list.Add(f.box)
	}
	return widgets.Card(list)
}

func (p *profilePage) object() fyne.CanvasObject { return p.box }

func (p *profilePage) show() {
	for _, f := range p.fields {
		f.show()
	}
}

func (p *profilePage) jump(path forms.Path) bool {
	for _, f := range p.fields {
		if f.path == path {
			p.desk.reveal(f.box)
			f.focus(p.desk.host.Window.Canvas())
			return true
		}
	}
	return false
}
