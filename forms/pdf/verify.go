package pdf

import (
	"bytes"
	"fmt"
	"os"
	"strconv"
)

// Verify reads a PDF that a Writer has written back: every object stands where the table says, and its tree has so many pages. It gives
// the file's size.
func Verify(path string, pages int) (int64, error) {
	r, err := os.Open(path)
	if err != nil {
		return 0, err
	}
	defer r.Close()
	info, err := r.Stat()
	if err != nil {
		return 0, err
	}
	f, err := openFile(r, info.Size())
	if err != nil {
		return 0, err
	}
	if n, err := f.count(); err != nil || n != pages || f.repaired {
		return 0, fmt.Errorf("%d pages: %w", n, Damaged)
	}
	var buf [24]byte
	for n, at := range f.table {
		if at <= 0 {
			continue
		}
		got, _ := r.ReadAt(buf[:], int64(at))
		if !bytes.HasPrefix(buf[:got], append(strconv.AppendInt(nil, int64(n), 10), " 0 obj\n"...)) {
			return 0, fmt.Errorf("object %d: %w", n, Damaged)
		}
	}
	return info.Size(), nil
}
