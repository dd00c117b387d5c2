package pdf

import (
	"bytes"
	"fmt"
	"image/jpeg"
	"math"
)

// What is much taller than a sheet, a screenshot of a whole conversation or a web page printed onto one, would be shrunk until nobody can
// read it. It is cut into pieces as wide as the sheet, which follow one another.
const (
	cutRatio   = 2.5  // of height to width, from which on
	pieceRatio = 1.36 // of a piece: an A4 sheet within its margins
	leastPiece = 720  // points: nothing is blown up to be as wide as the sheet
	mostPieces = 200

	longPicture = 2500 // pixels; what is lower can be read on one sheet
	longPage    = 1500 // points
)

// pieces is how many a picture or page is cut into, and how high one is at most; 1 where it is not cut. from is the height that calls
// for it.
func pieces(w, h, from float64) (n int, most float64) {
	if !(w > 0) || h < from || h < cutRatio*w {
		return 1, h
	}
	most = max(pieceRatio*w, leastPiece)
	n = int(math.Ceil(h / (0.9 * most))) // room for moving the cuts
	if n > mostPieces {
		return 1, h
	}
	return n, most
}

// cuts are the first and last rows of the pieces of a picture: where it can be, cut at a blank line, elsewhere with a little that stands
// in both.
func (f raster) cuts(n int, most float64) [][2]int {
	room := int(most / 20)
	out := make([][2]int, n)
	for i := 1; i < n; i++ {
		at := f.h * i / n
		if blank := f.blank(at-room, at+room); blank > 0 {
			out[i-1][1], out[i][0] = blank, blank
		} else {
			out[i-1][1], out[i][0] = at+room/2, at-room/2
		}
	}
	out[n-1][1] = f.h
	return out
}

// blank finds the middle of the highest stretch of one colour among some rows, 0 where there is none of a few rows.
func (f raster) blank(from, to int) int {
	const least = 4
	best, where, run := least-1, 0, 0
	for y := max(0, from); y < min(f.h, to); y++ {
		if !f.plain(y) {
			run = 0
			continue
		}
		if run++; run > best {
			best, where = run, y-run/2
		}
	}
	return where
}

// plain reports whether a row has one colour, but for what JPEG adds.
func (f raster) plain(y int) bool {
	const noise = 12
	row := f.pix[y*f.w*f.channels : (y+1)*f.w*f.channels]
	for i, v := range row {
		if d := int(v) - int(row[i%f.channels]); d > noise || d < -noise {
			return false
		}
	}
	return true
}

// rows is a stretch of a picture.
func (f raster) rows(from, to int) raster {
	width := f.w * f.channels
	return raster{f.w, to - from, f.channels, f.pix[from*width : to*width]}
}

// cut writes a decoded picture in pieces.
func (p *pictures) cut(flat raster, n int, most float64) error {
	for i, c := range flat.cuts(n, most) {
		if err := p.raster(flat.rows(c[0], c[1]), 1, false); err != nil {
			return err
		}
		p.doc.Pages[len(p.doc.Pages)-1].piece(i, n)
	}
	return nil
}

// cutJPEG writes a long photo or screenshot in pieces.
func (p *pictures) cutJPEG(data []byte) error {
	picture, err := jpeg.Decode(bytes.NewReader(data))
	if err != nil {
		return Damaged
	}
	flat := flatten(picture)
	n, most := p.out.pieces(float64(flat.w), float64(flat.h), longPicture)
	return p.cut(flat, n, most)
}

// piece says which of how many a page is.
func (p *Page) piece(place, of int) {
	if of > 1 {
		p.Piece, p.Pieces = place+1, of
	}
}

// cutPage adds a page of a PDF, in pieces where it is long: each shows its stretch of the same form.
func (r *reader) cutPage(page Page) {
	n, most := r.out.pieces(page.W, page.H, longPage)
	if n == 1 {
		r.doc.Pages = append(r.doc.Pages, page)
		return
	}
	room := most / 40
	for i := range n {
		top, bottom := page.H-page.H*float64(i)/float64(n), page.H-page.H*float64(i+1)/float64(n)
		if i > 0 {
			top += room
		}
		if i < n-1 {
			bottom -= room
		}
		drawn := fmt.Sprintf("q %s cm /P Do Q", matrixText(page.Matrix))
		object := r.take()
		r.out.begin(object)
		r.out.text("<</Type/XObject/Subtype/Form/BBox[0 %s %s %s]/Resources<</XObject<</P ", decimal(bottom), decimal(page.W), decimal(top))
		r.out.ref(page.Object)
		r.out.text(">>>>/Length %d>>\nstream\n%s\nendstream", len(drawn), drawn)
		r.out.end()
		part := Page{Object: object, W: page.W, H: top - bottom, Matrix: [6]float64{1, 0, 0, 1, 0, -bottom}}
		part.piece(i, n)
		r.doc.Pages = append(r.doc.Pages, part)
	}
}
