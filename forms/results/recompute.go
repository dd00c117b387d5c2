package results

import (
	"bytes"
	"context"
	"fmt"
	"strconv"

	"zicha/forms"
	"zicha/forms/review"
	"zicha/forms/tables"
	"zicha/scoring"
)

// Recompute is 旁人复算: one workbook by which anybody can follow the result: what was entered, how it is read (口径裁定) and what was decided
// stand in it as values, and sections, totals and ranks as formulas upon them, each with its value stored beside it. inputs are what the
// counties filled in, by code; without them only what it came to (填报得分) stands there.
func Recompute(_ context.Context, s *review.Snapshot, inputs map[string]*forms.Dossier) ([]byte, error) {
	b, err := load(s, Options{})
	if err != nil {
		return nil, err
	}
	r := &recomputing{builder: b, w: tables.NewWriter(10), rows: map[string]int{}}
	for i, u := range s.Units {
		r.rows[u.Code] = 1 + i*len(b.e.Indicators())
	}
	title := b.titled(RecomputeName)
	r.w.Properties(tables.Properties{Title: title, Creator: b.office(b.e.Review.Confirm), Subject: b.e.Title, Created: b.moment()})
	b.sheet(r.w, r.about(title))
	r.result()
	r.cells()
	for _, g := range []*grid{b.figures(), b.rulings(), b.trail()} {
		b.sheet(r.w, g)
	}
	if len(inputs) > 0 {
		b.sheet(r.w, r.inputs(inputs))
	}
	var out bytes.Buffer
	if err := r.w.Write(&out); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// The sheets that the formulas name.
const sheetResult, sheetCells = "计分", "各项"

// recomputing is the workbook being made.
type recomputing struct {
	*builder
	w    *tables.Writer
	rows map[string]int // by county: the row of 各项 before its first
}

// about says how to follow the result.
func (r *recomputing) about(title string) *grid {
	g := r.cover(title)
	g.add("怎样复算", "“"+sheetCells+"”每行是一个"+r.e.Words.Unit+"的一项指标：有核定分的按核定分，没有的按重算分，即“计入”；“"+sheetResult+"”里各类、总分、位次都是公式，改动任何一个数，后面的结果随之变化")
	g.add("满分和位次", "满分"+r.full().Short()+"分；得分相同的位次并列，其后的位次顺延")
	if r.e.HasOverall() {
		g.add("总分的算法", "按考核指标的规定，各部分折算、加分、扣分、一票否决以后，四舍五入到两位小数")
	}
	return g
}

// The columns of 各项, counted from 0.
const (
	cellMost    = 4
	cellDecided = 7
	cellOpen    = 8
	cellCounts  = 9
	cellSettled = 10
)

// cells are the inputs: a row for each county's indicator, whose 计入 is a formula.
func (r *recomputing) cells() {
	heads := []tables.Column{
		{Title: "代码", Width: 11},
		{Title: r.e.Words.Unit, Width: 14},
		{Title: "序号", Width: 6},
		{Title: "考核指标", Width: 30},
		{Title: "分值", Width: 8},
		{Title: "填报得分", Width: 9},
		{Title: "初评分", Width: 9},
		{Title: "核定分", Width: 9},
		{Title: "重算分", Width: 9},
		{Title: "计入", Width: 9},
		{Title: "是否核定", Width: 15},
		{Title: "状态", Width: 14},
		{Title: "原因", Width: 10},
		{Title: "理由", Width: 40},
		{Title: "填报得分的算法", Width: 40},
		{Title: "重算的算法", Width: 40},
		{Title: "评定单位", Width: 16},
		{Title: "评定人", Width: 10},
		{Title: "时间", Width: 17},
	}
	p := r.w.Page(sheetCells, heads)
	p.Heads()
	for _, u := range r.s.Units {
		for _, c := range u.Cells {
			p.Row(r.cell(u, c))
		}
	}
	r.finish(p, sheetCells, 2)
}

func (r *recomputing) cell(u review.UnitResult, c review.CellResult) []tables.Entry {
	ind := r.e.Indicator(c.Indicator)
	row := make([]tables.Entry, 0, 19)
	text := func(words string) { row = append(row, tables.Entry{Text: words}) }
	number := func(p *scoring.Points) {
		e := tables.Entry{Number: true, Look: tables.Look{Align: tables.Centre, Format: tables.Decimals}}
		if p != nil {
			e.Text = p.String()
		}
		row = append(row, e)
	}
	text(u.Code)
	text(u.Name)
	row = append(row, tables.Entry{Text: strconv.Itoa(c.Indicator), Number: true, Look: tables.Look{Align: tables.Centre, Format: tables.General}})
	text(ind.Title)
	number(&ind.Max)
	number(c.Claim)
	number(c.Initial)
	score, decided, reckoned := &c.Score, (*scoring.Points)(nil), (*scoring.Points)(nil)
	switch {
	case c.LeftOut:
		score = nil
	case c.Decided:
		decided = score
	default:
		reckoned = score
	}
	number(decided)
	number(reckoned)
	number(score)
	at := r.place(u.Code, c.Indicator)
	row[cellCounts].Formula = fmt.Sprintf(`IF(%[1]s<>"",%[1]s,IF(%[2]s<>"",%[2]s,""))`, tables.Place(at, cellDecided), tables.Place(at, cellOpen))
	text(settled(c))
	state := c.State.Label()
	if c.LeftOut {
		state = scoring.Absent.Label()
	}
	text(state)
	text(c.Loss.Label())
	text(c.Reason)
	text(c.ClaimWhy)
	text(c.Basis)
	text(c.Unit)
	text(c.By)
	text(short(c.At))
	return row
}

// The words of the column that says whether a score was given.
const isSettled, isOld, isOpen = "已核定", "已核定，未复看", "未核定"

func settled(c review.CellResult) string {
	switch {
	case !c.Decided:
		return isOpen
	case outdated(c):
		return isOld
	}
	return isSettled
}

// place is the row of 各项 that a county's indicator stands in.
func (r *recomputing) place(county string, no int) int {
	return r.rows[county] + no
}

// finish ends a sheet.
func (r *recomputing) finish(p *tables.Page, name string, names int) {
	const most = 80
	p.Finish(tables.Setup{
		Heads: 1, Names: names, Filtered: p.Last(),
		Header: `&C&"黑体,Regular"&13 ` + tables.InHeader(name, most),
		Footer: `&L&"宋体,Regular"&9` + tables.InHeader(r.state(), most) + `&C&"宋体,Regular"&9第&P页 共&N页`,
	})
}
