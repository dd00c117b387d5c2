package tables

import "bytes"

// The namespaces the reader knows: those of a workbook's own parts, of old and of new, and those of references to parts.
const (
	spaceMain         = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	spaceMainStrict   = "http://purl.oclc.org/ooxml/spreadsheetml/main"
	spacePackage      = "http://schemas.openxmlformats.org/package/2006/relationships"
	spaceLinks        = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	spaceLinksStrict  = "http://purl.oclc.org/ooxml/officeDocument/relationships"
	prefixXML, prefix = "xml", "xmlns"
)

type space uint8

const (
	foreign space = iota
	own           // elements of a workbook's parts
	links         // attributes that refer to parts
)

func (n *names) spaceOf(uri []byte) space {
	if text := string(uri); n.any || n.drawing && (text == spaceDrawing || text == spaceDrawingStrict || text == spaceThreads) {
		return own
	}
	switch string(uri) {
	case spaceMain, spaceMainStrict, spacePackage:
		return own
	case spaceLinks, spaceLinksStrict:
		return links
	}
	return foreign
}

// names are the namespaces bound at a place of a part.
type names struct {
	bound   []binding
	plain   bool // names without a prefix are of a workbook's own
	any     bool // every namespace is taken for the workbook's own
	drawing bool // the part is a drawing, whose namespace is the workbook's own there
}

type binding struct {
	prefix string
	space  space
	depth  int // of the element that binds it
}

// bind takes over the namespaces the present tag binds; every prefix of its attributes must be bound.
func (s *scanner) bind() error {
	prefixed := false
	for i := range s.attrs {
		a := &s.attrs[i]
		head, tail, split := bytes.Cut(a.key, []byte(":"))
		prefixed = prefixed || split
		if string(head) != prefix {
			continue
		}
		if split && len(a.value) == 0 || len(s.names.bound) == maxBound {
			return errXML
		}
		a.name = nil
		s.names.bind(binding{string(tail), s.names.spaceOf(a.value), s.depth})
	}
	if !prefixed {
		return nil
	}
	for i := range s.attrs {
		a := &s.attrs[i]
		head, tail, split := bytes.Cut(a.key, []byte(":"))
		if !split || string(head) == prefix {
			continue
		}
		kind, ok := s.names.find(head)
		if !ok {
			return errXML
		}
		if a.name = nil; kind == links {
			a.name = tail
		}
	}
	return nil
}

func (n *names) bind(b binding) {
	n.bound = append(n.bound, b)
	if b.prefix == "" {
		n.plain = b.space == own
	}
}

// leave ends what an element has bound.
func (n *names) leave(depth int) {
	last := len(n.bound)
	for last > 0 && n.bound[last-1].depth >= depth {
		last--
	}
	if last < len(n.bound) {
		n.bound = n.bound[:last]
		kind, _ := n.find(nil)
		n.plain = kind == own
	}
}

// find gives what a prefix is bound to.
func (n *names) find(prefix []byte) (space, bool) {
	for i := len(n.bound) - 1; i >= 0; i-- {
		if b := &n.bound[i]; b.prefix == string(prefix) {
			return b.space, true
		}
	}
	return foreign, len(prefix) == 0 || string(prefix) == prefixXML
}

// local gives the name of an element without its prefix, nil where it is of a foreign namespace; ok is false where the prefix is not bound.
func (n *names) local(full []byte) (local []byte, ok bool) {
	head, tail, split := bytes.Cut(full, []byte(":"))
	if !split {
		if n.plain {
			return full, true
		}
		return nil, true
	}
	if kind, ok := n.find(head); kind != own {
		return nil, ok
	}
	return tail, true
}
