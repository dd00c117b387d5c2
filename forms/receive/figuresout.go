package receive

import (
	"context"
	"os"
	"path/filepath"
	"slices"

	"zicha/forms/files"
	"zicha/forms/review"
	"zicha/forms/tables"
	"zicha/scoring"
)

// FiguresName is what a table of the city's figures is called.
const FiguresName = "数据表"

// WriteFigures writes a table of the city's figures to be filled in by whoever has them: a row per county, a column per field, with the values there
// are; none of the indicators is all. What comes back is read by PlanFigures. It never overwrites.
func WriteFigures(ctx context.Context, b *review.Book, path string, indicators ...int) error {
	v, err := b.View()
	if err != nil {
		return err
	}
	all := figureFieldsOf(v.Edition)
	fields := slices.DeleteFunc(slices.Clone(all.list), func(f *figureField) bool { return len(indicators) > 0 && !slices.Contains(indicators, f.no) })
	if len(fields) == 0 {
		return refuse("没有由%s录入数据的指标，没有可以填的内容；请另选指标", v.Edition.Words.Assessor)
	}
	columns := []tables.Column{{Title: colCode, Width: 10}, {Title: unitTitle(v.Edition), Width: 16}}
	for _, f := range fields {
		columns = append(columns, tables.Column{Title: all.heading(f), Width: 18})
	}
	w := tables.NewWriter(10.5)
	p := w.Page(FiguresName, columns)
	p.Heads()
	old, filled := figuresOf(v), 0
	for _, u := range v.Units {
		row := tables.Values{colCode: {Text: u.Unit.Code}, unitTitle(v.Edition): {Text: u.Unit.Name}}
		for _, f := range fields {
			value := old[u.Unit.Code+" "+f.name]
			if value != "" {
				filled++
			}
			row[all.heading(f)] = figureEntry(f.field, value)
		}
		p.Put(tables.Look{}, row)
	}
	p.Finish(tables.Setup{Heads: 1, Names: 2, Filtered: len(v.Units) + 1, Header: tables.InHeader(v.Edition.Title+FiguresName, 80), Footer: "&P/&N"})
	w.Properties(tables.Properties{Title: FiguresName, Subject: v.Edition.Title})
	place := files.Place{Path: path, Check: func(name string) error { return checkFigures(ctx, b, name, filled) }}
	return place.Write(ctx, func(f *os.File) error { return w.Write(f) })
}

// heading is the heading of a field's column, by which it is found again.
func (fs *figureFields) heading(f *figureField) string {
	if fs.find(f.label) == f {
		return f.label
	}
	return f.name + "（" + f.field.Label + "）"
}

// figureEntry is a cell to be filled in, with the value there is.
func figureEntry(f *scoring.Field, value string) tables.Entry {
	e := tables.Entry{Text: value, What: f.Label, Look: tables.Look{Fill: tables.FillOpen, Open: true, Align: tables.Centre}}
	switch {
	case value == "":
	case f.Kind == scoring.KindCount || f.Kind == scoring.KindAmount:
		e.Number, e.Look.Format = true, tables.General
	default:
		e.Text = f.Display(value)
	}
	return e
}

// checkFigures reads a written table back: it holds the figures there are, and would change nothing.
func checkFigures(ctx context.Context, b *review.Book, path string, filled int) error {
	p, err := PlanFigures(ctx, b, path)
	if err != nil {
		return err
	}
	if p.Same != filled || len(p.Changes) > 0 || filled > 0 && len(p.Wrong) > 0 {
		return files.Unlike(filepath.Base(path))
	}
	return nil
}
