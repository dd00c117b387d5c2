package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	docs "zicha/forms/pdf"
	"zicha/forms/pdf/render"
)

// drawing is the argument with which this very program draws a page of a file, as only the window does: zichactl brings nothing that can.
const drawing = "--draw"

// draw draws the first page of a file in the child of the window, at the size at which it is looked at, and says what came of it.
func draw(path string) {
	pages := render.New()
	defer pages.Close()
	sheet, err := pages.Page(context.Background(), path, render.Wish{Width: 1200, Scale: 1})
	var fault docs.Fault
	switch {
	case errors.As(err, &fault):
		fmt.Println("没有画出：", err)
		return
	case err != nil:
		fmt.Fprintln(os.Stderr, err)
		os.Exit(3)
	}
	fmt.Printf("画出第1页，共%d页，%v\n", sheet.Pages, sheet.Image.Rect.Size())
}

// drawn are the pictures and the documents where the window shows them: thumbnails beside the evidence, and pages.
func (g *ground) drawn() (out []attack) {
	self, err := os.Executable()
	must(err)
	must(g.ready(self, drawing, g.file("好.pdf", pdf("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[]/Count 0>>")))) // the first time on a computer takes long
	files := maps.Clone(g.once(".jpg", g.pictures))
	maps.Copy(files, g.once(".pdf", g.pdfs))
	for _, kind := range slices.Sorted(maps.Keys(files)) {
		out = append(out, attack{door: "window, pages", kind: strings.TrimPrefix(kind, "taken: "), fine: true, bin: self, args: []string{drawing, files[kind]}})
	}
	return out
}

// keep is where what takes long to make ready for drawing is kept while this program runs.
func keep() string { return filepath.Join(os.Getenv("XDG_CACHE_HOME"), "pages") }
