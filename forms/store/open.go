package store

import (
	"context"
	"errors"
	"os"
	"os/user"
	"path/filepath"
	"time"

	lib "modernc.org/sqlite/lib"

	"zicha/forms/files"
)

// Start is what a new file holds from the beginning.
type Start struct {
	Meta   map[string]string // the file type's own keys
	Values map[string]string
}

// Create makes a new file and opens it. It never overwrites: files.Exists. Whatever happens meanwhile, there is a whole file under the
// name in the end, or none.
func Create(path string, t Format, first Start, opts Options) (*File, error) {
	path = plainPath(path)
	opts.ReadOnly = false
	f := newFile(path, t, opts)
	if _, err := os.Lstat(path); err == nil {
		return nil, files.Failure(files.Exists, "“%s”已经存在，没有覆盖；请换一个文件名，或者打开原有的%s", filepath.Base(path), t.Short)
	}
	if _, err := os.Stat(filepath.Dir(path)); errors.Is(err, os.ErrNotExist) {
		return nil, files.Failure(files.NotFound, "要存放%s的文件夹不存在；请先建好文件夹，或者换一个位置", t.Short).Because(err)
	}
	var err error
	if f.lock, err = t.takeLock(path, f.opts.Who); err != nil {
		return nil, err
	}
	err = files.Place{Path: path}.Write(context.Background(), func(w *os.File) error {
		return t.fault("新建"+t.Short, f.begin(w.Name(), first))
	})
	if err == nil {
		err = f.open()
	}
	if err != nil {
		f.shut()
		return nil, t.fault("新建"+t.Short, err)
	}
	f.changed = true
	return f, nil
}

// begin writes a new file's contents under a passing name.
func (f *File) begin(path string, first Start) error {
	step := Step{Kind: KindStart, id: NewID()}
	for _, p := range sortedKeys(first.Values) {
		if first.Values[p] != "" {
			step.Changes = append(step.Changes, Change{Path: p, New: first.Values[p]})
		}
	}
	db, err := f.build(path, func(tx *Tx) error {
		_, err := tx.append(step)
		return errors.Join(err, tx.SetMetas(first.Meta), tx.SetMetas(map[string]string{
			metaID: NewID(), metaCreated: Stamp(tx.now), metaTotals: tx.db.totals.String(),
		}))
	})
	if err != nil {
		return err
	}
	return db.close()
}

// build makes the database of a new file under a passing name, and what it begins with in one transaction.
func (f *File) build(path string, fill func(*Tx) error) (*conn, error) {
	db, err := connectNew(path)
	if err != nil {
		return nil, err
	}
	err = db.build(f.format)
	if err == nil {
		err = db.write(func() error { return fill(f.begins(db)) })
	}
	if err != nil {
		return nil, errors.Join(err, db.close())
	}
	return db, nil
}

// Open opens a file, after checking all of it but the contents of kept files. Errors are of the kinds files.NotFound, ErrForeign,
// ErrNewer, files.Damaged and, for writing, files.InUse and files.Folder, for which read-only opening can be offered.
func Open(path string, t Format, opts Options) (*File, error) {
	path = plainPath(path)
	version, err := t.inspect(path)
	if err != nil {
		return nil, err
	}
	f := newFile(path, t, opts)
	if !opts.ReadOnly {
		if f.lock, err = t.takeLock(path, f.opts.Who); err != nil {
			return nil, err
		}
	}
	if version < t.Version {
		err = f.upgrade(version)
	}
	if err == nil {
		err = f.open()
	}
	if err != nil {
		f.shut()
		return nil, f.opening(err)
	}
	if !opts.ReadOnly {
		files.Narrow(path)
		files.Tidy(filepath.Dir(path))
		dropJournal(path)
		f.dropOrphans()
		f.warning = f.backUp(false)
	}
	return f, nil
}

// Check opens a file to look at, which checks it, and closes it again.
func (t Format) Check(path string) error {
	f, err := Open(path, t, Options{ReadOnly: true})
	if err != nil {
		return err
	}
	return f.Close()
}

// open connects and reads everything, the lock beside being held.
func (f *File) open() (err error) {
	if f.lock != nil {
		if err := f.format.hold(f.lock, f.path); err != nil {
			return err
		}
	}
	if f.db, err = connect(f.data, f.opts.ReadOnly); err != nil {
		return err
	}
	if f.lock != nil { // nothing of a transaction reaches the file before its end, see unwritten
		if err := f.db.exec("PRAGMA cache_spill=OFF"); err != nil {
			return err
		}
	}
	return f.load()
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
func (f *File) opening(err error) error {
	var known *files.Error
	if errors.As(err, &known) {
		return err
	}
	short := f.format.Short
	if primaryCode(err) == lib.SQLITE_READONLY || primaryCode(err) == lib.SQLITE_CANTOPEN {
		if _, journal := os.Stat(f.path + "-journal"); journal == nil {
			return files.Failure(files.Folder, "%s上次没有正常关闭，无法以只读方式打开；请先在可以写入的文件夹里正常打开一次，内容会自动恢复", short).Because(err)
		}
	}
	if out := f.format.fault("打开"+short, err); !errors.Is(out, files.Damaged) {
		return out
	}
	return f.format.damaged(f.path, "文件结构", err)
}

// plainPath follows links, so that a file has one lock whatever way leads to it, and no longer depends on the working folder.
func plainPath(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		path = abs
	}
	if direct, err := filepath.EvalSymlinks(path); err == nil {
		path = direct
	}
	return path
}

func newFile(path string, t Format, opts Options) *File {
	f := &File{format: t, path: path, data: path, opts: opts, now: time.Now}
	f.last, f.values, f.meta = map[string]string{}, map[string]string{}, map[string]string{}
	f.files = map[string]stored{}
	if f.opts.Who == "" {
		f.opts.Who = systemUser()
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
func (t Format) inspect(path string) (version int, err error) {
	name := filepath.Base(path)
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return 0, files.Failure(ErrForeign, "“%s”是文件夹，不是%s；请选择以 %s 结尾的文件", name, t.Name, t.Ext)
	}
	head, size, err := readHeader(path)
	switch {
	case errors.Is(err, files.NotFound):
		return 0, files.Failure(files.NotFound, "没有找到“%s”；它可能被移动或改名了，请重新选择", name).Because(err)
	case err != nil:
		return 0, files.Fault("打开"+t.Short, err)
	case size == 0:
		return 0, t.damaged(path, "整个文件（长度为零）", nil)
	}
	if !t.Owns(head) {
		if err := t.other(path, head); err != nil {
			return 0, err
		}
		return 0, files.Failure(ErrForeign, "“%s”不是%s，或者文件开头已损坏；请选择以 %s 结尾的%s，%s损坏时可以打开同一文件夹里带日期的备份，或者"+Rescue,
			name, t.Name, t.Ext, t.Short, t.Short)
	}
	version = int(headerNumber(head, 60))
	if version > t.Version {
		return version, files.Failure(ErrNewer, "“%s”是用更新版本的程序建立的，文件没有改动；请先更新程序，再打开它", name)
	}
	if !ourHeader(head) {
		return version, t.damaged(path, "文件开头", nil)
	}
	if journal, err := os.Stat(path + "-journal"); err == nil && journal.Size() > 0 {
		return version, nil // SQLite first puts back what was cut off
	}
	if pages := int64(headerNumber(head, 28)); size < pages*pageSize {
		return version, t.damaged(path, "文件长度（没有复制完整）", nil)
	}
	return version, nil
}

// Owns reports whether the first bytes of a file, 100 at least, are those of a file of this type.
func (t Format) Owns(head []byte) bool {
	return files.ApplicationID(head) == t.ApplicationID
}

// other is the refusal of a file whose first bytes say that it is something else, nil where they do not.
func (t Format) other(path string, head []byte) error {
	return files.Own{Name: t.Name, Ext: t.Ext}.Misnamed(ErrForeign, path, head)
}

// ourHeader checks what never differs in our files: page size, rollback journal, no reserved space, UTF-8.
func ourHeader(head []byte) bool {
	return head[16] == pageSize>>8 && head[17] == 0 && head[18] == 1 && head[19] == 1 && head[20] == 0 && headerNumber(head, 56) == 1
}

// Rescue tells the other way out of a damaged file.
const Rescue = "在命令行用 zichactl repair 把完好的内容取到一份新的"

// damaged names what is damaged and which backup to use.
func (t Format) damaged(path, what string, cause error) *files.Error {
	advice := "请打开同一文件夹里带日期的备份，或者从别处保存的副本恢复"
	if best := t.bestBackup(path); best != "" {
		advice = "可以打开同一文件夹里的备份“" + filepath.Base(best) + "”（备份里没有" + t.Contents + "的内容）"
	}
	advice += "，也可以" + Rescue
	return files.Failure(files.Damaged, "“%s”的%s已损坏，没有打开，原文件没有改动；%s", filepath.Base(path), what, advice).Because(cause)
}
