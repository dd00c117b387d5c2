package typeset

import (
	"encoding/binary"
	"fmt"
	"sort"
	"strings"
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

// unknown is printed for a character that no font has.
const unknown = '〓'

// font is what the typesetter needs to know of a font file.
type font struct {
	name     string // its PostScript name
	data     []byte
	tables   map[string][]byte
	groups   []byte // of the format-12 character map: first, last, first glyph
	unit     int    // of the font's measures, per em
	measured int    // glyphs with a width of their own; all others have the last one's
}

// fontOf opens a face once per process, when it is first needed.
func fontOf(f Face) *font { return loaders[f]() }

var loaders = [faceCount]func() *font{
	FangSong: loader("ZichaFang-Regular", assets.FangSong),
	Kai:      loader("ZichaKai-Regular", assets.Kai),
	Hei:      loader("ZichaHei-Regular", assets.Hei),
	HeiBold:  loader("ZichaHei-Bold", assets.HeiBold),
	Song:     loader("ZichaSong-Regular", assets.Song),
	Title:    loader("ZichaSong-Bold", assets.TitleSong),
	rareSong: loader("ZichaRare-Regular", assets.RareSong),
}

// loader opens a bundled font. These are ours and a test reads them all, so a malformed file is not expected here.
func loader(name string, bytes func() []byte) func() *font {
	return sync.OnceValue(func() *font {
		data := bytes()
		f := &font{name: name, data: data, tables: map[string][]byte{}}
		for i := range int(binary.BigEndian.Uint16(data[4:])) {
			entry := data[12+16*i:]
			start, size := binary.BigEndian.Uint32(entry[8:]), binary.BigEndian.Uint32(entry[12:])
			f.tables[string(entry[:4])] = data[start : start+size]
		}
		f.unit = int(binary.BigEndian.Uint16(f.tables["head"][18:]))
		f.measured = int(binary.BigEndian.Uint16(f.tables["hhea"][34:]))
		f.groups = wideMap(f.tables["cmap"])
		return f
	})
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

// glyph is the number of a character's glyph, 0 where the font does not have it.
func (f *font) glyph(char rune) int {
	group := func(i int) []byte { return f.groups[12*i:] }
	n := len(f.groups) / 12
	i := sort.Search(n, func(i int) bool { return rune(binary.BigEndian.Uint32(group(i)[4:])) >= char })
	if i == n {
		return 0
	}
	first := rune(binary.BigEndian.Uint32(group(i)))
	if char < first {
		return 0
	}
	return int(binary.BigEndian.Uint32(group(i)[8:])) + int(char-first)
}

// advance is the width of a glyph in thousandths of the size.
func (f *font) advance(glyph int) int {
	wide := int(binary.BigEndian.Uint16(f.tables["hmtx"][min(glyph, f.measured-1)*4:]))
	return (wide*1000 + f.unit/2) / f.unit
}

// description is what a PDF says of a font beside its name: that it has characters of its own, and measures in thousandths of the size.
func (f *font) description() string {
	signed := func(table string, at int) int {
		return int(int16(binary.BigEndian.Uint16(f.tables[table][at:]))) * 1000 / f.unit
	}
	weight := int(binary.BigEndian.Uint16(f.tables["OS/2"][4:]))
	named := min(max((weight+50)/100, 1), 9) * 100 // a PDF has only these (ISO 32000, table 122), a font may say 250
	family, _, _ := strings.Cut(f.name, "-")
	return fmt.Sprintf("/FontFamily(%s)/FontWeight %d/Flags 4/FontBBox[%d %d %d %d]/ItalicAngle 0/Ascent %d/Descent %d/CapHeight %d/StemV %d", family, named,
		signed("head", 36), signed("head", 38), signed("head", 40), signed("head", 42),
		signed("hhea", 4), signed("hhea", 6), signed("OS/2", 88), 50+weight*weight/(65*65))
}

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

// locate finds a face that has char, and its glyph there.
func locate(char rune, want Face) (face Face, glyph int, ok bool) {
	for _, face := range fallback(want) {
		if glyph := fontOf(face).glyph(char); glyph != 0 {
			return face, glyph, true
		}
	}
	return 0, 0, false
}
