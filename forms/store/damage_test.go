package store

import (
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"zicha/forms/files"
	"zicha/scoring/soak"
)

func TestFlippedBytes(t *testing.T) {
	t.Parallel()
	f := sample(t)
	want, _ := f.Values()
	good, err := os.ReadFile(f.Path())
	if err != nil {
		t.Fatal(err)
	}
	rnd := rand.New(rand.NewPCG(3, 4))
	path := filepath.Join(t.TempDir(), "a.test")
	var spots []int
	for at := range headerSize + 8 {
		spots = append(spots, at)
	}
	for range soak.Times(60, 100_000) {
		spots = append(spots, rnd.IntN(len(good)))
	}
	opened := 0
	for i, at := range spots {
		bad := append([]byte(nil), good...)
		bad[at] ^= byte(1 + rnd.IntN(255))
		if err := os.WriteFile(path, bad, 0o600); err != nil {
			t.Fatal(err)
		}
		g, err := Open(path, testFormat(), Options{ReadOnly: i%2 == 0})
		if err != nil {
			plain(t, err)
			continue
		}
		opened++
		sameValues(t, g, want)
		after := maps.Clone(want)
		if c := (Change{"remark/9", "", strings.Repeat("新", 5000)}); i%2 == 1 && g.Commit(edit(c)) == nil {
			after[c.Path] = c.New
		}
		if err := g.Close(); err != nil {
			t.Error(err)
		}
		if g, err = Open(path, testFormat(), Options{ReadOnly: true}); err != nil {
			t.Errorf("flip at %d: could be changed, but not opened again: %v", at, err)
			continue
		}
		sameValues(t, g, after)
		g.Close()
	}
	t.Logf("%d of %d opened", opened, len(spots))
}

// TestFlippedDigit changes one digit in a row of every table, past SQLite's own check.
func TestFlippedDigit(t *testing.T) {
	t.Parallel()
	for table, change := range map[string]string{
		"填报内容": "UPDATE value SET text='备往' WHERE path='remark/1'",
		"修改记录": "UPDATE log SET new='备往' WHERE path='remark/1'",
		"文件目录": "UPDATE file SET size=size+1",
		"文件":   "UPDATE paper SET data=x'00' WHERE id=1",
		"基本信息": "UPDATE meta SET value=x'32' WHERE key='created'",
	} {
		f := sample(t)
		damage(t, f.Path(), change)
		_, err := Open(f.Path(), testFormat(), Options{})
		wantKind(t, err, files.Damaged)
		if !strings.Contains(err.Error(), table) || !strings.Contains(err.Error(), backupMark) {
			t.Errorf("%q names neither %s nor the backup", err, table)
		}
	}
}

func TestMissingRows(t *testing.T) {
	t.Parallel()
	for _, change := range []string{
		"DELETE FROM value WHERE path='remark/1'", "DELETE FROM log WHERE seq=(SELECT max(seq) FROM log)", "DELETE FROM file",
		"DELETE FROM paper WHERE id=2", "DELETE FROM meta WHERE key='title'", "DELETE FROM meta WHERE key='id'",
		"DELETE FROM meta WHERE key='totals'", "CREATE TRIGGER x AFTER INSERT ON log BEGIN DELETE FROM value; END",
		"DROP TABLE paper", "INSERT INTO value SELECT path||'x', text, sum FROM value LIMIT 1",
	} {
		f := sample(t)
		damage(t, f.Path(), change)
		_, err := Open(f.Path(), testFormat(), Options{})
		if !errors.Is(err, files.Damaged) {
			t.Errorf("%s: %v", change, err)
		}
	}
}

func damage(t testing.TB, path, query string) {
	t.Helper()
	s, err := connect(path, false)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(s.exec(query), s.close()); err != nil {
		t.Fatal(err)
	}
}

func TestNotOurs(t *testing.T) {
	t.Parallel()
	f := sample(t)
	good, _ := os.ReadFile(f.Path())
	text := []byte(strings.Repeat("not a dossier ", 1000))
	foreign := append([]byte(nil), good...)
	copy(foreign[68:], "ABCD")
	newer := append([]byte(nil), good...)
	newer[63] = 99
	for name, c := range map[string]struct {
		data []byte
		kind files.Kind
	}{
		"zero bytes": {nil, files.Damaged}, "short": {good[:50], ErrForeign}, "text": {text, ErrForeign},
		"other database": {foreign, ErrForeign}, "newer": {newer, ErrNewer},
		"half": {good[:len(good)/2], files.Damaged}, "a page less": {good[:len(good)-pageSize], files.Damaged},
		"a byte less": {good[:len(good)-1], files.Damaged},
	} {
		t.Run(name, func(t *testing.T) {
			path := testFile(t, "a.test", c.data)
			for _, readOnly := range []bool{true, false} {
				_, err := Open(path, testFormat(), Options{ReadOnly: readOnly})
				wantKind(t, err, c.kind)
			}
			if now, _ := os.ReadFile(path); string(now) != string(c.data) {
				t.Error("the file was changed")
			}
			if entries, _ := os.ReadDir(filepath.Dir(path)); len(entries) != 1 {
				t.Error("left behind:", entries)
			}
		})
	}
	_, err := Open(filepath.Join(t.TempDir(), "无.test"), testFormat(), Options{})
	wantKind(t, err, files.NotFound)
	_, err = Open(t.TempDir(), testFormat(), Options{})
	wantKind(t, err, ErrForeign)
}

// The variables that tell a child process what to do until it is killed.
const (
	crashVariable  = "STORE_CRASH_TEST"  // commit to this file
	createVariable = "STORE_CREATE_TEST" // make this file and take it away again
)

func TestMain(m *testing.M) {
	for variable, forever := range map[string]func(string) error{crashVariable: commitForever, createVariable: createForever} {
		if path := os.Getenv(variable); path != "" {
			fmt.Fprintln(os.Stderr, forever(path))
			os.Exit(1)
		}
	}
	os.Exit(m.Run())
}

// commitForever counts a value upwards and says each number once it is stored.
func commitForever(path string) error {
	f, err := Open(path, testFormat(), Options{})
	if err != nil {
		return err
	}
	fmt.Println("begin")
	for i := counted(value(f, "remark/1")) + 1; ; i++ {
		next := fmt.Sprint(i) + strings.Repeat("x", i%5000)
		if err := f.Commit(edit(Change{"remark/1", value(f, "remark/1"), next}, Change{"remark/2", value(f, "remark/2"), next})); err != nil {
			return err
		}
		fmt.Println(i)
	}
}

func TestKilledWhileCommitting(t *testing.T) {
	t.Parallel()
	f := newTest(t)
	f.Close()
	acknowledged := 0
	for round := range soak.Times(8, 1000) {
		said, _, err := soak.Child{Variable: crashVariable, Value: f.Path()}.Kill(time.Duration(37*round%300) * time.Millisecond)
		if err != nil {
			t.Fatal(err)
		}
		g, err := Open(f.Path(), testFormat(), Options{})
		if err != nil {
			t.Fatalf("after a kill: %v", err)
		}
		got := value(g, "remark/1")
		if n := len(said); n > 0 && fmt.Sprint(counted(got)) != said[n-1] && fmt.Sprint(counted(got)-1) != said[n-1] {
			t.Errorf("round %d: acknowledged %s, stored %d", round, said[n-1], counted(got))
		}
		if got != value(g, "remark/2") {
			t.Error("half a commit is stored")
		}
		acknowledged += len(said)
		g.Close()
	}
	soak.Report(t, "%d kills, %d commits acknowledged", soak.Times(8, 1000), acknowledged)
	if names := folder(t, f); len(names) != 1 {
		t.Error("left behind:", names)
	}
}

func counted(value string) int {
	n := 0
	_, _ = fmt.Sscanf(strings.TrimRight(value, "x"), "%d", &n)
	return n
}

// TestHotJournal opens what a power cut in the middle of a write leaves: changed pages in the file and a journal beside it. It runs
// alone: connections share one pool of pages, and only where that is small does SQLite write before the commit.
func TestHotJournal(t *testing.T) {
	f := newTest(t)
	fill(t, f)
	want, _ := f.Values()
	s := f.db
	if err := s.all("PRAGMA cache_spill=ON", "PRAGMA cache_size=2", "BEGIN IMMEDIATE", "UPDATE value SET text='坏'", "DELETE FROM log"); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "a.test")
	copyFile(t, f.Path(), path)
	copyFile(t, f.Path()+"-journal", path+"-journal")
	if err := s.exec("ROLLBACK"); err != nil {
		t.Fatal(err)
	}
	_, err := Open(path, testFormat(), Options{ReadOnly: true})
	if wantKind(t, err, files.Folder); !strings.Contains(err.Error(), "正常打开一次") {
		t.Error(err)
	}
	g, err := Open(path, testFormat(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	sameValues(t, g, want)
	g.Close()
}

// TestValuesAndLogDisagree changes a value past the log, with every checksum and total right.
func TestValuesAndLogDisagree(t *testing.T) {
	t.Parallel()
	f := newTest(t)
	set(t, f, "a", "甲")
	err := f.db.write(func() error {
		return errors.Join(f.db.remove(valueTable(), "a", "甲"), f.db.insert(valueTable(), "a", "乙"))
	})
	if err != nil {
		t.Fatal(err)
	}
	f.Close()
	_, err = Open(f.Path(), testFormat(), Options{})
	if wantKind(t, err, files.Damaged); !strings.Contains(err.Error(), valueTable().Label) {
		t.Error(err)
	}
}

// createForever makes a file and takes it away again, and says so each time.
func createForever(path string) error {
	fmt.Println("begin")
	for {
		f, err := Create(path, testFormat(), Start{Meta: map[string]string{"title": "名称"}, Values: map[string]string{"a": "甲"}}, Options{})
		if err != nil {
			return err
		}
		fmt.Println("made")
		f.Close()
		_ = os.Remove(path)
	}
}

// A program killed while it makes a file leaves nothing under its name, or a whole one; it is in the way of no other.
func TestKilledWhileCreating(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "a.test")
	for round := range soak.Times(8, 1000) {
		if _, _, err := (soak.Child{Variable: createVariable, Value: path}).Kill(time.Duration(round*17%113) * time.Millisecond); err != nil {
			t.Fatal(err)
		}
		_, statErr := os.Stat(path)
		f, err := Create(path, testFormat(), Start{Meta: map[string]string{"title": "名称"}}, Options{})
		if statErr == nil {
			wantKind(t, err, files.Exists)
			f, err = Open(path, testFormat(), Options{})
			if err == nil && value(f, "a") != "甲" {
				t.Error("not whole")
			}
		}
		if err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		f.Close()
		if names := folder(t, f); len(names) != 1 {
			t.Error("left behind:", names)
		}
		_ = os.Remove(path)
	}
}
