package dossier

import (
	"bufio"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"zicha/forms"
)

// sample gives a closed dossier with something in every table.
func sample(t testing.TB) *File {
	t.Helper()
	f := newDossier(t)
	for i := range 5 {
		set(t, f, forms.RemarkPath(i+1), "备注"+strings.Repeat("字", 300*i))
	}
	if _, _, err := f.AddFile(t.Context(), testFile(t, "a.bin", noise(30_000)), nil); err != nil {
		t.Fatal(err)
	}
	if err := f.Finalize(Version{Code: "7K3M-Q2XW", Lines: []byte("lines"), PDF: noise(9000), Workbook: noise(5000)}); err != nil {
		t.Fatal(err)
	}
	if err := f.Reopen("数字有误"); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return f
}

func TestFlippedBytes(t *testing.T) {
	f := sample(t)
	want := f.Dossier()
	good, err := os.ReadFile(f.Path())
	if err != nil {
		t.Fatal(err)
	}
	rnd := rand.New(rand.NewPCG(3, 4))
	path := filepath.Join(t.TempDir(), "a.zicha")
	var places []int
	for at := range headerSize + 8 {
		places = append(places, at)
	}
	for range 250 {
		places = append(places, rnd.IntN(len(good)))
	}
	opened := 0
	for i, at := range places {
		bad := append([]byte(nil), good...)
		bad[at] ^= byte(1 + rnd.IntN(255))
		if err := os.WriteFile(path, bad, 0o600); err != nil {
			t.Fatal(err)
		}
		g, err := Open(path, Options{ReadOnly: i%2 == 0})
		if err != nil {
			plain(t, err)
			continue
		}
		opened++
		sameValues(t, g.Dossier(), want)
		after := want.Clone()
		if c := (forms.Change{Path: forms.RemarkPath(9), New: strings.Repeat("新", 5000)}); i%2 == 1 && g.Commit("", []forms.Change{c}) == nil {
			after.Apply(c)
		}
		if err := g.Close(); err != nil {
			t.Error(err)
		}
		if g, err = Open(path, Options{ReadOnly: true}); err != nil {
			t.Errorf("flip at %d: could be changed, but not opened again: %v", at, err)
			continue
		}
		sameValues(t, g.Dossier(), after)
		g.Close()
	}
	t.Logf("%d of %d opened", opened, len(places))
}

// TestFlippedDigit changes one digit in a row of every table, past SQLite's own check.
func TestFlippedDigit(t *testing.T) {
	for table, change := range map[string]string{
		"填报内容":   "UPDATE value SET text='备往' WHERE path='remark/1'",
		"修改记录":   "UPDATE log SET new='备往' WHERE path='remark/1'",
		"佐证文件目录": "UPDATE file SET size=size+1",
		"定稿记录":   "UPDATE version SET code='7K3M-Q2XV'",
		"定稿的文件":  "UPDATE paper SET data=x'00' WHERE kind='pdf'",
		"档案信息":   "UPDATE meta SET value=x'32' WHERE key='created'",
	} {
		f := sample(t)
		damage(t, f.Path(), change)
		_, err := Open(f.Path(), Options{})
		wantKind(t, err, ErrDamaged)
		if !strings.Contains(err.Error(), table) || !strings.Contains(err.Error(), backupMark) {
			t.Errorf("%q names neither %s nor the backup", err, table)
		}
	}
}

func TestMissingRows(t *testing.T) {
	for _, change := range []string{
		"DELETE FROM value WHERE path='remark/1'", "DELETE FROM log WHERE seq=(SELECT max(seq) FROM log)", "DELETE FROM file",
		"DELETE FROM version", "DELETE FROM paper WHERE kind='xlsx'", "DELETE FROM meta WHERE key='final'",
		"DELETE FROM meta WHERE key='totals'", "CREATE TRIGGER x AFTER INSERT ON log BEGIN DELETE FROM value; END",
		"DROP TABLE paper", "INSERT INTO value SELECT path||'x', text, sum FROM value LIMIT 1",
	} {
		f := sample(t)
		damage(t, f.Path(), change)
		_, err := Open(f.Path(), Options{})
		if !errors.Is(err, ErrDamaged) {
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

func TestNotADossier(t *testing.T) {
	f := sample(t)
	good, _ := os.ReadFile(f.Path())
	text := []byte(strings.Repeat("not a dossier ", 1000))
	foreign := append([]byte(nil), good...)
	copy(foreign[68:], "ABCD")
	newer := append([]byte(nil), good...)
	newer[63] = 99
	for name, c := range map[string]struct {
		data []byte
		kind Kind
	}{
		"zero bytes": {nil, ErrDamaged}, "short": {good[:50], ErrNotDossier}, "text": {text, ErrNotDossier},
		"other database": {foreign, ErrNotDossier}, "newer": {newer, ErrNewer},
		"half": {good[:len(good)/2], ErrDamaged}, "a page less": {good[:len(good)-pageSize], ErrDamaged},
		"a byte less": {good[:len(good)-1], ErrDamaged},
	} {
		t.Run(name, func(t *testing.T) {
			path := testFile(t, "a.zicha", c.data)
			for _, readOnly := range []bool{true, false} {
				_, err := Open(path, Options{ReadOnly: readOnly})
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
	_, err := Open(filepath.Join(t.TempDir(), "无.zicha"), Options{})
	wantKind(t, err, ErrNotFound)
	_, err = Open(t.TempDir(), Options{})
	wantKind(t, err, ErrNotDossier)
}

// crashVariable names the dossier to a child process that commits until it is killed.
const crashVariable = "DOSSIER_CRASH_TEST"

func TestMain(m *testing.M) {
	if path := os.Getenv(crashVariable); path != "" {
		commitForever(path)
	}
	os.Exit(m.Run())
}

// commitForever counts remark/1 upwards and says each number once it is stored.
func commitForever(path string) {
	f, err := Open(path, Options{})
	if err != nil {
		fmt.Println("error", err)
		os.Exit(1)
	}
	for i := 1; ; i++ {
		p := forms.RemarkPath(1)
		old := f.Dossier().Get(p)
		n := len(strings.TrimRight(old, "x"))
		next := fmt.Sprintf("%0*d", n, i) + strings.Repeat("x", i%5000)
		err := f.Commit("", []forms.Change{{Path: p, Old: old, New: next}, {Path: forms.RemarkPath(2), Old: f.Dossier().Get(forms.RemarkPath(2)), New: next}})
		if err != nil {
			fmt.Println("error", err)
			os.Exit(1)
		}
		fmt.Println(next)
	}
}

func TestKilledWhileCommitting(t *testing.T) {
	f := newDossier(t)
	f.Close()
	for round := range 8 {
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), crashVariable+"="+f.Path())
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		timer := time.AfterFunc(time.Duration(60+37*round)*time.Millisecond, func() { _ = cmd.Process.Kill() })
		last, said := "", 0
		lines := bufio.NewReader(out)
		for {
			line, err := lines.ReadString('\n')
			if err != nil {
				break // a line cut off was not acknowledged
			}
			if last = strings.TrimSuffix(line, "\n"); strings.HasPrefix(last, "error") {
				t.Error(last)
			}
			said++
		}
		timer.Stop()
		_ = cmd.Wait()
		g, err := Open(f.Path(), Options{})
		if err != nil {
			t.Fatalf("after a kill: %v", err)
		}
		d := g.Dossier()
		got := d.Get(forms.RemarkPath(1))
		if said > 0 && counted(got) < counted(last) {
			t.Errorf("round %d: acknowledged %d, stored %d", round, counted(last), counted(got))
		}
		if got != d.Get(forms.RemarkPath(2)) {
			t.Error("half a commit is stored")
		}
		t.Logf("round %d: %d acknowledged", round, said)
		g.Close()
	}
	if names := folder(t, f); len(names) != 1 {
		t.Error("left behind:", names)
	}
}

func counted(value string) int {
	n := 0
	_, _ = fmt.Sscanf(strings.TrimRight(value, "x"), "%d", &n)
	return n
}

// TestHotJournal opens what a power cut in the middle of a write leaves: changed pages in the file and a journal beside it.
func TestHotJournal(t *testing.T) {
	f := newDossier(t)
	fill(t, f)
	want := f.Dossier()
	s := f.store
	if err := errors.Join(s.exec("PRAGMA cache_size=2"), s.exec("BEGIN IMMEDIATE"), s.exec("UPDATE value SET text='坏'"), s.exec("DELETE FROM log")); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "a.zicha")
	if err := errors.Join(copyFile(f.Path(), path), copyFile(f.Path()+"-journal", path+"-journal")); err != nil {
		t.Fatal(err)
	}
	if err := s.exec("ROLLBACK"); err != nil {
		t.Fatal(err)
	}
	_, err := Open(path, Options{ReadOnly: true})
	if wantKind(t, err, ErrFolder); !strings.Contains(err.Error(), "正常打开一次") {
		t.Error(err)
	}
	g, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	sameValues(t, g.Dossier(), want)
	g.Close()
}
