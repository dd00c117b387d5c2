package review

import (
	"fyne.io/fyne/v2"

	"zicha/forms/review"
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

// conflictLabel names a cell on which two copies of the book say different things.
const conflictLabel = "互相矛盾"

// cellSign is the sign of a cell: a contradiction is told before the state.
func cellSign(c *review.Cell) sign {
	if len(c.Conflict) > 0 {
		return sign{"≠", widgets.ToneError}
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

// states lists the states in the order of the work, for choosing among them.
func states() []review.State {
	return []review.State{
		review.Unreviewed, review.InitiallyScored, review.ConfirmedState, review.Stale, review.ReturnedState, review.Resubmitted, review.VoidedState,
	}
}
