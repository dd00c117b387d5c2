package workbook

import (
	"strings"

	"zicha/forms/tables"
	"zicha/forms/wording"
	"zicha/scoring"
)

// has reports whether there is a total of what the unit scores itself, or else of what the assessor scores. Older programs wrote both.
func (b *builder) has(self bool) bool {
	return b.opts.layout < layoutRules || b.d.Edition.HasTotal(self)
}

// marks is what an indicator can give; what is taken off has a minus, so that the column adds up, and a verdict has no points.
func marks(ind *scoring.Indicator) tables.Entry {
	switch ind.Section.Apart {
	case scoring.TakesOff:
		return tables.Entry{Text: "-" + ind.Max.String(), Look: lookPoints, Number: true}
	case scoring.MayStrike:
		return tables.Entry{Text: wording.Marks(ind), Look: lookPoints}
	}
	return tables.Entry{Text: ind.Max.String(), Look: lookPoints, Number: true}
}

// apartSection is the row of a section outside the total: what counts of it, 自评 and 预估 together, as the figures below the total stand. The
// reviewers' subtotals stop at its cap too; verdicts do not add up.
func (p *page) apartSection(total scoring.SectionTotal) int {
	s := total.Section
	v := tables.Values{colReason: {Text: wording.CountedOf(total), Look: lookSection}}
	if s.Apart != scoring.MayStrike {
		v[colMax], v[colSelf] = signed(s, s.Most()), signed(s, total.Counted.Score)
		limit, least := "MIN(", ""
		if s.Apart == scoring.TakesOff {
			limit, least = "MAX(", "-"
		}
		for _, title := range reviewedColumns() {
			cells := p.under(title, s)
			v[title] = tables.Entry{Look: lookSum, Formula: `IF(COUNT(` + cells + `)=0,"",` + limit + least + s.Most().Short() + `,SUM(` + cells + `)))`}
		}
	}
	return p.total(s.No+"、"+s.Title, v)
}

// signed are points of a section outside the total.
func signed(s *scoring.Section, points scoring.Points) tables.Entry {
	e := sum(points)
	if s.Apart == scoring.TakesOff && points > 0 {
		e.Text = "-" + e.Text
	}
	return e
}

// figures writes what the rulebook makes of the points besides 自评 and 预估. They are of both, and stand in the first column of points; the
// overall total is a preview.
func (p *page) figures() {
	for _, f := range p.card.Figures() {
		e := figure(f)
		e.Look = lookSum
		if f.Label == scoring.PenaltyLabel && p.card.Penalty.Score > 0 {
			e.Text = "-" + e.Text
		}
		words := f.Words
		if f.Label == scoring.OverallLabel {
			words = wording.OverallWords(p.d.Edition, p.card)
		}
		v := tables.Values{colSelf: e, colReason: {Text: words, Look: lookSection}}
		if f.Max != "" {
			v[colMax] = tables.Entry{Text: f.Max, Look: lookSum, Number: true}
			if f.Label == scoring.PenaltyLabel {
				v[colMax] = tables.Entry{Text: "-" + f.Max, Look: lookSum, Number: true}
			}
		}
		p.total(f.Label, v)
	}
}

// figure is a figure's cell: a number, or words in its place.
func figure(f scoring.Figure) tables.Entry {
	_, err := scoring.ParsePoints(f.Text)
	return tables.Entry{Text: f.Text, Look: tables.Look{Format: tables.Decimals}, Number: err == nil}
}

// score reads an indicator's printed score; what is taken off is printed with a minus.
func (l line) score(title string, ind *scoring.Indicator) string {
	text := l.points(title)
	if without, minus := strings.CutPrefix(strings.TrimSpace(text), "-"); minus && ind.Section.Apart == scoring.TakesOff {
		if p, err := scoring.ParsePoints(without); err == nil {
			return p.String()
		}
	}
	return text
}

// pointsOf is what the reviewers may put as an indicator's points: outside the total what is taken off, or a verdict.
func pointsOf(ind *scoring.Indicator) tables.Rule {
	switch ind.Section.Apart {
	case scoring.TakesOff:
		most := ind.Max.Short()
		return tables.Rule{
			Key: "-" + ind.Max.String(), Least: "-" + most, Most: "0", Points: true,
			Refusal: "应填-" + most + "至0之间的分数，扣分写负数，最多两位小数。",
		}
	case scoring.MayStrike:
		return tables.Rule{List: []string{scoring.Passed.Label(), scoring.Struck.Label()}, Refusal: "请选“" + scoring.Passed.Label() + "”或“" + scoring.Struck.Label() + "”。"}
	}
	return pointsUpTo(ind.Max)
}
