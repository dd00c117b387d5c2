package workbook

import (
	"cmp"
	"strings"

	"zicha/forms/tables"
	"zicha/scoring"
)

// pointsUpTo lets a cell hold points from 0 to the most an indicator gives.
func pointsUpTo(most scoring.Points) tables.Rule {
	return tables.Rule{Key: most.String(), Least: "0", Most: most.Short(), Points: true, Refusal: "应填0至" + most.Short() + "分之间的分数，最多两位小数。"}
}

// kinds are the kinds of fields that are not plain text: how one is filled in, and what holds a cell to it.
var kinds = map[string]struct {
	hint string
	rule tables.Rule
}{
	scoring.KindYes:    {"请选“是”或“否”；留空表示未填报。", tables.Rule{List: []string{"是", "否"}, Refusal: "请填“是”或“否”；不填请清空这一格。"}},
	scoring.KindOption: {"请从列表中选择；留空表示未填报。", tables.Rule{}},
	scoring.KindCount: {
		"请填整数；留空表示未填报，0表示确实没有。",
		tables.Rule{Least: "0", Whole: true, Refusal: "应填不小于0的整数，例如 12；不填请清空这一格。"},
	},
	scoring.KindAmount: {"请填不小于0的数；留空表示未填报。", tables.Rule{Least: "0", Refusal: "应填不小于0的数，例如 37.25；不填请清空这一格。"}},
	scoring.KindDate:   {"", tables.Rule{}}, // see Hint
	scoring.KindMonth:  {"请填1至12。", tables.Rule{Least: "1", Most: "12", Whole: true, Refusal: "应填1至12的月份。"}},
}

// RuleOf is what a field lets a cell hold, with its help shown beside the cell. Options and 是 or 否 are chosen from a list; where a cell
// is one for text it cannot be held to numbers, see TextRule.
func RuleOf(f *scoring.Field) tables.Rule {
	r := kinds[f.Kind].rule
	r.Title, r.Words = f.Label, cmp.Or(f.Help, Hint(f))
	if f.Kind == scoring.KindOption {
		for _, o := range f.Options {
			r.List = append(r.List, o.Label)
		}
		r.Refusal = "请从列表中选择：" + strings.Join(r.List, "、") + "。"
	}
	return r
}

// TextRule is RuleOf for a text cell, in which spreadsheets would refuse every number: it only tells how the field is filled in.
func TextRule(f *scoring.Field) tables.Rule {
	r := RuleOf(f)
	if len(r.List) == 0 {
		r.Least, r.Refusal = "", ""
	}
	return r
}

// Hint says how a kind of field is filled in, "" for plain text.
func Hint(f *scoring.Field) string {
	if f.Kind == scoring.KindDate {
		return "请按" + f.DayForm() + "填写。"
	}
	return kinds[f.Kind].hint
}
