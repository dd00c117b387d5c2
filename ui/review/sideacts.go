package review

import (
	"fmt"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"

	"zicha/forms/review"
	"zicha/ui/widgets"
	"zicha/ui/work"
)

// sendBack asks what is to be put right and returns the indicator to its unit.
func (p *scorePage) sendBack() {
	c := p.chosen()
	if c == nil || !p.named() {
		return
	}
	q := work.Question{Title: "退回补正", Words: p.view().Label(c) + "退回后，由它在下一版里补正。请写明需要补正什么，反馈单上印出这句话。", Rows: 3}
	p.desk.host.Ask(q, func(reason string) {
		p.act("没有退回", c, func(b *review.Book, me review.Person) error { return b.Return(me, c.County, c.Indicator.No, reason) })
	})
}

// withdraw asks why and takes the act on the cell back.
func (p *scorePage) withdraw() {
	c := p.chosen()
	if c == nil || c.Act == nil || !p.named() {
		return
	}
	q := work.Question{Title: "撤回", Words: p.view().Label(c) + "的“" + c.Act.Kind.Label() + "”撤回后，恢复到它之前的状态；记录都留在审核台账里。请写明理由。", Rows: 2}
	p.desk.host.Ask(q, func(reason string) {
		p.act("没有撤回", c, func(b *review.Book, me review.Person) error { return b.Withdraw(me, c.County, c.Indicator.No, reason) })
	})
}

// uphold asks why and lets the decision stand on what there is now.
func (p *scorePage) uphold() {
	c := p.chosen()
	if c == nil || !p.named() {
		return
	}
	q := work.Question{Title: "维持", Words: p.view().Label(c) + "在评分之后有变化。看过变化仍维持原来的评分的，请写明理由。", Rows: 2}
	p.desk.host.Ask(q, func(reason string) {
		p.act("没有维持", c, func(b *review.Book, me review.Person) error {
			_, err := b.Uphold(me, c.County, reason, c.Indicator.No)
			return err
		})
	})
}

// upholdRest keeps, beside a cell that has changed, all scores of its unit of which nothing has.
func (p *scorePage) upholdRest() {
	c := p.chosen()
	if c == nil || !p.named() {
		return
	}
	n := len(p.view().Unchanged(p.desk.session.Me, c.County))
	words := p.view().Unit(c.County).Unit.Name + "其余" + count(n, "项") + "的评分，所依据的内容在收到这一版之后没有变化，一并维持，在审核台账里记一条。有变化的不在其中，要逐项看。"
	widgets.NewSheet(p.desk.host.Window, "一并维持", widgets.Body(words)).Button("取消", nil).Main("维持 "+strconv.Itoa(n)+" 项", nil, func() {
		p.act("没有维持", c, func(b *review.Book, me review.Person) error {
			_, err := b.Uphold(me, c.County, "")
			return err
		})
	}).Show()
}

// act carries an act on a cell out, and tells where it was refused.
func (p *scorePage) act(failed string, c *review.Cell, act func(*review.Book, review.Person) error) {
	me := p.desk.session.Me
	p.desk.session.Act(func(b *review.Book) error { return act(b, me) }, func(err error) {
		if err != nil {
			p.desk.host.Tell(failed, err.Error())
			return
		}
		p.focusScore()
	})
}

// agreeable are those of some cells on which the person at work can agree with what there is and nothing speaks against it; the others
// that wait are doubtful.
func (p *scorePage) agreeable(cells []At) (yes []review.Decision, doubtful int) {
	v, me := p.view(), p.desk.session.Me
	for _, at := range cells {
		c := v.Cell(at.County, at.Indicator)
		if _, waits := p.desk.session.Waiting(at); waits || !v.Due(me, c) {
			continue
		}
		d, ok := v.Agreed(me, c)
		m := p.material(at)
		switch {
		case !ok, c.State == review.Stale, c.State == review.Resubmitted, p.inCase(c), len(p.desk.openClues(at)) > 0:
			doubtful++
		case d.Stage == review.StageInitial && (m == nil || len(m.doubts) > 0):
			doubtful++
		default:
			yes = append(yes, d)
		}
	}
	return yes, doubtful
}

// inCase reports whether a case of false material is open on a cell.
func (p *scorePage) inCase(c *review.Cell) bool {
	return slices.ContainsFunc(p.view().Cases, func(k review.Case) bool { return k.Open && k.County == c.County && k.Indicator == c.Indicator.No })
}

// onBatch agrees with all that is beyond doubt, after the count was said.
func (p *scorePage) onBatch() {
	if !p.named() {
		return
	}
	p.desk.host.readAll(p.desk.shelf, p.unread(), p.askBatch)
}

// unread are the units of the page whose versions were not read yet.
func (p *scorePage) unread() []*review.UnitView {
	var out []*review.UnitView
	for _, at := range p.all() {
		u := p.view().Unit(at.County)
		if u.Received != nil && p.desk.shelf.of(u) == nil && !slices.Contains(out[max(0, len(out)-1):], u) {
			out = append(out, u)
		}
	}
	return out
}

func (p *scorePage) askBatch() {
	list, doubtful := p.agreeable(p.all())
	if len(list) == 0 {
		words := "这里没有可以一并给分的。"
		if doubtful > 0 {
			words = "还有" + count(doubtful, "项") + "待办，都要逐项看过再评。"
		}
		p.desk.host.Tell("没有可以一并给分的", words)
		return
	}
	kinds := map[review.Stage]int{}
	for _, d := range list {
		kinds[d.Stage]++
	}
	words := widgets.Column(6)
	for _, stage := range []review.Stage{review.StageInitial, review.StageConfirmed, review.StageDirect} {
		say := map[review.Stage]string{
			review.StageInitial:   "填报内容没有疑问、计分都有佐证的%d项，初评按自评给分。",
			review.StageConfirmed: "已经初评、没有变化的%d项，按初评的分数确认。",
			review.StageDirect:    "数据已经录入的%d项，按数据算出的分数直接评分。",
		}[stage]
		if n := kinds[stage]; n > 0 {
			words.Add(widgets.Body(fmt.Sprintf(say, n)))
		}
	}
	if doubtful > 0 {
		words.Add(widgets.Body("另有" + count(doubtful, "项") + "要逐项看：有疑问、有疑点没有核查、有变化，或者数据还没有录入。这次不动。"))
	}
	if p.desk.found == nil {
		words.Add(widgets.NewText("这次打开以后还没有查找疑点。查找以后，有疑点没有核查的不在其中。", widgets.Style{Tone: widgets.ToneWait}))
	}
	words.Add(widgets.Muted("给分之后可以用 Ctrl+Z 撤销，也可以逐项修改。"))
	widgets.NewSheet(p.desk.host.Window, "一并给分", words).OnHide(p.focusScore).Button("取消", nil).Main("给分 "+strconv.Itoa(len(list))+" 项", nil, func() {
		p.desk.session.Decide(list, func(err error) {
			if err != nil {
				p.desk.host.Tell("没有给分", err.Error())
				return
			}
			p.focusScore()
		})
	}).Show()
}

// figureFields let the city's own figures for the cell be entered.
func (p *scorePage) figureFields(c *review.Cell) []fyne.CanvasObject {
	box := widgets.Column(4, heading(p.view().Edition.Words.Assessor+"的数据"))
	n := 0
	for _, criterion := range c.Indicator.Criteria {
		for _, f := range criterion.Fields {
			if !review.CityHolds(criterion, f) {
				continue
			}
			n++
			name := criterion.ID + "." + f.Key
			now := p.figureNow(c.County, name)
			e := widgets.NewEntry(84)
			e.SetPlaceHolder(f.Unit)
			e.Put(f.Display(now))
			before := e.Text
			give := func() {
				if e.Text != before {
					before = e.Text
					p.setFigure(c, review.Figure{County: c.County, Field: name, Value: e.Text})
				}
			}
			e.OnLeave, e.OnEnter = give, func() { give(); p.focusScore() }
			widgets.Enable(e, !p.desk.session.Locked())
			box.Add(widgets.Row(8, 0, widgets.NewText(f.Label, widgets.Style{Size: widgets.SizeList}), e))
		}
	}
	if n == 0 {
		return nil
	}
	return []fyne.CanvasObject{box}
}

func (p *scorePage) figureNow(county, field string) string {
	for _, f := range p.desk.figures(county) {
		if f.Field == field {
			return f.Value
		}
	}
	return ""
}

func (p *scorePage) setFigure(c *review.Cell, f review.Figure) {
	if !p.named() {
		return
	}
	me := p.desk.session.Me
	p.desk.session.Act(func(b *review.Book) error {
		_, err := b.SetFigures(me, f)
		return err
	}, p.desk.host.After("没有录入"+p.view().Label(c)+"的数据", func() {}))
}
