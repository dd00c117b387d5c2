package assess

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"

	"zicha/forms"
	"zicha/forms/files"
	"zicha/forms/pack"
)

// Intake is what came of taking files in as evidence.
type Intake struct {
	Added   []forms.Evidence // new items
	Same    []string         // sentences about files that were there already
	Failed  []string         // sentences about files that could not be taken
	Stopped bool             // cancelled by the user
}

// Piece is what becomes one item of evidence: one file, or several photos in order. A blank Title takes the first file's name.
type Piece struct {
	Title string
	Paths []string
}

// apiece makes an item of every file.
func apiece(paths []string) []Piece {
	var out []Piece
	for _, path := range paths {
		out = append(out, Piece{Paths: []string{path}})
	}
	return out
}

// FileJob says which files are taken in for a criterion, as which of its expected pieces (see forms.AttrExpect). Progress is called on another goroutine than the window's.
type FileJob struct {
	To       string
	Expect   []string
	Pieces   []Piece
	Progress pack.FileProgress
}

// AddFiles takes files in as evidence for a criterion, each piece as an item of its own, on a goroutine; done is called on the
// window's, after the items stand in the dossier. Cancel through ctx.
func (s *Session) AddFiles(ctx context.Context, job FileJob, done func(Intake)) {
	s.Flush()
	go func() {
		var out Intake
		for _, piece := range job.Pieces {
			refs, pages, _, err := pack.Store(ctx, s.File, piece.Paths, job.Progress)
			if errors.Is(err, context.Canceled) {
				out.Stopped = true
				break
			}
			if err != nil {
				out.Failed = append(out.Failed, err.Error())
				continue
			}
			item := forms.Evidence{Title: strings.TrimSpace(piece.Title), Expect: job.Expect, Files: refs, Pages: pageText(pages)}
			if item.Title == "" {
				item.Title = titleOf(filepath.Base(piece.Paths[0]))
			}
			out.Added = append(out.Added, item)
		}
		s.later(func() { s.attach(job.To, &out); done(out) })
	}()
}

// pageText is a page count as it is kept, "" where it is not known.
func pageText(pages int) string {
	if pages == 0 {
		return ""
	}
	return strconv.Itoa(pages)
}

// attach makes items of the pieces taken in; a file that an item already holds is told, and used again where it is.
func (s *Session) attach(criterion string, in *Intake) {
	var kept []forms.Evidence
	for _, item := range in.Added {
		if ref := item.Files[0]; len(item.Files) == 1 {
			if same := s.Values.SameFile(ref.SHA256); len(same) > 0 {
				in.Same = append(in.Same, s.useAgain(criterion, same[0], ref.Name))
				continue
			}
		} else {
			in.Same = append(in.Same, s.alsoIn(item)...)
		}
		added, changes, err := s.Values.AddEvidence(criterion, item)
		if err != nil {
			in.Failed = append(in.Failed, err.Error())
			continue
		}
		s.Do("添加佐证"+added.Number+" "+added.Title, changes)
		kept = append(kept, added)
	}
	in.Added = kept
}

// useAgain links an item that already holds the file to the criterion.
func (s *Session) useAgain(criterion string, item forms.Evidence, name string) string {
	for _, id := range item.Criteria {
		if id == criterion {
			return files.Quoted(name) + "已经是佐证" + item.Number + "，没有重复添加。"
		}
	}
	s.Do("佐证"+item.Number+"同时用于"+criterion, s.Values.LinkEvidence(item.ID, append(item.Criteria, criterion)))
	return files.Quoted(name) + "与佐证" + item.Number + "是同一个文件，已让" + item.Number + "同时用于" + criterion + "。"
}

// alsoIn tells which photos of a piece are in other items too; they are kept once and shown in both.
func (s *Session) alsoIn(item forms.Evidence) []string {
	var out []string
	for _, ref := range item.Files {
		if same := s.Values.SameFile(ref.SHA256); len(same) > 0 {
			out = append(out, fmt.Sprintf("%s在佐证%s里也有。两件都保留；如果多余，请撤销其中一件。", files.Quoted(ref.Name), same[0].Number))
		}
	}
	return out
}

// AddApart makes an item without a file (另行报送).
func (s *Session) AddApart(criterion, title string) (forms.Evidence, error) {
	item, changes, err := s.Values.AddEvidence(criterion, forms.Evidence{Title: strings.TrimSpace(title), Delivery: forms.DeliverySeparate})
	if err != nil {
		return item, err
	}
	s.Do("添加佐证"+item.Number+" "+item.Title, changes)
	return item, nil
}

// Swap says which file of an item a newer scan takes the place of.
type Swap struct {
	Item     string
	Old      forms.FileRef
	Path     string
	Progress pack.FileProgress
}

// ReplaceFile puts a newer scan in the place of an item's file; done gets the reason where it did not work. Number, links and the
// item's other files stay.
func (s *Session) ReplaceFile(ctx context.Context, swap Swap, done func(error)) {
	s.Flush()
	go func() {
		refs, pages, _, err := pack.Store(ctx, s.File, []string{swap.Path}, swap.Progress)
		s.later(func() {
			if err == nil {
				err = s.swapped(swap, refs[0], pages)
			}
			done(err)
		})
	}()
}

// swapped makes the change once the new file is stored.
func (s *Session) swapped(swap Swap, ref forms.FileRef, pages int) error {
	old := swap.Old
	if ref.SHA256 == old.SHA256 {
		return fmt.Errorf("%s与档案里的文件完全一样，没有更换", files.Quoted(ref.Name))
	}
	at := forms.FilePath(swap.Item, old.ID)
	if s.Locked() || s.Values.Get(at) != old.Value() {
		return fmt.Errorf("%s在档案里已经换过或者撤销了，没有更换。请重新打开这份材料看一下", files.Quoted(old.Name))
	}
	ref.Place = old.Place
	changes := []forms.Change{{Path: at, Old: old.Value()}, {Path: forms.FilePath(swap.Item, forms.NewID()), New: ref.Value()}}
	if item, _ := s.item(swap.Item); len(item.Files) == 1 {
		if more, err := s.Values.Change(forms.EvidencePath(swap.Item, forms.AttrPages), pageText(pages)); err == nil {
			changes = append(changes, more...)
		}
	}
	s.Do("更换佐证文件："+ref.Name, changes)
	return nil
}

// titleOf makes a first title of a file's name.
func titleOf(name string) string { return strings.TrimSuffix(name, filepath.Ext(name)) }

// item finds a piece of evidence.
func (s *Session) item(id string) (forms.Evidence, bool) {
	for _, e := range s.Values.AllEvidence() {
		if e.ID == id {
			return e, true
		}
	}
	return forms.Evidence{}, false
}
