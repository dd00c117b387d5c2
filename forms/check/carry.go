package check

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"zicha/forms"
	"zicha/scoring"
)

// Carried is what a dossier of a new year starts with.
type Carried struct {
	Values map[forms.Path]string
	Kept   []string // the criteria of the new rulebook whose answers are last year's, unconfirmed
	Yearly []string // the criteria to be filled in anew each year that were filled in last year
	// Changed has a sentence for everything that stands as a note only, and for what is kept under other points or another rule.
	Changed []string
	Notes   []string // what else should be known

	criteria map[string]scoring.Pair // by last year's id, what evidence goes to
	same     map[string]bool         // last year's ids whose answers were taken over
}

// Carry plans a dossier of the same county for another edition out of last year's, sentence by sentence (scoring.Compare): the answers and
// the register of a criterion whose sentence is the same and which the new edition marks as lasting are taken over unconfirmed; all else
// of last year is a note at its place. The document's number and date are not taken over. The error is a plain Chinese sentence.
func Carry(old *forms.Dossier, e *scoring.Edition) (Carried, error) {
	code := old.Get(forms.CountyPath("code"))
	switch {
	case code == "" || old.County() == "":
		return Carried{}, fmt.Errorf("上年档案未填单位名称和%s，无法确定是哪个%s的，没有新建。请先在上年档案里补填", old.Edition.CodeLabel(), old.Edition.Words.Unit)
	case e.Year < old.Edition.Year:
		return Carried{}, fmt.Errorf("上年档案是%d年度的，不能用来新建%d年度的档案，请检查所选的是否为上年档案", old.Edition.Year, e.Year)
	}
	c := carrier{old: old, e: e}
	c.out = Carried{Values: forms.Begin(e, code, old.County()), criteria: map[string]scoring.Pair{}, same: map[string]bool{}}
	if e.Year == old.Edition.Year {
		c.out.Notes = append(c.out.Notes, fmt.Sprintf("新旧档案都是%d年度的。要建立下一年度的档案，请用下一年度的考核指标", e.Year))
	}
	if name := c.out.Values[forms.CountyPath("name")]; name != old.County() {
		c.out.Notes = append(c.out.Notes, fmt.Sprintf("单位名称按考核指标的名单改为“%s”，上年是“%s”", name, old.County()))
	}
	for _, f := range forms.ProfileFields(e) {
		if v := old.Profile(f.Key); v != "" && f.Key != "date" && f.Key != "number" {
			c.out.Values[forms.ProfilePath(f.Key)] = v
		}
	}
	for _, f := range forms.LayoutFields() {
		if v := old.Get(forms.LayoutPath(f.Key)); v != "" {
			c.out.Values[forms.LayoutPath(f.Key)] = v
		}
	}
	for _, f := range forms.LetterParts {
		c.note(f.Key, "", old.Narrative(f.Key))
	}
	c.indicators(scoring.Compare(old.Edition, e))
	return c.out, nil
}

// carrier makes the plan.
type carrier struct {
	old *forms.Dossier
	e   *scoring.Edition
	out Carried
}

// The reasons a note gives for standing as a note.
const (
	becauseYearly = "每年重填"
	becauseText   = "评分标准有变化"
	becauseField  = "填报项目有变化"
)

// note adds last year's words for a part, with the year and, where there is one to be given, the reason they were not taken over.
func (c *carrier) note(part, reason, words string) {
	if words = strings.TrimSpace(words); words == "" {
		return
	}
	if reason != "" {
		reason = "，" + reason
	}
	p := forms.LastYearPath(part)
	if before := c.out.Values[p]; before != "" {
		words = before + "\n" + words
	} else {
		words = fmt.Sprintf("（%d年度%s）", c.old.Edition.Year, reason) + words
	}
	c.out.Values[p] = words
}

func (c *carrier) tell(format string, args ...any) {
	c.out.Changed = append(c.out.Changed, fmt.Sprintf(format, args...))
}

// indicators goes through last year's indicators and their criteria, each to what has become of it.
func (c *carrier) indicators(diff *scoring.Comparison) {
	lost := c.lost(diff)
	for _, was := range c.old.Edition.Indicators() {
		is := diff.Indicator(was)
		c.written(was, is)
		c.mark(was, is)
		for _, crit := range was.Criteria {
			c.criterion(diff.From(crit), is)
		}
	}
	if lost > 0 {
		c.out.Notes = append(c.out.Notes, fmt.Sprintf("上年反馈里的%d处失分列在各要点处，填报时请对照", lost))
	}
	slices.SortFunc(c.out.Kept, func(a, b string) int { return c.place(a) - c.place(b) })
	slices.SortFunc(c.out.Yearly, func(a, b string) int { return c.place(a) - c.place(b) })
}

// place is a criterion's place in the new rulebook.
func (c *carrier) place(id string) int {
	return slices.IndexFunc(c.e.Criteria(), func(crit *scoring.Criterion) bool { return crit.ID == id })
}

// at is the part notes of an indicator stand at, with what names it where it has no place of its own any more.
func at(was, is *scoring.Indicator) (part, name string) {
	if is == nil {
		return forms.LastYearOther, fmt.Sprintf("第%d项 %s", was.No, was.Title)
	}
	return strconv.Itoa(is.No), ""
}

// written notes what was written at an indicator: 完成情况, and 备注.
func (c *carrier) written(was, is *scoring.Indicator) {
	part, name := at(was, is)
	story, remark := c.old.Narrative(strconv.Itoa(was.No)), c.old.Get(forms.RemarkPath(was.No))
	if story = strings.TrimSpace(story); story != "" && name != "" {
		story = name + "完成情况：" + story
	}
	c.note(part, "", story)
	if remark = strings.TrimSpace(remark); remark != "" {
		c.note(part, "", name+"备注："+remark)
	}
}

// mark notes that an indicator was marked 不涉及. It is never taken over: whether there was nothing to do this year is to be said anew.
func (c *carrier) mark(was, is *scoring.Indicator) {
	mark := was.Mark()
	if mark == nil || c.old.Get(forms.AnswerPath(mark.ID, scoring.MarkAbsent)) != "true" {
		return
	}
	part, name := at(was, is)
	words := name + "上年标为“不涉及”"
	if reason := strings.TrimSpace(c.old.Get(forms.AnswerPath(mark.ID, scoring.MarkReason))); reason != "" {
		words += "，理由：" + reason
	}
	c.note(part, "", words)
	c.tell("第%d项 %s：上年标为“不涉及”，没有沿用，今年仍不涉及的请重新标明", was.No, was.Title)
	if is != nil && is.Mark() != nil {
		c.out.criteria[mark.ID] = scoring.Pair{Was: mark, Is: is.Mark()}
	}
}

// criterion takes a criterion over or leaves it as a note; is is what has become of its indicator.
func (c *carrier) criterion(p scoring.Pair, is *scoring.Indicator) {
	if p.Is != nil {
		c.out.criteria[p.Was.ID] = p
		c.tellRule(p)
	}
	words := c.filled(p.Was)
	switch {
	case p.SameSentence() && p.Is.Carry == scoring.CarryLasting:
		c.take(p)
	case words == "":
	case p.SameSentence():
		c.note(p.Is.ID, becauseYearly, words)
		c.out.Yearly = append(c.out.Yearly, p.Is.ID)
	case p.Is != nil:
		c.note(p.Is.ID, becauseText, words)
		c.tell("%s：评分标准有变化，只作备注", name(p.Was))
	default:
		part, _ := at(p.Was.Indicator, is)
		c.note(part, "", name(p.Was)+"："+words)
		what := "要点"
		if is == nil {
			what = "项"
		}
		c.tell("%s：新的考核指标没有这一%s，只作备注", name(p.Was), what)
	}
}

func name(crit *scoring.Criterion) string { return crit.ID + " " + crit.Title }

// tellRule tells of a criterion with the same sentence that it gives other points, or by another rule.
func (c *carrier) tellRule(p scoring.Pair) {
	if !p.SameSentence() {
		return
	}
	var said []string
	for _, d := range p.Differences {
		if d.Kind == scoring.PointsChanged || d.Kind == scoring.RuleChanged || d.Kind == scoring.DaysChanged {
			said = append(said, d.String())
		}
	}
	if len(said) > 0 {
		c.tell("%s：所考核的内容没有变化，计分有变化（%s）", name(p.Is), strings.Join(said, "；"))
	}
}

// take takes a criterion's answers and register over, unconfirmed. What the new one has no field, option or column for is a note.
func (c *carrier) take(p scoring.Pair) {
	any := false
	var left []string
	for _, f := range p.Was.Fields {
		v := c.old.Get(forms.AnswerPath(p.Was.ID, f.Key))
		if v == "" {
			continue
		}
		if value, ok := p.Carried(f, v); ok {
			c.out.Values[forms.AnswerPath(p.Is.ID, p.Field(f).Key)] = value
			any = true
		} else {
			left = append(left, f.Label+"："+f.Display(v)+f.Unit)
		}
	}
	rows, unfit := c.rows(p)
	left, any = append(left, unfit...), any || rows > 0
	c.out.same[p.Was.ID] = true
	if any {
		c.out.Values[forms.UnconfirmedPath(p.Is.ID)] = forms.UnconfirmedMark
		c.out.Kept = append(c.out.Kept, p.Is.ID)
	}
	if len(left) > 0 {
		c.note(p.Is.ID, becauseField, strings.Join(left, "；"))
		c.tell("%s：填报项目有变化，没有沿用的只作备注（%s）", name(p.Is), strings.Join(left, "；"))
	}
}

// rows takes the rows of a criterion's register over, as far as the new one has columns for them; it gives how many, and what is left.
func (c *carrier) rows(p scoring.Pair) (taken int, left []string) {
	for place, row := range c.old.Rows(p.Was.ID) {
		if p.Is.Register == nil {
			left = append(left, strings.Join(p.Was.Register.Words(row), " "))
			continue
		}
		cells := map[forms.Path]string{}
		for _, col := range p.Was.Register.Columns {
			v := row.Cells[col.Key]
			if value, ok := p.Carried(col, v); ok {
				cells[forms.CellPath(p.Is.ID, row.ID, p.Field(col).Key)] = value
			} else if v != "" {
				left = append(left, fmt.Sprintf("台账第%d行%s：%s", place+1, col.Label, col.Display(v)))
			}
		}
		if len(cells) > 0 {
			taken++
			c.out.Values[forms.CellPath(p.Is.ID, row.ID, forms.OrderKey)] = strconv.Itoa(taken)
			maps.Copy(c.out.Values, cells)
		}
	}
	return taken, left
}

// filled words all that was filled in at a criterion, "" where nothing was.
func (c *carrier) filled(crit *scoring.Criterion) string {
	var said []string
	for _, f := range crit.Fields {
		if v := c.old.Get(forms.AnswerPath(crit.ID, f.Key)); v != "" {
			said = append(said, f.Label+"："+f.Display(v)+f.Unit)
		}
	}
	var rows []string
	for _, row := range c.old.Rows(crit.ID) {
		rows = append(rows, strings.Join(crit.Register.Words(row), " "))
	}
	if len(rows) > 0 {
		said = append(said, fmt.Sprintf("台账%d行：%s", len(rows), strings.Join(rows, "、")))
	}
	return strings.Join(said, "；")
}

// Unconfirmed gives those of some criteria of the new dossier whose answers were taken over, which evidence of last year makes doubtful.
func (c Carried) Unconfirmed(criteria []string) []string {
	return slices.DeleteFunc(slices.Clone(criteria), func(id string) bool { return !slices.Contains(c.Kept, id) })
}

// Evidence is an item of last year as a new one: for the criteria it goes to, with register rows and expected pieces where those were
// taken over, and without what was said about its date, so that the date is looked at. ok is false where there is no criterion for it.
func (c Carried) Evidence(e forms.Evidence) (item forms.Evidence, criterion string, ok bool) {
	item = forms.Evidence{Title: e.Title, DocNo: e.DocNo, Date: e.Date, Issuer: e.Issuer, Pages: e.Pages, Delivery: e.Delivery}
	for _, id := range e.Criteria {
		if to := c.criteria[id].Is; to != nil {
			item.Criteria = append(item.Criteria, to.ID)
		}
	}
	for _, ref := range e.Rows {
		if id, row, _ := strings.Cut(ref, "#"); c.same[id] && c.criteria[id].Is.Register != nil {
			item.Rows = append(item.Rows, c.criteria[id].Is.ID+"#"+row)
		}
	}
	for _, token := range e.Expect {
		id, place, _ := strings.Cut(token, "#")
		p, known := c.criteria[id]
		if n, err := strconv.Atoi(place); known && err == nil && n >= 1 && n <= len(p.Was.Evidence) {
			if now := p.Piece(n - 1); now >= 0 {
				item.Expect = append(item.Expect, forms.ExpectToken(p.Is, now))
			}
		}
	}
	if e.Removed || len(item.Criteria) == 0 {
		return forms.Evidence{}, "", false
	}
	return item, item.Criteria[0], true
}
