package store

import (
	"bytes"
	"errors"
	"path/filepath"
	"slices"
)

// lacks reports whether anything is missing or uncertain that a backup may hold.
func (out *Repaired) lacks(t Format) bool {
	some := out.LostLog > 0 || out.Lost > 0 || out.Behind || len(out.Unsure) > 0 || len(out.LostRows) > 0 || out.Meta[metaTotals] == ""
	return some || slices.ContainsFunc(t.Meta, func(key string) bool { return out.Meta[key] == "" })
}

// fromBackup adds to the rows found what the backup made last holds beside, as rows from before: what the file still says goes first. It gives
// the backup's name, "" where there is none of this file's own that is whole, or it adds nothing.
func (s *salvage) fromBackup(path string, out *Repaired) (name string, err error) {
	best := s.format.bestBackup(path)
	if best == "" {
		return "", nil
	}
	f, err := Open(best, s.format, Options{ReadOnly: true})
	if err != nil {
		return "", nil // it is only a help, and no longer what it was a moment ago
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	own, err := f.sameFile(out)
	if err != nil || !own {
		return "", err
	}
	added := 0
	for _, t := range append(s.format.Tables, logTable(), valueTable(), metaTable()) {
		n, err := s.lend(f, t)
		if err != nil {
			return "", err
		}
		added += n
	}
	if added == 0 {
		return "", nil
	}
	return filepath.Base(best), nil
}

// sameFile reports whether a backup is of the file that entries were found of: no number of its log belongs to another entry.
func (f *File) sameFile(out *Repaired) (own bool, err error) {
	ids := map[int64]string{}
	if err := f.Log(func(e Entry) { ids[e.Seq] = e.id }); err != nil {
		return false, err
	}
	own = out.Meta[metaID] != "" && out.Meta[metaID] == f.Meta(metaID)
	for _, e := range out.Entries {
		if id, there := ids[e.Seq]; there && id != e.id {
			return false, nil
		} else if there {
			own = own || out.Meta[metaID] == ""
		}
	}
	return own, nil
}

// lend adds the rows of a table that were not found; n is how many.
func (s *salvage) lend(f *File, t Table) (n int, err error) {
	keys := map[any]bool{}
	if t.Name != valueTable().Name { // of a value each state that is known counts
		for _, r := range s.rows[t.Name] {
			keys[r.fields[0]] = true
		}
	}
	err = f.Rows(t, func(row []any) error {
		row = slices.Clone(row[:len(t.Columns)])
		for i, field := range row {
			if data, ok := field.([]byte); ok {
				row[i] = bytes.Clone(data)
			}
		}
		if key := row[0]; !keys[key] && (t.Name != metaTable().Name || s.lasts(key)) {
			before := len(s.rows[t.Name])
			s.keep(t.Name, foundRow{row, rowSum(t.Name, row), outdated})
			n += len(s.rows[t.Name]) - before
		}
		return nil
	}, "")
	return n, err
}

// lasts reports whether an entry of the meta table is the same in a backup: what tells of the state at a moment is not.
func (s *salvage) lasts(key any) bool {
	text, _ := key.(string)
	return text == metaID || text == metaCreated || slices.Contains(s.format.Meta, text)
}
