package files

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// What the program keeps of its own (settings, adopted rulebooks, caches) lies in the user's folders, or, where `portable` stands beside
// the program, beside it too: then it runs from a USB stick and leaves nothing on the computer.
const (
	portableMark = "portable"
	portableData = "zicha-data"
)

// Portable is the folder in which a program on a stick keeps all that is its own, "" where the user's folders are used. It need not be
// there yet.
func Portable() string {
	program, err := Program()
	if err != nil {
		return ""
	}
	return portableBeside(filepath.Dir(program))
}

// Program is the file of the program that runs, links followed. Where the system does not say (no /proc in a bare chroot) it is the one
// that a shell finds under the name the program was started by.
func Program() (string, error) {
	program, err := os.Executable()
	if err != nil {
		if program, err = named(os.Args[0]); err != nil {
			return "", err
		}
	}
	if real, err := filepath.EvalSymlinks(program); err == nil {
		program = real
	}
	return program, nil
}

func named(name string) (string, error) {
	path, err := exec.LookPath(name)
	if err != nil {
		return "", err
	}
	return filepath.Abs(path)
}

// portableBeside is Portable for a program in a folder. Windows hides the ending of a text file made to stand there.
func portableBeside(folder string) string {
	for _, mark := range []string{portableMark, portableMark + ".txt"} {
		if _, err := os.Stat(filepath.Join(folder, mark)); err == nil {
			return filepath.Join(folder, portableData)
		}
	}
	return ""
}

// CacheFolder is where what only saves time is kept between runs under a name, "" where there is no place for such. It need not be there yet.
func CacheFolder(name string) string {
	if data := Portable(); data != "" {
		return filepath.Join(data, "cache", name)
	}
	dir, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	return filepath.Join(dir, "zicha", name)
}

// carriedPrefix begins a path that goes along with the stick.
const carriedPrefix = "portable:"

// Carried is how a path is kept in a folder of the program's own, so that it is found again where the stick has another drive letter or
// lies at another place: from the folder on, with slashes, where both are on one disk. Anything else is kept as it is.
func Carried(folder, path string) string {
	if !filepath.IsAbs(path) || !sameDisk(folder, path) {
		return path
	}
	rel, err := filepath.Rel(folder, path)
	if err != nil {
		return path
	}
	return carriedPrefix + filepath.ToSlash(rel)
}

// Found is the path that Carried has kept.
func Found(folder, kept string) string {
	rel, carried := strings.CutPrefix(kept, carriedPrefix)
	if !carried {
		return kept
	}
	return filepath.Join(folder, filepath.FromSlash(rel))
}

// sameDisk reports whether two absolute paths lie on one disk; of what is not there its nearest folder that is counts.
func sameDisk(a, b string) bool {
	if !strings.EqualFold(filepath.VolumeName(a), filepath.VolumeName(b)) {
		return false
	}
	x, y := nearest(a), nearest(b)
	return x != nil && y != nil && device(x) == device(y)
}

// nearest is what is known of a path or of the nearest folder above it that is there.
func nearest(path string) os.FileInfo {
	for {
		if info, err := os.Stat(path); err == nil {
			return info
		}
		up := filepath.Dir(path)
		if up == path {
			return nil
		}
		path = up
	}
}
