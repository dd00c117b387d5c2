package letter

import (
	"strconv"

	"zicha/forms/report/typeset"
)

// Annexes are tables across A4, bound with the letter: their heads lie to the left of the sheet on either side of it, at 订口 on odd pages
// and at 切口 on even ones, and they fill the same type area as the letter (GB/T 9704-2012). Measures are those of the page turned upright
// for reading: what is the sheet's foot is its left.
const (
	AcrossLeft   = longSide - letterTop - letterHeight
	AcrossTop    = letterLeft
	AcrossWidth  = letterHeight
	AcrossHeight = 156.0
	AcrossFoot   = AcrossTop + AcrossHeight + 6 // the baseline of what is said of the paper's state
)

// The type of tables and of notes beside them; never changed.
var (
	CellStyle  = typeset.Style{Face: typeset.Song, Size: 9}
	CellHead   = typeset.Style{Face: typeset.Hei, Size: 9}
	CellBold   = typeset.Style{Face: typeset.HeiBold, Size: 9}
	NoteStyle  = typeset.Style{Face: typeset.Song, Size: 9}
	headGround = &typeset.Color{R: 236, G: 236, B: 236}
	RowGround  = &typeset.Color{R: 247, G: 247, B: 247}
)

// Across starts an annex across the sheet on a new page: its name, such as "附件1", flush left, the title centred on the third
// line; of one without a name at the top.
func Across(doc *typeset.Doc, name, title string) *typeset.Flow {
	frame := typeset.Frame{X: AcrossLeft, Y: AcrossTop, W: AcrossWidth, H: AcrossHeight}
	doc.AddPage(true)
	flow := doc.NewFlow(frame, func() typeset.Frame {
		doc.AddPage(true)
		return frame
	})
	if name == "" {
		doc.Bookmark(title, 0, AcrossTop)
	} else {
		doc.Bookmark(name+" "+title, 0, AcrossTop)
		flow.Paragraph(typeset.Paragraph{Runs: typeset.Plain(name, HeiStyle), Pitch: 7})
		flow.Skip(3)
	}
	flow.Paragraph(typeset.Paragraph{Runs: typeset.Plain(title, typeset.Style{Face: typeset.Title, Size: 18}), Heading: 1, Pitch: 10, Align: typeset.Center})
	flow.Skip(3)
	return flow
}

// Table is a table in the type of annexes.
func Table(columns []typeset.Column, rows []typeset.Row) typeset.Table {
	return typeset.Table{Columns: columns, Rows: rows, HeadStyle: CellHead, HeadGround: headGround, Style: CellStyle, Pitch: 4.3}
}

// Note sets a paragraph beside a table.
func Note(flow *typeset.Flow, words string) { flow.Paragraph(note(words)) }

// Notes are what stands below a table, see typeset.Table.
func Notes(words ...string) []typeset.Paragraph {
	out := make([]typeset.Paragraph, len(words))
	for i, w := range words {
		out[i] = note(w)
	}
	return out
}

func note(words string) typeset.Paragraph {
	return typeset.Paragraph{Runs: typeset.Plain(words, NoteStyle), Pitch: 4.6, Align: typeset.Justify}
}

// PageNumber prints the number 7 mm below the type area, one character from its outer edge: on tables across the sheet at the same place of
// the sheet.
func PageNumber(doc *typeset.Doc, page int, across bool) {
	style := typeset.Style{Face: typeset.Song, Size: 14}
	number, character := "— "+strconv.Itoa(page)+" —", style.Size*pointMM
	y := letterTop + letterHeight + 7 + 0.88*character
	x := letterLeft + character
	if page%2 == 1 {
		x = letterLeft + letterWidth - character - typeset.Width(number, style)
	}
	if across {
		doc.Turned(longSide-y, x, style, number)
		return
	}
	doc.Text(x, y, style, number)
}

// Foot prints in small type what is to be known of a letter's state, beside the page's number, at the inner edge.
func Foot(doc *typeset.Doc, page int, words string) {
	y := letterTop + letterHeight + 7 + 0.88*14*pointMM
	align := typeset.Left
	if page%2 == 0 {
		align = typeset.Right
	}
	doc.TextIn(letterLeft, y, letterWidth, align, NoteStyle, words)
}

// Head prints at the upper right edge of the type area what a letter is not yet.
func Head(doc *typeset.Doc, words string) {
	doc.TextIn(letterLeft, letterTop-9, letterWidth, typeset.Right, typeset.Style{Face: typeset.Hei, Size: 14}, words)
}

// The frame of forms on pages upright.
const (
	UprightTop   = letterTop
	UprightWidth = letterWidth
)

// Upright starts pages upright for what is not running text: the same type area as the letter's.
func Upright(doc *typeset.Doc) *typeset.Flow {
	frame := typeset.Frame{X: letterLeft, Y: UprightTop, W: UprightWidth, H: letterHeight}
	doc.AddPage(false)
	return doc.NewFlow(frame, func() typeset.Frame {
		doc.AddPage(false)
		return frame
	})
}
