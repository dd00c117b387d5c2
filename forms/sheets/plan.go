package sheets

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"zicha/forms"
	"zicha/forms/merge"
)

// Item is one thing the sheets would change; of a value each offer has the one change it would make.
type Item struct {
	merge.Item

	path forms.Path // of a value
	rows *Table     // of a register
	job  *job       // of a piece of evidence
	from []*Sheet   // of each offer
}

// put adds an offer of a sheet.
func (it *Item) put(s *Sheet, o merge.Offer) *Item {
	it.Offers, it.from = append(it.Offers, o), append(it.from, s)
	return it
}

// Note is something to be told of a sheet, in no item.
type Note struct {
	Department string // "" for the folder
	forms.Problem
}

// Plan is what the sheets would change, before anything is changed.
type Plan struct {
	Items   []*Item
	Notes   []Note
	Same    int // values that are in the dossier already
	Sheets  []*Sheet
	Waiting []Waiting // who has not answered, once everything that fills blanks was taken

	d     *forms.Dossier // with all of that
	jobs  []*job
	files map[string]*folder // by path
}

// MakePlan compares sheets with the dossier; of the files beside them only the named ones are read, for their hashes. The error is that
// of a cancelled context. The dossier is not changed.
func MakePlan(ctx context.Context, d *forms.Dossier, list []*Sheet) (*Plan, error) {
	p := &Plan{Sheets: list, d: d.Clone(), files: map[string]*folder{}}
	for _, s := range list {
		for _, problem := range s.Problems {
			p.Notes = append(p.Notes, Note{s.Department.Title(), problem})
		}
		for _, v := range s.Values {
			p.offer(v.Path, v.Value, s)
		}
	}
	for _, s := range list {
		for i := range s.Tables {
			p.register(s, &s.Tables[i])
		}
	}
	for _, s := range list {
		for _, piece := range s.Pieces {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			if err := p.piece(ctx, s, piece); err != nil {
				return nil, err
			}
		}
	}
	p.numbered(ctx)
	p.leftover()
	p.settle()
	return p, ctx.Err()
}

// offer takes in what a sheet says of a value.
func (p *Plan) offer(path forms.Path, value string, s *Sheet) {
	name := p.who(s)
	change := forms.Change{Path: path, Old: p.d.Get(path), New: value}
	change.New = p.d.CleanValue(change, func(words string) {
		p.Notes = append(p.Notes, Note{s.Department.Title(), forms.Problem{Code: codeText, Severity: forms.Hint, Where: path, Message: words}})
	})
	value = change.New
	i := slices.IndexFunc(p.Items, func(it *Item) bool { return it.path == path })
	if i < 0 {
		i = len(p.Items)
		mine := p.d.Display(path, p.d.Get(path))
		p.Items = append(p.Items, &Item{Item: merge.Item{Title: p.d.Label(path), Mine: mine, Pick: merge.PickNone}, path: path})
	}
	it := p.Items[i]
	for j, o := range it.Offers {
		if o.Changes[0].New == value {
			if !slices.Contains(o.From, name) {
				it.Offers[j].From = append(o.From, name)
			}
			return
		}
	}
	it.put(s, merge.Offer{From: []string{name}, Text: p.d.Display(path, value), Changes: []forms.Change{change}})
}

// who names a sheet's department, with the file where two sheets are of the same one.
func (p *Plan) who(s *Sheet) string {
	for _, other := range p.Sheets {
		if other != s && other.Department.ID == s.Department.ID {
			return s.Department.Title() + "（" + s.Name() + "）"
		}
	}
	return s.Department.Title()
}

// register plans the rows of a register; those that are there already are told.
func (p *Plan) register(s *Sheet, t *Table) {
	plan, err := merge.PlanTable(p.d, t.Criterion.ID, t.Rows)
	note := func(severity forms.Severity, place, message string) {
		p.Notes = append(p.Notes, Note{s.Department.Title(), forms.Problem{
			Code: codeRow, Severity: severity, Criterion: t.Criterion.ID, Place: place, Message: message,
		}})
	}
	if err != nil {
		note(forms.Error, t.Sheet, err.Error())
		return
	}
	for _, problem := range plan.Problems {
		note(forms.Warning, t.Sheet, fmt.Sprintf("第%d行第%d列：%s", problem.Row, problem.Column, problem.Message))
	}
	if plan.Same > 0 {
		note(forms.Hint, t.Sheet, fmt.Sprintf("有%d行在台账里已经有了，没有重复添加", plan.Same))
	}
	if len(plan.Changes) == 0 {
		return
	}
	words := fmt.Sprintf("新增%d行", plan.New)
	if plan.Filled > 0 {
		words += fmt.Sprintf("，补上空白的%d格", plan.Filled)
	}
	p.d.Apply(plan.Changes...)
	it := &Item{Item: merge.Item{Title: t.Criterion.ID + " 台账"}, rows: t}
	p.Items = append(p.Items, it.put(s, merge.Offer{From: []string{p.who(s)}, Text: words}))
}

// settle leaves out what the dossier has already, answers what fills a blank, and tells who has not answered.
func (p *Plan) settle() {
	var kept []*Item
	for _, it := range p.Items {
		if it.path == "" {
			kept = append(kept, it)
			continue
		}
		have, said := p.d.Get(it.path), it.Offers[0].Changes
		if len(it.Offers) == 1 && said[0].New == have {
			p.Same++
			continue
		}
		if have == "" && len(it.Offers) == 1 {
			it.Pick = 0
			p.d.Apply(said...)
		}
		kept = append(kept, it)
	}
	for _, it := range p.Items {
		j := it.job
		if j == nil || it.Pick < 0 {
			continue
		}
		if j.item == "" {
			p.d.Apply(j.attach(p.d)...)
		} else {
			p.d.Apply(j.extend(p.d)...)
		}
	}
	back := map[string]bool{}
	for _, s := range p.Sheets {
		back[s.Department.ID] = true
	}
	p.Items = kept
	p.Waiting = WaitingFor(p.d, back)
}

// Choices are the items as they are shown and answered.
func (p *Plan) Choices() []*merge.Item {
	out := make([]*merge.Item, len(p.Items))
	for i, it := range p.Items {
		out[i] = &it.Item
	}
	return out
}

// Open counts the conflicts nobody has chosen in.
func (p *Plan) Open() int {
	_, _, open := merge.Count(p.Choices())
	return open
}

// Waiting is a department that has not answered, or not all.
type Waiting struct {
	Department forms.Department
	Silent     bool     // no sheet of it has come back
	Blank      []string // criteria not filled in
	Bare       []string // criteria without evidence that want some
}

// String says it in Chinese.
func (w Waiting) String() string {
	var parts []string
	if w.Silent {
		parts = append(parts, "还没有交回")
	}
	if len(w.Blank) > 0 {
		parts = append(parts, "未填"+strings.Join(w.Blank, "、"))
	}
	if len(w.Bare) > 0 {
		parts = append(parts, "缺佐证"+strings.Join(w.Bare, "、"))
	}
	return w.Department.Title() + "：" + strings.Join(parts, "；")
}

// WaitingFor lists the departments with something assigned whose sheet has not come back, or which left something open; back names those
// whose sheet is coming back now.
func WaitingFor(d *forms.Dossier, back map[string]bool) []Waiting {
	blank := forms.BlankCriteria(d.Score())
	backed := d.BackedCriteria()
	var out []Waiting
	for _, dep := range d.Departments() {
		w := Waiting{Department: dep, Silent: dep.Returned == "" && !back[dep.ID]}
		assigned := d.Assigned(dep.ID)
		for _, c := range assigned {
			if blank[c.ID] {
				w.Blank = append(w.Blank, c.ID)
			}
			if len(c.Evidence) > 0 && !backed[c.ID] {
				w.Bare = append(w.Bare, c.ID)
			}
		}
		if len(assigned) > 0 && (w.Silent || len(w.Blank) > 0 || len(w.Bare) > 0) {
			out = append(out, w)
		}
	}
	return out
}
