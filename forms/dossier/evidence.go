package dossier

import (
	"context"
	"errors"
	"io"

	"zicha/forms"
	"zicha/forms/files"
	"zicha/forms/store"
)

// AddFile takes a file in, see store.File.AddFile. The reference belongs to no item until a change naming it is committed.
func (f *File) AddFile(ctx context.Context, path string, progress files.Progress) (ref forms.FileRef, existed bool, err error) {
	return f.takeIn(ctx, store.Intake{Path: path, Kind: kindFile, Progress: progress, Empty: true})
}

func (f *File) takeIn(ctx context.Context, how store.Intake) (ref forms.FileRef, existed bool, err error) {
	b, existed, err := f.file.AddFile(ctx, how)
	return forms.FileRef{Name: b.Name, Size: b.Size, SHA256: b.SHA256}, existed, err
}

func blob(ref forms.FileRef) store.Blob {
	return store.Blob{Name: ref.Name, Size: ref.Size, SHA256: ref.SHA256}
}

// Discard takes a file out again that no change has ever named, for an intake the user then gave up.
func (f *File) Discard(ref forms.FileRef) error { return f.file.Discard(blob(ref), kindFile) }

// Holds reports whether contents of a file are kept inside; whether they are whole only reading them shows, see CheckFiles.
func (f *File) Holds(ref forms.FileRef) bool { return f.file.Holds(blob(ref)) }

// OpenFile gives a kept file's contents. The hash is checked on the way: a damaged file ends in ErrContent instead of io.EOF.
func (f *File) OpenFile(ref forms.FileRef) (io.ReadCloser, error) { return f.file.OpenFile(blob(ref)) }

// SaveCopy copies a kept file out, see store.File.SaveCopy.
func (f *File) SaveCopy(ctx context.Context, ref forms.FileRef, to files.Place) error {
	return f.file.SaveCopy(ctx, blob(ref), to)
}

// FileProblem is a kept file whose contents are missing or damaged. Err is one plain sentence.
type FileProblem struct {
	Item string // the evidence item's id
	Ref  forms.FileRef
	Err  error
}

// CheckFiles reads every file of the items in use and checks its hash; the error is for what ends the reading itself.
func (f *File) CheckFiles(ctx context.Context, progress files.Progress) ([]FileProblem, error) {
	var out []FileProblem
	var done, total int64
	for _, e := range f.Dossier().AllEvidence() {
		for _, ref := range e.Files {
			if !e.Removed {
				out = append(out, FileProblem{Item: e.ID, Ref: ref})
				total += ref.Size
			}
		}
	}
	seen := map[string]error{}
	bad := out[:0]
	for _, p := range out {
		err, known := seen[p.Ref.SHA256]
		if !known {
			err = f.file.CheckFile(ctx, blob(p.Ref))
			seen[p.Ref.SHA256] = err
		}
		if errors.Is(err, ErrContent) {
			p.Err = err
			bad = append(bad, p)
		} else if err != nil {
			return bad, err
		}
		if done += p.Ref.Size; progress != nil {
			progress(done, total)
		}
	}
	return bad, nil
}
