package review

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"zicha/forms/files"
	"zicha/forms/store"
	"zicha/scoring"
)

// Blocker is what stands in the way of 定稿. Its key is stable: "open:341621/5", "case:1f2e3d4c".
type Blocker struct{ Key, Words string }

// The kinds of blockers, the part of a key before the colon.
const (
	BlockMissing  = "missing"  // nothing came in from the county
	BlockRival    = "rival"    // two contents under one version
	BlockOpen     = "open"     // 未评, or 初评 that nobody confirmed
	BlockStale    = "stale"    // 待复看
	BlockReturned = "returned" // 退回补正, or answered and not scored yet
	BlockConflict = "conflict" // two copies decided differently
	BlockCase     = "case"     // an open case
	BlockCopy     = "copy"     // a copy that was not taken in
	BlockStandard = "standard" // a 考核标准 or other figure of the city's that is not entered
)

// blockerKinds are the kinds in the order they are counted for people.
var blockerKinds = []struct{ kind, words string }{
	{BlockMissing, "没有报送"},
	{BlockRival, "来件不同"},
	{BlockOpen, "未核定"},
	{BlockStale, "待复看"},
	{BlockReturned, "退回没有办完"},
	{BlockConflict, "互相矛盾"},
	{BlockCase, "案件没有办结"},
	{BlockCopy, "副本没有合并"},
	{BlockStandard, "没有录入数据"},
}

// BlockerKinds counts what stands in the way by kind, each with the key that accepts all of it: 未核定12处（open:*），待复看1处（stale:*）.
func BlockerKinds(list []Blocker) string {
	var parts []string
	for _, k := range blockerKinds {
		n := 0
		for _, b := range list {
			if strings.HasPrefix(b.Key, k.kind+":") {
				n++
			}
		}
		if n > 0 {
			parts = append(parts, fmt.Sprintf("%s%d处（%s:*）", k.words, n, k.kind))
		}
	}
	return strings.Join(parts, "，")
}

// Blockers lists what stands in the way of 定稿: by county, then cases and copies. A plain file copy cannot be known.
func (b *Book) Blockers() ([]Blocker, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	v, err := b.current()
	if err != nil {
		return nil, err
	}
	return v.blockers(), nil
}

func (v *View) blockers() []Blocker {
	var out []Blocker
	for _, u := range v.Units {
		out = append(out, v.unitBlockers(u)...)
	}
	for _, c := range v.Cases {
		if c.Open {
			out = append(out, Blocker{BlockCase + ":" + c.ID, c.Words(v) + "的虚假材料案件没有办结"})
		}
	}
	for _, d := range v.Disputes {
		out = append(out, Blocker{BlockConflict + ":" + d.Key(), d.Words(v)})
	}
	for _, t := range v.ledger.Topics("copy") {
		if e := v.ledger.Head(t); e.Kind == Copied && !joined(v.ledger, e.Subject) {
			out = append(out, Blocker{BlockCopy + ":" + e.Subject, e.By + "登记的副本" + e.Subject + "还没有合并回来"})
		}
	}
	return out
}

func (v *View) unitBlockers(u *UnitView) []Blocker {
	var out []Blocker
	say := func(kind, about, words string) { out = append(out, Blocker{kind + ":" + about, u.Unit.Name + words}) }
	switch {
	case u.Lost != nil:
		say(BlockMissing, u.Unit.Code, u.Lost.lostWords())
	case u.Received == nil:
		say(BlockMissing, u.Unit.Code, "没有报送材料")
	}
	if len(u.Rivals) > 0 {
		say(BlockRival, u.Unit.Code, "第"+strconv.Itoa(u.Version)+"版有两份内容不同的来件")
	}
	for _, c := range u.Cells {
		about, name := u.Unit.Code+"/"+strconv.Itoa(c.Indicator.No), "第"+strconv.Itoa(c.Indicator.No)+"项"
		switch {
		case len(c.Conflict) > 0:
			say(BlockConflict, about, name+"有互相矛盾的评分")
		case c.State == Stale:
			say(BlockStale, about, name+c.State.Label())
		case c.State == ReturnedState || c.State == Resubmitted:
			say(BlockReturned, about, name+c.State.Label())
		case !c.Decided && c.State == InitiallyScored:
			say(BlockOpen, about, name+"已初评，没有确认")
		case !c.Decided:
			say(BlockOpen, about, name+c.State.Label())
		}
	}
	for _, crit := range v.Edition.Criteria() {
		for _, f := range crit.Fields {
			name := crit.ID + "." + f.Key
			if f.By == "city" && !slices.ContainsFunc(v.figured[u.Unit.Code][crit.Indicator.No], func(line string) bool { return strings.HasPrefix(line, name+"=") }) {
				say(BlockStandard, u.Unit.Code+"/"+name, "第"+strconv.Itoa(crit.Indicator.No)+"项没有录入"+f.Label)
			}
		}
	}
	return out
}

// Waiver accepts blockers with a reason. Key is a blocker's, or the beginning of several and "*".
type Waiver struct{ Key, Reason string }

// Finalize freezes the result as a snapshot with a code (定稿). It is refused, with the blockers that are left, unless nothing stands in the
// way or each of it is accepted with a reason. A context that ends before the result is stored leaves nothing of it.
func (b *Book) Finalize(ctx context.Context, p Person, waivers ...Waiver) (*Snapshot, []Blocker, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if err := p.signed(); err != nil {
		return nil, nil, err
	}
	v, err := b.current()
	if err != nil {
		return nil, nil, err
	}
	left, accepted, err := waived(v.blockers(), p, waivers)
	if err != nil {
		return nil, nil, err
	}
	if len(left) > 0 {
		return nil, left, refuse("还有%d处需要处理，没有定稿；逐一处理，或者写明理由后接受", len(left))
	}
	s, err := b.snapshot(ctx, v)
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
	return s, nil, b.add("定稿", addition{events: []*Event{e}, contents: map[string][]byte{sum: packed}})
}

func waived(blockers []Blocker, p Person, waivers []Waiver) (left []Blocker, accepted []Accepted, err error) {
	used := map[string]bool{}
	for _, b := range blockers {
		at := slices.IndexFunc(waivers, func(w Waiver) bool {
			start, many := strings.CutSuffix(w.Key, "*")
			return w.Key == b.Key || many && start != "" && strings.HasPrefix(b.Key, start)
		})
		if at < 0 {
			left = append(left, b)
			continue
		}
		w := waivers[at]
		if used[w.Key] = true; strings.TrimSpace(w.Reason) == "" {
			return nil, nil, refuse("接受“%s”要写明理由", b.Words)
		}
		accepted = append(accepted, Accepted{Blocker: b.Key, Words: b.Words, Reason: strings.TrimSpace(w.Reason), By: p.By})
	}
	for _, w := range waivers {
		if !used[w.Key] {
			return nil, nil, unknownWaiver(blockers, w.Key)
		}
	}
	return left, accepted, nil
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
	day, err := (&scoring.Field{Kind: scoring.KindDate}).Normalize(date)
	other := b.ledger.chosenOver(final)
	switch {
	case other != nil:
		return refuse("核对码为“%s”的定稿没有采用，选定的是“%s”；请登记选定的那一份", final.Value, other.Value)
	case err != nil || day == "":
		return refuse("审定日期“%s”不能识别，写法如2018-02-05", files.Printable(date))
	case strings.TrimSpace(document) == "":
		return refuse("请写明审定的文件（文号或会议纪要）")
	}
	return b.add("登记审定", addition{events: []*Event{b.act(p, Event{
		Kind: Approved, Subject: final.Value, Value: strings.TrimSpace(document), Data: map[string]string{DataDate: day},
	})}})
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
func (b *Book) Draft() (*Snapshot, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	v, err := b.current()
	if err != nil {
		return nil, err
	}
	s, err := b.snapshot(context.Background(), v)
	if err != nil {
		return nil, err
	}
	s.Process, s.At = true, store.Stamp(b.now())
	return s, nil
}
