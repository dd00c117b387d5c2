package publicity

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"os"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// textSource is a text file with a row on every line.
type textSource struct {
	path  string
	bytes int64
	skip  int64             // the byte order mark
	enc   encoding.Encoding // nil is UTF-8
	name  string            // of the encoding
	sep   byte
	eol   byte
}

// What a text file may have at most.
const (
	maxLine     = 1 << 20
	maxQuoted   = 1 << 16 // of a row that goes over several lines
	maxLines    = 50      // of the same
	maxCells    = 512     // of a row; those beyond are not looked at
	sampleSize  = 1 << 16
	enoughRunes = 20_000 // so many characters beyond ASCII tell the encoding
)

func newTextSource(path string) (*textSource, error) {
	s := &textSource{path: path, eol: '\n'}
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	s.bytes = info.Size()
	head := make([]byte, sampleSize)
	n, err := io.ReadFull(file, head)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
		return nil, err
	}
	head = head[:n]
	if err := s.mark(head); err != nil {
		return nil, err
	}
	if s.name == "" {
		if _, err := file.Seek(0, io.SeekStart); err != nil {
			return nil, err
		}
		if s.enc, s.name, err = tellEncoding(file); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// mark looks at the first bytes: a byte order mark, or what is no table at all.
func (s *textSource) mark(head []byte) error {
	switch {
	case bytes.HasPrefix(head, []byte{0xef, 0xbb, 0xbf}):
		s.skip, s.name = 3, "UTF-8"
	case bytes.HasPrefix(head, []byte{0xff, 0xfe}):
		s.skip, s.enc, s.name = 2, unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), "UTF-16"
	case bytes.HasPrefix(head, []byte{0xfe, 0xff}):
		s.skip, s.enc, s.name = 2, unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), "UTF-16"
	case bytes.IndexByte(head, 0) >= 0:
		return fault{"不是表格文件，或者文字编码认不出；请用WPS或Excel打开，另存为.xlsx或.csv文件后再选"}
	}
	start := bytes.ToLower(bytes.TrimLeft(head[min(int(s.skip), len(head)):min(len(head), 2000)], " \t\r\n"))
	for _, sign := range []string{"<html", "<!doctype", "<table", "<?xml", "%pdf", "{\\rtf"} {
		if bytes.HasPrefix(start, []byte(sign)) {
			return fault{"其实是网页或别的格式，只是用了表格的扩展名；请用WPS或Excel打开，另存为.xlsx或.csv文件后再选"}
		}
	}
	if s.enc == nil && bytes.IndexByte(head, '\n') < 0 && bytes.IndexByte(head, '\r') >= 0 {
		s.eol = '\r' // as old Macs ended lines
	}
	return nil
}

// tellEncoding reads until enough characters are seen: text that is nearly all UTF-8 is UTF-8, other text GB 18030, which
// contains GBK and GB 2312.
func tellEncoding(r io.Reader) (encoding.Encoding, string, error) {
	in := bufio.NewReaderSize(r, 1<<16)
	good, bad := 0, 0
	for good+bad < enoughRunes {
		c, size, err := in.ReadRune()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, "", err
		}
		switch {
		case c == utf8.RuneError && size == 1:
			bad++
		case size > 1:
			good++
		}
	}
	if bad*10 > good {
		return simplifiedchinese.GB18030, "GB 18030", nil
	}
	return nil, "UTF-8", nil
}

func (s *textSource) size() int64 { return s.bytes }

func (s *textSource) form() string {
	return s.name + "，" + map[byte]string{',': "逗号", ';': "分号", '\t': "制表符"}[s.sep] + "分隔"
}

func (s *textSource) open(m *meter, _ []bool) (rowReader, error) {
	file, err := os.Open(s.path)
	if err != nil {
		return nil, err
	}
	if _, err := file.Seek(s.skip, io.SeekStart); err != nil {
		_ = file.Close()
		return nil, err
	}
	var in io.Reader = metered{file, m}
	if s.enc != nil {
		in = transform.NewReader(in, s.enc.NewDecoder())
	}
	return &textRows{textSource: s, file: file, in: bufio.NewReaderSize(in, maxLine)}, nil
}

// textRows splits a text into rows and cells. A cell in quotation marks may go over several lines and hold any mark; a quotation
// mark inside a cell without them stands for itself.
type textRows struct {
	*textSource
	file  *os.File
	in    *bufio.Reader
	again []string // lines to be read once more, after a quotation mark without its other half
	row   row
}

func (t *textRows) close() { _ = t.file.Close() }

// line gives the next line without its end.
func (t *textRows) line() (string, error) {
	if len(t.again) > 0 {
		line := t.again[0]
		t.again = t.again[1:]
		return line, nil
	}
	raw, err := t.in.ReadSlice(t.eol)
	switch {
	case errors.Is(err, bufio.ErrBufferFull):
		return "", faultf("第%d行太长，不像一份数据表；请核对是否选错了文件", t.row.no+1)
	case err != nil && !(errors.Is(err, io.EOF) && len(raw) > 0):
		return "", err
	}
	return string(bytes.TrimRight(raw, "\r\n")), nil
}

func (t *textRows) next() (*row, error) {
	line, err := t.line()
	if err != nil {
		return nil, err
	}
	t.row.no++
	t.row.broken = false
	record := line
	if strings.IndexByte(line, '"') >= 0 && t.split(record) == open {
		record, err = t.more(line)
		if err != nil {
			return nil, err
		}
	}
	if t.row.broken || strings.IndexByte(record, '"') < 0 {
		t.plain(record)
	}
	return &t.row, nil
}

// more adds lines until the quotation mark has its other half. Where it has none, or the half found belongs to something else, the
// first line alone is the row, and broken; the others are read again.
func (t *textRows) more(first string) (string, error) {
	lines := []string{first}
	length, record := len(first), first
	for len(lines) < maxLines && length < maxQuoted {
		line, err := t.line()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return "", err
		}
		lines = append(lines, line)
		length += len(line)
		if strings.IndexByte(line, '"') < 0 {
			continue
		}
		record = strings.Join(lines, "\n")
		switch t.split(record) {
		case whole:
			return record, nil
		case torn:
			length = maxQuoted
		}
	}
	t.row.broken = true
	t.again = append(lines[1:], t.again...)
	return first, nil
}

// plain splits a record that has no quotation marks.
func (t *textRows) plain(record string) {
	t.row.cells = t.row.cells[:0]
	for len(t.row.cells) < maxCells {
		end := strings.IndexByte(record, t.sep)
		if end < 0 {
			t.row.cells = append(t.row.cells, record)
			return
		}
		t.row.cells = append(t.row.cells, record[:end])
		record = record[end+1:]
	}
}

// state is how a record ends.
type state int

const (
	whole state = iota
	open        // within quotation marks
	torn        // something stands behind a closing mark
)

// split takes a record with quotation marks apart.
func (t *textRows) split(record string) state {
	t.row.cells = t.row.cells[:0]
	end := whole
	for len(t.row.cells) < maxCells {
		cell, rest, more := record, "", false
		if trimmed := strings.TrimLeft(record, " "); strings.HasPrefix(trimmed, `"`) {
			var closed bool
			cell, rest, closed = quoted(trimmed[1:])
			if !closed {
				return open
			}
			if rest != "" && rest[0] != t.sep {
				end = torn
			}
			tail := ""
			tail, rest, more = strings.Cut(rest, string(t.sep))
			cell += strings.TrimSpace(tail)
		} else {
			cell, rest, more = strings.Cut(record, string(t.sep))
		}
		t.row.cells = append(t.row.cells, cell)
		if !more {
			break
		}
		record = rest
	}
	return end
}

// quoted takes the text up to the closing mark; two marks stand for one.
func quoted(text string) (cell, rest string, closed bool) {
	from := 0
	for {
		at := strings.IndexByte(text[from:], '"')
		if at < 0 {
			return "", "", false
		}
		at += from
		if at+1 < len(text) && text[at+1] == '"' {
			from = at + 2
			continue
		}
		cell = text[:at]
		if strings.Contains(cell, `""`) {
			cell = strings.ReplaceAll(cell, `""`, `"`)
		}
		return cell, text[at+1:], true
	}
}
