package review

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"zicha/forms/files"
	"zicha/forms/store"
	"zicha/scoring"
)

// Waiver accepts blockers with a reason. Key is a blocker's, or the beginning of several and "*".
type Waiver struct{ Key, Reason string }

// Finalizing is what 定稿 is asked for with.
type Finalizing struct {
	Person   Person
	Waivers  []Waiver
	Progress func(done, total int) // counties frozen, from the goroutine of the work; may be nil
}

// Finalize freezes the result as a snapshot with a code (定稿). It is refused, with the blockers that are left, unless nothing stands in the
// way or each of it is accepted with a reason. A context that ends before the result is stored leaves nothing of it.
func (b *Book) Finalize(ctx context.Context, p Person, waivers ...Waiver) (*Snapshot, []Blocker, error) {
	return b.FinalizeAs(ctx, Finalizing{Person: p, Waivers: waivers})
}

// FinalizeAs is Finalize that tells how far it is.
func (b *Book) FinalizeAs(ctx context.Context, f Finalizing) (*Snapshot, []Blocker, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	p := f.Person
	if err := p.signed(); err != nil {
		return nil, nil, err
	}
	v, err := b.current()
	if err != nil {
		return nil, nil, err
	}
	left, accepted, err := waived(v.blockers(), p, f.Waivers)
	if err != nil {
		return nil, nil, err
	}
	if len(left) > 0 {
		return nil, left, refuse("还有%d处需要处理，没有定稿；逐一处理，或者写明理由后接受", len(left))
	}
	s, err := b.snapshot(ctx, v, f.Progress)
	if err != nil {
		return nil, nil, err
	}
	s.Number, s.Accepted = b.ledger.nextNumber(), accepted
	s.At, s.By, s.Role, s.Unit = store.Stamp(b.now()), p.By, p.Role, p.Unit
	sum, packed, err := s.freeze()
	if err != nil {
		return nil, nil, err
	}
	if ctx.Err() != nil {
		return nil, nil, ctx.Err()
	}
	e := b.act(p, Event{
		Kind: Finalized, Value: s.Code, Content: sum, Subject: strconv.Itoa(s.Number), Data: map[string]string{DataKnown: b.ledger.known(), DataMarks: b.ledger.marks()},
	})
	return s, nil, b.add("定稿", addition{events: []*Event{e}, contents: map[string][]byte{sum: packed}, final: true})
}

func waived(blockers []Blocker, p Person, waivers []Waiver) (left []Blocker, accepted []Accepted, err error) {
	for _, w := range waivers {
		if strings.TrimSpace(w.Reason) == "" {
			return nil, nil, unreasonedWaiver(blockers, w)
		}
	}
	used, find := map[string]bool{}, finder(waivers)
	for _, b := range blockers {
		w := find(b)
		if w == nil {
			left = append(left, b)
			continue
		}
		used[w.Key] = true
		accepted = append(accepted, Accepted{Blocker: b.Key, Words: b.Words, Reason: strings.TrimSpace(w.Reason), By: p.By})
	}
	for _, w := range waivers {
		if !used[w.Key] {
			return nil, nil, unknownWaiver(blockers, w.Key)
		}
	}
	return left, accepted, nil
}

// accepts reports whether a waiver is of a blocker.
func (w Waiver) accepts(b Blocker) bool {
	start, many := strings.CutSuffix(w.Key, "*")
	return w.Key == b.Key || many && start != "" && strings.HasPrefix(b.Key, start)
}

// finder finds the first waiver of a blocker, nil where there is none: there may be tens of thousands of both.
func finder(waivers []Waiver) func(Blocker) *Waiver {
	exact, wide := map[string]int{}, []int{}
	for i, w := range waivers {
		if _, there := exact[w.Key]; !there {
			exact[w.Key] = i
		}
		if strings.HasSuffix(w.Key, "*") {
			wide = append(wide, i)
		}
	}
	return func(b Blocker) *Waiver {
		at, found := exact[b.Key]
		for _, i := range wide {
			if found && i > at {
				break
			}
			if waivers[i].accepts(b) {
				at, found = i, true
				break
			}
		}
		if !found {
			return nil
		}
		return &waivers[at]
	}
}

// unreasonedWaiver refuses to accept something without a reason, by the name of the first that it is of.
func unreasonedWaiver(blockers []Blocker, w Waiver) error {
	at := slices.IndexFunc(blockers, w.accepts)
	if at < 0 {
		return unknownWaiver(blockers, w.Key)
	}
	return refuse("接受“%s”要写明理由", blockers[at].Words)
}

// unknownWaiver refuses to accept what is not there, and says what is.
func unknownWaiver(blockers []Blocker, key string) error {
	there := BlockerKinds(blockers)
	switch {
	case there == "":
		return refuse("没有需要接受的：各项都已办完，不写 --accept 就可以定稿")
	case strings.Trim(key, "*") == "":
		return refuse("“%s”没有写明接受哪一类；请逐类写明，各配理由。现有%s", files.Printable(key), there)
	}
	return refuse("没有“%s”这一处需要接受的；请写一处的标识，或者一类的标识加 *。现有%s", files.Printable(key), there)
}

// Approve records that the government has approved a result, with the day and the document.
func (b *Book) Approve(p Person, code, date, document string) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if err := p.signed(); err != nil {
		return err
	}
	final, err := b.final(code)
	if err != nil {
		return err
	}
	if other := b.ledger.chosenOver(final); other != nil {
		return refuse("核对码为“%s”的定稿没有采用，选定的是“%s”；请登记选定的那一份", final.Value, other.Value)
	}
	day, err := CheckApproval(date, document)
	if err != nil {
		return err
	}
	return b.add("登记审定", addition{events: []*Event{b.act(p, Event{
		Kind: Approved, Subject: final.Value, Value: strings.TrimSpace(document), Data: map[string]string{DataDate: day},
	})}})
}

// CheckApproval reads the day and the document of an approval as they were typed, and gives the day as it is kept.
func CheckApproval(date, document string) (day string, err error) {
	day, err = (&scoring.Field{Kind: scoring.KindDate}).Normalize(date)
	switch {
	case err != nil || day == "":
		return "", refuse("审定日期“%s”不能识别，写法如2018-02-05", files.Printable(date))
	case strings.TrimSpace(document) == "":
		return "", refuse("请写明审定的文件（文号或会议纪要）")
	}
	return day, nil
}

// finalized finds the event of a result by its code.
func (b *Book) finalized(code string) *Event {
	for _, e := range b.ledger.finals() {
		if e.Value == code {
			return e
		}
	}
	return nil
}

// Results lists the results there are, oldest first.
func (b *Book) Results() []*Event {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.ledger.finals()
}

// Result gives a result by its code, "" for the newest, proved against its code.
func (b *Book) Result(code string) (*Snapshot, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.result(code)
}

// final finds the event of a result by its code, "" for the newest.
func (b *Book) final(code string) (*Event, error) {
	if code == "" {
		e, err := b.newest()
		if e == nil && err == nil {
			err = refuse("还没有定稿；请先定稿（finalize）")
		}
		return e, err
	}
	if e := b.finalized(code); e != nil {
		return e, nil
	}
	return nil, refuse("这份汇总里没有核对码为“%s”的定稿；请检查核对码有无写错，是否属于另一份汇总", files.Printable(code))
}

func (b *Book) result(code string) (*Snapshot, error) {
	e, err := b.final(code)
	if err != nil {
		return nil, err
	}
	packed, err := b.packed(e.Content)
	if err != nil {
		return nil, err
	}
	s, err := thaw(unfolding(packed), e)
	if err != nil {
		return nil, files.Failure(files.Damaged, "第%s次定稿的内容与核对码不符；请从别处保存的副本恢复", e.Subject).Because(err)
	}
	if s.Acts == nil { // frozen before results kept them
		s.Acts = b.ledger.asOf(e).acts()
	}
	if a := b.ledger.approval(s.Code); a != nil {
		s.Approval = &Approval{Date: a.Data[DataDate], Document: a.Value, By: a.By}
	}
	return s, nil
}

// Draft gives the result as it would be now (过程稿): without a code, for looking at.
func (b *Book) Draft() (*Snapshot, error) { return b.DraftTelling(context.Background(), nil) }

// DraftTelling is Draft that can be cancelled; told, which may be nil, hears how many counties are done.
func (b *Book) DraftTelling(ctx context.Context, told func(done, total int)) (*Snapshot, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	v, err := b.current()
	if err != nil {
		return nil, err
	}
	return b.draft(ctx, v, told)
}

func (b *Book) draft(ctx context.Context, v *View, told func(done, total int)) (*Snapshot, error) {
	s, err := b.snapshot(ctx, v, told)
	if err != nil {
		return nil, err
	}
	s.Process, s.At = true, store.Stamp(b.now())
	return s, nil
}
