package pdf

import (
	"io"
	"maps"
	"math"
	"slices"
	"strconv"
)

// reader makes a PDF into a document.
type reader struct {
	*file
	out    *documentWriter
	doc    Document
	inline bool         // data is written out, not only where it lies
	local  map[int]int  // object of the file → object of the document
	queue  []int        // objects of the file still to be written
	next   int          // the last number given
	off    map[int]bool // optional content that is switched off
	forms  map[int]bool // objects that are drawn, though some programs forget to say so
	poured map[int]bool // streams of pages' drawings that were looked through
}

func newReader(f *file, out *documentWriter) *reader {
	f.lost = 0
	return &reader{file: f, out: out, local: map[int]int{}, off: map[int]bool{}, forms: map[int]bool{}, poured: map[int]bool{}}
}

// take is a number nothing in the document has.
func (r *reader) take() int {
	r.next++
	return r.next
}

// give is the number an object of the file gets in the document; it is written later.
func (r *reader) give(n int) int {
	if r.local[n] == 0 {
		r.local[n] = r.take()
		r.queue = append(r.queue, n)
	}
	return r.local[n]
}

// unwanted are entries that draw nothing and may lead to half the file.
var unwanted = map[name]bool{
	"PieceInfo": true, "Metadata": true, "StructParent": true, "StructParents": true, "OPI": true, "AF": true, "LastModified": true, "Thumb": true,
	"Parent": true, "Alternates": true,
}

// value writes an object that stands within another.
func (r *reader) value(v any, depth int) error {
	if depth > mostDepth {
		return Damaged
	}
	switch v := v.(type) {
	case dict:
		return r.entries(v, depth)
	case array:
		r.out.text("[")
		for _, v := range v {
			if err := r.value(v, depth+1); err != nil {
				return err
			}
			r.out.text(" ")
		}
		r.out.text("]")
	case ref:
		r.reference(v)
	case name:
		r.out.text("/%s", string(v))
	case text:
		r.out.text("%s", string(v))
	case int64:
		r.out.text("%d", v)
	case float64:
		r.out.text("%s", decimal(v))
	case bool:
		r.out.text("%t", v)
	default:
		r.out.text("null")
	}
	return nil
}

// reference writes a reference; one to a page, to the catalog or to nothing is null, so that a document never drags in a whole file.
func (r *reader) reference(n ref) {
	v := r.numbered(int(n))
	d, _ := v.(dict)
	if s, ok := v.(*stream); ok {
		d = s.dict
	}
	switch r.name(d["Type"]) {
	case "Page", "Pages", "Catalog":
		r.out.text("null")
		return
	case "ObjStm", "XRef":
		v = nil
	}
	if v == nil {
		r.lost++
		r.out.text("null")
		return
	}
	r.out.ref(r.give(int(n)))
}

// entries writes a dictionary without what is unwanted.
func (r *reader) entries(d dict, depth int) error {
	_, typed := d["Type"]
	_, subtyped := d["Subtype"]
	r.out.text("<<")
	err := r.some(d, depth, func(key name) bool { return (typed || subtyped) && unwanted[key] }) // elsewhere keys are of the file's own choice
	r.out.text(">>")
	return err
}

// some writes the entries of a dictionary but those to be left out.
func (r *reader) some(d dict, depth int, leave func(name) bool) error {
	for _, key := range slices.Sorted(maps.Keys(d)) {
		if leave(key) {
			continue
		}
		r.out.text("/%s ", string(key))
		if err := r.value(d[key], depth+1); err != nil {
			return err
		}
	}
	return nil
}

// insides writes a stream's entries, but those that are worked out anew or would take its data from elsewhere.
func (r *reader) insides(d dict) error {
	return r.some(d, 0, func(key name) bool {
		switch key {
		case "Length", "F", "FFilter", "FDecodeParms", "DL":
			return true
		}
		return unwanted[key]
	})
}

// decimal is a number as PDF knows it: no exponent.
func decimal(f float64) string {
	if math.IsNaN(f) || math.IsInf(f, 0) || math.Abs(f) > 1e15 {
		return "0"
	}
	return strconv.FormatFloat(f, 'f', -1, 64)
}

// flush writes every object still owed, and those these lead to.
func (r *reader) flush() error {
	for len(r.queue) > 0 {
		n := r.queue[0]
		r.queue = r.queue[1:]
		if err := r.whole(r.numbered(n), r.local[n]); err != nil {
			return err
		}
	}
	return r.out.err
}

// whole writes one object of the file under its number in the document.
func (r *reader) whole(v any, n int) error {
	r.out.begin(n)
	var err error
	if s, ok := v.(*stream); ok {
		if err = r.soundPicture(s); err == nil {
			more := ""
			if r.forms[s.number] {
				more = "/Subtype/Form"
				delete(s.dict, "Subtype")
			}
			err = r.streamObject(s, s.dict, more)
		}
	} else {
		err = r.value(v, 0)
	}
	r.out.end()
	return err
}

// soundPicture refuses pictures no program could draw.
func (r *reader) soundPicture(s *stream) error {
	if r.name(s.dict["Subtype"]) != "Image" {
		return nil
	}
	w, h := r.integer(s.dict["Width"]), r.integer(s.dict["Height"])
	if w < 0 || h < 0 || w > 0 && h > mostPixels/w {
		return Large
	}
	return nil
}

// streamObject writes a stream as it stands in the file, with the given entries and more before them.
func (r *reader) streamObject(s *stream, entries dict, more string) error {
	at, length := r.span(s)
	data := r.raw(s)
	plain := r.lock == nil && !r.inline
	var out []byte
	if !plain {
		var err error
		if out, err = io.ReadAll(data); err != nil {
			return err
		}
		length = int64(len(out))
	}
	r.out.text("<<%s/Length %d", more, length)
	if err := r.insides(entries); err != nil {
		return err
	}
	r.out.text(">>\nstream\n")
	if plain {
		r.out.source(at, length)
	} else {
		r.out.bytes(out)
	}
	r.out.text("\nendstream")
	return nil
}
