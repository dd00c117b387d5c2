package results

import (
	"fmt"
	"strconv"
	"strings"

	"zicha/forms/review"
	"zicha/forms/tables"
	"zicha/scoring"
)

// firstScore is the column of 计分, counted from 0, in which the first indicator stands; mostRow the row that holds their 分值.
const firstScore, mostRow = 3, 2

// result is the sheet of the result: a row for each county, best first. Each indicator stands by a reference to 各项; sections, total, ranks and
// the number of undecided are formulas.
func (r *recomputing) result() {
	p := r.w.Page(sheetResult, r.resultColumns())
	p.Heads()
	most := make([]tables.Entry, len(r.resultColumns()))
	most[2].Text = "分值"
	for i, ind := range r.e.Indicators() {
		most[firstScore+i] = figure(ind.Max.String(), "")
	}
	for i := range most {
		most[i].Look.Fill = tables.FillSection
	}
	p.Row(most)
	for i, u := range r.s.Units {
		p.Row(r.resultRow(mostRow+1+i, u))
	}
	r.finish(p, sheetResult, firstScore)
}

func (r *recomputing) resultColumns() []tables.Column {
	out := []tables.Column{{Title: "位次", Width: 6}, {Title: "代码", Width: 11}, {Title: r.e.Words.Unit, Width: 16}}
	for _, ind := range r.e.Indicators() {
		out = append(out, tables.Column{Title: strconv.Itoa(ind.No) + "\n" + ind.Title, Width: 9})
	}
	for _, s := range r.e.Sections {
		out = append(out, tables.Column{Title: s.No + "、" + s.Title + apart(s), Width: 11})
	}
	for _, title := range []string{"总分", "未核定项数", "客观指标得分", "客观位次"} {
		out = append(out, tables.Column{Title: title, Width: 10})
	}
	return out
}

// figure is a number with two decimals, computed where there is a formula.
func figure(text, formula string) tables.Entry {
	return tables.Entry{Text: text, Formula: formula, Number: true, Look: tables.Look{Align: tables.Centre, Format: tables.Decimals}}
}

// count is a whole number.
func count(n int, formula string) tables.Entry {
	return tables.Entry{Text: strconv.Itoa(n), Formula: formula, Number: true, Look: tables.Look{Align: tables.Centre, Format: tables.General}}
}

// The columns behind the indicators and the sections.
func (r *recomputing) sectionColumn(at int) int { return firstScore + len(r.e.Indicators()) + at }
func (r *recomputing) totalColumn() int         { return r.sectionColumn(len(r.e.Sections)) }

func (r *recomputing) resultRow(row int, u review.UnitResult) []tables.Entry {
	total, objective := r.totalColumn(), r.totalColumn()+2
	rank := func(column int) string {
		last := mostRow + len(r.s.Units)
		return fmt.Sprintf("RANK(%s,%s$%d:%s$%d)", tables.Place(row, column), tables.ColumnName(column), mostRow+1, tables.ColumnName(column), last)
	}
	out := []tables.Entry{count(u.Rank, rank(total)), {Text: u.Code}, {Text: u.Name}}
	for _, c := range u.Cells {
		text := c.Score.String()
		if c.LeftOut {
			text = ""
		}
		out = append(out, figure(text, fmt.Sprintf("%s!%s", sheetCells, tables.Place(r.place(u.Code, c.Indicator), cellCounts))))
	}
	for at, s := range r.e.Sections {
		out = append(out, figure(u.Sections[at].String(), r.sectionFormula(row, s)))
	}
	first, last := r.place(u.Code, 1), r.place(u.Code, len(r.e.Indicators()))
	open := fmt.Sprintf(`COUNTIF(%s!%s:%s,"%s")`, sheetCells, tables.Place(first, cellSettled), tables.Place(last, cellSettled), isOpen)
	return append(out, figure(u.Total.String(), r.totalFormula(row, u.Code)), count(u.Open, open),
		figure(u.Objective.String(), r.objectiveFormula(row)), count(u.ObjectiveRank, rank(objective)))
}

// cellsOf is the range of a section's indicators in a row.
func (r *recomputing) cellsOf(row int, s *scoring.Section) string {
	from, to := s.Indicators[0].No, s.Indicators[len(s.Indicators)-1].No
	return tables.Place(row, firstScore+from-1) + ":" + tables.Place(row, firstScore+to-1)
}

// mostOf is the range of their 分值.
func (r *recomputing) mostOf(s *scoring.Section) string {
	from, to := s.Indicators[0].No, s.Indicators[len(s.Indicators)-1].No
	return fmt.Sprintf("%s$%d:%s$%d", tables.ColumnName(firstScore+from-1), mostRow, tables.ColumnName(firstScore+to-1), mostRow)
}

// sectionFormula adds a section up; of one outside the total no more counts than it can give, and a veto gives no points.
func (r *recomputing) sectionFormula(row int, s *scoring.Section) string {
	sum := fmt.Sprintf("ROUND(SUM(%s),2)", r.cellsOf(row, s))
	switch s.Apart {
	case scoring.InTotal:
		return sum
	case scoring.MayStrike:
		return "0"
	}
	return fmt.Sprintf("MIN(%s,%s)", sum, s.Most().Short())
}

// ofSections lists the sections' cells of a row that fit.
func (r *recomputing) ofSections(row int, fits func(*scoring.Section) bool) []string {
	var out []string
	for at, s := range r.e.Sections {
		if fits(s) {
			out = append(out, tables.Place(row, r.sectionColumn(at)))
		}
	}
	return out
}

// totalFormula makes the total as the rulebook does: the sections added up, or each part by its weight, brought to the full total where
// indicators are left out, with bonus and penalty; a veto that strikes makes it 0 where the rulebook says so. Rounding to nine decimals first
// takes away what a spreadsheet's binary numbers add.
func (r *recomputing) totalFormula(row int, county string) string {
	inTotal := func(s *scoring.Section) bool { return s.Apart == scoring.InTotal }
	if !r.e.HasOverall() {
		return "ROUND(" + strings.Join(r.ofSections(row, inTotal), "+") + ",2)"
	}
	var worth, weights []string
	for _, part := range r.weights() {
		score := "(" + strings.Join(r.ofSections(row, part.holds), "+") + ")"
		most := r.mostCounted(row, part.holds)
		worth = append(worth, fmt.Sprintf("IF(%[1]s>0,%[2]s/%[1]s*%[3]s,0)", most, score, part.weight.Short()))
		weights = append(weights, fmt.Sprintf("IF(%s>0,%s,0)", most, part.weight.Short()))
	}
	counted := "(" + strings.Join(weights, "+") + ")"
	sum := fmt.Sprintf("(%s)/%s*%s", strings.Join(worth, "+"), counted, r.e.OverallMax().Short())
	for _, at := range r.ofSections(row, func(s *scoring.Section) bool { return s.Apart == scoring.AddsOn }) {
		sum += "+" + at
	}
	for _, at := range r.ofSections(row, func(s *scoring.Section) bool { return s.Apart == scoring.TakesOff }) {
		sum += "-" + at
	}
	sum = "IF(" + counted + ">0,ROUND(ROUND(MAX(0," + sum + "),9),2),0)"
	if struck := r.struckFormula(county); r.e.Veto.Zero && struck != "" {
		sum = "IF(" + struck + ",0," + sum + ")"
	}
	return sum
}

// weight is a part of the total with its weight in it.
type weight struct {
	weight scoring.Points
	holds  func(*scoring.Section) bool
}

// weights are the groups of the rulebook, or all of the total as one.
func (r *recomputing) weights() []weight {
	if len(r.e.Groups) == 0 {
		return []weight{{r.e.Total, func(s *scoring.Section) bool { return s.Apart == scoring.InTotal }}}
	}
	var out []weight
	for _, g := range r.e.Groups {
		out = append(out, weight{g.Weight, func(s *scoring.Section) bool { return s.Apart == scoring.InTotal && s.Group == g.Name }})
	}
	return out
}

// mostCounted adds up what the indicators of sections could give that are not left out.
func (r *recomputing) mostCounted(row int, holds func(*scoring.Section) bool) string {
	var out []string
	for _, s := range r.e.Sections {
		if holds(s) {
			out = append(out, fmt.Sprintf(`SUMPRODUCT((%s<>"")*%s)`, r.cellsOf(row, s), r.mostOf(s)))
		}
	}
	return "(" + strings.Join(out, "+") + ")"
}

// struckFormula is true where a veto section's indicator was decided with less than its points; what is not decided strikes nothing. It is ""
// where there is no such section.
func (r *recomputing) struckFormula(county string) string {
	var out []string
	for _, s := range r.e.Sections {
		if s.Apart == scoring.MayStrike {
			from, to := r.place(county, s.Indicators[0].No), r.place(county, s.Indicators[len(s.Indicators)-1].No)
			column := func(at int) string {
				return fmt.Sprintf("%s!%s:%s", sheetCells, tables.Place(from, at), tables.Place(to, at))
			}
			out = append(out, fmt.Sprintf(`SUMPRODUCT((%[1]s<>"")*(%[1]s<%[2]s))`, column(cellDecided), column(cellMost)))
		}
	}
	if len(out) == 0 {
		return ""
	}
	return strings.Join(out, "+") + ">0"
}

// objectiveFormula adds up the total without the indicators that are judged.
func (r *recomputing) objectiveFormula(row int) string {
	var out []string
	for _, ind := range r.e.Indicators() {
		if ind.Section.Apart == scoring.InTotal && !r.e.Review.Judges(ind.No) {
			out = append(out, tables.Place(row, firstScore+ind.No-1))
		}
	}
	if len(out) == 0 {
		return "0"
	}
	return "ROUND(SUM(" + strings.Join(out, ",") + "),2)"
}
