package assess

import (
	"fmt"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"zicha/scoring"
	"zicha/ui/widgets"
)

const pageGains = "gains"

// ShowGains shows everything that would bring more points.
func (d *Desk) ShowGains() { d.open(pageGains, func() page { return newGainsPage(d) }) }

// gainsPage lists what would bring more points, the most first: what papers can still bring apart from what the year has closed.
type gainsPage struct {
	listPage
	most [2]*widgets.Text // by papers alone, by everything
}

func newGainsPage(d *Desk) *gainsPage {
	p := &gainsPage{listPage: listPage{desk: d, list: widgets.Column(spaced)}}
	var figures [2]fyne.CanvasObject
	for i, label := range []string{"补材料即可，最多可再得", "下面所列都做到，最多可再得"} {
		p.most[i] = widgets.NewText("", widgets.Style{Size: widgets.SizeFigure, Bold: true, Whole: true})
		figures[i] = widgets.Column(2, widgets.Muted(label), p.most[i])
	}
	how := widgets.Muted("同一个要点的几条不能同时算，合计时每个要点只取最大的一条，每项不超过它能得到的分；按个计分的，只按再增加1个算。")
	p.box = widgets.Column(spaced, widgets.PageTitle("还能多得", "要自评的指标里，哪些地方还能得分，按多得的分从大到小排。点一条，就到那个要点。"),
		widgets.Card(widgets.Column(8, widgets.Cells(12, []float32{1, 1}, figures[0], figures[1]), how)), p.list)
	return p
}

func (p *gainsPage) show() {
	s := p.desk.session
	var possible, late []scoring.Gain
	for _, g := range s.Gains {
		if g.Possible {
			possible = append(possible, g)
		} else {
			late = append(late, g)
		}
	}
	p.most[0].SetText(s.Card.MostToGain(possible).String() + "分")
	p.most[1].SetText(s.Card.MostToGain(s.Gains).String() + "分")
	p.fill(fmt.Sprint(s.Gains), func() {
		p.group("补材料即可", "还在填报期内：已开展的工作补充材料，或者补填未填报的内容，即可得分。", possible)
		p.group("年度已过，不能再补", "这些工作当年没有开展，现在不能再补，供安排下一年度工作参考。", late)
		if len(s.Gains) == 0 {
			p.list.Add(widgets.Body("能自评的分都已得满，没有可以再得分的事项。"))
		}
	})
}

func (p *gainsPage) group(title, under string, gains []scoring.Gain) {
	listed[scoring.Gain]{title, under, gains, p.gain}.onto(p.list)
}

// listed is a card: a title with how many there are, words under it, and a line for each.
type listed[T any] struct {
	title, under string
	all          []T
	line         func(T) fyne.CanvasObject
}

// onto adds the card to a page; nothing where there are none.
func (l listed[T]) onto(page *fyne.Container) {
	if len(l.all) == 0 {
		return
	}
	head := widgets.NewText(l.title+" "+strconv.Itoa(len(l.all))+"项", widgets.Style{Size: theme.SizeNameSubHeadingText, Bold: true})
	list := widgets.Column(0, widgets.Column(2, head, widgets.Muted(l.under)), widgets.Gap(6))
	for _, one := range l.all {
		list.Add(widgets.Rule())
		list.Add(l.line(one))
	}
	page.Add(widgets.Card(list))
}

func (p *gainsPage) gain(g scoring.Gain) fyne.CanvasObject {
	plus := widgets.NewText("+"+g.Plus.String(), widgets.Style{Size: widgets.SizeFigure, Bold: true, Tone: widgets.ToneGood, Whole: true})
	if !g.Possible {
		plus.Set(plus.Text(), widgets.ToneMuted)
	}
	ind := g.Criterion.Indicator
	words := widgets.Column(2, widgets.Body(g.Words), widgets.Muted(strconv.Itoa(ind.No)+" "+ind.Title+" · "+g.Criterion.ID+" "+g.Criterion.Title))
	room := widgets.Sample{Text: "+6.00", Size: widgets.SizeFigure, Bold: true}
	return p.line(widgets.Inset(8, 7, widgets.Row(12, 1, widgets.Sized(plus, room), words)), func() { p.desk.goBlank(g.Criterion) })
}
