package review

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"zicha/forms"
	"zicha/forms/files"
	"zicha/forms/formtest"
	"zicha/scoring"
	"zicha/scoring/soak"
)

// undamaged is what is in a book before it is spoilt.
type undamaged struct {
	soak.Kept
	events   map[string]string
	contents map[string][]byte
	places   []UnitResult
	codes    []string // of the results
	known    []*scoring.Edition
}

// fullBook is a book with versions, decisions, a ruling and a result.
func fullBook(t *testing.T) *undamaged {
	t.Helper()
	b := newBookAt(t)
	for _, county := range []string{"341602", "341621", "341622"} {
		receive(t, b, version(t, county, 1, forms.Change{Path: forms.NarrativePath("5"), New: "完成" + county}))
		for no := 1; no <= 9; no++ {
			must(t, b.Decide(bureau, initial(county, no, "1", fmt.Sprint("材料不足", county, no))))
		}
	}
	finalize(t, b)
	b = opensAgain(t, b)
	backups := format().Backups(b.Path())
	if len(backups) == 0 {
		t.Fatal("no backup")
	}
	u := &undamaged{known: []*scoring.Edition{formtest.Edition(t)}, events: map[string]string{}, contents: map[string][]byte{}}
	var err error
	u.Backup, err = os.ReadFile(backups[0])
	must(t, err)
	receive(t, b, version(t, "341621", 2, forms.Change{Path: forms.NarrativePath("5"), New: "补正"}))
	u.Before = bytesOf(t, b)
	b = opensAgain(t, b)
	for no := 1; no <= 9; no++ {
		must(t, b.Decide(bureau, initial("341621", no, "0.5", fmt.Sprint("再看", no))))
	}
	finalize(t, b)
	u.Data = bytesOf(t, b)
	other := newBookAt(t)
	receive(t, other, version(t, "341602", 1))
	u.Another = bytesOf(t, other)
	b = opensAgain(t, b)
	u.places, u.codes = view(t, b).Ranking(), codesOf(t, b)
	for _, e := range b.Events() {
		u.events[e.ID] = e.body
		if e.Content != "" {
			data, err := b.Content(e.Content)
			must(t, err)
			u.contents[e.Content] = data
		}
	}
	return u
}

// opensAgain closes a book and opens it.
func opensAgain(t *testing.T, b *Book) *Book {
	t.Helper()
	must(t, b.Close())
	out, err := Open(b.Path(), Options{})
	must(t, err)
	t.Cleanup(func() { _ = out.Close() })
	return out
}

func bytesOf(t *testing.T, b *Book) []byte {
	t.Helper()
	must(t, b.Close())
	data, err := os.ReadFile(b.Path())
	must(t, err)
	return data
}

func codesOf(t *testing.T, b *Book) (out []string) {
	t.Helper()
	for _, e := range b.Results() {
		out = append(out, e.Value)
	}
	return out
}

// sentence wants a refusal that people can read.
func sentence(t *testing.T, err error) {
	t.Helper()
	var e *files.Error
	if !errors.As(err, &e) {
		t.Errorf("%v (%T) is no sentence", err, err)
	}
	for _, word := range []string{"SQL", "sqlite", "error", "no such", "%!", "\n"} {
		if strings.Contains(err.Error(), word) {
			t.Errorf("%q contains %q", err, word)
		}
	}
}

// However a book is spoilt: it is told in a sentence, or opens with every event, every content and the same ranking; and a repair brings
// nothing else than what was in it into the new one and names the rest.
func TestDamagedBooks(t *testing.T) {
	u := fullBook(t)
	opened, repaired := soak.Spoiling{Kept: u.Kept, What: "damaged books", Ext: Ext, Seed: 5, Opened: u.opened, Repaired: u.repaired}.Run(t)
	if opened[""]["told"] == 0 || repaired[""]["all"] == 0 {
		t.Error("nothing was tested")
	}
}

// opened says what opening a damaged book comes to.
func (u *undamaged) opened(t *testing.T, path string, write bool) string {
	t.Helper()
	b, err := Open(path, Options{ReadOnly: !write})
	if err != nil {
		sentence(t, err)
		return "told"
	}
	defer b.Close()
	if len(b.Events()) != len(u.events) {
		t.Errorf("%d events of %d are shown as all", len(b.Events()), len(u.events))
	}
	for _, e := range b.Events() {
		if e.body != u.events[e.ID] {
			t.Errorf("an event came out different: %s", e.body)
		}
	}
	told := false
	for sum, want := range u.contents {
		if data, err := b.Content(sum); err != nil {
			sentence(t, err)
			told = true
		} else if !slices.Equal(data, want) {
			t.Error("a content came out different")
		}
	}
	if told {
		return "opened, a content of it told"
	}
	v, err := b.View()
	if err != nil {
		sentence(t, err)
		return "opened, then told"
	}
	if !reflect.DeepEqual(v.Ranking(), u.places) || !slices.Equal(codesOf(t, b), u.codes) {
		t.Error("another ranking is shown as right")
	}
	return "opened"
}

var count = regexp.MustCompile(`\d+`)

// saidLost reports whether a line of a report says so, and the number in it.
func (r Report) saidLost(words string) (n int) {
	for _, line := range r.Lost {
		if strings.Contains(line, words) {
			k, _ := strconv.Atoi(count.FindString(line))
			n += k
		}
	}
	return n
}

// repaired says what a repair comes to: what was kept and what is named as lost must be everything.
func (u *undamaged) repaired(t *testing.T, path string) string {
	t.Helper()
	to := filepath.Join(filepath.Dir(path), "新"+Ext)
	defer os.Remove(to)
	report, err := Repair{From: path, To: to, Editions: u.known}.Run(t.Context())
	if err != nil {
		sentence(t, err)
		return "told"
	}
	b, err := Open(to, Options{ReadOnly: true})
	if err != nil {
		t.Error(err)
		return ""
	}
	defer b.Close()
	for _, e := range b.Events() {
		if e.body != u.events[e.ID] {
			t.Errorf("an event came out different: %s", e.body)
		}
	}
	if lost := report.saidLost("条审核记录"); len(b.Events())+lost < len(u.events) && report.saidLost("最近的") == 0 {
		t.Errorf("%d of %d events; %q", len(b.Events()), len(u.events), report.Lost)
	}
	gone := 0
	for sum, want := range u.contents {
		if data, err := b.Content(sum); err != nil {
			sentence(t, err)
			gone++
		} else if !slices.Equal(data, want) {
			t.Error("a content came out different")
		}
	}
	if gone > 0 && len(report.Lost) == 0 {
		t.Errorf("%d contents are gone and none is named", gone)
	}
	if len(report.Lost) == 0 {
		if v, err := b.View(); err != nil || !reflect.DeepEqual(v.Ranking(), u.places) {
			t.Error("all is said to be there, and the ranking is another", err)
		}
		return "all"
	}
	return "part, the rest named"
}
