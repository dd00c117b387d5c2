package store

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"zicha/forms/files"
	"zicha/scoring/soak"
)

// broken is a file to be damaged, and what is in it.
type broken struct {
	data   []byte
	values map[string]string
	files  map[string][]byte // by SHA-256
	papers int
	log    int
}

// richFile is what rich gives, made by the first test that wants it; nobody changes it.
var richFile struct {
	sync.Once
	broken
}

// rich gives the bytes of a file with hundreds of values, many of them changed more than once, values and files taken out again so that
// stale pages lie about, and kept files of several sizes.
func rich(t testing.TB) broken {
	t.Helper()
	richFile.Do(func() { richFile.broken = makeRich(t) })
	if richFile.data == nil {
		t.Fatal("the file to be damaged could not be made")
	}
	return richFile.broken
}

func makeRich(t testing.TB) broken {
	t.Helper()
	f := newTest(t)
	if err := f.db.exec("PRAGMA synchronous=OFF"); err != nil {
		t.Fatal(err)
	}
	fill(t, f)
	b := broken{files: map[string][]byte{}, papers: 2}
	for i, size := range []int{10, 5000, 70_000, 1<<20 + 1, 2_500_000, 30_000} {
		data := noise(size + i)
		blob := add(t, f, testFile(t, fmt.Sprint(i, ".bin"), data))
		if i == 2 {
			if err := f.Discard(blob, ""); err != nil {
				t.Fatal(err)
			}
			continue
		}
		b.files[blob.SHA256] = data
		set(t, f, fmt.Sprint("file/", i), blob.SHA256)
	}
	for i := range 150 {
		set(t, f, fmt.Sprint("many/", i), []string{"", strings.Repeat("改", i)}[i%2])
	}
	if err := f.Do("封存", Step{Kind: "seal", Changes: []Change{{New: "1"}}}, func(tx *Tx) error {
		return errors.Join(tx.Insert(paperTable(), int64(1), noise(90_000)), tx.Insert(paperTable(), int64(2), noise(500)))
	}); err != nil {
		t.Fatal(err)
	}
	for i := range 40 {
		set(t, f, "often", fmt.Sprint("第", i, "次"))
	}
	for i := range 400 {
		if i%3 == 0 && value(f, fmt.Sprint("many/", i)) != "" {
			set(t, f, fmt.Sprint("many/", i), "")
		}
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	var seq int64
	b.values, seq = f.Values()
	b.log = int(seq)
	var err error
	if b.data, err = os.ReadFile(f.Path()); err != nil {
		t.Fatal(err)
	}
	return b
}

// repair writes damaged bytes, repairs them, and holds what comes out against what was in: nothing wrong may come out, and what is
// uncertain must be told.
func (b broken) repair(t *testing.T, data []byte) (*Repaired, string) {
	t.Helper()
	from := testFile(t, "坏.test", data)
	to := filepath.Join(t.TempDir(), "好.test")
	out, err := Repair{From: from, To: to, Format: testFormat(), Mend: func(out *Repaired) error {
		if out.Meta["title"] == "" {
			out.Meta["title"] = "名称"
		}
		return nil
	}}.Run(t.Context())
	if err != nil {
		plain(t, err)
		return nil, ""
	}
	if now, err := os.ReadFile(from); err != nil || !bytes.Equal(now, data) {
		t.Error("the damaged file was touched")
	}
	if entries, _ := os.ReadDir(filepath.Dir(from)); len(entries) != 1 {
		t.Error("left behind:", entries)
	}
	f, err := Open(to, testFormat(), Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	got, _ := f.Values()
	for path, text := range got {
		if text != b.values[path] && !unsure(out, path) {
			t.Errorf("%s is %q, was %q", path, text, b.values[path])
		}
	}
	if !maps.Equal(got, out.Values) {
		t.Error("told of other values than are there")
	}
	for sha := range out.Files {
		r, err := f.OpenFile(Blob{SHA256: sha})
		if err != nil {
			t.Fatal(err)
		}
		if content, err := io.ReadAll(r); err != nil || !bytes.Equal(content, b.files[sha]) {
			t.Error("a file came out different:", err)
		}
	}
	if out.Meta["title"] != "名称" {
		t.Error("meta", out.Meta)
	}
	return out, to
}

func unsure(out *Repaired, path string) bool {
	return slices.ContainsFunc(out.Unsure, func(d Doubt) bool { return d.Path == path })
}

func (b broken) all(t *testing.T, what string, out *Repaired) {
	t.Helper()
	if out == nil {
		t.Errorf("%s: not repaired", what)
		return
	}
	if !maps.Equal(out.Values, b.values) || len(out.Unsure) > 0 || out.Lost > 0 {
		t.Errorf("%s: %d of %d values, %d unsure, %d lost", what, len(out.Values), len(b.values), len(out.Unsure), out.Lost)
	}
}

// A file in which nothing is damaged comes out whole.
func TestRepairOfAWholeFile(t *testing.T) {
	t.Parallel()
	b := rich(t)
	out, path := b.repair(t, b.data)
	b.all(t, "whole", out)
	f := open(t, path)
	if _, ok := f.CanUndo(); ok {
		t.Error("something before the repair could be undone")
	}
	set(t, f, "often", "修复之后")
	if _, _, err := f.Undo(); err != nil || value(reopen(t, f), "often") != "第39次" {
		t.Error("does not work on", err)
	}
	if len(out.Files) != len(b.files) || len(out.Rows["paper"]) != b.papers || len(out.Entries) != b.log || out.LostLog > 0 || len(out.LostRows) > 0 {
		t.Errorf("%d files, %d papers, %d entries of %d, lost %d %v", len(out.Files), len(out.Rows["paper"]), len(out.Entries), b.log, out.LostLog, out.LostRows)
	}
}

// Whatever becomes of the first page, SQLite's whole description of the file, everything comes out.
func TestRepairWithoutTheFirstPage(t *testing.T) {
	t.Parallel()
	b := rich(t)
	for name, change := range map[string]func(data []byte){
		"header":  func(d []byte) { clear(d[:headerSize]) },
		"page":    func(d []byte) { clear(d[:pageSize]) },
		"noise":   func(d []byte) { copy(d, noise(pageSize)) },
		"version": func(d []byte) { d[63] = 99 },
	} {
		data := bytes.Clone(b.data)
		change(data)
		out, _ := b.repair(t, data)
		b.all(t, name, out)
		if out != nil && (len(out.Files) != len(b.files) || len(out.Entries) != b.log) {
			t.Errorf("%s: %d files, %d entries", name, len(out.Files), len(out.Entries))
		}
	}
}

// Damage in one place takes no value: each stands in its table and in the log. It takes one file at most, or those whose chunks
// begin on the same page.
func TestRepairOfOnePlace(t *testing.T) {
	t.Parallel()
	b := rich(t)
	rnd := rand.New(rand.NewPCG(5, 6))
	lostFiles := 0
	for i := range soak.Times(24, 10_000) {
		data := bytes.Clone(b.data)
		at := rnd.IntN(len(data))
		what := fmt.Sprint("byte ", at)
		if i%3 == 0 { // the small pages are few among those of the evidence
			at = rnd.IntN(60 * pageSize)
		}
		data[at] ^= byte(1 + rnd.IntN(255))
		if i%2 == 0 {
			what = fmt.Sprint("page ", at/pageSize+1)
			clear(data[at/pageSize*pageSize : (at/pageSize+1)*pageSize])
		}
		out, _ := b.repair(t, data)
		b.all(t, what, out)
		if out != nil {
			lostFiles += len(b.files) - len(out.Files)
		}
		if out == nil || len(out.Files) < len(b.files)-3 {
			t.Errorf("%s: only %d files", what, len(out.Files))
		}
	}
	t.Logf("%d of %d files lost", lostFiles, soak.Times(24, 10_000)*len(b.files))
}

// Damage in many places, a file cut off and two files mixed: nothing wrong comes out.
func TestRepairOfMuch(t *testing.T) {
	t.Parallel()
	b := rich(t)
	rnd := rand.New(rand.NewPCG(7, 8))
	values, kept := 0, 0
	for i := range soak.Times(16, 10_000) {
		data := bytes.Clone(b.data)
		switch i % 4 {
		case 0:
			data = data[:rnd.IntN(len(data))]
		case 1:
			for range 30 {
				data[rnd.IntN(len(data))]++
			}
		case 2:
			for range 12 {
				at := rnd.IntN(len(data)/pageSize) * pageSize
				clear(data[at : at+pageSize])
			}
		default: // pages out of place
			for range 6 {
				from, to := rnd.IntN(len(data)/pageSize)*pageSize, rnd.IntN(len(data)/pageSize)*pageSize
				copy(data[to:to+pageSize], b.data[from:from+pageSize])
			}
		}
		if out, _ := b.repair(t, data); out != nil {
			values += len(out.Values)
			kept += len(out.Files)
		}
	}
	t.Logf("out came %d of %d values and %d of %d files", values, soak.Times(16, 10_000)*len(b.values), kept, soak.Times(16, 10_000)*len(b.files))
}

func TestRepairRefuses(t *testing.T) {
	t.Parallel()
	whole := newTest(t)
	to := filepath.Join(t.TempDir(), "b.test")
	run := func(from, to string) error {
		_, err := Repair{From: from, To: to, Format: testFormat()}.Run(t.Context())
		return err
	}
	wantKind(t, run(whole.Path(), to), files.InUse)
	whole.Close()
	wantKind(t, run(testFile(t, "a.test", nil), to), ErrForeign)
	wantKind(t, run(testFile(t, "a.test", noise(100_000)), to), ErrForeign)
	wantKind(t, run(testFile(t, "a.test", make([]byte, 100_000)), to), ErrForeign)
	wantKind(t, run(filepath.Join(t.TempDir(), "a.test"), to), files.NotFound)
	wantKind(t, run(whole.Path(), whole.Path()), files.Exists)
	if _, err := os.Stat(to); err == nil {
		t.Error("something was written")
	}
}

// A change that was cut off is put back first, in a copy.
func TestRepairPutsTheJournalBack(t *testing.T) {
	t.Parallel()
	f := newTest(t)
	fill(t, f)
	want, _ := f.Values()
	if err := f.db.all("PRAGMA cache_spill=ON", "PRAGMA cache_size=2", "BEGIN IMMEDIATE",
		"DELETE FROM log WHERE seq>200", "DELETE FROM value WHERE path>'many/2'"); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "a.test")
	copyFile(t, f.Path(), path)
	copyFile(t, f.Path()+"-journal", path+"-journal")
	if err := f.db.exec("ROLLBACK"); err != nil {
		t.Fatal(err)
	}
	before, _ := os.ReadFile(path)
	out, err := Repair{From: path, To: path + "2", Format: testFormat()}.Run(t.Context())
	if err != nil || !maps.Equal(out.Values, want) || out.LostLog > 0 || len(out.Unsure) > 0 {
		t.Fatal(out, err)
	}
	if after, _ := os.ReadFile(path); !bytes.Equal(before, after) {
		t.Error("the damaged file was touched")
	}
}

// Values and log that disagree, rows that are missing, totals that do not fit: SQLite finds the file in order.
func TestRepairOfWrongRows(t *testing.T) {
	t.Parallel()
	for change, want := range map[string]string{
		"DELETE FROM value WHERE path='remark/1'":            "备注改",
		"UPDATE value SET text='坏' WHERE path='remark/1'":    "备注改",
		"DELETE FROM log WHERE path='remark/1'":              "备注改",
		"UPDATE meta SET value=x'20' WHERE key='totals'":     "备注改",
		"DELETE FROM meta":                                   "备注改",
		"DROP TABLE value":                                   "备注改",
		"DELETE FROM value; DELETE FROM log WHERE seq=8":     "备注", // the row before; uncertain
		"DELETE FROM log WHERE seq<8; UPDATE log SET new=''": "备注改",
	} {
		f := sample(t)
		for _, b := range f.format.backups(f.Path()) { // which would help
			_ = os.Remove(b.path)
		}
		damage(t, f.Path(), change)
		if _, err := Open(f.Path(), testFormat(), Options{ReadOnly: true}); !errors.Is(err, files.Damaged) {
			t.Errorf("%s: %v", change, err)
		}
		out, err := Repair{From: f.Path(), To: f.Path() + "2", Format: testFormat(), Mend: func(out *Repaired) error {
			out.Meta["title"] = "名称"
			return nil
		}}.Run(t.Context())
		if err != nil {
			t.Error(change, err)
			continue
		}
		if got := out.Values["remark/1"]; got != want {
			t.Errorf("%s: %q, want %q", change, got, want)
		}
		if unsure := unsure(out, "remark/1"); unsure != (want == "备注" || strings.HasSuffix(change, "value WHERE path='remark/1'")) {
			t.Errorf("%s: unsure is %v", change, unsure)
		}
		if len(out.Files) != 1 || out.Values["remark/5"] != "备注"+strings.Repeat("字", 1200) {
			t.Errorf("%s: %d files, %d values", change, len(out.Files), len(out.Values))
		}
	}
}

// FuzzWalk reads any bytes as pages, without falling over them.
func FuzzWalk(f *testing.F) {
	b := sample(f)
	data, err := os.ReadFile(b.Path())
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data[:8*pageSize])
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := walk(t.Context(), pages{bytes.NewReader(data), uint32(len(data) / pageSize)}, testFormat(), nil)
		if err != nil {
			t.Fatal(err)
		}
		out, err := s.collect(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for sha, r := range out.Files {
			h := sha256.New()
			for _, c := range r.chunks {
				data, _ := s.record(c.cell)
				h.Write(data[c.data:])
			}
			if hex.EncodeToString(h.Sum(nil)) != sha {
				t.Error("a file with another hash")
			}
		}
	})
}
