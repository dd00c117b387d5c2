package pack

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"zicha/forms"
	"zicha/forms/dossier"
	"zicha/forms/files"
	"zicha/forms/report"
	"zicha/forms/workbook"
	"zicha/scoring"
)

// Verdict says for one file whether it equals the paper.
type Verdict struct {
	Path    string
	Code    string             // the code of what the file holds now, "" where it could not be read
	Equal   bool               // nothing that was compared differs
	Foreign string             // a sentence without its full stop: the code is none of the file's, and how it may have been mistyped; "" where it is one
	Differs []forms.Difference // named where a finalized copy was at hand
	Notes   []string           // further sentences: altered cells, damaged evidence, no finalized copy at hand

	Unchecked []string // sentences: what of a pack could be compared with nothing but its list
}

// Proven reports whether everything was compared and is equal.
func (v Verdict) Proven() bool { return v.Equal && len(v.Unchecked) == 0 }

// found is one file read for verifying.
type found struct {
	verdict Verdict
	of      *forms.Dossier
	lines   []forms.Line
	book    *workbook.Book // nil for a dossier
	bad     bool           // it cannot be equal, whatever its code
	own     []string       // the codes the file bears on itself: the one printed, or those of its versions, the last first; none where it never had one
	pack    *contents      // nil for all but a pack
}

// Verify compares workbooks, dossiers and packs (folder or zip) with the comparison code printed on the paper. Where one of the
// dossiers holds the finalized version of that code, every differing value is named. Of a workbook every cell of the county's is
// compared too, with that version's own workbook or else with what the program writes for the values. Of a pack every file is held
// against its list, and the originals against its workbook. A file that cannot be read is not equal and says why. The error is for a code that cannot be read and for a cancelled context.
func Verify(ctx context.Context, code string, paths []string, known []*scoring.Edition) ([]Verdict, error) {
	code, err := forms.ParseCode(code)
	if err != nil {
		return nil, err
	}
	v := verifier{code: code, known: slices.Clone(known), files: make([]found, len(paths))}
	for _, books := range []bool{false, true} { // a dossier brings its rulebook, which its workbook may need
		for i, path := range paths {
			if (isWorkbook(path) || isPack(path)) != books {
				continue
			}
			f, err := v.read(ctx, path)
			if ctx.Err() != nil {
				return nil, files.ErrCancelled
			}
			if err != nil {
				f = found{bad: true, verdict: Verdict{Notes: []string{err.Error()}}}
			}
			f.verdict.Path = path
			v.files[i] = f
		}
	}
	out := make([]Verdict, len(v.files))
	for i, f := range v.files {
		out[i] = v.judge(ctx, f)
	}
	if ctx.Err() != nil {
		return nil, files.ErrCancelled
	}
	return out, nil
}

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

func isWorkbook(path string) bool { return strings.EqualFold(filepath.Ext(path), ".xlsx") }

type verifier struct {
	code      string
	known     []*scoring.Edition
	files     []found
	copies    []finalized // of the code: a dossier sent back and finalized unchanged holds several
	finalized             // the one that the file being judged is held against
}

// finalized is a version that a dossier keeps.
type finalized struct {
	number int
	paper  []forms.Line   // the finalized values of the code, nil while no copy was found
	book   *workbook.Book // the workbook finalized with them, nil where there is none
	pdf    string         // the hash of the report finalized with them, "" where there is none
	bound  []string       // the sums of the volumes finalized with them, nil where they were not kept
	from   string         // the dossier they are in
	now    bool           // which says the same still
}

func (v *verifier) read(ctx context.Context, path string) (found, error) {
	switch {
	case isWorkbook(path) && !isFolder(path):
		return v.workbook(ctx, path)
	case isPack(path):
		return v.pack(ctx, path)
	}
	f, err := v.dossier(ctx, path)
	if !strings.EqualFold(filepath.Ext(path), ".zicha") && errors.Is(err, dossier.ErrNotDossier) && !errors.Is(err, files.UnderPassword) {
		return f, errors.New("不能核对这种文件，请选报送包、工作簿（.xlsx）或档案（.zicha）")
	}
	return f, err
}

func (v *verifier) workbook(ctx context.Context, path string) (found, error) {
	book, err := workbook.ReadFile(ctx, path, v.known)
	if err != nil {
		return found{}, err
	}
	lines := book.Lines()
	return found{of: book.Dossier, lines: lines, book: book, own: bearing(book.Code), verdict: Verdict{Code: forms.Code(lines)}}, nil
}

// bearing is the code that is printed in a file, where it is one.
func bearing(printed string) []string {
	code, err := forms.ParseCode(printed)
	if err != nil {
		return nil
	}
	return []string{code}
}

// dossier compares the state a dossier is in now; its finalized versions serve as copies of the paper.
func (v *verifier) dossier(ctx context.Context, path string) (found, error) {
	file, err := dossier.Open(path, dossier.Options{ReadOnly: true, Editions: v.known})
	if err != nil {
		return found{}, err
	}
	defer file.Close()
	d := file.Dossier()
	f := found{of: d, lines: d.AllLines(forms.CurrentSchema)}
	v.known = slices.Insert(v.known, 0, d.Edition)
	for _, version := range file.Versions() {
		f.own = append([]string{version.Code}, f.own...)
		if version.Code != v.code {
			continue
		}
		stored, err := versionSnapshot(file, version.Number)
		if err != nil {
			return found{}, err
		}
		if forms.Code(stored.Lines) == v.code {
			v.take(ctx, file, version.Number, stored)
			// reasons follow from the rest; another program may have worded them
			f.lines = forms.Reworded(d.AllLines(forms.SchemaOf(stored.Lines)), stored.Lines)
			f.verdict.Notes = append(f.verdict.Notes, fmt.Sprintf("档案里存有这一核对码的第%d版定稿", version.Number))
		}
	}
	f.verdict.Code = forms.Code(f.lines)
	bad, err := file.CheckFiles(ctx, nil)
	if err != nil {
		return found{}, err
	}
	for _, b := range bad {
		f.bad = true
		f.verdict.Notes = append(f.verdict.Notes, b.Err.Error())
	}
	return f, nil
}

// take keeps a finalized version as a copy of the paper, with its workbook where that can be read.
func (v *verifier) take(ctx context.Context, file *dossier.File, version int, stored snapshot) {
	d := file.Dossier()
	c := finalized{number: version, paper: stored.Lines, bound: stored.Volumes, from: file.Path(), now: d.Final && d.Version == version}
	if pdf, err := file.VersionFile(version, dossier.PaperPDF); err == nil {
		c.pdf = sumOf(pdf).sha256
	}
	if data, err := file.VersionFile(version, dossier.PaperWorkbook); err == nil {
		if book, err := workbook.Read(ctx, bytes.NewReader(data), v.known); err == nil && book.Code == v.code {
			c.book = book
		}
	}
	v.copies = append(v.copies, c)
}

// nearest is the copy a file is held against: of the version its workbook names and, of several such, with the report beside it; the last
// where none is.
func (v *verifier) nearest(f found) finalized {
	best, most := finalized{}, -1
	for _, c := range v.copies {
		like := 0
		if f.book != nil && f.book.Version == c.number {
			like = 2
			if f.pack != nil && f.pack.report == c.pdf {
				like++
			}
		}
		if like >= most {
			best, most = c, like
		}
	}
	return best
}

func (v *verifier) judge(ctx context.Context, f found) Verdict {
	out := f.verdict
	if out.Code == "" {
		return out
	}
	v.finalized = v.nearest(f)
	out.Equal = out.Code == v.code && !f.bad
	out.Foreign = v.foreign(f, out.Code)
	if f.book != nil {
		code := v.code
		if out.Foreign != "" && v.paper == nil {
			code = f.own[0] // every cell that holds the code would differ, and say nothing
		}
		notes, altered := v.cells(ctx, f.book, code)
		out.Equal = out.Equal && !altered
		out.Notes = append(out.Notes, notes...)
		v.resaved(f, altered, &out)
	}
	if f.pack != nil {
		v.report(f, &out)
		v.letter(f, &out)
		v.volume(ctx, f, &out)
	}
	if out.Code == v.code {
		return out
	}
	if v.paper == nil && v.slip(f) != "" && out.Code == f.own[0] {
		return out // nothing differs but the letter
	}
	if v.paper == nil {
		out.Notes = append(out.Notes, "没有提供这一核对码的定稿档案，无法逐项指出不同；请连同定稿的档案（.zicha）一起核对")
		return out
	}
	out.Differs = f.of.Readable(forms.Compare(v.paper, f.lines))
	return out
}

// foreign says that the code is none of those a file bears, "" where it is one, or what the file holds now has it.
func (v *verifier) foreign(f found, now string) string {
	if len(f.own) == 0 || now == v.code || slices.Contains(f.own, v.code) {
		return ""
	}
	words := "这个核对码不是这份文件的，"
	switch slip := v.slip(f); {
	case slip != "":
		words += slip + "，请对照纸面重新输入"
	case now == f.own[0]:
		words += "文件的是 " + now
	case f.book != nil:
		words += "文件上写的是 " + f.own[0]
	default:
		words += "最近一次定稿的是 " + f.own[0]
	}
	if now != f.own[0] {
		words += "；内容后来改过，现在的核对码是 " + now
	}
	return words
}

// slip says how the code may have been mistyped for one that a file bears, "" where it is none of these.
func (v *verifier) slip(f found) string {
	for _, own := range f.own {
		if slip := forms.CodeSlip(v.code, own); slip != "" {
			return "与 " + own + " " + slip
		}
	}
	return ""
}

// mostNotes is how many findings are told one by one.
const mostNotes = 20

// first keeps the first notes and counts the others.
func first(notes []string) []string {
	if more := len(notes) - mostNotes; more > 0 {
		return append(slices.Clip(notes[:mostNotes]), fmt.Sprintf("另有%d处没有逐条列出", more))
	}
	return notes
}

// cells names what of a workbook could not be read and which of its cells are not as written under a code, the first of them.
// A hint is told and is no alteration.
func (v *verifier) cells(ctx context.Context, book *workbook.Book, code string) (notes []string, wrong bool) {
	altered := book.Problems
	if v.book != nil {
		altered = append(slices.Clip(altered), book.Against(v.book)...)
	} else {
		if qr, err := coverQR(book.Dossier, report.Options{Version: book.Version, Code: code}); err == nil {
			book.QR = qr
		}
		altered = append(slices.Clip(altered), book.Altered(ctx, code)...)
	}
	var out []string
	for _, p := range altered {
		wrong = wrong || p.Severity != forms.Hint
		out = append(out, strings.TrimPrefix(p.Place+"："+p.Message, "："))
	}
	return first(out), wrong
}
