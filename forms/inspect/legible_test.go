package inspect

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"strings"
	"testing"

	"zicha/forms"
	"zicha/forms/pdf"
)

// drawnPDF is a page of a size with instructions, and a picture of so many points across under the name I.
func drawnPDF(w, h, points int, drawn string) []byte {
	return pdf.Assemble("", "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
		fmt.Sprintf("<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>/XObject<</I 6 0 R/M 7 0 R>>>>>>", w, h),
		fmt.Sprintf("<</Length %d>>\nstream\n%s\nendstream", len(drawn), drawn), "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
		fmt.Sprintf("<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>\nstream\nx\nendstream", points, points),
		"<</Type/XObject/Subtype/Form/BBox[0 0 999 999]/Matrix[.4 0 0 .4 0 0]/Resources<</Font<</F 5 0 R>>>>/Length 120>>\nstream\n"+
			fmt.Sprintf("%-120s", text(12, 60))+"\nendstream")
}

// text draws so many characters of a size.
func text(size, characters int) string {
	return fmt.Sprintf("BT /F %d Tf 40 40 Td (%s) Tj ET ", size, strings.Repeat("x", characters))
}

func blank(t testing.TB, w, h int) []byte {
	t.Helper()
	var b bytes.Buffer
	must(t, png.Encode(&b, image.NewGray(image.Rect(0, 0, w, h))))
	return b.Bytes()
}

// What would print under six points, or under 100 dots an inch, is said when it is added; it counts all the same. An A4 sheet's frame is
// 198 by 278 millimetres, a picture's 186 by 272: an A3 page shrinks to 0.66, 600 points over 186 millimetres are 82 an inch.
func TestWhatPrintsTooSmall(t *testing.T) {
	for _, c := range []struct {
		name string
		data []byte
		want forms.Doubt
	}{
		{"A4.pdf", drawnPDF(595, 842, 9, text(10, 500)), ""},
		{"A4小字.pdf", drawnPDF(595, 842, 9, text(5, 500)), forms.DoubtSmall},
		{"A4几个小字.pdf", drawnPDF(595, 842, 9, text(10, 500)+text(4, 30)), ""},
		{"A4一成小字.pdf", drawnPDF(595, 842, 9, text(10, 500)+text(4, 60)), forms.DoubtSmall},
		{"A3.pdf", drawnPDF(1191, 842, 9, text(12, 500)), ""},
		{"A3小字.pdf", drawnPDF(1191, 842, 9, text(8, 500)), forms.DoubtSmall},
		{"图纸.pdf", drawnPDF(3370, 2384, 9, text(12, 500)), forms.DoubtSmall},
		{"大字图纸.pdf", drawnPDF(3370, 2384, 9, text(60, 500)), ""},
		{"缩过.pdf", drawnPDF(595, 842, 9, "q .4 0 0 .4 0 0 cm "+text(12, 500)+"Q"), forms.DoubtSmall},
		{"缩完复原.pdf", drawnPDF(595, 842, 9, "q .4 0 0 .4 0 0 cm Q "+text(12, 500)), ""},
		{"矩阵.pdf", drawnPDF(595, 842, 9, "BT /F 1 Tf 5 0 0 5 40 40 Tm ["+strings.Repeat("(xx) -20 ", 50)+"] TJ ET"), forms.DoubtSmall},
		{"表单.pdf", drawnPDF(595, 842, 9, "q /M Do Q"), forms.DoubtSmall},
		{"长网页.pdf", drawnPDF(595, 6000, 9, text(12, 500)), ""},
		{"糊扫描.pdf", drawnPDF(595, 842, 400, "q 595 0 0 842 0 0 cm /I Do Q"), forms.DoubtCoarse},
		{"扫描.pdf", drawnPDF(595, 842, 1654, "q 595 0 0 842 0 0 cm /I Do Q"), ""},
		{"小章.pdf", drawnPDF(595, 842, 30, "q 90 0 0 90 0 0 cm /I Do Q "+text(12, 500)), ""},
		{"可搜索.pdf", drawnPDF(595, 842, 1654, "q 595 0 0 842 0 0 cm /I Do Q q 3 Tr "+text(4, 500)+"Q"), ""},
		{"内嵌图.pdf", drawnPDF(595, 842, 9, "BI /W 2 /H 1 /BPC 8 /CS /G ID \x00( EI "+text(5, 500)), forms.DoubtSmall},
		{"糊.png", blank(t, 600, 800), forms.DoubtCoarse},
		{"清楚.png", blank(t, 1240, 1754), ""},
		{"长截图.png", blank(t, 1080, 6000), ""},
		{"宽截图.png", blank(t, 12000, 1080), forms.DoubtSmall},
		{"宽景照片.png", blank(t, 6000, 2000), ""},
		{"太长不能裁的截图.png", blank(t, 1080, 39000), forms.DoubtSmall},
		{"窄长截图.png", blank(t, 400, 6000), forms.DoubtCoarse},
		{"图标.png", blank(t, 150, 150), ""},
	} {
		if got := Look(bytes.NewReader(c.data), int64(len(c.data)), c.name); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}
