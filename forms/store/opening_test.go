package store

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"zicha/forms/files"
)

// However an upgrade fails, for writing or only to look: it is told in one sentence, the file stays as it was, and nothing is left, neither
// beside it nor in the folder for passing files.
func TestUpgradeThatFails(t *testing.T) {
	f := sample(t)
	good, err := os.ReadFile(f.Path())
	if err != nil {
		t.Fatal(err)
	}
	passing := t.TempDir()
	t.Setenv("TMPDIR", passing)
	t.Setenv("TMP", passing)
	for what, c := range map[string]struct {
		spoil string
		steps map[int]func(*Tx) error
	}{
		"no step":             {"", nil},
		"the second missing":  {"", map[int]func(*Tx) error{3: func(*Tx) error { return nil }}},
		"a step fails":        {"", map[int]func(*Tx) error{3: func(*Tx) error { return nil }, 4: func(tx *Tx) error { return tx.Insert(paperTable(), int64(1), "zwei") }}},
		"totals not readable": {"UPDATE meta SET value=x'20' WHERE key='totals'", map[int]func(*Tx) error{3: func(*Tx) error { return nil }, 4: func(*Tx) error { return nil }}},
	} {
		dir := t.TempDir()
		path := filepath.Join(dir, "a.test")
		if err := os.WriteFile(path, good, 0o600); err != nil {
			t.Fatal(err)
		}
		if c.spoil != "" {
			damage(t, path, c.spoil)
		}
		before, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		newer := testFormat()
		newer.Version, newer.Steps = 5, c.steps
		for _, looking := range []bool{true, false} {
			_, err := Open(path, newer, Options{ReadOnly: looking})
			saying(t, err, files.Damaged, "簿子是旧版本的，升级没有成功，原文件没有改动；请把簿子复制到本机磁盘再打开，仍不成功时请联系提供程序的人")
			if now, _ := os.ReadFile(path); !bytes.Equal(now, before) {
				t.Errorf("%s, looking %t: the file was changed", what, looking)
			}
			for _, at := range []string{dir, passing} {
				if list, err := os.ReadDir(at); err != nil || len(list) != map[string]int{dir: 1, passing: 0}[at] {
					t.Errorf("%s, looking %t: left %v, %v", what, looking, list, err)
				}
			}
		}
	}
}

// An old file goes up step by step, each seeing what the one before has left, and its rows count from then on.
func TestUpgradeStepByStep(t *testing.T) {
	t.Parallel()
	f := sample(t)
	newer := testFormat()
	newer.Version = 5
	newer.Steps = map[int]func(*Tx) error{
		3: func(tx *Tx) error {
			return errors.Join(tx.SetMeta("steps", "三"), tx.Insert(paperTable(), int64(3), []byte("三")))
		},
		4: func(tx *Tx) error {
			before, err := tx.db.meta("steps")
			return errors.Join(err, tx.SetMeta("steps", before+"四"))
		},
	}
	for range 2 { // once up, it is open as any other
		g, err := Open(f.Path(), newer, Options{})
		if err != nil {
			t.Fatal(err)
		}
		var ids []string
		if err := g.Rows(paperTable(), func(row []any) error { ids = append(ids, fmt.Sprint(row[0])); return nil }, ""); err != nil || strings.Join(ids, " ") != "1 2 3" {
			t.Errorf("rows %v, %v", ids, err)
		}
		if g.Meta("steps") != "三四" {
			t.Errorf("steps %q", g.Meta("steps"))
		}
		if err := g.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// Whoever owns the file type is given the meta table first, then every row of its own tables in order, and can refuse the file by either.
func TestOwnerLooksAtWhatIsOpened(t *testing.T) {
	t.Parallel()
	path := sample(t).Path()
	var told []string
	options := Options{
		ReadOnly: true,
		Begin:    func(meta map[string]string) error { told = append(told, meta["title"]); return nil },
		Row: func(table Table, row []any) error {
			told = append(told, fmt.Sprint(table.Name, row[0], len(row)))
			return nil
		},
	}
	f, err := Open(path, testFormat(), options)
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"名称", "paper1 2", "paper2 2"}; !slices.Equal(told, want) {
		t.Errorf("told %q", told)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	refused := files.Failure(ErrRefused, "不收这份；请换一份")
	for what, spoil := range map[string]func(o *Options){
		"meta": func(o *Options) { o.Begin = func(map[string]string) error { return refused } },
		"rows": func(o *Options) { o.Row = func(Table, []any) error { return refused } },
	} {
		o := options
		spoil(&o)
		_, err := Open(path, testFormat(), o)
		if saying(t, err, ErrRefused, "不收这份；请换一份"); err == nil {
			t.Errorf("by its %s: opened", what)
		}
	}
}

// What always stands in the meta table is missed by name: a file without any part of it is damaged.
func TestMetaThatIsMissing(t *testing.T) {
	t.Parallel()
	good := sample(t).Path()
	for _, key := range []string{"id", "created", "totals", "title"} {
		path := filepath.Join(t.TempDir(), "a.test")
		copyFile(t, good, path)
		damage(t, path, "DELETE FROM meta WHERE key='"+key+"'")
		_, err := Open(path, testFormat(), Options{ReadOnly: true})
		if wantKind(t, err, files.Damaged); !strings.Contains(err.Error(), "基本信息已损坏") {
			t.Errorf("without %s: %v", key, err)
		}
	}
}
