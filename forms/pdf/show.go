package pdf

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"io"

	"golang.org/x/image/tiff"
)

// IsPDF reports whether a file begins as a PDF does.
func IsPDF(r io.ReaderAt, size int64) bool { return kindOf(r, size) == kindPDF }

// Picture is a page of a picture file to be shown, decoded within bounds.
type Picture struct {
	from     image.Image
	shape    pictures // how its points lie
	turn     int      // EXIF orientation
	inverted bool
}

// PicturePages is how many pages to be shown a picture file has. The error is a Fault: Other for what is no picture, Damaged.
func PicturePages(r io.ReaderAt, size int64) (n int, err error) {
	defer damaged(&err)
	switch kindOf(r, size) {
	case "", kindPDF:
		return 0, Other
	case kindTIFF:
		dirs, _, err := tiffPages(r)
		return len(dirs), err
	}
	return 1, nil
}

// ReadPicture decodes a page, counted from 0, of a picture file. The error is a Fault: Large for what would take too much memory.
func ReadPicture(r io.ReaderAt, size int64, n int) (p *Picture, err error) {
	defer damaged(&err)
	switch kind := kindOf(r, size); kind {
	case "", kindPDF:
		return nil, Other
	case kindJPEG:
		return readJPEGPicture(r, size)
	case kindTIFF:
		return readTIFFPicture(r, size, n)
	default:
		return readOtherPicture(r, size, kind)
	}
}

// damaged makes a panic on foreign bytes, and what else the decoders say, damage.
func damaged(err *error) {
	if recover() != nil {
		*err = Damaged
	}
	if _, ok := (*err).(Fault); *err != nil && !ok {
		*err = Damaged
	}
}

func readJPEGPicture(r io.ReaderAt, size int64) (*Picture, error) {
	data := make([]byte, min(size, mostLooked))
	if _, err := r.ReadAt(data, 0); err != nil {
		return nil, err
	}
	f, ok := readJPEG(data)
	if !ok {
		return nil, Damaged
	}
	each := 4 + 3 // as it is coded, and as it is shown
	if f.sof == 0xC2 {
		each = 4 + 15 // a progressive picture's coefficients are kept until its last scan
	}
	if !fits(f.w, f.h, each) {
		return nil, Large
	}
	from, err := jpeg.Decode(bytes.NewReader(data))
	return &Picture{from: from, turn: f.turn}, err
}

func readTIFFPicture(r io.ReaderAt, size int64, n int) (*Picture, error) {
	dirs, order, err := tiffPages(r)
	if err != nil || n < 0 || n >= len(dirs) {
		return nil, Pages
	}
	view := oneDirectory{ReaderAt: r}
	order.PutUint32(view.first[:], uint32(dirs[n]))
	config, err := tiff.DecodeConfig(io.NewSectionReader(view, 0, size))
	if err != nil {
		return nil, err
	}
	if !fits(config.Width, config.Height, 8) {
		return nil, Large
	}
	from, err := tiff.Decode(io.NewSectionReader(view, 0, size))
	p := &Picture{from: from, turn: tiffOrientation(r, order, dirs[n]), inverted: tiffInverted(r, order, dirs[n])}
	p.shape.across, p.shape.down = tiffResolution(r, order, dirs[n])
	return p, err
}

func readOtherPicture(r io.ReaderAt, size int64, kind string) (*Picture, error) {
	config, _, err := image.DecodeConfig(io.NewSectionReader(r, 0, size))
	if err != nil {
		return nil, err
	}
	if !fits(config.Width, config.Height, 8) {
		return nil, Large
	}
	from, _, err := image.Decode(io.NewSectionReader(r, 0, size))
	if err == nil && kind == kindWEBP {
		from = fullRange(from)
	}
	return &Picture{from: from, turn: pictureTurn(r, size, kind)}, err
}

// Size is how large the picture is, upright, in points of its own.
func (p *Picture) Size() (w, h float64) {
	b := p.from.Bounds()
	w, h = p.shape.shape(b.Dx(), b.Dy())
	if p.turn >= 5 {
		return h, w
	}
	return w, h
}

// Draw gives the picture upright on white, w by h points, or as many as it has where these are fewer.
func (p *Picture) Draw(w, h int) *image.RGBA {
	if p.turn >= 5 {
		w, h = h, w
	}
	b := p.from.Bounds()
	flat := image.NewRGBA(image.Rect(0, 0, b.Dx(), b.Dy()))
	if _, opaque := p.from.(*image.YCbCr); !opaque {
		draw.Draw(flat, flat.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
	}
	draw.Draw(flat, flat.Bounds(), p.from, b.Min, draw.Over)
	if p.inverted {
		for i, v := range flat.Pix {
			if i%4 != 3 {
				flat.Pix[i] = 255 - v
			}
		}
	}
	w, h = max(1, min(w, b.Dx())), max(1, min(h, b.Dy()))
	small := flat
	if w < b.Dx() || h < b.Dy() {
		small = &image.RGBA{Pix: shrinkPlane(plane{flat.Pix, flat.Stride, b.Dx(), b.Dy(), 4}, w, h), Stride: 4 * w, Rect: image.Rect(0, 0, w, h)}
	}
	return upright(small, p.turn)
}

// Turned gives a picture turned clockwise by so many quarters.
func Turned(from *image.RGBA, quarters int) *image.RGBA {
	return upright(from, [...]int{1, 6, 3, 8}[(quarters%4+4)%4])
}
