// Package pack makes what a county hands over out of a dossier and proves that it belongs together: export of report and workbook,
// finalizing (定稿), taking back (退回修改) and verifying against the comparison code on the paper.
package pack

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/skip2/go-qrcode"

	"zicha/forms"
	"zicha/forms/check"
	"zicha/forms/dossier"
	"zicha/forms/files"
	"zicha/forms/report"
	"zicha/forms/volume"
	"zicha/forms/wording"
	"zicha/forms/workbook"
)

// papers are the two files made of one state of a dossier.
type papers struct {
	report.Paper
	book     []byte
	problems []forms.Problem
}

// build sets the report and the workbook in memory, both at the same time. An empty code makes drafts.
func build(ctx context.Context, d *forms.Dossier, with report.Options, tell volume.Progress) (papers, error) {
	d.Final = with.Code != ""
	tell.Tell("排印 PDF 报告，生成工作簿", 0.1)
	type made struct {
		data []byte
		err  error
	}
	making := make(chan made, 1)
	go func() {
		data, err := book(ctx, d, with)
		making <- made{data, err}
	}()
	paper, err := report.Build(d, with)
	book := <-making
	if ctx.Err() != nil {
		return papers{}, files.ErrCancelled
	}
	if err == nil {
		err = book.err
	}
	if err != nil {
		return papers{}, err
	}
	return papers{paper, book.data, lost(paper.Missing)}, nil
}

// book makes the workbook that goes with the report.
func book(ctx context.Context, d *forms.Dossier, with report.Options) ([]byte, error) {
	opts := workbook.Options{Code: with.Code, Created: wording.Created(d)}
	if with.Code != "" {
		var err error
		if opts.QR, err = coverQR(d, with); err != nil {
			return nil, fmt.Errorf("生成二维码：%w", err)
		}
	}
	return workbook.Build(ctx, d, opts)
}

// FinalWorkbook makes the workbook that finalizing a dossier would store with it, without the rest: for who invents whole counties.
func FinalWorkbook(ctx context.Context, d *forms.Dossier) ([]byte, error) {
	return book(ctx, d, report.Options{Code: d.Code(), Version: d.Version})
}

// coverQR is the QR code on the workbook's cover.
func coverQR(d *forms.Dossier, with report.Options) ([]byte, error) {
	return qrcode.Encode(report.QRText(d, with), qrcode.Medium, 240)
}

// Exported is what an export has written.
type Exported struct {
	Paths    []string
	Problems []forms.Problem // with the characters and the pages of the evidence volume
}

// Export writes the report and the workbook where a plan says: the stored ones of a finalized version, drafts otherwise. Both are read
// back before it returns their paths. What has come there since the plan was made is not replaced.
func Export(ctx context.Context, f *dossier.File, plan files.Outputs, tell volume.Progress) (out Exported, err error) {
	d := f.Dossier()
	if err := plan.Held(); err != nil {
		return out, err
	}
	p, err := current(ctx, f, d, tell)
	if err != nil {
		return out, err
	}
	if err := files.MakeFolder(filepath.Dir(plan[0].Path)); err != nil {
		return out, err
	}
	for i, data := range [][]byte{p.PDF, p.book} { // the plan's first two
		path := plan[i].Path
		tell.Tell("写出"+filepath.Base(path), 0.8+0.1*float64(i))
		if err := plan[i].Place().Bytes(ctx, data); err != nil {
			return out, err
		}
		out.Paths = append(out.Paths, path)
	}
	f.SetExported(State(d))
	tell.Tell("完成", 1)
	out.Problems = p.problems
	return out, nil
}

// State names what an export of the dossier holds: the printed values, the version, and whether it is finalized. dossier.File keeps
// that of the last export, so that later changes can be told.
func State(d *forms.Dossier) string { return stateUnder(d, forms.CurrentSchema) }

func stateUnder(d *forms.Dossier, s forms.Schema) string {
	state := forms.Code(d.AllLines(s)) + " " + strconv.Itoa(d.Version)
	if d.Final {
		state += " final"
	}
	return state
}

// Outdated reports whether what was exported is no longer what the dossier says; false before the first export. A version sent back says
// what it said until something is changed in it. Programs before this one kept the code under the first schema.
func Outdated(exported string, d *forms.Dossier) bool {
	if exported == "" {
		return false
	}
	for _, schema := range []forms.Schema{forms.CurrentSchema, forms.Schema1} {
		if now := stateUnder(d, schema); exported == now || !d.Final && codeOf(exported) == codeOf(now) {
			return false
		}
	}
	return true
}

// codeOf is the comparison code in a state.
func codeOf(state string) string {
	code, _, _ := strings.Cut(state, " ")
	return code
}

// ReportName is the file name of the report, "涡阳县2017年度自查报告（第1版）.pdf", of a draft "…（草稿）.pdf".
func ReportName(d *forms.Dossier) string { return named(d, "自查报告", ".pdf") }

// BookName is the file name of the workbook.
func BookName(d *forms.Dossier) string { return named(d, "自查数据", ".xlsx") }

// named begins a file name with county and year and ends it with what state it is of, so that a draft never has the name of what was
// finalized.
func named(d *forms.Dossier, what, ext string) string { return plainName(d, what) + stateTail(d) + ext }

func plainName(d *forms.Dossier, what string) string {
	return files.SafeName(d.County()) + strconv.Itoa(d.Edition.Year) + "年度" + what
}

func stateTail(d *forms.Dossier) string {
	if d.Final {
		return files.VersionTail(d.Version)
	}
	return "（草稿）"
}

// Report writes the report into a folder, for printing: the stored one of a finalized version, otherwise a draft, whose name says so.
// Problems are with the pages of the evidence volume.
func Report(ctx context.Context, f *dossier.File, dir string) (path string, problems []forms.Problem, err error) {
	d := f.Dossier()
	var pdf []byte
	if d.Final {
		pdf, err = f.VersionFile(d.Version, dossier.PaperPDF)
	} else {
		var paper report.Paper
		paper, problems, err = draft(ctx, f)
		pdf = paper.PDF
	}
	if err != nil {
		return "", nil, err
	}
	path = filepath.Join(dir, ReportName(d))
	return path, problems, place(ctx, path, pdf)
}

// draft sets the report of a state that is not finalized; the problems are with the pages of the evidence volume.
func draft(ctx context.Context, f *dossier.File) (report.Paper, []forms.Problem, error) {
	layout, err := planDraft(ctx, f, nil)
	if err != nil {
		return report.Paper{}, nil, err
	}
	d := f.Dossier()
	paper, err := report.Build(d, report.Options{Version: d.Version, Spans: layout.Spans})
	if ctx.Err() != nil {
		err = files.ErrCancelled
	}
	return paper, layout.Problems, err
}

// place writes a file that is made anew each time, over that of the last time.
func place(ctx context.Context, path string, data []byte) error {
	return files.Place{Path: path, Replace: true}.Bytes(ctx, data)
}

// Paper writes a stored paper of a finalized version (dossier.PaperPDF, PaperWorkbook) to a path, never over another file.
func Paper(f *dossier.File, version int, kind, path string) error {
	data, err := f.VersionFile(version, kind)
	if err != nil {
		return err
	}
	return files.Place{Path: path}.Bytes(context.Background(), data)
}

// current gives the papers of the dossier's state.
func current(ctx context.Context, f *dossier.File, d *forms.Dossier, tell volume.Progress) (papers, error) {
	if !d.Final {
		layout, err := planDraft(ctx, f, tell.Between(0, 0.5))
		if err != nil {
			return papers{}, err
		}
		out, err := build(ctx, d, report.Options{Version: d.Version, Spans: layout.Spans}, tell.Between(0.5, 0.8))
		out.problems = slices.Concat(check.Drafts(d), out.problems, layout.Problems)
		return out, err
	}
	pdf, err := f.VersionFile(d.Version, dossier.PaperPDF)
	if err != nil {
		return papers{}, err
	}
	book, err := f.VersionFile(d.Version, dossier.PaperWorkbook)
	return papers{Paper: report.Paper{PDF: pdf}, book: book}, err
}
