package pdf

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// a4 is what a page without a usable box is taken for, in points.
var a4 = rect{0, 0, 595.276, 841.89}

// pages writes the pages of a PDF. Every one becomes a form, cropped and turned upright, with what its notes and form fields look like
// drawn into it: so nothing that stands in a page can move or hide the number printed beside it.
func (r *reader) pages() error {
	r.readLayers()
	err := r.walk(func(p leaf) error {
		if err := r.page(p); err != nil {
			return err
		}
		if r.out.size > mostGrown+8*r.size { // many pages draw the same, and each takes it along
			return Large
		}
		return r.flush()
	})
	r.tellLayers()
	r.doc.Lost += r.lost
	return err
}

// page writes the form of one page.
func (r *reader) page(p leaf) error {
	box, turn := r.geometry(p)
	unit := r.unit(p)
	drawn, err := r.content(p, box)
	if err != nil {
		return err
	}
	if drawings := r.annotations(p); len(drawings) > 0 {
		drawn = r.overlay(drawn, drawings, box)
	}
	w, h := box.width(), box.height()
	var m [6]float64
	switch turn {
	case 90:
		m = [6]float64{0, -1, 1, 0, -box.y0, box.x1}
	case 180:
		m = [6]float64{-1, 0, 0, -1, box.x1, box.y1}
	case 270:
		m = [6]float64{0, 1, -1, 0, box.y1, -box.x0}
	default:
		m = [6]float64{1, 0, 0, 1, -box.x0, -box.y0}
	}
	if turn%180 == 90 {
		w, h = h, w
	}
	for i := range m {
		m[i] *= unit
	}
	r.cutPage(Page{Object: drawn, W: w * unit, H: h * unit, Matrix: m})
	return nil
}

// pagesOf is how many pages a leaf of the tree makes.
func (f *file) pagesOf(p leaf) int {
	box, turn := f.geometry(p)
	w, h := box.width()*f.unit(p), box.height()*f.unit(p)
	if turn%180 == 90 {
		w, h = h, w
	}
	n, _ := pieces(w, h, longPage)
	return n
}

// unit is what a page's units are in points.
func (f *file) unit(p leaf) float64 {
	unit, ok := f.number(p.dict["UserUnit"])
	if !ok || unit < 0.01 || unit > 1000 {
		return 1
	}
	return unit
}

// geometry is what of the page is shown, and how far it is turned clockwise.
func (f *file) geometry(p leaf) (rect, int) {
	media, ok := f.rect(p.entry("MediaBox"))
	if !ok {
		media = a4
	}
	box := media
	if crop, ok := f.rect(p.entry("CropBox")); ok {
		if box = crop.meet(media); !box.sound() {
			box = media
		}
	}
	turn := f.integer(p.entry("Rotate")) % 360
	if turn < 0 {
		turn += 360
	}
	return box, turn / 90 * 90
}

// content writes the page's own drawing as a form and gives its number. A page of one stream is copied as it is.
func (r *reader) content(p leaf, box rect) (int, error) {
	var parts []*stream
	contents := r.list(p.dict["Contents"])
	for _, v := range contents[:min(len(contents), 10_000)] {
		if s, ok := r.stream(v); ok {
			parts = append(parts, s)
		} else if v != nil {
			r.lost++
		}
	}
	n := r.take()
	entries := dict{"Resources": p.entry("Resources")}
	if r.dict(entries["Resources"]) == nil {
		if entries["Resources"] != nil {
			r.lost++
		}
		entries["Resources"] = dict{}
	}
	if group := p.dict["Group"]; r.dict(group) != nil {
		entries["Group"] = group
	}
	form := fmt.Sprintf("/Type/XObject/Subtype/Form/BBox[%s %s %s %s]", decimal(box.x0), decimal(box.y0), decimal(box.x1), decimal(box.y1))
	packed, err := r.joined(parts)
	if err != nil {
		return 0, err
	}
	r.out.begin(n)
	if len(parts) == 1 {
		for _, key := range []name{"Filter", "DecodeParms"} {
			if v := parts[0].dict[key]; v != nil {
				entries[key] = v
			}
		}
		err = r.streamObject(parts[0], entries, form)
	} else {
		r.out.text("<<%s/Filter/FlateDecode/Length %d", form, len(packed))
		err = r.insides(entries)
		r.out.text(">>\nstream\n%s\nendstream", packed)
	}
	r.out.end()
	return n, err
}

// joined packs a page's streams into one; a single one is only looked through, and what unpacks to too much refused before it takes
// the memory.
func (r *reader) joined(parts []*stream) ([]byte, error) {
	most := int64(mostContent)
	if len(parts) == 1 {
		n := parts[0].number
		if r.poured[n] {
			return nil, nil
		}
		r.poured[n] = true
		_, err := r.pour(parts[0], most, io.Discard)
		return nil, err
	}
	var packed bytes.Buffer
	w := zlib.NewWriter(&packed)
	for _, s := range parts {
		n, err := r.pour(s, most, w)
		if err != nil {
			return nil, err
		}
		most -= n
		_, _ = w.Write([]byte("\n")) // a buffer takes everything
	}
	_ = w.Close()
	return packed.Bytes(), nil
}

// pour gives drawing instructions as they are, at most so many bytes. A damaged stream counts as far as it goes, as in other programs.
func (r *reader) pour(s *stream, most int64, into io.Writer) (int64, error) {
	data, err := r.unpack(s, most)
	if err == error(Large) {
		return 0, err
	}
	if err != nil {
		r.lost++
		return 0, nil
	}
	n, err := io.Copy(into, io.LimitReader(data, most+1))
	if n > most {
		return n, Large
	}
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		r.lost++
	}
	return n, nil
}

// drawing is what a note or form field looks like: a form and the matrix that puts it in its place.
type drawing struct {
	form   int
	matrix [6]float64
}

// Flags of annotations.
const (
	flagHidden = 2
	flagPrint  = 4
	flagNoView = 32
)

// annotations finds the looks of a page's notes, stamps, signatures and form fields.
func (r *reader) annotations(p leaf) []drawing {
	var out []drawing
	for i, v := range r.array(p.dict["Annots"]) {
		if i >= 10_000 {
			break
		}
		a := r.dict(v)
		flags := r.integer(a["F"])
		kind := r.name(a["Subtype"])
		if a == nil || kind == "Popup" || flags&flagHidden != 0 || flags&flagNoView != 0 && flags&flagPrint == 0 || r.switchedOff(a["OC"]) {
			continue
		}
		if l, ok := r.appearance(a); ok {
			out = append(out, l)
		} else if r.bare(a, kind) {
			r.doc.Bare++
		}
	}
	return out
}

// bare reports whether a note or field is one that a viewer draws itself, as it has no looks of its own.
func (r *reader) bare(a dict, kind name) bool {
	switch kind {
	case "Link":
		return false
	case "Widget":
		return a["V"] != nil && r.object(a["V"]) != nil && r.name(a["FT"]) != "Btn" && r.name(a["FT"]) != "Sig"
	}
	return kind != ""
}

// appearance finds an annotation's normal appearance and where it goes (ISO 32000, 12.5.5).
func (r *reader) appearance(a dict) (drawing, bool) {
	normal := r.dict(a["AP"])["N"]
	s, ok := r.stream(normal)
	if !ok { // a choice of states
		normal = r.dict(normal)[r.name(a["AS"])]
		s, ok = r.stream(normal)
	}
	target, sound := r.rect(a["Rect"])
	if !ok || !sound {
		return drawing{}, false
	}
	box := r.numbers(s.dict["BBox"], 4)
	if box == nil {
		return drawing{}, false
	}
	m := [6]float64{1, 0, 0, 1, 0, 0}
	if n := r.numbers(s.dict["Matrix"], 6); n != nil {
		m = [6]float64(n)
	}
	b := bounds(m, box)
	if b.width() < 1e-6 || b.height() < 1e-6 {
		return drawing{}, false
	}
	r.forms[s.number] = true
	sx, sy := target.width()/b.width(), target.height()/b.height()
	return drawing{r.give(s.number), [6]float64{sx, 0, 0, sy, target.x0 - b.x0*sx, target.y0 - b.y0*sy}}, true
}

// bounds is the upright box around a transformed one.
func bounds(m [6]float64, box []float64) rect {
	var out rect
	for i, c := range [][2]float64{{box[0], box[1]}, {box[2], box[1]}, {box[0], box[3]}, {box[2], box[3]}} {
		x, y := m[0]*c[0]+m[2]*c[1]+m[4], m[1]*c[0]+m[3]*c[1]+m[5]
		if i == 0 {
			out = rect{x, y, x, y}
		}
		out = rect{min(out.x0, x), min(out.y0, y), max(out.x1, x), max(out.y1, y)}
	}
	return out
}

// overlay writes a form that draws a page's own form and then the looks over it.
func (r *reader) overlay(content int, drawings []drawing, box rect) int {
	var drawn strings.Builder
	drawn.WriteString("/P Do\n")
	for i, l := range drawings {
		fmt.Fprintf(&drawn, "q %s cm /A%d Do Q\n", matrixText(l.matrix), i)
	}
	n := r.take()
	r.out.begin(n)
	r.out.text("<</Type/XObject/Subtype/Form/BBox[%s %s %s %s]/Resources<</XObject<</P ", decimal(box.x0), decimal(box.y0), decimal(box.x1), decimal(box.y1))
	r.out.ref(content)
	for i, l := range drawings {
		r.out.text("/A%d ", i)
		r.out.ref(l.form)
	}
	r.out.text(">>>>/Length %d>>\nstream\n%s\nendstream", drawn.Len(), drawn.String())
	r.out.end()
	return n
}

func matrixText(m [6]float64) string {
	words := make([]string, len(m))
	for i, v := range m {
		words[i] = decimal(v)
	}
	return strings.Join(words, " ")
}

// readLayers finds the optional content that is switched off.
func (r *reader) readLayers() {
	properties := r.dict(r.dict(r.trailer["Root"])["OCProperties"])
	standard := r.dict(properties["D"])
	put := func(v any, off bool) {
		for _, v := range r.array(v) {
			if n, ok := v.(ref); ok {
				r.off[int(n)] = off
			}
		}
	}
	put(properties["OCGs"], r.name(standard["BaseState"]) == "OFF")
	put(standard["ON"], false)
	put(standard["OFF"], true)
}

func (r *reader) switchedOff(v any) bool {
	n, ok := v.(ref)
	return ok && r.off[int(n)]
}

// tellLayers names the layers that came into the document.
func (r *reader) tellLayers() {
	for n, off := range r.off {
		if r.local[n] == 0 {
			continue
		}
		r.doc.Layers = append(r.doc.Layers, r.local[n])
		if off {
			r.doc.Hidden = append(r.doc.Hidden, r.local[n])
		}
	}
	slices.Sort(r.doc.Layers)
	slices.Sort(r.doc.Hidden)
}
