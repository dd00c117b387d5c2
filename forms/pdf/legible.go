package pdf

import (
	"bytes"
	"errors"
	"image"
	"io"
	"math"

	"golang.org/x/image/tiff"
)

// What is looked at to see whether print can be read: the first pages, and so much of what is drawn on them.
const (
	mostRead   = 30
	mostDrawn  = 8 << 20
	mostStates = 100 // that are put aside, and forms within forms
)

// errEnough ends a walk.
var errEnough = errors.New("enough")

// measure works out how small text and how coarse pictures come out when a PDF is printed.
func (s *Sight) measure(f *file) {
	n := 0
	_ = f.walk(func(p leaf) error {
		if n++; n > mostRead {
			return errEnough
		}
		box, turn := f.geometry(p)
		unit := f.unit(p)
		page := Page{W: box.width() * unit, H: box.height() * unit}
		if turn%180 == 90 {
			page.W, page.H = page.H, page.W
		}
		if pieces, most := pieces(page.W, page.H, longPage); pieces > 1 {
			page.H = most
		}
		_, scale, _ := Fit(page)
		d := drawn{file: f, area: box.width() * box.height(), sizes: map[int]int{}}
		d.page(p)
		s.least(d.small()*unit*scale, d.dots/unit/scale)
		return nil
	})
}

// least keeps the worse of what was found; 0 is nothing.
func (s *Sight) least(text, dots float64) {
	if text > 0 && (s.Text == 0 || text < s.Text) {
		s.Text = text
	}
	if dots > 0 && (s.Dots == 0 || dots < s.Dots) {
		s.Dots = dots
	}
}

// A picture this much longer than it is broad, that is not cut, is taken for a screenshot, with lines at least this high in pixels.
const (
	stripRatio = 4
	stripLine  = 24
)

// measurePicture is measure for a picture, whose points are all there is to go by. Of one too small to hold a text nothing is said.
func (s *Sight) measurePicture(r io.ReaderAt, size int64) {
	const least = 200
	section := io.NewSectionReader(r, 0, size)
	decode := func() (image.Config, error) { c, _, err := image.DecodeConfig(section); return c, err }
	if s.Kind == kindTIFF {
		decode = func() (image.Config, error) { return tiff.DecodeConfig(section) }
	}
	c, err := decode()
	if err != nil || max(c.Width, c.Height) < least {
		return
	}
	w, h := float64(c.Width), float64(c.Height)
	cut := s.Kind == kindTIFF || pictureCount(r, size, s.Kind) > 1
	if n, most := pieces(w, h, longPicture); n > 1 && cut {
		h = most
	}
	_, scale, _ := Fit(Page{W: w, H: h, Picture: true})
	if scale <= 0 {
		return
	}
	s.least(0, 72/scale)
	if max(w, h) > longPicture && max(w, h) >= stripRatio*min(w, h) {
		s.least(stripLine*scale, 0)
	}
}

// drawn is what a page's instructions draw, as far as its size goes.
type drawn struct {
	*file
	area  float64     // of the page
	sizes map[int]int // characters by the height of their line in tenths of a point
	dots  float64     // an inch, of a picture that is most of the page; 0 where there is none

	now   state
	aside []state
	depth int
	text  matrix
}

// state is what q puts aside.
type state struct {
	to     matrix
	font   float64
	hidden bool // text that is only there to be searched
}

type matrix [6]float64

// by is the matrix that does m first.
func (m matrix) by(n matrix) matrix {
	return matrix{
		m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3], m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3],
		m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5],
	}
}

var straight = matrix{1, 0, 0, 1, 0, 0}

// page looks at the instructions of a page.
func (d *drawn) page(p leaf) {
	d.now.to = straight
	var all []byte
	for _, v := range d.list(p.dict["Contents"]) {
		if s, ok := d.stream(v); ok && len(all) < mostDrawn {
			data, err := d.drawing(s)
			if err != nil {
				continue
			}
			all = append(append(all, data...), '\n')
		}
	}
	d.run(all, d.dict(p.entry("Resources")))
}

func (d *drawn) drawing(s *stream) ([]byte, error) {
	r, err := d.unpack(s, mostDrawn)
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(io.LimitReader(r, mostDrawn))
	if len(data) > 0 {
		err = nil
	}
	return data, err
}

// run follows instructions.
func (d *drawn) run(data []byte, resources dict) {
	l := &lexer{data: data, noRefs: true}
	var args []any
	for {
		switch v := l.value(0).(type) {
		case end:
			if l.pos >= len(l.data) {
				return
			}
			l.pos++
		case keyword:
			if v == "ID" { // a picture within the instructions
				at := bytes.Index(l.data[l.pos:], []byte("EI"))
				if at < 0 {
					return
				}
				l.pos += at + 2
			}
			d.do(string(v), args, resources)
			args = args[:0]
		default:
			if args = append(args, v); len(args) > 100 {
				args = args[:0]
			}
		}
	}
}

// floats are the last n operands as numbers.
func floats(args []any, n int) (matrix, bool) {
	var out matrix
	if len(args) < n {
		return out, false
	}
	for i, v := range args[len(args)-n:] {
		switch v := v.(type) {
		case int64:
			out[i] = float64(v)
		case float64:
			out[i] = v
		default:
			return out, false
		}
	}
	return out, true
}

// do follows one instruction.
func (d *drawn) do(op string, args []any, resources dict) {
	switch op {
	case "q":
		if len(d.aside) < mostStates {
			d.aside = append(d.aside, d.now)
		}
	case "Q":
		if n := len(d.aside); n > 0 {
			d.now, d.aside = d.aside[n-1], d.aside[:n-1]
		}
	case "cm":
		if m, ok := floats(args, 6); ok {
			d.now.to = m.by(d.now.to)
		}
	case "Tf":
		if m, ok := floats(args, 1); ok {
			d.now.font = m[0]
		}
	case "Tr":
		m, ok := floats(args, 1)
		d.now.hidden = ok && m[0] == 3
	case "BT":
		d.text = straight
	case "Tm":
		if m, ok := floats(args, 6); ok {
			d.text = m
		}
	case "Tj", "'", "\"", "TJ":
		d.show(args)
	case "Do":
		if len(args) > 0 {
			key, _ := args[len(args)-1].(name)
			d.draw(d.dict(resources["XObject"])[key], resources)
		}
	}
}

// show counts the characters of a text.
func (d *drawn) show(args []any) {
	n := 0
	for _, v := range args {
		list, ok := v.(array)
		if !ok {
			list = array{v}
		}
		for _, v := range list {
			if t, ok := v.(text); ok {
				n += len(t.bytes())
			}
		}
	}
	m := d.text.by(d.now.to)
	high := math.Abs(d.now.font) * math.Hypot(m[2], m[3])
	if !d.now.hidden && high > 0 && high < 1e4 {
		d.sizes[int(high*10)] += n
	}
}

// draw draws a picture, or what a form draws.
func (d *drawn) draw(v any, resources dict) {
	s, ok := d.stream(v)
	if !ok {
		return
	}
	m := d.now.to
	if d.name(s.dict["Subtype"]) == "Image" {
		across, down := math.Hypot(m[0], m[1]), math.Hypot(m[2], m[3])
		if w := d.integer(s.dict["Width"]); w > 0 && across*down > d.area/2 {
			d.dots = float64(w) / (across / 72)
		}
		return
	}
	if d.depth++; d.depth <= 5 {
		before := d.now
		if n := d.numbers(s.dict["Matrix"], 6); n != nil {
			d.now.to = matrix(n).by(d.now.to)
		}
		if own := d.dict(s.dict["Resources"]); own != nil {
			resources = own
		}
		if data, err := d.drawing(s); err == nil {
			d.run(data, resources)
		}
		d.now = before
	}
	d.depth--
}

// small is the height a tenth of the characters stay under, 0 where there are hardly any.
func (d *drawn) small() float64 {
	const few = 40
	all := 0
	for _, n := range d.sizes {
		all += n
	}
	if all < few {
		return 0
	}
	least, under := 0, 0
	for size := range 100_001 {
		if under += d.sizes[size]; under*10 >= all {
			least = size
			break
		}
	}
	return float64(least) / 10
}
