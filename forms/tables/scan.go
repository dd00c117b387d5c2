package tables

import (
	"bytes"
	"errors"
	"io"
	"unicode/utf8"
)

// token is what a scanner comes upon.
type token uint8

const (
	tagStart token = iota
	tagEnd
	charData // a text may come in several
)

// The bounds of an XML part beside its length. encoding/xml keeps a token whole however long it is and makes garbage of each, so that
// padding costs many times what reading does; what it does not do better is left out here: no entities of one's own, no other encoding
// than UTF-8, which spreadsheets do not use.
const (
	window   = 64 << 10 // a tag must fit in
	maxDepth = 64
	maxAttrs = 64
)

var (
	errXML  = errors.New("not well-formed XML")
	errDeep = errors.New("nested too deeply")
)

// scanner reads an XML part from beginning to end. Whatever is not well-formed is an error, and so is an end before the root is closed;
// io.EOF comes only after a whole part whose checksum is right.
type scanner struct {
	in      io.Reader
	add     func(n int) error
	buf     []byte
	at, end int
	done    bool // in is at its end

	depth int      // of the element read last, the root has 1
	open  []byte   // names of the open elements, one behind the other
	marks []int    // where each begins in open
	local []byte   // name of the present tag without its prefix
	attrs []attrib // of the present tag
	text  []byte   // of charData, until the next call

	empty, rooted, cdata bool // a tag closes itself; there was a root; within CDATA
	decoded              []byte
}

type attrib struct{ name, value []byte }

func newScanner(in io.Reader, add func(n int) error) *scanner {
	return &scanner{in: in, add: add, buf: make([]byte, window)}
}

// next gives the next token; text, local and attrs belong to the scanner.
func (s *scanner) next() (token, error) {
	if s.empty {
		s.empty = false
		return tagEnd, s.close()
	}
	for {
		if s.cdata {
			if ok, err := s.section(); ok || err != nil {
				return charData, err
			}
			continue
		}
		if s.at == s.end {
			if err := s.fill(); err != nil {
				return 0, err
			}
			if s.at == s.end && s.done {
				return 0, s.atEnd()
			}
			continue
		}
		if s.buf[s.at] != '<' {
			if ok, err := s.chars(); ok || err != nil {
				return charData, err
			}
			continue
		}
		if t, ok, err := s.markup(); ok || err != nil {
			return t, err
		}
	}
}

func (s *scanner) atEnd() error {
	if !s.rooted || len(s.marks) > 0 {
		return errXML
	}
	return io.EOF
}

// fill reads more behind what is there.
func (s *scanner) fill() error {
	if s.done {
		return nil
	}
	copy(s.buf, s.buf[s.at:s.end])
	s.end -= s.at
	s.at = 0
	if s.end == len(s.buf) {
		return errXML
	}
	n, err := s.in.Read(s.buf[s.end:])
	s.end += n
	if stopped := s.add(n); stopped != nil {
		return stopped
	}
	if errors.Is(err, io.EOF) {
		s.done = true
		return nil
	}
	return err
}

// ahead makes n bytes available, fewer at the end of the part.
func (s *scanner) ahead(n int) ([]byte, error) {
	for s.end-s.at < n && !s.done {
		if err := s.fill(); err != nil {
			return nil, err
		}
	}
	return s.buf[s.at:min(s.at+n, s.end)], nil
}

// markup reads what begins with <; ok is false where it is nothing to be told.
func (s *scanner) markup() (t token, ok bool, err error) {
	head, err := s.ahead(len("<![CDATA["))
	if err != nil {
		return 0, false, err
	}
	switch {
	case len(head) < 2:
		return 0, false, errXML
	case head[1] == '?':
		return 0, false, s.instruction()
	case bytes.HasPrefix(head, []byte("<!--")):
		s.at += len("<!--")
		return 0, false, s.skip("-->")
	case bytes.HasPrefix(head, []byte("<![CDATA[")) && len(s.marks) > 0:
		s.at += len(head)
		s.cdata = true
		return 0, false, nil
	case head[1] == '!':
		return 0, false, errXML
	}
	tag, err := s.tag()
	if err != nil {
		return 0, false, err
	}
	if tag[0] == '/' {
		return tagEnd, true, s.endTag(tag[1:])
	}
	return tagStart, true, s.startTag(tag)
}

// instruction passes over <?…?>; a part that says it is not in UTF-8 is refused.
func (s *scanner) instruction() error {
	head, err := s.ahead(200)
	if err != nil {
		return err
	}
	if end := bytes.Index(head, []byte("?>")); bytes.HasPrefix(head, []byte("<?xml ")) && end > 0 {
		if _, code, told := bytes.Cut(bytes.ToLower(head[:end]), []byte("encoding")); told && !bytes.Contains(code, []byte("utf-8")) &&
			!bytes.Contains(code, []byte("ascii")) {
			return errXML
		}
	}
	return s.skip("?>")
}

// skip passes over everything up to and with a mark.
func (s *scanner) skip(mark string) error {
	for {
		if i := bytes.Index(s.buf[s.at:s.end], []byte(mark)); i >= 0 {
			s.at += i + len(mark)
			return nil
		}
		if s.done {
			return errXML
		}
		s.at = max(s.at, s.end-len(mark)+1)
		if err := s.fill(); err != nil {
			return err
		}
	}
}

// section gives a piece of a CDATA section; ok is false at its end.
func (s *scanner) section() (ok bool, err error) {
	const mark = "]]>"
	for {
		rest := s.buf[s.at:s.end]
		i := bytes.Index(rest, []byte(mark))
		if i == 0 {
			s.at += len(mark)
			s.cdata = false
			return false, nil
		}
		if i < 0 {
			i = wholeRunes(rest, len(rest)-len(mark)+1)
		}
		if i > 0 {
			s.text = rest[:i]
			s.at += i
			if _, ok := classify(s.text); !ok {
				return false, errXML
			}
			return true, nil
		}
		if s.done {
			return false, errXML
		}
		if err := s.fill(); err != nil {
			return false, err
		}
	}
}

// wholeRunes gives the end of the last whole character at or before a place, which may be negative.
func wholeRunes(b []byte, to int) int {
	for to > 0 && to < len(b) && !utf8.RuneStart(b[to]) {
		to--
	}
	return max(to, 0)
}

// tag gives what stands between < and >, and passes over it.
func (s *scanner) tag() ([]byte, error) {
	quote := byte(0)
	for i := 1; ; i++ {
		for s.at+i >= s.end {
			if s.done {
				return nil, errXML
			}
			if err := s.fill(); err != nil {
				return nil, err
			}
		}
		switch c := s.buf[s.at+i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '>' && i > 1:
			tag := s.buf[s.at+1 : s.at+i]
			s.at += i + 1
			return tag, nil
		case c == '<' || c == '>':
			return nil, errXML
		}
	}
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }

// name splits off a name at the beginning.
func name(b []byte) (name, rest []byte, ok bool) {
	i := 0
	for i < len(b) && b[i] > ' ' && b[i] != '=' && b[i] != '/' && b[i] != '&' && b[i] != '"' && b[i] != '\'' && b[i] != '>' {
		i++
	}
	return b[:i], b[i:], i > 0 && (b[0] < '0' || b[0] > '9') && b[0] != '-' && b[0] != '.'
}

// afterColon is a name without its prefix.
func afterColon(name []byte) []byte { return name[bytes.IndexByte(name, ':')+1:] }

func trimSpace(b []byte) []byte {
	for len(b) > 0 && isSpace(b[0]) {
		b = b[1:]
	}
	return b
}

func (s *scanner) startTag(tag []byte) error {
	if tag[len(tag)-1] == '/' {
		s.empty = true
		tag = tag[:len(tag)-1]
	}
	full, rest, ok := name(tag)
	if !ok || len(s.marks) == 0 && s.rooted {
		return errXML
	}
	if len(s.marks) == maxDepth {
		return errDeep
	}
	s.rooted = true
	s.marks = append(s.marks, len(s.open))
	s.open = append(s.open, full...)
	s.depth = len(s.marks)
	s.local = afterColon(full)
	return s.attributes(rest)
}

// attributes reads name="value" as often as it stands there.
func (s *scanner) attributes(rest []byte) error {
	s.attrs = s.attrs[:0]
	for {
		spaced := trimSpace(rest)
		if len(spaced) == 0 {
			return nil
		}
		key, after, ok := name(spaced)
		after = trimSpace(after)
		if !ok || len(spaced) == len(rest) || len(after) < 2 || after[0] != '=' || len(s.attrs) == maxAttrs {
			return errXML
		}
		after = trimSpace(after[1:])
		if len(after) < 2 || after[0] != '"' && after[0] != '\'' {
			return errXML
		}
		end := bytes.IndexByte(after[1:], after[0])
		if end < 0 {
			return errXML
		}
		value, err := attributeValue(after[1 : end+1])
		if err != nil {
			return err
		}
		s.attrs = append(s.attrs, attrib{afterColon(key), value})
		rest = after[end+2:]
	}
}

func attributeValue(raw []byte) ([]byte, error) {
	classes, ok := classify(raw)
	if !ok || bytes.IndexByte(raw, '<') >= 0 {
		return nil, errXML
	}
	if classes&entity == 0 {
		return raw, nil
	}
	return unescape(nil, raw)
}

// attr gives an attribute by its local name, nil where there is none.
func (s *scanner) attr(name string) []byte {
	for _, a := range s.attrs {
		if string(a.name) == name {
			return a.value
		}
	}
	return nil
}

func (s *scanner) endTag(tag []byte) error {
	full, rest, ok := name(tag)
	if !ok || len(trimSpace(rest)) > 0 || len(s.marks) == 0 || !bytes.Equal(full, s.open[s.marks[len(s.marks)-1]:]) {
		return errXML
	}
	return s.close()
}

// close ends the innermost element.
func (s *scanner) close() error {
	last := len(s.marks) - 1
	s.local = afterColon(s.open[s.marks[last]:]) // stays there until the next element begins
	s.open = s.open[:s.marks[last]]
	s.depth = len(s.marks)
	s.marks = s.marks[:last]
	return nil
}
