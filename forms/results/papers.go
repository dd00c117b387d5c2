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
	draft, seal := b.draftMark(), "；打印后盖章。"
	if b.s.Process {
		seal = "。"
	}
	results, government := strings.Join(b.e.Review.Results, "、"), b.e.Review.Government
	out := []paper{
		{b.name("考核结果的函", ".pdf"), "函及附表", "报送" + results + "，附得分和位次、分项得分、得分变动及理由、采用数据" + seal, b.resultPaper, nil},
		{b.name("考核结果的函", ".docx"), "函（Word）", "同一份函和附表，要改措辞时在 Word 或 WPS 里改。", b.document(b.resultLetter, b.resultAnnexes, false), b.resultPaper},
		{b.name("考核结果的请示", ".pdf"), "请示及附件", "报请" + government + "审定，附通报代拟稿、情况说明、得分和位次、有关部门意见表" + seal, b.requestPaper, nil},
		{b.name("考核结果的请示", ".docx"), "请示（Word）", "同一份请示和后两个附件，要改措辞时在 Word 或 WPS 里改。", b.document(b.request, b.requestAnnexes, true), b.requestPaper},
		{b.name("考核结果的通报"+draft, ".pdf"), "通报" + draft, b.circularUse(), b.circularPaper, nil},
		{b.name("考核结果的通报"+draft, ".docx"), "通报（Word）", "同一份通报和附表，供" + government + "办公部门修改和套印。", b.document(b.circular, b.published, true), b.circularPaper},
		{b.name("考核情况的说明", ".docx"), "情况说明（Word）", "随请示报送，写明程序、依据、核查和得分变动的情况。", b.document(b.explanation, nil, true), b.explanationPaper},
	}
	out = append(out, b.convertedPapers()...)
	if len(b.flagged()) > 0 {
		out = append(out, paper{b.name("现场核查表", ".pdf"), "现场核查表", "现场核查时带去，每项一张，由两名核查人填写签字；存入审核档案，不报送。", b.onSitePaper, nil})
	}
	out = append(out, b.casePapers()...)
	return append(out,
		paper{b.name("审核台账", ".pdf"), "审核台账", "全部审核记录，存入审核档案备查；不公开。", b.trailPaper, nil},
		paper{b.name("考核结果数据", ".xlsx"), "工作簿", "与纸面相同的各张表，供" + results + "核对和统计。", b.workbook, b.workbookPaper})
}

// circularUse says whom the circular is for.
func (b *builder) circularUse() string {
	to := "各" + b.e.Words.Unit + "和各有关单位"
	if b.approved() {
		return "由" + b.e.Review.Government + "印发" + to + "，按审定的公布方式写。"
	}
	return "代" + b.e.Review.Government + "拟，审定后由它印发" + to + "；写到哪一级由公布方式定。"
}

// setting is a letter with its title for the bookmarks.
func setting(parts []wording.Part, lead string) letter.Letter {
	return letter.Letter{Title: joined(parts), Parts: parts, Lead: lead}
}

// annex is a table that goes with a letter: 附件1, its title, and the tables that stand under it.
type annex struct {
	name, title string
	tables      []*grid
}

// resultPaper is the 函 with its tables.
func (b *builder) resultPaper(context.Context) ([]byte, error) {
	parts := b.resultLetter()
	p := b.start(joined(parts), false)
	setting(parts, "").Set(p.doc)
	p.annexes(b.resultAnnexes())
	return p.bytes()
}

// resultAnnexes are the tables of the 函.
func (b *builder) resultAnnexes() []annex {
	out := []annex{b.rankingAnnex("附件1")}
	for i, g := range b.scores() {
		out = append(out, annex{again("附件2", i), g.heading(), []*grid{g}})
	}
	return append(out,
		annex{"附件3", b.titled(titleChanges), []*grid{b.changes()}},
		annex{"附件4", b.titled(titleFigures) + "和口径裁定", []*grid{b.figures(), b.rulings()}})
}

// rankingAnnex is the table of the ranks with its charts, for the offices and the government alone.
func (b *builder) rankingAnnex(name string) annex {
	g := b.ranking()
	g.charted = true
	return annex{name, b.titled(titleRanking), []*grid{g}}
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
	p.annexes(b.requestAnnexes())
	return p.bytes()
}

// requestAnnexes are the tables of the 请示; its annexes before them are letters.
func (b *builder) requestAnnexes() []annex {
	opinions := b.opinions()
	return []annex{b.rankingAnnex("附件3"), {"附件4", opinions.title, []*grid{opinions}}}
}

// explanationPaper is the explanation by itself, to be looked at: it goes out bound to the 请示, or as a document.
func (b *builder) explanationPaper(context.Context) ([]byte, error) {
	parts := b.explanation()
	p := b.start(joined(parts), true)
	setting(parts, "").Set(p.doc)
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
	p.annexes(b.published())
}

// published are the circular's tables: 附件 where there is one, else 附件1, 附件2, 附件2（续）.
func (b *builder) published() []annex {
	var out []annex
	at, many := 0, len(b.publishedTitles()) > 1
	for _, g := range b.publishedTables() {
		if g.part <= 1 {
			at++
		}
		name := "附件"
		if many {
			name += strconv.Itoa(at)
		}
		out = append(out, annex{again(name, g.part-1), g.heading(), []*grid{g}})
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

// document is a letter's .docx with its tables.
func (b *builder) document(words func() []wording.Part, annexes func() []annex, before bool) func(context.Context) ([]byte, error) {
	return func(context.Context) ([]byte, error) {
		parts := words()
		l := letterdoc.Letter{
			Title: joined(parts), Subject: b.e.Title, Author: b.office(b.e.Review.Confirm), Created: b.moment(), Parts: parts, Foot: b.foot(before),
			Head: (&pages{builder: b, before: before}).head(),
		}
		if annexes != nil {
			l.Tables = documentTables(annexes())
		}
		return l.Bytes()
	}
}

// documentTables are the tables of annexes as a document has them.
func documentTables(annexes []annex) []letterdoc.Table {
	var out []letterdoc.Table
	for _, a := range annexes {
		for i, g := range a.tables {
			name, title := a.name, a.title
			if i > 0 {
				name, title = "", g.title
			}
			out = append(out, g.document(name, title))
		}
	}
	return out
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
	if list := b.unconverted(); len(list) > 0 {
		out = append(out, "“"+strings.Join(list, "”“")+"”中该项的分值未填，没有生成折算单。")
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
