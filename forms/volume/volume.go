// Package volume puts the evidence of a dossier into one PDF, the evidence volume (佐证材料汇编): cover, contents, a divider per
// indicator, every piece with its number and a running page number on each page. It may come out as several volumes. Foreign files
// are read in a child process; what cannot be printed has a page of its own that says so, and never fails the volume.
package volume

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"
	"time"

	"zicha/forms"
	"zicha/forms/dossier"
	"zicha/forms/files"
)

// DefaultSplit is the size at which a new volume begins, in bytes.
const DefaultSplit = 200_000_000

// Options say how the volume is made.
type Options struct {
	Split     int64  // a volume that would grow over so many bytes is split; 0: DefaultSplit
	BySection bool   // a volume for every section of the rulebook (一级分类) with evidence
	Cache     string // a folder for what can be used again, "" for none; see CacheFolder
	Whole     bool   // long pages are not cut into pieces, as they were not in papers of before

	planning bool          // nothing will be written
	patience time.Duration // for a file, besides what its size calls for; 0: the usual
	memory   int64         // for a file, besides its own size; 0: the usual
}

// Progress is told what is being done and how much of all is done, from 0 to 1. It may be nil.
type Progress func(step string, part float64)

// Tell tells it where there is somebody to be told.
func (p Progress) Tell(step string, part float64) {
	if p != nil {
		p(step, part)
	}
}

// Between is the progress of a part of all, from one share to another.
func (p Progress) Between(from, to float64) Progress {
	return func(step string, part float64) { p.Tell(step, from+part*(to-from)) }
}

// Layout says where everything stands.
type Layout struct {
	Spans    map[string]forms.Span // by evidence number; items without pages are not in it
	Pages    []int                 // of each volume, the spine label's page not counted
	Sums     []string              // SHA-256 of each volume in hexadecimal, from Sum only
	Problems []forms.Problem       // what is printed as a page that only says what it is, and why; where the catalogue has other pages
}

// Result is a volume written.
type Result struct {
	Layout
	Paths []string
	Sizes []int64
}

func cancelled(err error) error {
	if files.Cancelled(err) {
		return files.ErrCancelled
	}
	return err
}

// Plan reads every file of the evidence in use and works out where it will stand. The same evidence, options and program give the
// same layout. The error is files.ErrCancelled, or says that the disk is full or that the program cannot start itself.
func Plan(ctx context.Context, f *dossier.File, opts Options, tell Progress) (Layout, error) {
	opts.planning = true
	b, err := prepare(ctx, f, opts, tell)
	if err != nil {
		return Layout{}, cancelled(err)
	}
	defer b.close()
	return b.layout(), nil
}

// Sum is Plan that also tells what the volumes will be, byte for byte, once the dossier is finalized with a code: it makes them and keeps their
// sums only.
func Sum(ctx context.Context, f *dossier.File, code string, work Work) (Layout, error) {
	b, err := prepare(ctx, f, work.Options, work.Tell.Between(0, 0.6))
	if err != nil {
		return Layout{}, cancelled(err)
	}
	defer b.close()
	b.code = code
	out := b.layout()
	for i, book := range b.books {
		h := sha256.New()
		if err := b.pour(ctx, book, newPouring(h, func(part float64) {
			work.Tell.Tell("核算佐证材料汇编", 0.6+0.4*(float64(i)+part)/float64(len(b.books)))
		})); err != nil {
			return Layout{}, cancelled(err)
		}
		out.Sums = append(out.Sums, hex.EncodeToString(h.Sum(nil)))
	}
	return out, nil
}

// Build writes the volume to a path, or volumes beside it with their numbers, over older ones of the same names. All are written beside their
// names and read back, and only then given them: what ends before leaves the older ones as they are.
func Build(ctx context.Context, f *dossier.File, path string, work Work) (Result, error) {
	if err := refuse(f, path); err != nil {
		return Result{}, err
	}
	b, err := prepare(ctx, f, work.Options, work.Tell.Between(0, 0.6))
	if err != nil {
		return Result{}, cancelled(err)
	}
	defer b.close()
	var places []files.Place
	for _, book := range b.books {
		place := work.place(b.path(path, book))
		if err := place.Free(); err != nil {
			return Result{}, err
		}
		places = append(places, place)
	}
	if err := work.begin(b.layout(), places); err != nil {
		return Result{}, err
	}
	dir, err := work.place(path).Folder("volume")
	if err != nil {
		return Result{}, err
	}
	defer os.RemoveAll(dir)
	out := Result{Layout: b.layout()}
	for i, book := range b.books {
		name := filepath.Base(places[i].Path)
		size, err := b.write(ctx, book, target{filepath.Join(dir, name), func(part float64) {
			work.Tell.Tell("写出"+name, 0.6+0.4*(float64(i)+part)/float64(len(b.books)))
		}})
		if err != nil {
			return Result{}, cancelled(err)
		}
		out.Sizes = append(out.Sizes, size)
	}
	if ctx.Err() != nil {
		return Result{}, files.ErrCancelled
	}
	for _, place := range places {
		if err := files.Settle(filepath.Join(dir, filepath.Base(place.Path)), place.Path, place.Replace); err != nil {
			return out, err
		}
		out.Paths = append(out.Paths, place.Path)
	}
	work.Tell.Tell("完成", 1)
	return out, nil
}

// Work is how Build works and whom it tells. With a plan it replaces only what the plan has found there; without one, whatever is there.
type Work struct {
	Options
	Tell Progress
	Plan files.Outputs
	// Begin is told what the volumes will be and where they go once that is known, before the first is written; an error of its own ends
	// the work with nothing written. nil for nobody.
	Begin func(layout Layout, paths []string) error
}

func (w Work) place(path string) files.Place {
	if w.Plan == nil {
		return files.Place{Path: path, Replace: true}
	}
	planned, _ := w.Plan.To(path)
	return files.Place{Path: path, Replace: planned.There}
}

func (w Work) begin(layout Layout, places []files.Place) error {
	if w.Begin == nil {
		return nil
	}
	var paths []string
	for _, p := range places {
		paths = append(paths, p.Path)
	}
	return w.Begin(layout, paths)
}

// refuse keeps the dossier from being overwritten.
func refuse(f *dossier.File, path string) error {
	mine, err := os.Stat(f.Path())
	if err != nil {
		return nil
	}
	if there, err := os.Stat(path); err == nil && os.SameFile(mine, there) {
		return errors.New("不能覆盖正在编辑的档案；请换一个文件名")
	}
	return nil
}
