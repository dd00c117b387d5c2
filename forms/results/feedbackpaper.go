package results

import (
	"fmt"
	"strconv"

	"zicha/forms/chart"
	"zicha/forms/feedback"
	"zicha/forms/letter"
	"zicha/forms/report/typeset"
	"zicha/scoring"
)

// feedbackPaper is 反馈单: what the feedback file says, on paper.
func (b *builder) feedbackPaper(f feedback.File) ([]byte, error) {
	title := f.Name + b.e.Titled("考核反馈单")
	p := b.start(title, false)
	p.inner = true
	flow := letter.Across(p.doc, "", title)
	for _, n := range b.feedbackLead(f) {
		letter.Note(flow, n)
	}
	flow.Skip(2)
	b.feedbackItems(f).set(flow)
	if len(f.Sections) > 0 {
		flow.Skip(4)
		flow.Need(40)
		p.sectionBars(flow, f)
	}
	return p.bytes()
}

// feedbackLead says what the paper is about.
func (b *builder) feedbackLead(f feedback.File) []string {
	of := "没有收到报送的自查材料"
	if f.Version > 0 {
		of = fmt.Sprintf("报送的第%d版自查材料（核对码 %s）", f.Version, f.Paper)
	}
	if f.Process() {
		return []string{
			"审核对象：" + of + "。以下各项退回补正，请补正后作为下一版报送；没有可改的，请在备注里说明。",
			"结果还没有定稿，本单不含得分。" + feedbackNote,
		}
	}
	return []string{
		"审核对象：" + of + "。以下为各项得分和理由，得分以" + b.e.Words.Assessor + "正式公布的为准。",
		feedbackNote,
	}
}

const feedbackNote = "同时生成的反馈文件（.fankui）内容与本单一致，可以收入自查档案，逐项列在填报的位置。"

// feedbackItems is the table of the indicators.
func (b *builder) feedbackItems(f feedback.File) *grid {
	g := &grid{columns: []column{{head: "考核指标", width: 58, words: true}, {head: "分值", width: 14, score: true}, {head: "填报得分", width: 19, score: true}}}
	if !f.Process() {
		g.columns = append(g.columns, column{head: "得分", width: 16, score: true}, column{head: "增减", width: 15, score: true})
	}
	g.columns = append(g.columns, column{head: "情况", width: 24}, column{head: "理由", words: true})
	for _, i := range f.Items {
		ind := b.e.Indicator(i.Indicator)
		row := []string{b.label(i.Indicator), ind.Max.String(), claimText(i)}
		if !f.Process() {
			row = append(row, b.resultText(f.County, i), difference(i))
		}
		g.add(append(row, b.itemState(i), b.itemReason(i))...)
	}
	return g
}

// resultText is what an indicator got; what is left out has no 0.
func (b *builder) resultText(county string, i feedback.Item) string {
	if u := b.unit(county); u != nil && i.Indicator <= len(u.Cells) && u.Cells[i.Indicator-1].LeftOut {
		return scoring.Absent.Label()
	}
	return points(i.Result)
}

func claimText(i feedback.Item) string {
	if i.Claim != nil {
		return i.Claim.String()
	}
	return i.ClaimText
}

// difference is the result less the claim, a dash where there is nothing to compare.
func difference(i feedback.Item) string {
	if i.Claim == nil || i.Result == nil {
		return "—"
	}
	return signed(*i.Result - *i.Claim)
}

// itemState is where an indicator stands, the kind of loss where it lost.
func (b *builder) itemState(i feedback.Item) string {
	switch {
	case i.Standing != feedback.Decided:
		return i.Standing.Label()
	case i.Loss != "":
		return i.Loss.Label()
	}
	return "—"
}

// itemReason is the reason with where it stands.
func (b *builder) itemReason(i feedback.Item) string {
	words := i.Reason
	if at, ok := feedback.PlaceOf(b.e, i); ok && at.Criterion != strconv.Itoa(i.Indicator) {
		words = at.Words + "：" + words
	}
	return words
}

// sectionBars is the table of the sections beside the average of all.
func (p *pages) sectionBars(flow *typeset.Flow, f feedback.File) {
	style := typeset.Style{Face: typeset.Hei, Size: 11}
	title, note := "各类得分", ""
	if f.Counties > 0 {
		title = "各类得分与平均分"
		note = fmt.Sprintf("平均分为%d个%s的算术平均，四舍五入到两位小数。条形按占该类满分的比例画，上为本%s，下为平均。", f.Counties, p.e.Words.Unit, p.e.Words.Kind(f.Name))
	}
	flow.Paragraph(typeset.Paragraph{Runs: typeset.Plain(title, style), Heading: 2, Pitch: 7})
	columns := []typeset.Column{
		{Head: "一级分类", Width: 80},
		{Head: "满分", Width: 22, Align: typeset.Center},
		{Head: "得分", Width: 22, Align: typeset.Center},
		{Head: "平均分", Width: 22, Align: typeset.Center},
		{Head: "对比", Width: letter.AcrossWidth - barLeft},
	}
	var rows []typeset.Row
	for at, s := range p.e.Sections {
		rows = append(rows, p.barRow(s.No+"、"+s.Title+apart(s), s.Most(), f.Sections[at]))
	}
	if f.Total != nil {
		rows = append(rows, p.barRow("总分", p.full(), *f.Total))
	}
	table := letter.Table(columns, rows)
	if note != "" {
		table.Notes = letter.Notes(note)
	}
	flow.Table(table)
}

// barLeft is where the column of bars begins.
const barLeft = 146.0

// barRow is a row of a section or of the total.
func (p *pages) barRow(name string, most scoring.Points, s feedback.Section) typeset.Row {
	return typeset.Row{
		High:  7,
		Cells: []typeset.Cell{{Text: name}, {Text: most.String()}, {Text: s.Own.String()}, {Text: points(s.Average)}, {}},
		Drawn: func(x, y, _, h float64) {
			alt := name + "得分" + s.Own.String() + "，满分" + most.String()
			p.doc.Figure(alt, func() {
				p.strip(chart.Pair(s.Own, s.Average, most, letter.AcrossWidth-barLeft-4, 4), x+barLeft+2, y+h/2-2)
			})
		},
	}
}

// points are a score, or a dash where there is none.
func points(p *scoring.Points) string {
	if p == nil {
		return "—"
	}
	return p.String()
}

// apart marks a section outside the total.
func apart(s *scoring.Section) string {
	if s.Apart == scoring.InTotal {
		return ""
	}
	return "（" + s.MarksWords() + "）"
}
