package pdf

import (
	"bufio"
	"bytes"
	"fmt"
)

// Overlay is a PDF of our own, taken apart to be drawn over pages: for every page the object with its drawing, and the fonts all use.
type Overlay struct {
	Pages []int
	Fonts int
	doc   Document
	body  []byte
}

// NewOverlay takes a PDF of our own apart, each page of which has one stream and all the same fonts.
func NewOverlay(data []byte) (Overlay, error) {
	f, err := openFile(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return Overlay{}, fmt.Errorf("own pages: %w", err)
	}
	var body bytes.Buffer
	w := &documentWriter{w: bufio.NewWriter(&body)}
	r := newReader(f, w)
	r.inline = true
	var o Overlay
	var fonts any
	err = r.walk(func(p leaf) error {
		n, ok := p.dict["Contents"].(ref)
		if !ok {
			return errDocument
		}
		o.Pages = append(o.Pages, r.give(int(n)))
		fonts = r.dict(p.entry("Resources"))["Font"]
		return r.flush()
	})
	o.Fonts = r.take()
	w.begin(o.Fonts)
	if err == nil {
		err = r.value(r.dict(fonts), 0)
	}
	w.end()
	if err == nil {
		err = r.flush()
	}
	if err == nil {
		err = w.close(&o.doc)
	}
	o.body = body.Bytes()
	return o, err
}

// Overlay writes the objects of a PDF of our own and raises its numbers by what they got.
func (p *Writer) Overlay(o *Overlay) error {
	base, err := p.Place(o.doc, bufio.NewReader(bytes.NewReader(o.body)), nil)
	for i := range o.Pages {
		o.Pages[i] += base
	}
	o.Fonts += base
	return err
}
