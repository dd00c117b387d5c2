package pdf

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"image"
	"image/jpeg"
	"io"
	"slices"

	"golang.org/x/image/tiff"
)

// sumOf gives what was hashed of a picture as a trace keeps it.
func sumOf(h hash.Hash) string { return hex.EncodeToString(h.Sum(nil)[:16]) }

// image looks at a picture of a PDF.
func (t *tracer) image(s *stream) {
	p := Trace{W: t.integer(s.dict["Width"]), H: t.integer(s.dict["Height"])}
	if p.W < 1 || p.H < 1 || p.W > mostPixels/p.H || p.W*p.H < leastTraced {
		return
	}
	r, coding := t.coded(s)
	if r == nil {
		return
	}
	data, err := io.ReadAll(io.LimitReader(r, mostTracedBytes+1))
	if len(data) == 0 && err != nil || len(data) > mostTracedBytes {
		t.More = t.More || len(data) > mostTracedBytes
		return
	}
	switch coding {
	case "DCTDecode", "DCT":
		t.jpegTrace(&p, data, 1)
	case "":
		if flat, ok := t.points(s, p, data); ok {
			t.flatTrace(&p, flat, 1)
		} else if most, _ := commonest(data); most*1000 < blankShare*len(data) {
			t.codedTrace(&p, s, data)
		}
	default:
		if len(data) >= p.W*p.H/1000 { // a page with nothing on it is coded in less
			p.Sum = coding
			t.codedTrace(&p, s, data)
		}
	}
	t.add(p)
}

// codedTrace traces a picture whose points are not known by how it is coded; Sum names the coding.
func (t *tracer) codedTrace(p *Trace, s *stream, data []byte) {
	h := sha256.New()
	fmt.Fprintf(h, "zicha-coded\n%s %d %d %d\n", p.Sum, p.W, p.H, t.integer(s.dict["BitsPerComponent"]))
	_, _ = h.Write(data)
	p.Sum = sumOf(h)
}

// coded gives a picture's data without the filters that any data can have, and how it is still coded then: "" for plain points.
func (t *tracer) coded(s *stream) (io.Reader, string) {
	filters, parms := t.list(s.dict["Filter"]), t.list(s.dict["DecodeParms"])
	coding := ""
	n := slices.IndexFunc(filters, func(v any) bool {
		return slices.Contains([]name{"DCTDecode", "DCT", "JPXDecode", "JBIG2Decode", "CCITTFaxDecode", "CCF"}, t.name(v))
	})
	if n >= 0 {
		coding = string(t.name(filters[n]))
		filters, parms = filters[:n], parms[:min(n, len(parms))]
	}
	plain := *s
	plain.dict = dict{"Filter": filters, "DecodeParms": parms, "Length": s.dict["Length"]}
	r, err := t.unpack(&plain, mostTracedBytes)
	if err != nil {
		return nil, ""
	}
	return r, coding
}

// points makes the plain points of a picture into a raster; ok is false where they are not gray or RGB of eight bits.
func (t *tracer) points(s *stream, p Trace, data []byte) (raster, bool) {
	channels := 0
	switch space := t.object(s.dict["ColorSpace"]).(type) {
	case name:
		channels = map[name]int{"DeviceGray": 1, "G": 1, "CalGray": 1, "DeviceRGB": 3, "RGB": 3, "CalRGB": 3}[space]
	case array:
		if len(space) > 1 && t.name(space[0]) == "ICCBased" {
			channels = t.integer(t.dict(space[1])["N"])
		}
	}
	if channels != 1 && channels != 3 || t.integer(s.dict["BitsPerComponent"]) != 8 || len(data) < p.W*p.H*channels {
		return raster{}, false
	}
	return raster{p.W, p.H, channels, data[:p.W*p.H*channels]}.gray(), true
}

// gray gives a raster one channel where it has no colours, as flatten does.
func (f raster) gray() raster {
	if f.channels != 3 {
		return f
	}
	for i := 0; i < len(f.pix); i += 3 {
		if f.pix[i] != f.pix[i+1] || f.pix[i] != f.pix[i+2] {
			return f
		}
	}
	pix := make([]byte, f.w*f.h)
	for i := range pix {
		pix[i] = f.pix[3*i]
	}
	return raster{f.w, f.h, 1, pix}
}

// picture looks at a picture file of one page.
func (t *tracer) picture(file io.ReaderAt, size int64, kind string) error {
	if size > 4*mostTracedBytes {
		return Large
	}
	data, err := io.ReadAll(io.NewSectionReader(file, 0, size))
	if err != nil {
		return err
	}
	var p Trace
	if kind == kindJPEG {
		f, ok := readJPEG(data)
		if !ok {
			return Damaged
		}
		t.taken(data, kind)
		if p.W, p.H = f.w, f.h; f.w > mostPixels/f.h {
			return Large
		}
		if f.w*f.h >= leastTraced {
			t.jpegTrace(&p, data, f.turn)
		}
		t.add(p)
		return nil
	}
	config, _, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return Damaged
	}
	t.taken(data, kind)
	if !fits(config.Width, config.Height, 8) {
		return Large
	}
	picture, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return Damaged
	}
	t.decodedTrace(picture, exifTurn(data, kind))
	return nil
}

// taken reads the day of a photo that is a file by itself. A PNG whose chunks are not whole is not gone through: there can be millions.
func (t *tracer) taken(data []byte, kind string) {
	if t.within == 0 && (kind != kindPNG || wholePNG(bytes.NewReader(data))) {
		t.Taken = takenOn(bytes.NewReader(data), kind)
	}
}

// tiff looks at the pages of a TIFF.
func (t *tracer) tiff(file io.ReaderAt, size int64) error {
	t.Taken = takenOn(io.NewSectionReader(file, 0, size), kindTIFF)
	dirs, order, err := tiffPages(file)
	if err != nil {
		return err
	}
	for i, dir := range dirs {
		if t.page = i + 1; t.page > mostTracedPicked {
			t.More = true
			break
		}
		view := oneDirectory{ReaderAt: file}
		order.PutUint32(view.first[:], uint32(dir))
		config, err := tiff.DecodeConfig(io.NewSectionReader(view, 0, size))
		if err != nil {
			return Damaged
		}
		if !fits(config.Width, config.Height, 8) {
			return Large
		}
		picture, err := tiff.Decode(io.NewSectionReader(view, 0, size))
		if err != nil {
			return Damaged
		}
		t.decodedTrace(picture, tiffOrientation(file, order, dir))
	}
	return nil
}

// decodedTrace traces a picture by its points.
func (t *tracer) decodedTrace(picture image.Image, turn int) {
	b := picture.Bounds()
	p := Trace{W: b.Dx(), H: b.Dy()}
	if p.W*p.H >= leastTraced {
		t.flatTrace(&p, flatten(picture), turn)
	}
	t.add(p)
}

// flatTrace traces plain points.
func (t *tracer) flatTrace(p *Trace, flat raster, turn int) {
	look, blank := lookOf(flat.brightness(), turn)
	if blank {
		return
	}
	h := sha256.New()
	fmt.Fprintf(h, "zicha-points\n%d %d %d\n", flat.w, flat.h, flat.channels)
	_, _ = h.Write(flat.pix)
	p.Sum, p.Look = sumOf(h), look
}

// jpegTrace traces a JPEG by how it is coded, whatever cameras and programs have written beside that.
func (t *tracer) jpegTrace(p *Trace, data []byte, turn int) {
	f, ok := readJPEG(data)
	if !ok {
		return
	}
	each := 4
	if f.sof == 0xC2 {
		each = 15 // see pictures.jpeg
	}
	if t.pick(f.w, f.h, each) {
		if picture, err := jpeg.Decode(bytes.NewReader(data)); err == nil {
			look, blank := lookOf(brightness(picture), turn)
			if blank {
				return
			}
			p.Look = look
		}
	} else if t.More = true; len(data) < f.w*f.h/100 {
		return // so little that there is hardly anything on it
	}
	h := sha256.New()
	_, _ = io.WriteString(h, "zicha-jpeg\n")
	codedPicture(h, data)
	p.Sum = sumOf(h)
}

// codedPicture writes a JPEG's segments without what applications and people have put beside the picture, up to its end mark.
func codedPicture(w io.Writer, data []byte) {
	at := 2
	for at+4 <= len(data) && data[at] == 0xFF {
		mark := data[at+1]
		if mark == 0xFF {
			at++
			continue
		}
		to := at + 2 + int(data[at+2])<<8 + int(data[at+3])
		if to > len(data) {
			break
		}
		if mark == 0xDA {
			if end := scanEnd(data, to); end > 0 {
				data = data[:end]
			}
			break
		}
		beside := mark >= 0xE0 && mark <= 0xEF && mark != 0xEE || mark == 0xFE // 0xEE says what the colours mean
		if !beside {
			_, _ = w.Write(data[at:to])
		}
		at = to
	}
	_, _ = w.Write(data[min(at, len(data)):])
}
