package main

import (
	"context"

	"zicha/assets"
	"zicha/forms/pack"
	"zicha/forms/pdf/render"
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

// licences are the full terms of what goes into the program: the fonts and what draws pages.
func licences() []assets.Licence {
	return append(assets.Licences(), assets.Licence{Name: "显示 PDF 用的 PDFium、go-pdfium、wazero", Text: render.Licences})
}
