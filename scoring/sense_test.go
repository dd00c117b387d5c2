package scoring_test

import (
	"strings"
	"testing"

	"zicha/scoring"
)

// TestWorthless: what no answer can move, and a veto's grade that is no grade, are refused of a file that comes in; what a dossier keeps is read.
func TestWorthless(t *testing.T) {
	for _, c := range []struct{ book, old, new, want string }{
		{"pool", ", \"1.3\"]", "]", "要点1.3“投诉”：没有列入共用分值 pool 的 criteria，自己又没有分值，扣分不起作用：从共用的分值中扣的请列进去，不是的请写 points"},
		{"veto", "[veto]\ngrade = \"不合格\"", "[veto]\ngrade = \"不及格\"", "一票否决定的等次“不及格”不在各等次 grade 之中（最低的是“不合格”），请改成一致"},
		{"veto", "[[grade]]\nname = \"不合格\"\nfrom = \"0\"\n", "", ""}, // the veto names what is below the last grade
		{"veto", "", "", ""},
		{"zero", "", "", ""},
	} {
		text := edited(t, c.book, c.old, c.new)
		if _, err := scoring.LoadEdition("x", text); err != nil {
			t.Errorf("%s with %q, kept: %v", c.book, c.new, err)
		}
		got := ""
		if _, err := loadNew("x", text); err != nil {
			got = err.Error()
		}
		if c.want == "" && strings.Contains(got, "等次“") || !strings.Contains(got, c.want) {
			t.Errorf("%s with %q:\n got %s\nwant %s", c.book, c.new, got, c.want)
		}
	}
	worthless := strings.NewReplacer("points = \"3\"", "points = \"0\"", "total = \"3\"", "total = \"0\"").Replace(smallRulebook)
	if _, err := loadNew("x", []byte(worthless)); err == nil || !strings.Contains(err.Error(), "分值是0，怎样填都不得分也不扣分，请写明规则里的分数") {
		t.Errorf("a rule of no points: %v", err)
	}
}

// TestSlipsHinted: what can be meant and seldom is, is asked about and refuses nothing.
func TestSlipsHinted(t *testing.T) {
	tiers := strings.Replace(smallRulebook, "kind = \"flags\"\nall = [\"met\"]\npoints = \"3\"",
		"kind = \"tiers\"\ncount = \"met\"\ntiers = [{ from = \"9\", points = \"3\" }, { from = \"6\", points = \"1\" }, { from = \"3\", points = \"2\" }]", 1)
	tiers = strings.Replace(tiers, "kind = \"yes\"", "kind = \"count\"", 1)
	falling := strings.Replace(tiers, "points = \"1\" }", "points = \"2.5\" }", 1)
	twice := strings.Replace(smallRulebook, "[[section]]", "[[unit]]\ncode = \"341622\"\nname = \"涡阳县\"\n[[section]]", 1)
	for name, c := range map[string]struct {
		text, want string
		asked      bool
	}{
		"down and up":       {tiers, "分档的分有升有降（第3档）", true},
		"down":              {falling, "有升有降", false},
		"one name twice":    {twice, "第13行：被考核单位“涡阳县”在名单里不止一个", true},
		"one unit":          {smallRulebook, "不止一个", false},
		"veto of no effect": {string(edited(t, "veto", "[veto]\ngrade = \"不合格\"", "")), "没有用 [veto] 写明后果", true},
		"veto":              {string(edited(t, "veto")), "[veto]", false},
	} {
		e, err := scoring.LoadEdition("x", []byte(c.text))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := strings.Join(e.Hints(), "\n"); strings.Contains(got, c.want) != c.asked {
			t.Errorf("%s: %s", name, got)
		}
	}
}
