package dossier

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"

	"zicha/forms"
	"zicha/scoring"
)

// The keys of meta.
const (
	metaID      = "id"           // random, the dossier's own
	metaCreated = "created"      // when
	metaEdition = "edition"      // the rulebook's file
	metaName    = "edition id"   //
	metaRules   = "edition hash" // of rules and official text, see scoring.Edition.Hash
	metaVersion = "version"      // the current version's number
	metaFinal   = "final"        // "1" once it is finalized
	metaTotals  = "totals"       // row counts and checksum sums per table
	metaBackup  = "backup"       // the date of a backup; only there
	metaExport  = "exported"     // what state was exported last; missing before the first export
)

// fullCheckSize is up to which file size SQLite's check also walks through the evidence, in bytes.
const fullCheckSize = 64 << 20

// load reads and checks everything but the evidence, in one read transaction.
func (f *File) load(known []*scoring.Edition) error {
	if err := f.store.exec("BEGIN"); err != nil {
		return err
	}
	defer func() { _ = f.store.exec("ROLLBACK") }()
	if err := f.checkStructure(); err != nil {
		return err
	}
	meta := map[string]string{}
	if err := f.read(metaTable(), func(row []any) error {
		meta[row[0].(string)] = string(row[1].([]byte))
		return nil
	}); err != nil {
		return err
	}
	if err := f.useMeta(meta, known); err != nil {
		return err
	}
	if err := f.loadValues(); err != nil {
		return err
	}
	return f.loadLists()
}

// read checks a table and hands over its rows; the error names the table. STRICT tables and the checksums vouch for the types.
func (f *File) read(t table, fn func(row []any) error) error {
	err := f.store.each(t, fn)
	if err != nil && (errors.Is(err, errSum) || errors.Is(fault("读取", err), ErrDamaged)) {
		return damaged(f.path, t.label, err)
	}
	return err
}

// checkStructure compares the tables with those expected and lets SQLite check its pages. A large dossier's evidence is left
// out, since reading it takes long; its hashes are checked whenever it is used.
func (f *File) checkStructure() error {
	got, err := f.store.schema()
	if err != nil {
		return err
	}
	want := []string{createChunk}
	for _, t := range tables() {
		want = append(want, t.create)
	}
	slices.Sort(want)
	var mode int
	if err := f.store.scan("PRAGMA auto_vacuum", nil, &mode); err != nil {
		return err
	}
	if !slices.Equal(got, want) || mode != 2 {
		return damaged(f.path, "文件结构", fmt.Errorf("tables are %q", got))
	}
	info, err := os.Stat(f.data)
	if err != nil {
		return err
	}
	if info.Size() <= fullCheckSize {
		return f.integrity("PRAGMA integrity_check(1)", "文件结构")
	}
	for _, t := range tables() {
		if err := f.integrity("PRAGMA integrity_check("+t.name+")", t.label); err != nil {
			return err
		}
	}
	return nil
}

// schema lists how the tables were made, sorted; triggers and the like would show here too.
func (s *store) schema() ([]string, error) {
	rows, err := s.conn.QueryContext(context.Background(), "SELECT coalesce(sql,'') FROM sqlite_schema WHERE name NOT LIKE 'sqlite_autoindex_%' ORDER BY 1")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []string
	for rows.Next() {
		var text string
		if err := rows.Scan(&text); err != nil {
			return nil, err
		}
		out = append(out, text)
	}
	return out, rows.Err()
}

func (f *File) integrity(query, what string) error {
	var said string
	if err := f.store.scan(query, nil, &said); err != nil {
		return err
	}
	if said != "ok" {
		return damaged(f.path, what, errors.New(said))
	}
	return nil
}

// useMeta takes over the rulebook, the version and the totals.
func (f *File) useMeta(meta map[string]string, known []*scoring.Edition) error {
	label := metaTable().label
	for _, key := range []string{metaID, metaCreated, metaEdition, metaName, metaRules, metaVersion, metaFinal, metaTotals} {
		if meta[key] == "" {
			return damaged(f.path, label, errors.New("no "+key))
		}
	}
	var err error
	if f.store.totals, err = parseTotals(meta[metaTotals]); err != nil {
		return damaged(f.path, label, err)
	}
	edition, err := f.edition(meta, known)
	if err != nil {
		return err
	}
	f.d = forms.New(edition, nil)
	f.d.Version, err = strconv.Atoi(meta[metaVersion])
	if err != nil {
		return damaged(f.path, label, err)
	}
	f.d.Final = meta[metaFinal] == "1"
	f.backupDate = meta[metaBackup]
	f.exported = meta[metaExport]
	return nil
}

// loadValues reads the values and the log, and holds them against each other: the values are what the log's changes lead to.
func (f *File) loadValues() error {
	values := map[forms.Path]string{}
	if err := f.read(valueTable(), func(row []any) error {
		values[forms.Path(row[0].(string))] = row[1].(string)
		return nil
	}); err != nil {
		return err
	}
	replayed, err := f.loadLog()
	if err != nil {
		return err
	}
	if !maps.Equal(values, replayed) {
		return damaged(f.path, valueTable().label, errors.New("values and log disagree"))
	}
	version, final := f.d.Version, f.d.Final
	f.d = forms.New(f.d.Edition, values)
	f.d.Version, f.d.Final = version, final
	return nil
}

// loadLog reads the log: what the values came to be, what can be undone, and why versions were sent back.
func (f *File) loadLog() (map[forms.Path]string, error) {
	values := map[forms.Path]string{}
	var b batch
	err := f.read(logTable(), func(row []any) error {
		e := logRow(row)
		if e.batch != b.id {
			f.replay(b)
			b = batch{id: e.batch, kind: e.kind, note: e.note}
		}
		f.lastSeq = e.seq
		if e.change.Path == "" {
			if n, err := strconv.Atoi(e.change.Old); err == nil && e.kind == kindReopen {
				f.reopened[n] = e.note
			}
			f.replayScan(e)
			return nil
		}
		f.last[e.change.Path] = e.id
		b.changes = append(b.changes, e.change)
		if values[e.change.Path] = e.change.New; e.change.New == "" {
			delete(values, e.change.Path)
		}
		return nil
	})
	f.replay(b)
	return values, err
}

// loadLists reads the stored files and the versions.
func (f *File) loadLists() error {
	if err := f.read(fileTable(), func(row []any) error {
		s := stored{id: row[0].(int64), size: row[2].(int64)}
		f.files[row[1].(string)] = s
		f.nextFile = max(f.nextFile, s.id+1)
		return nil
	}); err != nil {
		return err
	}
	if err := f.read(versionTable(), func(row []any) error {
		f.versions = append(f.versions, versionRow(row))
		return nil
	}); err != nil {
		return err
	}
	return f.read(paperTable(), func([]any) error { return nil })
}

// edition chooses the rulebook. Where the program knows one of the same id and the same rules, that one serves, with its mended
// notes; where its rules differ, the dossier's own serves until TakeEdition.
func (f *File) edition(meta map[string]string, known []*scoring.Edition) (*scoring.Edition, error) {
	var other *scoring.Edition
	for _, e := range known {
		switch {
		case e.ID != meta[metaName]:
		case e.Hash() == meta[metaRules]:
			return e, nil
		default:
			other = e
		}
	}
	own, err := scoring.LoadEdition("档案里的考核指标", []byte(meta[metaEdition]))
	if err == nil && (own.ID != meta[metaName] || own.Hash() != meta[metaRules]) {
		err = errors.New("hash differs")
	}
	if err != nil {
		return nil, failure(ErrEdition, "档案里保存的考核指标“%s”不能用于这个程序，没有打开；请用做这份档案的程序打开，或者更新程序",
			strings.ToValidUTF8(meta[metaName], "")).because(err)
	}
	f.offered = other
	return own, nil
}
