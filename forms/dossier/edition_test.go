package dossier

import (
	"slices"
	"strings"
	"testing"

	"zicha/forms"
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
