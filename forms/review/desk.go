package review

import (
	"strings"
)

// Check says why a decision would be refused by what holds in the view, nil where it would not: what a screen asks before it sends one.
func (v *View) Check(p Person, d Decision) error {
	c, err := v.find(d.County, d.Indicator)
	if err != nil {
		return err
	}
	_, err = v.decision(c, p, d)
	return err
}

// Lacks reports whether a decision would be refused for want of a reason alone.
func (v *View) Lacks(p Person, d Decision) bool {
	if strings.TrimSpace(d.Reason) != "" || v.Check(p, d) == nil {
		return false
	}
	d.Reason = "—"
	return v.Check(p, d) == nil
}

// StageOf is what a score that a person gives a cell is. Where one unit does both, agree says that an 初评 that is there is confirmed with it.
func (v *View) StageOf(p Person, c *Cell, agree bool) Stage {
	r := v.Edition.Review
	switch {
	case !c.Indicator.Source.Self():
		return StageDirect
	case p.Unit != r.Confirm:
		return StageInitial
	case r.Initial == r.Confirm && !(agree && c.standing.state == InitiallyScored):
		return StageInitial
	}
	return StageConfirmed
}

// Agreed is the decision by which a person agrees with what there is: the 初评 is confirmed, the claim taken as it is, the city's own data as
// the rules reckon them. ok is false where there is nothing to agree with, or it is not this person's to do.
func (v *View) Agreed(p Person, c *Cell) (d Decision, ok bool) {
	d = Decision{County: c.County, Indicator: c.Indicator.No, Stage: v.StageOf(p, c, true)}
	switch {
	case d.Stage == StageConfirmed && c.standing.initial != nil:
		d.Score = c.standing.initial.Value
	case d.Stage == StageConfirmed:
		return d, false
	case d.Stage == StageDirect:
		if c.Reckoned == nil {
			return d, false
		}
		d.Score = c.Reckoned.String()
	case c.Absent:
		d.Score = ValueAbsent
	case c.Claim == nil:
		return d, false
	default:
		d.Score = c.Claim.String()
	}
	return d, v.Check(p, d) == nil
}

// Due reports whether a cell waits for a person: to be scored by who gives 初评, to be confirmed by who confirms, to be looked at again by who
// has decided; what the city holds waits for everybody. Without a unit everything that is not settled does.
func (v *View) Due(p Person, c *Cell) bool {
	r := v.Edition.Review
	mine := func(who string) bool {
		return p.Unit == "" || p.Unit == who || p.Unit != r.Initial && p.Unit != r.Confirm
	}
	switch {
	case len(c.Conflict) > 0:
		return true
	case !c.Indicator.Source.Self():
		return !c.Decided || c.State == Stale
	case c.State == InitiallyScored, c.State == Stale && c.Under == ConfirmedState:
		return mine(r.Confirm)
	case c.State == Unreviewed, c.State == Resubmitted, c.State == Stale:
		return mine(r.Initial) && v.byCode[c.County].Received != nil
	}
	return false
}
