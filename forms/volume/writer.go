package volume

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"strings"
	"unicode/utf16"
)

// pdfWriter writes a PDF from its first byte to its last and keeps nothing but the places of its objects. The first error stays.
type pdfWriter struct {
	w       *bufio.Writer
	file    *os.File
	at      int64
	offsets []int64 // by object number; 0: not written
	base    int     // what the numbers of the piece being written are raised by
	err     error
}

func newPDFWriter(file *os.File) *pdfWriter {
	p := &pdfWriter{file: file, w: bufio.NewWriterSize(file, 1<<18), offsets: []int64{0}}
	p.text("%%PDF-1.7\n%%\xE2\xE3\xCF\xD3\n")
	return p
}

// reserve gives n object numbers in a row, the first of them.
func (p *pdfWriter) reserve(n int) int {
	first := len(p.offsets)
	p.offsets = append(p.offsets, make([]int64, n)...)
	return first
}

func (p *pdfWriter) bytes(data []byte) {
	if p.err == nil {
		_, p.err = p.w.Write(data)
		p.at += int64(len(data))
	}
}

func (p *pdfWriter) text(format string, args ...any) { p.bytes(fmt.Appendf(nil, format, args...)) }

// take copies exactly n bytes.
func (p *pdfWriter) take(r io.Reader, n int64) error {
	if p.err == nil {
		var done int64
		done, p.err = io.CopyN(p.w, r, n)
		p.at += done
	}
	return p.err
}

// copyFrom copies a stretch of a file; a long one is left to the system, which need not bring it through this process.
func (p *pdfWriter) copyFrom(from *os.File, at, n int64) error {
	const long = 1 << 16
	if _, err := from.Seek(at, io.SeekStart); err != nil {
		return err
	}
	if n < long {
		return p.take(from, n)
	}
	if p.err == nil {
		p.err = p.w.Flush()
	}
	if p.err == nil {
		var done int64
		done, p.err = io.CopyN(p.file, from, n)
		p.at += done
	}
	return p.err
}

func (p *pdfWriter) ref(n int) { p.text("%d 0 R", n) }

func (p *pdfWriter) begin(n int) {
	if n <= 0 || n >= len(p.offsets) || p.offsets[n] != 0 {
		p.err = errPiece
		return
	}
	p.offsets[n] = p.at
	p.text("%d 0 obj\n", n)
}

func (p *pdfWriter) end() { p.text("\nendobj\n") }

// object writes a whole object.
func (p *pdfWriter) object(n int, format string, args ...any) {
	p.begin(n)
	p.text(format, args...)
	p.end()
}

// stream writes an uncompressed stream.
func (p *pdfWriter) stream(n int, data string) {
	p.object(n, "<</Length %d>>\nstream\n%s\nendstream", len(data), data)
}

// close writes the table of offsets. The file's identity follows from what it is made of, so that the same volume has the same bytes.
func (p *pdfWriter) close(root, info int, identity string) error {
	table := p.at
	p.text("xref\n0 %d\n0000000000 65535 f \n", len(p.offsets))
	for _, offset := range p.offsets[1:] {
		if offset == 0 {
			p.text("0000000000 00000 f \n")
		} else {
			p.text("%010d 00000 n \n", offset)
		}
	}
	sum := sha256.Sum256([]byte(identity))
	id := hex.EncodeToString(sum[:16])
	p.text("trailer\n<</Size %d/Root %d 0 R/Info %d 0 R/ID[<%s><%s>]>>\nstartxref\n%d\n%%%%EOF\n", len(p.offsets), root, info, id, id, table)
	if p.err == nil {
		p.err = p.w.Flush()
	}
	return p.err
}

// pdfText is a text string: UTF-16 in hexadecimal.
func pdfText(text string) string {
	var out strings.Builder
	out.WriteString("<FEFF")
	for _, unit := range utf16.Encode([]rune(text)) {
		fmt.Fprintf(&out, "%04X", unit)
	}
	out.WriteString(">")
	return out.String()
}

// pages writes the tree over the pages, in branches of a hundred, whose numbers were reserved before.
type pageTree struct {
	root     int
	branches []int
	pages    []int
}

const branchSize = 100

// newPageTree reserves the tree for so many pages.
func newPageTree(p *pdfWriter, pages int) *pageTree {
	t := &pageTree{root: p.reserve(1)}
	for range (pages + branchSize - 1) / branchSize {
		t.branches = append(t.branches, p.reserve(1))
	}
	return t
}

// next takes a page into the tree and gives its parent.
func (t *pageTree) next(page int) int {
	t.pages = append(t.pages, page)
	return t.branches[(len(t.pages)-1)/branchSize]
}

func (t *pageTree) write(p *pdfWriter) {
	list := func(numbers []int) string {
		var out strings.Builder
		for _, n := range numbers {
			fmt.Fprintf(&out, "%d 0 R ", n)
		}
		return out.String()
	}
	for i, branch := range t.branches {
		kids := t.pages[i*branchSize : min((i+1)*branchSize, len(t.pages))]
		p.object(branch, "<</Type/Pages/Parent %d 0 R/Count %d/Kids[%s]>>", t.root, len(kids), list(kids))
	}
	p.object(t.root, "<</Type/Pages/Count %d/Kids[%s]>>", len(t.pages), list(t.branches))
}

// mark is a bookmark; level 1 stands under the nearest one of level 0 before it.
type mark struct {
	title string
	level int
	page  int // the page's object
}

// outline writes the bookmarks and gives their root, 0 where there are none.
func outline(p *pdfWriter, marks []mark) int {
	if len(marks) == 0 {
		return 0
	}
	root := p.reserve(1)
	first := p.reserve(len(marks))
	top := []int{}
	under := map[int][]int{}
	for i, m := range marks {
		if m.level == 0 || len(top) == 0 {
			top = append(top, i)
		} else {
			parent := top[len(top)-1]
			under[parent] = append(under[parent], i)
		}
	}
	write := func(parent int, list []int) {
		for at, i := range list {
			extra := ""
			if at > 0 {
				extra += fmt.Sprintf("/Prev %d 0 R", first+list[at-1])
			}
			if at+1 < len(list) {
				extra += fmt.Sprintf("/Next %d 0 R", first+list[at+1])
			}
			if kids := under[i]; len(kids) > 0 {
				extra += fmt.Sprintf("/First %d 0 R/Last %d 0 R/Count -%d", first+kids[0], first+kids[len(kids)-1], len(kids))
			}
			p.object(first+i, "<</Title%s/Parent %d 0 R/Dest[%d 0 R/Fit]%s>>", pdfText(marks[i].title), parent, marks[i].page, extra)
		}
	}
	write(root, top)
	for _, i := range top {
		write(first+i, under[i])
	}
	p.object(root, "<</Type/Outlines/First %d 0 R/Last %d 0 R/Count %d>>", first+top[0], first+top[len(top)-1], len(top))
	return root
}
