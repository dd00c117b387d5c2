package main

import (
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// sourcesName is the folder of the copied sources.
const sourcesName = "sources"

// copySources copies the files git knows, and those it would add, into a folder: what tests may look at beside their own package.
func copySources(to string) error {
	cmd := exec.Command("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return err
	}
	for name := range strings.SplitSeq(strings.TrimSuffix(string(out), "\x00"), "\x00") {
		data, err := os.ReadFile(name)
		if errors.Is(err, fs.ErrNotExist) { // taken away and not told to git yet
			continue
		}
		if err != nil {
			return err
		}
		if err := os.MkdirAll(filepath.Dir(filepath.Join(to, name)), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(to, name), data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// lend makes a tree in which a package's folder is a copy and all beside it are links into the copy of the sources, and gives the
// folder: a change that writes into it leaves nothing in the sources and nothing for the next change to stumble over.
func lend(sources, pkg, to string) (folder string, err error) {
	at := "."
	for part := range strings.SplitSeq(filepath.ToSlash(pkg), "/") {
		beside, err := os.ReadDir(filepath.Join(sources, at))
		if err != nil {
			return "", err
		}
		if err := os.MkdirAll(filepath.Join(to, at), 0o755); err != nil {
			return "", err
		}
		for _, e := range beside {
			if e.Name() == part {
				continue
			}
			if err := os.Symlink(filepath.Join(sources, at, e.Name()), filepath.Join(to, at, e.Name())); err != nil {
				return "", err
			}
		}
		at = filepath.Join(at, part)
	}
	folder = filepath.Join(to, at)
	return folder, os.CopyFS(folder, os.DirFS(filepath.Join(sources, at)))
}
