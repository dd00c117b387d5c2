package scoring

// Tally adds up results of all the edition's indicators, in order, by sections, figures and the overall total.
func (e *Edition) Tally(results []IndicatorResult) Scorecard {
	card := Scorecard{Indicators: results, Sections: make([]SectionTotal, 0, len(e.Sections))}
	for _, s := range e.Sections {
		total := SectionTotal{Section: s}
		for _, ind := range s.Indicators {
			total.add(results[ind.No-1])
		}
		card.count(&total)
		card.Sections = append(card.Sections, total)
	}
	if e.overall {
		card.Overall = e.reckon(&card)
	}
	return card
}

// Decided is the result with a score given by the assessor instead of the one by the rules.
func (res IndicatorResult) Decided(score Points) IndicatorResult {
	res.Known, res.Score, res.Status, res.decided = true, score, Complete, true
	return res
}

// Sum is what a unit is ranked by: the overall total where the rulebook makes one, else all indicators of the total together.
func (c Scorecard) Sum() Points {
	if c.Overall != nil {
		return c.Overall.Score
	}
	return c.Self.Score + c.Forecast.Score
}

// Hash covers what decides an indicator's score, as Edition.Hash does for all. It is 64 hexadecimal digits.
func (ind *Indicator) Hash() string { return sumOfJSON(ind.hashed()) }
