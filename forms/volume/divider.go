package volume

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"zicha/forms/files"
	"zicha/forms/pdf"
	"zicha/forms/report/typeset"
	"zicha/forms/wording"
	"zicha/scoring"
)

// divider is the page before an indicator's pieces: the rule's text, the points claimed, and the list of its evidence.
func (c *composer) divider(p *part) {
	ind := p.indicator
	res := c.b.card.Indicators[ind.No-1]
	flow := c.page()
	head := "考核指标 " + strconv.Itoa(ind.No)
	if p.again {
		head += "（续）"
	}
	flow.Paragraph(centred(head, typeset.Style{Face: typeset.Kai, Size: 16}, 11))
	flow.Paragraph(centred(ind.Title, typeset.Style{Face: typeset.Title, Size: 22}, 13))
	flow.Paragraph(centred(ind.Section.No+"、"+ind.Section.Title, typeset.Style{Face: typeset.Kai, Size: 12}, 9))
	flow.Skip(6)
	label := func(text string) {
		flow.Need(20)
		flow.Paragraph(typeset.Paragraph{Runs: typeset.Plain(text, headStyle), Pitch: 9})
	}
	label("评分标准（原文）")
	flow.Paragraph(typeset.Paragraph{Runs: typeset.Plain(ind.Text, typeset.Style{Face: typeset.FangSong, Size: 12}), FirstIndent: 2 * 12 * pointMM, Pitch: 7.2, Align: typeset.Justify})
	flow.Skip(5)
	label(c.pointsWords(res))
	flow.Table(table([]typeset.Column{
		{Head: "要点", Width: 14, Align: typeset.Center},
		{Head: "内容", Width: 46},
		{Head: "得分", Width: 18, Align: typeset.Center},
		{Head: "得分理由", Width: textWidth - 78},
	}, criterionRows(res)))
	flow.Skip(6)
	label("佐证材料")
	c.evidence(flow, p)
}

// evidence is the divider's list of pieces.
func (c *composer) evidence(flow *typeset.Flow, p *part) {
	rows := c.evidenceRows(p)
	if len(rows) == 0 {
		words := "没有登记佐证材料。"
		if !p.indicator.Source.Self() {
			words = "这项指标由" + c.b.d.Edition.Words.Confirmed() + "，没有登记佐证材料。"
		}
		flow.Paragraph(paragraph(words, bodyStyle, 7))
		return
	}
	flow.Table(table([]typeset.Column{
		{Head: "编号", Width: 15, Align: typeset.Center},
		{Head: "要点", Width: 17, Align: typeset.Center},
		{Head: "材料名称", Width: textWidth - 93},
		{Head: "文号", Width: 34},
		{Head: "页码", Width: 27, Align: typeset.Center},
	}, rows))
}

func table(columns []typeset.Column, rows []typeset.Row) typeset.Table {
	return typeset.Table{Columns: columns, Rows: rows, HeadStyle: cellHead, HeadGround: headGround, Style: cellStyle, Pitch: 4.8}
}

// pointsWords are the points claimed, or foreseen where the city scores.
func (c *composer) pointsWords(res scoring.IndicatorResult) string {
	if res.Status == scoring.NotAsked || res.Indicator.Section.Apart != scoring.InTotal {
		return "得分：" + wording.ScoreWords(res) + "（" + wording.MarksWords(res.Indicator) + "）"
	}
	verb := "预估"
	if res.Indicator.Source.Self() {
		verb = "自评"
	}
	score := res.Text()
	if res.Known {
		score += "分"
	}
	return verb + "得分：" + score + "（分值" + res.Indicator.Max.Short() + "分）"
}

func criterionRows(res scoring.IndicatorResult) []typeset.Row {
	var rows []typeset.Row
	for _, r := range res.Results {
		points := "—"
		if r.Points != nil {
			points = r.Shown()
		}
		rows = append(rows, typeset.Row{Cells: []typeset.Cell{{Text: r.Criterion.ID}, {Text: r.Criterion.Title}, {Text: points}, {Text: r.Reason}}})
	}
	return rows
}

// evidenceRows lists the pieces numbered under the indicator, wherever they stand, and those of other indicators that serve it too.
func (c *composer) evidenceRows(p *part) []typeset.Row {
	var rows, others []typeset.Row
	own := map[*entry]bool{}
	for _, k := range c.b.books {
		for _, q := range k.parts {
			if q.indicator == p.indicator {
				for _, e := range q.entries {
					own[e] = true
				}
			}
		}
	}
	for _, e := range c.b.order {
		serves := slices.ContainsFunc(p.indicator.Criteria, func(k *scoring.Criterion) bool { return slices.Contains(e.item.Criteria, k.ID) })
		words := c.b.span(e).Pages()
		if e.pages() == 0 {
			words = without(e)
		}
		row := typeset.Row{Cells: []typeset.Cell{{Text: e.item.Number}, {Text: strings.Join(e.item.Criteria, "、")}, {Text: wording.OrGap(e.item.Title) + uncounted(e)}, {Text: e.item.DocNo}, {Text: words}}}
		switch {
		case own[e]:
			rows = append(rows, row)
		case serves:
			row.Cells[2].Text += "（同时用于本项）"
			others = append(others, row)
		}
	}
	return append(rows, others...)
}

// placeholder is the page of a file that cannot be printed.
func (c *composer) placeholder(e *entry, f *prepared) {
	c.doc.AddPage(false)
	c.foot(e, pdf.Page{})
	frame := typeset.Frame{X: textLeft, Y: 70, W: textWidth, H: 200}
	flow := c.doc.NewFlow(frame, func() typeset.Frame { return frame }) // never full: what goes in is cut to fit
	flow.Paragraph(centred("佐证"+e.item.Number, typeset.Style{Face: typeset.HeiBold, Size: 22}, 14))
	flow.Paragraph(centred(scoring.Shorten(wording.OrGap(e.item.Title), 120), typeset.Style{Face: typeset.Title, Size: 16}, 10))
	flow.Skip(8)
	kind := kindWords(f.ref.Name)
	if f.ref.Doubt.Hinders() {
		kind += "（按扩展名）"
	}
	what, _, _ := f.wrong()
	if !e.item.Counts() {
		what += "，没有算作佐证"
	}
	size := files.Size(f.ref.Size)
	if f.ref.Size >= 1<<10 {
		size += fmt.Sprintf("（%d字节）", f.ref.Size)
	}
	var rows []typeset.Row
	for _, r := range [][2]string{
		{"文件名", scoring.Shorten(f.ref.Name, 200)},
		{"类型", kind},
		{"大小", size},
		{"SHA-256", f.ref.SHA256},
		{"说明", "这个文件" + what + "，以本页代替。原文件随电子材料报送，可凭SHA-256核对。"},
	} {
		rows = append(rows, typeset.Row{Cells: []typeset.Cell{{Text: r[0], Style: &cellHead}, {Text: r[1]}}})
	}
	flow.Table(table([]typeset.Column{{Head: "项目", Width: 26, Align: typeset.Center}, {Head: "内容", Width: textWidth - 26}}, rows))
}

// spineWidths are the thicknesses of binders labels are printed for, in millimetres.
var spineWidths = []float64{15, 20, 30, 40, 55, 75}

// spine is the last page: labels for the back of a binder, to be cut out.
func (c *composer) spine() {
	c.doc.AddPage(true)
	const top, high, gap = 17.0, 175.0, 7.0
	note := "盒脊标签：按文件盒的厚度选一条剪下，贴在盒脊上。本页不装订，不计页数。"
	c.doc.TextIn(0, 10, longSide, typeset.Center, footStyle, note)
	x := 12.0
	for _, w := range spineWidths {
		c.doc.Rect(x, top, w, high, 0.15)
		c.label(x, top, w, high)
		c.doc.TextIn(x, top+high+5, w, typeset.Center, footStyle, strconv.Itoa(int(w))+"毫米")
		x += w + gap
	}
}

// label writes the words of a label from top to bottom, as large as they fit; a wide one has them in two columns, read from the right.
func (c *composer) label(x, top, w, high float64) {
	const wide, pitch = 40.0, 1.12
	d := c.b.d
	year := typeset.Style{Face: typeset.HeiBold, Size: min(w*0.3, 9) / pointMM}
	c.doc.TextIn(x, top+13, w, typeset.Center, year, strconv.Itoa(d.Edition.Year))
	if len(c.b.books) > 1 {
		c.doc.TextIn(x, top+high-8, w, typeset.Center, typeset.Style{Face: typeset.HeiBold, Size: min(w*0.24, 8) / pointMM}, "第"+strconv.Itoa(c.k.no)+"册")
	}
	about, name := wording.OrGap(d.County())+"　"+d.Edition.Words.Subject+"考核", "佐证材料汇编"
	room := high - 44
	size := func(text string, width float64) float64 { return min(width, room/(float64(len([]rune(text)))*pitch)) }
	if w < wide {
		text := about + "　" + name
		c.column(x, top+20, w, size(text, w*0.62), text)
		return
	}
	c.column(x+w*0.55, top+20, w*0.35, size(about, w*0.22), about)
	c.column(x+w*0.1, top+20, w*0.45, size(name, w*0.36), name)
}

// column writes a text downwards, a character a line of size em.
func (c *composer) column(x, top, w, em float64, text string) {
	style := typeset.Style{Face: typeset.Title, Size: em / pointMM}
	for i, char := range []rune(text) {
		c.doc.TextIn(x, top+(float64(i)+0.9)*em*1.12, w, typeset.Center, style, string(char))
	}
}
