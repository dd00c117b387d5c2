package volume

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"zicha/forms"
	"zicha/forms/pdf"
	"zicha/forms/report/typeset"
	"zicha/forms/wording"
)

// front sets cover, its back and the contents.
func (c *composer) front() {
	c.cover()
	c.notes()
	c.contents()
}

// page starts a page of text, and more as they are needed.
func (c *composer) page() *typeset.Flow {
	frame := typeset.Frame{X: textLeft, Y: textTop, W: textWidth, H: textHigh}
	c.doc.AddPage(false)
	return c.doc.NewFlow(frame, func() typeset.Frame {
		c.doc.AddPage(false)
		return frame
	})
}

func centred(text string, style typeset.Style, pitch float64) typeset.Paragraph {
	return typeset.Paragraph{Runs: typeset.Plain(text, style), Pitch: pitch, Align: typeset.Center}
}

func paragraph(text string, style typeset.Style, pitch float64) typeset.Paragraph {
	return typeset.Paragraph{Runs: typeset.Plain(text, style), Pitch: pitch, Align: typeset.Justify}
}

// cover is the first page of a volume.
func (c *composer) cover() {
	d := c.b.d
	flow := c.page()
	c.plain[c.doc.Page()] = true
	flow.Skip(48)
	flow.Paragraph(centred(wording.OrGap(d.County()), titleStyle, 16))
	flow.Paragraph(centred(d.Edition.Titled("考核"), titleStyle, 16))
	flow.Skip(10)
	flow.Paragraph(centred("佐证材料汇编", typeset.Style{Face: typeset.Title, Size: 36}, 20))
	if len(c.b.books) > 1 {
		flow.Skip(8)
		flow.Paragraph(centred(c.volumeWords(), typeset.Style{Face: typeset.Kai, Size: 18}, 12))
		flow.Paragraph(centred(c.rangeWords(c.k), typeset.Style{Face: typeset.Kai, Size: 14}, 10))
	}
	flow.Skip(flow.Room() - 42)
	flow.Paragraph(centred(wording.OrGap(d.Profile("signatory")), typeset.Style{Face: typeset.FangSong, Size: 18}, 12))
	flow.Paragraph(centred(wording.ChineseDate(wording.Created(d).Format(time.DateOnly)), typeset.Style{Face: typeset.FangSong, Size: 18}, 12))
	flow.Skip(6)
	state := "草稿，未定稿"
	if c.b.code != "" {
		state = fmt.Sprintf("定稿第%d版　核对码 %s", d.Version, c.b.code)
	}
	flow.Paragraph(centred(state, typeset.Style{Face: typeset.Song, Size: 10.5}, 7))
}

func (c *composer) volumeWords() string {
	return fmt.Sprintf("第%d册　共%d册", c.k.no, len(c.b.books))
}

// rangeWords says which indicators a volume holds.
func (c *composer) rangeWords(k *book) string {
	first, last := k.parts[0], k.parts[len(k.parts)-1]
	words := fmt.Sprintf("第%d项", first.indicator.No)
	if first.again {
		words += "（续）"
	}
	if last != first {
		words += fmt.Sprintf("至第%d项", last.indicator.No)
	}
	return words
}

// notes is the back of the cover: how the volume is arranged, and how it is bound and sealed.
func (c *composer) notes() {
	flow := c.page()
	flow.Paragraph(centred("编排与装订说明", headStyle, 10))
	flow.Skip(4)
	say := func(text string) {
		flow.Paragraph(typeset.Paragraph{Runs: typeset.Plain(text, bodyStyle), FirstIndent: 2 * 11 * pointMM, Pitch: 7.2, Align: typeset.Justify})
	}
	say("一、本汇编按考核指标顺序编排，每项指标前有隔页，列出评分标准原文、得分和这项指标的佐证材料。材料编号与自评表（附件1）、佐证材料目录（附件2）一致，页码印在每页下方，附件1、附件2引用的就是这个页码。")
	say("二、超出A4的页面已缩小到A4，照片已转正；材料内容没有改动。不能直接印出的文件（办公文档、OFD、加密或损坏的文件等）用一页说明代替，写明文件名、大小和SHA-256，原文件随电子材料报送。纸质报送和另行报送的材料只在目录和隔页中列出，不占页码。本汇编收有外来文件的页面，不是归档用的PDF/A格式文件；自查报告及附件是。")
	say("三、" + wording.EdgeSeal() + "。" + c.sealWords())
	flow.Skip(3)
	c.sealTable(flow)
	if len(c.b.books) > 1 {
		flow.Skip(6)
		say("四、本汇编共分" + strconv.Itoa(len(c.b.books)) + "册，每册单独编页：")
		for _, k := range c.b.books {
			say(fmt.Sprintf("第%d册：%s，共%d页。", k.no, c.rangeWords(k), k.pages))
		}
	}
}

// stacks shares sheets evenly among seals.
func stacks(sheets int) []int {
	n := (sheets + wording.EdgeSealSheets - 1) / wording.EdgeSealSheets
	var out []int
	for i := range n {
		out = append(out, sheets*(i+1)/n-sheets*i/n)
	}
	return out
}

func (c *composer) sealWords() string {
	one, two := len(stacks(c.k.pages)), len(stacks((c.k.pages+1)/2))
	return fmt.Sprintf("本册共%d页：双面打印%d张，分%d叠盖%d枚；单面打印%d张，分%d叠盖%d枚。各叠页码如下（双面打印）：",
		c.k.pages, (c.k.pages+1)/2, two, two, c.k.pages, one, one)
}

// sealTable lists which pages each seal spans when printed on both sides; a very thick volume's list is cut short.
func (c *composer) sealTable(flow *typeset.Flow) {
	const most = 60
	var words []string
	page := 1
	list := stacks((c.k.pages + 1) / 2)
	for i, sheets := range list {
		if i == most {
			words = append(words, "……")
			break
		}
		last := min(page+2*sheets-1, c.k.pages)
		words = append(words, fmt.Sprintf("第%d枚：第%d—%d页（%d张）", i+1, page, last, sheets))
		page = last + 1
	}
	var rows []typeset.Row
	for pair := range slices.Chunk(words, 2) {
		row := typeset.Row{}
		for _, w := range pair {
			row.Cells = append(row.Cells, typeset.Cell{Text: w})
		}
		rows = append(rows, row)
	}
	flow.Table(table([]typeset.Column{{Head: "骑缝章", Width: textWidth / 2}, {Head: "骑缝章", Width: textWidth / 2}}, rows))
}

// contents lists the volume's dividers and pieces with their pages.
func (c *composer) contents() {
	flow := c.page()
	flow.Paragraph(centred("目　　录", typeset.Style{Face: typeset.Title, Size: 20}, 14))
	flow.Skip(3)
	var rows []typeset.Row
	for _, p := range c.k.parts {
		title := strconv.Itoa(p.indicator.No) + "　" + p.indicator.Title
		if p.again {
			title += "（续）"
		}
		rows = append(rows, typeset.Row{Ground: rowGround, Keep: len(p.entries) > 0, Drawn: c.link(p.first), Cells: []typeset.Cell{
			{Text: title, Span: 3, Style: &cellBold, Align: typeset.At(typeset.Left)}, {Text: strconv.Itoa(p.first), Style: &cellBold},
		}})
		for _, e := range p.entries {
			to := e.first
			if e.pages() == 0 {
				to = p.first // the divider says how it is handed in
			}
			rows = append(rows, typeset.Row{Drawn: c.link(to), Cells: []typeset.Cell{
				{Text: e.item.Number}, {Text: contentsTitle(e)}, {Text: pagesWords(e)}, {Text: c.own(e)},
			}})
		}
	}
	flow.Table(table([]typeset.Column{
		{Head: "编号", Width: 16, Align: typeset.Center},
		{Head: "材料名称", Width: textWidth - 60},
		{Head: "页数", Width: 20, Align: typeset.Center},
		{Head: "页码", Width: 24, Align: typeset.Center},
	}, rows))
}

// link has a line of the contents lead to a page.
func (c *composer) link(to int) func(x, y, w, h float64) {
	return func(x, y, w, h float64) {
		at := c.doc.Page()
		c.links[at] = append(c.links[at], pdf.Link{X: x / pointMM, Y: (longSide - y - h) / pointMM, W: w / pointMM, H: h / pointMM, To: to})
	}
}

// contentsTitle is an item's title with its 文号, and what of it is not printed.
func contentsTitle(e *entry) string {
	words := wording.OrGap(e.item.Title)
	if e.item.DocNo != "" {
		words += "（" + e.item.DocNo + "）"
	}
	var pages int
	for _, f := range e.files {
		if f.doc.Fault != "" {
			pages++
		}
	}
	if pages > 0 {
		words += "【" + strconv.Itoa(pages) + "个文件为说明页】"
	}
	return words + uncounted(e)
}

// uncounted says behind an item's title that its files have been found wanting and it does not count.
func uncounted(e *entry) string {
	if e.item.Counts() {
		return ""
	}
	return "（未计为佐证）"
}

// pagesWords is how many pages are in the volume, or how the item is handed in where none are.
func pagesWords(e *entry) string {
	if n := e.pages(); n > 0 {
		return strconv.Itoa(n)
	}
	return without(e)
}

// without words why an item has no pages.
func without(e *entry) string {
	if words := forms.EvidenceField(forms.AttrDelivery).Display(e.item.Delivery); words != "电子" {
		return words
	}
	return "无文件"
}

// own is an item's page in its own volume.
func (c *composer) own(e *entry) string {
	s := c.b.span(e)
	s.Volume = 0
	return s.Pages()
}
