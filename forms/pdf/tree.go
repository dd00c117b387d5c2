package pdf

import (
	"io"
	"math"

	"zicha/forms/files"
)

// Bounds of what is taken for an honest PDF.
const (
	mostPages   = 20_000
	mostContent = 100 << 20   // bytes of one page's drawing instructions, unpacked
	mostGrown   = 256 << 20   // bytes of a document beside what its file calls for
	mostPixels  = 500_000_000 // of one picture in a PDF
)

// object follows references to what they stand for, nil where there is nothing.
func (f *file) object(v any) any {
	for range 10 {
		n, ok := v.(ref)
		if !ok {
			return v
		}
		v = f.numbered(int(n))
	}
	return nil
}

// dict is a dictionary, also that of a stream.
func (f *file) dict(v any) dict {
	switch d := f.object(v).(type) {
	case dict:
		return d
	case *stream:
		return d.dict
	}
	return nil
}

func (f *file) array(v any) array {
	a, _ := f.object(v).(array)
	return a
}

func (f *file) stream(v any) (*stream, bool) {
	s, ok := f.object(v).(*stream)
	return s, ok
}

func (f *file) name(v any) name {
	n, _ := f.object(v).(name)
	return n
}

func (f *file) number(v any) (float64, bool) {
	switch n := f.object(v).(type) {
	case int64:
		return float64(n), true
	case float64:
		return n, !math.IsNaN(n) && !math.IsInf(n, 0)
	}
	return 0, false
}

func (f *file) integer(v any) int {
	n, _ := f.number(v)
	return int(max(min(n, 1<<40), -1<<40))
}

// numbers reads an array of exactly n numbers.
func (f *file) numbers(v any, n int) []float64 {
	a := f.array(v)
	if len(a) != n {
		return nil
	}
	out := make([]float64, n)
	for i, v := range a {
		number, ok := f.number(v)
		if !ok {
			return nil
		}
		out[i] = number
	}
	return out
}

// rect is a box with its corners in order.
type rect struct{ x0, y0, x1, y1 float64 }

func (b rect) width() float64  { return b.x1 - b.x0 }
func (b rect) height() float64 { return b.y1 - b.y0 }

// sound reports whether a box can be a page's or a drawing's.
func (b rect) sound() bool {
	const least, most = 0.01, 1e6
	return b.width() >= least && b.height() >= least && b.width() <= most && b.height() <= most && math.Abs(b.x0) < 1e7 && math.Abs(b.y0) < 1e7
}

func (b rect) meet(c rect) rect {
	return rect{max(b.x0, c.x0), max(b.y0, c.y0), min(b.x1, c.x1), min(b.y1, c.y1)}
}

func (f *file) rect(v any) (rect, bool) {
	n := f.numbers(v, 4)
	if n == nil {
		return rect{}, false
	}
	b := rect{min(n[0], n[2]), min(n[1], n[3]), max(n[0], n[2]), max(n[1], n[3])}
	return b, b.sound()
}

// leaf is a page as the tree gives it, with what it inherits.
type leaf struct{ dict, inherited dict }

func (p leaf) entry(key name) any {
	if v := p.dict[key]; v != nil {
		return v
	}
	return p.inherited[key]
}

// walk visits the pages of a file in order, one that is in it twice twice; a tree that loops or never ends is damaged. What is no page is left out, as in other
// programs, and counted as lost.
func (f *file) walk(visit func(leaf) error) error {
	root := f.dict(f.trailer["Root"])["Pages"]
	if root == nil {
		return Damaged
	}
	w := &treeWalk{file: f, seen: map[ref]bool{}, visit: visit}
	return w.node(root, dict{}, 0)
}

// count walks the tree and counts its pages, and what is lost in it.
func (f *file) count() (int, error) {
	n := 0
	f.lost = 0
	err := f.walk(func(leaf) error {
		if n++; n > mostPages {
			return Pages
		}
		return nil
	})
	return n, err
}

type treeWalk struct {
	*file
	seen  map[ref]bool
	visit func(leaf) error
}

func (w *treeWalk) node(v any, inherited dict, depth int) error {
	node, ok := w.object(v).(dict)
	if !ok {
		w.lost++
		return nil
	}
	if depth > mostDepth {
		return Damaged
	}
	p := leaf{node, inherited}
	kids := w.array(node["Kids"])
	if kids == nil || w.name(node["Type"]) == "Page" {
		return w.visit(p)
	}
	if n, ok := v.(ref); ok {
		if w.seen[n] {
			return Damaged
		}
		w.seen[n] = true
	}
	down := dict{}
	for _, key := range []name{"Resources", "MediaBox", "CropBox", "Rotate"} {
		if v := p.entry(key); v != nil {
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

// Count is how many pages a PDF or a picture file has in a volume; ok is false where that cannot be told: other formats, what is
// damaged, asks for a password or has more pages than anyone binds. It reads no page's contents, and never panics.
func Count(r io.ReaderAt, size int64) (pages int, ok bool) {
	defer func() {
		if recover() != nil { // foreign bytes
			pages, ok = 0, false
		}
	}()
	switch kind := kindOf(r, size); kind {
	case "":
		return 0, false
	case kindPDF:
		f, err := openFile(r, size)
		if err != nil {
			return 0, false
		}
		err = f.walk(func(p leaf) error {
			pages += f.pagesOf(p)
			return nil
		})
		return pages, err == nil
	default:
		pages = pictureCount(r, size, kind)
		return pages, pages > 0
	}
}

// CountFile is Count for a file; what cannot be opened cannot be counted.
func CountFile(path string) (pages int, ok bool) {
	f, info, err := files.Open(path)
	if err != nil {
		return 0, false
	}
	defer f.Close()
	return Count(f, info.Size())
}
