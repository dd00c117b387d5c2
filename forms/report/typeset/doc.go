// Package typeset sets Chinese text into PDF pages without losing or altering
// a character: lines are broken by UAX #14 and the Chinese rules for line
// starts and ends, justified, set glyph by glyph with fallback faces, and
// every character can be extracted again, those above U+FFFF included.
//
// Geometry is in millimetres from the top left corner of the page, type sizes
// are in points. A character no bundled font has is printed as 〓 and
// reported by Doc.Missing. The same calls give the same bytes.
//
// The file is PDF/A-2a: whole fonts of the characters used, metadata, a colour profile, and a structure tree that says what is a heading,
// a paragraph, a table's cell, and what is none of the text.
//
// gofpdf writes the pages; finish does the rest. What is drawn is kept until the characters used are known, so that fonts can be cut down
// to them. Its MultiCell, SplitText and SplitLines drop Chinese characters and are not used.
package typeset

import (
	"bytes"
	"context"
	"fmt"
	"iter"
	"maps"
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
// that the same input gives the same file; without it 1970-01-01 is. A
// document is PDF/A-2a with a structure tree; with Overlay it is not: its
// pages are to be drawn over others. With CharactersOnly the fonts are asked for every character that comes to be set
// and nothing is drawn: of such a document only Missing is of use, and tables
// and paragraphs cost no breaking into lines.
type Options struct {
	Title, Subject, Author string
	Created                time.Time
	Overlay                bool
	CharactersOnly         bool
	// Wanted ends when the document is not wanted any more: what is set of it then has tables without their further rows. Nil never ends.
	Wanted context.Context
}

// unwanted reports whether the document is not wanted any more.
func (d *Doc) unwanted() bool { return d.options.Wanted != nil && d.options.Wanted.Err() != nil }

// Doc is a document being written. The zero value is not usable; see New.
type Doc struct {
	options Options
	onPage  func()
	pages   []*page
	at      int // the page drawn on, from 1
	marks   []mark
	used    [faceCount]*subset
	stamps  map[stamp]string // drawings by what they show
	missing map[rune]bool
	structure
}

// page is what is to be drawn on a page, step by step.
type page struct {
	wide, high float64    // millimetres
	steps      []byte     // see step
	marked     []*element // whose the marked pieces are, by number
	open       *element   // whose the last one is
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
	return &Doc{options: o, stamps: map[stamp]string{}, missing: map[rune]bool{}, structure: newStructure()}
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
	d.pages = append(d.pages, p)
	d.at = len(d.pages)
	if d.onPage != nil {
		d.during(d.pagination, d.onPage)
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
		d.during(d.pagination, func() { f(d.at, len(d.pages)) })
	}
}

// Bookmark adds an outline entry for the place y millimetres down the current
// page. Levels start at 0; a level more than one deeper than the entry before
// is lifted. One of level 0 starts a part of the document.
func (d *Doc) Bookmark(title string, level int, y float64) {
	deepest := 0
	if len(d.marks) > 0 {
		deepest = d.marks[len(d.marks)-1].level + 1
	}
	level = max(0, min(level, deepest))
	d.marks = append(d.marks, mark{title, level, d.at, y})
	if level == 0 {
		d.part(title)
	}
}

// Lacking lists the characters of a text that no font has, in order and each once.
func Lacking(text string) []rune {
	lost := map[rune]bool{}
	for g := range each(Plain(text, Style{})) {
		if g.lost {
			lost[g.asked] = true
		}
	}
	return slices.Sorted(maps.Keys(lost))
}

// Missing lists the characters that were printed as 〓, in order; U+FFFD
// stands for bytes that are no characters.
func (d *Doc) Missing() []rune { return slices.Sorted(maps.Keys(d.missing)) }

// note remembers the characters of a text that no font has.
func (d *Doc) note(glyphs iter.Seq[glyph]) {
	for g := range glyphs {
		if g.lost {
			d.missing[g.asked] = true
		}
	}
}

// Bytes finishes the document and returns the PDF. Nothing can be drawn
// afterwards.
func (d *Doc) Bytes() ([]byte, error) {
	pdf := gofpdf.New("P", "mm", "A4", "")
	pdf.SetCatalogSort(true)
	pdf.SetCompression(false) // finish does it
	pdf.SetAutoPageBreak(false, 0)
	pdf.SetCreationDate(d.options.created()) // it would take the clock's
	pdf.SetModificationDate(d.options.created())
	for _, s := range d.used {
		if s != nil {
			pdf.AddUTF8FontFromBytes(s.font.name, "", newSubset(s.font).file()) // without a glyph: finish puts the whole one in
		}
	}
	for _, p := range d.pages {
		orientation := "P"
		if p.wide > p.high {
			orientation = "L"
		}
		pdf.AddPageFormat(orientation, gofpdf.SizeType{Wd: shortSide, Ht: longSide})
		p.draw(pdf)
		p.steps = nil // gofpdf has them
	}
	var out bytes.Buffer
	if err := pdf.Output(&out); err != nil {
		return nil, fmt.Errorf("writing the PDF: %w", err)
	}
	return d.finish(out.Bytes())
}
