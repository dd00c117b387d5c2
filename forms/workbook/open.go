package workbook

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"zicha/scoring"
)

// What is read at most. A full county's workbook has some 60 KB and 2,000 rows.
const (
	maxFile    = 64 << 20
	maxUnzip   = 192 << 20
	maxXML     = 16 << 20 // larger parts go through a temporary file
	maxParts   = 2000
	maxRows    = 100_000 // of a sheet, blank ones not counted
	maxColumns = 256
	maxCells   = 2_000_000 // of a sheet
	maxSheets  = 60
	headRows   = 20 // the header row stands among the first rows
)

// source is a workbook opened for reading.
type source struct {
	f        *excelize.File
	data     []byte // the file
	date1904 bool
}

// ReadFile reads a workbook from a file; see Read.
func ReadFile(path string, editions []*scoring.Edition) (*Book, error) {
	file, err := os.Open(path)
	if err != nil {
		if errors.Is(err, os.ErrNotExist) {
			return nil, errors.New("没有找到这个工作簿文件，它可能已被移动或改名，请重新选择")
		}
		return nil, fmt.Errorf("无法打开这个工作簿，请确认它没有被其他程序占用，并有读取权限（%w）", err)
	}
	defer file.Close()
	if info, err := file.Stat(); err == nil && info.IsDir() {
		return nil, errors.New("这是一个文件夹，不是工作簿文件。请选择文件夹里的.xlsx文件")
	}
	return Read(file, editions)
}

// Read reads a workbook. The edition it was made with must be among those given. What cannot be read cell by cell is in the
// book's problems; the error, one plain Chinese sentence, is for a file that gives nothing at all.
func Read(r io.Reader, editions []*scoring.Edition) (book *Book, err error) {
	defer func() { // excelize can fail in its own ways on a file made to harm
		if recover() != nil {
			book, err = nil, errDamaged
		}
	}()
	data, err := io.ReadAll(io.LimitReader(r, maxFile+1))
	if err != nil {
		return nil, fmt.Errorf("读取工作簿时中断，请检查U盘或网络位置后重试（%w）", err)
	}
	src, err := openBook(data)
	if err != nil {
		return nil, err
	}
	defer src.f.Close()
	return src.read(editions)
}

// openBook opens a workbook within the limits; the caller closes it and recovers from what the library does with harmful files.
func openBook(data []byte) (*source, error) {
	if err := checkPackage(data); err != nil {
		return nil, err
	}
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{UnzipSizeLimit: maxUnzip, UnzipXMLSizeLimit: maxXML})
	if err != nil {
		if f != nil {
			f.Close()
		}
		return nil, errDamaged
	}
	src := &source{f: f, data: data}
	if props, err := f.GetWorkbookProps(); err == nil && props.Date1904 != nil {
		src.date1904 = *props.Date1904
	}
	return src, nil
}

var (
	errDamaged = errors.New("这个工作簿已损坏或不完整，请用WPS或Excel打开并另存为.xlsx文件后再导入，或向原单位重新索取")
	errForeign = errors.New("这不是本程序的自查数据工作簿，里面没有“填报数据”工作表。请选择从本程序导出的.xlsx文件")
	errTooBig  = errors.New("这个工作簿过大，不像自查数据工作簿，请核对是否选错了文件")
)

// checkPackage looks at the first bytes and the list of parts before anything is unpacked.
func checkPackage(data []byte) error {
	switch {
	case len(data) == 0:
		return errors.New("这个文件是空的，请重新导出或向原单位重新索取")
	case len(data) > maxFile:
		return errTooBig
	case bytes.HasPrefix(data, []byte{0xd0, 0xcf, 0x11, 0xe0}):
		return errors.New("这个工作簿设有打开密码，或者是旧式的.xls文件。请在WPS或Excel中取消密码、另存为.xlsx文件后再导入")
	case !bytes.HasPrefix(data, []byte("PK")):
		return errors.New("这不是.xlsx工作簿文件，可能只是改了扩展名。请选择从本程序导出的.xlsx文件")
	}
	zr, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return errDamaged
	}
	var total uint64
	book := false
	for _, part := range zr.File {
		total += part.UncompressedSize64
		if part.UncompressedSize64 > maxUnzip || total > maxUnzip || len(zr.File) > maxParts {
			return errTooBig
		}
		name := strings.ToLower(strings.ReplaceAll(part.Name, `\`, "/"))
		book = book || strings.HasPrefix(name, "xl/workbook") || name == "[content_types].xml"
	}
	if !book {
		return errors.New("这是压缩包，不是.xlsx工作簿。请解压后选择里面的.xlsx文件")
	}
	return nil
}

// table is a sheet as read: the rows under its header row.
type table struct {
	src     *source
	sheet   string
	head    int            // number of the header row
	columns map[string]int // heading → column, counted from 0
	twice   []string       // headings that stand over several columns; the first is read
	rows    [][]string     // all rows of the sheet, raw values
	shown   [][]string     // the same as shown on screen, read when needed
}

// line is a row of a table with its number in the sheet.
type line struct {
	*table
	no int // counted from 1
}

// readRows reads a whole sheet within the limits.
func (s *source) readRows(sheet string, raw bool, most int) ([][]string, error) {
	rows, err := s.f.Rows(sheet)
	if err != nil {
		return nil, errDamaged
	}
	defer rows.Close()
	var out [][]string
	filled, total := 0, 0
	for rows.Next() && len(out) < most {
		cells, err := rows.Columns(excelize.Options{RawCellValue: raw})
		if err != nil {
			return nil, errDamaged
		}
		if len(cells) > maxColumns {
			cells = cells[:maxColumns]
		}
		out = append(out, slices.Clone(cells))
		if len(cells) > 0 {
			filled++
		}
		total += len(cells)
		if filled > maxRows || total > maxCells {
			return nil, errTooBig
		}
	}
	return out, nil
}

// heading is a heading as compared.
func heading(text string) string { return strings.ToUpper(scoring.FoldKey(text)) }

// headerRow finds the row that holds all the headings asked for; -1 where there is none.
func headerRow(rows [][]string, need []string) int {
	for i, row := range rows[:min(len(rows), headRows)] {
		found := 0
		for _, title := range need {
			if slices.ContainsFunc(row, func(c string) bool { return heading(c) == heading(title) }) {
				found++
			}
		}
		if found == len(need) {
			return i
		}
	}
	return -1
}

// table finds a sheet by its name, or where it was renamed by its header row. It is nil where there is none.
func (s *source) table(l layout, need ...string) (*table, error) {
	names := s.f.GetSheetList()
	if len(names) > maxSheets {
		names = names[:maxSheets]
	}
	slices.SortStableFunc(names, func(a, b string) int { // the right name first
		return order(heading(a) == heading(l.name)) - order(heading(b) == heading(l.name))
	})
	for _, name := range names {
		if heading(name) != heading(l.name) && s.taken(name) {
			continue
		}
		top, err := s.readRows(name, true, headRows)
		if err != nil {
			if heading(name) == heading(l.name) {
				return nil, err
			}
			continue
		}
		if head := headerRow(top, need); head >= 0 {
			return s.load(name, head)
		}
	}
	return nil, nil
}

func order(first bool) int {
	if first {
		return 0
	}
	return 1
}

// taken reports whether a sheet bears the name of one of ours, and so is not looked at for another.
func (s *source) taken(name string) bool {
	for _, l := range []layout{coverLayout, assessLayout, dataLayout, registerLayout, evidenceLayout} {
		if heading(l.name) == heading(name) {
			return true
		}
	}
	return false
}

func (s *source) load(sheet string, head int) (*table, error) {
	rows, err := s.readRows(sheet, true, excelize.TotalRows)
	if err != nil {
		return nil, err
	}
	t := &table{src: s, sheet: sheet, head: head + 1, rows: rows, columns: map[string]int{}}
	for i, title := range rows[head] {
		if key := heading(title); key != "" {
			if _, twice := t.columns[key]; twice {
				t.twice = append(t.twice, key)
				continue
			}
			t.columns[key] = i
		}
	}
	return t, nil
}

// lines gives the rows under the head that are not blank.
func (t *table) lines() []line {
	var out []line
	if t == nil {
		return nil
	}
	for i := t.head; i < len(t.rows); i++ {
		if slices.ContainsFunc(t.rows[i], func(c string) bool { return c != "" }) {
			out = append(out, line{t, i + 1})
		}
	}
	return out
}

// raw gives the stored value of a column, "" where there is no such column or value.
func (l line) raw(title string) string {
	col, ok := l.columns[heading(title)]
	if row := l.rows[l.no-1]; ok && col < len(row) {
		return row[col]
	}
	return ""
}

// seen gives the value as the spreadsheet shows it, which tells a number from a text and TRUE from 1.
func (l line) seen(title string) string {
	if l.shown == nil {
		l.shown, _ = l.src.readRows(l.sheet, false, excelize.TotalRows)
	}
	col, ok := l.columns[heading(title)]
	if ok && l.no <= len(l.shown) && col < len(l.shown[l.no-1]) {
		return l.shown[l.no-1][col]
	}
	return l.raw(title)
}

// text gives free text as it was written.
func (l line) text(title string) string { return show(l.raw(title)) }

// place names a cell: "填报数据!D7".
func (l line) place(title string) string {
	col := l.columns[heading(title)]
	at, err := excelize.CoordinatesToCellName(col+1, l.no)
	if err != nil {
		return l.sheet
	}
	return l.sheet + "!" + at
}
