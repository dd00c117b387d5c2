package dossier

import (
	"context"
	"errors"
	"path/filepath"

	"zicha/forms"
	"zicha/forms/files"
	"zicha/forms/inspect"
	"zicha/forms/pdf"
)

// FileProgress is told how much of which file is stored, at its beginning 0 of 0; it may be nil.
type FileProgress func(name string, done, total int64)

// Taken are the files of one piece of evidence, taken in and belonging to no item yet.
type Taken struct {
	Refs   []forms.FileRef // in order, with their places, and what is doubted of them
	Pages  int             // of all together, 0 where not all could be counted
	Missed []error         // the files that could not be taken, each a sentence
	fresh  []forms.FileRef // those that were not there before
}

// TakeIn stores files for one piece of evidence. One that cannot be taken is told in Missed, and the others are; where none can, or for
// another reason than the file itself, it is an error, and none is kept.
func (f *File) TakeIn(ctx context.Context, paths []string, progress FileProgress) (Taken, error) {
	var t Taken
	counted := true
	for _, path := range paths {
		var tell files.Progress
		if progress != nil {
			tell = func(done, total int64) { progress(filepath.Base(path), done, total) }
			tell(0, 0)
		}
		ref, existed, err := f.AddFile(ctx, path, tell)
		if errors.Is(err, files.Source) && ctx.Err() == nil && len(t.Missed)+1 < len(paths) {
			t.Missed = append(t.Missed, err)
			continue
		}
		if err != nil {
			f.PutBack(t)
			return Taken{}, errors.Join(append(t.Missed, err)...)
		}
		if !existed {
			t.fresh = append(t.fresh, ref)
		}
		ref.Place, ref.Doubt = len(t.Refs)+1, inspect.File(path)
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
