package editions_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"zicha/forms/editions"
	"zicha/forms/formtest"
)

// write writes the rulebook of 2017 with words replaced.
func write(t *testing.T, replace ...string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "细则.toml")
	text := strings.NewReplacer(replace...).Replace(formtest.Rules(t))
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// nextYear is the rulebook of a city's next year.
func nextYear(t *testing.T) string {
	return write(t, `id = "bozhou-2017"`, `id = "bozhou-2018"`, "\nyear = 2017\n", "\nyear = 2018\n")
}

func open(t *testing.T, folder string) *editions.Shelf {
	t.Helper()
	s, err := editions.Open(folder)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func take(t *testing.T, s *editions.Shelf, path string) editions.Taken {
	t.Helper()
	taken, err := s.Take(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	return taken
}

// known lists a shelf: the id, and whether it is built in.
func known(s *editions.Shelf) string {
	var out []string
	for _, b := range s.Books() {
		word := b.ID
		if b.BuiltIn() {
			word += " built in"
		}
		out = append(out, word)
	}
	return strings.Join(out, ", ")
}

// A rulebook opened once is known the next time, first among all, and nobody else can read it; the proposal stays the built-in one.
func TestAFileOpenedOnceIsKept(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "没有过", "editions")
	s := open(t, folder)
	before := known(s)
	taken := take(t, s, nextYear(t))
	again := open(t, folder)
	if got := known(again); got != "bozhou-2018, "+before || got != known(s) {
		t.Errorf("known afterwards: %s; in the next run: %s", known(s), got)
	}
	if b := again.Usual(); b.ID != "bozhou-2017" || !b.BuiltIn() {
		t.Errorf("%s is proposed", b.ID)
	}
	info, err := os.Stat(filepath.Join(folder, taken.Kept))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Error(info, err)
	}
	if dir, err := os.Stat(folder); err != nil || dir.Mode().Perm() != 0o700 {
		t.Error(dir, err)
	}
	if err := again.Remove(again.Books()[0].Kept); err != nil || known(again) != before || known(open(t, folder)) != before {
		t.Error("not removed", err, known(again))
	}
}

// The same id with other rules stands beside the one before, the newest first; with the same rules and other notes it takes its place;
// the very same file is kept once.
func TestTheSameIDTwice(t *testing.T) {
	folder := t.TempDir()
	s := open(t, folder)
	other := write(t, `points = "0.5"`, `points = "0.4"`, `each = "0.5"`, `each = "0.4"`)
	for i, c := range []struct{ path, told string }{
		{other, "规则不同，两份都保留"},
		{other, "已经有了"},
		{write(t, `each = "0.5"`, `each = "0.3"`), "规则不同，两份都保留"},
		{write(t, `each = "0.5"`, `each = "0.3"`, "未填写不等于零", "没有填写的不等于零"), "规则相同，只是说明文字不同"},
	} {
		if told := strings.Join(take(t, s, c.path).Told, ""); !strings.Contains(told, c.told) {
			t.Errorf("%d says %q", i, told)
		}
	}
	books := open(t, folder).Books()
	if len(books) < 3 || books[2].Kept != "" || books[0].Hash() == books[1].Hash() || !strings.Contains(strings.Join(books[0].Notes, ""), "没有填写的不等于零") {
		t.Errorf("%d books", len(books))
	}
}

// Of the same id and rules, what came in last is proposed, as it was promised, in this run and the next; who is examined may be others,
// and that is told. Taken away, the built-in one is proposed again.
func TestWhatTakesThePlaceOfTheBuiltInOneIsProposed(t *testing.T) {
	folder := t.TempDir()
	s := open(t, folder)
	taken := take(t, s, write(t, `name = "涡阳县"`, `name = "涡阳新区"`))
	if told := strings.Join(taken.Told, ""); !strings.Contains(told, "规则相同，考核对象的名单不同（原来4个，这一份4个），以后用新打开的这一份") {
		t.Errorf("told %q", told)
	}
	again := open(t, folder)
	for _, shelf := range []*editions.Shelf{s, again} {
		if b := shelf.Usual(); b.Kept != taken.Kept {
			t.Errorf("proposed is %q", b.Kept)
		}
	}
	take(t, again, write(t, `each = "0.5"`, `each = "0.3"`))
	if b := again.Usual(); b.Kept != taken.Kept {
		t.Errorf("with other rules %q is proposed", b.Kept)
	}
	if err := again.Remove(taken.Kept); err != nil || !again.Usual().BuiltIn() {
		t.Error("not the built-in one again", err)
	}
}

// What is kept and altered, or cannot be read any more, is told and can be taken away; all else is known as before.
func TestDamagedKeptFilesAreTold(t *testing.T) {
	folder := t.TempDir()
	s := open(t, folder)
	taken := take(t, s, nextYear(t))
	path := filepath.Join(folder, taken.Kept)
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(strings.Replace(string(data), "不等于零", "不等于一", 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	again := open(t, folder)
	if len(again.Faults()) != 1 || again.Faults()[0].Words != "保存的考核指标文件《"+taken.Title+"》已损坏，没有采用；请重新打开原来的文件" || strings.Contains(known(again), "2018") {
		t.Fatalf("%s; told: %v", known(again), again.Faults())
	}
	if err := os.WriteFile(path, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	if words := open(t, folder).Faults()[0].Words; !strings.HasPrefix(words, "保存的考核指标文件（名称无法读取）已损坏") {
		t.Errorf("told: %s", words)
	}
	if err := again.Remove(again.Faults()[0].Kept); err != nil || len(again.Faults()) != 0 || len(open(t, folder).Faults()) != 0 {
		t.Error("cannot be removed", err)
	}
	if err := again.Remove("../细则.toml"); err != nil {
		t.Error(err)
	}
}

// Where nothing can be kept the rulebook serves all the same until the program ends.
func TestAFolderThatCannotBeWritten(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	s := open(t, filepath.Join(file, "editions"))
	taken := take(t, s, nextYear(t))
	if !strings.HasPrefix(known(s), "bozhou-2018, ") || !strings.Contains(strings.Join(taken.Told, ""), "没有存下来") {
		t.Errorf("%s; %v", known(s), taken.Told)
	}
}

// What is no rulebook is refused and changes nothing.
func TestOtherFilesAreRefused(t *testing.T) {
	s := open(t, t.TempDir())
	before := known(s)
	for _, path := range []string{write(t, `total = "100"`, `total = "99"`), filepath.Join(t.TempDir(), "没有.toml")} {
		if _, err := s.Take(context.Background(), path); err == nil || known(s) != before {
			t.Errorf("%s: %v, known %s", path, err, known(s))
		}
	}
}
