package assess

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"zicha/forms"
	"zicha/forms/wording"
	"zicha/scoring"
	"zicha/ui/widgets"
)

// profilePage holds the county's data and the three parts of the letter it writes itself.
type profilePage struct {
	desk   *Desk
	box    *fyne.Container
	fields []*field
	draft  *widgets.Action
}

func newProfilePage(d *Desk) *profilePage {
	p := &profilePage{desk: d}
	e := d.session.Values.Edition
	unit := p.group("单位信息", "印在自评表和工作簿封面上。", slots(forms.CountyFields(e), forms.CountyPath, 0))
	letter := p.group("报告与联系人", "除文号、首页留出红头外，定稿前都要填好。", append(slots(forms.ProfileFields(e), forms.ProfilePath, 0), slots(forms.LayoutFields(), forms.LayoutPath, 0)...))
	parts := p.group("报告正文", "报告的第一、三、四部分；第二部分是各项的完成情况，在各项指标里写。", slots(forms.LetterParts, forms.NarrativePath, 6))
	if last := d.lastWords(forms.LastYearOther); last != nil {
		parts = widgets.Column(10, parts, widgets.Muted("上年有、今年的考核指标里没有的："), last)
	}
	p.box = widgets.Column(spaced, widgets.PageTitle("单位信息与报告正文", "这里填的会原样印在报告、自评表和工作簿上。"), widgets.Card(unit), widgets.Card(letter), widgets.Card(parts))
	return p
}

func slots(specs []*scoring.Field, path func(string) forms.Path, rows int) []slot {
	out := make([]slot, 0, len(specs))
	for _, spec := range specs {
		out = append(out, slot{path(spec.Key), spec, rows})
	}
	return out
}

func (p *profilePage) group(title, under string, places []slot) fyne.CanvasObject {
	list := widgets.Column(10, widgets.Column(2, widgets.Heading(title), widgets.Muted(under)))
	for _, at := range places {
		f := newField(p.desk.session, at)
		p.fields = append(p.fields, f)
		list.Add(f.box)
		if last := p.desk.lastWords(at.spec.Key); last != nil && at.path.Kind() == forms.KindNarrative {
			list.Add(last)
		}
		if at.path == overall {
			p.draft = widgets.NewAction("生成一段初稿", theme.DocumentCreateIcon(), p.onDraft)
			list.Add(widgets.Row(8, 1, p.draft, widgets.Muted("按现在的自评得分写一段，供修改；报告会另起一段写明得分，这里的数请以那一段为准。")))
		}
	}
	return list
}

// overall is the part of the letter the program can draft.
const overall = forms.Path("narrative/overall")

// onDraft writes a first draft; what is already there is replaced only after asking.
func (p *profilePage) onDraft() {
	s := p.desk.session
	text := wording.Overall(s.Values, forms.Scores{Card: s.Card, Backed: s.Backed, Edition: s.Values.Edition})
	write := func() {
		if err := s.Set(overall, text); err == nil {
			s.Flush()
		}
		p.jump(overall)
	}
	if strings.TrimSpace(s.Shown(overall)) == "" {
		write()
		return
	}
	words := widgets.Column(8, widgets.Body("“自查总体情况”里已经写了内容。用下面这一段替换吗？替换后按Ctrl+Z可以恢复。"),
		widgets.Panel(widgets.ToneQuote, 10, widgets.Body(text)))
	widgets.NewSheet(p.desk.host.Window, "已有内容", words).Wide().Button("不替换", nil).Main("替换", nil, write).Show()
}

func (p *profilePage) object() fyne.CanvasObject { return p.box }

func (p *profilePage) show() {
	for _, f := range p.fields {
		f.show()
	}
	widgets.Lock(p.draft, p.desk.session.WhyLocked())
}

func (p *profilePage) jump(path forms.Path) { p.desk.pane.goField(p.fields, path) }
