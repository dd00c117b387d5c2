package pdf

import (
	"bufio"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"os"
)

// A document is a file made ready to be placed in another PDF: objects with numbers of its own, from 1, one of them for each page. Streams
// that need no change are not in it: it says where in the file they stand, so that a document is small whatever the file's size.
//
// Its form: a line of JSON, the Document; then for every object opObject and its number, parts, and opEnd; opClose ends it. Numbers are
// varints.
const (
	opObject = 'O'
	opBytes  = 'B' // length, then the bytes as they are
	opRef    = 'R' // the number of an object of the document, to be written as a reference
	opSource = 'S' // offset and length of what is copied out of the file
	opEnd    = 'E'
	opClose  = 'Z'
)

// Document says what a file made ready holds.
type Document struct {
	Fault   Fault  `json:"fault,omitempty"` // why there is nothing to print, "" where there is
	Pages   []Page `json:"pages,omitempty"`
	Objects int    `json:"objects,omitempty"` // the highest number
	Bytes   int64  `json:"bytes,omitempty"`   // what it takes where it is placed, about
	Layers  []int  `json:"layers,omitempty"`  // optional content groups, and those of them that are switched off
	Hidden  []int  `json:"hidden,omitempty"`
	Lost    int    `json:"lost,omitempty"` // places where something is missing or cannot be read
	Bare    int    `json:"bare,omitempty"` // notes and fields that have no appearance of their own and so do not show
}

// Page is one page: an object to be drawn, and the matrix that brings it upright into a rectangle of W by H points from 0, 0.
type Page struct {
	Object  int        `json:"o"`
	W       float64    `json:"w"`
	H       float64    `json:"h"`
	Matrix  [6]float64 `json:"m"`
	Picture bool       `json:"p,omitempty"` // has no size of its own
	Piece   int        `json:"k,omitempty"` // which of the pieces a long page was cut into, 0 where it was not
	Pieces  int        `json:"n,omitempty"`
}

// Fault is why a file cannot be placed, and the error that says so. The codes travel between processes and are kept.
type Fault string

// Error gives the code; what is shown is up to the caller.
func (f Fault) Error() string { return string(f) }

// The faults.
const (
	Other    Fault = "other"    // no PDF and no picture that can be printed
	Password Fault = "password" // encrypted, needs a password
	Damaged  Fault = "damaged"  // cannot be read
	Pages    Fault = "pages"    // no page, or more than anyone binds
	Large    Fault = "large"    // would take more memory than is given
	Killed   Fault = "killed"   // the child died or ran into its limits
	Slow     Fault = "time"     // took too long
)

// documentWriter writes a document's objects.
type documentWriter struct {
	w       *bufio.Writer
	pending []byte // of an object, up to the next reference
	size    int64
	err     error
	count   int
	whole   bool // long pages are not cut
}

// pieces is pieces for what is written here.
func (p *documentWriter) pieces(w, h, from float64) (n int, most float64) {
	if p.whole {
		return 1, h
	}
	return pieces(w, h, from)
}

func (p *documentWriter) op(op byte, numbers ...int64) {
	if n := len(p.pending); n > 0 && p.err == nil {
		_, _ = p.w.Write(binary.AppendUvarint([]byte{opBytes}, uint64(n)))
		_, p.err = p.w.Write(p.pending)
		p.size += int64(n)
		p.pending = p.pending[:0]
	}
	buf := []byte{op}
	for _, n := range numbers {
		buf = binary.AppendUvarint(buf, uint64(n))
	}
	if p.err == nil {
		_, p.err = p.w.Write(buf)
	}
}

func (p *documentWriter) begin(n int) {
	p.count = max(p.count, n)
	p.op(opObject, int64(n))
	p.size += 40 // number, endobj, and its place in the table of offsets
}

func (p *documentWriter) bytes(data []byte) { p.pending = append(p.pending, data...) }

func (p *documentWriter) text(format string, args ...any) {
	p.pending = fmt.Appendf(p.pending, format, args...)
}

func (p *documentWriter) ref(n int) {
	p.op(opRef, int64(n))
	p.size += 8
}

func (p *documentWriter) source(offset, length int64) {
	p.op(opSource, offset, length)
	p.size += length
}

func (p *documentWriter) end() { p.op(opEnd) }

// close ends the objects and fills in what the document says of them.
func (p *documentWriter) close(d *Document) error {
	p.op(opClose)
	d.Objects, d.Bytes = p.count, p.size
	return errors.Join(p.err, p.w.Flush())
}

// stream writes a whole stream object; dict is its entries but the length.
func (p *documentWriter) stream(n int, dict string, data []byte) {
	p.begin(n)
	p.text("<<%s/Length %d>>\nstream\n", dict, len(data))
	p.bytes(data)
	p.text("\nendstream")
	p.end()
}

// errDocument is a document that is not well formed, or not that of its file.
var errDocument = errors.New("malformed document")

// ReadDocument reads the first line of a document; its objects follow.
func ReadDocument(r *bufio.Reader) (Document, error) {
	line, err := r.ReadBytes('\n')
	var d Document
	if err == nil {
		err = json.Unmarshal(line, &d)
	}
	return d, err
}

// Place writes the objects of a document, whose first line is read, and gives what its numbers are raised by; source is the file it was
// made of.
func (p *Writer) Place(d Document, objects *bufio.Reader, source *os.File) (int, error) {
	if d.Objects < 0 || d.Objects > mostObjects {
		return 0, errDocument
	}
	base := p.reserve(d.Objects) - 1
	for {
		op, err := objects.ReadByte()
		switch {
		case err != nil:
			return 0, err
		case op == opClose:
			return base, p.err
		case op == opEnd:
			p.end()
			continue
		}
		n, err := binary.ReadUvarint(objects)
		if err != nil || n > 1<<40 {
			return 0, errDocument
		}
		switch op {
		case opObject:
			p.begin(base + int(n))
		case opRef:
			p.text("%d 0 R", base+int(n))
		case opBytes:
			err = p.take(objects, int64(n))
		case opSource:
			err = p.takeSource(objects, source, int64(n))
		default:
			err = errDocument
		}
		if err != nil {
			return 0, err
		}
	}
}

// takeSource copies a stretch of the file whose length comes next.
func (p *Writer) takeSource(objects *bufio.Reader, source *os.File, at int64) error {
	n, err := binary.ReadUvarint(objects)
	if err != nil || n > 1<<40 || source == nil {
		return errDocument
	}
	return p.copyFrom(source, at, int64(n))
}
