package assess

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"zicha/forms"
	"zicha/scoring"
	"zicha/ui/widgets"
)

// overviewPage shows the 25 indicators with three lights, the claimed and the printed points, and the sections' sums.
type overviewPage struct {
	desk  *Desk
	box   *fyne.Container
	first *widgets.Text
	lines []*overviewLine
	sums  []*widgets.Text
}

type overviewLine struct {
	lights *widgets.Lights
	score  *widgets.Text
	reason *widgets.Text
}

// The widths of the overview's columns.
const (
	lightsWidth = 56
	scoreWidth  = 72
	maxWidth    = 48
)

func newOverviewPage(d *Desk) *overviewPage {
	p := &overviewPage{desk: d}
	p.build()
	return p
}

func (p *overviewPage) build() {
	e := p.desk.session.Values.Edition
	p.first = widgets.Muted("")
	list := widgets.Column(0)
	for _, s := range e.Sections {
		sum := widgets.NewText("", widgets.Style{Bold: true, Align: fyne.TextAlignTrailing})
		p.sums = append(p.sums, sum)
		head := widgets.Row(8, 0, widgets.NewText(s.No+"、"+s.Title, widgets.Style{Bold: true}), sum)
		list.Add(widgets.Panel(widgets.ToneQuote, 6, head))
		for _, ind := range s.Indicators {
			list.Add(p.line(ind))
			list.Add(rule())
		}
	}
	key := widgets.Muted("三个圆点依次为填、证、分：填报完整、要点都有佐证、得到满分。绿色为齐，黄色为部分，空心为没有。")
	p.box = widgets.Column(spaced, pageTitle("总览", e.Title), p.first, key, p.columns(), list)
}

func (p *overviewPage) columns() fyne.CanvasObject {
	return widgets.Inset(8, 0, widgets.Row(12, 1, widgets.Fixed(lightsWidth, widgets.Muted("填 证 分")), widgets.Muted("考核指标与得分理由"),
		widgets.Fixed(scoreWidth, widgets.NewText("得分", widgets.Style{Size: theme.SizeNameCaptionText, Tone: widgets.ToneMuted, Align: fyne.TextAlignTrailing})),
		widgets.Fixed(maxWidth, widgets.NewText("分值", widgets.Style{Size: theme.SizeNameCaptionText, Tone: widgets.ToneMuted, Align: fyne.TextAlignTrailing}))))
}

func (p *overviewPage) line(ind *scoring.Indicator) fyne.CanvasObject {
	l := &overviewLine{
		lights: widgets.NewLights(widgets.Empty, widgets.Empty, widgets.Empty),
		score:  widgets.NewText("", widgets.Style{Bold: true, Align: fyne.TextAlignTrailing}),
		reason: widgets.NewText("", widgets.Style{Size: theme.SizeNameCaptionText, Tone: widgets.ToneMuted, Single: true}),
	}
	p.lines = append(p.lines, l)
	title := strconv.Itoa(ind.No) + " " + ind.Title
	if !ind.Source.Self() {
		title += "（市里核定）"
	}
	row := widgets.Row(12, 1, widgets.Fixed(lightsWidth, l.lights), widgets.Column(0, widgets.NewText(title, widgets.Style{Single: true}), l.reason),
		widgets.Fixed(scoreWidth, l.score),
		widgets.Fixed(maxWidth, widgets.NewText(ind.Max.Short(), widgets.Style{Tone: widgets.ToneMuted, Align: fyne.TextAlignTrailing})))
	return widgets.NewLine(widgets.Inset(8, 4, row), func() { p.desk.Go(ind.No) })
}

func (p *overviewPage) object() fyne.CanvasObject { return p.box }

func (p *overviewPage) show() {
	s := p.desk.session
	blank := 0
	for i, res := range s.Card.Indicators {
		l := p.lines[i]
		l.lights.Set(lights(s, res)...)
		l.reason.SetText(res.Reason)
		switch {
		case res.Known && res.Indicator.Source.Self():
			l.score.Set(res.Score.String(), "")
		case res.Known:
			l.score.Set("预估"+res.Score.Short(), widgets.ToneWait)
		default:
			l.score.Set(shortGap(res), widgets.ToneMuted)
		}
		if res.Status == scoring.NoAnswer {
			blank++
		}
	}
	for i, t := range s.Card.Sections {
		p.sums[i].SetText(sectionSum(t))
	}
	switch blank {
	case len(s.Card.Indicators):
		p.first.SetText("这是一份新的自查档案。先填“单位信息与报告正文”，再从第1项起逐项填报；不用一次填完，随时自动保存。")
	case 0:
		p.first.SetText("各项都已填报。请看“待处理问题”，处理完后定稿、导出。")
	default:
		p.first.SetText("还有" + strconv.Itoa(blank) + "项未填。" + s.Values.Edition.ReachableNote)
	}
}

func (p *overviewPage) jump(forms.Path) bool { return false }
