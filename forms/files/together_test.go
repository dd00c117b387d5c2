package files_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"zicha/forms/files"
)

// Files come together or not at all: what fails, is cancelled or finds a name taken leaves nothing, not even the folder made for it.
func TestTogether(t *testing.T) {
	names := []string{"一", "二", "三"}
	for what, c := range map[string]struct {
		at   func(dir string, cancel func(), name string) error
		want error
	}{
		"fails": {func(_ string, _ func(), name string) error {
			if name == "三" {
				return os.ErrClosed
			}
			return nil
		}, os.ErrClosed},
		"cancelled": {func(_ string, cancel func(), name string) error {
			if name == "二" {
				cancel()
			}
			return nil
		}, files.ErrCancelled},
		"taken": {func(dir string, _ func(), name string) error {
			if name == "二" {
				return os.WriteFile(filepath.Join(dir, "三"), nil, 0o600)
			}
			return nil
		}, files.Exists},
	} {
		dir := filepath.Join(t.TempDir(), "新的")
		ctx, cancel := context.WithCancel(t.Context())
		_, err := planOf(dir, names).Together(ctx, func(name string) ([]byte, error) { return []byte(name), c.at(dir, cancel, name) })
		cancel()
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v", what, err)
		}
		left, _ := os.ReadDir(dir)
		if what == "taken" && (len(left) != 1 || left[0].Name() != "三") || what != "taken" && left != nil {
			t.Errorf("%s: left %v", what, left)
		}
		if _, err := os.Stat(dir); what != "taken" && err == nil {
			t.Errorf("%s: left its folder", what)
		}
	}
	dir := filepath.Join(t.TempDir(), "新的")
	paths, err := planOf(dir, names).Together(t.Context(), func(name string) ([]byte, error) {
		if list, _ := os.ReadDir(dir); len(list) != 1 || !files.IsTemporary(list[0].Name()) {
			t.Errorf("%s: there before all are made: %v", name, list)
		}
		return []byte(name), nil
	})
	if err != nil || len(paths) != 3 || content(t, paths[2]) != "三" {
		t.Error(paths, err)
	}
	if list, _ := os.ReadDir(dir); len(list) != 3 {
		t.Errorf("left %v", list)
	}
}

// Work given up before it begins makes nothing; a folder that was there stays, though it is empty, and one that cannot be made is said.
func TestTogetherNothing(t *testing.T) {
	dir := t.TempDir()
	never := func(string) ([]byte, error) { t.Error("made"); return nil, nil }
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if paths, err := planOf(dir, []string{"一"}).Together(gone, never); err != files.ErrCancelled || paths != nil {
		t.Errorf("cancelled: %v, %v", paths, err)
	}
	holds(t, dir)
	if paths, err := (files.Outputs{}).Together(t.Context(), never); err != nil || paths != nil {
		t.Errorf("nothing planned: %v, %v", paths, err)
	}
	file := filepath.Join(dir, "文件")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := planOf(filepath.Join(file, "新的"), []string{"一"}).Together(t.Context(), never); !errors.Is(err, files.NotFound) {
		t.Errorf("no folder: %v", err)
	}
}

// planOf is the plan of files of some names in a folder, as it is now.
func planOf(dir string, names []string) files.Outputs {
	var out files.Outputs
	for _, name := range names {
		out = append(out, files.Output{Path: filepath.Join(dir, name)})
	}
	return out.Look(false)
}

// What was there when the plan was made is replaced; where the others cannot get their names it is as it was before.
func TestTogetherReplaces(t *testing.T) {
	names := []string{"一", "二", "三"}
	write := func(path, text string) {
		t.Helper()
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, taken := range []bool{false, true} {
		dir := t.TempDir()
		write(filepath.Join(dir, "一"), "更旧的")
		write(filepath.Join(dir, "二"), "旧的")
		plan := planOf(dir, names)
		paths, err := plan.Together(t.Context(), func(name string) ([]byte, error) {
			if name == "三" && taken {
				write(filepath.Join(dir, "三"), "别人的")
			}
			return []byte("新的"), nil
		})
		want := map[string]string{"一": "新的", "二": "新的", "三": "新的"}
		if taken {
			want = map[string]string{"一": "更旧的", "二": "旧的", "三": "别人的"}
		}
		if (err != nil) != taken || taken && (paths != nil || !errors.Is(err, files.Exists)) {
			t.Errorf("taken %v: %v, %v", taken, paths, err)
		}
		left, _ := os.ReadDir(dir)
		if len(left) != len(want) {
			t.Errorf("taken %v: left %v", taken, left)
		}
		for name, text := range want {
			if got := content(t, filepath.Join(dir, name)); got != text {
				t.Errorf("taken %v: %s holds %q", taken, name, got)
			}
		}
	}
}
