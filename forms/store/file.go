package store

import (
	"bytes"
	"errors"
	"maps"
	"os"
	"sync"
	"time"

	"zicha/forms/files"
)

// File is an open file. Its methods may be called from any goroutine; those that touch the disk wait for one another, the others
// return at once even while a large file is being taken in.
type File struct {
	format     Format
	path, data string // data differs from path only for an older file opened read-only
	opts       Options
	now        func() time.Time
	lock       *lock
	warning    error

	disk     sync.Mutex // guards the database and what goes with it
	db       *conn
	files    map[string]stored // by SHA-256
	nextFile int64
	last     map[string]string // the id of the last change of each path
	changed  bool              // since the last backup

	state      sync.RWMutex // guards what is known of the stored state; held for moments only
	meta       map[string]string
	values     map[string]string
	drafts     map[string]Draft
	lastSeq    int64
	undo, redo []Step
	events     []Entry
	wrote      time.Time // when something was last written
}

// Options say how to open a file and what its owner, the package of the file type, wants to be asked and told. The functions are
// called with the disk held: they must not call the file's methods that touch it.
type Options struct {
	ReadOnly bool                    // look only: takes no lock and writes nothing
	Who      string                  // the person named in the log; "" means the system's user
	Allow    func(kind string) error // says why a step or an intake of this kind cannot be now, nil where it can; may be nil
	Applied  func(Step)              // is told of each step that was stored; may be nil
	Label    func(path string) string
	Begin    func(meta map[string]string) error // is given the meta table before any row, while the file is being opened; may be nil
	Row      func(t Table, row []any) error     // is given each row of the file type's tables when they are checked at opening, as File.Rows lends it; may be nil
}

func (o Options) row(t Table) func(row []any) error {
	if o.Row == nil {
		return func([]any) error { return nil }
	}
	return func(row []any) error { return o.Row(t, row) }
}

// Path is where the file lies.
func (f *File) Path() string { return f.path }

// ReadOnly reports whether it was opened only to look at.
func (f *File) ReadOnly() bool { return f.opts.ReadOnly }

// Warning is what did not work while opening but does not hinder work, nil mostly: no backup could be made.
func (f *File) Warning() error { return f.warning }

// BackupDate is "" for a file; for a backup, which lacks the contents of kept files, the date it was made ("2018-01-26").
func (f *File) BackupDate() string { return f.Meta(metaBackup) }

// Meta gives a value of the meta table, "" where it is missing.
func (f *File) Meta(key string) string {
	f.state.RLock()
	defer f.state.RUnlock()
	return f.meta[key]
}

// Values gives a copy of the stored values and the number of the last change they hold.
func (f *File) Values() (values map[string]string, seq int64) {
	f.state.RLock()
	defer f.state.RUnlock()
	return maps.Clone(f.values), f.lastSeq
}

// SetWho names the person written into the log from now on.
func (f *File) SetWho(name string) {
	f.disk.Lock()
	defer f.disk.Unlock()
	f.opts.Who = name
}

// Tx is a transaction under way.
type Tx struct {
	db   *conn
	f    *File
	now  time.Time
	seq  int64
	last map[string]string
	meta map[string]string
}

// begins is a transaction of the file in a database.
func (f *File) begins(db *conn) *Tx {
	return &Tx{db: db, f: f, now: f.now(), seq: f.lastSeq, last: map[string]string{}, meta: map[string]string{}}
}

// Insert adds a row.
func (tx *Tx) Insert(t Table, fields ...any) error { return tx.db.insert(t, fields...) }

// SetMeta sets a value of the meta table.
func (tx *Tx) SetMeta(key, value string) error {
	tx.meta[key] = value
	return tx.db.setMeta(key, []byte(value))
}

// SetMetas sets values of the meta table.
func (tx *Tx) SetMetas(values map[string]string) error {
	for _, key := range sortedKeys(values) {
		if err := tx.SetMeta(key, values[key]); err != nil {
			return err
		}
	}
	return nil
}

// Who is the person the log names for the step.
func (tx *Tx) Who() string { return tx.f.opts.Who }

// Now is the time the log gives the step.
func (tx *Tx) Now() time.Time { return tx.now }

// Commit stores the changes of a step; when it returns nil the disk has them. Old must be the stored value of each path, else
// ErrConflict: then Values has what is stored, and nothing has changed. Other errors: ErrReadOnly, ErrReplaced, files.Full, files.InUse
// and the like, and what Options.Allow says.
func (f *File) Commit(step Step) error { return f.Do("保存", step, nil) }

// Do is Commit with more that is to be stored in the same transaction; doing words it ("定稿"). A step without changes leaves no trace
// in the log.
func (f *File) Do(doing string, step Step, more func(*Tx) error) error {
	f.disk.Lock()
	defer f.disk.Unlock()
	return f.do(doing, step, more)
}

func (f *File) do(doing string, step Step, more func(*Tx) error) error {
	if err := f.writable(step.Kind); err != nil {
		return err
	}
	if err := f.guard(step); err != nil {
		return err
	}
	step.id = NewID()
	drafts, dropped := f.without(step.Changes)
	var entries []Entry
	err := f.write(doing, func(tx *Tx) (err error) {
		if dropped {
			if err := tx.keep(drafts); err != nil {
				return err
			}
		}
		if more != nil {
			if err := more(tx); err != nil {
				return err
			}
		}
		entries, err = tx.append(step)
		return err
	})
	if err != nil {
		return err
	}
	f.state.Lock()
	for _, e := range entries {
		f.take(e)
	}
	f.replay(step)
	f.drafts = drafts
	f.state.Unlock()
	if f.opts.Applied != nil {
		f.opts.Applied(step)
	}
	return nil
}

// guard refuses changes that start from a value other than the stored one.
func (f *File) guard(step Step) error {
	f.state.RLock()
	defer f.state.RUnlock()
	ahead := map[string]string{}
	for _, c := range step.Changes {
		have, ok := ahead[c.Path]
		if !ok {
			have = f.values[c.Path]
		}
		if c.Path != "" && have != c.Old || c.Path == "" && step.Kind == KindEdit {
			label := c.Path
			if f.opts.Label != nil {
				label = f.opts.Label(c.Path)
			}
			return files.Failure(ErrConflict, "“%s”在别处已经改过，这次没有保存；请重新打开%s，核对现在的内容后再修改", label, f.format.Short)
		}
		ahead[c.Path] = c.New
	}
	return nil
}

// writable says why nothing of this kind can be written now.
func (f *File) writable(kind string) error {
	switch {
	case f.db == nil:
		return f.format.closed()
	case f.opts.ReadOnly:
		return files.Failure(ErrReadOnly, "%s是以只读方式打开的，不能保存；需要修改时，请另存一份，或者关闭后重新打开", f.format.Short)
	case f.opts.Allow != nil:
		return f.opts.Allow(kind)
	}
	return nil
}

// write runs a transaction, words its failure and takes over what it has set.
func (f *File) write(doing string, fn func(*Tx) error) error {
	tx := f.begins(f.db)
	if err := f.db.write(func() error {
		head := f.lock.head()
		if err := f.stands(); err != nil {
			return err
		}
		return errors.Join(fn(tx), f.unwritten(head))
	}); err != nil {
		return f.format.fault(doing, err)
	}
	maps.Copy(f.last, tx.last)
	f.changed = true
	f.state.Lock()
	defer f.state.Unlock()
	maps.Copy(f.meta, tx.meta)
	f.wrote = f.now()
	return nil
}

// Wrote is when something was last written into the file since it was opened, whatever it was; zero for never.
func (f *File) Wrote() time.Time {
	f.state.RLock()
	defer f.state.RUnlock()
	return f.wrote
}

// stands looks, in a write transaction, at whether the file is still the one that was opened, with the content that was stored last.
func (f *File) stands() error {
	if err := f.there(); err != nil {
		return err
	}
	id, err := f.db.meta(metaID)
	if err != nil {
		return err
	}
	totals, err := f.db.meta(metaTotals)
	if err != nil {
		return err
	}
	if id != f.Meta(metaID) || totals != f.db.totals.String() {
		return f.replaced(errors.New("totals differ"))
	}
	return nil
}

// there looks at whether the file opened is still the one under its name.
func (f *File) there() error {
	if !sameFile(f.lock.self, f.path) {
		return f.replaced(nil)
	}
	return nil
}

// unwritten looks, before the end of a transaction, at whether the file is still as it was at its beginning: not even its own changes are
// in it yet, and a copy that was written over it meanwhile must not get them.
func (f *File) unwritten(head []byte) error {
	if err := f.there(); err != nil {
		return err
	}
	if !bytes.Equal(head, f.lock.head()) {
		return f.replaced(errors.New("file changed during a transaction"))
	}
	return nil
}

func (f *File) replaced(cause error) error {
	return files.Failure(ErrReplaced, "这份%s的文件被其他程序替换、修改或移走，这次没有保存；请把%s另存为一份，再核对原来的文件", f.format.Short, f.format.Short).Because(cause)
}

// Close makes today's backup where something has changed, gives the lock back and closes the file. Closing twice is harmless.
func (f *File) Close() error {
	f.disk.Lock()
	defer f.disk.Unlock()
	if f.db == nil {
		return nil
	}
	if !f.opts.ReadOnly && f.changed {
		_ = f.backUp(true) // the file itself is safe; the next opening speaks of a folder that cannot be written
	}
	return f.format.fault("关闭"+f.format.Short, f.shut())
}

// shut lets go of everything, also after a failed opening.
func (f *File) shut() error {
	var err error
	if f.db != nil {
		err = f.db.close()
		f.db = nil
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

// Stamp is how times stand in the file, with the zone.
func Stamp(t time.Time) string { return t.Format(timeFormat) }

const timeFormat = "2006-01-02T15:04:05.000Z07:00"
