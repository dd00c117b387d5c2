package report

import (
	"zicha/forms/report/typeset"
	"zicha/forms/wording"
)

// The type area of an official letter (GB/T 9704-2012): 天头 37 mm, 订口 28 mm, 156 × 225 mm, 22 lines.
const (
	letterTop    = 37.0
	letterLeft   = 28.0
	letterHeight = 225.0
	letterSize   = 15.75 // points; 28 characters of nominal 16 points do not fit into 156 mm
	letterWidth  = 28 * letterSize * pointMM
	sealSide     = 45.0 // the seal of a county government
)

var (
	bodyStyle  = typeset.Style{Face: typeset.FangSong, Size: letterSize}
	kaiStyle   = typeset.Style{Face: typeset.Kai, Size: letterSize}
	heiStyle   = typeset.Style{Face: typeset.Hei, Size: letterSize}
	titleStyle = typeset.Style{Face: typeset.Title, Size: 22}
	character  = letterSize * pointMM // the width of one character of the text
)

// row is one line of the letter before it is placed: a broken line and the paragraph it belongs to.
type row struct {
	line typeset.Line
	para typeset.Paragraph
	mark string // a bookmark at this line
	stay bool   // the next line stands on the same page
	sign bool   // a line of the signature: its first one says where the seal goes
}

// letter sets the letter and remembers the place of the seal.
func (b *builder) letter() {
	all := append(b.textRows(), b.closingRows()...)
	keepTails(all)
	head := b.letterHead()
	for i, page := range paginate(all, head.lines) {
		b.doc.AddPage(false)
		y := letterTop
		if i == 0 {
			b.placeHead(head, page.pitch)
			y += float64(page.above) * page.pitch
		}
		for n, r := range page.rows {
			if r.sign && (n == 0 || !page.rows[n-1].sign) {
				b.markSeal(y, page.pitch)
			}
			b.place(r, y, page.pitch)
			y += page.pitch
		}
	}
}

// place draws a row, pitch high, whose top is at y.
func (b *builder) place(r row, y, pitch float64) {
	if r.mark != "" {
		b.doc.Bookmark(r.mark, 1, y)
	}
	if len(r.para.Runs) == 0 {
		return
	}
	em := r.para.Runs[0].Style.Size * pointMM
	b.doc.Line(letterLeft, y+pitch/2+0.38*em, r.line, r.para.Align)
}

// rows breaks a paragraph into rows.
func rows(p typeset.Paragraph) []row {
	var out []row
	for _, l := range p.Lines(letterWidth) {
		out = append(out, row{line: l, para: p})
	}
	return out
}

// textRows is the text of the letter from the addressee to 特此报告. Its last two lines stay with what closes the letter.
func (b *builder) textRows() []row {
	var out []row
	for _, part := range b.parts {
		switch part.Kind {
		case wording.PartRecipient:
			out = append(out, rows(typeset.Paragraph{Runs: typeset.Plain(part.Text, bodyStyle)})...)
		case wording.PartHeading:
			out = append(out, heading(part.Text)...)
		case wording.PartSection:
			section := rows(typeset.Paragraph{Runs: typeset.Plain(part.Text, kaiStyle), Heading: 3, FirstIndent: 2 * character})
			stay(section)
			out = append(out, section...)
		case wording.PartText:
			words := text(part.Text)
			if n := len(out); n > 1 && out[n-1].stay && out[n-2].stay {
				words = longerTail(words)
			}
			out = append(out, words...)
		}
	}
	stay(out[max(0, len(out)-2):])
	return out
}

// stay keeps rows together, and with the one that follows.
func stay(rows []row) {
	for i := range rows {
		rows[i].stay = true
	}
}

// heading is a heading of the first level, with its bookmark.
func heading(title string) []row {
	out := rows(typeset.Paragraph{Runs: typeset.Plain(title, heiStyle), Heading: 2, FirstIndent: 2 * character})
	out[0].mark = title
	stay(out)
	return out
}

// longerTail sets a paragraph that ends in a short tail a little looser, so that it does not. Two headings and two lines that all stay
// together are more than the pages can make up for.
func longerTail(set []row) []row {
	for narrower := 1; narrower <= shortTail && len(set) > 1 && set[len(set)-1].tail(); narrower++ {
		less := float64(narrower) * character
		looser := set[0].para.Lines(letterWidth - less)
		if len(looser) != len(set) {
			break
		}
		for i := range looser {
			looser[i].Room += less
			set[i].line = looser[i]
		}
	}
	return set
}

// text is a paragraph with its first line two characters in; line ends start a new paragraph.
func text(words string) []row {
	return rows(typeset.Paragraph{Runs: typeset.Plain(words, bodyStyle), FirstIndent: 2 * character, Align: typeset.Justify})
}
