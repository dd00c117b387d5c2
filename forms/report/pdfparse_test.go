package report

import (
	"bytes"
	"compress/zlib"
	"encoding/hex"
	"io"
	"strconv"
	"testing"
	"unicode/utf16"
)

// What a PDF is made of, beside float64, bool, nil and []any.
type (
	pdfRef  int
	pdfName string
	pdfText string // the bytes of a string
	pdfOp   string // an operator of a page
	pdfDict map[string]any
)

// parser reads values and operators one after another, strictly: what it cannot read ends the test.
type parser struct {
	t    testing.TB
	data []byte
	at   int
}

func (p *parser) space() {
	for p.at < len(p.data) && bytes.IndexByte([]byte(" \n\r\t\f\x00"), p.data[p.at]) >= 0 {
		p.at++
	}
}

func (p *parser) word() string {
	start := p.at
	for p.at < len(p.data) && bytes.IndexByte([]byte(" \n\r\t\f\x00()<>[]{}/%"), p.data[p.at]) < 0 {
		p.at++
	}
	return string(p.data[start:p.at])
}

func (p *parser) has(prefix string) bool {
	if !bytes.HasPrefix(p.data[p.at:], []byte(prefix)) {
		return false
	}
	p.at += len(prefix)
	return true
}

// value reads the next value or operator; ok is false at the end.
func (p *parser) value() (v any, ok bool) {
	p.t.Helper()
	p.space()
	switch {
	case p.at == len(p.data):
		return nil, false
	case p.has("<<"):
		return p.dict(), true
	case p.has("["):
		return p.list(), true
	case p.has("/"):
		return pdfName(p.word()), true
	case p.has("<"):
		digits, _, found := bytes.Cut(p.data[p.at:], []byte(">"))
		p.at += len(digits) + 1
		raw, err := hex.DecodeString(string(digits))
		if err != nil || !found {
			p.t.Fatalf("no string: %q", digits)
		}
		return pdfText(raw), true
	case p.has("("):
		return p.quoted(), true
	}
	return p.plain(p.word()), true
}

func (p *parser) dict() pdfDict {
	d := pdfDict{}
	for p.space(); !p.has(">>"); p.space() {
		key, _ := p.value()
		name, ok := key.(pdfName)
		if _, twice := d[string(name)]; !ok || twice {
			p.t.Fatalf("%v is no key, or there twice", key)
		}
		d[string(name)], _ = p.value()
	}
	return d
}

func (p *parser) list() []any {
	list := []any{}
	for p.space(); !p.has("]"); p.space() {
		v, ok := p.value()
		if !ok {
			p.t.Fatal("a list has no end")
		}
		list = append(list, v)
	}
	return list
}

func (p *parser) quoted() pdfText {
	var out []byte
	for p.at < len(p.data) {
		c := p.data[p.at]
		p.at++
		switch c {
		case ')':
			return pdfText(out)
		case '(':
			p.t.Fatal("a bracket within a string")
		case '\\':
			if c = p.data[p.at]; c == 'r' {
				c = '\r'
			}
			p.at++
		}
		out = append(out, c)
	}
	p.t.Fatal("a string has no end")
	return ""
}

// plain is a number, a reference, a word of the format, or an operator.
func (p *parser) plain(word string) any {
	if word == "" {
		p.t.Fatalf("cannot read %q", p.data[p.at:min(p.at+20, len(p.data))])
	}
	switch word {
	case "true", "false":
		return word == "true"
	case "null":
		return nil
	}
	n, err := strconv.ParseFloat(word, 64)
	if err != nil {
		return pdfOp(word)
	}
	if number, err := strconv.Atoi(word); err == nil && p.has(" 0 R") {
		return pdfRef(number)
	}
	return n
}

// inflated is the data of a stream object as formtest.Objects gives it.
func inflated(t testing.TB, object []byte) []byte {
	t.Helper()
	_, data, _ := bytes.Cut(object, []byte("\nstream\n"))
	r, err := zlib.NewReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	out, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// text is a string of text in UTF-16.
func (s pdfText) text(t testing.TB) string {
	t.Helper()
	if len(s) < 2 || len(s)%2 != 0 || s[:2] != "\xFE\xFF" {
		t.Fatalf("%x is no text", string(s))
	}
	var units []uint16
	for i := 2; i < len(s); i += 2 {
		units = append(units, uint16(s[i])<<8|uint16(s[i+1]))
	}
	return string(utf16.Decode(units))
}
