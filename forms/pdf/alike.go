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

// Bounds of what is a photo, in parts of a thousand of its cells: a page of text has one colour, that of its paper, in most of them; a
// blank one in all. lookSure is how many of the 256 comparisons must be of things that differ, by lookStep of 255 steps.
const (
	paperShare = 450
	blankShare = 996
	nearPaper  = 10
	lookSure   = 64
	lookStep   = 4
)

// mostAlike is how many of the 256 bits of two looks may differ where the pictures are taken for the same one: what a picture differs by
// when it is made smaller, coded again or made lighter; different photos differ by some hundred.
const mostAlike = 18

// Alike reports whether two looks are of the same photo, as far as can be told.
func Alike(a, b string) bool { return Differing(a, b) <= mostAlike }

// Differing counts the bits two looks differ in, all of them where one is none.
func Differing(a, b string) int {
	const all = lookSide * lookSide
	if len(a) != all/4 || len(b) != all/4 {
		return all
	}
	n := 0
	for i := 0; i < len(a); i += 16 {
		x, err1 := strconv.ParseUint(a[i:i+16], 16, 64)
		y, err2 := strconv.ParseUint(b[i:i+16], 16, 64)
		if err1 != nil || err2 != nil {
			return all
		}
		n += bits.OnesCount64(x ^ y)
	}
	return n
}

// lookOf is the look (difference hash) of a picture turned upright as its EXIF orientation says: for each of 16 rows, which of 17 places
// across is brighter than the next. It is "" for what is no photo; blank is a picture with nothing on it.
func lookOf(p plane, turn int) (look string, blank bool) {
	cells := uprightCells(p, turn)
	most := commonest(cells)
	if most*1000 >= blankShare*lookCells {
		return "", true
	}
	if most*1000 >= paperShare*lookCells {
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

// commonest counts the cells that are about as bright as most are.
func commonest(cells []byte) int {
	var count [256]int
	for _, v := range cells {
		count[v]++
	}
	best := 0
	for v := range count {
		n := 0
		for _, c := range count[max(0, v-nearPaper):min(len(count), v+nearPaper+1)] {
			n += c
		}
		best = max(best, n)
	}
	return best
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
