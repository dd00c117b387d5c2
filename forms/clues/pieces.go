package clues

import (
	"fmt"
	"slices"
	"strings"

	"zicha/forms"
	"zicha/scoring"
)

// piece is one item of evidence in use, with one of its files or, where it has none, without.
type piece struct {
	county     County
	item       forms.Evidence
	file       forms.FileRef
	page       int // of the file, where a picture stands
	last       bool
	indicators []int // it serves
	yearly     bool  // it has to be of this year: none of what it serves holds on, or is of an earlier year
	origin     origin
}

// collect lists the pieces of this year and of last.
func (f *finder) collect() {
	for _, c := range f.Counties {
		f.collectOf(c, f.Edition, false)
	}
	for _, c := range f.Last {
		f.collectOf(c, c.Dossier.Edition, true)
	}
	slices.SortStableFunc(f.pieces, func(a, b piece) int { return compareUses(a.use(), b.use()) })
}

func (f *finder) collectOf(c County, e *scoring.Edition, last bool) {
	for _, item := range c.Dossier.AllEvidence() {
		if item.Removed {
			continue
		}
		p := piece{county: c, item: item, last: last, origin: f.names.origin(item.Issuer, item.DocNo, c.Name)}
		p.indicators, p.yearly = serves(e, item)
		if len(item.Files) == 0 {
			f.pieces = append(f.pieces, p)
		}
		for _, file := range item.Files {
			p.file = file
			f.pieces = append(f.pieces, p)
		}
	}
}

// serves lists the indicators an item serves, and reports whether it has to be of the assessed year.
func serves(e *scoring.Edition, item forms.Evidence) (indicators []int, yearly bool) {
	for _, id := range item.Criteria {
		if c := e.Criterion(id); c != nil {
			indicators = append(indicators, c.Indicator.No)
			yearly = yearly || c.Carry != scoring.CarryLasting && e.DocumentYear(c) == e.Year
		}
	}
	slices.Sort(indicators)
	return slices.Compact(indicators), yearly
}

// use is the piece as a clue names it.
func (p piece) use() Use {
	u := Use{County: p.county.Code, Name: p.county.Name, Evidence: p.item.Number, Title: p.item.Title, File: p.file.Name, SHA256: p.file.SHA256, Page: p.page, Last: p.last}
	if len(p.indicators) > 0 {
		u.Indicator = p.indicators[0]
	}
	return u
}

// words name the piece: 涡阳县佐证5-01“活动通知”.
func (p piece) words() string {
	when := ""
	if p.last {
		when = "上年"
	}
	return p.county.Name + when + "佐证" + p.item.Number + quoted(p.item.Title)
}

func quoted(text string) string {
	if text == "" {
		return ""
	}
	return "“" + scoring.Shorten(text, 30) + "”"
}

// listed joins the words of several places, of many the first.
func listed(words []string) string {
	const most = 4
	words = slices.Compact(words)
	if len(words) > most {
		return strings.Join(words[:most], "、") + fmt.Sprintf("等%d处", len(words))
	}
	return strings.Join(words, "、")
}

// group is pieces that have something in common, one of each item and file.
type group []piece

// split gives the pieces of this year and those of last.
func (g group) split() (now, last group) {
	for _, p := range g {
		if p.last {
			last = append(last, p)
		} else {
			now = append(now, p)
		}
	}
	return now, last
}

// counties counts the counties of a group.
func (g group) counties() int {
	codes := map[string]bool{}
	for _, p := range g {
		codes[p.county.Code] = true
	}
	return len(codes)
}

// items counts the items of a group.
func (g group) items() int {
	seen := map[string]bool{}
	for _, p := range g {
		seen[fmt.Sprint(p.county.Code, " ", p.last, " ", p.item.Number)] = true
	}
	return len(seen)
}

// apart reports whether a county has used what is in common for indicators apart: under two items that have no indicator in common. What
// one item serves is its own affair, and two of one indicator are counted once anyway.
func (g group) apart() bool {
	byCounty := map[string]group{}
	for _, p := range g {
		byCounty[p.county.Code] = append(byCounty[p.county.Code], p)
	}
	for _, own := range byCounty {
		common := own[0].indicators
		for _, p := range own {
			common = slices.DeleteFunc(slices.Clone(common), func(no int) bool { return !slices.Contains(p.indicators, no) })
		}
		if own.items() > 1 && len(common) == 0 {
			return true
		}
	}
	return false
}

// above reports whether the pieces are a document of a higher office: one of them says so, and none says that it is a county's own.
func (g group) above() bool {
	isOf := func(o origin) func(piece) bool { return func(p piece) bool { return p.origin == o } }
	return slices.ContainsFunc(g, isOf(ofAbove)) && !slices.ContainsFunc(g, isOf(ofUnit))
}

// base reports whether what the pieces have in common is base material.
func (f *finder) base(g group) bool {
	now, _ := g.split()
	return f.widespread(now.counties()) || g.above()
}

func (g group) uses() []Use {
	out := make([]Use, len(g))
	for i, p := range g {
		out[i] = p.use()
	}
	return slices.Compact(out)
}

func (g group) words() string {
	var words []string
	for _, p := range g {
		words = append(words, p.words())
	}
	return listed(words)
}
