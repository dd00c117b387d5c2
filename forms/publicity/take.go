package publicity

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"zicha/forms"
	"zicha/forms/merge"
	"zicha/scoring"
)

// Figure is a field with what was counted for it.
type Figure struct {
	Path     forms.Path
	Label    string // "13.1 数据总量"
	Old, New string
}

// InTenThousands words a count in 万条, exactly: 3200 is 0.32.
func InTenThousands(n int) string {
	text := fmt.Sprintf("%d.%04d", n/10_000, n%10_000)
	return strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
}

// StandardInTenThousands reports whether the city's standard for 17, where the dossier has it, looks as if given in 万条: the rows are
// a hundred times as many, or more, or it or the figure there is has decimals, which 条 have not.
func (r *Result) StandardInTenThousands(d *forms.Dossier) bool {
	standard, reported := r.standard(d), ""
	if c := r.Targets.Reported; c != nil {
		reported = d.Get(forms.AnswerPath(c.ID, r.Targets.fields[markReported]))
	}
	return scoring.InTenThousands(standard, strconv.Itoa(r.Counted)) || standard != "" && strings.Contains(reported, ".")
}

// Figures lists the fields of a dossier there are figures for, with what they hold now and would hold. A criterion that could
// not be counted, and all where no row counts, are left out: blank is not zero. So is the number of departments where the register has
// rows and keeps them, for both would contradict each other. The city's standard in 17 is no figure.
func (r *Result) Figures(d *forms.Dossier, ch Choice) []Figure {
	if r.Counted == 0 {
		return nil
	}
	var out []Figure
	at := r.Targets
	add := func(c *scoring.Criterion, mark, value string) {
		field, marked := at.fields[mark]
		if c == nil || !marked || r.Gaps[c.ID] != "" || !ch.Wants(c.ID) {
			return
		}
		p := forms.AnswerPath(c.ID, field)
		out = append(out, Figure{p, d.Label(p), d.Get(p), value})
	}
	add(at.Complete, markRecords, strconv.Itoa(r.Counted))
	add(at.Complete, markComplete, strconv.Itoa(r.Complete))
	if ch.Wan {
		add(at.Reported, markReported, InTenThousands(r.Counted))
	} else {
		add(at.Reported, markReported, strconv.Itoa(r.Counted))
	}
	if len(r.Names) > 0 && (ch.Register || r.Registered(d) == 0) {
		add(at.Departments, markDepartments, strconv.Itoa(len(r.Names)))
	}
	if r.Updated > 0 {
		add(at.Timely, markUpdated, strconv.Itoa(r.Updated))
		add(at.Timely, markOnTime, strconv.Itoa(r.OnTime))
	}
	return out
}

// Choice says which figures are taken over.
type Choice struct {
	// Criteria are those wanted; none is all.
	Criteria []string
	// Register takes the names of the departments into the register of 18 too, in place of the rows it has.
	Register bool
	// Wan gives 17 in 万条, as the city's standard may be.
	Wan bool
}

// Wants reports whether a criterion is chosen.
func (ch Choice) Wants(criterion string) bool {
	return len(ch.Criteria) == 0 || slices.Contains(ch.Criteria, criterion)
}

// Changes plans taking the figures over. What there are no figures for stays as it is.
func (r *Result) Changes(d *forms.Dossier, ch Choice) []forms.Change {
	other := forms.New(d.Edition, nil)
	for _, f := range r.Figures(d, ch) {
		other.Apply(forms.Change{Path: f.Path, New: f.New})
	}
	if r.RegisterRows(ch) > 0 {
		c := r.Targets.Departments
		for _, name := range r.Names {
			changes := other.AddRows(c.ID, map[string]string{c.Register.Columns[0].Key: name})
			other.Apply(changes...)
		}
	}
	changes, _ := merge.Plan(d, other)
	return changes
}

// Registered is how many departments the register of 18 counts now.
func (r *Result) Registered(d *forms.Dossier) int {
	c := r.Targets.Departments
	if c == nil || c.Register == nil {
		return 0
	}
	n, _ := c.RegisterCount(d.Rows(c.ID))
	return n
}

// RegisterRows is how many rows the register of 18 would have, 0 where it is not taken over.
func (r *Result) RegisterRows(ch Choice) int {
	c := r.Targets.Departments
	if c == nil || c.Register == nil || !ch.Register || !ch.Wants(c.ID) || r.Gaps[c.ID] != "" {
		return 0
	}
	return len(r.Names)
}

// standard is the standard the figure in its unit is held against, "" where there is none.
func (r *Result) standard(d *forms.Dossier) string {
	c := r.Targets.Reported
	if c == nil || c.Spec.Standard == "" {
		return ""
	}
	return d.Get(forms.AnswerPath(c.ID, c.Spec.Standard))
}

// UnitDoubt asks about the unit of 17, "" where there is nothing to ask: the standard looks as if given in 万条, the figure would be in 条.
func (r *Result) UnitDoubt(d *forms.Dossier, ch Choice) string {
	if ch.Wan || r.Targets.Reported == nil || !ch.Wants(r.Targets.Reported.ID) || r.Counted == 0 || !r.StandardInTenThousands(d) {
		return ""
	}
	return fmt.Sprintf("%s的考核标准现填%s，像是以万条计；这里数出的%d条合%s万条，现在要按条填入%d", item(r.Targets.Reported), r.standard(d),
		r.Counted, InTenThousands(r.Counted), r.Counted)
}

// Leaps words the figures taken over that would become more than five times what they are, or less than a fifth.
func (r *Result) Leaps(d *forms.Dossier, ch Choice) []string {
	var changes []forms.Change
	for _, f := range r.Figures(d, ch) {
		changes = append(changes, forms.Change{Path: f.Path, Old: f.Old, New: f.New})
	}
	return merge.Leaps(d, changes)
}

// Remarks are sentences to be read before the figures are taken over.
func (r *Result) Remarks(d *forms.Dossier) []string {
	year := fmt.Sprintf("按作出决定的日期在%d年内的行计数；没有决定日期的看公示日期，两个日期都没有的照常计入。", r.Year)
	if r.AnyYear {
		year = "各年度的行都计入。"
	}
	at := r.Targets
	if rows := (Targets{Complete: at.Complete, Reported: at.Reported, Timely: at.Timely}).Numbers(); len(rows) > 1 {
		year += "第" + strings.Join(rows, "、") + "项用的是同一批行。"
	}
	out := []string{year}
	if assessor := d.Edition.Words.Assessor; at.Reported != nil {
		out = append(out, item(at.Reported)+"的单位要与"+assessor+"的考核标准一致；考核标准由"+assessor+"提供，这里不改动。")
	}
	if at.Reported != nil && r.StandardInTenThousands(d) {
		out = append(out, fmt.Sprintf("%s的考核标准现填%s，像是以万条计；%d条合%s万条。", item(at.Reported), r.standard(d), r.Counted, InTenThousands(r.Counted)))
	}
	for _, id := range at.Criteria() {
		if words := r.Gaps[id]; words != "" {
			out = append(out, words+"。")
		}
	}
	for _, words := range slices.Concat(r.Unchecked, r.Altered) {
		out = append(out, words+"。")
	}
	if n := r.Registered(d); n > 0 && len(r.Names) > 0 {
		out = append(out, fmt.Sprintf("%s的台账里有%d家部门，计分以台账为准；要用这次数出的%d家，请用部门名单替换台账。", item(at.Departments), n, len(r.Names)))
	}
	return out
}

// Title is what the history says of taking figures over; the files' names stand in it.
func (r *Result) Title() string { return "双公示数据 " + strings.Join(r.Tables, "、") }

// Total words how many rows count.
func (r *Result) Total() string {
	return fmt.Sprintf("表头以下共%d行，计入%d行，没有计入%d行。", r.Rows, r.Counted, r.Rows-r.Counted)
}

// Line words a tally: how many rows, why, and where the first are.
func (r *Result) Line(t *Tally) string {
	where := t.Where()
	if len(t.Seen) > 0 {
		where += "，如“" + strings.Join(t.Seen, "”“") + "”"
	}
	return fmt.Sprintf("%d行：%s（%s）", t.Count, t.Reason.Words(r.Year, r.Targets), where)
}

// Sums are the totals by name: what is counted for the four indicators.
func (r *Result) Sums() []string {
	var out []string
	say := func(c *scoring.Criterion, words string) {
		if c != nil && r.Gaps[c.ID] == "" {
			out = append(out, item(c)+"："+words)
		}
	}
	at := r.Targets
	say(at.Complete, fmt.Sprintf("数据%d条，其中包含关键信息%d条", r.Counted, r.Complete))
	say(at.Reported, fmt.Sprintf("报送%d条", r.Counted))
	say(at.Departments, fmt.Sprintf("公示的部门%d家", len(r.Names)))
	say(at.Timely, fmt.Sprintf("更新%d条，其中%d个工作日内公示%d条", r.Updated, at.Days(), r.OnTime))
	return out
}
