package typeset

import (
	"encoding/binary"
	"sync"

	"zicha/assets"
)

// Face is one of the bundled typefaces.
type Face int

// The faces, by what they are used for in an official paper.
const (
	FangSong Face = iota // 仿宋: text
	Kai                  // 楷体: headings of the second level
	Hei                  // 黑体: headings of the first level, table heads
	HeiBold              // 黑体 bold
	Song                 // 宋体: page numbers
	Title                // 小标宋 look: titles
	rareSong             // what the others fall back to
)

const faceCount = int(rareSong) + 1

// privateUse is the code at which the fonts' format-4 map has the first
// character of assets.PrivateUse.
const privateUse = 0xE000

// unknown is printed for a character that no font has.
const unknown = '〓'

// font is what the typesetter needs to know of a font file.
type font struct {
	name    string // family name within the PDF
	data    []byte
	advance map[rune]uint16 // widths in thousandths of the size
}

// fontOf loads a face once per process, when it is first needed.
func fontOf(f Face) *font { return loaders[f]() }

var loaders = [faceCount]func() *font{
	FangSong: loader("fang", assets.FangSong),
	Kai:      loader("kai", assets.Kai),
	Hei:      loader("hei", assets.Hei),
	HeiBold:  loader("heibold", assets.HeiBold),
	Song:     loader("song", assets.Song),
	Title:    loader("title", assets.TitleSong),
	rareSong: loader("rare", assets.RareSong),
}

func loader(name string, data []byte) func() *font {
	return sync.OnceValue(func() *font {
		return &font{name: name, data: data, advance: readAdvances(data)}
	})
}

// privateCodes gives the drawn code of every character above U+FFFF.
var privateCodes = sync.OnceValue(func() map[rune]rune {
	codes := make(map[rune]rune)
	next := rune(privateUse)
	for _, char := range assets.PrivateUse {
		codes[char] = next
		next++
	}
	return codes
})

// fallback lists the faces tried, in order, for a character f does not have.
func fallback(f Face) []Face {
	switch f {
	case HeiBold:
		return []Face{f, Hei, Song, rareSong, Kai}
	case FangSong:
		return []Face{f, rareSong, Song, Kai}
	default:
		return []Face{f, Song, rareSong, Kai}
	}
}

// locate finds a face that has char and the code it is drawn with.
func locate(char rune, want Face) (face Face, code rune, ok bool) {
	code = char
	if char > 0xFFFF {
		if code, ok = privateCodes()[char]; !ok {
			return 0, 0, false
		}
	}
	for _, face := range fallback(want) {
		if _, has := fontOf(face).advance[char]; has {
			return face, code, true
		}
	}
	return 0, 0, false
}

// tables finds the tables of a TrueType file.
func tables(data []byte) map[string][]byte {
	found := make(map[string][]byte)
	for i := range int(binary.BigEndian.Uint16(data[4:])) {
		entry := data[12+16*i:]
		start := binary.BigEndian.Uint32(entry[8:])
		size := binary.BigEndian.Uint32(entry[12:])
		found[string(entry[:4])] = data[start : start+size]
	}
	return found
}

// readAdvances reads the width of every character of a font from its
// format-12 character map. The bundled fonts are ours and a test reads them
// all, so a malformed file is not expected here.
func readAdvances(data []byte) map[rune]uint16 {
	found := tables(data)
	unit := int(binary.BigEndian.Uint16(found["head"][18:]))
	measured := int(binary.BigEndian.Uint16(found["hhea"][34:]))
	hmtx := found["hmtx"]
	advances := make(map[rune]uint16)
	groups := wideMap(found["cmap"])
	for ; len(groups) >= 12; groups = groups[12:] {
		first := binary.BigEndian.Uint32(groups)
		last := binary.BigEndian.Uint32(groups[4:])
		glyph := int(binary.BigEndian.Uint32(groups[8:]))
		for char := first; char <= last; char++ {
			at := min(glyph, measured-1) * 4
			wide := int(binary.BigEndian.Uint16(hmtx[at:]))
			// gofpdf rounds the same way.
			advances[rune(char)] = uint16((wide*1000 + unit/2) / unit)
			glyph++
		}
	}
	return advances
}

// wideMap returns the groups of the format-12 subtable.
func wideMap(cmap []byte) []byte {
	for i := range int(binary.BigEndian.Uint16(cmap[2:])) {
		table := cmap[binary.BigEndian.Uint32(cmap[4+8*i+4:]):]
		if binary.BigEndian.Uint16(table) == 12 {
			count := binary.BigEndian.Uint32(table[12:])
			return table[16 : 16+12*count]
		}
	}
	return nil
}
