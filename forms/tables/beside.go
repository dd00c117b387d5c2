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
	Row, Column int // counted from 1 and from 0; no Row where it lies somewhere on the sheet
	Words       string
	Picture     bool
	Parts       []string // of the pictures, see Book.Part
}

// maxBeside is how many are told of a sheet.
const maxBeside = 100

// The namespaces of drawings, and of comments that answer each other; their elements mean something in parts of their own alone.
const (
	spaceDrawing       = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
	spaceDrawingStrict = "http://purl.oclc.org/ooxml/drawingml/spreadsheetDrawing"
	spaceThreads       = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
)

// Besides lists the pictures, text boxes and comments of a sheet.
func (b *Book) Besides(sheet int) ([]Beside, error) {
	part := b.sheets[sheet]
	if part.part == nil {
		return nil, nil
	}
	named, err := b.relations(partName(part.part))
	if err != nil {
		return nil, err
	}
	var out []Beside
	said, embedded := comments{}, false
	what := "工作表“" + shown(part.name) + "”的图片或批注"
	for _, r := range named {
		f := b.parts[r.target]
		switch {
		case f == nil || len(out) >= maxBeside:
		case r.kind == "drawing":
			d := drawing{found: &out}
			if d.named, err = b.relations(partName(f)); err == nil {
				err = b.tokens(piece{f, what, true}, d.take)
			}
		case r.kind == "oleObject" || r.kind == "package":
			embedded = true
		case r.kind == "comments", r.kind == "threadedComment":
			c := comment{said: said, thread: r.kind != "comments"}
			err = b.tokens(piece{f, what, c.thread}, c.take)
		}
		if err != nil {
			return nil, err
		}
	}
	if embedded {
		if err := b.objects(part.part, what, &out); err != nil {
			return nil, err
		}
	}
	out = append(out, said.besides()...)
	slices.SortStableFunc(out, func(a, b Beside) int { return cmp.Or(a.Row-b.Row, a.Column-b.Column) })
	return out[:min(len(out), maxBeside)], nil
}

// drawing finds the cells pictures are anchored to.
type drawing struct {
	found       *[]Beside
	named       related // the parts it names
	parts       []string
	row, column int
	field       *int // what the digits are for that stand here
	from, pic   bool
	box         bool // within the text of a shape
	text        []byte
}

func (d *drawing) take(s *scanner, t token) error {
	local := string(s.local)
	if id := s.embedded(); t == tagStart && d.pic && id != "" && len(d.parts) < maxBeside {
		if part := d.named[id].target; part != "" {
			d.parts = append(d.parts, part)
		}
	}
	switch {
	case t == charData:
		if d.field != nil {
			if n, ok := number(trimSpace(s.text)); ok {
				*d.field = n
			}
		}
		if d.box && len(d.text) < maxComment {
			d.text = append(d.text, s.text...)
		}
	case t == tagEnd:
		d.field = nil
		d.box = d.box && local != "txBody"
		if s.depth == 3 && local == "from" {
			d.from = false
		}
		at := Beside{Row: d.row + 1, Column: d.column}
		if local == "absoluteAnchor" {
			at = Beside{}
		}
		if s.depth == 2 && d.pic && len(*d.found) < maxBeside {
			at.Picture, at.Parts, at.Words = true, d.parts, "这里贴着一张图片，没有读取。要作佐证的，请把图片另存为文件，在格里写文件名；要填内容的，请直接填写"
			*d.found = append(*d.found, at)
		}
		if words := clipped(string(d.text)); s.depth == 2 && words != "" && len(*d.found) < maxBeside {
			at.Picture, at.Parts, at.Words = false, nil, "这里有一个文本框“"+words+"”，没有读取。内容写在文本框里的，请填到格里"
			*d.found = append(*d.found, at)
		}
	case s.depth == 2:
		d.row, d.column, d.pic, d.text, d.parts = 0, 0, false, d.text[:0], nil
	case s.depth == 3 && local == "from":
		d.from = true
	case d.from && local == "row":
		d.field = &d.row
	case d.from && local == "col":
		d.field = &d.column
	case local == "pic":
		d.pic = true
	case local == "txBody":
		d.box = true
	}
	return nil
}

// comments are what comments say, by cell.
type comments map[string]*struct{ note, thread string }

// besides names the cells; where a thread of comments stands, the note beside it, for older programs, only says so.
func (c comments) besides() (out []Beside) {
	for at, said := range c {
		if column, row := coordinates([]byte(at)); column >= 0 {
			words := fmt.Sprintf("这一格有批注“%s”，批注没有读取。内容写在批注里的，请填到格里", clipped(cmp.Or(said.thread, said.note)))
			out = append(out, Beside{Row: row, Column: column, Words: words})
		}
	}
	return out
}

// comment finds the cells with comments.
type comment struct {
	said   comments
	thread bool
	at     string
	text   []byte
	in     bool
}

func (c *comment) take(s *scanner, t token) error {
	local := string(s.local)
	begins := local == "comment" && !c.thread || local == "threadedComment" && c.thread
	switch {
	case t == charData:
		if c.in && len(c.text) < maxComment {
			c.text = append(c.text, s.text...)
		}
	case t == tagStart && begins:
		c.at, c.text = string(s.attr("ref")), c.text[:0]
	case t == tagStart:
		c.in = (local == "t" && !c.thread || local == "text" && c.thread) && c.at != ""
	case begins:
		c.keep()
		c.at, c.in = "", false
	default:
		c.in = false
	}
	return nil
}

// keep keeps what stands at the cell; of a thread it is all that was said.
func (c *comment) keep() {
	cell := c.said[c.at]
	switch {
	case cell == nil && len(c.said) >= maxBeside:
		return
	case cell == nil:
		cell = &struct{ note, thread string }{}
		c.said[c.at] = cell
	}
	if !c.thread {
		cell.note = string(c.text)
	} else if len(cell.thread) < maxComment {
		cell.thread = strings.TrimSpace(cell.thread + " " + string(c.text))
	}
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

// hiddenRows tells of rows nobody sees.
func hiddenRows(rows []int) []Beside {
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
	return []Beside{{Row: rows[0], Words: fmt.Sprintf("有%d行被隐藏或筛选掉了（第%s%s行），里面的内容仍然读取。请在WPS或Excel中取消隐藏和筛选，核对这些行",
		len(rows), strings.Join(names, "、"), more)}}
}
