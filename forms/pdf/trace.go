package pdf

import (
	"cmp"
	"context"
	"errors"
	"io"
	"maps"
	"slices"

	"zicha/forms/files"
)

// TraceVersion says which way of looking a file's traces came of; it is another whenever a file gives others than before.
const TraceVersion = "3"

// Bounds of what of a file is looked at for its pictures.
const (
	mostTracedPages  = 3000
	mostTraced       = 600     // pictures of a file
	mostTracedNames  = 200_000 // entries of resources of a file
	leastTraced      = 40_000  // points of a picture: smaller ones are marks, seals and lines
	mostTracedBytes  = 64 << 20
	mostTracedPicked = 200 // pictures of a file whose points are looked at; of others their coding alone
)

// Trace is what tells a picture apart from others.
type Trace struct {
	Page int    `json:"page"` // of the file, where it is first seen, from 1; 0 in documents whose pages are not told
	W    int    `json:"w"`    // 0 of a drawing that is not decoded
	H    int    `json:"h"`
	Sum  string `json:"sum"`            // 32 hexadecimal digits: the same for pictures that are the same point by point, or coded the same
	Look string `json:"look,omitempty"` // 64 hexadecimal digits of a photo, see lookOf; "" for a page of text, and where its points are not known
}

// Traces is what tells a file's pictures apart from those of others. Blank pages and what is smaller than a photo are left out.
type Traces struct {
	Fault    Fault   `json:"fault,omitempty"` // why nothing is known
	Pictures []Trace `json:"pictures,omitempty"`
	Taken    string  `json:"taken,omitempty"` // of a photo: the day its camera says, ISO
	More     bool    `json:"more,omitempty"`  // not all of it was looked at
}

// Trace has a file looked at for its pictures, within the same bounds as Convert. The error is for a cancelled context and ErrNoChild.
func (c *Child) Trace(ctx context.Context, j Job) (Traces, error) {
	j.Trace = true
	r, err := c.ask(ctx, j)
	if err != nil || r.Fault != "" || r.Traces == nil {
		return Traces{Fault: cmp.Or(r.Fault, Damaged)}, err
	}
	return *r.Traces, nil
}

// traced looks at one file; a panic on foreign bytes is damage.
func traced(path string) (t Traces) {
	defer func() {
		if recover() != nil {
			t = Traces{Fault: Damaged}
		}
	}()
	file, info, err := files.Open(path)
	if err != nil {
		return Traces{Fault: Damaged}
	}
	defer file.Close()
	t, err = traceFile(file, info.Size())
	if err != nil && !errors.As(err, &t.Fault) {
		t.Fault = Damaged
	}
	return t
}

// traceFile looks at a file.
func traceFile(file io.ReaderAt, size int64) (Traces, error) {
	t := tracer{seen: map[int]bool{}}
	err := t.look(file, size)
	return t.Traces, err
}

// look looks at what a file is told to be by its first bytes.
func (t *tracer) look(file io.ReaderAt, size int64) (err error) {
	t.page = 1
	switch kind := kindOf(file, size); {
	case kind == "" && isPacked(file):
		return t.packed(file, size)
	case kind == "":
		if t.Taken = takenOn(io.NewSectionReader(file, 0, size), heifOf(file)); t.Taken == "" {
			return Other
		}
		return nil
	case kind == kindPDF:
		if t.file, err = openFile(file, size); err == nil {
			err = t.pages()
		}
		return err
	case kind == kindTIFF:
		return t.tiff(file, size)
	default:
		return t.picture(file, size, kind)
	}
}

// tracer collects the traces of one file.
type tracer struct {
	*file
	Traces
	seen     map[int]bool // numbers of objects
	names    int
	picked   int
	page     int
	within   int   // how many zips deep
	unpacked int64 // bytes out of zips
}

// pages looks at the pictures of every page in turn.
func (t *tracer) pages() error {
	t.page = 0
	err := t.walk(func(p leaf) error {
		if t.page++; t.page > mostTracedPages {
			t.More = true
		}
		if !t.More {
			t.resources(p.entry("Resources"), 0)
		}
		if t.More {
			return errEnough
		}
		return nil
	})
	if errors.Is(err, errEnough) {
		return nil
	}
	return err
}

// resources looks at what a page, or a drawing on it, has at hand.
func (t *tracer) resources(v any, depth int) {
	objects := t.dict(t.dict(v)["XObject"])
	if depth > mostNested {
		return
	}
	for _, key := range slices.Sorted(maps.Keys(objects)) {
		if t.names++; t.names > mostTracedNames || len(t.Pictures) >= mostTraced {
			t.More = true
			return
		}
		s, ok := t.stream(objects[key])
		if !ok || t.seen[s.number] {
			continue
		}
		t.seen[s.number] = true
		switch t.name(s.dict["Subtype"]) {
		case "Image":
			t.image(s)
		case "Form":
			t.resources(s.dict["Resources"], depth+1)
		}
	}
}

// add keeps a trace unless it is of nothing.
func (t *tracer) add(p Trace) {
	if p.Sum != "" {
		p.Page = t.page
		t.Pictures = append(t.Pictures, p)
	}
}

// pick reports whether there is room for looking at the points of another picture of so many bytes each.
func (t *tracer) pick(w, h, bytesEach int) bool {
	if t.picked >= mostTracedPicked || !fits(w, h, bytesEach) {
		return false
	}
	t.picked++
	return true
}
