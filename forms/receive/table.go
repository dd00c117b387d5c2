package receive

import (
	"context"
	"errors"
	"io"
	"path/filepath"
	"regexp"
	"strings"

	"zicha/forms/files"
	"zicha/forms/review"
	"zicha/forms/tables"
	"zicha/scoring"
)

// mostTable bounds a table of figures or scores in bytes.
const mostTable = 64 << 20

// readSheets gives the sheets of a workbook, or a text with separators as one sheet for every separator it may have.
func readSheets(ctx context.Context, path string) ([]*tables.Sheet, error) {
	isBook, err := tables.IsBook(path)
	if err != nil {
		return nil, err
	}
	if !isBook {
		return textSheets(ctx, path)
	}
	book, err := tables.Open(ctx, path, tables.Small(mostTable))
	if err != nil {
		return nil, err
	}
	defer book.Close()
	var out []*tables.Sheet
	for i := range book.Names() {
		sheet, err := book.Read(i)
		if err != nil {
			return nil, err
		}
		out = append(out, sheet)
	}
	return out, nil
}

func textSheets(ctx context.Context, path string) ([]*tables.Sheet, error) {
	text, err := tables.OpenText(path, tables.Small(mostTable))
	if err != nil {
		return nil, err
	}
	defer text.Close()
	var out []*tables.Sheet
	for _, sep := range tables.Separators() {
		sheet := &tables.Sheet{Name: filepath.Base(path)}
		rows := text.Rows(ctx, tables.Dialect{Separator: sep.Mark, Strict: true})
		for {
			row, err := rows.Next()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				return nil, err
			}
			kept := *row
			kept.Cells = append([]tables.Cell(nil), row.Cells...)
			sheet.Rows = append(sheet.Rows, kept)
		}
		out = append(out, sheet)
	}
	return out, nil
}

// remark is what stands in brackets behind a heading: the unit it is counted in.
var remark = regexp.MustCompile(`\([^()]*\)$`)

// folded is a heading as compared.
func folded(text string) string {
	key := strings.ToUpper(scoring.FoldKey(text))
	key = strings.Map(func(r rune) rune {
		if strings.ContainsRune(" _-—:、,，/", r) {
			return -1
		}
		return r
	}, key)
	return key
}

// unitOf finds the county that a cell names by its code or its name, nil for none.
func unitOf(v *review.View, text string) *review.UnitView {
	text = strings.TrimSpace(text)
	if text == "" {
		return nil
	}
	if u := v.Unit(text); u != nil {
		return u
	}
	return v.Unit(scoring.FoldKey(text))
}

func refuse(format string, args ...any) error {
	return files.Failure(review.ErrRefused, format, args...)
}
