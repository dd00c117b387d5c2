// Package feedback is what the city tells a county of its review (反馈): a .fankui file with what each indicator got and why, the items
// returned for correction, and the averages of all counties, who stay unnamed. The city's program writes it out of a result, the county's
// takes it into the dossier and shows each loss at its field. Nobody signs it: its checksum tells damage and careless alteration, not forgery.
package feedback

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strconv"
	"strings"
	"time"

	"zicha/forms"
	"zicha/forms/files"
	"zicha/scoring"
)

// Ext ends the name of a feedback file.
const Ext = files.FeedbackExt

// schemaHead begins the tag of every form a feedback file has had; the number follows.
const schemaHead, schemaNumber = files.FeedbackHead, 1

// schema is the tag of the form this program writes.
var schema = schemaHead + strconv.Itoa(schemaNumber)

// File is the feedback to one county. Rules is scoring.Edition.Hash of the rulebook as it was issued, without rulings: it is held
// against the dossier's own.
type File struct {
	Schema   string    `json:"schema"`
	Edition  string    `json:"edition"` // id
	Rules    string    `json:"rules"`
	County   string    `json:"county"` // its code
	Name     string    `json:"name"`
	Version  int       `json:"version"`  // of the self-check that is answered, 0 where the city received none
	Paper    string    `json:"paper"`    // its comparison code
	Snapshot string    `json:"snapshot"` // the result's code, "" for a return in the course of the review (过程)
	At       string    `json:"at"`       // with the zone, RFC 3339
	By       string    `json:"by"`
	Unit     string    `json:"unit,omitempty"`
	Items    []Item    `json:"items"`              // by indicator; of a return only the returned ones
	Sections []Section `json:"sections,omitempty"` // in the rulebook's order
	Total    *Section  `json:"total,omitempty"`    // of the result
	Counties int       `json:"counties,omitempty"` // how many the averages are of, 0 where none are told
	Sum      string    `json:"sum"`                // SHA-256 over all the rest, see File.sum
}

// Standing is where an indicator stands, as the county is told.
type Standing string

// The standings of an item.
const (
	Decided  Standing = "decided"  // 已核定
	Open     Standing = "open"     // 未核定: the result counts what was recomputed
	Returned Standing = "returned" // 退回补正
	Voided   Standing = "voided"   // 虚假材料不得分
)

// Label is the standing as papers and screens print it, "" for what is none.
func (s Standing) Label() string {
	return map[Standing]string{Decided: "已核定", Open: "未核定", Returned: "退回补正", Voided: "虚假材料不得分"}[s]
}

// Item is what the city says of an indicator.
type Item struct {
	Indicator int             `json:"indicator"`
	Standing  Standing        `json:"standing"`
	Claim     *scoring.Points `json:"claim"`      // nil where the county has none
	ClaimText string          `json:"claim_text"` // as its papers print it: 5.00, 未填报
	Result    *scoring.Points `json:"result"`     // nil before the result
	Reason    string          `json:"reason"`
	Loss      forms.Loss      `json:"loss,omitempty"`
	Field     string          `json:"field,omitempty"` // "5.3.articles", or a criterion: where the loss stands
}

// Lost reports whether the indicator got less than was claimed, or nothing because of false material.
func (i Item) Lost() bool {
	switch {
	case i.Standing == Voided:
		return true
	case i.Result == nil:
		return false
	case i.Claim == nil:
		return i.Loss != ""
	}
	return *i.Result < *i.Claim
}

// Section is what a section of the rulebook, or the total, came to, and the average of all counties, rounded half up to hundredths.
type Section struct {
	Own     scoring.Points  `json:"own"`
	Average *scoring.Points `json:"average"` // nil where it is not told
}

// Process reports whether it is a return in the course of the review, before there is a result.
func (f *File) Process() bool { return f.Snapshot == "" }

// When is the time it was made, as people read it.
func (f *File) When() string {
	return f.time().Format("2006-01-02 15:04")
}

func (f *File) time() time.Time {
	at, _ := time.Parse(time.RFC3339, f.At) // check has
	return at
}

// Returned lists the items returned for correction.
func (f *File) Returned() []Item {
	var out []Item
	for _, i := range f.Items {
		if i.Standing == Returned {
			out = append(out, i)
		}
	}
	return out
}

// Words name the feedback in one line: 对第1版的反馈（结果 7K3M-Q2XW-9HTD-4FNP）.
func (f *File) Words() string {
	of, kind := "对第"+strconv.Itoa(f.Version)+"版的反馈", "（过程，结果还没有定）"
	if f.Version == 0 {
		of = "反馈"
	}
	if !f.Process() {
		kind = "（结果 " + f.Snapshot + "）"
	}
	return of + kind
}

// Reason words the returned items as the reason for the next version, "" where nothing is returned.
func (f *File) Reason(e *scoring.Edition) string {
	var said []string
	for _, i := range f.Returned() {
		said = append(said, "第"+strconv.Itoa(i.Indicator)+"项 "+i.Reason)
	}
	if len(said) == 0 {
		return ""
	}
	return e.Words.Assessor + "退回补正：" + strings.Join(said, "；")
}

// sum is the checksum: over the tag and the compact encoding of all but the checksum itself, so that a file set out anew says the same.
func (f File) sum() (string, error) {
	f.Sum = ""
	body, err := encode(f, "")
	if err != nil {
		return "", err
	}
	body = bytes.TrimSuffix(body, []byte("\n"))
	sum := sha256.Sum256(append([]byte(schema+"\n"), body...))
	return hex.EncodeToString(sum[:]), nil
}

// Encode gives the file's bytes, with its tag and checksum.
func (f File) Encode() ([]byte, error) {
	f.Schema = schema
	var err error
	if f.Sum, err = f.sum(); err != nil {
		return nil, err
	}
	if err := f.check(); err != nil {
		return nil, err
	}
	return encode(f, " ")
}

// encode gives the JSON of a file, set out by indent, with a line feed behind it and no character escaped that need not be.
func encode(f File, indent string) ([]byte, error) {
	var out bytes.Buffer
	to := json.NewEncoder(&out)
	to.SetEscapeHTML(false)
	to.SetIndent("", indent)
	err := to.Encode(f)
	return out.Bytes(), err
}

// Told is the reason with the kind of loss before it: 材料不足：缺活动通知.
func (i Item) Told() string {
	reason := strings.TrimRight(strings.TrimSpace(i.Reason), "。；，")
	switch label := i.Loss.Label(); {
	case label == "":
		return reason
	case reason == "":
		return label
	default:
		return label + "：" + reason
	}
}

// Words say what the indicator got beside what was claimed, and why: 市里核定3.00分，自评4.00分；材料不足：缺活动通知.
func (i Item) Words(e *scoring.Edition) string {
	result, claim := "未定", i.ClaimText
	if i.Result != nil {
		result = i.Result.String() + "分"
	}
	if i.Claim != nil {
		claim = i.Claim.String() + "分"
	}
	label := "自评"
	if ind := e.Indicator(i.Indicator); ind != nil && !ind.Source.Self() {
		label = "预估"
	}
	words := e.Words.Confirmed() + result
	if i.Standing == Voided || i.Standing == Open {
		words += "（" + i.Standing.Label() + "）"
	}
	if claim != "" {
		words += "，" + label + claim
	}
	if told := i.Told(); told != "" {
		words += "；" + told
	}
	return words
}
