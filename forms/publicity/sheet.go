package publicity

import (
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"
)

// sheetSource is a sheet of a workbook.
type sheetSource struct {
	path string
	at   int // its place among the sheets
	part int64
	text int64
}

func (s *sheetSource) size() int64 { return s.part + s.text }

func (s *sheetSource) open(m *meter, want []bool) (rowReader, error) {
	b, err := openBook(s.path)
	if err != nil {
		return nil, err
	}
	if s.at >= len(b.sheets) {
		b.close()
		return nil, errDamaged
	}
	return b.rows(m, s.at, want)
}

// rows opens a sheet; closing the reader closes the book.
func (b *book) rows(m *meter, at int, want []bool) (rowReader, error) {
	p, err := openPart(b.sheets[at].part, m)
	if err != nil {
		b.close()
		return nil, err
	}
	return &sheetRows{book: b, part: p, m: m, want: want}, nil
}

// sheetRows gives the rows of a sheet one by one.
type sheetRows struct {
	book *book
	part *part
	m    *meter
	want []bool
	row  row
	cell cell
}

// cell is the cell being read.
type cell struct {
	column int
	kind   string // its t attribute
	value  []byte
	aside  int  // within reading aids
	in     bool // within a value
}

// lastRow is the highest number a row of a sheet can have.
const lastRow = 1 << 20

func (s *sheetRows) close() {
	s.part.close()
	s.book.close()
}

func (s *sheetRows) next() (*row, error) {
	s.row.cells = s.row.cells[:0]
	inside := false
	for {
		token, err := s.part.token()
		if err != nil {
			return nil, s.ended(err, inside)
		}
		switch t := token.(type) {
		case xml.StartElement:
			if t.Name.Local == "row" {
				inside = true
				s.number(attr(t, "r"))
				s.cell = cell{column: -1, value: s.cell.value[:0]}
			} else if inside {
				s.start(t)
			}
		case xml.EndElement:
			switch {
			case t.Name.Local == "sheetData":
				return nil, io.EOF
			case t.Name.Local == "row" && inside:
				return &s.row, nil
			case inside:
				if err := s.finish(t.Name.Local); err != nil {
					return nil, err
				}
			}
		case xml.CharData:
			if s.cell.in && len(s.cell.value) < maxText {
				s.cell.value = append(s.cell.value, clip(string(t), maxText-len(s.cell.value))...)
			}
		}
	}
}

// ended tells a part that was cut off from one that has no rows left.
func (s *sheetRows) ended(err error, inside bool) error {
	if errors.Is(err, io.EOF) && (inside || s.row.no > 0) {
		return errDamaged
	}
	return err
}

// number takes a row's number, which may be missing and must rise.
func (s *sheetRows) number(text string) {
	n, err := strconv.Atoi(text)
	if err != nil || n <= s.row.no || n > lastRow {
		n = s.row.no + 1
	}
	s.row.no = n
}

// start looks at an element within a row.
func (s *sheetRows) start(e xml.StartElement) {
	c := &s.cell
	switch e.Name.Local {
	case "c":
		column := columnOf(attr(e, "r"))
		if column <= c.column {
			column = c.column + 1
		}
		*c = cell{column: column, kind: attr(e, "t"), value: c.value[:0]}
	case "rPh":
		c.aside++
	case "v", "t":
		c.in = c.aside == 0
	}
}

// finish looks at the end of an element within a row.
func (s *sheetRows) finish(name string) error {
	c := &s.cell
	switch name {
	case "rPh":
		c.aside--
	case "v", "t":
		c.in = false
	case "c":
		if len(c.value) == 0 || c.column < 0 || c.column >= maxCells {
			return nil
		}
		text := elsewhere
		if s.want == nil || c.column < len(s.want) && s.want[c.column] {
			var err error
			if text, err = s.content(); err != nil {
				return err
			}
		}
		for len(s.row.cells) <= c.column {
			s.row.cells = append(s.row.cells, "")
		}
		s.row.cells[c.column] = text
	}
	return nil
}

// content is what a cell holds. A number with more digits than a spreadsheet keeps is given as a power of ten, as it is shown.
func (s *sheetRows) content() (string, error) {
	text := string(s.cell.value)
	switch s.cell.kind {
	case "s":
		n, err := strconv.Atoi(strings.TrimSpace(text))
		if err != nil {
			return "", errDamaged
		}
		text, err = s.book.text(s.m, n)
		if errors.Is(err, errNoString) {
			return "", errDamaged
		}
		return text, err
	case "", "n":
		if len(text) > 15 && allDigits(text) {
			if f, err := strconv.ParseFloat(text, 64); err == nil {
				return strconv.FormatFloat(f, 'E', -1, 64), nil
			}
		}
	case "b":
		return map[string]string{"0": "FALSE", "1": "TRUE"}[text], nil
	case "e":
		return "", nil // a formula gone wrong says nothing
	}
	return text, nil
}

// columnOf reads the letters of a cell's place, -1 where there are none.
func columnOf(place string) int {
	n := 0
	for i := 0; i < len(place) && i < 4; i++ {
		c := place[i] &^ 0x20
		if c < 'A' || c > 'Z' {
			break
		}
		n = n*26 + int(c-'A') + 1
	}
	return n - 1
}
