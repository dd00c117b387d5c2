package workbook

import (
	"bytes"
	"context"
	"errors"
	"io"
	"slices"
	"strings"

	"zicha/forms/files"
	"zicha/forms/tables"
	"zicha/scoring"
)

// maxRows is how many rows of a register are read at most.
const maxRows = 100_000

// maxFile bounds a county's workbook.
const maxFile = 64 << 20

// ReadFile reads a workbook from a file; see Read.
func ReadFile(ctx context.Context, path string, editions []*scoring.Edition) (*Book, error) {
	book, err := tables.Open(ctx, path, tables.Small(maxFile))
	if err != nil {
		return nil, err
	}
	return readBook(book, editions)
}

// Read reads a workbook, and keeps of it what Altered and Against compare. The edition it was made with must be among those given. What cannot be read cell by cell is in the
// book's problems; the error, one plain Chinese sentence or the context's, is for a file that gives nothing at all.
func Read(ctx context.Context, r io.Reader, editions []*scoring.Edition) (*Book, error) {
	data, err := io.ReadAll(io.LimitReader(files.Reader(ctx, r), maxFile+1))
	if err != nil {
		return nil, files.Fault("读取工作簿", err)
	}
	book, err := open(ctx, data)
	if err != nil {
		return nil, err
	}
	return readBook(book, editions)
}

// ReadValues reads what a workbook says and nothing else, in half the time: for who brings in hundreds. It is not to be compared by Altered or
// Against, and what a reader sees otherwise or lies beside the cells is not among its problems. Errors as with Read.
func ReadValues(ctx context.Context, data []byte, editions []*scoring.Edition) (*Book, error) {
	book, err := open(ctx, data)
	if err != nil {
		return nil, err
	}
	defer book.Close()
	found, err := finder{book, book.Values}.tables(valueLayouts())
	if err != nil {
		return nil, err
	}
	return readTables(found, editions)
}

func open(ctx context.Context, data []byte) (*tables.Book, error) {
	return tables.NewBook(ctx, io.NewSectionReader(bytes.NewReader(data), 0, int64(len(data))), tables.Small(maxFile))
}

func readBook(book *tables.Book, editions []*scoring.Edition) (*Book, error) {
	defer book.Close()
	found, err := finder{book, book.Read}.tables(layouts())
	if err != nil {
		return nil, err
	}
	out, err := readTables(found, editions)
	if err == nil {
		err = out.readShown(book)
	}
	if err == nil {
		out.faults = book.Faults()
		out.others = others(book.Names(), found)
	}
	return out, err
}

// readShown keeps the sheets for people, found by their names, to be compared.
func (b *Book) readShown(book *tables.Book) error {
	if b.Layout < layoutReview {
		return nil
	}
	names := book.Names()
	for _, l := range shownLayouts(b.Dossier.Edition) {
		at := slices.IndexFunc(names, func(name string) bool { return heading(name) == heading(l.name) })
		if at < 0 {
			continue
		}
		sheet, err := book.Read(at)
		if files.Cancelled(err) {
			return err
		}
		if err != nil {
			continue // nothing is read of it
		}
		if g := sheet.Grid(heading, l.need); g != nil {
			b.tables[l.name] = g
		}
	}
	return nil
}

// others are the sheets nothing is read of.
func others(names []string, found map[string]*tables.Grid) []string {
	var out []string
	for _, name := range names {
		ours := false
		for _, g := range found {
			ours = ours || g.Name == name
		}
		if !ours {
			out = append(out, name)
		}
	}
	return out
}

var errForeign = errors.New("这不是本程序的自查数据工作簿，里面没有“填报数据”工作表。请选择从本程序导出的.xlsx文件")

// heading is a heading as compared.
func heading(text string) string { return strings.ToUpper(scoring.FoldKey(text)) }

// finder finds the sheets of a workbook and reads them in one of two ways.
type finder struct {
	*tables.Book
	read func(sheet int) (*tables.Sheet, error)
}

// tables finds the sheets by their names, renamed ones by some of their headings; only 填报数据 must be there.
func (f finder) tables(of []layout) (map[string]*tables.Grid, error) {
	out := map[string]*tables.Grid{}
	for _, l := range of {
		g, err := f.table(l)
		if err != nil {
			return nil, err
		}
		if g != nil {
			out[l.name] = g
		}
	}
	if out[SheetData] == nil {
		return nil, errForeign
	}
	return out, nil
}

// table finds a sheet by its name, or where it was renamed by its row of headings. It is nil where there is none.
func (f finder) table(l layout) (*tables.Grid, error) {
	names := f.Names()
	at := slices.IndexFunc(names, func(name string) bool { return heading(name) == heading(l.name) })
	if at >= 0 {
		sheet, err := f.read(at)
		if err != nil {
			return nil, err
		}
		if g := sheet.Grid(heading, l.need); g != nil {
			return g, nil
		}
	}
	for i, name := range names {
		if slices.ContainsFunc(layouts(), func(l layout) bool { return heading(l.name) == heading(name) }) || isShown(name) {
			continue
		}
		top, err := f.Top(i)
		if err != nil {
			return nil, err
		}
		if top.Grid(heading, l.need) == nil {
			continue
		}
		sheet, err := f.read(i)
		if err != nil {
			return nil, err
		}
		return sheet.Grid(heading, l.need), nil
	}
	return nil, nil
}

// line is a row of a table.
type line struct{ tables.Line }

// lines gives the rows of a table.
func lines(g *tables.Grid) []line {
	var out []line
	for _, l := range g.Lines() {
		out = append(out, line{l})
	}
	return out
}

// blank reports whether nothing stands in a column.
func (l line) blank(title string) bool { return l.Cell(title).Kind == tables.Blank }
