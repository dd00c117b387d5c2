package typeset

import (
	"encoding/binary"
	"testing"

	"zicha/assets"
)

// narrowGlyph looks a code up in a font's format-4 map, the one gofpdf reads.
func narrowGlyph(cmap []byte, code int) int {
	u16 := func(at int) int { return int(binary.BigEndian.Uint16(cmap[at:])) }
	start := 0
	for i := range u16(2) {
		at := int(binary.BigEndian.Uint32(cmap[4+8*i+4:]))
		if u16(at) == 4 {
			start = at
		}
	}
	segments := u16(start+6) / 2
	for i := range segments {
		last, first := u16(start+14+2*i), u16(start+16+2*(segments+i))
		if code < first || code > last {
			continue
		}
		delta, place := u16(start+16+2*(2*segments+i)), start+16+2*(3*segments+i)
		if u16(place) == 0 {
			return (code + delta) & 0xFFFF
		}
		if glyph := u16(place + u16(place) + 2*(code-first)); glyph != 0 {
			return (glyph + delta) & 0xFFFF
		}
	}
	return 0
}

func wideGlyph(cmap []byte, char rune) int {
	for groups := wideMap(cmap); len(groups) >= 12; groups = groups[12:] {
		first, last := rune(binary.BigEndian.Uint32(groups)), rune(binary.BigEndian.Uint32(groups[4:]))
		if char >= first && char <= last {
			return int(binary.BigEndian.Uint32(groups[8:])) + int(char-first)
		}
	}
	return 0
}

func TestPrivateCodesShowTheRightGlyphs(t *testing.T) {
	if n := len([]rune(assets.PrivateUse)); n < 196 || n > 6400 {
		t.Fatalf("%d characters with private-use codes", n)
	}
	for face := range Face(faceCount) {
		f := fontOf(face)
		cmap := tables(f.data)["cmap"]
		for char := range f.advance {
			code := int(char)
			if char > 0xFFFF {
				code = int(privateCodes()[char])
			}
			if got, want := narrowGlyph(cmap, code), wideGlyph(cmap, char); got != want || got == 0 {
				t.Fatalf("%s: %q at %04X is glyph %d, not %d", f.name, char, code, got, want)
			}
		}
	}
}

func TestEveryFacePrintsTheMainBlockAndTheRareNames(t *testing.T) {
	for face := FangSong; face <= Title; face++ {
		for char := rune(0x4E00); char <= 0x9FFF; char++ {
			if _, _, ok := locate(char, face); !ok {
				t.Fatalf("face %d: no %q", face, char)
			}
		}
		for _, char := range "㛃䶮堃镕珺𬱖÷×＝→〔〕〓①⑳￥☐☑☒“”‘’…—·％‰℃㎡々〇" {
			if _, _, ok := locate(char, face); !ok {
				t.Errorf("face %d: no %q", face, char)
			}
		}
	}
}

// FuzzDraw sets any text in any way and reads it back.
func FuzzDraw(f *testing.F) {
	f.Add("县\xff\u0301a\u2028😀", uint8(3), 30.0)
	f.Add("（（（（（（", uint8(0), 6.0)
	f.Fuzz(func(t *testing.T, text string, how uint8, room float64) {
		if len(text) > 2000 || !(room > 0 && room < 300) {
			return
		}
		d := New(Options{Title: text})
		frame := Frame{10, 10, room, 100}
		d.AddPage(false)
		flow := d.NewFlow(frame, func() Frame { d.AddPage(false); return frame })
		flow.Paragraph(Paragraph{Runs: Plain(text, body), Pitch: 8, Align: Align(how % 4)})
		d.Bookmark(text, int(how), 10)
		got := ""
		for _, page := range readPDF(t, mustBytes(t, d)) {
			got += page
		}
		if folded(got) != printed(text) {
			t.Error(difference(folded(got), printed(text)))
		}
	})
}
