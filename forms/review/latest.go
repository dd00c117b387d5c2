package review

import (
	"slices"
	"strconv"
)

// finalTopic is the one topic of all results: each takes the place of the one before.
var finalTopic = Topic{Class: string(Finalized)}

// finals lists the results there are, oldest first, without what was chosen among them.
func (l *Ledger) finals() []*Event {
	return slices.DeleteFunc(slices.Clone(l.Of(finalTopic)), func(e *Event) bool { return e.Kind != Finalized })
}

// latest are the results that hold: none, one, or several where two copies of the book were finalized apart and none was chosen.
func (l *Ledger) latest() []*Event {
	var out []*Event
	for _, e := range l.Heads(finalTopic) {
		if e = l.chosen(e); !slices.Contains(out, e) {
			out = append(out, e)
		}
	}
	return out
}

// chosen is the result that an event of theirs stands for, nil where it is a choice of none that stood there: whoever forges a choice of what
// is not there, or of what another result took the place of, has chosen nothing.
func (l *Ledger) chosen(e *Event) *Event {
	if e.Kind == Finalized {
		return e
	}
	for _, id := range e.Replaces {
		other := l.Event(id)
		if other == nil || l.mute[id] || other.Kind != Finalized && other.Kind != Chosen {
			continue
		}
		if is := l.chosen(other); is != nil && is.ID == e.Subject {
			return is
		}
	}
	return nil
}

// chosenOver is the result that was chosen instead of another which a copy had made apart from it, nil where none was.
func (l *Ledger) chosenOver(final *Event) *Event {
	for _, e := range l.Of(finalTopic) {
		if e.Kind == Chosen && e.Subject != final.ID && slices.Contains(e.Replaces, final.ID) {
			if is := l.chosen(e); is != nil {
				return is
			}
		}
	}
	return nil
}

// nextNumber is the number of the next result.
func (l *Ledger) nextNumber() int {
	last := 0
	for _, e := range l.finals() {
		n, _ := strconv.Atoi(e.Subject) // 0 for what is no number
		last = max(last, n)
	}
	return last + 1
}

// approval is the approval of a result that holds, nil where there is none or two copies recorded different ones.
func (l *Ledger) approval(code string) *Event {
	heads := l.Heads(Topic{Class: string(Approved), Subject: code})
	if len(heads) == 0 || contradict(heads) {
		return nil
	}
	return heads[len(heads)-1]
}

// Newest is the result that holds, nil where there is none. It is refused while two copies' results stand side by side.
func (b *Book) Newest() (*Event, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.newest()
}

func (b *Book) newest() (*Event, error) {
	switch latest := b.ledger.latest(); {
	case len(latest) == 0:
		return nil, nil
	case !contradict(latest):
		return latest[0], nil
	default:
		return nil, refuse("两份副本各自定了稿（核对码%s和%s）；请先选定一份（join --choose，编号见 status），或者写明核对码（--code）",
			latest[0].Value, latest[len(latest)-1].Value)
	}
}

// ChosenOver is the code of the result that was chosen instead of the one named, "" where none was: papers of that one are 未采用.
func (b *Book) ChosenOver(code string) string {
	b.mu.Lock()
	defer b.mu.Unlock()
	if e := b.finalized(code); e != nil {
		if other := b.ledger.chosenOver(e); other != nil {
			return other.Value
		}
	}
	return ""
}
