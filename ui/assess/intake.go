package assess

import (
	"context"
	"errors"
	"path/filepath"
	"strconv"
	"strings"

	"zicha/forms"
	"zicha/forms/dossier"
)

// Intake is what came of taking files in as evidence.
type Intake struct {
	Added   []forms.Evidence // new items, one per file
	Same    []string         // sentences about files that were there already
	Failed  []string         // sentences about files that could not be taken
	Stopped bool             // cancelled by the user
}

// FileJob says which files are taken in, and for what: a criterion's id, or an item's where its scan is replaced. Progress is
// called on another goroutine than the window's; part goes from 0 to 1 for every file.
type FileJob struct {
	To       string
	Paths    []string
	Progress func(name string, part float64)
}

// take stores one file of the job, without making an item of it yet.
func (s *Session) take(ctx context.Context, job FileJob, path string) (forms.FileRef, error) {
	ref, _, err := s.File.AddFile(ctx, path, func(n, total int64) {
		if total > 0 {
			job.Progress(filepath.Base(path), float64(n)/float64(total))
		}
	})
	return ref, err
}

// AddFiles takes files in as evidence for a criterion, each as an item of its own, on a goroutine; done is called on the
// window's, after the items stand in the dossier. Cancel through ctx.
func (s *Session) AddFiles(ctx context.Context, job FileJob, done func(Intake)) {
	s.Flush()
	go func() {
		var out Intake
		for _, path := range job.Paths {
			name := filepath.Base(path)
			ref, err := s.take(ctx, job, path)
			if errors.Is(err, context.Canceled) {
				out.Stopped = true
				break
			}
			if err != nil {
				out.Failed = append(out.Failed, err.Error())
				continue
			}
			item := forms.Evidence{Title: titleOf(name), Files: []forms.FileRef{ref}}
			if n, ok := dossier.PageCount(path); ok {
				item.Pages = strconv.Itoa(n)
			}
			out.Added = append(out.Added, item)
		}
		s.later(func() { s.attach(job.To, &out); done(out) })
	}()
}

// attach makes items of the files taken in; a file that an item already holds is told, and used again where it is.
func (s *Session) attach(criterion string, in *Intake) {
	var kept []forms.Evidence
	for _, item := range in.Added {
		ref := item.Files[0]
		if same := s.Values.SameFile(ref.SHA256); len(same) > 0 {
			in.Same = append(in.Same, s.useAgain(criterion, same[0], ref.Name))
			continue
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
			return "“" + name + "”已经是佐证" + item.Number + "，没有重复添加。"
		}
	}
	s.Do("佐证"+item.Number+"同时用于"+criterion, s.Values.LinkEvidence(item.ID, append(item.Criteria, criterion)))
	return "“" + name + "”与佐证" + item.Number + "是同一个文件，已让" + item.Number + "同时用于" + criterion + "。"
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

// ReplaceFile puts a newer scan, the job's first file, in the place of an item's files; done gets the reason where it did not
// work.
func (s *Session) ReplaceFile(ctx context.Context, job FileJob, done func(error)) {
	go func() {
		path, item := job.Paths[0], job.To
		name := filepath.Base(path)
		ref, err := s.take(ctx, job, path)
		pages := ""
		if n, ok := dossier.PageCount(path); ok {
			pages = strconv.Itoa(n)
		}
		s.later(func() {
			if err == nil {
				changes := s.Values.ReplaceFiles(item, []forms.FileRef{ref})
				if more, bad := s.Values.Change(forms.EvidencePath(item, forms.AttrPages), pages); bad == nil {
					changes = append(changes, more...)
				}
				s.Do("更换佐证文件："+name, changes)
			}
			done(err)
		})
	}()
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
