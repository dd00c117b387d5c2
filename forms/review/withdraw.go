package review

import (
	"slices"
	"strings"
)

// Withdraw takes an act on a cell back: what held before holds again.
func (b *Book) Withdraw(p Person, county string, indicator int, reason string) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	v, c, err := b.asked(county, indicator)
	if err != nil {
		return err
	}
	if reason = strings.TrimSpace(reason); reason == "" {
		return refuse("撤回%s的评分要写明理由", v.Label(c))
	}
	e, err := b.withdrawal(v, c, p)
	if err != nil {
		return err
	}
	e.Reason = reason
	return b.add("撤回评分", addition{events: []*Event{b.act(p, e)}})
}

// withdrawal is the act that takes back what made a cell stand as it does. Only who confirmed may take a confirmation back.
func (b *Book) withdrawal(v *View, c *Cell, p Person) (Event, error) {
	switch {
	case len(c.Conflict) > 0:
		return Event{}, refuse("%s有两份互相矛盾的评分，请先选定其中一份，或者重新评分", v.Label(c))
	case c.standing.act == nil:
		return Event{}, refuse("%s没有可以撤回的：还没有评分，或者已经撤回", v.Label(c))
	case c.standing.confirmed != nil && c.Indicator.Source.Self() && p.Unit != "" && p.Unit != v.Edition.Review.Confirm:
		return Event{}, anothers(v.Label(c)+"的确认", "作出，也由它撤回", v.Edition.Review.Confirm, p)
	}
	cell := CellOf(c.County, c.Indicator.No)
	return Event{
		Kind: Withdrawn, County: c.County, Indicator: c.Indicator.No, Value: string(c.standing.act.Kind),
		Data: map[string]string{DataRestores: b.ledger.before(cell, c.standing.act)},
	}, p.signed()
}

// before is the act of a cell that an act has replaced, "" for none. Of several, which contradicted each other, it is none: taking back what
// settled them asks for a new decision.
func (l *Ledger) before(cell Topic, act *Event) string {
	var found []string
	for _, e := range l.Of(cell) {
		if slices.Contains(act.Replaces, e.ID) {
			found = append(found, e.ID)
		}
	}
	if len(found) != 1 {
		return ""
	}
	return found[0]
}
