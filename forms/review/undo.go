package review

import (
	"cmp"
	"slices"
)

// DataUndoes names, in an act by which Undo took another back, that other.
const DataUndoes = "undoes"

// CanUndo gives what Undo would take back: what was done last in this copy of the book, mostly one act, all of what was stored together. It is
// refused, with what to do instead, where the procedure has no way back.
func (b *Book) CanUndo(p Person) ([]*Event, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	last, _, err := b.undo(p)
	return last, err
}

// Undo takes back what CanUndo gives, by acts like any others: nothing is removed. A confirmed 初评 stays until its confirmation is withdrawn.
func (b *Book) Undo(p Person) ([]*Event, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	last, back, err := b.undo(p)
	if err != nil {
		return nil, err
	}
	return last, b.add("撤销", addition{events: back})
}

// undo gives what was done last and the acts that take it back.
func (b *Book) undo(p Person) (last, back []*Event, err error) {
	if err := p.signed(); err != nil {
		return nil, nil, err
	}
	v, err := b.current()
	if err != nil {
		return nil, nil, err
	}
	if last = b.ledger.lastOf(b.Copy()); len(last) == 0 {
		return nil, nil, refuse("这份汇总里没有可以撤销的操作")
	}
	for _, e := range last {
		if e.Kind == Cased && e.Value == CaseVoided { // what it did to its cell is taken back, the case keeps its record
			continue
		}
		one, err := b.inverse(v, p, e)
		if err != nil {
			return nil, nil, err
		}
		if one.Data == nil {
			one.Data = map[string]string{}
		}
		one.Data[DataUndoes] = e.ID
		back = together(back, b.act(p, one))
	}
	return last, back, nil
}

// lastOf are the acts of a copy that were stored last, oldest first, without those already undone and what undid them.
func (l *Ledger) lastOf(copyID string) []*Event {
	var own []*Event
	undone := map[string]bool{}
	for _, e := range l.events {
		if e.Copy == copyID && !l.mute[e.ID] {
			own = append(own, e)
			undone[e.Data[DataUndoes]] = true
		}
	}
	own = slices.DeleteFunc(own, func(e *Event) bool { return undone[e.ID] || e.Data[DataUndoes] != "" })
	slices.SortFunc(own, func(x, y *Event) int { // a plain copy of the file has counted on from the same number
		return cmp.Or(cmp.Compare(x.Seq, y.Seq), cmp.Compare(instant(x.At), instant(y.At)), cmp.Compare(x.ID, y.ID))
	})
	for i := len(own) - 1; i > 0; i-- {
		if a, z := own[i-1], own[i]; a.At != z.At || a.Seq+1 != z.Seq || a.By != z.By {
			return own[i:]
		}
	}
	return own
}

// inverse is the act that takes another back.
func (b *Book) inverse(v *View, p Person, e *Event) (Event, error) {
	const reason = "撤销刚才的操作"
	if e.Indicator > 0 && slices.Contains([]Kind{Initial, Confirmed, Direct, Returned, Voided}, e.Kind) {
		c := v.Cell(e.County, e.Indicator)
		switch {
		case e.Kind == Initial && c.standing.initial == e && c.standing.confirmed != nil:
			return Event{}, refuse("%s的初评已经确认，不能撤销；请先撤回确认", v.Label(c))
		case c.standing.act != e || len(c.Heads) > 1 && len(c.Conflict) == 0: // what others said beside it is not taken back with it
			return Event{}, refuse("%s在这之后或另一份副本里又有其他记录，不能撤销；需要修改的请撤回或者重新评分", v.Label(c))
		}
		one, err := b.withdrawal(v, c, p)
		one.Reason = reason
		return one, err
	}
	if t, _ := e.topic(); slices.Contains([]Kind{Figured, Dismissed, Ruled, Unruled}, e.Kind) {
		if heads := b.ledger.Heads(t); len(heads) != 1 || b.ledger.standsFor(heads[0]) != e || len(e.Replaces) > 1 {
			return Event{}, refuse("“%s”在这之前或之后另有记录，不能撤销；请重新录入", e.Subject)
		}
		before := &Event{}
		if len(e.Replaces) == 1 {
			if before = b.ledger.Event(e.Replaces[0]); before == nil {
				return Event{}, refuse("“%s”之前的记录没有找回，不能撤销；请重新录入", e.Subject)
			}
		}
		return e.back(before, reason), nil
	}
	return Event{}, refuse("最近一步是%s，不能撤销；%s", e.Kind.Label(), insteadOf(e.Kind))
}

// standsFor is the act that holds by another: by one that undid something what had held before, nil for nothing.
func (l *Ledger) standsFor(e *Event) *Event {
	for e != nil && e.Data[DataUndoes] != "" {
		undone := l.Event(e.Data[DataUndoes])
		if undone == nil || len(undone.Replaces) != 1 {
			return nil
		}
		e = l.Event(undone.Replaces[0])
	}
	return e
}

// back is the act that puts on a topic again what an act replaced; before is an empty event where there was nothing.
func (e *Event) back(before *Event, reason string) Event {
	one := Event{Kind: e.Kind, County: e.County, Subject: e.Subject, Reason: reason}
	switch {
	case e.Kind == Figured:
		one.Value, one.Reason = before.Value, ""
	case e.Kind == Dismissed:
		one.Value = before.Value
	case before.Kind == Ruled:
		one.Kind, one.Reason, one.Data = Ruled, before.Reason, map[string]string{DataRule: before.Data[DataRule]}
	default:
		one.Kind = Unruled
	}
	return one
}

// insteadOf says what to do where an act cannot be undone.
func insteadOf(k Kind) string {
	switch k {
	case Withdrawn, Upheld:
		return "需要改变的请重新评分"
	case Received:
		return "收错的请让报送单位另报一版"
	case Finalized:
		return "有变化的请办完以后再定稿一次"
	case Approved:
		return "登记错的请重新登记审定"
	case Cased:
		return "案件的记录要留存，记错的请在下一步写明"
	}
	return "它的记录要留存"
}
