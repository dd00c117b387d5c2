// Package review keeps the city's review of a year in one .huizong file (汇总): what the counties handed in, and a ledger of acts that is
// only ever added to. What holds now — each cell's state (county × indicator), figures, rulings, cases, results — is computed from the
// events. Two copies of a book are joined by putting their events together.
package review

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strings"

	"zicha/forms/files"
)

// Kind says what an event is.
type Kind string

// The kinds of events. What each replaces, and which of the other fields it uses, stands beside it.
const (
	Received  Kind = "received"  // 收件: a county's version; Value its number, Content its values
	Figured   Kind = "figure"    // 市里数据: Subject the field ("11.1.standard"), Value canonical text, "" takes it out
	Initial   Kind = "initial"   // 初评: Value the score
	Confirmed Kind = "confirmed" // 确认: Value the score; replaces an Initial
	Direct    Kind = "direct"    // 直接评分: Value the score, Unit who
	Withdrawn Kind = "withdrawn" // 撤回: replaces the act taken back; what held before holds again
	Returned  Kind = "returned"  // 退回补正: Value the county's version that is sent back
	Upheld    Kind = "upheld"    // 维持: decisions whose facts have changed stand as they are; Cells lists them
	Voided    Kind = "voided"    // 虚假材料不得分: Subject the case
	Cased     Kind = "case"      // a step of a case: Subject the case, Value the step, see CaseStep
	Ruled     Kind = "ruling"    // 口径裁定: Subject the criterion; Data "rule" its rule in TOML, "" for one that only binds reviewers
	Unruled   Kind = "unruled"   // the ruling is cancelled
	Dismissed Kind = "dismissed" // a clue is no matter: Subject the clue's key
	Inspected Kind = "inspected" // 现场核查: Content what came back
	Copied    Kind = "copied"    // review copy: Subject the copy
	Joined    Kind = "joined"    // and its events are here; Subject the copy
	Finalized Kind = "finalized" // 定稿: Value the code, Content the snapshot
	Approved  Kind = "approved"  // 审定: Subject the code, Value the document
	Chosen    Kind = "chosen"    // of two results that copies made apart: Subject the event of the one that holds
)

// The keys of Event.Data.
const (
	DataRule   = "rule"   // Ruled
	DataLoss   = "loss"   // of a decision below the claim, see Losses
	DataField  = "field"  // the field or criterion that the loss stands at
	DataSecond = "second" // Voided: the second name
	DataDate   = "date"   // Approved: the day
	DataFile   = "file"   // Received: the file's name
	DataCode   = "code"   // Received: the comparison code printed in the workbook
	DataSum    = "sum"    // Received, Inspected: SHA-256 of the file itself
	DataKnown  = "known"  // Finalized: which events there were, copy by copy the number of the next
	// DataMarks is, of Finalized, the same by ids: two plain copies of one file count on from the same number.
	DataMarks = "marks"
)

// Event is one act. It is never altered and never taken out; ID is the hash of all the rest.
type Event struct {
	ID        string            `json:"-"`
	Kind      Kind              `json:"kind"`
	County    string            `json:"county,omitempty"`    // the unit's code
	Indicator int               `json:"indicator,omitempty"` // with County: the cell it is about
	Subject   string            `json:"subject,omitempty"`
	Replaces  []string          `json:"replaces,omitempty"` // ids, sorted: what held on the topic when it was made
	Facts     string            `json:"facts,omitempty"`    // of a decision: hash of what it was made on, see View.Facts
	Value     string            `json:"value,omitempty"`
	Reason    string            `json:"reason,omitempty"`
	Content   string            `json:"content,omitempty"` // SHA-256 of what is kept with it, see Book.Content
	Data      map[string]string `json:"data,omitempty"`
	Cells     []UpheldCell      `json:"cells,omitempty"`
	By        string            `json:"by"`
	Role      string            `json:"role,omitempty"`
	Unit      string            `json:"unit,omitempty"`
	At        string            `json:"at"`   // store.Stamp
	Copy      string            `json:"copy"` // which copy of the book it was made in
	Seq       int64             `json:"seq"`  // the how manieth of that copy

	body string // the encoding that ID is the hash of, as it came: one of a newer program keeps what this one does not know
}

// UpheldCell is a decision that an Upheld event lets stand on new facts.
type UpheldCell struct {
	County    string `json:"county"`
	Indicator int    `json:"indicator"`
	Event     string `json:"event"` // the head that stands
	Facts     string `json:"facts"`
}

// Topic is what an event is about: events of one topic replace one another.
type Topic struct {
	Class     string // "cell", or the kind's own
	County    string
	Indicator int
	Subject   string
}

const classCell = "cell"

// CellOf is the topic of a county's indicator.
func CellOf(county string, indicator int) Topic {
	return Topic{Class: classCell, County: county, Indicator: indicator}
}

// Topics lists what the event is about: one topic, for Upheld all its cells, none for a kind that is not known.
func (e *Event) Topics() []Topic {
	if t, one := e.topic(); one {
		return []Topic{t}
	}
	out := make([]Topic, 0, len(e.Cells))
	if e.Kind != Upheld {
		return out
	}
	seen := make(map[Topic]bool, len(e.Cells))
	for _, c := range e.Cells {
		if t := CellOf(c.County, c.Indicator); !seen[t] {
			seen[t], out = true, append(out, t)
		}
	}
	return out
}

// topic is the one topic of an event, one false where it is about any number of cells.
func (e *Event) topic() (t Topic, one bool) {
	switch e.Kind {
	case Initial, Confirmed, Direct, Withdrawn, Returned, Voided:
		if e.Indicator > 0 {
			return CellOf(e.County, e.Indicator), true
		}
		return Topic{Class: "act", Subject: e.Subject}, true
	case Upheld:
		return Topic{}, false
	case Ruled, Unruled:
		return Topic{Class: "ruling", Subject: e.Subject}, true
	case Copied, Joined:
		return Topic{Class: "copy", Subject: e.Subject}, true
	case Finalized, Chosen:
		return finalTopic, true
	case Received, Figured, Cased, Dismissed, Inspected, Approved:
		return Topic{Class: string(e.Kind), County: e.County, Subject: e.Subject, Indicator: e.Indicator}, true
	}
	return Topic{}, false // of a kind that this program does not know: kept, and nothing follows from it, whatever it is called
}

// seal encodes the event and gives it its id.
func (e *Event) seal() {
	slices.Sort(e.Replaces)
	body, err := json.Marshal(e)
	if err != nil {
		panic("review: event cannot be encoded: " + err.Error()) // strings and numbers always encode
	}
	e.body = string(body)
	id := idOf(e.body)
	e.ID = string(id[:])
}

// idOf is the id of an event's encoding: 32 hexadecimal digits of its SHA-256.
func idOf(body string) (id [32]byte) {
	var room [512]byte // most are shorter
	sum := sha256.Sum256(append(append(room[:0], "zicha-event-1\n"...), body...))
	hex.Encode(id[:], sum[:16])
	return id
}

// decode reads an event and proves its id.
func (e *Event) decode(id, body string) error {
	if real := idOf(body); string(real[:]) != id {
		return files.Failure(files.Damaged, "审核记录“%s”的内容与它的编号不符", strings.ToValidUTF8(id, ""))
	}
	*e = Event{}
	if !e.plain(body) {
		*e = Event{}
		if err := json.Unmarshal([]byte(body), e); err != nil {
			return files.Failure(files.Damaged, "审核记录“%s”不能识别", id).Because(err)
		}
	}
	e.ID, e.body = id, body
	return nil
}
