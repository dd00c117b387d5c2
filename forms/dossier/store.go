package dossier

import (
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	_ "modernc.org/sqlite" // the database/sql driver "sqlite"
)

const (
	applicationID = 0x5A694368 // "ZiCh"
	formatVersion = 1          // user_version
	pageSize      = 4096
	headerSize    = 100
	longPath      = 250 // bytes; from here on a path may be why a file cannot be opened (Windows 260, SQLite on Unix 512)
)

// store is the one connection to a dossier's database. It is used by one goroutine at a time; File sees to that.
type store struct {
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
func connect(path string, readOnly bool) (*store, error) {
	name, err := uri(path)
	if err != nil {
		return nil, err
	}
	longName := len(path) > longPath
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
	conn, err := db.Conn(context.Background())
	if err != nil {
		_ = db.Close()
		if longName {
			return nil, failure(ErrPath, "文件所在的路径太长，没有打开；请把文件移到层级较浅的文件夹，或者缩短文件夹的名称").because(err)
		}
		return nil, err
	}
	return &store{db: db, conn: conn, totals: totals{}}, nil
}

func (s *store) close() error { return errors.Join(s.conn.Close(), s.db.Close()) }

func (s *store) exec(query string, args ...any) error {
	_, err := s.conn.ExecContext(context.Background(), query, args...)
	return err
}

// drain runs a statement that works row by row, such as incremental_vacuum, to its end.
func (s *store) drain(query string) error {
	rows, err := s.conn.QueryContext(context.Background(), query)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
	}
	return rows.Err()
}

func (s *store) scan(query string, args []any, dest ...any) error {
	return s.conn.QueryRowContext(context.Background(), query, args...).Scan(dest...)
}

// write runs fn in a transaction; when it returns without error the disk has it, else nothing has changed.
func (s *store) write(fn func() error) error {
	before := s.totals.String()
	if err := s.exec("BEGIN IMMEDIATE"); err != nil {
		return err
	}
	err := fn()
	if err == nil {
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
func (s *store) insert(t table, fields ...any) error {
	sum := rowSum(t.name, fields)
	marks := strings.Repeat("?,", len(fields)) + "?"
	if err := s.exec("INSERT INTO "+t.name+" VALUES("+marks+")", append(fields[:len(fields):len(fields)], sum)...); err != nil {
		return err
	}
	s.totals[t.name] = s.totals[t.name].plus(sum)
	return nil
}

// remove deletes the row that has these fields; the first one is its key.
func (s *store) remove(t table, fields ...any) error {
	if err := s.exec("DELETE FROM "+t.name+" WHERE "+t.columns[0]+"=?", fields[0]); err != nil {
		return err
	}
	s.totals[t.name] = s.totals[t.name].minus(rowSum(t.name, fields))
	return nil
}

func (s *store) setMeta(key string, value []byte) error {
	return s.exec("INSERT OR REPLACE INTO meta VALUES(?,?,?)", key, value, rowSum("meta", []any{key, value}))
}

// errSum is a row whose checksum does not fit.
var errSum = errors.New("checksum does not match")

// each reads a table in key order and checks every row, and the table as a whole unless it is meta.
func (s *store) each(t table, fn func(row []any) error) error {
	rows, err := s.conn.QueryContext(context.Background(), "SELECT "+strings.Join(t.columns, ",")+",sum FROM "+t.name+" ORDER BY 1")
	if err != nil {
		return err
	}
	defer rows.Close()
	var got total
	for rows.Next() {
		row := make([]any, len(t.columns)+1)
		into := make([]any, len(row))
		for i := range row {
			into[i] = &row[i]
		}
		if err := rows.Scan(into...); err != nil {
			return err
		}
		fields := row[:len(t.columns)]
		sum := rowSum(t.name, fields)
		if said, ok := row[len(t.columns)].(int64); !ok || said != sum {
			return fmt.Errorf("%s row %v: %w", t.name, row[0], errSum)
		}
		got = got.plus(sum)
		if err := fn(fields); err != nil {
			return err
		}
	}
	if err := rows.Err(); err != nil {
		return err
	}
	if t.name != "meta" && got != s.totals[t.name] {
		return fmt.Errorf("%s: %d rows, %d expected: %w", t.name, got.rows, s.totals[t.name].rows, errSum)
	}
	return nil
}

// build makes the empty tables in a new database.
func (s *store) build() error {
	for _, q := range []string{
		fmt.Sprintf("PRAGMA page_size=%d", pageSize), "PRAGMA auto_vacuum=INCREMENTAL", "PRAGMA journal_mode=DELETE",
		fmt.Sprintf("PRAGMA application_id=%d", applicationID), fmt.Sprintf("PRAGMA user_version=%d", formatVersion),
	} {
		if err := s.exec(q); err != nil {
			return err
		}
	}
	return s.buildTables()
}

func (s *store) buildTables() error {
	for _, t := range tables() {
		if err := s.exec(t.create); err != nil {
			return err
		}
		if t.name != "meta" {
			s.totals[t.name] = total{}
		}
	}
	return s.exec(createChunk)
}

// readHeader reads the first bytes of a file without SQLite, so that a file that is not ours stays untouched.
func readHeader(path string) ([]byte, int64, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, 0, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, 0, err
	}
	if info.IsDir() {
		return nil, 0, nil
	}
	head := make([]byte, headerSize)
	n, err := io.ReadFull(f, head)
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		err = nil
	}
	return head[:n], info.Size(), err
}

func headerNumber(head []byte, at int) uint32 { return binary.BigEndian.Uint32(head[at:]) }
