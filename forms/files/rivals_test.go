package files_test

import (
	"errors"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"

	"zicha/forms/files"
)

// Of those who give several files the same name at once one succeeds, and the others are told.
func TestNameTakenByOne(t *testing.T) {
	const rivals = 8
	for range 40 {
		dir := t.TempDir()
		path := filepath.Join(dir, "甲.pdf")
		var ready, done sync.WaitGroup
		ready.Add(rivals)
		done.Add(rivals)
		var won atomic.Int32
		for range rivals {
			go func() {
				defer done.Done()
				err := files.Place{Path: path, Check: func(string) error { ready.Done(); ready.Wait(); return nil }}.Write(t.Context(), write("一"))
				switch {
				case err == nil:
					won.Add(1)
				case !errors.Is(err, files.Exists):
					t.Error(err)
				}
			}()
		}
		done.Wait()
		if won.Load() != 1 {
			t.Fatalf("%d have taken the name", won.Load())
		}
		holds(t, dir, "甲.pdf")
	}
}
