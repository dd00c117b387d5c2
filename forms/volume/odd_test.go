package volume

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"zicha/forms"
	"zicha/forms/dossier"
	"zicha/forms/formtest"
	"zicha/forms/pdf"
)

// odd is one strange file and what must become of it.
type odd struct {
	name   string
	data   []byte
	fault  pdf.Fault // why it is only named; the rest holds where it is printed
	pages  int       // 0 stands for 1
	across bool      // comes out on a landscape sheet
	word   string
	told   string   // said of one that is printed
	words  []string // must be on the page, too; a ! before one that must not
}

func oddFiles(t testing.TB) []odd {
	plain := onePage("PLAIN", mediaBox(uprightA4), uprightA4, 0)
	crop := box{100, 200, 500, 700}
	list := []odd{
		{name: "直放.pdf", data: plain, word: "PLAIN"},
		{name: "转90度.pdf", data: onePage("QUARTER", mediaBox(uprightA4)+"/Rotate 90", uprightA4, 90), across: true, word: "QUARTER"},
		{name: "转180度.pdf", data: onePage("HALF", mediaBox(uprightA4)+"/Rotate 180", uprightA4, 180), word: "HALF"},
		{name: "转270度.pdf", data: onePage("THREE", mediaBox(acrossA4)+"/Rotate 270", acrossA4, 270), word: "THREE"},
		{name: "转负90度.pdf", data: onePage("MINUS", mediaBox(acrossA4)+"/Rotate -90", acrossA4, 270), word: "MINUS"},
		{name: "横放.pdf", data: onePage("ACROSS", mediaBox(acrossA4), acrossA4, 0), across: true, word: "ACROSS"},
		{name: "A3.pdf", data: onePage("LARGE", mediaBox(a3), a3, 0), across: true, word: "LARGE"},
		{name: "裁切框.pdf", data: onePage("CROPPED", "/MediaBox[-50 -50 900 900]"+strings.Replace(mediaBox(crop), "Media", "Crop", 1), crop, 0), word: "CROPPED"},
		{name: "裁切框转90度.pdf", data: onePage("TURNCROP", "/MediaBox[-50 -50 900 900]/Rotate 90"+strings.Replace(mediaBox(crop), "Media", "Crop", 1), crop, 90), word: "TURNCROP"},
		{name: "原点不在零.pdf", data: onePage("ORIGIN", mediaBox(box{-300, 1000, 295, 1842}), box{-300, 1000, 295, 1842}, 0), word: "ORIGIN"},
		{name: "角颠倒.pdf", data: onePage("CORNERS", "/MediaBox[595 842 0 0]", uprightA4, 0), word: "CORNERS"},
		{name: "没有页面框.pdf", data: onePage("BOXLESS", "", box{0, 0, 595, 842}, 0), word: "BOXLESS"},
		{name: "放大单位.pdf", data: onePage("UNITS", "/MediaBox[0 0 297.5 421]/UserUnit 2", box{0, 0, 297.5, 421}, 0), word: "UNITS"},
		{name: "页面框不成形.pdf", data: onePage("NONSENSE", "/MediaBox[0 0 (a) 1e99]/CropBox[9 9 9 9]", uprightA4, 0), word: "NONSENSE"},
		{name: "几段内容.pdf", data: pieces(), word: "JOINED"},
		{name: "批注.pdf", data: annotated(), word: "NOTED", words: []string{"REMARK", "TICKED", "STAMPED", "!SECRET"}},
		{name: "图层.pdf", data: layered(), word: "LAYERED", words: []string{"!UNSEEN"}},
		{name: "长度写错.pdf", data: wrongLength(), word: "LENGTH"},
		{name: "前面有杂物.pdf", data: append(bytes.Repeat([]byte("#\n"), 100), plain...), word: "PLAIN"},
		{name: "不用密码可读40位.pdf", data: encrypted(t, plain, "", 40), word: "PLAIN"},
		{name: "不用密码可读128位.pdf", data: encrypted(t, plain, "", 128), word: "PLAIN"},
		{name: "不用密码可读128位AES.pdf", data: encrypted(t, plain, "", 129), word: "PLAIN"},
		{name: "不用密码可读256位.pdf", data: encrypted(t, plain, "", 256), word: "PLAIN"},
		{name: "写着一百万页.pdf", data: tree("<</Type/Pages/Kids[3 0 R]/Count 1000000>>"), word: "TREE"},
		{name: "少一个子页.pdf", data: tree("<</Type/Pages/Kids[3 0 R 99 0 R]/Count 2>>"), word: "TREE", told: "有1处内容缺失"},
		{name: "密码.pdf", data: encrypted(t, plain, "secret", 128), fault: pdf.Password},
		{name: "密码40位.pdf", data: encrypted(t, plain, "secret", 40), fault: pdf.Password},
		{name: "密码256位.pdf", data: encrypted(t, plain, "secret", 256), fault: pdf.Password},
		{name: "截断.pdf", data: plain[:len(plain)/3], fault: pdf.Damaged},
		{name: "截去尾部.pdf", data: plain[:len(plain)-40], word: "PLAIN"},
		{name: "只有文件头.pdf", data: []byte("%PDF-1.7\n"), fault: pdf.Damaged},
		{name: "交叉表成环.pdf", data: looped("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[]/Count 0>>"), fault: pdf.Pages},
		{name: "页面树成环.pdf", data: tree("<</Type/Pages/Kids[3 0 R 2 0 R]/Count 2>>"), fault: pdf.Damaged},
		{name: "同一页重复.pdf", data: tree("<</Type/Pages/Kids[3 0 R 3 0 R]/Count 2>>"), word: "TREE", pages: 2},
		{name: "没有页.pdf", data: tree("<</Type/Pages/Kids[]/Count 0>>"), fault: pdf.Pages},
		{name: "目录不是目录.pdf", data: makePDF("(nothing)"), fault: pdf.Damaged},
		{name: "嵌套过深.pdf", data: tree("<</Type/Pages/Kids[6 0 R]/Count 1>>", "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources 7 0 R/Contents 5 0 R>>", strings.Repeat("[", 1_000_000)), told: "缺失或无法读取"},
		{name: "内容炸弹.pdf", data: makePDF("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
			"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>", streamOf("/Filter/FlateDecode", bomb(4000))), fault: pdf.Large},
		{name: "双层炸弹.pdf", data: makePDF("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
			"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>", streamOf("/Filter[/FlateDecode/FlateDecode]", deflated(bomb(4000)))), fault: pdf.Large},
		{name: "对象流.pdf", data: compressed(deflated([]byte("3 0 <</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 6 0 R>>>>/Contents 7 0 R>>"))), word: "PACKED"},
		{name: "对象炸弹.pdf", data: compressed(bomb(4000)), fault: pdf.Damaged},
		{name: "图像过大.pdf", data: makePDF("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
			"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</I 4 0 R>>>>/Contents 5 0 R>>",
			streamOf("/Type/XObject/Subtype/Image/Width 900000/Height 900000/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode", deflated([]byte{0})),
			streamOf("", []byte("q 500 0 0 500 0 0 cm /I Do Q"))), fault: pdf.Large},
		{name: "网页.html", data: []byte("<html></html>"), fault: pdf.Other},
		{name: "照片.heic", data: []byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00"), fault: pdf.Other},
		{name: "版式.ofd", data: []byte("PK\x03\x04"), fault: pdf.Other},
		{name: "截断.jpg", data: asJPEG(marked(400, 300, 1))[:2000], fault: pdf.Damaged},
		{name: "尺寸过大.jpg", data: hugeJPEG(), fault: pdf.Large},
		{name: "尺寸过大.png", data: hugePNG(), fault: pdf.Large},
		{name: "成环.tif", data: loopedTIFF(), fault: pdf.Damaged},
		{name: "印刷色.jpg", data: unbase(t, cmykJPEG), across: true},
		{name: "深色.png", data: asPNG(deep(600, 900))},
		{name: "交错.png", data: unbase(t, wovenPNG)},
		{name: "网上图.webp", data: unbase(t, someWEBP)},
		{name: "动图.gif", data: asGIF(marked(60, 90, 1))},
		{name: "位图.bmp", data: asBMP(marked(90, 60, 1)), across: true},
		{name: "三页.tif", data: asTIFF(3, 30, 40), pages: 3},
		{name: "带尾巴.jpg", data: append(asJPEG(marked(60, 90, 1)), bytes.Repeat([]byte("video"), 100)...)},
		{name: "大照片.jpg", data: turned(asJPEG(marked(3000, 4000, 6)), 6)},
	}
	for turn := 1; turn <= 8; turn++ {
		list = append(list, odd{name: fmt.Sprintf("方向%d.jpg", turn), data: turned(asJPEG(marked(200, 300, turn)), turn)})
	}
	return list
}

// newDossier makes an empty dossier.
func newDossier(t testing.TB) *dossier.File {
	t.Helper()
	edition := formtest.Edition(t)
	f, err := dossier.Create(filepath.Join(t.TempDir(), "a.zicha"), edition, forms.Begin(edition, "341621", ""))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

// attach adds files as one item and gives its number.
func attach(t testing.TB, f *dossier.File, criterion string, files map[string][]byte) string {
	t.Helper()
	item := forms.Evidence{Title: "材料"}
	for name, data := range files {
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		ref, _, err := f.AddFile(context.Background(), path, nil)
		if err != nil {
			t.Fatal(err)
		}
		item.Files = append(item.Files, ref)
		item.Title = name
	}
	item, changes, err := f.Dossier().AddEvidence(criterion, item)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Commit("添加", changes); err != nil {
		t.Fatal(err)
	}
	return item.Number
}

// Every strange file has the outcome it is listed with, and none of them keeps the volume from being written.
func TestOddFiles(t *testing.T) {
	f := newDossier(t)
	files := oddFiles(t)
	numbers := map[string]odd{}
	var order []string
	for _, o := range files {
		number := attach(t, f, "5.1", map[string][]byte{o.name: o.data})
		numbers[number] = o
		order = append(order, number)
	}
	path := filepath.Join(t.TempDir(), "汇编.pdf")
	result, err := Build(context.Background(), f, path, Work{})
	if err != nil {
		t.Fatal(err)
	}
	pages := readPages(t, path)
	if len(pages) != result.Pages[0]+1 {
		t.Fatalf("%d pages, planned %d and the label", len(pages), result.Pages[0])
	}
	for _, number := range order {
		o, span := numbers[number], result.Spans[number]
		want := max(o.pages, 1)
		if got := span.Last - span.First + 1; got != want {
			t.Errorf("%s: %d pages, want %d", o.name, got, want)
			continue
		}
		message := ""
		for _, p := range result.Problems {
			if strings.Contains(p.Message, o.name) {
				message = p.Message
			}
		}
		if !strings.Contains(message, o.told) || o.fault == "" && o.told == "" && message != "" && o.name != "批注.pdf" {
			t.Errorf("%s: told %q", o.name, message)
		}
		if told := strings.Contains(message, "说明代替"); told != (o.fault != "") || o.fault != "" && !strings.Contains(message, faultWords[o.fault][0]) {
			t.Errorf("%s: %q, want the words for %q", o.name, message, o.fault)
			continue
		}
		if o.fault == "" {
			checkPage(t, o, pages[span.First-1], number)
		}
	}
	checkPictures(t, path, numbers, result.Spans)
	qpdfCheck(t, path)
}

// pdfPage is a page as pdftotext sees it.
type pdfPage struct {
	w, h  float64
	words []pdfWord
}

type pdfWord struct {
	text           string
	x0, y0, x1, y1 float64
}

var (
	pageTag = regexp.MustCompile(`<page width="([0-9.]+)" height="([0-9.]+)">`)
	wordTag = regexp.MustCompile(`<word xMin="([-0-9.]+)" yMin="([-0-9.]+)" xMax="([-0-9.]+)" yMax="([-0-9.]+)">([^<]*)</word>`)
)

// inStrip reports whether a word stands at the sheet's foot, which is the left of a page across it.
func (p pdfPage) inStrip(w pdfWord) bool {
	if p.w > p.h {
		return w.x1 < 34
	}
	return w.y0 > p.h-30
}

// readPages reads every word with its place by pdftotext.
func readPages(t testing.TB, path string) []pdfPage {
	t.Helper()
	tool(t, "pdftotext")
	out, err := exec.Command("pdftotext", "-bbox", path, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	number := func(s string) float64 { v, _ := strconv.ParseFloat(s, 64); return v }
	var pages []pdfPage
	for _, part := range strings.Split(string(out), "</page>") {
		size := pageTag.FindStringSubmatch(part)
		if size == nil {
			continue
		}
		p := pdfPage{w: number(size[1]), h: number(size[2])}
		for _, w := range wordTag.FindAllStringSubmatch(part, -1) {
			p.words = append(p.words, pdfWord{w[5], number(w[1]), number(w[2]), number(w[3]), number(w[4])})
		}
		pages = append(pages, p)
	}
	return pages
}

// tool skips a test where a program is not installed; make test installs them.
func tool(t testing.TB, name string) {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		t.Skipf("%s is not installed", name)
	}
}

// checkPage looks at the first page of a file: A4 the right way round, its word upright near the upper left corner, the number below
// and beside nothing else.
func checkPage(t *testing.T, o odd, p pdfPage, number string) {
	t.Helper()
	wantW, wantH := 595.28, 841.89
	if o.across {
		wantW, wantH = wantH, wantW
	}
	if p.w-wantW > 1 || wantW-p.w > 1 || p.h-wantH > 1 || wantH-p.h > 1 {
		t.Errorf("%s: a sheet of %.0f by %.0f", o.name, p.w, p.h)
	}
	seen := map[string]pdfWord{}
	stamp := ""
	for _, w := range p.words {
		seen[w.text] = w
		if p.inStrip(w) {
			stamp += w.text
		} else if p.w < p.h && w.y1 > p.h-34 || p.w > p.h && w.x0 < 34 {
			t.Errorf("%s: %q runs into the strip", o.name, w.text)
		}
	}
	if !strings.Contains(stamp, "佐证"+number) || !strings.Contains(stamp, "第") || !strings.Contains(stamp, "页共") {
		t.Errorf("%s: the strip says %q", o.name, stamp)
	}
	if o.word != "" {
		w, ok := seen[o.word]
		if !ok {
			t.Errorf("%s: %q is not on the page", o.name, o.word)
		} else if w.x1-w.x0 < w.y1-w.y0 || w.x0 > p.w/2 || w.y0 > p.h/2 {
			t.Errorf("%s: %q lies at %.0f,%.0f–%.0f,%.0f of %.0f by %.0f", o.name, o.word, w.x0, w.y0, w.x1, w.y1, p.w, p.h)
		}
	}
	for _, word := range o.words {
		hidden := strings.HasPrefix(word, "!")
		if _, ok := seen[strings.TrimPrefix(word, "!")]; ok == hidden {
			t.Errorf("%s: %q seen %t", o.name, word, ok)
		}
	}
}

// checkPictures looks at the colours of the photos with an orientation.
func checkPictures(t *testing.T, path string, numbers map[string]odd, spans map[string]forms.Span) {
	t.Helper()
	pictured := map[int]odd{}
	for number, o := range numbers {
		if strings.HasPrefix(o.name, "方向") || o.name == "大照片.jpg" || o.name == "深色.png" {
			pictured[spans[number].First] = o
		}
	}
	first, last := slices.Min(slices.Collect(maps.Keys(pictured))), slices.Max(slices.Collect(maps.Keys(pictured)))
	for i, m := range drawn(t, path, first, last, "-r", "20") {
		o, ok := pictured[first+i]
		if !ok {
			continue
		}
		b := m.Bounds()
		at := func(u, v float64) string {
			r, _, blue, _ := m.At(int(u*float64(b.Dx())), int(v*float64(b.Dy()))).RGBA()
			switch {
			case r > blue+0x4000:
				return "red"
			case blue > r+0x4000:
				return "blue"
			}
			return "light"
		}
		if got := at(0.35, 0.35) + at(0.65, 0.35) + at(0.35, 0.62) + at(0.65, 0.62); b.Dx() > b.Dy() || got != "redlightlightblue" {
			t.Errorf("%s: %d by %d, %s", o.name, b.Dx(), b.Dy(), got)
		}
	}
}

func qpdfCheck(t *testing.T, path string) {
	t.Helper()
	tool(t, "qpdf")
	if out, err := exec.Command("qpdf", "--check", path).CombinedOutput(); err != nil {
		t.Errorf("qpdf: %s", out)
	}
}
