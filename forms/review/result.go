package review

import (
	"context"
	"slices"

	"zicha/scoring"
)

// snapshotSchema tags what a snapshot is; another layout gets another tag.
const snapshotSchema = "zicha-result-1"

// snapshot freezes what holds, and tells how many counties are done; told may be nil.
func (b *Book) snapshot(ctx context.Context, v *View, told func(done, total int)) (*Snapshot, error) {
	s := &Snapshot{
		Schema: snapshotSchema, Edition: b.edition.ID, Source: string(b.edition.Source()), Rules: v.Edition.Hash(),
		Rulings: v.Rulings, Cases: v.Cases, Figures: v.Figures, Acts: v.ledger.acts(),
	}
	for i, u := range v.Units {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if told != nil {
			told(i, len(v.Units))
		}
		row, err := b.unitResult(v, u)
		if err != nil {
			return nil, err
		}
		s.Units = append(s.Units, row)
	}
	v.place(s.Units)
	var err error
	s.Standing, err = b.firm(v)
	return s, err
}

// Ranking lists the counties by rank, best first, each without its cells: those of the view say more.
func (v *View) Ranking() []UnitResult {
	out := make([]UnitResult, 0, len(v.Units))
	for _, u := range v.Units {
		out = append(out, u.row())
	}
	v.place(out)
	return out
}

// row is a county's row without its cells.
func (u *UnitView) row() UnitResult {
	out := UnitResult{Code: u.Unit.Code, Name: u.Unit.Name, Version: u.Version, Paper: u.Code, Total: u.Total, Open: u.Open}
	for _, t := range u.Card.Sections {
		sum := t.Self.Score + t.Forecast.Score
		if t.Section.Apart != scoring.InTotal {
			sum = t.Counted.Score
		}
		out.Sections = append(out.Sections, sum)
	}
	return out
}

func (b *Book) unitResult(v *View, u *UnitView) (UnitResult, error) {
	out := u.row()
	var card, held scoring.Scorecard
	if u.Received != nil {
		sub, err := b.submission(u.Received.Content)
		if err != nil {
			return out, err
		}
		card = v.Edition.Score(sub.Dossier(v.Edition).Answers())
	}
	if u.figures != nil {
		held = v.Edition.Score(u.figures)
	}
	for i, c := range u.Cells {
		cell := c.result()
		cell.Steps = v.Steps(c)
		if u.Received != nil {
			cell.ClaimWhy = card.Indicators[i].Reason
		}
		cell.Basis = cell.ClaimWhy
		if !c.Indicator.Source.Self() {
			cell.Basis = ""
			if u.figures != nil {
				cell.Basis = held.Indicators[i].Reason
			}
		}
		out.Cells = append(out.Cells, cell)
	}
	return out, nil
}

// result is a cell without its steps, the claim's reasons and the arithmetic.
func (c *Cell) result() CellResult {
	out := CellResult{
		Indicator: c.Indicator.No, State: c.State, Claim: c.Claim, ClaimText: c.ClaimText, Initial: c.Initial, Confirmed: c.Confirmed,
		Score: c.Score, Decided: c.Decided, LeftOut: c.leftOut(),
	}
	if a := c.Act; a != nil {
		out.Reason, out.Loss, out.Field, out.By, out.Unit, out.At = a.Reason, Loss(a.Data[DataLoss]), a.Data[DataField], a.By, a.Unit, a.At
		if first := c.standing.initial; first != nil && out.Reason == "" { // confirmed as it was: the reason is that of the 初评
			out.Reason, out.Loss, out.Field = first.Reason, Loss(first.Data[DataLoss]), first.Data[DataField]
		}
	}
	return out
}

// Steps lists a cell's acts in order, those that lost in a conflict or were withdrawn marked.
func (v *View) Steps(c *Cell) []Step {
	defer v.looking()()
	topic := CellOf(c.County, c.Indicator.No)
	all := v.ledger.Of(topic)
	unused := map[string]bool{}
	for _, e := range all {
		switch e.Kind {
		case Withdrawn:
			for _, id := range e.Replaces {
				if other := v.ledger.Event(id); other != nil && id != e.Data[DataRestores] {
					if s := v.ledger.standingOf(topic, other); s.act != nil {
						unused[s.act.ID] = true
					}
				}
			}
		case Upheld:
			at := slices.IndexFunc(e.Cells, func(u UpheldCell) bool { return CellOf(u.County, u.Indicator) == topic })
			for _, id := range e.Replaces {
				other := v.ledger.Event(id)
				if other != nil && at >= 0 && id != e.Cells[at].Event && slices.Contains(other.Topics(), topic) {
					unused[id] = true
				}
			}
		}
	}
	out := make([]Step, 0, len(all))
	for _, e := range all {
		out = append(out, Step{
			Event: e.ID, Kind: e.Kind, Value: e.Value, Reason: e.Reason, By: e.By, Role: e.Role, Unit: e.Unit, At: e.At, Unused: unused[e.ID],
			Loss: Loss(e.Data[DataLoss]), Field: e.Data[DataField],
		})
	}
	return out
}
