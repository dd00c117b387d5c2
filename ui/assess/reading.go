package assess

import (
	"strings"

	"zicha/forms/wording"
	"zicha/scoring"
	"zicha/ui/widgets"
)

// readings are how a criterion's text is read, where the notice leaves it open: its own, and its indicator's where that has no other.
func readings(c *scoring.Criterion) []string {
	if len(c.Indicator.Criteria) == 1 {
		return c.Indicator.AllNotes()
	}
	return c.Notes
}

// newReading is the fold of how a text is read, with what such a reading is worth.
func newReading(d *Desk, notes []string) *widgets.Fold {
	worth := widgets.Muted(wording.Explain(wording.TermReading, &d.session.Values.Edition.Words))
	f := widgets.NewFold(notesLabel, widgets.Inset(28, 4, widgets.Column(4, widgets.Body(strings.Join(notes, "\n")), worth)))
	f.OnToggled = d.pane.relayout
	return f
}

// stateWords say what it means that a criterion has no points.
func stateWords(e *scoring.Edition) string {
	return wording.ExplainAll(&e.Words, wording.TermPending, wording.TermStuck)
}

// folds are the readings on the page: those of the criteria, then those of the whole indicator.
func (p *indicatorPage) folds() []*widgets.Fold {
	var out []*widgets.Fold
	for _, card := range p.cards {
		if card.reading != nil {
			out = append(out, card.reading)
		}
	}
	if p.notes != nil {
		out = append(out, p.notes)
	}
	return out
}

// showNotes opens the readings of the page and goes to the first.
func (p *indicatorPage) showNotes() {
	for i, f := range p.folds() {
		if !f.Open() {
			f.Head.Tapped(nil)
		}
		if i == 0 {
			p.desk.pane.reveal(f.Object())
			p.desk.host.Window.Canvas().Focus(f.Head)
		}
	}
}
