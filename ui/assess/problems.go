package assess

import (
	"fmt"

	"fyne.io/fyne/v2"

	"zicha/forms"
	"zicha/ui/widgets"
)

// problemsPage lists what is unfinished, contradictory or worth a look; a click goes there.
type problemsPage struct {
	desk  *Desk
	box   *fyne.Container
	list  *fyne.Container
	shown string
}

func newProblemsPage(d *Desk) *problemsPage {
	p := &problemsPage{desk: d, list: widgets.Column(spaced)}
	p.box = widgets.Column(spaced, pageTitle("待处理问题", "点一条，就到要改的地方。“必须处理”的处理完才能定稿。"), p.list)
	return p
}

func (p *problemsPage) object() fyne.CanvasObject { return p.box }

func (p *problemsPage) show() {
	problems := p.desk.session.Problems
	shown := fmt.Sprint(problems)
	if shown == p.shown {
		return
	}
	p.shown = shown
	p.list.Objects = nil
	for _, severity := range []forms.Severity{forms.Error, forms.Warning, forms.Hint} {
		if group := p.group(severity, problems); group != nil {
			p.list.Add(group)
		}
	}
	if len(problems) == 0 {
		p.list.Add(widgets.Body("没有发现问题，可以导出和定稿。"))
	}
	p.list.Refresh()
}

func (p *problemsPage) group(severity forms.Severity, problems []forms.Problem) fyne.CanvasObject {
	list := widgets.Column(0)
	for _, problem := range problems {
		if problem.Severity == severity {
			list.Add(p.line(problem))
			list.Add(rule())
		}
	}
	if len(list.Objects) == 0 {
		return nil
	}
	tone := map[forms.Severity]fyne.ThemeColorName{forms.Error: widgets.ToneSeal, forms.Warning: widgets.ToneWait, forms.Hint: widgets.ToneMuted}[severity]
	head := widgets.NewText(fmt.Sprintf("%s %d", severity.Label(), len(list.Objects)/2), widgets.Style{Bold: true, Tone: tone})
	return widgets.Card(widgets.Column(4, head, list))
}

func (p *problemsPage) line(problem forms.Problem) fyne.CanvasObject {
	return widgets.NewLine(widgets.Inset(8, 6, widgets.Body(problem.Message)), func() { p.desk.GoProblem(problem) })
}

func (p *problemsPage) jump(forms.Path) bool { return false }
