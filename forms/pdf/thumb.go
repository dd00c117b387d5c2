package pdf

import (
	"bytes"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"
	"io"

	"golang.org/x/image/draw"
)

// The bounds of what is decoded for a small picture: photos are foreign bytes.
const (
	thumbFile   = 32 << 20 // bytes
	thumbPixels = 50_000_000
	thumbPNG    = 25_000_000 // a PNG's pixels can take eight bytes each
	thumbSide   = 192
)

// Thumbnail decodes a JPEG or PNG within bounds and gives it small, at most 192 pixels either way, and upright. The error says why there
// is none: another kind of file, too large, damaged.
func Thumbnail(r io.Reader) (small image.Image, err error) {
	data, err := io.ReadAll(io.LimitReader(r, thumbFile+1))
	if err != nil {
		return nil, err
	}
	if len(data) > thumbFile {
		return nil, Large
	}
	defer func() {
		if fault := recover(); fault != nil { // foreign bytes in the image packages
			small, err = nil, fmt.Errorf("picture: %v", fault)
		}
	}()
	decodeConfig, decode, most := jpeg.DecodeConfig, jpeg.Decode, thumbPixels
	turn := 1
	if bytes.HasPrefix(data, []byte("\x89PNG")) {
		decodeConfig, decode, most = png.DecodeConfig, png.Decode, thumbPNG
		turn = exifTurn(data, kindPNG)
	} else if facts, ok := readJPEG(data); ok {
		turn = facts.turn
	}
	c, err := decodeConfig(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	if c.Width < 1 || c.Height < 1 || c.Width > most/c.Height {
		return nil, fmt.Errorf("picture of %d×%d", c.Width, c.Height)
	}
	full, err := decode(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	scale := min(1, thumbSide/float64(max(c.Width, c.Height)))
	to := image.NewRGBA(image.Rect(0, 0, max(1, int(float64(c.Width)*scale)), max(1, int(float64(c.Height)*scale))))
	draw.ApproxBiLinear.Scale(to, to.Bounds(), full, full.Bounds(), draw.Src, nil)
	return upright(to, turn), nil
}

// upright turns and mirrors a picture as its EXIF orientation (1 to 8) says.
func upright(from *image.RGBA, turn int) *image.RGBA {
	if turn < 2 || turn > 8 {
		return from
	}
	size := from.Bounds().Size()
	w, h := size.X, size.Y
	if turn >= 5 {
		w, h = h, w
	}
	to := image.NewRGBA(image.Rect(0, 0, w, h))
	m := uprightMatrix(turn, float64(w), float64(h))
	for y := range size.Y {
		for x := range size.X {
			across, up := (float64(x)+0.5)/float64(size.X), 1-(float64(y)+0.5)/float64(size.Y)
			toX, toY := m[0]*across+m[2]*up+m[4], float64(h)-m[1]*across-m[3]*up-m[5]
			to.SetRGBA(int(toX), int(toY), from.RGBAAt(x, y))
		}
	}
	return to
}
