package pdf

import "image"

// fullRange gives a picture of a WEBP file the colours it means. The format keeps brightness from 16 to 235 and colour from 16 to 240, as
// television does (RFC 6386, 9.2); the decoder leaves them so in a type whose values go from 0 to 255, and white would be grey.
func fullRange(picture image.Image) image.Image {
	var m *image.YCbCr
	switch p := picture.(type) {
	case *image.YCbCr:
		m = p
	case *image.NYCbCrA:
		m = &p.YCbCr
	default: // lossless ones are in RGB
		return picture
	}
	stretch(m.Y, 16, 219)
	stretch(m.Cb, 128, 224)
	stretch(m.Cr, 128, 224)
	return picture
}

// stretch brings values of a range to one of 255; zero is what stays where it is, or becomes 0.
func stretch(pix []byte, zero, width int) {
	to := 0
	if zero == 128 {
		to = 128
	}
	var table [256]byte
	for v := range table {
		table[v] = byte(max(0, min(255, ((v-zero)*255*2+width)/(2*width)+to)))
	}
	for i, v := range pix {
		pix[i] = table[v]
	}
}
