// Package intake takes files in as evidence: what becomes one item, what was there already, what could not be taken, and the changes that
// make items of them.
package intake

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"zicha/forms"
	"zicha/forms/dossier"
	"zicha/forms/files"
	"zicha/scoring/canon"
)

// Piece is what becomes one item of evidence: one file, or several photos in order. A blank Title takes the first file's name.
type Piece struct {
	Title string
	Paths []string
}

// Apiece makes a piece of every file.
func Apiece(paths []string) []Piece {
	out := make([]Piece, len(paths))
	for i, path := range paths {
		out[i] = Piece{Paths: []string{path}}
	}
	return out
}

// Batch is evidence to be taken in under a criterion, as which of its expected pieces (see forms.AttrExpect), and for which row of its
// register.
type Batch struct {
	Criterion string
	Expect    []string
	Row       forms.Path // a cell of the row, "" for none
	Pieces    []Piece
	Anew      bool // a file that an item holds already is added as another item, and told
}

// Taken is what came of an intake, in words where it needs any.
type Taken struct {
	Added   []forms.Evidence // the new items
	Same    []string         // about files that were there already, whose names were altered, or that print too small
	Doubted []string         // about files that were taken and do not count as evidence until a person lets them
	Failed  []string         // about files that could not be taken
	Stopped bool             // cancelled before all was stored

	in     Batch
	stored []forms.Evidence
}

// Step is what an intake changes at once.
type Step struct {
	Note    string
	Changes []forms.Change
}

// TakeIn stores the files of every piece; Steps makes items of them. What cannot be taken is told, and the rest is taken.
func TakeIn(ctx context.Context, f *dossier.File, in Batch, progress dossier.FileProgress) *Taken {
	out := &Taken{in: in}
	for _, piece := range in.Pieces {
		kept, err := f.TakeIn(ctx, piece.Paths, progress)
		switch {
		case errors.Is(err, context.Canceled):
			out.Stopped = true
			return out
		case err != nil:
			out.Failed = append(out.Failed, err.Error())
			continue
		}
		for _, missed := range kept.Missed {
			out.Failed = append(out.Failed, missed.Error())
		}
		for _, path := range piece.Paths {
			if _, told := files.NameOf(path); told != "" {
				out.Same = append(out.Same, told+"。")
			}
		}
		title, notes := canon.Text(strings.TrimSpace(piece.Title))
		if len(notes) > 0 {
			out.Same = append(out.Same, "材料名称"+files.Quoted(title)+"："+canon.Words(notes)+"。")
		}
		item := forms.Evidence{Title: title, Expect: in.Expect, Files: kept.Refs, Pages: PageText(kept.Pages)}
		if item.Title == "" {
			item.Title = TitleOf(piece.Paths[0])
		}
		out.stored = append(out.stored, item)
	}
	return out
}

// TitleOf makes a first title of a file's name.
func TitleOf(path string) string {
	name, _ := files.NameOf(path)
	if stem := strings.TrimSuffix(name, filepath.Ext(name)); stem != "" {
		return stem
	}
	return name
}

// PageText is a page count as it is kept, "" where it is not known.
func PageText(pages int) string {
	if pages == 0 {
		return ""
	}
	return strconv.Itoa(pages)
}

// Step makes items of what was stored, for the dossier as it is now: one step, whatever it adds. A file that an item already holds is
// told, and that item used again, unless it is to be added anew.
func (t *Taken) Step(d *forms.Dossier) Step {
	d = d.Clone()
	var out Step
	parts := 0
	step := func(note string, changes []forms.Change) {
		if len(changes) == 0 {
			return
		}
		d.Apply(changes...)
		if parts++; parts == 1 {
			out.Note = note
		}
		out.Changes = append(out.Changes, changes...)
	}
	for _, item := range t.stored {
		if same := d.SameFile(item.Files[0].SHA256); len(item.Files) == 1 && len(same) > 0 && !t.in.Anew {
			step(t.useAgain(d, same[0], item.Files[0].Name))
			continue
		}
		t.tellShared(d, item)
		for _, ref := range item.Files {
			if words := files.Quoted(ref.Name) + ref.Doubt.Told(); ref.Doubt.Hinders() {
				t.Doubted = append(t.Doubted, words)
			} else if ref.Doubt != "" {
				t.Same = append(t.Same, words)
			}
		}
		added, changes, err := d.AddEvidence(t.in.Criterion, item)
		if err != nil {
			t.Failed = append(t.Failed, err.Error())
			continue
		}
		after := d.Clone()
		after.Apply(changes...)
		step("添加佐证"+added.Number+" "+added.Title, append(changes, t.link(after, added.ID)...))
		t.Added = append(t.Added, added)
	}
	if parts > 1 {
		out.Note = fmt.Sprintf("%s等，共%d件佐证", out.Note, parts)
	}
	return out
}

// link plans letting an item prove the row the intake is for.
func (t *Taken) link(d *forms.Dossier, item string) []forms.Change {
	if t.in.Row == "" {
		return nil
	}
	return d.LinkRow(item, t.in.Row, true)
}

// useAgain plans letting an item that already holds the file serve the criterion and the row too.
func (t *Taken) useAgain(d *forms.Dossier, item forms.Evidence, name string) (note string, changes []forms.Change) {
	to := t.in.Criterion
	if slices.Contains(item.Criteria, to) {
		t.Same = append(t.Same, files.Quoted(name)+"已经是佐证"+item.Number+"，没有重复添加。")
		return "佐证" + item.Number + "对应到" + to + "台账", t.link(d, item.ID)
	}
	t.Same = append(t.Same, files.Quoted(name)+"与佐证"+item.Number+"是同一个文件，已让"+item.Number+"同时用于"+to+"。")
	changes = d.LinkEvidence(item.ID, append(slices.Clone(item.Criteria), to))
	after := d.Clone()
	after.Apply(changes...)
	return "佐证" + item.Number + "同时用于" + to, append(changes, t.link(after, item.ID)...)
}

// tellShared says which files of a new item are in other items too; they are kept once and shown in both.
func (t *Taken) tellShared(d *forms.Dossier, item forms.Evidence) {
	for _, ref := range item.Files {
		for _, e := range d.SameFile(ref.SHA256) {
			words := fmt.Sprintf("%s与佐证%s%s是同一个文件。一份文件用于几个要点的，关联到那一件即可", files.Quoted(ref.Name), e.Number, files.Quoted(e.Title))
			if !t.in.Anew {
				words = fmt.Sprintf("%s在佐证%s里也有。两件都保留；如果多余，请撤销其中一件。", files.Quoted(ref.Name), e.Number)
			}
			t.Same = append(t.Same, words)
		}
	}
}

// Attach takes evidence in and stores its items at once. The error is that of the criterion or of storing; what could not be taken is told
// in the result.
func Attach(ctx context.Context, f *dossier.File, in Batch, progress dossier.FileProgress) (*Taken, error) {
	if f.Dossier().Edition.Criterion(in.Criterion) == nil {
		return nil, fmt.Errorf("没有“%s”这一要点，请检查编号", in.Criterion)
	}
	t := TakeIn(ctx, f, in, progress)
	s := t.Step(f.Dossier())
	return t, f.Commit(s.Note, s.Changes)
}
