package letter

import (
	"strings"

	"zicha/forms/report/typeset"
	"zicha/forms/wording"
)

// togetherRows is the longest list of annexes, and the longest contact, that is kept on one page; of a longer one only the lines beside
// the signature are.
const togetherRows = 5

// closingRows is what closes the letter: a blank line and the list of annexes, two lines free, the name, the date, one line free, and the
// contact. Name and date stand on the page of the text or the list above them, which is what the seal needs. What the letter has not got is
// left out with the lines around it.
func (s *setting) closingRows() []row {
	var out []row
	if annexes := s.annexRows(); len(annexes) > 0 {
		stay(annexes[max(0, len(annexes)-2):])
		if len(annexes) <= togetherRows {
			stay(annexes)
		}
		out = append([]row{{stay: true}}, annexes...)
	}
	if s.part(wording.PartSignatory) != "" || s.part(wording.PartDate) != "" {
		out = append(out, s.signatureRows()...)
	}
	words := s.part(wording.PartContact)
	if words == "" {
		return out
	}
	contact := rows(typeset.Paragraph{Runs: typeset.Plain(words, BodyStyle), FirstIndent: 2 * character, RestIndent: 2 * character})
	if len(contact) <= togetherRows {
		stay(contact)
	}
	return append(out, contact...)
}

// annexRows is the list of annexes, their names under each other.
func (s *setting) annexRows() []row {
	var out []row
	for _, part := range s.Parts {
		if part.Kind != wording.PartAnnex {
			continue
		}
		lead, _, _ := strings.Cut(part.Text, ".")
		width := typeset.Width(lead+".", BodyStyle)
		names := 2*character + typeset.Width("附件：1.", BodyStyle)
		out = append(out, rows(typeset.Paragraph{
			Runs:        typeset.Plain(part.Text, BodyStyle),
			FirstIndent: max(0, names-width), RestIndent: names,
		})...)
	}
	return out
}

// signatureRows are the name over the middle of the date, which stands four characters in, with two lines free above them and one below.
// A name too long for that moves both to the left, and one too long for a line takes several: it is never set smaller.
func (s *setting) signatureRows() []row {
	date := s.part(wording.PartDate)
	names := wording.NameLines(s.part(wording.PartSignatory))
	half := typeset.Width(date, BodyStyle) / 2
	center := wording.DateIndent*character + half // from the right edge of the type area
	for _, name := range names {
		center = max(center, typeset.Width(name, BodyStyle)/2)
	}
	out := []row{{}, {}}
	for _, line := range append(names, date) {
		indent := letterWidth - center - typeset.Width(line, BodyStyle)/2
		out = append(out, rows(typeset.Paragraph{Runs: typeset.Plain(line, BodyStyle), FirstIndent: max(0, indent)})...)
	}
	out = append(out, row{})
	stay(out)
	for i := range out {
		out[i].sign = true
	}
	s.sealCenter = letterLeft + letterWidth - center
	return out
}

// markSeal remembers the seal's square, whose upper edge is within one line of the text that ends at y.
func (s *setting) markSeal(y, pitch float64) {
	s.seal = SealPlace{
		Page: s.doc.Page(), X: s.sealCenter - sealSide/2, Y: y + 2.95*pitch - sealSide/2, Side: sealSide,
		TextBottom: y, Left: letterTop + letterHeight - y,
	}
}
