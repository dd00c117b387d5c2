package work_test

import (
	"maps"
	"math/rand"
	"strings"
	"testing"

	"zicha/forms"
	"zicha/forms/formtest"
)

// step is something under way in the model: an edit, or a step back or forth.
type step struct {
	kind    string // "typed", "do", "undo", "redo"
	changes []forms.Change
	known   int // of a step back or forth: the losses heard of when it was asked for
}

// outcome is what the disk has done and the window has not heard of.
type outcome struct {
	made       []forms.Change
	over, lost bool // the step is over, or was given up
}

// model says the plain way what must be on the screen and on the disk.
type model struct {
	disk, base *paper
	undo, redo [][]forms.Change
	pending    []step // the window has not heard the end of
	outcomes   []outcome
	open       *forms.Change
	wrong      map[forms.Path]bool // what stands in the field is refused
	trouble    bool
	given      int // steps the disk has given up
	heardOf    int // how many of them the window knows of
	lost       int // losses the window tells
}

// under is the screen without what is being typed.
func (m *model) under() *paper {
	v := m.base.Clone()
	for _, s := range m.pending {
		if s.kind == "do" || s.kind == "typed" && v.Has(s.changes[0].Path) {
			v.Apply(s.changes...)
		}
	}
	return v
}

func (m *model) screen() *paper {
	v := m.under()
	if m.open != nil && !m.wrong[m.open.Path] {
		v.Apply(*m.open)
	}
	return v
}

func (m *model) set(at forms.Path, text string) {
	if m.open != nil && m.open.Path != at {
		m.flush()
	}
	if m.open == nil && !m.wrong[at] && m.screen().Get(at) == text {
		return
	}
	m.open, m.wrong[at] = &forms.Change{Path: at, New: text}, text == "?"
}

func (m *model) flush() {
	c := m.open
	m.open = nil
	if c == nil || m.wrong[c.Path] {
		return
	}
	if c.Old = m.under().Get(c.Path); c.Old != c.New {
		m.pending = append(m.pending, step{kind: "typed", changes: []forms.Change{*c}})
	}
}

func (m *model) do(changes []forms.Change) {
	m.flush()
	m.pending = append(m.pending, step{kind: "do", changes: changes})
}

func (m *model) move(kind string) {
	if kind == "undo" && m.open != nil && m.wrong[m.open.Path] {
		m.wrong[m.open.Path], m.open = false, nil
		return
	}
	m.flush()
	m.pending = append(m.pending, step{kind: kind, known: m.heardOf})
}

// next is the step the disk is at, nil for none.
func (m *model) next() *step {
	n := 0
	for _, o := range m.outcomes {
		if o.over {
			n++
		}
	}
	if n == len(m.pending) {
		return nil
	}
	return &m.pending[n]
}

// turn has the disk work on the step it is at, unless a fault keeps it from that, and reports whether the file was asked at all.
func (m *model) turn(fault error) (asked bool) {
	s := m.next()
	o := outcome{over: true}
	switch asked = true; s.kind {
	case "typed":
		c := s.changes[0]
		c.Old = m.disk.Get(c.Path)
		o.lost = !m.disk.Has(c.Path)
		if asked = !o.lost && c.Old != c.New; asked {
			o = m.commit([]forms.Change{c}, fault)
		}
	case "do":
		o = m.commit(s.changes, fault)
	default:
		if asked = m.given == s.known; asked {
			o = m.step(s, fault)
		}
	}
	if o.lost {
		m.given++
	}
	m.outcomes = append(m.outcomes, o)
	return asked
}

func (m *model) commit(changes []forms.Change, fault error) outcome {
	if fault == errFull {
		return outcome{}
	}
	for _, c := range changes {
		if fault != nil || m.disk.Get(c.Path) != c.Old {
			return outcome{over: true, lost: true}
		}
	}
	m.disk.Apply(changes...)
	m.undo, m.redo = append(m.undo, changes), nil
	return outcome{made: changes, over: true}
}

func (m *model) step(s *step, fault error) outcome {
	from, to := &m.undo, &m.redo
	if s.kind == "redo" {
		from, to = to, from
	}
	if fault != nil || len(*from) == 0 {
		return outcome{over: true}
	}
	changes := (*from)[len(*from)-1]
	*from, *to = (*from)[:len(*from)-1], append(*to, changes)
	if s.kind == "undo" {
		changes = formtest.Inverse(changes)
	}
	m.disk.Apply(changes...)
	return outcome{made: changes, over: true}
}

// hear tells the window of the first outcome.
func (m *model) hear() {
	o := m.outcomes[0]
	m.outcomes = m.outcomes[1:]
	if !o.over {
		m.trouble = true
		return
	}
	if kind := m.pending[0].kind; kind == "typed" || kind == "do" {
		m.trouble = false
	}
	m.pending = m.pending[1:]
	m.base.Apply(o.made...)
	if o.lost {
		m.lost++
		m.heardOf++
	}
	if m.open != nil && !m.under().Has(m.open.Path) {
		m.wrong[m.open.Path], m.open = false, nil
		m.lost++
	}
}

// play is a session and its model, driven alike.
type play struct {
	*desk
	m       *model
	r       *rand.Rand
	waiting []func()
	done    []string
}

// act does one thing at random.
func (p *play) act() {
	texts := []string{"", "甲", "乙", "丙", "?"}
	switch n := p.r.Intn(14); {
	case n < 4:
		at := []forms.Path{left, right, cell}[p.r.Intn(3)]
		if !p.m.screen().Has(at) {
			return
		}
		text := texts[p.r.Intn(len(texts))]
		p.say("type " + string(at) + " " + text)
		_ = p.Set(at, text)
		p.m.set(at, text)
	case n == 4:
		p.say("row")
		changes := p.row()
		p.Do("", changes)
		p.m.do(changes)
	case n == 5:
		p.say("undo")
		p.Undo(func(string, error) {})
		p.m.move("undo")
	case n == 6:
		p.say("redo")
		p.Redo(func(string, error) {})
		p.m.move("redo")
	case n == 7:
		p.say("leave the field")
		p.Flush()
		p.m.flush()
	case n < 11 && p.m.next() != nil:
		fault := []error{nil, nil, nil, errFull, errConflict}[p.r.Intn(5)]
		p.say("disk")
		if p.m.turn(fault) {
			p.waiting = append(p.waiting, p.turn(fault))
		} else {
			p.waiting = append(p.waiting, p.pass())
		}
	case len(p.waiting) > 0:
		p.say("hear")
		p.waiting[0]()
		p.waiting = p.waiting[1:]
		p.m.hear()
	}
}

func (p *play) say(what string) { p.done = append(p.done, what) }

// row is the change that adds the row where it is not on the screen, and takes it away where it is.
func (p *play) row() []forms.Change {
	v := p.m.screen()
	if !v.Has(cell) {
		return []forms.Change{{Path: mark, New: "1"}, {Path: cell, Old: v.Get(cell), New: "行"}}
	}
	return []forms.Change{{Path: mark, Old: "1"}, {Path: cell, Old: v.Get(cell)}}
}

func (p *play) check(t *testing.T) {
	t.Helper()
	text, troubled := p.SaveState()
	edits := p.m.open != nil
	for _, s := range p.m.pending {
		edits = edits || s.kind == "typed" || s.kind == "do"
	}
	switch {
	case !maps.Equal(p.Values.text, p.m.screen().text):
		t.Fatalf("the screen has %v, want %v, after\n%s", p.Values.text, p.m.screen().text, strings.Join(p.done, "\n"))
	case len(p.Lost()) != p.m.lost:
		t.Fatalf("lost %v, want %d, after\n%s", p.Lost(), p.m.lost, strings.Join(p.done, "\n"))
	case troubled != (p.m.lost > 0 || p.m.trouble), p.Saved() != (!edits && !troubled), strings.HasPrefix(text, "已保存") != p.Saved():
		t.Fatalf("it says %q, saved %t, after\n%s", text, p.Saved(), strings.Join(p.done, "\n"))
	}
}

// Whatever is typed, taken back, refused by the disk and heard of late: the screen is what the disk is known to hold with what is under
// way laid over it, nothing the disk has acknowledged is lost, and every loss is told.
func TestScreenIsDiskAndQueue(t *testing.T) {
	runs := 2000
	if testing.Short() {
		runs = 200
	}
	for seed := range runs {
		p := &play{desk: newDesk(), r: rand.New(rand.NewSource(int64(seed)))}
		p.m = &model{disk: p.disk.holds.Clone(), base: p.disk.holds.Clone(), wrong: map[forms.Path]bool{}}
		for range 60 {
			p.act()
			p.check(t)
		}
		p.m.flush()
		for p.m.next() != nil {
			p.m.turn(nil)
		}
		err := p.close()
		for len(p.m.outcomes) > 0 {
			p.m.hear()
		}
		if !maps.Equal(p.disk.holds.text, p.m.disk.text) || (err != nil) != (p.m.lost > 0) {
			t.Fatalf("seed %d: the disk has %v, want %v; closing tells %v, lost %d", seed, p.disk.holds.text, p.m.disk.text, err, p.m.lost)
		}
		if !p.disk.closed {
			t.Fatal("the file stays open")
		}
	}
}
