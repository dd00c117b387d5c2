package main

import (
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
	"zicha/forms/dossier"
	"zicha/forms/editions"
	"zicha/forms/review"
	"zicha/scoring"
	"zicha/scoring/soak"
)

// The machine dies at any moment of the work of both offices: dossier and book open, everything is sound, every act that was acknowledged
// is there, no evidence is half, what was exported is whole or not there under its name, and the next start is not hindered and tidies.
func TestKilledAtAnyMoment(t *testing.T) {
	w := newWitness(t)
	rounds, generation := soak.Times(20, 10_000), soak.Times(10, 80) // then dossier and book have grown long enough
	for round := range rounds {
		if round%generation == 0 {
			w.begin(round/generation%2 == 0)
		}
		w.kill(round)
		if t.Failed() {
			t.Fatalf("in round %d", round)
		}
		if round%1000 == 999 {
			w.report(round + 1)
		}
	}
	w.report(rounds)
}

// witness remembers what was acknowledged.
type witness struct {
	t        *testing.T
	r        *rand.Rand
	home     string // where the folders of all generations lie
	editions []*scoring.Edition
	c        crashed
	n        int                     // the number of the next act
	took     [actCount]time.Duration // how long an act takes, about
	cut      [actCount]int           // how many were cut off
	acts     [actCount]int           // how many were acknowledged
	said     [actCount]map[int]int   // and which, with the version exported last, since the beginning
	sound    map[string]os.FileInfo  // exported files seen to be whole
	tidied   int                     // files left by kills
	killed   string                  // the process number of the child killed last
}

func newWitness(t *testing.T) *witness {
	t.Helper()
	all, err := editions.All()
	if err != nil {
		t.Fatal(err)
	}
	return &witness{t: t, r: rand.New(rand.NewPCG(14, 1)), editions: all, home: t.TempDir()}
}

// report says what was done so far.
func (w *witness) report(rounds int) {
	soak.Report(w.t, "%d kills; cut off, by act: %v; acknowledged: %v; passing files left for the next start: %d", rounds, w.cut, w.acts, w.tidied)
}

// begin starts anew: a finalized version is handed in, scored, and copied; then it is still final, or reopened.
func (w *witness) begin(final bool) {
	w.n, w.sound = w.n+1, map[string]os.FileInfo{}
	w.c = crashed(filepath.Join(w.home, mark(w.n)))
	for act := range actCount {
		w.said[act] = map[int]int{}
	}
	for _, dir := range []string{string(w.c), w.c.out(), w.c.temp()} {
		if err := os.Mkdir(dir, 0o700); err != nil {
			w.t.Fatal(err)
		}
	}
	w.t.Setenv("TMPDIR", w.c.temp())
	did(w.t, "new", w.c.dossier(), "--county", "341621")
	did(w.t, "fill", w.c.dossier(), "../../forms/formtest/perfect.json")
	did(w.t, "review", "new", w.c.book())
	for act := range actCount {
		if final && act == actReopen {
			break
		}
		began := time.Now()
		if err := w.c.act(act, w.n); err != nil {
			w.t.Fatal(err)
		}
		if w.took[act] == 0 {
			w.took[act] = time.Since(began)
		}
		w.said[act][w.n] = 1
		w.n++
	}
}

// kill has a child act for a while, kills it, and looks at what is left.
func (w *witness) kill(round int) {
	act := w.next(round)
	after := time.Duration(w.r.Float64() * 1.4 * float64(w.took[act]))
	last, began := time.Now(), false
	child := soak.Child{
		Variable: crashVariable, Value: fmt.Sprintf("%s|%d|%d", w.c, act, w.n), Env: []string{"TMPDIR=" + w.c.temp(), "XDG_CACHE_HOME=" + w.c.at("cache")},
		Said: func(string) {
			if took := time.Since(last); began {
				w.took[act] += (took - w.took[act]) / 4
				act = (act + 1) % actCount
			}
			last, began = time.Now(), true
		},
	}
	said, pid, err := child.Kill(after)
	if err != nil {
		w.t.Fatal(err)
	}
	for _, line := range said {
		var act, n, version int
		if _, err := fmt.Sscan(line, &act, &n, &version); err != nil {
			w.t.Fatal(line)
		}
		w.acts[act]++
		w.said[act][n] = version
	}
	if len(said) == 0 { // it may take longer than thought; only acts that were quick are seen to end
		w.took[act] += w.took[act] / 20
	}
	w.n += len(said) + 1
	w.cut[act]++
	w.killed = strconv.Itoa(pid)
	w.look(said)
}

// next is an act that may come first in the state the last kill has left; each has its turn.
func (w *witness) next(round int) int {
	f := w.open()
	final, exported := f.Dossier().Final, f.Dossier().Version
	_ = f.Close()
	from, to := actFill, actFinalize
	if final {
		from, to = actExport, actReopen
		if _, version := w.c.newest(); version != exported {
			to = actExport // the others hand this version in
		}
	}
	act := from + round%(to-from+1)
	if _, err := os.Stat(w.c.other()); err != nil && (act == actOther || act == actJoin) {
		act = actCopy
	}
	return act
}

// open opens the dossier to work on, as the next start does.
func (w *witness) open() *dossier.File {
	f, err := dossier.Open(w.c.dossier(), dossier.Options{Editions: w.editions})
	if err != nil {
		w.t.Fatal(err)
	}
	if f.Warning() != nil {
		w.t.Error(f.Warning())
	}
	return f
}

// look holds what is there against what was acknowledged.
func (w *witness) look(said []string) {
	if len(said) > 0 {
		w.leftovers()
	}
	f := w.open()
	w.county(f)
	if err := f.Close(); err != nil {
		w.t.Error(err)
	}
	for path, acts := range map[string][]int{w.c.book(): {actDecide, actJoin}, w.c.other(): {}} {
		if _, err := os.Stat(path); err != nil && path == w.c.other() {
			continue // not yet under its name
		}
		b, err := review.Open(path, review.Options{})
		if err != nil {
			w.t.Fatal(err)
		}
		w.city(b, acts)
		if err := b.Close(); err != nil {
			w.t.Error(err)
		}
	}
	entries, err := os.ReadDir(w.c.out())
	if err != nil {
		w.t.Fatal(err)
	}
	for _, e := range entries {
		w.whole(filepath.Join(w.c.out(), e.Name()))
	}
	if len(said) > 0 {
		w.settled()
	}
}

// county is what a county's dossier must hold.
func (w *witness) county(f *dossier.File) {
	d := f.Dossier()
	first, second := d.Get(forms.NarrativePath("overall")), d.Get(forms.NarrativePath("plans"))
	if first != second || !w.atLeast(actFill, first) {
		w.t.Errorf("filled in: %q and %q; acknowledged %v", first, second, w.said[actFill])
	}
	titles := map[string]forms.Evidence{}
	for _, e := range d.AllEvidence() {
		titles[e.Title] = e
	}
	for n := range w.said[actAttach] {
		if e := titles[mark(n)]; len(e.Files) != 1 || e.Files[0].SHA256 != paperHash(n) {
			w.t.Errorf("%s was attached and is %+v", mark(n), e)
		}
	}
	if bad, err := f.CheckFiles(w.t.Context(), nil); err != nil || len(bad) > 0 {
		w.t.Error("half evidence:", bad, err)
	}
	versions := f.Versions()
	if len(versions) < len(w.said[actFinalize]) || len(versions) < len(w.said[actReopen]) {
		w.t.Errorf("%d versions of %v", len(versions), w.said[actFinalize])
	}
	for _, v := range versions[max(0, len(versions)-2):] {
		data, err := f.VersionFile(v.Number, dossier.PaperWorkbook)
		if err != nil || w.code(data) != v.Code {
			w.t.Errorf("version %d: %v", v.Number, err)
		}
		if pdf, err := f.VersionFile(v.Number, dossier.PaperPDF); err != nil || !wholePDF(pdf) {
			w.t.Errorf("version %d: %v", v.Number, err)
		}
	}
	reasons := map[string]bool{}
	for _, v := range versions {
		reasons[v.Reopened] = true
	}
	for n := range w.said[actReopen] {
		if !reasons[mark(n)] {
			w.t.Error("reopened", mark(n), "is gone")
		}
	}
}

// atLeast reports whether a text is that of the last act acknowledged of its kind, or of a later one.
func (w *witness) atLeast(act int, text string) bool {
	n, err := strconv.Atoi(strings.TrimSuffix(strings.TrimPrefix(text, "第"), "次"))
	for said := range w.said[act] {
		if said > n {
			return false
		}
	}
	return err == nil
}

// city is what a book must hold: both scores of an act or none, the content of each version handed in, and of the acts acknowledged all.
func (w *witness) city(b *review.Book, acts []int) {
	pairs, versions := map[string][]int{}, map[string]bool{}
	for _, e := range b.Events() {
		switch e.Kind {
		case review.Initial:
			pairs[e.Reason] = append(pairs[e.Reason], e.Indicator)
		case review.Received:
			versions[e.Value] = true
			if _, err := b.Submission(e); err != nil {
				w.t.Error(err)
			}
		}
	}
	for reason, list := range pairs {
		if slices.Sort(list); !slices.Equal(list, []int{5, 6}) && !slices.Equal(list, []int{7, 8}) {
			w.t.Errorf("of an act (%s) there are %v", reason, list)
		}
	}
	for _, act := range acts {
		for n := range w.said[act] {
			if act == actJoin {
				n-- // what the other copy has
				if w.said[actOther][n] == 0 {
					continue
				}
			}
			if len(pairs[mark(n)]) == 0 {
				w.t.Errorf("act %d, %s, was acknowledged and is gone", act, mark(n))
			}
		}
	}
	if v, err := b.View(); err != nil || v.Unit("341621").Received == nil {
		w.t.Error("nothing handed in", err)
	}
	for n, version := range w.said[actImport] {
		if len(acts) > 0 && !versions[strconv.Itoa(version)] {
			w.t.Errorf("version %d was handed in, %s, and is gone", version, mark(n))
		}
	}
}
