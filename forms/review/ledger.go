package review

import (
	"cmp"
	"slices"
	"sync"
	"time"
)

// Ledger is a set of events and what is computed of it. Adding is all that can be done to it; the order of adding makes no difference. Whoever
// adds has it to himself but for views, which may look at it from elsewhere meanwhile, see View.looking.
type Ledger struct {
	mu      sync.RWMutex // held for adding, and by views that look
	order   sync.Mutex   // over placed and awaited, which are worked out when somebody looks
	events  map[string]*Event
	cells   map[string][]thread // the topics of cells, by county and indicator, up to denseCells
	threads map[Topic]thread    // all other topics
	next    map[string]int64    // by copy: the number of its next event
	last    map[string]*Event   // by copy: its last event
	placed  map[*Event]place    // of events, nil where it is to be worked out anew
	awaited map[string]bool     // what placed events replace and is not there
	sound   func(*Event) bool   // see Book.sound; nil takes all
	mute    map[string]bool     // events that are not sound
}

// thread holds the events of a topic.
type thread []*Event

// denseCells bounds the indicators that are found by their number alone.
const denseCells = 64

// place puts an event into an order: after all it replaces and all its copy had made before, whatever the clock said.
type place struct {
	at    string
	depth int
}

// NewLedger is an empty ledger.
func NewLedger() *Ledger { return sizedLedger(0) }

// sizedLedger is an empty ledger with room for n events.
func sizedLedger(n int) *Ledger {
	return &Ledger{
		events: make(map[string]*Event, n), cells: map[string][]thread{}, threads: map[Topic]thread{}, next: map[string]int64{}, mute: map[string]bool{},
		last: map[string]*Event{},
	}
}

// Add puts an event in and reports whether it was not there yet.
func (l *Ledger) Add(e *Event) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.events[e.ID] != nil {
		return false
	}
	l.events[e.ID] = e
	l.append(e)
	if l.sound == nil || l.sound(e) {
		l.hold(e)
	} else {
		l.mute[e.ID] = true
	}
	return true
}

// hold lets an event speak on its topics.
func (l *Ledger) hold(e *Event) {
	l.next[e.Copy] = max(l.next[e.Copy], e.Seq+1)
	if t, one := e.topic(); one {
		l.put(t, e)
		return
	}
	for _, t := range e.Topics() {
		l.put(t, e)
	}
}

// judge keeps from speaking what is not sound, of the events that are there and of those that come.
func (l *Ledger) judge(sound func(*Event) bool) *Ledger {
	out := sizedLedger(len(l.events))
	out.sound = sound
	for _, e := range l.events {
		out.Add(e)
	}
	return out
}

// dense reports whether a topic's events are kept by the number of its indicator.
func (t Topic) dense() bool {
	return t.Indicator > 0 && t.Indicator <= denseCells && t == CellOf(t.County, t.Indicator)
}

func (l *Ledger) put(t Topic, e *Event) {
	if !t.dense() {
		l.threads[t] = append(l.threads[t], e)
		return
	}
	row := l.cells[t.County]
	if len(row) < t.Indicator {
		row = append(row, make([]thread, t.Indicator-len(row))...)
		l.cells[t.County] = row
	}
	row[t.Indicator-1] = append(row[t.Indicator-1], e)
}

func (l *Ledger) thread(t Topic) thread {
	if !t.dense() {
		return l.threads[t]
	}
	if row := l.cells[t.County]; t.Indicator <= len(row) {
		return row[t.Indicator-1]
	}
	return nil
}

// Len is how many events there are.
func (l *Ledger) Len() int { return len(l.events) }

// Event finds an event by its id, nil where there is none.
func (l *Ledger) Event(id string) *Event { return l.events[id] }

// Heads lists the events of a topic that none of its other events replaces, in order. One is what holds; several were made without
// knowing of one another.
func (l *Ledger) Heads(t Topic) []*Event {
	th := l.thread(t)
	if t == finalTopic {
		th = slices.DeleteFunc(slices.Clone(th), func(e *Event) bool { return l.chosen(e) == nil })
	}
	if len(th) <= 1 {
		return th
	}
	var out []*Event
	replaced := make(map[string]bool, len(th))
	for _, e := range th {
		for _, id := range e.Replaces {
			replaced[id] = true
		}
	}
	for _, e := range th {
		if !replaced[e.ID] {
			out = append(out, e)
		}
	}
	if len(out) > 1 {
		l.sort(out)
	}
	return out
}

// Head is the last of Heads, nil where there are none: what holds of topics on which two acts cannot contradict each other.
func (l *Ledger) Head(t Topic) *Event {
	heads := l.Heads(t)
	if len(heads) == 0 {
		return nil
	}
	return heads[len(heads)-1]
}

// Of lists all events of a topic in order.
func (l *Ledger) Of(t Topic) []*Event {
	th := l.thread(t)
	if len(th) <= 1 {
		return th
	}
	out := slices.Clone(th)
	l.sort(out)
	return out
}

// Topics lists the topics of a class, in order.
func (l *Ledger) Topics(class string) []Topic {
	var out []Topic
	for t := range l.threads {
		if t.Class == class {
			out = append(out, t)
		}
	}
	if class == classCell {
		for county, row := range l.cells {
			for i, th := range row {
				if len(th) > 0 {
					out = append(out, CellOf(county, i+1))
				}
			}
		}
	}
	slices.SortFunc(out, func(a, b Topic) int {
		return cmp.Or(cmp.Compare(a.County, b.County), cmp.Compare(a.Indicator, b.Indicator), cmp.Compare(a.Subject, b.Subject))
	})
	return out
}

// All lists all events in order: an event comes after those it replaces and those its copy made before; the clock decides only between
// events that do not know of each other.
func (l *Ledger) All() []*Event {
	out := make([]*Event, 0, len(l.events))
	for _, e := range l.events {
		out = append(out, e)
	}
	l.sort(out)
	return out
}

// Backwards lists the events whose clock stood before that of an event they follow.
func (l *Ledger) Backwards() []*Event {
	var out []*Event
	for _, e := range l.All() {
		if l.place(e).at > instant(e.At) {
			out = append(out, e)
		}
	}
	return out
}

// Fork gives a ledger with the same events, to try something on.
func (l *Ledger) Fork() *Ledger {
	return l.judge(l.sound)
}

// sort puts events into the order of the ledger.
func (l *Ledger) sort(list []*Event) {
	l.order.Lock()
	defer l.order.Unlock()
	l.arrange()
	slices.SortFunc(list, func(a, b *Event) int {
		x, y := l.placed[a], l.placed[b]
		return cmp.Or(cmp.Compare(x.at, y.at), cmp.Compare(x.depth, y.depth), cmp.Compare(a.Copy, b.Copy), cmp.Compare(a.Seq, b.Seq), cmp.Compare(a.ID, b.ID))
	})
}

func (l *Ledger) place(e *Event) place {
	l.order.Lock()
	defer l.order.Unlock()
	l.arrange()
	return l.placed[e]
}

// append places an event that was added: at once where it is the last of its copy and all it follows is placed, so that an act made here
// does not have all others placed anew.
func (l *Ledger) append(e *Event) {
	l.order.Lock()
	defer l.order.Unlock()
	prev := l.last[e.Copy]
	if prev == nil || prev.Seq < e.Seq || prev.Seq == e.Seq && prev.ID < e.ID {
		l.last[e.Copy] = e
	} else {
		l.placed = nil
	}
	if l.placed == nil || l.awaited[e.ID] {
		l.placed = nil
		return
	}
	before := map[*Event]*Event{}
	if prev != nil && e.Copy != "" {
		before[e] = prev
	}
	l.settle(e, before)
}

// arrange places all events where they are not. Each follows what it replaces and the event before it of its own copy; whoever forges a circle of those gets
// an arbitrary order, always the same.
func (l *Ledger) arrange() {
	if l.placed != nil {
		return
	}
	l.placed, l.awaited = make(map[*Event]place, len(l.events)), map[string]bool{}
	all := make([]*Event, 0, len(l.events))
	for _, e := range l.events {
		all = append(all, e)
	}
	slices.SortFunc(all, func(a, b *Event) int {
		return cmp.Or(cmp.Compare(a.Copy, b.Copy), cmp.Compare(a.Seq, b.Seq), cmp.Compare(a.ID, b.ID))
	})
	before := make(map[*Event]*Event, len(all))
	for i := 1; i < len(all); i++ {
		if all[i].Copy == all[i-1].Copy && all[i].Copy != "" { // what no copy made, see joinMark, follows nothing
			before[all[i]] = all[i-1]
		}
	}
	for _, e := range all {
		l.settle(e, before)
	}
}

// settle places an event and all it follows, without recursion: a chain may be as long as the ledger.
func (l *Ledger) settle(first *Event, before map[*Event]*Event) {
	var open map[*Event]bool // made only where an event has to wait for another
	for stack := []*Event{first}; len(stack) > 0; {
		e := stack[len(stack)-1]
		if _, done := l.placed[e]; done {
			stack = stack[:len(stack)-1]
			continue
		}
		p, wait := place{at: instant(e.At)}, []*Event(nil)
		follow := func(other *Event) {
			known, ok := l.placed[other]
			if !ok && !open[other] {
				wait = append(wait, other)
			}
			p.at, p.depth = max(p.at, known.at), max(p.depth, known.depth+1)
		}
		for _, id := range e.Replaces {
			if other := l.events[id]; other != nil {
				follow(other)
			} else {
				l.awaited[id] = true
			}
		}
		if prev := before[e]; prev != nil {
			follow(prev)
		}
		if len(wait) == 0 {
			l.placed[e] = p
			stack = stack[:len(stack)-1]
			continue
		}
		if open == nil {
			open = map[*Event]bool{}
		}
		open[e], stack = true, append(stack, wait...)
	}
}

// stampShape is a time as programs write it: as text it is in order already.
const stampShape = "0000-00-00T00:00:00.000Z"

// instant is a time in one zone, so that times can be compared as text.
func instant(at string) string {
	if shaped(at) {
		return at
	}
	t, err := time.Parse(time.RFC3339, at)
	if err != nil {
		return at
	}
	return t.UTC().Format("2006-01-02T15:04:05.000Z")
}

func shaped(at string) bool {
	if len(at) != len(stampShape) {
		return false
	}
	for i := range len(at) {
		if digit := at[i] >= '0' && at[i] <= '9'; digit != (stampShape[i] == '0') || !digit && at[i] != stampShape[i] {
			return false
		}
	}
	return true
}

// looking keeps acts from being added to the ledger while a view looks at it, until what it returns is called: a window shows the steps of a
// cell while the next act is on its way to the disk.
func (v *View) looking() (done func()) {
	v.ledger.mu.RLock()
	return v.ledger.mu.RUnlock
}
