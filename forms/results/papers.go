package results

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"zicha/forms/letter"
	"zicha/forms/letterdoc"
	"zicha/forms/wording"
)

// papers lists all that is made, in the order in which it is read.
func (b *builder) papers() []paper {
	draft := b.draftMark()
	out := []paper{
		{b.name("考核结果的函", ".pdf"), "函及附表", b.resultPaper},
		{b.name("考核结果的函", ".docx"), "函（Word）", b.document(b.resultLetter, false)},
		{b.name("考核结果的请示", ".pdf"), "请示及附件", b.requestPaper},
		{b.name("考核结果的请示", ".docx"), "请示（Word）", b.document(b.request, true)},
		{b.name("考核结果的通报"+draft, ".pdf"), "通报" + draft, b.circularPaper},
		{b.name("考核结果的通报"+draft, ".docx"), "通报（Word）", b.document(b.circular, true)},
		{b.name("考核情况的说明", ".docx"), "情况说明（Word）", b.document(b.explanation, true)},
	}
	out = append(out, b.convertedPapers()...)
	if len(b.flagged()) > 0 {
		out = append(out, paper{b.name("现场核查表", ".pdf"), "现场核查表", b.onSitePaper})
	}
	out = append(out, b.casePapers()...)
	return append(out,
		paper{b.name("审核台账", ".pdf"), "审核台账", b.trailPaper},
		paper{b.name("考核结果数据", ".xlsx"), "工作簿", b.workbook})
}

// setting is a letter with its title for the bookmarks.
func setting(parts []wording.Part, lead string) letter.Letter {
	return letter.Letter{Title: joined(parts), Parts: parts, Lead: lead}
}

// resultPaper is the 函 with its tables.
func (b *builder) resultPaper(context.Context) ([]byte, error) {
	parts := b.resultLetter()
	p := b.start(joined(parts), false)
	setting(parts, "").Set(p.doc)
	p.grid("附件1", b.ranking())
	for i, g := range b.scores() {
		p.grid(again("附件2", i), g)
	}
	p.grid("附件3", b.changes())
	figures := b.figures()
	flow := letter.Across(p.doc, "附件4", figures.title+"和口径裁定")
	figures.set(flow)
	more(flow, b.rulings())
	return p.bytes()
}

// continued is what the further parts of an annex say.
const continued = "（续）"

// again is the name of an annex on its further parts.
func again(name string, i int) string {
	if i > 0 {
		return name + continued
	}
	return name
}

// requestPaper is the 请示 with the circular and the explanation bound to it.
func (b *builder) requestPaper(context.Context) ([]byte, error) {
	parts := b.request()
	p := b.start(joined(parts), true)
	setting(parts, "").Set(p.doc)
	b.setCircular(p, "附件1")
	setting(b.explanation(), "附件2").Set(p.doc)
	p.grid("附件3", b.ranking())
	p.grid("附件4", b.opinions())
	return p.bytes()
}

// circularPaper is the circular by itself.
func (b *builder) circularPaper(context.Context) ([]byte, error) {
	p := b.start(joined(b.circular()), true)
	b.setCircular(p, "")
	return p.bytes()
}

// setCircular sets the circular and its tables.
func (b *builder) setCircular(p *pages, lead string) {
	setting(b.circular(), lead).Set(p.doc)
	names := b.publishedNames()
	for i, g := range b.publishedTables() {
		p.grid(names[i], g)
	}
}

// publishedNames are what the circular's tables are called: 附件 where there is one, else 附件1, 附件2, 附件2（续）.
func (b *builder) publishedNames() []string {
	var out []string
	at, many := 0, len(b.publishedTitles()) > 1
	for _, g := range b.publishedTables() {
		if g.part <= 1 {
			at++
		}
		name := "附件"
		if many {
			name += strconv.Itoa(at)
		}
		out = append(out, again(name, g.part-1))
	}
	return out
}

// opinions is the form for what other offices say to it (有关部门意见).
func (b *builder) opinions() *grid {
	g := &grid{title: "有关部门意见"}
	g.columns = []column{{head: "部门", width: 50}, {head: "意见", words: true}, {head: "负责人签字", width: 36}, {head: "日期", width: 30}}
	offices := []string{b.e.Review.Initial}
	if b.e.Review.Initial == b.e.Review.Confirm {
		offices = nil
	}
	for _, office := range append(offices, "", "", "") {
		g.add(office, "\n\n\n", "", "")
	}
	return g
}

// document is a letter's .docx.
func (b *builder) document(words func() []wording.Part, before bool) func(context.Context) ([]byte, error) {
	return func(context.Context) ([]byte, error) {
		parts := words()
		l := letterdoc.Letter{
			Title: joined(parts), Subject: b.e.Title, Author: b.office(b.e.Review.Confirm), Created: b.moment(), Parts: parts, Foot: b.foot(before),
			Head: (&pages{builder: b, before: before}).head(),
		}
		if strings.HasSuffix(strings.TrimSuffix(l.Title, b.draftMark()), "通报") {
			l.Tables = b.documentTables()
		}
		return l.Bytes()
	}
}

// documentTables are the circular's tables that a page upright has room for.
func (b *builder) documentTables() []letterdoc.Table {
	const most = 12 // columns
	var out []letterdoc.Table
	names := b.publishedNames()
	for i, g := range b.publishedTables() {
		if len(g.columns) > most {
			continue
		}
		t := letterdoc.Table{Name: names[i], Title: g.title, Heads: g.heads(), Rows: g.rows}
		for j := range g.columns {
			t.Widths = append(t.Widths, documentShare(g, j))
		}
		out = append(out, t)
	}
	return out
}

// documentShare is a column's share of an upright page: names need twice what points need, a rank little.
func documentShare(g *grid, column int) int {
	switch {
	case column == 1:
		return 7
	case !g.columns[column].score && g.columns[column].width > 0:
		return 3
	}
	return 4
}

// notes are what is to be known before the papers go out.
func (b *builder) notes() []string {
	var out []string
	if !b.o.Publish.shows(LevelTotal) {
		out = append(out, b.tieNotes()...)
	}
	switch {
	case b.o.Publish != LevelGrades:
	case len(b.o.Grades) > 0 && len(b.e.Grades) > 0 && !slices.Equal(b.o.Grades, b.e.Grades):
		out = append(out, "等次按写明的"+b.gradesWords()+"划分，与考核指标规定的不同，请核对。")
	case len(b.o.Grades) == 0 && len(b.e.Grades) == 0:
		out = append(out, "考核指标没有规定等次，按"+b.gradesWords()+"划分，请核对。")
	}
	if !b.o.Publish.shows(LevelTotal) && len(b.convertedPapers()) > 0 {
		out = append(out, "折算单印有总分，只送使用该项得分的考核主管部门，不随通报公开。")
	}
	for _, name := range b.unconverted() {
		out = append(out, "“"+name+"”中该项的分值未填，没有生成它的折算单。")
	}
	if len(b.lost) > 0 {
		out = append(out, "字库中没有这些字，PDF 中印作“〓”，请手工填写："+string(slices.Sorted(maps.Keys(b.lost)))+"。")
	}
	return out
}

// tieNotes tell that those of one rank, who know their own total, know each other's.
func (b *builder) tieNotes() []string {
	const most = 3
	var out []string
	for i := 0; i < len(b.s.Units); {
		j := i
		var names []string
		for ; j < len(b.s.Units) && b.s.Units[j].Rank == b.s.Units[i].Rank; j++ {
			names = append(names, b.s.Units[j].Name)
		}
		if len(names) > 1 {
			out = append(out, and(names)+"并列，各自知道本单位的总分，就知道对方的总分。")
		}
		i = j
	}
	if len(out) > most {
		return []string{fmt.Sprintf("有%d处并列，并列的单位各自知道本单位的总分，就知道对方的总分。", len(out))}
	}
	return out
}
