package store

import (
	"errors"
	"os"

	"golang.org/x/sys/windows"
)

// tryByte locks the byte at lockAt until the file is closed; free is false where another has it. The error is that of a file system
// without such locks.
func tryByte(f *os.File) (free bool, err error) {
	at := windows.Overlapped{Offset: lockAt & 0xffff_ffff, OffsetHigh: lockAt >> 32}
	const flags = windows.LOCKFILE_EXCLUSIVE_LOCK | windows.LOCKFILE_FAIL_IMMEDIATELY
	err = windows.LockFileEx(windows.Handle(f.Fd()), flags, 0, 1, 0, &at)
	if errors.Is(err, windows.ERROR_LOCK_VIOLATION) || errors.Is(err, windows.ERROR_IO_PENDING) {
		return false, nil
	}
	return err == nil, err
}

// freeByte has nothing to do: processes that are started get no copy of the open file.
func freeByte(*os.File) {}
