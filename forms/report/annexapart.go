package report

import (
	"strings"

	"zicha/forms/letter"
	"zicha/forms/report/typeset"
	"zicha/forms/wording"
	"zicha/scoring"
)

// sectionRows are a section's sums and its indicators.
func (b *builder) sectionRows(total scoring.SectionTotal) []typeset.Row {
	s := total.Section
	title := s.No + "、" + s.Title + "（小计）"
	sums := b.apartRow
	if s.Apart == scoring.InTotal {
		sums = b.totalRow
	}
	rows := []typeset.Row{sums(title, total)}
	for _, ind := range s.Indicators {
		rows = append(rows, b.assessmentRows(b.scores.Card.Indicators[ind.No-1])...)
	}
	return rows
}

// totalRow is the sums of a section of the total, or of all of them. What is 不涉及 and left out is said beside them.
func (b *builder) totalRow(title string, total scoring.SectionTotal) typeset.Row {
	most := b.d.Edition.Total
	if total.Section != nil {
		most = total.Section.Max
	}
	row := b.sumRow(title, most, total)
	if words := wording.LeftOut(most, total); words != "" {
		last := &row.Cells[len(row.Cells)-1]
		last.Text = strings.TrimPrefix(last.Text+"，"+words, "，")
	}
	return row
}

// apartRow is what counts of a section outside the total, 自评 and 预估 together: what is taken off with a minus; of vetoes nothing, for they
// have no points.
func (b *builder) apartRow(title string, total scoring.SectionTotal) typeset.Row {
	s := total.Section
	row := besides{title: title, most: s.Most().Short(), words: wording.CountedOf(total)}
	if total.Counted.Known {
		row.text = total.Counted.Score.String()
	}
	switch s.Apart {
	case scoring.MayStrike:
		row.text, row.most = "—", "—"
	case scoring.TakesOff:
		row.text, row.most = taken(row.text), taken(row.most)
	}
	return b.besidesRow(row)
}

// besides is a sum that is neither 自评 nor 预估, but of both.
type besides struct{ title, most, text, words string }

// besidesRow has it in the columns of 自评 and 预估 together.
func (b *builder) besidesRow(s besides) typeset.Row {
	return typeset.Row{Ground: letter.RowGround, Keep: true, Cells: []typeset.Cell{
		{Text: s.title, Span: 3, Align: typeset.At(typeset.Left), Style: &letter.CellBold},
		{Text: s.most, Style: &letter.CellBold},
		{Text: s.text, Style: &letter.CellBold, Span: len(b.assessmentColumns()) - len(allColumns) + 2},
		{Text: s.words, Span: 4},
	}}
}

// taken gives what is taken off its minus.
func taken(text string) string {
	if text == "" || text == "—" || strings.Trim(text, "0.") == "" {
		return text
	}
	return "-" + text
}

// figureRows are what the rulebook makes of the points besides 自评 and 预估; the overall total is a preview.
func (b *builder) figureRows() []typeset.Row {
	var rows []typeset.Row
	for _, f := range b.scores.Card.Figures() {
		row := besides{title: f.Label, most: f.Max, text: f.Text, words: f.Words}
		switch f.Label {
		case scoring.BonusLabel:
			row.title += "合计"
		case scoring.PenaltyLabel:
			row.title, row.text, row.most = row.title+"合计", taken(row.text), taken(row.most)
		case scoring.OverallLabel:
			row.words = wording.OverallWords(b.d.Edition, b.scores.Card)
		}
		rows = append(rows, b.besidesRow(row))
	}
	return rows
}
