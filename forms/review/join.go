package review

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

	"zicha/forms/files"
	"zicha/forms/store"
)

// JoinPlan is what joining another copy would come to. Joining is set union: every event of both is there afterwards.
type JoinPlan struct {
	New       int       // events that come in
	Regained  int       // contents that come in of events that are here already: they were lost here
	Taken     []*Cell   // cells that only the other has worked on since
	Same      []*Cell   // both gave the same score
	Sequences []*Cell   // 初评 in one, 确认 of the same score in the other
	Older     []*Cell   // a 确认 of another 初评 than the one the other has: 待复看
	Conflicts []*Cell   // different scores: one is to be chosen, or decided anew
	Rivals    []string  // counties of which the copies hold different contents under one version
	Disputes  []Dispute // figures, rulings, cases, results and approvals that differ
	Backwards []*Event  // events whose clock stood before that of one they follow
	View      *View     // as it would be

	other  *Book
	before *View // of this book when it was planned
	events []*Event
}

// Empty reports whether joining would change nothing.
func (p *JoinPlan) Empty() bool { return p.New == 0 && len(p.events) == 0 && p.Regained == 0 }

// PlanJoin rehearses joining another copy of the book; nothing is changed.
func (b *Book) PlanJoin(other *Book) (*JoinPlan, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if other.edition.ID != b.edition.ID || other.edition.Hash() != b.edition.Hash() {
		return nil, refuse("“%s”的考核指标与这份汇总不同，不能合并；请核对是否为同一次考核的汇总", files.Printable(other.edition.Title))
	}
	if !sameUnits(b.edition, other.edition) {
		return nil, refuse("对方的考核对象名单与这份汇总不同，不能合并；请核对是否为同一次考核的汇总")
	}
	now, err := b.current()
	if err != nil {
		return nil, err
	}
	p := &JoinPlan{other: other, before: now, Regained: len(b.lostTo(other))}
	trial := b.ledger.Fork()
	for _, e := range other.Events() {
		if trial.Add(e) {
			if !b.sound(e) {
				return nil, b.strange(e)
			}
			p.New++
			p.events = append(p.events, e)
		}
	}
	if mark := joinMark(trial, b.Copy(), other.Copy()); trial.Add(mark) && (p.New > 0 || !joined(b.ledger, other.Copy())) {
		p.events = append(p.events, mark)
	}
	b.lender = other
	defer func() { b.lender = nil }()
	if p.View, err = b.viewOf(trial); err != nil {
		return nil, err
	}
	for i, u := range p.View.Units {
		for j, c := range u.Cells {
			p.sort(c, now.Units[i].Cells[j], other.ledger)
		}
		if len(u.Rivals) > 0 {
			p.Rivals = append(p.Rivals, u.Unit.Code)
		}
	}
	p.Disputes, p.Backwards = p.View.Disputes, trial.Backwards()
	return p, nil
}

// joinMark records that two copies were put together. It is made of nothing but what is joined, so that it is the same whichever copy takes
// the other in; who did it stands in the file's own log.
func joinMark(l *Ledger, a, b string) *Event {
	copies := []string{a, b}
	slices.Sort(copies)
	var ids []string
	last := ""
	for _, e := range l.All() {
		if e.Kind != Joined {
			ids, last = append(ids, e.ID), max(last, instant(e.At))
		}
	}
	slices.Sort(ids)
	e := &Event{Kind: Joined, Subject: strings.Join(slices.Compact(copies), " "), Value: hashOf(ids...), At: last}
	e.seal()
	return e
}

// joined reports whether a copy was taken in.
func joined(l *Ledger, copyID string) bool {
	return slices.ContainsFunc(l.Topics("copy"), func(t Topic) bool {
		return slices.Contains(strings.Fields(t.Subject), copyID) && l.Head(t).Kind == Joined
	})
}

// sort puts a cell where the plan tells of it: here as it is in this book, there in the other's ledger.
func (p *JoinPlan) sort(c, here *Cell, there *Ledger) {
	topic := CellOf(c.County, c.Indicator.No)
	theirs := there.Heads(topic)
	if len(c.Heads) <= 1 {
		if len(theirs) > 0 && !slices.Contains(here.Heads, c.Heads[0]) && !slices.ContainsFunc(here.Heads, func(e *Event) bool { return e.ID == c.Heads[0].ID }) {
			p.Taken = append(p.Taken, c)
		}
		return
	}
	all := make([]standing, len(c.Heads))
	for i, h := range c.Heads {
		all[i] = p.View.ledger.standingOf(topic, h)
	}
	_, conflict, older := agreed(all)
	switch {
	case conflict:
		p.Conflicts = append(p.Conflicts, c)
	case older:
		p.Older = append(p.Older, c)
	case slices.ContainsFunc(all, func(s standing) bool { return !s.same(all[0]) }):
		p.Sequences = append(p.Sequences, c)
	default:
		p.Same = append(p.Same, c)
	}
}

// Join takes another copy in as it was planned. It is refused where the book has changed since. Nothing is ever lost: contradicting
// decisions stand side by side until one is chosen (Choose) or a new one is made.
func (b *Book) Join(p Person, plan *JoinPlan) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if err := p.signed(); err != nil {
		return err
	}
	more := addition{contents: map[string][]byte{}, digests: map[string]digest{}, note: p.By}
	var press presser
	if now, err := b.current(); err != nil || now != plan.before {
		return cmp.Or(err, refuse("汇总在预览之后有变化，没有合并；请重新预览"))
	}
	lost := b.lostTo(plan.other)
	more.events = plan.events
	for _, e := range append(lost, plan.events...) {
		if more.contents[e.Content] != nil || b.holds(e.Content) || !plan.other.keeps(e) {
			continue
		}
		data, err := plan.other.Content(e.Content)
		if err != nil {
			return err
		}
		if err := b.checkContent(e, data); err != nil {
			return err
		}
		more.contents[e.Content] = press.press(data)
		key := digestKey(e.Content, b.edition.Hash())
		if d, ok := b.digests[key]; ok { // worked out here while planning: what the other made of it is not taken over
			more.digests[key] = d
		}
	}
	if more.regained = len(lost); len(more.events)+len(lost) == 0 {
		return nil
	}
	if err := b.takeScans(context.Background(), plan.other, more.events); err != nil {
		return err
	}
	return b.add("合并", more)
}

// Choose settles what two copies decided differently: the act named holds, the others stay as 未采用. It may also name one of two contents
// that came in under one version, or one of what a Dispute holds against each other.
func (b *Book) Choose(p Person, event, reason string) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if err := p.signed(); err != nil {
		return err
	}
	v, err := b.current()
	if err != nil {
		return err
	}
	e := b.ledger.Event(event)
	if e == nil {
		return refuse("汇总里没有编号为“%s”的记录；要选定的编号用 review status 查看", files.Printable(event))
	}
	reason = strings.TrimSpace(reason)
	if slices.Contains([]Kind{Received, Figured, Ruled, Unruled, Cased, Finalized, Approved}, e.Kind) {
		if !v.disputed(e) {
			return refuse("“%s”不是需要选定的记录；要选定的编号用 review status 查看", event)
		}
		return b.add("选定", addition{events: []*Event{b.act(p, e.again(reason))}})
	}
	for _, t := range e.Topics() {
		c := v.Cell(t.County, t.Indicator)
		if t.Class != "cell" || c == nil || len(c.Heads) < 2 || !slices.Contains(c.Heads, e) {
			continue
		}
		facts := v.ledger.standingOf(t, e).facts
		return b.add("选定评分", addition{events: []*Event{b.act(p, Event{
			Kind: Upheld, County: c.County, Reason: reason,
			Cells: []UpheldCell{{County: c.County, Indicator: c.Indicator.No, Event: e.ID, Facts: facts}},
		})}})
	}
	return refuse("“%s”不是需要选定的评分；要选定的编号用 review status 查看", event)
}

// disputed reports whether an act that is not on a cell is one of several that contradict each other.
func (v *View) disputed(e *Event) bool {
	if u := v.byCode[e.County]; e.Kind == Received && u != nil {
		return len(u.Rivals) > 0 && (e == u.Received || slices.Contains(u.Rivals, e))
	}
	return slices.ContainsFunc(v.Disputes, func(d Dispute) bool { return slices.Contains(d.Events, e) })
}

// CopyTo makes a copy of the book for another reviewer, with the act that says so in both. It never overwrites. The copy gets its name last:
// whoever is cut off may have a copy on record that is nowhere, which 定稿 asks about, but never one that the book does not know of.
func (b *Book) CopyTo(ctx context.Context, p Person, path string) (id string, err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if err := p.signed(); err != nil {
		return "", err
	}
	id = newID()
	e := b.act(p, Event{Kind: Copied, Subject: id, Value: b.Copy()})
	err = files.Place{Path: path}.Make(ctx, func(temp string) error {
		if err := b.file.SaveAs(temp, false); err != nil {
			return err
		}
		if err := b.becomes(temp, id, e); err != nil {
			return err
		}
		if ctx.Err() != nil {
			return files.ErrCancelled
		}
		return b.add("登记副本", addition{events: []*Event{e}})
	})
	if err != nil {
		return "", err
	}
	return id, nil
}

// becomes makes a file just copied a copy of its own, for somebody else to work on.
func (b *Book) becomes(path, id string, e *Event) error {
	other, err := store.Open(path, format(), store.Options{})
	if err != nil {
		return err
	}
	err = other.Do("登记副本", store.Step{Kind: kindAct}, func(tx *store.Tx) error {
		if err := tx.Insert(eventTable(), b.rows[0]+1, e.ID, e.body); err != nil {
			return err
		}
		return errors.Join(tx.SetMeta(metaCopy, id), tx.SetMeta(metaWaivers, ""), setMe(tx, Person{}))
	})
	return errors.Join(err, other.Close())
}

// Words sums the plan up in one sentence.
func (p *JoinPlan) Words() string {
	n := strconv.Itoa
	return "新增" + n(p.New) + "条记录：对方单独评的" + n(len(p.Taken)) + "项，两边评分相同的" + n(len(p.Same)) + "项，一边初评、一边确认的" +
		n(len(p.Sequences)) + "项，确认的是较早初评的" + n(len(p.Older)) + "项，评分不同的" + n(len(p.Conflicts)) + "项，数据或口径不同的" + n(len(p.Disputes)+len(p.Rivals)) + "处" + p.regained()
}
