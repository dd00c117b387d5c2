package volume

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"zicha/forms"
	"zicha/forms/pdf"
)

// What a file that is not printed is called, by the end of its name.
func TestKindWords(t *testing.T) {
	for words, endings := range map[string]string{
		"文字文档": "doc docx wps DOC", "电子表格": "xls xlsx et", "演示文稿": "ppt pptx dps", "OFD 版式文件": "ofd", "HEIC 照片": "heic heif", "PDF 文件": "pdf",
		"图片": "jpg jpeg png gif bmp webp tif tiff", "压缩包": "zip rar 7z", "音视频": "mp4 avi mov wmv mp3", "其他文件": "exe txt",
	} {
		for _, ending := range strings.Fields(endings) {
			if got := kindWords("件." + ending); got != words {
				t.Errorf("%s is %s", ending, got)
			}
		}
	}
	if got := kindWords("pdf"); got != "其他文件" {
		t.Errorf("without an ending it is %s", got)
	}
}

// What is said of an item, by how its files came out and by the pages the catalogue gives it.
func TestItemProblems(t *testing.T) {
	pages := func(n int) pdf.Document { return pdf.Document{Pages: make([]pdf.Page, n)} }
	bare, lost, office, killed := pages(1), pages(2), pdf.Document{Fault: pdf.Other}, pdf.Document{Fault: pdf.Killed}
	bare.Bare, lost.Lost = 3, 4
	const count = "warning volume_count 5.1 佐证5-01“题”在目录（附件2）里填的是%s页，汇编里有%d页；请核对文件是否完整，再改正页数"
	for _, c := range []struct {
		told     string
		delivery string
		docs     []pdf.Document
		want     string
	}{
		{"3", forms.DeliveryFile, []pdf.Document{pages(1), pages(2)}, ""},
		{"", forms.DeliveryFile, []pdf.Document{pages(1)}, ""},
		{" 3 ", forms.DeliveryFile, []pdf.Document{pages(3)}, ""},
		{"4", forms.DeliveryFile, []pdf.Document{pages(1), pages(2)}, fmt.Sprintf(count, "4", 3)},
		{"4", forms.DeliveryPaper, []pdf.Document{pages(1)}, ""},
		{"4", forms.DeliveryFile, nil, ""},
		{"9", forms.DeliveryFile, []pdf.Document{office, pages(1)}, "hint volume_placeholder 5.1 佐证5-01“件.x”不是 PDF 或图片，不能直接印出，汇编里用一页说明代替；"},
		{"", forms.DeliveryFile, []pdf.Document{killed}, "warning volume_placeholder 5.1 佐证5-01“件.x”内容不正常，处理时超出了内存限制，汇编里用一页说明代替；请用 PDF 程序打开后另存，或者打印出来再扫描"},
		{"2", forms.DeliveryFile, []pdf.Document{lost}, "warning volume_incomplete 5.1 佐证5-01“件.x”里有4处内容缺失或无法读取，汇编里可能印得不全；请与原件对照，不全的请重新扫描或换一份完整的文件"},
		{"1", forms.DeliveryFile, []pdf.Document{bare}, "hint volume_annotation 5.1 佐证5-01“件.x”有3处批注或表单没有保存外观，汇编里可能无法印出；请用 PDF 程序打印成新的 PDF，再添加"},
	} {
		e := &entry{item: forms.Evidence{ID: "e", Number: "5-01", Title: "题", Criteria: []string{"5.1", "5.2"}, Delivery: c.delivery, Pages: c.told}}
		for _, doc := range c.docs {
			e.files = append(e.files, &prepared{ref: forms.FileRef{Name: "件.x"}, doc: doc})
		}
		var got []string
		for _, p := range e.problems() {
			got = append(got, fmt.Sprintf("%s %s %s %s", p.Severity, p.Code, p.Criterion, p.Message))
			if want := map[bool]string{true: forms.AttrPages, false: forms.AttrTitle}[p.Code == "volume_count"]; p.Where != forms.EvidencePath("e", want) {
				t.Errorf("%s is at %s", p.Code, p.Where)
			}
		}
		if all := strings.Join(got, "|"); all != c.want && (c.docs == nil || c.docs[0].Fault != pdf.Other || !strings.HasPrefix(all, c.want) || len(got) != 1) {
			t.Errorf("%s, want %s", all, c.want)
		}
	}
}

// A part's progress lies between the shares it is given.
func TestProgressBetween(t *testing.T) {
	var told []float64
	p := Progress(func(_ string, part float64) { told = append(told, part) }).Between(0.5, 0.8)
	for _, part := range []float64{0, 0.5, 1} {
		p.Tell("", part)
	}
	for i, want := range []float64{0.5, 0.65, 0.8} {
		if math.Abs(told[i]-want) > 1e-9 {
			t.Errorf("%v", told)
		}
	}
	Progress(nil).Between(0, 1).Tell("", 1)
}

// An A4 page is put into the frame, scaled down to 0.936 of its size; a small one keeps its size; a picture has twice the margin.
func TestFit(t *testing.T) {
	unit := [6]float64{1, 0, 0, 1, 0, 0}
	for _, c := range []struct {
		name   string
		page   pdf.Page
		across bool
		want   string
	}{
		{"A4", pdf.Page{W: 595, H: 842, Matrix: unit}, false, "[0.936 0.000 0.000 0.936 19.206 36.850]"},
		{"A4 across", pdf.Page{W: 842, H: 595, Matrix: unit}, true, "[0.936 0.000 0.000 0.936 36.850 19.206]"},
		{"small across", pdf.Page{W: 300, H: 200, Matrix: unit}, false, "[1.000 0.000 0.000 1.000 147.638 330.866]"},
		{"picture across", pdf.Page{W: 300, H: 200, Matrix: unit, Picture: true}, true, "[1.000 0.000 0.000 1.000 272.362 197.638]"},
		{"square", pdf.Page{W: 1000, H: 1000, Matrix: [6]float64{2, 0, 0, 2, 10, 20}}, false, "[1.123 0.000 0.000 1.123 22.620 161.461]"},
	} {
		across, _, m := pdf.Fit(c.page)
		if got := fmt.Sprintf("%.3f", m); across != c.across || got != c.want {
			t.Errorf("%s: across %t, %s, want %s", c.name, across, got, c.want)
		}
	}
}
