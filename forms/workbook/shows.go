package workbook

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"zicha/forms"
	"zicha/forms/tables"
	"zicha/forms/wording"
	"zicha/scoring"
)

// The sheets for people: what stands on the sheets of the contract in a form that can be sorted or read. Nothing is read back of them.
const (
	SheetSortable = "排序用"
	SheetReadable = "填报一览"
)

const (
	colContentOf = "填报项目"
	colFilled    = "填报内容"
	blankField   = "未填报"
)

// shownLayouts are the sheets for people in a workbook of an edition.
func shownLayouts(ed *scoring.Edition) []layout {
	out := []layout{sortableLayout(), readableLayout()}
	for _, c := range ed.Criteria() {
		if c.Register != nil {
			out = append(out, readableRegister(c))
		}
	}
	return out
}

// isShown reports whether a sheet's name is that of one for people that has headings like one of the contract.
func isShown(name string) bool { return heading(name) == heading(SheetSortable) }

// sortableLayout is 自评表 with the section in each row.
func sortableLayout() layout {
	l := assessLayout()
	l.name, l.need, l.key, l.shows = SheetSortable, []string{colSection, colNo, colReason}, []string{colNo}, true
	l.columns = slices.Insert(slices.Clone(l.columns), l.names, tables.Column{Title: colSection, Width: 16})
	return l
}

func readableLayout() layout {
	return layout{
		name: SheetReadable,
		columns: []tables.Column{
			{Title: colNo, Width: 6},
			{Title: colIndicator, Width: 20},
			{Title: colPoint, Width: 7},
			{Title: colStandard, Width: 36},
			{Title: colContentOf, Width: 30},
			{Title: colFilled, Width: 60},
			{Title: colUnit, Width: 9.5},
		},
		need: []string{colIndicator, colContentOf, colFilled}, key: []string{colPoint, colIndicator, colContentOf}, names: 2, filters: true, shows: true,
	}
}

// readableRegister is the sheet of one register, a column for each of its own.
func readableRegister(c *scoring.Criterion) layout {
	l := layout{name: SheetRegister + c.ID, columns: []tables.Column{{Title: colNo, Width: 7}}, key: []string{colNo}, filters: true, shows: true}
	taken := map[string]bool{heading(colNo): true, heading(colRemark): true}
	for _, f := range c.Register.Columns {
		title := f.Label
		for n := 2; taken[heading(title)]; n++ {
			title = f.Label + strconv.Itoa(n)
		}
		taken[heading(title)] = true
		l.columns = append(l.columns, tables.Column{Title: title, Width: max(registerWidth(f.Kind), float64(2*utf8.RuneCountInString(title)+4))})
	}
	l.columns = append(l.columns, tables.Column{Title: colRemark, Width: 22})
	for _, col := range l.columns {
		l.need = append(l.need, col.Title)
	}
	return l
}

func registerWidth(kind string) float64 {
	switch kind {
	case scoring.KindDate:
		return 13
	case scoring.KindMonth:
		return 8
	case scoring.KindOption:
		return 18
	}
	return 40
}

// sortable writes 排序用: the indicators alone, each row with all that belongs to it, unprotected, for what is protected cannot be sorted. The
// reviewers' columns show what stands in 自评表.
func (b *builder) sortable() {
	if b.opts.layout < layoutReview {
		return
	}
	p := b.page(sortableLayout())
	i := 0
	for _, total := range b.card.Sections {
		for range total.Section.Indicators {
			res := b.card.Indicators[i]
			i++
			v := b.county(res)
			v[colSection] = tables.Entry{Text: total.Section.No + "、" + total.Section.Title}
			for _, title := range p.layout.reviewed {
				look := lookText
				if slices.Contains(reviewedColumns(), title) {
					look = lookPoints
				}
				v[title] = b.shown(title, b.rows[res.Indicator.No], look)
			}
			p.Put(lookText, v)
		}
	}
	p.finish(false)
}

// shown is a formula for what stands in 自评表, wherever its row is sorted to.
func (b *builder) shown(title string, row int, look tables.Look) tables.Entry {
	at := slices.IndexFunc(assessLayout().columns, func(c tables.Column) bool { return c.Title == title })
	cell := fmt.Sprintf("%s!$%s$%d", SheetAssess, tables.ColumnName(at), row)
	look.Format = max(look.Format, tables.General)
	if look.Format == tables.AsText { // in a text cell a formula stands as it is typed
		look.Format = tables.General
	}
	return tables.Entry{Look: look, Formula: `IF(` + cell + `="","",` + cell + `)`}
}

// readable writes 填报一览: what 填报数据 has, in the words of the notice and of the form.
func (b *builder) readable() {
	if b.opts.layout < layoutReview {
		return
	}
	p := b.page(readableLayout())
	all := slices.DeleteFunc(entries(b.d), func(e entry) bool { // a field left blank is told, a text nobody need write is not
		return e.value == "" && (e.of == nil || e.clause == "")
	})
	for _, e := range all {
		p.Widen(colFilled, e.value)
	}
	for _, e := range all {
		for i, piece := range tables.Pieces(e.value) {
			p.readableRow(e, piece, i > 0)
		}
	}
	p.finish(true)
}

// rowPlace is the number of a register's row in a place such as 5.3#1.
var rowPlace = regexp.MustCompile(`#(\d+)`)

func (p *page) readableRow(e entry, value string, goesOn bool) {
	label := e.field.Label
	if goesOn {
		label += continuation
	}
	content := p.shownValue(e.field, value)
	switch {
	case e.note != "":
		content = tables.Entry{Text: e.note}
	case value == "":
		content = tables.Entry{Text: blankField}
	}
	v := tables.Values{
		colPoint: {Text: e.point, Look: lookCenter}, colStandard: {Text: e.clause},
		colContentOf: {Text: label}, colFilled: content, colUnit: {Text: cmp.Or(e.unit, e.field.Unit), Look: lookCenter},
	}
	if e.key == forms.AttrRows {
		content.Text = rowPlace.ReplaceAllString(content.Text, "第${1}行")
		v[colFilled] = content
	}
	if e.of != nil {
		v[colNo] = tables.Entry{Text: strconv.Itoa(e.of.No), Look: lookNumber, Number: true}
		v[colIndicator] = tables.Entry{Text: e.of.Title}
	} else {
		v[colIndicator], v[colStandard] = tables.Entry{Text: e.clause}, tables.Entry{}
	}
	if e.point == letterPoint || e.of != nil && e.clause == "" { // the letter is about no one point, an indicator's own two rows about all of it
		v[colPoint] = tables.Entry{}
	}
	p.Put(lookText, v)
}

// shownValue shows a value that nobody fills in here.
func (p *page) shownValue(f *scoring.Field, value string) tables.Entry {
	e := p.valueCell(f, value)
	e.Look.Fill, e.Look.Open = "", false
	if e.Number {
		e.Look.Align = ""
	}
	return e
}

// readableRegisters writes a sheet for each register in which something stands.
func (b *builder) readableRegisters() {
	for _, c := range b.d.Edition.Criteria() {
		if c.Register == nil || b.opts.layout < layoutReview {
			continue
		}
		if rows := b.d.Rows(c.ID); len(rows) > 0 {
			b.readableRegister(c, rows)
		}
	}
}

func (b *builder) readableRegister(c *scoring.Criterion, rows []scoring.Row) {
	p := b.page(readableRegister(c))
	p.about = p.layout.name + " " + c.Title
	marks := wording.Uncounted(c, rows)
	for i, row := range rows {
		cells := []tables.Entry{{Text: strconv.Itoa(i + 1), Look: lookNumber, Number: true}}
		for _, f := range c.Register.Columns {
			cells = append(cells, p.shownValue(f, row.Cells[f.Key]))
		}
		p.Row(append(cells, tables.Entry{Text: marks[i]}))
	}
	p.finish(true)
}

// shownSheets names the sheets for people and what they are for.
func (b *builder) shownSheets() string {
	var names []string
	for _, c := range b.d.Edition.Criteria() {
		if c.Register != nil && len(b.d.Rows(c.ID)) > 0 {
			names = append(names, "“"+SheetRegister+c.ID+"”")
		}
	}
	words := "审核意见请填在“" + SheetAssess + "”；“" + SheetSortable + "”未加保护，可以排序，其中的初评、核定各栏随“" + SheetAssess + "”变动；“" + SheetReadable + "”"
	if len(names) > 0 {
		words += "和" + strings.Join(names, "")
	}
	return words + "供阅读，内容以“" + SheetData + "”“" + SheetRegister + "”为准。"
}
