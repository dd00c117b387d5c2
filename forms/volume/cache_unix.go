//go:build unix

package volume

import (
	"io/fs"
	"os"
	"syscall"
)

// owned reports whether a folder is the user's and, alone, open to nobody else.
func owned(info fs.FileInfo, alone bool) bool {
	stat, ok := info.Sys().(*syscall.Stat_t)
	return ok && int(stat.Uid) == os.Geteuid() && (!alone || info.Mode().Perm()&0o077 == 0)
}
