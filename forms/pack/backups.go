package pack

import (
	"context"
	"errors"
	"fmt"

	"zicha/forms"
	"zicha/forms/dossier"
	"zicha/forms/files"
	"zicha/scoring"
)

// Backup is a dated backup beside a dossier, held against what the dossier is now.
type Backup struct {
	Path    string
	Date    string             // ISO, the day it was made
	Differs []forms.Difference // in the printed values; Want is the backup's
	Changes []forms.Change     // which bring the backup's values back: one step, which undo takes back
	Absent  []string           // evidence of the backup whose contents the dossier no longer holds
	Fault   error              // why the backup cannot be used; nothing else is known then
}

// Backups opens the backups beside a dossier one after the other, the newest first, and holds them against d, the values there are now.
func Backups(ctx context.Context, f *dossier.File, d *forms.Dossier, known []*scoring.Edition, progress files.Progress) ([]Backup, error) {
	paths := f.Backups()
	var out []Backup
	for i, path := range paths {
		if ctx.Err() != nil {
			return nil, files.ErrCancelled
		}
		progress(int64(i), int64(len(paths)))
		out = append(out, backup(f, d, path, known))
	}
	return out, nil
}

// backup looks into one of them.
func backup(f *dossier.File, d *forms.Dossier, path string, known []*scoring.Edition) Backup {
	b := Backup{Path: path}
	kept, err := dossier.Open(path, dossier.Options{ReadOnly: true, Editions: append([]*scoring.Edition{d.Edition}, known...)})
	if err != nil {
		b.Fault = err
		return b
	}
	was := kept.Dossier()
	b.Date, b.Fault = kept.BackupDate(), kept.Close()
	if was.Edition.ID != d.Edition.ID || was.Edition.Hash() != d.Edition.Hash() {
		b.Fault = fmt.Errorf("这份备份用的考核指标与现在的不同，不能恢复到这份档案；可以直接打开它来看")
	}
	if b.Fault != nil {
		return b
	}
	b.Differs = d.Readable(forms.Compare(was.Lines(nil), d.Lines(nil)))
	b.Changes = backTo(d, was)
	for _, e := range was.AllEvidence() {
		for _, ref := range e.Files {
			if !e.Removed && !f.Holds(ref) {
				b.Absent = append(b.Absent, "佐证"+e.Number+" "+ref.Name)
			}
		}
	}
	return b
}

// backTo are the changes that bring back the values a dossier had. What the city has told stays, and evidence numbers once given are not
// given again.
func backTo(d, was *forms.Dossier) []forms.Change {
	stays := func(p forms.Path) bool { return p.Kind() == forms.KindFeedback || p.Kind() == forms.KindNumber }
	var out []forms.Change
	for _, p := range was.Paths() {
		if !stays(p) {
			out = append(out, d.Replace(p, was.Get(p))...)
		}
	}
	for _, p := range d.Paths() {
		if !stays(p) && was.Get(p) == "" {
			out = append(out, d.Replace(p, "")...)
		}
	}
	return out
}

// Onto are the changes as they are for values that may have gone on since.
func (b Backup) Onto(d *forms.Dossier) []forms.Change {
	var out []forms.Change
	for _, c := range b.Changes {
		out = append(out, d.Replace(c.Path, c.New)...)
	}
	return out
}

// Note words the step of restoring.
func (b Backup) Note() string { return "恢复为" + b.Date + "的备份" }

// RestoreTo writes a copy of the dossier with the backup's values beside it; the open dossier stays as it is. A finalized one is a draft in
// the copy. It never overwrites.
func (b Backup) RestoreTo(ctx context.Context, f *dossier.File, path string, known []*scoring.Edition) error {
	d := f.Dossier()
	err := files.Place{Path: path}.Make(ctx, func(temp string) error {
		if err := f.SaveAs(temp, false); err != nil {
			return err
		}
		copied, err := dossier.Open(temp, dossier.Options{Editions: append([]*scoring.Edition{d.Edition}, known...)})
		if err != nil {
			return err
		}
		if copied.Dossier().Final {
			err = copied.Reopen(b.Note())
		}
		if err == nil {
			err = copied.Commit(b.Note(), b.Onto(copied.Dossier()))
		}
		return errors.Join(err, copied.Close())
	})
	return err
}
