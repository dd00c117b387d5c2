package typeset

import (
	"encoding/binary"
	"math"
	"slices"
	"testing"

	font2 "golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// chars lists what a font has.
func (f *font) chars() []rune {
	var out []rune
	for groups := f.groups; len(groups) >= 12; groups = groups[12:] {
		for char := binary.BigEndian.Uint32(groups); char <= binary.BigEndian.Uint32(groups[4:]); char++ {
			out = append(out, rune(char))
		}
	}
	return out
}

// The font embedded has under every code the outline and the width of the character it stands for, read by a parser that is not ours.
func TestSubsetsShowTheRightGlyphs(t *testing.T) {
	for face := range Face(faceCount) {
		f := fontOf(face)
		whole, err := sfnt.Parse(f.data)
		if err != nil {
			t.Fatal(err)
		}
		s := newSubset(f)
		chars := f.chars()
		for i := 0; i < len(chars); i += 7 {
			s.code(chars[i], f.glyph(chars[i]))
		}
		part, err := sfnt.Parse(s.file())
		if err != nil {
			t.Fatalf("%s: %v", f.name, err)
		}
		var a, b sfnt.Buffer
		for code, char := range s.chars {
			glyph, err := part.GlyphIndex(&b, code)
			if err != nil || glyph == 0 {
				t.Fatalf("%s: no glyph for %q at %04X (%v)", f.name, char, code, err)
			}
			index, err := whole.GlyphIndex(&a, char)
			if err != nil || index == 0 || int(index) != f.glyph(char) {
				t.Fatalf("%s: %q is glyph %d, not %d (%v)", f.name, char, f.glyph(char), index, err)
			}
			want, err := whole.LoadGlyph(&a, index, fixed.I(1000), nil)
			got, other := part.LoadGlyph(&b, glyph, fixed.I(1000), nil)
			if err != nil || other != nil || !slices.Equal(got, want) {
				t.Fatalf("%s: %q has another outline (%v, %v)", f.name, char, err, other)
			}
			w, _ := whole.GlyphAdvance(&a, index, fixed.I(1000), font2.HintingNone)
			v, _ := part.GlyphAdvance(&b, glyph, fixed.I(1000), font2.HintingNone)
			if v != w || math.Abs(float64(w)/64-float64(f.advance(f.glyph(char)))) > 1 {
				t.Fatalf("%s: %q is %v wide, not %v, set as %d", f.name, char, v, w, f.advance(f.glyph(char)))
			}
		}
	}
}

// A character composed of others keeps its parts.
func TestComposedGlyphs(t *testing.T) {
	outline := []byte{
		0xFF, 0xFF, 0, 0, 0, 0, 0, 0, 0, 0, // −1 contours: composed; its bounds
		0, 0x21, 0, 7, 0, 1, 0, 2, // more follow, wide arguments: glyph 7
		0, 0x28, 0, 9, 1, 2, 0x40, 0, // more follow, scaled: glyph 9
		0, 0x60, 0, 7, 1, 2, 0x40, 0, 0x40, 0, // more follow, two scales: glyph 7
		0, 0x80, 1, 0, 1, 2, 0, 0, 0, 0, 0, 0, 0, 0, // matrix, last: glyph 256
	}
	var seen []uint16
	components(outline, func(glyph uint16) uint16 { seen = append(seen, glyph); return glyph + 1 })
	if !slices.Equal(seen, []uint16{7, 9, 7, 256}) || outline[13] != 8 || outline[21] != 10 || outline[29] != 8 || outline[38] != 1 || outline[39] != 1 {
		t.Errorf("parts %v, rewritten %v", seen, outline)
	}
	simple := []byte{0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7}
	components(simple, func(uint16) uint16 { t.Error("a simple glyph has no parts"); return 0 })
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
