package inspect

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/image/bmp"
	"golang.org/x/image/tiff"

	"zicha/forms"
	"zicha/forms/pdf"
)

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// picture is a small picture with something in it, in a format.
func picture(t testing.TB, format string) []byte {
	t.Helper()
	m := image.NewRGBA(image.Rect(0, 0, 60, 40))
	for i := range 2400 {
		m.Set(i%60, i/60, color.RGBA{uint8(i * 7), uint8(i * 13), uint8(i), 255})
	}
	var b bytes.Buffer
	var err error
	switch format {
	case "jpg":
		err = jpeg.Encode(&b, m, nil)
	case "png":
		err = png.Encode(&b, m)
	case "gif":
		err = gif.Encode(&b, m, nil)
	case "bmp":
		err = bmp.Encode(&b, m)
	case "tif":
		err = tiff.Encode(&b, m, nil)
	}
	must(t, err)
	return b.Bytes()
}

// onePage is a PDF of a page, with more in its catalog and its page.
func onePage(catalog, page string) []byte {
	const text = "BT /F1 12 Tf 72 720 Td (Please wait...) Tj ET"
	return pdf.Assemble("", "<</Type/Catalog/Pages 2 0 R"+catalog+">>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>"+page+">>",
		fmt.Sprintf("<</Length %d>>\nstream\n%s\nendstream", len(text), text), "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")
}

// lockedPDF asks for a password: its U entry belongs to none that is empty.
func lockedPDF() []byte {
	odd := strings.Repeat("41", 32)
	return pdf.Assemble("/Encrypt 4 0 R/ID[<00><00>]", "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>", "<</Filter/Standard/V 2/R 3/Length 128/P -4/O<"+odd+">/U<"+odd+">>>")
}

// packed is a zip file of parts.
func packed(t testing.TB, parts ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range parts {
		w, err := z.Create(name)
		must(t, err)
		_, err = w.Write([]byte(strings.Repeat("<x>正文"+name+"</x>", 300)))
		must(t, err)
	}
	must(t, z.Close())
	return b.Bytes()
}

// flagged marks every entry of a zip file as encrypted.
func flagged(data []byte) []byte {
	data = bytes.Clone(data)
	for i := 0; i+10 < len(data); i++ {
		switch string(data[i : i+4]) {
		case "PK\x03\x04":
			data[i+6] |= 1
		case "PK\x01\x02":
			data[i+8] |= 1
		}
	}
	return data
}

// compoundFile is a file of the old Office form: a table, a directory, and a stream of its name whose data begins as given.
func compoundFile(name string, begins []byte) []byte {
	const sector = 512
	out := make([]byte, 4*sector)
	copy(out, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")
	binary.LittleEndian.PutUint16(out[30:], 9)
	binary.LittleEndian.PutUint32(out[44:], 1)
	binary.LittleEndian.PutUint32(out[48:], 1) // the directory's sector
	for i := range 109 {
		binary.LittleEndian.PutUint32(out[76+4*i:], 0xFFFFFFFF)
	}
	binary.LittleEndian.PutUint32(out[76:], 0)
	for i := range sector / 4 {
		v := uint32(0xFFFFFFFF)
		if i < 3 {
			v = []uint32{0xFFFFFFFD, 0xFFFFFFFE, 0xFFFFFFFE}[i]
		}
		binary.LittleEndian.PutUint32(out[sector+4*i:], v)
	}
	for i, n := range []string{"Root Entry", name} {
		entry := out[2*sector+128*i:]
		wide := utf16.Encode([]rune(n))
		for j, u := range wide {
			binary.LittleEndian.PutUint16(entry[2*j:], u)
		}
		binary.LittleEndian.PutUint16(entry[64:], uint16(2*len(wide)+2))
		entry[66] = byte(5 - 3*i)
		binary.LittleEndian.PutUint32(entry[116:], 2)
	}
	copy(out[3*sector:], begins)
	return out
}

func unhex(s string) []byte {
	out, err := hex.DecodeString(strings.ReplaceAll(s, " ", ""))
	if err != nil {
		panic(err)
	}
	return out
}

// What a file really is decides whether it is taken for evidence, not its name.
func TestWhatAFileReallyIs(t *testing.T) {
	jpg, docx, pdfFile := picture(t, "jpg"), packed(t, "[Content_Types].xml", "word/document.xml"), onePage("", "")
	xlsx, pptx, ofd, archive := packed(t, "xl/workbook.xml"), packed(t, "ppt/presentation.xml"), packed(t, "OFD.xml", "Doc_0/Document.xml"), packed(t, "材料/一.pdf")
	page := []byte("\ufeff\r\n<!DOCTYPE html><html><body>404</body></html>")
	wide := []byte("\xFF\xFE<\x00h\x00t\x00m\x00l\x00>\x00")
	oldDoc := compoundFile("WordDocument", unhex("ECA5 C100 0000 0000 0000 0000"))
	for _, c := range []struct {
		name string
		data []byte
		want forms.Doubt
	}{
		{"好.pdf", pdfFile, ""},
		{"好.jpg", jpg, ""},
		{"好.png", picture(t, "png"), ""},
		{"好.gif", picture(t, "gif"), ""},
		{"好.bmp", picture(t, "bmp"), ""},
		{"好.tif", picture(t, "tif"), ""},
		{"好.docx", docx, ""},
		{"好.xlsx", xlsx, ""},
		{"好.pptx", pptx, ""},
		{"好.ofd", ofd, ""},
		{"好.zip", archive, ""},
		{"好.doc", oldDoc, ""},
		{"好.wps", oldDoc, ""},
		{"新.wps", docx, ""},
		{"富文本.doc", []byte(`{\rtf1 正文}`), ""},
		{"好.txt", []byte("说明"), ""},
		{"存档.html", page, ""},
		{"好.xls", compoundFile("Workbook", unhex("0908 1000 0006 0500 0000 0000 0000 0000 0000 0000 E100 0200 B004")), ""},
		{"实际是PNG的.jpg", picture(t, "png"), ""},
		{"没有扩展名", pdfFile, ""},
		{"前面多几个字节.pdf", append([]byte("junk\n"), pdfFile...), ""},

		{"网页.pdf", page, forms.DoubtWeb},
		{"宽字网页.doc", wide, forms.DoubtWeb},
		{"注释在前.xls", []byte("<!-- 登录 --><html></html>"), forms.DoubtWeb},
		{"文档.jpg", docx, "实际是Word文档"},
		{"文档.pdf", docx, "实际是Word文档"},
		{"表.docx", xlsx, "实际是Excel表格"},
		{"压缩.docx", archive, "实际是压缩包"},
		{"照片.pdf", jpg, "实际是图片"},
		{"扫描.jpg", pdfFile, "实际是PDF"},
		{"版式.pdf", ofd, "实际是OFD文件"},
		{"旧.docx", oldDoc, "实际是旧式Office文档"},
		{"程序.pdf", []byte("MZ\x90\x00"), "实际是程序"},
		{"乱.pdf", []byte("随便写的几个字"), forms.DoubtUnknown},
		{"乱.docx", []byte("随便写的几个字"), forms.DoubtUnknown},
		{"乱.jpg", []byte("随便写的几个字"), forms.DoubtUnknown},

		{"空.pdf", nil, forms.DoubtEmpty},
		{"空.txt", nil, forms.DoubtEmpty},
		{"断.pdf", pdfFile[:len(pdfFile)/2], forms.DoubtBroken},
		{"断.jpg", jpg[:len(jpg)/2], forms.DoubtBroken},
		{"断.png", picture(t, "png")[:200], forms.DoubtBroken},
		{"断.gif", picture(t, "gif")[:200], forms.DoubtBroken},
		{"断.bmp", picture(t, "bmp")[:200], forms.DoubtBroken},
		{"断.tif", picture(t, "tif")[:5000], forms.DoubtBroken},
		{"断.docx", docx[:len(docx)/2], forms.DoubtBroken},
		{"断.ofd", ofd[:len(ofd)-30], forms.DoubtBroken},
		{"断.doc", oldDoc[:3*512], forms.DoubtBroken},
		{"错一字.png", altered(picture(t, "png"), 100), forms.DoubtBroken},
		{"错一字.docx", altered(docx, 60), forms.DoubtBroken},

		{"锁.pdf", lockedPDF(), forms.DoubtLocked},
		{"锁.zip", flagged(archive), forms.DoubtLocked},
		{"锁.docx", compoundFile("EncryptedPackage", nil), forms.DoubtLocked},
		{"锁.xlsx", compoundFile("EncryptedPackage", nil), forms.DoubtLocked},
		{"锁.doc", compoundFile("WordDocument", unhex("ECA5 C100 0000 0000 0000 0001")), forms.DoubtLocked},
		{"锁.xls", compoundFile("Workbook", unhex("0908 1000 0006 0500 0000 0000 0000 0000 0000 0000 2F00 3600")), forms.DoubtLocked},
		{"锁.rar", unhex("526172211A0700 0000 73 8000 0D00"), forms.DoubtLocked},

		{"苹果.heic", []byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"), forms.DoubtPhoto},
		{"苹果.jpg", []byte("\x00\x00\x00\x18ftypmif1\x00\x00\x00\x00mif1heic"), forms.DoubtPhoto},
		{"新.avif", []byte("\x00\x00\x00\x1cftypavif\x00\x00\x00\x00"), forms.DoubtPhoto},
		{"扫.jp2", []byte("\x00\x00\x00\x0cjP  \r\n\x87\n\x00\x00"), forms.DoubtPhoto},

		{"动态.pdf", onePage("/AcroForm<</Fields[]/XFA 4 0 R>>", ""), forms.DoubtForm},
		{"动态二.pdf", onePage("/NeedsRendering true/AcroForm<</Fields[6 0 R]/XFA 4 0 R>>", ""), forms.DoubtForm},
		{"静态.pdf", onePage("/AcroForm<</Fields[]/XFA 4 0 R>>", "/Annots[<</Subtype/Widget/Rect[0 0 9 9]>>]"), ""},
		{"包.pdf", onePage("/Collection<</Type/Collection>>", ""), forms.DoubtPortfolio},
	} {
		if got := Look(bytes.NewReader(c.data), int64(len(c.data)), c.name); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// altered is data with one byte changed.
func altered(data []byte, at int) []byte {
	data = bytes.Clone(data)
	data[at] ^= 0x55
	return data
}

// Every doubt says what is wrong and what to do, with the file's name.
func TestEveryDoubtHasItsSentence(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range []struct {
		doubt forms.Doubt
		words string
	}{
		{forms.DoubtEmpty, "0字节"},
		{forms.DoubtBroken, "损坏"},
		{forms.DoubtLocked, "密码"},
		{forms.DoubtPhoto, "请转成 JPG"},
		{forms.DoubtForm, "Please wait"},
		{forms.DoubtPortfolio, "文件包"},
		{forms.DoubtWeb, "实际是网页"},
		{forms.DoubtUnknown, "扩展名"},
		{forms.OtherKind("Word文档"), "实际是Word文档"},
	} {
		got := c.doubt.Told()
		if !strings.Contains(got, c.words) || !strings.Contains(got, "没有算作佐证") || seen[got] {
			t.Errorf("%s: %s", c.doubt, got)
		}
		seen[got] = true
	}
}

// A file is looked at by its path; one that is not there is for others to tell.
func TestFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "网页.pdf")
	must(t, os.WriteFile(path, []byte("<html>"), 0o600))
	if got := File(path) + "|" + File(path+"没有"); got != "网页|" {
		t.Error(got)
	}
}
