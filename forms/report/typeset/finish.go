package typeset

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"
)

// finish makes the file out of what gofpdf wrote: pages and their contents stay, and all else is written here, as an archive wants it
// (PDF/A-2a, ISO 19005-2): gofpdf's fonts have no names of their own, it has no metadata, no colour profile and no structure.
func (d *Doc) finish(pdf []byte) ([]byte, error) {
	f, err := take(pdf)
	if err != nil {
		return nil, err
	}
	if err := f.embed(d.used); err != nil {
		return nil, err
	}
	pages := f.pages()
	if len(pages) < len(d.pages) {
		return nil, errLayout
	}
	catalog := "/Type/Catalog/Pages 1 0 R/Lang(zh-CN)/ViewerPreferences<</DisplayDocTitle true>>"
	if len(d.marks) > 0 {
		catalog += fmt.Sprintf("/PageMode/UseOutlines/Outlines %d 0 R", f.outline(d, pages))
	}
	if !d.options.Overlay {
		for i := range d.pages {
			page := &f.objects[pages[i]-1]
			page.text = strings.Replace(page.text, "/Type /Page\n", fmt.Sprintf("/Type /Page\n/Tabs/S/StructParents %d\n", i), 1)
		}
		catalog += fmt.Sprintf("/MarkInfo<</Marked true>>/StructTreeRoot %d 0 R", f.structure(d, pages))
		catalog += fmt.Sprintf("/Metadata %d 0 R/OutputIntents[%d 0 R]", f.metadata(d.options), f.intent())
	}
	info := f.add("<<" + d.options.info() + ">>")
	return f.write(fmt.Sprintf("/Root %d 0 R/Info %d 0 R", f.add("<<"+catalog+">>"), info)), nil
}

// producer is who wrote the file.
const producer = "zicha"

// info is what the file's dictionary of properties says; metadata says the same.
func (o Options) info() string {
	out := "/Producer(" + producer + ")"
	for _, entry := range []struct{ key, text string }{{"Title", o.Title}, {"Subject", o.Subject}, {"Author", o.Author}} {
		if entry.text != "" {
			out += "/" + entry.key + textString(legible(entry.text))
		}
	}
	date := o.created().Format("D:20060102150405-07'00'")
	return out + "/CreationDate(" + date + ")/ModDate(" + date + ")"
}

// created is Created, or the day there is without.
func (o Options) created() time.Time {
	if o.Created.IsZero() {
		return time.Unix(0, 0).UTC()
	}
	return o.Created
}

// textString is text as a string of the format.
func textString(text string) string { return "<FEFF" + hex16([]rune(text)) + ">" }

// hex16 writes text as UTF-16 in hexadecimal.
func hex16(text []rune) string {
	const digits = "0123456789ABCDEF"
	out := make([]byte, 0, 4*len(text))
	for _, unit := range utf16.Encode(text) {
		out = append(out, digits[unit>>12], digits[unit>>8&15], digits[unit>>4&15], digits[unit&15])
	}
	return string(out)
}

// outline writes the bookmarks and gives their root.
func (f *file) outline(d *Doc, pages []int) int {
	root := f.add("")
	first := len(f.objects) + 1
	for range d.marks {
		f.add("")
	}
	// under[i] lists the marks under mark i-1, those under none at 0.
	under := make([][]int, len(d.marks)+1)
	above := make([]int, len(d.marks))
	last := []int{0} // by level
	for i, m := range d.marks {
		last = append(last[:m.level+1], i+1)
		above[i] = last[m.level]
		under[above[i]] = append(under[above[i]], i)
	}
	ends := func(list []int) string {
		if len(list) == 0 {
			return ""
		}
		return fmt.Sprintf("/First %d 0 R/Last %d 0 R/Count %d", first+list[0], first+list[len(list)-1], len(list))
	}
	for up, list := range under {
		parent := first + up - 1
		if up == 0 {
			parent = root
		}
		for at, i := range list {
			m := d.marks[i]
			links := ends(under[i+1])
			if at > 0 {
				links += fmt.Sprintf("/Prev %d 0 R", first+list[at-1])
			}
			if at+1 < len(list) {
				links += fmt.Sprintf("/Next %d 0 R", first+list[at+1])
			}
			top := (d.pages[m.page-1].high - m.y) / pointMM
			f.set(first+i, fmt.Sprintf("<</Title%s/Parent %d 0 R/Dest[%d 0 R/XYZ 0 %.2f null]%s>>", textString(m.title), parent, pages[m.page-1], top, links))
		}
	}
	f.set(root, "<</Type/Outlines"+strings.Replace(ends(under[0]), fmt.Sprintf("/Count %d", len(under[0])), fmt.Sprintf("/Count %d", len(d.marks)), 1)+">>")
	return root
}

// fontEntry is gofpdf's name for a font.
var fontEntry = regexp.MustCompile(`^<</Type /Font\n/Subtype /Type0\n/BaseFont /utf8([^\s]+)`)

// embed replaces gofpdf's fonts, of seven objects each, by the ones used.
func (f *file) embed(used [faceCount]*subset) error {
	byName := map[string]*subset{}
	for _, s := range used {
		if s != nil {
			byName[strings.ToLower(s.font.name)] = s
		}
	}
	for i := range f.objects {
		found := fontEntry.FindStringSubmatch(f.objects[i].text)
		if found == nil {
			continue
		}
		s := byName[strings.ToLower(found[1])]
		if s == nil || i+7 > len(f.objects) {
			return errLayout
		}
		f.font(i+1, s)
	}
	return nil
}

// font writes a font in seven objects from the given number on.
func (f *file) font(at int, s *subset) {
	data := s.file()
	name := s.name(data)
	codes := slices.Sorted(maps.Keys(s.from))
	glyphs := make([]byte, 2*(codes[len(codes)-1]+1))
	for i, code := range codes {
		glyphs[2*code], glyphs[2*code+1] = byte((i+1)>>8), byte(i+1)
	}
	f.set(at, fmt.Sprintf("<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>", name, at+1, at+2))
	f.set(at+1, fmt.Sprintf("<</Type/Font/Subtype/CIDFontType2/BaseFont/%s/CIDSystemInfo %d 0 R/FontDescriptor %d 0 R/DW 1000/W[%s]/CIDToGIDMap %d 0 R>>",
		name, at+3, at+4, s.widths(codes), at+5))
	f.setStream(at+2, "", toUnicode(s.chars))
	f.set(at+3, "<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>")
	f.set(at+4, fmt.Sprintf("<</Type/FontDescriptor/FontName/%s%s/FontFile2 %d 0 R>>", name, s.font.description(), at+6))
	f.setStream(at+5, "", glyphs)
	f.setStream(at+6, "/Length1 "+strconv.Itoa(len(data)), data)
}

// widths lists the codes whose width is not 1000, the width there is without.
func (s *subset) widths(codes []rune) string {
	var out strings.Builder
	next := rune(-1)
	for _, code := range codes {
		width := s.font.advance(s.from[code])
		if width == 1000 {
			continue
		}
		if code != next {
			if next >= 0 {
				out.WriteString("]")
			}
			fmt.Fprintf(&out, "%d[", code)
		}
		next = code + 1
		fmt.Fprintf(&out, "%d ", width)
	}
	if next >= 0 {
		out.WriteString("]")
	}
	return out.String()
}

// toUnicode is a map from drawn codes to the characters meant.
func toUnicode(codes map[rune]rune) []byte {
	var text strings.Builder
	text.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n" +
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	// The format allows at most 100 entries in a section.
	for section := range slices.Chunk(slices.Sorted(maps.Keys(codes)), 100) {
		fmt.Fprintf(&text, "%d beginbfchar\n", len(section))
		for _, code := range section {
			text.WriteString("<" + hex16([]rune{code}) + "> <" + hex16([]rune{codes[code]}) + ">\n")
		}
		text.WriteString("endbfchar\n")
	}
	text.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")
	return []byte(text.String())
}
