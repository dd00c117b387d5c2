package publicity

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"zicha/forms/tables"
	"zicha/scoring"
)

// What of a table is looked at before it is counted.
const (
	surveyRows = 300
	maxSample  = 60 // bytes of a value shown
	sampleRows = 5
)

// Survey is what files hold before anything is counted.
type Survey struct {
	Tables []*Table
	// Passed tells in sentences which sheets are not looked at, and why, and what lies beside the cells of those that are.
	Passed []string
}

// Look opens files, finds their tables and guesses what their columns hold. The error, one plain sentence, is for a file that cannot
// be counted at all.
func Look(ctx context.Context, paths []string) (*Survey, error) {
	out := &Survey{}
	words := lexicon()
	seen := map[string]bool{}
	for _, path := range paths {
		abs, err := filepath.Abs(path)
		if err != nil {
			return nil, named(path, err)
		}
		if seen[abs] {
			out.Passed = append(out.Passed, "“"+filepath.Base(path)+"”选了两次，只读一次。")
			continue
		}
		seen[abs] = true
		if err := out.file(ctx, path, words); err != nil {
			return nil, named(path, err)
		}
	}
	return out, nil
}

// file adds the tables of a file.
func (s *Survey) file(ctx context.Context, path string, words map[string]headingOf) error {
	before := len(s.Tables)
	defer func() {
		for _, t := range s.Tables[before:] {
			t.stamp = stamp(path)
		}
	}()
	isBook, err := tables.IsBook(path)
	switch {
	case err != nil:
		return err
	case isBook:
		return s.workbook(ctx, path, words)
	}
	return s.text(ctx, path, words)
}

// text adds a text file, with the separator that gives the most headings.
func (s *Survey) text(ctx context.Context, path string, words map[string]headingOf) error {
	text, err := tables.OpenText(path, tables.Large())
	if err != nil {
		return err
	}
	defer text.Close()
	var best *Table
	most := -1
	for _, sep := range tables.Separators() {
		t, found, err := survey(text.Rows(ctx, tables.Dialect{Separator: sep.Mark}), words)
		if err != nil {
			return err
		}
		if t == nil {
			continue
		}
		if worth := found*tables.MaxColumns + len(t.Header); worth > most {
			best, most = t, worth
			t.Form = text.Encoding + "，" + sep.Name + "分隔"
			t.source = source{path: path, separator: sep.Mark, size: text.Size()}
		}
	}
	if best == nil {
		return noHeader()
	}
	best.Path = path
	s.Tables = append(s.Tables, best)
	return nil
}

func noHeader() error {
	return refuse("里面没有找到表头；请在第一行写上列名，例如“许可决定日期”“行政相对人名称”，再选一次")
}

// workbook adds the sheets that have headings of decisions; where none has, the first with anything in it, for the user to say what
// its columns hold.
func (s *Survey) workbook(ctx context.Context, path string, words map[string]headingOf) error {
	book, err := tables.Open(ctx, path, tables.Large())
	if err != nil {
		return err
	}
	defer book.Close()
	var plain *Table
	added := 0
	for i, name := range book.Names() {
		rows, err := book.Rows(i, nil)
		if err != nil {
			return err
		}
		t, found, err := survey(rows, words)
		if err != nil {
			return err
		}
		if t == nil {
			continue
		}
		t.Path, t.Sheet, t.Form = path, name, "工作簿"
		t.source = source{path: path, sheet: i, size: book.Size(i)}
		switch {
		case found >= 2:
			s.Tables = append(s.Tables, t)
			added++
			if err := s.beside(book, t); err != nil {
				return err
			}
		case plain == nil:
			plain = t
		default:
			s.Passed = append(s.Passed, "“"+t.Name()+"”没有认出表头，没有读。")
		}
	}
	switch {
	case plain == nil && added == 0:
		return noHeader()
	case added == 0:
		s.Tables = append(s.Tables, plain)
		return s.beside(book, plain)
	case plain != nil:
		s.Passed = append(s.Passed, "“"+plain.Name()+"”没有认出表头，没有读。")
	}
	return nil
}

// maxBeside is how many cells are named that have something beside them.
const maxBeside = 10

// beside tells of pictures and comments, which are not read.
func (s *Survey) beside(book *tables.Book, t *Table) error {
	list, err := book.Besides(t.source.sheet)
	for i, x := range list {
		if i == maxBeside {
			s.Passed = append(s.Passed, fmt.Sprintf("“%s”里这样的图片和批注还有%d处。", t.Name(), len(list)-maxBeside))
			break
		}
		place := "的" + tables.Place(x.Row, x.Column)
		if x.Row == 0 {
			place = ""
		}
		s.Passed = append(s.Passed, fmt.Sprintf("“%s”%s：%s。", t.Name(), place, x.Words))
	}
	return err
}

// survey reads the first rows of a table; nil where there is nothing in them.
func survey(from reader, words map[string]headingOf) (t *Table, found int, err error) {
	rows := &opened{reader: from, close: func() {}}
	defer rows.Close()
	var top [][]string
	var numbers []int
	for len(top) < surveyRows {
		r, err := rows.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, 0, err
		}
		cells := make([]string, len(r.cells))
		for i, c := range r.cells {
			cells[i] = strings.Clone(clip(c, maxSample*4)) // lest the long text it is of stays in memory
		}
		top, numbers = append(top, cells), append(numbers, r.no)
	}
	header, last, found := findHeader(words, top)
	if last < 0 {
		return nil, 0, nil
	}
	t = &Table{HeaderRow: numbers[last], Columns: guess(words, header)}
	for _, h := range header {
		t.Header = append(t.Header, tidy(h))
	}
	t.sample(top[last+1:])
	return t, found, nil
}

// tidy makes a heading one line.
func tidy(h string) string { return strings.Join(strings.Fields(strings.ToValidUTF8(h, "�")), " ") }

// sample takes the first values of every column.
func (t *Table) sample(rows [][]string) {
	t.Samples = make([][]string, len(t.Header))
	for _, cells := range rows {
		for column, value := range cells {
			if column < len(t.Header) && len(t.Samples[column]) < sampleRows && strings.TrimSpace(value) != "" {
				t.Samples[column] = append(t.Samples[column], scoring.Shorten(tidy(value), 18))
			}
		}
	}
}

// stamp changes when a file does.
func stamp(path string) string {
	info, err := os.Stat(path)
	if err != nil {
		return ""
	}
	return fmt.Sprint(info.Size(), info.ModTime().UnixNano())
}
