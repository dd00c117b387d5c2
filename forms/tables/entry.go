package tables

import (
	"bytes"
	"compress/flate"
	"io"
	"strconv"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"zicha/forms/files"
)

// The fills of sheets: paper white, and a few calm tints.
const (
	FillHead    = "E9E4DA"
	FillSection = "F5F2EA"
	FillOpen    = "FFFBEA" // what may be filled in
	FillShut    = "ECECEC" // what does not apply

	frameColor = "8C8577"
)

// Centre aligns a cell's text; the zero value is left.
const Centre = "center"

const (
	bodyFont = "宋体"
	headFont = "黑体"
)

// Format is how a cell shows a number. Free text and codes are text cells, in which spreadsheets change nothing.
type Format int

// The formats, as spreadsheets number them.
const (
	AsText   Format = 0 // stored as 49, "@"
	General  Format = -1
	Decimals Format = 2 // 0.00
)

// Look is how a cell looks; equal looks share a style. Open cells may be edited in a protected sheet, the text of one that runs goes on
// over the blank cells beside it, bare ones have no frame. Size is that of the type where it is not the workbook's.
type Look struct {
	Fill, Align           string
	Format                Format
	Bold, Open, Run, Bare bool
	Size                  float64
}

// Entry is what is written into a cell. A Number's text is a canonical decimal, written as a number where that keeps every digit; beside
// a Formula the text is the result, a number or blank. What names the value where it does not fit.
type Entry struct {
	Text    string
	Look    Look
	Number  bool
	Formula string
	What    string
}

// begin starts a row.
func (p *Page) begin(height float64) {
	height = min(height, maxRowHeight)
	p.heights = append(p.heights, height)
	p.rows = append(p.rows, `<row r="`...)
	p.rows = strconv.AppendInt(p.rows, int64(p.Last()), 10)
	p.rows = append(p.rows, `" ht="`...)
	p.rows = strconv.AppendFloat(p.rows, height, 'g', -1, 64)
	p.rows = append(p.rows, `" customHeight="1">`...)
}

// rowsAside is how many bytes of rows are compressed at a time.
const rowsAside = 4 << 20

// end ends a row.
func (p *Page) end() {
	if p.rows = append(p.rows, "</row>"...); len(p.rows) < rowsAside {
		return
	}
	var out bytes.Buffer
	w, _ := flate.NewWriter(&out, flate.BestSpeed) // a level that exists
	_, _ = w.Write(p.rows)                         // a buffer takes everything
	_ = w.Close()
	p.before, p.rows = append(p.before, bytes.Clone(out.Bytes())), p.rows[:0]
}

// content reads all rows.
func (p *Page) content() io.Reader {
	var all []io.Reader
	for _, part := range p.before {
		all = append(all, flate.NewReader(bytes.NewReader(part)))
	}
	return io.MultiReader(append(all, bytes.NewReader(p.rows))...)
}

// put writes a cell.
func (p *Page) put(column int, e Entry) {
	p.rows = append(p.rows, `<c r="`...)
	p.rows = append(p.rows, ColumnName(column)...)
	p.rows = strconv.AppendInt(p.rows, int64(p.Last()), 10)
	p.rows = append(p.rows, `" s="`...)
	p.rows = strconv.AppendInt(p.rows, int64(p.style(e.Look)), 10)
	switch {
	case e.Formula != "" && e.Text == "":
		p.rows = append(appendEscaped(append(p.rows, `" t="str"><f>`...), e.Formula), "</f><v></v></c>"...)
	case e.Formula != "":
		p.rows = append(appendEscaped(append(p.rows, `"><f>`...), e.Formula), "</f><v>"...)
		p.rows = append(append(p.rows, e.Text...), "</v></c>"...)
	case e.Number && fitsNumber(e.Text):
		p.rows = append(append(append(p.rows, `"><v>`...), e.Text...), "</v></c>"...) // the digits as they stand, no float in between
	case e.Text != "":
		p.rows = append(p.rows, `" t="inlineStr"><is><t xml:space="preserve">`...)
		p.rows = append(appendEscaped(p.rows, p.fitting(column, e)), "</t></is></c>"...)
	default:
		p.rows = append(p.rows, `"/>`...)
	}
}

// fitting gives the text of a cell in the form that carries it unharmed, refusing what would be cut off.
func (p *Page) fitting(column int, e Entry) string {
	what := e.What
	if what == "" {
		what = p.name + " " + Place(p.Last(), column)
	}
	switch text := Hide(e.Text); {
	case !utf8.ValidString(e.Text):
		p.Fail(files.Failure(files.Source, "“%s”含有无法识别的字符，请在程序里重新填写这一处后再导出", what))
	case len(text) > MaxText && Units(text) > MaxText:
		p.Fail(files.Failure(files.Source, "“%s”的文字超过%d个字，工作簿的一个单元格无法容纳，请缩短后再导出", what, MaxText))
	default:
		return text
	}
	return ""
}

// appendEscaped appends a text for XML; what XML has no room for was hidden before.
func appendEscaped(out []byte, text string) []byte {
	for i := range len(text) {
		switch c := text[i]; c {
		case '&':
			out = append(out, "&amp;"...)
		case '<':
			out = append(out, "&lt;"...)
		case '>':
			out = append(out, "&gt;"...)
		default:
			out = append(out, c)
		}
	}
	return out
}

// style gives the number of a look's style.
func (w *Writer) style(l Look) int {
	if id, ok := w.looks[l]; ok {
		return id
	}
	s := &excelize.Style{
		Font:       &excelize.Font{Family: bodyFont, Size: w.size},
		Alignment:  &excelize.Alignment{Horizontal: "left", Vertical: "center", WrapText: !l.Run},
		Protection: &excelize.Protection{Locked: !l.Open},
	}
	if l.Bold {
		s.Font.Family = headFont
	}
	if l.Size > 0 {
		s.Font.Size = l.Size
	}
	if l.Align != "" {
		s.Alignment.Horizontal = l.Align
	}
	for _, side := range []string{"left", "right", "top", "bottom"} {
		if !l.Bare {
			s.Border = append(s.Border, excelize.Border{Type: side, Color: frameColor, Style: 1})
		}
	}
	if l.Fill != "" {
		s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{l.Fill}}
	}
	switch l.Format {
	case AsText:
		s.NumFmt = 49
	case Decimals:
		s.NumFmt = int(Decimals)
	}
	id, err := w.file.NewStyle(s)
	w.keep(err)
	w.looks[l] = id
	return id
}
