package work

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"zicha/forms"
)

// A copy that is changed while it is read is looked at again, and asked about only when it has been left alone; what is written once
// more as it was is not asked about, nor what was said no to.
func TestCopyChangedWhileRead(t *testing.T) {
	queue := make(chan func(), 10)
	jobs := newJobs(func(fn func()) { queue <- fn })
	defer jobs.stop()
	c := NewCopies(jobs)
	c.stop = make(chan struct{}) // the test looks, no clock
	var asked []string
	c.Ask = func(o *Copy) bool {
		text, err := os.ReadFile(o.Path)
		if err != nil {
			t.Error(err)
		}
		asked = append(asked, string(text))
		return true
	}
	path := filepath.Join(t.TempDir(), "方案.txt")
	when := time.Date(2018, 1, 26, 8, 0, 0, 0, time.UTC)
	change := func(text string) {
		when = when.Add(time.Minute)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(path, when, when); err != nil {
			t.Fatal(err)
		}
	}
	change("第一稿")
	sum, err := hashFile(path)
	if err != nil {
		t.Fatal(err)
	}
	c.Watch("item", forms.FileRef{ID: "f", SHA256: sum}, path)
	look := func() {
		c.Look() // it has changed
		c.Look() // and was left alone since: it is read
	}
	change("第一稿")
	look()
	(<-queue)()
	change("第二稿")
	look()
	read := <-queue
	change("第三稿") // after it was read, before that is heard of
	read()
	if len(asked) != 0 {
		t.Fatalf("asked about %q", asked)
	}
	c.Look()
	(<-queue)()
	if len(asked) != 1 || asked[0] != "第三稿" {
		t.Fatalf("asked about %q", asked)
	}
	look()
	change("第三稿")
	look()
	(<-queue)()
	if len(asked) != 1 || len(queue) != 0 {
		t.Errorf("asked about %q, %d readings too many", asked, len(queue))
	}
}
