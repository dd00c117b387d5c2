package store

import (
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"syscall"

	_ "modernc.org/sqlite" // the database/sql driver "sqlite"

	"zicha/forms/files"
)

const (
	pageSize   = 4096
	headerSize = files.HeadBytes
	longPath   = 250 // bytes; from here on a path may be why a file cannot be opened (Windows 260, SQLite on Unix 512)
)

// conn is the one connection to a database. It is used by one goroutine at a time; File sees to that.
type conn struct {
	db     *sql.DB
	conn   *sql.Conn
	totals totals
}

// uri gives SQLite's name of a file. Everything but plain letters is escaped, so that ?, # and % in names do no harm.
func uri(path string) (string, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return "", fmt.Errorf("absolute path: %w", err)
	}
	abs = filepath.ToSlash(abs)
	if !strings.HasPrefix(abs, "/") {
		abs = "/" + abs // C:/… on Windows
	}
	var b strings.Builder
	b.WriteString("file://")
	for i := range len(abs) {
		switch c := abs[i]; {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', strings.IndexByte("/-_.:", c) >= 0:
			b.WriteByte(c)
		default:
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String(), nil
}

// connect opens the database; it must exist. EXTRA is FULL plus a sync of the folder, so that a commit once acknowledged
// does not come undone by a power cut.
func connect(path string, readOnly bool) (*conn, error) {
	name, err := uri(path)
	if err != nil {
		return nil, err
	}
	name += "?_pragma=busy_timeout(5000)&_pragma=trusted_schema(0)&_pragma=cell_size_check(1)&_pragma=temp_store(2)"
	if readOnly {
		name += "&mode=ro&_pragma=query_only(1)"
	} else {
		name += "&mode=rw&_pragma=synchronous(EXTRA)"
	}
	db, err := sql.Open("sqlite", name)
	if err != nil {
		return nil, fmt.Errorf("open database: %w", err)
	}
	db.SetMaxOpenConns(1)
	c, err := db.Conn(context.Background())
	if err != nil {
		_ = db.Close()
		if len(path) > longPath {
			err = errors.Join(syscall.ENAMETOOLONG, err)
		}
		return nil, err
	}
	return &conn{db: db, conn: c, totals: totals{}}, nil
}

// connectNew opens a file that has no name yet. Nothing need be on the disk before it gets one, see files.Place.
func connectNew(path string) (*conn, error) {
	s, err := connect(path, false)
	if err != nil {
		return nil, err
	}
	if err := s.exec("PRAGMA synchronous=OFF"); err != nil {
		return nil, errors.Join(err, s.close())
	}
	return s, nil
}

func (s *conn) close() error { return errors.Join(s.conn.Close(), s.db.Close()) }

func (s *conn) exec(query string, args ...any) error {
	_, err := s.conn.ExecContext(context.Background(), query, args...)
	return err
}

// all runs statements one after the other.
func (s *conn) all(queries ...string) error {
	for _, q := range queries {
		if err := s.exec(q); err != nil {
			return err
		}
	}
	return nil
}

// drain runs a statement that works row by row, such as incremental_vacuum, to its end.
func (s *conn) drain(query string) error {
	rows, err := s.conn.QueryContext(context.Background(), query)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
	}
	return rows.Err()
}

func (s *conn) scan(query string, args []any, dest ...any) error {
	return s.conn.QueryRowContext(context.Background(), query, args...).Scan(dest...)
}

// write runs fn in a transaction; when it returns without error the disk has it, else nothing has changed. SQLite first forgets what it
// has read of the file, since it takes another that was changed as often for the same.
func (s *conn) write(fn func() error) error {
	before := s.totals.String()
	if err := s.all("PRAGMA shrink_memory", "BEGIN IMMEDIATE"); err != nil {
		return err
	}
	err := fn()
	if err == nil && s.totals.String() != before {
		err = s.setMeta(metaTotals, []byte(s.totals.String()))
	}
	if err == nil {
		err = s.exec("COMMIT")
	}
	if err != nil {
		_ = s.exec("ROLLBACK") // SQLite may have done so itself
		s.totals, _ = parseTotals(before)
	}
	return err
}

// insert adds a row with its checksum.
func (s *conn) insert(t Table, fields ...any) error {
	sum := rowSum(t.Name, fields)
	marks := strings.Repeat("?,", len(fields)) + "?"
	if err := s.exec("INSERT INTO "+t.Name+" VALUES("+marks+")", append(fields[:len(fields):len(fields)], sum)...); err != nil {
		return err
	}
	s.totals[t.Name] = s.totals[t.Name].plus(sum)
	return nil
}

// remove deletes the row that has these fields; the first one is its key.
func (s *conn) remove(t Table, fields ...any) error {
	if err := s.exec("DELETE FROM "+t.Name+" WHERE "+t.Columns[0]+"=?", fields[0]); err != nil {
		return err
	}
	s.totals[t.Name] = s.totals[t.Name].minus(rowSum(t.Name, fields))
	return nil
}

func (s *conn) setMeta(key string, value []byte) error {
	return s.exec("INSERT OR REPLACE INTO meta VALUES(?,?,?)", key, value, rowSum("meta", []any{key, value}))
}

func (s *conn) meta(key string) (string, error) {
	var value []byte
	err := s.scan("SELECT value FROM meta WHERE key=?", []any{key}, &value)
	return string(value), err
}

// errSum is a row whose checksum does not fit.
var errSum = errors.New("checksum does not match")

// each reads the rows of a table in key order and checks each of them; where is "" for all, and then the table is checked as a whole,
// unless it is meta. fn may keep texts and numbers; bytes, and the slice they come in, are lent until it returns.
func (s *conn) each(t Table, where condition, fn func(row []any) error) error {
	query := "SELECT " + strings.Join(t.Columns, ",") + ",sum FROM " + t.Name
	if where.text != "" {
		query += " WHERE " + where.text
	}
	rows, err := s.conn.QueryContext(context.Background(), query+" ORDER BY 1", where.args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	var got total
	var sums summer
	kinds := t.kinds()
	err = ahead(rows, len(kinds), func(row []any) error {
		fields := row[:len(t.Columns)]
		for i, v := range row {
			if kindOf(v) != kinds[i] {
				return fmt.Errorf("%s row %v: column %d: %w", t.Name, row[0], i, errSum)
			}
		}
		sum := sums.row(t.Name, fields)
		if said := row[len(t.Columns)]; said != any(sum) {
			return fmt.Errorf("%s row %v: %w", t.Name, row[0], errSum)
		}
		got = got.plus(sum)
		return fn(fields)
	})
	if err != nil {
		return err
	}
	if where.text == "" && t.Name != metaTable().Name && got != s.totals[t.Name] {
		return fmt.Errorf("%s: %d rows, %d expected: %w", t.Name, got.rows, s.totals[t.Name].rows, errSum)
	}
	return nil
}

// condition chooses rows; its zero value is all of them.
type condition struct {
	text string
	args []any
}

// build makes the empty tables in a new database.
func (s *conn) build(t Format) error {
	if err := s.all(append(t.marks("main"), "PRAGMA journal_mode=DELETE")...); err != nil {
		return err
	}
	for _, table := range t.tables() {
		if table.Name != metaTable().Name {
			s.totals[table.Name] = total{}
		}
	}
	return s.all(t.creates()...)
}

// readHeader reads the first bytes of a file without SQLite, so that a file that is not ours stays untouched.
func readHeader(path string) ([]byte, int64, error) {
	f, info, err := files.Open(path)
	if err != nil {
		return nil, 0, err
	}
	defer f.Close()
	head := make([]byte, headerSize)
	n, err := io.ReadFull(f, head)
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		err = nil
	}
	return head[:n], info.Size(), err
}

func headerNumber(head []byte, at int) uint32 { return binary.BigEndian.Uint32(head[at:]) }
