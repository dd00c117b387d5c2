package receive

import (
	"context"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"zicha/forms"
	"zicha/forms/publicity"
	"zicha/forms/review"
)

// DecisionsJob is a table of 双公示 decisions of the whole city.
type DecisionsJob struct {
	Count   publicity.Job            // Targets are those of the book's rulebook
	Columns map[*publicity.Table]int // the column that says whose a row is; nil guesses it, see publicity.UnitColumn
	Choice  publicity.Choice
}

// NoDecisions says of a rulebook that nothing in it is counted from decisions.
const NoDecisions = "这份汇总的考核指标没有注明哪些字段由双公示数据填报，不能采用双公示数据"

// PlanDecisions counts a city's 双公示 tables for every county in one go and plans the figures that come of it.
func PlanDecisions(ctx context.Context, b *review.Book, job DecisionsJob) (*FigurePlan, error) {
	v, err := b.View()
	if err != nil {
		return nil, err
	}
	targets := publicity.TargetsOf(v.Edition)
	if !targets.Any() {
		return nil, refuse(NoDecisions)
	}
	if job.Count.Targets = targets; job.Count.Year == 0 {
		job.Count.Year = v.Edition.Year
	}
	columns := map[*publicity.Table]int{}
	for _, t := range job.Count.Tables {
		column, ok := job.Columns[t]
		if !ok {
			column, ok = publicity.UnitColumn(t, v.Edition.Units)
		}
		if ok {
			columns[t] = column
		}
	}
	counted, err := publicity.CountByUnit(ctx, job.Count, v.Edition.Units, columns)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, t := range job.Count.Tables {
		names = append(names, filepath.Base(t.Path))
	}
	p := &FigurePlan{File: strings.Join(slices.Compact(names), "、")}
	p.decisions(v, counted, job.Choice)
	return p, nil
}

// decisions plans what was counted.
func (p *FigurePlan) decisions(v *review.View, counted *publicity.ByUnit, choice publicity.Choice) {
	old := figuresOf(v)
	notes := map[string]bool{}
	for _, u := range v.Units {
		r := counted.Units[u.Unit.Code]
		if r == nil {
			p.Notes = append(p.Notes, u.Unit.Name+"在表里没有数据，没有改动")
			continue
		}
		d := holding(v, u)
		for _, words := range append(r.Leaps(d, choice), r.UnitDoubt(d, choice)) {
			if words != "" {
				p.Doubts = append(p.Doubts, u.Unit.Name+"："+strings.TrimSuffix(words, "。")+"。")
			}
		}
		for _, f := range r.Figures(d, choice) {
			part := f.Path.Parts()
			p.count(v, u, review.Figure{County: u.Unit.Code, Field: part.Criterion + "." + part.Key, Value: f.New}, old)
		}
		p.Notes = append(p.Notes, u.Unit.Name+"："+r.Total())
		for _, t := range r.Left {
			p.Notes = append(p.Notes, u.Unit.Name+"没有计入"+r.Line(t))
		}
		for _, words := range r.Gaps {
			notes[words] = true
		}
		for _, words := range r.Unchecked {
			notes[words] = true
		}
	}
	if n := counted.Rest.Counted; n > 0 {
		p.Notes = append(p.Notes, "有"+strconv.Itoa(n)+"行没有对应到名单上的"+v.Edition.Words.Unit+"，没有计入："+strings.Join(counted.Strange, "、"))
	}
	p.Notes = append(p.Notes, slices.Sorted(maps.Keys(notes))...)
	if len(p.Changes) == 0 && p.Same == 0 {
		p.Wrong = append(p.Wrong, "“"+p.File+"”里没有可以采用的数据")
	}
}

// holding is a dossier that holds the city's figures for a county and nothing else.
func holding(v *review.View, u *review.UnitView) *forms.Dossier {
	d := forms.New(v.Edition, nil)
	for _, f := range v.Figures {
		if c, field := v.Edition.FieldNamed(f.Field); f.County == u.Unit.Code && c != nil && field.Entry() == nil {
			d.Apply(forms.Change{Path: forms.AnswerPath(c.ID, field.Key), New: f.Value})
		}
	}
	return d
}

// count plans one figure. A field that is the county's to fill in is left to it.
func (p *FigurePlan) count(v *review.View, u *review.UnitView, f review.Figure, old map[string]string) {
	c, field := v.Edition.FieldNamed(f.Field)
	if c == nil || !review.CityHolds(c, field) {
		return
	}
	if old[f.County+" "+f.Field] == f.Value {
		p.Same++
		return
	}
	label := "第" + strconv.Itoa(c.Indicator.No) + "项" + field.Label
	p.Changes = append(p.Changes, FigureChange{County: f.County, Name: u.Unit.Name, Field: f.Field, Label: label, Old: old[f.County+" "+f.Field], New: f.Value})
}
