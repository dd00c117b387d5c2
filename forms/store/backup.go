package store

import (
	"cmp"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"zicha/forms/files"
)

const (
	backupMark  = ".备份-" // 涡阳县2017.备份-20180126.zicha
	backupsKept = 5
	backupDate  = "20060102"
)

// backup is a backup that can be read. Clocks go wrong, so that its place among the others is that of its last change in the log.
type backup struct {
	path, id string
	seq      int64
}

// backUp makes today's backup beside the file: everything but the contents of kept files. Without again an existing one of today
// serves. A backup that is opened itself gets none. The error is a warning in one sentence.
func (f *File) backUp(again bool) error {
	dir, name := filepath.Split(f.path)
	ext := filepath.Ext(name)
	if strings.Contains(name, backupMark) {
		return nil
	}
	to := dir + strings.TrimSuffix(name, ext) + backupMark + f.now().Format(backupDate) + ext
	var err error
	if there, wrong := f.format.look(to); wrong == nil && there.id != f.Meta(metaID) { // of one of the same name that is gone
		err = os.Rename(to, strings.TrimSuffix(to, ext)+"-"+there.id+ext)
	}
	if _, missing := os.Stat(to); missing == nil && err == nil && !again {
		return nil
	}
	if err == nil {
		err = files.Place{Path: to, Replace: true}.Write(context.Background(), func(w *os.File) error { return f.copyTables(w.Name()) })
	}
	if errors.Is(f.format.fault("", err), files.Full) {
		return files.Failure(files.Full, "磁盘空间不够，今天的备份没有完成；%s本身不受影响，请清理磁盘", f.format.Short).Because(err)
	}
	if err != nil {
		return files.Failure(files.Folder, "今天的备份没有完成；%s本身不受影响，请检查所在文件夹是否允许写入", f.format.Short).Because(err)
	}
	f.changed = false
	list := f.format.backups(f.path)
	for i, old := range list {
		if i < len(list)-backupsKept && old.path != to {
			_ = os.Remove(old.path)
		} else {
			files.Narrow(old.path)
		}
	}
	return nil
}

// backups lists the backups of a file that can be read and are its own, in the order they were made.
func (t Format) backups(path string) []backup {
	dir, name := filepath.Split(path)
	ext := filepath.Ext(name)
	head := strings.TrimSuffix(name, ext) + backupMark
	entries, err := os.ReadDir(cmp.Or(dir, "."))
	if err != nil {
		return nil
	}
	mine, whose := t.look(path)
	var out []backup
	for _, e := range entries {
		date, ok := strings.CutPrefix(strings.TrimSuffix(e.Name(), ext), head)
		if !ok || len(date) != len(backupDate) || strings.Trim(date, "0123456789") != "" || !strings.HasSuffix(e.Name(), ext) {
			continue
		}
		b, err := t.look(filepath.Join(dir, e.Name()))
		if err == nil && (whose != nil || b.id == mine.id) {
			out = append(out, b)
		}
	}
	slices.SortFunc(out, func(a, b backup) int { return cmp.Or(cmp.Compare(a.seq, b.seq), cmp.Compare(a.path, b.path)) })
	return out
}

// Backups lists the dated backups beside a file that can be read and are its own, the newest first.
func (t Format) Backups(path string) []string {
	var out []string
	for _, b := range slices.Backward(t.backups(path)) {
		out = append(out, b.path)
	}
	return out
}

// look reads whose a file is and how far its log goes.
func (t Format) look(path string) (backup, error) {
	b := backup{path: path}
	head, _, err := readHeader(path)
	if err != nil || !t.Owns(head) {
		return b, errors.Join(err, ErrForeign)
	}
	db, err := connect(path, true)
	if err != nil {
		return b, err
	}
	defer db.close()
	if b.id, err = db.meta(metaID); err != nil {
		return b, err
	}
	return b, db.scan("SELECT coalesce(max(seq),0) FROM log", nil, &b.seq)
}

// bestBackup is the backup made last among those that are whole, "" where there is none.
func (t Format) bestBackup(path string) string {
	for _, b := range slices.Backward(t.backups(path)) {
		if t.Check(b.path) == nil {
			return b.path
		}
	}
	return ""
}

// copyTables writes all tables into a new file, that of the kept files' contents empty.
func (f *File) copyTables(to string) error {
	name, err := uri(to)
	if err != nil {
		return err
	}
	if err := f.db.exec("ATTACH DATABASE ? AS b", name+"?mode=rw"); err != nil {
		return err
	}
	err = f.fillBackup()
	if err != nil {
		_ = f.db.exec("ROLLBACK")
	}
	return errors.Join(err, f.db.exec("DETACH DATABASE b"))
}

func (f *File) fillBackup() error {
	queries := append(f.format.marks("b"), "PRAGMA b.synchronous=OFF", "BEGIN")
	for _, q := range f.format.creates() {
		queries = append(queries, strings.Replace(q, "CREATE TABLE ", "CREATE TABLE b.", 1))
	}
	for _, t := range f.format.tables() {
		queries = append(queries, "INSERT INTO b."+t.Name+" SELECT * FROM main."+t.Name)
	}
	if err := f.db.all(queries...); err != nil {
		return err
	}
	if err := f.stands(); err != nil { // in the same transaction as the copy
		return err
	}
	date := []byte(f.now().Format("2006-01-02"))
	if err := f.db.exec("INSERT OR REPLACE INTO b.meta VALUES(?,?,?)", metaBackup, date, rowSum("meta", []any{metaBackup, date})); err != nil {
		return err
	}
	return f.db.exec("COMMIT")
}
