//go:build unix

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// asUsual makes this test binary start as the program does that keeps its settings in the user's folder.
const asUsual = "ZICHA_TEST_USUAL"

// TestUsualChild is the start in the child; it ends when the toolkit has written what was set.
func TestUsualChild(t *testing.T) {
	if os.Getenv(asUsual) == "" {
		t.Skip("of a child only")
	}
	a, done := newApp()
	defer done()
	a.Preferences().SetString("folder.dossier", "/档案")
	for range 500 {
		if kept, _ := os.ReadFile(filepath.Join(settings(a), settingsFile)); strings.Contains(string(kept), "/档案") {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatal("what was set is not written")
}

// The settings name files and folders: nobody else reads them, neither where they are new nor where an earlier version has made them.
func TestSettingsAreTheOwners(t *testing.T) {
	config := t.TempDir()
	for _, when := range []string{"new", "of an earlier version"} {
		cmd := exec.Command(os.Args[0], "-test.run", "^TestUsualChild$")
		cmd.Env = append(os.Environ(), asUsual+"=1", "XDG_CONFIG_HOME="+config)
		if out, err := cmd.CombinedOutput(); err != nil || strings.Contains(string(out), "error") {
			t.Fatalf("%v\n%s", err, out)
		}
		path := filepath.Join(config, "fyne", appID, settingsFile)
		info, err := os.Stat(path)
		if err != nil || info.Mode().Perm() != 0o600 {
			t.Fatalf("%s: %v %v", when, info.Mode(), err)
		}
		if err := os.Chmod(path, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
