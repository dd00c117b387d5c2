package volume

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"testing"

	"golang.org/x/image/bmp"
)

// The corners of the picture tests look at, seen upright.
var (
	red  = color.RGBA{220, 30, 30, 255}
	blue = color.RGBA{30, 30, 220, 255}
)

// marked is a picture whose upper left quarter is red and whose lower right one is blue, once it stands upright after the given EXIF
// turn: so it is stored turned the other way.
func marked(w, h, turn int) *image.RGBA {
	if turn >= 5 {
		w, h = h, w
	}
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			u, v := (float64(x)+0.5)/float64(w), (float64(y)+0.5)/float64(h) // stored; now as it is seen
			switch turn {
			case 2:
				u = 1 - u
			case 3:
				u, v = 1-u, 1-v
			case 4:
				v = 1 - v
			case 5:
				u, v = v, u
			case 6:
				u, v = 1-v, u
			case 7:
				u, v = 1-v, 1-u
			case 8:
				u, v = v, 1-u
			}
			c := color.RGBA{240, 240, 240, 255}
			if u < 0.5 && v < 0.5 {
				c = red
			} else if u > 0.5 && v > 0.5 {
				c = blue
			}
			m.SetRGBA(x, y, c)
		}
	}
	return m
}

func asJPEG(m image.Image) []byte {
	var out bytes.Buffer
	_ = jpeg.Encode(&out, m, &jpeg.Options{Quality: 80})
	return out.Bytes()
}

// turned puts an EXIF block with an orientation into a JPEG.
func turned(data []byte, turn int) []byte {
	exif := []byte("Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00\x00\x00")
	exif[6+8+2+9] = byte(turn)
	out := append([]byte{0xFF, 0xD8, 0xFF, 0xE1}, byte((len(exif)+2)>>8), byte(len(exif)+2))
	return append(append(out, exif...), data[2:]...)
}

func asPNG(m image.Image) []byte {
	var out bytes.Buffer
	_ = png.Encode(&out, m)
	return out.Bytes()
}

func deep(w, h int) image.Image {
	m := image.NewNRGBA64(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			m.Set(x, y, marked(4, 4, 1).At(4*x/w, 4*y/h))
		}
	}
	return m
}

// hugePNG says it is far larger than it is.
func hugePNG() []byte {
	data := asPNG(marked(8, 8, 1))
	binary.BigEndian.PutUint32(data[16:], 100_000)
	binary.BigEndian.PutUint32(data[20:], 100_000)
	binary.BigEndian.PutUint32(data[29:], crc32.ChecksumIEEE(data[12:29]))
	return data
}

func hugeJPEG() []byte {
	data := asJPEG(marked(16, 16, 1))
	i := bytes.Index(data, []byte{0xFF, 0xC0})
	copy(data[i+5:], []byte{0xFF, 0xDC, 0xFF, 0xDC})
	return data
}

func asGIF(m image.Image) []byte {
	var out bytes.Buffer
	_ = gif.Encode(&out, m, nil)
	return out.Bytes()
}

func asBMP(m image.Image) []byte {
	var out bytes.Buffer
	_ = bmp.Encode(&out, m)
	return out.Bytes()
}

// asTIFF writes gray pages, uncompressed.
func asTIFF(pages, w, h int) []byte {
	out := []byte("II*\x00\x08\x00\x00\x00")
	for page := range pages {
		const entries = 9
		at := len(out)
		data := at + 2 + 12*entries + 4
		next := data + w*h
		if page == pages-1 {
			next = 0
		}
		entry := func(tag, kind uint16, value uint32) {
			out = binary.LittleEndian.AppendUint16(out, tag)
			out = binary.LittleEndian.AppendUint16(out, kind)
			out = binary.LittleEndian.AppendUint32(out, 1)
			out = binary.LittleEndian.AppendUint32(out, value)
		}
		out = binary.LittleEndian.AppendUint16(out, entries)
		entry(256, 4, uint32(w))
		entry(257, 4, uint32(h))
		entry(258, 3, 8)
		entry(259, 3, 1)
		entry(262, 3, 1)
		entry(273, 4, uint32(data))
		entry(277, 3, 1)
		entry(278, 4, uint32(h))
		entry(279, 4, uint32(w*h))
		out = binary.LittleEndian.AppendUint32(out, uint32(next))
		out = append(out, bytes.Repeat([]byte{byte(40 * (page + 1))}, w*h)...)
	}
	return out
}

// loopedTIFF has a directory that is followed by itself.
func loopedTIFF() []byte {
	data := asTIFF(1, 8, 8)
	binary.LittleEndian.PutUint32(data[8+2+12*9:], 8)
	return data
}

func unbase(t testing.TB, text string) []byte {
	t.Helper()
	data, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// Small pictures other programs have made, all 40 × 60 points of one red, but the first.
const (
	cmykJPEG = "/9j/7gAOQWRvYmUAZAAAAAAC/9sAQwAQCwwODAoQDg0OEhEQExgoGhgWFhgxIyUdKDozPTw5Mzg3QEhcTkBEV0U3OFBtUVdfYmdoZz5NcXlwZHhcZWdj/9sAQwEREhIYFRgvGhovY0I4QmNjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2Nj/8AAFAgAKAA8BAEiAAIRAQMRAQQiAP/EABkAAQEBAAMAAAAAAAAAAAAAAAAFAwIEBv/EABsQAQACAgMAAAAAAAAAAAAAAAAUYRITAhEj/8QAGAEBAQADAAAAAAAAAAAAAAAAAAYDBAX/xAAbEQABBAMAAAAAAAAAAAAAAAAAAQISFBEVUf/aAA4EAQACEQMRBAAAPwCx2dssjJktIQ0T2kqyVaLKslW17O2WRkWkES1KslWiyrJVteztlkZFpBEtSrJVosqyVbXs7ZZGRaQRLUqyVaLKslW4YczDmo6aNNI+y7p2teS/Q9FSLRFpOw5mHNR00aaLLujXkv0PRUi0RaTsOZhzUdNGmiy7o15L9D0VItEWk7DmYc1HTRposu6NeS/Q9FSLRFp3NZrBoZKWCFqLRFoDWawMiCCLRFoDWawMiCCLRFoDWawMiCCLRFoH/9k="
	wovenPNG = "iVBORw0KGgoAAAANSUhEUgAAACgAAAA8AQMAAAFZcFo1AAAAA1BMVEXIHh4WiPieAAAADklEQVQY02NgGAXDAwAAAcoAASld7YwAAAAASUVORK5CYII="
	someWEBP = "UklGRk4AAABXRUJQVlA4IEIAAACQAwCdASooADwAPpFIoEwlpCMiIqgAsBIJZwB2AAAt4QkfWPDAAP7uQx/+vgCnqj//6TZ/wSf/BJ/A9/S9UBAAAAA="
)
