package workbook

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/xuri/excelize/v2"

	"zicha/forms/files"
	"zicha/scoring"
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
	got, err := ReadTable(path, reg)
	if err != nil {
		return fmt.Errorf("台账写出后核对时打不开，没有保存，请重新导出（%w）", err)
	}
	for i, row := range want {
		for j, cell := range row {
			read := ""
			if i < len(got) && j < len(got[i]) {
				read = got[i][j]
			}
			if read != oneLineEnd(cell) {
				return fmt.Errorf("台账写出后核对，第%d行第%d列与档案不一致，没有保存，请重新导出", i+1, j+1)
			}
		}
	}
	if len(got) > len(want) {
		return errors.New("台账写出后核对，行数与档案不一致，没有保存，请重新导出")
	}
	return nil
}

// oneLineEnd gives a text the one kind of line end that tables are read with.
func oneLineEnd(text string) string {
	return strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
}

// writeSheet writes a workbook of one sheet, all text cells.
func writeSheet(w io.Writer, table [][]string) error {
	f := excelize.NewFile()
	defer f.Close()
	f.SetZipWriter(newParts)
	if err := f.SetSheetName("Sheet1", SheetRegister); err != nil {
		return err
	}
	text, err := f.NewStyle(&excelize.Style{NumFmt: 49, Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"}})
	if err != nil {
		return err
	}
	bold, err := f.NewStyle(&excelize.Style{NumFmt: 49, Font: &excelize.Font{Bold: true}})
	if err != nil {
		return err
	}
	last, err := excelize.ColumnNumberToName(len(table[0]))
	if err != nil {
		return err
	}
	if err := errors.Join(f.SetColStyle(SheetRegister, "A:"+last, text), f.SetColWidth(SheetRegister, "A", last, 28)); err != nil {
		return err
	}
	for i, row := range table {
		style := text
		if i == 0 {
			style = bold
		}
		for j, cell := range row {
			cell = hide(oneLineEnd(cell))
			if units(cell) > maxCell {
				return fmt.Errorf("第%d行“%s”的文字太长，一个单元格放不下，没有保存。请缩短后重新导出", i, table[0][j])
			}
			if err := setText(f, [2]int{j + 1, i + 1}, cell, style); err != nil {
				return err
			}
		}
	}
	panes := &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}
	if err := f.SetPanes(SheetRegister, panes); err != nil {
		return err
	}
	return f.Write(w)
}

// setText fills a text cell by column and row.
func setText(f *excelize.File, place [2]int, text string, style int) error {
	at, err := excelize.CoordinatesToCellName(place[0], place[1])
	if err != nil {
		return err
	}
	return errors.Join(f.SetCellStr(SheetRegister, at, text), f.SetCellStyle(SheetRegister, at, at, style))
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
			b.WriteString(`"` + strings.ReplaceAll(cell, `"`, `""`) + `"`)
		}
		b.WriteString("\r\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}
