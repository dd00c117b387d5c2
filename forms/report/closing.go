package report

import (
	"strings"

	"zicha/forms/report/typeset"
	"zicha/forms/wording"
)

// togetherRows is the longest list of annexes, and the longest contact, that is kept on one page; of a longer one only the lines beside
// the signature are.
const togetherRows = 5

// closingRows is what closes the letter: a blank line and the list of annexes, two lines free, the name, the date, one line free, and the
// contact. Name and date stand on the page of the text or the list above them, which is what the seal needs.
func (b *builder) closingRows() []row {
	annexes := b.annexRows()
	stay(annexes[max(0, len(annexes)-2):])
	if len(annexes) <= togetherRows {
		stay(annexes)
	}
	contact := rows(typeset.Paragraph{Runs: typeset.Plain(b.part(wording.PartContact), bodyStyle), FirstIndent: 2 * character, RestIndent: 2 * character})
	if len(contact) <= togetherRows {
		stay(contact)
	}
	return append(append(append([]row{{stay: true}}, annexes...), b.signatureRows()...), contact...)
}

// annexRows is the list of annexes, their names under each other.
func (b *builder) annexRows() []row {
	var out []row
	for _, part := range b.parts {
		if part.Kind != wording.PartAnnex {
			continue
		}
		lead, _, _ := strings.Cut(part.Text, ".")
		width := typeset.Width(lead+".", bodyStyle)
		names := 2*character + typeset.Width("附件：1.", bodyStyle)
		out = append(out, rows(typeset.Paragraph{
			Runs:        typeset.Plain(part.Text, bodyStyle),
			FirstIndent: max(0, names-width), RestIndent: names,
		})...)
	}
	return out
}

// signatureRows are the name over the middle of the date, which stands four characters in, with two lines free above them and one below.
// A name too long for that moves both to the left, and one too long for a line takes several: it is never set smaller.
func (b *builder) signatureRows() []row {
	date := b.part(wording.PartDate)
	names := wording.NameLines(b.part(wording.PartSignatory))
	half := typeset.Width(date, bodyStyle) / 2
	center := wording.DateIndent*character + half // from the right edge of the type area
	for _, name := range names {
		center = max(center, typeset.Width(name, bodyStyle)/2)
	}
	out := []row{{}, {}}
	for _, line := range append(names, date) {
		indent := letterWidth - center - typeset.Width(line, bodyStyle)/2
		out = append(out, rows(typeset.Paragraph{Runs: typeset.Plain(line, bodyStyle), FirstIndent: max(0, indent)})...)
	}
	out = append(out, row{})
	stay(out)
	for i := range out {
		out[i].sign = true
	}
	b.sealCenter = letterLeft + letterWidth - center
	return out
}

// markSeal remembers the seal's square, whose upper edge is within one line of the text that ends at y.
func (b *builder) markSeal(y, pitch float64) {
	b.seal = SealPlace{
		Page: b.doc.Page(), X: b.sealCenter - sealSide/2, Y: y + 2.95*pitch - sealSide/2, Side: sealSide,
		TextBottom: y, Left: letterTop + letterHeight - y,
	}
}
