//go:build unix

package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A path is the bytes it is: names in GBK, as old archives leave them on Linux, are found and made under these bytes.
func TestPathsInGBK(t *testing.T) {
	dir := t.TempDir()
	in := func(name string) string { return filepath.Join(dir, name) }
	file, notice, out := in("\xce\xd0\xd1\xf4.zicha"), in("\xcd\xa8\xd6\xaa.txt"), in("\xb5\xbc\xb3\xf6")
	if err := os.WriteFile(notice, []byte("关于建立联席会议制度的通知"), 0o600); err != nil {
		t.Skip("this file system takes no such name: ", err)
	}
	did(t, "new", file, "--county", "341621")
	said := did(t, "attach", file, "5.1", notice)
	did(t, "show", file)
	did(t, "export", file, out)
	if strings.Contains(said, "\ufffd") {
		t.Errorf("a name is spoilt: %q", said)
	}
	for _, pattern := range []string{file, filepath.Join(out, "*.pdf"), filepath.Join(out, "*.xlsx")} {
		if found, err := filepath.Glob(pattern); err != nil || len(found) != 1 {
			t.Errorf("%q: %q, %v", pattern, found, err)
		}
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if strings.Contains(e.Name(), "\ufffd") {
			t.Errorf("made under another name: %q", e.Name())
		}
	}
}
