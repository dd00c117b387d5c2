package letter

import (
	"math"
	"slices"
	"unicode"

	"zicha/forms/wording"
)

// sheet is a page of rows at one pitch.
type sheet struct {
	rows  []row
	pitch float64
	above int // lines above the rows
}

// The lines a page may have, so that its last one stands at the foot of the type area.
const (
	fewestLines = wording.PageLines - 1
	mostLines   = wording.PageLines + 1
)

// What a page costs that is not as it should be; the cheapest pages are taken.
const (
	onePage    = 1    // a page more
	otherPitch = 2    // a line more or less than the standard's
	lowerText  = 3    // a line more between title and text
	shortPage  = 50   // for each line it lacks, the last page excepted
	shortBlock = 2    // for each line the page before the signature's lacks, which takes text over with it
	tornRows   = 9000 // rows that should stay together are parted: only where they do not fit a page
)

// shortTail is the longest last line of a paragraph, in characters without marks, that no page begins with.
const shortTail = 3

// keepTails keeps the last line of a paragraph, where it is short, on the page of the line before it.
func keepTails(all []row) {
	for i := 1; i < len(all); i++ {
		if before := all[i-1].line; before.Text != "" && !before.Last {
			all[i-1].stay = all[i-1].stay || all[i].tail()
		}
	}
}

// tail reports whether a row is the last of a paragraph and too short to begin a page.
func (r row) tail() bool {
	letters := 0
	for _, char := range r.line.Text {
		if !unicode.IsPunct(char) && !unicode.IsSpace(char) {
			letters++
		}
	}
	return r.line.Last && letters <= shortTail
}

// paginate spreads the rows over pages, used lines of the first of which are taken. A page has 22 lines, or 21 or 23 where that keeps
// together what belongs together: in each case they fill it. The last page ends where the letter ends.
func paginate(all []row, used int) []sheet {
	best := make([]choice, len(all)+1) // how to go on from each row
	for from := len(all) - 1; from > 0; from-- {
		best[from] = cheapest(all, best, choice{from: from})
	}
	best[0] = cheapest(all, best, choice{above: used})
	if lower := cheapest(all, best, choice{above: used + 1}); lower.cost+lowerText < best[0].cost {
		best[0] = lower
	}
	var out []sheet
	for at := 0; at < len(all); at += best[at].take {
		out = append(out, sheet{all[at : at+best[at].take], letterHeight / float64(best[at].lines), best[at].above})
	}
	return out
}

// choice is a way to fill the pages from a row on: what it costs, the rows of its first page, the lines that page has, and those above.
type choice struct {
	from, above       int
	cost, take, lines int
}

// cheapest completes a choice by how many rows its first page takes, at how many lines.
func cheapest(all []row, best []choice, page choice) choice {
	page.cost = math.MaxInt
	for lines := fewestLines; lines <= mostLines; lines++ {
		room := max(1, lines-page.above)
		for take := 1; take <= room && page.from+take <= len(all); take++ {
			cost := best[page.from+take].cost + onePage + otherPitch*abs(lines-wording.PageLines)
			if rest := all[page.from+take:]; len(rest) > 0 {
				each := shortPage
				if slices.ContainsFunc(rest[:best[page.from+take].take], func(r row) bool { return r.sign }) {
					each = shortBlock
				}
				cost += each * (room - take)
				if all[page.from+take-1].stay {
					cost += tornRows
				}
			}
			if cost < page.cost {
				page.cost, page.take, page.lines = cost, take, lines
			}
		}
	}
	return page
}

func abs(n int) int { return max(n, -n) }
