package review

import (
	"slices"
	"strings"
)

// MayReturn says why a cell cannot be sent back to be put right, nil where it can.
func (v *View) MayReturn(p Person, c *Cell) error {
	if err := v.answerable(c); err != nil {
		return err
	}
	if c.State == ReturnedState {
		return refuse("%s已经退回，还没有收到补正后的材料", v.Label(c))
	}
	if err := p.signed(); err != nil {
		return err
	}
	return v.unlocked(c)
}

// answerable refuses to send back what the county did not hand in.
func (v *View) answerable(c *Cell) error {
	u := v.byCode[c.County]
	switch {
	case !c.Indicator.Source.Self():
		return refuse("%s的数据由%s掌握，不能退回补正；数据有误请改录数据，再直接评分", v.Label(c), v.Edition.Words.Assessor)
	case u.Lost != nil:
		return refuse("%s%s", u.Unit.Name, u.Lost.lostWords())
	case u.Received == nil:
		return refuse("还没有收到%s的材料，没有可以退回的；请先收件", u.Unit.Name)
	}
	return nil
}

// MayUphold says why a cell that is 待复看 cannot be kept as it was decided, nil where it can.
func (v *View) MayUphold(p Person, c *Cell) error {
	switch {
	case len(c.Conflict) > 0:
		return refuse("%s有两份互相矛盾的评分，请先选定其中一份，或者重新评分", v.Label(c))
	case c.State != Stale:
		return refuse("%s不是待复看，没有要维持的", v.Label(c))
	}
	if err := p.signed(); err != nil {
		return err
	}
	return v.mayUphold(c, p)
}

// allowed finds cells of which each may be acted on, all or none.
func (b *Book) allowed(may func(*View, *Cell) error, cells []Topic) (*View, []*Cell, error) {
	v, err := b.current()
	if err != nil {
		return nil, nil, err
	}
	var out []*Cell
	for _, at := range cells {
		c, err := v.find(at.County, at.Indicator)
		if err == nil {
			err = may(v, c)
		}
		if err != nil {
			return nil, nil, err
		}
		out = append(out, c)
	}
	return v, out, nil
}

// ReturnAll sends cells back to be put right with one reason, all or none, each by an act of its own.
func (b *Book) ReturnAll(p Person, reason string, cells ...Topic) error {
	if reason = strings.TrimSpace(reason); reason == "" {
		return refuse("退回要写明需要补正什么")
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	v, list, err := b.allowed(func(v *View, c *Cell) error { return v.MayReturn(p, c) }, cells)
	if err != nil || len(list) == 0 {
		return err
	}
	var events []*Event
	for _, c := range list {
		events = together(events, b.act(p, Event{
			Kind: Returned, County: c.County, Indicator: c.Indicator.No, Facts: c.Facts, Value: v.byCode[c.County].Received.Value, Reason: reason,
		}))
	}
	return b.add("退回补正", addition{events: events})
}

// UpholdAll lets decisions that are 待复看 stand on the facts of today, all or none, with one reason; each county's are one act.
func (b *Book) UpholdAll(p Person, reason string, cells ...Topic) error {
	if reason = strings.TrimSpace(reason); reason == "" {
		return refuse("材料有变化仍维持原来的评分，要写明理由")
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	_, list, err := b.allowed(func(v *View, c *Cell) error { return v.MayUphold(p, c) }, cells)
	if err != nil || len(list) == 0 {
		return err
	}
	var counties []string
	acts := map[string]*Event{}
	for _, c := range list {
		if acts[c.County] == nil {
			counties = append(counties, c.County)
			acts[c.County] = &Event{Kind: Upheld, County: c.County, Reason: reason}
		}
		e := acts[c.County]
		e.Cells = append(e.Cells, UpheldCell{County: c.County, Indicator: c.Indicator.No, Event: c.standing.head.ID, Facts: c.Facts})
	}
	var events []*Event
	for _, county := range counties {
		e := acts[county]
		slices.SortFunc(e.Cells, func(a, b UpheldCell) int { return a.Indicator - b.Indicator })
		events = together(events, b.act(p, *e))
	}
	return b.add("维持评分", addition{events: events})
}

// MayConfirm says why the 初评 of a cell cannot be confirmed, nil where it can.
func (v *View) MayConfirm(p Person, c *Cell) error {
	if err := p.signed(); err != nil {
		return err
	}
	return v.mayConfirm(c, p)
}

// Confirmation is the decision that confirms the 初评 of a cell as it is, for one that MayConfirm allows.
func (c *Cell) Confirmation() Decision {
	return Decision{County: c.County, Indicator: c.Indicator.No, Stage: StageConfirmed, Score: valueOf(c.standing.initial)}
}
