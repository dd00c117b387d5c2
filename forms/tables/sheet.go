package tables

import (
	"errors"
	"io"
)

// Sheet is a sheet read whole, or its first rows. Rows without any cell are left out.
type Sheet struct {
	Name     string
	Rows     []Row
	Date1904 bool
}

// Read reads a sheet whole.
func (b *Book) Read(sheet int) (*Sheet, error) { return b.read(sheet, lastRow) }

// Top reads the rows of a sheet up to a number; what is below is not looked at, and may be damaged.
func (b *Book) Top(sheet, last int) (*Sheet, error) { return b.read(sheet, last) }

func (b *Book) read(sheet, last int) (*Sheet, error) {
	rows, err := b.Rows(sheet, nil)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	out := &Sheet{Name: b.sheets[sheet].name, Date1904: b.Date1904}
	var room []Cell
	for {
		row, err := rows.Next()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, err
		}
		if row.No > last {
			return out, nil
		}
		n := len(row.Cells)
		if n == 0 {
			continue
		}
		if err := b.kept(row); err != nil {
			return nil, err
		}
		if len(room) < n {
			room = make([]Cell, max(n, 1024))
		}
		copy(room, row.Cells)
		out.Rows = append(out.Rows, Row{No: row.No, Cells: room[:n:n]})
		room = room[n:]
	}
}

// kept counts what is kept of a row.
func (b *Book) kept(row *Row) error {
	b.cells += len(row.Cells)
	for _, c := range row.Cells {
		b.text += int64(len(c.Text))
	}
	if b.cells > b.limits.Cells || b.text > b.limits.Texts {
		return tooBig()
	}
	return nil
}
