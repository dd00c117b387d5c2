// Package dossier keeps a county's self-check in one .zicha file, a SQLite database: the values, the log of every change, the
// evidence files in chunks, the finalized versions and the rulebook the dossier was made with. Every row carries a checksum.
package dossier

import (
	"errors"
	"io/fs"
	"os"
	"os/user"
	"path/filepath"
	"time"

	lib "modernc.org/sqlite/lib"

	"zicha/forms"
	"zicha/scoring"
)

// Options say how to open a dossier.
type Options struct {
	ReadOnly bool               // look only: takes no lock and writes nothing
	Editions []*scoring.Edition // the rulebooks the program knows
	Who      string             // the person named in the log; "" means the system's user
}

// format is what a program can read: the version it writes and how older files are brought up, one step per version.
type format struct {
	version int
	steps   map[int]func(*store) error // from version n to n+1
}

// current is this program's format. There are no older files yet.
func current() format { return format{version: formatVersion} }

// Create makes a new dossier with an edition and first values, see forms.Begin, and opens it. It never overwrites: ErrExists.
func Create(path string, edition *scoring.Edition, values map[forms.Path]string) (*File, error) {
	path = plainPath(path)
	made, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return nil, failure(ErrExists, "“%s”已经存在，没有覆盖；请换一个文件名，或者打开原有的档案", filepath.Base(path))
	}
	if errors.Is(err, fs.ErrNotExist) {
		return nil, failure(ErrNotFound, "要存放档案的文件夹不存在；请先建好文件夹，或者换一个位置").because(err)
	}
	if err != nil {
		return nil, fault("新建档案", err)
	}
	_ = made.Close()
	f, err := create(path, edition, values)
	if err != nil {
		_ = os.Remove(path)
		return nil, err
	}
	return f, nil
}

func create(path string, edition *scoring.Edition, values map[forms.Path]string) (*File, error) {
	f := newFile(path, Options{})
	var err error
	if f.lock, err = takeLock(path, f.who); err != nil {
		return nil, err
	}
	if f.store, err = connect(path, false); err == nil {
		err = f.store.build()
	}
	f.d = forms.New(edition, nil)
	if err == nil {
		err = f.begin(values)
	}
	if err != nil {
		f.shut()
		return nil, fault("新建档案", err)
	}
	f.changed = true
	return f, nil
}

// begin writes what a new dossier holds.
func (f *File) begin(values map[forms.Path]string) error {
	var changes []forms.Change
	for _, p := range forms.New(f.d.Edition, values).Paths() {
		changes = append(changes, forms.Change{Path: p, New: values[p]})
	}
	err := f.write("新建档案", func() error {
		for _, m := range []struct{ key, value string }{
			{metaID, forms.NewID()}, {metaCreated, f.stamp()}, {metaVersion, "1"}, {metaFinal, "0"},
		} {
			if err := f.store.setMeta(m.key, []byte(m.value)); err != nil {
				return err
			}
		}
		if err := f.setEdition(f.d.Edition); err != nil {
			return err
		}
		return f.append(batch{kind: kindStart, changes: changes})
	})
	if err != nil {
		return err
	}
	f.d.Apply(changes...)
	return nil
}

// Open opens a dossier, after checking all of it but the evidence. Errors are of the kinds ErrNotFound, ErrNotDossier, ErrNewer,
// ErrDamaged, ErrEdition and, for writing, ErrInUse and ErrFolder, for which read-only opening can be offered.
func Open(path string, opts Options) (*File, error) { return current().open(path, opts) }

func (v format) open(path string, opts Options) (*File, error) {
	path = plainPath(path)
	version, err := v.inspect(path)
	if err != nil {
		return nil, err
	}
	f := newFile(path, opts)
	if !opts.ReadOnly {
		if f.lock, err = takeLock(path, f.who); err != nil {
			return nil, err
		}
	}
	if version < v.version {
		err = v.upgrade(f, version)
	}
	if err == nil {
		f.store, err = connect(f.data, f.readOnly)
	}
	if err == nil {
		err = f.load(opts.Editions)
	}
	if err != nil {
		f.shut()
		return nil, opening(path, err)
	}
	if !f.readOnly {
		dropJournal(path)
		f.dropOrphans()
		f.warning = f.backUp(false)
	}
	return f, nil
}

// dropJournal removes a journal whose writer was killed before it changed anything. SQLite has just put back one that
// counts; one that is left begins with a zero and would lie there until the next change.
func dropJournal(path string) {
	head, _, err := readHeader(path + "-journal")
	if err == nil && (len(head) == 0 || head[0] == 0) {
		_ = os.Remove(path + "-journal")
	}
}

// opening words an error met while opening.
func opening(path string, err error) error {
	var known *Error
	if errors.As(err, &known) {
		return err
	}
	if primaryCode(err) == lib.SQLITE_READONLY || primaryCode(err) == lib.SQLITE_CANTOPEN {
		if _, journal := os.Stat(path + "-journal"); journal == nil {
			return failure(ErrFolder, "档案上次没有正常关闭，只读方式打不开；请先在可以写入的文件夹里正常打开一次，内容会自动恢复").because(err)
		}
	}
	if out := fault("打开档案", err); !errors.Is(out, ErrDamaged) {
		return out
	}
	return damaged(path, "文件结构", err)
}

// plainPath follows links, so that a dossier has one lock whatever way leads to it, and no longer depends on the working folder.
func plainPath(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		path = abs
	}
	if direct, err := filepath.EvalSymlinks(path); err == nil {
		path = direct
	}
	return path
}

func newFile(path string, opts Options) *File {
	f := &File{path: path, data: path, readOnly: opts.ReadOnly, who: opts.Who, now: time.Now}
	f.last = map[forms.Path]string{}
	f.files = map[string]stored{}
	f.reopened = map[int]string{}
	if f.who == "" {
		f.who = systemUser()
	}
	return f
}

func systemUser() string {
	u, err := user.Current()
	switch {
	case err != nil:
		return "未知用户"
	case u.Name != "":
		return u.Name
	}
	return u.Username
}

// inspect looks at the first bytes only: whose file it is, its version, and whether it is whole.
func (v format) inspect(path string) (version int, err error) {
	head, size, err := readHeader(path)
	name := filepath.Base(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return 0, failure(ErrNotFound, "没有找到“%s”；它可能被移动或改名了，请重新选择", name).because(err)
	case err != nil:
		return 0, fault("打开档案", err)
	case head == nil:
		return 0, failure(ErrNotDossier, "“%s”是文件夹，不是自查档案；请选择以 .zicha 结尾的文件", name)
	case size == 0:
		return 0, damaged(path, "整个文件（长度为零）", nil)
	}
	if len(head) < headerSize || string(head[:16]) != "SQLite format 3\x00" || headerNumber(head, 68) != applicationID {
		return 0, failure(ErrNotDossier, "“%s”不是自查档案，或者文件开头已损坏；请选择以 .zicha 结尾的档案，档案损坏时可以打开同一文件夹里带日期的备份", name)
	}
	version = int(headerNumber(head, 60))
	if version > v.version {
		return version, failure(ErrNewer, "“%s”是用更新版本的程序做的，文件没有改动；请先更新程序，再打开它", name)
	}
	if !ourHeader(head) {
		return version, damaged(path, "文件开头", nil)
	}
	if journal, err := os.Stat(path + "-journal"); err == nil && journal.Size() > 0 {
		return version, nil // SQLite first puts back what was cut off
	}
	if pages := int64(headerNumber(head, 28)); size < pages*pageSize {
		return version, damaged(path, "文件长度（没有复制完整）", nil)
	}
	return version, nil
}

// ourHeader checks what never differs in our files: page size, rollback journal, no reserved space, UTF-8.
func ourHeader(head []byte) bool {
	return head[16] == pageSize>>8 && head[17] == 0 && head[18] == 1 && head[19] == 1 && head[20] == 0 && headerNumber(head, 56) == 1
}

// damaged names what is damaged and which backup to use.
func damaged(path, what string, cause error) *Error {
	advice := "请打开同一文件夹里带日期的备份，或者从别处保存的副本恢复"
	if list := backups(path); len(list) > 0 {
		advice = "可以打开同一文件夹里的备份“" + filepath.Base(list[len(list)-1]) + "”（备份里没有佐证文件的内容）"
	}
	return failure(ErrDamaged, "“%s”的%s已损坏，没有打开，原文件没有改动；%s", filepath.Base(path), what, advice).because(cause)
}
