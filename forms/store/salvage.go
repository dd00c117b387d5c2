package store

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"regexp"
	"slices"
	"strings"

	"zicha/forms/files"
)

// How far a row can be trusted to be the present one; its checksum says only that it once was.
const (
	outdated = iota // on a page that is not used, or found between others
	stray           // on a page in good order that no table can be shown to lead to
	alive           // on a page of a table
)

// foundRow is a row whose checksum is right.
type foundRow struct {
	fields []any
	sum    int64
	rank   int
}

// foundChunk is what may be a chunk of a kept file.
type foundChunk struct {
	cell
	rank int
}

// salvage is what a walk over the pages of a damaged file finds.
type salvage struct {
	pages
	format Format
	rows   map[string][]foundRow // by table
	at     map[string]int        // where in rows a row is, by table and checksum
	chunks map[int64][]foundChunk
	used   map[uint32]bool // pages that need no closer look
	intact map[string]bool // the tables all of whose pages and rows are sound: what is not in them was not there
}

// foreignSize is how large a file without one sound page is that is still searched byte by byte, which takes a second for some megabytes.
const foreignSize = 8 << 20

// walk reads all pages, first those in good order, then the others byte by byte.
func walk(ctx context.Context, p pages, t Format, progress files.Progress) (*salvage, error) {
	s := &salvage{pages: p, format: t, rows: map[string][]foundRow{}, at: map[string]int{}, chunks: map[int64][]foundChunk{}, used: map[uint32]bool{}}
	living, whole := p.living()
	s.intact = whole
	free := p.free()
	for n := uint32(1); n <= p.count; n++ {
		if err := s.tell(ctx, progress, int64(n)); err != nil {
			return nil, err
		}
		rank := stray
		switch {
		case living[n] != "":
			rank = alive
		case free[n]:
			rank = outdated
		}
		if !s.page(n, rank) {
			whole[living[n]] = false
		}
	}
	if len(s.rows) == 0 && len(s.chunks) == 0 && int64(p.count)*pageSize > foreignSize {
		return s, nil // so large a file of ours has a sound page somewhere
	}
	for n := uint32(1); n <= p.count; n++ {
		if err := s.tell(ctx, progress, int64(p.count)+int64(n)); err != nil {
			return nil, err
		}
		if page, ok := p.read(n); ok && !s.used[n] {
			s.search(page)
		}
	}
	return s, nil
}

// page takes the rows of a page in good order; whole is false where there may have been more.
func (s *salvage) page(n uint32, rank int) (whole bool) {
	page, ok := s.read(n)
	if !ok {
		return false
	}
	list, clean := cells(n, page)
	if !clean {
		return false
	}
	s.used[n] = true
	whole = full(n, page, list)
	for _, c := range list {
		whole = s.take(c, rank) && whole
	}
	return whole
}

func (s *salvage) tell(ctx context.Context, progress files.Progress, done int64) error {
	if done%256 == 0 && progress != nil {
		progress(done, 2*int64(s.count))
	}
	return ctx.Err()
}

// search looks for rows at every place of a page that is not in good order.
func (s *salvage) search(page []byte) {
	for at := range len(page) - 4 {
		if c, ok := parseCell(page, at); ok && len(c.types) >= 2 {
			s.take(c, outdated)
		}
	}
}

// take keeps a row if its checksum is right, or if it may be a chunk, and marks the pages it goes on in; kept is false otherwise.
func (s *salvage) take(c cell, rank int) (kept bool) {
	if len(c.types) == 2 {
		if kept = c.types[0] == 0 && c.types[1] >= 12 && c.types[1]%2 == 0 && sizeOf(c.types[1]) <= chunkSize; kept {
			s.chunks[c.rowid] = append(s.chunks[c.rowid], foundChunk{c, rank})
			if rank > outdated {
				s.mark(c)
			}
		}
		return kept
	}
	for _, t := range s.format.tables() {
		last := len(t.Columns)
		if last+1 != len(c.types) {
			continue
		}
		data, ok := s.record(c)
		if !ok {
			return false
		}
		row, ok := c.fields(data)
		if !ok {
			return false
		}
		if sum, isNumber := row[last].(int64); isNumber && rowSum(t.Name, row[:last]) == sum {
			s.keep(t.Name, foundRow{row[:last], sum, rank})
			s.mark(c)
			return true
		}
	}
	return false
}

// mark leaves the pages a row goes on in out of the closer look.
func (s *salvage) mark(c cell) {
	for n := range s.chain(c) {
		s.used[n] = true
	}
}

// keep adds a row, or a better rank to one already there.
func (s *salvage) keep(table string, row foundRow) {
	key := fmt.Sprintf("%s %x", table, row.sum)
	if i, ok := s.at[key]; ok {
		s.rows[table][i].rank = max(s.rows[table][i].rank, row.rank)
		return
	}
	s.at[key] = len(s.rows[table])
	s.rows[table] = append(s.rows[table], row)
}

// meta gives, for each key, the value that can be trusted most.
func (s *salvage) meta() map[string]string {
	out, best := map[string]string{}, map[string]int{}
	for _, r := range s.rows[metaTable().Name] {
		key := r.fields[0].(string)
		value, ok := r.fields[1].([]byte)
		if before, there := best[key]; ok && (!there || r.rank > before) {
			out[key], best[key] = string(value), r.rank
		}
	}
	return out
}

// log gives the entries by number; where two claim one number, the one that can be trusted more.
func (s *salvage) log() []Entry {
	rows := slices.Clone(s.rows[logTable().Name])
	slices.SortStableFunc(rows, func(a, b foundRow) int { return b.rank - a.rank })
	out := make([]Entry, len(rows))
	for i, r := range rows {
		out[i] = entryOf(r.fields)
	}
	slices.SortStableFunc(out, func(a, b Entry) int { return cmp.Compare(a.Seq, b.Seq) })
	return slices.CompactFunc(out, func(a, b Entry) bool { return a.Seq == b.Seq })
}

var hashText = regexp.MustCompile(`[0-9a-f]{64}`)

// wanted lists the hashes that the log, the values and the list of kept files name.
func (s *salvage) wanted() map[string]bool {
	out := map[string]bool{}
	for _, table := range []Table{logTable(), valueTable(), fileTable()} {
		for _, r := range s.rows[table.Name] {
			for _, field := range r.fields {
				if text, ok := field.(string); ok && strings.ContainsAny(text, "0123456789abcdef") {
					for _, sha := range hashText.FindAllString(text, -1) {
						out[sha] = true
					}
				}
			}
		}
	}
	return out
}

// recovered is a kept file that was put together again: its chunks in order.
type recovered struct {
	sha256 string
	size   int64
	chunks []foundChunk
}

// tries bounds how many ways are tried to put a file together whose chunks are there more than once.
const tries = 64

// files puts the kept files together: only what has the hash of one that is wanted is taken.
func (s *salvage) files(ctx context.Context) (map[string]recovered, error) {
	wanted := s.wanted()
	listed := map[int64]string{}
	for _, r := range s.rows[fileTable().Name] {
		listed[r.fields[0].(int64)] = r.fields[1].(string)
	}
	ids := map[int64]bool{}
	for at := range s.chunks {
		ids[at>>chunkBits] = true
		slices.SortStableFunc(s.chunks[at], func(a, b foundChunk) int { return b.rank - a.rank })
	}
	out := map[string]recovered{}
	for _, id := range sortedKeys(ids) {
		right := func(sha string) bool { return wanted[sha] }
		if sha := listed[id]; sha != "" {
			right = func(got string) bool { return got == sha }
		}
		for try, more := 0, true; more && try < tries; try++ {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			var r recovered
			if r, more = s.assemble(id, try, right); r.sha256 != "" {
				out[r.sha256] = r
			}
		}
	}
	return out, nil
}

// assemble puts one file together, choosing among chunks that are there more than once by the digits of try. It ends where it has the
// right hash; more is false then, and once all choices were tried.
func (s *salvage) assemble(id int64, try int, right func(sha string) bool) (r recovered, more bool) {
	h := sha256.New()
	for at := id << chunkBits; len(s.chunks[at]) > 0; at++ {
		list := s.chunks[at]
		c := list[try%len(list)]
		try /= len(list)
		more = more || len(list) > 1
		data, ok := s.record(c.cell)
		if !ok {
			break
		}
		h.Write(data[c.data:])
		r.chunks = append(r.chunks, c)
		r.size += int64(len(data)) - c.data
		if sha := sumText(h); right(sha) {
			r.sha256 = sha
			return r, false
		}
	}
	return recovered{}, more && try == 0
}

func sumText(h hash.Hash) string { return hex.EncodeToString(h.Sum(nil)) }
