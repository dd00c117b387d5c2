package pdf

import (
	"bytes"
	"io"
	"strconv"
)

// The values of a PDF: nil, bool, int64, float64, name, text, ref, array, dict, and *stream for an object that is one.
type (
	name  string // without its slash, as it is written
	text  string // a string as it is written, with its brackets
	ref   int    // the number of an object; its generation is that of the object found
	array []any
	dict  map[name]any
)

// stream is a stream's dictionary and where in the file its data lies.
type stream struct {
	dict
	number     int // of the object
	generation int
	at, length int64
}

// Bounds of one object's text, and of the arrays and dictionaries in it.
const (
	mostObject = 4 << 20
	mostDepth  = 100
)

// lexer reads values from a place in a file on, and no more of the file than it needs.
type lexer struct {
	src    io.ReaderAt // nil: data is all there is
	base   int64       // where data begins
	data   []byte
	pos    int
	most   int  // bytes it may bring in
	noRefs bool // numbers stand for themselves: "1 0 R" is not looked for
}

// more reports whether there is another byte, and brings in what comes next.
func (l *lexer) more() bool {
	if l.pos < len(l.data) {
		return true
	}
	if l.src == nil || len(l.data) >= l.most {
		return false
	}
	had := len(l.data)
	grown := make([]byte, min(max(512, 4*had), l.most))
	copy(grown, l.data)
	n, _ := l.src.ReadAt(grown[had:], l.base+int64(had))
	l.data = grown[:had+n]
	if n < len(grown)-had {
		l.src = nil
	}
	return l.pos < len(l.data)
}

func isBlank(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

func isDelimiter(c byte) bool { return isBlank(c) || bytes.IndexByte([]byte("()<>[]{}/%"), c) >= 0 }

// space skips blanks and comments.
func (l *lexer) space() {
	for comment := false; l.more(); l.pos++ {
		switch c := l.data[l.pos]; {
		case c == '\n' || c == '\r':
			comment = false
		case comment || isBlank(c):
		case c == '%':
			comment = true
		default:
			return
		}
	}
}

// word takes a keyword if it comes next.
func (l *lexer) word(w string) bool {
	l.space()
	from := l.pos
	for i := range len(w) {
		if !l.more() || l.data[l.pos] != w[i] {
			l.pos = from
			return false
		}
		l.pos++
	}
	return true
}

// end stands for a bracket that closes, for the end of the data, and for what is nested too deep.
type end struct{}

// keyword is a word that is no value.
type keyword string

// value reads the next value.
func (l *lexer) value(depth int) any {
	l.space()
	if !l.more() || depth > mostDepth {
		l.pos, l.src = len(l.data), nil
		return end{}
	}
	switch c := l.data[l.pos]; c {
	case '/':
		l.pos++
		return name(l.token())
	case '(':
		return l.literal()
	case '<':
		if l.word("<<") {
			return l.dictionary(depth)
		}
		from := l.pos
		for l.more() && l.data[l.pos] != '>' {
			l.pos++
		}
		l.pos = min(l.pos+1, len(l.data))
		return text(l.data[from:l.pos])
	case '[':
		l.pos++
		return l.array(depth)
	case ']', '>', ')', '{', '}':
		return end{}
	}
	return l.plain()
}

// token takes everything up to the next delimiter.
func (l *lexer) token() string {
	from := l.pos
	for l.more() && !isDelimiter(l.data[l.pos]) {
		l.pos++
	}
	return string(l.data[from:l.pos])
}

// plain reads a number, a reference or a word.
func (l *lexer) plain() any {
	word := l.token()
	switch word {
	case "null":
		return nil
	case "true", "false":
		return word == "true"
	}
	n, err := strconv.ParseInt(word, 10, 64)
	if err != nil {
		return fraction(word)
	}
	if l.noRefs || n < 0 {
		return n
	}
	back := l.pos
	l.space()
	if _, err := strconv.ParseUint(l.token(), 10, 16); err == nil {
		l.space()
		if l.token() == "R" && n < mostObjects {
			return ref(n)
		}
	}
	l.pos = back
	return n
}

// fraction reads a number with a point, also one with a sign or a point too many, as some programs write them.
func fraction(word string) any {
	if c := word[:min(1, len(word))]; c == "" || c != "." && c != "-" && c != "+" && (c < "0" || c > "9") {
		return keyword(word)
	}
	for len(word) > 1 && (word[0] == '-' || word[0] == '+') && (word[1] == '-' || word[1] == '+') {
		word = word[1:]
	}
	for n := len(word); n > 0; n-- {
		if f, err := strconv.ParseFloat(word[:n], 64); err == nil {
			return f
		}
	}
	return 0.0
}

// literal reads a string in round brackets.
func (l *lexer) literal() any {
	from, open := l.pos, 0
	for ; l.more(); l.pos++ {
		switch l.data[l.pos] {
		case '\\':
			l.pos++
		case '(':
			open++
		case ')':
			if open--; open == 0 {
				l.pos++
				return text(l.data[from:l.pos])
			}
		}
	}
	l.pos = len(l.data)
	return end{}
}

func (l *lexer) array(depth int) any {
	list := array{}
	for {
		switch v := l.value(depth + 1).(type) {
		case end:
			if !l.word("]") {
				return end{}
			}
			return list
		case keyword:
		default:
			list = append(list, v)
		}
	}
}

func (l *lexer) dictionary(depth int) any {
	d := dict{}
	for {
		switch key := l.value(depth + 1).(type) {
		case name:
			v := l.value(depth + 1)
			if _, over := v.(end); over {
				if l.word(">>") {
					return d
				}
				return end{}
			}
			if _, odd := v.(keyword); !odd {
				d[key] = v
			}
		case end:
			if l.word(">>") {
				return d
			}
			return end{}
		}
	}
}
