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

// unruled ranks the counties as they would be without each ruling that changes a rule, by its criterion.
func (b *Book) unruled(v *View) (map[string][]scoring.Place, error) {
	out := map[string][]scoring.Place{}
	for _, r := range v.Rulings {
		if r.Rule == "" {
			continue
		}
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
		out[r.Criterion] = other.places()
	}
	return out, nil
}
