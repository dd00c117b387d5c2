package assess

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"
	"path/filepath"
	"time"

	"zicha/forms"
)

// copies are the files handed to the system's programs: they lie in a folder of the session's, which goes with it. A copy of a piece
// of evidence that is changed there is noticed.
type copies struct {
	base  string
	watch []*outside
	stop  chan struct{}
}

// outside is a copy of a kept file in another program's hands.
type outside struct {
	item string
	ref  forms.FileRef
	path string
	mod  time.Time
	size int64
	told string // the hash of what was last told of
}

// copyPause is how often the copies outside are looked at.
const copyPause = 2 * time.Second

// folder makes an empty folder for a copy, so that its name can be its own.
func (c *copies) folder() (string, error) {
	if c.base == "" {
		base, err := os.MkdirTemp("", "zicha-")
		if err != nil {
			return "", err
		}
		c.base = base
	}
	return os.MkdirTemp(c.base, "")
}

// clear removes the folder and ends the watch. What another program still holds open stays, where the system keeps it.
func (c *copies) clear() {
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

// watchCopy remembers a copy of an item's file, and has the copies looked at from now on.
func (d *Desk) watchCopy(item string, ref forms.FileRef, path string) {
	c := &d.session.copies
	o := &outside{item: item, ref: ref, path: path, told: ref.SHA256}
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
				d.session.later(d.checkCopies)
			}
		}
	}(c.stop)
}

// changed looks whether time or length of the copy are others than before.
func (o *outside) changed() bool {
	info, err := os.Stat(o.path)
	if err != nil || info.ModTime().Equal(o.mod) && info.Size() == o.size {
		return false
	}
	o.mod, o.size = info.ModTime(), info.Size()
	return true
}

// checkCopies reads the copies that look changed, and asks about those that are; one question at a time.
func (d *Desk) checkCopies() {
	if d.session.Locked() || d.host.Window.Canvas().Overlays().Top() != nil {
		return
	}
	for _, o := range d.session.copies.watch {
		if !o.changed() {
			continue
		}
		mod, size := o.mod, o.size
		go func() {
			sum, err := hashFile(o.path)
			d.session.later(func() {
				switch {
				case !o.mod.Equal(mod) || o.size != size: // changed again since, and looked at again
				case err != nil || o.changed():
					o.mod = time.Time{} // another program is writing it; look again
				default:
					d.askTakeCopy(o, sum)
				}
			})
		}()
	}
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

// askTakeCopy offers a changed copy as the item's new file; nothing is taken unasked.
func (d *Desk) askTakeCopy(o *outside, sum string) {
	item, ok := d.session.item(o.item)
	if !ok || item.Removed || sum == o.told || o.size == 0 || d.session.Locked() {
		return
	}
	if d.host.Window.Canvas().Overlays().Top() != nil {
		o.mod = time.Time{} // asked when the dialog on show is done with
		return
	}
	o.told = sum
	words := "“" + filepath.Base(o.path) + "”（佐证" + item.Number + " " + item.Title + "）打开后在别的程序里改过了。档案里存的仍是原来的文件。要换成改过的吗？"
	d.offerCopy(o, words)
}

// of finds a copy of an item's file that was last seen changed.
func (c *copies) of(item string, ref forms.FileRef) *outside {
	for _, o := range c.watch {
		if o.item == item && o.ref.ID == ref.ID && o.told != ref.SHA256 {
			return o
		}
	}
	return nil
}

// taken follows a copy that has become the item's file, so that it can be changed and taken again.
func (s *Session) taken(item, path string) {
	e, _ := s.item(item)
	for _, o := range s.copies.watch {
		for _, ref := range e.Files {
			if o.path == path && ref.Name == filepath.Base(path) {
				o.ref, o.told = ref, ref.SHA256
			}
		}
	}
}
