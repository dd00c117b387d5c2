package results

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"

	"zicha/forms"
	"zicha/forms/files"
	"zicha/forms/review"
)

// paper is one file to be written: what it is called, what it is and for whom, and how it is made. look makes it as a PDF to be looked at, nil
// where make does.
type paper struct {
	name, what, use string
	make, look      func(ctx context.Context) ([]byte, error)
}

// Paper is a paper of a result as it is chosen from a list.
type Paper struct {
	Name string // of the file
	What string // 函及附表
	Use  string // what it is for and to whom, a sentence
}

// Format is the kind of its file in words.
func (p Paper) Format() string {
	switch filepath.Ext(p.Name) {
	case ".docx":
		return "Word"
	case ".xlsx":
		return "工作簿"
	}
	return "PDF"
}

// IsPDF reports whether what is looked at is the very file.
func (p Paper) IsPDF() bool { return filepath.Ext(p.Name) == ".pdf" }

// Set is all papers of a result by the options asked for. Its methods may be called from any goroutine.
type Set struct {
	s      *review.Snapshot
	o      Options
	papers []Paper
	told   Written // what is known before they are made
	state  string
}

// Open lists the papers of a result. The error is a plain sentence: what does not fit among the options or the result.
func Open(s *review.Snapshot, o Options) (*Set, error) {
	b, err := load(s, o)
	if err != nil {
		return nil, err
	}
	out := &Set{s: s, o: o, state: b.standing(), told: Written{Leaks: b.leaks(), Notes: b.notes()}}
	for _, p := range b.papers() {
		out.papers = append(out.papers, Paper{p.name, p.what, p.use})
	}
	return out, nil
}

// Papers lists them in the order in which they are read.
func (s *Set) Papers() []Paper { return s.papers }

// State is a sentence on what stands on every page: the code and what the government has done, or that the result is not final.
func (s *Set) State() string { return s.state }

// Process reports whether they are papers in process (过程稿).
func (s *Set) Process() bool { return s.s.Process }

// Problems are what the circular gives away, and what else is to be known before the papers go out.
func (s *Set) Problems() []forms.Problem { return s.told.Problems() }

// Look makes a paper as a PDF to be looked at: one that is a PDF is the very file, of others the same words and tables.
func (s *Set) Look(ctx context.Context, name string) ([]byte, error) {
	return s.make(ctx, name, true)
}

// Make makes the file of a paper.
func (s *Set) Make(ctx context.Context, name string) ([]byte, error) {
	return s.make(ctx, name, false)
}

func (s *Set) make(ctx context.Context, name string, look bool) ([]byte, error) {
	b, err := load(s.s, s.o)
	if err != nil {
		return nil, err
	}
	papers := b.papers()
	at := slices.IndexFunc(papers, func(p paper) bool { return p.name == name })
	if at < 0 {
		return nil, files.Failure(files.NotFound, "这次结果里没有%s", files.Quoted(name))
	}
	b.ctx = ctx
	make := papers[at].make
	if look && papers[at].look != nil {
		make = papers[at].look
	}
	data, err := make(ctx)
	if ctx.Err() != nil {
		return nil, files.ErrCancelled
	}
	return data, err
}

// Plan lists the files that Write will put into a folder, in order, and what stands in their places; none of the names is all.
func (s *Set) Plan(dir string, names ...string) files.Outputs {
	var list []paper
	for _, p := range s.papers {
		if len(names) == 0 || slices.Contains(names, p.Name) {
			list = append(list, paper{name: p.Name, what: p.What})
		}
	}
	return outputs(list, dir)
}

// outputs are the places of papers in a folder, and what stands there.
func outputs(papers []paper, dir string) files.Outputs {
	var out files.Outputs
	for _, p := range papers {
		out = append(out, files.Output{Path: filepath.Join(dir, p.name), What: p.what})
	}
	return out.Look(false)
}

// Write makes the papers of a plan and puts them into its folder, which is made where it is missing: all or none, and those that were there
// when the plan was made are replaced. report hears how far it is, and may be nil.
func (s *Set) Write(ctx context.Context, plan files.Outputs, report func(what string, done, total int)) (Written, error) {
	b, err := load(s.s, s.o)
	if err != nil {
		return Written{}, err
	}
	b.ctx = ctx
	paths, err := write(ctx, plan, b.papers(), report)
	if err != nil {
		return Written{}, err
	}
	return Written{Paths: paths, Leaks: s.told.Leaks, Notes: b.notes()}, nil
}

// write makes papers one after the other and puts them into the folder of a plan, all or none.
func write(ctx context.Context, plan files.Outputs, papers []paper, report func(what string, done, total int)) ([]string, error) {
	byName, done := map[string]paper{}, 0
	for _, p := range papers {
		byName[p.name] = p
	}
	return plan.Together(ctx, func(name string) ([]byte, error) {
		p := byName[name]
		if p.make == nil {
			return nil, files.Failure(files.NotFound, "这次结果里没有%s", files.Quoted(name))
		}
		if report != nil {
			report(p.what, done, len(plan))
		}
		done++
		data, err := p.make(ctx)
		if err != nil && ctx.Err() == nil {
			err = fmt.Errorf("生成“%s”：%w", name, err)
		}
		return data, err
	})
}
