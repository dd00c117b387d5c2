package main

import (
	"os"
	"time"

	"zicha/forms/editions"
	"zicha/forms/files"
	"zicha/scoring"
)

// rulebooks lists the built-in rulebooks and, before them, the one that is chosen: a file, or a built-in one by its id.
func rulebooks(chosen string) ([]*scoring.Edition, error) {
	return rulebooksBy(chosen, func(path string) (*scoring.Edition, error) {
		own, _, err := editions.Read(path)
		return own, err
	})
}

// rulebooksBy is rulebooks with a way to read the file. A file goes before an id.
func rulebooksBy(chosen string, read func(path string) (*scoring.Edition, error)) ([]*scoring.Edition, error) {
	builtin, err := editions.All()
	if err != nil || chosen == "" {
		return builtin, err
	}
	own := builtinOf(builtin, chosen)
	if own == nil {
		own, err = read(chosen)
	}
	if err != nil {
		return nil, err
	}
	return append([]*scoring.Edition{own}, builtin...), nil
}

// builtinOf gives the built-in rulebook of an id that is no file's name, or nil.
func builtinOf(builtin []*scoring.Edition, id string) *scoring.Edition {
	if _, err := os.Lstat(id); err == nil {
		return nil
	}
	for _, e := range builtin {
		if e.ID == id {
			return e
		}
	}
	return nil
}

// newRulebooks is rulebooks for what is to be kept; it says what was altered in the file.
func newRulebooks(con *console, chosen string) ([]*scoring.Edition, error) {
	return rulebooksBy(chosen, func(path string) (*scoring.Edition, error) {
		own, told, err := editions.Read(path)
		if err == nil {
			con.sayEach(told)
		}
		return own, err
	})
}

// storedRulebooks is rulebooks with the file taken as it is: dossiers made of it before may have kept it so.
func storedRulebooks(chosen string) ([]*scoring.Edition, error) {
	return rulebooksBy(chosen, func(path string) (*scoring.Edition, error) {
		data, err := editions.Source(path)
		if err != nil {
			return nil, err
		}
		return scoring.LoadEdition(files.Printable(path), data)
	})
}

// today is the date problems are judged by.
func today() string { return time.Now().Format("2006-01-02") }
