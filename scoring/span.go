package scoring

import "slices"

// Span is what a unit's total may still come to: each of the open indicators gets anything from 0 to its points, what the others have stays.
// A veto is not brought about or cleared by it, and what is 不涉及 and counts for nothing stays so.
func (e *Edition) Span(card *Scorecard, open []int) (least, most Points) {
	with := func(up bool) Points {
		results := slices.Clone(card.Indicators)
		for _, no := range open {
			res := &results[no-1]
			if res.leftOut() || res.Indicator.Section.Apart == MayStrike {
				continue
			}
			score := Points(0)
			if up != (res.Indicator.Section.Apart == TakesOff) {
				score = res.Indicator.Max
			}
			*res = res.Decided(score)
		}
		trial := e.Tally(results)
		return trial.Sum()
	}
	return with(false), with(true)
}
