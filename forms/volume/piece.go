package volume

import (
	"bufio"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"os"
)

// A piece is a file made ready for the volume: PDF objects with numbers of its own, from 1, one of them for each page. Streams that
// need no change are not in it: it says where in the file they stand, so that a piece is small whatever the file's size.
//
// Its form: a line of JSON, the head; then for every object opObject and its number, parts, and opEnd; opClose ends it. Numbers are
// varints.
const (
	opObject = 'O'
	opBytes  = 'B' // length, then the bytes as they are
	opRef    = 'R' // the number of an object of the piece, to be written as a reference
	opSource = 'S' // offset and length of what is copied out of the file
	opEnd    = 'E'
	opClose  = 'Z'
)

// head tells what a piece holds.
type head struct {
	Fault   fault       `json:"fault,omitempty"` // why there is nothing to print, "" where there is
	Pages   []piecePage `json:"pages,omitempty"`
	Objects int         `json:"objects,omitempty"` // the highest number
	Bytes   int64       `json:"bytes,omitempty"`   // what it takes in the volume, about
	Layers  []int       `json:"layers,omitempty"`  // optional content groups, and those of them that are switched off
	Hidden  []int       `json:"hidden,omitempty"`
	Lost    int         `json:"lost,omitempty"` // places where something is missing or cannot be read
	Bare    int         `json:"bare,omitempty"` // notes and fields that have no looks of their own and so do not show
}

// piecePage is one page: an object to be drawn, and the matrix that brings it upright into a rectangle of W by H points from 0, 0.
type piecePage struct {
	Object  int        `json:"o"`
	W       float64    `json:"w"`
	H       float64    `json:"h"`
	Matrix  [6]float64 `json:"m"`
	Picture bool       `json:"p,omitempty"` // is scaled to the page, whatever its size
}

// fault is why a file is not printed in the volume. The codes travel between the programs and the cache.
type fault string

const (
	faultOther     fault = "other"     // no PDF and no picture that can be printed
	faultPassword  fault = "password"  // encrypted, needs a password
	faultDamaged   fault = "damaged"   // cannot be read
	faultPages     fault = "pages"     // no page, or more than anyone binds
	faultLarge     fault = "large"     // would take more memory than is given
	faultKilled    fault = "killed"    // the child died or ran into its limits
	faultTime      fault = "time"      // took too long
	faultMissing   fault = "missing"   // the contents are not in the dossier
	faultUnwilling fault = "unwilling" // no child could be started; never kept
)

// pieceWriter writes a piece's objects.
type pieceWriter struct {
	w     *bufio.Writer
	size  int64
	err   error
	count int
}

func (p *pieceWriter) op(op byte, numbers ...int64) {
	buf := []byte{op}
	for _, n := range numbers {
		buf = binary.AppendUvarint(buf, uint64(n))
	}
	p.write(buf)
}

func (p *pieceWriter) write(data []byte) {
	if p.err == nil {
		_, p.err = p.w.Write(data)
	}
}

func (p *pieceWriter) begin(n int) {
	p.count = max(p.count, n)
	p.op(opObject, int64(n))
	p.size += 40 // number, endobj, and its place in the table of offsets
}

func (p *pieceWriter) bytes(data []byte) {
	if len(data) > 0 {
		p.op(opBytes, int64(len(data)))
		p.write(data)
		p.size += int64(len(data))
	}
}

func (p *pieceWriter) text(format string, args ...any) { p.bytes(fmt.Appendf(nil, format, args...)) }

func (p *pieceWriter) ref(n int) {
	p.op(opRef, int64(n))
	p.size += 8
}

func (p *pieceWriter) source(offset, length int64) {
	p.op(opSource, offset, length)
	p.size += length
}

func (p *pieceWriter) end() { p.op(opEnd) }

// stream writes a whole stream object; dict is its entries but the length.
func (p *pieceWriter) stream(n int, dict string, data []byte) {
	p.begin(n)
	p.text("<<%s/Length %d>>\nstream\n", dict, len(data))
	p.bytes(data)
	p.text("\nendstream")
	p.end()
}

var errPiece = errors.New("malformed piece")

// readHead reads the first line of a piece.
func readHead(r *bufio.Reader) (head, error) {
	line, err := r.ReadBytes('\n')
	var h head
	if err == nil {
		err = json.Unmarshal(line, &h)
	}
	return h, err
}

// readObjects writes the objects of a piece, after its head, into a volume; source is the file they were made of.
func readObjects(r *bufio.Reader, source *os.File, to *pdfWriter) error {
	for {
		op, err := r.ReadByte()
		if err != nil {
			return err
		}
		if op == opClose {
			return to.err
		}
		if op == opEnd {
			to.end()
			continue
		}
		n, err := binary.ReadUvarint(r)
		if err != nil || n > 1<<40 {
			return errPiece
		}
		switch op {
		case opObject:
			to.begin(to.base + int(n))
		case opRef:
			to.ref(to.base + int(n))
		case opBytes:
			if err := to.take(r, int64(n)); err != nil {
				return err
			}
		case opSource:
			length, err := binary.ReadUvarint(r)
			if err != nil || length > 1<<40 || source == nil {
				return errPiece
			}
			if err := to.copyFrom(source, int64(n), int64(length)); err != nil {
				return err
			}
		default:
			return errPiece
		}
	}
}
