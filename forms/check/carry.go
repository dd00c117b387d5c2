package check

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"zicha/forms"
	"zicha/scoring"
)

// Carried is what a dossier of a new year starts with.
type Carried struct {
	Values  map[forms.Path]string
	Kept    []string // the criteria of the new rulebook whose answers are last year's, unconfirmed
	Changed []string // one sentence for everything that stands as a note only
	Notes   []string // what else should be known

	criteria map[string]*scoring.Criterion // by last year's id, the criterion that evidence goes to
	same     map[string]bool               // last year's ids whose answers were taken over
}

// Carry plans a dossier of the same county for another edition out of last year's. Answers and registers of indicators whose official
// text is the same, by its hash without spaces and widths, are taken over unconfirmed; everything else of last year is a note. The
// document's number and date are not taken over. The error is a plain Chinese sentence.
func Carry(old *forms.Dossier, e *scoring.Edition) (Carried, error) {
	code := old.Get(forms.CountyPath("code"))
	switch {
	case code == "" || old.County() == "":
		return Carried{}, fmt.Errorf("上年档案未填单位名称和%s，无法确定是哪个%s的，没有新建。请先在上年档案里补填", old.Edition.CodeLabel(), old.Edition.Words.Unit)
	case e.Year < old.Edition.Year:
		return Carried{}, fmt.Errorf("上年档案是%d年度的，不能用来新建%d年度的档案，请检查所选的是否为上年档案", old.Edition.Year, e.Year)
	}
	c := carrier{old: old, e: e, year: fmt.Sprintf("（%d年度）", old.Edition.Year)}
	c.out = Carried{Values: forms.Begin(e, code, old.County()), criteria: map[string]*scoring.Criterion{}, same: map[string]bool{}}
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
		c.note(f.Key, old.Narrative(f.Key))
	}
	c.indicators()
	return c.out, nil
}

// carrier makes the plan.
type carrier struct {
	old  *forms.Dossier
	e    *scoring.Edition
	year string // "（2017年度）"
	out  Carried
}

// note adds last year's words for a part.
func (c *carrier) note(part, words string) {
	if words = strings.TrimSpace(words); words == "" {
		return
	}
	p := forms.LastYearPath(part)
	if before := c.out.Values[p]; before != "" {
		words = before + "\n" + words
	} else {
		words = c.year + words
	}
	c.out.Values[p] = words
}

// textHash is what an official text is known by, whatever its spaces and widths.
func textHash(text string) [sha256.Size]byte { return sha256.Sum256([]byte(scoring.FoldKey(text))) }

// indicators goes through last year's indicators: to the one with the same text, else of the same title, else of the same number.
func (c *carrier) indicators() {
	match := pair(c.old.Edition.Indicators(), c.e.Indicators(),
		func(a, b *scoring.Indicator) bool { return textHash(a.Text) == textHash(b.Text) },
		func(a, b *scoring.Indicator) bool { return scoring.FoldKey(a.Title) == scoring.FoldKey(b.Title) },
		func(a, b *scoring.Indicator) bool { return a.No == b.No })
	for _, was := range c.old.Edition.Indicators() {
		c.indicator(was, match[was])
	}
	slices.SortFunc(c.out.Kept, func(a, b string) int { return c.place(a) - c.place(b) })
}

// place is a criterion's place in the new rulebook.
func (c *carrier) place(id string) int {
	return slices.IndexFunc(c.e.Criteria(), func(crit *scoring.Criterion) bool { return crit.ID == id })
}

// indicator takes one indicator over; is is nil where the new rulebook has none for it.
func (c *carrier) indicator(was, is *scoring.Indicator) {
	story := c.old.Narrative(strconv.Itoa(was.No))
	if is == nil {
		if story != "" {
			c.note(forms.LastYearOther, fmt.Sprintf("第%d项 %s完成情况：%s", was.No, was.Title, story))
		}
	} else {
		c.note(strconv.Itoa(is.No), story)
	}
	same := is != nil && textHash(was.Text) == textHash(is.Text)
	to := counterparts(was, is)
	for _, crit := range was.Criteria {
		if to[crit] != nil {
			c.out.criteria[crit.ID] = to[crit]
		}
		if to[crit] != nil && same {
			c.take(crit, to[crit])
		} else {
			c.leave(crit, is, to[crit])
		}
	}
}

// counterparts pairs the criteria of two indicators: by the sentence they implement, else by title, else by their fields. Their ids
// say nothing, since they are counted anew where one is gone.
func counterparts(was, is *scoring.Indicator) map[*scoring.Criterion]*scoring.Criterion {
	if is == nil {
		return nil
	}
	return pair(was.Criteria, is.Criteria,
		func(a, b *scoring.Criterion) bool { return scoring.FoldKey(a.Quote()) == scoring.FoldKey(b.Quote()) },
		func(a, b *scoring.Criterion) bool { return scoring.FoldKey(a.Title) == scoring.FoldKey(b.Title) },
		sameFields)
}

// pair finds for each of last year's the one of the new ones that is like it, by the first likeness that holds; none is found twice.
func pair[T comparable](was, is []T, likenesses ...func(a, b T) bool) map[T]T {
	pairs, taken := map[T]T{}, map[T]bool{}
	for _, alike := range likenesses {
		for _, a := range was {
			for _, b := range is {
				if _, paired := pairs[a]; !paired && !taken[b] && alike(a, b) {
					pairs[a], taken[b] = b, true
				}
			}
		}
	}
	return pairs
}

// sameFields reports whether two criteria ask the same, by the labels of their fields.
func sameFields(a, b *scoring.Criterion) bool {
	return slices.EqualFunc(a.Fields, b.Fields, func(x, y *scoring.Field) bool {
		return x.Kind == y.Kind && scoring.FoldKey(x.Label) == scoring.FoldKey(y.Label)
	})
}

// take takes a criterion's answers and register over, unconfirmed. What the new one has no field for is a note.
func (c *carrier) take(crit, to *scoring.Criterion) {
	any := false
	var left []string
	for _, f := range crit.Fields {
		v := c.old.Get(forms.AnswerPath(crit.ID, f.Key))
		if v == "" {
			continue
		}
		if value, ok := fitting(f, to.Field(f.Key), v); ok {
			c.out.Values[forms.AnswerPath(to.ID, f.Key)] = value
			any = true
		} else {
			left = append(left, f.Label+"："+f.Display(v))
		}
	}
	for place, row := range c.old.Rows(crit.ID) {
		if to.Register == nil {
			left = append(left, strings.Join(crit.Register.Words(row), " "))
			continue
		}
		c.out.Values[forms.CellPath(to.ID, row.ID, forms.OrderKey)] = strconv.Itoa(place + 1)
		any = true
		for _, col := range crit.Register.Columns {
			if v := row.Cells[col.Key]; v != "" {
				if value, ok := fitting(col, to.Register.Column(col.Key), v); ok {
					c.out.Values[forms.CellPath(to.ID, row.ID, col.Key)] = value
				} else {
					left = append(left, col.Label+"："+col.Display(v))
				}
			}
		}
	}
	c.out.same[crit.ID] = true
	if any {
		c.out.Values[forms.UnconfirmedPath(to.ID)] = forms.UnconfirmedMark
		c.out.Kept = append(c.out.Kept, to.ID)
	}
	c.note(to.ID, strings.Join(left, "；"))
}

// fitting is a value as the new field takes it, ok false where it does not.
func fitting(was, is *scoring.Field, value string) (string, bool) {
	if is == nil || is.Kind != was.Kind {
		return "", false
	}
	value, err := is.Normalize(value)
	return value, err == nil
}

// leave puts a criterion's answers into a note: at its counterpart, else at the indicator, else among what has no place.
func (c *carrier) leave(crit *scoring.Criterion, is *scoring.Indicator, to *scoring.Criterion) {
	var said []string
	for _, f := range crit.Fields {
		if v := c.old.Get(forms.AnswerPath(crit.ID, f.Key)); v != "" {
			said = append(said, f.Label+"："+f.Display(v))
		}
	}
	var rows []string
	for _, row := range c.old.Rows(crit.ID) {
		rows = append(rows, strings.Join(crit.Register.Words(row), " "))
	}
	if len(rows) > 0 {
		said = append(said, fmt.Sprintf("台账%d行：%s", len(rows), strings.Join(rows, "、")))
	}
	words := strings.Join(said, "；")
	if words == "" {
		return
	}
	name := crit.ID + " " + crit.Title
	switch {
	case to != nil:
		c.note(to.ID, words)
		c.out.Changed = append(c.out.Changed, name+"：评分标准有变化，只作备注")
	case is != nil:
		c.note(strconv.Itoa(is.No), name+"："+words)
		c.out.Changed = append(c.out.Changed, name+"：新的考核指标没有这一要点，只作备注")
	default:
		c.note(forms.LastYearOther, name+"："+words)
		c.out.Changed = append(c.out.Changed, name+"：新的考核指标没有这一项，只作备注")
	}
}

// Evidence is an item of last year as a new one: for the criteria it goes to, with register rows and expected pieces where those were
// taken over, and without what was said about its date, so that the date is looked at. ok is false where there is no criterion for it.
func (c Carried) Evidence(e forms.Evidence) (item forms.Evidence, criterion string, ok bool) {
	item = forms.Evidence{Title: e.Title, DocNo: e.DocNo, Date: e.Date, Issuer: e.Issuer, Pages: e.Pages, Delivery: e.Delivery}
	for _, id := range e.Criteria {
		if to := c.criteria[id]; to != nil {
			item.Criteria = append(item.Criteria, to.ID)
		}
	}
	for _, ref := range e.Rows {
		if id, row, _ := strings.Cut(ref, "#"); c.same[id] && c.criteria[id].Register != nil {
			item.Rows = append(item.Rows, c.criteria[id].ID+"#"+row)
		}
	}
	for _, token := range e.Expect {
		id, place, _ := strings.Cut(token, "#")
		if n, err := strconv.Atoi(place); err == nil && c.same[id] && n >= 1 && n <= len(c.criteria[id].Evidence) {
			item.Expect = append(item.Expect, forms.ExpectToken(c.criteria[id], n-1))
		}
	}
	if e.Removed || len(item.Criteria) == 0 {
		return forms.Evidence{}, "", false
	}
	return item, item.Criteria[0], true
}
