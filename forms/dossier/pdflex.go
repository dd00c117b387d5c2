package dossier

import (
	"bytes"
	"strconv"
)

// pdfName is a name such as /Pages, without the slash.
type pdfName string

// pdfDepth bounds nested arrays and dictionaries.
const pdfDepth = 32

// pdfLexer reads PDF values: int64, pdfName, pdfRef, []any, map[pdfName]any. Strings, fractions and keywords come as nil or as
// pdfOther; they do not matter here.
type pdfLexer struct {
	data   []byte
	pos    int
	noRefs bool // numbers stand for themselves, "1 0 R" is not looked for
}

type pdfOther struct{}

func pdfBlank(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

func pdfDelimiter(c byte) bool { return pdfBlank(c) || bytes.IndexByte([]byte("()<>[]{}/%"), c) >= 0 }

// space skips blanks and comments.
func (l *pdfLexer) space() {
	for l.pos < len(l.data) {
		switch c := l.data[l.pos]; {
		case pdfBlank(c):
			l.pos++
		case c == '%':
			for l.pos < len(l.data) && l.data[l.pos] != '\n' && l.data[l.pos] != '\r' {
				l.pos++
			}
		default:
			return
		}
	}
}

// word takes a keyword if it comes next.
func (l *pdfLexer) word(w string) bool {
	l.space()
	if bytes.HasPrefix(l.data[l.pos:], []byte(w)) {
		l.pos += len(w)
		return true
	}
	return false
}

// value reads the next value; nil at the end of the data or of an enclosing array or dictionary.
func (l *pdfLexer) value(depth int) any {
	l.space()
	if l.pos >= len(l.data) || depth > pdfDepth {
		l.pos = len(l.data)
		return nil
	}
	switch c := l.data[l.pos]; {
	case c == '/':
		return l.name()
	case c == '(':
		return l.text()
	case l.word("<<"):
		return l.dictionary(depth)
	case c == '<':
		if end := bytes.IndexByte(l.data[l.pos:], '>'); end >= 0 {
			l.pos += end + 1
			return pdfOther{}
		}
		l.pos = len(l.data)
		return nil
	case c == '[':
		l.pos++
		return l.array(depth)
	case c == ']' || c == '>' || c == ')' || c == '{' || c == '}':
		return nil
	}
	return l.plain()
}

// token takes everything up to the next delimiter.
func (l *pdfLexer) token() string {
	from := l.pos
	for l.pos < len(l.data) && !pdfDelimiter(l.data[l.pos]) {
		l.pos++
	}
	return string(l.data[from:l.pos])
}

func (l *pdfLexer) name() any {
	l.pos++
	return pdfName(l.token())
}

// plain reads a number, a reference or a keyword.
func (l *pdfLexer) plain() any {
	n, err := strconv.ParseInt(l.token(), 10, 64)
	if err != nil {
		return pdfOther{}
	}
	if l.noRefs {
		return n
	}
	back := l.pos
	l.space()
	if _, err := strconv.ParseInt(l.token(), 10, 64); err == nil {
		l.space()
		if l.token() == "R" {
			return pdfRef(n)
		}
	}
	l.pos = back
	return n
}

// text skips a string in brackets.
func (l *pdfLexer) text() any {
	open := 0
	for ; l.pos < len(l.data); l.pos++ {
		switch l.data[l.pos] {
		case '\\':
			l.pos++
		case '(':
			open++
		case ')':
			if open--; open == 0 {
				l.pos++
				return pdfOther{}
			}
		}
	}
	l.pos = len(l.data)
	return nil
}

func (l *pdfLexer) array(depth int) any {
	list := []any{}
	for {
		if l.space(); l.pos < len(l.data) && l.data[l.pos] == ']' {
			l.pos++
			return list
		}
		v := l.value(depth + 1)
		if v == nil {
			return nil
		}
		list = append(list, v)
	}
}

func (l *pdfLexer) dictionary(depth int) any {
	dict := map[pdfName]any{}
	for {
		if l.word(">>") {
			return dict
		}
		key, ok := l.value(depth + 1).(pdfName)
		if !ok {
			return nil
		}
		v := l.value(depth + 1)
		if v == nil {
			return nil
		}
		dict[key] = v
	}
}

// unpredict undoes the PNG predictors of a cross-reference stream.
func unpredict(data []byte, parms any) ([]byte, error) {
	if list, ok := parms.([]any); ok && len(list) == 1 {
		parms = list[0]
	}
	dict, _ := parms.(map[pdfName]any)
	predictor, _ := dict["Predictor"].(int64)
	if predictor < 2 {
		return data, nil
	}
	width, ok := dict["Columns"].(int64)
	if !ok || predictor < 10 || width < 1 || width > 1<<16 {
		return nil, errPDF
	}
	out := make([]byte, 0, len(data))
	above := make([]byte, width)
	for len(data) > int(width) {
		kind, row := data[0], data[1:1+width]
		data = data[1+width:]
		for i := range row {
			var left, corner byte
			if i > 0 {
				left, corner = row[i-1], above[i-1]
			}
			switch kind {
			case 1:
				row[i] += left
			case 2:
				row[i] += above[i]
			case 3:
				row[i] += byte((int(left) + int(above[i])) / 2)
			case 4:
				row[i] += paeth(int(left), int(above[i]), int(corner))
			}
		}
		out = append(out, row...)
		above = row
	}
	return out, nil
}

func paeth(a, b, c int) byte {
	distance := func(x int) int { return max(a+b-c-x, x-a-b+c) }
	switch {
	case distance(a) <= distance(b) && distance(a) <= distance(c):
		return byte(a)
	case distance(b) <= distance(c):
		return byte(b)
	}
	return byte(c)
}
