package workbook

import (
	"archive/zip"
	"bytes"
	"image"
	"image/png"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"zicha/forms"
	"zicha/scoring"
)

// TestWhatAReaderSees: the values are as they were, but a reader of the file sees something else; each is told with sheet and cell. What is
// done to a row of its own is done in one workbook.
func TestWhatAReaderSees(t *testing.T) {
	d, data := finalWritten(t)
	row := ""           // the one that is changed; "E" is a cell of it
	var scored []string // the rows that have points
	f := opened(t, data)
	for no := range 25 {
		at := strconv.Itoa(find(t, f, SheetAssess, strconv.Itoa(no+1)))
		if points, err := f.GetCellValue(SheetAssess, "E"+at); err == nil && points != "" && points != "0.00" {
			scored = append(scored, at)
		}
	}
	cell := func(at string) string {
		if len(at) == 1 {
			return at + row
		}
		return at
	}
	styled := func(f *excelize.File, at string, s *excelize.Style) {
		id, err := f.NewStyle(s)
		must(t, err)
		must(t, f.SetCellStyle(SheetAssess, cell(at), cell(at), id))
	}
	format := func(code, at string) func(f *excelize.File) {
		return func(f *excelize.File) { styled(f, at, &excelize.Style{CustomNumFmt: &code}) }
	}
	condition := func(opts excelize.ConditionalFormatOptions, s *excelize.Style) func(f *excelize.File) {
		return func(f *excelize.File) {
			if s != nil {
				id, err := f.NewConditionalStyle(s)
				must(t, err)
				opts.Format = &id
			}
			must(t, f.SetConditionalFormat(SheetAssess, cell("E"), []excelize.ConditionalFormatOptions{opts}))
		}
	}
	always := excelize.ConditionalFormatOptions{Type: "formula", Criteria: "TRUE"}
	other := `"99"` // no indicator has so many points
	const own = 0   // the workbooks of those with a row of their own
	type look struct {
		book   int
		name   string
		change func(f *excelize.File)
		at     string
		says   string
	}
	looks := []look{
		{own, "other digits", format(other, "E"), "E", "显示为“99”"},
		{own, "a digit in front", format(`"1"0.00`, "E"), "E", "显示为“1"},
		{own, "nothing", format(";;;", "E"), "E", "不显示任何内容"},
		{own, "thousands", format("0,", "E"), "E", "显示为“0”"},
		{own, "a condition", format("[>0]"+other+";0", "E"), "E", "显示为"},
		{own, "in white", format("[White]0.00", "E"), "E", "看不见"},
		{own, "as a day", format("yyyy", "E"), "E", "显示的不是这个"},
		{own, "another text", format(`;;;"很好"`, "G"), "G", "显示为“很好”"},
		{own, "another heading", format(`;;;"初评分"`, "E1"), "E1", "显示为“初评分”"},
		{own, "white on white", func(f *excelize.File) { styled(f, "E", &excelize.Style{Font: &excelize.Font{Color: "FFFFFF"}}) }, "E", "看不见"},
		{own, "white of the theme", func(f *excelize.File) {
			theme := 0
			styled(f, "E", &excelize.Style{Font: &excelize.Font{ColorTheme: &theme}})
		}, "E", "看不见"},
		{own, "black on black", func(f *excelize.File) {
			styled(f, "E", &excelize.Style{Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"000000"}}})
		}, "E", "看不见"},
		{own, "tiny", func(f *excelize.File) { styled(f, "E", &excelize.Style{Font: &excelize.Font{Size: 1}}) }, "E", "字太小"},
		{own, "struck", func(f *excelize.File) { styled(f, "E", &excelize.Style{Font: &excelize.Font{Strike: true}}) }, "E", "删除线"},
		{own, "signs", func(f *excelize.File) { styled(f, "E", &excelize.Style{Font: &excelize.Font{Family: "Wingdings"}}) }, "E", "符号字体“Wingdings”"},
		{own, "repeated", func(f *excelize.File) {
			styled(f, "E", &excelize.Style{Alignment: &excelize.Alignment{Horizontal: "fill"}})
		}, "E", "重复显示"},
		{own, "hidden row", func(f *excelize.File) { must(t, f.SetRowVisible(SheetAssess, atoi(t, row), false)) }, "A", "这一行被隐藏"},
		{own, "flat row", func(f *excelize.File) { must(t, f.SetRowHeight(SheetAssess, atoi(t, row), 1)) }, "A", "这一行被隐藏"},
		{1, "hidden column", func(f *excelize.File) { must(t, f.SetColVisible(SheetAssess, "E", false)) }, "E1", "这一列被隐藏"},
		{2, "narrow column", func(f *excelize.File) { must(t, f.SetColWidth(SheetAssess, "E", "E", 0.1)) }, "E1", "这一列被隐藏"},
		{3, "hidden sheet", func(f *excelize.File) { must(t, f.SetSheetVisible(SheetAssess, false)) }, "A1", "这张工作表被隐藏"},
		{own, "merged over", func(f *excelize.File) { must(t, f.MergeCell(SheetAssess, "D"+row, "E"+row)) }, "D", "合并"},
		{1, "no zeros", func(f *excelize.File) {
			no := false
			must(t, f.SetSheetView(SheetAssess, -1, &excelize.ViewOptions{ShowZeros: &no}))
		}, "", "不显示零值"},
		{own, "a picture over it", func(f *excelize.File) {
			must(t, f.AddPictureFromBytes(SheetAssess, "E"+row, &excelize.Picture{Extension: ".png", File: dot(t), Format: &excelize.GraphicOptions{ScaleX: 90, ScaleY: 30}}))
		}, "E", "上面盖着图片"},
		{own, "a text box over it", func(f *excelize.File) {
			must(t, f.AddShape(SheetAssess, &excelize.Shape{Cell: "E" + row, Type: "rect", Width: 90, Height: 30, Paragraph: []excelize.RichTextRun{{Text: "9.00"}}}))
		}, "E", "上面盖着图片、图形"},
		{own, "a condition's number format", condition(always, &excelize.Style{CustomNumFmt: &other}), "E", "条件格式改变了数字的显示"},
		{own, "a condition's white", condition(always, &excelize.Style{Font: &excelize.Font{Color: "FFFFFF"}}), "E", "条件格式：字的颜色"},
		{2, "bars alone", condition(excelize.ConditionalFormatOptions{
			Type: "data_bar", Criteria: "=", MinType: "min", MaxType: "max", BarColor: "#638EC6", BarOnly: true,
		}, nil), "", "条件格式"},
		{4, "a row above", func(f *excelize.File) {
			must(t, f.InsertRows(SheetAssess, 1, 1))
			must(t, f.SetCellValue(SheetAssess, "A1", "本表作废"))
		}, "A1", "表头上方多出这一行"},
		{1, "the foot of the page", func(f *excelize.File) {
			must(t, f.SetHeaderFooter(SheetAssess, &excelize.HeaderFooterOptions{OddFooter: "核对码 AAAA-BBBB-CCCC-DDDD"}))
		}, "", "页眉页脚应有"},
		{own, "pushed out of its cell", func(f *excelize.File) {
			styled(f, "E", &excelize.Style{Alignment: &excelize.Alignment{Horizontal: "left", Indent: 200}})
		}, "E", "缩进太大"},
		{5, "rows no scrolling brings back", func(f *excelize.File) {
			must(t, f.SetPanes(SheetAssess, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A21", ActivePane: "bottomLeft"}))
			first := "A20"
			must(t, f.SetSheetView(SheetAssess, 0, &excelize.ViewOptions{TopLeftCell: &first}))
		}, "A1", "滚动不到"},
		{1, "figures of its own in a chart", func(f *excelize.File) {
			must(t, f.AddChart(SheetAssess, "AA3", &excelize.Chart{
				Type: excelize.Col, Title: excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{Text: "自评合计99分"}}}, Series: []excelize.ChartSeries{{Values: "佐证材料!$A$1:$A$9"}},
			}))
		}, "", "图表里的“自评合计99分”不是本程序绘制的"},
		{2, "a chart of other cells", func(f *excelize.File) {
			must(t, f.AddChart(SheetAssess, "AA3", &excelize.Chart{Type: excelize.Col, Series: []excelize.ChartSeries{{Values: "佐证材料!$A$1:$A$9"}}}))
		}, "", "图表里的“佐证材料!A1:A9”不是本程序绘制的"},
		{own, "a run of a text in white", func(f *excelize.File) {
			text, err := f.GetCellValue(SheetAssess, "G"+row)
			must(t, err)
			r := []rune(text)
			must(t, f.SetCellStr(SheetAssess, "G"+row, "")) // the library leaves the text in the cell beside the new one
			must(t, f.SetCellRichText(SheetAssess, "G"+row, []excelize.RichTextRun{
				{Text: string(r[:2])}, {Text: string(r[2:]), Font: &excelize.Font{Color: "FFFFFF"}},
			}))
		}, "G", "看不见"},
	}
	var books [][]look
	for book := range 6 {
		together := slices.DeleteFunc(slices.Clone(looks), func(l look) bool { return l.book != book })
		books = slices.AppendSeq(books, slices.Chunk(together, len(scored)))
	}
	for _, book := range books {
		got := read(t, edited(t, data, func(f *excelize.File) {
			for i, l := range book {
				row = scored[i]
				l.change(f)
			}
		}), d).Altered(t.Context(), d.Code())
		for i, l := range book {
			row = scored[i]
			told := func(p forms.Problem) bool {
				sheet, at, _ := strings.Cut(p.Place, "!")
				here := l.at == "" || at == cell(l.at) || strings.HasPrefix(at, cell(l.at)+":")
				return p.Severity == forms.Error && sheet == SheetAssess && here && strings.Contains(p.Message, l.says)
			}
			if !slices.ContainsFunc(got, told) {
				t.Errorf("%s in row %s: %+v", l.name, row, got)
			}
		}
	}
}

// TestLooksOfATable: a look a table brings with it, and a note that never closes, may hide what stands there.
func TestLooksOfATable(t *testing.T) {
	d, data := finalWritten(t)
	for _, c := range []struct {
		name, part, old, new, says string
	}{
		{"a table's look", "xl/styles.xml", "</styleSheet>", `<tableStyles count="1"><tableStyle name="W" count="1"><tableStyleElement type="wholeTable" dxfId="0"/></tableStyle></tableStyles></styleSheet>`, "自定的表格样式"},
		{"figures instead of cells", "xl/charts/chart1.xml", "<numRef>", "<numLit><pt><v>99</v></pt></numLit><numRef>", "图表里的“99”不是本程序绘制的"},
		{"a name instead of a cell", "xl/charts/chart1.xml", "<strRef>", "<v>自评99分</v><strRef>", "图表里的“自评99分”不是本程序绘制的"},
	} {
		parts := unzipped(t, edited(t, data, func(f *excelize.File) {
			must(t, f.AddTable(SheetAssess, &excelize.Table{Range: "AA1:AB3", Name: "表"}))
		}))
		changed := strings.Replace(string(parts[c.part]), c.old, c.new, 1)
		if changed == string(parts[c.part]) {
			t.Fatalf("%s: no %s", c.name, c.old)
		}
		parts[c.part] = []byte(changed)
		got := read(t, repacked(t, parts), d).Altered(t.Context(), d.Code())
		if !slices.ContainsFunc(got, func(p forms.Problem) bool { return p.Severity == forms.Error && strings.Contains(p.Message, c.says) }) {
			t.Errorf("%s: %+v", c.name, got)
		}
	}
}

// TestAnotherPictureOnTheCover: the code on the cover may be another; what is saved anew with the same picture is not told.
func TestAnotherPictureOnTheCover(t *testing.T) {
	d := finalized(t)
	var data bytes.Buffer
	must(t, Write(&data, d, Options{Code: d.Code(), QR: dot(t)}))
	for _, c := range []struct {
		qr   []byte
		told int
	}{{dot(t), 0}, {append(dot(t), 0), 1}, {nil, 0}} {
		book := read(t, edited(t, data.Bytes(), func(*excelize.File) {}), d)
		book.QR = c.qr
		got := book.Altered(t.Context(), d.Code())
		if len(got) != c.told || c.told > 0 && (got[0].Place != SheetCover || got[0].Severity != forms.Hint) {
			t.Errorf("%d bytes: %+v", len(c.qr), got)
		}
	}
}

// TestMarksAreNoAlteration: what a reviewer does for himself leaves what is read as it is; a sheet of his own is named.
func TestMarksAreNoAlteration(t *testing.T) {
	d, data := finalWritten(t)
	got := read(t, edited(t, data, func(f *excelize.File) {
		yellow, err := f.NewStyle(&excelize.Style{Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"FFFF00"}}, Font: &excelize.Font{Color: "C00000", Bold: true}, NumFmt: 2})
		must(t, err)
		must(t, f.SetCellStyle(SheetAssess, "E3", "E3", yellow))
		green, err := f.NewConditionalStyle(&excelize.Style{Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"C6EFCE"}}})
		must(t, err)
		must(t, f.SetConditionalFormat(SheetAssess, "E2:E30", []excelize.ConditionalFormatOptions{{Type: "cell", Criteria: ">", Value: "2", Format: &green}}))
		grey := `"初"0`
		note, err := f.NewStyle(&excelize.Style{CustomNumFmt: &grey})
		must(t, err)
		must(t, f.SetCellValue(SheetAssess, "K3", 1))
		must(t, f.SetCellStyle(SheetAssess, "K3", "K3", note))
		_, err = f.NewSheet("审核意见")
		must(t, err)
	}), d).Altered(t.Context(), d.Code())
	if len(got) != 1 || got[0].Severity != forms.Hint || got[0].Place != "审核意见" || got[0].Message != "这张工作表不是本程序写的，没有核对" {
		t.Errorf("%+v", got)
	}
}

// TestTwoWorkbooksInOneFile: where two programs may read different parts, the file is refused or told.
func TestTwoWorkbooksInOneFile(t *testing.T) {
	d, data := finalWritten(t)
	sheet := "xl/worksheets/sheet2.xml"
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	must(t, err)
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range z.File {
		for range map[bool]int{true: 2, false: 1}[f.Name == sheet] {
			must(t, w.Copy(f))
		}
	}
	must(t, w.Close())
	if _, err := Read(t.Context(), &out, []*scoring.Edition{d.Edition}); err == nil || !strings.Contains(err.Error(), "已损坏") {
		t.Errorf("a sheet's part twice: %v", err)
	}
	hidden := bytes.Clone(data)
	at := bytes.Index(hidden, []byte(sheet)) // the head of the entry stands before the directory
	copy(hidden[at:], "xl/worksheets/sheet9.xml")
	b, err := Read(t.Context(), bytes.NewReader(hidden), []*scoring.Edition{d.Edition})
	must(t, err)
	if got := b.Altered(t.Context(), d.Code()); len(got) != 1 || !strings.Contains(got[0].Message, "“"+sheet+"”的名称、大小在文件前面和末尾的目录里写得不一样") {
		t.Errorf("another name in the head: %+v", got)
	}
}

// dot is a small picture.
func dot(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	must(t, png.Encode(&b, image.NewGray(image.Rect(0, 0, 1, 1))))
	return b.Bytes()
}

// What a reader of a workbook sees otherwise than it is read is told at import, with its cells; of a workbook nobody touched nothing is.
func TestUnlikeIsToldAtImport(t *testing.T) {
	d := full(t)
	data := written(t, d)
	for name, c := range map[string]struct {
		edit func(f *excelize.File)
		want string
	}{
		"untouched": {func(*excelize.File) {}, ""},
		"merged":    {func(f *excelize.File) { must(t, f.MergeCell(SheetData, "D2", "D4")) }, SheetData + "!D2 D2:D4合并成了一格"},
		"column":    {func(f *excelize.File) { must(t, f.SetColVisible(SheetData, "D", false)) }, SheetData + "!D2 这一列被隐藏了"},
		"sheet":     {func(f *excelize.File) { must(t, f.SetSheetVisible(SheetRegister, false)) }, SheetRegister + " 这张工作表被隐藏了"},
	} {
		b, err := Read(t.Context(), bytes.NewReader(edited(t, data, c.edit)), []*scoring.Edition{d.Edition})
		must(t, err)
		var told []string
		for _, p := range b.Problems {
			if p.Code == codeBeside {
				told = append(told, p.Place+" "+p.Message)
			}
		}
		if len(told) > 1 || !strings.HasPrefix(strings.Join(told, "\n"), c.want) || (c.want == "") != (len(told) == 0) {
			t.Errorf("%s: told %q", name, told)
		}
	}
}

func atoi(t *testing.T, text string) int {
	t.Helper()
	n, err := strconv.Atoi(text)
	must(t, err)
	return n
}
