package typeset

import (
	"crypto/sha256"
	"encoding/binary"
	"maps"
	"math/bits"
	"slices"
)

// subset is what a document uses of a face. Text is drawn with the characters' own codes; gofpdf knows none above U+FFFF, so those get
// private-use codes, counted from privateUse in the order of first use, and finish tells readers what they stand for.
type subset struct {
	font  *font
	codes map[rune]rune // by character
	chars map[rune]rune // by code
	from  map[rune]int  // the font's glyph by code
	next  rune          // the next private-use code
}

// privateUse is the first code given to a character above U+FFFF. The fonts have no characters of their own there.
const privateUse = 0xE000

func newSubset(f *font) *subset {
	return &subset{font: f, codes: map[rune]rune{}, chars: map[rune]rune{}, from: map[rune]int{}, next: privateUse}
}

// code is the code a character is drawn with; glyph is its glyph in the font.
func (s *subset) code(char rune, glyph int) rune {
	code, known := s.codes[char]
	if !known {
		code = char
		if char > 0xFFFF {
			code = s.next
			s.next++
		}
		s.codes[char], s.chars[code], s.from[code] = code, char, glyph
	}
	return code
}

// file is a TrueType file with the glyphs of the codes in their order, from 1 on; glyphs that others are composed of follow behind them.
func (s *subset) file() []byte {
	const entrySize, longOffsets = 4, 1
	codes := slices.Sorted(maps.Keys(s.from))
	from := []int{0}
	for _, code := range codes {
		from = append(from, s.from[code])
	}
	var glyphs, places, measures []byte
	parts := map[int]uint16{} // glyphs only used by others: their new numbers
	for i := 0; i < len(from); i++ {
		places = binary.BigEndian.AppendUint32(places, uint32(len(glyphs)))
		at := len(glyphs)
		glyphs = append(glyphs, s.font.outline(from[i])...)
		components(glyphs[at:], func(glyph uint16) uint16 {
			n, known := parts[int(glyph)]
			if !known {
				n = uint16(len(from))
				parts[int(glyph)] = n
				from = append(from, int(glyph))
			}
			return n
		})
		for len(glyphs)%4 != 0 {
			glyphs = append(glyphs, 0)
		}
		measures = append(measures, s.font.measure(from[i])...)
	}
	places = binary.BigEndian.AppendUint32(places, uint32(len(glyphs)))
	head, hhea, maxp := slices.Clone(s.font.tables["head"]), slices.Clone(s.font.tables["hhea"]), slices.Clone(s.font.tables["maxp"])
	binary.BigEndian.PutUint32(head[8:], 0) // the sum over the file, filled in by pack
	binary.BigEndian.PutUint16(head[50:], longOffsets)
	binary.BigEndian.PutUint16(hhea[34:], uint16(len(measures)/entrySize))
	binary.BigEndian.PutUint16(maxp[4:], uint16(len(from)))
	made := map[string][]byte{"cmap": narrowMap(codes), "glyf": glyphs, "head": head, "hhea": hhea, "hmtx": measures, "loca": places, "maxp": maxp}
	for _, name := range []string{"OS/2", "name", "post"} {
		made[name] = s.font.tables[name]
	}
	return pack(made)
}

// name is the font's name with the letters that a part of a font has before it, which follow from what is in it.
func (s *subset) name(data []byte) string {
	sum := sha256.Sum256(data)
	for i := range 6 {
		sum[i] = 'A' + sum[i]%26
	}
	return string(sum[:6]) + "+" + s.font.name
}

// narrowMap is a cmap table of format 4, the one gofpdf reads: the codes, in order, have the glyphs from 1 on.
func narrowMap(codes []rune) []byte {
	var starts, ends, deltas []uint16
	for i, code := range codes {
		if i > 0 && code == codes[i-1]+1 {
			ends[len(ends)-1] = uint16(code)
			continue
		}
		starts, ends, deltas = append(starts, uint16(code)), append(ends, uint16(code)), append(deltas, uint16(i+1-int(code)))
	}
	starts, ends, deltas = append(starts, 0xFFFF), append(ends, 0xFFFF), append(deltas, 1)
	n := len(starts)
	power, shift := powerOfTwo(n)
	table := []uint16{4, uint16(16 + 8*n), 0, uint16(2 * n), uint16(2 * power), uint16(shift), uint16(2 * (n - power))}
	table = slices.Concat(table, ends, []uint16{0}, starts, deltas, make([]uint16, n))
	out := []byte{0, 0, 0, 1, 0, 3, 0, 1, 0, 0, 0, 12} // one table, of Windows and Unicode
	for _, v := range table {
		out = binary.BigEndian.AppendUint16(out, v)
	}
	return out
}

// powerOfTwo is the greatest one up to n, and its logarithm.
func powerOfTwo(n int) (power, logarithm int) {
	logarithm = bits.Len(uint(n)) - 1
	return 1 << logarithm, logarithm
}

// outline is a glyph's entry in the glyf table, empty for a blank one.
func (f *font) outline(glyph int) []byte {
	place := func(i int) uint32 { return 2 * uint32(binary.BigEndian.Uint16(f.tables["loca"][2*i:])) }
	if binary.BigEndian.Uint16(f.tables["head"][50:]) != 0 {
		place = func(i int) uint32 { return binary.BigEndian.Uint32(f.tables["loca"][4*i:]) }
	}
	return f.tables["glyf"][place(glyph):place(glyph+1)]
}

// measure is a glyph's entry in the hmtx table: width and left bearing.
func (f *font) measure(glyph int) []byte {
	hmtx := f.tables["hmtx"]
	if glyph < f.measured {
		return hmtx[4*glyph : 4*glyph+4]
	}
	bearing := 4*f.measured + 2*(glyph-f.measured)
	return append(slices.Clone(hmtx[4*f.measured-4:4*f.measured-2]), hmtx[bearing:bearing+2]...)
}

// components renumbers the glyphs a composed one is made of.
func components(outline []byte, number func(glyph uint16) uint16) {
	const wideArguments, scaled, more, twoScales, matrix = 0x1, 0x8, 0x20, 0x40, 0x80
	if len(outline) < 10 || int16(binary.BigEndian.Uint16(outline)) >= 0 {
		return
	}
	for part := outline[10:]; ; {
		flags := binary.BigEndian.Uint16(part)
		binary.BigEndian.PutUint16(part[2:], number(binary.BigEndian.Uint16(part[2:])))
		size := 6
		if flags&wideArguments != 0 {
			size += 2
		}
		switch {
		case flags&scaled != 0:
			size += 2
		case flags&twoScales != 0:
			size += 4
		case flags&matrix != 0:
			size += 8
		}
		if part = part[size:]; flags&more == 0 {
			return
		}
	}
}

// pack writes a TrueType file of its tables.
func pack(tables map[string][]byte) []byte {
	const wholeSum = 0xB1B0AFBA
	names := slices.Sorted(maps.Keys(tables))
	power, shift := powerOfTwo(len(names))
	out := binary.BigEndian.AppendUint32(nil, 0x00010000)
	for _, v := range []int{len(names), 16 * power, shift, 16 * (len(names) - power)} {
		out = binary.BigEndian.AppendUint16(out, uint16(v))
	}
	var body []byte
	headAt := 0
	for _, name := range names {
		at := 12 + 16*len(names) + len(body)
		if name == "head" {
			headAt = at
		}
		out = append(out, name...)
		body = append(body, tables[name]...)
		for len(body)%4 != 0 {
			body = append(body, 0)
		}
		for _, v := range []uint32{sum(tables[name]), uint32(at), uint32(len(tables[name]))} {
			out = binary.BigEndian.AppendUint32(out, v)
		}
	}
	out = append(out, body...)
	binary.BigEndian.PutUint32(out[headAt+8:], wholeSum-sum(out))
	return out
}

// sum adds up data in words of four bytes.
func sum(data []byte) uint32 {
	var total uint32
	for ; len(data) >= 4; data = data[4:] {
		total += binary.BigEndian.Uint32(data)
	}
	var last [4]byte
	copy(last[:], data)
	return total + binary.BigEndian.Uint32(last[:])
}
