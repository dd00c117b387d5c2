package volume

import (
	"bytes"
	"compress/flate"
	"compress/zlib"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"zicha/forms/pdf"
)

// box is a rectangle of a page by its corners, in points.
type box struct{ x0, y0, x1, y1 float64 }

// matrixText writes a matrix as PDF has it.
func matrixText(m [6]float64) string { return strings.Trim(fmt.Sprint(m), "[]") }

// makePDF writes objects, numbered from 1, the first of them the catalog.
func makePDF(objects ...string) []byte { return pdf.Assemble("", objects...) }

func streamOf(dict string, data []byte) string {
	return fmt.Sprintf("<<%s/Length %d>>\nstream\n%s\nendstream", dict, len(data), data)
}

const helvetica = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"

// drawing writes a word at the top left of what is seen of a page, upright.
func drawing(word string, seen box, turn int) []byte {
	high := seen.y1 - seen.y0
	if turn%180 == 90 {
		high = seen.x1 - seen.x0
	}
	vx, vy := 40.0, high-70
	m := map[int][6]float64{
		0: {1, 0, 0, 1, seen.x0 + vx, seen.y0 + vy}, 90: {0, 1, -1, 0, seen.x1 - vy, seen.y0 + vx},
		180: {-1, 0, 0, -1, seen.x1 - vx, seen.y1 - vy}, 270: {0, -1, 1, 0, seen.x0 + vy, seen.y1 - vx},
	}[turn]
	return fmt.Appendf(nil, "BT /F 24 Tf %s Tm (%s) Tj ET", matrixText(m), word)
}

// onePage is a PDF of one page; entries go into the page, the text is drawn for the box seen.
func onePage(word, entries string, seen box, turn int) []byte {
	return makePDF("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/Resources<</Font<</F 4 0 R>>>>/Contents 5 0 R"+entries+">>", helvetica, streamOf("", drawing(word, seen, turn)))
}

func mediaBox(b box) string { return fmt.Sprintf("/MediaBox[%v %v %v %v]", b.x0, b.y0, b.x1, b.y1) }

var (
	uprightA4 = box{0, 0, 595, 842}
	acrossA4  = box{0, 0, 842, 595}
	a3        = box{0, 0, 1191, 842}
)

// tree is a PDF with a page tree of any kind; object 3 is a sound page.
func tree(pages string, more ...string) []byte {
	objects := []string{
		"<</Type/Catalog/Pages 2 0 R>>", pages, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 4 0 R>>>>/Contents 5 0 R>>",
		helvetica, streamOf("", drawing("TREE", uprightA4, 0)),
	}
	return makePDF(append(objects, more...)...)
}

// bomb is a deflate stream that unpacks to so many megabytes.
func bomb(megabytes int) []byte {
	var packed bytes.Buffer
	w, _ := flate.NewWriter(&packed, flate.BestCompression)
	zeros := bytes.Repeat([]byte(" "), 1<<20)
	_, _ = w.Write(zeros)
	_ = w.Flush()
	start := packed.Len()
	_, _ = w.Write(zeros)
	_ = w.Flush()
	again := packed.Bytes()[start:] // refers back to blanks only, so it can stand any number of times
	out := append([]byte{0x78, 0x9C}, packed.Bytes()...)
	for range megabytes - 2 {
		out = append(out, again...)
	}
	return append(out, 3, 0) // an empty last block
}

func deflated(data []byte) []byte {
	var out bytes.Buffer
	w := zlib.NewWriter(&out)
	_, _ = w.Write(data)
	_ = w.Close()
	return out.Bytes()
}

// encrypted locks a PDF; an empty user password lets everybody read it. 129 bits stand for 128 with AES.
func encrypted(t testing.TB, data []byte, user string, bits int) []byte {
	t.Helper()
	tool(t, "qpdf")
	in, out := filepath.Join(t.TempDir(), "in.pdf"), filepath.Join(t.TempDir(), "out.pdf")
	if err := os.WriteFile(in, data, 0o600); err != nil {
		t.Fatal(err)
	}
	args := []string{"--warning-exit-0", "--allow-weak-crypto", "--encrypt", user, "owner", strconv.Itoa(bits / 8 * 8)}
	if bits == 129 {
		args = append(args, "--use-aes=y")
	}
	if text, err := exec.Command("qpdf", append(args, "--", in, out)...).CombinedOutput(); err != nil {
		t.Fatalf("qpdf: %s", text)
	}
	locked, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	return locked
}

// annotated has a note, a hidden note, a check box that is on, a turned stamp and a field without looks.
func annotated() []byte {
	form := func(word, more string) string {
		return streamOf("/Type/XObject/Subtype/Form/BBox[0 0 200 40]/Resources<</Font<</F 4 0 R>>>>"+more, []byte("BT /F 24 Tf 5 8 Td ("+word+") Tj ET"))
	}
	return makePDF("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
		`<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 4 0 R>>>>/Contents 5 0 R/Annots[
<</Type/Annot/Subtype/FreeText/Rect[100 400 300 440]/AP<</N 6 0 R>>>>
<</Type/Annot/Subtype/FreeText/F 2/Rect[100 300 300 340]/AP<</N 7 0 R>>>>
<</Type/Annot/Subtype/Widget/FT/Btn/AS/Yes/Rect[100 200 300 240]/AP<</N<</Yes 8 0 R/Off 7 0 R>>>>>>
<</Type/Annot/Subtype/Stamp/Rect[400 400 440 600]/AP<</N 9 0 R>>>>
<</Type/Annot/Subtype/Widget/FT/Tx/T(x)/V(VALUE)/Rect[100 100 300 140]>>
<</Type/Annot/Subtype/Link/Rect[0 0 10 10]>>]>>`, helvetica, streamOf("", drawing("NOTED", uprightA4, 0)),
		form("REMARK", ""), form("SECRET", ""), form("TICKED", ""), form("STAMPED", "/Matrix[0 1 -1 0 0 0]"))
}

// layered has one layer that is switched off.
func layered() []byte {
	return makePDF("<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[6 0 R 7 0 R]/D<</OFF[7 0 R]>>>>>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 4 0 R>>/Properties<</A 6 0 R/B 7 0 R>>>>/Contents 5 0 R>>", helvetica,
		streamOf("", []byte("/OC /A BDC BT /F 24 Tf 40 772 Td (LAYERED) Tj ET EMC /OC /B BDC BT /F 24 Tf 40 600 Td (UNSEEN) Tj ET EMC")),
		"<</Type/OCG/Name(A)>>", "<</Type/OCG/Name(B)>>")
}

// pieces is a page whose drawing is cut into streams in the middle of an operator, with a Q too many at the end.
func pieces() []byte {
	whole := drawing("JOINED", uprightA4, 0)
	return makePDF("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 595 842]>>",
		"<</Type/Page/Parent 2 0 R/Resources<</Font<</F 4 0 R>>>>/Contents[5 0 R 6 0 R 7 0 R]>>", helvetica,
		streamOf("/Filter/FlateDecode", deflated(whole[:12])), streamOf("", append([]byte("\n"), whole[12:]...)), streamOf("", []byte("Q Q q q")))
}

// wrongLength tells a stream to be shorter than it is.
func wrongLength() []byte {
	data := string(drawing("LENGTH", uprightA4, 0))
	return makePDF("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 595 842]>>",
		"<</Type/Page/Parent 2 0 R/Resources<</Font<</F 4 0 R>>>>/Contents 5 0 R>>", helvetica, "<</Length 7>>\nstream\n"+data+"\nendstream")
}

// compressed is a PDF with its page, object 3, in an object stream.
func compressed(packed []byte) []byte {
	var out bytes.Buffer
	out.WriteString("%PDF-1.5\n")
	var offsets []int
	object := func(n int, body string) {
		offsets = append(offsets, out.Len())
		fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", n, body)
	}
	object(1, "<</Type/Catalog/Pages 2 0 R>>")
	object(2, "<</Type/Pages/Kids[3 0 R]/Count 1>>")
	object(4, streamOf("/Type/ObjStm/N 1/First 4/Filter/FlateDecode", packed))
	object(6, helvetica)
	object(7, streamOf("", drawing("PACKED", uprightA4, 0)))
	table := out.Len()
	entry := func(kind byte, a, b int) []byte { return []byte{kind, byte(a >> 16), byte(a >> 8), byte(a), byte(b)} }
	rows := [][]byte{entry(0, 0, 0), entry(1, offsets[0], 0), entry(1, offsets[1], 0), entry(2, 4, 0), entry(1, offsets[2], 0), entry(1, table, 0), entry(1, offsets[3], 0), entry(1, offsets[4], 0)}
	object(5, streamOf("/Type/XRef/Size 8/W[1 3 1]/Root 1 0 R", bytes.Join(rows, nil)))
	fmt.Fprintf(&out, "startxref\n%d\n%%%%EOF\n", table)
	return out.Bytes()
}

// looped is a PDF whose table names itself as the one before it.
func looped(objects ...string) []byte {
	out := pdf.Assemble("/Prev 0000000", objects...)
	return bytes.Replace(out, []byte("/Prev 0000000"), fmt.Appendf(nil, "/Prev %07d", bytes.Index(out, []byte("xref"))), 1)
}
