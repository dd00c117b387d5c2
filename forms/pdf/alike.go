package pdf

import (
	"encoding/hex"
	"image"
	"image/color"
	"math/bits"
	"strconv"
)

// The size of a look: so many comparisons of neighbours across, in so many rows, each of a mean of four by four cells.
const (
	lookSide  = 16
	lookCell  = 4
	lookWide  = (lookSide + 1) * lookCell
	lookHigh  = lookSide * lookCell
	lookCells = lookWide * lookHigh
)

// Bounds of what is a photo, in parts of a thousand of its cells: a page of text has one light colour, that of its paper, in most of them
// (58 to 92 in a hundred, photos have 14 to 50); a blank one in all. lookSure is how many of the 256 comparisons must be of things that differ, by lookStep of 255 steps.
const (
	paperShare = 500
	paperLight = 140
	blankShare = 996
	nearPaper  = 10
	lookSure   = 64
	lookStep   = 4
)

// mostAlike is how many of the 256 bits of two looks may differ where the pictures are taken for the same one. Photos brought to 0.6 of
// their size and coded at a quality of 40 differed by 0 to 9, by 16 where they were 275 points broad; different ones by 76 and more.
const mostAlike = 18

// Glance is what a photo looks like at a glance, for comparing; see lookOf.
type Glance [4]uint64

// ParseGlance reads the look of a trace; ok is false where it has none.
func ParseGlance(text string) (look Glance, ok bool) {
	const digits = 16
	if len(text) != len(look)*digits {
		return look, false
	}
	for i := range look {
		v, err := strconv.ParseUint(text[i*digits:(i+1)*digits], 16, 64)
		if err != nil {
			return look, false
		}
		look[i] = v
	}
	return look, true
}

// Differing counts the bits two looks differ in, of 256.
func (l Glance) Differing(other Glance) int {
	n := 0
	for i, v := range l {
		n += bits.OnesCount64(v ^ other[i])
	}
	return n
}

// Alike reports whether two looks are of the same photo, as far as can be told.
func (l Glance) Alike(other Glance) bool { return l.Differing(other) <= mostAlike }

// lookOf is the look (difference hash) of a picture turned upright as its EXIF orientation says: for each of 16 rows, which of 17 places
// across is brighter than the next. It is "" for what is no photo; blank is a picture with nothing on it.
func lookOf(p plane, turn int) (look string, blank bool) {
	cells := uprightCells(p, turn)
	most, light := commonest(cells)
	if most*1000 >= blankShare*lookCells {
		return "", true
	}
	if most*1000 >= paperShare*lookCells && light >= paperLight {
		return "", false
	}
	small := shrinkPlane(plane{cells, lookWide, lookWide, lookHigh, 1}, lookSide+1, lookSide)
	out := make([]byte, lookSide*lookSide/8)
	sure := 0
	for i := range lookSide * lookSide {
		at := i/lookSide*(lookSide+1) + i%lookSide
		left, right := int(small[at]), int(small[at+1])
		if left > right {
			out[i/8] |= 0x80 >> (i % 8)
		}
		if max(left-right, right-left) >= lookStep {
			sure++
		}
	}
	if sure < lookSure {
		return "", false
	}
	return hex.EncodeToString(out), false
}

// uprightCells brings a picture to 68 by 64 cells, upright.
func uprightCells(p plane, turn int) []byte {
	w, h := lookWide, lookHigh
	if turn >= 5 && turn <= 8 {
		w, h = h, w
	}
	cells := shrinkPlane(p, w, h)
	if turn < 2 || turn > 8 {
		return cells
	}
	from := image.NewRGBA(image.Rect(0, 0, w, h))
	for i, v := range cells {
		from.SetRGBA(i%w, i/w, color.RGBA{v, v, v, 255})
	}
	to := upright(from, turn)
	for i := range cells {
		v, _, _, _ := to.At(i%lookWide, i/lookWide).RGBA()
		cells[i] = byte(v >> 8)
	}
	return cells
}

// commonest counts the cells that are about as bright as most are, and says how bright that is.
func commonest(cells []byte) (best, light int) {
	var count [256]int
	for _, v := range cells {
		count[v]++
	}
	for v := range count {
		n := 0
		for _, c := range count[max(0, v-nearPaper):min(len(count), v+nearPaper+1)] {
			n += c
		}
		if n > best {
			best, light = n, v
		}
	}
	return best, light
}

// brightness is how bright each point of a picture is.
func brightness(picture image.Image) plane {
	b := picture.Bounds()
	switch p := picture.(type) {
	case *image.YCbCr:
		return plane{p.Y[p.YOffset(b.Min.X, b.Min.Y):], p.YStride, b.Dx(), b.Dy(), 1}
	case *image.Gray:
		return plane{p.Pix[p.PixOffset(b.Min.X, b.Min.Y):], p.Stride, b.Dx(), b.Dy(), 1}
	}
	return flatten(picture).brightness()
}

// brightness is how bright each point of a raster is.
func (f raster) brightness() plane {
	if f.channels == 1 {
		return plane{f.pix, f.w, f.w, f.h, 1}
	}
	out := make([]byte, f.w*f.h)
	for i := range out {
		out[i] = color.GrayModel.Convert(color.RGBA{f.pix[3*i], f.pix[3*i+1], f.pix[3*i+2], 255}).(color.Gray).Y
	}
	return plane{out, f.w, f.w, f.h, 1}
}
