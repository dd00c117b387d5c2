package dossier

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// table is a table whose every row ends in a checksum. Evidence chunks stand apart: their files have SHA-256 hashes.
type table struct {
	name, label string // the label stands in messages
	columns     []string
	create      string
}

func metaTable() table {
	return table{"meta", "档案信息", []string{"key", "value"}, `CREATE TABLE meta(
 key TEXT PRIMARY KEY, value BLOB NOT NULL, sum INTEGER NOT NULL) STRICT`}
}

func valueTable() table {
	return table{"value", "填报内容", []string{"path", "text"}, `CREATE TABLE value(
 path TEXT PRIMARY KEY, text TEXT NOT NULL, sum INTEGER NOT NULL) STRICT`}
}

// logTable holds one row per change, never altered. prev is the id of the previous change of the same path; rows of one batch
// follow one another. Events without a value (finalizing) have an empty path.
func logTable() table {
	return table{"log", "修改记录", []string{"seq", "id", "prev", "batch", "kind", "at", "who", "path", "old", "new", "note"}, `CREATE TABLE log(
 seq INTEGER PRIMARY KEY, id TEXT NOT NULL, prev TEXT NOT NULL, batch TEXT NOT NULL, kind TEXT NOT NULL,
 at TEXT NOT NULL, who TEXT NOT NULL, path TEXT NOT NULL, old TEXT NOT NULL, new TEXT NOT NULL,
 note TEXT NOT NULL, sum INTEGER NOT NULL) STRICT`}
}

func fileTable() table {
	return table{"file", "佐证文件目录", []string{"id", "sha256", "size"}, `CREATE TABLE file(
 id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL, size INTEGER NOT NULL, sum INTEGER NOT NULL) STRICT`}
}

func versionTable() table {
	return table{"version", "定稿记录", []string{"n", "code", "at", "who", "edition", "rules"}, `CREATE TABLE version(
 n INTEGER PRIMARY KEY, code TEXT NOT NULL, at TEXT NOT NULL, who TEXT NOT NULL, edition TEXT NOT NULL,
 rules TEXT NOT NULL, sum INTEGER NOT NULL) STRICT`}
}

func paperTable() table {
	return table{"paper", "定稿的文件", []string{"id", "n", "kind", "data"}, `CREATE TABLE paper(
 id INTEGER PRIMARY KEY, n INTEGER NOT NULL, kind TEXT NOT NULL, data BLOB NOT NULL, sum INTEGER NOT NULL) STRICT`}
}

// tables lists the tables with checksums, meta first.
func tables() []table {
	return []table{metaTable(), valueTable(), logTable(), fileTable(), versionTable(), paperTable()}
}

// createChunk is the evidence. A chunk's id is its file's id shifted by chunkBits, plus its place.
const createChunk = `CREATE TABLE chunk(
 id INTEGER PRIMARY KEY, data BLOB NOT NULL) STRICT`

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
