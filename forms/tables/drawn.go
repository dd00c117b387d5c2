package tables

import (
	"archive/zip"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// Drawn is something a drawing upon a sheet shows that no cell of it holds: a picture by its hash, words, or what a chart is drawn from.
type Drawn struct {
	Kind DrawnKind
	Text string
}

// DrawnKind is what a Drawn is.
type DrawnKind int

// The kinds.
const (
	DrawnPicture DrawnKind = iota
	DrawnWords             // of a text box or a shape
	DrawnChart             // the cells a chart is drawn from, figures of its own, or its words
)

// mostDrawn is how many are kept of a sheet.
const mostDrawn = 2000

// laid looks at the drawings upon a sheet.
func (v *sight) laid(part sheetPart) error {
	named, err := v.book.relations(partName(part.part))
	if err != nil {
		return err
	}
	what := "工作表“" + shown(part.name) + "”的图片或批注"
	for _, r := range named {
		f := v.book.parts[r.target]
		switch {
		case f == nil:
		case r.kind == "drawing":
			d := anchors{sight: v}
			if err = v.book.tokens(piece{f, what, true}, d.take); err == nil {
				err = errors.Join(v.shownBy(f, what, DrawnWords), v.drawings(partName(f), what, 0))
			}
		case r.kind == "vmlDrawing":
			v.controls(f, what)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// controls looks whether there is anything but comments in a drawing of the old kind, which need not be well-formed.
func (v *sight) controls(f *zip.File, what string) {
	others := false
	err := v.book.everything(f, what, func(s *scanner) error {
		kind := s.attr("ObjectType")
		others = others || kind != nil && string(kind) != "Note" || string(s.local) == "Visible" // a note that never closes
		return nil
	})
	if err != nil || others {
		v.tell(Seen{1, 0, lastRow, lastColumn, "这张工作表上有控件或图形，可能盖住内容", seenUpon})
	}
}

// drawings gathers what a drawing shows, with the charts and pictures it names and what those name.
func (v *sight) drawings(part, what string, deep int) error {
	named, err := v.book.relations(part)
	if err != nil || deep > 2 {
		return err
	}
	for _, r := range named {
		f := v.book.parts[r.target]
		switch {
		case f == nil:
		case r.kind == "image":
			err = v.picture(f)
		case r.kind == "chart" || r.kind == "chartEx" || r.kind == "chartUserShapes":
			if err = v.shownBy(f, what, DrawnChart); err == nil {
				err = v.drawings(partName(f), what, deep+1)
			}
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (v *sight) draws(kind DrawnKind, text string) {
	d := Drawn{kind, text}
	if len(v.drawn) < mostDrawn && !slices.Contains(v.drawn, d) {
		v.drawn = append(v.drawn, d)
	}
}

func (v *sight) picture(f *zip.File) error {
	in, err := f.Open()
	if err != nil {
		return damaged("这个工作簿")
	}
	defer in.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, io.LimitReader(in, mostPictureRead)); err != nil {
		return damaged("这个工作簿")
	}
	v.draws(DrawnPicture, fmt.Sprintf("%x", sum.Sum(nil)))
	return nil
}

// mostPictureRead bounds how much of a picture is told from another.
const mostPictureRead = 32 << 20

// plainReference takes from a reference what programs write each their own way.
var plainReference = strings.NewReplacer("'", "", "$", "", " ", "")

// shownBy gathers the words of a drawing or chart, and of a chart the cells and figures it is drawn from; the figures it keeps of cells are
// drawn anew from them.
func (v *sight) shownBy(f *zip.File, what string, kind DrawnKind) error {
	s, in, err := v.book.scan(f, what)
	if err != nil {
		return err
	}
	defer in.Close()
	s.names.any, s.names.plain = true, true
	var open []string
	text := ""
	for {
		t, err := s.next()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		case t == tagStart:
			open, text = append(open, string(s.local)), ""
		case t == charData:
			if len(text) < maxComment {
				text += string(s.text)
			}
		case t == tagEnd:
			if len(open) > 0 {
				open = open[:len(open)-1]
			}
			v.word(kind, string(s.local), strings.TrimSpace(text), open)
			text = ""
		}
	}
}

// word takes the text of an element within others.
func (v *sight) word(kind DrawnKind, local, text string, within []string) {
	kept := slices.ContainsFunc(within, func(name string) bool { return strings.HasSuffix(name, "Cache") })
	switch {
	case text == "" || kept:
	case local == "t":
		v.draws(kind, text)
	case kind == DrawnChart && local == "f":
		v.draws(kind, plainReference.Replace(text))
	case kind == DrawnChart && (local == "v" || local == "pt"):
		v.draws(kind, text)
	}
}
