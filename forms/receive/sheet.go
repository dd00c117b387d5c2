package receive

import (
	"context"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"zicha/forms/files"
	"zicha/forms/review"
	"zicha/forms/tables"
	"zicha/scoring"
)

// SheetName is the sheet that scores are read from.
const SheetName = "评分表"

// The headings of a score sheet. Those behind colState are hidden: what each row was made on.
const (
	colCode   = "代码"
	colNo     = "序号"
	colTitle  = "考核指标"
	colMax    = "满分"
	colFilled = "填报/数据"
	colOld    = "原分"
	colNew    = "新分"
	colReason = "理由"
	colStage  = "环节"
	colBy     = "评分单位"
	colState  = "记录"
)

func sheetColumns(e *scoring.Edition) []tables.Column {
	return []tables.Column{
		{Title: colCode, Width: 10},
		{Title: unitTitle(e), Width: 14},
		{Title: colNo, Width: 6},
		{Title: colTitle, Width: 28},
		{Title: colMax, Width: 7},
		{Title: colFilled, Width: 34},
		{Title: colOld, Width: 9},
		{Title: colNew, Width: 9},
		{Title: colReason, Width: 36},
		{Title: colStage},
		{Title: colBy},
		{Title: colState},
	}
}

// unitTitle heads the column of names; nothing is read of it.
func unitTitle(e *scoring.Edition) string { return e.Words.Unit }

// SheetJob says what a score sheet asks for.
type SheetJob struct {
	Unit       string // who fills it in
	Indicators []int  // none: those of the unit
}

// WriteSheet writes the score sheet (评分表) of a unit that has no program: a row per county and indicator, with what was filled in and the score
// there is. Only the new score and its reason can be filled in. It never overwrites.
func WriteSheet(ctx context.Context, b *review.Book, path string, job SheetJob) error {
	v, err := b.View()
	if err != nil {
		return err
	}
	job.Unit = strings.TrimSpace(job.Unit)
	stages, err := sheetStages(v.Edition, job)
	if err != nil {
		return err
	}
	w := tables.NewWriter(10.5)
	p := w.Page(SheetName, sheetColumns(v.Edition))
	p.Heads()
	rows := 0
	for _, ind := range v.Edition.Indicators() {
		stage, asked := stages[ind.No]
		if !asked {
			continue
		}
		for _, u := range v.Units {
			sheetRow(p, v, u.Cells[ind.No-1], sheetUnit{u.Unit.Name, job.Unit, stage})
			rows++
		}
	}
	p.Finish(tables.Setup{
		Heads: 1, Names: 4, Filtered: rows + 1, Protected: true,
		Header: tables.InHeader(v.Edition.Title+" "+job.Unit+SheetName, 80), Footer: "&P/&N",
	})
	w.Properties(tables.Properties{Title: SheetName, Subject: v.Edition.Title})
	place := files.Place{Path: path, Check: func(name string) error { return checkSheet(ctx, b, name, rows) }}
	return place.Write(ctx, func(f *os.File) error { return w.Write(f) })
}

// sheetStages says which indicators a sheet has, each with the act that its rows become: 初评 and 确认 are the units' of the rulebook, what the
// city holds may be scored by any unit.
func sheetStages(e *scoring.Edition, job SheetJob) (map[int]review.Stage, error) {
	out := map[int]review.Stage{}
	if job.Unit == "" {
		return nil, refuse("请写明填评分表的单位")
	}
	for _, no := range job.Indicators {
		ind := e.Indicator(no)
		switch {
		case ind == nil:
			return nil, refuse("没有第%d项考核指标；请写1至%d的序号", no, len(e.Indicators()))
		case !ind.Source.Self():
			out[no] = review.StageDirect
		case job.Unit == e.Review.Initial:
			out[no] = review.StageInitial
		case job.Unit == e.Review.Confirm:
			out[no] = review.StageConfirmed
		default:
			return nil, refuse("第%d项由%s初评、%s确认，不能由%s评分", no, e.Review.Initial, e.Review.Confirm, job.Unit)
		}
	}
	for _, ind := range e.Indicators() {
		mine := ind.Source == scoring.Bureau && job.Unit == e.Review.Initial || ind.Source == scoring.Commission && job.Unit == e.Review.Confirm
		if len(job.Indicators) == 0 && mine {
			out[ind.No] = review.StageDirect
		}
	}
	if len(out) == 0 {
		return nil, refuse("没有由%s掌握数据的指标；请写明要它评分的指标序号", job.Unit)
	}
	return out, nil
}

// sheetUnit is what the rows of a sheet share.
type sheetUnit struct {
	name, by string
	stage    review.Stage
}

func sheetRow(p *tables.Page, v *review.View, c *review.Cell, u sheetUnit) {
	number := func(text string) tables.Entry {
		return tables.Entry{Text: text, Look: tables.Look{Format: tables.Decimals, Align: tables.Centre}, Number: text != ""}
	}
	open := tables.Look{Fill: tables.FillOpen, Open: true}
	score := tables.Look{Fill: tables.FillOpen, Open: true, Format: tables.Decimals, Align: tables.Centre}
	p.Put(tables.Look{}, tables.Values{
		colCode: {Text: c.County}, unitTitle(v.Edition): {Text: u.name}, colNo: {Text: strconv.Itoa(c.Indicator.No), Number: true, Look: tables.Look{Format: tables.General, Align: tables.Centre}},
		colTitle: {Text: c.Indicator.Title, What: colTitle}, colMax: number(c.Indicator.Max.String()), colFilled: {Text: filledWords(v, c), What: colFilled},
		colOld: number(oldScore(c, u.stage)), colNew: {Look: score}, colReason: {Look: open},
		colStage: {Text: string(u.stage)}, colBy: {Text: u.by}, colState: {Text: cellState(c)},
	})
	p.Allow(colNew, p.Last(), p.Last(), tables.Rule{
		Key: c.Indicator.Max.String(), Least: "0", Most: c.Indicator.Max.Short(), Points: true,
		Refusal: "应填0至" + c.Indicator.Max.Short() + "分之间的分数，最多两位小数。", Title: colNew, Words: "不改动请留空；与原分不同请写理由。",
	})
}

// oldScore is the score that a sheet's new one replaces, "" for none.
func oldScore(c *review.Cell, stage review.Stage) string {
	p := c.Confirmed
	if stage == review.StageInitial {
		p = c.Initial
	}
	if p == nil {
		return ""
	}
	return p.String()
}

// filledWords are what a score is given on: the claim, and the city's figures with what they come to.
func filledWords(v *review.View, c *review.Cell) string {
	var parts []string
	if c.Indicator.Source.Self() {
		parts = append(parts, "自评"+c.ClaimText)
		if c.Initial != nil {
			parts = append(parts, "初评"+c.Initial.String())
		}
	}
	for _, f := range v.Figures {
		if of, field := v.Edition.FieldNamed(f.Field); f.County == c.County && of != nil && of.Indicator == c.Indicator && field.Entry() == nil {
			parts = append(parts, field.Label+f.Value)
		}
	}
	if words := v.Progress(c); words != "" {
		parts = append(parts, words)
	}
	if !c.Indicator.Source.Self() && c.Reckoned != nil {
		parts = append(parts, "按数据得"+c.Reckoned.String())
	}
	if len(parts) == 0 {
		return "没有数据"
	}
	return strings.Join(parts, "；")
}

// cellState is what a row was made on: the hash of the facts and the acts that held.
func cellState(c *review.Cell) string {
	out := c.Facts
	for _, h := range c.Heads {
		out += " " + h.ID
	}
	return out
}

// checkSheet reads a written sheet back.
func checkSheet(ctx context.Context, b *review.Book, path string, rows int) error {
	p, err := PlanSheet(ctx, b, review.Person{}, path)
	if err != nil {
		return err
	}
	if p.Rows != rows || len(p.Wrong) > 0 || len(p.Decisions) > 0 {
		return files.Unlike(filepath.Base(path))
	}
	return nil
}
