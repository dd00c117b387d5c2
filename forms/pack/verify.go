package pack

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"zicha/forms"
	"zicha/forms/dossier"
	"zicha/forms/workbook"
	"zicha/scoring"
)

// Verdict says for one file whether it equals the paper.
type Verdict struct {
	Path    string
	Code    string // the code of what the file holds now
	Equal   bool
	Differs []forms.Difference // named where a finalized copy was at hand
	Notes   []string           // further sentences: damaged evidence, no finalized copy at hand
}

// found is one file read for verifying.
type found struct {
	verdict Verdict
	lines   []forms.Line
}

// Verify compares workbooks and dossiers with the comparison code printed on the paper. Where one of the dossiers holds the
// finalized version of that code, every differing value is named. The error is for a code or file that cannot be read.
func Verify(ctx context.Context, code string, paths []string, known []*scoring.Edition) ([]Verdict, error) {
	code, err := forms.ParseCode(code)
	if err != nil {
		return nil, err
	}
	v := verifier{code: code, known: known}
	for _, path := range paths {
		if err := v.read(ctx, path); err != nil {
			return nil, fmt.Errorf("“%s”：%w", filepath.Base(path), err)
		}
	}
	out := make([]Verdict, len(v.files))
	for i, f := range v.files {
		out[i] = v.judge(f)
	}
	return out, nil
}

type verifier struct {
	code  string
	known []*scoring.Edition
	files []found
	paper []forms.Line // the finalized values of the code, nil while no copy was found
}

func (v *verifier) read(ctx context.Context, path string) error {
	ext := strings.ToLower(filepath.Ext(path))
	if ext == ".xlsx" {
		return v.workbook(path)
	}
	err := v.dossier(ctx, path)
	if ext != ".zicha" && errors.Is(err, dossier.ErrNotDossier) {
		return errors.New("不能核对这种文件，请选工作簿（.xlsx）或档案（.zicha）")
	}
	return err
}

func (v *verifier) workbook(path string) error {
	book, err := workbook.ReadFile(path, v.known)
	if err != nil {
		return err
	}
	lines := book.Lines()
	f := found{lines: lines, verdict: Verdict{Path: path, Code: forms.Code(lines)}}
	for _, p := range book.Problems {
		f.verdict.Notes = append(f.verdict.Notes, strings.TrimSpace(p.Place+" "+p.Message))
	}
	v.files = append(v.files, f)
	return nil
}

// dossier compares the state a dossier is in now; its finalized versions serve as copies of the paper.
func (v *verifier) dossier(ctx context.Context, path string) error {
	file, err := dossier.Open(path, dossier.Options{ReadOnly: true, Editions: v.known})
	if err != nil {
		return err
	}
	defer file.Close()
	d := file.Dossier()
	lines := d.Lines(d.ScoreLines())
	f := found{lines: lines, verdict: Verdict{Path: path, Code: forms.Code(lines)}}
	for _, version := range file.Versions() {
		if version.Code != v.code {
			continue
		}
		stored, err := versionLines(file, version.Number)
		if err != nil {
			return err
		}
		if forms.Code(stored) == v.code {
			v.paper = stored
			f.verdict.Notes = append(f.verdict.Notes, fmt.Sprintf("档案里存有这一核对码的第%d版定稿", version.Number))
		}
	}
	bad, err := file.CheckFiles(ctx, nil)
	if err != nil {
		return errCancelled
	}
	for _, b := range bad {
		f.verdict.Notes = append(f.verdict.Notes, b.Err.Error())
	}
	v.files = append(v.files, f)
	return nil
}

func (v *verifier) judge(f found) Verdict {
	out := f.verdict
	out.Equal = out.Code == v.code
	if out.Equal {
		return out
	}
	if v.paper == nil {
		out.Notes = append(out.Notes, "手边没有这一核对码的定稿档案，无法逐项指出不同；请连同定稿的档案（.zicha）一起核对")
		return out
	}
	out.Differs = forms.Compare(v.paper, f.lines)
	return out
}
