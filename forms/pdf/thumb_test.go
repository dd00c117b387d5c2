package pdf

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"testing"
)

// picture makes a PNG or a JPEG, w by h, its upper left quarter red.
func picture(t testing.TB, w, h int, photo bool) []byte {
	t.Helper()
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := color.RGBA{R: 255, G: 255, B: 255, A: 255}
			if x < w/2 && y < h/2 {
				c = color.RGBA{R: 220, A: 255}
			}
			m.SetRGBA(x, y, c)
		}
	}
	var b bytes.Buffer
	err := png.Encode(&b, m)
	if photo {
		b.Reset()
		err = jpeg.Encode(&b, m, nil)
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// Photos are made small and turned as their EXIF says; what is too large or no picture gives none.
func TestSmallPictures(t *testing.T) {
	plain := picture(t, 640, 320, false)
	small, err := Thumbnail(bytes.NewReader(plain))
	if err != nil || small.Bounds().Dx() != thumbSide || small.Bounds().Dy() != thumbSide/2 {
		t.Fatal(small, err)
	}
	photo := picture(t, 64, 32, true)
	red := map[int][2]int{1: {8, 8}, 2: {56, 8}, 3: {56, 24}, 4: {8, 24}, 5: {8, 8}, 6: {24, 8}, 7: {24, 56}, 8: {8, 56}} // where the red corner goes
	for turn, at := range red {
		got, err := Thumbnail(bytes.NewReader(withOrientation(photo, turn)))
		if err != nil {
			t.Fatal(err)
		}
		w, h := 64, 32
		if turn >= 5 {
			w, h = 32, 64
		}
		if got.Bounds().Dx() != w || got.Bounds().Dy() != h {
			t.Errorf("%d: %v", turn, got.Bounds())
		}
		if _, g, _, _ := got.At(at[0], at[1]).RGBA(); g>>8 > 90 {
			t.Errorf("%d: the red corner is not at %v", turn, at)
		}
	}
	huge := bytes.Clone(plain)
	binary.BigEndian.PutUint32(huge[16:], 1_000_000) // the width in the PNG's header
	for name, data := range map[string][]byte{"huge": huge, "cut": photo[:len(photo)/2], "text": []byte("不是图片"), "empty": nil, "exif": withOrientation(photo, 6)[:40]} {
		if got, err := Thumbnail(bytes.NewReader(data)); err == nil && got == nil {
			t.Errorf("%s: neither picture nor error", name)
		} else if name != "cut" && err == nil {
			t.Errorf("%s gives a picture", name)
		}
	}
}

// withOrientation puts an EXIF part with the orientation into a JPEG.
func withOrientation(photo []byte, turn int) []byte {
	exif := []byte("Exif\x00\x00II*\x00\x08\x00\x00\x00\x01\x00\x12\x01\x03\x00\x01\x00\x00\x00")
	exif = append(exif, byte(turn), 0, 0, 0, 0, 0, 0, 0)
	out := append([]byte{0xFF, 0xD8, 0xFF, 0xE1, 0, byte(len(exif) + 2)}, exif...)
	return append(out, photo[2:]...)
}
