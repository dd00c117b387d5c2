package files

import (
	"errors"
	"fmt"
	"hash/crc32"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"syscall"
)

// The name of everything temporary says whose it is: zicha-⟨purpose⟩-⟨computer⟩-⟨process⟩-⟨random⟩.tmp, hidden where it lies among the
// user's files. What programs add to it (-journal) goes with it.
var temporaryName = regexp.MustCompile(`^\.?zicha-[a-z]+-([0-9a-f]{8})-([0-9]+)-[0-9]+\.tmp(-journal|-wal|-shm)?$`)

// IsTemporary reports whether a name is one of ours for what is only passing.
func IsTemporary(name string) bool { return temporaryName.MatchString(name) }

func temporaryPattern(dir, purpose string) string {
	hidden := "."
	if dir == "" {
		hidden = ""
	}
	return fmt.Sprintf("%szicha-%s-%s-%d-*.tmp", hidden, purpose, computer(), os.Getpid())
}

// computer stands for this computer in a folder that several share: process numbers mean nothing on another.
func computer() string {
	name, _ := os.Hostname() // "" stands for a computer without a name
	return fmt.Sprintf("%08x", crc32.ChecksumIEEE([]byte(name)))
}

// Temporary makes a file of ours in a folder, "" the system's for temporary files; purpose is one lower-case word for its name. What
// programs that were cut off have left there is tidied away. Whoever asks closes and removes it.
func Temporary(dir, purpose string) (*os.File, error) {
	w, err := temporary(dir, purpose)
	return w, Fault("写入临时文件", err)
}

func temporary(dir, purpose string) (*os.File, error) {
	Tidy(dir)
	w, err := os.CreateTemp(dir, temporaryPattern(dir, purpose))
	if err != nil {
		return nil, err
	}
	if dir == "" {
		return w, nil
	}
	if err := withMode(w.Name(), FileMode(w.Name())); err != nil {
		_ = w.Close()
		_ = os.Remove(w.Name())
		return nil, err
	}
	return w, nil
}

// TemporaryFolder is Temporary for a folder.
func TemporaryFolder(dir, purpose string) (string, error) {
	path, err := temporaryFolder(dir, purpose)
	return path, Fault("建立临时文件夹", err)
}

func temporaryFolder(dir, purpose string) (string, error) {
	Tidy(dir)
	path, err := os.MkdirTemp(dir, temporaryPattern(dir, purpose))
	if err != nil {
		return "", err
	}
	if dir == "" {
		return path, nil
	}
	if err := withMode(path, folderMode(path)); err != nil {
		_ = os.Remove(path)
		return "", err
	}
	return path, nil
}

// Tidy removes from a folder, "" the system's for temporary files, what programs of ours on this computer have left that are no longer
// running. Nothing else is touched; what cannot be removed stays.
func Tidy(dir string) {
	if dir == "" {
		dir = os.TempDir()
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	mine := computer()
	for _, e := range entries {
		m := temporaryName.FindStringSubmatch(e.Name())
		if m == nil || m[1] != mine || e.Type()&^fs.ModeDir != 0 {
			continue
		}
		if pid, err := strconv.Atoi(m[2]); err == nil && !runs(pid) {
			_ = os.RemoveAll(filepath.Join(dir, e.Name()))
		}
	}
}

// runs reports whether a process of that number is there; where that cannot be known it is.
func runs(pid int) bool {
	p, err := os.FindProcess(pid) // only Windows looks whether it is there
	if err != nil {
		return os.IsPermission(err)
	}
	defer func() { _ = p.Release() }()
	return runtime.GOOS == "windows" || !errors.Is(p.Signal(syscall.Signal(0)), os.ErrProcessDone)
}
