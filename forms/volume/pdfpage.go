package volume

import (
	"bytes"
	"compress/flate"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/pdfcpu/pdfcpu/pkg/filter"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// a4 is what a page without a usable box is taken for, in points.
var a4 = rect{0, 0, 595.276, 841.89}

// pdfPiece makes a PDF into a piece. Every page becomes one form, cropped and turned upright, with what its notes and form fields
// look like drawn into it: so nothing that stands in a page can move or hide the number printed beside it.
func pdfPiece(file *os.File, out *pieceWriter) (head, error) {
	info, err := file.Stat()
	if err != nil {
		return head{}, err
	}
	ctx, err := readPDF(file)
	if err != nil {
		return head{}, err
	}
	r := &pdfReader{ctx: ctx, file: file, size: info.Size(), plain: ctx.E == nil, out: out, local: map[int]int{}}
	pages, err := r.pages()
	if err != nil {
		return head{}, err
	}
	r.readLayers()
	for _, p := range pages {
		if err := r.page(p); err != nil {
			return head{}, err
		}
		if err := r.flush(); err != nil {
			return head{}, err
		}
	}
	r.tellLayers()
	return r.head, nil
}

// page writes the form of one page.
func (r *pdfReader) page(p page) error {
	box, turn := r.geometry(p)
	unit, ok := r.number(p.dict["UserUnit"])
	if !ok || unit < 0.01 || unit > 1000 {
		unit = 1
	}
	drawn, err := r.content(p, box)
	if err != nil {
		return err
	}
	if looks := r.annotations(p); len(looks) > 0 {
		drawn = r.overlay(drawn, looks, box)
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
	r.head.Pages = append(r.head.Pages, piecePage{Object: drawn, W: w * unit, H: h * unit, Matrix: m})
	return nil
}

// geometry is what of the page is shown, and how far it is turned clockwise.
func (r *pdfReader) geometry(p page) (rect, int) {
	media, ok := r.rect(p.entry("MediaBox"))
	if !ok {
		media = a4
	}
	box := media
	if crop, ok := r.rect(p.entry("CropBox")); ok {
		if box = crop.meet(media); !box.sound() {
			box = media
		}
	}
	turn := r.integer(p.entry("Rotate")) % 360
	if turn < 0 {
		turn += 360
	}
	return box, turn / 90 * 90
}

// content writes the page's own drawing as a form and gives its number. A page of one stream is copied as it is.
func (r *pdfReader) content(p page, box rect) (int, error) {
	var parts []types.StreamDict
	for _, o := range r.contentList(p.dict["Contents"]) {
		if sd, ok := r.stream(o); ok {
			parts = append(parts, sd)
		} else if o != nil {
			r.head.Lost++
		}
	}
	r.next++
	n := r.next
	entries := types.Dict{"Resources": p.entry("Resources"), "Group": p.dict["Group"]}
	if r.dict(entries["Resources"]) == nil {
		if entries["Resources"] != nil {
			r.head.Lost++
		}
		entries["Resources"] = types.Dict{}
	}
	if r.dict(entries["Group"]) == nil {
		delete(entries, "Group")
	}
	form := fmt.Sprintf("/Type/XObject/Subtype/Form/BBox[%s %s %s %s]", real(box.x0), real(box.y0), real(box.x1), real(box.y1))
	packed, err := r.joined(parts)
	if err != nil {
		return 0, err
	}
	r.out.begin(n)
	if len(parts) == 1 {
		for _, key := range []string{"Filter", "DecodeParms"} {
			if v := parts[0].Dict[key]; v != nil {
				entries[key] = v
			}
		}
		err = r.streamObject(parts[0], entries, form)
	} else {
		err = r.streamObject(types.StreamDict{Raw: packed}, entries, form+"/Filter/FlateDecode")
	}
	r.out.end()
	return n, err
}

// joined packs a page's streams into one; a single one is only looked through.
func (r *pdfReader) joined(parts []types.StreamDict) ([]byte, error) {
	var packed bytes.Buffer
	w := zlib.NewWriter(&packed)
	into := io.Writer(w)
	if len(parts) == 1 {
		into = io.Discard
	}
	most := int64(mostContent)
	for _, sd := range parts {
		count := &counter{w: into}
		if err := r.unpack(sd, most, count); err != nil {
			return nil, err
		}
		most -= count.n
		_, _ = into.Write([]byte("\n")) // a buffer takes everything
	}
	_ = w.Close()
	return packed.Bytes(), nil
}

// counter counts what goes through it.
type counter struct {
	w io.Writer
	n int64
}

func (c *counter) Write(p []byte) (int, error) {
	c.n += int64(len(p))
	return c.w.Write(p)
}

// contentList is a page's streams, one or an array of them.
func (r *pdfReader) contentList(o types.Object) []types.Object {
	if a := r.array(o); a != nil {
		return a[:min(len(a), 10_000)]
	}
	return []types.Object{o}
}

// unpack gives drawing instructions as they are; what unpacks to more than most is refused before it takes the memory. A damaged
// stream counts as far as it goes, as in other programs.
func (r *pdfReader) unpack(sd types.StreamDict, most int64, into io.Writer) error {
	data := io.Reader(bytes.NewReader(sd.Raw))
	switch {
	case len(sd.FilterPipeline) == 0:
	case len(sd.FilterPipeline) == 1 && sd.FilterPipeline[0].Name == "FlateDecode" && len(sd.FilterPipeline[0].DecodeParms) == 0:
		z, err := zlib.NewReader(data)
		if err != nil {
			r.head.Lost++
			return nil
		}
		data = z
	default:
		err := sd.DecodeWithLimit(most)
		switch {
		case errors.Is(err, filter.ErrDecodeLimitExceeded):
			return faultError{faultLarge}
		case err != nil:
			r.head.Lost++
			return nil
		}
		data = bytes.NewReader(sd.Content)
	}
	n, err := io.Copy(into, io.LimitReader(data, most+1))
	if n > most {
		return faultError{faultLarge}
	}
	if broken := flate.CorruptInputError(0); errors.As(err, &broken) {
		r.head.Lost++
	}
	return nil
}

// look is what a note or form field looks like: a form and the matrix that puts it in its place.
type look struct {
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
func (r *pdfReader) annotations(p page) []look {
	var out []look
	for i, o := range r.array(p.dict["Annots"]) {
		if i >= 10_000 {
			break
		}
		a := r.dict(o)
		flags := r.integer(a["F"])
		kind := r.name(a["Subtype"])
		if a == nil || kind == "Popup" || flags&flagHidden != 0 || flags&flagNoView != 0 && flags&flagPrint == 0 || r.switchedOff(a["OC"]) {
			continue
		}
		if l, ok := r.look(a); ok {
			out = append(out, l)
		} else if r.bare(a, kind) {
			r.head.Bare++
		}
	}
	return out
}

// bare tells of a note or field that a viewer draws itself, as it has no looks of its own.
func (r *pdfReader) bare(a types.Dict, kind string) bool {
	switch kind {
	case "Link":
		return false
	case "Widget":
		return a["V"] != nil && r.object(a["V"]) != nil && r.name(a["FT"]) != "Btn" && r.name(a["FT"]) != "Sig"
	}
	return kind != ""
}

// look finds an annotation's normal appearance and where it goes (ISO 32000, 12.5.5).
func (r *pdfReader) look(a types.Dict) (look, bool) {
	normal := r.dict(a["AP"])["N"]
	sd, ok := r.stream(normal)
	if !ok { // a choice of states
		normal = r.dict(normal)[r.name(a["AS"])]
		sd, ok = r.stream(normal)
	}
	number := r.holder(normal)
	target, sound := r.rect(a["Rect"])
	box := r.numbers(sd.Dict["BBox"], 4)
	if !ok || number == 0 || !sound || box == nil {
		return look{}, false
	}
	m := [6]float64{1, 0, 0, 1, 0, 0}
	if n := r.numbers(sd.Dict["Matrix"], 6); n != nil {
		m = [6]float64(n)
	}
	b := bounds(m, box)
	if b.width() < 1e-6 || b.height() < 1e-6 {
		return look{}, false
	}
	sd.Dict["Subtype"] = types.Name("Form") // which some programs forget
	sx, sy := target.width()/b.width(), target.height()/b.height()
	return look{r.give(number), [6]float64{sx, 0, 0, sy, target.x0 - b.x0*sx, target.y0 - b.y0*sy}}, true
}

// holder is the number of the object a reference leads to in the end, 0 where there is none.
func (r *pdfReader) holder(o types.Object) int {
	for range 10 {
		ref, ok := o.(types.IndirectRef)
		if !ok {
			return 0
		}
		o = r.numbered(ref.ObjectNumber.Value())
		if _, further := o.(types.IndirectRef); !further && o != nil {
			return ref.ObjectNumber.Value()
		}
	}
	return 0
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
func (r *pdfReader) overlay(content int, looks []look, box rect) int {
	var drawn strings.Builder
	drawn.WriteString("/P Do\n")
	for i, l := range looks {
		fmt.Fprintf(&drawn, "q %s cm /A%d Do Q\n", matrixText(l.matrix), i)
	}
	r.next++
	n := r.next
	r.out.begin(n)
	r.out.text("<</Type/XObject/Subtype/Form/BBox[%s %s %s %s]/Resources<</XObject<</P ", real(box.x0), real(box.y0), real(box.x1), real(box.y1))
	r.out.ref(content)
	for i, l := range looks {
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
		words[i] = real(v)
	}
	return strings.Join(words, " ")
}

// readLayers finds the optional content that is switched off.
func (r *pdfReader) readLayers() {
	r.off = map[int]bool{}
	properties := r.dict(r.dict(*r.ctx.Root)["OCProperties"])
	standard := r.dict(properties["D"])
	mark := func(o types.Object, off bool) {
		for _, v := range r.array(o) {
			if ref, ok := v.(types.IndirectRef); ok {
				r.off[ref.ObjectNumber.Value()] = off
			}
		}
	}
	mark(properties["OCGs"], r.name(standard["BaseState"]) == "OFF")
	mark(standard["ON"], false)
	mark(standard["OFF"], true)
}

func (r *pdfReader) switchedOff(o types.Object) bool {
	ref, ok := o.(types.IndirectRef)
	return ok && r.off[ref.ObjectNumber.Value()]
}

// tellLayers names the layers that came into the piece.
func (r *pdfReader) tellLayers() {
	for n, off := range r.off {
		if r.local[n] == 0 {
			continue
		}
		r.head.Layers = append(r.head.Layers, r.local[n])
		if off {
			r.head.Hidden = append(r.head.Hidden, r.local[n])
		}
	}
	slices.Sort(r.head.Layers)
	slices.Sort(r.head.Hidden)
}

// faultOf names the fault of an error.
func faultOf(err error) fault {
	var f faultError
	if errors.As(err, &f) {
		return f.fault
	}
	return faultDamaged
}
