package work_test

import (
	"strings"
	"testing"
	"time"

	"zicha/forms"
	"zicha/ui/work"
)

// A save of what is typed and not taken that fails is told like any other, tried again, and told by closing where it never came to be.
func TestDraftThatIsNotKept(t *testing.T) {
	for _, text := range []string{"?", "甲"} { // refused and left; still being typed
		d := newDeskWith(work.Pace{Draft: time.Nanosecond, Retry: time.Nanosecond})
		d.disk.keeps(errFull)
		_ = d.Set(left, text)
		if text == "?" {
			d.Flush()
		}
		for {
			if d.pass()(); !d.Saved() {
				if words, troubled := d.SaveState(); troubled && words == "未能保存：磁盘空间不够" {
					break
				}
			}
		}
		d.disk.keeps(nil)
		for troubled := true; troubled; _, troubled = d.SaveState() {
			d.pass()()
		}
		if got := d.disk.drafts()[left].Text; got != text {
			t.Errorf("the disk has %q, want %q", got, text)
		}
		if err := d.close(); err != nil {
			t.Error(err)
		}
	}
	d := newDeskWith(work.Pace{Draft: time.Hour, Retry: time.Hour})
	d.disk.keeps(errFull)
	_ = d.Set(left, "?")
	d.Flush()
	d.pass()()
	if err := d.close(); err == nil || !strings.Contains(err.Error(), "没有采用的填写（磁盘空间不够）") {
		t.Errorf("closing tells %v", err)
	}
}

// What a paste could not take stands in its cells, goes with the step and comes back with it; a cell mended is no longer listed.
func TestPastedTextsAreOneStep(t *testing.T) {
	d := newDesk()
	rows := []forms.Change{{Path: mark, New: "1"}, {Path: cell, New: "甲"}}
	other := forms.Path("row/5.3/r1/date")
	d.Paste("粘贴台账", rows, map[forms.Path]string{other: "?"})
	d.turn(nil)()
	shown := func(how, want string, refused bool) {
		t.Helper()
		if _, is := d.Refused(other); d.Shown(other) != want || is != refused {
			t.Errorf("%s: %q, refused %v", how, d.Shown(other), is)
		}
	}
	shown("pasted", "?", true)
	d.Undo(func(string, error) {})
	d.turn(nil)()
	shown("taken back", "", false)
	d.Redo(func(string, error) {})
	d.turn(nil)()
	shown("done again", "?", true)
	d.Do("删去一行", []forms.Change{{Path: mark, Old: "1"}, {Path: cell, Old: "甲"}})
	d.turn(nil)()
	shown("the row removed", "", false)
	d.Wait()
	if got := d.disk.drafts(); len(got) != 0 {
		t.Errorf("the row removed, the disk has %v", got)
	}
	d.Undo(func(string, error) {})
	d.turn(nil)()
	shown("the row back", "?", true)
	d.Wait()
	if got := d.disk.drafts()[other].Text; got != "?" {
		t.Errorf("the disk has %q", got)
	}
	if err := d.Set(other, "好"); err != nil {
		t.Error(err)
	}
	shown("mended", "好", false)
	if err := d.close(); err != nil {
		t.Error(err)
	}
}

// What was being typed when the program was cut off waits: leaving other fields does not take it, only its own does.
func TestRecoveredTextWaits(t *testing.T) {
	at := time.Date(2018, 1, 26, 9, 0, 0, 0, time.UTC)
	held := &paper{text: map[forms.Path]string{left: "旧", right: "同"}, drafts: map[forms.Path]forms.Draft{
		left: {Text: "新", At: at}, right: {Text: "同", At: at}, "remark/3": {Text: "?", At: at.Add(time.Minute)},
	}}
	d := newDeskOn(held, work.Pace{Draft: time.Hour, Retry: time.Hour})
	if found := d.Found(); len(found) != 2 || found[0].Path != left || !found[0].Taken || found[1].Path != "remark/3" || found[1].Taken {
		t.Errorf("found %v", found)
	}
	_ = d.Set("remark/9", "别的")
	d.Flush()
	d.turn(nil)()
	if r, ok := d.Refused(left); !ok || !r.Waits || d.Values.Get(left) != "旧" || d.Shown(left) != "新" || len(d.Values.Drafts()) != 2 {
		t.Errorf("it holds %q, shows %q, %v", d.Values.Get(left), d.Shown(left), d.Values.Drafts())
	}
	d.Accept(right)
	d.Accept("remark/3") // which cannot be taken
	d.Accept(left)
	d.turn(nil)()
	if _, ok := d.Refused(left); ok || d.Values.Get(left) != "新" || d.disk.holds.text[left] != "新" {
		t.Errorf("taken, it holds %q", d.Values.Get(left))
	}
	if err := d.close(); err != nil {
		t.Error(err)
	}
}

// What is typed is on the disk within two seconds; see TestDraftAfterAWhile for its not waiting for a pause.
func TestPaceForPeople(t *testing.T) {
	d := newDeskWith(work.Pace{})
	if pace := d.Pace().Draft; pace <= 0 || pace > 2*time.Second {
		t.Errorf("drafts after %v", pace)
	}
	_ = d.close()
}

// A key works everything out once and asks nothing of the disk.
func TestAKeyIsWorkedOutOnce(t *testing.T) {
	d := newDesk()
	derived, shown := 0, 0
	d.Derive, d.OnChange = func() { derived++ }, func() { shown++ }
	for n, text := range []string{"甲", "甲乙", "?", "甲"} {
		if _ = d.Set(left, text); derived != n+1 || shown != n+1 {
			t.Errorf("after %q worked out %d times, shown %d times", text, derived, shown)
		}
	}
	if len(d.queue) != 0 || len(d.disk.drafts()) != 0 {
		t.Errorf("%d things to hear of, drafts %v", len(d.queue), d.disk.drafts())
	}
	if err := d.close(); err != nil {
		t.Error(err)
	}
}
