//go:build unix

package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"
)

// asUsual makes this test binary start as the program does that keeps its settings in the user's folder.
const asUsual = "ZICHA_TEST_USUAL"

// TestUsualChild is the start in the child.
func TestUsualChild(t *testing.T) {
	if os.Getenv(asUsual) == "" {
		t.Skip("of a child only")
	}
	a, done := newApp()
	a.Preferences().SetString("folder."+os.Getenv(asUsual), "/档案")
	done()
	_, _ = os.Stdout.WriteString("zoom " + strconv.Itoa(a.Preferences().Int("zoom")) + "\n")
}

// The settings name files and folders: nobody else reads them, neither where they are new nor where an earlier version has made them. What
// that has kept is taken over, and the toolkit's file is gone; a new user's folders are made, and not a line is said of anything.
func TestSettingsAreTheOwners(t *testing.T) {
	home := t.TempDir()
	folder := filepath.Join(home, "config", "fyne", appID)
	for i, when := range []string{"new", "of an earlier version", "again"} {
		if i == 1 {
			if err := errors.Join(os.Remove(filepath.Join(folder, settingsFile)), os.WriteFile(filepath.Join(folder, toolkitFile), []byte(`{"zoom":3}`), 0o644)); err != nil {
				t.Fatal(err)
			}
		}
		cmd := exec.Command(os.Args[0], "-test.run", "^TestUsualChild$")
		cmd.Env = append(os.Environ(), asUsual+"="+strconv.Itoa(i), "HOME="+home, "XDG_CONFIG_HOME="+filepath.Join(home, "config"), "XDG_CACHE_HOME="+filepath.Join(home, "new", "cache"))
		out, err := cmd.CombinedOutput()
		if err != nil || strings.Contains(string(out), "error") || strings.Contains(string(out), "zoom 3") != (i > 0) {
			t.Fatalf("%s: %v\n%s", when, err, out)
		}
		info, err := os.Stat(filepath.Join(folder, settingsFile))
		if err != nil || info.Mode().Perm() != 0o600 {
			t.Fatalf("%s: %v %v", when, info.Mode(), err)
		}
		if _, err := os.Stat(filepath.Join(folder, toolkitFile)); err == nil {
			t.Errorf("%s: the toolkit's file is there", when)
		}
	}
}

// Two windows write to one file: each what it has changed, and what neither has stays; a half-written or missing file is written whole.
func TestTwoWindowsKeepTheirSettings(t *testing.T) {
	file := filepath.Join(t.TempDir(), settingsFile)
	window := func() *kept {
		k := &kept{file: file}
		if err := k.Setup(test.NewTempApp(t)); err != nil {
			t.Fatal(err)
		}
		k.begin()
		return k
	}
	read := func() string {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		return strings.Join(strings.Fields(string(data)), "")
	}
	one := window()
	one.prefs.SetInt("zoom", 3)
	one.prefs.SetString("gone", "soon")
	one.save()
	two := window()
	two.prefs.SetString("folder.log", "/二")
	two.save()
	one.prefs.RemoveValue("gone")
	one.prefs.SetStringList("recent", []string{"/一"})
	one.save()
	if want := `{"folder.log":"/二","recent":["/一"],"zoom":3}`; read() != want {
		t.Errorf("kept is %s, want %s", read(), want)
	}
	two.prefs.SetStringList("recent", []string{"/二"})
	two.save()
	one.prefs.SetStringList("recent", []string{"/三", "/一"})
	one.save()
	two.prefs.SetStringList("recent", []string{}) // takes /二 out again
	two.save()
	if want := `{"folder.log":"/二","recent":["/三","/一"],"zoom":3}`; read() != want {
		t.Errorf("of what two windows have opened is kept %s, want %s", read(), want)
	}
	if err := os.WriteFile(file, []byte(`{"zo`), 0o600); err != nil {
		t.Fatal(err)
	}
	one.prefs.SetBool("contrast", true)
	one.save()
	if want := `{"contrast":true,"recent":["/三","/一"],"zoom":3}`; read() != want {
		t.Errorf("over half a file is kept %s, want %s", read(), want)
	}
}

// What either of two windows has opened stands before what both had, so that a full list loses the oldest.
func TestRecentFilesOfTwoWindows(t *testing.T) {
	for _, c := range []struct{ known, ours, theirs, want string }{
		{`["1","2","3"]`, `["a","1","2"]`, `["b","1","2"]`, `["a","b","1","2"]`},
		{`["1","2","3"]`, `["2","1","3"]`, `["b","1","2","3"]`, `["b","2","1","3"]`},
		{`["1","2","3"]`, `["1","3"]`, `["1","2"]`, `["1"]`},
		{``, `["a"]`, `["b"]`, `["a","b"]`},
		{`["1"]`, `["a","1"]`, ``, `["a","1"]`},
		{`3`, `4`, `5`, `4`},
	} {
		if got := joined([]byte(c.known), []byte(c.ours), []byte(c.theirs)); string(got) != c.want {
			t.Errorf("%s, here %s, there %s: %s, want %s", c.known, c.ours, c.theirs, got, c.want)
		}
	}
}

// Settings that cannot be read are set aside, each time under a name of its own, and new ones are kept; what the toolkit still has is not
// taken for a first start.
func TestUnreadableSettingsAreSetAside(t *testing.T) {
	(&kept{}).begin() // before it was set up it does nothing
	for name, damaged := range map[string]string{"half": `{"zo`, "nothing": "", "no table": "null", "a list": "[1]", "zeros": "\x00\x00"} {
		folder := t.TempDir()
		file, before := filepath.Join(folder, settingsFile), filepath.Join(folder, toolkitFile)
		for _, path := range []string{file, file + ".damaged"} {
			if err := os.WriteFile(path, []byte(damaged), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if err := os.WriteFile(before, []byte(`{"zoom":7}`), 0o600); err != nil {
			t.Fatal(err)
		}
		changeZoom(t, &kept{file: file, before: before})
		for path, want := range map[string]string{file + ".damaged2": damaged, file + ".damaged": damaged, before: "{}\n"} {
			if got, err := os.ReadFile(path); err != nil || string(got) != want {
				t.Errorf("%s: %s holds %q, %v", name, filepath.Base(path), got, err)
			}
		}
	}
}

// A folder in the place of the settings is set aside as well, and so is an earlier version's file that cannot be read.
func TestSettingsInTheWayAreSetAside(t *testing.T) {
	folder := t.TempDir()
	file, before := filepath.Join(folder, settingsFile), filepath.Join(folder, toolkitFile)
	if err := errors.Join(os.MkdirAll(filepath.Join(file, "其他"), 0o700), os.WriteFile(before, []byte(`{"zo`), 0o600)); err != nil {
		t.Fatal(err)
	}
	changeZoom(t, &kept{file: file, before: before})
	if got, err := os.ReadFile(before + ".damaged"); err != nil || string(got) != `{"zo` {
		t.Errorf("of the earlier version is left %q, %v", got, err)
	}
	if err := errors.Join(os.Remove(file), os.WriteFile(before, []byte("null"), 0o600)); err != nil {
		t.Fatal(err)
	}
	changeZoom(t, &kept{file: file, before: before})
	if got, err := os.ReadFile(before + ".damaged2"); err != nil || string(got) != "null" {
		t.Errorf("of the earlier version is left %q, %v", got, err)
	}
}

// changeZoom begins with the settings of a folder, sees that those of the toolkit are kept at once where there are no others, and that a change
// of them is kept.
func changeZoom(t *testing.T, k *kept) {
	t.Helper()
	a := test.NewTempApp(t)
	a.Preferences().SetInt("zoom", 7)
	if err := k.Setup(a); err != nil {
		t.Fatal(err)
	}
	k.begin()
	if got, err := os.ReadFile(k.file); err != nil || !strings.Contains(string(got), `"zoom": 7`) {
		t.Errorf("of the toolkit's is kept %q, %v", got, err)
	}
	k.prefs.SetInt("zoom", 2)
	k.save()
	if got, err := os.ReadFile(k.file); err != nil || !strings.Contains(string(got), `"zoom": 2`) {
		t.Errorf("kept is %q, %v", got, err)
	}
}
