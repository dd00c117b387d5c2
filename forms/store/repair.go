package store

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"zicha/forms/files"
)

// maxRepair bounds a file to be repaired in bytes.
const maxRepair = 256 << 30

// Repair says what is to be repaired.
type Repair struct {
	From, To string // To must not be there yet
	Format   Format
	Who      string // the person named in the log; "" means the system's user
	Progress files.Progress
	// Mend completes the meta table by what the file type knows. An error ends the repair.
	Mend func(*Repaired) error
}

// Repaired is what was taken out of a damaged file, and what is missing.
type Repaired struct {
	Meta    map[string]string
	Values  map[string]string
	Entries []Entry              // of the log, oldest first, those that are whole
	Rows    map[string][][]any   // of the file type's own tables, in key order
	Files   map[string]recovered // the kept files that are whole, by SHA-256

	Unsure   []Doubt // values of which it cannot be proved that they are the last there were, by path
	Lost     int64   // values of which not even the path is known
	LostLog  int64   // entries of the log
	Behind   bool    // the values may lack what the missing entries of the log have changed
	LostRows map[string]int64
	Backup   string // the name of the backup that something was added from, "" for none

	replayed map[string]string // what Entries lead to
}

// Missing names what a repair could not bring back, or what is to be looked at, a line each.
type Missing []string

// Say adds a line.
func (m *Missing) Say(format string, args ...any) {
	*m = append(*m, files.Printable(fmt.Sprintf(format, args...)))
}

// Words say what came from a backup, "" for none, and whether that is all.
func (m Missing) Words(backup string) string {
	text := ""
	if backup != "" {
		text = "文件里缺的，能从备份" + files.Quoted(backup) + "里找到的已经补上。"
	}
	if len(m) == 0 {
		return text + "没有发现缺失。"
	}
	return text + fmt.Sprintf("下面%d处缺失或需要核对：", len(m))
}

// Run takes what is whole in a damaged file, or in one that opens, into a new file, and what it lacks from the backup beside it. The damaged
// one is not touched. Errors: ErrForeign where nothing of ours is in it, files.InUse, and those of Create.
func (r Repair) Run(ctx context.Context) (*Repaired, error) {
	src, done, err := r.open()
	if err != nil {
		return nil, err
	}
	defer done()
	info, err := src.Stat()
	if err != nil {
		return nil, files.Fault("读取损坏的"+r.Format.Short, err)
	}
	s, err := walk(ctx, pages{src, uint32(info.Size() / pageSize)}, r.Format, r.Progress)
	if err != nil {
		return nil, err
	}
	found := 0
	for _, t := range append(r.Format.Tables, logTable(), valueTable()) {
		found += len(s.rows[t.Name])
	}
	if found == 0 {
		if head, _, err := readHeader(r.From); err == nil && r.Format.other(r.From, head) != nil {
			return nil, r.Format.other(r.From, head)
		}
		return nil, files.Failure(ErrForeign, "“%s”里没有找到%s的内容，无法修复；请核对是否选错了文件", filepath.Base(r.From), r.Format.Name)
	}
	out, err := r.completed(ctx, s)
	if err != nil {
		return nil, err
	}
	if r.Mend != nil {
		if err := r.Mend(out); err != nil {
			return nil, err
		}
	}
	return out, r.write(ctx, s, out)
}

// completed is what was found, and what it lacks from the backup beside it.
func (r Repair) completed(ctx context.Context, s *salvage) (*Repaired, error) {
	out, err := s.collect(ctx)
	if err != nil || !out.lacks(r.Format) {
		return out, err
	}
	name, err := s.fromBackup(plainPath(r.From), out)
	if err != nil || name == "" {
		return out, err
	}
	if out, err = s.collect(ctx); err == nil {
		out.Backup = name
	}
	return out, err
}

// open opens the damaged file for reading, or a copy of it, where a journal is to be put back first. done closes it.
func (r Repair) open() (src *os.File, done func(), err error) {
	path := plainPath(r.From)
	l, err := r.Format.takeLock(path, r.Who)
	if errors.Is(err, files.InUse) {
		return nil, nil, err
	}
	if err != nil {
		l = nil // nothing can be written beside it, so that nobody edits it
	}
	dir := ""
	done = func() {
		if src != nil {
			_ = src.Close()
		}
		if dir != "" {
			_ = os.RemoveAll(dir)
		}
		if l != nil {
			l.release()
		}
	}
	if src, _, err = files.OpenUpTo(path, maxRepair); err != nil {
		done()
		return nil, nil, err
	}
	if l != nil {
		if err := r.Format.hold(l, path); errors.Is(err, files.InUse) { // through another name
			done()
			return nil, nil, err
		}
	}
	if info, err := os.Stat(path + "-journal"); err != nil || info.Size() == 0 {
		return src, done, nil
	}
	_ = src.Close()
	if dir, err = files.TemporaryFolder("", "repair"); err == nil {
		if path, err = settledCopy(dir, path); err == nil {
			src, _, err = files.Open(path)
		}
	}
	if err != nil {
		done()
		return nil, nil, files.Fault("读取损坏的"+r.Format.Short, err)
	}
	return src, done, nil
}

// settledCopy copies a file and its journal into a folder and lets SQLite put back what it can; the rest is read as it is.
func settledCopy(dir, path string) (string, error) {
	copied := filepath.Join(dir, "copy")
	for _, end := range []string{"", "-journal"} {
		if err := (files.Place{Path: copied + end}).Write(context.Background(), copyOf(path+end)); err != nil {
			return "", err
		}
	}
	_ = settleJournal(copied, false)
	return copied, nil
}

// collect decides what of the rows found is the present state.
func (s *salvage) collect(ctx context.Context) (*Repaired, error) {
	out := &Repaired{Meta: s.meta(), Entries: s.log(), Rows: map[string][][]any{}, LostRows: map[string]int64{}}
	want, err := parseTotals(out.Meta[metaTotals])
	if err != nil {
		want = totals{}
	}
	s.values(out, want)
	if n := want[logTable().Name].rows - int64(len(out.Entries)); n > 0 {
		out.LostLog = n
	}
	for _, t := range s.format.Tables {
		rows := s.rows[t.Name]
		slices.SortFunc(rows, func(a, b foundRow) int { return int(a.fields[0].(int64) - b.fields[0].(int64)) })
		for _, r := range rows {
			out.Rows[t.Name] = append(out.Rows[t.Name], r.fields)
		}
		if n := want[t.Name].rows - int64(len(rows)); n > 0 {
			out.LostRows[t.Name] = n
		}
	}
	out.Files, err = s.files(ctx)
	return out, err
}

// write makes the new file and reads it back.
func (r Repair) write(ctx context.Context, s *salvage, out *Repaired) error {
	f := newFile(r.To, r.Format, Options{Who: r.Who})
	err := files.Place{Path: plainPath(r.To), Check: r.Format.Check}.Write(ctx, func(w *os.File) error {
		db, err := f.build(w.Name(), out.fill)
		if err != nil {
			return err
		}
		defer db.close()
		for i, sha := range sortedKeys(out.Files) {
			if err := s.copyFile(ctx, db, int64(i+1), out.Files[sha]); err != nil {
				return err
			}
		}
		return nil
	})
	return r.Format.fault("修复"+r.Format.Short, err)
}

// fill writes everything but the kept files.
func (out *Repaired) fill(tx *Tx) error {
	for _, e := range out.Entries {
		if err := tx.Insert(logTable(), e.row()...); err != nil {
			return err
		}
		tx.last[e.Path] = e.id
		tx.seq = e.Seq
	}
	for path, text := range out.replayed {
		if text == "" {
			continue
		}
		if err := tx.Insert(valueTable(), path, text); err != nil {
			return err
		}
	}
	if _, err := tx.append(out.step()); err != nil {
		return err
	}
	for _, t := range tx.f.format.Tables {
		for _, row := range out.Rows[t.Name] {
			if err := tx.Insert(t, row...); err != nil {
				return err
			}
		}
	}
	delete(out.Meta, metaBackup)
	out.Meta[metaID] = cmp.Or(out.Meta[metaID], NewID())
	out.Meta[metaCreated] = cmp.Or(out.Meta[metaCreated], Stamp(tx.now))
	out.Meta[metaTotals] = tx.db.totals.String()
	return tx.SetMetas(out.Meta)
}

// step is what the repair adds to the log: the values that the entries left do not lead to.
func (out *Repaired) step() Step {
	step := Step{Kind: KindRepair, Note: fmt.Sprintf("从损坏的文件修复，取出%d项内容、%d个文件", len(out.Values), len(out.Files)), id: NewID()}
	both := maps.Clone(out.replayed)
	maps.Copy(both, out.Values)
	for _, path := range sortedKeys(both) {
		if out.Values[path] != out.replayed[path] {
			step.Changes = append(step.Changes, Change{path, out.replayed[path], out.Values[path]})
		}
	}
	if len(step.Changes) == 0 {
		step.Changes = []Change{{}}
	}
	return step
}

// copyFile writes a kept file, chunk by chunk in one transaction.
func (s *salvage) copyFile(ctx context.Context, db *conn, id int64, r recovered) error {
	return db.write(func() error {
		for i, c := range r.chunks {
			if err := ctx.Err(); err != nil {
				return err
			}
			data, ok := s.record(c.cell)
			if !ok {
				return io.ErrUnexpectedEOF
			}
			if err := db.exec("INSERT INTO chunk VALUES(?,?)", id<<chunkBits+int64(i), data[c.data:]); err != nil {
				return err
			}
		}
		return db.insert(fileTable(), id, r.sha256, r.size)
	})
}
