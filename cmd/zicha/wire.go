package main

import (
	"context"

	"zicha/forms/pack"
	"zicha/scoring"
)

// sample makes the sample dossier in a folder.
func sample(builtIn []*scoring.Edition) func(folder string) (string, error) {
	return func(folder string) (string, error) {
		f, path, err := pack.Demo(context.Background(), folder, builtIn)
		if err != nil {
			return "", err
		}
		return path, f.Close()
	}
}
