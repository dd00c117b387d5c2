// Package store keeps one piece of work in one file, a SQLite database: values by path, the log of every change with undo, files in
// chunks, and the tables a file type adds. Every row carries a checksum, every table a total; one program writes at a time, and only
// into the very file it has opened. Backups, copies, upgrades and the repair of a damaged file are here too. What the values mean it
// does not know.
package store

import (
	"fmt"
	"slices"
	"strings"
)

// Format says what is particular to a file type.
type Format struct {
	Name     string // what a file is called in full: 自查档案
	Short    string // and in the middle of a sentence: 档案
	Ext      string // the end of its name: .zicha
	Contents string // what the kept files are: 佐证文件和扫描件

	ApplicationID uint32                  // SQLite's application_id
	Version       int                     // SQLite's user_version, what this program writes
	Steps         map[int]func(*Tx) error // the way up from version n to n+1

	Tables  []Table                // what the file type has beyond the store's own tables
	Meta    []string               // keys of the meta table that are always there, beyond the store's own
	Seals   []string               // kinds of steps that nothing before can be undone after
	Lasting func(path string) bool // reports whether undo leaves the value alone
}

// Table is a table whose every row ends in a checksum column "sum". Its first column is the key.
type Table struct {
	Name, Label string // the label stands in messages
	Columns     []string
	Create      string // the statement that makes it, word for word
}

// kinds are the kinds of values that the columns hold, and last the checksum, as the statement that makes the table says.
func (t Table) kinds() []string {
	words := strings.FieldsFunc(t.Create, func(r rune) bool { return strings.ContainsRune(" \n(),", r) })
	out := make([]string, 0, len(t.Columns)+1)
	for _, column := range append(slices.Clone(t.Columns), "sum") {
		out = append(out, words[slices.Index(words, column)+1])
	}
	return out
}

// kindOf is the kind of a value as SQLite names it, "" for what no column of ours holds.
func kindOf(v any) string {
	switch v.(type) {
	case int64:
		return "INTEGER"
	case string:
		return "TEXT"
	case []byte:
		return "BLOB"
	}
	return ""
}

func metaTable() Table {
	return Table{"meta", "基本信息", []string{"key", "value"}, `CREATE TABLE meta(
 key TEXT PRIMARY KEY, value BLOB NOT NULL, sum INTEGER NOT NULL) STRICT`}
}

func valueTable() Table {
	return Table{"value", "填报内容", []string{"path", "text"}, `CREATE TABLE value(
 path TEXT PRIMARY KEY, text TEXT NOT NULL, sum INTEGER NOT NULL) STRICT`}
}

// logTable holds one row per change, never altered, numbered without gaps. prev is the id of the previous change of the same path;
// rows of one batch follow one another. Events without a value have an empty path.
func logTable() Table {
	return Table{"log", "修改记录", []string{"seq", "id", "prev", "batch", "kind", "at", "who", "path", "old", "new", "note"}, `CREATE TABLE log(
 seq INTEGER PRIMARY KEY, id TEXT NOT NULL, prev TEXT NOT NULL, batch TEXT NOT NULL, kind TEXT NOT NULL,
 at TEXT NOT NULL, who TEXT NOT NULL, path TEXT NOT NULL, old TEXT NOT NULL, new TEXT NOT NULL,
 note TEXT NOT NULL, sum INTEGER NOT NULL) STRICT`}
}

func fileTable() Table {
	return Table{"file", "文件目录", []string{"id", "sha256", "size"}, `CREATE TABLE file(
 id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL, size INTEGER NOT NULL, sum INTEGER NOT NULL) STRICT`}
}

// createChunk is for the contents of kept files, which have hashes of their own. A chunk's id is its file's id shifted by chunkBits,
// plus its place.
const createChunk = `CREATE TABLE chunk(
 id INTEGER PRIMARY KEY, data BLOB NOT NULL) STRICT`

// The keys of meta that every file has.
const (
	metaID      = "id"      // random, the file's own
	metaCreated = "created" // when
	metaTotals  = "totals"  // row counts and checksum sums per table
	metaBackup  = "backup"  // the date of a backup; only there
)

// tables lists the tables with checksums, meta first.
func (t Format) tables() []Table {
	return append([]Table{metaTable(), valueTable(), logTable(), fileTable()}, t.Tables...)
}

// creates lists the statements that make all tables.
func (t Format) creates() []string {
	var out []string
	for _, table := range t.tables() {
		out = append(out, table.Create)
	}
	return append(out, createChunk)
}

func (t Format) metaKeys() []string {
	return append([]string{metaID, metaCreated, metaTotals}, t.Meta...)
}

// marks are the statements that write down whose file it is; schema is "main" or the name of an attached database.
func (t Format) marks(schema string) []string {
	return []string{
		fmt.Sprintf("PRAGMA %s.page_size=%d", schema, pageSize),
		fmt.Sprintf("PRAGMA %s.auto_vacuum=INCREMENTAL", schema),
		fmt.Sprintf("PRAGMA %s.application_id=%d", schema, t.ApplicationID),
		fmt.Sprintf("PRAGMA %s.user_version=%d", schema, t.Version),
	}
}

func (t Format) seals(kind string) bool { return kind == KindRepair || slices.Contains(t.Seals, kind) }
