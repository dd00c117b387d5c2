// Package workbook turns a dossier into an xlsx workbook for 市发展改革委 and reads one back: sheets and columns are found by
// their names, never by position, and what cannot be read becomes a problem with sheet and cell.
package workbook

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"time"

	"zicha/forms"
	"zicha/forms/tables"
	"zicha/scoring"
)

// Options says what is written beside the dossier's own values. The zero value writes a plain workbook.
type Options struct {
	Code     string                // comparison code; "" takes the dossier's own
	Schema   forms.Schema          // of the code; "" is the current one
	QR       []byte                // PNG of the code for the cover, may be empty
	Created  time.Time             // date in the file's properties, may be zero
	Progress func(done, total int) // called after each step, may be nil

	layout int // 0 is the present one
}

// builder writes one workbook.
type builder struct {
	*tables.Writer
	d    *forms.Dossier
	opts Options
	code string
	// words is the code of the reasons; see forms.WordsCode
	words string
	card  scoring.Scorecard
	back  scoring.Total // of the card with evidence behind every answer

	rows map[int]int // where 自评表 has an indicator
}

// Write writes the dossier as a workbook. The error is a plain Chinese sentence where the dossier cannot be put into a
// workbook, for example a text longer than a cell holds.
func Write(w io.Writer, d *forms.Dossier, opts Options) error {
	scores := d.Scores()
	opts.Schema = cmp.Or(opts.Schema, forms.CurrentSchema)
	opts.layout = cmp.Or(opts.layout, layoutPresent)
	b := &builder{
		Writer: tables.NewWriter(typeSize), d: d, opts: opts, card: scores.Card, back: scores.Backed.Self,
		code: cmp.Or(opts.Code, forms.Code(d.AllLines(opts.Schema))), words: forms.WordsCode(scores.Lines()), rows: map[int]int{},
	}
	b.Properties(tables.Properties{Title: b.title(), Creator: d.County(), Subject: d.Edition.Title, Created: opts.Created})
	steps := []func(){b.cover, b.assess, b.data, b.registers, b.evidence, b.chart, b.sortable, b.readable, b.readableRegisters, b.refused, func() { b.Fail(b.Writer.Write(w)) }}
	for i, step := range steps {
		if step(); b.Err() != nil {
			return b.Err()
		}
		if opts.Progress != nil {
			opts.Progress(i+1, len(steps))
		}
	}
	return nil
}

// title heads every printed page.
func (b *builder) title() string {
	return b.d.County() + b.d.Edition.Titled("自查数据")
}

// state is the printed state with the version.
func (b *builder) state() string {
	return stateWord(b.d.Final) + "第" + fmt.Sprint(b.d.Version) + "版"
}

func stateWord(final bool) string {
	if final {
		return "定稿"
	}
	return "草稿"
}

// typeSize is that of the sheets' type in points.
const typeSize = 10

// The looks of cells.
var (
	lookText    = tables.Look{}
	lookCenter  = tables.Look{Align: tables.Centre}
	lookNumber  = tables.Look{Format: tables.General, Align: tables.Centre}
	lookPoints  = tables.Look{Format: tables.Decimals, Align: tables.Centre}
	lookSection = tables.Look{Fill: tables.FillSection, Bold: true}
	lookSum     = tables.Look{Format: tables.Decimals, Align: tables.Centre, Fill: tables.FillSection, Bold: true}
)

// filled gives a look another fill; cells to be filled in are open in a protected sheet.
func filled(l tables.Look, fill string) tables.Look {
	l.Fill = fill
	l.Open = l.Open || fill == tables.FillOpen
	return l
}

// page is one sheet being written.
type page struct {
	*tables.Page
	*builder
	layout   layout
	absent   []string // columns that its layout has not yet
	about    string   // what its pages say it is, "" for its name
	filtered int      // the last row that can be filtered, 0 for the last
}

// page starts a sheet with its headings.
func (b *builder) page(l layout) *page {
	then := l.in(b.opts.layout)
	p := &page{Page: b.Page(l.name, then.columns), builder: b, layout: then, absent: newColumns(b.opts.layout)[l.name]}
	p.Heads()
	return p
}

// Put writes the next row without what its layout has no column for.
func (p *page) Put(other tables.Look, v tables.Values) int {
	for _, title := range p.absent {
		delete(v, title)
	}
	return p.Page.Put(other, v)
}

// Allow makes cells follow a rule, but for those of columns its layout has not.
func (p *page) Allow(title string, from, to int, r tables.Rule) {
	if !slices.Contains(p.absent, title) {
		p.Page.Allow(title, from, to, r)
	}
}

// finish ends a sheet: it is printed in landscape, cover and chart on one page, with the title above and code, page and state below.
func (p *page) finish(protected bool) {
	const most = 80 // of a title or code in a page's head
	filtered := 0
	if p.layout.filters {
		filtered = cmp.Or(p.filtered, p.Last())
	}
	p.Finish(tables.Setup{
		Heads: 1, Names: p.layout.names, Filtered: filtered, Protected: protected, OnePage: p.layout.name == SheetChart || p.layout.name == SheetCover,
		Header: `&C&"黑体,Regular"&13 ` + tables.InHeader(p.title(), most) + `&R&"宋体,Regular"&9` + tables.InHeader(cmp.Or(p.about, p.layout.name), most),
		Footer: `&L&"宋体,Regular"&9核对码 ` + tables.InHeader(p.code, most) + `&C&"宋体,Regular"&9第&P页 共&N页&R&"宋体,Regular"&9` + p.state(),
	})
}
