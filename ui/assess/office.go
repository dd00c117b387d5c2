package assess

import (
	"context"
	"errors"
	"path/filepath"
	"strconv"
	"strings"

	"zicha/forms"
	"zicha/forms/dossier"
	"zicha/forms/editions"
	"zicha/forms/files"
	"zicha/forms/pdf/render"
	"zicha/scoring"
)

// Office is what the program brings along: the rulebooks it knows, and the calendar. It opens and makes dossiers for the window.
type Office struct {
	Known    *editions.Shelf
	Calendar *scoring.Calendar
	// Later runs a function on the window's goroutine, once it has nothing else to do.
	Later func(func())
	// Sample makes the sample dossier in a folder and gives its path; nil leaves 打开示例 out.
	Sample func(folder string) (path string, err error)
	// Pages draws the pages of files to be looked at in the window; nil leaves that to the system's programs.
	Pages *render.Pages
}

// Place is whose a new dossier is, and by which rulebook; Name counts for units that are not on its list.
type Place struct {
	Edition    *scoring.Edition
	Code, Name string
}

func (p Place) values() map[forms.Path]string { return forms.Begin(p.Edition, p.Code, p.Name) }

// FileName proposes a name for the dossier.
func (p Place) FileName() string {
	return p.values()[forms.CountyPath("name")] + strconv.Itoa(p.Edition.Year) + "年度自查.zicha"
}

// Open starts a session on a dossier.
func (o Office) Open(path string, readOnly bool) (*Session, error) {
	f, err := dossier.Open(path, dossier.Options{ReadOnly: readOnly, Editions: o.Known.Editions()})
	if err != nil {
		return nil, err
	}
	return NewSession(f, readOnly, o.Later), nil
}

// Create makes a dossier for a unit and starts a session on it.
func (o Office) Create(path string, p Place) (*Session, error) {
	f, err := dossier.Create(path, p.Edition, p.values())
	if err != nil {
		return nil, err
	}
	return NewSession(f, false, o.Later), nil
}

// Owns reports whether the first bytes of a file are those of a dossier.
func Owns(head []byte) bool { return dossier.Owns(head) }

// Check reads a dossier through; the error says what is wrong.
func Check(path string) error { return dossier.Check(path) }

// Damaged reports whether a file that could not be opened may be a dossier with damage: what is whole in it can be taken out.
func Damaged(path string, err error) bool {
	ours := strings.EqualFold(filepath.Ext(path), ".zicha")
	return errors.Is(err, files.Damaged) || ours && errors.Is(err, dossier.ErrNotDossier) && !files.Other(err)
}

// Repaired is the new dossier that a repair has made, what came out in words, and a line for each thing that did not.
type Repaired struct {
	Path, Words string
	Lost        []string
}

// Repair takes what is whole in a damaged dossier into a new one beside it, see dossier.Repair.
func (o Office) Repair(ctx context.Context, path string) (Repaired, error) {
	to := files.RepairedPath(path)
	report, err := dossier.Repair{From: path, To: to, Editions: o.Known.Editions()}.Run(ctx)
	return Repaired{to, report.Words(), report.Lost}, err
}
