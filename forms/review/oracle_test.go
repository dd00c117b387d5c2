package review

import (
	"math/rand/v2"
	"testing"

	"zicha/forms/formtest"
	"zicha/scoring"
)

// actModel is a cell by the words of the procedure alone: acts on a pile, withdrawing takes the last one off and what held before holds again.
type actModel []modelAct

type modelAct struct {
	stage Stage
	score scoring.Points
}

// allows reports whether the procedure allows an act, "" being the withdrawal of the last one.
func (m actModel) allows(stage Stage, self bool) bool {
	switch stage {
	case "":
		return len(m) > 0
	case StageInitial:
		return self && m.top() != StageConfirmed
	case StageConfirmed:
		return self && m.top() == StageInitial
	}
	return !self
}

// after is the pile with an act done.
func (m actModel) after(stage Stage, score scoring.Points) actModel {
	if stage == "" {
		return m[:len(m)-1]
	}
	return append(m[:len(m):len(m)], modelAct{stage, score})
}

func (m actModel) top() Stage {
	if len(m) == 0 {
		return ""
	}
	return m[len(m)-1].stage
}

// state and score that counts: what is confirmed or scored directly, else what is recomputed.
func (m actModel) counts(recomputed scoring.Points) (State, scoring.Points) {
	switch m.top() {
	case "":
		return Unreviewed, recomputed
	case StageInitial:
		return InitiallyScored, recomputed
	}
	return ConfirmedState, m[len(m)-1].score
}

// TestBookAgainstTheProcedure: random acts on cells of both tracks, allowed ones and others; state, what counts, how many are 未核定 and the total
// are what a few lines of the procedure say. What the county provides is 初评 by one unit, then confirmed by the other, which locks it; what the
// city holds is scored directly, and counts 0 until then.
func TestBookAgainstTheProcedure(t *testing.T) {
	e := formtest.Edition(t)
	card := e.Score(formtest.Perfect(t).Answers())
	r := rand.New(rand.NewPCG(12, 7))
	for range 4 {
		b := newBookAt(t)
		receive(t, b, version(t, "341621", 1))
		cells := map[int]actModel{}
		for range 25 {
			no := []int{5, 8, 12, 13}[r.IntN(4)]
			m, ind := cells[no], e.Indicator(no)
			stage := []Stage{StageInitial, StageConfirmed, StageDirect, ""}[r.IntN(4)]
			if stage == StageConfirmed && m.top() == StageConfirmed || stage == StageDirect && m.top() == StageDirect {
				continue // whether the same may be said again is not what is asked here
			}
			by, score := bureau, scoring.Points(r.IntN(int(ind.Max)+1))
			if stage == StageConfirmed || ind.Source == scoring.Commission || stage == "" && m.top() == StageConfirmed {
				by = commission
			}
			allowed, err := m.allows(stage, ind.Source.Self()), error(nil)
			if stage == "" {
				err = b.Withdraw(by, "341621", no, "重看")
			} else {
				err = b.Decide(by, Decision{County: "341621", Indicator: no, Stage: stage, Score: score.String(), Reason: "按材料"})
			}
			if (err == nil) != allowed {
				t.Fatalf("第%d项 %v, then %q: allowed %v, %v", no, m, stage, allowed, err)
			}
			if allowed {
				cells[no] = m.after(stage, score)
			}
			agrees(t, view(t, b), cells, card)
		}
	}
}

// agrees holds a county of the book against the model.
func agrees(t *testing.T, v *View, cells map[int]actModel, card scoring.Scorecard) {
	t.Helper()
	var total scoring.Points
	open := 0
	u := v.Unit("341621")
	for i, ind := range v.Edition.Indicators() {
		recomputed := scoring.Points(0)
		if ind.Source.Self() {
			recomputed = card.Indicators[i].Score
		}
		state, counts := cells[ind.No].counts(recomputed)
		total += counts
		if state != ConfirmedState {
			open++
		}
		if c := u.Cells[i]; c.State != state || c.Score != counts || c.Decided != (state == ConfirmedState) {
			t.Fatalf("第%d项 %v: %s %s, want %s %s", ind.No, cells[ind.No], c.State, c.Score, state, counts)
		}
	}
	if u.Total != total || u.Open != open {
		t.Fatalf("total %s with %d open, want %s with %d", u.Total, u.Open, total, open)
	}
}
