package tables

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"errors"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"zicha/forms/files"
)

// TextFile is a text with a row on every line, as offices have it: UTF-8 with or without a mark, UTF-16, GB 18030.
type TextFile struct {
	Encoding string // its name, in words: "GB 18030"

	in     *io.SectionReader // behind the byte order mark
	code   encoding.Encoding // nil is UTF-8
	eol    byte
	close  func() error
	limits Limits
}

const (
	sampleSize  = 64 << 10
	enoughRunes = 20_000 // so many characters beyond ASCII tell the encoding
)

// OpenText opens a text; the caller closes it. The error is one plain Chinese sentence.
func OpenText(file string, limits Limits) (*TextFile, error) {
	in, info, err := files.OpenUpTo(file, limits.File)
	if err != nil {
		return nil, err
	}
	t, err := NewText(io.NewSectionReader(in, 0, info.Size()), limits)
	if err != nil {
		_ = in.Close()
		return nil, err
	}
	t.close = in.Close
	return t, nil
}

// NewText is OpenText for bytes that are there already.
func NewText(in *io.SectionReader, limits Limits) (*TextFile, error) {
	t := &TextFile{in: in, eol: '\n', limits: limits, close: func() error { return nil }}
	head := make([]byte, min(sampleSize, in.Size()))
	switch _, err := in.ReadAt(head, 0); {
	case err != nil && !errors.Is(err, io.EOF):
		return nil, files.Fault("读取表格", err)
	case in.Size() > limits.File:
		return nil, files.Failure(files.Source, "这个文件过大，不像要读的表格；请核对是否选错了文件")
	}
	head, err := t.mark(head)
	if err != nil {
		return nil, err
	}
	if len(bytes.TrimSpace(head)) == 0 && int64(len(head)) == t.in.Size() {
		return nil, files.Failure(files.Source, "这个文件是空的；请重新导出或向原单位重新索取")
	}
	if t.Encoding == "" {
		if err := t.guess(); err != nil {
			return nil, err
		}
	}
	if t.Encoding != "UTF-16" && bytes.IndexByte(head, '\n') < 0 && bytes.IndexByte(head, '\r') >= 0 {
		t.eol = '\r' // as old Macs ended lines
	}
	return t, nil
}

// Close closes the file.
func (t *TextFile) Close() { _ = t.close() }

// Size is how many bytes the file has.
func (t *TextFile) Size() int64 { return t.in.Size() }

// mark looks at the first bytes: a byte order mark, or signs of something that is no table.
func (t *TextFile) mark(head []byte) ([]byte, error) {
	skip := 0
	switch {
	case bytes.HasPrefix(head, []byte("\xef\xbb\xbf")):
		t.Encoding, skip = "UTF-8", 3
	case bytes.HasPrefix(head, []byte{0xff, 0xfe}):
		t.Encoding, t.code, skip = "UTF-16", unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), 2
	case bytes.HasPrefix(head, []byte{0xfe, 0xff}):
		t.Encoding, t.code, skip = "UTF-16", unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), 2
	}
	if t.code == nil && bytes.IndexByte(head, 0) >= 0 {
		return nil, cmp.Or(otherKind(head), noText())
	}
	head = head[skip:]
	t.in = io.NewSectionReader(t.in, int64(skip), t.in.Size()-int64(skip))
	if err := otherKind(head[:min(len(head), 2000)]); err != nil {
		return nil, err
	}
	return head, nil
}

func noText() error {
	return files.Failure(files.Source, "这个文件不是.xlsx工作簿，也不是可以识别的.csv文本；请用WPS或Excel打开它，另存为.xlsx文件后再选")
}

// guess reads until enough characters are seen: text that is nearly all UTF-8 is UTF-8, other text GB 18030, which contains GBK and
// GB 2312.
func (t *TextFile) guess() error {
	in := bufio.NewReaderSize(io.NewSectionReader(t.in, 0, t.in.Size()), sampleSize)
	good, bad := 0, 0
	for good+bad < enoughRunes {
		c, size, err := in.ReadRune()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return files.Fault("读取表格", err)
		}
		switch {
		case c == utf8.RuneError && size == 1:
			bad++
		case size > 1:
			good++
		}
	}
	if t.Encoding = "UTF-8"; bad*10 > good {
		t.Encoding, t.code = "GB 18030", simplifiedchinese.GB18030
	}
	return nil
}

// decoded gives the text in UTF-8 from its beginning; read is told of the bytes read, and may be nil.
func (t *TextFile) decoded(ctx context.Context, read func(n int)) (io.Reader, *meter) {
	m := t.limits.meter(ctx, t.in.Size())
	m.read = read
	var in io.Reader = metered{io.NewSectionReader(t.in, 0, t.in.Size()), &m}
	if t.code != nil {
		in = transform.NewReader(in, t.code.NewDecoder())
	}
	return in, &m
}

// metered counts what is read through it.
type metered struct {
	r io.Reader
	m *meter
}

func (r metered) Read(p []byte) (int, error) {
	n, err := r.r.Read(p)
	if stopped := r.m.add(n); stopped != nil {
		return 0, stopped
	}
	return n, err
}

// PlainText gives a small text in UTF-8, whatever its encoding; what cannot be read is refused in one plain Chinese sentence.
func PlainText(data []byte) (string, error) {
	t, err := NewText(io.NewSectionReader(bytes.NewReader(data), 0, int64(len(data))), Small(int64(len(data))))
	if err != nil {
		return "", err
	}
	in, _ := t.decoded(context.Background(), nil)
	text, err := io.ReadAll(in)
	if err != nil || !utf8.Valid(text) || bytes.ContainsRune(text, utf8.RuneError) || bytes.IndexByte(text, 0) >= 0 {
		return "", noText()
	}
	return string(text), nil
}
