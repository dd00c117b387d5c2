package tables

import (
	"bytes"
	"slices"
	"unicode/utf8"
)

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
	for i < len(b) && inName(b[i]) {
		i++
	}
	name, rest = b[:i], b[i:]
	colon := bytes.IndexByte(name, ':')
	first := bytes.IndexByte(name[colon+1:], ':') < 0 && colon != 0 && begins(name) && begins(name[colon+1:])
	return name, rest, first && utf8.Valid(name)
}

// inName reports whether a byte is one of a name's.
func inName(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= ':' || c == '_' || c == '-' || c == '.' || c >= utf8.RuneSelf
}

// begins reports whether a name, or what stands behind its colon, may begin so.
func begins(name []byte) bool {
	return len(name) > 0 && name[0] > '9'
}

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
	s.marks = append(s.marks, len(s.open))
	s.open = append(s.open, full...)
	s.depth = len(s.marks)
	if err := s.attributes(rest); err != nil {
		return err
	}
	if err := s.bind(); err != nil {
		return err
	}
	s.local, ok = s.names.local(full)
	if !ok || !s.rooted && len(s.local) == 0 { // the root is one of a workbook's own
		return errXML
	}
	s.rooted = true
	return nil
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
		if slices.ContainsFunc(s.attrs, func(a attrib) bool { return bytes.Equal(a.key, key) }) {
			return errXML
		}
		s.attrs = append(s.attrs, attrib{key, key, value})
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

// attr gives an attribute by its name without a prefix, nil where there is none.
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
	s.local, _ = s.names.local(s.open[s.marks[last]:]) // stays there until the next element begins
	s.names.leave(len(s.marks))
	s.open = s.open[:s.marks[last]]
	s.depth = len(s.marks)
	s.marks = s.marks[:last]
	return nil
}
