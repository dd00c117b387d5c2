// Package render draws the pages of foreign PDFs and pictures, as a person sees them: PDFium in a WebAssembly machine without files or
// network of its own, in a child process with bounds on memory and time. Only the program with a window brings it along.
package render

import (
	"encoding/json"
	"errors"
	"image"

	"zicha/forms/bounded"
	"zicha/forms/files"
	"zicha/forms/pdf"
)

// childKind is the child that draws pages.
const childKind bounded.Kind = "pages"

// The bounds of a drawn page: what a window can show, and a picture in its memory.
const (
	mostPoints = 16_000_000
	mostSide   = 8192
	mostPages  = 100_000
)

// Wish says how a page, counted from 0, is to be drawn: so many points of the screen across, or, where Width is 0, so many for each
// of the paper's (1/72 inch); turned clockwise by quarters. What would be larger than a window can show is drawn smaller.
type Wish struct {
	Page  int     `json:"page"`
	Width int     `json:"width"`
	Scale float64 `json:"scale"`
	Turn  int     `json:"turn"`
}

// Sheet is a drawn page: how many there are, how large it is in points of paper, and its picture.
type Sheet struct {
	Pages int         `json:"pages"`
	W     float64     `json:"w"`
	H     float64     `json:"h"`
	Image *image.RGBA `json:"-"`
}

// job is one page to be drawn, or with Warm nothing but to get ready for PDFs.
type job struct {
	Path string `json:"path"`
	Warm bool   `json:"warm"`
	Wish
}

// reply is what a child says: why there is no page, or its facts; the picture's bytes follow it. Cold asks to be warmed first.
type reply struct {
	Sheet
	Fault pdf.Fault `json:"fault,omitempty"`
	Cold  bool      `json:"cold,omitempty"`
	Dx    int       `json:"dx"`
	Dy    int       `json:"dy"`
}

// ChildMain must be called first thing by every program, and every TestMain, that draws pages. In such a child it works and never
// returns; otherwise it does nothing. What takes long to make ready once is kept in the folder cache; "" keeps nothing.
func ChildMain(cache string) {
	childKind.Main(func() func([]byte) bounded.Answer {
		e := &engine{cache: cache}
		return e.work
	})
}

// work does a job in the child. After a page that could not be drawn the child ends: what that left behind is not relied on.
func (e *engine) work(line []byte) bounded.Answer {
	var j job
	if json.Unmarshal(line, &j) != nil {
		return bounded.Answer{Value: reply{Fault: pdf.Damaged}}
	}
	if j.Warm {
		return bounded.Answer{Value: reply{Cold: e.warm() != nil}}
	}
	sheet, err := e.draw(j)
	r := reply{Sheet: sheet}
	switch {
	case errors.Is(err, errCold):
		r.Cold = true
	case err != nil && !errors.As(err, &r.Fault):
		r.Fault = pdf.Damaged
	}
	if sheet.Image == nil {
		return bounded.Answer{Value: r, Last: e.harmed}
	}
	r.Dx, r.Dy = sheet.Image.Rect.Dx(), sheet.Image.Rect.Dy()
	return bounded.Answer{Value: r, Bytes: sheet.Image.Pix}
}

// draw draws a page of a file; a panic on foreign bytes is damage.
func (e *engine) draw(j job) (s Sheet, err error) {
	defer func() {
		if recover() != nil {
			s, err, e.harmed = Sheet{}, pdf.Damaged, true
		}
	}()
	if err := e.open(j.Path); err != nil {
		return Sheet{}, err
	}
	if j.Page < 0 || j.Page >= e.pages {
		return Sheet{}, pdf.Pages
	}
	if e.document != nil {
		s, err = e.drawPage(j.Wish)
		e.harmed = err != nil
	} else {
		s, err = e.drawPicture(j.Wish)
	}
	s.Pages = e.pages
	if s.Image != nil && j.Turn%4 != 0 {
		s.Image = pdf.Turned(s.Image, j.Turn)
		if j.Turn%2 != 0 {
			s.W, s.H = s.H, s.W
		}
	}
	return s, err
}

// open opens a file, unless it is the one that is open.
func (e *engine) open(path string) error {
	file, info, err := files.Open(path)
	if err != nil {
		return pdf.Damaged
	}
	if e.file != nil && e.path == path && e.info.Size() == info.Size() && e.info.ModTime().Equal(info.ModTime()) {
		return file.Close()
	}
	e.close()
	e.file, e.info, e.path = file, info, path
	if pdf.IsPDF(file, info.Size()) {
		err = e.openDocument()
	} else {
		e.pages, err = pdf.PicturePages(file, info.Size())
	}
	if err == nil && (e.pages < 1 || e.pages > mostPages) {
		err = pdf.Pages
	}
	if err != nil {
		e.close()
	}
	return err
}

// close closes the file that is open.
func (e *engine) close() {
	e.closeDocument()
	if e.file != nil {
		_ = e.file.Close()
	}
	e.file, e.picture, e.pages = nil, nil, 0
}

// drawPicture draws a page of a picture file, which stays decoded for the next wish. Its points count as 96 an inch.
func (e *engine) drawPicture(w Wish) (Sheet, error) {
	if e.picture == nil || e.decoded != w.Page {
		e.picture = nil
		p, err := pdf.ReadPicture(e.file, e.info.Size(), w.Page)
		if err != nil {
			return Sheet{}, err
		}
		e.picture, e.decoded = p, w.Page
	}
	across, down := e.picture.Size()
	s := Sheet{W: across * 72 / 96, H: down * 72 / 96}
	s.Image = e.picture.Draw(w.size(s.W, s.H))
	return s, nil
}

// size is how many points across and down a page of w by h is drawn in.
func (w Wish) size(width, height float64) (int, int) {
	if width <= 0 || height <= 0 {
		return 1, 1
	}
	scale := w.Scale
	if w.Width > 0 {
		scale = float64(w.Width) / width
		if w.Turn%2 != 0 {
			scale = float64(w.Width) / height
		}
	}
	scale = min(scale, mostSide/width, mostSide/height)
	if points := scale * width * scale * height; points > mostPoints {
		scale *= sqrt(mostPoints / points)
	}
	return max(1, int(scale*width+0.5)), max(1, int(scale*height+0.5))
}
