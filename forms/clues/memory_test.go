package clues

import (
	"os"
	"path/filepath"
	"testing"

	"zicha/forms/pdf"
)

// FuzzMemory: whatever stands in the file of what was seen, only lines that were written for this owner are believed, and what is kept
// then is there the next time.
func FuzzMemory(f *testing.F) {
	path := filepath.Join(f.TempDir(), "seen")
	m := Remember(path, "甲")
	m.Keep("aa", pdf.Traces{Taken: "2017:09:01"})
	m.Close()
	whole, err := os.ReadFile(path)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(whole)
	f.Add(whole[:len(whole)/2])
	f.Add([]byte(`{"of":"bb","seen":{},"sum":"0000000000000000"}` + "\n"))
	f.Add([]byte("\x00\n[[[[\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		for of, seen := range Remember(path, "甲").known {
			if of != "aa" || seen.Taken != "2017:09:01" {
				t.Fatalf("%s is believed: %+v", of, seen)
			}
		}
		if n := len(Remember(path, "乙").known); n > 0 {
			t.Fatalf("%d lines of another's are believed", n)
		}
		m := Remember(path, "甲")
		m.Keep("cc", pdf.Traces{Taken: "2018:01:01"})
		m.Close()
		if seen, ok := Remember(path, "甲").Known("cc"); !ok || seen.Taken != "2018:01:01" {
			t.Fatalf("what was kept is gone: %+v", seen)
		}
	})
}
