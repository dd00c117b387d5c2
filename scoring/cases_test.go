package scoring_test

import (
	"strings"
	"testing"

	"zicha/assets"
	"zicha/scoring"
)

// casesBook is a rulebook of two indicators: articles of 0.5 each with a register, up to 2, and a share of 3 that the city gives.
func casesBook() string {
	return strings.NewReplacer("self_total = \"3\"", "self_total = \"2\"", "\"3\"", "\"5\"").Replace(smallHead) + `[[section.indicator]]
no = 1
title = "宣传"
text = "每篇得0.5分，不超过2分。"
points = "2"
source = "county"
[[section.indicator.criterion]]
id = "1.1"
title = "篇数"
quotes = ["每篇得0.5分，不超过2分。"]
points = "2"
late = "papers"
rule = { kind = "per_item", count = "articles", each = "0.5", cap = "2" }
field = [{ key = "articles", label = "篇数", kind = "count", unit = "篇" }]
register = { counts = "articles", columns = [{ key = "title", label = "标题", kind = "text" }, { key = "date", label = "日期", kind = "date" }] }
[[section.indicator]]
no = 2
title = "完整"
text = "按[完整数/总数*3分]计分。"
points = "3"
source = "bureau"
[[section.indicator.criterion]]
id = "2.1"
title = "比例"
quotes = ["按[完整数/总数*3分]计分。"]
points = "3"
late = "event"
rule = { kind = "share", part = "part", whole = "whole", points = "3" }
field = [{ key = "part", label = "完整数", kind = "count" }, { key = "whole", label = "总数", kind = "count" }]
[[case]]
name = "甲"
`
}

// TestCases: what a case of a rulebook may say, and what is said where it does not come out. The case begins in line 44.
func TestCases(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"a criterion":          {`answers = { "1.1" = { articles = "3" } }` + "\n" + `points = { "1.1" = "1.5", "1" = "1.5", self = "1.5", forecast = "0", total = "1.5" }`, ""},
		"another result":       {`answers = { "1.1" = { articles = "3" } }` + "\n" + `points = { "1.1" = "2" }`, "第47行：算例“甲”：1.1 应得“2”，程序算得“1.5”（0.5×3＝1.5）"},
		"an indicator":         {`answers = { "1.1" = { articles = "3" } }` + "\n" + `points = { total = "2", "1" = "2", "1.1" = "1.5" }`, "第47行：算例“甲”：1 应得“2”，程序算得“1.50”（0.5×3＝1.5）"},
		"two totals":           {`answers = { "1.1" = { articles = "3" } }` + "\n" + `points = { total = "2", self = "3", "1.1" = "1.5" }`, "第47行：算例“甲”：total 应得“2”，程序算得“1.50”\n第47行：算例“甲”：self 应得“3”，程序算得“1.50”"},
		"a register":           {`answers = { "1.1" = { register = [{ title = "稿一", date = "2017-3-1" }, { title = "稿二" }, { title = "稿一" }] } }` + "\n" + `points = { "1.1" = "1" }`, ""},
		"nothing filled in":    {`points = { "1.1" = "未填报", "1" = "未填报", self = "0" }`, ""},
		"a state":              {`answers = { "2.1" = { part = "3", whole = "0" } }` + "\n" + `points = { "2.1" = "暂无法计算" }`, ""},
		"a state expected":     {`answers = { "2.1" = { part = "3" } }` + "\n" + `points = { "2.1" = "0" }`, "第47行：算例“甲”：2.1 应得“0”，程序算得“未填报”（未填报：总数）"},
		"without an end":       {`answers = { "2.1" = { part = "2", whole = "9" } }` + "\n" + `points = { "2.1" = "0.67", "2" = "0.67" }`, ""},
		"more decimals":        {`answers = { "2.1" = { part = "2", whole = "9" } }` + "\n" + `points = { "2.1" = "0.6667" }`, ""},
		"rounded too short":    {`answers = { "2.1" = { part = "2", whole = "9" } }` + "\n" + `points = { "2.1" = "0.7" }`, "第47行：算例“甲”：2.1 应得“0.7”，程序算得“0.666667”（2÷9×3≈0.666667）"},
		"no name":              {`name = ""`, ""},
		"no points":            {`answers = { "1.1" = { articles = "3" } }`, "第44行：算例“甲”应写明名称 name 和应得的分 points"},
		"unknown criterion":    {`answers = { "9.1" = { articles = "3" } }` + "\n" + `points = { "1.1" = "1" }`, "第46行：算例“甲”：9.1 不是本文件的要点"},
		"unknown field":        {`answers = { "1.1" = { article = "3" } }` + "\n" + `points = { "1.1" = "1" }`, "第46行：算例“甲”：1.1 的 article 不是它的字段"},
		"no number":            {`answers = { "1.1" = { articles = "三" } }` + "\n" + `points = { "1.1" = "1" }`, "第46行：算例“甲”：1.1 的 articles “篇数”填的“三”不是数字，请填写阿拉伯数字，例如 12 或 37.25"},
		"a number bare":        {`answers = { "1.1" = { articles = 3 } }` + "\n" + `points = { "1.1" = "1" }`, "第46行：“articles”的数要加引号：\"3\""},
		"unknown expectation":  {`points = { "3" = "1" }`, "第46行：算例“甲”：points 里的“3”不是本文件的要点或指标，也不是 bonus、forecast、grade、penalty、self、struck、total"},
		"unknown column":       {`answers = { "1.1" = { register = [{ name = "稿一" }] } }` + "\n" + `points = { "1.1" = "1" }`, "第46行：算例“甲”：1.1 的台账第1行 name 不是它的字段"},
		"a register of a text": {`answers = { "1.1" = { register = "稿一" } }` + "\n" + `points = { "1.1" = "1" }`, "第46行：算例“甲”：1.1 的台账 register 应写成 [{ 列 = \"……\" }, ……]"},
	} {
		book := casesBook() + c.text + "\n"
		if name == "no name" {
			book, c.want = strings.Replace(casesBook(), "甲", "", 1)+"points = { self = \"0\" }\n", "第44行：算例“”应写明名称 name 和应得的分 points"
		}
		if c.want != "" {
			c.want = "x：" + c.want
		}
		got := ""
		if _, err := loadNew("x", []byte(book)); err != nil {
			got = err.Error()
		}
		if got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", name, got, c.want)
		}
		if _, err := scoring.LoadEdition("x", []byte(book)); err != nil && name != "a number bare" { // that cannot be read at all
			t.Errorf("%s: a dossier's own is refused: %v", name, err)
		}
	}
}

// TestExample: the example uses every kind of rule and every part a rulebook can have, and passes as a file from outside.
func TestExample(t *testing.T) {
	e, err := loadNew("shili-2017.toml", assets.EditionExample)
	if err != nil || !strings.Contains(e.Title, "示例") || len(e.Hints()) > 0 {
		t.Fatalf("%v, %q", err, e.Hints())
	}
	used := map[string]bool{"pool": len(e.Indicator(2).Pools) == 1, "groups": len(e.Groups) == 2, "grades": len(e.Grades) > 0, "veto": e.Veto.Grade != ""}
	for _, s := range e.Sections {
		used["apart "+string(s.Apart)] = true
	}
	for _, ind := range e.Indicators() {
		used["absent "+string(ind.Absent)] = true
		used["unscored"] = used["unscored"] || len(ind.Unscored) > 0
	}
	for _, c := range e.Criteria() {
		used[c.Spec.Kind] = true
	}
	for _, want := range []string{
		"flags", "choice", "bands", "per_item", "tiers", "steps", "dated", "levels", "chosen", "share", "attain", "judged", "uptime", "frequency", "deduct",
		"pool", "groups", "grades", "veto", "apart bonus", "apart penalty", "apart veto", "absent average", "absent renormalise", "unscored",
	} {
		if !used[want] {
			t.Errorf("the example shows no %s", want)
		}
	}
}

// TestSense: what is well formed and cannot be meant is refused in a file from outside and stays readable in a dossier.
func TestSense(t *testing.T) {
	uptime := strings.NewReplacer("kind = \"flags\"\nall = [\"met\"]\npoints = \"3\"\n",
		"kind = \"uptime\"\nplatform = \"met\"\nsecure = \"safe\"\nhours = \"h\"\nfull = \"3\"\npartial = \"2\"\nrest = \"1\"\nfull_hours = \"48\"\nbelow_hours = \"96\"\n",
		"kind = \"yes\"\n", "kind = \"yes\"\n[[section.indicator.criterion.field]]\nkey = \"safe\"\nlabel = \"安全\"\nkind = \"yes\"\n"+
			"[[section.indicator.criterion.field]]\nkey = \"h\"\nlabel = \"小时\"\nkind = \"amount\"\n").Replace(smallRulebook)
	for name, c := range map[string]struct{ book, old, new, want string }{
		"nothing":           {smallRulebook, "", "", ""},
		"deadlines":         {smallRulebook, "2018-01-29", "2018-02-06", "第6行：自查报告截止日 self_deadline“2018-02-06”晚于结果公布截止日 result_deadline“2018-02-05”，请核对"},
		"on one day":        {smallRulebook, "2018-01-29", "2018-02-05", ""},
		"deadline before":   {smallRulebook, "2018-01-29", "2016-12-31", "第6行：截止日期 self_deadline“2016-12-31”离考核年度2017年太远，请核对"},
		"deadline late":     {smallRulebook, "2018-02-05", "2020-01-01", "第7行：截止日期 result_deadline“2020-01-01”离考核年度2017年太远，请核对"},
		"deadline 2019":     {smallRulebook, "2018-02-05", "2019-12-31", ""},
		"papers of 1017":    {smallRulebook, "late = ", "year = 1017\nlate = ", "第26行：要点1.1“要点甲”：佐证材料的年份 year 写的是1017，离考核年度2017年太远，请核对"},
		"papers of 2019":    {smallRulebook, "late = ", "year = 2019\nlate = ", "第26行：要点1.1“要点甲”：佐证材料的年份 year 写的是2019，离考核年度2017年太远，请核对"},
		"papers of 2016":    {smallRulebook, "late = ", "year = 2016\nlate = ", ""},
		"hours":             {uptime, "", "", ""},
		"hours the same":    {uptime, `full_hours = "48"`, `full_hours = "96"`, "第35行：要点1.1“要点甲”：full_hours 写的是96，应小于 below_hours 的96，否则中间一档永远得不到"},
		"hours upside down": {uptime, `below_hours = "96"`, `below_hours = "24"`, "第35行：要点1.1“要点甲”：full_hours 写的是48，应小于 below_hours 的24，否则中间一档永远得不到"},
	} {
		data := []byte(strings.Replace(c.book, c.old, c.new, 1))
		got := ""
		if _, err := loadNew("x", data); err != nil {
			got = strings.TrimPrefix(err.Error(), "x：")
		}
		if got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", name, got, c.want)
		}
		if _, err := scoring.LoadEdition("x", data); err != nil {
			t.Errorf("%s: a dossier's own is refused: %v", name, err)
		}
	}
}

// TestHints: what a rulebook leaves out is told, and hinders nothing.
func TestHints(t *testing.T) {
	e, err := loadNew("x", []byte(smallRulebook))
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"没有写 city（组织考核的市或地区）",
		"没有写 recipient（主送机关），自查报告的主送机关要由填报人自己填写",
		"没有写依据的文件 [[document]]，自查报告里不能写明依据",
		"没有写算例 [[case]]，程序读得对不对没有核对过；建议每种计分规则至少写一个",
		"第15行：第1项“指标甲”：没有写 source_text（数据来源原文）",
		"第21行：要点1.1“要点甲”：没有写 evidence（应附的佐证材料）",
	}
	if got := e.Hints(); strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("hints:\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if got := edition2017(t).Hints(); len(got) != 0 {
		t.Errorf("the rulebook of 2017: %q", got)
	}
}
