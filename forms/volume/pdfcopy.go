package volume

import (
	"bytes"
	"math"
	"sort"
	"strconv"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// give is the number an object of the file gets in the piece; it is written later.
func (r *pdfReader) give(n int) int {
	if r.local[n] == 0 {
		r.next++
		r.local[n] = r.next
		r.queue = append(r.queue, n)
	}
	return r.local[n]
}

// unwanted are entries that draw nothing and may lead to half the file.
var unwanted = map[string]bool{
	"PieceInfo": true, "Metadata": true, "StructParent": true, "StructParents": true, "OPI": true, "AF": true, "LastModified": true, "Thumb": true,
	"Parent": true, "Alternates": true,
}

// value writes an object that stands within another.
func (r *pdfReader) value(o types.Object, depth int) error {
	if depth > mostDepth {
		return faultError{faultDamaged}
	}
	switch o := o.(type) {
	case types.Dict:
		return r.entries(o, depth)
	case types.Array:
		r.out.text("[")
		for _, v := range o {
			if err := r.value(v, depth+1); err != nil {
				return err
			}
			r.out.text(" ")
		}
		r.out.text("]")
	case types.IndirectRef:
		r.reference(o)
	case types.Name:
		r.out.text("/%s", types.EncodeName(string(o)))
	case types.StringLiteral:
		r.out.text("(%s)", string(o))
	case types.HexLiteral:
		r.out.text("<%s>", string(o))
	case types.Integer:
		r.out.text("%d", int(o))
	case types.Float:
		r.out.text("%s", real(float64(o)))
	case types.Boolean:
		r.out.text("%t", bool(o))
	default:
		r.out.text("null")
	}
	return nil
}

// reference writes a reference; one to a page, to the catalog or to nothing is null, so that a piece never drags in the whole file.
func (r *pdfReader) reference(ref types.IndirectRef) {
	switch o := r.object(ref).(type) {
	case nil, types.ObjectStreamDict, types.XRefStreamDict:
		r.head.Lost++
		r.out.text("null")
	case types.Dict:
		if t := r.name(o["Type"]); t == "Page" || t == "Pages" || t == "Catalog" {
			r.out.text("null")
			return
		}
		r.out.ref(r.give(ref.ObjectNumber.Value()))
	default:
		r.out.ref(r.give(ref.ObjectNumber.Value()))
	}
}

// entries writes a dictionary without what is unwanted.
func (r *pdfReader) entries(d types.Dict, depth int) error {
	_, typed := d["Type"]
	_, subtyped := d["Subtype"]
	keys := make([]string, 0, len(d))
	for k := range d {
		if !(typed || subtyped) || !unwanted[k] { // elsewhere the keys may be names of the file's own choice
			keys = append(keys, k)
		}
	}
	sort.Strings(keys)
	r.out.text("<<")
	for _, k := range keys {
		r.out.text("/%s ", types.EncodeName(k))
		if err := r.value(d[k], depth+1); err != nil {
			return err
		}
	}
	r.out.text(">>")
	return nil
}

// real writes a number as PDF knows it: no exponent.
func real(f float64) string {
	if math.IsNaN(f) || math.IsInf(f, 0) || math.Abs(f) > 1e15 {
		return "0"
	}
	return strconv.FormatFloat(f, 'f', -1, 64)
}

// flush writes every object still owed, and those these lead to.
func (r *pdfReader) flush() error {
	for len(r.queue) > 0 {
		n := r.queue[0]
		r.queue = r.queue[1:]
		if err := r.whole(r.numbered(n), r.local[n]); err != nil {
			return err
		}
	}
	return r.out.err
}

// whole writes one object of the file under its number in the piece.
func (r *pdfReader) whole(o types.Object, n int) error {
	r.out.begin(n)
	var err error
	if sd, ok := o.(types.StreamDict); ok {
		if err = r.soundPicture(sd); err == nil {
			err = r.streamObject(sd, sd.Dict, "")
		}
	} else {
		err = r.value(o, 0)
	}
	r.out.end()
	return err
}

// soundPicture refuses pictures no program could draw.
func (r *pdfReader) soundPicture(sd types.StreamDict) error {
	if r.name(sd.Dict["Subtype"]) != "Image" {
		return nil
	}
	w, h := r.integer(sd.Dict["Width"]), r.integer(sd.Dict["Height"])
	if w < 0 || h < 0 || w > 0 && h > mostPixels/w {
		return faultError{faultLarge}
	}
	return nil
}

// streamObject writes a stream as it stands in the file, with the given entries and more before them.
func (r *pdfReader) streamObject(sd types.StreamDict, entries types.Dict, more string) error {
	length := int64(len(sd.Raw))
	offset, inFile := int64(0), false
	if r.plain && sd.StreamOffset > 0 {
		offset, inFile = sd.StreamOffset, sd.StreamOffset+length <= r.size
		if inFile {
			length = r.trueLength(offset, length)
		}
	}
	r.out.text("<<%s/Length %d ", more, length)
	if err := r.insides(entries); err != nil {
		return err
	}
	r.out.text(">>\nstream\n")
	if inFile {
		r.out.source(offset, length)
	} else {
		r.out.bytes(sd.Raw)
	}
	r.out.text("\nendstream")
	return nil
}

// insides writes a stream's entries, but those that are worked out anew or would take its data from elsewhere.
func (r *pdfReader) insides(d types.Dict) error {
	keys := make([]string, 0, len(d))
	for k := range d {
		switch k {
		case "Length", "F", "FFilter", "FDecodeParms", "DL":
		default:
			if !unwanted[k] {
				keys = append(keys, k)
			}
		}
	}
	sort.Strings(keys)
	for _, k := range keys {
		r.out.text("/%s ", types.EncodeName(k))
		if err := r.value(d[k], 1); err != nil {
			return err
		}
	}
	return nil
}

// trueLength is the length of a stream whose entry may be wrong: where no endstream follows, the next one counts.
func (r *pdfReader) trueLength(offset, length int64) int64 {
	tail := make([]byte, 24)
	n, _ := r.file.ReadAt(tail, offset+length)
	if bytes.HasPrefix(bytes.TrimLeft(tail[:n], "\r\n \t\x00"), []byte("endstream")) {
		return length
	}
	const step = 1 << 16
	buf := make([]byte, step+16)
	for at := offset; at < r.size; at += step {
		n, _ := r.file.ReadAt(buf, at)
		if i := bytes.Index(buf[:n], []byte("endstream")); i >= 0 {
			end := at + int64(i)
			var before [2]byte
			_, _ = r.file.ReadAt(before[:], end-2)
			switch {
			case end-2 >= offset && before == [2]byte{'\r', '\n'}:
				return end - 2 - offset
			case end-1 >= offset && (before[1] == '\n' || before[1] == '\r'):
				return end - 1 - offset
			}
			return end - offset
		}
	}
	return length
}
