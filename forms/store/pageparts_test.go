package store

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"reflect"
	"slices"
	"testing"
)

// How long a value is by its serial type, and what it then is, as the description of SQLite's file format has them: numbers of one to eight
// bytes, 0 and 1 without any, bytes and texts; NULL only for the key. What our tables never hold is refused.
func TestValuesBySerialType(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		serial uint64
		bytes  string
		key    any // as the first column
		value  any // as a later one; nil for refused
	}{
		{0, "", int64(7), nil},
		{1, "\x80", int64(-128), int64(-128)},
		{2, "\x01\x00", int64(256), int64(256)},
		{3, "\xff\xff\xfe", int64(-2), int64(-2)},
		{4, "\x7f\xff\xff\xff", int64(1<<31 - 1), int64(1<<31 - 1)},
		{5, "\x80\x00\x00\x00\x00\x00", int64(-1 << 47), int64(-1 << 47)},
		{6, "\x00\x00\x00\x00\x00\x00\x01\x02", int64(258), int64(258)},
		{7, "\x3f\xf0\x00\x00\x00\x00\x00\x00", nil, nil}, // a fraction
		{8, "", int64(0), int64(0)},
		{9, "", int64(1), int64(1)},
		{10, "", nil, nil},
		{11, "", nil, nil},
		{12, "", []byte{}, []byte{}},
		{13, "", "", ""},
		{14, "\x05", []byte{5}, []byte{5}},
		{15, "a", "a", "a"},
		{18, "abc", []byte("abc"), []byte("abc")},
		{19, "信", "信", "信"},
	} {
		if got := sizeOf(c.serial); got != int64(len(c.bytes)) {
			t.Errorf("type %d has %d bytes, not %d", c.serial, got, len(c.bytes))
		}
		head := "\x00" // the record's head, which is passed over
		for first, want := range map[bool]any{true: c.key, false: c.value} {
			row := cell{rowid: 7, data: 1, types: []uint64{c.serial, 9}}
			if !first {
				row.types = []uint64{9, c.serial}
			}
			got, ok := row.fields([]byte(head + c.bytes))
			if ok != (want != nil) {
				t.Errorf("type %d, first %t: %v", c.serial, first, got)
				continue
			}
			wanted := []any{want, int64(1)}
			if !first {
				wanted = []any{int64(1), want}
			}
			if ok && !reflect.DeepEqual(got, wanted) {
				t.Errorf("type %d, first %t: %v, want %v", c.serial, first, got, wanted)
			}
			if len(c.bytes) > 0 {
				if got, ok := row.fields([]byte(head + c.bytes[1:])); ok {
					t.Errorf("type %d with a byte less: %v", c.serial, got)
				}
			}
		}
	}
}

// interior is a page n that leads to the pages given, the last of them by its head, with the first of its cells at a place.
func interior(n uint32, at int, lead ...uint32) []byte {
	page := make([]byte, pageSize)
	head := page[start(n):]
	head[0] = interiorPage
	binary.BigEndian.PutUint16(head[3:], uint16(len(lead)-1))
	binary.BigEndian.PutUint32(head[8:], lead[len(lead)-1])
	for i, to := range lead[:len(lead)-1] {
		binary.BigEndian.PutUint16(head[interiorHead+2*i:], uint16(at))
		if at+4 <= pageSize {
			binary.BigEndian.PutUint32(page[at:], to)
		}
		at += 5
	}
	return page
}

// The pages an interior page leads to; a page of another kind leads nowhere, nor one that claims more than it has room for.
func TestPagesBelow(t *testing.T) {
	t.Parallel()
	leafOne := interior(2, 500, 5, 6)
	leafOne[0] = leafPage
	crowded := interior(2, 500, 5, 6)
	binary.BigEndian.PutUint16(crowded[3:], (pageSize-interiorHead)/2+1)
	crowdedFirst := interior(1, 500, 5, 6)
	binary.BigEndian.PutUint16(crowdedFirst[headerSize+3:], (pageSize-headerSize-interiorHead)/2+1)
	for _, c := range []struct {
		what string
		n    uint32
		page []byte
		want []uint32
	}{
		{"one", 2, interior(2, 500, 9), []uint32{9}},
		{"three", 2, interior(2, 500, 5, 6, 7), []uint32{7, 5, 6}},
		{"the first page, behind the file's own head", 1, interior(1, 500, 5, 6), []uint32{6, 5}},
		{"a cell at the very end", 2, interior(2, pageSize-4, 5, 6), []uint32{6, 5}},
		{"a cell cut off", 2, interior(2, pageSize-3, 5, 6), []uint32{6}},
		{"a leaf", 2, leafOne, nil},
		{"more than fit", 2, crowded, nil},
		{"more than fit on the first", 1, crowdedFirst, nil},
	} {
		if got := below(c.n, c.page); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.what, got, c.want)
		}
	}
	full := interior(2, 500, 9)
	binary.BigEndian.PutUint16(full[3:], (pageSize-interiorHead)/2)
	if got := below(2, full); len(got) == 0 {
		t.Error("as many as fit are taken for too many")
	}
}

// A tree is whole where every page of it can be reached, once; a page that leads back into it does no harm.
func TestTreesThatAreNotWhole(t *testing.T) {
	t.Parallel()
	rows := make([]byte, pageSize)
	rows[0] = leafPage
	for _, c := range []struct {
		what   string
		root   uint32
		leaves string
		whole  bool
	}{
		{"both leaves", 2, "[5 4]", true},
		{"a leaf", 4, "[4]", true},
		{"a page that is not there", 3, "[4]", false},
		{"a page that leads back", 6, "[4]", false},
		{"a page of another kind", 7, "[]", false},
		{"a root that is not there", 9, "[]", false},
	} {
		file := bytes.Join([][]byte{make([]byte, pageSize), interior(2, 500, 4, 5), interior(3, 500, 4, 9), rows, rows, interior(6, 500, 4, 6), make([]byte, pageSize)}, nil)
		leaves := []uint32{}
		whole := pages{bytes.NewReader(file), 7}.tree(c.root, map[uint32]bool{}, func(n uint32, _ []byte) { leaves = append(leaves, n) })
		if fmt.Sprint(leaves) != c.leaves || whole != c.whole {
			t.Errorf("%s: %v, whole %t", c.what, leaves, whole)
		}
	}
}

// The list of unused pages counts only where it is as long as the first page says.
func TestFreePages(t *testing.T) {
	t.Parallel()
	file := func(said uint32, trunks ...[]uint32) pages { // each a page: where the next is, then the pages it lists
		data := make([]byte, 10*pageSize)
		if len(trunks) > 0 {
			binary.BigEndian.PutUint32(data[32:], 2)
		}
		binary.BigEndian.PutUint32(data[36:], said)
		for i, trunk := range trunks {
			page := data[(i+1)*pageSize:]
			binary.BigEndian.PutUint32(page, trunk[0])
			binary.BigEndian.PutUint32(page[4:], uint32(len(trunk)-1))
			for j, n := range trunk[1:] {
				binary.BigEndian.PutUint32(page[8+4*j:], n)
			}
		}
		return pages{bytes.NewReader(data), 10}
	}
	for _, c := range []struct {
		what string
		p    pages
		want string
	}{
		{"none", file(0), "map[]"},
		{"one page", file(1, []uint32{0}), "map[2:true]"},
		{"one list", file(3, []uint32{0, 7, 9}), "map[2:true 7:true 9:true]"},
		{"two lists", file(4, []uint32{3, 7}, []uint32{0, 9}), "map[2:true 3:true 7:true 9:true]"},
		{"a list that leads back", file(3, []uint32{3, 7}, []uint32{2}), "map[2:true 3:true 7:true]"},
		{"a list that leads out of the file", file(2, []uint32{99, 7}), "map[2:true 7:true]"},
		{"shorter than said", file(4, []uint32{0, 7, 9}), "map[]"},
		{"longer than said", file(2, []uint32{0, 7, 9}), "map[]"},
		{"no first page", pages{bytes.NewReader(nil), 0}, "map[]"},
	} {
		if got := fmt.Sprint(c.p.free()); got != c.want {
			t.Errorf("%s: %s, want %s", c.what, got, c.want)
		}
	}
}
