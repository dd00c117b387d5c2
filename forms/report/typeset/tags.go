package typeset

import (
	"fmt"
	"strconv"
	"strings"
)

// element is a node of the structure tree: what a reader that is read aloud or set anew takes the drawn pieces for.
type element struct {
	tag     string
	entries string // of its dictionary, beside those every element has
	parent  *element
	kids    []kid
	number  int // its object
}

// kid is a part of an element: another one, or a marked piece of a page.
type kid struct {
	element *element
	page    int // from 1
	mark    int // the piece's number on the page
}

// block is what the lines of one paragraph share; heading is its level, 0 for text.
type block struct{ heading int }

// structure is the tree of a document as it grows.
type structure struct {
	root    *element
	section *element // where what comes next belongs
	blocks  map[*block]*element
	within  *element // what all that is drawn belongs to for a while, nil for none

	layout, pagination *element // lines and grounds, heads and feet: no part of the text
}

func newStructure() structure {
	root := &element{tag: "Document"}
	return structure{
		root: root, section: root, blocks: map[*block]*element{},
		layout: &element{tag: "Artifact"}, pagination: &element{tag: "Artifact", entries: "/Type/Pagination"},
	}
}

// add makes an element the last part of another.
func (e *element) add(tag, entries string) *element {
	made := &element{tag: tag, entries: entries, parent: e}
	e.kids = append(e.kids, kid{element: made})
	return made
}

// part starts a part of the document with a title of its own.
func (d *Doc) part(title string) {
	d.section = d.root.add("Sect", "/T"+textString(title))
}

// during has all that draw draws belong to e.
func (d *Doc) during(e *element, draw func()) {
	before := d.within
	d.within = e
	draw()
	d.within = before
}

// Figure has what draw draws stand for a picture, which alt describes in words.
func (d *Doc) Figure(alt string, draw func()) {
	d.during(d.section.add("Figure", "/Alt"+textString(alt)), draw)
}

// decoration marks what is drawn next as no part of the text, unless it is part of a figure.
func (d *Doc) decoration() {
	if d.within != nil {
		d.mark(d.within)
		return
	}
	d.mark(d.layout)
}

// words marks what is drawn next as a piece of a paragraph; a nil block is one of its own.
func (d *Doc) words(b *block) {
	if d.within != nil {
		d.mark(d.within)
		return
	}
	e := d.blocks[b]
	if b == nil || e == nil {
		tag := "P"
		if b != nil && b.heading > 0 {
			tag = "H" + strconv.Itoa(b.heading)
		}
		e = d.section.add(tag, "")
		if before := len(d.section.kids) - 2; tag == "H1" && before >= 0 && d.section.kids[before].element.tag == tag {
			e = d.section.kids[before].element // the lines of a title are one
			d.section.kids = d.section.kids[:before+1]
		}
		if b != nil {
			d.blocks[b] = e
		}
	}
	d.mark(e)
}

// mark begins a marked piece of the current page that belongs to e, unless the last one does.
func (d *Doc) mark(e *element) {
	p := d.page()
	if d.options.Overlay || p.open == e {
		return
	}
	if p.open != nil {
		d.raw("EMC")
	}
	p.open = e
	switch {
	case e == d.layout:
		d.raw("/Artifact BMC")
	case e == d.pagination:
		d.raw("/Artifact <<" + e.entries + ">> BDC")
	default:
		d.raw("/" + e.tag + " <</MCID " + strconv.Itoa(len(p.marked)) + ">> BDC")
		e.kids = append(e.kids, kid{page: d.at, mark: len(p.marked)})
		p.marked = append(p.marked, e)
	}
}

// structure writes the tree and gives its root; pages are the objects of the pages.
func (f *file) structure(d *Doc, pages []int) int {
	root := f.add("")
	var order []*element
	f.number(d.root, &order)
	for _, e := range order {
		parent := root
		if e.parent != nil {
			parent = e.parent.number
		}
		f.set(e.number, fmt.Sprintf("<</S/%s/P %d 0 R%s%s>>", e.tag, parent, e.entries, e.parts(pages)))
	}
	var parents strings.Builder
	for i, p := range d.pages {
		fmt.Fprintf(&parents, "%d[", i)
		for _, e := range p.marked {
			parents.WriteString(reference(e.number))
		}
		parents.WriteString("]")
	}
	tree := f.add("<</Nums[" + parents.String() + "]>>")
	f.set(root, fmt.Sprintf("<</Type/StructTreeRoot/K %d 0 R/ParentTree %d 0 R/ParentTreeNextKey %d>>", d.root.number, tree, len(d.pages)))
	return root
}

// number gives the elements their objects, each before its parts.
func (f *file) number(e *element, order *[]*element) {
	e.number = f.add("")
	*order = append(*order, e)
	for _, k := range e.kids {
		if k.element != nil {
			f.number(k.element, order)
		}
	}
}

// parts is the entry of an element that lists its parts, with the page most of them stand on.
func (e *element) parts(pages []int) string {
	home := 0
	var list strings.Builder
	for _, k := range e.kids {
		switch {
		case k.element != nil:
			list.WriteString(reference(k.element.number))
			continue
		case home == 0:
			home = k.page
		}
		if k.page == home {
			list.WriteString(strconv.Itoa(k.mark) + " ")
			continue
		}
		fmt.Fprintf(&list, "<</Type/MCR/Pg %d 0 R/MCID %d>>", pages[k.page-1], k.mark)
	}
	out := ""
	if home > 0 {
		out = fmt.Sprintf("/Pg %d 0 R", pages[home-1])
	}
	if list.Len() > 0 {
		out += "/K[" + strings.TrimSuffix(list.String(), " ") + "]"
	}
	return out
}

func reference(number int) string { return strconv.Itoa(number) + " 0 R " }
