package pdf

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"fmt"
	"image"
	_ "image/gif" // the formats pictures come in
	"image/jpeg"
	_ "image/png"
	"io"

	_ "golang.org/x/image/bmp"
	_ "golang.org/x/image/webp"
)

// Pictures are printed at 200 dpi at most: what is over that on an A4 sheet, with a little room so that a 200 dpi scan of a whole
// sheet stays as it is, is made smaller. decodeBytes bounds what a decoded picture may take.
const (
	longPixels  = 2339 // 297 mm at 200 dpi
	shortPixels = 1654 // 210 mm
	decodeBytes = 320 << 20
	jpegQuality = 85
)

// shrunk is the size a picture is brought to; the same where it may stay.
func shrunk(w, h int) (int, int) {
	const room = 1.1
	long, short := float64(max(w, h)), float64(min(w, h))
	scale := min(longPixels/long, shortPixels/short)
	if scale*room >= 1 {
		return w, h
	}
	return max(1, int(float64(w)*scale+0.5)), max(1, int(float64(h)*scale+0.5))
}

// pictureWriter is where the pictures of a file of a kind go.
type pictureWriter struct {
	kind string
	out  *documentWriter
}

// readPictures makes a picture file, of one page or several, into a document.
func readPictures(file io.ReaderAt, size int64, to pictureWriter) (Document, error) {
	p := &pictures{file: file, size: size, out: to.out}
	var err error
	switch to.kind {
	case kindJPEG:
		err = p.jpeg()
	case kindTIFF:
		err = p.tiff()
	default:
		err = p.other(to.kind)
	}
	return p.doc, err
}

// pictureCount is how many pages a picture file has, 0 where that cannot be told.
func pictureCount(file io.ReaderAt, size int64, kind string) int {
	if kind == kindTIFF {
		dirs, order, err := tiffPages(file)
		if err != nil {
			return 0
		}
		n := 0
		for _, dir := range dirs {
			n += tiffPieces(file, order, dir)
		}
		return n
	}
	c, _, err := image.DecodeConfig(io.NewSectionReader(file, 0, min(size, 4<<20)))
	if err != nil || c.Width < 1 || c.Height < 1 {
		return 0
	}
	if n, _ := pieces(float64(c.Width), float64(c.Height), longPicture); n > 1 && pictureTurn(file, size, kind) == 1 && fits(c.Width, c.Height, 8) {
		return n
	}
	return 1
}

// pictureTurn is the EXIF orientation of a picture that is no TIFF.
func pictureTurn(file io.ReaderAt, size int64, kind string) int {
	if kind == kindGIF || kind == kindBMP {
		return 1
	}
	data, err := io.ReadAll(io.NewSectionReader(file, 0, min(size, 64<<20)))
	if err != nil {
		return 1
	}
	if kind == kindJPEG {
		f, _ := readJPEG(data)
		return f.turn
	}
	return exifTurn(data, kind)
}

// pictures writes the pictures of one file.
type pictures struct {
	file io.ReaderAt
	size int64
	out  *documentWriter
	doc  Document
	next int

	across, down float64 // resolution, 0 where it is the same both ways
	inverted     bool    // the decoder takes black for white
}

// shape is the size of so many pixels, of which the nearer lie one unit apart.
func (p *pictures) shape(w, h int) (width, height float64) {
	width, height = float64(w), float64(h)
	if p.across > 0 && p.down > 0 {
		width, height = width*max(1, p.down/p.across), height*max(1, p.across/p.down)
	}
	return width, height
}

// shrunk is shrunk for pixels that need not be square; they are never made more.
func (p *pictures) shrunk(w, h int) (int, int) {
	width, height := p.shape(w, h)
	smallW, smallH := shrunk(int(width+0.5), int(height+0.5))
	return min(w, smallW), min(h, smallH)
}

// The kinds of files that are printed, told by their first bytes.
const (
	kindPDF  = "pdf"
	kindJPEG = "jpeg"
	kindPNG  = "png"
	kindTIFF = "tiff"
	kindGIF  = "gif"
	kindBMP  = "bmp"
	kindWEBP = "webp"
)

// kindOf is the kind of a file, "" for what is not printed.
func kindOf(r io.ReaderAt, size int64) string {
	first := make([]byte, min(size, 1024))
	n, _ := r.ReadAt(first, 0)
	first = first[:n]
	switch {
	case bytes.Contains(first, []byte("%PDF-")):
		return kindPDF
	case bytes.HasPrefix(first, []byte("\xFF\xD8\xFF")):
		return kindJPEG
	case bytes.HasPrefix(first, []byte("\x89PNG\r\n\x1A\n")):
		return kindPNG
	case bytes.HasPrefix(first, []byte("II*\x00")), bytes.HasPrefix(first, []byte("MM\x00*")):
		return kindTIFF
	case bytes.HasPrefix(first, []byte("GIF8")):
		return kindGIF
	case bytes.HasPrefix(first, []byte("BM")):
		return kindBMP
	case bytes.HasPrefix(first, []byte("RIFF")) && len(first) >= 12 && string(first[8:12]) == "WEBP":
		return kindWEBP
	}
	return ""
}

// other decodes PNG, GIF, BMP and WEBP.
func (p *pictures) other(kind string) error {
	config, _, err := image.DecodeConfig(io.NewSectionReader(p.file, 0, p.size))
	if err != nil {
		return Damaged
	}
	if !fits(config.Width, config.Height, 8) {
		return Large
	}
	picture, _, err := image.Decode(io.NewSectionReader(p.file, 0, p.size))
	if err != nil {
		return Damaged
	}
	if kind == kindWEBP {
		picture = fullRange(picture)
	}
	return p.decoded(picture, pictureTurn(p.file, p.size, kind), kind == kindWEBP)
}

// fits reports whether a picture may be decoded at so many bytes a pixel.
func fits(w, h, bytesEach int) bool {
	return w > 0 && h > 0 && w <= decodeBytes/bytesEach/h
}

// decoded writes a decoded picture: lossless where that is not much larger, as with screenshots, and as JPEG otherwise.
func (p *pictures) decoded(picture image.Image, turn int, photo bool) error {
	flat := flatten(picture)
	if p.inverted {
		for i, v := range flat.pix {
			flat.pix[i] = 255 - v
		}
	}
	if across, down := p.shape(flat.w, flat.h); turn == 1 {
		if n, most := p.out.pieces(across, down, longPicture); n > 1 {
			return p.cut(flat, n, most*float64(flat.h)/down)
		}
	}
	return p.raster(flat, turn, photo)
}

// raster writes a picture, or a piece of one, on a page of its own.
func (p *pictures) raster(flat raster, turn int, photo bool) error {
	w, h := p.shrunk(flat.w, flat.h)
	flat = flat.shrink(w, h)
	var packed []byte
	if !photo {
		packed = flat.deflate()
	}
	const small = 300 << 10
	if packed == nil || len(packed) > small {
		var buf bytes.Buffer
		if err := jpeg.Encode(&buf, flat.image(), &jpeg.Options{Quality: jpegQuality}); err != nil {
			return err
		}
		if packed == nil || buf.Len()*2 < len(packed) {
			p.page(w, h, turn)
			p.out.stream(p.next, imageEntries(w, h, space(flat.channels), "/Filter/DCTDecode"), buf.Bytes())
			return p.out.err
		}
	}
	p.page(w, h, turn)
	predict := fmt.Sprintf("/Filter/FlateDecode/DecodeParms<</Predictor 15/Colors %d/Columns %d>>", flat.channels, w)
	p.out.stream(p.next, imageEntries(w, h, space(flat.channels), predict), packed)
	return p.out.err
}

func imageEntries(w, h int, space, more string) string {
	return fmt.Sprintf("/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/%s/BitsPerComponent 8%s", w, h, space, more)
}

// page takes the next number for a picture of so many pixels, to be turned as its EXIF orientation says.
func (p *pictures) page(w, h, turn int) {
	p.next++
	width, height := p.shape(w, h)
	if turn >= 5 {
		width, height = height, width
	}
	p.doc.Pages = append(p.doc.Pages, Page{Object: p.next, W: width, H: height, Matrix: uprightMatrix(turn, width, height), Picture: true})
}

// uprightMatrix brings the unit square of a picture upright into w by h, for EXIF orientations 1 to 8.
func uprightMatrix(turn int, w, h float64) [6]float64 {
	m := [...][6]float64{
		1: {1, 0, 0, 1, 0, 0}, 2: {-1, 0, 0, 1, 1, 0}, 3: {-1, 0, 0, -1, 1, 1}, 4: {1, 0, 0, -1, 0, 1},
		5: {0, -1, -1, 0, 1, 1}, 6: {0, -1, 1, 0, 0, 1}, 7: {0, 1, 1, 0, 0, 0}, 8: {0, 1, -1, 0, 1, 0},
	}[turn]
	for i := range m {
		m[i] *= [...]float64{w, h}[i%2]
	}
	return m
}

// raster is a decoded picture as rows of one byte (gray) or three (colour) a pixel.
type raster struct {
	w, h, channels int
	pix            []byte
}

// space is how a picture of so many channels has its colours.
func space(channels int) string {
	return map[int]string{1: "DeviceGray", 3: "DeviceRGB", 4: "DeviceCMYK"}[channels]
}

// image is the raster as Go's encoder takes it fastest.
func (f raster) image() image.Image {
	if f.channels == 1 {
		return &image.Gray{Pix: f.pix, Stride: f.w, Rect: image.Rect(0, 0, f.w, f.h)}
	}
	out := image.NewRGBA(image.Rect(0, 0, f.w, f.h))
	for i, j := 0, 0; i+2 < len(f.pix); i, j = i+3, j+4 {
		out.Pix[j], out.Pix[j+1], out.Pix[j+2], out.Pix[j+3] = f.pix[i], f.pix[i+1], f.pix[i+2], 255
	}
	return out
}

// deflate packs the rows losslessly, each as the difference to the one above.
func (f raster) deflate() []byte {
	var buf bytes.Buffer
	z, err := zlib.NewWriterLevel(&buf, zlib.BestSpeed)
	if err != nil {
		return nil
	}
	width := f.w * f.channels
	above, line := make([]byte, width), make([]byte, width+1)
	line[0] = 2 // PNG's "up"
	for y := range f.h {
		row := f.pix[y*width : (y+1)*width]
		for i, v := range row {
			line[i+1] = v - above[i]
		}
		_, _ = z.Write(line) // a buffer takes everything
		above = row
	}
	_ = z.Close()
	return buf.Bytes()
}

// exifTurn finds the EXIF orientation in a PNG or WEBP, 1 where there is none.
func exifTurn(data []byte, kind string) int {
	at, order, name, gap := 8, binary.ByteOrder(binary.BigEndian), "eXIf", 4
	if kind == kindWEBP {
		at, order, name, gap = 12, binary.LittleEndian, "EXIF", 0
	}
	for at+8 <= len(data) {
		size, tag := int(order.Uint32(data[at:])), string(data[at+4:at+8])
		if kind == kindWEBP {
			size, tag = int(order.Uint32(data[at+4:])), string(data[at:at+4])
		}
		if size < 0 || at+8+size > len(data) {
			break
		}
		if tag == name {
			return tiffTurn(bytes.TrimPrefix(data[at+8:at+8+size], []byte("Exif\x00\x00")))
		}
		at += 8 + size + gap
		if kind == kindWEBP {
			at += size % 2
		}
	}
	return 1
}
