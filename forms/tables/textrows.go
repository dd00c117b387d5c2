package tables

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"zicha/forms/files"
)

// What a text may have at most.
const (
	maxLine   = 1 << 20
	maxQuoted = 1 << 16 // of a row that goes over several lines, where one without its other quotation mark is only broken
	maxLines  = 50      // of the same
	againFree = 64 << 20
	againMost = 4 // times the size of the file may be read again after quotation marks without their other half
)

// Separator is a mark between the cells of a text, and its name in a sentence.
type Separator struct{ Mark, Name string }

// Separators are those texts come with. Which one a text has is seen by its headings.
func Separators() []Separator {
	return []Separator{{",", "逗号"}, {"\t", "制表符"}, {";", "分号"}, {"，", "全角逗号"}}
}

// Dialect says how a text is split. Where it is Strict, a quotation mark without its other half and characters that are none refuse the
// file; else such a row is broken, and the lines after it are rows again.
type Dialect struct {
	Separator string // see Separators
	Strict    bool
	Read      func(n int) // told of the bytes read, may be nil
}

// TextRows splits a text into rows and cells. A cell in quotation marks may go over several lines and hold any mark; a quotation mark
// inside a cell without them stands for itself.
type TextRows struct {
	Dialect
	meter *meter
	in    *bufio.Reader
	eol   byte
	again []string // lines to be read once more
	extra int64    // bytes of those so far
	most  int64
	row   Row

	cells []string
	torn  bool // something stands behind a closing mark
}

// Rows reads the text from its beginning.
func (t *TextFile) Rows(ctx context.Context, d Dialect) *TextRows {
	in, m := t.decoded(ctx, d.Read)
	return &TextRows{Dialect: d, meter: m, in: bufio.NewReaderSize(in, maxLine), eol: t.eol, most: againFree + againMost*t.in.Size()}
}

// Close does nothing; the file is closed by whoever opened it.
func (t *TextRows) Close() {}

// Next gives the next row, which belongs to the reader until the one after it; io.EOF ends the text. Any other error is one plain
// Chinese sentence, or the context's. Every line that is not within a quoted cell is a row, blank ones too.
func (t *TextRows) Next() (*Row, error) {
	line, err := t.line()
	if err != nil {
		return nil, err
	}
	t.row.No++
	t.row.Broken, t.torn, t.cells = false, false, t.cells[:0]
	if strings.IndexByte(line, '"') < 0 {
		t.plain(line)
	} else if open, inside := t.split(line); inside {
		if err := t.more(line, open); err != nil {
			return nil, err
		}
	}
	return t.finish()
}

// finish makes cells of the texts.
func (t *TextRows) finish() (*Row, error) {
	t.row.Cells = t.row.Cells[:0]
	for i, text := range t.cells {
		if len(text) > MaxText && Units(text) > MaxText {
			return nil, tellTooLong(fmt.Sprintf("第%d行第%d列", t.row.No, i+1))
		}
		if t.Strict && (!utf8.ValidString(text) || strings.ContainsRune(text, utf8.RuneError) || strings.IndexByte(text, 0) >= 0) {
			return nil, noText()
		}
		c := Cell{Text: strings.ReplaceAll(text, "\r", "\n"), Kind: Text}
		t.row.Cells = append(t.row.Cells, c.orBlank())
	}
	return &t.row, nil
}

// line gives the next line without its end.
func (t *TextRows) line() (string, error) {
	if len(t.again) > 0 {
		line := t.again[0]
		t.again = t.again[1:]
		return line, nil
	}
	raw, err := t.in.ReadSlice(t.eol)
	switch {
	case errors.Is(err, bufio.ErrBufferFull):
		return "", files.Failure(files.Source, "第%d行太长，不像一份数据表；请核对是否选错了文件", t.row.No+1)
	case errors.Is(err, io.EOF) && len(raw) > 0:
	case errors.Is(err, io.EOF) || errors.As(err, new(*files.Error)) || files.Cancelled(err):
		return "", err
	case err != nil:
		return "", files.Fault("读取表格", err)
	}
	return string(bytes.TrimRight(raw, "\r\n")), nil
}

// plain splits a line that has no quotation marks.
func (t *TextRows) plain(line string) {
	more := true
	for cell := ""; more && len(t.cells) < MaxColumns; t.cells = append(t.cells, cell) {
		cell, line, more = strings.Cut(line, t.Separator)
	}
}

// split takes a line, or the rest of one, apart; inside is set where it ends within quotation marks, open being what stands behind
// the opening one.
func (t *TextRows) split(line string) (open string, inside bool) {
	for more := true; more && len(t.cells) < MaxColumns; {
		cell := ""
		trimmed := strings.TrimLeft(line, " ")
		if !strings.HasPrefix(trimmed, `"`) {
			cell, line, more = strings.Cut(line, t.Separator)
			t.cells = append(t.cells, cell)
			continue
		}
		text, rest, closed := quoted(trimmed[1:])
		if !closed {
			return trimmed[1:], true
		}
		line, more = t.behind(text, rest)
	}
	return "", false
}

// behind ends a quoted cell: what stands behind its closing mark belongs to it.
func (t *TextRows) behind(cell, rest string) (line string, more bool) {
	if rest != "" && !strings.HasPrefix(rest, t.Separator) {
		t.torn = true
	}
	tail, line, more := strings.Cut(rest, t.Separator)
	t.cells = append(t.cells, cell+strings.TrimSpace(tail))
	return line, more
}

// more adds lines until the quotation mark has its other half. Where it has none, or the half found belongs to something else, the
// first line alone is the row, and broken; the others are read again.
func (t *TextRows) more(first, open string) error {
	var lines []string
	cell := []byte(open)
	for length := len(first); t.Strict || len(lines) < maxLines-1 && length < maxQuoted; {
		line, err := t.line()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		if !t.Strict {
			lines = append(lines, line)
		}
		length += len(line)
		cell = append(cell, '\n')
		text, rest, closed := quoted(line)
		if !closed {
			if cell = append(cell, line...); len(cell) > 8*MaxText {
				return tellTooLong(fmt.Sprintf("从第%d行开始的一格", t.row.No))
			}
			continue
		}
		line, more := t.behind(strings.ReplaceAll(string(cell), `""`, `"`)+text, rest)
		inside := false
		if more {
			open, inside = t.split(line)
		}
		switch {
		case t.torn:
			return t.broken(first, lines)
		case !inside:
			return nil
		}
		cell = append(cell[:0], open...)
	}
	return t.broken(first, lines)
}

// broken makes a row of the first line alone.
func (t *TextRows) broken(first string, lines []string) error {
	if t.Strict {
		return files.Failure(files.Damaged, "第%d行的双引号没有成对，无法区分各格的内容，没有读取任何内容；请用WPS或Excel打开它，核对无误后另存为.xlsx文件再选", t.row.No)
	}
	for _, line := range lines {
		t.extra += int64(len(line)) + 1
	}
	if t.extra > t.most {
		return files.Failure(files.Damaged, "双引号没有成对的行太多，无法区分各格的内容，没有读取；请用WPS或Excel打开它，核对无误后另存为.xlsx文件再选")
	}
	t.row.Broken, t.cells = true, t.cells[:0]
	t.again = append(lines, t.again...)
	t.plain(first)
	return nil
}

// quoted takes the text up to the closing mark; two marks stand for one.
func quoted(text string) (cell, rest string, closed bool) {
	for from := 0; ; {
		at := strings.IndexByte(text[from:], '"')
		if at < 0 {
			return "", "", false
		}
		at += from
		if at+1 < len(text) && text[at+1] == '"' {
			from = at + 2
			continue
		}
		return strings.ReplaceAll(text[:at], `""`, `"`), text[at+1:], true
	}
}
