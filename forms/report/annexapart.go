package report

import (
	"strings"

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

// apartRow is the sums of a section outside the total: what is taken off with a minus, of vetoes nothing, for they have no points.
func (b *builder) apartRow(title string, total scoring.SectionTotal) typeset.Row {
	s := total.Section
	row := b.sumRow(title, s.Most(), total)
	row.Cells[len(row.Cells)-1].Text = strings.Join(append([]string{s.MarksWords()}, cappedWords(total)...), "；")
	for i := 1; i < len(row.Cells)-1; i++ {
		cell := &row.Cells[i]
		switch {
		case s.Apart == scoring.MayStrike:
			cell.Text = "—"
		case s.Apart == scoring.TakesOff:
			cell.Text = taken(cell.Text)
		}
	}
	return row
}

// taken gives what is taken off its minus.
func taken(text string) string {
	if text == "" || text == "—" || strings.Trim(text, "0.") == "" {
		return text
	}
	return "-" + text
}

// cappedWords say how much of a section counts where that is less than its points.
func cappedWords(total scoring.SectionTotal) []string {
	sum := total.Self.Score + total.Forecast.Score
	if total.Section.Apart == scoring.MayStrike || sum <= total.Counted.Score {
		return nil
	}
	return []string{"合计" + sum.Short() + "分，计" + total.Counted.Score.Short() + "分"}
}

// figureRows are what the rulebook makes of the points besides 自评 and 预估; the overall total is a preview.
func (b *builder) figureRows() []typeset.Row {
	var rows []typeset.Row
	for _, f := range b.scores.Card.Figures() {
		title, text := f.Label, f.Text
		switch f.Label {
		case scoring.BonusLabel:
			title += "合计"
		case scoring.PenaltyLabel:
			title, text, f.Max = title+"合计", taken(text), taken(f.Max)
		case scoring.OverallLabel:
			f.Words = wording.OverallWords(b.d.Edition, b.scores.Card)
		}
		value := typeset.Cell{Text: text, Style: &cellBold, Span: len(b.assessmentColumns()) - len(allColumns) + 2}
		rows = append(rows, typeset.Row{Ground: rowGround, Keep: true, Cells: []typeset.Cell{
			{Text: title, Span: 3, Align: typeset.At(typeset.Left), Style: &cellBold},
			{Text: f.Max, Style: &cellBold},
			value,
			{Text: f.Words, Span: 4},
		}})
	}
	return rows
}
