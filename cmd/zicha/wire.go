package main

import (
	"context"
	"fmt"
	"time"

	"zicha/forms/dossier"
	"zicha/forms/pack"
	"zicha/scoring"
	"zicha/ui/assess"
)

// papers hands the window what makes the papers.
func papers() assess.Papers {
	return assess.Papers{Export: export, Finalize: finalize, Reopen: reopen}
}

func export(ctx context.Context, f *dossier.File, folder string, tell func(string, float64)) (paths, notes []string, err error) {
	paths, missing, err := pack.Export(ctx, f, folder, tell)
	return paths, missingNote(missing), err
}

func finalize(ctx context.Context, f *dossier.File, tell func(string, float64)) (code string, notes []string, err error) {
	final, err := pack.Finalize(ctx, f, time.Now().Format(time.DateOnly), tell)
	return final.Code, append(missingNote(final.Missing), final.Reprint...), err
}

func reopen(f *dossier.File, reason string) (note string, err error) {
	_, note, err = pack.Reopen(f, reason)
	return note, err
}

// missingNote names the characters that no font has.
func missingNote(missing []rune) []string {
	if len(missing) == 0 {
		return nil
	}
	return []string{fmt.Sprintf("这些字所有字体里都没有，报告里印成了〓，请手写补上或换字：%s", string(missing))}
}

// sample makes the sample dossier in a folder.
func sample(editions []*scoring.Edition) func(folder string) (string, error) {
	return func(folder string) (string, error) {
		f, path, err := pack.Demo(context.Background(), folder, editions)
		if err != nil {
			return "", err
		}
		return path, f.Close()
	}
}
