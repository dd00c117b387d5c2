package review

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"zicha/forms"
	"zicha/forms/formtest"
	"zicha/forms/review"
	"zicha/scoring/soak"
	"zicha/ui/uitest"
)

// crashVariable tells a child process to review as the window does until it is killed, see uitest.Worker.
const crashVariable = "UI_REVIEW_CRASH_TEST"

// worker reviews through a session.
type worker struct {
	*Session
	*uitest.Worker
	taken review.Submission
}

// crashForever scores, takes back, sends back, takes in versions, copies and joins, and says whenever the window says 已保存 which event is the
// last one and how many there are.
func crashForever(order string) error {
	w, path, err := uitest.NewWorker(order, 4)
	if err != nil {
		return err
	}
	b, err := review.Open(path, review.Options{})
	if err != nil {
		return err
	}
	h := &worker{Worker: w}
	if h.Session, err = NewSession(b, w.Later); err != nil {
		return err
	}
	first, err := b.Submission(h.View.Unit("341621").Received)
	if err != nil {
		return err
	}
	h.taken, h.Me, h.OnSave = *first, bureau, h.say
	h.Forever(h.act, h.Wait)
	return nil
}

// say says what the head says.
func (h *worker) say() {
	words, _ := h.SaveState()
	if !h.Saved() || !strings.HasPrefix(words, "已保存") {
		return
	}
	events := h.Book.Events()
	h.Say(fmt.Sprint(len(events), " ", events[len(events)-1].ID))
}

// act does one thing at random; what is refused is told in the window and changes nothing.
func (h *worker) act() {
	me, why, no := h.Me, fmt.Sprintf("第%d次", h.N), 1+h.R.IntN(10)
	switch k := h.R.IntN(20); {
	case k < 8: // two scores are one act
		var list []review.Decision
		for _, no := range []int{5, 6} {
			list = append(list, review.Decision{County: "341621", Indicator: no, Stage: review.StageInitial, Score: fmt.Sprint(h.R.IntN(2), ".", 10+h.N%89), Reason: why})
		}
		h.Decide(list, nil)
	case k < 10:
		h.Act(func(b *review.Book) error { return b.Withdraw(me, "341621", no, why) }, nil)
	case k < 12:
		h.Act(func(b *review.Book) error { return b.Return(me, "341621", no, why) }, nil)
	case k < 15:
		s := h.taken
		s.Version, s.Values = h.N, map[string]string{}
		for p, v := range h.taken.Values {
			s.Values[p] = v
		}
		s.Values[string(forms.NarrativePath("5"))] = why
		h.Act(func(b *review.Book) error {
			_, err := b.Receive(me, review.Incoming{Submission: s, File: "a.xlsx"})
			return err
		}, nil)
	case k < 17:
		h.Act(func(b *review.Book) error { _, err := b.Undo(me); return err }, nil)
	case k == 17:
		h.Act(func(b *review.Book) error { return h.joined(b, me, why) }, nil)
	}
}

// joined makes a copy, scores in it, and joins it.
func (h *worker) joined(b *review.Book, me review.Person, why string) error {
	path := filepath.Join(filepath.Dir(b.Path()), "副本-"+why+Ext)
	if _, err := b.CopyTo(context.Background(), me, path); err != nil {
		return err
	}
	other, err := review.Open(path, review.Options{})
	if err != nil {
		return err
	}
	defer other.Close()
	if err := other.Decide(me, review.Decision{County: "341621", Indicator: 7, Stage: review.StageInitial, Score: "1", Reason: why}); err != nil {
		return err
	}
	plan, err := b.PlanJoin(other)
	if err != nil {
		return err
	}
	return b.Join(me, plan)
}

// The program dies at any moment while somebody reviews in the window: every event that was there when the head said 已保存 is there, both
// scores of an act or none, each version's content, and the copies are whole or not there; nothing is in the way of the next start.
func TestWindowKilledAtAnyMoment(t *testing.T) {
	saved := 0
	soak.Killing{Variable: crashVariable, Seed: 3, Begin: func() string { return crashBook(t) }, Look: func(path string, said []string) {
		saved += len(said)
		kept(t, path, said)
	}, Counted: func() string { return fmt.Sprintf("%d times saved", saved) }}.Run(t)
	if saved == 0 {
		t.Error("nothing was tested")
	}
}

// crashBook makes a book into which a version was handed in.
func crashBook(t *testing.T) string {
	t.Helper()
	b, err := review.Create(filepath.Join(t.TempDir(), "a.huizong"), formtest.Edition(t))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.Receive(bureau, version(t, "341621", 1)); err != nil {
		t.Fatal(err)
	}
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Path()
}

// kept holds what lies in a book's folder against what was said.
func kept(t *testing.T, path string, said []string) {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		at := filepath.Join(filepath.Dir(path), e.Name())
		if !strings.HasPrefix(e.Name(), "副本-") || strings.Contains(e.Name(), backupMark) || !strings.HasSuffix(at, Ext) {
			continue
		}
		sound(t, at, nil)
		_ = os.Remove(at)
	}
	sound(t, path, said)
	if entries, err = os.ReadDir(filepath.Dir(path)); err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if name := e.Name(); !strings.HasSuffix(name, Ext) || strings.Contains(name, "zicha-") {
			t.Errorf("%s is left in the way", name)
		}
	}
}

const backupMark = ".备份-"

// sound opens a book as the next start does.
func sound(t *testing.T, path string, said []string) {
	t.Helper()
	b, err := review.Open(path, review.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	if b.Warning() != nil {
		t.Error(b.Warning())
	}
	pairs := map[string][]int{}
	for _, e := range b.Events() {
		if e.Kind == review.Received {
			if _, err := b.Submission(e); err != nil {
				t.Error(err)
			}
		}
		if e.Kind == review.Initial && e.Indicator != 7 {
			pairs[e.Reason] = append(pairs[e.Reason], e.Indicator)
		}
	}
	for reason, list := range pairs {
		if slices.Sort(list); !slices.Equal(list, []int{5, 6}) {
			t.Errorf("of %s there is %v", reason, list)
		}
	}
	for _, line := range said {
		var n int
		var id string
		if _, err := fmt.Sscan(line, &n, &id); err != nil || b.Event(id) == nil || len(b.Events()) < n {
			t.Errorf("%s was saved, there are %d events", line, len(b.Events()))
		}
	}
	if _, err := b.View(); err != nil {
		t.Error(err)
	}
}
