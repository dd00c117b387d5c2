package clues

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"zicha/forms"
	"zicha/forms/check"
	"zicha/scoring"
)

// dates finds dates outside the years of what they stand for, those a county keeps with a reason too. What holds on from year to year may
// be of an earlier one.
func (f *finder) dates() {
	today := cmp.Or(f.Today, "9999-12-31")
	base := f.baseItems()
	for _, c := range f.Counties {
		items := map[string]forms.Evidence{}
		for _, e := range c.Dossier.AllEvidence() {
			items[e.ID] = e
		}
		for _, x := range check.Dates(c.Dossier, c.Dossier.Score(), today) {
			item, isItem := items[x.Where.Parts().ID]
			if isItem && base[[2]string{c.Code, item.Number}] {
				continue
			}
			if x.Outside == check.BeforeYear && (isItem && f.lasting(item) || x.Criterion.Carry == scoring.CarryLasting) {
				continue
			}
			f.date(c, x, item)
		}
	}
}

// baseItems are the items that are base material, by county and number: of a higher office, or a file that most have.
func (f *finder) baseItems() map[[2]string]bool {
	out := map[[2]string]bool{}
	for _, p := range f.pieces {
		if !p.last && (p.origin == ofAbove || f.widespread(f.holders[p.file.SHA256])) {
			out[[2]string{p.county.Code, p.item.Number}] = true
		}
	}
	return out
}

// lasting reports whether an item serves anything that holds on from year to year.
func (f *finder) lasting(item forms.Evidence) bool {
	return slices.ContainsFunc(item.Criteria, func(id string) bool {
		c := f.Edition.Criterion(id)
		return c != nil && c.Carry == scoring.CarryLasting
	})
}

func (f *finder) date(c County, x check.Dated, item forms.Evidence) {
	crit := x.Criterion
	u := Use{County: c.Code, Name: c.Name, Indicator: crit.Indicator.No, Criterion: crit.ID, Evidence: item.Number, Title: item.Title}
	about := []string{crit.ID, item.Number, x.Date}
	switch part := x.Where.Parts(); part.Kind {
	case forms.KindRow:
		rows := c.Dossier.Rows(crit.ID)
		at := slices.IndexFunc(rows, func(r scoring.Row) bool { return r.ID == part.ID })
		u.Row = at + 1
		about = append(about, part.Key, scoring.FoldKey(rows[at].Cells[crit.Register.Columns[0].Key]))
	case forms.KindAnswer:
		u.Field = crit.ID + "/" + part.Key
		about = append(about, part.Key)
	}
	year := strconv.Itoa(f.Edition.DocumentYear(crit))
	what := x.What
	if item.Number != "" {
		what = strings.Replace(what, item.Number, item.Number+quoted(item.Title), 1)
	}
	words := fmt.Sprintf("%s%s是%s，%s，请核对", c.Name, what, x.Date, map[check.Outside]string{
		check.AfterToday: "在今天之后", check.AfterYear: "晚于" + year + "年", check.BeforeYear: "早于" + year + "年",
	}[x.Outside])
	figures := []Figure{{"日期", x.Date}, {"年度", year}}
	if x.Keep != "" {
		words += "；填报单位的说明：" + scoring.Shorten(x.Keep, 60)
		figures = append(figures, Figure{"说明", x.Keep})
	}
	f.add(Clue{Kind: OutsideYear, Words: words, Uses: []Use{u}, Figures: figures}, about...)
}
