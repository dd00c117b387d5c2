package store

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"zicha/forms/files"
)

// names gives the names of a file's backups in the order they were made.
func names(f *File) []string {
	var out []string
	for _, b := range f.format.backups(f.Path()) {
		name := filepath.Base(b.path)
		out = append(out, name[strings.Index(name, backupMark)+len(backupMark):])
	}
	return out
}

func TestBackups(t *testing.T) {
	t.Parallel()
	f := newTest(t)
	day := time.Date(2018, 1, 20, 9, 0, 0, 0, time.Local)
	f.now = func() time.Time { return day }
	path := testFile(t, "a.bin", noise(3<<20))
	blob := add(t, f, path)
	for i := range 8 {
		day = day.AddDate(0, 0, 1)
		set(t, f, "a", strings.Repeat("甲", i+1))
		for range 2 {
			if err := f.backUp(false); err != nil {
				t.Fatal(err)
			}
			set(t, f, "b", strings.Repeat("乙", i+1)) // not in the first backup of the day
		}
	}
	list := f.format.backups(f.Path())
	if got := names(f); !slices.Equal(got, []string{"20180124.test", "20180125.test", "20180126.test", "20180127.test", "20180128.test"}) {
		t.Fatal(got)
	}
	var newest []string
	for _, b := range slices.Backward(list) {
		newest = append(newest, b.path)
	}
	if got := f.format.Backups(f.Path()); !slices.Equal(got, newest) {
		t.Errorf("the newest first: %q", got)
	}
	if info, _ := os.Stat(list[4].path); info.Size() > 1<<20 || info.Mode().Perm() != 0o600 {
		t.Errorf("the backup holds %d bytes: the contents too? mode %v", info.Size(), info.Mode())
	}
	b := open(t, list[4].path)
	if b.BackupDate() != "2018-01-28" || value(b, "a") != strings.Repeat("甲", 8) || value(b, "b") != strings.Repeat("乙", 7) {
		t.Error(b.BackupDate(), value(b, "a"), value(b, "b"))
	}
	_, err := b.OpenFile(blob)
	if wantKind(t, err, ErrContent); !strings.Contains(err.Error(), "备份") {
		t.Error(err)
	}
	if again, existed, err := b.AddFile(t.Context(), Intake{Path: path}); err != nil || existed || again != blob || !b.Holds(blob) {
		t.Error("a backup does not take its files back", err, existed)
	}
	b = reopen(t, b)
	if !b.Holds(blob) || len(b.format.backups(b.Path())) != 0 {
		t.Error("file lost, or a backup of a backup")
	}
}

// Backups are kept, and recommended, in the order they were made, whatever the clock said.
func TestBackupsUnderAWrongClock(t *testing.T) {
	t.Parallel()
	f := newTest(t)
	made := []string{"20300101", "20180121", "20180122", "20180123", "20180124", "20180125", "19700101"}
	for i, date := range made {
		f.now = func() time.Time { d, _ := time.ParseInLocation(backupDate, date, time.Local); return d }
		set(t, f, "a", strings.Repeat("甲", i+1))
		if err := f.backUp(false); err != nil {
			t.Fatal(err)
		}
	}
	want := []string{"20180122.test", "20180123.test", "20180124.test", "20180125.test", "19700101.test"}
	if got := names(f); !slices.Equal(got, want) {
		t.Errorf("kept are %v, want %v", got, want)
	}
	path := f.Path()
	dir := filepath.Dir(path)
	foreign := strings.TrimSuffix(path, ".test") + backupMark + "20170101.test"
	if err := os.WriteFile(foreign, []byte("someone's own"), 0o600); err != nil {
		t.Fatal(err)
	}
	other := newTest(t) // another file that once had this name
	for i := range 20 {
		set(t, other, "a", strings.Repeat("丁", i+1))
	}
	if err := other.SaveAs(strings.TrimSuffix(path, ".test")+backupMark+"20170102.test", false); err != nil {
		t.Fatal(err)
	}
	set(t, f, "a", "末")
	f.now = func() time.Time { return time.Date(2018, 1, 26, 0, 0, 0, 0, time.Local) }
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	entries, _ := os.ReadDir(dir)
	if len(entries) != 8 { // the file, five backups, and the two that are not its own
		t.Error(entries)
	}
	best := func() string {
		_, err := Open(path, f.format, Options{})
		wantKind(t, err, files.Damaged)
		_, rest, _ := strings.Cut(err.Error(), backupMark)
		return rest[:len(backupDate)]
	}
	damage(t, path, "UPDATE log SET note='x' WHERE seq=2")
	if got := best(); got != "20180126" {
		t.Error("recommends", got)
	}
	damage(t, strings.TrimSuffix(path, ".test")+backupMark+"20180126.test", "UPDATE value SET text='x'")
	if got := best(); got != "19700101" { // made last of those that are whole
		t.Error("recommends", got)
	}
}

// Backups of the same state stand by their dates; the one just made is not taken for the oldest where the clock went back.
func TestTheBackupJustMadeStays(t *testing.T) {
	t.Parallel()
	f := newTest(t)
	for _, date := range []string{"20180121", "20180122", "20180123", "20180124", "20180125", "19700101"} {
		f.now = func() time.Time { d, _ := time.ParseInLocation(backupDate, date, time.Local); return d }
		if err := f.backUp(false); err != nil {
			t.Fatal(err)
		}
		if !slices.Contains(names(f), date+".test") {
			t.Errorf("of the backup of %s nothing is left: %v", date, names(f))
		}
	}
}

func TestBackupThatFailsIsAWarning(t *testing.T) {
	t.Parallel()
	f := newTest(t)
	f.Close()
	today := strings.TrimSuffix(f.Path(), ".test") + backupMark + time.Now().Format(backupDate) + ".test"
	if err := os.Remove(today); err != nil {
		t.Fatal("no backup was made on closing:", err)
	}
	if err := os.Mkdir(today, 0o700); err != nil { // cannot be replaced by a file
		t.Fatal(err)
	}
	g := open(t, f.Path())
	plain(t, g.backUp(true))
	if names := folder(t, g); len(names) != 2 { // file and lock
		t.Error("left behind:", names)
	}
}

// A new file under the name of one that was deleted leaves that one's backup of the same day alone, and has one of its own.
func TestBackupOfADeletedNamesake(t *testing.T) {
	t.Parallel()
	f := newTest(t)
	day := time.Date(2018, 1, 26, 9, 0, 0, 0, time.Local)
	f.now = func() time.Time { return day }
	set(t, f, "a", "旧的")
	if err := f.backUp(true); err != nil {
		t.Fatal(err)
	}
	f.changed = false
	f.Close()
	if err := os.Remove(f.Path()); err != nil {
		t.Fatal(err)
	}
	g, err := Create(f.Path(), testFormat(), Start{Meta: map[string]string{"title": "新"}}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer g.Close()
	g.now = f.now
	if err := g.backUp(false); err != nil {
		t.Fatal(err)
	}
	stem := strings.TrimSuffix(f.Path(), ".test") + backupMark + "20180126"
	if old := open(t, stem+"-"+f.Meta(metaID)+".test"); value(old, "a") != "旧的" {
		t.Error("the backup of the deleted file is gone")
	}
	if own := open(t, stem+".test"); own.Meta(metaID) != g.Meta(metaID) {
		t.Error("no backup of its own")
	}
	if got := names(g); !slices.Equal(got, []string{"20180126.test"}) {
		t.Error(got)
	}
}
