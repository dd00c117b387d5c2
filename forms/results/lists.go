package results

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"zicha/forms/feedback"
	"zicha/forms/review"
	"zicha/scoring"
)

// change is a cell whose result is not what the county claims.
type change struct {
	unit *review.UnitResult
	cell review.CellResult
}

// changed lists them, county by county in the order of their codes, indicator by indicator. Where a county claims nothing, a result above
// 0 is one.
func (b *builder) changed() []change {
	var out []change
	for _, u := range b.byCode() {
		for _, c := range u.Cells {
			if c.Claim != nil && *c.Claim != c.Score || c.Claim == nil && c.Score != 0 {
				out = append(out, change{u, c})
			}
		}
	}
	return out
}

// byCode are the counties in the order of the rulebook, then of their codes.
func (b *builder) byCode() []*review.UnitResult {
	out := make([]*review.UnitResult, len(b.s.Units))
	for i := range b.s.Units {
		out[i] = &b.s.Units[i]
	}
	place := map[string]int{}
	for i, u := range b.e.Units {
		place[u.Code] = i - len(b.e.Units)
	}
	slices.SortStableFunc(out, func(x, y *review.UnitResult) int {
		return cmp.Or(cmp.Compare(place[x.Code], place[y.Code]), cmp.Compare(x.Code, y.Code))
	})
	return out
}

// changes is the table of what was changed, with the reasons.
func (b *builder) changes() *grid {
	g := &grid{sheet: "变动说明", title: b.titled(titleChanges)}
	g.columns = []column{
		{head: b.e.Words.Unit, width: 24},
		{head: "考核指标", width: 40, words: true},
		{head: "分值", width: 13, score: true},
		{head: "填报得分", width: 17, score: true},
		{head: "考核得分", width: 17, score: true},
		{head: "增减", width: 15, score: true},
		{head: "原因", width: 20},
		{head: "理由", words: true},
		{head: "评定单位", width: 25},
	}
	for _, c := range b.changed() {
		var claim scoring.Points
		if c.cell.Claim != nil {
			claim = *c.cell.Claim
		}
		g.add(c.unit.Name, b.label(c.cell.Indicator), b.e.Indicator(c.cell.Indicator).Max.String(), claimed(c.cell), marked(c.cell), signed(c.cell.Score-claim),
			b.lossWords(c.cell), why(c.cell), c.cell.Unit)
	}
	g.none("考核得分与填报得分全部一致，没有变动")
	g.notes = append(g.notes, "填报得分为按填报内容重算的自评分或者预估分；未填报的不等于0分，增减从0分算起。")
	g.notes = append(g.notes, b.markNotes()...)
	return g
}

// claimed is the claim in words, as the county's papers print it.
func claimed(c review.CellResult) string {
	if c.Claim != nil {
		return c.Claim.String()
	}
	return cmp.Or(c.ClaimText, "未填报")
}

// signed is a difference with its sign.
func signed(p scoring.Points) string {
	switch {
	case p > 0:
		return "+" + p.String()
	case p < 0:
		return "-" + (-p).String()
	}
	return p.String()
}

// lossWords say why a score is below the claim, and where.
func (b *builder) lossWords(c review.CellResult) string {
	words := c.Loss.Label()
	if c.State == review.VoidedState {
		words = c.State.Label()
	}
	if c.Field == "" || words == "" {
		return words
	}
	if at, ok := feedback.PlaceOf(b.e, feedback.Item{Indicator: c.Indicator, Field: c.Field}); ok {
		return words + "\n（" + at.Words + "）"
	}
	return words
}

// figures is the table of what the city holds itself.
func (b *builder) figures() *grid {
	g := &grid{sheet: "考核单位数据", title: b.titled(titleFigures)}
	g.columns = []column{
		{head: b.e.Words.Unit, width: 26},
		{head: "考核指标", width: 46, words: true},
		{head: "要点", width: 14},
		{head: "数据", words: true},
		{head: "值", width: 32},
		{head: "单位", width: 16},
		{head: "录入人", width: 24},
		{head: "录入时间", width: 20},
	}
	for _, f := range b.s.Figures {
		d := b.datum(f)
		g.add(b.unitName(f.County), d.indicator, d.criterion, d.label, d.value, d.unit, f.By, short(f.At))
	}
	g.none("没有录入考核单位掌握的数据")
	return g
}

// datum is a figure in words.
type datum struct{ indicator, criterion, label, value, unit string }

func (b *builder) datum(f review.Figure) datum {
	d := datum{criterion: f.Field, value: f.Value}
	if c, field := b.e.FieldNamed(f.Field); c != nil {
		d = datum{b.label(c.Indicator.No), c.ID, field.Label, field.Display(f.Value), field.Unit}
	}
	return d
}

// rulings is the table of the readings that were fixed.
func (b *builder) rulings() *grid {
	g := &grid{sheet: "口径裁定", title: "口径裁定"}
	g.columns = []column{
		{head: "要点", width: 14},
		{head: "考核要点", width: 44, words: true},
		{head: "裁定内容", words: true},
		{head: "作用", width: 34},
		{head: "裁定人", width: 34},
		{head: "时间", width: 20},
	}
	for _, r := range b.s.Rulings {
		title, effect := "", "仅统一评分尺度"
		if c := b.e.Criterion(r.Criterion); c != nil {
			title = c.Title
		}
		if r.Rule != "" {
			effect = "按裁定的规则计分"
		}
		g.add(r.Criterion, title, r.Text, effect, signer(r.By, "", r.Unit), short(r.At))
	}
	g.none("没有口径裁定，按考核指标原文和口径说明计分")
	return g
}

// signer is who did something: the name with role and unit.
func signer(by, role, unit string) string {
	if list := strings.Trim(role+"，"+unit, "，"); list != "" {
		return by + "（" + list + "）"
	}
	return by
}

// accepted is the table of what stood in the way of the result and was accepted.
func (b *builder) accepted() *grid {
	g := &grid{sheet: "定稿时保留的事项", title: "定稿时保留的事项"}
	g.columns = []column{{head: "事项", words: true}, {head: "保留的理由", width: 90, words: true}, {head: "同意人", width: 30}}
	for _, a := range b.s.Accepted {
		g.add(a.Words, a.Reason, a.By)
	}
	g.none("没有")
	return g
}

// cases is the table of the matters of false material.
func (b *builder) cases() *grid {
	g := &grid{sheet: "虚假材料", title: "虚假材料核查情况"}
	g.columns = []column{
		{head: b.e.Words.Unit, width: 26}, {head: "考核指标", width: 44, words: true}, {head: "经过", words: true}, {head: "依据的材料", width: 52, words: true}, {head: "结果", width: 24},
	}
	for _, c := range b.s.Cases {
		var steps []string
		for _, s := range c.Steps {
			steps = append(steps, s.Label()+"："+s.Text)
		}
		g.add(b.unitName(c.County), b.label(c.Indicator), strings.Join(steps, "\n"), strings.Join(evidenceOf(c), "\n"), c.Outcome())
	}
	g.none("没有虚假材料方面的核查")
	return g
}

// causes counts the changes downwards by their cause, in the order causes are offered: “材料不足3项、未做1项”.
func (b *builder) causes() string {
	count := b.causeCounts()
	var out []string
	for _, l := range review.Losses() {
		if count[l] > 0 {
			out = append(out, fmt.Sprintf("%s%d项", l.Label(), count[l]))
		}
	}
	return strings.Join(out, "、")
}

func (b *builder) causeCounts() map[review.Loss]int {
	count := map[review.Loss]int{}
	for _, c := range b.changed() {
		count[c.cell.Loss]++
	}
	return count
}

// causeNames are the causes alone, the most frequent first: they tell no number.
func (b *builder) causeNames() string {
	count, list := b.causeCounts(), review.Losses()
	slices.SortStableFunc(list, func(x, y review.Loss) int { return cmp.Compare(count[y], count[x]) })
	var out []string
	for _, l := range list {
		if count[l] > 0 {
			out = append(out, l.Label())
		}
	}
	return strings.Join(out, "、")
}
