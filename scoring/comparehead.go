package scoring

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
)

// headDifferences finds what differs of the whole: years and days, totals, who is assessed.
func headDifferences(was, is *Edition) []Difference {
	var out []Difference
	line := func(kind DifferenceKind, label, a, b string) {
		if a != b {
			out = append(out, Difference{kind, label + turned(cmp.Or(a, "无"), cmp.Or(b, "无"))})
		}
	}
	line(DaysChanged, "年度", strconv.Itoa(was.Year), strconv.Itoa(is.Year))
	line(DaysChanged, "自查报告截止日", was.SelfDeadline, is.SelfDeadline)
	line(DaysChanged, "考核结果截止日", was.ResultDeadline, is.ResultDeadline)
	line(HeadChanged, "总分", was.Total.Short()+"分", is.Total.Short()+"分")
	line(HeadChanged, "自评部分", was.SelfTotal.Short()+"分", is.SelfTotal.Short()+"分")
	line(HeadChanged, "主送机关", was.Recipient, is.Recipient)
	out = append(out, reviewDifferences(&was.Review, &is.Review)...)
	out = append(out, termDifferences(was.headTerms(), is.headTerms())...)
	return append(out, unitDifferences(was, is)...)
}

// termDifferences tells what else is made of the points: weights, sections outside the total, vetoes, grades.
func termDifferences(was, is []string) []Difference {
	var out []Difference
	for _, term := range is {
		if !slices.Contains(was, term) {
			out = append(out, Difference{HeadChanged, "新增：" + term})
		}
	}
	for _, term := range was {
		if !slices.Contains(is, term) {
			out = append(out, Difference{HeadChanged, "取消：" + term})
		}
	}
	return out
}

// unitDifferences tells the units that came, went, or are called otherwise.
func unitDifferences(was, is *Edition) []Difference {
	names := func(e *Edition) map[string]string {
		units := map[string]string{}
		for _, u := range e.Units {
			units[u.Code] = u.Name
		}
		return units
	}
	var out []Difference
	a, b := names(was), names(is)
	for _, code := range slices.Sorted(maps.Keys(b)) {
		switch before, ok := a[code]; {
		case !ok:
			out = append(out, Difference{HeadChanged, "新增被考核单位“" + b[code] + "”"})
		case before != b[code]:
			out = append(out, Difference{HeadChanged, "被考核单位" + turned("“"+before+"”", "“"+b[code]+"”")})
		}
	}
	for _, code := range slices.Sorted(maps.Keys(a)) {
		if _, ok := b[code]; !ok {
			out = append(out, Difference{HeadChanged, "被考核单位取消“" + a[code] + "”"})
		}
	}
	return out
}
