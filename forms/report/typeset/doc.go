// Package typeset sets Chinese text into PDF pages without losing or altering
// a character: lines are broken by UAX #14 and the Chinese rules for line
// starts and ends, justified, set glyph by glyph with fallback faces, and
// every character can be extracted again, those above U+FFFF included.
//
// Geometry is in millimetres from the top left corner of the page, type sizes
// are in points. A character no bundled font has is printed as 〓 and
// reported by Doc.Missing. The same calls give the same bytes.
//
// gofpdf does the writing; its MultiCell, SplitText and SplitLines drop
// Chinese characters and are not used.
package typeset

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/jung-kurt/gofpdf"
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
	pdf     *gofpdf.Fpdf
	onPage  func()
	heights []float64 // of the pages, millimetres
	page    int       // the page drawn on, from 1
	marks   []mark
	used    map[Face]map[rune]rune // code drawn → character meant
	missing map[rune]bool
	face    Face
	size    float64 // 0: the page does not know a font yet
}

// mark is a bookmark, kept until the page sizes are known.
type mark struct {
	title string
	level int
	page  int
	y     float64
}

// New starts a document without pages.
func New(o Options) *Doc {
	pdf := gofpdf.New("P", "mm", "A4", "")
	pdf.SetCatalogSort(true)
	pdf.SetAutoPageBreak(false, 0)
	if o.Created.IsZero() {
		o.Created = time.Unix(0, 0).UTC() // gofpdf would take the clock's
	}
	pdf.SetCreationDate(o.Created)
	pdf.SetModificationDate(o.Created)
	pdf.SetProducer("zicha", false)
	pdf.SetTitle(surrogates(o.Title), true)
	pdf.SetSubject(surrogates(o.Subject), true)
	pdf.SetAuthor(surrogates(o.Author), true)
	return &Doc{pdf: pdf, used: map[Face]map[rune]rune{}, missing: map[rune]bool{}}
}

// OnPage has f called at the start of every page added from now on, before
// anything else is drawn on it: the place for watermarks.
func (d *Doc) OnPage(f func()) { d.onPage = f }

// AddPage starts a new A4 page, upright or landscape.
func (d *Doc) AddPage(landscape bool) {
	orientation, height := "P", longSide
	if landscape {
		orientation, height = "L", shortSide
	}
	d.pdf.AddPageFormat(orientation, gofpdf.SizeType{Wd: shortSide, Ht: longSide})
	d.heights = append(d.heights, height)
	d.page, d.size = len(d.heights), 0
	if d.onPage != nil {
		d.onPage()
	}
}

// Page is the number of the page being drawn on, from 1; 0 before the first.
func (d *Doc) Page() int { return d.page }

// Pages is the number of pages so far.
func (d *Doc) Pages() int { return len(d.heights) }

// Size is the width and height of the current page in millimetres.
func (d *Doc) Size() (width, height float64) {
	if d.page > 0 && d.heights[d.page-1] == shortSide {
		return longSide, shortSide
	}
	return shortSide, longSide
}

// EachPage calls f for every page again, to draw what needs the number of
// pages: heads and feet. Afterwards the last page is the current one.
func (d *Doc) EachPage(f func(page, pages int)) {
	for page := range d.heights {
		d.turn(page + 1)
		f(page+1, len(d.heights))
	}
	d.turn(len(d.heights))
}

func (d *Doc) turn(page int) {
	d.pdf.SetPage(page)
	d.page, d.size = page, 0
}

// y turns a height on the current page into the one gofpdf needs, which
// reckons from the bottom of the page added last.
func (d *Doc) y(y float64) float64 {
	_, own := d.Size()
	_, last := d.pdf.GetPageSize()
	return y + last - own
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
	d.marks = append(d.marks, mark{title, level, d.page, y})
}

// Missing lists the characters that were printed as 〓, in order; U+FFFD
// stands for bytes that are no characters.
func (d *Doc) Missing() []rune {
	lost := make([]rune, 0, len(d.missing))
	for char := range d.missing {
		lost = append(lost, char)
	}
	slices.Sort(lost)
	return lost
}

// Bytes finishes the document and returns the PDF. Nothing can be drawn
// afterwards.
func (d *Doc) Bytes() ([]byte, error) {
	for _, m := range d.marks {
		d.turn(m.page)
		d.pdf.Bookmark(d.outlineText(m.title), m.level, d.y(m.y))
	}
	if n := len(d.heights); n > 0 {
		d.turn(n)
	}
	var out bytes.Buffer
	if err := d.pdf.Output(&out); err != nil {
		return nil, fmt.Errorf("writing the PDF: %w", err)
	}
	return repair(out.Bytes(), d.used)
}

// Output writes the finished PDF to w; see Bytes.
func (d *Doc) Output(w io.Writer) error {
	data, err := d.Bytes()
	if err != nil {
		return err
	}
	_, err = w.Write(data)
	return err
}
