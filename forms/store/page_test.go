package store

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
)

// SQLite's own writing is what our reading of its pages is held against: rows of every length about the bounds at which a row goes on in
// further pages, numbers of every length, row numbers of every length; then with rows taken out and others put in their place.
func TestPagesAsSQLiteWritesThem(t *testing.T) {
	t.Parallel()
	f := newTest(t)
	sums := []int64{0, 1, -1, 127, -128, 128, math.MaxInt16, math.MinInt16 - 1, 1<<23 - 1, -1 << 23, math.MaxInt32, math.MinInt32 - 1, 1<<47 - 1, 1 << 47, math.MinInt64}
	var sizes []int
	for pages := range 3 {
		for n := maxInLeaf - 24; n <= maxInLeaf+6; n++ {
			sizes = append(sizes, n+pages*perOverflow, minInLeaf-12+n-maxInLeaf+24+(pages+1)*perOverflow)
		}
	}
	put := func(id int64, size, i int) string {
		return fmt.Sprintf("INSERT INTO paper VALUES(%d,randomblob(%d),%d)", id, size, sums[i%len(sums)])
	}
	var queries []string
	for i, n := range sizes {
		queries = append(queries, put(int64(i)<<(i%40)+int64(i), n, i))
	}
	for i := range 900 {
		queries = append(queries, put(-int64(i)-1, i%97, i))
	}
	if err := f.db.all(append([]string{"BEGIN"}, append(queries, "COMMIT")...)...); err != nil {
		t.Fatal(err)
	}
	f.asSQLiteReads(t, "written", len(queries))
	rnd := rand.New(rand.NewPCG(3, 4))
	queries = nil
	for i := range 900 {
		if rnd.IntN(3) > 0 {
			queries = append(queries, fmt.Sprintf("DELETE FROM paper WHERE id=%d", -i-1))
		}
	}
	left := 900 - len(queries) + len(sizes)
	for i := range 300 {
		queries = append(queries, put(-int64(i)-1000, rnd.IntN(60), i))
	}
	for i := range 25 {
		queries = append(queries, fmt.Sprintf("DELETE FROM paper WHERE id=%d", i<<(i%40)+i))
	}
	if err := f.db.all(append([]string{"BEGIN"}, append(queries, "COMMIT")...)...); err != nil {
		t.Fatal(err)
	}
	f.asSQLiteReads(t, "changed", left+300-25)
}

// asSQLiteReads compares what we read of a table with what SQLite reads.
func (f *File) asSQLiteReads(t *testing.T, what string, rows int) {
	t.Helper()
	data, err := os.ReadFile(f.path)
	if err != nil {
		t.Fatal(err)
	}
	p := pages{bytes.NewReader(data), uint32(len(data) / pageSize)}
	leaves, whole := p.living()
	if !whole["paper"] || !whole["log"] || !whole["meta"] {
		t.Errorf("%s: whole are %v", what, whole)
	}
	found := 0
	for n := range leaves {
		page, _ := p.read(n)
		list, clean := cells(n, page)
		if !clean || !full(n, page, list) {
			t.Fatalf("%s: page %d is not taken for a whole one", what, n)
		}
		if len(list) > 0 && full(n, page, list[1:]) {
			t.Errorf("%s: page %d is whole without its first row", what, n)
		}
		for _, c := range list {
			if leaves[n] != "paper" {
				continue
			}
			found++
			record, ok := p.record(c)
			if !ok {
				t.Fatalf("%s: row %d has no end", what, c.rowid)
			}
			row, ok := c.fields(record)
			var blob []byte
			var sum int64
			if err := f.db.scan("SELECT data,sum FROM paper WHERE id=?", []any{c.rowid}, &blob, &sum); err != nil || !ok {
				t.Fatalf("%s: row %d: %v", what, c.rowid, err)
			}
			if row[0] != c.rowid || !bytes.Equal(row[1].([]byte), blob) || row[2] != sum {
				t.Errorf("%s: row %d of %d bytes reads otherwise: sum %v, is %d", what, c.rowid, len(blob), row[2], sum)
			}
		}
	}
	if found != rows {
		t.Errorf("%s: %d rows found of %d", what, found, rows)
	}
	var unused int
	if err := f.db.scan("PRAGMA freelist_count", nil, &unused); err != nil {
		t.Fatal(err)
	}
	free := p.free()
	if len(free) != unused || what == "changed" && unused == 0 {
		t.Errorf("%s: %d pages are free, %d found", what, unused, len(free))
	}
	for n := range leaves {
		if free[n] {
			t.Errorf("%s: page %d is in use and free", what, n)
		}
	}
}

// leaf gives the bytes of a page with two rows, as SQLite wrote it.
func leaf(t *testing.T) []byte {
	t.Helper()
	f := newTest(t)
	if err := f.db.all("INSERT INTO paper VALUES(1,x'0102',3)", "INSERT INTO paper VALUES(2,x'',4)"); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(f.path)
	if err != nil {
		t.Fatal(err)
	}
	p := pages{bytes.NewReader(data), uint32(len(data) / pageSize)}
	leaves, _ := p.living()
	for n, name := range leaves {
		if name == "paper" {
			page, _ := p.read(n)
			return page
		}
	}
	t.Fatal("no page")
	return nil
}

// A page whose head or whose row places cannot be right is no page in good order.
func TestPagesNotInOrder(t *testing.T) {
	t.Parallel()
	good := leaf(t)
	if list, clean := cells(2, good); !clean || len(list) != 2 {
		t.Fatal(list, clean)
	}
	for what, change := range map[string]func(page []byte){
		"another kind of page":    func(page []byte) { page[0] = interiorPage },
		"more rows than fit":      func(page []byte) { binary.BigEndian.PutUint16(page[3:], (pageSize-leafHead)/2+1) },
		"a row in the head":       func(page []byte) { binary.BigEndian.PutUint16(page[leafHead:], leafHead) },
		"a row among the places":  func(page []byte) { binary.BigEndian.PutUint16(page[leafHead:], leafHead+3) },
		"a row behind the page":   func(page []byte) { binary.BigEndian.PutUint16(page[leafHead:], pageSize) },
		"a row that is cut off":   func(page []byte) { binary.BigEndian.PutUint16(page[leafHead:], pageSize-2) },
		"a row of another length": func(page []byte) { page[binary.BigEndian.Uint16(page[leafHead:])]++ },
		"a row of no length":      func(page []byte) { page[binary.BigEndian.Uint16(page[leafHead:])] = 0 },
	} {
		page := bytes.Clone(good)
		change(page)
		if list, clean := cells(2, page); clean {
			t.Errorf("%s: %d rows", what, len(list))
		}
	}
}

// A row that claims more than the file holds is refused, and no room is made for it.
func TestRowThatClaimsTooMuch(t *testing.T) {
	t.Parallel()
	p := pages{bytes.NewReader(make([]byte, 2*pageSize)), 2}
	data, ok := p.record(cell{length: maxRow, local: make([]byte, minInLeaf), next: 2})
	if ok || cap(data) > 8*pageSize {
		t.Errorf("%v, room for %d bytes", ok, cap(data))
	}
	for n, there := range map[uint32]bool{0: false, 1: true, 2: true, 3: false} {
		if _, ok := p.read(n); ok != there {
			t.Errorf("page %d: %v", n, ok)
		}
	}
}

// Numbers of variable length as the description of the format has them.
func TestVarint(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		bytes string
		v     uint64
		n     int
	}{
		{"\x00", 0, 1},
		{"\x7f", 127, 1},
		{"\x81\x00", 128, 2},
		{"\xff\x7f", 16383, 2},
		{"\x81\x80\x00", 16384, 3},
		{"\xff\xff\xff\xff\xff\xff\xff\x7f", 1<<56 - 1, 8},
		{strings.Repeat("\xff", 9), math.MaxUint64, 9},
		{"\x80\x80\x80\x80\x80\x80\x80\x80\x81", 0x81, 9},
		{"", 0, 0},
		{"\x81", 0, 0},
		{strings.Repeat("\xff", 8), 0, 0},
	} {
		if v, n := varint([]byte(c.bytes)); v != c.v || n != c.n {
			t.Errorf("% x is %d in %d bytes, not %d in %d", c.bytes, c.v, c.n, v, n)
		}
	}
}

// What may be a chunk: a row without a key of its own, of bytes, no more than a chunk has.
func TestWhatMayBeAChunk(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		types []uint64
		want  bool
	}{
		{[]uint64{0, 12}, true},
		{[]uint64{0, 14}, true},
		{[]uint64{0, 12 + 2*chunkSize}, true},
		{[]uint64{0, 14 + 2*chunkSize}, false}, // too long
		{[]uint64{0, 13}, false},               // a text
		{[]uint64{0, 10}, false},               // no bytes at all
		{[]uint64{1, 12}, false},               // a number before
	} {
		s := salvage{chunks: map[int64][]foundChunk{}, used: map[uint32]bool{}}
		if kept := s.take(cell{rowid: 7, types: c.types}, outdated); kept != c.want || len(s.chunks[7]) > 0 != c.want {
			t.Errorf("%v: %v", c.types, kept)
		}
	}
}
