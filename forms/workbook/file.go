package workbook

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"syscall"

	"zicha/forms"
	"zicha/scoring"
)

// WriteFile writes the workbook beside its place, reads it back, compares every printed value, the totals and the code, and
// only then puts it there. An existing file stays as it is where anything goes wrong. The error is a plain Chinese sentence.
func WriteFile(path string, d *forms.Dossier, opts Options) error {
	dir := filepath.Dir(path)
	tmp, err := os.CreateTemp(dir, ".~工作簿*.tmp")
	if err != nil {
		return plain(path, err)
	}
	name := tmp.Name()
	defer os.Remove(name) // gone already once it has its place
	if err := fill(tmp, d, opts); err != nil {
		return plain(path, err)
	}
	if err := verify(name, d, opts); err != nil {
		return err
	}
	if err := os.Chmod(name, 0o644); err != nil {
		return plain(path, err)
	}
	if err := os.Rename(name, path); err != nil {
		return plain(path, err)
	}
	syncDir(dir)
	return nil
}

// fill writes and closes the file, on the disk when it returns.
func fill(tmp *os.File, d *forms.Dossier, opts Options) error {
	w := bufio.NewWriter(tmp)
	err := Write(w, d, opts)
	if err == nil {
		err = w.Flush()
	}
	if err == nil {
		err = tmp.Sync()
	}
	if closed := tmp.Close(); err == nil {
		err = closed
	}
	return err
}

// syncDir makes the new name lasting where the system can; the file itself is on the disk.
func syncDir(dir string) {
	if f, err := os.Open(dir); err == nil {
		_ = f.Sync()
		f.Close()
	}
}

// verify reads a written workbook and compares it with the dossier.
func verify(path string, d *forms.Dossier, opts Options) error {
	book, err := ReadFile(path, []*scoring.Edition{d.Edition})
	if err != nil {
		return fmt.Errorf("工作簿写出后核对时打不开，没有保存，请重新导出（%w）", err)
	}
	code := opts.Code
	if code == "" {
		code = d.Code()
	}
	want, got := d.Lines(d.ScoreLines()), book.Lines()
	switch diff := forms.Compare(want, got); {
	case len(diff) > 0:
		return fmt.Errorf("工作簿写出后与档案核对有%d处不一致，没有保存（%s）。请修改这一处后重新导出", len(diff), diff[0])
	case !slices.Equal(want, got):
		return fmt.Errorf("工作簿写出后有%d项内容，档案有%d项，没有保存，请重新导出", len(got), len(want))
	case book.Code != code || book.Version != d.Version || book.Final != d.Final:
		return errors.New("工作簿写出后核对码、版本或状态与档案不一致，没有保存，请重新导出")
	}
	return nil
}

// plain says in Chinese why a file cannot be written. A sentence of our own passes unchanged.
func plain(path string, err error) error {
	name := filepath.Base(path)
	windows := func(codes ...syscall.Errno) bool { // the numbers mean other things elsewhere
		return runtime.GOOS == "windows" && slices.ContainsFunc(codes, func(c syscall.Errno) bool { return errors.Is(err, c) })
	}
	switch {
	case errors.Is(err, syscall.ENOSPC), windows(39, 112):
		return fmt.Errorf("磁盘空间不足，“%s”没有保存。请清理磁盘或换一个位置后重新导出（%w）", name, err)
	case windows(32, 33):
		return fmt.Errorf("“%s”正被其他程序打开，没有保存。请在WPS或Excel中关闭它后重新导出（%w）", name, err)
	case errors.Is(err, os.ErrPermission), errors.Is(err, syscall.EROFS):
		return fmt.Errorf("没有写入权限，“%s”没有保存。如果它正打开着，请先关闭；否则请换一个文件夹后重新导出（%w）", name, err)
	case errors.Is(err, os.ErrNotExist):
		return fmt.Errorf("没有“%s”这个文件夹，请重新选择保存位置（%w）", filepath.Dir(path), err)
	case errors.Is(err, syscall.ENAMETOOLONG), windows(206):
		return fmt.Errorf("文件名或路径太长，“%s”没有保存。请换一个路径较短的位置后重新导出（%w）", name, err)
	}
	var pathError *os.PathError
	var linkError *os.LinkError
	if errors.As(err, &pathError) || errors.As(err, &linkError) {
		return fmt.Errorf("“%s”没有保存，请检查保存位置后重新导出（%w）", name, err)
	}
	return err
}
