package review

import (
	"slices"

	"zicha/scoring"
)

// rank ranks the counties by what counts.
func (v *View) rank() []scoring.Place {
	units := make([]scoring.Contender, 0, len(v.Units))
	for _, u := range v.Units {
		units = append(units, scoring.Contender{Code: u.Unit.Code, Card: &u.Card})
	}
	return v.Edition.Rank(units)
}

// place sorts counties by rank, within a tie by code, and gives them both ranks.
func (v *View) place(units []UnitResult) {
	places := v.places()
	at := make(map[string]int, len(places))
	for i, p := range places {
		at[p.Code] = i
	}
	slices.SortFunc(units, func(a, b UnitResult) int { return at[a.Code] - at[b.Code] })
	for i := range units {
		p := places[at[units[i].Code]]
		units[i].Rank, units[i].Objective, units[i].ObjectiveRank = p.Rank, p.Objective, p.ObjectiveRank
	}
}

// Undecided are the totals that counties are ranked by right after they came in: of each what it scores itself, nothing decided and none of
// the city's figures entered. cards are what their answers come to by the rules, one of each.
func Undecided(e *scoring.Edition, cards ...scoring.Scorecard) []scoring.Points {
	v := &View{Edition: e}
	for _, card := range cards {
		u := &UnitView{Received: &Event{}}
		for i, ind := range e.Indicators() {
			c := &Cell{Indicator: ind, Absent: card.Indicators[i].Status == scoring.NotAsked}
			if ind.Source.Self() && card.Indicators[i].Known {
				c.Score = card.Indicators[i].Score
			}
			u.Cells = append(u.Cells, c)
		}
		v.Units = append(v.Units, u)
	}
	v.average()
	out := make([]scoring.Points, len(v.Units))
	for i, u := range v.Units {
		u.sum(e)
		out[i] = u.Total
	}
	return out
}

// Firm says of every county's rank how firm it is (名次余量), by code, as the book is now.
func (b *Book) Firm() (map[string]Firm, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	v, err := b.current()
	if err != nil {
		return nil, err
	}
	return b.firm(v)
}

// firm says of every county's rank how firm it is (名次余量), by code.
func (b *Book) firm(v *View) (map[string]Firm, error) {
	places := v.places()
	without, err := b.unruled(v)
	if err != nil {
		return nil, err
	}
	rulings := scoring.Deciding(places, without)
	out := map[string]Firm{}
	for i, m := range v.Edition.Margins(places) {
		f := Firm{Above: m.Above, Below: m.Below, Rulings: rulings[places[i].Code]}
		if n := m.Fewest(); n != nil {
			f.Swap = len(n.Swap)
			for _, cell := range n.Swap {
				f.Cells, f.Whose = append(f.Cells, cell.Indicator), append(f.Whose, cell.Code)
			}
		}
		out[places[i].Code] = f
	}
	return out, nil
}

// reckons reports whether a criterion's rule decides what counts anywhere: where the city has decided every cell of its indicator, no other
// rule would change a total.
func (v *View) reckons(criterion string) bool {
	c := v.Edition.Criterion(criterion)
	return c != nil && slices.ContainsFunc(v.Units, func(u *UnitView) bool { return !u.Cells[c.Indicator.No-1].Decided })
}

// unruled ranks the counties as they would be without each ruling that changes a rule and by which something is reckoned, by its criterion.
func (b *Book) unruled(v *View) (map[string][]scoring.Place, error) {
	out := map[string][]scoring.Place{}
	for _, r := range v.Rulings {
		if r.Rule == "" || !v.reckons(r.Criterion) {
			continue
		}
		places, err := b.without(v, r)
		if err != nil {
			return nil, err
		}
		out[r.Criterion] = places
	}
	return out, nil
}

// without ranks the counties as they would be without a ruling.
func (b *Book) without(v *View, r Ruling) ([]scoring.Place, error) {
	event := Event{Kind: Unruled, Subject: r.Criterion, At: r.At}
	for _, head := range v.ledger.Heads(event.Topics()[0]) {
		event.Replaces = append(event.Replaces, head.ID)
	}
	event.seal()
	trial := v.ledger.Fork()
	trial.Add(&event)
	other, err := b.viewOf(trial)
	if err != nil {
		return nil, err
	}
	return other.places(), nil
}
