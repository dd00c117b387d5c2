package store

import (
	"encoding/binary"
	"fmt"
	"io"
	"iter"
	"strings"
)

// The file format of SQLite, https://sqlite.org/fileformat2.html, as far as it is needed to read rows of our tables from a file that
// SQLite refuses. Our pages have 4096 bytes and no reserved space. Everything here reads foreign bytes: nothing is believed.

const (
	leafPage     = 0x0d // rows of a table
	interiorPage = 0x05 // pages below
	leafHead     = 8
	interiorHead = 12
	maxInLeaf    = pageSize - 35             // a longer row goes on in a chain of further pages
	minInLeaf    = (pageSize-12)*32/255 - 23 // and then has at least this much in its leaf
	perOverflow  = pageSize - 4              // bytes of a row in each of the pages of the chain
	maxRow       = int64(1) << 30            // bytes, what SQLite allows a row
	maxColumns   = 16                        // more than any of our tables has
)

// pages reads a file page by page. Pages are numbered from 1.
type pages struct {
	r     io.ReaderAt
	count uint32
}

// read gives a page, ok false where the file has none or cannot be read there.
func (p pages) read(n uint32) (page []byte, ok bool) {
	if n < 1 || n > p.count {
		return nil, false
	}
	page = make([]byte, pageSize)
	if _, err := p.r.ReadAt(page, int64(n-1)*pageSize); err != nil {
		return nil, false
	}
	return page, true
}

// start is where a page's own header begins: the first page has the file's before it.
func start(n uint32) int {
	if n == 1 {
		return headerSize
	}
	return 0
}

// varint reads one of SQLite's numbers of variable length, n 0 where there is none.
func varint(b []byte) (v uint64, n int) {
	if len(b) > 0 && b[0] < 0x80 { // most are of one byte
		return uint64(b[0]), 1
	}
	for i := 0; i < len(b) && i < 9; i++ {
		if i == 8 {
			return v<<8 | uint64(b[8]), 9
		}
		v = v<<7 | uint64(b[i]&0x7f)
		if b[i] < 0x80 {
			return v, i + 1
		}
	}
	return 0, 0
}

// cell is a row as it stands on a leaf page.
type cell struct {
	rowid  int64
	length int64    // of the whole record, in bytes
	local  []byte   // what of it stands on the page
	next   uint32   // the first page of the chain with the rest, 0 without one
	types  []uint64 // SQLite's serial types of the columns
	data   int64    // where in the record the first column begins
	room   int      // bytes it takes on the page
}

// parseCell reads the row that would begin at a place of a page; ok is false where none can: its parts have to add up exactly.
func parseCell(page []byte, at int) (c cell, ok bool) {
	length, n := varint(page[at:])
	if n == 0 || length == 0 || length > uint64(maxRow) {
		return c, false
	}
	from := at
	at += n
	rowid, n := varint(page[at:])
	if n == 0 {
		return c, false
	}
	at += n
	c.length, c.rowid = int64(length), int64(rowid)
	here := c.length
	if here > maxInLeaf {
		if here = minInLeaf + (c.length-minInLeaf)%perOverflow; here > maxInLeaf {
			here = minInLeaf
		}
	}
	end := at + int(here)
	if end > len(page) || here < c.length && end+4 > len(page) {
		return c, false
	}
	c.local, c.room = page[at:end], end-from
	if here < c.length {
		c.next = binary.BigEndian.Uint32(page[end:])
		c.room += 4
	}
	ok = c.parseTypes() // fills c
	return c, ok
}

// parseTypes reads the record's header. Nothing is set aside before all of it adds up: a search begins one at every byte of a page.
func (c *cell) parseTypes() bool {
	head, n := varint(c.local)
	if n == 0 || head > uint64(len(c.local)) || head < 2 {
		return false
	}
	c.data = int64(head)
	total, columns := c.data, 0
	for at := n; at < int(head); columns++ {
		t, n := varint(c.local[at:int(head)])
		if n == 0 || columns == maxColumns || t > uint64(2*maxRow+13) {
			return false
		}
		at += n
		if total += sizeOf(t); total > c.length {
			return false
		}
	}
	if total != c.length {
		return false
	}
	c.types = make([]uint64, 0, columns)
	for at := n; at < int(head); {
		t, n := varint(c.local[at:int(head)])
		at += n
		c.types = append(c.types, t)
	}
	return true
}

// sizeOf is how many bytes a value of a serial type has.
func sizeOf(t uint64) int64 {
	switch {
	case t <= 4:
		return int64(t)
	case t == 5:
		return 6
	case t == 6, t == 7:
		return 8
	case t < 12:
		return 0
	}
	return int64(t-12) / 2
}

// chain gives the pages a row goes on in, with their numbers, as far as they can be read.
func (p pages) chain(c cell) iter.Seq2[uint32, []byte] {
	return func(yield func(uint32, []byte) bool) {
		next := c.next
		for left := c.length - int64(len(c.local)); left > 0; left -= perOverflow {
			page, ok := p.read(next)
			if !ok || !yield(next, page) {
				return
			}
			next = headerNumber(page, 0)
		}
	}
}

// record puts a row's bytes together, ok false where its chain is broken.
func (p pages) record(c cell) (data []byte, ok bool) {
	data = make([]byte, 0, min(c.length, int64(p.count)*pageSize))
	data = append(data, c.local...)
	for _, page := range p.chain(c) {
		data = append(data, page[4:min(pageSize, 4+c.length-int64(len(data)))]...)
	}
	return data, int64(len(data)) == c.length
}

// fields decodes a row's columns: int64, string and []byte. The key of a table numbered by SQLite is not in the record; it is the
// row's number. ok is false for anything our tables do not have.
func (c cell) fields(data []byte) (row []any, ok bool) {
	rest := data[c.data:]
	for i, t := range c.types {
		size := sizeOf(t)
		if size > int64(len(rest)) {
			return nil, false
		}
		part := rest[:size]
		rest = rest[size:]
		switch {
		case t == 0 && i == 0:
			row = append(row, c.rowid)
		case t >= 1 && t <= 6:
			row = append(row, signed(part))
		case t == 8, t == 9:
			row = append(row, int64(t-8))
		case t >= 12 && t%2 == 0:
			row = append(row, part)
		case t >= 13:
			row = append(row, strings.Clone(string(part)))
		default:
			return nil, false
		}
	}
	return row, true
}

// signed reads a big-endian number of one to eight bytes in two's complement.
func signed(b []byte) int64 {
	v := int64(int8(b[0]))
	for _, c := range b[1:] {
		v = v<<8 | int64(c)
	}
	return v
}

// cells gives the rows of a leaf page; clean is false where the page is not what a leaf page has to be.
func cells(n uint32, page []byte) (out []cell, clean bool) {
	at := start(n)
	if page[at] != leafPage {
		return nil, false
	}
	count := int(binary.BigEndian.Uint16(page[at+3:]))
	pointers := at + leafHead
	if pointers+2*count > pageSize {
		return nil, false
	}
	for i := range count {
		from := int(binary.BigEndian.Uint16(page[pointers+2*i:]))
		if from < pointers+2*count || from >= pageSize {
			return nil, false
		}
		c, ok := parseCell(page, from)
		if !ok {
			return nil, false
		}
		out = append(out, c)
	}
	return out, true
}

// below gives the pages that an interior page leads to.
func below(n uint32, page []byte) []uint32 {
	at := start(n)
	count := int(binary.BigEndian.Uint16(page[at+3:]))
	if page[at] != interiorPage || at+interiorHead+2*count > pageSize {
		return nil
	}
	out := []uint32{binary.BigEndian.Uint32(page[at+8:])}
	for i := range count {
		from := int(binary.BigEndian.Uint16(page[at+interiorHead+2*i:]))
		if from+4 <= pageSize {
			out = append(out, binary.BigEndian.Uint32(page[from:]))
		}
	}
	return out
}

// full reports whether the rows found on a leaf page are all it has: with them every byte of the page is accounted for.
func full(n uint32, page []byte, list []cell) bool {
	number := func(at int) int { return int(binary.BigEndian.Uint16(page[at:])) }
	at := start(n)
	used := number(at+5) + int(page[at+7]) // where the rows begin, and what is left over in scraps
	for _, c := range list {
		used += max(c.room, 4)
	}
	for gap := number(at + 1); gap > 0 && gap+4 <= pageSize && used <= pageSize; gap = number(gap) {
		used += max(number(gap+2), 1)
	}
	return used == pageSize
}

// tree gives the leaf pages of the table that begins at a root page; whole is false where part of it cannot be reached.
func (p pages) tree(root uint32, seen map[uint32]bool, leaf func(n uint32, page []byte)) (whole bool) {
	page, ok := p.read(root)
	if !ok || seen[root] {
		return false
	}
	seen[root] = true
	if page[start(root)] == leafPage {
		leaf(root, page)
		return true
	}
	next := below(root, page)
	whole = len(next) > 0
	for _, n := range next {
		whole = p.tree(n, seen, leaf) && whole
	}
	return whole
}

// living gives the leaf pages that the tables consist of, with the table's name, as far as they can be reached from the list of tables on
// the first page; whole has the tables of which that is all.
func (p pages) living() (leaves map[uint32]string, whole map[string]bool) {
	leaves, whole = map[uint32]string{}, map[string]bool{}
	seen := map[uint32]bool{}
	p.tree(1, seen, func(n uint32, page []byte) {
		list, _ := cells(n, page)
		for _, c := range list {
			data, ok := p.record(c)
			if !ok || len(c.types) != 5 {
				continue
			}
			if row, ok := c.fields(data); ok && row[0] == "table" {
				name := fmt.Sprint(row[1])
				if root, ok := row[3].(int64); ok && root > 1 && root <= int64(p.count) {
					whole[name] = p.tree(uint32(root), seen, func(n uint32, _ []byte) { leaves[n] = name })
				}
			}
		}
	})
	return leaves, whole
}

// free gives the pages on the list of those that are not used: what stands on them is out of date. A list that is not as long as the
// first page says is not believed.
func (p pages) free() map[uint32]bool {
	out := map[uint32]bool{}
	head, ok := p.read(1)
	if !ok {
		return out
	}
	for trunk := headerNumber(head, 32); trunk != 0 && !out[trunk]; {
		page, ok := p.read(trunk)
		if !ok {
			break
		}
		out[trunk] = true
		count := min(headerNumber(page, 4), pageSize/4-2)
		for i := range int(count) {
			out[headerNumber(page, 8+4*i)] = true
		}
		trunk = headerNumber(page, 0)
	}
	if uint32(len(out)) != headerNumber(head, 36) {
		return nil
	}
	return out
}
