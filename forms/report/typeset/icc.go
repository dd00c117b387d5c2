package typeset

import (
	"encoding/binary"
	"math"
	"unicode/utf16"
)

// The sRGB colour space (IEC 61966-2-1) as the profile format counts, relative to its white D50, to which the colours are adapted by
// Bradford's matrix.
var (
	whiteD50 = [3]float64{0.9642, 1, 0.8249}
	bradford = [9]float64{1.04788, 0.02292, -0.05022, 0.02959, 0.99048, -0.01707, -0.00925, 0.01508, 0.75168}
	// primaries are red, green and blue.
	primaries = [3][3]float64{{0.43607, 0.22249, 0.01392}, {0.38515, 0.71687, 0.09708}, {0.14307, 0.06061, 0.71410}}
	// curve is the transfer: ((v+0.055)/1.055)^2.4, v/12.92 below 0.04045.
	curve = [5]float64{2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045}
)

// sRGB is a colour profile (ICC.1:2004, version 4.2) of three primaries and a curve.
func sRGB() []byte {
	xyz := func(v [3]float64) []byte { return sixteen("XYZ ", v[:]...) }
	transfer := append([]byte("para\x00\x00\x00\x00\x00\x03\x00\x00"), sixteen("", curve[:]...)...)
	entries := []struct {
		name string
		data []byte
	}{
		{"desc", localized("sRGB")},
		{"cprt", localized("No copyright, use freely")},
		{"wtpt", xyz(whiteD50)},
		{"chad", sixteen("sf32", bradford[:]...)},
		{"rXYZ", xyz(primaries[0])},
		{"gXYZ", xyz(primaries[1])},
		{"bXYZ", xyz(primaries[2])},
		{"rTRC", transfer},
		{"gTRC", nil},
		{"bTRC", nil}, // the same
	}
	const head = 128
	var table, body []byte
	at, size := 0, 0
	for _, e := range entries {
		if e.data != nil {
			at, size = head+4+12*len(entries)+len(body), len(e.data)
			body = append(body, e.data...)
			for len(body)%4 != 0 {
				body = append(body, 0)
			}
		}
		table = append(table, e.name...)
		table = binary.BigEndian.AppendUint32(table, uint32(at))
		table = binary.BigEndian.AppendUint32(table, uint32(size))
	}
	out := make([]byte, head)
	copy(out[8:], "\x04\x20\x00\x00mntrRGB XYZ \x07\xD0\x00\x01\x00\x01\x00\x00\x00\x00\x00\x00acsp") // made on 2000-01-01
	copy(out[68:], sixteen("", whiteD50[:]...))
	out = binary.BigEndian.AppendUint32(out, uint32(len(entries)))
	out = append(append(out, table...), body...)
	binary.BigEndian.PutUint32(out, uint32(len(out)))
	return out
}

// sixteen writes numbers with sixteen bits behind the point, under the name of their type if there is one.
func sixteen(kind string, numbers ...float64) []byte {
	var out []byte
	if kind != "" {
		out = append(append(out, kind...), 0, 0, 0, 0)
	}
	for _, n := range numbers {
		out = binary.BigEndian.AppendUint32(out, uint32(int32(math.Round(n*65536))))
	}
	return out
}

// localized is a text in one language.
func localized(text string) []byte {
	const at = 28
	units := utf16.Encode([]rune(text))
	out := append([]byte("mluc\x00\x00\x00\x00\x00\x00\x00\x01\x00\x00\x00\x0CenUS"), 0, 0, 0, byte(2*len(units)), 0, 0, 0, at)
	for _, unit := range units {
		out = binary.BigEndian.AppendUint16(out, unit)
	}
	return out
}
