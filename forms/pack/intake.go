package pack

import (
	"context"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"

	"zicha/forms"
	"zicha/forms/dossier"
	"zicha/forms/files"
	"zicha/forms/pdf"
)

// Intake is evidence to be taken in as one item under a criterion. A blank Title takes the first file's name.
type Intake struct {
	Criterion string
	Title     string
	Paths     []string
}

// FileProgress is told how much of which file is stored; it may be nil.
type FileProgress func(name string, done, total int64)

func (p FileProgress) of(path string) files.Progress {
	if p == nil {
		return nil
	}
	return func(done, total int64) { p(filepath.Base(path), done, total) }
}

// Attach stores the files, adds them as one numbered item and commits it. Notes say in Chinese what the user should know: the same
// file is attached already, pages could not be counted. Cancelling leaves nothing behind.
func Attach(ctx context.Context, f *dossier.File, in Intake, progress FileProgress) (forms.Evidence, []string, error) {
	d := f.Dossier()
	if d.Edition.Criterion(in.Criterion) == nil {
		return forms.Evidence{}, nil, fmt.Errorf("没有“%s”这一要点，请检查编号", in.Criterion)
	}
	item := forms.Evidence{Title: strings.TrimSpace(in.Title)}
	if item.Title == "" && len(in.Paths) > 0 {
		name := filepath.Base(in.Paths[0])
		item.Title = strings.TrimSuffix(name, filepath.Ext(name))
	}
	refs, pages, notes, err := Store(ctx, f, in.Paths, progress)
	if err != nil {
		return forms.Evidence{}, nil, err
	}
	item.Files = refs
	if pages > 0 {
		item.Pages = strconv.Itoa(pages)
	}
	item, changes, err := d.AddEvidence(in.Criterion, item)
	if err != nil {
		return forms.Evidence{}, nil, err
	}
	return item, notes, f.Commit("添加佐证"+item.Number, changes)
}

// discard takes files out again that an intake brought before it failed. One that cannot be taken out goes when the dossier is next
// opened.
func discard(f *dossier.File, refs []forms.FileRef) {
	for _, ref := range refs {
		_ = f.Discard(ref)
	}
}

// Store takes files in without making an item of them yet: their references in order, the pages where all could be counted (else 0),
// and notes on files attached before. Where one fails, none is kept.
func Store(ctx context.Context, f *dossier.File, paths []string, progress FileProgress) (refs []forms.FileRef, pages int, notes []string, err error) {
	d := f.Dossier()
	counted := true
	var fresh []forms.FileRef
	for i, path := range paths {
		ref, existed, err := f.AddFile(ctx, path, progress.of(path))
		if err != nil {
			discard(f, fresh)
			return nil, 0, nil, err
		}
		if !existed {
			fresh = append(fresh, ref)
		}
		ref.Place = i + 1
		refs = append(refs, ref)
		for _, e := range d.SameFile(ref.SHA256) {
			notes = append(notes, fmt.Sprintf("%s与佐证%s%s是同一个文件。一份文件用于几个要点的，关联到那一件即可", files.Quoted(ref.Name), e.Number, files.Quoted(e.Title)))
		}
		n, ok := pdf.CountFile(path)
		pages += n
		counted = counted && ok
	}
	if !counted {
		pages = 0
	}
	return refs, pages, notes, nil
}
