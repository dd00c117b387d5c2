package tables

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io"
	"strings"

	"zicha/forms/files"
)

// What a package of parts has at most; those of spreadsheet programs have some dozens.
const (
	maxDirectory = 8 << 20 // of the list of parts
	maxParts     = 10_000
	maxSheets    = 500
)

// Book is a workbook opened for reading.
type Book struct {
	Date1904 bool // days are counted from 1904-01-01

	close   func() error
	limits  Limits
	meter   meter
	parts   map[string]*zip.File // by their names in small letters
	sheets  []sheetPart
	related related
	strings *sharedStrings
	styles  *styles // nil until a cell asks
	theme   []uint32
	keeper  keeper
	faults  []string
}

type sheetPart struct {
	name   string
	part   *zip.File // nil where it is no sheet of cells
	hidden bool
}

// The first bytes of a package, and of a workbook that is locked by a password or of the old form.
const (
	zipped   = "PK"
	compound = "\xd0\xcf\x11\xe0"
)

// encrypted is the flag of a part that only a password opens.
const encrypted = 1

// IsBook reports whether a file begins like a workbook, or like one Open has words for.
func IsBook(file string) (bool, error) {
	in, _, err := files.Open(file)
	if err != nil {
		return false, err
	}
	defer in.Close()
	head := make([]byte, len(compound))
	if _, err := in.ReadAt(head, 0); err != nil && !errors.Is(err, io.EOF) {
		return false, err
	}
	return string(head) == compound || bytes.HasPrefix(head, []byte(zipped)), nil
}

// Open opens a workbook; the caller closes it. The error is one plain Chinese sentence, or the context's.
func Open(ctx context.Context, file string, limits Limits) (*Book, error) {
	in, info, err := files.OpenUpTo(file, limits.File)
	if err != nil {
		return nil, err
	}
	b, err := NewBook(ctx, io.NewSectionReader(in, 0, info.Size()), limits)
	if err != nil {
		_ = in.Close()
		return nil, err
	}
	b.close = in.Close
	return b, nil
}

// NewBook is Open for bytes that are there already.
func NewBook(ctx context.Context, in *io.SectionReader, limits Limits) (*Book, error) {
	head := make([]byte, 1024)
	n, err := in.ReadAt(head, 0)
	switch head = head[:n]; {
	case err != nil && !errors.Is(err, io.EOF):
		return nil, files.Fault("读取工作簿", err)
	case n == 0:
		return nil, files.Failure(files.Source, "这个文件是空的；请重新导出或向原单位重新索取")
	case in.Size() > limits.File:
		return nil, files.Failure(files.Source, "这个文件过大，不像要读的工作簿；请核对是否选错了文件")
	case bytes.HasPrefix(head, []byte(compound)):
		return nil, oldForm(in)
	case !bytes.HasPrefix(head, []byte(zipped)):
		return nil, noBook(head)
	}
	b := &Book{limits: limits, meter: limits.meter(ctx, in.Size()), keeper: keeper{limits: limits}, close: func() error { return nil }}
	if err := b.list(in); err != nil {
		return nil, err
	}
	if err := b.find(); err != nil {
		return nil, err
	}
	return b, nil
}

// Close closes the file.
func (b *Book) Close() {
	if b.strings != nil {
		b.strings.close()
	}
	_ = b.close()
}

// Watch has a function told of the bytes read from now on.
func (b *Book) Watch(read func(n int)) { b.meter.read = read }

// Faults says why programs may see different things in the file; see files.ZipFaults.
func (b *Book) Faults() []string { return b.faults }

// Names lists the sheets.
func (b *Book) Names() []string {
	var out []string
	for _, s := range b.sheets {
		out = append(out, s.name)
	}
	return out
}

// Size is how many bytes reading a sheet looks at, as far as the file says.
func (b *Book) Size(sheet int) int64 {
	size := uint64(0)
	if p := b.sheets[sheet].part; p != nil {
		size = p.UncompressedSize64
	}
	if p := b.parts["xl/sharedstrings.xml"]; p != nil {
		size += p.UncompressedSize64
	}
	return int64(min(size, 1<<40))
}

// directory bounds what is read of a file until its list of parts is known, for a crafted list would fill the memory.
type directory struct {
	r    io.ReaderAt
	left int64 // -1 is no bound
}

func (d *directory) ReadAt(p []byte, at int64) (int, error) {
	if d.left >= 0 {
		if int64(len(p)) > d.left {
			return 0, tooBig()
		}
		d.left -= int64(len(p))
	}
	return d.r.ReadAt(p, at)
}

// list takes the list of parts. A name that is there twice would let two programs see two workbooks in one file.
func (b *Book) list(in *io.SectionReader) error {
	from := &directory{in, maxDirectory}
	z, err := zip.NewReader(from, in.Size())
	switch {
	case errors.As(err, new(*files.Error)):
		return err
	case err != nil:
		return damaged("这个工作簿")
	case len(z.File) > maxParts:
		return tooBig()
	}
	from.left = -1
	b.faults = files.ZipFaults(in, in.Size(), z)
	b.parts = map[string]*zip.File{}
	for _, f := range z.File {
		name := partName(f)
		if b.parts[name] != nil {
			return damaged("这个工作簿")
		}
		if f.Flags&encrypted != 0 {
			return files.Failure(files.Source, "这个工作簿里有加密的部分，无法读取；请在WPS或Excel中打开，取消密码，另存为.xlsx文件后再选")
		}
		b.parts[name] = f
	}
	return nil
}

// partName is the name a part is found by.
func partName(f *zip.File) string {
	return strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(f.Name, `\`, "/"), "/"))
}

// find finds the sheets.
func (b *Book) find() error {
	main := "xl/workbook.xml"
	top, err := b.relations("")
	if err != nil {
		return err
	}
	for _, r := range top {
		if r.kind == "officeDocument" {
			main = r.target
		}
	}
	if b.parts[main] == nil || strings.HasSuffix(main, ".bin") {
		return b.otherPackage(main)
	}
	if b.related, err = b.relations(main); err != nil {
		return err
	}
	if top.several("officeDocument") || b.related.several("sharedStrings", "styles", "theme") {
		return damaged("这个工作簿")
	}
	seen := map[string]bool{}
	err = b.elements(b.parts[main], "这个工作簿", func(s *scanner) error {
		switch {
		case s.depth == 2 && string(s.local) == "workbookPr":
			b.Date1904 = isTrue(s.attr("date1904"))
		case s.depth == 3 && string(s.local) == "sheet":
			err := b.sheet(string(s.attr("name")), string(s.attr("id")), seen)
			if state := string(s.attr("state")); err == nil && state != "" && state != "visible" {
				b.sheets[len(b.sheets)-1].hidden = true
			}
			return err
		}
		return nil
	})
	if err == nil && len(b.sheets) == 0 {
		err = files.Failure(files.Source, "这个工作簿里没有工作表；请用WPS或Excel打开，另存为.xlsx文件后再选")
	}
	return err
}

// sheet adds a sheet. One part or name for several sheets is not made by any program.
func (b *Book) sheet(name, id string, seen map[string]bool) error {
	r := b.related[id]
	part := b.parts[r.target]
	key := "\n" + strings.ToLower(name)
	switch {
	case len(b.sheets) == maxSheets:
		return tooBig()
	case part == nil || seen[r.target] || seen[key]:
		return damaged("工作表“%s”", shown(name))
	case r.kind != "worksheet":
		part = nil
	}
	seen[r.target], seen[key] = true, true
	b.sheets = append(b.sheets, sheetPart{name: name, part: part})
	return nil
}

// shown is a foreign name inside a sentence.
func shown(name string) string {
	if r := []rune(name); len(r) > 31 {
		return string(r[:31]) + "…"
	}
	return name
}

func isTrue(s []byte) bool { return string(s) == "1" || string(s) == "true" || string(s) == "on" }

// scan opens a part; the caller closes what it gets. What names it stands in the sentence where it cannot be opened.
func (b *Book) scan(f *zip.File, what string) (*scanner, io.Closer, error) {
	in, err := f.Open()
	if err != nil {
		return nil, nil, damaged("%s", what)
	}
	return newScanner(in, b.meter.add), in, nil
}

// elements calls a function with each element of a part that begins.
func (b *Book) elements(f *zip.File, what string, each func(*scanner) error) error {
	return b.tokens(piece{f, what, false}, func(s *scanner, t token) error {
		if t == tagStart {
			return each(s)
		}
		return nil
	})
}

// piece is a part to be looked at, and what names it in a sentence.
type piece struct {
	part    *zip.File
	what    string
	drawing bool
}

// tokens calls a function with everything that stands in a part.
func (b *Book) tokens(p piece, each func(*scanner, token) error) error {
	s, in, err := b.scan(p.part, p.what)
	if err != nil {
		return err
	}
	defer in.Close()
	s.names.drawing = p.drawing
	for {
		t, err := s.next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil {
			err = each(s, t)
		}
		if err != nil {
			return b.words(err, p.what)
		}
	}
}

// everything is elements for a part of whatever namespaces.
func (b *Book) everything(f *zip.File, what string, each func(*scanner) error) error {
	s, in, err := b.scan(f, what)
	if err != nil {
		return err
	}
	defer in.Close()
	s.names.any, s.names.plain = true, true
	for {
		t, err := s.next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil && t == tagStart {
			err = each(s)
		}
		if err != nil {
			return b.words(err, what)
		}
	}
}

// words turns what went wrong with a part into a sentence; sentences and the context's errors pass.
func (b *Book) words(err error, what string) error {
	switch {
	case errors.As(err, new(*files.Error)), files.Cancelled(err):
		return err
	case errors.Is(err, errTooLong):
		return tellTooLong(what)
	case errors.Is(err, errDeep):
		return files.Failure(files.Damaged, "%s的写法特别，没有读取任何内容；"+again, what)
	}
	return damaged("%s", what)
}
