package editions

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"

	"zicha/forms/files"
	"zicha/scoring"
)

// Shelf is the rulebooks the program knows. It is used from one goroutine.
type Shelf struct {
	folder string // of the kept ones, "" where nothing can be kept
	kept   []Book // the newest first
	own    []Book // built in, the newest first
	faults []Fault
	last   int // the highest number of a kept file
}

// Fault is a kept rulebook that cannot be used, and why in a sentence.
type Fault struct{ Kept, Words string }

// keptName is a place in the order they came in and the SHA-256 of the file: what was altered in it on the disk is noticed.
var keptName = regexp.MustCompile(`^(\d{4,9})-([0-9a-f]{64})\.toml$`)

// Open lists the built-in rulebooks and those kept in a folder, which need not be there yet. What is kept and damaged is a fault, never an
// error.
func Open(folder string) (*Shelf, error) {
	builtIn, err := All()
	if err != nil {
		return nil, err
	}
	s := Of(builtIn...)
	s.folder = folder
	entries, _ := os.ReadDir(folder)
	slices.Reverse(entries) // the highest number, which came last, first
	for _, entry := range entries {
		if part := keptName.FindStringSubmatch(entry.Name()); part != nil {
			n, _ := strconv.Atoi(part[1])
			s.last = max(s.last, n)
			s.load(entry.Name(), part[2])
		}
	}
	return s, nil
}

// Of is a shelf of rulebooks as if they were built in; it keeps nothing beyond the run.
func Of(builtIn ...*scoring.Edition) *Shelf {
	s := &Shelf{}
	for _, e := range builtIn {
		s.own = append(s.own, Book{Edition: e})
	}
	return s
}

func (s *Shelf) load(name, sum string) {
	data, err := files.Read(filepath.Join(s.folder, name), MaxBytes)
	called := titleIn(data)
	if err == nil && sumOf(data) != sum {
		err = files.Failure(files.Damaged, "保存的考核指标文件%s已损坏，没有采用；请重新打开原来的文件", called)
	}
	var e *scoring.Edition
	if err == nil {
		if e, _, err = scoring.LoadNewEdition(called, data); err != nil {
			err = fmt.Errorf("保存的考核指标文件在这一版程序里不能使用，没有采用；请重新打开改好的文件。%w", err)
		}
	}
	if err != nil {
		s.faults = append(s.faults, Fault{name, err.Error()})
		return
	}
	s.kept = append(s.kept, Book{e, name})
}

// titleLine is the line of a rulebook's file with its title.
var titleLine = regexp.MustCompile(`(?m)^title = "([^"\n]+)"`)

// titleIn is by what the user knows a kept file, whose name says nothing: the title in it.
func titleIn(data []byte) string {
	title := titleLine.FindSubmatch(data)
	if title == nil {
		return "（名称无法读取）"
	}
	return "《" + files.Printable(string(title[1])) + "》"
}

func sumOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// Books lists all, what came in last first, then what is built in, the newest year first.
func (s *Shelf) Books() []Book { return slices.Concat(s.kept, s.own) }

// Editions is Books for who opens a file: of one id the first is the newest.
func (s *Shelf) Editions() []*scoring.Edition {
	var out []*scoring.Edition
	for _, b := range s.kept {
		out = append(out, b.Edition)
	}
	return append(out, s.BuiltIn()...)
}

// BuiltIn lists the rulebooks the program brings along, which the sample is made with.
func (s *Shelf) BuiltIn() []*scoring.Edition {
	var out []*scoring.Edition
	for _, b := range s.own {
		out = append(out, b.Edition)
	}
	return out
}

// Faults lists what is kept and cannot be used.
func (s *Shelf) Faults() []Fault { return s.faults }

// Usual is the rulebook a new dossier or review book is proposed with: the newest that is built in and no example, or what came in
// with the same id and rules, which Take says is used from then on.
func (s *Shelf) Usual() Book {
	books := s.Books()
	for _, own := range s.own {
		if own.Example() {
			continue
		}
		for _, b := range s.kept {
			if sameRules(b, own) {
				return b
			}
		}
		return own
	}
	return books[len(books)-1]
}

// sameRules reports whether two rulebooks score alike and differ in other words or units at most.
func sameRules(a, b Book) bool { return a.ID == b.ID && a.Hash() == b.Hash() }

// Taken is a rulebook that has come in, and what is to be said about it, a sentence each.
type Taken struct {
	Book
	Told []string
}

// Take reads a rulebook file, checks it as any from outside, and keeps it, so that it is known from now on. The very same is kept once;
// one of the same rules takes the place of the one before, whose words it mends; one of the same id with other rules stands beside it.
func (s *Shelf) Take(ctx context.Context, path string) (Taken, error) {
	e, told, err := Read(path)
	if err != nil {
		return Taken{}, err
	}
	for _, b := range s.Books() {
		if string(b.Source()) == string(e.Source()) {
			return Taken{b, append(told, "这份考核指标文件程序里已经有了，可以直接使用")}, nil
		}
	}
	if words := s.beside(e); words != "" {
		told = append(told, words)
	}
	kept, err := s.keep(ctx, e)
	if errors.Is(err, files.ErrCancelled) {
		return Taken{}, err
	}
	if err != nil {
		told = append(told, "这份考核指标文件没有存下来，关闭程序后要重新打开它："+err.Error())
	}
	b := Book{e, kept}
	s.kept = slices.DeleteFunc(s.kept, func(o Book) bool {
		same := sameRules(o, b)
		if same && err == nil {
			s.erase(o.Kept)
		}
		return same
	})
	s.kept = slices.Insert(s.kept, 0, b)
	return Taken{b, told}, nil
}

// beside says that another rulebook of the same id is known.
func (s *Shelf) beside(e *scoring.Edition) string {
	for _, b := range s.Books() {
		switch {
		case b.ID != e.ID:
		case b.Hash() == e.Hash() && !slices.Equal(b.Units, e.Units):
			return fmt.Sprintf("同名的考核指标程序里已经有一份，规则相同，考核对象的名单不同（原来%d个，这一份%d个），以后用新打开的这一份", len(b.Units), len(e.Units))
		case b.Hash() == e.Hash():
			return "同名的考核指标程序里已经有一份，规则相同，只是说明文字不同，以后用新打开的这一份"
		default:
			return "同名的考核指标程序里已经有一份，规则不同，两份都保留；已建立的档案仍按原来的规则计分，要换用的请看过变化再定"
		}
	}
	return ""
}

// keep writes a rulebook into the folder and gives the name it has there. Where it cannot be written it has a name all the same, by
// which it is known until the program ends.
func (s *Shelf) keep(ctx context.Context, e *scoring.Edition) (string, error) {
	s.last++
	name := fmt.Sprintf("%04d-%s.toml", s.last, sumOf(e.Source()))
	if s.folder == "" {
		return name, files.Failure(files.Folder, "这台电脑上没有存放它的文件夹")
	}
	if err := files.MakeFolder(s.folder); err != nil {
		return name, err
	}
	return name, files.Place{Path: filepath.Join(s.folder, name)}.Bytes(ctx, e.Source())
}

// Remove takes a kept rulebook, or one that cannot be used, out of those known. Dossiers made with it hold it themselves.
func (s *Shelf) Remove(kept string) error {
	if !keptName.MatchString(kept) {
		return nil
	}
	if err := s.erase(kept); err != nil {
		return err
	}
	s.kept = slices.DeleteFunc(s.kept, func(b Book) bool { return b.Kept == kept })
	s.faults = slices.DeleteFunc(s.faults, func(f Fault) bool { return f.Kept == kept })
	return nil
}

func (s *Shelf) erase(kept string) error {
	if s.folder == "" {
		return nil
	}
	if err := os.Remove(filepath.Join(s.folder, kept)); err != nil && !errors.Is(err, os.ErrNotExist) {
		return files.Fault("移除考核指标文件", err)
	}
	return nil
}
