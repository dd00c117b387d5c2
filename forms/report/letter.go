package report

import (
	"cmp"
	"strings"

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
	letterPitch  = letterHeight / 22
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
	head bool   // a heading: not to stand last on a page
}

// letter sets the letter and remembers the place of the seal.
func (b *builder) letter() {
	head := b.letterHead()
	rows := b.letterRows()
	sign, contact := b.signatureRows(), b.contactRows()
	b.doc.AddPage(false)
	b.doc.Bookmark(wording.Title(b.d), 0, letterTop)
	y := letterTop
	for _, r := range head {
		b.place(r, y)
		y += r.para.Pitch
	}
	room := letterTop + letterHeight - y
	for _, page := range paginate(rows, room, float64(len(sign)+signRows+len(contact))*letterPitch) {
		if page.fresh {
			b.doc.AddPage(false)
			y = letterTop
		}
		for _, r := range page.rows {
			b.place(r, y)
			y += page.pitch
		}
	}
	b.signature(y, sign, contact)
}

// place draws a row whose top is at y.
func (b *builder) place(r row, y float64) {
	if r.mark != "" {
		b.doc.Bookmark(r.mark, 1, y)
	}
	if len(r.para.Runs) == 0 {
		return
	}
	em := r.para.Runs[0].Style.Size * pointMM
	b.doc.Line(letterLeft, y+r.para.Pitch/2+0.38*em, r.line, r.para.Align)
}

// rows breaks a paragraph into rows, at the letter's pitch where it has none of its own.
func rows(p typeset.Paragraph) []row {
	p.Pitch = cmp.Or(p.Pitch, letterPitch)
	var out []row
	for _, l := range p.Lines(letterWidth) {
		out = append(out, row{line: l, para: p})
	}
	return out
}

var blankRow = row{para: typeset.Paragraph{Pitch: letterPitch}}

// letterHead is the number, the title and the blank lines around them, at their own pitch.
func (b *builder) letterHead() []row {
	out := []row{blankRow}
	var title []row
	pitch := 12.5 // millimetres, 22 points with air
	for _, part := range b.parts {
		switch part.Kind {
		case wording.PartNumber:
			out = rows(typeset.Paragraph{Runs: typeset.Plain(part.Text, bodyStyle), Align: typeset.Center})
		case wording.PartTitle:
			title = append(title, rows(typeset.Paragraph{Runs: typeset.Plain(part.Text, titleStyle), Heading: 1, Align: typeset.Center, Pitch: pitch})...)
		}
	}
	return append(append(append(out, blankRow), title...), blankRow)
}

// letterRows is the text of the letter from the addressee to 特此报告.
func (b *builder) letterRows() []row {
	var out []row
	for _, part := range b.parts {
		switch part.Kind {
		case wording.PartRecipient:
			out = append(out, rows(typeset.Paragraph{Runs: typeset.Plain(part.Text, bodyStyle)})...)
		case wording.PartHeading:
			out = append(out, heading(part.Text)...)
		case wording.PartSection:
			section := rows(typeset.Paragraph{Runs: typeset.Plain(part.Text, kaiStyle), Heading: 3, FirstIndent: 2 * character})
			section[len(section)-1].head = true
			out = append(out, section...)
		case wording.PartText:
			out = append(out, text(part.Text)...)
		}
	}
	return out
}

// heading is a heading of the first level, with its bookmark.
func heading(title string) []row {
	out := rows(typeset.Paragraph{Runs: typeset.Plain(title, heiStyle), Heading: 2, FirstIndent: 2 * character})
	out[0].mark = title
	out[len(out)-1].head = true
	return out
}

// text is a paragraph with its first line two characters in; line ends start a new paragraph.
func text(words string) []row {
	return rows(typeset.Paragraph{Runs: typeset.Plain(words, bodyStyle), FirstIndent: 2 * character, Align: typeset.Justify})
}

// longestName is the width a name may have: the line less two characters on either side.
const longestName = letterWidth - 4*letterSize*pointMM

// signRows is the height of the signature in lines: two free, the name, the date, one free; the contact follows.
const signRows = 5

// contactRows is the contact below the signature.
func (b *builder) contactRows() []row {
	return rows(typeset.Paragraph{Runs: typeset.Plain(b.part(wording.PartContact), bodyStyle), FirstIndent: 2 * character, RestIndent: 2 * character})
}

// signatureRows is the list of annexes that stands between text and signature, one blank line above it.
func (b *builder) signatureRows() []row {
	out := []row{blankRow}
	for _, part := range b.parts {
		if part.Kind != wording.PartAnnex {
			continue
		}
		lead, _, _ := strings.Cut(part.Text, ".")
		width := typeset.Width(lead+".", bodyStyle)
		names := 2*character + typeset.Width("附件：1.", bodyStyle)
		out = append(out, rows(typeset.Paragraph{
			Runs:        typeset.Plain(part.Text, bodyStyle),
			FirstIndent: names - width, RestIndent: names,
		})...)
	}
	return out
}

// signature sets the list of annexes, the name over the date and the contact, and leaves the seal's square free.
func (b *builder) signature(y float64, annexes, contact []row) {
	for _, r := range annexes {
		b.place(r, y)
		y += letterPitch
	}
	date, name := b.part(wording.PartDate), b.part(wording.PartSignatory)
	dateWidth := typeset.Width(date, bodyStyle)
	nameStyle := bodyStyle
	if width := typeset.Width(name, bodyStyle); width > longestName {
		nameStyle.Size *= longestName / width // a name longer than the line is set smaller, never cut or broken
	}
	nameWidth := typeset.Width(name, nameStyle)
	right := letterLeft + letterWidth - 4*character
	center := right - dateWidth/2
	if over := center + nameWidth/2 - (letterLeft + letterWidth); over > 0 {
		center -= over // a long name stays within the type area, the date with it
	}
	base := func(row float64) float64 { return y + (row-0.5)*letterPitch + 0.38*character }
	b.doc.Text(center-nameWidth/2, base(3), nameStyle, name)
	b.doc.Text(center-dateWidth/2, base(4), bodyStyle, date)
	b.seal = SealPlace{
		Page: b.doc.Page(), X: center - sealSide/2, Y: y + 2.95*letterPitch - sealSide/2, Side: sealSide,
		TextBottom: y, Left: letterTop + letterHeight - y,
	}
	for _, r := range contact {
		b.place(r, y+signRows*letterPitch)
		y += letterPitch
	}
}

// sheet is a run of rows at one pitch; fresh starts a page.
type sheet struct {
	rows  []row
	pitch float64
	fresh bool
}

// How far the line pitch may be tightened or loosened, in hundredths.
const (
	tightest = 92
	loosest  = 112
)

// paginate spreads the rows over pages so that the signature, tail millimetres high, stands under text on the last of them. The
// pitch nearest to the standard one that brings this about holds for the whole letter; where none does, the last lines go over
// to a page of their own.
func paginate(all []row, first, tail float64) []sheet {
	for off := range max(loosest-100, 100-tightest) + 1 {
		for _, percent := range []int{100 - off, 100 + off} {
			if percent < tightest || percent > loosest {
				continue
			}
			pitch := letterPitch * float64(percent) / 100
			pages := flow(all, first, pitch)
			last := pages[len(pages)-1]
			room := letterHeight
			if len(pages) == 1 {
				room = first
			}
			if len(last.rows) >= 2 && float64(len(last.rows))*pitch+tail <= room+1e-9 {
				return pages
			}
		}
	}
	over := max(len(all)-2, 0)
	for over > 0 && all[over-1].head { // a heading goes over with its text
		over--
	}
	return append(flow(all[:over], first, letterPitch), sheet{all[over:], letterPitch, true})
}

// flow fills pages with rows at one pitch; a heading never stands last on a page.
func flow(all []row, room, pitch float64) []sheet {
	var out []sheet
	for {
		take := min(int(room/pitch+1e-9), len(all))
		for take > 1 && take < len(all) && all[take-1].head {
			take--
		}
		out = append(out, sheet{all[:take], pitch, len(out) > 0})
		if all = all[take:]; len(all) == 0 {
			return out
		}
		room = letterHeight
	}
}
