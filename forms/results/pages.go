package results

import (
	"fmt"
	"unicode/utf8"

	"zicha/forms/letter"
	"zicha/forms/report/typeset"
	"zicha/scoring"
)

// pages is one PDF being set.
type pages struct {
	*builder
	doc    *typeset.Doc
	title  string
	across map[int]bool // the pages across the sheet
	before bool         // it goes to the government for approval: what it is stands on every page until that is there
	inner  bool         // it stays between the offices
	err    error
}

// between stands on every page of what the notice does not know and stays between the offices.
const between = "内部环节，不对外公开"

// notApproved stands on every page of what the government has not approved yet.
const notApproved = "送审稿，未经审定"

// start begins a PDF.
func (b *builder) start(title string, before bool) *pages {
	p := &pages{builder: b, title: title, before: before, across: map[int]bool{}}
	p.doc = typeset.New(typeset.Options{Title: title, Subject: b.e.Title, Author: b.office(b.e.Review.Confirm), Created: b.moment(), Wanted: b.ctx})
	p.doc.OnPage(p.mark)
	return p
}

// mark draws what lies under a page: that it is no final paper.
func (p *pages) mark() {
	wide, high := p.doc.Size()
	p.across[p.doc.Page()] = wide > high
	text := ""
	switch {
	case p.s.Process:
		text = "过程稿"
	case p.before && !p.approved():
		text = "送审稿"
	}
	if text != "" {
		if err := p.doc.Watermark(text, typeset.Hei, 58, typeset.Color{R: 242, G: 242, B: 242}); err != nil {
			p.err = err
		}
	}
}

// bytes ends the PDF: heads and feet of all pages.
func (p *pages) bytes() ([]byte, error) {
	p.doc.EachPage(func(page, all int) {
		letter.PageNumber(p.doc, page, p.across[page])
		words := p.foot()
		if p.across[page] {
			p.doc.TextIn(letter.AcrossLeft, letter.AcrossFoot, letter.AcrossWidth, typeset.Left, letter.NoteStyle, words)
			p.doc.TextIn(letter.AcrossLeft, letter.AcrossFoot, letter.AcrossWidth, typeset.Right, letter.NoteStyle, fmt.Sprintf("第%d页，共%d页", page, all))
			if p.head() != "" {
				p.doc.TextIn(letter.AcrossLeft, letter.AcrossTop-8, letter.AcrossWidth, typeset.Right, headStyle, p.head())
			}
			return
		}
		letter.Foot(p.doc, page, words)
		if p.head() != "" {
			letter.Head(p.doc, p.head())
		}
	})
	for _, r := range p.doc.Missing() {
		p.lost[r] = true
	}
	if p.err != nil {
		return nil, p.err
	}
	return p.doc.Bytes()
}

var headStyle = typeset.Style{Face: typeset.Hei, Size: 14}

// head stands at the top of every page, "" for nothing.
func (p *pages) head() string {
	switch {
	case p.inner && p.s.Process:
		return between + "　过程稿，未定稿"
	case p.inner:
		return between
	case p.s.Process:
		return "过程稿，未定稿"
	case p.before && !p.approved():
		return notApproved
	}
	return ""
}

// standing says what the pages say of the result.
func (b *builder) standing() string {
	switch {
	case b.s.Process:
		return "每页写明“" + b.state() + "”，没有核对码，不能盖章报送。"
	case b.approved():
		return b.state() + "，" + b.approval() + "。"
	}
	return b.state() + "。审定以前，请示、通报和情况说明每页写明“" + notApproved + "”。"
}

// foot stands at the foot of every page.
func (p *pages) foot() string { return p.builder.foot(p.before) }

// numberRoom is left in the line of a foot for the page's number, millimetres.
const numberRoom = 25.0

// fits appends what there is room for in a foot.
func fits(words, more string) string {
	for n := utf8.RuneCountInString(more); n > 0; n-- {
		if all := words + scoring.Shorten(more, n); typeset.Width(all, letter.NoteStyle) <= letter.UprightWidth-numberRoom {
			return all
		}
	}
	return words
}

// foot is what every page of a paper says of its state.
func (b *builder) foot(before bool) string {
	words := b.state()
	switch {
	case before && b.approved():
		words = fits(words+"　", b.approval())
	case before && !b.s.Process:
		words = notApproved + "　" + words
	}
	return words
}

// annexes sets tables across the sheet, each annex on pages of its own.
func (p *pages) annexes(list []annex) {
	for _, a := range list {
		flow := letter.Across(p.doc, a.name, a.title)
		for i, g := range a.tables {
			if i > 0 {
				more(flow, g)
				continue
			}
			if g.set(flow); g.charted {
				p.charts(flow)
			}
		}
	}
}

// more sets a further table on the same pages, under a title of its own.
func more(flow *typeset.Flow, g *grid) {
	flow.Skip(5)
	flow.Need(30)
	flow.Paragraph(typeset.Paragraph{Runs: typeset.Plain(g.title, typeset.Style{Face: typeset.Hei, Size: 11}), Heading: 2, Pitch: 7})
	g.set(flow)
}

// upright starts a paper on pages upright, under its title.
func (p *pages) upright(title string) *typeset.Flow {
	flow := letter.Upright(p.doc)
	p.doc.Bookmark(title, 0, letter.UprightTop)
	flow.Paragraph(typeset.Paragraph{Runs: typeset.Plain(title, typeset.Style{Face: typeset.Title, Size: 18}), Heading: 1, Pitch: 11, Align: typeset.Center})
	flow.Skip(3)
	return flow
}
