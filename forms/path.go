// Package forms holds a county's self-check dossier (自查档案) as plain data: values by path, the changes between two states,
// the problems found in it, and the comparison code of what is printed. It reads and writes no files.
package forms

import (
	"crypto/rand"
	"encoding/hex"
	"strconv"
	"strings"
)

// Path names one value of a dossier. Its parts are separated by "/":
//
//	county/code                   profile/contact          narrative/overall      narrative/5 (完成情况)     remark/5 (备注)
//	answer/5.3/articles           row/5.3/<row>/title      row/5.3/<row>/#        (# is the row's place in the register)
//	evidence/<item>/title         file/<item>/<file>       seq/5                  (the last evidence number given under 5)
//	department/<id>/name          assign/5.3               (ids of the departments responsible, separated by spaces)
//	unconfirmed/5.3               lastyear/5               (taken over from last year, see UnconfirmedPath and LastYearPath)
//
// A value is canonical text; "" means blank, and a blank value is not kept.
type Path string

// CountyPath is the path of the county's "code" or "name".
func CountyPath(key string) Path { return Path("county/" + key) }

// ProfilePath is the path of a profile field, see ProfileFields.
func ProfilePath(key string) Path { return Path("profile/" + key) }

// NarrativePath is the path of a part of the letter, or of an indicator's 完成情况 where part is its number.
func NarrativePath(part string) Path { return Path("narrative/" + part) }

// RemarkPath is the path of an indicator's 备注.
func RemarkPath(indicator int) Path { return Path("remark/" + strconv.Itoa(indicator)) }

// AnswerPath is the path of a field of a criterion.
func AnswerPath(criterion, field string) Path { return Path("answer/" + criterion + "/" + field) }

// CellPath is the path of a register cell.
func CellPath(criterion, row, column string) Path {
	return Path("row/" + criterion + "/" + row + "/" + column)
}

// OrderKey is the pseudo column that holds a row's place; a row exists while it has one.
const OrderKey = "#"

// EvidencePath is the path of an attribute of an evidence item, see the Attr constants.
func EvidencePath(item, attr string) Path { return Path("evidence/" + item + "/" + attr) }

// FilePath is the path of a file of an evidence item.
func FilePath(item, file string) Path { return Path("file/" + item + "/" + file) }

// Parts splits a path.
func (p Path) Parts() []string { return strings.Split(string(p), "/") }

// Kind is the first part of a path.
func (p Path) Kind() string {
	kind, _, _ := strings.Cut(string(p), "/")
	return kind
}

// Lasting reports whether undo leaves the value alone: an evidence number once given is never given again.
func (p Path) Lasting() bool { return p.Kind() == "seq" }

// Order reports whether the value is the place of a register row, which nobody types.
func (p Path) Order() bool { return p.Kind() == "row" && strings.HasSuffix(string(p), "/"+OrderKey) }

// Change is one value going from Old to New; "" is blank.
type Change struct {
	Path     Path
	Old, New string
}

// Inverse gives the changes that take these back, last first, leaving out what lasts.
func Inverse(changes []Change) []Change {
	out := make([]Change, 0, len(changes))
	for i := len(changes) - 1; i >= 0; i-- {
		if c := changes[i]; !c.Path.Lasting() {
			out = append(out, Change{c.Path, c.New, c.Old})
		}
	}
	return out
}

// NewID gives a random permanent id for a register row, an evidence item, a file or a log entry: 16 hexadecimal digits.
func NewID() string {
	var b [8]byte
	if _, err := rand.Read(b[:]); err != nil {
		panic("forms: no random numbers: " + err.Error()) // crypto/rand does not fail on supported systems
	}
	return hex.EncodeToString(b[:])
}
