// Package forms holds a county's self-check dossier (自查档案) as plain data: values by path, the changes between two states,
// the problems found in it, and the comparison code of what is printed. It reads and writes no files.
package forms

import (
	"crypto/rand"
	"encoding/hex"
	"slices"
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
//	layout/redhead                (see RedHeadPath)
//	feedback/file                 feedback/5               (what the city has told of the review, see FeedbackPath)
//
// A value is canonical text; "" means blank, and a blank value is not kept.
type Path string

// Kind is what a value belongs to, the first part of its path.
type Kind string

// The kinds of values. Unconfirmed and last year's are what a new year's dossier brings along: neither is printed, nor does the
// comparison code cover it. Layout is how the papers are set: it alters nothing that is said on them, so that the code does not cover
// it either, nor what the city has said of them.
const (
	KindCounty      Kind = "county"
	KindProfile     Kind = "profile"
	KindNarrative   Kind = "narrative"
	KindRemark      Kind = "remark"
	KindAnswer      Kind = "answer"
	KindRow         Kind = "row"
	KindEvidence    Kind = "evidence"
	KindFile        Kind = "file"
	KindNumber      Kind = "seq"
	KindDepartment  Kind = "department"
	KindAssignment  Kind = "assign"
	KindUnconfirmed Kind = "unconfirmed"
	KindLastYear    Kind = "lastyear"
	KindLayout      Kind = "layout"
	KindFeedback    Kind = "feedback"
)

// Parts are what a path consists of. What a kind does not have is "".
type Parts struct {
	Kind      Kind   // "" where the path is none
	Criterion string // of an answer, a register, an assignment, an unconfirmed criterion
	ID        string // of a register row, an evidence item, a department
	Key       string // field, column, attribute or file; a part of the letter, an indicator's number
}

// Parts takes a path apart, the one place where its form is known.
func (p Path) Parts() Parts {
	kind, rest, _ := strings.Cut(string(p), "/")
	first, more, two := strings.Cut(rest, "/")
	second, third, three := strings.Cut(more, "/")
	out := Parts{Kind: Kind(kind)}
	switch {
	case first == "" || strings.Contains(third, "/"):
		return Parts{}
	case two && !three && (out.Kind == KindEvidence || out.Kind == KindFile || out.Kind == KindDepartment):
		out.ID, out.Key = first, second
	case two && !three && out.Kind == KindAnswer:
		out.Criterion, out.Key = first, second
	case three && out.Kind == KindRow:
		out.Criterion, out.ID, out.Key = first, second, third
	case !two && (out.Kind == KindAssignment || out.Kind == KindUnconfirmed):
		out.Criterion = first
	case !two && slices.Contains(keyed, out.Kind):
		out.Key = first
	default:
		return Parts{}
	}
	return out
}

// keyed are the kinds whose path has nothing but a key.
var keyed = []Kind{KindCounty, KindProfile, KindNarrative, KindRemark, KindNumber, KindLastYear, KindLayout, KindFeedback}

// Kind is what the value belongs to, "" where the path is none.
func (p Path) Kind() Kind { return p.Parts().Kind }

// CountyPath is the path of the county's "code" or "name".
func CountyPath(key string) Path { return Path(string(KindCounty) + "/" + key) }

// ProfilePath is the path of a profile field, see ProfileFields.
func ProfilePath(key string) Path { return Path(string(KindProfile) + "/" + key) }

// NarrativePath is the path of a part of the letter, or of an indicator's 完成情况 where part is its number.
func NarrativePath(part string) Path { return Path(string(KindNarrative) + "/" + part) }

// RemarkPath is the path of an indicator's 备注.
func RemarkPath(indicator int) Path { return Path(string(KindRemark) + "/" + strconv.Itoa(indicator)) }

// AnswerPath is the path of a field of a criterion.
func AnswerPath(criterion, field string) Path {
	return Path(string(KindAnswer) + "/" + criterion + "/" + field)
}

// CellPath is the path of a register cell.
func CellPath(criterion, row, column string) Path {
	return Path(string(KindRow) + "/" + criterion + "/" + row + "/" + column)
}

// OrderKey is the pseudo column that holds a row's place; a row exists while it has one.
const OrderKey = "#"

// EvidencePath is the path of an attribute of an evidence item, see the Attr constants.
func EvidencePath(item, attr string) Path {
	return Path(string(KindEvidence) + "/" + item + "/" + attr)
}

// FilePath is the path of a file of an evidence item.
func FilePath(item, file string) Path { return Path(string(KindFile) + "/" + item + "/" + file) }

// NumberPath is the path of the last evidence number given under an indicator.
func NumberPath(indicator string) Path { return Path(string(KindNumber) + "/" + indicator) }

// FeedbackPath is the path of what the city has told of the review: its file under FeedbackFile, and under the number of an indicator that
// was returned a short form of its content then.
func FeedbackPath(part string) Path { return Path(string(KindFeedback) + "/" + part) }

// FeedbackFile is the part of FeedbackPath that holds the whole feedback, as package feedback encodes it.
const FeedbackFile = "file"

// Lasting reports whether undo leaves the value alone: an evidence number once given is never given again.
func (p Path) Lasting() bool { return p.Kind() == KindNumber }

// Order reports whether the value is the place of a register row, which nobody types.
func (p Path) Order() bool {
	part := p.Parts()
	return part.Kind == KindRow && part.Key == OrderKey
}

// Change is one value going from Old to New; "" is blank.
type Change struct {
	Path     Path
	Old, New string
}

// NewID gives a random permanent id for a register row, an evidence item, a file or a log entry: 16 hexadecimal digits.
func NewID() string {
	var b [8]byte
	_, _ = rand.Read(b[:]) // never fails
	return hex.EncodeToString(b[:])
}
