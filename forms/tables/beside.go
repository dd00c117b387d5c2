package tables

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// Beside is something at a cell that is no content of its, and of which nothing is read: a picture laid upon it, a comment. A hidden row is
// read as any other, but nobody may have looked at it.
type Beside struct {
	Row, Column int // counted from 1 and from 0
	Words       string
	Picture     bool
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
	named, err := b.relations(partName(part.part))
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
			d := drawing{found: &out}
			err = b.tokens(piece{f, what, true}, d.take)
		case r.kind == "comments":
			c := comment{found: &out}
			err = b.tokens(piece{f, what, false}, c.take)
		}
		if err != nil {
			return nil, err
		}
	}
	slices.SortStableFunc(out, func(a, b Beside) int { return cmp.Or(a.Row-b.Row, a.Column-b.Column) })
	return out, nil
}

// drawing finds the cells pictures are anchored to.
type drawing struct {
	found       *[]Beside
	row, column int
	field       *int // what the digits are for that stand here
	from, pic   bool
}

func (d *drawing) take(s *scanner, t token) error {
	local := string(s.local)
	switch {
	case t == charData:
		if d.field != nil {
			if n, ok := number(trimSpace(s.text)); ok {
				*d.field = n
			}
		}
	case t == tagEnd:
		d.field = nil
		if s.depth == 3 && local == "from" {
			d.from = false
		}
		if s.depth == 2 && d.pic && len(*d.found) < maxBeside {
			*d.found = append(*d.found, Beside{Row: d.row + 1, Column: d.column, Picture: true, Words: "这里贴着一张图片，没有读取。要作佐证的，请把图片另存为文件，在格里写文件名；要填内容的，请直接填写"})
		}
	case s.depth == 2:
		d.row, d.column, d.pic = 0, 0, false
	case s.depth == 3 && local == "from":
		d.from = true
	case d.from && local == "row":
		d.field = &d.row
	case d.from && local == "col":
		d.field = &d.column
	case local == "pic":
		d.pic = true
	}
	return nil
}

// comment finds the cells with comments.
type comment struct {
	found *[]Beside
	at    string
	text  []byte
	in    bool
}

func (c *comment) take(s *scanner, t token) error {
	local := string(s.local)
	switch {
	case t == charData:
		if c.in && len(c.text) < maxComment {
			c.text = append(c.text, s.text...)
		}
	case t == tagStart && local == "comment":
		c.at, c.text = string(s.attr("ref")), c.text[:0]
	case t == tagStart:
		c.in = local == "t" && c.at != ""
	case local == "t":
		c.in = false
	case local == "comment" && len(*c.found) < maxBeside:
		if column, row := coordinates([]byte(c.at)); column >= 0 {
			words := fmt.Sprintf("这一格有批注“%s”，批注没有读取。内容写在批注里的，请填到格里", clipped(string(c.text)))
			*c.found = append(*c.found, Beside{Row: row, Column: column, Words: words})
		}
		c.at = ""
	}
	return nil
}

// maxComment is how much of a comment is kept, and clipped how much of it is shown.
const maxComment = 4096

func clipped(text string) string {
	const most = 60
	text = strings.Join(strings.Fields(strings.ToValidUTF8(text, "")), " ")
	if utf8.RuneCountInString(text) <= most {
		return text
	}
	return string([]rune(text)[:most]) + "…"
}

// unseen tells of rows nobody sees.
func unseen(rows []int) []Beside {
	if len(rows) == 0 {
		return nil
	}
	var names []string
	for _, n := range rows[:min(len(rows), 10)] {
		names = append(names, fmt.Sprint(n))
	}
	more := ""
	if len(rows) > len(names) {
		more = "等"
	}
	return []Beside{{Row: rows[0], Words: fmt.Sprintf("有%d行被隐藏或筛选掉了（第%s%s行），里面的内容照样读取。请在WPS或Excel中取消隐藏和筛选，核对这些行",
		len(rows), strings.Join(names, "、"), more)}}
}
