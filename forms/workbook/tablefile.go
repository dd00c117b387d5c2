package workbook

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"zicha/forms/files"
	"zicha/forms/tables"
	"zicha/scoring"
	"zicha/scoring/canon"
)

// WriteTable writes a register as a table with its headings: text with commas where the name ends in .csv, else a workbook. The file
// is read back and compared before it gets its name; one that is there already is left alone. The error is a plain Chinese sentence.
//
// Values are never altered, so a text beginning with = + - or @ stays as it is: in the workbook every cell is a text cell, which is no
// formula; in .csv every cell stands in quotes, which spreadsheets do not heed, so the workbook is what is to be offered first.
func WriteTable(path string, reg *scoring.Register, rows []scoring.Row) error {
	table := tableOf(reg, rows)
	write := writeSheet
	if strings.EqualFold(filepath.Ext(path), ".csv") {
		write = writeText
	}
	place := files.Place{Path: path, Check: func(name string) error { return checkTable(name, reg, table) }}
	return place.Write(context.Background(), func(w *os.File) error { return write(w, table) })
}

// tableOf gives the headings and the cells as they are shown.
func tableOf(reg *scoring.Register, rows []scoring.Row) [][]string {
	head := make([]string, len(reg.Columns))
	for i, col := range reg.Columns {
		head[i] = col.Label
	}
	table := [][]string{head}
	for _, r := range rows {
		cells := make([]string, len(reg.Columns))
		for i, col := range reg.Columns {
			cells[i] = col.Display(r.Cells[col.Key])
		}
		table = append(table, cells)
	}
	return table
}

// checkTable reads a written file and compares every cell.
func checkTable(path string, reg *scoring.Register, want [][]string) error {
	read, err := ReadTable(context.Background(), path, reg)
	if err != nil {
		return files.Failure(files.Damaged, "台账写出后核对时无法打开，没有保存，请重新导出（%v）", err)
	}
	got := read.Rows
	for i, row := range want {
		for j, cell := range row {
			text := ""
			if i < len(got) && j < len(got[i]) {
				text = got[i][j]
			}
			if text != canon.Lines(cell) {
				return files.Failure(files.Damaged, "台账写出后核对，第%d行第%d列与档案不一致，没有保存，请重新导出", i+1, j+1)
			}
		}
	}
	if len(got) > len(want) {
		return files.Failure(files.Damaged, "台账写出后核对，行数与档案不一致，没有保存，请重新导出")
	}
	return nil
}

// writeSheet writes a workbook of one sheet, all text cells.
func writeSheet(w io.Writer, table [][]string) error {
	const width = 28
	var columns []tables.Column
	for _, title := range table[0] {
		columns = append(columns, tables.Column{Title: title, Width: width})
	}
	book := tables.NewWriter(typeSize)
	p := book.Page(SheetRegister, columns)
	p.Heads()
	for i, row := range table[1:] {
		entries := make([]tables.Entry, len(row))
		for j, cell := range row {
			entries[j] = tables.Entry{Text: canon.Lines(cell), What: fmt.Sprintf("第%d行%s", i+1, table[0][j])}
		}
		p.Row(entries)
	}
	p.Finish(tables.Setup{Heads: 1})
	return book.Write(w)
}

// writeText writes UTF-8 with a mark, as Excel wants it, every cell in quotes.
func writeText(w io.Writer, table [][]string) error {
	var b strings.Builder
	b.WriteString("\ufeff")
	for _, row := range table {
		for j, cell := range row {
			if j > 0 {
				b.WriteByte(',')
			}
			b.WriteString(`"` + strings.ReplaceAll(tables.Hide(canon.Lines(cell)), `"`, `""`) + `"`)
		}
		b.WriteString("\r\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}
