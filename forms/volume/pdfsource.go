package volume

import (
	"bytes"
	"context"
	"errors"
	"io"
	"math"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// Bounds of what is taken for an honest PDF.
const (
	mostPages   = 20_000
	mostContent = 100 << 20   // bytes of one page's drawing instructions, unpacked
	mostPixels  = 500_000_000 // of one picture in a PDF
	mostDepth   = 200         // of nested arrays and dictionaries, and of the page tree
)

// faultError carries a fault up to where the piece is given up.
type faultError struct{ fault fault }

func (e faultError) Error() string { return string(e.fault) }

// pdfReader is a foreign PDF being made into a piece. Everything it meets may be wrong.
type pdfReader struct {
	ctx   *model.Context
	file  io.ReaderAt
	size  int64
	plain bool // not encrypted: streams can be copied out of the file
	out   *pieceWriter
	head  head
	local map[int]int // object of the file → object of the piece
	queue []int       // objects of the file still to be written
	next  int         // the last number given
	off   map[int]bool
}

// readPDF opens a PDF. It is never written back, so nothing is validated beyond what is needed to draw its pages.
func readPDF(r io.ReadSeeker) (*model.Context, error) {
	// Its own default would make a folder for settings.
	conf := &model.Configuration{Reader15: true, ValidationMode: model.ValidationRelaxed, Eol: types.EolLF, Limits: model.DefaultResourceLimits()}
	conf.Limits.MaxDecodeBytes = mostContent
	conf.Limits.MaxStreamBytes = 2 << 30
	ctx, err := pdfcpu.Read(r, conf)
	switch {
	case errors.Is(err, pdfcpu.ErrWrongPassword), errors.Is(err, pdfcpu.ErrPermissionDenied), errors.Is(err, pdfcpu.ErrOwnerPasswordRequired):
		return nil, faultError{faultPassword}
	case err != nil && ctx == nil && wantsPassword(err):
		return nil, faultError{faultPassword}
	case err != nil:
		return nil, faultError{faultDamaged}
	}
	return ctx, nil
}

// wantsPassword tells a failure of decrypting from other damage.
func wantsPassword(err error) bool {
	return bytes.Contains([]byte(err.Error()), []byte("encryption"))
}

// object follows references to what they stand for, nil where there is nothing.
func (r *pdfReader) object(o types.Object) types.Object {
	for range 10 {
		ref, ok := o.(types.IndirectRef)
		if !ok {
			return o
		}
		o = r.numbered(ref.ObjectNumber.Value())
	}
	return nil
}

// numbered is the object of a number, nil where there is none. Those that lie packed together are unpacked now.
func (r *pdfReader) numbered(n int) types.Object {
	entry := r.ctx.Table[n]
	if entry == nil || entry.Free {
		return nil
	}
	if lazy, ok := entry.Object.(types.LazyObjectStreamObject); ok {
		o, err := lazy.DecodedObject(context.Background())
		if err != nil {
			o = nil
		}
		entry.Object = o
	}
	return entry.Object
}

func (r *pdfReader) dict(o types.Object) types.Dict {
	switch d := r.object(o).(type) {
	case types.Dict:
		return d
	case types.StreamDict:
		return d.Dict
	}
	return nil
}

func (r *pdfReader) array(o types.Object) types.Array {
	a, _ := r.object(o).(types.Array)
	return a
}

func (r *pdfReader) stream(o types.Object) (types.StreamDict, bool) {
	sd, ok := r.object(o).(types.StreamDict)
	return sd, ok
}

func (r *pdfReader) name(o types.Object) string {
	n, _ := r.object(o).(types.Name)
	return string(n)
}

func (r *pdfReader) number(o types.Object) (float64, bool) {
	switch n := r.object(o).(type) {
	case types.Integer:
		return float64(n), true
	case types.Float:
		f := float64(n)
		return f, !math.IsNaN(f) && !math.IsInf(f, 0)
	}
	return 0, false
}

func (r *pdfReader) integer(o types.Object) int {
	f, _ := r.number(o)
	return int(max(min(f, 1<<40), -1<<40))
}

// numbers reads an array of exactly n numbers.
func (r *pdfReader) numbers(o types.Object, n int) []float64 {
	a := r.array(o)
	if len(a) != n {
		return nil
	}
	out := make([]float64, n)
	for i, v := range a {
		f, ok := r.number(v)
		if !ok {
			return nil
		}
		out[i] = f
	}
	return out
}

// rect is a box with its corners in order.
type rect struct{ x0, y0, x1, y1 float64 }

func (b rect) width() float64  { return b.x1 - b.x0 }
func (b rect) height() float64 { return b.y1 - b.y0 }

// sound tells whether a box can be a page's or a drawing's.
func (b rect) sound() bool {
	const least, most = 0.01, 1e6
	return b.width() >= least && b.height() >= least && b.width() <= most && b.height() <= most && math.Abs(b.x0) < 1e7 && math.Abs(b.y0) < 1e7
}

func (b rect) meet(c rect) rect {
	return rect{max(b.x0, c.x0), max(b.y0, c.y0), min(b.x1, c.x1), min(b.y1, c.y1)}
}

func (r *pdfReader) rect(o types.Object) (rect, bool) {
	n := r.numbers(o, 4)
	if n == nil {
		return rect{}, false
	}
	b := rect{min(n[0], n[2]), min(n[1], n[3]), max(n[0], n[2]), max(n[1], n[3])}
	return b, b.sound()
}

// page is a page as the tree gives it, with what it inherits.
type page struct {
	dict      types.Dict
	inherited types.Dict
}

func (p page) entry(key string) types.Object {
	if o, ok := p.dict[key]; ok && o != nil {
		return o
	}
	return p.inherited[key]
}

// pages walks the page tree; one that loops or never ends is damaged.
func (r *pdfReader) pages() ([]page, error) {
	if r.ctx.Root == nil {
		return nil, faultError{faultDamaged}
	}
	root := r.dict(*r.ctx.Root)["Pages"]
	if root == nil {
		return nil, faultError{faultDamaged}
	}
	w := &treeWalk{r: r, seen: map[int]bool{}}
	if err := w.node(root, types.Dict{}, 0); err != nil {
		return nil, err
	}
	switch {
	case len(w.out) == 0 && r.head.Lost > 0:
		return nil, faultError{faultDamaged}
	case len(w.out) == 0:
		return nil, faultError{faultPages}
	}
	return w.out, nil
}

// treeWalk gathers the pages of a tree.
type treeWalk struct {
	r    *pdfReader
	seen map[int]bool
	out  []page
}

func (w *treeWalk) node(o types.Object, inherited types.Dict, depth int) error {
	if ref, ok := o.(types.IndirectRef); ok {
		n := ref.ObjectNumber.Value()
		if w.seen[n] {
			return faultError{faultDamaged}
		}
		w.seen[n] = true
	}
	node, ok := w.r.object(o).(types.Dict)
	if !ok {
		w.r.head.Lost++ // other programs leave it out, too
		return nil
	}
	if depth > mostDepth {
		return faultError{faultDamaged}
	}
	kids := w.r.array(node["Kids"])
	if kids == nil || w.r.name(node["Type"]) == "Page" {
		w.out = append(w.out, page{node, inherited})
		if len(w.out) > mostPages {
			return faultError{faultPages}
		}
		return nil
	}
	down := types.Dict{}
	for _, key := range []string{"Resources", "MediaBox", "CropBox", "Rotate"} {
		if v := (page{node, inherited}).entry(key); v != nil {
			down[key] = v
		}
	}
	for _, kid := range kids {
		if err := w.node(kid, down, depth+1); err != nil {
			return err
		}
	}
	return nil
}
