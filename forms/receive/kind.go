package receive

import (
	"context"
	"os"
	"slices"

	"zicha/forms/pack"
	"zicha/forms/review"
	"zicha/forms/tables"
	"zicha/forms/workbook"
)

// Kind is what a file that somebody brings in can be.
type Kind string

// The kinds of files.
const (
	Handed  Kind = "submission" // a county's workbook, a pack, a folder of such; also what is none of the others, for New says what is wrong with it
	Scores  Kind = "sheet"      // a score sheet that comes back, see PlanSheet
	Figures Kind = "figures"    // the city's own figures, see PlanFigures
)

// KindOf tells what a file is by the names of its sheets and its headings.
func KindOf(ctx context.Context, b *review.Book, path string) Kind {
	if info, err := os.Stat(path); err != nil || info.IsDir() || pack.IsPack(path) {
		return Handed
	}
	if names, err := sheetNames(ctx, path); err == nil {
		switch {
		case slices.Contains(names, workbook.SheetData):
			return Handed
		case slices.Contains(names, SheetName):
			return Scores
		}
	}
	sheets, err := readSheets(ctx, path)
	if err != nil {
		return Handed
	}
	fields := figureFieldsOf(b.Edition())
	for _, s := range sheets {
		switch {
		case scoreGrid(s) != nil:
			return Scores
		case findFigures(s, fields) != nil:
			return Figures
		}
	}
	return Handed
}

func sheetNames(ctx context.Context, path string) ([]string, error) {
	if isBook, err := tables.IsBook(path); err != nil || !isBook {
		return nil, err
	}
	book, err := tables.Open(ctx, path, tables.Small(mostTable))
	if err != nil {
		return nil, err
	}
	defer book.Close()
	return book.Names(), nil
}
