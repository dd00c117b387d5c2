package check

import (
	"fmt"
	"strconv"
	"strings"

	"zicha/forms"
	"zicha/scoring"
)

// Dated is a date held against the year that a criterion's documents should be of (G5, G13).
type Dated struct {
	Criterion *scoring.Criterion
	Where     forms.Path
	What      string // 佐证5-01的成文日期
	Date      string // ISO, may be ""
	Keep      string // why the county keeps it although it is outside the year
	Outside   Outside
}

// Outside is how a date lies outside its year.
type Outside string

// The ways.
const (
	Within     Outside = ""
	AfterToday Outside = "today"
	AfterYear  Outside = "after"
	BeforeYear Outside = "before"
)

// Dates lists the dates of a dossier that lie outside their years, those kept with a reason too. Dates after today, ISO, are to come.
func Dates(d *forms.Dossier, card scoring.Scorecard, today string) []Dated {
	c := &checker{d: d, card: card, today: today}
	for _, res := range card.Indicators {
		for _, r := range res.Results {
			if res.Status != scoring.NotAsked {
				c.dated(r.Criterion)
			}
		}
	}
	for _, e := range d.AllEvidence() {
		if !e.Removed && !c.idle(e) {
			c.itemDate(e)
		}
	}
	return c.dates
}

// dated looks at the dates among the answers and in the register. A day after the assessed year is no mistake among the answers:
// deadlines lie in the next one too.
func (c *checker) dated(crit *scoring.Criterion) {
	c.rowDates(crit)
	for _, f := range crit.Fields {
		where := forms.AnswerPath(crit.ID, f.Key)
		day := c.d.Get(where)
		if f.Kind == scoring.KindDate && (day > c.today || day < strconv.Itoa(c.d.Edition.DocumentYear(crit)+1)) {
			c.date(Dated{Criterion: crit, Where: where, What: crit.ID + " " + f.Label, Date: day})
		}
	}
}

func (c *checker) rowDates(crit *scoring.Criterion) {
	if crit.Register == nil {
		return
	}
	for i, row := range c.d.Rows(crit.ID) {
		for _, col := range crit.Register.Columns {
			if col.Kind == scoring.KindDate {
				where := forms.CellPath(crit.ID, row.ID, col.Key)
				c.date(Dated{Criterion: crit, Where: where, What: fmt.Sprintf("%s 台账第%d行%s", crit.ID, i+1, col.Label), Date: row.Cells[col.Key]})
			}
		}
	}
}

// itemDate looks at the date of a piece of evidence.
func (c *checker) itemDate(e forms.Evidence) {
	if crit := c.nearest(e); crit != nil {
		c.date(Dated{Criterion: crit, Where: forms.EvidencePath(e.ID, forms.AttrDate), What: "佐证" + e.Number + "的成文日期", Date: e.Date, Keep: e.Keep})
	}
}

func (c *checker) date(x Dated) {
	year := strconv.Itoa(c.d.Edition.DocumentYear(x.Criterion))
	switch {
	case x.Date == "":
	case x.Date > c.today:
		x.Outside = AfterToday
	case x.Date > year+"-12-31":
		x.Outside = AfterYear
	case x.Date < year+"-01-01":
		x.Outside = BeforeYear
	}
	if x.Outside == Within {
		return
	}
	c.dates = append(c.dates, x)
	switch {
	case x.Outside == AfterToday:
		c.add("date_future", forms.Error, x.Criterion.ID, x.Where, "%s是%s，在今天之后，请核对", x.What, x.Date)
	case x.Keep != "":
	case x.Outside == AfterYear:
		c.add("date_after_year", forms.Warning, x.Criterion.ID, x.Where, "%s是%s，晚于%s年，请核对；确需保留的请写明原因", x.What, x.Date, year)
	default:
		c.add("date_before_year", forms.Hint, x.Criterion.ID, x.Where, "%s是%s，早于%s年，请确认可以用于本年度考核", x.What, x.Date, year)
	}
}

// nearest is the criterion whose year the item's date fits, else its first one.
func (c *checker) nearest(e forms.Evidence) *scoring.Criterion {
	var first *scoring.Criterion
	for _, id := range e.Criteria {
		crit := c.d.Edition.Criterion(id)
		if crit == nil {
			continue
		}
		if first == nil {
			first = crit
		}
		if strings.HasPrefix(e.Date, strconv.Itoa(c.d.Edition.DocumentYear(crit))) {
			return crit
		}
	}
	return first
}
