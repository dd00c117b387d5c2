package workbook

import (
	"fmt"
	"strconv"

	"zicha/forms"
	"zicha/forms/tables"
	"zicha/forms/wording"
	"zicha/scoring"
)

// The items of the cover that are read back, beside the county's and the profile's fields.
const (
	itemTitle   = "考核名称"
	itemEdition = colIndicator
	itemRules   = "规则码"
	itemVersion = "版本"
	itemState   = "状态"
	itemCode    = "核对码"
	itemSchema  = "核对码格式"
	itemWords   = "得分理由核对"
	itemLayout  = "工作簿格式"
	itemSheets  = "工作表说明"
	itemScores  = "分数说明"
	itemNote    = "口径说明" // with its number
	itemRefused = "没有采用的填写"
	itemSelf    = forms.SelfLabel
	itemBacked  = forms.BackedLabel
)

// pictureSize is the width of the QR code in pixels, 3 cm on paper.
const pictureSize = 115.0

// cover writes the 封面: what this is, of whom, the three totals beside what they are measured by, and the profile.
func (b *builder) cover() {
	p := b.page(coverLayout())
	item := func(name string, content tables.Entry) {
		content.What = name
		p.Put(lookSection, tables.Values{colItem: {Text: name, Look: lookSection}, colContent: content})
	}
	text := func(name, value string) { item(name, tables.Entry{Text: value}) }
	fill := func(name, value string) { item(name, tables.Entry{Text: value, Look: b.fillable(lookText)}) }
	points := func(name string, value scoring.Points) {
		item(name, tables.Entry{Text: value.String(), Look: tables.Look{Format: tables.Decimals}, Number: true})
	}
	ed := b.d.Edition
	text(itemTitle, ed.Title)
	text(itemEdition, ed.ID)
	if b.opts.layout >= layoutRules {
		text(itemRules, forms.RulesCode(ed))
	}
	for _, f := range forms.CountyFields(ed) {
		fill(f.Label, b.d.Get(forms.CountyPath(f.Key)))
	}
	item(itemVersion, tables.Entry{Text: strconv.Itoa(b.d.Version), Look: tables.Look{Format: tables.General}, Number: true})
	text(itemState, stateWord(b.d.Final))
	if n := len(b.unsettled()); n > 0 {
		text(itemRefused, fmt.Sprintf("%d处，见“%s”工作表；改正或清空后才能定稿", n, SheetRefused))
	}
	text(itemCode, b.code)
	if b.opts.Schema != forms.Schema1 { // which its workbooks did not name
		text(itemSchema, string(b.opts.Schema))
		text(itemWords, b.words)
	}
	if b.has(true) {
		points(itemSelf, b.card.Self.Score)
		points(itemBacked, b.back.Score)
		points(colSelfMax, b.card.Self.Max)
	}
	if b.has(false) {
		points(ed.Words.ForecastLabel(), b.card.Forecast.Score)
		points(ed.Words.Confirmed()+"满分", b.card.Forecast.Max)
	}
	for _, f := range b.card.Figures() {
		item(f.Label, figure(f))
	}
	if words := b.scoreWords(); words != "" {
		text(itemScores, words)
	}
	for _, f := range forms.ProfileFields(ed) {
		fill(f.Label, f.Display(b.d.Profile(f.Key)))
		if len(f.Options) > 0 {
			p.Allow(colContent, p.Last(), p.Last(), RuleOf(f))
		}
	}
	for i, note := range ed.Notes {
		text(itemNote+strconv.Itoa(i+1), note)
	}
	if b.opts.layout >= layoutReview { // likewise; last, so that the other rows stand where they always stood
		text(itemSheets, b.shownSheets())
		text(itemLayout, strconv.Itoa(b.opts.layout))
	}
	p.finish(true)
	if len(b.opts.QR) > 0 && b.Err() == nil {
		p.Beside(tables.Picture{PNG: b.opts.QR, Words: "核对码 " + b.code, Width: pictureSize})
	}
}

// scoreWords say how the figures stand to each other and come about.
func (b *builder) scoreWords() string {
	words := ""
	if b.has(false) && !b.d.Edition.HasOverall() {
		words = "自评得分与" + b.d.Edition.Words.ForecastLabel() + "分别计算，不相加。"
	} else if b.d.Edition.HasTotal(true) && b.d.Edition.HasTotal(false) {
		words = wording.NotAdded(b.d.Edition)
	}
	return words + wording.Figures(b.d.Edition, b.card) + b.d.Edition.ReachableNote
}

// fillable opens a cell while the dossier is a draft, so that a workbook can be filled in by hand.
func (b *builder) fillable(l tables.Look) tables.Look {
	if b.d.Final {
		return l
	}
	return filled(l, tables.FillOpen)
}

// chart draws the sections. It stands on a sheet of its own, from which nothing is taken.
func (b *builder) chart() {
	p := b.page(chartLayout())
	for _, t := range b.card.Sections {
		if t.Section.Apart != scoring.InTotal {
			continue
		}
		v := tables.Values{colSection: {Text: t.Section.No + "、" + t.Section.Title}}
		put := func(title string, points, most scoring.Points) {
			if v[title] = (tables.Entry{Text: points.String(), Look: lookPoints, Number: true}); most == 0 {
				v[title] = tables.Entry{Look: filled(lookPoints, tables.FillShut)}
			}
		}
		put(colSelfMax, t.Self.Max, t.Self.Max)
		put(colSelf, t.Self.Score, t.Self.Max)
		put(colForecastMax, t.Forecast.Max, t.Forecast.Max)
		put(colForecast, t.Forecast.Score, t.Forecast.Max)
		p.Put(lookText, v)
	}
	p.finish(true)
	p.Below(tables.Bars{Title: b.d.Edition.SectionsTitle(), Series: []struct{ Column, Color string }{
		{colForecast, "B8B2A4"}, {colForecastMax, "E4E0D6"}, {colSelf, "9E2B25"}, {colSelfMax, "E3C9C2"},
	}})
}

// unsettled are the texts typed and not taken, of a draft.
func (b *builder) unsettled() []forms.Unsettled {
	if b.d.Final {
		return nil
	}
	return b.d.Unsettled()
}

// refused lists what was typed and is not counted, on a sheet that a workbook has only where there is such; it is not read back.
func (b *builder) refused() {
	list := b.unsettled()
	if len(list) == 0 {
		return
	}
	p := b.page(refusedLayout())
	for _, u := range list {
		for i, piece := range tables.Pieces(u.Text) {
			what, words := b.d.Label(u.Path), b.d.UnsettledWords(u)
			if i > 0 {
				what, words = what+continuation, ""
			}
			p.Put(lookText, tables.Values{colRefused: {Text: what}, colTyped: {Text: piece, What: what}, colWhy: {Text: words}})
		}
	}
	p.finish(true)
}
