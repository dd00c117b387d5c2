package tables

import (
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
)

// Writer makes a workbook. The first thing that goes wrong is kept and ends the work. excelize makes everything but the rows, which it
// spends most of its time on and in which it marks the results of formulas as text.
type Writer struct {
	file  *excelize.File
	size  float64
	looks map[Look]int
	pages []*Page
	err   error
}

// NewWriter begins a workbook; size is that of its type in points.
func NewWriter(size float64) *Writer {
	w := &Writer{file: excelize.NewFile(), size: size, looks: map[Look]int{}}
	w.keep(w.file.SetDefaultFont(bodyFont))
	return w
}

// Properties are what a file says of itself. Created may be zero.
type Properties struct {
	Title, Creator, Subject string
	Created                 time.Time
}

// Properties sets them.
func (w *Writer) Properties(p Properties) {
	props := &excelize.DocProperties{Title: Hide(p.Title), Creator: Hide(p.Creator), Subject: Hide(p.Subject), Language: "zh-CN"}
	if !p.Created.IsZero() {
		props.Created = p.Created.UTC().Format(time.RFC3339)
		props.Modified = props.Created
	}
	w.keep(w.file.SetDocProps(props))
}

// Fail keeps an error of the caller's; nil is none.
func (w *Writer) Fail(err error) {
	if w.err == nil {
		w.err = err
	}
}

// Err is the first error: a plain Chinese sentence.
func (w *Writer) Err() error { return w.err }

func (w *Writer) keep(err error) {
	if err != nil {
		w.Fail(fmt.Errorf("写工作簿时出错：%w", err))
	}
}

// Write packs the workbook, which cannot be used afterwards. The same content gives the same bytes.
func (w *Writer) Write(out io.Writer) error {
	defer w.file.Close()
	recalculate := true
	w.keep(w.file.SetCalcProps(&excelize.CalcPropsOptions{FullCalcOnLoad: &recalculate}))
	w.file.SetActiveSheet(0)
	if w.err != nil {
		return w.err
	}
	w.file.SetZipWriter(func(out io.Writer) excelize.ZipWriter { return &parts{w: out, pages: w.pages} })
	w.keep(w.file.Write(out))
	return w.err
}

// Column is a column of a sheet: its heading, and its width in characters; one of no width is hidden.
type Column struct {
	Title string
	Width float64
}

// Page is a sheet being written, row by row.
type Page struct {
	*Writer
	name    string
	part    string // xl/worksheets/sheet1.xml
	columns []Column
	widths  []float64
	rows    []byte   // those written last
	before  [][]byte // those before, compressed: a sheet of a hundred thousand rows takes a hundred megabytes
	heights []float64
	rules   []*rules
}

// Page adds a sheet.
func (w *Writer) Page(name string, columns []Column) *Page {
	if len(w.pages) == 0 {
		w.keep(w.file.SetSheetName("Sheet1", name))
	} else {
		_, err := w.file.NewSheet(name)
		w.keep(err)
	}
	p := &Page{Writer: w, name: name, columns: columns, part: fmt.Sprintf("xl/worksheets/sheet%d.xml", len(w.pages)+1)}
	for _, c := range columns {
		p.widths = append(p.widths, c.Width)
	}
	w.pages = append(w.pages, p)
	return p
}

// Last is the number of the row written last.
func (p *Page) Last() int { return len(p.heights) }

// column finds a column by its heading, counted from 0.
func (p *Page) column(title string) int {
	for i, c := range p.columns {
		if c.Title == title {
			return i
		}
	}
	p.Fail(fmt.Errorf("工作表“%s”没有“%s”这一列", p.name, title))
	return 0
}

// The measures of rows, in points, and how wide a column may grow.
const (
	lineHeight    = 14.5
	rowMargin     = 6
	maxRowHeight  = 409
	maxTextHeight = 400
	maxGrowWidth  = 160
)

// Widen makes a column wide enough for a text to show in one row, as far as it may grow.
func (p *Page) Widen(title, text string) {
	i := p.column(title)
	for p.widths[i] < maxGrowWidth && float64(Lines(text, p.widths[i]))*lineHeight > maxTextHeight {
		p.widths[i] += 4
	}
}

// Heads writes the row of headings.
func (p *Page) Heads() {
	entries := make([]Entry, len(p.columns))
	for i, c := range p.columns {
		entries[i] = Entry{Text: c.Title, Look: Look{Align: Centre, Fill: FillHead, Bold: true}}
	}
	p.Row(entries)
}

// Named puts entries in the order of the columns; those not named have the look given.
func (p *Page) Named(other Look, values Values) []Entry {
	out := make([]Entry, len(p.columns))
	for i := range out {
		out[i].Look = other
	}
	for title, e := range values {
		out[p.column(title)] = e
	}
	return out
}

// Values are the cells of a row by their headings.
type Values map[string]Entry

// Put writes the next row; cells not given have the look given.
func (p *Page) Put(other Look, values Values) int { return p.Row(p.Named(other, values)) }

// Row writes the next row, high enough for its longest text, and gives its number.
func (p *Page) Row(entries []Entry) int { return p.Tall(entries, 1) }

// Tall is Row with a height of at least so many lines.
func (p *Page) Tall(entries []Entry, lines int) int {
	for i, e := range entries {
		if !e.Look.Run && p.widths[i] > 0 {
			lines = max(lines, Lines(e.Text, p.widths[i]))
		}
	}
	p.begin(float64(lines)*lineHeight + rowMargin)
	for i, e := range entries {
		p.put(i, e)
	}
	p.end()
	return p.Last()
}

// Wide writes a row in which a text goes over all columns that are not hidden, but for the first where something stands there, a space
// for nothing.
func (p *Page) Wide(first string, e Entry) {
	from, to, width := 0, -1, 0.0
	if first != "" {
		from = 1
	}
	for i, w := range p.widths {
		if w > 0 && i >= from {
			to = i
			width += w
		}
	}
	lines := Lines(e.Text, width)
	if e.Look.Size > 0 {
		lines *= 2
	}
	p.begin(float64(lines)*lineHeight + rowMargin)
	if first != "" {
		p.put(0, Entry{Text: strings.TrimSpace(first), Look: Look{Align: Centre, Fill: e.Look.Fill, Bold: e.Look.Bold}})
	}
	for i := from; i <= to; i++ {
		if i > from {
			e.Text = ""
		}
		p.put(i, e)
	}
	p.end()
	if to > from {
		p.keep(p.file.MergeCell(p.name, Place(p.Last(), from), Place(p.Last(), to)))
	}
}

// At names a cell by the heading of its column and the number of its row: "K7".
func (p *Page) At(title string, row int) string { return Place(row, p.column(title)) }
