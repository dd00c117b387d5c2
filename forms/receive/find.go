package receive

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"zicha/forms/files"
	"zicha/forms/pack"
)

// mostFiles bounds how many files of a folder are looked at.
const mostFiles = 200_000

// search lists what may be workbooks and packs among the paths given: files as they are, of a folder that is no pack whatever lies below it
// that is one or the other, links and what only has the name too, which reading then tells. The program's own folder of kept packs is passed over.
type search struct {
	own   string // the folder of kept packs
	found []string
	seen  map[string]bool
	looks int
}

var errTooMany = files.Failure(files.Source, "文件夹里的文件太多，不像存放报送材料的文件夹；请选择只放报送材料的文件夹")

func find(ctx context.Context, own string, paths []string) ([]string, error) {
	s := &search{own: own, seen: map[string]bool{}}
	for _, path := range paths {
		info, err := os.Stat(path)
		if err == nil && info.IsDir() {
			path = direct(path)
		}
		if err != nil || !info.IsDir() || isPack(path) {
			s.add(path)
			continue
		}
		if err := s.folder(ctx, path); err != nil {
			return nil, err
		}
	}
	return s.found, nil
}

// isPack reports whether a folder is a pack, or holds nothing but one.
func isPack(folder string) bool {
	p, err := pack.Open(context.Background(), folder)
	if err != nil {
		return false
	}
	p.Close()
	return true
}

func (s *search) add(path string) {
	key := path
	if abs, err := filepath.Abs(path); err == nil {
		key = abs
	}
	if !s.seen[key] {
		s.seen[key] = true
		s.found = append(s.found, path)
	}
}

func (s *search) folder(ctx context.Context, root string) error {
	err := filepath.WalkDir(root, func(full string, e fs.DirEntry, err error) error {
		if err != nil {
			return files.Fault("读取“"+files.Printable(filepath.Base(full))+"”", err)
		}
		if s.looks++; s.looks > mostFiles {
			return errTooMany
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return s.entry(full, e)
	})
	if files.Cancelled(err) {
		return cancelled(0)
	}
	return err
}

func (s *search) entry(full string, e fs.DirEntry) error {
	name := e.Name()
	switch {
	case pack.IsLitter(name) || files.IsTemporary(name) || same(full, s.own):
		if e.IsDir() {
			return fs.SkipDir
		}
	case e.IsDir():
		if hasList(full) {
			s.add(full)
			return fs.SkipDir
		}
	case e.Type()&fs.ModeSymlink != 0 && hasList(full): // a link to a folder is followed no further: it may lead back
		s.add(direct(full))
	case slices.Contains([]string{".xlsx", ".zip"}, strings.ToLower(filepath.Ext(name))):
		s.add(full)
	}
	return nil
}

// direct is where a link to a folder leads: a walk begun at the link itself would end there.
func direct(folder string) string {
	if to, err := filepath.EvalSymlinks(folder); err == nil {
		return to
	}
	return folder
}

func hasList(folder string) bool {
	_, err := os.Lstat(filepath.Join(folder, pack.ListName))
	return err == nil
}

func same(a, b string) bool {
	x, errX := filepath.Abs(a)
	y, errY := filepath.Abs(b)
	return errX == nil && errY == nil && x == y
}

// cancelled says that work was stopped and what of it stands.
func cancelled(done int) error {
	if done == 0 {
		return files.Failure("cancelled", "已取消，汇总没有改动").Because(context.Canceled)
	}
	return files.Failure("cancelled", "已取消；取消之前的%d份已经收进汇总，其余的没有收，可以再导入一次", done).Because(context.Canceled)
}

// hopeless reports whether an error is about the disk and not about one file's contents: then going on is no use.
func hopeless(err error) bool { return files.Cancelled(err) || errors.Is(err, files.Full) }
