package store

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// rowSum is a row's checksum: the first eight bytes of a SHA-256 over the table's name and every field with kind and length.
func rowSum(name string, fields []any) int64 {
	h := sha256.New()
	put := func(kind byte, data []byte) {
		var head [9]byte
		head[0] = kind
		binary.BigEndian.PutUint64(head[1:], uint64(len(data)))
		h.Write(head[:])
		h.Write(data)
	}
	put('t', []byte(name))
	for _, f := range fields {
		switch v := f.(type) {
		case string:
			put('s', []byte(v))
		case []byte:
			put('b', v)
		case int64:
			put('i', binary.BigEndian.AppendUint64(nil, uint64(v)))
		default:
			put('?', fmt.Append(nil, v))
		}
	}
	return int64(binary.BigEndian.Uint64(h.Sum(nil)))
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
