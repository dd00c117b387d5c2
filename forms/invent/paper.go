package invent

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"math/rand/v2"

	"zicha/forms/pdf"
)

// evidenceFile is a file of an item of evidence.
type evidenceFile struct {
	name string
	data []byte
}

// paper is a PDF of one page that looks like writing from afar, another for every text; a scan (JPEG) stands on it where one is given.
func paper(text string, scan []byte) []byte {
	var page bytes.Buffer
	sum := sha256.Sum256([]byte(text))
	fmt.Fprintf(&page, "0.2 g 170 760 %d 16 re f\n", 160+int(sum[0])/2) // the title
	for i, b := range sum {
		fmt.Fprintf(&page, "70 %d %d 6 re f\n", 720-20*i, 200+int(b))
	}
	resources := "<< >>"
	if scan != nil {
		resources = "<< /XObject << /S 5 0 R >> >>"
		page.WriteString("q 300 0 0 420 150 100 cm /S Do Q\n")
	}
	objects := []string{
		"<< /Type /Catalog /Pages 2 0 R >>",
		"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources " + resources + " >>",
		fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", page.Len(), page.String()),
	}
	if scan != nil {
		objects = append(objects, fmt.Sprintf("<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 8"+
			" /Filter /DCTDecode /Length %d >>\nstream\n%s\nendstream", pictureWidth, pictureHeight, len(scan), scan))
	}
	return pdf.Assemble("", objects...)
}

const pictureWidth, pictureHeight = 300, 420

// picture is a grey JPEG that looks like a scanned page, the same for a seed and a number.
func picture(seed, number uint64) []byte {
	r := rand.New(rand.NewPCG(seed, streams+number))
	img := image.NewGray(image.Rect(0, 0, pictureWidth, pictureHeight))
	for i := range img.Pix {
		img.Pix[i] = uint8(236 + r.IntN(20))
	}
	for line := 40; line < pictureHeight-40; line += 14 {
		for x, end := 30, pictureWidth-30-r.IntN(90); x < end; x++ {
			if r.IntN(6) == 0 {
				continue // between letters
			}
			for y := range 7 {
				img.SetGray(x, line+y, color.Gray{Y: uint8(20 + r.IntN(60))})
			}
		}
	}
	var out bytes.Buffer
	_ = jpeg.Encode(&out, img, &jpeg.Options{Quality: 50}) // a small grey picture into a buffer
	return out.Bytes()
}
