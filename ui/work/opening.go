package work

import (
	"errors"

	"zicha/forms/files"
)

// MayRead reports whether a file that could not be opened for writing can be offered for reading.
func MayRead(err error) bool {
	return errors.Is(err, files.InUse) || errors.Is(err, files.Folder)
}

// Gone reports whether a file was not found.
func Gone(err error) bool { return errors.Is(err, files.NotFound) }
