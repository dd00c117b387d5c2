// Package editions holds the rulebooks (考核指标) the program knows: built in, or read from a file once and kept.
package editions

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"zicha/assets"
	"zicha/forms"
	"zicha/forms/files"
	"zicha/scoring"
)

// All gives the embedded rulebooks, the newest first.
func All() ([]*scoring.Edition, error) {
	list, err := builtIn()
	return slices.Clone(list), err
}

// builtIn loads them at the first call; nobody alters a loaded rulebook.
var builtIn = sync.OnceValues(func() ([]*scoring.Edition, error) {
	var out []*scoring.Edition
	for _, file := range assets.Editions() {
		e, err := scoring.LoadEdition(file.Name, file.Data)
		if err != nil {
			return nil, fmt.Errorf("程序自带的考核指标不能使用：%w", err)
		}
		out = append(out, e)
	}
	return out, nil
})

// MaxBytes bounds a rulebook file; the built-in one has some 100,000.
const MaxBytes = 8 << 20

// Read reads a rulebook from outside; told says in a sentence each what was altered in its text.
func Read(path string) (e *scoring.Edition, told []string, err error) {
	data, err := Source(path)
	if err != nil {
		return nil, nil, err
	}
	return scoring.LoadNewEdition(files.Printable(path), data)
}

// Source reads the text of a rulebook from outside; what is another kind of file is told by its first bytes, whatever its name and size.
func Source(path string) ([]byte, error) {
	if err := (files.Own{Name: "考核指标文件", Ext: ".toml"}).Look(files.Source, path); err != nil {
		return nil, err
	}
	return files.Read(path, MaxBytes)
}

// Book is a rulebook the program knows.
type Book struct {
	*scoring.Edition
	// Kept is the name of the file it is kept in, "" of one that is built in.
	Kept string
}

// BuiltIn reports whether the program brings the rulebook along.
func (b Book) BuiltIn() bool { return b.Kept == "" }

// Code is the short form of the hash of its rules (规则码).
func (b Book) Code() string { return forms.RulesCode(b.Edition) }

// Example reports whether the rulebook is one to try with: it says so in its title.
func (b Book) Example() bool { return strings.Contains(b.Title, "示例") }
