package scoring_test

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"zicha/scoring"
)

// ruled reads a rule and gives the edition with it at a criterion.
func ruled(e *scoring.Edition, id, rule string) (*scoring.Edition, error) {
	spec, err := scoring.ParseRule(rule)
	if err != nil {
		return nil, err
	}
	return e.Amended(map[string]scoring.RuleSpec{id: spec})
}

// TestRulings: what a ruling makes of an answer, and what is no ruling, in the words the reviewer reads.
func TestRulings(t *testing.T) {
	e := edition2017(t)
	hash := e.Hash()
	for _, row := range split(t, "rulings.txt", "‖") {
		id, text, want := row[1], strings.ReplaceAll(row[2], "⏎", "\n"), row[4]
		is, err := ruled(e, id, text)
		if refusal, refused := strings.CutPrefix(want, "！"); refused {
			if err == nil || err.Error() != refusal {
				t.Errorf("%s %s:\n got %v\nwant %s", row[0], id, err, refusal)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s %s: %v", row[0], id, err)
			continue
		}
		c := is.Criterion(id)
		answers := scoring.Answers{id: answer(c, row[3])}
		if got := is.Score(answers).Result(c).Reason; got != want {
			t.Errorf("%s %s: %s\nwant %s", row[0], id, got, want)
		}
		if is.ID != e.ID || is.Hash() == hash || e.Hash() != hash {
			t.Errorf("%s: the id is %s, the hash %s, the first edition's %s", row[0], is.ID, is.Hash(), e.Hash())
		}
		if back, err := is.Amended(map[string]scoring.RuleSpec{id: e.Criterion(id).Spec}); err != nil || back.Hash() != hash {
			t.Errorf("%s: with the old rule again: %v", row[0], err)
		}
	}
}

// TestAmendedKeepsTheRest: words, reviewers, units and all other rules are the edition's; a second ruling leaves the first in force.
func TestAmendedKeepsTheRest(t *testing.T) {
	e := edition2017(t).Worded(scoring.Words{Assessor: "省里"})
	one, err := ruled(e, "5.3", `kind = "per_item"`+"\ncount = \"articles\"\neach = \"0.25\"\ncap = \"1\"")
	if err != nil {
		t.Fatal(err)
	}
	two, err := ruled(one, "14.1", `kind = "choice"`+"\nchoose = \"level\"\nby_option = { standard = \"1\", direct = \"1\", manual = \"1\", unusable = \"0\" }")
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(two.Words, e.Words) || !reflect.DeepEqual(two.Review, e.Review) || !reflect.DeepEqual(two.Units, e.Units) || two.Indicator(5).Words().Assessor != "省里" {
		t.Errorf("%+v %+v", two.Words, two.Review)
	}
	for _, c := range two.Criteria() {
		if same := reflect.DeepEqual(c.Spec, e.Criterion(c.ID).Spec); same == (c.ID == "5.3" || c.ID == "14.1") {
			t.Errorf("%s: the same rule: %v", c.ID, same)
		}
	}
	answers := scoring.Answers{"5.3": {Values: map[string]string{"articles": "8"}}}
	if got := two.Score(answers).Indicators[4].Score; got != 1_00 {
		t.Errorf("8 articles at 0.25, 1 at most: %s", got)
	}
	if none, err := e.Amended(nil); err != nil || none != e {
		t.Errorf("no ruling is no change: %v", err)
	}
}

// TestAmendedToItself: with all its own rules as rulings every rulebook there is stays as it is, whatever kinds and parts it has.
func TestAmendedToItself(t *testing.T) {
	files, _ := filepath.Glob("testdata/parts/*.toml")
	foreign, _ := filepath.Glob("testdata/foreign/*.toml")
	if len(files) < 3 || len(foreign) < 2 {
		t.Fatal("the rulebooks are gone")
	}
	for _, name := range append(append(files, foreign...), "../assets/editions/bozhou-2017.toml", "../assets/editions/shili-2017.toml") {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		e, err := scoring.LoadEdition(name, data)
		if err != nil {
			t.Fatal(err)
		}
		rules := map[string]scoring.RuleSpec{}
		for _, c := range e.Criteria() {
			rules[c.ID] = c.Spec
		}
		same, err := e.Amended(rules)
		if err != nil || same.Hash() != e.Hash() {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// FuzzParseRule: whatever is written as a ruling is refused in words, or can be reckoned with.
func FuzzParseRule(f *testing.F) {
	e := edition2017(f)
	for _, text := range []string{
		"kind = \"per_item\"\ncount = \"articles\"\neach = \"0.5\"\ncap = \"2\"", "kind = 1", "kind = \"bands\"\nbands = [{}]", "[x]", "kind = \"tiers\"\ncount = \"articles\"\ntiers = [{ points = \"1\" }]",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		is, err := ruled(e, "5.3", text)
		if err != nil {
			if !strings.ContainsFunc(err.Error(), func(r rune) bool { return r > 0x2e80 }) {
				t.Errorf("%q: %v", text, err)
			}
			return
		}
		for _, n := range []string{"", "0", "3", "999999999999"} {
			if got := is.Score(scoring.Answers{"5.3": {Values: map[string]string{"articles": n}}}).Indicators[4]; got.Known && (got.Score < 0 || got.Score > 8_00) {
				t.Errorf("%q: %s articles: %s", text, n, got.Score)
			}
		}
	})
}
