package pack

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"

	"zicha/assets"
	"zicha/forms"
	"zicha/forms/answers"
	"zicha/forms/dossier"
	"zicha/forms/files"
	"zicha/forms/intake"
	"zicha/scoring"
)

// sampleItem is one entry of sample/evidence.json; package assets says what its parts mean.
type sampleItem struct {
	forms.Evidence // what stands in it under its own name: title, docno, criteria and so on
	Criterion      string
	Pages          int
	Files          []sampleFile
	Removed        string `json:"removed_reason"`
}

type sampleFile struct{ File, Name string }

// Demo writes the dossier of the invented 示例县 into a folder and opens it.
func Demo(ctx context.Context, dir string, known []*scoring.Edition) (f *dossier.File, file string, err error) {
	if err := files.MakeFolder(dir); err != nil {
		return nil, "", err
	}
	file = filepath.Join(dir, sampleName)
	f, err = Sample(ctx, file, known)
	return f, file, err
}

const sampleName = "示例县2017年度自查.zicha"

// PlanDemo lists what Demo writes into a folder, and then Export of it.
func PlanDemo(dir string, known []*scoring.Edition) (files.Outputs, error) {
	d, err := sampleAnswers(known)
	if err != nil {
		return nil, err
	}
	return files.Outputs{
		{Path: filepath.Join(dir, sampleName), What: "示例档案"},
		{Path: filepath.Join(dir, ReportName(d)), What: "报告"},
		{Path: filepath.Join(dir, BookName(d)), What: "工作簿"},
	}.Look(true), nil
}

func sampleAnswers(known []*scoring.Edition) (*forms.Dossier, error) {
	data, err := assets.Sample.ReadFile("sample/answers.json")
	if err != nil {
		return nil, fmt.Errorf("读示例：%w", err)
	}
	d, err := answers.Decode(data, known)
	if err != nil {
		return nil, fmt.Errorf("读示例：%w", err)
	}
	return d, nil
}

// Sample makes the dossier of the invented 示例县 at a path and opens it. It gets its name only once it is whole.
func Sample(ctx context.Context, file string, known []*scoring.Edition) (*dossier.File, error) {
	err := files.Place{Path: file}.Make(ctx, func(temp string) error {
		f, err := makeSample(ctx, temp, known)
		if err != nil {
			return err
		}
		return f.Close()
	})
	if err != nil {
		return nil, err
	}
	return dossier.Open(file, dossier.Options{Editions: known})
}

func makeSample(ctx context.Context, file string, known []*scoring.Edition) (*dossier.File, error) {
	d, err := sampleAnswers(known)
	if err != nil {
		return nil, err
	}
	f, err := dossier.Create(file, d.Edition, d.Values())
	if err != nil {
		return nil, err
	}
	if err := sampleEvidence(ctx, f); err != nil {
		_ = f.Close()
		return nil, fmt.Errorf("写入示例的佐证材料：%w", err)
	}
	return f, nil
}

// sampleEvidence attaches the sample's items one after the other, as a county would.
func sampleEvidence(ctx context.Context, f *dossier.File) error {
	list, err := assets.Sample.ReadFile("sample/evidence.json")
	if err != nil {
		return err
	}
	var items []sampleItem
	if err := json.Unmarshal(list, &items); err != nil {
		return err
	}
	tmp, err := files.TemporaryFolder("", "sample")
	if err != nil {
		return err
	}
	defer os.RemoveAll(tmp)
	for i, item := range items {
		if err := item.attach(ctx, f, filepath.Join(tmp, strconv.Itoa(i))); err != nil {
			return fmt.Errorf("%s：%w", item.Title, err)
		}
	}
	return nil
}

func (s sampleItem) attach(ctx context.Context, f *dossier.File, tmp string) error {
	e, d := s.Evidence, f.Dossier()
	e.Rows = d.RowRefs(s.Rows)
	paths, err := s.copyOut(tmp)
	if err != nil {
		return err
	}
	taken, err := f.TakeIn(ctx, paths, nil)
	if err != nil {
		return err
	}
	e.Files, e.Pages = taken.Refs, intake.PageText(taken.Pages)
	if s.Pages > 0 {
		e.Pages = intake.PageText(s.Pages)
	}
	e, changes, err := d.AddEvidence(s.Criterion, e)
	if err != nil {
		return err
	}
	d.Apply(changes...)
	changes = append(changes, d.LinkEvidence(e.ID, s.Criteria)...)
	if s.Removed != "" {
		removed, err := d.RemoveEvidence(e.ID, s.Removed)
		if err != nil {
			return err
		}
		changes = append(changes, removed...)
	}
	return f.Commit("添加佐证"+e.Number+" "+e.Title, changes)
}

// copyOut writes an item's files under the names the dossier keeps.
func (s sampleItem) copyOut(dir string) ([]string, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	var paths []string
	for _, file := range s.Files {
		data, err := assets.Sample.ReadFile(path.Join("sample/evidence", file.File))
		if err != nil {
			return nil, err
		}
		name := file.Name
		if strings.TrimSpace(name) == "" {
			name = file.File
		}
		target := filepath.Join(dir, files.SafeName(name))
		if err := os.WriteFile(target, data, 0o600); err != nil {
			return nil, err
		}
		paths = append(paths, target)
	}
	return paths, nil
}
