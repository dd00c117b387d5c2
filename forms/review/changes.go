package review

import (
	"slices"
	"strings"

	"zicha/forms"
	"zicha/scoring"
)

// Changes says what of a cell's facts is no longer as it was when it was decided, side by side: Want is what the decision was made on, Got
// what there is today; nothing where the cell is not decided or its facts are the same. Proved is false where what the decision was made
// on could not be put together again to the very hash it carries, because it was made in a copy that had seen something else.
func (b *Book) Changes(county string, indicator int) (list []forms.Difference, proved bool, err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	v, c, err := b.asked(county, indicator)
	if err != nil {
		return nil, false, err
	}
	basis := b.ledger.basis(CellOf(c.County, c.Indicator.No), c.standing.head)
	if basis == nil || c.standing.facts == c.Facts {
		return nil, true, nil
	}
	then, err := b.viewOf(b.ledger.upTo(basis))
	if err != nil {
		return nil, false, err
	}
	was := then.Cell(c.County, c.Indicator.No)
	before, err := b.cellLines(then, was)
	if err != nil {
		return nil, false, err
	}
	now, err := b.cellLines(v, c)
	if err != nil {
		return nil, false, err
	}
	return forms.Compare(before, now), was.Facts == c.standing.facts, nil
}

// basis is the event whose facts a chain of acts stands on, nil where there is none.
func (l *Ledger) basis(cell Topic, e *Event) *Event {
	for e != nil {
		switch e.Kind {
		case Initial, Confirmed, Direct:
			return e
		case Upheld:
			if slices.ContainsFunc(e.Cells, func(c UpheldCell) bool { return CellOf(c.County, c.Indicator) == cell }) {
				return e
			}
			return nil
		case Withdrawn:
			e = l.Event(e.Data[DataRestores])
		default:
			return nil
		}
	}
	return nil
}

// upTo is the ledger as it stood before an event, in its order.
func (l *Ledger) upTo(e *Event) *Ledger {
	out := NewLedger()
	out.sound = l.sound
	for _, other := range l.All() {
		if other.ID == e.ID {
			break
		}
		out.Add(other)
	}
	return out
}

// cellLines are a cell's facts as lines for people.
func (b *Book) cellLines(v *View, c *Cell) ([]forms.Line, error) {
	var out []forms.Line
	if u := v.byCode[c.County]; u.Received != nil {
		s, err := b.submission(u.Received.Content)
		if err != nil {
			return nil, err
		}
		out = countyLines(s.Dossier(v.Edition), c.Indicator)
	}
	for _, f := range v.Figures {
		if at, field := v.Edition.FieldNamed(f.Field); f.County == c.County && at != nil && at.Indicator == c.Indicator {
			out = append(out, forms.Line{Key: "figure/" + f.Field, Label: v.Edition.Words.Assessor + "录入的" + field.Label, Value: field.Display(f.Value)})
		}
	}
	for _, r := range v.Rulings {
		if at := v.Edition.Criterion(r.Criterion); at != nil && at.Indicator == c.Indicator {
			out = append(out, forms.Line{Key: "ruling/" + r.Criterion, Label: r.Criterion + " 口径裁定", Value: r.Text})
		}
	}
	return append(out, forms.Line{Key: "claim", Label: "按填报内容计", Value: c.ClaimText}), nil
}

// countyLines are what of a county's version belongs to an indicator, evidence by its files, as a person reads it.
func countyLines(d *forms.Dossier, ind *scoring.Indicator) []forms.Line {
	var out []forms.Line
	mine := map[string]bool{}
	for _, c := range ind.Asked() {
		for _, e := range d.Evidence(c.ID) {
			mine[e.Number] = true
		}
	}
	for _, l := range d.Lines(nil) {
		kind, rest, _ := strings.Cut(l.Key, "/")
		number, _, _ := strings.Cut(rest, "/")
		switch {
		case kind == "evidence" && mine[number],
			kind != "evidence" && indicatorOf(d.Edition, forms.Path(l.Key)) == ind.No:
			l.Value = d.Reading(l)
			out = append(out, l)
		}
	}
	return out
}
