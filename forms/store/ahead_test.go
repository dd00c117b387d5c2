package store

import (
	"bytes"
	"errors"
	"testing"
)

// fillPapers fills the paper table with n rows of different lengths.
func fillPapers(t *testing.T, f *File, n int64) {
	t.Helper()
	if err := f.Do("写入", Step{Kind: "seal"}, func(tx *Tx) error {
		for i := range n {
			if err := tx.Insert(paperTable(), i+1, bytes.Repeat([]byte{byte(i)}, int(i*7919%9000)+1)); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}

// Rows that are read ahead come each with its own bytes, in order; and where their reader gives up, the connection is free at once.
func TestRowsReadAhead(t *testing.T) {
	t.Parallel()
	f := newTest(t)
	const n = 3*aheadRows + 5
	fillPapers(t, f, n)
	got := int64(0)
	if err := f.Rows(paperTable(), func(row []any) error {
		want := bytes.Repeat([]byte{byte(got)}, int(got*7919%9000)+1)
		if got++; row[0] != any(got) || !bytes.Equal(row[1].([]byte), want) {
			t.Fatalf("row %d is %v, %d bytes", got, row[0], len(row[1].([]byte)))
		}
		return nil
	}, ""); err != nil || got != n {
		t.Fatalf("%d of %d rows: %v", got, n, err)
	}
	for stop := range int64(2 * aheadRows) {
		enough := errors.New("enough")
		left := stop
		if err := f.db.each(paperTable(), condition{}, func([]any) error {
			if left--; left < 0 {
				return enough
			}
			return nil
		}); !errors.Is(err, enough) {
			t.Fatalf("after %d rows: %v", stop, err)
		}
		if err := f.db.exec("SELECT 1"); err != nil {
			t.Fatal(err)
		}
	}
}

// A value of another kind than its column's never reaches a reader, also where its checksum is right.
func TestValueOfAnotherKind(t *testing.T) {
	t.Parallel()
	f := newTest(t)
	loose := Table{Name: "loose", Label: "表", Columns: []string{"n", "text", "data"}, Create: "CREATE TABLE loose(n INTEGER PRIMARY KEY, text TEXT, data BLOB, sum INTEGER)"}
	if err := f.db.exec("CREATE TABLE loose(n INTEGER PRIMARY KEY, text, data, sum)"); err != nil {
		t.Fatal(err)
	}
	for i, fields := range [][]any{{int64(1), "字", []byte("b")}, {int64(2), int64(7), []byte("b")}, {int64(3), "字", "b"}, {int64(4), nil, []byte("b")}, {int64(5), []byte("字"), []byte("b")}} {
		if err := f.db.insert(loose, fields...); err != nil {
			t.Fatal(err)
		}
		err := f.db.each(loose, condition{"n=?", []any{int64(i + 1)}}, func(row []any) error {
			_, _ = row[1].(string), row[2].([]byte)
			return nil
		})
		if good := i == 0; good != (err == nil) || err != nil && !errors.Is(err, errSum) {
			t.Errorf("%v: %v", fields, err)
		}
	}
}
