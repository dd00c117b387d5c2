package tables

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// Unlike tells where a reader of a sheet sees otherwise what is read of it: cells merged, struck out or shown by their number format as another
// number, columns and a sheet that are hidden. Only rows under the one of headings and columns that are read matter. Of cells that are merged the
// upper left one is read alone: to which of the others its content belongs is for a person to say.
func (s *Sheet) Unlike(head int, reads func(column int) bool) []Beside {
	if len(s.Seen) == 0 {
		return nil
	}
	u := unlike{head: head, rows: map[int]Row{}, first: map[int]int{}}
	for column := range MaxColumns {
		if reads(column) {
			u.reads = append(u.reads, column)
		}
	}
	for _, row := range s.Rows {
		if row.No <= head {
			continue
		}
		u.rows[row.No] = row
		for _, column := range u.reads {
			if u.first[column] == 0 && row.Cell(column).Kind != Blank {
				u.first[column] = row.No
			}
		}
	}
	for _, seen := range s.Seen {
		if len(u.out) >= maxBeside {
			break
		}
		u.take(seen)
	}
	return u.out
}

// Unlike is Sheet.Unlike for the columns of some headings.
func (g *Grid) Unlike(titles ...string) []Beside {
	read := map[int]bool{}
	for _, title := range titles {
		if column, ok := g.Column(title); ok {
			read[column] = true
		}
	}
	s := &Sheet{Rows: g.Rows, Seen: g.Seen}
	return s.Unlike(g.Head.No, func(column int) bool { return read[column] })
}

type unlike struct {
	head  int
	reads []int // the columns that are read
	rows  map[int]Row
	first map[int]int // by column, where something stands
	out   []Beside
	last  string // what was told of a cell, with its row
}

func (u *unlike) tell(row, column int, format string, args ...any) {
	u.out = append(u.out, Beside{Row: row, Column: column, Words: fmt.Sprintf(format, args...)})
}

func (u *unlike) take(s Seen) {
	switch s.what {
	case seenCell:
		u.cell(s)
	case seenColumn:
		u.columns(s)
	case seenMerged:
		u.merged(s)
	case seenSheet:
		if len(u.rows) > 0 {
			u.tell(0, 0, "这张工作表被隐藏了，里面的内容仍然读取。请在WPS或Excel中取消隐藏，核对这张表")
		}
	}
}

// cell tells the same only once of a row.
func (u *unlike) cell(s Seen) {
	cell := u.rows[s.Top].Cell(s.Left)
	said := fmt.Sprint(s.Top, s.Words)
	if cell.Kind == Blank || cell.Day || !slices.Contains(u.reads, s.Left) || said == u.last {
		return
	}
	u.last = said
	u.tell(s.Top, s.Left, "%s；照所存的读取，请核对", s.Words)
}

// onlyUnit reports whether a number is shown with nothing but a unit behind it: 3月, 12件. 3万 is another number.
func onlyUnit(c Cell, shows string) bool {
	figure := strings.TrimRightFunc(strings.TrimSpace(shows), func(r rune) bool { return unicode.Is(unicode.Han, r) && !strings.ContainsRune("十百千万亿兆", r) })
	return c.Kind == Number && SameNumber(figure, Plain(c.Text))
}

func (u *unlike) columns(s Seen) {
	for _, column := range u.reads {
		if row := u.first[column]; row > 0 && column >= s.Left && column <= s.Right {
			u.tell(row, column, "%s；%s列的内容仍然读取，请核对", s.Words, ColumnName(column))
		}
	}
}

// merged tells of cells that are one. A line of text over all columns that are read is none of their values.
func (u *unlike) merged(s Seen) {
	at := Place(s.Top, s.Left)
	cell := u.rows[s.Top].Cell(s.Left)
	inside := 0
	for _, column := range u.reads {
		if column >= s.Left && column <= s.Right {
			inside++
		}
	}
	if s.Top <= u.head || cell.Kind == Blank || inside == 0 || s.Top == s.Bottom && inside == len(u.reads) {
		return
	}
	rest := "其余的格当作空白"
	if place, text := u.under(s); text != "" {
		rest = "下面盖住的内容仍然读取，如" + place + "“" + clipped(text) + "”"
	}
	u.tell(s.Top, s.Left, "%s:%s合并成了一格，“%s”只算在%s，%s。各格都要填的，请取消合并，逐格填写",
		at, Place(s.Bottom, s.Right), clipped(cell.Typed(false)), at, rest)
}

// under gives the first content that a merged cell lies over; only some rows are looked at.
func (u *unlike) under(s Seen) (place, text string) {
	const most = 1000
	for no := s.Top; no <= min(s.Bottom, s.Top+most); no++ {
		cells := u.rows[no].Cells
		for column := s.Left; column <= min(s.Right, len(cells)-1); column++ {
			if cells[column].Kind != Blank && (no != s.Top || column != s.Left) {
				return Place(no, column), cells[column].Typed(false)
			}
		}
	}
	return "", ""
}
