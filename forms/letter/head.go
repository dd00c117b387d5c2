package letter

import (
	"math"

	"zicha/forms/report/typeset"
	"zicha/forms/wording"
)

const titlePitch = 12.5 // millimetres, 22 points with air

// head is what stands above the addressee: a whole number of lines, so that the text keeps its distance from the foot.
type head struct {
	lines   int
	number  []row
	title   []row
	titleAt int // lines above the title
}

// letterHead is the number and the title, with the lines free around them, and above them the room of a red head where it is asked for.
func (s *setting) letterHead() head {
	var h head
	if s.Lead != "" {
		h.number = rows(typeset.Paragraph{Runs: typeset.Plain(s.Lead, HeiStyle)})
	}
	for _, part := range s.Parts {
		switch part.Kind {
		case wording.PartNumber:
			h.number = rows(typeset.Paragraph{Runs: typeset.Plain(part.Text, BodyStyle), Align: typeset.Center})
		case wording.PartTitle:
			h.title = append(h.title, rows(typeset.Paragraph{Runs: typeset.Plain(part.Text, titleStyle), Heading: 1, Align: typeset.Center})...)
		}
	}
	h.titleAt = max(1, len(h.number)) + 1
	if s.RedHead {
		h.titleAt = wording.RedHeadLines + 2
	}
	h.lines = h.titleAt + h.titleLines() + 1
	return h
}

// titleLines is how many lines of the text the title takes.
func (h head) titleLines() int {
	return int(math.Round(float64(len(h.title)) * titlePitch * wording.PageLines / letterHeight))
}

// placeHead draws what stands above the addressee.
func (s *setting) placeHead(h head, pitch float64) {
	s.doc.Bookmark(s.Title, 0, letterTop)
	y := letterTop
	if s.RedHead {
		y += wording.RedHeadLines*pitch - wording.RedLineGap - float64(len(h.number))*pitch
	}
	for _, r := range h.number {
		s.place(r, y, pitch)
		y += pitch
	}
	y = letterTop + (float64(h.titleAt)+float64(h.titleLines())/2)*pitch - float64(len(h.title))*titlePitch/2
	for _, r := range h.title {
		s.place(r, y, titlePitch)
		y += titlePitch
	}
}
