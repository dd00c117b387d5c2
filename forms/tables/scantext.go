package tables

import (
	"bytes"
	"strconv"
	"unicode/utf8"
)

// What a text has beside plain characters.
const (
	entity  = 1 << iota // &
	return_             // \r, which XML turns into \n
	wide_               // beyond ASCII
	closing             // >
)

// classify looks at every byte of a text; ok is false where there is one that XML has no room for.
func classify(b []byte) (classes int, ok bool) {
	for _, c := range b {
		switch {
		case c >= utf8.RuneSelf:
			classes |= wide_
		case c >= ' ':
			if c == '&' {
				classes |= entity
			} else if c == '>' {
				classes |= closing
			}
		case c == '\r':
			classes |= return_
		case c != '\n' && c != '\t':
			return 0, false
		}
	}
	if classes&wide_ != 0 && (!utf8.Valid(b) || bytes.Contains(b, []byte("\uffff")) || bytes.Contains(b, []byte("\ufffe"))) {
		return 0, false
	}
	return classes, true
}

// maxEntity is how far its ; can be from its &.
const maxEntity = 12

// chars gives a piece of text; ok is false where it is nothing, or stands outside the root, where there is white space only.
func (s *scanner) chars() (ok bool, err error) {
	rest := s.buf[s.at:s.end]
	n := bytes.IndexByte(rest, '<')
	if n < 0 {
		if n = len(rest); !s.done {
			n = wholeText(rest)
		}
		if n == 0 {
			return false, s.fill()
		}
	}
	raw := rest[:n]
	s.at += n
	if len(s.marks) == 0 {
		if len(trimSpace(raw)) > 0 {
			return false, errXML
		}
		return false, nil
	}
	classes, fine := classify(raw)
	if !fine || classes&closing != 0 && bytes.Contains(raw, []byte("]]>")) {
		return false, errXML
	}
	if s.text = raw; classes&(entity|return_) != 0 {
		s.decoded, err = unescape(s.decoded[:0], raw)
		s.text = s.decoded
	}
	return true, err
}

// wholeText gives how much of a text can be taken before more is read: no character, entity, ]]> or end of line is cut.
func wholeText(b []byte) int {
	to := len(b)
	for back := 1; back <= min(utf8.UTFMax, to); back++ {
		if c := b[to-back]; utf8.RuneStart(c) {
			if !utf8.FullRune(b[to-back:]) {
				to -= back
			}
			break
		}
	}
	if i := bytes.LastIndexByte(b[:to], '&'); i >= 0 && to-i <= maxEntity && bytes.IndexByte(b[i:to], ';') < 0 {
		to = i
	}
	for back := 0; back < 2 && to > 0 && (b[to-1] == '\r' || b[to-1] == ']'); back++ { // ]]> may be coming
		to--
	}
	return to
}

// unescape appends a text with its entities and ends of lines resolved.
func unescape(out, raw []byte) ([]byte, error) {
	for i := 0; i < len(raw); {
		switch raw[i] {
		case '\r':
			out = append(out, '\n')
			if i++; i < len(raw) && raw[i] == '\n' {
				i++
			}
		case '&':
			end := bytes.IndexByte(raw[i:min(len(raw), i+maxEntity)], ';')
			if end < 0 {
				return nil, errXML
			}
			r, ok := meaning(string(raw[i+1 : i+end]))
			if !ok {
				return nil, errXML
			}
			out = utf8.AppendRune(out, r)
			i += end + 1
		default:
			out = append(out, raw[i])
			i++
		}
	}
	return out, nil
}

// meaning gives the character an entity stands for.
func meaning(entity string) (rune, bool) {
	switch entity {
	case "amp":
		return '&', true
	case "lt":
		return '<', true
	case "gt":
		return '>', true
	case "quot":
		return '"', true
	case "apos":
		return '\'', true
	}
	if len(entity) < 2 || entity[0] != '#' {
		return 0, false
	}
	digits, base := entity[1:], 10
	if digits[0] == 'x' {
		digits, base = digits[1:], 16
	}
	n, err := strconv.ParseUint(digits, base, 32)
	r := rune(n)
	fine := r == '\t' || r == '\n' || r == '\r' || r >= ' ' && r < 0xd800 || r >= 0xe000 && r < 0xfffe || r >= 0x10000 && r <= utf8.MaxRune
	return r, err == nil && n <= utf8.MaxRune && fine
}
