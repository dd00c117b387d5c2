// Package typeset sets Chinese text into PDF pages without losing or altering
// a character: lines are broken by UAX #14 and the Chinese rules for line
// starts and ends, justified, set glyph by glyph with fallback faces, and
// every character can be extracted again, those above U+FFFF included.
//
// Geometry is in millimetres from the top left corner of the page, type sizes
// are in points. A character no bundled font has is printed as 〓 and
// reported by Doc.Missing. The same calls give the same bytes.
package typeset

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A4 in millimetres.
const (
	shortSide = 210.0
	longSide  = 297.0
)

// Options describe a document. Created is written into it as it stands, so
// that the same input gives the same file; without it 1970-01-01 is.
type Options struct {
	Title, Subject, Author string
	Created                time.Time
}

// Doc is a document being written. The zero value is not usable; see New.
type Doc struct {
	options Options
	onPage  func()
	pages   []*page
	at      int // the page drawn on, from 1
	marks   []mark
	used    [faceCount]*subset
	stamps  map[stamp]int // number among the drawings
	forms   []form
	missing map[rune]bool
}

// page is what is drawn on a page so far.
type page struct {
	wide, high float64 // millimetres
	content    bytes.Buffer
}

// form is a drawing that pages show by its name.
type form struct {
	wide, high float64 // millimetres
	content    []byte
}

// mark is a bookmark.
type mark struct {
	title string
	level int
	page  int
	y     float64
}

// New starts a document without pages.
func New(o Options) *Doc {
	return &Doc{options: o, stamps: map[stamp]int{}, missing: map[rune]bool{}}
}

// OnPage has f called at the start of every page added from now on, before
// anything else is drawn on it: the place for watermarks.
func (d *Doc) OnPage(f func()) { d.onPage = f }

// AddPage starts a new A4 page, upright or landscape.
func (d *Doc) AddPage(landscape bool) {
	p := &page{wide: shortSide, high: longSide}
	if landscape {
		p.wide, p.high = p.high, p.wide
	}
	p.content.WriteString("2 J\n") // lines reach beyond their ends by half their thickness, so that corners close
	d.pages = append(d.pages, p)
	d.at = len(d.pages)
	if d.onPage != nil {
		d.onPage()
	}
}

// Page is the number of the page being drawn on, from 1; 0 before the first.
func (d *Doc) Page() int { return d.at }

// Pages is the number of pages so far.
func (d *Doc) Pages() int { return len(d.pages) }

// Size is the width and height of the current page in millimetres.
func (d *Doc) Size() (width, height float64) { return d.page().wide, d.page().high }

func (d *Doc) page() *page { return d.pages[d.at-1] }

// EachPage calls f for every page again, to draw what needs the number of
// pages: heads and feet. Afterwards the last page is the current one.
func (d *Doc) EachPage(f func(page, pages int)) {
	for i := range d.pages {
		d.at = i + 1
		f(d.at, len(d.pages))
	}
}

// Bookmark adds an outline entry for the place y millimetres down the current
// page. Levels start at 0; a level more than one deeper than the entry before
// is lifted.
func (d *Doc) Bookmark(title string, level int, y float64) {
	deepest := 0
	if len(d.marks) > 0 {
		deepest = d.marks[len(d.marks)-1].level + 1
	}
	level = max(0, min(level, deepest))
	d.marks = append(d.marks, mark{title, level, d.at, y})
}

// Missing lists the characters that were printed as 〓, in order; U+FFFD
// stands for bytes that are no characters.
func (d *Doc) Missing() []rune { return slices.Sorted(maps.Keys(d.missing)) }

// Bytes finishes the document and returns the PDF. Nothing can be drawn
// afterwards.
func (d *Doc) Bytes() ([]byte, error) {
	out := &file{}
	tree := out.add("") // its value follows
	resources := out.add("")
	var kids []int
	for _, p := range d.pages {
		content := out.stream(p.content.Bytes(), "")
		kids = append(kids, out.add("<</Type/Page/Parent %d 0 R/MediaBox[0 0 %.2f %.2f]/Resources %d 0 R/Contents %d 0 R>>",
			tree, p.wide/pointMM, p.high/pointMM, resources, content))
	}
	out.objects[tree-1].value = fmt.Sprintf("<</Type/Pages/Count %d/Kids[%s]>>", len(kids), references(kids))
	var fonts, drawings strings.Builder
	for face, s := range d.used {
		if s != nil {
			fmt.Fprintf(&fonts, "/F%d %d 0 R", face, out.embed(s))
		}
	}
	for i, f := range d.forms {
		n := out.stream(f.content, fmt.Sprintf("/Type/XObject/Subtype/Form/BBox[0 0 %.2f %.2f]", f.wide/pointMM, f.high/pointMM))
		fmt.Fprintf(&drawings, "/X%d %d 0 R", i, n)
	}
	out.objects[resources-1].value = "<</Font<<" + fonts.String() + ">>/XObject<<" + drawings.String() + ">>>>"
	more := ""
	if len(d.marks) > 0 {
		more = "/PageMode/UseOutlines/Outlines " + strconv.Itoa(d.outline(out, kids)) + " 0 R"
	}
	root := out.add("<</Type/Catalog/Pages %d 0 R%s>>", tree, more)
	return out.bytes(root, out.add("%s", d.options.info())), nil
}

// info is the document's properties.
func (o Options) info() string {
	if o.Created.IsZero() {
		o.Created = time.Unix(0, 0).UTC()
	}
	date := o.Created.Format("D:20060102150405")
	return "<</Title" + textString(o.Title) + "/Subject" + textString(o.Subject) + "/Author" + textString(o.Author) +
		"/Producer(zicha)/CreationDate(" + date + ")/ModDate(" + date + ")>>"
}

// entry is a place in the outline: the objects beside it, 0 where there is none.
type entry struct{ parent, prev, next, first, last, kids int }

// outline adds the bookmarks and gives the number of their root. Those of deeper levels are folded away.
func (d *Doc) outline(out *file, pages []int) int {
	root := out.add("")
	entries := make([]entry, len(d.marks)+1) // the root's, then one for each mark; their objects stand in the same order
	above := []int{0}                        // for each level, the entry its marks stand under
	for i, m := range d.marks {
		n := i + 1
		above = append(above[:m.level+1], n)
		over, own := &entries[above[m.level]], &entries[n]
		own.parent, own.prev = root+above[m.level], over.last
		if over.first == 0 {
			over.first = root + n
		} else {
			entries[over.last-root].next = root + n
		}
		over.last = root + n
		over.kids++
	}
	for i, m := range d.marks {
		own := entries[i+1]
		folded := ""
		if own.kids > 0 {
			folded = "/Count -" + strconv.Itoa(own.kids)
		}
		y := (d.pages[m.page-1].high - m.y) / pointMM
		out.add("<</Title%s%s%s/Dest[%d 0 R /XYZ 0 %.2f null]>>", textString(m.title), own.links(), folded, pages[m.page-1], y)
	}
	out.objects[root-1].value = fmt.Sprintf("<</Type/Outlines%s/Count %d>>", entries[0].links(), entries[0].kids)
	return root
}

func (e entry) links() string {
	out := ""
	for i, to := range []int{e.parent, e.prev, e.next, e.first, e.last} {
		if to > 0 {
			out += fmt.Sprintf("/%s %d 0 R", []string{"Parent", "Prev", "Next", "First", "Last"}[i], to)
		}
	}
	return out
}

// references are objects by their numbers.
func references(numbers []int) string {
	var out []byte
	for _, n := range numbers {
		out = append(strconv.AppendInt(out, int64(n), 10), " 0 R "...)
	}
	return string(out)
}
