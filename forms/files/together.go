package files

import (
	"context"
	"os"
	"path/filepath"
)

// Together writes several files into a folder, which is made where it is missing. They are made one after the other under other names, and
// get their own only when all are there: what fails or is cancelled leaves nothing of them, nor the folder made for them. It never replaces
// a file. write makes the file of a name.
func Together(ctx context.Context, dir string, names []string, write func(name string) ([]byte, error)) (paths []string, err error) {
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
	for _, name := range names {
		if ctx.Err() != nil {
			return nil, ErrCancelled
		}
		data, err := write(name)
		if err == nil {
			err = Place{Path: filepath.Join(temp, name)}.Bytes(ctx, data)
		}
		if err != nil {
			return nil, err
		}
	}
	return settled(temp, dir, names)
}

// settled gives finished files their names in a folder, all or none.
func settled(temp, dir string, names []string) (paths []string, err error) {
	for _, name := range names {
		path := filepath.Join(dir, name)
		if err := Settle(filepath.Join(temp, name), path, false); err != nil {
			for _, ours := range paths {
				_ = os.Remove(ours)
			}
			return nil, err
		}
		paths = append(paths, path)
	}
	return paths, nil
}
