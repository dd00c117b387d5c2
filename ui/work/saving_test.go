package work_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"zicha/forms"
	"zicha/ui/work"
)

// What cannot be taken stays as it was typed, with the reason, and the last good value stands; a good one, a step back over it or
// forgetting it ends that.
func TestRefusalStaysUntilMended(t *testing.T) {
	d := newDesk()
	_ = d.Set(left, "甲")
	d.Flush()
	d.turn(nil)()
	refuse := func() {
		t.Helper()
		if err := d.Set(left, "?"); err == nil || err.Error() != "不能这样填" {
			t.Errorf("told %v", err)
		}
		if r, ok := d.Refused(left); !ok || r.Typed != "?" || r.Reason != "不能这样填" || d.Shown(left) != "?" || d.Values.Get(left) != "甲" {
			t.Errorf("refused %v, shown %q, the value is %q", r, d.Shown(left), d.Values.Get(left))
		}
	}
	mended := func(how, want string) {
		t.Helper()
		if r, ok := d.Refused(left); ok || d.Shown(left) != want {
			t.Errorf("%s: still refused %v, shown %q", how, r, d.Shown(left))
		}
	}
	refuse()
	if err := d.Set(left, "甲"); err != nil {
		t.Error(err)
	}
	mended("typed as it was", "甲")
	refuse()
	d.Forget(left)
	mended("forgotten", "甲")
	refuse()
	words := ""
	d.Undo(func(said string, _ error) { words = said })
	mended("taken back", "甲")
	if words != "“?”（没有采用）" {
		t.Errorf("told %q", words)
	}
	refuse()
	d.Flush()
	d.Undo(func(string, error) {})
	d.turn(nil)()
	if r, ok := d.Refused(left); !ok || d.Shown(left) != "?" || d.Values.Get(left) != "" {
		t.Errorf("a step before it taken back: refused %v, shown %q", r, d.Shown(left))
	}
	d.Wait()
	if got := d.disk.drafts()[left].Text; got != "?" {
		t.Errorf("a step before it taken back: the disk has %q", got)
	}
	if err := d.close(); err != nil {
		t.Error(err)
	}
}

// A file open for reading or finalized takes nothing.
func TestLockedTakesNothing(t *testing.T) {
	for name, c := range map[string]struct {
		readOnly, final bool
		state           string
	}{"read-only": {true, false, "只读"}, "finalized": {false, true, "已保存"}} {
		disk := &disk{holds: &paper{text: map[forms.Path]string{left: "甲"}}, turn: make(chan error)}
		s := work.NewSession(work.Office[*paper]{
			File: disk, Stored: func() *paper { return disk.holds.Clone() }, ReadOnly: c.readOnly, Final: func(*paper) bool { return c.final },
			Later: func(fn func()) { fn() },
		})
		err := s.Set(left, "乙")
		s.Do("加一行", []forms.Change{{Path: right, New: "丙"}})
		if text, troubled := s.SaveState(); err != nil || s.Values.Get(left) != "甲" || s.Values.Get(right) != "" || text != c.state || troubled {
			t.Errorf("%s: %v, holds %v, says %q", name, err, s.Values.text, text)
		}
		if !s.Locked() || s.ReadOnly() != c.readOnly {
			t.Errorf("%s: locked %v, read-only %v", name, s.Locked(), s.ReadOnly())
		}
		if err := s.Close(); err != nil || !disk.closed {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// The words about saving, from the first key to the disk's answer; what follows from the values is worked out before the screen is
// brought in line, and the screen hears of every step.
func TestWordsAboutSaving(t *testing.T) {
	d := newDesk()
	var log []string
	d.Derive = func() { log = append(log, "derived "+d.Values.Get(left)) }
	d.OnChange = func() { log = append(log, "changed") }
	d.OnSave = func() { text, _ := d.SaveState(); log = append(log, text) }
	d.Now = func() time.Time { return time.Date(2018, 1, 26, 15, 4, 0, 0, time.Local) }
	heard := func(what, want string) {
		t.Helper()
		if got := strings.Join(log, ", "); got != want {
			t.Errorf("%s: %s, want %s", what, got, want)
		}
		log = nil
	}
	if text, troubled := d.SaveState(); text != "已保存" || troubled || !d.Saved() {
		t.Errorf("just opened it says %q", text)
	}
	_ = d.Set(left, "甲")
	heard("typed", "derived 甲, changed, 正在保存…")
	_ = d.Set(left, "甲")
	heard("typed as it is", "")
	d.Flush()
	heard("left", "正在保存…, 正在保存…")
	if d.Saved() {
		t.Error("saved before the disk has it")
	}
	d.turn(nil)()
	heard("stored", "已保存 15:04")
	d.Flush()
	heard("left with nothing typed", "")
	d.Do("加一行", nil)
	heard("nothing done", "")
	_ = d.Set(left, "乙")
	d.Do("另一步", []forms.Change{{Path: right, New: "丙"}})
	heard("done while typing", "derived 乙, changed, 正在保存…, 正在保存…, 正在保存…, 正在保存…, derived 乙, changed")
	d.turn(nil)()
	heard("the first stored", "正在保存…")
	d.turn(errFull)()
	heard("the disk is full", "未能保存：磁盘空间不够")
	d.turn(nil)()
	d.Undo(func(string, error) { log = append(log, "told") })
	d.turn(nil)()
	heard("taken back", "已保存 15:04, derived 乙, changed, 已保存 15:04, told")
	if err := d.close(); err != nil {
		t.Error(err)
	}
}

// What is typed reaches the disk by itself as a draft, and no pause makes it a value.
func TestDraftAfterAWhile(t *testing.T) {
	d := newDeskWith(work.Pace{Draft: time.Millisecond, Retry: time.Hour})
	_ = d.Set(left, "甲")
	d.pass()() // the timer
	d.pass()() // the disk
	if text, _ := d.SaveState(); len(d.disk.holds.text) != 0 || d.disk.drafts()[left].Text != "甲" || text != "已暂存" || d.Saved() {
		t.Errorf("the disk has %v, drafts %v, it says %q", d.disk.holds.text, d.disk.drafts(), text)
	}
	if err := d.close(); err != nil {
		t.Error(err)
	}
}

// Work on the file meets there what is being typed at the time.
func TestWorkMeetsWhatIsTyped(t *testing.T) {
	d := newDesk()
	_ = d.Set(left, "甲")
	met := ""
	d.Background(func() error { met = d.disk.holds.text[left]; return nil }, func(error) {})
	d.turn(nil)()
	if d.pass()(); met != "甲" {
		t.Errorf("it meets %q", met)
	}
	if err := d.close(); err != nil {
		t.Error(err)
	}
}

// As many steps as were made are taken back, and made again, in order; typing in between ends the way forth.
func TestUndoDepth(t *testing.T) {
	d := newDesk()
	for _, text := range []string{"甲", "乙", "丙", "丁", "戊"} {
		_ = d.Set(left, text)
		d.Flush()
		d.turn(nil)()
	}
	var fault error
	move := func(step func(func(string, error)), want string, possible bool) {
		t.Helper()
		step(func(words string, err error) {
			if fault = err; err == nil && words != "一步" {
				t.Errorf("told %q", words)
			}
		})
		d.turn(nil)()
		if d.Values.Get(left) != want || d.disk.holds.text[left] != want || (fault == nil) != possible {
			t.Errorf("shows %q, the disk has %q, want %q; %v", d.Values.Get(left), d.disk.holds.text[left], want, fault)
		}
	}
	for _, want := range []string{"丁", "丙", "乙", "甲", ""} {
		move(d.Undo, want, true)
	}
	move(d.Undo, "", false)
	for _, want := range []string{"甲", "乙", "丙"} {
		move(d.Redo, want, true)
	}
	_ = d.Set(left, "己")
	d.Flush()
	d.turn(nil)()
	move(d.Redo, "己", false)
	move(d.Undo, "丙", true)
	if err := d.close(); err != nil {
		t.Error(err)
	}
}

// Work that changes the file by other ways is seen when it is done, with what was typed meanwhile laid over it; what it ends with is told.
func TestRework(t *testing.T) {
	d := newDesk()
	_ = d.Set(left, "甲")
	var log []string
	d.Derive, d.OnChange, d.OnSave = func() { log = append(log, "derived") }, func() { log = append(log, "changed") }, func() { log = append(log, "saved?") }
	var told error
	d.Rework(func() error { d.disk.holds.text[right] = "别处改的"; return errFull }, func(err error) { told = err; log = append(log, "done") })
	d.turn(nil)() // what was being typed was saved first
	_ = d.Set(left, "乙")
	log = nil
	d.pass()()
	if d.Values.Get(left) != "乙" || d.Values.Get(right) != "别处改的" || d.disk.holds.text[left] != "甲" || !errors.Is(told, errFull) {
		t.Errorf("shows %v, the disk has %v, told %v", d.Values.text, d.disk.holds.text, told)
	}
	if got := strings.Join(log, " "); got != "derived changed saved? done" {
		t.Errorf("then %s", got)
	}
	if err := d.close(); err != nil || d.disk.holds.text[left] != "乙" {
		t.Errorf("%v, the disk has %v", err, d.disk.holds.text)
	}
}

// Closing on a disk that stays full tries once more and then names every step that was not saved, with the reason.
func TestClosingNamesWhatIsNotSaved(t *testing.T) {
	d := newDeskWith(work.Pace{Draft: time.Hour, Retry: time.Hour})
	d.Do("加一行", []forms.Change{{Path: left, New: "甲"}})
	d.turn(errConflict)()
	_ = d.Set(right, "乙")
	d.disk.closing = errors.New("关闭时出错") // of less weight than what is lost
	done := make(chan error)
	go func() { done <- d.Close() }()
	var err error
	for open := true; open; {
		select {
		case d.disk.turn <- errFull:
		case err = <-done:
			open = false
		}
	}
	if want := "有2处没有保存：\n加一行（在别处已经改过）\nremark/2→乙（磁盘空间不够）"; err == nil || err.Error() != want {
		t.Errorf("told %q, want %q", err, want)
	}
	d = newDesk()
	d.disk.closing = errFull
	if err := d.close(); !errors.Is(err, errFull) {
		t.Errorf("the file's own fault: %v", err)
	}
}
