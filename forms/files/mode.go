package files

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// unsupported reports whether a file system does not offer what was asked for.
func unsupported(err error) bool {
	return errors.Is(err, errors.ErrUnsupported) || errors.Is(err, syscall.EINVAL) || errors.Is(err, fs.ErrPermission)
}

// shared reports whether a folder is shared on purpose: what is made in it belongs to its group.
func shared(folder string) bool {
	info, err := os.Stat(folder)
	return err == nil && info.Mode()&fs.ModeSetgid != 0
}

// FileMode is what a file of ours at that path may be: read and written by its owner alone, in a setgid folder by its group too.
func FileMode(path string) fs.FileMode {
	if shared(filepath.Dir(path)) {
		return 0o660
	}
	return 0o600
}

// Narrow takes a file of ours that was made with more rights back to its owner's own; in a folder shared on purpose it keeps them. What
// belongs to another stays as it is.
func Narrow(path string) {
	if info, err := os.Stat(path); err == nil && !shared(filepath.Dir(path)) {
		_ = os.Chmod(path, info.Mode().Perm()&0o700)
	}
}

func folderMode(path string) fs.FileMode {
	if shared(filepath.Dir(path)) {
		return 0o770 | fs.ModeSetgid
	}
	return 0o700
}

// Create makes a file of ours under a name that must be free, whatever the umask. Errors: Exists, NotFound, Folder, Path, Full, Disk.
func Create(path string) (*os.File, error) {
	mode := FileMode(path)
	w, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, mode)
	if err == nil {
		err = withMode(path, mode)
	}
	if err != nil && w != nil {
		_ = w.Close()
		_ = os.Remove(path)
	}
	if err != nil {
		return nil, Fault(writing(path), err)
	}
	return w, nil
}

// withMode sets a mode the umask has cut; a file system without modes does not mind.
func withMode(path string, mode fs.FileMode) error {
	if err := os.Chmod(path, mode); !unsupported(err) {
		return err
	}
	return nil
}

// MakeFolder makes a folder of ours, and those above it that are missing: for the owner alone, in a setgid folder for its group too. A
// folder that is there already is left as it is.
func MakeFolder(path string) error {
	return Fault("建立文件夹“"+filepath.Base(path)+"”", makeFolder(path))
}

func makeFolder(path string) error {
	if info, err := os.Stat(path); err == nil {
		if !info.IsDir() {
			return &fs.PathError{Op: "mkdir", Path: path, Err: syscall.ENOTDIR}
		}
		return nil
	}
	parent := filepath.Dir(path)
	if parent != path {
		if err := makeFolder(parent); err != nil {
			return err
		}
	}
	mode := folderMode(path)
	if err := os.Mkdir(path, mode.Perm()); err != nil {
		if info, there := os.Stat(path); there == nil && info.IsDir() {
			return nil // another was quicker
		}
		return err
	}
	if err := withMode(path, mode); err != nil {
		return err
	}
	return syncFolder(parent)
}
