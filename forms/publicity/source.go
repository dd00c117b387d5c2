package publicity

import (
	"context"
	"errors"
	"path/filepath"
	"strconv"
	"strings"

	"zicha/forms/files"
	"zicha/forms/tables"
)

// row is a row of a table; its cells belong to the reader until the next one.
type row struct {
	no     int // as spreadsheets count
	cells  []string
	broken bool   // the cells cannot be told apart
	wrong  string // the first cell gone wrong in it, with its place: "E7公式错误#REF!"
	hidden bool   // nobody sees it
	of     *opened
}

// reader gives the rows of a table; io.EOF ends it.
type reader interface {
	Next() (*tables.Row, error)
	Close()
}

// source is where the rows of a table come from: a sheet of a workbook, or a text split at a separator.
type source struct {
	path      string
	sheet     int
	separator string // "" for a workbook
	size      int64  // bytes to be read, as far as the file says
}

// opened is a source being read.
type opened struct {
	reader
	date1904 bool
	close    func()
	reveal   func() error // reads what stands in the row's other columns; nil where all are read
	last     *tables.Row
	row      row
}

// open opens the table. Only the columns wanted are read, of the others it is only told that there is something; a nil want reads all.
func (s source) open(ctx context.Context, want []bool, read func(n int)) (*opened, error) {
	if s.separator != "" {
		t, err := tables.OpenText(s.path, tables.Large())
		if err != nil {
			return nil, err
		}
		return &opened{reader: t.Rows(ctx, tables.Dialect{Separator: s.separator, Read: read}), close: t.Close}, nil
	}
	b, err := tables.Open(ctx, s.path, tables.Large())
	if err != nil {
		return nil, err
	}
	b.Watch(read)
	rows, err := b.Rows(s.sheet, want)
	if err != nil {
		b.Close()
		return nil, err
	}
	return &opened{reader: rows, date1904: b.Date1904, close: b.Close, reveal: rows.Reveal}, nil
}

func (o *opened) Close() {
	o.reader.Close()
	o.close()
}

// next gives the next row as text.
func (o *opened) next() (*row, error) {
	r, err := o.Next()
	if err != nil {
		return nil, err
	}
	o.row = row{no: r.No, cells: o.row.cells[:0], broken: r.Broken, hidden: r.Hidden, of: o}
	o.last = r
	for i, c := range r.Cells {
		if c.Kind == tables.Wrong && o.row.wrong == "" {
			word, _ := c.Wrong()
			o.row.wrong = tables.Place(r.No, i) + tables.WrongWords(word)
		}
		o.row.cells = append(o.row.cells, content(c))
	}
	return &o.row, nil
}

// all gives the cells of the row with those of the columns that were not wanted.
func (o *opened) all() ([]string, error) {
	if o.reveal == nil {
		return o.row.cells, nil
	}
	if err := o.reveal(); err != nil {
		return nil, err
	}
	out := make([]string, len(o.last.Cells))
	for i, c := range o.last.Cells {
		out[i] = content(c)
	}
	return out, nil
}

const (
	maxText   = 1000 // bytes of a text that are looked at
	elsewhere = "有"  // stands for the content of a column that is not read
)

// content is what a cell says. A number with more digits than a spreadsheet keeps is given as a power of ten, as it is shown; a formula
// gone wrong says nothing.
func content(c tables.Cell) string {
	switch c.Kind {
	case tables.Unread:
		return elsewhere
	case tables.Wrong:
		return ""
	case tables.Number:
		if len(c.Text) > 15 && allDigits(c.Text) {
			if f, err := strconv.ParseFloat(c.Text, 64); err == nil {
				return strconv.FormatFloat(f, 'E', -1, 64)
			}
		}
	}
	return clip(c.Text, maxText)
}

// named says which file an error is about. Being cancelled stays what it is.
func named(path string, err error) error {
	name := filepath.Base(path)
	err = files.Fault("读取“"+name+"”", err)
	var known *files.Error
	if !errors.As(err, &known) || strings.Contains(err.Error(), name) {
		return err
	}
	return files.Failure(known.Kind, "“%s”：%s", name, known.Error()).Because(known)
}

// refuse is a plain sentence about a file that cannot be counted.
func refuse(format string, args ...any) error { return files.Failure(files.Source, format, args...) }
