package workbook

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"zicha/forms/files"
	"zicha/forms/merge"
	"zicha/forms/tables"
	"zicha/scoring"
)

// What is read of a table for one register at most; long ones have some hundred rows.
const (
	maxTable     = 16 << 20
	maxTableRows = 20_000
)

// Choosable are the endings of files to be shown where a workbook is asked for, beside those given: also those of other spreadsheets, which
// are refused with the way out; what is not shown could not be chosen, and nobody would be told.
func Choosable(more ...string) []string {
	return slices.Concat([]string{".xlsx", ".xlsm"}, more, tables.OtherForms())
}

// Foreign is a table read for a register: all rows with their cells, blank rows too, so that a row's place is its number in the file.
type Foreign struct {
	Rows   [][]string
	Beside []merge.PasteProblem // what lies beside the cells, of which nothing is read
	sheet  *tables.Sheet
}

// Place names a cell, both numbers counted from 1: "名单!B7", "第7行第2列" in a text; without a row it names the sheet alone.
func (f *Foreign) Place(row, column int) string {
	if row == 0 {
		return f.sheet.Name
	}
	return f.sheet.Place(row, column-1)
}

// ReadTable reads a table for a register from a .csv or .xlsx file. Of a workbook it is the first sheet that has the register's headings,
// else the first one; dates kept as day numbers become ISO dates there. What the file is shows in its first bytes, not in its name. The
// error is one plain Chinese sentence, or the context's.
func ReadTable(ctx context.Context, path string, reg *scoring.Register) (*Foreign, error) {
	read := textTable
	isBook, err := tables.IsBook(path)
	if err != nil {
		return nil, files.Fault("读取表格", err)
	}
	if isBook {
		read = sheetTable
	}
	found, err := read(ctx, path, reg)
	if err != nil {
		return nil, err
	}
	table, wrong, err := Table(found.sheet, reg)
	if err != nil {
		return nil, err
	}
	if len(wrong) > 0 {
		return nil, fmt.Errorf("%s，没有导入。请改填实际的内容，再导入一次", wrongWords(wrong))
	}
	found.Rows = table
	for _, x := range append(found.sheet.Beside, Unlike(found.sheet, reg)...) {
		found.Beside = append(found.Beside, merge.PasteProblem{Row: x.Row, Column: x.Column + 1, Message: x.Words})
	}
	return found, nil
}

// wrongWords names the first cells gone wrong: 名单!B2里是公式错误#REF!，名单!B3里是嵌入单元格的图片等5处.
func wrongWords(wrong []WrongCell) string {
	const most = 4
	var said []string
	for _, w := range wrong[:min(len(wrong), most)] {
		said = append(said, w.Place+"里是"+tables.WrongWords(w.Word))
	}
	words := strings.Join(said, "，")
	if len(wrong) > most {
		words += fmt.Sprintf("等%d处", len(wrong))
	}
	return words
}

// sheetTable reads the sheet of a workbook; others that have the headings too are told.
func sheetTable(ctx context.Context, path string, reg *scoring.Register) (*Foreign, error) {
	book, err := tables.Open(ctx, path, tables.Small(maxTable))
	if err != nil {
		return nil, err
	}
	defer book.Close()
	chosen, others := -1, []string(nil)
	for i, name := range book.Names() {
		top, err := book.Top(i)
		switch {
		case err != nil && chosen < 0:
			return nil, err
		case err != nil:
			continue // of a sheet that is not read nothing is said
		}
		if _, found, _ := merge.FindHeadings(reg, texts(top)); found == 0 {
			continue
		}
		if chosen < 0 {
			chosen = i
		} else {
			others = append(others, "“"+scoring.Clip(name)+"”")
		}
	}
	sheet, err := book.Read(max(chosen, 0))
	if err != nil {
		return nil, err
	}
	out := &Foreign{sheet: sheet}
	if len(others) > 0 {
		out.Beside = append(out.Beside, merge.PasteProblem{Message: fmt.Sprintf("只读取了工作表“%s”；工作表%s也有这些列名，没有读取，需要的请另存为单独的文件再导入",
			scoring.Clip(sheet.Name), strings.Join(others, "、"))})
	}
	return out, nil
}

// textTable reads comma-separated text, with the separator that gives the most headings.
func textTable(ctx context.Context, path string, reg *scoring.Register) (*Foreign, error) {
	text, err := tables.OpenText(path, tables.Small(maxTable))
	if err != nil {
		return nil, err
	}
	defer text.Close()
	var best *tables.Sheet
	var refused error
	most := -1
	for _, separator := range tables.Separators() {
		sheet, err := text.Read(ctx, separator.Mark)
		if files.Cancelled(err) {
			return nil, err
		}
		if err != nil {
			refused = cmp.Or(refused, err)
			continue
		}
		if _, found, _ := merge.FindHeadings(reg, texts(sheet)); found > most {
			best, most = sheet, found
		}
	}
	if most <= 0 && refused != nil { // what is torn at the right separator is whole at another, one cell to a line
		return nil, refused
	}
	return &Foreign{sheet: best}, nil
}

// texts gives the rows of a sheet as texts; blank rows are left out.
func texts(sheet *tables.Sheet) [][]string {
	out := make([][]string, len(sheet.Rows))
	for i, row := range sheet.Rows {
		out[i] = rowTexts(sheet, row)
	}
	return out
}

func rowTexts(sheet *tables.Sheet, row tables.Row) []string {
	out := make([]string, len(row.Cells))
	for j, c := range row.Cells {
		out[j] = c.Typed(sheet.Date1904)
	}
	return out
}

// Unlike tells what of a register's columns a reader of a sheet sees otherwise; see tables.Sheet.Unlike.
func Unlike(sheet *tables.Sheet, reg *scoring.Register) []tables.Beside {
	head, found, columns := merge.FindHeadings(reg, texts(sheet))
	if found == 0 {
		return nil
	}
	return sheet.Unlike(sheet.Rows[head].No, func(column int) bool { return column < len(columns) && columns[column] != nil })
}

// WrongCell is a cell with a formula gone wrong, #REF!.
type WrongCell struct{ Place, Word string }

// Table gives the rows of a sheet for a register, blank ones too: what a spreadsheet keeps in its own ways is brought into what a person
// reads. Cells gone wrong in the register's columns are blank and listed.
func Table(sheet *tables.Sheet, reg *scoring.Register) (table [][]string, wrong []WrongCell, err error) {
	_, _, columns := merge.FindHeadings(reg, texts(sheet))
	for _, row := range sheet.Rows {
		if row.No > maxTableRows {
			return nil, nil, fmt.Errorf("表里超过%d行，不像一份台账，请核对是否选错了文件", maxTableRows)
		}
		for len(table) < row.No-1 {
			table = append(table, nil)
		}
		cells := rowTexts(sheet, row)
		for j, c := range row.Cells[:min(len(row.Cells), len(columns))] {
			if columns[j] == nil {
				continue
			}
			if word, bad := c.Wrong(); bad {
				cells[j] = ""
				wrong = append(wrong, WrongCell{sheet.Place(row.No, j), word})
			} else if columns[j].Kind == scoring.KindDate {
				cells[j] = dateText(c, sheet.Date1904)
			}
		}
		table = append(table, cells)
	}
	return table, wrong, nil
}
