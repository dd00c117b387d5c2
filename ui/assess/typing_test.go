package assess

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"zicha/forms"
	"zicha/forms/dossier"
	"zicha/scoring"
)

// childEnv names the dossier a child process types into until it is killed.
const childEnv = "ZICHA_TYPE_INTO"

// While what stands in a field is refused, the value from before the edit holds, everybody is told, and the text is there after reopening.
func TestRefusedIsNeverHalfTaken(t *testing.T) {
	r := newRig(t)
	claim, date, figure := forms.AnswerPath("20.1", ""), forms.ProfilePath("date"), forms.AnswerPath("10.1", "departments")
	for _, c := range r.Values.Edition.Criteria() {
		for _, f := range c.Fields {
			if f.Kind == scoring.KindClaim && claim == forms.AnswerPath("20.1", "") {
				claim = forms.AnswerPath(c.ID, f.Key)
			}
		}
	}
	type key struct {
		at           forms.Path
		before, last string
	}
	for _, k := range []key{{claim, "", "95"}, {date, "2018-01-26", "2018-1-32"}, {figure, "12", "3万"}} {
		if k.before != "" {
			if err := r.Set(k.at, k.before); err != nil {
				t.Fatal(err)
			}
			r.settle()
		}
		for n := range []rune(k.last) {
			_ = r.Set(k.at, string([]rune(k.last)[:n+1]))
		}
		r.settle()
		if got := r.Values.Get(k.at); got != k.before || r.File.Dossier().Get(k.at) != k.before || r.Shown(k.at) != k.last {
			t.Errorf("%s: %q holds, the file has %q, shown %q", k.at, got, r.File.Dossier().Get(k.at), r.Shown(k.at))
		}
	}
	refused := func(problems []forms.Problem) (n int) {
		for _, p := range problems {
			if p.Code == "field_refused" && p.Severity == forms.Error && p.Where != "" {
				n++
			}
		}
		return n
	}
	if refused(r.Problems) != 3 {
		t.Errorf("problems: %v", r.Problems)
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	f, err := dossier.Open(r.path, dossier.Options{Editions: []*scoring.Edition{r.Values.Edition}})
	if err != nil {
		t.Fatal(err)
	}
	again := &rig{path: r.path, queue: make(chan func(), 10000)}
	again.Session = NewSession(f, false, func(fn func()) { again.queue <- fn })
	defer again.Close()
	if refused(again.Problems) != 3 || again.Shown(date) != "2018-1-32" || again.FoundWords() != "" {
		t.Errorf("reopened: %v, shows %q, %s", again.Problems, again.Shown(date), again.FoundWords())
	}
	for _, p := range []forms.Path{claim, date, figure} {
		if err := again.Set(p, ""); err != nil {
			t.Error(err)
		}
	}
	again.settle()
	if refused(again.Problems) != 0 || len(f.Dossier().Drafts()) != 0 {
		t.Errorf("cleared: %v, the file keeps %v", again.Problems, f.Dossier().Drafts())
	}
}

// A text is taken back pause by pause, a number as a whole.
func TestStepsOfAText(t *testing.T) {
	r := newRig(t)
	at := time.Date(2018, 1, 26, 10, 0, 0, 0, time.Local)
	r.Now = func() time.Time { return at }
	text, number := forms.NarrativePath("5"), forms.AnswerPath("5.3", "articles")
	for _, s := range []string{"甲", "甲乙", "甲乙丙"} {
		_ = r.Set(text, s)
		at = at.Add(1200 * time.Millisecond)
	}
	for _, s := range []string{"1", "15"} {
		_ = r.Set(number, s)
		at = at.Add(1200 * time.Millisecond)
	}
	r.settle()
	for _, want := range []string{"甲乙丙|", "甲乙|", "甲|", "|"} {
		r.Undo(func(_ string, err error) {
			if err != nil {
				t.Error(err)
			}
		})
		r.settle()
		if got := r.Values.Get(text) + "|" + r.Values.Get(number); got != want {
			t.Errorf("taken back to %q, want %q", got, want)
		}
	}
}

// A row comes into being with the edit of its first cell and goes with it in one step; nothing written leaves no row.
func TestRowIsOneStep(t *testing.T) {
	r := newRig(t)
	cell := forms.CellPath("10.1", forms.NewID(), "name")
	for _, s := range []string{"县", "县公", ""} {
		_ = r.Set(cell, s)
	}
	if r.settle(); len(r.Values.Rows("10.1")) != 0 || len(r.File.Dossier().Rows("10.1")) != 0 {
		t.Errorf("rows %v", r.Values.Rows("10.1"))
	}
	for _, s := range []string{"县", "县公安局"} {
		_ = r.Set(cell, s)
	}
	if r.settle(); len(r.File.Dossier().Rows("10.1")) != 1 || r.File.Dossier().Get(cell) != "县公安局" {
		t.Errorf("rows %v", r.File.Dossier().Rows("10.1"))
	}
	r.Undo(func(string, error) {})
	if r.settle(); len(r.File.Dossier().Rows("10.1")) != 0 {
		t.Errorf("taken back: %v", r.File.Dossier().Rows("10.1"))
	}
}

// typeUntilKilled types without a pause into a dossier, and writes down after each key how much of it the file holds.
func typeUntilKilled(path string) {
	f, err := dossier.Open(path, dossier.Options{})
	if err != nil {
		panic(err)
	}
	queue := make(chan func(), 10000)
	s := NewSession(f, false, func(fn func()) { queue <- fn })
	for n := 1; n < 2000; n++ {
		select {
		case fn := <-queue:
			fn()
		case <-time.After(10 * time.Millisecond):
		}
		_ = s.Set(forms.NarrativePath("5"), strings.Repeat("写", n))
		fmt.Println(utf8.RuneCountInString(f.Dossier().Drafts()[forms.NarrativePath("5")].Text))
	}
}

// Steady typing is kept without waiting for a pause. A process killed at it loses nothing the file has taken, and the next start says what
// it was at; nothing of that is a value yet.
func TestKilledWhileTyping(t *testing.T) {
	if path := os.Getenv(childEnv); path != "" {
		typeUntilKilled(path)
		os.Exit(0)
	}
	r := newRig(t)
	path, edition, story := r.path, r.Values.Edition, forms.NarrativePath("5")
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	child := exec.Command(os.Args[0], "-test.run=^TestKilledWhileTyping$")
	child.Env = append(os.Environ(), childEnv+"="+path)
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	acknowledged, times := 0, 0
	for lines := bufio.NewScanner(out); times < 2 && lines.Scan(); {
		if n, _ := strconv.Atoi(lines.Text()); n > acknowledged {
			acknowledged = n
			times++
		}
	}
	_ = child.Process.Kill()
	_ = child.Wait()
	f, err := dossier.Open(path, dossier.Options{Editions: []*scoring.Edition{edition}})
	if err != nil {
		t.Fatal(err)
	}
	s := NewSession(f, false, func(func()) {})
	defer s.Close()
	if kept := utf8.RuneCountInString(s.Shown(story)); times < 2 || kept < acknowledged || s.Values.Get(story) != "" ||
		!strings.Contains(s.FoundWords(), "第5项完成情况") {
		t.Errorf("%d characters kept of %d the file had taken, %d times; it says %q", kept, acknowledged, times, s.FoundWords())
	}
}
