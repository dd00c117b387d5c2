package review

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"
	"sync"

	"zicha/forms"
	"zicha/scoring"
)

// Incoming is a county's version about to come in.
type Incoming struct {
	Submission
	File   string // what the file was called
	Sum    string // its SHA-256
	Reason string // why it is taken though it is altered or a draft, "" for one that is neither

	made *made
}

// made is what is worked out of a version that comes in.
type made struct {
	sum    string // SHA-256 of the content
	data   []byte // the content, compressed
	digest digest // under the book's own rules
}

// Preparer works out of versions what bringing them in takes, before it is done, on any number of goroutines.
type Preparer struct {
	edition  *scoring.Edition
	pressers sync.Pool
}

// Preparer makes one for the book.
func (b *Book) Preparer() *Preparer { return &Preparer{edition: b.edition} }

// Prepare gives a version with all that bringing it in takes. Its values are kept compressed from there on.
func (p *Preparer) Prepare(in Incoming) Incoming {
	press, _ := p.pressers.Get().(*presser)
	if press == nil {
		press = &presser{}
	}
	in.made = p.make(&in.Submission, press)
	p.pressers.Put(press)
	in.Values, in.Printed = nil, nil
	return in
}

func (p *Preparer) make(s *Submission, press *presser) *made {
	sum, data := s.Encoded()
	return &made{sum: sum, data: bytes.Clone(press.press(data)), digest: digestOf(s, p.edition)}
}

// Content is the SHA-256 of what is kept of it.
func (in Incoming) Content() string {
	if in.made != nil {
		return in.made.sum
	}
	sum, _ := in.Encoded()
	return sum
}

// full is the version with its values.
func (in Incoming) full() (*Submission, error) {
	if in.made == nil {
		return &in.Submission, nil
	}
	var s Submission
	data, err := unpressed(in.made.data)
	if err == nil {
		err = json.Unmarshal(data, &s)
	}
	return &s, err
}

// Receipt says what bringing a version in would do, or did.
type Receipt string

// The receipts.
const (
	First     Receipt = "accepted"  // the county's first
	Updated   Receipt = "updated"   // another than before; decisions whose facts changed show 待复看
	Unchanged Receipt = "unchanged" // the very one is there already
	Older     Receipt = "older"     // a higher version is there; it is kept in the ledger and changes nothing
	Regained  Receipt = "regained"  // it was there, but its content was lost, see Repair; now it is there again
)

// PlanReceipt says what bringing a version in would do, and which cells that were decided or sent back it would reopen.
func (b *Book) PlanReceipt(in Incoming) (Receipt, []*Cell, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	v, err := b.current()
	if err != nil {
		return "", nil, err
	}
	u := v.byCode[in.County]
	if u == nil {
		return "", nil, refuse("考核对象里没有代码为“%s”的单位", in.County)
	}
	status := b.receiptOf(in, in.Content())
	if status != Updated {
		return status, nil, nil
	}
	s, err := in.full()
	if err != nil {
		return "", nil, err
	}
	d := digestOf(s, v.Edition)
	var reopened []*Cell
	for i, c := range u.Cells {
		facts := v.factsOf(c.County, c.Indicator.No, d.Facts[i])
		decided := c.standing.state == InitiallyScored || c.standing.state == ConfirmedState
		if c.standing.state == ReturnedState && in.Version > versionOf(c.standing.act) || decided && c.State != Stale && facts != c.standing.facts {
			reopened = append(reopened, c)
		}
	}
	return status, reopened, nil
}

// receiptOf compares a version with those the book has.
func (b *Book) receiptOf(in Incoming, sum string) Receipt {
	topic := Topic{Class: string(Received), County: in.County}
	for _, e := range b.ledger.Of(topic) {
		switch {
		case e.Content == sum && b.holds(sum):
			return Unchanged
		case e.Content == sum:
			return Regained
		}
	}
	head := b.ledger.Head(topic)
	switch {
	case head == nil:
		return First
	case versionOf(head) > in.Version:
		return Older
	}
	return Updated
}

// Receive stores versions of counties, all or none, and gives a receipt for each. A version that is there already changes nothing; an older
// one than the one that holds is kept without taking its place.
func (b *Book) Receive(p Person, list ...Incoming) ([]Receipt, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if err := p.signed(); err != nil {
		return nil, err
	}
	more := addition{contents: map[string][]byte{}, digests: map[string]digest{}}
	out := make([]Receipt, 0, len(list))
	latest := map[string]*Event{}
	base := b.edition.Hash()
	prepare := b.Preparer()
	for _, in := range list {
		if b.edition.Unit(in.County) == nil {
			return nil, refuse("考核对象里没有代码为“%s”的单位", in.County)
		}
		if in.made == nil {
			in = prepare.Prepare(in)
		}
		sum := in.made.sum
		status := b.receiptOf(in, sum)
		if before := latest[in.County]; before != nil && status != Unchanged && status != Regained {
			status = Updated
			if versionOf(before) > in.Version {
				status = Older
			}
		}
		if more.contents[sum] != nil {
			status = Unchanged
		}
		out = append(out, status)
		if status == Regained {
			more.regain(sum, in.made.data)
			more.digests[digestKey(sum, base)] = in.made.digest
		}
		if status == Unchanged || status == Regained {
			continue
		}
		e := b.act(p, b.received(in, sum, status, latest))
		e.Seq += int64(len(more.events))
		e.seal()
		if status != Older {
			latest[in.County] = e
		}
		more.events, more.contents[sum] = append(more.events, e), in.made.data
		more.digests[digestKey(sum, base)] = in.made.digest
	}
	if len(more.events)+len(more.contents) == 0 {
		return out, nil
	}
	return out, b.add("收件", more)
}

// received is the event of a version: an older one replaces nothing.
func (b *Book) received(in Incoming, sum string, status Receipt, latest map[string]*Event) Event {
	e := Event{
		Kind: Received, County: in.County, Value: strconv.Itoa(in.Version), Content: sum, Reason: strings.TrimSpace(in.Reason),
		Data: map[string]string{DataCode: in.Code, DataFile: in.File, DataSum: in.Sum},
	}
	switch before := latest[in.County]; {
	case status == Older:
		e.Replaces = []string{}
	case before != nil:
		e.Replaces = []string{before.ID}
	}
	return e
}

// SubmissionOf makes a submission of a dossier as it was read from a workbook; code is the comparison code of its values, rules the hash of
// the rules it was made with, which is worked out once for many.
func SubmissionOf(d *forms.Dossier, rules, code string, printed map[string]string) Submission {
	return Submission{
		Edition: d.Edition.ID, Rules: rules, County: d.Get(forms.CountyPath("code")), Version: max(d.Version, 1), Final: d.Final,
		Code: code, Printed: printed, Values: ValuesOf(d),
	}
}
