package typeset

// fewest is how many lines of a broken row stand on either page at least, and
// emptiest the share of a frame that may stay empty rather than break a row.
const (
	fewest   = 2
	emptiest = 0.2
)

// breaks reports whether a row may be broken for the look of a page.
func (s strip) breaks() bool { return !s.whole && s.lines >= 2*fewest }

// row draws the first of rows, on the page of those it is kept with. A row that
// does not fit goes over to the next page, under the head, unless that would
// leave much of this one empty: then it is broken.
func (f *Flow) row(t Table, rows []strip, head strip) {
	for {
		n := f.lines(t, rows, head)
		if n >= rows[0].lines {
			f.strip(t, rows[0])
			return
		}
		if n > 0 {
			var upper strip
			upper, rows[0] = t.split(rows[0], n)
			f.strip(t, upper)
		}
		f.NewPage()
		f.repeat(t, head)
	}
}

// lines is how many lines of the first row stand where the flow is.
func (f *Flow) lines(t Table, rows []strip, head strip) int {
	first, room := rows[0], f.Room()+rounding
	top := f.y <= f.frame.Y+head.height+rounding
	open := top || f.Room() > emptiest*f.frame.H
	fit := int((room - 2*t.pad()) / t.Pitch)
	if needed(rows) <= room || open && first.height <= room && !first.breaks() && (top || least(t, rows) <= room) {
		return first.lines
	}
	if n := min(fit, first.lines-fewest); open && first.breaks() && n >= fewest {
		return n
	}
	switch {
	case top && first.whole:
		return first.lines // it is as high on every page
	case top:
		return max(fit, 1)
	}
	return 0
}

// needed is the height of the first row with those it is kept together with.
func needed(rows []strip) float64 {
	height := 0.0
	for _, row := range rows {
		height += row.height + row.after
		if !row.keep {
			break
		}
	}
	return height
}

// least is needed where the last of these rows is broken.
func least(t Table, rows []strip) float64 {
	height := 0.0
	for _, row := range rows {
		if row.breaks() {
			return height + t.height(fewest)
		}
		height += row.height + row.after
		if !row.keep {
			break
		}
	}
	return height
}

// split takes n lines off every cell.
func (t Table) split(s strip, n int) (upper, rest strip) {
	upper, rest = s, s
	upper.boxes, rest.boxes, rest.lines = nil, nil, 0
	for _, b := range s.boxes {
		above, below := b, b
		above.lines, below.lines = b.lines[:min(n, len(b.lines))], b.lines[min(n, len(b.lines)):]
		if len(below.lines) == 0 {
			below.lines, below.cell = b.again, nil
		}
		rest.lines = max(rest.lines, len(below.lines))
		upper.boxes, rest.boxes = append(upper.boxes, above), append(rest.boxes, below)
	}
	upper.lines, upper.keep, upper.after = n, false, 0
	upper.height, rest.height = t.height(n), t.height(rest.lines)
	return upper, rest
}
