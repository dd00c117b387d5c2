package workbook

import (
	"bytes"
	"context"
	"io"
	"slices"
	"strings"

	"zicha/forms"
	"zicha/forms/tables"
	"zicha/scoring"
)

// more tells of something nothing is compared with.
func (c *comparison) more(place, message string) {
	c.found = append(c.found, forms.Problem{Code: codeMore, Severity: forms.Hint, Place: place, Message: message})
}

// others tells of sheets that are not the program's, or no longer known for it. One that bears the name of ours would be taken for it.
func (c *comparison) others(names []string, shown []layout) {
	for _, name := range names {
		ours := func(l layout) bool { return heading(l.name) == heading(name) }
		switch {
		case slices.ContainsFunc(layouts(), ours):
			c.tell(name, "另有一张同名的工作表，会被当成原来的那张")
		case slices.ContainsFunc(shown, ours):
			c.tell(name, "这张工作表的表头已被改动，无法核对")
		default:
			c.more(name, "这张工作表不是本程序写的，没有核对")
		}
	}
}

// looks compares what a reader sees of a sheet: cells shown otherwise than they are stored, what stands above the headings, the heads and
// feet of pages; what is beside the columns is named.
func (c *comparison) looks(want, got *tables.Grid) {
	rows := map[int]tables.Row{got.Head.No: got.Head}
	numbers := []int{got.Head.No}
	for _, row := range got.Rows {
		rows[row.No] = row
		numbers = append(numbers, row.No)
	}
	for _, s := range got.Seen {
		in := numbers
		if s.Top == s.Bottom {
			in = []int{s.Top}
		}
		c.hidden(got, s, in, rows)
	}
	for _, row := range got.Above {
		c.tell(got.Name+"!"+tables.Place(row.No, 0), "表头上方多出这一行")
	}
	c.printed(want, got)
	c.drawn(want, got)
	c.beside(got)
}

// drawn compares what is drawn upon a sheet with what the program draws there; a program may have left it out. Of pictures and text boxes that
// are not ours it is told that nothing is compared with them.
func (c *comparison) drawn(want, got *tables.Grid) {
	for _, d := range got.Drawn {
		switch {
		case slices.Contains(want.Drawn, d):
		case d.Kind == tables.DrawnChart:
			c.drawing(got, "图表里的“"+scoring.Clip(d.Text)+"”不是本程序绘制的")
		case d.Kind == tables.DrawnWords:
			c.more(got.Name, "图形里的文字“"+scoring.Clip(d.Text)+"”不是本程序写的，没有核对")
		case got.Name != SheetCover || len(want.Drawn) > 0: // else what the cover should carry is not known
			c.more(got.Name, "有图片不是本程序放的那一张，没有核对")
		}
	}
}

// printed compares the heads and feet of pages: each part of ours must be there, unless a program has left out all. Some programs put their signs
// for fonts among the words; what more there is is told.
func (c *comparison) printed(want, got *tables.Grid) {
	words := strings.ReplaceAll(got.Printed, "\n", "")
	if words == "" {
		return
	}
	rest := words
	for _, part := range strings.Fields(want.Printed) {
		if !strings.Contains(words, part) {
			a, b := around(part, words)
			c.tell(got.Name, "页眉页脚应有"+a+"，现为"+b)
			return
		}
		rest = strings.Replace(rest, part, "", 1)
	}
	if rest != "" {
		c.more(got.Name, "页眉页脚里另有“"+scoring.Clip(rest)+"”")
	}
}

// hidden tells of the first cell of the county's that an area has.
func (c *comparison) hidden(got *tables.Grid, s tables.Seen, in []int, rows map[int]tables.Row) {
	for _, no := range in {
		if no < s.Top || no > s.Bottom {
			continue
		}
		for _, title := range c.titles {
			column, _ := got.Column(title)
			if column >= s.Left && column <= s.Right && rows[no].Cell(column).Kind != tables.Blank {
				if s.Filtered() || c.layout.shows && s.Hidden() {
					c.more(got.Name+"!"+tables.Place(no, column), s.Words)
				} else {
					c.tell(got.Name+"!"+tables.Place(no, column), s.Words)
				}
				return
			}
		}
	}
}

// beside names columns that are not ours, by their first cell.
func (c *comparison) beside(got *tables.Grid) {
	known := map[int]bool{}
	for _, col := range c.layout.columns {
		if column, ok := got.Column(col.Title); ok {
			known[column] = true
		}
	}
	for _, row := range append([]tables.Row{got.Head}, got.Rows...) {
		for column, cell := range row.Cells {
			if cell.Kind != tables.Blank && !known[column] {
				known[column] = true
				c.more(got.Name+"!"+tables.Place(row.No, column), "这一列不是本程序写的，没有核对")
			}
		}
	}
}

// SaysFinal reports whether a file is a workbook of a finalized version, by what its 封面 says; its edition need not be known.
func SaysFinal(ctx context.Context, data []byte) bool {
	book, err := tables.NewBook(ctx, io.NewSectionReader(bytes.NewReader(data), 0, int64(len(data))), tables.Small(maxFile))
	if err != nil {
		return false
	}
	defer book.Close()
	cover, err := finder{book, book.Read}.table(coverLayout())
	if err != nil {
		return false
	}
	for _, l := range lines(cover) {
		if heading(l.Text(colItem)) == itemState {
			return l.key(colContent) == stateWord(true)
		}
	}
	return false
}
