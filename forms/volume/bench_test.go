package volume

import (
	"context"
	"fmt"
	"image"
	"image/jpeg"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
)

// scan makes something like a scanned page: noisy paper with dark strokes and a red seal.
func scan(seed uint64, w, h int) image.Image {
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

// TestMakeScans writes made-up scans and photos for .ci/volume-bench, where that asks for it: SCANS scans of 200 dpi and PHOTOS photos of
// 12 megapixels.
func TestMakeScans(t *testing.T) {
	dir := os.Getenv("VOLUME_BENCH")
	if dir == "" {
		t.Skip("for .ci/volume-bench only")
	}
	var scans, photos int
	if _, err := fmt.Sscan(os.Getenv("VOLUME_BENCH_COUNT"), &scans, &photos); err != nil {
		t.Fatal(err)
	}
	write := func(name string, m image.Image, quality int) {
		f, err := os.Create(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		if err := jpeg.Encode(f, m, &jpeg.Options{Quality: quality}); err != nil {
			t.Fatal(err)
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
	}
	for i := range scans {
		write(fmt.Sprintf("scan-%03d.jpg", i), scan(uint64(i), 1654, 2339), 90)
	}
	for i := range photos {
		write(fmt.Sprintf("photo-%03d.jpg", i), scan(uint64(1000+i), 4000, 3000), 85)
	}
}

// BenchmarkBuild makes a volume of 20 scans.
func BenchmarkBuild(b *testing.B) {
	f := newDossier(b)
	for i := range 20 {
		attach(b, f, "5.1", map[string][]byte{fmt.Sprintf("%d.jpg", i): asJPEG(scan(uint64(i), 827, 1170))})
	}
	path := filepath.Join(b.TempDir(), "a.pdf")
	for b.Loop() {
		if _, err := Build(context.Background(), f, path, Work{}); err != nil {
			b.Fatal(err)
		}
	}
}
