package review

import (
	"slices"

	"zicha/forms/clues"
)

// takeClues keeps what was found for the pages that show cells: a cell that a clue is about is not beyond doubt.
func (d *Desk) takeClues(found *clues.Found) {
	d.found, d.clued = found, map[At][]*clues.Clue{}
	for i := range found.Clues {
		c := &found.Clues[i]
		for _, u := range c.Uses {
			at := At{u.County, u.Indicator}
			if list := d.clued[at]; !u.Last && !slices.Contains(list, c) {
				d.clued[at] = append(list, c)
			}
		}
	}
	d.nav.show()
}

// openClues are the clues about a cell that nobody has dismissed, as far as they were looked for.
func (d *Desk) openClues(at At) []*clues.Clue {
	var out []*clues.Clue
	for _, c := range d.clued[at] {
		if d.session.View.Dismissal(c.Key) == nil {
			out = append(out, c)
		}
	}
	return out
}

// goClue shows a clue on its page.
func (d *Desk) goClue(c *clues.Clue) {
	d.Show(pageClues)
	p := d.pages[pageClues].(*cluesPage)
	p.chips.Pick(cluesOpen)
	if i := slices.IndexFunc(p.rows, func(o clues.Clue) bool { return o.Key == c.Key }); i >= 0 {
		p.roll.Choose(i)
		p.showSide()
	}
}

// clueWords counts the clues that nobody has dismissed, for the list of pages.
func clueWords(d *Desk) string {
	if d.found == nil {
		return ""
	}
	n := 0
	for _, c := range d.found.Clues {
		if d.session.View.Dismissal(c.Key) == nil {
			n++
		}
	}
	return countWords(n, "条")
}
