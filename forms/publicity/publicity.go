// Package publicity counts spreadsheets of 双公示 decisions (行政许可, 行政处罚) for indicators 13, 17, 18 and 19: it guesses which
// column holds what, reads workbooks and text files row by row in little memory, tells which rows were left out and why, and plans
// taking the figures into a dossier. What it hands out are counts and row numbers; no row, name or code leaves it but the headings,
// the first values of each column for the eyes of who chooses them, and the departments' names where they are asked for.
package publicity

import (
	"path/filepath"
	"slices"
)

// Meaning is what a column of decisions can hold.
type Meaning int

// The meanings, in the order they are shown.
const (
	Decided      Meaning = iota // 决定日期
	Published                   // 公示日期
	Authority                   // 许可（处罚）机关
	Party                       // 行政相对人名称
	Number                      // 决定书文号
	Credit                      // 统一社会信用代码
	Organization                // 组织机构代码
	Registration                // 工商登记码
	Tax                         // 税务登记号
	Institution                 // 事业单位证书号
	Society                     // 社会组织登记证号
	Identity                    // 证件号
	meanings                    // how many there are
)

// codes are the meanings of which any one filled in says who the party is.
const (
	firstCode = Credit
	lastCode  = Identity
)

// Meanings lists all meanings in the order they are shown.
func Meanings() []Meaning {
	out := make([]Meaning, meanings)
	for i := range out {
		out[i] = Meaning(i)
	}
	return out
}

// Label is the Chinese name of a meaning.
func (m Meaning) Label() string { return vocabulary[m].label }

// Key is the name of a meaning in options and preferences: "decided".
func (m Meaning) Key() string { return vocabulary[m].key }

// Mapping gives the column, counted from 0, of every meaning that has one.
type Mapping map[Meaning]int

// Table is a text file, or a sheet of a workbook, whose rows can be counted.
type Table struct {
	Path  string
	Sheet string // "" for a text file
	// Form says how it is written, in words: "GB 18030，逗号分隔".
	Form string
	// Header are the headings by column; HeaderRow is the number of their last row.
	Header    []string
	HeaderRow int
	// Samples are the first values of every column, to be looked at only.
	Samples [][]string
	// Columns is what Survey guessed; it may be changed before counting.
	Columns Mapping

	source source
	stamp  string // of the file when it was looked at
}

// Name tells a table from the others: the file's name, and the sheet's where the file is a workbook.
func (t *Table) Name() string {
	if t.Sheet == "" {
		return filepath.Base(t.Path)
	}
	return filepath.Base(t.Path) + "（" + t.Sheet + "）"
}

// Column finds a column by its heading as people type it; ok is false where there is none.
func (t *Table) Column(heading string) (column int, ok bool) {
	key := foldHeading(heading)
	column = slices.IndexFunc(t.Header, func(h string) bool { return foldHeading(h) == key })
	return column, key != "" && column >= 0
}

// Heading names the column of a meaning, "" where it has none.
func (t *Table) Heading(m Meaning) string {
	column, ok := t.Columns[m]
	if !ok || column < 0 || column >= len(t.Header) {
		return ""
	}
	return t.Header[column]
}
