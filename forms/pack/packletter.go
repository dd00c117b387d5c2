package pack

import (
	"context"
	"path/filepath"

	"zicha/forms"
	"zicha/forms/dossier"
	"zicha/forms/files"
	"zicha/forms/letterdoc"
)

// LetterName is the file name of the letter as .docx.
func LetterName(d *forms.Dossier) string { return named(d, "自查报告正文", ".docx") }

// Letter writes the letter of the present state into a folder as .docx; letterdoc.Advice is to be told with it.
func Letter(ctx context.Context, f *dossier.File, dir string) (path string, err error) {
	d := f.Dossier()
	data, err := letterdoc.Build(d)
	if err != nil {
		return "", err
	}
	if err := files.MakeFolder(dir); err != nil {
		return "", err
	}
	path = filepath.Join(dir, LetterName(d))
	return path, place(ctx, path, data)
}
