package main

import (
	"io"

	"zicha/forms"
	"zicha/scoring"
)

// The machine-readable scorecard, and what stands in the place of an object that cannot be read. What a rulebook does not have is left out.
type (
	refusalJSON struct {
		Line  int    `json:"line"`
		Error string `json:"error"`
	}
	cardJSON struct {
		Edition    string          `json:"edition"`
		Indicators []indicatorJSON `json:"indicators"`
		Self       totalJSON       `json:"self"`
		Forecast   totalJSON       `json:"forecast"`
		Bonus      *apartJSON      `json:"bonus,omitempty"`
		Penalty    *apartJSON      `json:"penalty,omitempty"`
		Vetoes     []vetoJSON      `json:"vetoes,omitempty"`
		Overall    *overallJSON    `json:"overall,omitempty"`
		Problems   []forms.Problem `json:"problems"`
	}
	indicatorJSON struct {
		No       int             `json:"no"`
		Score    *scoring.Points `json:"score"`
		Max      scoring.Points  `json:"max"`
		Source   scoring.Source  `json:"source"`
		Status   scoring.Status  `json:"status"`
		Apart    scoring.Apart   `json:"apart,omitempty"`
		Absent   *absentJSON     `json:"absent,omitempty"`
		Pools    []poolJSON      `json:"pools,omitempty"`
		Criteria []criterionJSON `json:"criteria"`
	}
	criterionJSON struct {
		ID     string  `json:"id"`
		State  string  `json:"state"`
		Points *string `json:"points"`
		Reason string  `json:"reason"`
	}
	absentJSON struct {
		As     scoring.Absence `json:"as"`
		Reason string          `json:"reason"`
	}
	poolJSON struct {
		Criteria []string       `json:"criteria"`
		Points   *string        `json:"points"`
		Max      scoring.Points `json:"max"`
	}
	totalJSON struct {
		Score scoring.Points `json:"score"`
		Max   scoring.Points `json:"max"`
	}
	apartJSON struct {
		Score *scoring.Points `json:"score"`
		Max   scoring.Points  `json:"max"`
	}
	vetoJSON struct {
		Criterion string          `json:"criterion"`
		Verdict   scoring.Verdict `json:"verdict"`
		Reason    string          `json:"reason"`
	}
	overallJSON struct {
		apartJSON
		Grade  string `json:"grade"`
		Struck bool   `json:"struck"`
		Words  string `json:"words"`
	}
)

func printScoreJSON(w io.Writer, a assessment) error {
	card, problems := a.card, a.problems
	out := cardJSON{
		Edition:    a.d.Edition.ID,
		Indicators: make([]indicatorJSON, len(card.Indicators)),
		Self:       totalJSON{card.Self.Score, card.Self.Max},
		Forecast:   totalJSON{card.Forecast.Score, card.Forecast.Max},
		Bonus:      apartOf(card.Bonus),
		Penalty:    apartOf(card.Penalty),
		Problems:   problems,
	}
	if problems == nil {
		out.Problems = []forms.Problem{}
	}
	for i := range card.Indicators {
		out.Indicators[i] = indicatorOf(a.d, &card.Indicators[i])
	}
	for _, v := range card.Vetoes {
		out.Vetoes = append(out.Vetoes, vetoJSON{v.Criterion.ID, v.Verdict, v.Reason})
	}
	if o := card.Overall; o != nil {
		out.Overall = &overallJSON{apartJSON{known(o.Known, o.Score), o.Max}, o.Grade, o.Struck, o.Words}
	}
	return writeJSON(w, out)
}

// known is a score that is null while it is not known.
func known(is bool, score scoring.Points) *scoring.Points {
	if !is {
		return nil
	}
	return &score
}

// apartOf is a total outside the total, nil where the rulebook has none.
func apartOf(t scoring.Total) *apartJSON {
	if t.Max == 0 {
		return nil
	}
	return &apartJSON{known(t.Known, t.Score), t.Max}
}

func indicatorOf(d *forms.Dossier, res *scoring.IndicatorResult) indicatorJSON {
	ind := res.Indicator
	out := indicatorJSON{No: ind.No, Max: ind.Max, Source: ind.Source, Status: res.Status, Apart: ind.Section.Apart}
	if res.Known {
		out.Score = &res.Score
	}
	if res.Status == scoring.NotAsked {
		out.Absent = &absentJSON{ind.Absent, d.Get(forms.AnswerPath(ind.Mark().ID, scoring.MarkReason))}
	}
	for _, p := range res.Pools {
		pool := poolJSON{Criteria: p.Pool.IDs, Max: p.Pool.Points}
		if p.Points != nil {
			points := scoring.FormatExact(p.Points)
			pool.Points = &points
		}
		out.Pools = append(out.Pools, pool)
	}
	for _, r := range res.Results {
		crit := criterionJSON{ID: r.Criterion.ID, State: r.State.String(), Reason: r.Reason}
		if r.Points != nil {
			points := scoring.FormatExact(r.Points)
			crit.Points = &points
		}
		out.Criteria = append(out.Criteria, crit)
	}
	return out
}
