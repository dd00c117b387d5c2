package tables

import (
	"bytes"
	"errors"
	"strconv"
	"unicode/utf8"

	"zicha/forms/files"
)

// errTooLong says that a cell holds more than any spreadsheet program lets it.
var errTooLong = errors.New("text too long")

func tellTooLong(where string) error {
	return files.Failure(files.Source, "%s里有一段超过%d个字，表格软件的一个单元格无法容纳，没有读取任何内容；请核对后删减或分到几格里，再选一次", where, MaxText)
}

// content gathers the text of a cell, or of a shared text: that of its runs, without the reading aids (rPh) beside them.
type content struct {
	value []byte
	aside int // depth of the reading aid being passed over
	in    bool
	runs  []font // the looks of runs that may not be read as what they are
	run   font   // of the present run
	look  bool   // within what says the run's look
}

func (c *content) reset() {
	c.value, c.aside, c.in, c.runs, c.run, c.look = c.value[:0], 0, false, nil, font{}, false
}

// take looks at a token within the cell.
func (c *content) take(s *scanner, t token) error {
	switch t {
	case charData:
		if c.in {
			c.value = append(c.value, s.text...)
			if len(c.value) > utf8.UTFMax*2*MaxText { // a character may stand as _xHHHH_
				return errTooLong
			}
		}
	case tagStart:
		if c.in {
			return errPlace // within a text or a value stands no element
		}
		switch string(s.local) {
		case "rPh":
			if c.aside == 0 {
				c.aside = s.depth
			}
		case "t", "v":
			if c.in = c.aside == 0; c.in && c.run.odd() && len(c.runs) < maxRuns {
				c.runs = append(c.runs, c.run)
			}
		case "r":
			c.run = font{}
		case "rPr":
			c.look = true
		case "row", "c", "si":
			return errPlace
		default:
			if c.look {
				c.run.take(s)
			}
		}
	case tagEnd:
		c.in = false
		c.look = c.look && string(s.local) != "rPr"
		if s.depth == c.aside {
			c.aside = 0
		}
	}
	return nil
}

// maxRuns is how many different looks of a text are kept.
const maxRuns = 64

// bytes gives the text as it was typed: _xHHHH_ stands for a character XML has no room for, and lines end with \n.
func (c *content) bytes() []byte {
	if bytes.Contains(c.value, []byte("_x")) {
		c.value = unmarked(c.value)
	}
	return c.value
}

func unmarked(text []byte) []byte {
	const length = len("_x000D_")
	out := make([]byte, 0, len(text))
	for i := 0; i < len(text); {
		if c, ok := marked(text[i:min(len(text), i+length)]); ok {
			out = utf8.AppendRune(out, c)
			i += length
			continue
		}
		out = append(out, text[i])
		i++
	}
	out = bytes.ReplaceAll(out, []byte("\r\n"), []byte("\n"))
	return bytes.ReplaceAll(out, []byte("\r"), []byte("\n"))
}

func marked(b []byte) (rune, bool) {
	if len(b) != len("_x000D_") || b[0] != '_' || b[1] != 'x' || b[6] != '_' {
		return 0, false
	}
	n, err := strconv.ParseUint(string(b[2:6]), 16, 16)
	return rune(n), err == nil && utf8.ValidRune(rune(n))
}

// tooLong reports whether a text is longer than a cell can be.
func tooLong(text []byte) bool { return len(text) > MaxText && Units(string(text)) > MaxText }

// Units counts UTF-16 units, what spreadsheets measure a cell by.
func Units(text string) int {
	n := 0
	for _, r := range text {
		n++
		if r > 0xffff {
			n++
		}
	}
	return n
}
