package dossier

import (
	"os"
	"slices"
	"strings"
	"testing"

	"zicha/forms"
	"zicha/scoring"
)

// What other rules of the same id do to the score is told for what comes out otherwise, and for nothing else.
func TestScoreChanges(t *testing.T) {
	f := newDossier(t)
	f.Close()
	other := alteredEdition(t, func(s string) string {
		return strings.NewReplacer(`partial = "2"`, `partial = "1.5"`, "{ from = \"20\", points = \"3\" }", "{ from = \"20\", points = \"2.5\" }").Replace(s)
	})
	d := forms.New(f.Dossier().Edition, nil)
	d.Apply(forms.Change{Path: forms.AnswerPath("10.1", "departments"), New: "22"})
	if got := ScoreChanges(d, other); !slices.Equal(got, []string{"第10项 公共信用信息归集覆盖面：3.00→2.50", "自评合计：3.00→2.50"}) {
		t.Errorf("%q", got)
	}
}

// The figures besides the totals are told where they come out otherwise: 9 points of bonus by a cap of 10 are 8 by a cap of 8.
func TestScoreChangesTellTheBonus(t *testing.T) {
	data, err := os.ReadFile("../../scoring/testdata/parts/bonus.toml")
	if err != nil {
		t.Fatal(err)
	}
	rules, _, _ := strings.Cut(string(data), "[[case]]")
	was, err := scoring.LoadEdition("原来.toml", []byte(rules))
	if err != nil {
		t.Fatal(err)
	}
	is, err := scoring.LoadEdition("新的.toml", []byte(strings.Replace(rules, `cap = "10"`, `cap = "8"`, 1)))
	if err != nil {
		t.Fatal(err)
	}
	d := forms.New(was, nil)
	d.Apply(forms.Change{Path: forms.AnswerPath("6.1", "held"), New: "2"}, forms.Change{Path: forms.AnswerPath("7.1", "claimed"), New: "5"})
	if got := ScoreChanges(d, is); !slices.Equal(got, []string{"自评合计：0.00→0.00", "加分：9.00→8.00"}) {
		t.Errorf("%q", got)
	}
}
