package work

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"
	"time"

	"zicha/forms"
	"zicha/forms/files"
)

// copyPause is how often the copies outside are looked at.
const copyPause = 2 * time.Second

// Copies are the files handed to the system's programs: they lie in a folder of the session's, which goes with it. A copy of a kept
// file that is changed there is noticed.
type Copies struct {
	// Ask offers a changed copy as the new file; nothing is taken unasked. It reports whether it could ask now: false has it called
	// again later.
	Ask func(c *Copy) bool

	jobs  *Jobs
	base  string
	watch []*Copy
	stop  chan struct{}
}

// Copy is a copy of a kept file in another program's hands.
type Copy struct {
	Item string
	Ref  forms.FileRef
	Path string
	mod  time.Time
	size int64
	told string // the hash of what was last told of
	news bool   // changed, and not read yet
}

// NewCopies keeps the copies of an open file's contents.
func NewCopies(jobs *Jobs) *Copies { return &Copies{jobs: jobs, Ask: func(*Copy) bool { return true }} }

// Folder makes an empty folder for a copy, so that its name can be its own.
func (c *Copies) Folder() (string, error) {
	if c.base == "" {
		base, err := files.TemporaryFolder("", "copies")
		if err != nil {
			return "", err
		}
		c.base = base
	}
	return os.MkdirTemp(c.base, "")
}

// Clear removes the folder and ends the watch. What another program still holds open stays, where the system keeps it.
func (c *Copies) Clear() {
	if c.stop != nil {
		close(c.stop)
		c.stop = nil
	}
	if c.base != "" {
		_ = os.RemoveAll(c.base)
		c.base = ""
	}
	c.watch = nil
}

// Watch remembers a copy of an item's file, and has the copies looked at from now on.
func (c *Copies) Watch(item string, ref forms.FileRef, path string) {
	o := &Copy{Item: item, Ref: ref, Path: path, told: ref.SHA256}
	o.changed()
	c.watch = append(c.watch, o)
	if c.stop != nil {
		return
	}
	c.stop = make(chan struct{})
	go func(stop chan struct{}) {
		tick := time.NewTicker(copyPause)
		defer tick.Stop()
		for {
			select {
			case <-stop:
				return
			case <-tick.C:
				c.jobs.Later(c.Check)
			}
		}
	}(c.stop)
}

// changed looks whether time or length of the copy are others than before.
func (o *Copy) changed() bool {
	info, err := os.Stat(o.Path)
	if err != nil || info.ModTime().Equal(o.mod) && info.Size() == o.size {
		return false
	}
	o.mod, o.size = info.ModTime(), info.Size()
	return true
}

// Check reads the copies that have changed and been left alone since they were looked at last, and offers those that hold something
// new: what another program is still writing is left to it.
func (c *Copies) Check() {
	for _, o := range c.watch {
		if o.changed() {
			o.news = true
			continue
		}
		if o.news {
			o.news = false
			c.read(o)
		}
	}
}

// read looks into a copy, off the window's goroutine.
func (c *Copies) read(o *Copy) {
	mod, size := o.mod, o.size
	go func() {
		sum, err := hashFile(o.Path)
		c.jobs.Later(func() {
			switch {
			case err != nil || o.changed() || !o.mod.Equal(mod) || o.size != size:
				o.news = true // changed while it was read
			case sum == o.told || size == 0:
			case c.Ask(o):
				o.told = sum
			default:
				o.news = true // asked when the dialog on show is done with
			}
		})
	}()
}

// hashFile gives the SHA-256 of a file, in hexadecimal.
func hashFile(path string) (string, error) {
	file, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer file.Close()
	h := sha256.New()
	if _, err := io.Copy(h, file); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// Of finds a copy of an item's file that was last seen changed, nil where there is none.
func (c *Copies) Of(item string, ref forms.FileRef) *Copy {
	for _, o := range c.watch {
		if o.Item == item && o.Ref.ID == ref.ID && o.told != ref.SHA256 {
			return o
		}
	}
	return nil
}

// Taken follows a copy that has become a file of the item, so that it can be changed and taken again.
func (c *Copies) Taken(path string, ref forms.FileRef) {
	for _, o := range c.watch {
		if o.Path == path {
			o.Ref, o.told = ref, ref.SHA256
		}
	}
}
