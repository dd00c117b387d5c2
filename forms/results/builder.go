package results

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"zicha/forms/files"
	"zicha/forms/review"
	"zicha/forms/wording"
	"zicha/scoring"
)

// builder carries a snapshot through its papers.
type builder struct {
	ctx    context.Context // ends the making of a paper that is not wanted any more
	s      *review.Snapshot
	e      *scoring.Edition
	o      Options
	grades []scoring.Grade
	lost   map[rune]bool    // characters no font has
	wide   []*grid          // the scores, once they are made
	bare   *scoring.Edition // the rulebook without rulings, once it was read
}

// full is the full total.
func (b *builder) full() scoring.Points {
	if b.e.HasOverall() {
		return b.e.OverallMax()
	}
	return b.e.Total
}

// What the tables of the 函 are called.
const (
	titleRanking = "考核得分和位次"
	titleScores  = "考核分项得分"
	titleChanges = "考核得分变动及理由"
	titleFigures = "考核采用数据"
)

// titled is the title of a table: the city's and the year's.
func (b *builder) titled(what string) string { return b.e.City + b.e.Titled(what) }

// approved reports whether the government has approved the result.
func (b *builder) approved() bool { return b.s.Approval != nil && !b.s.Process }

// state is what every page says of the result: the code, or that there is none.
func (b *builder) state() string {
	if b.s.Process {
		return "过程稿，未定稿，不作为依据"
	}
	return fmt.Sprintf("定稿%d　核对码 %s", b.s.Number, b.s.Code)
}

// name is a file's: city, year, what it is and which result it is of.
func (b *builder) name(what, ext string) string {
	tail := "（过程稿）"
	if !b.s.Process {
		tail = "（定稿" + strconv.Itoa(b.s.Number) + "）"
	}
	return files.SafeName(b.e.City+strconv.Itoa(b.e.Year)+"年度"+what+tail) + ext
}

// office is how an office signs: its short name with the city's before it.
func (b *builder) office(short string) string {
	city, r := []rune(b.e.City), []rune(short)
	if len(city) == 0 || len(r) == 0 || strings.HasPrefix(short, b.e.City) || r[0] != city[len(city)-1] {
		return short
	}
	return b.e.City + string(r[1:])
}

// moment is when the result was finalized; the zero time of computers where it does not say.
func (b *builder) moment() time.Time {
	for _, form := range []string{time.RFC3339, time.DateOnly} {
		if t, err := time.Parse(form, b.s.At); err == nil {
			return t
		}
	}
	return time.Unix(0, 0).UTC()
}

// date is the day on the letters.
func (b *builder) date() string { return b.moment().Format(time.DateOnly) }

// dateWords is that day as letters write it.
func (b *builder) dateWords() string { return wording.ChineseDate(b.date()) }

// gradeOf is a county's place among the grades: what a veto gives it, else its total's.
func (b *builder) gradeOf(u review.UnitResult) int {
	if at := slices.IndexFunc(b.grades, func(g scoring.Grade) bool { return g.Name == b.e.Veto.Grade }); at >= 0 && b.struck(u) {
		return at
	}
	return b.grade(u.Total)
}

// struck reports whether a veto strikes a county.
func (b *builder) struck(u review.UnitResult) bool {
	if b.e.Veto.Grade == "" {
		return false
	}
	card := b.card(u)
	return card.Overall != nil && card.Overall.Struck
}

// card adds a county's scores up again as they count: a veto strikes by decision alone.
func (b *builder) card(u review.UnitResult) scoring.Scorecard {
	results := make([]scoring.IndicatorResult, len(u.Cells))
	for i, c := range u.Cells {
		ind := b.e.Indicator(c.Indicator)
		results[i] = scoring.IndicatorResult{Indicator: ind, Status: scoring.NotAsked}
		if !c.LeftOut && (c.Decided || ind.Section.Apart != scoring.MayStrike) {
			results[i] = results[i].Decided(c.Score)
		}
	}
	return b.e.Tally(results)
}

// short is a stamp as tables have it: the minute, as the clock of whoever acted showed it.
func short(stamp string) string {
	t, err := time.Parse(time.RFC3339, stamp)
	if err != nil {
		return stamp
	}
	return t.Format("2006-01-02 15:04")
}

// unit finds a county's row by its code.
func (b *builder) unit(code string) *review.UnitResult {
	for i := range b.s.Units {
		if b.s.Units[i].Code == code {
			return &b.s.Units[i]
		}
	}
	return nil
}

// unitName is a county's name, its code where it has no row.
func (b *builder) unitName(code string) string {
	if u := b.unit(code); u != nil {
		return u.Name
	}
	return code
}

// label names an indicator: “5 开展诚信文化宣传”.
func (b *builder) label(no int) string {
	ind := b.e.Indicator(no)
	if ind == nil {
		return strconv.Itoa(no)
	}
	return strconv.Itoa(no) + " " + ind.Title
}

// open is how many cells are not decided.
func (b *builder) open() int {
	n := 0
	for _, u := range b.s.Units {
		n += u.Open
	}
	return n
}

// why is the reason of a score: the decision's, else the arithmetic it was recomputed by. The county's own arithmetic is none: it gives the claim.
func why(c review.CellResult) string {
	if words := cmp.Or(c.Reason, c.Basis); words != "" || c.Decided {
		return words
	}
	return "尚未核定，没有可以重算的数据"
}
