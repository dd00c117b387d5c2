package files

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
)

// Together writes what is planned into its folder, which is made where it is missing. The files are made one after the other under other
// names, and get their own only when all are there: what fails or is cancelled leaves nothing of them, nor the folder made for them, and what
// was there before as it was. It replaces what was there when the plan was made, and nothing that has come since. write makes the file of a name.
func (o Outputs) Together(ctx context.Context, write func(name string) ([]byte, error)) (paths []string, err error) {
	if len(o) == 0 {
		return nil, nil
	}
	dir := filepath.Dir(o[0].Path)
	_, missing := os.Stat(dir)
	if err := MakeFolder(dir); err != nil {
		return nil, err
	}
	defer func() {
		if err != nil && missing != nil {
			_ = os.Remove(dir) // only if it is empty
		}
	}()
	temp, err := Place{Path: filepath.Join(dir, "x")}.Folder("together")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(temp)
	for _, x := range o {
		if ctx.Err() != nil {
			return nil, ErrCancelled
		}
		name := filepath.Base(x.Path)
		data, err := write(name)
		if err == nil {
			err = Place{Path: filepath.Join(temp, name)}.Bytes(ctx, data)
		}
		if err != nil {
			return nil, err
		}
	}
	return o.settled(temp)
}

// settled gives finished files their names, all or none: what one replaces is kept in the folder they lie in until all have theirs.
func (o Outputs) settled(temp string) (paths []string, err error) {
	kept := map[string]string{}
	defer func() {
		if err == nil {
			return
		}
		for _, path := range paths {
			if old := kept[path]; old != "" {
				_ = os.Rename(old, path)
			} else {
				_ = os.Remove(path)
			}
		}
		paths = nil
	}()
	for _, x := range o {
		name := filepath.Base(x.Path)
		if x.There {
			old, err := keep(x.Path, filepath.Join(temp, "old."+name))
			if err != nil {
				return paths, err
			}
			kept[x.Path] = old
		}
		if err := Settle(filepath.Join(temp, name), x.Path, x.There); err != nil {
			return paths, err
		}
		paths = append(paths, x.Path)
	}
	return paths, nil
}

// keep has a file under a second name, by a link, or where the file system has none by a copy; "" where there is no such file any more.
func keep(path, as string) (string, error) {
	from, err := os.Open(path)
	if errors.Is(err, os.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", Fault(writing(path), err)
	}
	defer from.Close()
	if os.Link(path, as) == nil {
		return as, nil
	}
	to, err := Create(as)
	if err != nil {
		return "", err
	}
	_, err = io.Copy(to, from)
	return as, Fault(writing(path), errors.Join(err, to.Close()))
}
