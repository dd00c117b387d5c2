package publicity

import (
	"cmp"
	"context"
	"errors"
	"hash/maphash"
	"io"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"zicha/forms/merge"
	"zicha/forms/tables"
	"zicha/scoring"
	"zicha/scoring/canon"
)

// Job is what is to be counted.
type Job struct {
	Tables []*Table
	// Year is the assessed year. Rows decided in another are left out unless AnyYear is set; a row without a date of decision is judged
	// by that of its publication, and one without either counts.
	Year    int
	AnyYear bool
	// Targets are what is counted for.
	Targets Targets
	// Calendar knows the working days.
	Calendar *scoring.Calendar
	// Report is told how far the work is, may be nil.
	Report func(step string, part float64)
}

// Limits on what is counted.
const (
	maxRows        = 5_000_000
	maxDepartments = 1000
	askEvery       = 1024 // rows between two looks at the context
)

// Result is what was counted. Rows = Counted + the rows left out.
type Result struct {
	Targets    Targets
	Year       int
	AnyYear    bool
	Rows       int
	Counted    int // 13 数据总量, 17 报送数据量
	Complete   int // 13
	Updated    int // 19
	OnTime     int // 19
	Names      []string
	Altered    []string // a line for each name that had to be altered
	Left       []*Tally // left out
	Noted      []*Tally // counted, but to be known
	Tables     []string
	Gaps       map[string]string // why a criterion has no figures, by its id
	Unchecked  []string          // what could not be looked for, in sentences
	department map[string]bool
}

// Count reads all rows. The error, one plain sentence, is for a file that could not be read to its end; cancelling gives the context's.
func Count(ctx context.Context, job Job) (out *Result, err error) {
	return newCounter(job).count(ctx)
}

func (c *counter) count(ctx context.Context) (*Result, error) {
	job := c.job
	var done, total int64
	for _, t := range job.Tables {
		total += t.source.size
	}
	for _, t := range job.Tables {
		read := func(n int) {
			if done += int64(n); job.Report != nil && total > 0 {
				job.Report("正在读取“"+t.Name()+"”", min(1, float64(done)/float64(total)))
			}
		}
		if err := c.table(ctx, t, read); err != nil {
			return nil, named(t.Path, err)
		}
	}
	return c.finish(), nil
}

// counter takes rows one by one. Of the rows themselves nothing is kept but the hashes by which duplicates are known.
type counter struct {
	job    Job
	out    *Result
	words  map[string]headingOf
	seen   map[[2]uint64]struct{}
	seeds  [2]maphash.Seed
	key    []byte
	when   punctual
	tally  map[Reason]*Tally
	t      *Table
	name   string
	has    [meanings]int // the column of each meaning, -1 for none
	header [meanings]string
	is1904 bool
	failed error  // in a row
	split  *split // nil where all is counted together
}

func newCounter(job Job) *counter {
	return &counter{
		job: job, words: lexicon(), seen: map[[2]uint64]struct{}{}, seeds: [2]maphash.Seed{maphash.MakeSeed(), maphash.MakeSeed()},
		when: punctual{job.Calendar, job.Targets.Days(), map[date]deadline{}}, tally: map[Reason]*Tally{},
		out: &Result{Targets: job.Targets, Year: job.Year, AnyYear: job.AnyYear, Gaps: map[string]string{}, department: map[string]bool{}},
	}
}

// table counts one table.
func (c *counter) table(ctx context.Context, t *Table, read func(n int)) error {
	c.t, c.name = t, t.Name()
	want := make([]bool, len(t.Header))
	want[0] = true // where notes stand
	for meaning := range meanings {
		c.has[meaning], c.header[meaning] = -1, ""
		if column, ok := t.Columns[meaning]; ok && column >= 0 && column < len(t.Header) {
			c.has[meaning], c.header[meaning] = column, foldHeading(t.Header[column])
			want[column] = true
		}
	}
	if c.split != nil {
		want[c.split.columns[t]] = true
	}
	c.gaps()
	if stamp(t.Path) != t.stamp {
		return refuse("在选择之后改动过，或者已被移走；请重新选择")
	}
	rows, err := t.source.open(ctx, want, read)
	if err != nil {
		return err
	}
	defer rows.Close()
	c.is1904 = rows.date1904
	c.out.Tables = append(c.out.Tables, c.name)
	return c.rows(ctx, rows)
}

func (c *counter) rows(ctx context.Context, rows *opened) error {
	for n := 0; ; n++ {
		r, err := rows.next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if n%askEvery == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if r.no <= c.t.HeaderRow {
			continue
		}
		if c.out.Rows++; c.out.Rows > maxRows {
			return refuse("行数太多，合起来超过%d万行；请分年度导出后再选", maxRows/10_000)
		}
		of := c
		if c.split != nil {
			of = c.split.of(c, r)
		}
		if of.row(r); of.failed != nil {
			return of.failed
		}
	}
}

// gaps says what cannot be counted for want of a column.
func (c *counter) gaps() {
	name := "“" + c.name + "”"
	missing := func(m Meaning) bool { return c.has[m] < 0 }
	gap := func(criterion *scoring.Criterion, words string) {
		if criterion != nil && c.out.Gaps[criterion.ID] == "" {
			c.out.Gaps[criterion.ID] = name + words + "，" + item(criterion) + "没有算"
		}
	}
	at := c.job.Targets
	anyCode := slices.ContainsFunc(c.has[firstCode:lastCode+1], func(column int) bool { return column >= 0 })
	if missing(Party) || !anyCode {
		gap(at.Complete, "没有选名称列或代码列")
	}
	if missing(Authority) {
		gap(at.Departments, "没有选机关列")
	}
	if missing(Decided) || missing(Published) {
		gap(at.Timely, "没有选决定日期列或公示日期列")
	}
	if missing(Decided) && missing(Published) && !c.job.AnyYear {
		c.out.Unchecked = append(c.out.Unchecked, name+"没有日期列，无法区分年度，所有行都计入")
	}
	if missing(Party) || missing(Number) {
		c.out.Unchecked = append(c.out.Unchecked, name+"没有选文号列或名称列，没有查重")
	}
}

// cell gives the text of a meaning in a row, "" where it says nothing.
func (c *counter) cell(r *row, m Meaning) string {
	column := c.has[m]
	if column < 0 || column >= len(r.cells) || isBlank(r.cells[column]) {
		return ""
	}
	return merge.Unguarded(r.cells[column])
}

// decision is a row as far as it is looked at.
type decision struct {
	text               [meanings]string
	decided, published date
	hasDecided         bool
	hasPublished       bool
}

// row takes one row.
func (c *counter) row(r *row) {
	var d decision
	for m := range meanings {
		d.text[m] = c.cell(r, m)
	}
	for m := firstCode; m <= lastCode; m++ {
		d.text[m] = code(d.text[m])
	}
	d.decided, d.hasDecided = parseDate(d.text[Decided], c.is1904)
	d.published, d.hasPublished = parseDate(d.text[Published], c.is1904)
	if r.wrong != "" {
		c.mark(Formula, r)
		c.tally[Formula].see(r.wrong)
	}
	if reason := c.dismiss(r, &d); reason != "" {
		if c.mark(reason, r); reason == Year {
			c.tally[Year].see(cmp.Or(d.text[Decided], d.text[Published]))
		}
		return
	}
	c.out.Counted++
	if r.hidden {
		c.mark(Unseen, r)
	}
	c.complete(r, &d)
	c.department(r, d.text[Authority])
	c.timely(r, &d)
	for m := range meanings {
		if strings.ContainsRune(d.text[m], utf8.RuneError) {
			c.mark(Garbled, r)
			break
		}
	}
}

func (c *counter) mark(reason Reason, r *row) {
	t := c.tally[reason]
	if t == nil {
		t = &Tally{Reason: reason}
		c.tally[reason] = t
	}
	t.add(Place{c.name, r.no})
}

// complete looks for name and code; only that they are there counts, what is wrong with them is told.
func (c *counter) complete(r *row, d *decision) {
	switch {
	case c.has[Party] < 0:
	case d.text[Party] == "":
		c.mark(NoParty, r)
	case !coded(d):
		c.mark(NoCode, r)
	default:
		c.out.Complete++
	}
	if s := d.text[Credit]; s != "" && !ValidCredit(s) && !strings.Contains(s, "*") {
		c.mark(WrongCredit, r)
	}
	if s := d.text[Identity]; identityShape.MatchString(s) && !ValidIdentity(s) {
		c.mark(WrongID, r)
	}
}

// department notes an authority.
func (c *counter) department(r *row, name string) {
	if c.has[Authority] < 0 || len(c.out.department) > maxDepartments {
		return
	}
	name, notes := canon.Text(clip(tables.Show(name), 300))
	if !strings.ContainsFunc(name, unicode.IsLetter) { // 0, or characters nobody sees
		if c.mark(NoAuthority, r); name != "" {
			c.tally[NoAuthority].see(name)
		}
		return
	}
	key := scoring.FoldKey(name)
	if !c.out.department[key] {
		c.out.department[key] = true
		c.out.Names = append(c.out.Names, tidy(name))
		if len(notes) > 0 {
			c.out.Altered = append(c.out.Altered, "部门名称“"+scoring.Clip(tidy(name))+"”"+canon.Words(notes))
		}
	}
}

// timely counts a row for 19.
func (c *counter) timely(r *row, d *decision) {
	if c.has[Decided] < 0 || c.has[Published] < 0 {
		return
	}
	late := Reason("")
	switch {
	case d.text[Decided] == "":
		late = NoDecided
	case !d.hasDecided:
		late = BadDecided
	case d.text[Published] == "":
		late = NoPublished
	case !d.hasPublished:
		late = BadPublished
	case d.published < d.decided:
		late = Early
	default:
		yes, ok := c.when.onTime(d.decided, d.published)
		switch {
		case !ok:
			c.mark(Beyond, r)
			return
		case yes:
			c.out.OnTime++
		default:
			late = Late
		}
	}
	c.out.Updated++
	if late != "" {
		c.mark(late, r)
	}
	switch late {
	case BadDecided:
		c.tally[late].see(d.text[Decided])
	case BadPublished:
		c.tally[late].see(d.text[Published])
	}
}

// finish sets the tallies in order.
func (c *counter) finish() *Result {
	to := &c.out.Left
	for _, known := range reasons {
		if t := c.tally[known.reason]; t != nil {
			*to = append(*to, t)
		}
		if known.reason == Blank {
			to = &c.out.Noted
		}
	}
	if len(c.out.department) > maxDepartments {
		c.out.Names = nil
		if to := c.job.Targets.Departments; to != nil {
			c.out.Gaps[to.ID] = "机关一列的不同写法太多，像是选错了列，" + item(to) + "没有算"
		}
	}
	return c.out
}
