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
	jobs := NewJobs(func(fn func()) { queue <- fn })
	defer jobs.Stop()
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
		c.Check() // it has changed
		c.Check() // and was left alone since: it is read
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
	c.Check()
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

// What a reading found is of no weight once the copy was seen to have changed, even where it has its old length.
func TestCopySeenToHaveChanged(t *testing.T) {
	queue := make(chan func(), 10)
	jobs := NewJobs(func(fn func()) { queue <- fn })
	defer jobs.Stop()
	c := NewCopies(jobs)
	c.stop = make(chan struct{})
	asked := 0
	c.Ask = func(*Copy) bool { asked++; return true }
	path := filepath.Join(t.TempDir(), "方案.txt")
	when := time.Date(2018, 1, 26, 8, 0, 0, 0, time.UTC)
	for i, text := range []string{"第一稿", "第二稿", "第三稿"} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(path, when, when.Add(time.Duration(i)*time.Minute)); err != nil {
			t.Fatal(err)
		}
		switch i {
		case 0:
			c.Watch("item", forms.FileRef{ID: "f", SHA256: "as it was handed out"}, path)
		case 1:
			c.Check()
			c.Check() // it is read
		}
	}
	read := <-queue
	c.Check() // the third draft is seen
	if read(); asked != 0 {
		t.Error("asked about a draft that is gone")
	}
	c.Check()
	if (<-queue)(); asked != 1 {
		t.Errorf("asked %d times about the last draft", asked)
	}
}

// A copy that cannot be read just now is looked at again; an empty one is not asked about, and where nothing can be asked now it is asked
// later.
func TestCopiesThatMustWait(t *testing.T) {
	queue := make(chan func(), 10)
	jobs := NewJobs(func(fn func()) { queue <- fn })
	defer jobs.Stop()
	c := NewCopies(jobs)
	c.stop = make(chan struct{})
	free, asked := true, 0
	if !c.Ask(nil) {
		t.Error("while nobody is there to ask, copies are told of again and again")
	}
	c.Ask = func(*Copy) bool { asked++; return free }
	path := filepath.Join(t.TempDir(), "方案.txt")
	put := func(text string) {
		t.Helper()
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	put("第一稿")
	c.Watch("item", forms.FileRef{ID: "f", SHA256: "as it was handed out"}, path)
	look := func(want int, why string) {
		t.Helper()
		for len(queue) > 0 {
			(<-queue)()
		}
		c.Check()
		c.Check()
		(<-queue)()
		if asked != want {
			t.Errorf("%s: asked %d times", why, asked)
		}
	}
	put("第二稿，长一些")
	c.Check()
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	c.Check()
	(<-queue)()
	if asked != 0 {
		t.Error("asked about a file that is gone")
	}
	put("")
	look(0, "an empty file")
	put("第三稿，又长一些")
	free = false
	look(1, "while a dialog stands")
	free = true
	c.Check()
	(<-queue)()
	if asked != 2 {
		t.Errorf("afterwards asked %d times", asked)
	}
	c.Check()
	if len(queue) != 0 {
		t.Error("read again for nothing")
	}
	if _, err := hashFile(filepath.Dir(path)); err == nil {
		t.Error("a folder has a hash")
	}
}

// A changed copy is found by its item and file, until it has become the item's file.
func TestCopyOfAFile(t *testing.T) {
	kept, taken := forms.FileRef{ID: "f", SHA256: "aa"}, forms.FileRef{ID: "g", SHA256: "bb"}
	c := NewCopies(nil)
	same := &Copy{Item: "one", Ref: kept, Path: "1", told: "aa"}
	changed := &Copy{Item: "two", Ref: kept, Path: "2", told: "bb"}
	c.watch = []*Copy{same, changed}
	for _, at := range []struct {
		item string
		ref  forms.FileRef
		want *Copy
	}{{"one", kept, nil}, {"two", kept, changed}, {"two", forms.FileRef{ID: "other", SHA256: "aa"}, nil}, {"three", kept, nil}} {
		if got := c.Of(at.item, at.ref); got != at.want {
			t.Errorf("%s %s: %v", at.item, at.ref.ID, got)
		}
	}
	c.Taken("2", taken)
	if c.Of("two", taken) != nil || changed.Ref != taken || same.Ref != kept {
		t.Errorf("taken: %v, the other %v", changed.Ref, same.Ref)
	}
	changed.told = "cc"
	if c.Of("two", taken) != changed {
		t.Error("changed once more, it is not found")
	}
}
