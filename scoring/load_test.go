package scoring_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"zicha/assets"
	"zicha/scoring"
)

// smallHead begins a rulebook of one section of 3 points; others replace the "3", as they need.
const smallHead = `id = "x-1"
title = "考核"
year = 2017
total = "3"
self_total = "3"
self_deadline = "2018-01-29"
result_deadline = "2018-02-05"
[[unit]]
code = "341621"
name = "涡阳县"
[[section]]
no = "一"
title = "第一类"
points = "3"
`

// smallIndicator is the first indicator of the section, with one criterion.
const smallIndicator = `[[section.indicator]]
no = 1
title = "指标甲"
text = "做到的，得3分。"
points = "3"
source = "county"
[[section.indicator.criterion]]
id = "1.1"
title = "要点甲"
quotes = ["做到的，得3分。"]
points = "3"
late = "papers"
[section.indicator.criterion.rule]
kind = "flags"
all = ["met"]
points = "3"
[[section.indicator.criterion.field]]
key = "met"
label = "已做到"
kind = "yes"
`

// smallRulebook is the least a rulebook can be: one indicator with one criterion of 3 points.
const smallRulebook = smallHead + smallIndicator

// register stands where the small rulebook's field begins, in front of it.
func withRegister(columns string) [2]string {
	const field = "[[section.indicator.criterion.field]]\n"
	return [2]string{field, "[section.indicator.criterion.register]\ncounts = \"n\"\n" + columns + field +
		"key = \"n\"\nlabel = \"数量\"\nkind = \"count\"\n" + field}
}

func column(text string) string {
	return "[[section.indicator.criterion.register.columns]]\n" + text + "\n"
}

// TestLoadSaysWhatIsWrong: each mistake in a rulebook, with the sentence its author reads; all sentences are told at once.
func TestLoadSaysWhatIsWrong(t *testing.T) {
	const at, indicator, missing = "要点1.1“要点甲”：", "第1项“指标甲”：", "在评分标准原文里没有找到"
	good := column("key = \"name\"\nlabel = \"名称\"\nkind = \"text\"")
	for name, c := range map[string]struct {
		change [2]string
		want   []string
	}{
		"nothing":             {[2]string{"", ""}, nil},
		"a register":          {withRegister(good), nil},
		"id":                  {[2]string{`id = "x-1"`, `id = "X 1"`}, []string{"第1行：标识 id“X 1”应只含小写字母、数字和短横线"}},
		"no title":            {[2]string{`title = "考核"`, `title = ""`}, []string{"第2行：缺少标题 title"}},
		"year 1999":           {[2]string{"2017\n", "1999\n"}, []string{"第3行：考核年度 year 写的是1999，应为2000至2100之间的年份"}},
		"year 2000":           {[2]string{"2017\n", "2000\n"}, nil},
		"year 2100":           {[2]string{"2017\n", "2100\n"}, nil},
		"year 2101":           {[2]string{"2017\n", "2101\n"}, []string{"第3行：考核年度 year 写的是2101，应为2000至2100之间的年份"}},
		"deadline":            {[2]string{"2018-02-05", "2018-2-5"}, []string{"第7行：截止日期 result_deadline“2018-2-5”应按“2018-01-29”的格式书写"}},
		"no such day":         {[2]string{"2018-02-05", "2018-02-30"}, []string{"第7行：截止日期 result_deadline“2018-02-30”没有这一天，请改正"}},
		"total":               {[2]string{`total = "3"`, `total = "4"`}, []string{"第4行：总分 total 写的是4，各指标合计是3"}},
		"self total":          {[2]string{`self_total = "3"`, `self_total = "2"`}, []string{"第5行：自评部分 self_total 写的是2，被考核单位提供的指标合计是3"}},
		"not the county's":    {[2]string{`source = "county"`, `source = "bureau"`}, []string{"第5行：自评部分 self_total 写的是3，被考核单位提供的指标合计是0"}},
		"source":              {[2]string{`source = "county"`, `source = "city"`}, []string{"第20行：" + indicator + "数据来源 source“city”应为 county、verified、bureau 或 commission"}},
		"reachable":           {[2]string{"year = 2017\n", "year = 2017\nreachable = \"2\"\n"}, []string{"第4行：按原文最多可得3分，reachable 写的是2"}},
		"unit without 6":      {[2]string{"341621", "34162"}, []string{"第9行：被考核单位“涡阳县”的代码“34162”不对：行政区划代码是6位数字（乡镇9位，村12位）；没有行政区划代码的，用字母开头的代码，或者不写 code"}},
		"unit letters":        {[2]string{"341621", "34162x"}, []string{"第9行：被考核单位“涡阳县”的代码“34162x”不对：行政区划代码是6位数字（乡镇9位，村12位）；没有行政区划代码的，用字母开头的代码，或者不写 code"}},
		"unit nameless":       {[2]string{"涡阳县", ""}, []string{"第10行：被考核单位（代码“341621”）没有写名称 name"}},
		"unit twice":          {[2]string{"[[section]]", "[[unit]]\ncode = \"341621\"\nname = \"谯城区\"\n[[section]]"}, []string{"第12行：被考核单位“谯城区”的代码“341621”与前面的单位重复"}},
		"section sum":         {[2]string{"第一类\"\npoints = \"3\"", "第一类\"\npoints = \"4\""}, []string{"第14行：“一、第一类”的分值写的是4，各指标合计是3"}},
		"number":              {[2]string{"no = 1", "no = 2"}, []string{"第16行：第2项“指标甲”：编号应为1（从1起连续编号）"}},
		"indicator title":     {[2]string{`title = "指标甲"`, `title = ""`}, []string{"第15行：第1项“”：缺少名称 title 或评分标准原文 text"}},
		"no criterion":        {[2]string{smallRulebook[strings.Index(smallRulebook, "[[section.indicator.criterion]]"):], ""}, []string{"第15行：" + indicator + "没有要点"}},
		"criterion id":        {[2]string{`"1.1"`, `"1.2"`}, []string{"第22行：" + indicator + "要点标识“1.2”应为“1.1”"}},
		"quote":               {[2]string{`["做到的，得3分。"]`, `["做到，得3分。"]`}, []string{"第24行：" + at + "引文“做到，得3分。”在评分标准原文里没有找到"}},
		"quote's comma":       {[2]string{`["做到的，得3分。"]`, `["做到的,得3分。"]`}, []string{"第24行：" + at + "引文“做到的,得3分。”" + missing + "，只有标点、空格、换行或全半角不同：原文是“做到的，得3分。”，请照原文改"}},
		"quote's stop":        {[2]string{`["做到的，得3分。"]`, `["得３分；"]`}, []string{"第24行：" + at + "引文“得３分；”" + missing + "，只有标点、空格、换行或全半角不同：原文是“得3分。”，请照原文改"}},
		"quote's first mark":  {[2]string{`["做到的，得3分。"]`, `["；得3分。"]`}, []string{"第24行：" + at + "引文“；得3分。”" + missing + "，只有标点、空格、换行或全半角不同：原文是“，得3分。”，请照原文改"}},
		"quote of marks":      {[2]string{`["做到的，得3分。"]`, `["；"]`}, []string{"第24行：" + at + "引文“；”" + missing}},
		"clause's comma":      {[2]string{"late = ", "clauses = {whole = \"做到的,得3分\"}\nlate = "}, []string{"第26行：" + at + "clauses 里的“做到的,得3分”应在引文里逐字出现一次，只有标点、空格、换行或全半角不同：原文是“做到的，得3分。”，请照原文改"}},
		"clause twice":        {[2]string{`["做到的，得3分。"]`, "[\"做到的，得3分。\", \"得3分。\"]\nclauses = {whole = \"得3分\"}"}, []string{"第25行：" + at + "clauses 里的“得3分”应在引文里逐字出现一次"}},
		"unscored's comma":    {[2]string{"source = ", "unscored = [{text = \"做到的,\", note = \"x\"}]\nsource = "}, []string{"第20行：" + indicator + "unscored 的“做到的,”" + missing + "，只有标点、空格、换行或全半角不同：原文是“做到的，得3分。”，请照原文改"}},
		"empty quote":         {[2]string{`["做到的，得3分。"]`, `[""]`}, []string{"第24行：" + at + "引文“”在评分标准原文里没有找到"}},
		"late":                {[2]string{`"papers"`, `"soon"`}, []string{"第26行：" + at + "late 应写 papers（可补找材料）或 event（当年的事）"}},
		"criterion points":    {[2]string{"[\"做到的，得3分。\"]\npoints = \"3\"", "[\"做到的，得3分。\"]\npoints = \"2\""}, []string{"第25行：" + at + "points 写的是2，规则最多能得3"}},
		"field twice":         {[2]string{"[[section.indicator.criterion.field]]", "[[section.indicator.criterion.field]]\nkey = \"met\"\nlabel = \"又\"\nkind = \"yes\"\n[[section.indicator.criterion.field]]"}, []string{"第36行：" + at + "字段“met”重复或与台账同名"}},
		"field key":           {[2]string{"key = \"met\"", "key = \"Met\""}, []string{"第27行：" + at + "规则用到的字段“met”没有定义", "第32行：" + at + "字段“Met”应有英文小写的 key 和中文名称 label"}},
		"field label":         {[2]string{"已做到", ""}, []string{"第32行：" + at + "字段“met”应有英文小写的 key 和中文名称 label"}},
		"field kind":          {[2]string{`kind = "yes"`, `kind = "month"`}, []string{"第27行：" + at + "规则用到的字段“met”应为 yes，写成了 month", "第34行：" + at + "字段“met”的 kind“month”应为 yes、option、count、amount、claim、text、date 之一"}},
		"options of none":     {[2]string{`kind = "yes"`, "kind = \"yes\"\noptions = [{key = \"a\", label = \"甲\"}]"}, []string{"第35行：" + at + "字段“met”是选项时必须写 options，不是时不写"}},
		"no options":          {[2]string{`kind = "yes"`, `kind = "option"`}, []string{"第27行：" + at + "规则用到的字段“met”应为 yes，写成了 option", "第31行：" + at + "字段“met”是选项时必须写 options，不是时不写"}},
		"option twice":        {[2]string{`kind = "yes"`, "kind = \"option\"\noptions = [{key = \"a\", label = \"甲\"}, {key = \"a\", label = \"乙\"}, {key = \"A\", label = \"丙\"}, {key = \"b\", label = \"\"}]"}, []string{"第27行：" + at + "规则用到的字段“met”应为 yes，写成了 option", "第35行：" + at + "字段“met”的选项“a”应有不重复的 key 和 label", "第35行：" + at + "字段“met”的选项“A”应有不重复的 key 和 label", "第35行：" + at + "字段“met”的选项“b”应有不重复的 key 和 label"}},
		"rule fields":         {[2]string{`all = ["met"]`, ``}, []string{"第27行：" + at + "规则没有写用到的字段"}},
		"rule kind":           {[2]string{`kind = "flags"`, `kind = "flag"`}, []string{"第27行：" + at + "没有“flag”这种计分规则"}},
		"saying":              {[2]string{"已做到\"\n", "已做到\"\nsay = \"{x}\"\n"}, []string{"第34行：" + at + "“{x}”里只能用 {县}、{n}、{text} 代入，最多两个“|”"}},
		"saying no":           {[2]string{"已做到\"\n", "已做到\"\nsay_no = \"a|b|c|d\"\n"}, []string{"第34行：" + at + "“a|b|c|d”里只能用 {县}、{n}、{text} 代入，最多两个“|”"}},
		"sayings":             {[2]string{"已做到\"\n", "已做到\"\nsay = \"{县}{n}{text}||\"\n"}, nil},
		"clause":              {[2]string{"late = ", "clauses = {whole = \"得4分\"}\nlate = "}, []string{"第26行：" + at + "clauses 里的“得4分”应在引文里逐字出现一次"}},
		"clause of no result": {[2]string{"late = ", "clauses = {met = \"得3分\"}\nlate = "}, []string{"第26行：" + at + "clauses 里的“met”不是这条规则的结果，可用的有 whole"}},
		"no columns":          {withRegister(""), []string{"第31行：" + at + "台账没有列"}},
		"column twice":        {withRegister(good + good), []string{"第37行：" + at + "台账的列“name”重复"}},
		"column kind":         {withRegister(column("key = \"name\"\nlabel = \"名称\"\nkind = \"yes\"")), []string{"第36行：要点1.1“要点甲”台账：字段“name”的 kind“yes”应为 text、date、month、option 之一"}},
		"counts nothing":      {[2]string{withRegister(good)[0], strings.Replace(withRegister(good)[1], `counts = "n"`, `counts = "m"`, 1)}, []string{"第32行：" + at + "台账代替的字段“m”没有定义，或不是 count"}},
		"counts no number":    {[2]string{withRegister(good)[0], strings.Replace(withRegister(good)[1], `counts = "n"`, `counts = "met"`, 1)}, []string{"第32行：" + at + "台账代替的字段“met”没有定义，或不是 count"}},
		"counts by level":     {[2]string{withRegister(good)[0], strings.Replace(withRegister(good + column("key = \"level\"\nlabel = \"级别\"\nkind = \"option\"\noptions = [{key = \"n\", label = \"市级\"}]"))[1], `counts = "n"`, `counts = "level"`, 1)}, nil},
		"counts no level":     {[2]string{withRegister(good)[0], strings.Replace(withRegister(good + column("key = \"level\"\nlabel = \"级别\"\nkind = \"option\"\noptions = [{key = \"n\", label = \"市级\"}, {key = \"met\", label = \"省级\"}]"))[1], `counts = "n"`, `counts = "level"`, 1)}, []string{"第32行：" + at + "台账按“级别”分别计数的，选项“met”应有同名的 count 字段"}},
		"once":                {withRegister("once = [\"x\"]\n" + good), []string{"第33行：" + at + "台账 once 里的“x”应是台账的列，每列写一次"}},
		"once twice":          {withRegister("once = [\"name\", \"name\"]\n" + good), []string{"第33行：" + at + "台账 once 里的“name”应是台账的列，每列写一次"}},
		"progress":            {withRegister("progress = {columns = [\"month\"], total = 12, text = \"{n}\"}\n" + good), []string{"第33行：" + at + "台账进度用到的列“month”没有定义"}},
		"cross kind":          {[2]string{"[[unit]]", "[[cross]]\nkind = \"same\"\nleft = \"1.1/met\"\nright = \"1.1/met\"\nmessage = \"x\"\n[[unit]]"}, []string{"第8行：互相印证“1.1/met”与“1.1/met”：kind 应为 equal 或 requires，并写明 message"}},
		"cross message":       {[2]string{"[[unit]]", "[[cross]]\nkind = \"equal\"\nleft = \"1.1/met\"\nright = \"1.1/met\"\n[[unit]]"}, []string{"第8行：互相印证“1.1/met”与“1.1/met”：kind 应为 equal 或 requires，并写明 message"}},
		"cross field":         {[2]string{"[[unit]]", "[[cross]]\nkind = \"requires\"\nleft = \"1.1/no\"\nright = \"2.1/met\"\nmessage = \"x\"\n[[unit]]"}, []string{"第8行：互相印证用到的“1.1/no”没有定义，应写成 要点/字段", "第8行：互相印证用到的“2.1/met”没有定义，应写成 要点/字段"}},
		"unknown keys":        {[2]string{"year = 2017\n", "year = 2017\nyaer = 1\nmaker = \"\"\n"}, []string{"第4行：不认识的键“yaer”，可能是“year”，请改正或删去", "第5行：不认识的键“maker”，请对照格式说明改正或删去"}},
		"unknown key below":   {[2]string{"late = ", "later = \"x\"\nlate = "}, []string{"第26行：不认识的键“later”，可能是“late”，请改正或删去"}},
		"broken":              {[2]string{"year = 2017\n", "year = = 2017\n"}, []string{"第3行：“year”的等号写了两次"}},
		"quoted year":         {[2]string{"year = 2017\n", "year = \"2017\"\n"}, []string{"第3行：“year”应为整数，请去掉引号"}},
		"bare points":         {[2]string{"self_total = \"3\"", "self_total = 3"}, []string{"第5行：“self_total”的数要加引号：\"3\""}},
		"bare total":          {[2]string{"total = \"3\"", "total = 3"}, []string{"第4行：“total”的数要加引号：\"3\""}},
		"bare decimal":        {[2]string{"self_total = \"3\"", "self_total = 3.125"}, []string{"第5行：“self_total”的数要加引号：\"3.125\""}},
		"bare in a table":     {[2]string{"met\"]\npoints = \"3\"", "met\"]\npoints = -3"}, []string{"第30行：“points”的数要加引号：\"-3\""}},
		"bare inside":         {[2]string{`all = ["met"]`, "by_option = {\n a = \"1\",\n b = 2}"}, []string{"第31行：“b”的数要加引号：\"2\""}},
		"bare in a list":      {[2]string{`["做到的，得3分。"]`, "[\"做到的，得3分。\", 3]"}, []string{"第24行：“quotes”的数要加引号：\"3\""}},
		"bare under dots":     {[2]string{"met\"]\npoints = \"3\"", "met\"]\n\"by_option\".a = 3"}, []string{"第30行：“a”的数要加引号：\"3\""}},
		"bare code":           {[2]string{`code = "341621"`, "code = 341621"}, []string{"第9行：“code”的数要加引号：\"341621\""}},
		"a progress's total":  {withRegister("progress.total = 12\nprogress.columns = [\"month\"]\n" + good), []string{"第33行：" + at + "台账进度用到的列“month”没有定义"}},
		"numbers in a text":   {[2]string{"year = 2017\n", "year = 2017\nnotes = [\"\"\"口径：\npoints = 3\n\"\"\"]\n"}, nil},
	} {
		_, err := scoring.LoadEdition("考核.toml", []byte(strings.Replace(smallRulebook, c.change[0], c.change[1], 1)))
		got := ""
		if err != nil {
			got = err.Error()
		}
		want := ""
		if len(c.want) > 0 {
			want = "考核.toml：" + strings.Join(c.want, "\n")
		}
		if got != want {
			t.Errorf("%s:\n%s\nwant\n%s", name, got, want)
		}
	}
}

// TestLoadRules: the mistakes each kind of rule can have. They are told at the rule's line, and at the points where it is those.
func TestLoadRules(t *testing.T) {
	at := func(want string) string {
		line := 27
		if strings.HasPrefix(want, "points ") {
			line = 25
		}
		return fmt.Sprintf("x：第%d行：要点1.1“要点甲”：%s", line, want)
	}
	rule := func(rule, field string) string {
		text := strings.Replace(smallRulebook, "kind = \"flags\"\nall = [\"met\"]\npoints = \"3\"\n", rule, 1)
		return strings.Replace(text, "kind = \"yes\"\n", field, 1)
	}
	for name, c := range map[string]struct{ rule, field, want string }{
		"choice":                {"kind = \"choice\"\nchoose = \"met\"\nby_option = {a = \"3\"}\n", "kind = \"option\"\noptions = [{key = \"a\", label = \"甲\"}]\n", ""},
		"choice without":        {"kind = \"choice\"\nchoose = \"met\"\nby_option = {b = \"3\"}\n", "kind = \"option\"\noptions = [{key = \"a\", label = \"甲\"}]\n", "选项“a”没有写分值"},
		"choice with more":      {"kind = \"choice\"\nchoose = \"met\"\nby_option = {a = \"3\", b = \"1\"}\n", "kind = \"option\"\noptions = [{key = \"a\", label = \"甲\"}]\n", "by_option 与字段“met”的选项不一致"},
		"bands":                 {"kind = \"bands\"\ncount = \"met\"\nbands = [{from = \"2\", points = \"3\"}, {from = \"1\", each = \"1\"}]\n", "kind = \"count\"\n", ""},
		"no bands":              {"kind = \"bands\"\ncount = \"met\"\n", "kind = \"count\"\n", "没有写分档 bands"},
		"bands rising":          {"kind = \"bands\"\ncount = \"met\"\nbands = [{from = \"1\", points = \"3\"}, {from = \"2\", points = \"1\"}]\n", "kind = \"count\"\n", "分档应为整数并从高到低写（第2档）"},
		"bands equal":           {"kind = \"bands\"\ncount = \"met\"\nbands = [{from = \"1\", points = \"3\"}, {from = \"1\", points = \"1\"}]\n", "kind = \"count\"\n", "分档应为整数并从高到低写（第2档）"},
		"band of a half":        {"kind = \"bands\"\ncount = \"met\"\nbands = [{from = \"1.5\", points = \"3\"}]\n", "kind = \"count\"\n", "分档应为整数并从高到低写（第1档）"},
		"one band each":         {"kind = \"bands\"\ncount = \"met\"\nbands = [{from = \"1\", points = \"3\", each = \"1\"}]\n", "kind = \"count\"\n", "分档第1档同时写了 points 和 each，只能写一个：得固定分数的写 points，每个得几分的写 each"},
		"attain of fewer":       {"kind = \"attain\"\npart = \"met\"\nstandard = \"met\"\npoints = \"2\"\n", "kind = \"count\"\n", "points 写的是3，规则最多能得2"},
		"second band both":      {"kind = \"bands\"\ncount = \"met\"\nbands = [{from = \"2\", points = \"3\"}, {from = \"1\", points = \"3\", each = \"1\"}]\n", "kind = \"count\"\n", "分档第2档同时写了 points 和 each，只能写一个：得固定分数的写 points，每个得几分的写 each"},
		"lower band each":       {"kind = \"bands\"\ncount = \"met\"\nbands = [{from = \"10\", points = \"3\"}, {from = \"0\", each = \"0.5\"}]\n", "kind = \"count\"\nunit = \"家\"\n", "分档第2档每家得0.5分，到9家时得4.5分，比第1档（10家以上）的3分还多，请核对原文后改写"},
		"lower band as much":    {"kind = \"bands\"\ncount = \"met\"\nbands = [{from = \"7\", points = \"3\"}, {from = \"0\", each = \"0.5\"}]\n", "kind = \"count\"\n", ""},
		"band each over each":   {"kind = \"bands\"\ncount = \"met\"\ncap = \"3\"\nbands = [{from = \"4\", each = \"0.1\"}, {from = \"0\", each = \"0.2\"}]\n", "kind = \"count\"\n", "分档第2档每个得0.2分，到3个时得0.6分，比第1档（4个以上）的0.4分还多，请核对原文后改写"},
		"first band each":       {"kind = \"bands\"\ncount = \"met\"\nbands = [{from = \"4\", each = \"0.2\"}, {from = \"1\", points = \"0.5\"}]\n", "kind = \"count\"\n", ""},
		"bands capped":          {"kind = \"bands\"\ncount = \"met\"\ncap = \"2\"\nbands = [{from = \"4\", each = \"0.2\"}, {from = \"1\", points = \"0.5\"}]\n", "kind = \"count\"\n", "points 写的是3，规则最多能得2"},
		"bands of a text":       {"kind = \"bands\"\ncount = \"met\"\nbands = [{from = \"1\", points = \"3\"}]\n", "kind = \"text\"\n", "规则用到的字段“met”应为 count，写成了 text"},
		"per item of an amount": {"kind = \"per_item\"\ncount = \"met\"\neach = \"1\"\ncap = \"3\"\n", "kind = \"amount\"\n", "规则用到的字段“met”应为 count，写成了 amount"},
		"attain of counts":      {"kind = \"attain\"\npart = \"met\"\nstandard = \"met\"\npoints = \"3\"\n", "kind = \"count\"\n", ""},
		"attain of a text":      {"kind = \"attain\"\npart = \"met\"\nstandard = \"met\"\npoints = \"3\"\n", "kind = \"text\"\n", "规则用到的字段“met”应为 amount，写成了 text"},
		"share":                 {"kind = \"share\"\npart = \"met\"\nwhole = \"met\"\npoints = \"3\"\n", "kind = \"amount\"\n", "规则用到的字段“met”应为 count，写成了 amount"},
		"judged":                {"kind = \"judged\"\nclaim = \"met\"\npoints = \"3\"\n", "kind = \"claim\"\n", ""},
		"judged of a count":     {"kind = \"judged\"\nclaim = \"met\"\npoints = \"3\"\n", "kind = \"count\"\n", "规则用到的字段“met”应为 claim，写成了 count"},
		"judged reason":         {"kind = \"judged\"\nclaim = \"met\"\nreason = \"why\"\npoints = \"3\"\n", "kind = \"claim\"\n", "规则用到的字段“why”没有定义"},
		"uptime flags":          {"kind = \"uptime\"\nplatform = \"met\"\nsecure = \"safe\"\nhours = \"h\"\nfull = \"3\"\n", "kind = \"yes\"\n", "规则用到的字段“safe”没有定义"},
		"uptime hours":          {"kind = \"uptime\"\nplatform = \"met\"\nsecure = \"met\"\nhours = \"h\"\nfull = \"3\"\n", "kind = \"yes\"\n", "规则用到的字段“h”没有定义"},
		"frequency missed":      {"kind = \"frequency\"\nmissed = \"met\"\nwhole = \"met\"\nautomatic = \"met\"\nmanual = \"met\"\nautomatic_points = \"3\"\n", "kind = \"count\"\n", "规则用到的字段“met”应为 yes，写成了 count"},
		"frequency whole":       {"kind = \"frequency\"\nmissed = \"met\"\nwhole = \"all\"\nautomatic = \"all\"\nmanual = \"all\"\nautomatic_points = \"3\"\n", "kind = \"yes\"\n", "规则用到的字段“all”没有定义"},
	} {
		want := ""
		if c.want != "" {
			want = at(c.want)
		}
		got := ""
		if _, err := loadNew("x", []byte(rule(c.rule, c.field))); err != nil {
			got = err.Error()
		}
		if got != want {
			t.Errorf("%s:\n%s\nwant\n%s", name, got, want)
		}
	}
}

// TestBelowTheFirstBand: a count that reaches no tier brings nothing, and says so.
func TestBelowTheFirstBand(t *testing.T) {
	text := strings.Replace(smallRulebook, "kind = \"flags\"\nall = [\"met\"]\npoints = \"3\"\n", "kind = \"bands\"\ncount = \"met\"\nbands = [{from = \"2\", points = \"3\"}]\n", 1)
	e, err := scoring.LoadEdition("x", []byte(strings.Replace(text, "kind = \"yes\"\n", "kind = \"count\"\nunit = \"家\"\n", 1)))
	if err != nil {
		t.Fatal(err)
	}
	for n, want := range map[string]string{"1": "1家，不得分", "2": "2家，达到2家，得3分"} {
		if res := e.Score(scoring.Answers{"1.1": {Values: map[string]string{"met": n}}}).Result(e.Criterion("1.1")); res.Reason != want || res.State != scoring.Scored {
			t.Errorf("%s: %q", n, res.Reason)
		}
	}
}

// TestClausesOfWholeRules: rules with one outcome take a clause for it.
func TestClausesOfWholeRules(t *testing.T) {
	for rule, field := range map[string]string{
		"kind = \"share\"\npart = \"met\"\nwhole = \"met\"\npoints = \"3\"\n": "kind = \"count\"\n", "kind = \"judged\"\nclaim = \"met\"\npoints = \"3\"\n": "kind = \"claim\"\n",
	} {
		text := strings.Replace(smallRulebook, "kind = \"flags\"\nall = [\"met\"]\npoints = \"3\"\n", rule, 1)
		text = strings.Replace(strings.Replace(text, "kind = \"yes\"\n", field, 1), "late = ", "clauses = {whole = \"得3分\"}\nlate = ", 1)
		e, err := scoring.LoadEdition("x", []byte(text))
		if err != nil {
			t.Errorf("%s: %v", rule, err)
			continue
		}
		res := e.Score(scoring.Answers{"1.1": {Values: map[string]string{"met": "1"}}}).Result(e.Criterion("1.1"))
		if res.Clause() != "得3分" {
			t.Errorf("%s: %q", rule, res.Clause())
		}
	}
}

// TestLoadBounds: a file too large is refused before it is read, and an empty one has no indicator.
func TestLoadBounds(t *testing.T) {
	const limit = 4 << 20
	fill := func(size int) []byte {
		text := smallRulebook + "#"
		return []byte(text + strings.Repeat("x", size-len(text)))
	}
	if _, err := scoring.LoadEdition("x", fill(limit)); err != nil {
		t.Errorf("4 MB: %v", err)
	}
	if _, err := scoring.LoadEdition("x", fill(limit+1)); err == nil || err.Error() != "x：文件过大，不像考核指标文件" {
		t.Errorf("more: %v", err)
	}
	if _, err := scoring.LoadEdition("x", nil); err == nil || !strings.Contains(err.Error(), "没有任何指标") {
		t.Errorf("nothing: %v", err)
	}
}

// TestEditionFinds: what is asked for by number, id and code, and nothing where there is none.
func TestEditionFinds(t *testing.T) {
	e := edition2017(t)
	for no, want := range map[int]bool{-1: false, 0: false, 1: true, 25: true, 26: false} {
		if ind := e.Indicator(no); (ind != nil) != want || ind != nil && ind.No != no {
			t.Errorf("indicator %d: %v", no, ind)
		}
	}
	if e.Criterion("5.3") == nil || e.Criterion("5.4") != nil || e.Criterion("5.3").Field("articles") == nil || e.Criterion("5.3").Field("x") != nil {
		t.Error("criteria and fields are not found by name")
	}
	if u := e.Unit("341621"); u == nil || u.Name != "涡阳县" || e.Unit("341600") != nil {
		t.Errorf("unit %v", u)
	}
	if r := e.Criterion("5.3").Register; r.Column("date").Label != "日期" || r.Column("x") != nil {
		t.Error("columns are not found by key")
	}
	if string(e.Source()) != string(assets.Edition2017) {
		t.Error("the file is not kept byte for byte")
	}
	for id, year := range map[string]int{"24.1": 2016, "25.1": 2016, "24.2": 2017, "1.1": 2017} {
		if got := e.DocumentYear(e.Criterion(id)); got != year {
			t.Errorf("%s: papers of %d", id, got)
		}
	}
}

// TestCalendarBounds: ranges, both ends included, and the sentences for what is no date.
func TestCalendarBounds(t *testing.T) {
	c, err := scoring.LoadCalendar([]byte("[[year]]\nyear = 2017\noff = [\"2017-05-01/2017-05-31\", \"2017-06-01\"]\nwork = [\"2017-05-06\"]\n"))
	if err != nil {
		t.Fatal(err)
	}
	for date, want := range map[string]bool{
		"2017-04-28": true, "2017-04-29": false, "2017-04-30": false, "2017-05-01": false, "2017-05-31": false, "2017-06-01": false, "2017-06-02": true,
		"2017-05-06": true, "2017-05-07": false, "2017-01-01": false, "2017-12-31": false, "2017-12-29": true,
	} {
		if got, err := c.Working(date); got != want || err != nil {
			t.Errorf("%s: %t, %v", date, got, err)
		}
	}
	const span = "”应写成 2017-01-01 或 2017-01-01/2017-01-02"
	for _, text := range []string{"2017-5-1", "2017-05-02/2017-05-01", "2017-05-01/", "/2017-05-01", "2017-05-01/2017-06-02", "2017-05-01/x"} {
		for _, key := range []string{"off", "work"} {
			if _, err := scoring.LoadCalendar([]byte("[[year]]\nyear = 2017\n" + key + " = [\"" + text + "\"]\n")); err == nil || err.Error() != "节假日安排：“"+text+span {
				t.Errorf("%s %s: %v", key, text, err)
			}
		}
	}
	if _, err := scoring.LoadCalendar([]byte("[[year]]\nyear = 2017\noff = [\"2017-05-01/2017-06-01\"]\n")); err != nil {
		t.Errorf("31 days on: %v", err)
	}
	if _, err := scoring.LoadCalendar([]byte("years = 3\n")); err == nil || err.Error() != "节假日安排：第1行：不认识的键“years”，可能是“year”，请改正或删去" {
		t.Error(err)
	}
	const noDate = "“昨天”不是日期"
	_, working := c.Working("昨天")
	_, add := c.Add("昨天", 1)
	_, between := c.Between("昨天", "2017-05-01")
	for _, err := range []error{working, add, between} {
		if err == nil || err.Error() != noDate {
			t.Error(err)
		}
	}
	for _, c2 := range []struct {
		from, to string
		want     int
	}{{"2017-04-27", "2017-04-28", 1}, {"2017-04-28", "2017-04-28", 0}, {"2017-04-28", "2017-04-27", 0}, {"2017-04-28", "2017-06-05", 3}} {
		if got, err := c.Between(c2.from, c2.to); got != c2.want || err != nil {
			t.Errorf("%v: %d, %v", c2, got, err)
		}
	}
	if _, err := c.Between("2017-12-30", "2018-01-02"); !errors.Is(err, scoring.ErrBeyondCalendar) || err.Error() != "没有这一年的节假日安排，无法计算工作日" {
		t.Error(err)
	}
	if got, err := c.Add("2017-04-28", 0); got != "2017-04-28" || err != nil {
		t.Errorf("%s, %v", got, err)
	}
}
