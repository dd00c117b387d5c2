package results

import (
	"bytes"
	"context"
	"fmt"
	"regexp"

	"zicha/forms/tables"
)

var number = regexp.MustCompile(`^[+-]?[0-9]+(\.[0-9]+)?$`)

// workbook is the same tables as on paper.
func (b *builder) workbook(context.Context) ([]byte, error) {
	w := tables.NewWriter(10)
	title := b.titled("考核结果数据")
	w.Properties(tables.Properties{Title: title, Creator: b.office(b.e.Review.Confirm), Subject: b.e.Title, Created: b.moment()})
	scores := b.scores()
	all := *scores[0]
	for _, g := range scores[1:] { // on screen there is room for all columns
		all.columns, all.rows = besides(&all, g)
	}
	all.notes = scores[len(scores)-1].notes
	all.part = 0
	for _, g := range b.sheets(&all) {
		b.sheet(w, g)
	}
	var out bytes.Buffer
	if err := w.Write(&out); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// sheets are the tables of the workbook, in order.
func (b *builder) sheets(scores ...*grid) []*grid {
	out := append([]*grid{b.cover(b.titled("考核结果数据")), b.ranking()}, scores...)
	out = append(out, b.changes(), b.figures(), b.rulings(), b.cases(), b.accepted())
	if firm := b.firmness(); len(firm.rows) > 0 {
		out = append(out, firm)
	}
	for _, name := range b.e.Review.Converted {
		if most, ok := b.o.Convert[name]; ok {
			out = append(out, b.conversion(name, most))
		}
	}
	return append(out, b.trail())
}

// workbookPaper is the workbook to be looked at: its sheets one after the other, as wide as paper is.
func (b *builder) workbookPaper(context.Context) ([]byte, error) {
	p := b.start(b.titled("考核结果数据"), false)
	for _, g := range b.sheets(b.scores()...) {
		p.annexes([]annex{{"工作表“" + g.sheet + "”", g.heading(), []*grid{g}}})
	}
	return p.bytes()
}

// besides puts the columns of a further band before the totals of the first.
func besides(g, more *grid) ([]column, [][]string) {
	const lead = 2
	last := len(g.columns) - 1
	columns := append(append(append([]column{}, g.columns[:last]...), more.columns[lead:len(more.columns)-1]...), g.columns[last])
	rows := make([][]string, len(g.rows))
	for i, row := range g.rows {
		rows[i] = append(append(append([]string{}, row[:last]...), more.rows[i][lead:len(more.rows[i])-1]...), row[last])
	}
	return columns, rows
}

// cover says what the workbook is of.
func (b *builder) cover(title string) *grid {
	g := &grid{sheet: "说明", title: title, columns: []column{{head: "项目", width: 40}, {head: "内容", words: true}}}
	g.add("名称", title)
	g.add("考核指标", b.e.Title+"（"+b.e.ID+"）")
	g.add("状态", b.state())
	if b.s.Process {
		g.add("说明", "没有定稿，得分和位次可能变动")
	} else {
		g.add("定稿", fmt.Sprintf("第%d次定稿，%s，%s", b.s.Number, signer(b.s.By, b.s.Role, b.s.Unit), short(b.s.At)))
		g.add("核对码", b.s.Code)
	}
	g.add("审定", "未经审定")
	if b.approved() {
		g.rows[len(g.rows)-1][1] = b.approval()
	}
	g.add(b.e.Words.Unit+"个数", fmt.Sprint(len(b.s.Units)))
	g.add("满分", b.full().String())
	g.add("未核定项数", fmt.Sprint(b.open()))
	if n := b.old(); n > 0 {
		g.add("已核定、没有复看的项数", fmt.Sprint(n))
		g.add("没有复看的说明", b.oldWords())
	}
	return g
}

// sheet writes a grid.
func (b *builder) sheet(w *tables.Writer, g *grid) {
	columns := make([]tables.Column, len(g.columns))
	for i, c := range g.columns {
		columns[i] = tables.Column{Title: c.head, Width: max(8, c.width/1.7)}
		switch {
		case c.width == 0 && c.words:
			columns[i].Width = 50
		case c.width == 0:
			columns[i].Width = 14
		}
	}
	p := w.Page(g.sheet, columns)
	p.Heads()
	for i, row := range g.rows {
		entries := make([]tables.Entry, len(row))
		for j, text := range row {
			entries[j] = entry(g, i, j, text)
		}
		p.Row(entries)
	}
	last := p.Last()
	for _, n := range g.notes {
		p.Wide("", tables.Entry{Text: n})
	}
	const most = 80
	p.Finish(tables.Setup{
		Heads: 1, Names: min(2, len(columns)-1), Filtered: last,
		Header: `&C&"黑体,Regular"&13 ` + tables.InHeader(g.title, most) + `&R&"宋体,Regular"&9` + tables.InHeader(g.sheet, most),
		Footer: `&L&"宋体,Regular"&9` + tables.InHeader(b.state(), most) + `&C&"宋体,Regular"&9第&P页 共&N页`,
	})
}

// entry is a cell: points are numbers, unless a mark stands beside them.
func entry(g *grid, row, column int, text string) tables.Entry {
	e := tables.Entry{Text: text, What: g.sheet + " " + g.columns[column].head}
	if !g.columns[column].words {
		e.Look.Align = tables.Centre
	}
	if g.columns[column].score && number.MatchString(text) && text[0] != '+' {
		e.Look.Format, e.Number = tables.Decimals, true
	}
	if g.strong[row] {
		e.Look.Fill, e.Look.Bold = tables.FillSection, true
	}
	return e
}
