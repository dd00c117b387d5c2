package typeset

import (
	"encoding/binary"
	"maps"
	"slices"
)

// subset is what a document uses of a face. Every character used has a code of its own, counted from 1 in the order of first use, under
// which both the text and the font embedded know it; so every code can be read back as exactly the character meant.
type subset struct {
	font  *font
	codes map[rune]uint16
	chars []rune // by code; 0 is no character
	from  []int  // the font's glyph by code
}

func newSubset(f *font) *subset {
	return &subset{font: f, codes: map[rune]uint16{}, chars: []rune{0}, from: []int{0}}
}

// code is the code a character is drawn with; glyph is its glyph in the font.
func (s *subset) code(char rune, glyph int) uint16 {
	code, known := s.codes[char]
	if !known {
		code = uint16(len(s.chars))
		s.codes[char] = code
		s.chars, s.from = append(s.chars, char), append(s.from, glyph)
	}
	return code
}

// file is a TrueType file whose glyph numbers are the codes; glyphs that others are composed of follow behind them.
func (s *subset) file() []byte {
	const entrySize, longOffsets = 4, 1
	from := slices.Clone(s.from)
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
	return pack(map[string][]byte{"glyf": glyphs, "head": head, "hhea": hhea, "hmtx": measures, "loca": places, "maxp": maxp})
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
	power := 1
	for 2*power <= len(names) {
		power *= 2
	}
	shift := 0
	for 1<<(shift+1) <= len(names) {
		shift++
	}
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
