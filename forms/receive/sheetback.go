package receive

import (
	"cmp"
	"context"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"zicha/forms/files"
	"zicha/forms/review"
	"zicha/forms/tables"
	"zicha/scoring"
)

// SheetPlan is what taking a score sheet in would come to. It is taken whole or not at all.
type SheetPlan struct {
	File      string
	Unit      string // who filled it in
	Rows      int
	Blank     int // rows in which nothing was filled in
	Same      int // rows whose new score is the one there is
	Decisions []SheetDecision
	Stale     []string // sentences: rows whose score or data changed since the sheet was written
	Wrong     []string // sentences: rows that cannot be taken
}

// SheetDecision is a row that becomes a decision.
type SheetDecision struct {
	review.Decision
	Name  string // the county's
	Old   string // the score there is, "" for none
	Place string
	state string
}

// PlanSheet reads a score sheet that came back. Nothing is stored. Each row is held against what the book says now: one that was written on another
// score or on other data is stale. The error is for a file that is no score sheet.
func PlanSheet(ctx context.Context, b *review.Book, p review.Person, path string) (*SheetPlan, error) {
	v, err := b.View()
	if err != nil {
		return nil, err
	}
	grid, err := sheetGrid(ctx, path)
	if err != nil {
		return nil, err
	}
	out := &SheetPlan{File: path}
	seen := map[string]string{}
	for _, l := range grid.Lines() {
		if l.IsBlank() {
			continue
		}
		out.Rows++
		out.row(v, l, seen)
	}
	if out.Rows == 0 {
		return nil, refuse("评分表“%s”里没有内容", filepath.Base(path))
	}
	if len(out.Decisions) == 0 {
		return out, nil
	}
	errs, err := b.CheckDecisions(review.Person{By: cmp.Or(p.By, "甲"), Role: p.Role, Unit: out.Unit}, out.decisions()...)
	for i, e := range errs {
		if e != nil {
			out.Wrong = append(out.Wrong, out.Decisions[i].Place+"："+e.Error())
		}
	}
	return out, err
}

func sheetGrid(ctx context.Context, path string) (*tables.Grid, error) {
	sheets, err := readSheets(ctx, path)
	if err != nil {
		return nil, err
	}
	for _, s := range sheets {
		if g := scoreGrid(s); g != nil {
			return g, nil
		}
	}
	return nil, refuse("“%s”不是评分表，或者它的表头已被改动；请使用从汇总导出的评分表", filepath.Base(path))
}

// scoreGrid gives a sheet as a score sheet, nil for another.
func scoreGrid(s *tables.Sheet) *tables.Grid {
	return s.Grid(folded, []string{folded(colCode), folded(colNo), folded(colNew), folded(colReason), folded(colState)})
}

// row reads one row.
func (p *SheetPlan) row(v *review.View, l tables.Line, seen map[string]string) {
	score, reason := strings.TrimSpace(l.Text(colNew)), strings.TrimSpace(l.Text(colReason))
	no, _ := strconv.Atoi(scoring.FoldKey(l.Text(colNo)))
	c := v.Cell(strings.TrimSpace(l.Text(colCode)), no)
	if p.Unit == "" {
		p.Unit = strings.TrimSpace(l.Text(colBy))
	}
	if score == "" && reason == "" && l.Cell(colNew).Kind != tables.Wrong {
		p.Blank++
		return
	}
	if title, words := p.unfit(v, c, l); words != "" {
		p.Wrong = append(p.Wrong, l.Place(title)+"："+words)
		return
	}
	key := c.County + "/" + strconv.Itoa(no)
	if before := seen[key]; before != "" {
		p.Wrong = append(p.Wrong, l.Place(colNew)+"：与"+before+"是同一项")
		return
	}
	seen[key] = l.Place(colNew)
	p.decide(v, c, l)
}

// unfit says why a filled row cannot be taken, and at which column.
func (p *SheetPlan) unfit(v *review.View, c *review.Cell, l tables.Line) (title, words string) {
	word, broken := l.Cell(colNew).Wrong()
	switch {
	case broken:
		return colNew, "里面是" + tables.WrongWords(word) + "，请改填分数"
	case c == nil:
		return colCode, "名单里没有这个单位，或者没有这一项指标"
	case strings.TrimSpace(l.Text(colBy)) != p.Unit:
		return colBy, "一份评分表里有两个评分单位"
	case strings.TrimSpace(l.Text(colNew)) == "":
		return colNew, v.Label(c) + "只写了理由，没有写新分"
	}
	return "", ""
}

// decide makes a decision of a row, unless it is stale or says what holds already.
func (p *SheetPlan) decide(v *review.View, c *review.Cell, l tables.Line) {
	stage, then := review.Stage(strings.TrimSpace(l.Text(colStage))), strings.TrimSpace(l.Text(colOld))
	score, reason, old := number(strings.TrimSpace(l.Text(colNew))), strings.TrimSpace(l.Text(colReason)), oldScore(c, stage)
	switch {
	case cellState(c) != strings.TrimSpace(l.Text(colState)) || number(old) != number(then):
		p.Stale = append(p.Stale, l.Place(colNew)+"："+staleWords(v, c, old, then))
	case score == old && reason == "" && c.State != review.Stale:
		p.Same++
	default:
		p.Decisions = append(p.Decisions, SheetDecision{
			Decision: review.Decision{County: c.County, Indicator: c.Indicator.No, Stage: stage, Score: score, Reason: reason},
			Name:     v.Unit(c.County).Unit.Name, Old: old, Place: l.Place(colNew), state: cellState(c),
		})
	}
}

// number brings a number into one form, so that 5, 5.00 and ５ are the same (G12); what is none stays.
func number(text string) string {
	p, err := scoring.ParsePoints(scoring.FoldKey(text))
	if err != nil {
		return text
	}
	return p.String()
}

// staleWords name both sides of a row that is no longer as it was written.
func staleWords(v *review.View, c *review.Cell, now, then string) string {
	shown := func(s string) string { return cmp.Or(number(s), "没有评分") }
	if number(now) != number(then) {
		return v.Label(c) + "在导出评分表之后评过：表上的原分是" + shown(then) + "，现在是" + shown(now)
	}
	return v.Label(c) + "在导出评分表之后有变化（填报内容、" + v.Edition.Words.Assessor + "数据、口径或评分记录）"
}

func (p *SheetPlan) decisions() []review.Decision {
	out := make([]review.Decision, len(p.Decisions))
	for i, d := range p.Decisions {
		out[i] = d.Decision
	}
	return out
}

// TakeSheet makes decisions of a score sheet, by the person given for the unit that filled it in: all of them, or none where a row is stale or
// wrong or changed since the sheet was planned.
func TakeSheet(b *review.Book, p review.Person, plan *SheetPlan) error {
	switch {
	case len(plan.Wrong)+len(plan.Stale) > 0:
		return refuse("评分表有%d行不能采用，都没有保存：%s", len(plan.Wrong)+len(plan.Stale), slices.Concat(plan.Wrong, plan.Stale)[0])
	case p.Unit != "" && p.Unit != plan.Unit:
		return refuse("评分表是%s填的，这里写的单位是“%s”", plan.Unit, files.Printable(p.Unit))
	}
	p.Unit = plan.Unit
	v, err := b.View()
	if err != nil {
		return err
	}
	for _, d := range plan.Decisions {
		if c := v.Cell(d.County, d.Indicator); c == nil || cellState(c) != d.state {
			return refuse("%s第%d项在预览之后有变化，都没有保存；请重新预览", d.Name, d.Indicator)
		}
	}
	return b.Decide(p, plan.decisions()...)
}

// Words sums the plan up in one sentence.
func (p *SheetPlan) Words() string {
	n := strconv.Itoa
	return "评分表共" + n(p.Rows) + "行：采用" + n(len(p.Decisions)) + "行，与原分相同" + n(p.Same) + "行，未填" + n(p.Blank) + "行，已过时" + n(len(p.Stale)) +
		"行，不能采用" + n(len(p.Wrong)) + "行"
}
