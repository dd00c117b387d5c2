package formtest

import (
	"image"
	"math/rand/v2"
)

// Scan makes something like a scanned page: noisy paper with dark strokes and a red seal.
func Scan(seed uint64, w, h int) image.Image {
	r := rand.New(rand.NewPCG(seed, 1))
	m := image.NewYCbCr(image.Rect(0, 0, w, h), image.YCbCrSubsampleRatio420)
	for i := range m.Y {
		m.Y[i] = byte(232 + r.IntN(16))
	}
	for i := range m.Cb {
		m.Cb[i], m.Cr[i] = byte(126+r.IntN(4)), byte(126+r.IntN(4))
	}
	for line := h / 10; line < h*9/10; line += h / 50 {
		for x := w / 10; x < w*9/10; x += w / 60 {
			for range 12 {
				x0, y0 := x+r.IntN(w/70), line+r.IntN(h/70)
				for k := range w / 150 {
					m.Y[m.YOffset(min(x0+k, w-1), y0)] = byte(30 + r.IntN(30))
				}
			}
		}
	}
	for y := h * 3 / 4; y < min(h*3/4+w/5, h); y++ {
		for x := w * 3 / 5; x < w*4/5; x++ {
			dx, dy := x-w*7/10, y-h*3/4-w/10
			if d := dx*dx + dy*dy; d < w*w/100 && d > w*w/130 {
				m.Cr[m.COffset(x, y)] = 200
			}
		}
	}
	return m
}
