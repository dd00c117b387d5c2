package review

import (
	"fyne.io/fyne/v2"

	"zicha/forms/review"
	"zicha/scoring"
	"zicha/ui/widgets"
)

// sign tells where a cell stands at a glance: a letter or shape, which is never left out, and the colour it is drawn in.
type sign struct {
	Mark string
	Tone fyne.ThemeColorName // "" is that of the words beside it
}

// stateSign gives the sign of a state. All of them are in the screen's own font: what only some computers' fonts have (↩ ↻ ✕) would be a
// blank box on others. The arrows are as the grid lies: back to the unit at the left, and in again.
func stateSign(s review.State) sign {
	switch s {
	case review.InitiallyScored:
		return sign{"◐", widgets.ToneHalf}
	case review.ConfirmedState:
		return sign{"●", widgets.ToneGood}
	case review.Stale:
		return sign{"!", widgets.ToneWait}
	case review.ReturnedState:
		return sign{"←", widgets.ToneWait}
	case review.Resubmitted:
		return sign{"→", widgets.ToneBar}
	case review.VoidedState:
		return sign{"×", widgets.ToneError}
	}
	return sign{"○", widgets.ToneMuted}
}

// A cell on which two copies of the book say different things.
const (
	conflictLabel = "互相矛盾"
	conflictMark  = "≠"
)

// cellSign is the sign of a cell: a contradiction is told before the state.
func cellSign(c *review.Cell) sign {
	if len(c.Conflict) > 0 {
		return sign{conflictMark, widgets.ToneError}
	}
	return stateSign(c.State)
}

// cellLabel is the word that goes with cellSign.
func cellLabel(c *review.Cell) string {
	if len(c.Conflict) > 0 {
		return conflictLabel
	}
	return c.State.Label()
}

// groupSign is the sign of a unit's cells in a section: what needs looking at first, else how far the work is.
func groupSign(cells []*review.Cell, section *scoring.Section) sign {
	attention := []sign{{conflictMark, widgets.ToneError}, stateSign(review.Stale), stateSign(review.Resubmitted), stateSign(review.ReturnedState)}
	there := map[sign]bool{}
	open, begun := false, false
	for _, c := range cells {
		if c.Indicator.Section == section {
			there[cellSign(c)] = true
			open, begun = open || !c.Decided, begun || c.State != review.Unreviewed
		}
	}
	for _, s := range attention {
		if there[s] {
			return s
		}
	}
	switch {
	case !open:
		return stateSign(review.ConfirmedState)
	case begun:
		return stateSign(review.InitiallyScored)
	}
	return stateSign(review.Unreviewed)
}

// states lists the states in the order of the work, for choosing among them.
func states() []review.State {
	return []review.State{
		review.Unreviewed, review.InitiallyScored, review.ConfirmedState, review.Stale, review.ReturnedState, review.Resubmitted, review.VoidedState,
	}
}
