package store

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"hash"
	"maps"
	"slices"
	"strings"
)

// rowSum is a row's checksum: the first eight bytes of a SHA-256 over the table's name and every field with kind and length.
func rowSum(name string, fields []any) int64 { return new(summer).row(name, fields) }

// largeField is from which size on a field is hashed where it lies, in bytes.
const largeField = 4 << 10

// summer works checksums out, one after the other in the same memory.
type summer struct {
	hash hash.Hash
	buf  []byte
}

func (s *summer) row(name string, fields []any) int64 {
	if s.hash == nil {
		s.hash = sha256.New()
	}
	s.hash.Reset()
	s.buf = append(s.head(s.buf[:0], 't', len(name)), name...)
	for _, f := range fields {
		switch v := f.(type) {
		case string:
			s.buf = append(s.head(s.buf, 's', len(v)), v...)
		case []byte:
			s.buf = s.head(s.buf, 'b', len(v))
			if len(v) < largeField {
				s.buf = append(s.buf, v...)
				continue
			}
			s.hash.Write(s.buf)
			s.hash.Write(v)
			s.buf = s.buf[:0]
		case int64:
			s.buf = binary.BigEndian.AppendUint64(s.head(s.buf, 'i', 8), uint64(v))
		default:
			text := fmt.Append(nil, v)
			s.buf = append(s.head(s.buf, '?', len(text)), text...)
		}
	}
	s.hash.Write(s.buf)
	var sum [sha256.Size]byte
	return int64(binary.BigEndian.Uint64(s.hash.Sum(sum[:0])))
}

// head adds what a field begins with.
func (*summer) head(buf []byte, kind byte, length int) []byte {
	return binary.BigEndian.AppendUint64(append(buf, kind), uint64(length))
}

// total covers a table as a whole, so that a row gone missing shows: the number of rows and the sum of their checksums.
type total struct {
	rows int64
	sum  uint64
}

func (t total) plus(sum int64) total  { return total{t.rows + 1, t.sum + uint64(sum)} }
func (t total) minus(sum int64) total { return total{t.rows - 1, t.sum - uint64(sum)} }

// totals holds a total per table, by name; meta itself is not covered, its keys are known.
type totals map[string]total

func (t totals) String() string {
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(t)) {
		fmt.Fprintf(&b, "%s %d %016x\n", name, t[name].rows, t[name].sum)
	}
	return b.String()
}

func parseTotals(text string) (totals, error) {
	out := totals{}
	for line := range strings.Lines(text) {
		var name string
		var t total
		if _, err := fmt.Sscanf(line, "%s %d %x", &name, &t.rows, &t.sum); err != nil {
			return nil, fmt.Errorf("totals: %w", err)
		}
		out[name] = t
	}
	return out, nil
}
