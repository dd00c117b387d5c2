package assess

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"zicha/forms"
	"zicha/forms/dossier"
	"zicha/forms/formtest"
	"zicha/forms/intake"
	"zicha/forms/pack"
	"zicha/scoring/soak"
	"zicha/ui/uitest"
)

// crashVariable tells a child process to work on a dossier as the window does until it is killed, see uitest.Worker.
const crashVariable = "ASSESS_CRASH_TEST"

// worker works on a dossier through its session.
type worker struct {
	*Session
	*uitest.Worker
	dir string
}

// crashForever types, pauses, adds and takes away, attaches, takes steps back and forth, finalizes and reopens, and says whenever the window
// says 已保存 what is on the screen, and whenever it says 已暂存 what stands in the field.
func crashForever(order string) error {
	w, path, err := uitest.NewWorker(order, 3)
	if err != nil {
		return err
	}
	f, err := dossier.Open(path, dossier.Options{})
	if err != nil {
		return err
	}
	h := &worker{Session: NewSession(f, false, w.Later), Worker: w, dir: filepath.Dir(path)}
	h.OnSave = h.say
	h.Forever(h.act, h.Wait)
	return nil
}

// say says what the head says.
func (h *worker) say() {
	words, _ := h.SaveState()
	switch {
	case h.Saved() && strings.HasPrefix(words, "已保存"):
		h.Say("saved " + valuesHash(h.Values.Values()))
	case words == "已暂存":
		h.Say("kept " + string(crashField) + " " + h.Shown(crashField))
	}
}

// crashField is where a draft is kept before its field is left.
var crashField = forms.NarrativePath("5")

func valuesHash(values map[forms.Path]string) string {
	h := sha256.New()
	for _, p := range slices.Sorted(maps.Keys(values)) {
		fmt.Fprintf(h, "%s\x00%s\x00", p, values[p])
	}
	return hex.EncodeToString(h.Sum(nil)[:12])
}

// act does one thing at random.
func (h *worker) act() {
	text := fmt.Sprintf("第%d次", h.N)
	if h.Values.Final {
		h.Rework(func() error { _, _, err := pack.Reopen(h.File, text); return err }, func(error) {})
		h.settle()
		return
	}
	switch k := h.R.IntN(40); {
	case k < 12:
		_ = h.Set([]forms.Path{forms.NarrativePath("overall"), forms.RemarkPath(3), forms.AnswerPath("5.3", "articles")}[k%3], strings.Trim(text, "第次"))
		if k < 8 {
			h.Flush()
		}
	case k < 20: // a text, with pauses
		for i := range 1 + h.R.IntN(3) {
			_ = h.Set(crashField, text+strings.Repeat("字", i))
			h.Pause()
			h.Hear(h.Wait)
		}
	case k < 25:
		h.Do("加一行", h.Values.AddRows("5.3", map[string]string{"title": text}))
	case k == 25:
		if rows := h.Values.Rows("5.3"); len(rows) > 0 {
			h.Do("删一行", h.Values.RemoveRows("5.3", rows[0].ID))
		}
	case k < 30:
		h.attach(text)
	case k < 35:
		h.Undo(func(string, error) {})
	case k < 37:
		h.Redo(func(string, error) {})
	case k == 37:
		h.Rework(func() error { _, err := pack.Finalize(context.Background(), h.File, formtest.Today, nil); return err }, func(error) {})
		h.settle()
	}
}

// settle lets the disk come to an end.
func (h *worker) settle() {
	h.Flush()
	h.Wait()
	h.HearAll()
}

// attach adds a file of one or several chunks, whose title says what its bytes come from.
func (h *worker) attach(title string) {
	path := filepath.Join(h.dir, "输入-"+title+".bin")
	size := 5000
	if h.N%3 == 0 {
		size = 1_500_000
	}
	if os.WriteFile(path, []byte(strings.Repeat(title, size/len(title))), 0o600) != nil {
		return
	}
	var taken *intake.Taken
	h.Background(func() error {
		defer os.Remove(path)
		taken = intake.TakeIn(context.Background(), h.File, intake.Batch{Criterion: "5.1", Pieces: []intake.Piece{{Title: title, Paths: []string{path}}}}, nil)
		return nil
	}, func(error) { h.take(taken) })
}

// The program dies at any moment while somebody works in the window: what the head said was saved is in the file or in what its history
// says was there, in that order; what it said was kept stands in its field; no evidence is half; the file opens and its lock is free.
func TestWindowKilledAtAnyMoment(t *testing.T) {
	steps, saved, kept := 0, 0, 0
	soak.Killing{Variable: crashVariable, Seed: 2, Begin: func() string {
		path := crashDossier(t)
		steps = readBack(t, path).steps
		return path
	}, Look: func(path string, said []string) {
		s, k := acknowledged(t, path, steps, said)
		saved, kept = saved+s, kept+k
		steps = readBack(t, path).steps
	}, Counted: func() string { return fmt.Sprintf("%d times saved, %d times kept", saved, kept) }}.Run(t)
	if saved == 0 || kept == 0 {
		t.Errorf("%d times saved, %d times kept: nothing was tested", saved, kept)
	}
}

// crashDossier makes a dossier that can be finalized.
func crashDossier(t *testing.T) string {
	t.Helper()
	d := formtest.Perfect(t)
	values := forms.Begin(d.Edition, "341621", "")
	for p, v := range d.Values() {
		if !strings.HasPrefix(string(p), "evidence") {
			values[p] = v
		}
	}
	path := filepath.Join(t.TempDir(), "涡阳县.zicha")
	f, err := dossier.Create(path, d.Edition, values)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// held is what a dossier holds after a kill: how many steps, and the hashes of its states since a step, oldest first.
type held struct {
	steps  int
	states []string
	d      *forms.Dossier
}

// readBack opens a dossier as the next start does and looks at all of it.
func readBack(t *testing.T, path string) held { return readSince(t, path, -1) }

func readSince(t *testing.T, path string, steps int) held {
	t.Helper()
	f, err := dossier.Open(path, dossier.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if f.Warning() != nil {
		t.Error(f.Warning())
	}
	history, err := f.History(dossier.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	h := held{steps: len(history), d: f.Dossier()}
	if steps < 0 {
		return h
	}
	values := h.d.Values()
	h.states = []string{valuesHash(values)}
	for _, e := range history[:len(history)-steps] {
		for _, c := range slices.Backward(e.Changes) {
			if c.Path == "" {
				continue
			}
			if values[c.Path] = c.Old; c.Old == "" {
				delete(values, c.Path)
			}
		}
		h.states = append(h.states, valuesHash(values))
	}
	slices.Reverse(h.states)
	if bad, err := f.CheckFiles(t.Context(), nil); err != nil || len(bad) > 0 {
		t.Error("half evidence:", bad, err)
	}
	for _, e := range h.d.AllEvidence() {
		want := sha256.Sum256([]byte(strings.Repeat(e.Title, int(e.Files[0].Size)/len(e.Title))))
		if e.Files[0].SHA256 != hex.EncodeToString(want[:]) {
			t.Errorf("%s is %+v", e.Title, e.Files)
		}
	}
	for _, v := range f.Versions() {
		if data, err := f.VersionFile(v.Number, dossier.PaperWorkbook); err != nil || len(data) == 0 {
			t.Error(err)
		}
	}
	return h
}

// acknowledged holds a dossier against what was said since it had so many steps.
func acknowledged(t *testing.T, path string, steps int, said []string) (saved, kept int) {
	t.Helper()
	h := readSince(t, path, steps)
	at := 0
	for i, line := range said {
		what, rest, _ := strings.Cut(line, " ")
		if what == "saved" {
			saved++
			n := slices.Index(h.states[at:], rest)
			if n < 0 {
				t.Fatalf("%s was saved and is gone, of %d states since; after\n%s", rest, len(h.states), strings.Join(said, "\n"))
			}
			at += n
			continue
		}
		kept++
		field, text, _ := strings.Cut(rest, " ")
		p := forms.Path(field)
		if draft := h.d.Drafts()[p].Text; i == len(said)-1 && at == len(h.states)-1 && number(draft) < number(text) && number(h.d.Get(p)) < number(text) {
			t.Errorf("%s was kept; the field has %q and the draft is %q", text, h.d.Get(p), draft)
		}
	}
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if name := e.Name(); !strings.HasSuffix(name, ".zicha") && !strings.HasPrefix(name, "输入-") || strings.Contains(name, "zicha-") {
			t.Errorf("%s is left in the way", name)
		}
	}
	return saved, kept
}

// number is the number in a text that an act has typed.
func number(text string) int {
	n := 0
	_, _ = fmt.Sscanf(text, "第%d次", &n)
	return n
}
