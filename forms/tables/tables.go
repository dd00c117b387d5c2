// Package tables reads rows of workbooks (.xlsx) and of text (.csv) that others may have made to harm or that were damaged on their
// way, and writes workbooks. Reading takes only the parts it needs, within bounds on everything that costs time or memory, and what is
// damaged is refused whole: no table is ever handed out as if it ended where it breaks off. It knows no dossier.
package tables

import (
	"context"
	"fmt"

	"zicha/forms/files"
)

// Kind is what a cell holds.
type Kind uint8

// The kinds of a cell.
const (
	Blank  Kind = iota
	Text        // typed as text, or the result of a formula that is text
	Number      // Text holds the digits as they are stored
	Bool        // Text is TRUE or FALSE
	Wrong       // Text is what the spreadsheet shows, #REF!, or "" where a formula was never computed
	Unread      // there is something in a column that is not wanted
)

// Cell is one cell of a row. Formula says that the content is the result of a formula, Day that a number is shown as a date.
type Cell struct {
	Text         string
	Kind         Kind
	Formula, Day bool
}

// Row is a row of a table. Cells stand by their column, counted from 0; the blank ones at the end are left out.
type Row struct {
	No     int // as spreadsheets count, from 1
	Cells  []Cell
	Hidden bool // nobody sees it, as where rows are filtered
	Broken bool // a quotation mark without its other half: the cells cannot be told apart
}

// Cell gives the cell of a column, a blank one where the row is shorter.
func (r Row) Cell(column int) Cell {
	if column < 0 || column >= len(r.Cells) {
		return Cell{}
	}
	return r.Cells[column]
}

// IsBlank reports whether nothing stands in the row.
func (r Row) IsBlank() bool {
	for _, c := range r.Cells {
		if c.Kind != Blank {
			return false
		}
	}
	return true
}

// Limits bound what reading a file may cost. Work is in bytes: of XML or text looked at, of text handed out, however often a workbook
// uses the same one, and a fraction of what is fetched again from the texts. Cells are those kept when whole sheets are read.
type Limits struct {
	File  int64
	Work  int64
	Share int64 // where it is not 0, Work is no more than so many times the size of the file and something beside
	Texts int64 // of the texts cells share, and of all text of sheets read whole
	Cells int
}

// Small are the limits for what is read whole into memory, in a file of so many bytes: the county's workbook, a department's sheet, a
// register. A full county's workbook has some 60 KB and 2,000 rows.
func Small(file int64) Limits {
	return Limits{File: file, Work: 256 << 20, Texts: 32 << 20, Cells: 1_000_000}
}

// Large are the limits for what is read row by row: data packs ten times or twenty, padding a thousand times.
func Large() Limits {
	return Limits{File: 1 << 40, Work: 8 << 30, Share: 32, Texts: 6 << 30, Cells: 1 << 40}
}

// meter begins to count for a file of a size.
func (l Limits) meter(ctx context.Context, size int64) meter {
	m := meter{ctx: ctx, most: l.Work}
	if l.Share > 0 {
		m.most = min(m.most, 128<<20+l.Share*size)
	}
	return m
}

// What no sheet of a spreadsheet program exceeds, and what is looked at of a row.
const (
	MaxText    = 32_767 // of a cell, in UTF-16 units
	MaxColumns = 512    // those beyond are not looked at
	lastRow    = 1 << 20
	lastColumn = 1 << 14
)

// Words for files that cannot be read as tables. The sentences name the sheet where it is known.
const again = "请用WPS或Excel打开它，核对无误后另存为.xlsx文件再选，或者向原单位重新索取"

func damaged(format string, args ...any) error {
	return files.Failure(files.Damaged, "%s已损坏或不完整，没有读取任何内容；"+again, fmt.Sprintf(format, args...))
}

func tooBig() error {
	return files.Failure(files.Source, "文件展开后过大，不像一份数据表，没有读取；请核对是否选错了文件，或者在WPS、Excel里把需要的内容另存为一份新的.xlsx文件")
}

// meter counts what reading has cost.
type meter struct {
	ctx   context.Context
	spent int64
	most  int64
	read  func(n int) // told of the bytes read, may be nil
}

// add counts bytes read; the error is the context's, or that the work is too much.
func (m *meter) add(n int) error {
	if m.read != nil {
		m.read(n)
	}
	if err := m.ctx.Err(); err != nil {
		return err
	}
	return m.charge(n)
}

// charge counts work beside reading.
func (m *meter) charge(n int) error {
	if m.spent += int64(n); m.spent > m.most {
		return tooBig()
	}
	return nil
}
