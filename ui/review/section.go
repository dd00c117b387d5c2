package review

import (
	"slices"

	"zicha/forms/review"
)

// sectionRest are the decisions that agree with what there is in the section of a cell, of one unit: those that wait for the person at work
// and that nothing speaks against, read down the page. They are offered where one unit's indicators stand below each other; along the units
// of an indicator 一并给分 is the same.
func (p *scorePage) sectionRest(c *review.Cell) []review.Decision {
	if !p.down {
		return nil
	}
	var cells []At
	for _, ind := range c.Indicator.Section.Indicators {
		cells = append(cells, At{c.County, ind.No})
	}
	list, _ := p.agreeable(cells)
	return list
}

// sectionWords say what is done at once, and to how many: 本类3项确认.
func sectionWords(list []review.Decision) string {
	verb := "给分"
	if !slices.ContainsFunc(list, func(d review.Decision) bool { return d.Stage != review.StageConfirmed }) {
		verb = "确认"
	}
	return "本类" + count(len(list), "项") + verb
}

// agreeSection agrees with all of the section that is beyond doubt, as the button beside the rows says, and goes on to what waits next,
// which may be the row one is at.
func (p *scorePage) agreeSection() {
	c := p.chosen()
	if c == nil || !p.named() {
		return
	}
	list := p.sectionRest(c)
	if len(list) == 0 {
		p.side.say("这一类没有可以一并给分的，请逐项看。")
		return
	}
	p.desk.session.Decide(list, p.desk.host.After("没有给分", func() {}))
	if _, waits := p.desk.session.Waiting(p.desk.at); !waits && p.view().Due(p.desk.session.Me, c) {
		p.side.say("本类其余的已一并给分，这一项要单独看。")
		return
	}
	p.NextDue()
}

// restUnchanged are the cells of the unit of one 待复看 whose scores can be kept all at once; none once that was done.
func (p *scorePage) restUnchanged(c *review.Cell) []*review.Cell {
	if c.State != review.Stale || len(c.Conflict) > 0 {
		return nil
	}
	list := p.view().Unchanged(p.desk.session.Me, c.County)
	received := p.view().Unit(c.County).Received
	fresh := func(k *review.Cell) bool { return k.Upheld() && received != nil && k.Heads[0].At >= received.At }
	if slices.IndexFunc(list, func(k *review.Cell) bool { return !fresh(k) }) < 0 {
		return nil
	}
	return list
}
