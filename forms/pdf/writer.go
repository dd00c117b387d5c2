package pdf

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"
)

// Writer writes a PDF from its first byte to its last and keeps nothing but the places of its objects. The first error stays.
type Writer struct {
	w        *bufio.Writer
	to       io.Writer
	at       int64
	offsets  []int64 // by object number; 0: not written
	pages    []int   // objects, as are the tree over them and its branches
	tree     int
	branches []int
	links    []pageLinks
	err      error
}

// NewWriter begins a PDF in an empty file, or in what only takes its sum.
func NewWriter(to io.Writer) *Writer {
	p := &Writer{to: to, w: bufio.NewWriterSize(to, 1<<18), offsets: []int64{0}}
	p.text("%%PDF-1.7\n%%\xE2\xE3\xCF\xD3\n")
	return p
}

// reserve gives n object numbers in a row, the first of them.
func (p *Writer) reserve(n int) int {
	first := len(p.offsets)
	p.offsets = append(p.offsets, make([]int64, n)...)
	return first
}

func (p *Writer) bytes(data []byte) {
	if p.err == nil {
		_, p.err = p.w.Write(data)
		p.at += int64(len(data))
	}
}

func (p *Writer) text(format string, args ...any) { p.bytes(fmt.Appendf(nil, format, args...)) }

// take copies exactly n bytes.
func (p *Writer) take(r io.Reader, n int64) error {
	if p.err == nil {
		var done int64
		done, p.err = io.CopyN(p.w, r, n)
		p.at += done
	}
	return p.err
}

// copyFrom copies a stretch of a file; a long one is left to the system, which need not bring it through this process.
func (p *Writer) copyFrom(from *os.File, at, n int64) error {
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
		done, p.err = io.CopyN(p.to, from, n)
		p.at += done
	}
	return p.err
}

func (p *Writer) begin(n int) {
	if n <= 0 || n >= len(p.offsets) || p.offsets[n] != 0 {
		p.err = errDocument
		return
	}
	p.offsets[n] = p.at
	p.text("%d 0 obj\n", n)
}

func (p *Writer) end() { p.text("\nendobj\n") }

// object writes a whole object.
func (p *Writer) object(n int, format string, args ...any) {
	p.begin(n)
	p.text(format, args...)
	p.end()
}

// Sheet is a page as it is written: a drawing of our own, and under it a page of a document.
type Sheet struct {
	W, H   float64 // points
	Drawn  int     // objects: the stream of our own drawing, and the fonts it uses
	Fonts  int
	Placed int // the object of the document's page, 0 where there is none, and where it goes
	Matrix [6]float64
	Links  []Link
}

// Link is a place on a page, in points from its lower left corner, that leads to another page, counted from 1.
type Link struct {
	X, Y, W, H float64
	To         int
}

// pageLinks are links waiting for the pages they lead to, and their object.
type pageLinks struct {
	object int
	links  []Link
}

const branchSize = 100 // pages in a branch of the tree over them

// Page writes the next page and gives its object.
func (p *Writer) Page(s Sheet) int {
	if p.tree == 0 {
		p.tree = p.reserve(1)
	}
	if len(p.pages)%branchSize == 0 {
		p.branches = append(p.branches, p.reserve(1))
	}
	contents, more, annotations := fmt.Sprintf("%d 0 R", s.Drawn), "", ""
	if s.Placed > 0 {
		place := p.reserve(1)
		data := "q " + matrixText(s.Matrix) + " cm /P Do Q\n"
		p.object(place, "<</Length %d>>\nstream\n%s\nendstream", len(data), data)
		contents = fmt.Sprintf("[%d 0 R %s]", place, contents)
		more = fmt.Sprintf("/XObject<</P %d 0 R>>", s.Placed)
	}
	if len(s.Links) > 0 {
		object := p.reserve(1)
		p.links = append(p.links, pageLinks{object, s.Links})
		annotations = fmt.Sprintf("/Annots %d 0 R", object)
	}
	n := p.reserve(1)
	p.pages = append(p.pages, n)
	round := func(v float64) string { return decimal(float64(int(v*100+0.5)) / 100) }
	p.object(n, "<</Type/Page/Parent %d 0 R/MediaBox[0 0 %s %s]/Resources<</Font %d 0 R%s>>/Contents %s%s>>",
		p.branches[len(p.branches)-1], round(s.W), round(s.H), s.Fonts, more, contents, annotations)
	return n
}

// writeLinks writes the links of all pages; one that leads nowhere is left out.
func (p *Writer) writeLinks() {
	for _, of := range p.links {
		var out strings.Builder
		for _, l := range of.links {
			if l.To > 0 && l.To <= len(p.pages) {
				fmt.Fprintf(&out, "<</Type/Annot/Subtype/Link/Rect[%.2f %.2f %.2f %.2f]/Border[0 0 0]/F 4/A<</S/GoTo/D[%d 0 R/Fit]>>>>\n",
					l.X, l.Y, l.X+l.W, l.Y+l.H, p.pages[l.To-1])
			}
		}
		p.object(of.object, "[%s]", out.String())
	}
}

// writeTree writes the tree over the pages.
func (p *Writer) writeTree() {
	for i, branch := range p.branches {
		kids := p.pages[i*branchSize : min((i+1)*branchSize, len(p.pages))]
		p.object(branch, "<</Type/Pages/Parent %d 0 R/Count %d/Kids[%s]>>", p.tree, len(kids), references(kids))
	}
	p.object(p.tree, "<</Type/Pages/Count %d/Kids[%s]>>", len(p.pages), references(p.branches))
}

func references(numbers []int) string {
	var out []byte
	for _, n := range numbers {
		out = append(strconv.AppendInt(out, int64(n), 10), " 0 R "...)
	}
	return string(out)
}

// Properties are what a whole PDF says of itself.
type Properties struct {
	Title, Author  string
	Created        time.Time
	Identity       string // what it is made of: the same gives the same bytes
	Bookmarks      []Bookmark
	Layers, Hidden []int // optional content of the documents placed, and what of it is switched off
}

// Finish writes what stands behind the pages; at least one page must be written.
func (p *Writer) Finish(of Properties) error {
	p.writeLinks()
	p.writeTree()
	outlines := p.outline(of.Bookmarks)
	info, catalog := p.reserve(1), p.reserve(1)
	date := of.Created.Format("D:20060102150405Z")
	p.object(info, "<</Title%s/Author%s/Producer(zicha)/CreationDate(%s)/ModDate(%s)>>", utf16Text(of.Title), utf16Text(of.Author), date, date)
	more := ""
	if outlines > 0 {
		more = fmt.Sprintf("/Outlines %d 0 R/PageMode/UseOutlines", outlines)
	}
	if len(of.Layers) > 0 {
		more += fmt.Sprintf("/OCProperties<</OCGs[%s]/D<</OFF[%s]>>>>", references(of.Layers), references(of.Hidden))
	}
	p.object(catalog, "<</Type/Catalog/Pages %d 0 R/Lang(zh-CN)%s>>", p.tree, more)
	return p.close(catalog, info, of.Identity)
}

// close writes the table of offsets. The file's identity follows from what it is made of, so that the same volume has the same bytes.
func (p *Writer) close(root, info int, identity string) error {
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

// utf16Text is a text string: UTF-16 in hexadecimal.
func utf16Text(text string) string {
	var out strings.Builder
	out.WriteString("<FEFF")
	for _, unit := range utf16.Encode([]rune(text)) {
		fmt.Fprintf(&out, "%04X", unit)
	}
	out.WriteString(">")
	return out.String()
}

// Bookmark leads to a page, an object; one of level 1 stands under the nearest one of level 0 before it.
type Bookmark struct {
	Title string
	Level int
	Page  int
}

// outline writes the bookmarks and gives their root, 0 where there are none.
func (p *Writer) outline(marks []Bookmark) int {
	if len(marks) == 0 {
		return 0
	}
	root := p.reserve(1)
	first := p.reserve(len(marks))
	top := []int{}
	under := map[int][]int{}
	for i, m := range marks {
		if m.Level == 0 || len(top) == 0 {
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
			p.object(first+i, "<</Title%s/Parent %d 0 R/Dest[%d 0 R/Fit]%s>>", utf16Text(marks[i].Title), parent, marks[i].Page, extra)
		}
	}
	write(root, top)
	for _, i := range top {
		write(first+i, under[i])
	}
	p.object(root, "<</Type/Outlines/First %d 0 R/Last %d 0 R/Count %d>>", first+top[0], first+top[len(top)-1], len(top))
	return root
}
