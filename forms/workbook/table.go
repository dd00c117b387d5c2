package workbook

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"zicha/forms"
	"zicha/scoring"
)

// What is read of a table for one register at most; long ones have some hundred rows.
const (
	maxTable     = 16 << 20
	maxTableRows = 20_000
)

// ReadTable reads a table for a register from a .csv or .xlsx file: all rows with their cells, blank rows too, so that a row's place
// is its number in the file. Of a workbook it is the first sheet that has the register's headings, else the first one; dates kept as
// day numbers become ISO dates there. The error is one plain Chinese sentence.
func ReadTable(path string, reg *scoring.Register) ([][]string, error) {
	file, err := os.Open(path)
	if err != nil {
		if errors.Is(err, os.ErrNotExist) {
			return nil, errors.New("没有找到这个文件，它可能已被移动或改名，请重新选择")
		}
		return nil, fmt.Errorf("无法打开这个文件，请确认它没有被其他程序占用，并有读取权限（%w）", err)
	}
	defer file.Close()
	if info, err := file.Stat(); err == nil && info.IsDir() {
		return nil, errors.New("这是一个文件夹。请选择文件夹里的.xlsx或.csv文件")
	}
	data, err := io.ReadAll(io.LimitReader(file, maxTable+1))
	if err != nil {
		return nil, fmt.Errorf("读取文件时中断，请检查U盘或网络位置后重试（%w）", err)
	}
	return ParseTable(data, reg)
}

// ParseTable is ReadTable for a file's content; what it is shows in its first bytes, not in its name.
func ParseTable(data []byte, reg *scoring.Register) (table [][]string, err error) {
	defer func() { // excelize can fail in its own ways on a file made to harm
		if recover() != nil {
			table, err = nil, errDamaged
		}
	}()
	switch {
	case len(data) > maxTable:
		return nil, errors.New("这个文件过大，不像一份台账，请核对是否选错了文件")
	case bytes.HasPrefix(data, []byte("PK")), bytes.HasPrefix(data, []byte{0xd0, 0xcf, 0x11, 0xe0}):
		table, err = sheetTable(data, reg)
	default:
		table, err = textTable(data, reg)
	}
	if err == nil && len(table) > maxTableRows {
		return nil, fmt.Errorf("表里超过%d行，不像一份台账，请核对是否选错了文件", maxTableRows)
	}
	return table, err
}

// sheetTable reads a workbook.
func sheetTable(data []byte, reg *scoring.Register) ([][]string, error) {
	src, err := openBook(data)
	if err != nil {
		return nil, err
	}
	defer src.f.Close()
	names := src.f.GetSheetList()
	if len(names) == 0 {
		return nil, errDamaged
	}
	chosen := names[0]
	for _, name := range names[:min(len(names), maxSheets)] {
		top, err := src.readRows(name, true, headRows)
		if _, found, _ := forms.FindHeadings(reg, top); err == nil && found > 0 {
			chosen = name
			break
		}
	}
	rows, err := src.readRows(chosen, true, excelize.TotalRows)
	if err != nil {
		return nil, err
	}
	src.tidyRows(rows, reg)
	return rows, nil
}

// tidyRows brings what a spreadsheet keeps in its own ways into what a person reads.
func (s *source) tidyRows(rows [][]string, reg *scoring.Register) {
	_, _, columns := forms.FindHeadings(reg, rows)
	for _, row := range rows {
		for j, cell := range row {
			kind := scoring.KindText
			if j < len(columns) && columns[j] != nil {
				kind = columns[j].Kind
			}
			switch kind {
			case scoring.KindText:
				row[j] = show(cell)
			case scoring.KindDate:
				row[j] = line{table: &table{src: s}}.date(cell)
			default:
				row[j] = tidy(cell)
			}
		}
	}
}

// textTable reads comma-separated text as offices have it: UTF-8 with or without a mark, UTF-16, GB 18030; comma, semicolon or tab.
func textTable(data []byte, reg *scoring.Register) ([][]string, error) {
	text, err := decodeText(data)
	if err != nil {
		return nil, err
	}
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	if strings.TrimSpace(text) == "" {
		return nil, errors.New("这个文件是空的，请重新导出或向原单位重新索取")
	}
	var best [][]string
	most := -1
	for _, comma := range []rune{',', ';', '\t', '，'} {
		rows, err := splitText(text, comma)
		if err != nil {
			return nil, err
		}
		if _, found, _ := forms.FindHeadings(reg, rows); found > most {
			best, most = rows, found
		}
	}
	return best, nil
}

// decodeText gives the text of a file whatever its encoding.
func decodeText(data []byte) (string, error) {
	var from encoding.Encoding
	switch {
	case bytes.HasPrefix(data, []byte{0xff, 0xfe}), bytes.HasPrefix(data, []byte{0xfe, 0xff}):
		from = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	case utf8.Valid(data):
		return strings.TrimPrefix(string(data), "\ufeff"), checkText(data)
	default:
		from = simplifiedchinese.GB18030
	}
	plain, err := from.NewDecoder().Bytes(data)
	if err != nil || bytes.ContainsRune(plain, utf8.RuneError) {
		return "", errForeignText
	}
	return strings.TrimPrefix(string(plain), "\ufeff"), checkText(plain)
}

var errForeignText = errors.New("这个文件不是.xlsx工作簿，也不是可以识别的.csv文本。请用WPS或Excel打开它，另存为.xlsx后再导入")

// checkText refuses what is no text at all.
func checkText(data []byte) error {
	if bytes.IndexByte(data, 0) >= 0 {
		return errForeignText
	}
	return nil
}

// splitText splits a text with line ends "\n" into rows and cells. Blank lines, which the reader leaves out, are put back.
func splitText(text string, comma rune) ([][]string, error) {
	if !strings.HasSuffix(text, "\n") {
		text += "\n"
	}
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.FieldsPerRecord, r.LazyQuotes = comma, -1, true
	var rows [][]string
	cells := 0
	for {
		from := r.InputOffset()
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			return rows, nil
		}
		if err != nil {
			return nil, errForeignText
		}
		lines := 1
		for _, cell := range row {
			lines += strings.Count(cell, "\n")
		}
		for range strings.Count(text[from:r.InputOffset()], "\n") - lines {
			rows = append(rows, nil)
		}
		row = slices.Clone(row[:min(len(row), maxColumns)])
		rows = append(rows, row)
		if cells += len(row); len(rows) > maxTableRows || cells > maxCells {
			return rows[:min(len(rows), maxTableRows+1)], nil // told by the caller
		}
	}
}
