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
	Progress files.Progress
}

// Made is what was made.
type Made struct {
	Edition   *scoring.Edition // the same rules for the invented counties
	Rulebook  string           // its file
	Workbooks []string         // in the order of the counties' codes
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
	made.Workbooks, err = workbooks(ctx, job, edition, drawn.counties)
	return made, err
}

// workbooks writes one workbook after the other, on as many processors as there are.
func workbooks(ctx context.Context, job Job, edition *scoring.Edition, list []county) ([]string, error) {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	out := make([]string, len(list))
	var mutex sync.Mutex // guards what is next and how many are done
	next, done := 0, 0
	take := func() int {
		mutex.Lock()
		defer mutex.Unlock()
		next++
		return next - 1
	}
	tell := func() {
		mutex.Lock()
		defer mutex.Unlock()
		if done++; job.Progress != nil {
			job.Progress(int64(done), int64(len(list)))
		}
	}
	var all sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		all.Go(func() {
			for i := take(); i < len(list) && ctx.Err() == nil; i = take() {
				var err error
				if out[i], err = list[i].write(ctx, edition, job.Dir); err != nil {
					stop(err)
					return
				}
				tell()
			}
		})
	}
	all.Wait()
	if err := context.Cause(ctx); err != nil {
		if files.Cancelled(err) {
			err = files.ErrCancelled
		}
		return nil, err
	}
	return out, nil
}

// write writes a county's workbook.
func (c county) write(ctx context.Context, edition *scoring.Edition, dir string) (string, error) {
	d := c.dossier(edition)
	data, err := pack.FinalWorkbook(ctx, d)
	if err != nil {
		return "", err
	}
	path := filepath.Join(dir, pack.BookName(d))
	return path, files.Place{Path: path}.Bytes(ctx, data)
}

// dossier is the finalized dossier of a county.
func (c county) dossier(edition *scoring.Edition) *forms.Dossier {
	m := &maker{Rand: c.random(streamTexts), county: c, edition: edition, values: map[forms.Path]string{}}
	m.fill(c.answers(edition))
	m.profile()
	m.narrate()
	m.evidence()
	d := forms.New(edition, m.values)
	d.Version, d.Final = 1, true
	return d
}
