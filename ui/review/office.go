// Package review holds the city's screens: the session over an open review book, and the pages on which the counties' papers are received,
// checked, scored, confirmed, ranked and handed over.
package review

import (
	"context"
	"errors"
	"path/filepath"
	"strconv"
	"strings"

	"zicha/forms/editions"
	"zicha/forms/files"
	"zicha/forms/review"
	"zicha/forms/store"
	"zicha/scoring"
)

// Office is what the program brings along for the city: the rulebooks it knows, and the calendar. It opens and makes books for the window.
type Office struct {
	Known    *editions.Shelf
	Calendar *scoring.Calendar // nil where there is none
	// Later runs a function on the window's goroutine, once it has nothing else to do.
	Later func(func())
}

// Ext is the end of a book's name.
const Ext = review.Ext

// FileName proposes a name for the book of a rulebook.
func FileName(e *scoring.Edition) string {
	return e.City + strconv.Itoa(e.Year) + "年度考核汇总" + review.Ext
}

// Ours reports whether a file's name is that of a book.
func Ours(path string) bool { return strings.EqualFold(filepath.Ext(path), review.Ext) }

// Open starts a session on a book.
func (o Office) Open(path string, readOnly bool) (*Session, error) {
	b, err := review.Open(path, review.Options{ReadOnly: readOnly})
	if err != nil {
		return nil, err
	}
	return NewSession(b, o.Later)
}

// Create makes a book for a rulebook and starts a session on it.
func (o Office) Create(path string, e *scoring.Edition) (*Session, error) {
	b, err := review.Create(path, e)
	if err != nil {
		return nil, err
	}
	return NewSession(b, o.Later)
}

// Owns reports whether the first bytes of a file are those of a book.
func Owns(head []byte) bool { return review.Owns(head) }

// Check reads a book through; the error says what is wrong.
func Check(path string) error { return review.Check(path) }

// Damaged reports whether a file that could not be opened may be a book with damage: what is whole in it can be taken out.
func Damaged(path string, err error) bool {
	return Ours(path) && (errors.Is(err, files.Damaged) || errors.Is(err, store.ErrForeign) && !files.Other(err))
}

// Repair takes what is whole in a damaged book into a new one beside it, and gives that one's path and what came out.
func (o Office) Repair(ctx context.Context, path string) (string, review.Report, error) {
	to := files.RepairedPath(path)
	report, err := review.Repair{From: path, To: to, Editions: o.Known.Editions()}.Run(ctx)
	return to, report, err
}
