package dossier

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"zicha/forms"
)

const (
	backupMark  = ".备份-" // 涡阳县2017.备份-20180126.zicha
	backupsKept = 5
	backupDate  = "20060102"
)

// backUp makes today's backup beside the dossier: everything but the evidence. Without again an existing one of today serves.
// A backup that is opened itself gets none. The error is a warning in one sentence.
func (f *File) backUp(again bool) error {
	dir, name := filepath.Split(f.path)
	ext := filepath.Ext(name)
	if strings.Contains(name, backupMark) {
		return nil
	}
	to := dir + strings.TrimSuffix(name, ext) + backupMark + f.now().Format(backupDate) + ext
	if _, err := os.Stat(to); err == nil && !again {
		return nil
	}
	temp := dir + ".zicha-" + forms.NewID() + ".tmp"
	err := f.copyTables(temp)
	if err == nil {
		err = settle(temp, to, true)
	}
	if err != nil {
		_ = os.Remove(temp)
		if diskFull(err) {
			return failure(ErrFull, "磁盘空间不够，没有做成今天的备份；档案本身不受影响，请清理磁盘").because(err)
		}
		return failure(ErrFolder, "没有做成今天的备份；档案本身不受影响，请检查所在文件夹是否允许写入").because(err)
	}
	f.changed = false
	if list := backups(f.path); len(list) > backupsKept {
		for _, old := range list[:len(list)-backupsKept] {
			_ = os.Remove(old)
		}
	}
	return nil
}

// backups lists a dossier's dated backups, oldest first.
func backups(path string) []string {
	dir, name := filepath.Split(path)
	ext := filepath.Ext(name)
	head := strings.TrimSuffix(name, ext) + backupMark
	if dir == "" {
		dir = "."
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil
	}
	var out []string
	for _, e := range entries {
		date, ok := strings.CutPrefix(strings.TrimSuffix(e.Name(), ext), head)
		if ok && len(date) == len(backupDate) && strings.Trim(date, "0123456789") == "" && strings.HasSuffix(e.Name(), ext) {
			out = append(out, filepath.Join(dir, e.Name()))
		}
	}
	slices.Sort(out)
	return out
}

// copyTables writes all tables but the evidence into a new file.
func (f *File) copyTables(to string) error {
	name, err := uri(to)
	if err != nil {
		return err
	}
	made, err := os.OpenFile(to, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	if err := made.Close(); err != nil {
		return err
	}
	if err := f.store.exec("ATTACH DATABASE ? AS b", name+"?mode=rw"); err != nil {
		return err
	}
	err = f.fillBackup()
	if err != nil {
		_ = f.store.exec("ROLLBACK")
	}
	if detach := f.store.exec("DETACH DATABASE b"); err == nil {
		err = detach
	}
	return err
}

func (f *File) fillBackup() error {
	queries := []string{
		fmt.Sprintf("PRAGMA b.page_size=%d", pageSize), "PRAGMA b.auto_vacuum=INCREMENTAL", "PRAGMA b.synchronous=FULL",
		fmt.Sprintf("PRAGMA b.application_id=%d", applicationID), fmt.Sprintf("PRAGMA b.user_version=%d", formatVersion), "BEGIN",
	}
	for _, t := range tables() {
		queries = append(queries, strings.Replace(t.create, "CREATE TABLE ", "CREATE TABLE b.", 1), "INSERT INTO b."+t.name+" SELECT * FROM main."+t.name)
	}
	queries = append(queries, strings.Replace(createChunk, "CREATE TABLE ", "CREATE TABLE b.", 1))
	for _, q := range queries {
		if err := f.store.exec(q); err != nil {
			return err
		}
	}
	date := []byte(f.now().Format("2006-01-02"))
	if err := f.store.exec("INSERT OR REPLACE INTO b.meta VALUES(?,?,?)", metaBackup, date, rowSum("meta", []any{metaBackup, date})); err != nil {
		return err
	}
	return f.store.exec("COMMIT")
}

// SaveAs writes a copy of the whole dossier, evidence and all, and checks it before giving it the name. This file stays the
// open one. Errors: ErrExists unless overwrite is set, ErrRefused for the dossier's own name, ErrFull, ErrFolder, ErrPath.
func (f *File) SaveAs(path string, overwrite bool) error {
	f.disk.Lock()
	defer f.disk.Unlock()
	if f.store == nil {
		return failure(ErrClosed, "档案已经关闭；请重新打开")
	}
	if mine, err := os.Stat(f.path); err == nil {
		if there, err := os.Stat(path); err == nil && os.SameFile(mine, there) {
			return failure(ErrRefused, "不能另存为档案自己；请换一个文件名")
		}
	}
	l, err := takeLock(path, f.who) // nobody may be editing what is to be replaced
	if errors.Is(err, ErrFolder) {
		return failure(ErrFolder, "目标文件夹不存在或没有写入的权限，另存没有成功；请换一个文件夹").because(err)
	}
	if err != nil {
		return err
	}
	defer l.release()
	temp := filepath.Join(filepath.Dir(path), ".zicha-"+forms.NewID()+".tmp")
	err = f.vacuumInto(temp)
	if err == nil {
		err = settle(temp, path, overwrite)
	}
	if err != nil {
		_ = os.Remove(temp)
	}
	return fault("另存", err)
}

func (f *File) vacuumInto(temp string) error {
	name, err := uri(temp)
	if err != nil {
		return err
	}
	if err := f.store.exec("VACUUM INTO ?", name); err != nil {
		return err
	}
	w, err := os.OpenFile(temp, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	if err := w.Sync(); err != nil {
		_ = w.Close()
		return err
	}
	if err := w.Close(); err != nil {
		return err
	}
	copied, err := Open(temp, Options{ReadOnly: true})
	if err != nil {
		return err
	}
	return copied.Close()
}
