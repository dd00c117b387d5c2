package results

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"zicha/forms/review"
	"zicha/forms/wording"
	"zicha/scoring"
)

// circular is the 通报 drafted for the government. It says no more of the scores than the level allows: neither a number nor a name that tells
// one, see leaks.
func (b *builder) circular() []wording.Part {
	var t text
	government := b.office(b.e.Review.Government)
	t.title(government+"关于", b.e.Titled(""), "考核结果的通报")
	t.add(wording.PartTitle, b.draftMark())
	t.add(wording.PartRecipient, "各"+b.e.Words.Unit+"，各有关单位：")
	t.head("一、基本情况")
	t.say(b.ground() + "要求，" + b.office(b.e.Review.Confirm) + "会同有关单位对" + b.units() + b.subject() + "进行了考核。本次考核共" + b.size() + "。" + b.processWords())
	t.head("二、考核结果")
	t.say(b.publishedWords()...)
	t.head("三、存在问题")
	t.say(b.troubles()...)
	t.head("四、有关要求")
	t.say("各"+b.e.Words.Unit+"要对照考核指标和存在问题，逐项分析原因，明确责任单位和完成时限，认真整改。",
		"各有关单位要加强指导和日常监测，及时提供数据、反馈问题，推动"+b.matter()+"各项任务落实。",
		"各"+b.e.Words.Unit+"、各有关单位要如实填报和提供材料，对提供虚假材料的，按规定该项不得分。")
	t.annexes(b.publishedTitles()...)
	t.add(wording.PartSignatory, government)
	date := "　　　　年　　月　　日"
	if b.approved() {
		date = wording.ChineseDate(b.s.Approval.Date)
	}
	t.add(wording.PartDate, date)
	return t.parts
}

// publishedTitles name the circular's annexes; tables that are parts of one are one.
func (b *builder) publishedTitles() []string {
	var out []string
	for _, g := range b.publishedTables() {
		if g.part <= 1 {
			out = append(out, g.title)
		}
	}
	return out
}

// publishedWords are the result in the words of the level.
func (b *builder) publishedWords() []string {
	long := len(b.s.Units) > longList
	switch {
	case b.o.Publish == LevelOrder && long:
		return []string{"各" + b.e.Words.Unit + "考核结果的次序见附件。"}
	case b.o.Publish == LevelOrder:
		return []string{"考核结果从高到低依次为：" + inOrder(b.s.Units, false) + "。"}
	case b.o.Publish == LevelGrades:
		return b.graded(long)
	case long:
		return []string{"各" + b.e.Words.Unit + "考核得分和位次见" + strings.Join(b.annexNames(), "、") + "。"}
	}
	return []string{"考核得分从高到低依次为：" + inOrder(b.s.Units, true) + "。各" + b.e.Words.Unit + "得分见" + strings.Join(b.annexNames(), "、") + "。"}
}

// annexNames are what the circular's annexes are called.
func (b *builder) annexNames() []string {
	var out []string
	for _, a := range b.published() {
		if !strings.HasSuffix(a.name, continued) {
			out = append(out, a.name)
		}
	}
	return out
}

// draftMark stands under the circular's title until it is approved: it is drafted for the government.
func (b *builder) draftMark() string {
	if b.approved() {
		return ""
	}
	return "（代拟稿）"
}

// graded names the counties of each grade, within one by their totals.
func (b *builder) graded(long bool) []string {
	out := []string{"考核结果分为" + strings.Join(b.gradeNames(), "、") + "。同一等次内按得分从高到低排列："}
	if long {
		return []string{"考核结果分为" + strings.Join(b.gradeNames(), "、") + "，各" + b.e.Words.Unit + "的等次见附件。"}
	}
	for i, g := range b.grades {
		units, words := b.inGrade(i), "无"
		if len(units) > 0 {
			words = fmt.Sprintf("%d个，%s", len(units), inOrder(units, false))
		}
		out = append(out, item(i, g.Name+"："+words+"。"))
	}
	return out
}

func (b *builder) gradeNames() []string {
	var out []string
	for _, g := range b.grades {
		out = append(out, g.Name)
	}
	return out
}

// inGrade are a grade's counties.
func (b *builder) inGrade(grade int) []review.UnitResult {
	var out []review.UnitResult
	for _, u := range b.s.Units {
		if b.gradeOf(u) == grade {
			out = append(out, u)
		}
	}
	return out
}

// troubles names where most is lost. Numbers stand there only where all of them are published: an average would tell hidden scores.
func (b *builder) troubles() []string {
	type loss struct {
		ind      *scoring.Indicator
		lost, of scoring.Points
	}
	var losses []loss
	for _, ind := range b.e.Indicators() {
		if ind.Section.Apart != scoring.InTotal || ind.Max == 0 {
			continue
		}
		l := loss{ind: ind}
		for _, u := range b.s.Units {
			l.lost, l.of = l.lost+ind.Max-u.Cells[ind.No-1].Score, l.of+ind.Max
		}
		losses = append(losses, l)
	}
	slices.SortStableFunc(losses, func(x, y loss) int { return cmp.Compare(y.lost*x.of, x.lost*y.of) }) // by the share lost
	const most = 5
	var names []string
	for _, l := range losses[:min(most, len(losses))] {
		if l.lost <= 0 {
			break
		}
		name := "“" + l.ind.Title + "”"
		if b.o.Publish.shows(LevelAll) {
			name += "（平均得分率" + percent(l.of-l.lost, l.of) + "）"
		}
		names = append(names, name)
	}
	if len(names) == 0 {
		return []string{"（由起草部门根据实际情况补充。）"}
	}
	words := "从考核情况看，失分相对集中的指标是：" + strings.Join(names, "、") + "。"
	if causes := b.causeNames(); causes != "" {
		words += "失分的原因主要是" + causes + "。"
	}
	if b.approved() {
		return []string{words}
	}
	return []string{words, "（由起草部门根据实际情况补充。）"}
}

// percent is a share in percent with one decimal, half up.
func percent(part, whole scoring.Points) string {
	n := (part*2000 + whole) / (2 * whole)
	return strconv.FormatInt(int64(n/10), 10) + "." + strconv.FormatInt(int64(n%10), 10) + "%"
}

// publishedTables are the tables that go with the circular.
func (b *builder) publishedTables() []*grid {
	long := len(b.s.Units) > longList
	switch b.o.Publish {
	case LevelOrder:
		if long {
			return []*grid{b.orderTable("考核结果次序", false)}
		}
	case LevelGrades:
		if long {
			return []*grid{b.gradeTable()}
		}
	case LevelTotal:
		return []*grid{b.orderTable("考核得分", true)}
	case LevelSections:
		return []*grid{b.sections()}
	case LevelAll:
		out := []*grid{b.sections()}
		for _, g := range b.scores() {
			out = append(out, g.public())
		}
		return out
	}
	return nil
}

// public is the table as it is published: what was not looked at again, and why, stays between the offices; the decision stands.
func (g *grid) public() *grid {
	out := *g
	out.rows, out.notes = nil, nil
	for _, row := range g.rows {
		row = slices.Clone(row)
		for i := range row {
			row[i] = strings.TrimSuffix(row[i], markOld)
		}
		out.rows = append(out.rows, row)
	}
	for _, n := range g.notes {
		if !strings.HasPrefix(n, "标"+markOld) {
			out.notes = append(out.notes, n)
		}
	}
	return &out
}

// orderTable lists the counties in order, with their totals or without.
func (b *builder) orderTable(what string, totals bool) *grid {
	g := &grid{title: b.e.City + b.e.Titled(what)}
	g.columns = []column{{head: "位次", width: 60}, {head: b.e.Words.Unit}}
	if totals {
		g.columns = append(g.columns, column{head: "总分", width: 60, score: true})
	}
	for _, u := range b.s.Units {
		row := []string{strconv.Itoa(u.Rank), u.Name}
		if totals {
			row = append(row, u.Total.String())
		}
		g.add(row...)
	}
	return g
}

// gradeTable lists the counties with their grades.
func (b *builder) gradeTable() *grid {
	g := &grid{title: b.titled("考核等次")}
	g.columns = []column{{head: "等次", width: 60}, {head: "等次内次序", width: 60}, {head: b.e.Words.Unit}}
	for i, grade := range b.grades {
		units := b.inGrade(i)
		for j, u := range units {
			at := strconv.Itoa(j + 1) // within the grade: a rank over all would tell where one that a veto put there stands
			for k := j; k > 0 && units[k-1].Rank == u.Rank; k-- {
				at = strconv.Itoa(k)
			}
			g.add(grade.Name, at, u.Name)
		}
	}
	return g
}
