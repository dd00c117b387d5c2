package report

import (
	"encoding/binary"
	"encoding/hex"
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode/utf16"

	"golang.org/x/image/font/sfnt"
)

// operators are those the papers may use, with how many operands each has.
var operators = map[pdfOp]int{
	"q": 0, "Q": 0, "cm": 6, "w": 1, "J": 1, "j": 1, "m": 2, "l": 2, "c": 6, "re": 4, "S": 0, "f": 0, "rg": 3, "RG": 3, "g": 1, "G": 1, "BT": 0, "ET": 0, "Tf": 2, "Td": 2,
	"Tj": 1, "Tc": 1, "BDC": 2, "BMC": 1, "EMC": 0,
}

// pages checks every page: size and resources of its own (6.2.2), nothing but known operators, nested rightly, all that shows marked as part
// of the text or as none of it (6.7.3), and fonts that have what is shown.
func (a *archived) pages(catalog pdfDict) {
	kids := a.dict(catalog["Pages"])["Kids"].([]any)
	shown := map[pdfRef]map[uint16]bool{}
	for i, kid := range kids {
		page := a.dict(kid)
		if box := page["MediaBox"].([]any); slices.Min([]float64{box[2].(float64), box[3].(float64)}) < 595 || page["Tabs"] != pdfName("S") || page["StructParents"] != float64(i) {
			a.t.Errorf("page %d is %v", i+1, page)
		}
		fonts := a.dict(a.dict(page["Resources"])["Font"])
		w := &pageWalk{a: a, page: i + 1, fonts: fonts, shown: shown}
		w.walk(a.stream(page["Contents"]))
	}
	for font, codes := range shown {
		a.font(a.dict(font), codes)
	}
}

type pageWalk struct {
	a     *archived
	page  int
	fonts pdfDict
	shown map[pdfRef]map[uint16]bool
	font  pdfRef
	kept  int      // q without Q
	open  []string // marks
	marks int
}

func (w *pageWalk) walk(content []byte) {
	p := &parser{t: w.a.t, data: content}
	var operands []any
	for v, ok := p.value(); ok; v, ok = p.value() {
		op, is := v.(pdfOp)
		if !is {
			operands = append(operands, v)
			continue
		}
		if n, known := operators[op]; !known || n != len(operands) {
			w.a.t.Fatalf("page %d: %s with %v", w.page, op, operands)
		}
		w.do(op, operands)
		operands = nil
	}
	if w.kept != 0 || len(w.open) != 0 || len(operands) != 0 {
		w.a.t.Errorf("page %d ends with %d q and %v open", w.page, w.kept, w.open)
	}
}

func (w *pageWalk) do(op pdfOp, operands []any) {
	switch op {
	case "q":
		w.kept++
	case "Q":
		w.kept--
	case "Tf":
		w.font = w.fonts[string(operands[0].(pdfName))].(pdfRef)
	case "Tj":
		w.marked(op)
		text := operands[0].(pdfText)
		if w.shown[w.font] == nil {
			w.shown[w.font] = map[uint16]bool{}
		}
		for ; len(text) >= 2; text = text[2:] {
			w.shown[w.font][uint16(text[0])<<8|uint16(text[1])] = true
		}
	case "f", "S":
		w.marked(op)
		if len(w.open) > 0 && w.open[0] != "Artifact" && w.open[0] != "Figure" {
			w.a.t.Errorf("page %d: lines in a piece of %s", w.page, w.open[0])
		}
	case "BMC":
		w.begin(operands[0].(pdfName), pdfDict{})
	case "BDC":
		w.begin(operands[0].(pdfName), operands[1].(pdfDict))
	case "EMC":
		if len(w.open) == 0 {
			w.a.t.Fatalf("page %d: EMC", w.page)
		}
		w.open = w.open[:len(w.open)-1]
	}
}

// begin opens a mark: of a piece, of what is no text, or within one of them of a text that reads as is said.
func (w *pageWalk) begin(tag pdfName, entries pdfDict) {
	number, piece := entries["MCID"].(float64)
	switch {
	case tag == "Span" && len(w.open) == 1 && entries["ActualText"] != nil:
	case len(w.open) > 0 || !piece && tag != "Artifact" || piece && tag == "Artifact":
		w.a.t.Errorf("page %d: %s %v within %v", w.page, tag, entries, w.open)
	case piece && number != float64(w.marks):
		w.a.t.Errorf("page %d: piece %v comes as number %d", w.page, number, w.marks)
	case piece:
		w.marks++
	}
	w.open = append(w.open, string(tag))
}

func (w *pageWalk) marked(op pdfOp) {
	if len(w.open) == 0 {
		w.a.t.Errorf("page %d: %s is not marked", w.page, op)
	}
}

// font checks 6.2.11: one name throughout, the font in the file, and for every code shown a glyph, its width to a thousandth, and the
// character meant.
func (a *archived) font(d pdfDict, codes map[uint16]bool) {
	name, _ := d["BaseFont"].(pdfName)
	cid := a.dict(d["DescendantFonts"].([]any)[0])
	about := a.dict(cid["FontDescriptor"])
	if !regexp.MustCompile(`^[A-Z]{6}\+Zicha[A-Z][a-z]+-(Regular|Bold)$`).MatchString(string(name)) || cid["BaseFont"] != name || about["FontName"] != name {
		a.t.Errorf("names %v %v %v", name, cid["BaseFont"], about["FontName"])
	}
	for _, key := range []string{"FontFamily", "FontWeight", "Flags", "FontBBox", "ItalicAngle", "Ascent", "Descent", "CapHeight", "StemV"} {
		if about[key] == nil {
			a.t.Errorf("%s has no %s", name, key)
		}
	}
	if weight, _ := about["FontWeight"].(float64); weight < 100 || weight > 900 || math.Mod(weight, 100) != 0 {
		a.t.Errorf("%s has weight %v, a PDF knows 100, 200, … 900", name, about["FontWeight"])
	}
	system := a.dict(cid["CIDSystemInfo"])
	data := a.stream(about["FontFile2"])
	if d["Subtype"] != pdfName("Type0") || cid["Subtype"] != pdfName("CIDFontType2") || d["Encoding"] != pdfName("Identity-H") || system["Registry"] != pdfText("Adobe") ||
		system["Ordering"] != pdfText("Identity") || a.dict(about["FontFile2"])["Length1"] != float64(len(data)) {
		a.t.Errorf("%s is %v %v", name, d, cid)
	}
	if _, err := sfnt.Parse(data); err != nil {
		a.t.Fatal(err)
	}
	f := readMeasures(data)
	widths, glyphs, meant := a.widths(cid["W"].([]any)), a.stream(cid["CIDToGIDMap"]), meanings(a.stream(d["ToUnicode"]))
	for code := range codes {
		width, own := widths[code]
		if !own {
			width = cid["DW"].(float64)
		}
		glyph := 0
		if 2*int(code)+1 < len(glyphs) {
			glyph = int(binary.BigEndian.Uint16(glyphs[2*int(code):]))
		}
		if glyph == 0 || glyph >= f.glyphs || math.Abs(width-f.width(glyph)) > 1 {
			a.t.Errorf("%s: code %04X has glyph %d of %d, %.1f wide", name, code, glyph, f.glyphs, width)
		}
		if c := meant[code]; c <= 0 || c == 0xFEFF || c == 0xFFFE || c >= 0xE000 && c <= 0xF8FF {
			a.t.Errorf("%s: code %04X means %U", name, code, c)
		}
	}
	if len(meant) != len(codes) {
		a.t.Errorf("%s has %d characters of which %d are shown", name, len(meant), len(codes))
	}
}

func (a *archived) widths(list []any) map[uint16]float64 {
	out := map[uint16]float64{}
	for ; len(list) >= 2; list = list[2:] {
		for i, w := range list[1].([]any) {
			out[uint16(list[0].(float64))+uint16(i)] = w.(float64)
		}
	}
	return out
}

func meanings(cmap []byte) map[uint16]rune {
	out := map[uint16]rune{}
	for _, m := range regexp.MustCompile(`(?m)^<([0-9A-F]{4})> <([0-9A-F]{4,8})>$`).FindAllSubmatch(cmap, -1) {
		code, _ := hex.DecodeString(string(m[1]))
		raw, _ := hex.DecodeString(string(m[2]))
		units := []uint16{}
		for i := 0; i < len(raw); i += 2 {
			units = append(units, binary.BigEndian.Uint16(raw[i:]))
		}
		if chars := utf16.Decode(units); len(chars) == 1 && chars[0] != 0xFFFF { // that is the range of the codes
			out[binary.BigEndian.Uint16(code)] = chars[0]
		}
	}
	return out
}

// measures are what a TrueType file says of its glyphs.
type measures struct {
	hmtx                   []byte
	unit, measured, glyphs int
}

func readMeasures(data []byte) measures {
	tables := map[string][]byte{}
	for i := range int(binary.BigEndian.Uint16(data[4:])) {
		entry := data[12+16*i:]
		tables[string(entry[:4])] = data[binary.BigEndian.Uint32(entry[8:]):]
	}
	return measures{
		tables["hmtx"], int(binary.BigEndian.Uint16(tables["head"][18:])), int(binary.BigEndian.Uint16(tables["hhea"][34:])),
		int(binary.BigEndian.Uint16(tables["maxp"][4:])),
	}
}

func (m measures) width(glyph int) float64 {
	return float64(binary.BigEndian.Uint16(m.hmtx[4*min(glyph, m.measured-1):])) * 1000 / float64(m.unit)
}

// tree checks 6.7: every element under its parent, every piece of every page in the element that the page says it is part of, tables of rows
// with as many columns each, heads with their scope, figures in words, and a heading at the start of every part.
func (a *archived) tree(catalog pdfDict) {
	root := a.dict(catalog["StructTreeRoot"])
	pages := a.dict(catalog["Pages"])["Kids"].([]any)
	w := &treeWalk{archived: a, pages: pages, owner: map[[2]int]pdfRef{}, tags: map[pdfName]int{}}
	top := root["K"].(pdfRef)
	w.walk(top, catalog["StructTreeRoot"].(pdfRef))
	pieces := 0
	nums := a.dict(root["ParentTree"])["Nums"].([]any)
	for i := 0; i < len(nums); i += 2 {
		list := nums[i+1].([]any)
		pieces += len(list)
		for n, owner := range list {
			if w.owner[[2]int{int(nums[i].(float64)), n}] != owner {
				a.t.Errorf("piece %d of page %d is not in its element", n, i/2+1)
			}
		}
	}
	if len(nums) != 2*len(pages) || pieces != len(w.owner) || root["ParentTreeNextKey"] != float64(len(pages)) {
		a.t.Errorf("%d pages, %d pieces, %d in the tree", len(nums)/2, pieces, len(w.owner))
	}
	if w.tags["Document"] != 1 || w.tags["Sect"] != 4 || w.tags["H1"] != 4 || w.tags["H2"] < 4 || w.tags["H3"] != 8 || w.tags["Table"] < 3 || w.tags["P"] < 10 {
		a.t.Errorf("the tree has %v", w.tags)
	}
}

type treeWalk struct {
	*archived
	pages []any
	owner map[[2]int]pdfRef // by page and piece
	tags  map[pdfName]int
}

func (w *treeWalk) walk(at, parent pdfRef) {
	e := w.dict(at)
	tag, _ := e["S"].(pdfName)
	w.tags[tag]++
	if e["P"] != parent || !strings.Contains(" Document Sect H1 H2 H3 P Table TR TH TD Figure ", " "+string(tag)+" ") {
		w.t.Errorf("object %d is %v under %d", at, e, parent)
	}
	if tag == "TH" && w.dict(e["A"])["Scope"] != pdfName("Column") || tag == "Figure" && e["Alt"].(pdfText).text(w.t) == "" {
		w.t.Errorf("object %d is %v", at, e)
	}
	if tag == "Table" {
		w.table(e)
	}
	parts, _ := e["K"].([]any)
	for _, part := range parts {
		page := e["Pg"]
		switch part := part.(type) {
		case pdfRef:
			w.walk(part, at)
			continue
		case pdfDict:
			w.owner[[2]int{slices.Index(w.pages, part["Pg"]), int(part["MCID"].(float64))}] = at
		case float64:
			w.owner[[2]int{slices.Index(w.pages, page), int(part)}] = at
		}
	}
}

func (w *treeWalk) table(e pdfDict) {
	columns := 0
	for i, row := range e["K"].([]any) {
		n := 0
		for _, cell := range w.dict(row)["K"].([]any) {
			span := 1
			if attributes, ok := w.dict(cell)["A"].(pdfDict); ok && attributes["ColSpan"] != nil {
				span = int(attributes["ColSpan"].(float64))
			}
			n += span
		}
		if i > 0 && n != columns {
			w.t.Errorf("a table of %d columns has a row of %d", columns, n)
		}
		columns = n
	}
}
