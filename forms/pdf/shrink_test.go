package pdf

import (
	"bytes"
	"image"
	"testing"
)

// A picture over 200 dpi is brought to that; others keep their points.
func TestShrunk(t *testing.T) {
	for _, c := range [][4]int{
		{1654, 2339, 1654, 2339},
		{2339, 1654, 2339, 1654},
		{1754, 2480, 1754, 2480},
		{2480, 3508, 1654, 2339},
		{4000, 3000, 2205, 1654},
		{100, 20000, 12, 2339},
		{20000, 1, 2339, 1},
		{10, 10, 10, 10},
	} {
		if w, h := shrunk(c[0], c[1]); w != c[2] || h != c[3] {
			t.Errorf("%d by %d: %d by %d, want %d by %d", c[0], c[1], w, h, c[2], c[3])
		}
	}
}

// A smaller picture has the mean of what it stands for: white stays white, a fine check becomes gray.
func TestShrinkPlane(t *testing.T) {
	white := bytes.Repeat([]byte{255}, 300*200)
	for _, size := range []image.Point{{7, 5}, {299, 199}, {1, 1}, {150, 100}, {400, 300}} {
		for i, v := range shrinkPlane(plane{white, 300, 300, 200, 1}, size.X, size.Y) {
			if v != 255 {
				t.Fatalf("%v: point %d is %d", size, i, v)
			}
		}
	}
	check := make([]byte, 40*40)
	for i := range check {
		check[i] = byte(255 * ((i + i/40) % 2))
	}
	for _, v := range shrinkPlane(plane{check, 40, 40, 40, 1}, 20, 20) {
		if v < 126 || v > 129 {
			t.Fatalf("a check became %d", v)
		}
	}
}
