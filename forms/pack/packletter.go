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

// Letter writes the letter of the present state where a plan says, as .docx; letterdoc.Advice is to be told with it. What has come there
// since the plan was made is not replaced.
func Letter(ctx context.Context, f *dossier.File, plan files.Outputs) (path string, err error) {
	data, err := letterdoc.Build(f.Dossier())
	if err != nil {
		return "", err
	}
	if err := plan.Held(); err != nil {
		return "", err
	}
	to := plan[len(plan)-1]
	if err := files.MakeFolder(filepath.Dir(to.Path)); err != nil {
		return "", err
	}
	return to.Path, to.Place().Bytes(ctx, data)
}
