package store

import (
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"zicha/scoring/soak"
)

// besideBackup gives the bytes of a file, those of the backup beside it, and what is in the file; much of it is in both.
func besideBackup(t *testing.T) (data, backup []byte, want map[string]string) {
	t.Helper()
	f := sample(t)
	f = open(t, f.Path())
	fill(t, f)
	if err := f.backUp(true); err != nil {
		t.Fatal(err)
	}
	list := f.format.backups(f.Path())
	backup, err := os.ReadFile(list[len(list)-1].path)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 10 {
		set(t, f, "remark/1", strings.Repeat("后", i+1))
	}
	want, _ = f.Values()
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	if data, err = os.ReadFile(f.Path()); err != nil {
		t.Fatal(err)
	}
	return data, backup, want
}

// mended repairs a file beside which a backup lies, or none.
func mended(t *testing.T, data, backup []byte) *Repaired {
	t.Helper()
	dir := t.TempDir()
	path := filepath.Join(dir, "a.test")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	if backup != nil {
		if err := os.WriteFile(filepath.Join(dir, "a"+backupMark+"20180126.test"), backup, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	out, err := Repair{From: path, To: filepath.Join(dir, "b.test"), Format: testFormat(), Mend: func(out *Repaired) error {
		out.Meta["title"] = "名称"
		return nil
	}}.Run(t.Context())
	if err != nil {
		plain(t, err)
		return nil
	}
	g := open(t, filepath.Join(dir, "b.test"))
	sameValues(t, g, out.Values)
	return out
}

// What a file has lost comes from the backup beside it, never in the place of what the file still says; what remains lost or in doubt is told.
func TestRepairTakesFromTheBackup(t *testing.T) {
	t.Parallel()
	data, backup, want := besideBackup(t)
	r := rand.New(rand.NewPCG(11, 12))
	alone, together := 0, 0
	for range soak.Times(5, 1000) {
		bad := slices.Clone(data)
		for n := range len(bad) / pageSize {
			if r.IntN(3) == 0 {
				clear(bad[n*pageSize : (n+1)*pageSize])
			}
		}
		without, with := mended(t, bad, nil), mended(t, bad, backup)
		if without == nil || with == nil {
			continue
		}
		for path := range want {
			if without.Values[path] == want[path] {
				alone++
			}
			if with.Values[path] == want[path] {
				together++
			} else if without.Values[path] == want[path] {
				t.Errorf("%s: the backup took the place of what was there", path)
			}
		}
		if wrong := silently(with, want); wrong != "" {
			t.Error(wrong)
		}
		if len(with.Rows["paper"]) < len(without.Rows["paper"]) || with.LostLog > without.LostLog {
			t.Errorf("papers %d and %d, entries lost %d and %d", len(without.Rows["paper"]), len(with.Rows["paper"]), without.LostLog, with.LostLog)
		}
	}
	if together <= alone {
		t.Errorf("%d values right without the backup, %d with it", alone, together)
	}
	t.Logf("%d values right without the backup, %d with it", alone, together)
}

// A backup of another file that has taken the name is of no use, nor one that is damaged, and nothing is taken where nothing lacks.
func TestRepairLeavesOtherBackups(t *testing.T) {
	t.Parallel()
	data, backup, want := besideBackup(t)
	_, foreign, _ := besideBackup(t)
	if out := mended(t, data, backup); out == nil || out.Backup != "" || !maps.Equal(out.Values, want) {
		t.Errorf("a whole file: %+v", out)
	}
	bad := slices.Clone(data)
	for n := 1; n < len(bad)/pageSize; n += 2 {
		clear(bad[n*pageSize : (n+1)*pageSize])
	}
	spoilt := slices.Clone(backup)
	for n := 1; n < len(spoilt)/pageSize; n++ {
		spoilt[n*pageSize+pageSize/2]++
	}
	for name, beside := range map[string][]byte{"another's": foreign, "damaged": spoilt} {
		if out := mended(t, bad, beside); out == nil || out.Backup != "" {
			t.Errorf("%s: %+v", name, out.Backup)
		}
	}
	if out := mended(t, bad, backup); out == nil || out.Backup != "a"+backupMark+"20180126.test" {
		t.Error("its own is not used")
	}
}
