//go:build !linux && !windows

package store

import (
	"errors"
	"os"
)

// tryByte has no lock to offer that SQLite's own would not meet; each write still looks at whether the file is the one opened.
func tryByte(*os.File) (free bool, err error) { return false, errors.ErrUnsupported }

func freeByte(*os.File) {}
