//go:build unix

package files

import (
	"os"
	"syscall"
)

// device is the number of the disk a file lies on.
func device(info os.FileInfo) uint64 {
	if stat, ok := info.Sys().(*syscall.Stat_t); ok {
		return uint64(stat.Dev)
	}
	return 0
}
