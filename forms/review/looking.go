package review

import (
	"errors"

	"zicha/forms/files"
)

// OpenToRead opens a book to look at only. One whose last writer was cut off is first opened for writing, which puts it in order.
func OpenToRead(path string) (*Book, error) {
	b, err := Open(path, Options{ReadOnly: true})
	if errors.Is(err, files.Folder) {
		if writer, failed := Open(path, Options{}); failed == nil {
			_ = writer.Close() // what it says about its backup is no matter of reading
			return Open(path, Options{ReadOnly: true})
		}
	}
	return b, err
}
