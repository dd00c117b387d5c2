package tables

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Seen is where a reader of a sheet sees something else than what is stored, or nothing: a number format that prints other digits, writing in
// the colour of the paper, hidden rows, what lies over a cell. Rows are counted from 1, columns from 0; all are included.
type Seen struct {
	Top, Left, Bottom, Right int
	Words                    string
	what                     seenKind
}

// seenKind is what a reader sees otherwise.
type seenKind uint8

const (
	seenUpon     seenKind = iota // something lies over the cells, or changes them
	seenCell                     // a cell, by its own look
	seenUnit                     // a number, with a unit behind it
	seenRow                      // it is hidden
	seenFiltered                 // likewise, by a filter that is on
	seenColumn                   // likewise
	seenSheet                    // likewise
	seenMerged                   // cells are one
)

// maxSeen is how many are kept of a sheet.
const maxSeen = 20_000

// sight gathers what a reader of a sheet sees otherwise.
type sight struct {
	book    *Book
	found   []Seen
	section string // the present part of the sheet
	area    []byte // of the present conditional format
	noZeros bool   // the sheet shows no 0
	codes   map[string][]formatSection
	printed []byte // heads and feet of pages
	page    bool   // within one of them
	drawn   []Drawn
	from    [2]int // the row and column the sheet begins to be shown at
	filter  []byte // the area of the filter
	filters bool   // which is on
}

func (b *Book) sight() (*sight, error) {
	if _, err := b.loadStyles(); err != nil {
		return nil, err
	}
	if err := b.loadTheme(); err != nil {
		return nil, err
	}
	return &sight{book: b, codes: map[string][]formatSection{}}, nil
}

func (v *sight) tell(s Seen) {
	switch {
	case len(v.found) == maxSeen:
		v.found = append(v.found, Seen{1, 0, lastRow, lastColumn, "看到的与所存的不同的地方太多，没有逐处列出", seenUpon})
	case len(v.found) < maxSeen:
		v.found = append(v.found, s)
	}
}

func (v *sight) cellIs(row, column int, words string) {
	v.tell(Seen{row, column, row, column, words, seenCell})
}

// least is the size of type, in points, below which nobody reads; least height and width are of rows and columns.
const (
	leastType   = 4
	leastHeight = 3
	leastWidth  = 0.5

	mostIndent = 15 // of three characters each
)

// unseen reports whether nobody sees a row that begins: it is hidden, or has no height, as rows have that give none where shut is true.
func unseen(s *scanner, shut bool) bool {
	high, given := decimal(s.attr("ht"))
	return isTrue(s.attr("hidden")) || given && high < leastHeight || shut && !given
}

// row looks at a row that begins.
func (v *sight) row(no int, hidden bool) {
	if hidden {
		v.tell(Seen{no, 0, no, lastColumn, "这一行被隐藏或筛选掉了，打开文件看不见", seenRow})
	}
}

// sighted is a cell as it was read: its format, and the runs of its text that have a look of their own.
type sighted struct {
	Cell
	row, column, style int
	runs               []font
}

// cell looks at a cell in which something stands.
func (v *sight) cell(c sighted) {
	if c.Kind == Blank {
		return
	}
	var format cellFormat
	if c.style < len(v.book.styles.cells) {
		format = v.book.styles.cells[c.style]
	}
	ink := v.number(c, format)
	if format.indent > mostIndent {
		v.cellIs(c.row, c.column, "缩进太大，内容被推到格子外面")
	}
	if format.fillUp {
		v.cellIs(c.row, c.column, "对齐方式是“填充”，内容会重复显示")
	}
	var look font
	if format.font < len(v.book.styles.fonts) {
		look = v.book.styles.fonts[format.font]
	}
	if ink.kind != 0 {
		look.ink = ink
	}
	paper := v.paperOf(format)
	for _, f := range append(slices.Clip(c.runs), look) {
		if words := v.unread(f, paper); words != "" {
			v.cellIs(c.row, c.column, words)
			return
		}
	}
}

func (v *sight) paperOf(format cellFormat) uint32 {
	if format.fill < len(v.book.styles.fills) {
		return v.book.paper(v.book.styles.fills[format.fill])
	}
	return white
}

// unread says why writing is not read as what it is, "" where it is.
func (v *sight) unread(f font, paper uint32) string {
	switch {
	case !seen(v.book.rgb(f.ink, black), paper):
		return "字的颜色和底色差不多，看不见"
	case f.size > 0 && f.size < leastType:
		return "字太小，看不见"
	case symbolFont(f.name):
		return "用的是符号字体“" + clipped(f.name) + "”，显示的不是所存的字"
	case f.struck:
		return "有删除线，看起来是划掉的"
	case f.raised:
		return "有上标或下标，看起来是另一个数"
	}
	return ""
}

// number looks at what the number format prints, and gives the colour it prints in.
func (v *sight) number(c sighted, format cellFormat) colour {
	code, own := v.book.styles.codes[format.number]
	if !own {
		code = builtin[format.number]
	}
	if code == "" || code == "General" || code == "@" {
		v.zero(c)
		return colour{}
	}
	list := v.codes[code]
	if list == nil {
		list = formatCode(code)
		v.codes[code] = list
	}
	var prints string
	var section formatSection
	ok, equal := false, false
	switch c.Kind {
	case Number:
		prints, section, ok = printNumber(list, c.Text)
		equal = SameNumber(strings.Trim(strings.ReplaceAll(prints, "\u00a0", ""), " "), Plain(c.Text))
	case Text:
		prints, section, ok = printText(list, c.Text)
		equal = strings.TrimSpace(prints) == strings.TrimSpace(c.Text)
	default:
		ok, equal = true, true
	}
	switch {
	case code == noFormat || !ok:
		v.cellIs(c.row, c.column, fmt.Sprintf("所存的是“%s”，按单元格的数字格式显示的不是这个", clipped(c.Text)))
	case !equal && strings.TrimSpace(prints) == "":
		v.cellIs(c.row, c.column, fmt.Sprintf("所存的是“%s”，按单元格的数字格式不显示任何内容", clipped(c.Text)))
	case !equal:
		what := seenCell
		if onlyUnit(c.Cell, prints) {
			what = seenUnit
		}
		words := fmt.Sprintf("所存的是“%s”，按单元格的数字格式显示为“%s”", clipped(c.Text), clipped(strings.TrimSpace(prints)))
		v.tell(Seen{c.row, c.column, c.row, c.column, words, what})
	default:
		v.zero(c)
	}
	return section.ink
}

func (v *sight) zero(c sighted) {
	if v.noZeros && c.Kind == Number && SameNumber(c.Text, "0") {
		v.cellIs(c.row, c.column, "所存的是“0”，工作表设置为不显示零值")
	}
}

// x14 conditions stand among the extensions of a sheet, with an id of their own.
const extendedConditions = "{78C0D931-6437-407d-A8EE-F0AAD7539E65}"

// around looks at an element outside the cells.
func (v *sight) around(s *scanner) {
	local := string(s.local)
	if s.depth == depthData {
		v.section = local
	}
	v.page = v.section == "headerFooter" && s.depth > depthData
	switch {
	case local == "sheetView" && s.depth == 3:
		v.noZeros = v.noZeros || isFalse(s.attr("showZeros"))
		v.from[1], v.from[0] = coordinates(s.attr("topLeftCell"))
	case local == "pane":
		v.frozen(s)
	case local == "autoFilter" && v.section == local:
		v.filter = append(v.filter[:0], s.attr("ref")...)
	case local == "filterColumn" && v.section == "autoFilter":
		v.filters = true
	case local == "col" && v.section == "cols":
		v.column(s)
	case local == "mergeCell":
		v.area = append(v.area[:0], s.attr("ref")...)
		v.areas("这几格合并成了一格，只看得见左上角的内容", seenMerged)
	case local == "conditionalFormatting":
		v.area = append(v.area[:0], s.attr("sqref")...)
	case v.section == "conditionalFormatting":
		v.condition(s)
	case local == "ext" && strings.EqualFold(string(s.attr("uri")), extendedConditions):
		v.tell(Seen{1, 0, lastRow, lastColumn, "这张工作表有条件格式，没有核对它对显示的影响", seenUpon})
	case local == "tablePart" && v.book.styles.looks:
		v.tell(Seen{1, 0, lastRow, lastColumn, "这张工作表有自定的表格样式，没有核对它对显示的影响", seenUpon})
	case local == "picture" || local == "controls" || local == "oleObjects" || local == "legacyDrawingHF":
		v.tell(Seen{1, 0, lastRow, lastColumn, "这张工作表上有背景图片、控件或嵌入的对象，可能盖住内容", seenUpon})
	}
}

// words takes a piece of text outside the cells.
func (v *sight) words(text []byte) {
	if v.page && len(v.printed) < maxComment {
		v.printed = append(v.printed, text...)
	}
}

// frozen looks at panes that stay where they are: what lies before their beginning no scrolling brings back.
func (v *sight) frozen(s *scanner) {
	if !strings.HasPrefix(string(s.attr("state")), "frozen") {
		return
	}
	if v.from[0] > 1 && s.attr("ySplit") != nil {
		v.tell(Seen{1, 0, v.from[0] - 1, lastColumn, "冻结窗格把这一行留在外面，滚动不到，看不见", seenRow})
	}
	if v.from[1] > 0 && s.attr("xSplit") != nil {
		v.tell(Seen{1, 0, lastRow, v.from[1] - 1, "冻结窗格把这一列留在外面，滚动不到，看不见", seenColumn})
	}
}

func (v *sight) column(s *scanner) {
	from, _ := number(s.attr("min"))
	to, _ := number(s.attr("max"))
	wide, given := decimal(s.attr("width"))
	if isTrue(s.attr("hidden")) || given && wide < leastWidth {
		v.tell(Seen{1, from - 1, lastRow, to - 1, "这一列被隐藏了，打开文件看不见", seenColumn})
	}
}

// condition looks at what a condition changes.
func (v *sight) condition(s *scanner) {
	switch string(s.local) {
	case "cfRule":
		if n, ok := number(s.attr("dxfId")); ok && n < len(v.book.styles.changes) {
			v.changed(v.book.styles.changes[n])
		}
	case "dataBar", "iconSet":
		if isFalse(s.attr("showValue")) {
			v.over("条件格式用图形代替了数字，看不见数字")
		}
	}
}

// changed looks at what a condition makes of a cell.
func (v *sight) changed(c change) {
	paper := uint32(white)
	if c.paper {
		if c.fill.pattern == "" || c.fill.pattern == "solid" { // of a change the back is what is seen
			c.fill = filling{pattern: "solid", front: c.fill.back}
		}
		paper = v.book.paper(c.fill)
	}
	if c.number {
		v.over("条件格式改变了数字的显示")
	} else if words := v.unread(c.font, paper); words != "" {
		v.over("条件格式：" + words)
	}
}

// over tells of the present area.
func (v *sight) over(words string) { v.areas(words, seenUpon) }

func (v *sight) areas(words string, what seenKind) {
	for _, area := range strings.Fields(string(v.area)) {
		from, to, _ := strings.Cut(area, ":")
		left, top := coordinates([]byte(from))
		right, bottom := coordinates([]byte(cmp.Or(to, from)))
		if left < 0 || right < 0 {
			left, top, right, bottom = 0, 1, lastColumn, lastRow // whole rows or columns, and what is no area
		}
		v.tell(Seen{top, left, bottom, right, words, what})
	}
}

// ofSheet gives what was found in a sheet read to its end, and what lies over it.
func (v *sight) ofSheet(part sheetPart) ([]Seen, error) {
	if part.hidden {
		v.tell(Seen{1, 0, lastRow, lastColumn, "这张工作表被隐藏了，打开文件看不见", seenSheet})
	}
	if part.part == nil {
		return v.found, nil
	}
	v.filtered()
	err := v.laid(part)
	return v.found, err
}

// anchors finds what cells the objects of a drawing cover.
type anchors struct {
	sight *sight
	at    Seen // Row and Column counted from 0
	field *int
	to    bool
}

// The size of a cell of which nothing else is said, in the unit of drawings.
const (
	usualWidth  = 609_600
	usualHeight = 180_975
)

func (d *anchors) take(s *scanner, t token) error {
	local := string(s.local)
	switch {
	case t == charData:
		if d.field != nil {
			if n, ok := number(trimSpace(s.text)); ok {
				*d.field = n
			}
		}
	case t == tagEnd:
		d.field = nil
		if strings.HasSuffix(local, "CellAnchor") || local == "absoluteAnchor" {
			d.at.Top, d.at.Bottom = d.at.Top+1, d.at.Bottom+1
			d.sight.tell(d.at)
		}
	case strings.HasSuffix(local, "CellAnchor") || local == "absoluteAnchor": // where no end is given it may reach as far as it likes
		d.to = false
		d.at = Seen{Bottom: lastRow, Right: lastColumn, Words: "上面盖着图片、图形或文本框"}
	case local == "ext" && s.attr("cx") != nil && !d.to && d.at.Right == lastColumn: // how far it reaches is reckoned in cells of the usual size
		wide, _ := decimal(s.attr("cx"))
		high, _ := decimal(s.attr("cy"))
		d.at.Right, d.at.Bottom = d.at.Left+int(wide/usualWidth), d.at.Top+int(high/usualHeight)
	case local == "from" || local == "to":
		d.to = local == "to"
	case local == "row" && d.to:
		d.field = &d.at.Bottom
	case local == "row":
		d.field = &d.at.Top
	case local == "col" && d.to:
		d.field = &d.at.Right
	case local == "col":
		d.field = &d.at.Left
	}
	return nil
}
