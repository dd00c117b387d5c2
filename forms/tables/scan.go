package tables

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"
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
	maxBound = 64 // namespaces bound at a time
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
	names names    // the namespaces
	local []byte   // name of the present tag without its prefix, empty for one of a foreign namespace
	attrs []attrib // of the present tag
	text  []byte   // of charData, until the next call

	empty, begun, rooted, cdata bool // a tag closes itself; something was read; there was a root; within CDATA
	decoded                     []byte
}

// attrib is an attribute, key its name as it stands there; name is empty for one of a foreign namespace.
type attrib struct{ key, name, value []byte }

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
			piece, over, err := s.upTo("]]>")
			if s.cdata = !over; len(piece) > 0 || err != nil {
				s.text = piece
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
		if !s.begun {
			if err := s.begin(); err != nil {
				return 0, err
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
		return 0, false, s.comment()
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

// begin passes over what stands before everything else: a mark of the order of bytes and <?xml …?>. A part that says it is not in UTF-8
// is refused.
func (s *scanner) begin() error {
	s.begun = true
	head, err := s.ahead(300)
	if err != nil {
		return err
	}
	if bytes.HasPrefix(head, []byte("\ufeff")) {
		s.at, head = s.at+len("\ufeff"), head[len("\ufeff"):]
	}
	if !bytes.HasPrefix(head, []byte("<?xml")) || len(head) > 5 && !isSpace(head[5]) && head[5] != '?' {
		return nil
	}
	end := bytes.Index(head, []byte("?>"))
	if end < 0 {
		return errXML
	}
	if err := s.attributes(head[len("<?xml"):end]); err != nil {
		return err
	}
	code := strings.ToLower(string(s.attr("encoding"))) // "" is UTF-8
	if len(s.attrs) == 0 || string(s.attrs[0].key) != "version" || !slices.Contains([]string{"", "utf-8", "us-ascii"}, code) {
		return errXML
	}
	s.at += end + len("?>")
	return nil
}

// instruction passes over <?…?>; <?xml …?> stands at the beginning only.
func (s *scanner) instruction() error {
	head, err := s.ahead(len("<?xml?"))
	if err != nil {
		return err
	}
	target, _, ok := name(head[len("<?"):])
	if !ok || string(bytes.ToLower(target)) == "xml" {
		return errXML
	}
	return s.skip("?>")
}

// comment passes over the rest of <!--…-->, within which no -- stands.
func (s *scanner) comment() error {
	if err := s.skip("--"); err != nil {
		return err
	}
	after, err := s.ahead(1)
	if err == nil && string(after) != ">" {
		err = errXML
	}
	s.at += len(after)
	return err
}

// skip passes over everything up to and with a mark.
func (s *scanner) skip(mark string) error {
	for {
		if _, over, err := s.upTo(mark); over || err != nil {
			return err
		}
	}
}

// upTo gives a piece of what stands before a mark, which may be empty, and passes over it; over says that the mark was behind it and is
// passed over too.
func (s *scanner) upTo(mark string) (piece []byte, over bool, err error) {
	rest := s.buf[s.at:s.end]
	i := bytes.Index(rest, []byte(mark))
	switch {
	case i >= 0:
		piece, over = rest[:i], true
		s.at += i + len(mark)
	case s.done:
		return nil, false, errXML
	default:
		piece = rest[:wholeRunes(rest, len(rest)-len(mark)+1)]
		if s.at += len(piece); len(piece) == 0 {
			err = s.fill()
		}
	}
	if _, fine := classify(piece); !fine {
		err = errXML
	}
	return piece, over, err
}

// wholeRunes gives the end of the last whole character at or before a place, which may be negative.
func wholeRunes(b []byte, to int) int {
	for to > 0 && to < len(b) && !utf8.RuneStart(b[to]) {
		to--
	}
	return max(to, 0)
}
