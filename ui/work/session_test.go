package work_test

import (
	"errors"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"zicha/forms"
	"zicha/forms/formtest"
	"zicha/ui/work"
)

// paper is the simplest thing a session can work on: texts by path. "row/…" paths belong to a row that is there while "row/…/#" is.
type paper struct {
	text   map[forms.Path]string
	drafts map[forms.Path]forms.Draft
}

func (p *paper) Drafts() map[forms.Path]forms.Draft { return maps.Clone(p.drafts) }

func (p *paper) SetDrafts(drafts map[forms.Path]forms.Draft) { p.drafts = maps.Clone(drafts) }

func (p *paper) RowOf(forms.Path) []forms.Change { return nil }

func (p *paper) Prose(at forms.Path) bool { return at == left }

func (p *paper) Get(at forms.Path) string { return p.text[at] }

func (p *paper) Has(at forms.Path) bool {
	return at.Kind() != forms.KindRow || p.text[rowMark(at)] != ""
}

func rowMark(at forms.Path) forms.Path {
	return forms.CellPath(at.Parts().Criterion, at.Parts().ID, forms.OrderKey)
}

func (p *paper) Change(at forms.Path, text string) ([]forms.Change, error) {
	if text == "?" {
		return nil, errors.New("不能这样填")
	}
	if p.text[at] == text {
		return nil, nil
	}
	return []forms.Change{{Path: at, Old: p.text[at], New: text}}, nil
}

func (p *paper) Settled(changes []forms.Change) []forms.Change { return slices.Clone(changes) }

func (p *paper) Describe(changes []forms.Change) string {
	return string(changes[0].Path) + "→" + changes[0].New
}

func (p *paper) Apply(changes ...forms.Change) {
	for _, c := range changes {
		if p.text[c.Path] = c.New; c.New == "" {
			delete(p.text, c.Path)
		}
	}
}

func (p *paper) Clone() *paper { return &paper{maps.Clone(p.text), maps.Clone(p.drafts)} }

var errFull, errConflict = errors.New("磁盘空间不够"), errors.New("在别处已经改过")

// disk is a file on a disk that does what the test lets it do: every call waits for the test and fails where that says so.
type disk struct {
	holds      *paper
	undo, redo [][]forms.Change
	turn       chan error // what the next call is to fail with, nil for nothing
	closed     bool
	closing    error // what closing fails with
	mu         sync.Mutex
	kept       map[forms.Path]forms.Draft
	unkept     error // why it does not keep drafts
}

func (d *disk) Keep(drafts map[forms.Path]forms.Draft) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.unkept == nil {
		d.kept = drafts
	}
	return d.unkept
}

// keeps lets the disk keep drafts, or fail.
func (d *disk) keeps(err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.unkept = err
}

func (d *disk) drafts() map[forms.Path]forms.Draft {
	d.mu.Lock()
	defer d.mu.Unlock()
	return maps.Clone(d.kept)
}

func (d *disk) Commit(_ string, changes []forms.Change) error {
	if err := <-d.turn; err != nil {
		return err
	}
	for _, c := range changes {
		if d.holds.text[c.Path] != c.Old {
			return errConflict
		}
	}
	d.holds.Apply(changes...)
	d.undo, d.redo = append(d.undo, changes), nil
	return nil
}

func (d *disk) Undo() (string, []forms.Change, error) {
	if err := <-d.turn; err != nil || len(d.undo) == 0 {
		return "", nil, errors.Join(err, errors.New("没有可以撤销的"))
	}
	last := d.undo[len(d.undo)-1]
	d.undo, d.redo = d.undo[:len(d.undo)-1], append(d.redo, last)
	changes := formtest.Inverse(last)
	d.holds.Apply(changes...)
	return "一步", changes, nil
}

func (d *disk) Redo() (string, []forms.Change, error) {
	if err := <-d.turn; err != nil || len(d.redo) == 0 {
		return "", nil, errors.Join(err, errors.New("没有可以重做的"))
	}
	last := d.redo[len(d.redo)-1]
	d.redo, d.undo = d.redo[:len(d.redo)-1], append(d.undo, last)
	d.holds.Apply(last...)
	return "一步", last, nil
}

func (d *disk) Close() error { d.closed = true; return d.closing }

// desk is a session with its disk and the window's goroutine, which is the test.
type desk struct {
	*work.Session[*paper]
	disk  *disk
	queue chan func()
}

func newDesk() *desk { return newDeskWith(work.Pace{Draft: time.Hour, Retry: time.Nanosecond}) }

func newDeskWith(pace work.Pace) *desk { return newDeskOn(&paper{text: map[forms.Path]string{}}, pace) }

// newDeskOn opens a file that holds something.
func newDeskOn(holds *paper, pace work.Pace) *desk {
	d := &desk{disk: &disk{holds: holds, turn: make(chan error)}, queue: make(chan func(), 1000)}
	d.Session = work.NewSession(work.Office[*paper]{
		File: d.disk, Stored: func() *paper { return d.disk.holds.Clone() }, Final: func(*paper) bool { return false },
		Hopeless: func(err error) bool { return errors.Is(err, errConflict) }, Later: func(fn func()) { d.queue <- fn },
		Pace: pace,
	})
	return d
}

// turn lets the disk go on with the job that waits, failing where err says so, and gives what the window's goroutine is to do then.
func (d *desk) turn(err error) func() {
	d.disk.turn <- err
	return <-d.queue
}

// pass gives what the window's goroutine is to do after a job that needed no disk.
func (d *desk) pass() func() { return <-d.queue }

// close closes the session on a disk that works again.
func (d *desk) close() error {
	done := make(chan error)
	go func() { done <- d.Close() }()
	for {
		select {
		case d.disk.turn <- nil:
		case err := <-done:
			return err
		}
	}
}

const (
	left, right = forms.Path("remark/1"), forms.Path("remark/2")
	mark, cell  = forms.Path("row/5.3/r1/#"), forms.Path("row/5.3/r1/title")
)

// A step back is under way when more is typed; the first of it no longer fits what the file holds. What was typed after it stays, on
// the screen as on the disk, and the loss is told until it was seen.
func TestLossIsToldAndTakesNothingWithIt(t *testing.T) {
	d := newDesk()
	d.Do("加一行", []forms.Change{{Path: mark, New: "1"}, {Path: cell, New: "旧"}})
	d.turn(nil)()
	d.Undo(func(string, error) {})
	if err := d.Set(cell, "新"); err != nil { // of the row that is being taken away
		t.Fatal(err)
	}
	_ = d.Set(left, "后来写的")
	d.Flush()
	d.turn(nil)() // the step back
	d.pass()()    // the cell, which has no row now
	if got := d.Values.Get(left); got != "后来写的" {
		t.Errorf("what was typed afterwards shows %q", got)
	}
	if d.Values.Get(cell) != "" || len(d.Lost()) != 1 {
		t.Errorf("the cell shows %q, lost %v", d.Values.Get(cell), d.Lost())
	}
	d.turn(nil)() // the text
	if text, troubled := d.SaveState(); !troubled || !strings.HasPrefix(text, "未能保存：") || d.Saved() {
		t.Errorf("after the next success it says %q", text)
	}
	if err := d.close(); err == nil || !strings.Contains(err.Error(), "row/5.3/r1/title→新（它所在的行或材料已不存在）") {
		t.Errorf("closing tells %v", err)
	}
	if got := d.disk.holds.text; len(got) != 1 || got[left] != "后来写的" {
		t.Errorf("the disk has %v", got)
	}
}

// A step back meant for what could not be saved takes back nothing else.
func TestUndoOfWhatWasLost(t *testing.T) {
	d := newDesk()
	_ = d.Set(left, "甲")
	d.Flush()
	d.turn(nil)()
	d.Do("乙", []forms.Change{{Path: right, New: "乙"}})
	var told error
	d.Undo(func(_ string, err error) { told = err })
	d.turn(errConflict)()
	d.pass()()
	if told == nil || d.Values.Get(left) != "甲" || d.disk.holds.text[left] != "甲" {
		t.Errorf("told %v, shows %q, disk %v", told, d.Values.Get(left), d.disk.holds.text)
	}
	_ = d.close()
}

// A disk that is full for a while loses nothing, and says so only as long as it is.
func TestFullDiskForAWhile(t *testing.T) {
	d := newDesk()
	_ = d.Set(left, "甲")
	d.Flush()
	d.turn(errFull)()
	if text, troubled := d.SaveState(); !troubled || text != "未能保存：磁盘空间不够" {
		t.Errorf("it says %q", text)
	}
	d.turn(nil)()
	if text, troubled := d.SaveState(); troubled || !d.Saved() || d.disk.holds.text[left] != "甲" {
		t.Errorf("then it says %q, the disk has %v", text, d.disk.holds.text)
	}
	if err := d.close(); err != nil {
		t.Error(err)
	}
}
