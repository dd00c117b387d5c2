package pdf

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/jpeg"
)

// jpegFacts are what a JPEG says of itself before its picture begins.
type jpegFacts struct {
	w, h, channels int
	turn           int  // EXIF orientation
	sof            byte // how it is coded
	bits           byte
	adobe          bool // of four channels the values are then inverted
	end            int  // behind the picture's end mark; 0: there is none
}

// readJPEG walks the segments of a JPEG.
func readJPEG(data []byte) (f jpegFacts, ok bool) {
	f.turn = 1
	at := 2
	for at+4 <= len(data) {
		if data[at] != 0xFF {
			return f, false
		}
		mark := data[at+1]
		if mark == 0xFF { // filling
			at++
			continue
		}
		if mark == 0xD9 {
			return f, false
		}
		size := int(binary.BigEndian.Uint16(data[at+2:]))
		if size < 2 || at+2+size > len(data) {
			return f, false
		}
		if mark == 0xDA {
			f.end = scanEnd(data, at+2+size)
			return f, f.w > 0 && f.h > 0
		}
		f.segment(mark, data[at+4:at+2+size])
		at += 2 + size
	}
	return f, false
}

// segment takes what one segment says.
func (f *jpegFacts) segment(mark byte, part []byte) {
	switch {
	case mark >= 0xC0 && mark <= 0xCF && mark != 0xC4 && mark != 0xC8 && mark != 0xCC && len(part) >= 6:
		f.sof, f.bits, f.channels = mark, part[0], int(part[5])
		f.h, f.w = int(binary.BigEndian.Uint16(part[1:])), int(binary.BigEndian.Uint16(part[3:]))
	case mark == 0xE1 && bytes.HasPrefix(part, []byte("Exif\x00\x00")):
		f.turn = tiffTurn(part[6:])
	case mark == 0xEE && bytes.HasPrefix(part, []byte("Adobe")):
		f.adobe = true
	}
}

// scanEnd finds the end mark of the picture whose coded data begins at a place, 0 where there is none. What cameras append behind it
// is no part of the picture.
func scanEnd(data []byte, at int) int {
	for {
		i := bytes.IndexByte(data[at:], 0xFF)
		if i < 0 || at+i+1 >= len(data) {
			return 0
		}
		at += i + 1
		switch mark := data[at]; {
		case mark == 0xD9:
			return at + 1
		case mark == 0 || mark == 0xFF || mark >= 0xD0 && mark <= 0xD7:
		default: // a segment between the scans of a progressive picture
			if at+3 > len(data) {
				return 0
			}
			at += 1 + int(binary.BigEndian.Uint16(data[at+1:]))
			if at >= len(data) {
				return 0
			}
		}
	}
}

// tiffTurn reads the orientation out of an EXIF block, 1 where there is none.
func tiffTurn(data []byte) int {
	if len(data) < 8 {
		return 1
	}
	dirs, order, err := tiffDirectories(bytes.NewReader(data), 1)
	if err != nil || len(dirs) == 0 {
		return 1
	}
	return tiffOrientation(bytes.NewReader(data), order, dirs[0])
}

// jpeg writes a JPEG: as it is where it is whole and small enough, otherwise made smaller.
func (p *pictures) jpeg() error {
	data := make([]byte, min(p.size, 512<<20))
	if _, err := p.file.ReadAt(data, 0); err != nil {
		return err
	}
	f, ok := readJPEG(data)
	if !ok {
		return Damaged
	}
	if n, _ := p.out.pieces(float64(f.w), float64(f.h), longPicture); n > 1 && f.turn == 1 && fits(f.w, f.h, 8) {
		return p.cutJPEG(data)
	}
	w, _ := shrunk(f.w, f.h)
	known := f.bits == 8 && f.sof <= 0xC2 && (f.channels == 1 || f.channels == 3 || f.channels == 4)
	if known && f.end > 0 && (w == f.w || f.channels == 4) {
		if f.w > mostPixels/f.h {
			return Large
		}
		p.page(f.w, f.h, f.turn)
		p.out.begin(p.next)
		p.out.text("<<%s/Length %d>>\nstream\n", imageEntries(f.w, f.h, space(f.channels), jpegFilter(f)), f.end)
		p.out.source(0, int64(f.end))
		p.out.text("\nendstream")
		p.out.end()
		return p.out.err
	}
	each := 3
	if f.sof == 0xC2 {
		each = 15 // a progressive picture's coefficients are kept until its last scan
	}
	if !fits(f.w, f.h, each) {
		return Large
	}
	picture, err := jpeg.Decode(bytes.NewReader(data))
	if err != nil {
		return Damaged
	}
	return p.smaller(picture, f.turn)
}

func jpegFilter(f jpegFacts) string {
	if f.channels == 4 && f.adobe {
		return "/Filter/DCTDecode/Decode[1 0 1 0 1 0 1 0]"
	}
	return "/Filter/DCTDecode"
}

// smaller writes a decoded photo as a smaller JPEG, its colours kept as they are coded where that can be.
func (p *pictures) smaller(picture image.Image, turn int) error {
	b := picture.Bounds()
	w, h := shrunk(b.Dx(), b.Dy())
	var small image.Image
	channels := 3
	switch from := picture.(type) {
	case *image.Gray:
		small, channels = &image.Gray{Pix: shrinkPlane(plane{from.Pix, from.Stride, b.Dx(), b.Dy(), 1}, w, h), Stride: w, Rect: image.Rect(0, 0, w, h)}, 1
	case *image.YCbCr:
		small = shrinkYCbCr(from, w, h)
	default:
		return p.decoded(picture, turn, true)
	}
	var buf bytes.Buffer
	if err := jpeg.Encode(&buf, small, &jpeg.Options{Quality: jpegQuality}); err != nil {
		return err
	}
	p.page(w, h, turn)
	p.out.stream(p.next, imageEntries(w, h, space(channels), "/Filter/DCTDecode"), buf.Bytes())
	return p.out.err
}

// shrinkYCbCr brings each plane to the size it has in the smaller picture, with half as many colours either way as it has points.
func shrinkYCbCr(from *image.YCbCr, w, h int) *image.YCbCr {
	to := image.NewYCbCr(image.Rect(0, 0, w, h), image.YCbCrSubsampleRatio420)
	b := from.Bounds()
	cw, ch := from.CStride, 0
	if from.CStride > 0 {
		ch = len(from.Cb) / from.CStride
	}
	if r := subsampled(from.SubsampleRatio); r[0] > 0 {
		cw, ch = min(cw, (b.Dx()+r[0]-1)/r[0]), min(ch, (b.Dy()+r[1]-1)/r[1])
	}
	to.Y, to.YStride = shrinkPlane(plane{from.Y, from.YStride, b.Dx(), b.Dy(), 1}, w, h), w
	smallW, smallH := (w+1)/2, (h+1)/2
	to.Cb = shrinkPlane(plane{from.Cb, from.CStride, cw, ch, 1}, smallW, smallH)
	to.Cr = shrinkPlane(plane{from.Cr, from.CStride, cw, ch, 1}, smallW, smallH)
	to.CStride = smallW
	return to
}

// subsampled is how many points share a colour, across and down.
func subsampled(r image.YCbCrSubsampleRatio) [2]int {
	return map[image.YCbCrSubsampleRatio][2]int{
		image.YCbCrSubsampleRatio444: {1, 1}, image.YCbCrSubsampleRatio422: {2, 1}, image.YCbCrSubsampleRatio420: {2, 2},
		image.YCbCrSubsampleRatio440: {1, 2}, image.YCbCrSubsampleRatio411: {4, 1}, image.YCbCrSubsampleRatio410: {4, 2},
	}[r]
}

// flatten turns any picture into a raster, on white paper where it is see-through; one without colours becomes gray.
func flatten(from image.Image) raster {
	b := from.Bounds()
	out := raster{w: b.Dx(), h: b.Dy(), channels: 3, pix: make([]byte, 0, 3*b.Dx()*b.Dy())}
	gray := true
	add := func(r, g, b byte) {
		gray = gray && r == g && g == b
		out.pix = append(out.pix, r, g, b)
	}
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			switch from := from.(type) {
			case *image.Gray:
				v := from.Pix[from.PixOffset(x, y)]
				add(v, v, v)
			case *image.RGBA:
				c := from.RGBAAt(x, y)
				add(c.R+255-c.A, c.G+255-c.A, c.B+255-c.A)
			case *image.NRGBA:
				add(onWhite(from.NRGBAAt(x, y)))
			case *image.Paletted:
				add(onWhite(color.NRGBAModel.Convert(from.Palette[from.ColorIndexAt(x, y)]).(color.NRGBA)))
			default:
				add(onWhite(color.NRGBAModel.Convert(from.At(x, y)).(color.NRGBA)))
			}
		}
	}
	if gray {
		out.channels = 1
		for i := range out.w * out.h {
			out.pix[i] = out.pix[3*i]
		}
		out.pix = out.pix[:out.w*out.h]
	}
	return out
}

func onWhite(c color.NRGBA) (r, g, b byte) {
	mix := func(v uint8) byte { return byte((int(v)*int(c.A) + 255*(255-int(c.A)) + 127) / 255) }
	return mix(c.R), mix(c.G), mix(c.B)
}
