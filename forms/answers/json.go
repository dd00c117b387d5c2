package answers

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// jsonKind is the kind of a JSON value.
type jsonKind uint8

const (
	jsonNull jsonKind = iota
	jsonBool
	jsonNumber
	jsonText
	jsonList
	jsonObject
)

// jsonValue is one JSON value. Text is a string decoded, or a number, true or false as written; items are the elements of a list
// or the members of an object, in the order of the file.
type jsonValue struct {
	kind  jsonKind
	key   string
	text  string
	items []jsonValue
}

// jsonDepth bounds nesting; the answers file needs five levels.
const jsonDepth = 16

// parseJSON reads one JSON text. It is stricter than the standard library, which takes letter case lightly, lets the last of two
// equal keys win and replaces broken characters: in an answers file each of these would lose what someone typed.
func parseJSON(data []byte) (jsonValue, error) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if !utf8.Valid(data) {
		return jsonValue{}, errors.New("文字编码不是 UTF-8，请把文件另存为 UTF-8 编码再试")
	}
	p := jsonParser{text: string(data), stack: make([]jsonValue, 0, 64)}
	p.space()
	v, err := p.value(0)
	if err != nil {
		return jsonValue{}, err
	}
	if p.space(); p.pos < len(p.text) {
		return jsonValue{}, errors.New("一个对象之后还有多余的内容，请每行只写一个对象")
	}
	return v, nil
}

// jsonParser reads text from pos on; stack holds the items of the lists and objects that are still open.
type jsonParser struct {
	text  string
	pos   int
	stack []jsonValue
}

// wrong says where the text is not JSON.
func (p *jsonParser) wrong() error {
	if p.pos >= len(p.text) {
		return errors.New("不是完整的 JSON，内容在中途断了")
	}
	return fmt.Errorf("不是完整的 JSON，第%d个字节附近写法有误，请检查引号、逗号和括号", p.pos+1)
}

func (p *jsonParser) space() {
	for p.pos < len(p.text) && strings.IndexByte(" \t\r\n", p.text[p.pos]) >= 0 {
		p.pos++
	}
}

// take steps over one byte where it is the wanted one.
func (p *jsonParser) take(b byte) bool {
	if p.pos < len(p.text) && p.text[p.pos] == b {
		p.pos++
		return true
	}
	return false
}

func (p *jsonParser) value(depth int) (jsonValue, error) {
	if depth > jsonDepth {
		return jsonValue{}, errors.New("括号嵌套太深，不像填报内容，请检查文件")
	}
	if p.pos >= len(p.text) {
		return jsonValue{}, p.wrong()
	}
	switch c := p.text[p.pos]; {
	case c == '{':
		return p.items(jsonObject, '}', depth)
	case c == '[':
		return p.items(jsonList, ']', depth)
	case c == '"':
		text, err := p.quoted()
		return jsonValue{kind: jsonText, text: text}, err
	case c == '-' || c >= '0' && c <= '9':
		return p.number()
	}
	return p.word()
}

// word reads true, false or null.
func (p *jsonParser) word() (jsonValue, error) {
	for _, w := range [...]jsonValue{{kind: jsonBool, text: "true"}, {kind: jsonBool, text: "false"}, {kind: jsonNull, text: "null"}} {
		if strings.HasPrefix(p.text[p.pos:], w.text) {
			p.pos += len(w.text)
			return w, nil
		}
	}
	return jsonValue{}, p.wrong()
}

// items reads a list or an object up to its closing bracket.
func (p *jsonParser) items(kind jsonKind, end byte, depth int) (jsonValue, error) {
	base := len(p.stack)
	p.pos++
	p.space()
	for open := !p.take(end); open; open = !p.take(end) {
		if len(p.stack) > base {
			if !p.take(',') {
				return jsonValue{}, p.wrong()
			}
			p.space()
		}
		item, err := p.item(kind, depth)
		if err != nil {
			return jsonValue{}, err
		}
		p.stack = append(p.stack, item)
		p.space()
	}
	out := jsonValue{kind: kind, items: slices.Clone(p.stack[base:])}
	p.stack = p.stack[:base]
	if key, twice := repeatedKey(out); twice {
		return jsonValue{}, fmt.Errorf("“%s”在同一处写了两遍，请只留一个", key)
	}
	return out, nil
}

// item reads an element, or a member with its key.
func (p *jsonParser) item(kind jsonKind, depth int) (jsonValue, error) {
	key := ""
	if kind == jsonObject {
		if p.pos >= len(p.text) || p.text[p.pos] != '"' {
			return jsonValue{}, p.wrong()
		}
		var err error
		if key, err = p.quoted(); err != nil {
			return jsonValue{}, err
		}
		if p.space(); !p.take(':') {
			return jsonValue{}, p.wrong()
		}
		p.space()
	}
	v, err := p.value(depth + 1)
	v.key = key
	return v, err
}

// repeatedKey finds a key that an object has twice.
func repeatedKey(v jsonValue) (string, bool) {
	seen := make(map[string]bool, len(v.items))
	for _, item := range v.items {
		if v.kind == jsonObject && seen[item.key] {
			return item.key, true
		}
		seen[item.key] = true
	}
	return "", false
}

// number reads a number and keeps it as written.
func (p *jsonParser) number() (jsonValue, error) {
	rest := p.text[p.pos:]
	text := rest[:len(rest)-len(strings.TrimLeft(rest, "+-.eE0123456789"))]
	if !json.Valid([]byte(text)) {
		return jsonValue{}, p.wrong()
	}
	p.pos += len(text)
	return jsonValue{kind: jsonNumber, text: text}, nil
}

// quoted reads a string; one without escapes is a part of the text itself.
func (p *jsonParser) quoted() (string, error) {
	start, escaped := p.pos, false
	for p.pos++; p.pos < len(p.text) && p.text[p.pos] != '"'; p.pos++ {
		switch c := p.text[p.pos]; {
		case c == '\\':
			escaped = true
			p.pos++
		case c < ' ':
			return "", p.wrong()
		}
	}
	if p.pos >= len(p.text) {
		return "", p.wrong()
	}
	p.pos++
	raw := p.text[start:p.pos]
	if !escaped {
		return raw[1 : len(raw)-1], nil
	}
	var text string
	// half of a surrogate pair stands for no character, and is replaced
	if json.Unmarshal([]byte(raw), &text) != nil || strings.Count(text, "\ufffd") > strings.Count(raw, "\ufffd") {
		p.pos = start
		return "", p.wrong()
	}
	return text, nil
}
