// Package letter sets official letters after GB/T 9704-2012, whoever writes them: number, title and text on pages of 22 lines, what closes
// them, the room of the seal, page numbers, and the tables across the sheet that go with them as annexes. What is set comes in words.
package letter

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
	sealSide     = 45.0 // the seal of a government
)

const (
	pointMM  = 25.4 / 72
	longSide = 297.0 // of the sheet
)

// The type of the text and of its headings; never changed.
var (
	BodyStyle  = typeset.Style{Face: typeset.FangSong, Size: letterSize}
	KaiStyle   = typeset.Style{Face: typeset.Kai, Size: letterSize}
	HeiStyle   = typeset.Style{Face: typeset.Hei, Size: letterSize}
	titleStyle = typeset.Style{Face: typeset.Title, Size: 22}
	character  = letterSize * pointMM // the width of one character of the text
)

// Letter is a letter in words. Parts may lack whatever it does not have: a number, annexes, a signature, a contact.
type Letter struct {
	Title   string // for the list of bookmarks
	Parts   []wording.Part
	RedHead bool   // the first page leaves room for the office's red head
	Lead    string // stands flush left above the title of one that is an annex itself: 附件1
}

// SealPlace is the square left free for the seal: page from 1, millimetres from the top left corner of the page.
type SealPlace struct {
	Page       int
	X, Y, Side float64
	TextBottom float64 // where the text above it ends
	Left       float64 // free height below the text on that page
}

// setting is a letter being set.
type setting struct {
	Letter
	doc  *typeset.Doc
	seal SealPlace
	// sealCenter is the middle of the seal, millimetres from the left edge of the page.
	sealCenter float64
}

// row is one line of the letter before it is placed: a broken line and the paragraph it belongs to.
type row struct {
	line typeset.Line
	para typeset.Paragraph
	mark string // a bookmark at this line
	stay bool   // the next line stands on the same page
	sign bool   // a line of the signature: its first one says where the seal goes
}

// Set sets the letter on pages of its own and tells the place of the seal.
func (l Letter) Set(doc *typeset.Doc) SealPlace {
	s := &setting{Letter: l, doc: doc}
	all := append(s.textRows(), s.closingRows()...)
	keepTails(all)
	head := s.letterHead()
	for i, page := range paginate(all, head.lines) {
		doc.AddPage(false)
		y := letterTop
		if i == 0 {
			s.placeHead(head, page.pitch)
			y += float64(page.above) * page.pitch
		}
		for n, r := range page.rows {
			if r.sign && (n == 0 || !page.rows[n-1].sign) {
				s.markSeal(y, page.pitch)
			}
			s.place(r, y, page.pitch)
			y += page.pitch
		}
	}
	return s.seal
}

// part gives the text of a part there is one of.
func (s *setting) part(kind wording.PartKind) string {
	for _, p := range s.Parts {
		if p.Kind == kind {
			return p.Text
		}
	}
	return ""
}

// place draws a row, pitch high, whose top is at y.
func (s *setting) place(r row, y, pitch float64) {
	if r.mark != "" {
		s.doc.Bookmark(r.mark, 1, y)
	}
	if len(r.para.Runs) == 0 {
		return
	}
	em := r.para.Runs[0].Style.Size * pointMM
	s.doc.Line(letterLeft, y+pitch/2+0.38*em, r.line, r.para.Align)
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
func (s *setting) textRows() []row {
	var out []row
	for _, part := range s.Parts {
		switch part.Kind {
		case wording.PartRecipient:
			out = append(out, rows(typeset.Paragraph{Runs: typeset.Plain(part.Text, BodyStyle)})...)
		case wording.PartHeading:
			out = append(out, heading(part.Text)...)
		case wording.PartSection:
			section := rows(typeset.Paragraph{Runs: typeset.Plain(part.Text, KaiStyle), Heading: 3, FirstIndent: 2 * character})
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
	out := rows(typeset.Paragraph{Runs: typeset.Plain(title, HeiStyle), Heading: 2, FirstIndent: 2 * character})
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
	return rows(typeset.Paragraph{Runs: typeset.Plain(words, BodyStyle), FirstIndent: 2 * character, Align: typeset.Justify})
}
