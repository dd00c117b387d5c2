package scoring_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"zicha/assets"
	"zicha/scoring"
)

func edition2017(t testing.TB) *scoring.Edition {
	t.Helper()
	e, err := scoring.LoadEdition("bozhou-2017.toml", assets.Edition2017)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// rules2017 is the text of the rulebook without its cases, to be altered.
func rules2017() string {
	rules, _, _ := strings.Cut(string(assets.Edition2017), "# ---- 算例")
	return rules
}

func TestEditionHoldsTheNoticesSums(t *testing.T) {
	e := edition2017(t)
	var sections []string
	for _, s := range e.Sections {
		sections = append(sections, s.Max.Short())
	}
	if got := strings.Join(sections, " "); got != "17 11 17 20 6 10 15 4" {
		t.Errorf("sections: %s", got)
	}
	var caps []string
	bySource := map[scoring.Source]scoring.Points{}
	for _, ind := range e.Indicators() {
		caps = append(caps, ind.Max.Short())
		bySource[ind.Source] += ind.Max
	}
	if got := strings.Join(caps, " "); got != "5 3 6 3 8 3 3 3 6 5 6 4 6 4 6 2 3 3 2 2 2 7 4 2 2" {
		t.Errorf("printed points: %s", got)
	}
	want := map[scoring.Source]scoring.Points{scoring.County: 5000, scoring.Verified: 1800, scoring.Bureau: 2800, scoring.Commission: 400}
	for s, p := range want {
		if bySource[s] != p {
			t.Errorf("%s: %s points, want %s", s, bySource[s], p)
		}
	}
	if e.Reachable != 9900 || e.ReachableNote == "" || e.Indicator(9).Reachable != 500 {
		t.Errorf("the reachable 99 and the 5 of 6 of indicator 9 are not declared: %s, %s", e.Reachable, e.Indicator(9).Reachable)
	}
}

// A mistake in a rulebook is told with its place, never swallowed.
func TestLoadRefusesAMistakenRulebook(t *testing.T) {
	good := rules2017()
	cases := []struct{ name, old, new, want string }{
		{"unknown key", "year = 2017\n", "year = 2017\nyaer = 2018\n", "不认识的键“yaer”"},
		{"unknown key in a criterion", "late = \"event\"\n", "late = \"event\"\nlatte = \"x\"\n", "latte"},
		{"broken line", "year = 2017\n", "year = = 2017\n", "第7行"},
		{"points without quotes", `points = "3"`, `points = 3`, "“points”的数要加引号"},
		{"a band without quotes", `from = "30"`, `from = 30`, "“from”的数要加引号"},
		{"quoted year", "year = 2017\n", "year = \"2017\"\n", "请去掉引号"},
		{"total", `total = "100"`, `total = "101"`, "各指标合计是100"},
		{"self total", `self_total = "68"`, `self_total = "60"`, "县（区）提供的指标合计是68"},
		{"reachable", `reachable = "99"`, `reachable = "100"`, "最多可得99分"},
		{"section sum", "title = \"贯彻落实市委市政府部署\"\npoints = \"17\"", "title = \"贯彻落实市委市政府部署\"\npoints = \"18\"", "各指标合计是17"},
		{"number", "no = 2\n", "no = 3\n", "编号应为2"},
		{"id", `id = "1.2"`, `id = "1.3"`, "应为“1.2”"},
		{"source", `source = "verified"`, `source = "somebody"`, "somebody"},
		{"quote", `quotes = ["以县、区政府名义`, `quotes = ["以县区政府名义`, "在评分标准原文里没有找到"},
		{"rule field", `choose = "issuer"`, `choose = "isuer"`, "“isuer”没有定义"},
		{"option points", `government = "3"`, `government = "4"`, "规则最多能得4"},
		{"rule kind", `kind = "uptime"`, `kind = "downtime"`, "没有“downtime”这种计分规则"},
		{"cap", `cap = "6"`, `cap = "5"`, "规则最多能得5"},
		{"late", `late = "papers"`, `late = "never"`, "late 应写"},
		{"cross", `left = "10.1/departments"`, `left = "10.1/department"`, "没有定义"},
		{"deadline", `self_deadline = "2018-01-29"`, `self_deadline = "1月29日"`, "截止日期"},
		{"clause not in the text", `other = "其他方式制定印发的，得1分。"`, `other = "其他方式印发的，得1分。"`, "应在引文里逐字出现一次"},
		{"clause that stands twice", `rest = "其它情况，得1分。"`, `rest = "的，得"`, "应在引文里逐字出现一次"},
		{"clause of no outcome", `partial = "中断`, `partly = "中断`, "不是这条规则的结果，可用的有 full、partial、rest"},
		{"clause of no band", `"20" = "20家以上`, `"21" = "20家以上`, "“21”不是这条规则的结果"},
		{"clause of no option", `office = "以县`, `offices = "以县`, "“offices”不是这条规则的结果"},
		{"saying", `say = "在{n}个领域落实了联合奖惩"`, `say = "在{x}个领域落实了联合奖惩"`, "只能用 {县}、{n}、{text} 代入"},
		{"points with three decimals", `each = "0.5"`, `each = "0.555"`, "第"},
	}
	for _, c := range cases {
		if !strings.Contains(good, c.old) {
			t.Errorf("%s: the rulebook has no %q to spoil", c.name, c.old)
			continue
		}
		_, err := scoring.LoadEdition("x.toml", []byte(strings.Replace(good, c.old, c.new, 1)))
		if err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), "x.toml") {
			t.Errorf("%s: error %v, want one naming %q", c.name, err, c.want)
		}
	}
}

// The hash guards rules and official text; a mended note or label locks nobody out.
func TestHashCoversRulesAndTextOnly(t *testing.T) {
	good := rules2017()
	hash := edition2017(t).Hash()
	change := func(old, new string) string {
		e, err := scoring.LoadEdition("x", []byte(strings.Replace(good, old, new, 1)))
		if err != nil {
			t.Fatal(err)
		}
		return e.Hash()
	}
	if change("正好30家得5分，正好20家得3分", "正好30家得5分") != hash || change(`label = "印发名义"`, `label = "印发主体"`) != hash {
		t.Error("a note or a label changed the hash")
	}
	if change(`full_hours = "48"`, `full_hours = "47"`) == hash {
		t.Error("a changed rule left the hash alone")
	}
}

// FuzzLoadEdition: foreign bytes are refused in words, whatever they are, and what is taken can be reckoned with.
func FuzzLoadEdition(f *testing.F) {
	f.Add(assets.Edition2017)
	f.Add([]byte(smallRulebook))
	f.Add([]byte("id = \"x\"\n[[section]]\n[[section.indicator]]\n[[section.indicator.criterion]]\n"))
	f.Add([]byte("[[section.indicator.criterion]]\n[section.indicator.criterion.register]\ncounts = \"x\"\n"))
	f.Add([]byte("[section]\n[[section.indicator]]\n[section.indicator.criterion]\nrule.a.b = {c.d = [[{}], 1, -inf, 2018-01-29]}\n\"\" = "))
	f.Add([]byte("a" + strings.Repeat(".a", 300) + " = " + strings.Repeat("[", 300)))
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, load := range []func(string, []byte) (*scoring.Edition, error){scoring.LoadEdition, loadNew} {
			e, err := load("fuzz", data)
			if err == nil {
				e.Score(nil)
				e.Gains(nil)
			} else if !utf8.ValidString(err.Error()) {
				t.Errorf("%q", err)
			}
		}
	})
}
