package dossier

import (
	"os"
	"slices"
	"strings"
	"testing"

	"zicha/forms"
	"zicha/scoring"
)

// What other rules of the same id change is told for what is scored otherwise, and for what is not scored otherwise as yet.
func TestChangesOfRules(t *testing.T) {
	f := newDossier(t)
	f.Close()
	other := alteredEdition(t, func(s string) string {
		return strings.NewReplacer(`partial = "2"`, `partial = "1.5"`, "{ from = \"20\", points = \"3\" }", "{ from = \"20\", points = \"2.5\" }").Replace(s)
	})
	d := forms.New(f.Dossier().Edition, nil)
	d.Apply(forms.Change{Path: forms.AnswerPath("10.1", "departments"), New: "22"})
	got := Changes(d, other)
	if len(got) != 3 || !strings.HasPrefix(got[0], "第8项 运行维护：得分不变，规则有变化（8.1 平台安全运行 规则：") ||
		!slices.Equal(got[1:], []string{"第10项 公共信用信息归集覆盖面：3.00→2.50", "自评合计：3.00→2.50"}) {
		t.Errorf("%q", got)
	}
}

// What other rules change is told where no answer is scored otherwise: caps, weights, vetoes, grades, 不涉及, shared points, who holds the data,
// and words that only look the same.
func TestChangesTellWhatIsNotScoredYet(t *testing.T) {
	for _, c := range []struct{ book, old, new, want string }{
		{"bonus", "cap = \"10\"", "cap = \"8\"", "总则：新增：“加分项”不计入总分：另加，最多8分。"},
		{"veto", "grade = \"不合格\"", "zero = true", "总则：新增：“基础性指标”有一项未通过，即一票否决，总评计0分。"},
		{"veto", "from = \"80\"", "from = \"85\"", "总则：新增：等次按总评：“优秀”90分以上，“良好”85分以上，“合格”60分以上，“不合格”0分以上。"},
		{"veto", "absent = \"full\"", "absent = \"average\"", "得分不变，规则有变化（不涉及：按满分计→按平均分计，由考核单位计算，计算前为“待定”）"},
		{"pool", "\"1.2\", \"1.3\"]", "\"1.3\", \"1.2\"]", "（共用分值：1.1、1.2、1.3从同一项10分里扣→1.1、1.3、1.2从同一项10分里扣）"},
		{"pool", "source = \"county\"", "source = \"verified\"", "（评分方：自评→自评，另由考核单位核查）"},
		{"pool", "漏报的，每条", "漏报的， 每条", "（原文：“…扣5分；漏报的，每条扣1分；被投诉查实的，每件扣3分，扣完为止。”→“…扣5分；漏报的， 每条扣1分；"},
	} {
		data, err := os.ReadFile("../../scoring/testdata/parts/" + c.book + ".toml")
		if err != nil {
			t.Fatal(err)
		}
		was, err := scoring.LoadEdition("原来.toml", data)
		if err != nil {
			t.Fatal(err)
		}
		text, _, _ := strings.Cut(string(data), "[[case]]")
		is, err := scoring.LoadEdition("新的.toml", []byte(strings.ReplaceAll(text, c.old, c.new)))
		if err != nil {
			t.Fatal(err)
		}
		if got := Changes(forms.New(was, nil), is); !strings.Contains(strings.Join(got, "\n"), c.want) {
			t.Errorf("%s with %s:\n%s\nwant %s", c.book, c.new, strings.Join(got, "\n"), c.want)
		}
	}
}
