package workbook

import (
	"cmp"
	"errors"
	"io"
	"os"
	"strings"

	"github.com/xuri/excelize/v2"

	"zicha/scoring"
)

// Foreign is a sheet of a workbook of another making, as far as the limits go. Cells are by row and column, both counted from 0.
type Foreign struct {
	Name string

	t *table
}

// ReadForeign reads all sheets of a small workbook and hands them to use. The error is one plain Chinese sentence, or what use says.
func ReadForeign(path string, use func([]*Foreign) error) (err error) {
	defer func() { // excelize can fail in its own ways on a file made to harm
		if recover() != nil {
			err = errDamaged
		}
	}()
	file, err := os.Open(path)
	if err != nil {
		if errors.Is(err, os.ErrNotExist) {
			return errors.New("没有找到这个文件，它可能已被移动或改名，请重新选择")
		}
		return errors.New("无法打开这个文件，请确认它没有被其他程序占用，并有读取权限")
	}
	defer file.Close()
	if info, err := file.Stat(); err == nil && info.IsDir() {
		return errors.New("这是一个文件夹，不是.xlsx文件")
	}
	data, err := io.ReadAll(io.LimitReader(file, maxTable+1))
	if err != nil {
		return errors.New("读取文件时中断，请检查U盘或网络位置后重试")
	}
	if len(data) > maxTable {
		return errTooBig
	}
	src, err := openBook(data)
	if err != nil {
		return err
	}
	defer src.f.Close()
	var sheets []*Foreign
	names := src.f.GetSheetList()
	for _, name := range names[:min(len(names), maxSheets)] {
		rows, err := src.readRows(name, true, maxTableRows)
		if err != nil {
			return err
		}
		sheets = append(sheets, &Foreign{name, &table{src: src, sheet: name, rows: rows}})
	}
	return use(sheets)
}

// Len is how many rows the sheet has.
func (s *Foreign) Len() int { return len(s.t.rows) }

// Width is how many cells a row has.
func (s *Foreign) Width(row int) int { return len(s.t.rows[row]) }

// Text gives a cell as text, without white space around it.
func (s *Foreign) Text(row, col int) string {
	if row < 0 || row >= len(s.t.rows) || col < 0 || col >= len(s.t.rows[row]) {
		return ""
	}
	return strings.TrimSpace(show(tidy(s.t.rows[row][col])))
}

// Wrong tells whether a cell holds what spreadsheets show for a formula gone wrong.
func (s *Foreign) Wrong(row, col int) bool { return isErrorWord(s.Text(row, col)) }

// Value reads a cell as a field's canonical value; the error is one plain Chinese sentence.
func (s *Foreign) Value(row, col int, f *scoring.Field) (string, error) {
	if s.Text(row, col) == "" {
		return "", nil
	}
	t := *s.t
	t.columns = map[string]int{valueColumn: col}
	value, err := line{&t, row + 1}.value(valueColumn, f)
	s.t.shown = t.shown // read once
	return value, err
}

const valueColumn = "值"

// Table gives the rows of the sheet as ReadTable does for a register.
func (s *Foreign) Table(reg *scoring.Register) [][]string {
	rows := make([][]string, len(s.t.rows))
	for i, row := range s.t.rows {
		rows[i] = append([]string(nil), row...)
	}
	s.t.src.tidyRows(rows, reg)
	return rows
}

// Place names a cell: "填报!C7".
func (s *Foreign) Place(row, col int) string {
	at, err := excelize.CoordinatesToCellName(col+1, row+1)
	if err != nil {
		return s.Name
	}
	return s.Name + "!" + at
}

// NewParts makes the same workbook come out as the same bytes every time, for excelize's SetZipWriter.
func NewParts(w io.Writer) excelize.ZipWriter { return newParts(w) }

// Hidden puts a text into the form a cell carries unharmed; what is read by this package is in its own form again.
func Hidden(text string) string { return hide(text) }

// FitsCell reports whether a text fits a cell.
func FitsCell(text string) bool { return units(hide(text)) <= maxCell }

// Lines estimates how many lines a text takes in a column of the given width in digits; it errs on the side of more.
func Lines(text string, width float64) int { return rowsOf(text, width) }

// TextValidation offers a list where a field has one to choose from and else only tells how it is filled in: a text cell cannot be held
// to numbers, spreadsheets would refuse every one.
func TextValidation(f *scoring.Field) *excelize.DataValidation {
	if f.Kind == scoring.KindYes || f.Kind == scoring.KindOption {
		return validation(f)()
	}
	dv := excelize.NewDataValidation(true)
	if help := cmp.Or(f.Help, hint(f)); help != "" {
		dv.SetInput(box(f.Label, maxBoxTitle), box(help, maxBoxText))
	}
	return dv
}

// Hint says how a kind of field is filled in, "" for plain text.
func Hint(f *scoring.Field) string { return hint(f) }

// PlainText gives the text of a file whatever encoding offices keep it in; the error is one plain Chinese sentence.
func PlainText(data []byte) (string, error) { return decodeText(data) }
