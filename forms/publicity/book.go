package publicity

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path"
	"strings"
)

// What of a workbook is unpacked at most; 700,000 rows of 20 columns are about 0.6 GB.
const (
	maxPart      = 6 << 30
	maxSmall     = 4 << 20 // of a part that is no table
	maxToken     = 1 << 20 // of one element or text
	maxDirectory = 16 << 20
	maxSheets    = 60
)

// book is a workbook opened for reading.
type book struct {
	file     *os.File
	zip      *zip.Reader
	date1904 bool
	sheets   []sheetName
	strings  *sharedStrings
}

// sheetName is a sheet with the part that holds it.
type sheetName struct {
	name string
	part *zip.File
}

// directory bounds what is read of a file until its list of parts is known, for a crafted list would fill the memory.
type directory struct {
	r    io.ReaderAt
	left int64 // -1 is no bound
}

func (d *directory) ReadAt(p []byte, at int64) (int, error) {
	if d.left >= 0 {
		if int64(len(p)) > d.left {
			return 0, errTooBig
		}
		d.left -= int64(len(p))
	}
	return d.r.ReadAt(p, at)
}

// openBook opens a workbook and finds its sheets.
func openBook(name string) (*book, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	b := &book{file: file}
	if err := b.find(); err != nil {
		b.close()
		return nil, err
	}
	return b, nil
}

func (b *book) close() {
	if b.strings != nil {
		b.strings.close()
		b.strings = nil
	}
	_ = b.file.Close()
}

func (b *book) find() error {
	info, err := b.file.Stat()
	if err != nil {
		return err
	}
	from := &directory{b.file, maxDirectory}
	if b.zip, err = zip.NewReader(from, info.Size()); err != nil {
		if errors.As(err, new(fault)) {
			return err
		}
		return errDamaged
	}
	from.left = -1
	main := b.named("xl/workbook.xml")
	if main == nil {
		return fault{"是压缩包，不是.xlsx工作簿；请解压后选择里面的表格文件"}
	}
	targets, err := b.targets()
	if err != nil {
		return err
	}
	return b.small(main, func(e xml.StartElement) {
		switch e.Name.Local {
		case "workbookPr":
			b.date1904 = isTrue(attr(e, "date1904"))
		case "sheet":
			target := targets[attr(e, "id")]
			if part := b.named(target); part != nil && len(b.sheets) < maxSheets && strings.Contains(target, "worksheets/") {
				b.sheets = append(b.sheets, sheetName{attr(e, "name"), part})
			}
		}
	})
}

func isTrue(s string) bool { return s == "1" || s == "true" }

// targets gives the parts the workbook names by their ids.
func (b *book) targets() (map[string]string, error) {
	out := map[string]string{}
	rels := b.named("xl/_rels/workbook.xml.rels")
	if rels == nil {
		return out, nil
	}
	err := b.small(rels, func(e xml.StartElement) {
		target := strings.ReplaceAll(attr(e, "Target"), `\`, "/")
		if !strings.HasPrefix(target, "/") {
			target = "xl/" + target
		}
		out[attr(e, "Id")] = path.Clean(strings.TrimPrefix(target, "/"))
	})
	return out, err
}

// named finds a part whatever its case and slashes.
func (b *book) named(name string) *zip.File {
	for _, f := range b.zip.File {
		if strings.EqualFold(strings.ReplaceAll(f.Name, `\`, "/"), name) {
			return f
		}
	}
	return nil
}

// small reads a small part for its elements.
func (b *book) small(f *zip.File, each func(xml.StartElement)) error {
	if f.UncompressedSize64 > maxSmall {
		return errTooBig
	}
	p, err := openPart(f, nil)
	if err != nil {
		return err
	}
	defer p.close()
	for {
		token, err := p.token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if e, ok := token.(xml.StartElement); ok {
			each(e)
		}
	}
}

// attr gives an attribute by its local name.
func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// text gives a shared text by its number.
func (b *book) text(m *meter, number int) (string, error) {
	if b.strings == nil {
		b.strings = &sharedStrings{}
		if f := b.named("xl/sharedStrings.xml"); f != nil {
			p, err := openPart(f, m)
			if err != nil {
				return "", err
			}
			b.strings.part = p
		}
	}
	return b.strings.get(number)
}

// part is an XML part being read; the tokens it gives are bounded, for a decoder keeps a token whole however long it is.
type part struct {
	in      io.ReadCloser
	m       *meter
	decoder *xml.Decoder
	buf     []byte
	at, end int
	used    int // bytes of the present token
	left    int64
}

// openPart opens a part of the package; m may be nil.
func openPart(f *zip.File, m *meter) (*part, error) {
	in, err := f.Open()
	if err != nil {
		return nil, errDamaged
	}
	p := &part{in: in, m: m, buf: make([]byte, 1<<16), left: maxPart}
	p.decoder = xml.NewDecoder(p)
	return p, nil
}

func (p *part) close() { _ = p.in.Close() }

// token gives the next token; io.EOF ends the part.
func (p *part) token() (xml.Token, error) {
	p.used = 0
	t, err := p.decoder.RawToken()
	switch {
	case err == nil, errors.Is(err, io.EOF), errors.As(err, new(fault)):
		return t, err
	case p.m != nil && p.m.ctx.Err() != nil:
		return nil, p.m.ctx.Err()
	}
	return nil, errDamaged
}

// ReadByte implements io.ByteReader for the decoder.
func (p *part) ReadByte() (byte, error) {
	if p.at == p.end {
		if err := p.fill(); err != nil {
			return 0, err
		}
	}
	if p.used++; p.used > maxToken {
		return 0, errDamaged
	}
	c := p.buf[p.at]
	p.at++
	return c, nil
}

// Read implements io.Reader, which the decoder asks for but does not use.
func (p *part) Read(b []byte) (int, error) {
	c, err := p.ReadByte()
	if err != nil || len(b) == 0 {
		return 0, err
	}
	b[0] = c
	return 1, nil
}

func (p *part) fill() error {
	for tries := 0; tries < 100; tries++ {
		n, err := p.in.Read(p.buf)
		if p.left -= int64(n); p.left < 0 {
			return errTooBig
		}
		if p.m != nil {
			if stopped := p.m.add(n); stopped != nil {
				return stopped
			}
		}
		if n > 0 {
			p.at, p.end = 0, n
			return nil
		}
		if err != nil {
			return err
		}
	}
	return io.ErrNoProgress
}

// isBook and isOldBook look at the first bytes of a file.
func isBook(head []byte) bool    { return bytes.HasPrefix(head, []byte("PK")) }
func isOldBook(head []byte) bool { return bytes.HasPrefix(head, []byte{0xd0, 0xcf, 0x11, 0xe0}) }
