package dossier

import (
	"context"
	"errors"
	"os"
	"sync"
	"time"

	"zicha/forms"
	"zicha/scoring"
)

// File is an open dossier. Its methods may be called from any goroutine; those that touch the disk wait for one another, the
// others (Dossier, CanUndo, CanRedo, Versions and the like) return at once even while a large file is being taken in.
type File struct {
	path, data string // data differs from path only for an older file opened read-only
	readOnly   bool
	who        string
	now        func() time.Time
	lock       *lock
	warning    error
	backupDate string

	disk     sync.Mutex // guards the store and what goes with it
	store    *store
	files    map[string]stored // by SHA-256
	nextFile int64
	lastSeq  int64
	last     map[forms.Path]string // the id of the last change of each path
	pending  map[forms.Path]string // the same for the transaction under way
	changed  bool                  // since the last backup

	state      sync.RWMutex // guards what is known of the stored state; held for moments only
	d          *forms.Dossier
	undo, redo []batch
	versions   []Version
	reopened   map[int]string
	scans      []Scan
	exported   string
	offered    *scoring.Edition
}

// Path is where the dossier lies.
func (f *File) Path() string { return f.path }

// ReadOnly reports whether it was opened only to look at.
func (f *File) ReadOnly() bool { return f.readOnly }

// Warning is what did not work while opening but does not hinder work, nil mostly: no backup could be made.
func (f *File) Warning() error { return f.warning }

// BackupDate is "" for a dossier; for a backup, which lacks the evidence contents, the date it was made ("2018-01-26").
func (f *File) BackupDate() string { return f.backupDate }

// SetWho names the person written into the log from now on.
func (f *File) SetWho(name string) {
	f.disk.Lock()
	defer f.disk.Unlock()
	f.who = name
}

// Dossier gives a copy of the stored state. It is the caller's own: a window applies each change to its copy at once and
// hands the same changes to Commit; what Undo and Redo return is applied to it likewise.
func (f *File) Dossier() *forms.Dossier {
	f.state.RLock()
	defer f.state.RUnlock()
	return f.d.Clone()
}

// Commit stores changes as one step of the history; when it returns nil the disk has them. Old must be the stored value of each
// path, else ErrConflict. Answers that are changed count as confirmed (forms.Dossier.Settled). Other errors: ErrFinal, ErrReadOnly, ErrFull, ErrInUse, ErrDisk; then nothing has changed.
func (f *File) Commit(note string, changes []forms.Change) error {
	if len(changes) == 0 {
		return nil
	}
	f.disk.Lock()
	defer f.disk.Unlock()
	if err := f.writable(); err != nil {
		return err
	}
	f.state.RLock()
	changes = f.d.Settled(changes)
	f.state.RUnlock()
	return f.commit(batch{id: forms.NewID(), kind: kindEdit, note: note, changes: changes})
}

// commit stores a batch and takes it over in memory.
func (f *File) commit(b batch) error {
	if err := f.guard(b.changes); err != nil {
		return err
	}
	if err := f.write("保存", func() error { return f.append(b) }); err != nil {
		return err
	}
	f.state.Lock()
	defer f.state.Unlock()
	f.d.Apply(b.changes...)
	f.replay(b)
	return nil
}

// guard refuses changes that start from a value other than the stored one.
func (f *File) guard(changes []forms.Change) error {
	f.state.RLock()
	defer f.state.RUnlock()
	ahead := map[forms.Path]string{}
	for _, c := range changes {
		have, ok := ahead[c.Path]
		if !ok {
			have = f.d.Get(c.Path)
		}
		if c.Path == "" || have != c.Old {
			return failure(ErrConflict, "“%s”在别处已经改过，这次没有保存；请重新打开档案看一下现在的内容，再改一次", f.d.Label(c.Path))
		}
		ahead[c.Path] = c.New
	}
	return nil
}

// writable reports why nothing can be written now.
func (f *File) writable() error {
	switch {
	case f.store == nil:
		return failure(ErrClosed, "档案已经关闭；请重新打开")
	case f.readOnly:
		return failure(ErrReadOnly, "档案是以只读方式打开的，不能保存；需要修改时，请另存一份，或者关闭后重新打开")
	case f.final():
		return failure(ErrFinal, "档案已经定稿，不能再改；需要修改时，请先“退回修改”并写明原因")
	}
	return nil
}

func (f *File) final() bool {
	f.state.RLock()
	defer f.state.RUnlock()
	return f.d.Final
}

// write runs a transaction and words its failure.
func (f *File) write(doing string, fn func() error) error {
	seq, last := f.lastSeq, map[forms.Path]string{}
	f.pending = last
	defer func() { f.pending = nil }()
	if err := f.store.write(fn); err != nil {
		f.lastSeq = seq
		return fault(doing, err)
	}
	for p, id := range last {
		f.last[p] = id
	}
	f.changed = true
	return nil
}

// Close makes today's backup where something has changed, gives the lock back and closes the file. Closing twice is harmless.
func (f *File) Close() error {
	f.disk.Lock()
	defer f.disk.Unlock()
	if f.store == nil {
		return nil
	}
	if !f.readOnly && f.changed {
		_ = f.backUp(true) // the dossier itself is safe; the next opening tells of a folder that cannot be written
	}
	return fault("关闭档案", f.shut())
}

// shut lets go of everything, also after a failed opening.
func (f *File) shut() error {
	var err error
	if f.store != nil {
		err = f.store.close()
		f.store = nil
	}
	if f.data != f.path {
		_ = os.Remove(f.data)
	}
	if f.lock != nil {
		f.lock.release()
		f.lock = nil
	}
	return err
}

func (f *File) stamp() string { return f.now().Format(timeFormat) }

// timeFormat is how times stand in the file, with the zone.
const timeFormat = "2006-01-02T15:04:05.000Z07:00"

func cancelled(err error) bool {
	return errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded)
}
