package tables

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// Rows gives the rows of a sheet one by one; only when they are read to io.EOF is it known that the sheet is whole.
type Rows struct {
	book  *Book
	what  string // the sheet in a sentence
	scan  *scanner
	part  io.Closer
	want  []bool // the columns whose content is read, nil for all
	row   Row
	later []laterCell // of the row, not looked up
	cell  cell
	value content
	data  bool // within sheetData
	known bool // it has begun
	ended bool
	shut  bool   // rows are hidden unless they say how high they are
	sight *sight // nil where nobody asks what is seen
}

// cell is the cell being read.
type cell struct {
	column  int // of the last cell, -1 before the first
	kind    string
	day     bool
	formula bool
	valued  bool // there is a value, which may be empty
	style   int
	runs    []font // of its text
	rich    bool   // it shows what stands beside the values of the workbook, a picture
	within  bool   // the formula
	image   bool   // which is that of a picture
	picture string // what it is called
}

// errPlace says that rows or cells stand twice or out of order: which of them holds is for nobody to guess.
var errPlace = errors.New("cells out of order")

// Rows opens a sheet. Of columns not wanted it is only told that there is something; a nil want reads all.
func (b *Book) Rows(sheet int, want []bool) (*Rows, error) {
	part := b.sheets[sheet]
	r := &Rows{book: b, what: fmt.Sprintf("工作表“%s”", shown(part.name)), want: want}
	if part.part == nil { // a chart
		r.ended = true
		return r, nil
	}
	var err error
	r.scan, r.part, err = b.scan(part.part, r.what)
	return r, err
}

// Close may be called before the end.
func (r *Rows) Close() {
	if r.part != nil {
		_ = r.part.Close()
		r.part = nil
	}
}

// Next gives the next row, which belongs to the reader until the one after it; io.EOF ends the sheet. Any other error is a sentence that
// names the sheet, or the context's.
func (r *Rows) Next() (*Row, error) {
	if r.ended {
		return nil, io.EOF
	}
	row, err := r.next()
	switch {
	case err == nil:
		return row, nil
	case errors.Is(err, io.EOF):
		r.ended = true
		return nil, r.rest()
	case errors.Is(err, errTooLong):
		return nil, tellTooLong(r.what + "的" + Place(r.row.No, max(r.cell.column, 0)))
	}
	what := r.what
	if r.row.No > 0 {
		what += fmt.Sprintf("（第%d行附近）", r.row.No)
	}
	return nil, r.book.words(err, what)
}

// rest is what is left to do at the end of a sheet.
func (r *Rows) rest() error {
	if err := r.book.rest(); err != nil {
		return err
	}
	return io.EOF
}

// Depths of the elements of a sheet: worksheet, sheetData, row, c, and what is in it.
const (
	depthData = 2 + iota
	depthRow
	depthCell
	depthValue
)

func (r *Rows) next() (*Row, error) {
	for {
		t, err := r.scan.next()
		if err != nil {
			return nil, err
		}
		switch s := r.scan; {
		case t == charData || s.depth >= depthValue:
			err = r.inside(t)
		case t == tagStart:
			err = r.start(s)
		case !r.data:
		case s.depth == depthCell && string(s.local) == "c":
			err = r.finish()
		case s.depth == depthRow && string(s.local) == "row":
			return &r.row, nil
		}
		if err != nil {
			return nil, err
		}
	}
}

// inside takes what is within a cell, or far from any.
func (r *Rows) inside(t token) error {
	if r.cell.kind == "" {
		if r.sight != nil && t == charData && !r.data {
			r.sight.words(r.scan.text)
		}
		return nil
	}
	if t == charData && r.cell.within {
		if !r.cell.image && showsPicture(string(r.scan.text[:min(len(r.scan.text), asPicture)])) {
			r.cell.image, r.cell.picture = true, pictureID(string(r.scan.text[:min(len(r.scan.text), 4*asPicture)]))
		}
	}
	r.cell.within = r.cell.within && t == charData
	if t == tagStart && r.scan.depth == depthValue {
		switch string(r.scan.local) {
		case "f":
			r.cell.formula, r.cell.within = true, true
		case "v", "is":
			if r.cell.valued {
				return errPlace
			}
			r.cell.valued = true
		}
	}
	return r.value.take(r.scan, t)
}

// start looks at the beginning of a sheet, a row or a cell.
func (r *Rows) start(s *scanner) error {
	r.cell.kind = "" // within no cell
	if r.sight != nil && (s.depth == depthData || !r.data) {
		r.sight.around(s)
	}
	switch local := string(s.local); {
	case s.depth == 1 && local != "worksheet":
		return errXML
	case s.depth == depthData:
		r.shut = r.shut || local == "sheetFormatPr" && isTrue(s.attr("zeroHeight"))
		r.data = local == "sheetData"
		if r.data && r.known { // which of two holds is for nobody to guess
			return errPlace
		}
		r.known = r.known || r.data
	case !r.data:
	case s.depth == depthRow && local == "row":
		return r.startRow(s)
	case s.depth == depthCell && local == "c":
		return r.startCell(s)
	}
	return nil
}

func (r *Rows) startRow(s *scanner) error {
	no := r.row.No + 1
	if text := s.attr("r"); text != nil {
		n, ok := number(text)
		if !ok || n < no {
			return errPlace
		}
		no = n
	}
	if no > lastRow {
		return errPlace
	}
	r.row.No, r.row.Cells, r.row.Hidden, r.cell.column = no, r.row.Cells[:0], unseen(s, r.shut), -1
	if r.sight != nil {
		r.sight.row(no, r.row.Hidden)
	}
	r.later = r.later[:0]
	return nil
}

func (r *Rows) startCell(s *scanner) error {
	column := r.cell.column + 1
	kind, style, rich := "n", 0, false
	for _, a := range s.attrs {
		switch string(a.name) {
		case "r":
			at, row := coordinates(a.value)
			if at < column || row != r.row.No {
				return errPlace
			}
			column = at
		case "t":
			kind = cmp.Or(string(a.value), kind)
		case "s":
			style, _ = number(a.value) // one that is none shows no date
		case "vm":
			rich = true
		}
	}
	if column >= lastColumn {
		return errPlace
	}
	r.cell = cell{column: column, kind: kind, style: style, rich: rich}
	r.value.reset()
	if kind == "n" && style > 0 {
		day, err := r.book.isDay(style)
		r.cell.day = day
		return err
	}
	return nil
}

// coordinates reads the column, counted from 0, and the row of "AB12"; -1 where it is none.
func coordinates(place []byte) (column, row int) {
	n, i := 0, 0
	for ; i < len(place) && i < 3 && place[i] >= 'A' && place[i] <= 'Z'; i++ {
		n = n*26 + int(place[i]-'A') + 1
	}
	row, ok := number(place[i:])
	if !ok {
		return -1, 0
	}
	return n - 1, row
}

// number reads up to nine digits.
func number(text []byte) (int, bool) {
	n := 0
	for _, c := range text {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	return n, len(text) > 0 && len(text) < 10
}

// Place names a cell, its column counted from 0: "D7".
func Place(row, column int) string { return ColumnName(column) + strconv.Itoa(row) }

// ColumnName names a column, counted from 0: "D".
func ColumnName(column int) string {
	name := ""
	for column++; column > 0; column = (column - 1) / 26 {
		name = string(rune('A'+(column-1)%26)) + name
	}
	return name
}

// finish looks at the end of a cell.
func (r *Rows) finish() error {
	c := &r.cell
	defer func() { c.kind = "" }()
	if c.column >= MaxColumns || !c.valued && !c.formula {
		return nil
	}
	out, err := Cell{}, error(nil)
	if r.want == nil || c.column < len(r.want) && r.want[c.column] {
		out, err = r.content()
	} else {
		out = r.unread()
	}
	if err != nil {
		return err
	}
	if out == (Cell{}) {
		return nil
	}
	if r.sight != nil {
		r.sight.cell(sighted{Cell: out, row: r.row.No, column: c.column, style: c.style, runs: append(c.runs, r.value.runs...)})
	}
	for len(r.row.Cells) <= c.column {
		r.row.Cells = append(r.row.Cells, Cell{})
	}
	r.row.Cells[c.column] = out
	return r.book.meter.charge(len(out.Text))
}

// content is what a cell holds.
func (r *Rows) content() (Cell, error) {
	out := Cell{Kind: Text, Formula: r.cell.formula}
	switch {
	case r.cell.image:
		return Cell{Kind: Wrong, Text: pasted + r.cell.picture, Formula: true}, nil
	case !r.cell.valued:
		out.Kind = Wrong
		return out, nil
	case r.cell.kind == "s":
		n, ok := number(trimSpace(r.value.bytes()))
		if !ok {
			return out, errNoString
		}
		var err error
		out.Text, err = r.book.shared(n)
		r.cell.runs = r.book.strings.runs[n]
		return out.orBlank().orPicture(), err
	}
	text := r.value.bytes()
	if tooLong(text) {
		return out, errTooLong
	}
	out.Text = string(text)
	switch r.cell.kind {
	case "str", "inlineStr":
	case "n":
		if text := strings.TrimSpace(out.Text); isNumber(text) {
			out.Text, out.Kind, out.Day = text, Number, r.cell.day
		}
	case "d":
		out.Text = isoDay(out.Text)
	case "b":
		out.Kind, out.Text = Bool, map[string]string{"0": "FALSE", "1": "TRUE", "false": "FALSE", "true": "TRUE"}[out.Text]
		if out.Text == "" {
			return out, errXML
		}
	case "e":
		if out.Kind = Wrong; r.cell.rich {
			out.Text = pasted
		}
	default:
		return out, errXML
	}
	return out.orBlank().orPicture(), nil
}

// orBlank is a blank cell where there is no text.
func (c Cell) orBlank() Cell {
	if c.Text == "" && c.Kind != Wrong {
		return Cell{Formula: c.Formula}
	}
	return c
}
