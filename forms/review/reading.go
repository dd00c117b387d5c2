package review

import "zicha/scoring"

// Reading is which of a cell's figures a table of all cells shows.
type Reading string

// The readings.
const (
	ReadClaim      Reading = "claim"      // what the county claims, or the rules reckon by the city's figures
	ReadInitial    Reading = "initial"    // 初评
	ReadConfirmed  Reading = "confirmed"  // 核定
	ReadDifference Reading = "difference" // how far 核定, or else 初评, is from the claim
)

// Readings lists them in the order they are offered.
func Readings() []Reading { return []Reading{ReadClaim, ReadInitial, ReadConfirmed, ReadDifference} }

// Label names a reading.
func (r Reading) Label() string {
	return map[Reading]string{ReadClaim: "填报", ReadInitial: "初评", ReadConfirmed: "核定", ReadDifference: "差额"}[r]
}

// Read gives a figure of the cell, nil where there is none.
func (c *Cell) Read(r Reading) *scoring.Points {
	switch r {
	case ReadInitial:
		return c.Initial
	case ReadConfirmed:
		return c.Confirmed
	case ReadDifference:
		given := c.Confirmed
		if given == nil {
			given = c.Initial
		}
		if given == nil || c.Reckoned == nil {
			return nil
		}
		by := *given - *c.Reckoned
		return &by
	}
	return c.Reckoned
}

// ReadText is a figure of the cell as it is printed, with a sign where it is a difference; "" where there is none.
func (c *Cell) ReadText(r Reading) string {
	p := c.Read(r)
	switch {
	case c.Absent && p == nil && r == ReadClaim:
		return "不涉及"
	case p == nil:
		return ""
	}
	return textOf(*p, r)
}

func textOf(p scoring.Points, r Reading) string {
	switch {
	case r == ReadDifference && p > 0:
		return "+" + p.String()
	case p < 0:
		return "−" + (-p).String()
	}
	return p.String()
}

// ReadSection is what a county has in a section, as it is printed; nil stands for all sections. What counts there stands for 核定, with the
// cells not decided yet as the rules reckon them; the other readings add up what there is, "" where there is nothing.
func (u *UnitView) ReadSection(r Reading, s *scoring.Section) string {
	if r == ReadConfirmed {
		return u.counted(s).String()
	}
	sum, some := scoring.Points(0), false
	for _, c := range u.Cells {
		if p := c.Read(r); p != nil && (s == c.Indicator.Section || s == nil) {
			sum, some = sum+*p, true
		}
	}
	if !some {
		return ""
	}
	return textOf(sum, r)
}

func (u *UnitView) counted(s *scoring.Section) scoring.Points {
	for _, total := range u.Card.Sections {
		switch {
		case total.Section != s:
		case s.Apart != "":
			return total.Counted.Score
		default:
			return total.Self.Score + total.Forecast.Score
		}
	}
	return u.Total
}
