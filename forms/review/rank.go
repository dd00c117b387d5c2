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

// firmView is what holds in the book now, and of every county's rank how firm it is.
func (b *Book) firmView() (*View, map[string]Firm, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	v, err := b.current()
	if err != nil {
		return nil, nil, err
	}
	firm, err := b.firm(v)
	return v, firm, err
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

// without ranks the counties as they would be without a ruling. What is decided counts as it did, and of what is not only the cells of the
// criterion's indicator count otherwise; where an average makes cells of others count otherwise too, all is worked out.
func (b *Book) without(v *View, r Ruling) ([]scoring.Place, error) {
	if v.averages() {
		return b.viewWithout(v, r)
	}
	e, err := b.ruled(slices.DeleteFunc(slices.Clone(v.Rulings), func(other Ruling) bool { return other.Criterion == r.Criterion }))
	if err != nil {
		return nil, err
	}
	ind := e.Criterion(r.Criterion).Indicator
	other := *v
	other.Units = slices.Clone(v.Units)
	for i, u := range v.Units {
		c := *u.Cells[ind.No-1]
		if c.Decided {
			continue
		}
		was := c
		if err := b.reckon(v, &c, ind); err != nil {
			return nil, err
		}
		if c.Score == was.Score && c.Absent == was.Absent {
			continue
		}
		changed := *u
		changed.Cells, changed.Open = slices.Clone(u.Cells), 0
		changed.Cells[ind.No-1] = &c
		changed.sum(v.Edition)
		other.Units[i] = &changed
	}
	return other.rank(), nil
}

// reckon gives an undecided cell what it counts with where its indicator has other rules.
func (b *Book) reckon(v *View, c *Cell, ind *scoring.Indicator) error {
	u := v.byCode[c.County]
	score := func(answers scoring.Answers) {
		if c.Score = 0; answers == nil {
			return
		}
		if res := ind.Score(answers); res.Known {
			c.Score = res.Score
		}
	}
	if !ind.Source.Self() {
		score(u.figures)
	}
	if u.Received == nil {
		return nil
	}
	sub, err := b.submission(u.Received.Content)
	if err != nil {
		return err
	}
	own := sub.Dossier(v.Edition).Answers()
	c.Absent = ind.AbsentIn(own)
	switch {
	case !ind.Source.Self():
	case len(v.figured[c.County][ind.No]) > 0:
		score(u.own)
	default:
		score(own)
	}
	return nil
}

// viewWithout ranks them by all that would hold without the ruling.
func (b *Book) viewWithout(v *View, r Ruling) ([]scoring.Place, error) {
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
