package store

import (
	"database/sql"
	"slices"
)

// How many rows are read before those before them have been looked at, and how many bytes of texts and blobs.
const (
	aheadRows  = 64
	aheadBytes = 256 << 10
)

// ahead reads rows of n columns in a goroutine of its own while fn works on those before: stepping through a table takes about as long as
// checking what is in it. When it returns, that goroutine has ended. The driver gives texts and bytes of their own for every row.
func ahead(rows *sql.Rows, n int, fn func(row []any) error) error {
	batches, stop := make(chan []any, 2), make(chan struct{})
	var failed error
	go func() {
		defer close(batches)
		for more := true; more; {
			var batch []any
			batch, more, failed = readSome(rows, n)
			select {
			case batches <- batch:
			case <-stop:
				return
			}
		}
	}()
	for batch := range batches {
		for row := range slices.Chunk(batch, n) {
			if err := fn(row); err != nil {
				close(stop)
				for range batches { // it may have one in hand
				}
				return err
			}
		}
	}
	return failed
}

// readSome reads the next rows, one after the other in a slice, and reports whether there may be more.
func readSome(rows *sql.Rows, n int) (batch []any, more bool, err error) {
	cells, into := make([]lent, aheadRows*n), make([]any, n)
	for size := 0; len(batch) < len(cells) && size < aheadBytes; {
		if !rows.Next() {
			return batch, false, rows.Err()
		}
		at := len(batch)
		for i := range into {
			into[i] = &cells[at+i]
		}
		if err := rows.Scan(into...); err != nil {
			return batch, false, err
		}
		if batch == nil {
			batch = make([]any, 0, len(cells))
		}
		for _, c := range cells[at : at+n] {
			batch, size = append(batch, c.value), size+c.size()
		}
	}
	return batch, true, nil
}

// lent takes a column as the driver gives it.
type lent struct{ value any }

// Scan does so.
func (l *lent) Scan(src any) error {
	l.value = src
	return nil
}

func (l *lent) size() int {
	switch v := l.value.(type) {
	case string:
		return len(v)
	case []byte:
		return len(v)
	}
	return 0
}
