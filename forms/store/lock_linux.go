package store

import (
	"errors"
	"io"
	"os"
	"syscall"
)

// ofdSetLock is F_OFD_SETLK: a lock of the open file rather than of the process, so that it neither meets SQLite's locks nor is lost
// when some other descriptor of the file is closed.
const ofdSetLock = 37

// tryByte locks the byte at lockAt until the file is closed; free is false where another has it. The error is that of a file system
// without such locks.
func tryByte(f *os.File) (free bool, err error) { return setByte(f, syscall.F_WRLCK) }

// freeByte gives the byte back: a process that is just being started has a copy of the open file for a moment longer, and with it the lock.
func freeByte(f *os.File) { _, _ = setByte(f, syscall.F_UNLCK) }

func setByte(f *os.File, how int16) (free bool, err error) {
	raw, err := f.SyscallConn()
	if err != nil {
		return false, err
	}
	part := syscall.Flock_t{Type: how, Whence: io.SeekStart, Start: lockAt, Len: 1}
	if failed := raw.Control(func(fd uintptr) { err = syscall.FcntlFlock(fd, ofdSetLock, &part) }); failed != nil {
		return false, failed
	}
	if errors.Is(err, syscall.EAGAIN) || errors.Is(err, syscall.EACCES) {
		return false, nil
	}
	return err == nil, err
}
