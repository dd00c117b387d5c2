package publicity

import (
	"hash/maphash"
	"slices"
	"strings"

	"zicha/forms/merge"
	"zicha/scoring"
)

// dismiss gives the reason for leaving a row out, "" where it counts.
func (c *counter) dismiss(r *row, d *decision) Reason {
	if r.broken {
		return Torn
	}
	if reason := c.noDecision(r, d); reason != "" {
		return reason
	}
	for m := firstCode; m <= lastCode; m++ {
		if lost(d.text[m]) {
			return Lost
		}
	}
	if !c.job.AnyYear && c.otherYear(d) {
		return Year
	}
	if c.twice(d) {
		return Twice
	}
	return ""
}

// noDecision tells rows that are none of a decision.
func (c *counter) noDecision(r *row, d *decision) Reason {
	said := spoken(r.cells)
	substance := d.text[Party] != "" || d.text[Number] != "" || d.text[Decided] != "" || coded(d)
	lonely := said == 1 && len(c.t.Header) > 2
	switch {
	case said == 0:
		return Blank
	case c.isHeader(d):
		return Heading
	case c.aside(r, d):
		return Note
	case !substance:
		return Leftover
	case lonely:
		return Note
	}
	return ""
}

// aside reports whether a row is a sum, a signature or a remark: one of their words stands anywhere in it, also in a column nobody asked
// for, and the row is not plainly a decision all the same.
func (c *counter) aside(r *row, d *decision) bool {
	own := func(m Meaning) bool {
		return c.has[m] < 0 || d.text[m] != "" && merge.AsideCell(d.text[m]) == merge.NoAside
	}
	named := d.text[Party]+d.text[Number] != "" || c.has[Party] < 0 && c.has[Number] < 0
	decided := named && own(Party) && own(Number)
	if identified(d) || decided && d.hasDecided {
		return false
	}
	cells, err := r.of.all()
	if err != nil {
		c.failed = err
		return false
	}
	var sums, signed, remarks, spoken int
	for _, cell := range cells {
		if isBlank(cell) || allDigits(cell) {
			continue
		}
		spoken++
		switch merge.AsideCell(cell) {
		case merge.Sum:
			sums++
		case merge.Signed:
			if signed++; spoken == 1 {
				return true
			}
		case merge.Remark:
			remarks++
		}
	}
	if all := strings.Join(cells, ""); merge.AsideCell(all) == merge.Sum {
		sums++ // 共|1|条
	}
	return sums > 0 || signed > 1 || signed+remarks > 0 && !decided
}

// identified reports whether a row has a code, or something as long as one.
func identified(d *decision) bool {
	const shortest = 8
	return slices.ContainsFunc(d.text[firstCode:lastCode+1], func(s string) bool { return len(s) >= shortest && merge.AsideCell(s) == merge.NoAside })
}

// spoken counts the cells that say something.
func spoken(cells []string) (said int) {
	for _, cell := range cells {
		if !isBlank(cell) {
			said++
		}
	}
	return said
}

// isHeader reports whether a row is the headings once more.
func (c *counter) isHeader(d *decision) bool {
	headings := 0
	for m := range meanings {
		if t := d.text[m]; t != "" && c.isHeading(t, m) {
			headings++
		}
	}
	return headings >= 2
}

// isHeading reports whether the text of a meaning is its heading, in the words of the table or of the vocabulary.
func (c *counter) isHeading(text string, m Meaning) bool {
	if len(text) > 90 {
		return false
	}
	folded := foldHeading(text)
	if folded == c.header[m] {
		return true
	}
	k, ok := c.words[folded]
	return ok && k.meaning == m
}

// coded reports whether any code is filled in.
func coded(d *decision) bool {
	return slices.ContainsFunc(d.text[firstCode:lastCode+1], func(s string) bool { return s != "" })
}

// otherYear judges by the day of decision, for want of it by that of publication; without either the row counts.
func (c *counter) otherYear(d *decision) bool {
	switch {
	case d.hasDecided:
		return d.decided.year() != c.job.Year
	case d.hasPublished:
		return d.published.year() != c.job.Year
	}
	return false
}

// twice reports whether a decision of the same number and party was counted before. Of each only a hash of 128 bits is kept.
func (c *counter) twice(d *decision) bool {
	number, party := scoring.FoldKey(d.text[Number]), scoring.FoldKey(d.text[Party])
	if number == "" || party == "" {
		return false
	}
	c.key = append(append(append(c.key[:0], strings.ToUpper(number)...), 0), strings.ToUpper(party)...)
	hash := [2]uint64{maphash.Bytes(c.seeds[0], c.key), maphash.Bytes(c.seeds[1], c.key)}
	if _, before := c.seen[hash]; before {
		return true
	}
	c.seen[hash] = struct{}{}
	return false
}
