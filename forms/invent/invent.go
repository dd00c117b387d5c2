// Package invent makes up counties (示例) for trying and testing the city's review: a rulebook that names them and a finalized workbook of
// each, fully answered. The same seed gives the same bytes.
package invent

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"runtime"
	"sync"

	"zicha/forms"
	"zicha/forms/files"
	"zicha/forms/pack"
	"zicha/scoring"
)

// Most is how many counties can be invented at once.
const Most = 3000

// CountWords say how many counties there can be.
func CountWords() string {
	return fmt.Sprintf("示例单位的个数应是1到%d之间的整数", Most)
}

// Job says what is to be made.
type Job struct {
	Edition  *scoring.Edition // whose rules are answered; its own units are left out
	Count    int              // how many counties, 1 to Most
	Seed     uint64
	Dir      string // where the files go; it is made where it is missing
	Packs    bool   // a pack of each, too
	Decide   bool   // a review book in which every state occurs, too
	Progress files.Progress
}

// Made is what was made.
type Made struct {
	Edition   *scoring.Edition // the same rules for the invented counties
	Rulebook  string           // its file
	Workbooks []string         // in the order of the counties' codes
	Packs     []string         // likewise, where they were asked for
	Book      string           // where it was asked for
	Tie       []string         // the codes of the two counties whose totals are the same; empty for a single county
	Ties      int              // how many more share theirs with another, where the rules have not enough different totals
}

// Make invents counties and writes their rulebook and workbooks. Nothing that is there is replaced. The error is a plain Chinese sentence.
func Make(ctx context.Context, job Job) (Made, error) {
	if job.Count < 1 || job.Count > Most {
		return Made{}, errors.New(CountWords())
	}
	edition, err := job.Edition.Listing(units(job.Edition, job.Count, job.Seed))
	if err != nil {
		return Made{}, err
	}
	made := Made{Edition: edition, Rulebook: filepath.Join(job.Dir, edition.ID+".toml")}
	if err := files.MakeFolder(job.Dir); err != nil {
		return Made{}, err
	}
	if err := (files.Place{Path: made.Rulebook}).Bytes(ctx, edition.Source()); err != nil {
		return Made{}, err
	}
	drawn, err := draw(ctx, edition, job.Seed)
	if err != nil {
		return Made{}, err
	}
	made.Tie, made.Ties = drawn.tie, drawn.ties
	steps := len(drawn.counties)
	if job.Packs {
		steps *= 2
	}
	w := &writer{edition: edition, counties: drawn.counties, dir: job.Dir, steps: steps, progress: job.Progress}
	if made.Workbooks, err = w.each(ctx, county.write); err == nil && job.Packs {
		made.Packs, err = w.each(ctx, county.pack)
	}
	if err == nil && job.Decide {
		made.Book = filepath.Join(job.Dir, BookName)
		err = decide(ctx, edition, drawn.counties, made.Book)
	}
	return made, err
}

// writer writes what there is of each county.
type writer struct {
	edition  *scoring.Edition
	counties []county
	dir      string
	progress files.Progress
	steps    int

	mutex      sync.Mutex // guards which county is next and how many steps are done
	next, done int
}

// each writes something of one county after the other, on as many processors as there are.
func (w *writer) each(ctx context.Context, write func(county, context.Context, *scoring.Edition, string) (string, error)) ([]string, error) {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	out := make([]string, len(w.counties))
	w.next = 0
	var all sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		all.Go(func() {
			for i := w.take(); i < len(out) && ctx.Err() == nil; i = w.take() {
				var err error
				if out[i], err = write(w.counties[i], ctx, w.edition, w.dir); err != nil {
					stop(err)
					return
				}
				w.tell()
			}
		})
	}
	all.Wait()
	err := context.Cause(ctx)
	if files.Cancelled(err) {
		err = files.ErrCancelled
	}
	if err != nil {
		return nil, err
	}
	return out, nil
}

// take says which county is next.
func (w *writer) take() int {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	w.next++
	return w.next - 1
}

// tell counts a step.
func (w *writer) tell() {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	if w.done++; w.progress != nil {
		w.progress(int64(w.done), int64(w.steps))
	}
}

// write writes a county's workbook.
func (c county) write(ctx context.Context, edition *scoring.Edition, dir string) (string, error) {
	d := c.fill(edition, false).dossier()
	data, err := pack.FinalWorkbook(ctx, d)
	if err != nil {
		return "", err
	}
	path := filepath.Join(dir, pack.BookName(d))
	return path, files.Place{Path: path}.Bytes(ctx, data)
}

// fill makes up everything of a county; the files of its evidence are kept where they are needed.
func (c county) fill(edition *scoring.Edition, keep bool) *maker {
	m := &maker{Rand: c.random(streamTexts), county: c, edition: edition, values: map[forms.Path]string{}}
	if keep {
		m.files = map[string]evidenceFile{}
	}
	m.answer(c.answers(edition))
	m.profile()
	m.narrate()
	m.evidence()
	return m
}

// dossier is what was made up as the finalized dossier that it is.
func (m *maker) dossier() *forms.Dossier {
	d := forms.New(m.edition, m.values)
	d.Version, d.Final = 1, true
	return d
}
