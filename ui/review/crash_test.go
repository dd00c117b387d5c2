package review

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"zicha/forms"
	"zicha/forms/formtest"
	"zicha/forms/review"
	"zicha/scoring/soak"
)

// crashVariable tells a child process to review as the window does until it is killed: "book|seed".
const crashVariable = "UI_REVIEW_CRASH_TEST"

// worker reviews through a session, and says what the head of the window says is on the disk.
type worker struct {
	*Session
	r     *rand.Rand
	queue chan func()
	n     int
	said  string
	taken review.Submission
}

// crashForever scores, takes back, sends back, takes in versions, copies and joins, and says whenever the window says 已保存 which event is the
// last one and how many there are.
func crashForever(value string) error {
	path, seed, _ := strings.Cut(value, "|")
	n, err := strconv.Atoi(seed)
	if err != nil {
		return err
	}
	b, err := review.Open(path, review.Options{})
	if err != nil {
		return err
	}
	h := &worker{r: rand.New(rand.NewPCG(uint64(n), 4)), queue: make(chan func(), 100_000), n: n * 1000}
	if h.Session, err = NewSession(b, func(fn func()) { h.queue <- fn }); err != nil {
		return err
	}
	first, err := b.Submission(h.View.Unit("341621").Received)
	if err != nil {
		return err
	}
	h.taken, h.Me, h.OnSave = *first, bureau, h.say
	fmt.Println("begin")
	for {
		h.act()
		if h.r.IntN(2) == 0 {
			h.Wait()
		}
		for len(h.queue) > 0 {
			(<-h.queue)()
		}
	}
}

func (h *worker) say() {
	words, _ := h.SaveState()
	if !h.Saved() || !strings.HasPrefix(words, "已保存") {
		return
	}
	events := h.Book.Events()
	if line := fmt.Sprint(len(events), " ", events[len(events)-1].ID); line != h.said {
		fmt.Println(line)
		h.said = line
	}
}

// act does one thing at random; what is refused is told in the window and changes nothing.
func (h *worker) act() {
	h.n++
	me, why, no := h.Me, fmt.Sprintf("第%d次", h.n), 1+h.r.IntN(10)
	switch k := h.r.IntN(20); {
	case k < 8: // two scores are one act
		var list []review.Decision
		for _, no := range []int{5, 6} {
			list = append(list, review.Decision{County: "341621", Indicator: no, Stage: review.StageInitial, Score: fmt.Sprint(h.r.IntN(2), ".", 10+h.n%89), Reason: why})
		}
		h.Decide(list, nil)
	case k < 10:
		h.Act(func(b *review.Book) error { return b.Withdraw(me, "341621", no, why) }, nil)
	case k < 12:
		h.Act(func(b *review.Book) error { return b.Return(me, "341621", no, why) }, nil)
	case k < 15:
		s := h.taken
		s.Version, s.Values = h.n, map[string]string{}
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
	r := rand.New(rand.NewPCG(14, 3))
	path, saved := "", 0
	rounds := soak.Times(20, 10_000)
	for round := range rounds {
		if round%60 == 0 {
			path = crashBook(t)
		}
		said, _, err := soak.Child{Variable: crashVariable, Value: fmt.Sprintf("%s|%d", path, round+1)}.Kill(time.Duration(r.IntN(200_000)) * time.Microsecond)
		if err != nil {
			t.Fatal(err)
		}
		saved += len(said)
		kept(t, path, said)
		if t.Failed() {
			t.Fatalf("in round %d, after\n%s", round, strings.Join(said, "\n"))
		}
		if round%1000 == 999 {
			soak.Report(t, "%d kills; %d times saved", round+1, saved)
		}
	}
	if saved == 0 {
		t.Error("nothing was tested")
	}
	soak.Report(t, "%d kills; %d times saved", rounds, saved)
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
