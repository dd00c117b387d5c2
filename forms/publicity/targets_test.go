package publicity

import (
	"strings"
	"testing"

	"zicha/assets"
	"zicha/forms/formtest"
	"zicha/scoring"
)

// bozhou are the targets of the rulebook of 2017.
var bozhou = func() Targets {
	e, err := scoring.LoadEdition("bozhou-2017.toml", assets.Edition2017)
	if err != nil {
		panic(err)
	}
	return TargetsOf(e)
}()

// The figures go to what the rulebook marks, whatever its numbers are; one without marks has no targets.
func TestTargetsAreTheMarkedFields(t *testing.T) {
	if got := strings.Join(bozhou.Criteria(), " "); got != "13.1 17.1 18.1 19.1" {
		t.Errorf("targets %s", got)
	}
	e := formtest.Edition(t)
	source := string(e.Source())
	bare, err := scoring.LoadEdition("x.toml", []byte(strings.ReplaceAll(source, "fills = ", "# ")))
	if err != nil {
		t.Fatal(err)
	}
	if bare.Hash() != e.Hash() {
		t.Error("a mark is in the hash")
	}
	if at := TargetsOf(bare); at.Any() || len(at.Criteria()) != 0 {
		t.Errorf("without marks there are targets: %v", at.Criteria())
	}
	few, err := scoring.LoadEdition("x.toml", []byte(strings.ReplaceAll(strings.Replace(source, `fills = "publicity.reported"`, "", 1), `fills = "publicity.departments"`, "")))
	if err != nil {
		t.Fatal(err)
	}
	r := &Result{Targets: TargetsOf(few), Year: 2017, Counted: 3, Complete: 2, Names: []string{"甲"}, Gaps: map[string]string{}}
	said := strings.Join(append(r.Sums(), r.Remarks(dossier(t, nil))...), "\n")
	if strings.Contains(said, "第17项") || strings.Contains(said, "第18项") || !strings.Contains(said, "第13、19项用的是同一批行。") {
		t.Errorf("it speaks of what is not marked:\n%s", said)
	}
}
