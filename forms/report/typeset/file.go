package typeset

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"unicode/utf16"
)

// file is a PDF in the making: its objects by number, 1 first.
type file struct{ objects []object }

// object is a value, or a stream with the entries of its dictionary.
type object struct {
	value  string
	stream []byte // nil: none
	packed []byte // the stream compressed
}

// add appends an object and gives its number.
func (f *file) add(format string, args ...any) int {
	f.objects = append(f.objects, object{value: fmt.Sprintf(format, args...)})
	return len(f.objects)
}

// stream appends a stream with entries beside its length and filter.
func (f *file) stream(data []byte, entries string) int {
	f.objects = append(f.objects, object{value: entries, stream: append([]byte{}, data...)})
	return len(f.objects)
}

// bytes writes the file. Streams are compressed on all processors.
func (f *file) bytes(root, info int) []byte {
	var work sync.WaitGroup
	next := make(chan *object, len(f.objects))
	for range runtime.GOMAXPROCS(0) {
		work.Go(func() {
			var packed bytes.Buffer
			w := zlib.NewWriter(&packed)
			for o := range next {
				packed.Reset()
				w.Reset(&packed)
				_, _ = w.Write(o.stream) // a buffer takes everything
				_ = w.Close()
				o.packed = bytes.Clone(packed.Bytes())
			}
		})
	}
	for i := range f.objects {
		if f.objects[i].stream != nil {
			next <- &f.objects[i]
		}
	}
	close(next)
	work.Wait()
	var out bytes.Buffer
	out.WriteString("%PDF-1.4\n%\xE2\xE3\xCF\xD3\n")
	table := fmt.Appendf(nil, "xref\n0 %d\n0000000000 65535 f \n", len(f.objects)+1)
	for i, o := range f.objects {
		table = fmt.Appendf(table, "%010d 00000 n \n", out.Len())
		fmt.Fprintf(&out, "%d 0 obj\n", i+1)
		if o.stream == nil {
			out.WriteString(o.value)
		} else {
			fmt.Fprintf(&out, "<</Length %d/Filter/FlateDecode%s>>\nstream\n%s\nendstream", len(o.packed), o.value, o.packed)
		}
		out.WriteString("\nendobj\n")
	}
	start := out.Len()
	out.Write(table)
	fmt.Fprintf(&out, "trailer\n<</Size %d/Root %d 0 R/Info %d 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(f.objects)+1, root, info, start)
	return out.Bytes()
}

// embed adds a face as far as it is used and gives its number.
func (f *file) embed(s *subset) int {
	const symbolic, stem = 4, 80
	data := s.file()
	head, hhea := s.font.tables["head"], s.font.tables["hhea"]
	scaled := func(table []byte, at int) int {
		return int(int16(binary.BigEndian.Uint16(table[at:]))) * 1000 / s.font.unit
	}
	name, ascent := tag(data)+"+"+s.font.name, scaled(hhea, 4)
	program := f.stream(data, fmt.Sprintf("/Length1 %d", len(data)))
	descriptor := f.add("<</Type/FontDescriptor/FontName/%s/Flags %d/FontBBox[%d %d %d %d]/ItalicAngle 0/Ascent %d/Descent %d/CapHeight %d"+
		"/StemV %d/FontFile2 %d 0 R>>", name, symbolic, scaled(head, 36), scaled(head, 38), scaled(head, 40), scaled(head, 42),
		ascent, scaled(hhea, 6), ascent, stem, program)
	var widths []byte
	for _, glyph := range s.from[1:] {
		widths = append(strconv.AppendInt(widths, int64(s.font.advance(glyph)), 10), ' ')
	}
	cid := f.add("<</Type/Font/Subtype/CIDFontType2/BaseFont/%s/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"+
		"/FontDescriptor %d 0 R/DW 1000/W[1[%s]]/CIDToGIDMap/Identity>>", name, descriptor, widths)
	unicodes := f.stream(s.unicodes(), "")
	return f.add("<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>", name, cid, unicodes)
}

// tag is what a subset's name begins with: six letters that differ where the subset does.
func tag(data []byte) string {
	hash := sha256.Sum256(data)
	out := make([]byte, 6)
	for i := range out {
		out[i] = 'A' + hash[i]%26
	}
	return string(out)
}

// unicodes maps codes to the characters meant.
func (s *subset) unicodes() []byte {
	const most = 100 // entries the format allows in a section
	var text bytes.Buffer
	text.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n" +
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	for first := 1; first < len(s.chars); first += most {
		section := s.chars[first:min(first+most, len(s.chars))]
		fmt.Fprintf(&text, "%d beginbfchar\n", len(section))
		for i, char := range section {
			fmt.Fprintf(&text, "<%04X> <%s>\n", first+i, hex16([]rune{char}))
		}
		text.WriteString("endbfchar\n")
	}
	text.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")
	return text.Bytes()
}

// literal is bytes as a string of the format.
func literal(data []byte) string {
	var out strings.Builder
	out.WriteByte('(')
	for _, c := range data {
		switch c {
		case '(', ')', '\\':
			out.WriteByte('\\')
		case '\r':
			out.WriteString(`\r`)
			continue
		}
		out.WriteByte(c)
	}
	out.WriteByte(')')
	return out.String()
}

// textString is a text for titles and bookmarks, in UTF-16.
func textString(text string) string {
	data := []byte{0xFE, 0xFF}
	for _, unit := range utf16.Encode([]rune(text)) {
		data = binary.BigEndian.AppendUint16(data, unit)
	}
	return literal(data)
}

// hex16 writes text as UTF-16 in hexadecimal.
func hex16(text []rune) string {
	var out strings.Builder
	for _, unit := range utf16.Encode(text) {
		fmt.Fprintf(&out, "%04X", unit)
	}
	return out.String()
}
