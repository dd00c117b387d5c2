package store

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"

	"zicha/forms/files"
)

// fullCheckSize is up to which file size SQLite's check also walks through the kept files, in bytes.
const fullCheckSize = 64 << 20

func sortedKeys[K cmp.Ordered, V any](m map[K]V) []K { return slices.Sorted(maps.Keys(m)) }

// load reads and checks everything but the contents of kept files, in one read transaction.
func (f *File) load() error {
	if err := f.db.exec("BEGIN"); err != nil {
		return err
	}
	defer func() { _ = f.db.exec("ROLLBACK") }()
	if err := f.checkSchema(); err != nil {
		return err
	}
	checked := f.checkBeside()
	err := f.loadTables()
	if damage := checked(); damage != nil { // the cause of what else was found
		return damage
	}
	return err
}

func (f *File) loadTables() error {
	for _, part := range []func() error{f.loadMeta, f.loadDrafts, f.loadValues, f.loadFiles} {
		if err := part(); err != nil {
			return err
		}
	}
	if f.opts.Begin != nil {
		if err := f.opts.Begin(f.meta); err != nil {
			return err
		}
	}
	for _, t := range f.format.Tables {
		if err := f.read(t, f.opts.row(t)); err != nil {
			return err
		}
	}
	return nil
}

// read checks a table and hands over its rows; the error names the table.
func (f *File) read(t Table, fn func(row []any) error) error {
	return f.readWhere(t, condition{}, fn)
}

func (f *File) readWhere(t Table, where condition, fn func(row []any) error) error {
	err := f.db.each(t, where, fn)
	if err != nil && (errors.Is(err, errSum) || errors.Is(f.format.fault("读取", err), files.Damaged)) {
		return f.format.damaged(f.path, t.Label, err)
	}
	return err
}

// Rows reads the rows of a table of the file type in key order and checks them; where is SQL for which of them ("n=?"), "" for all.
// fn may keep texts and numbers; bytes, and the slice they come in, are lent until it returns.
func (f *File) Rows(t Table, fn func(row []any) error, where string, args ...any) error {
	f.disk.Lock()
	defer f.disk.Unlock()
	if f.db == nil {
		return f.format.closed()
	}
	return f.format.fault("读取"+t.Label, f.readWhere(t, condition{where, args}, fn))
}

// checkSchema compares the tables with those expected.
func (f *File) checkSchema() error {
	got, err := f.db.schema()
	if err != nil {
		return err
	}
	want := f.format.creates()
	slices.Sort(want)
	var mode int
	if err := f.db.scan("PRAGMA auto_vacuum", nil, &mode); err != nil {
		return err
	}
	if !slices.Equal(got, want) || mode != 2 {
		return f.format.damaged(f.path, "文件结构", fmt.Errorf("tables are %q", got))
	}
	return nil
}

// checkBeside lets SQLite check its pages by a connection of its own while the tables are read by ours, whose read transaction keeps the file
// as it is. checked waits for what is found. Where the file is just about to be written, the second connection may not come in: then ours
// does it afterwards.
func (f *File) checkBeside() (checked func() error) {
	found := make(chan error, 1)
	go func() {
		db, err := connect(f.data, true)
		if err == nil {
			err = db.exec("PRAGMA busy_timeout=0")
			if err == nil {
				err = f.checkPages(db)
			}
			err = errors.Join(err, db.close())
		}
		found <- err
	}()
	return func() error {
		err := <-found
		if err != nil && !errors.Is(err, files.Damaged) {
			return f.checkPages(f.db)
		}
		return err
	}
}

// checkPages lets SQLite check its pages. A large file's kept files are left out, since reading them takes long; their hashes are checked
// whenever they are used.
func (f *File) checkPages(db *conn) error {
	info, err := os.Stat(f.data)
	if err != nil {
		return err
	}
	check := func(query, what string) error {
		var said string
		if err := db.scan(query, nil, &said); err != nil {
			return err
		}
		if said != "ok" {
			return f.format.damaged(f.path, what, errors.New(said))
		}
		return nil
	}
	if info.Size() <= fullCheckSize {
		return check("PRAGMA integrity_check(1)", "文件结构")
	}
	for _, t := range f.format.tables() {
		if err := check("PRAGMA integrity_check("+t.Name+")", t.Label); err != nil {
			return err
		}
	}
	return nil
}

// schema lists how the tables were made, sorted; triggers and the like would show here too.
func (s *conn) schema() ([]string, error) {
	const query = "SELECT coalesce(sql,'') FROM sqlite_schema WHERE name NOT LIKE 'sqlite_autoindex_%' ORDER BY 1"
	rows, err := s.conn.QueryContext(context.Background(), query)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []string
	for rows.Next() {
		var sql string
		if err := rows.Scan(&sql); err != nil {
			return nil, err
		}
		out = append(out, sql)
	}
	return out, rows.Err()
}

// loadMeta reads the meta table and takes the totals over.
func (f *File) loadMeta() error {
	t := metaTable()
	if err := f.read(t, func(row []any) error {
		f.meta[row[0].(string)] = string(row[1].([]byte))
		return nil
	}); err != nil {
		return err
	}
	for _, key := range f.format.metaKeys() {
		if f.meta[key] == "" {
			return f.format.damaged(f.path, t.Label, errors.New("no "+key))
		}
	}
	var err error
	if f.db.totals, err = parseTotals(f.meta[metaTotals]); err != nil {
		return f.format.damaged(f.path, t.Label, err)
	}
	return nil
}

// loadValues reads the values and the log, and holds them against each other: the values are what the log's changes lead to.
func (f *File) loadValues() error {
	values := map[string]string{}
	if err := f.read(valueTable(), func(row []any) error {
		values[row[0].(string)] = row[1].(string)
		return nil
	}); err != nil {
		return err
	}
	var step Step
	if err := f.read(logTable(), func(row []any) error {
		e := entryOf(row)
		if e.Batch != step.id {
			f.replay(step)
			step = Step{id: e.Batch, Kind: e.Kind, Note: e.Note}
		}
		step.Changes = append(step.Changes, e.Change)
		f.last[e.Path] = e.id
		f.take(e)
		return nil
	}); err != nil {
		return err
	}
	f.replay(step)
	if !maps.Equal(values, f.values) {
		return f.format.damaged(f.path, valueTable().Label, errors.New("values and log disagree"))
	}
	return nil
}

func (f *File) loadFiles() error {
	return f.read(fileTable(), func(row []any) error {
		s := stored{id: row[0].(int64), size: row[2].(int64)}
		f.files[row[1].(string)] = s
		f.nextFile = max(f.nextFile, s.id+1)
		return nil
	})
}
