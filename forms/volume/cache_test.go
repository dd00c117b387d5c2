package volume

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

// What has lain in the cache for long goes when a volume is done, what was used stays.
func TestCachePruned(t *testing.T) {
	c := cache{t.TempDir()}
	for _, name := range []string{"old", "new"} {
		if err := os.WriteFile(filepath.Join(c.dir, name), []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	past := time.Now().Add(-longest - time.Hour)
	if err := os.Chtimes(filepath.Join(c.dir, "old"), past, past); err != nil {
		t.Fatal(err)
	}
	(&shop{dir: t.TempDir(), cache: c}).close()
	left, err := os.ReadDir(c.dir)
	if err != nil || len(left) != 1 || left[0].Name() != "new" {
		t.Errorf("left %v (%v)", left, err)
	}
}
