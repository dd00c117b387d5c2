package volume

import (
	"fmt"

	"zicha/forms/pdf"
	"zicha/forms/report/typeset"
	"zicha/forms/wording"
)

// The pages of a volume: A4, and the frames what is put in is fitted to. The strip below carries the number.
const (
	shortSide = pdf.ShortSide
	longSide  = pdf.LongSide
	edge      = pdf.Edge
	textLeft  = 26.0 // 订口
	textRight = 20.0
	textTop   = 24.0
	textWidth = shortSide - textLeft - textRight
	textHigh  = longSide - textTop - 22
	pointMM   = pdf.PointMM
)

var (
	titleStyle = typeset.Style{Face: typeset.Title, Size: 26}
	headStyle  = typeset.Style{Face: typeset.Hei, Size: 14}
	bodyStyle  = typeset.Style{Face: typeset.Song, Size: 11}
	cellStyle  = typeset.Style{Face: typeset.Song, Size: 9.5}
	cellHead   = typeset.Style{Face: typeset.Hei, Size: 9.5}
	cellBold   = typeset.Style{Face: typeset.HeiBold, Size: 9.5}
	footStyle  = typeset.Style{Face: typeset.Song, Size: 10}
	footNumber = typeset.Style{Face: typeset.HeiBold, Size: 10}
	headGround = &typeset.Color{R: 236, G: 236, B: 236}
	rowGround  = &typeset.Color{R: 247, G: 247, B: 247}
)

// composer sets the pages of one volume: its own in full, and for every page of evidence what is printed beside it.
type composer struct {
	b     *binding
	k     *book
	doc   *typeset.Doc
	feet  map[int]string // what stands in the strip of a page beside its number
	plain map[int]bool   // pages without a strip
	links map[int][]pdf.Link
}

func (b *binding) composer(k *book) *composer {
	return &composer{b: b, k: k, feet: map[int]string{}, plain: map[int]bool{}, links: map[int][]pdf.Link{}, doc: typeset.New(typeset.Options{
		Title: wording.VolumeTitle(b.d), Author: b.d.Profile("signatory"), Created: wording.Created(b.d), Overlay: true,
	})}
}

// measure sets everything but the evidence and counts pages: those before the first divider, and of each divider.
func (b *binding) measure(k *book) (front int, dividers []int) {
	c := b.composer(k)
	c.front()
	front = c.doc.Pages()
	for _, p := range k.parts {
		before := c.doc.Pages()
		c.divider(p)
		dividers = append(dividers, c.doc.Pages()-before)
	}
	return front, dividers
}

// sheet is a page as it is written: what is drawn into it beside what the composer sets.
type sheet struct {
	landscape bool
	file      *prepared // nil for pages of our own
	page      int       // of the file
	matrix    [6]float64
}

// compose sets the whole volume and gives what goes on each page.
func (c *composer) compose() []sheet {
	var sheets []sheet
	own := func() {
		for len(sheets) < c.doc.Pages() {
			sheets = append(sheets, sheet{})
		}
	}
	c.front()
	own()
	for _, p := range c.k.parts {
		c.divider(p)
		own()
		for _, e := range p.entries {
			for _, f := range e.files {
				if f.doc.Fault != "" {
					c.placeholder(e, f)
					own()
					continue
				}
				for i, page := range f.doc.Pages {
					landscape, _, matrix := pdf.Fit(page)
					c.doc.AddPage(landscape)
					c.foot(e, page)
					sheets = append(sheets, sheet{landscape, f, i, matrix})
				}
			}
		}
	}
	pages := c.doc.Pages()
	c.spine()
	sheets = append(sheets, sheet{landscape: true})
	c.doc.EachPage(func(page, _ int) { c.strip(page, pages) })
	return sheets
}

// foot notes what stands in the strip of the current page.
func (c *composer) foot(e *entry, page pdf.Page) {
	room, piece := 110.0, ""
	if page.Pieces > 1 {
		room, piece = 90, fmt.Sprintf("　第%d/%d段", page.Piece, page.Pieces)
	}
	c.feet[c.doc.Page()] = "佐证" + e.item.Number + "　" + clip(wording.OrGap(e.item.Title), room) + piece
}

// clip shortens a text to so many millimetres of the strip.
func clip(text string, room float64) string {
	r := []rune(text)
	for len(r) > 0 && typeset.Width(string(r), footStyle) > room {
		r = r[:len(r)-1]
	}
	if len(string(r)) < len(text) {
		return string(r) + "…"
	}
	return text
}

// strip prints a page's number at the sheet's outer edge as it is bound and printed on both sides, and at the inner one what the page
// belongs to. On a page across the sheet they stand at the same places of the sheet.
func (c *composer) strip(page, pages int) {
	if c.plain[page] || page > pages {
		return
	}
	number := fmt.Sprintf("第%d页 共%d页", page, pages)
	if len(c.b.books) > 1 {
		number = fmt.Sprintf("第%d册 ", c.k.no) + number
	}
	const low, left = 6.2, edge + 6
	width, _ := c.doc.Size()
	put := func(right bool, style typeset.Style, text string) {
		x := left
		if right {
			x = shortSide - left - typeset.Width(text, style)
		}
		if width > shortSide {
			c.doc.Turned(low, x, style, text)
		} else {
			c.doc.Text(x, longSide-low, style, text)
		}
	}
	put(page%2 == 1, footNumber, number)
	put(page%2 == 0, footStyle, c.feet[page])
}
