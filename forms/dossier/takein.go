package dossier

import (
	"context"
	"path/filepath"

	"zicha/forms"
	"zicha/forms/files"
	"zicha/forms/pdf"
)

// FileProgress is told how much of which file is stored, at its beginning 0 of 0; it may be nil.
type FileProgress func(name string, done, total int64)

// Taken are the files of one piece of evidence, taken in and belonging to no item yet.
type Taken struct {
	Refs  []forms.FileRef // in order, with their places
	Pages int             // of all together, 0 where not all could be counted
	fresh []forms.FileRef // those that were not there before
}

// TakeIn stores files for one piece of evidence. Where one fails, none is kept.
func (f *File) TakeIn(ctx context.Context, paths []string, progress FileProgress) (Taken, error) {
	var t Taken
	counted := true
	for i, path := range paths {
		var tell files.Progress
		if progress != nil {
			tell = func(done, total int64) { progress(filepath.Base(path), done, total) }
			tell(0, 0)
		}
		ref, existed, err := f.AddFile(ctx, path, tell)
		if err != nil {
			f.PutBack(t)
			return Taken{}, err
		}
		if !existed {
			t.fresh = append(t.fresh, ref)
		}
		ref.Place = i + 1
		t.Refs = append(t.Refs, ref)
		n, ok := pdf.CountFile(path)
		t.Pages += n
		counted = counted && ok
	}
	if !counted {
		t.Pages = 0
	}
	return t, nil
}

// PutBack takes files out again that TakeIn brought and no item uses. One that cannot be taken out goes when the dossier is next opened.
func (f *File) PutBack(t Taken) {
	for _, ref := range t.fresh {
		_ = f.Discard(ref)
	}
}
