package tables

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// Beside is something at a cell that is no content of its, and of which nothing is read: a picture laid upon it, a comment. A hidden row is
// read as any other, but nobody may have looked at it.
type Beside struct {
	Row, Column int // counted from 1 and from 0
	Words       string
}

// maxBeside is how many are told of a sheet.
const maxBeside = 100

// The namespaces of drawings; their elements mean something in drawings alone.
const (
	spaceDrawing       = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
	spaceDrawingStrict = "http://purl.oclc.org/ooxml/drawingml/spreadsheetDrawing"
)

// besides lists what lies beside the cells of a sheet.
func (b *Book) besides(sheet int) ([]Beside, error) {
	part := b.sheets[sheet]
	if part.part == nil {
		return nil, nil
	}
	named, err := b.relations(part.name2())
	if err != nil {
		return nil, err
	}
	var out []Beside
	what := "工作表“" + shown(part.name) + "”的图片或批注"
	for _, r := range named {
		f := b.parts[r.target]
		switch {
		case f == nil || len(out) >= maxBeside:
		case r.kind == "drawing":
			err = b.elementsOf(f, what, drawn(&out))
		case r.kind == "comments":
			err = b.elements(f, what, commented(&out))
		}
		if err != nil {
			return nil, err
		}
	}
	slices.SortStableFunc(out, func(a, b Beside) int { return cmp.Or(a.Row-b.Row, a.Column-b.Column) })
	return out, nil
}
