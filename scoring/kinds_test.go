package scoring_test

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"zicha/scoring"
)

// kinds reads the rulebooks of testdata/kinds, one for each family of rules, by name. Such a file holds indicators alone: what a rulebook
// says besides, and can be counted, is put in here.
func kinds(t testing.TB) map[string]*scoring.Edition {
	t.Helper()
	files, err := filepath.Glob("testdata/kinds/*.toml")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	editions := map[string]*scoring.Edition{}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		e, err := scoring.LoadEdition(file, []byte(wholeRulebook(string(data))))
		if err != nil {
			t.Fatal(err)
		}
		editions[strings.TrimSuffix(filepath.Base(file), ".toml")] = e
	}
	return editions
}

// wholeRulebook puts head, numbers, titles, quotes and sums around indicators of one criterion each.
func wholeRulebook(indicators string) string {
	const indicator, criterion = "[[section.indicator]]\n", "[[section.indicator.criterion]]\n"
	var body strings.Builder
	var total scoring.Points
	for i, part := range strings.Split(indicators, indicator) {
		if i == 0 {
			continue
		}
		no := strconv.Itoa(i)
		text, _, _ := strings.Cut(part, "\n")
		_, rest, _ := strings.Cut(part, "\npoints = \"")
		points, _, _ := strings.Cut(rest, "\"")
		most, _ := scoring.ParsePoints(points)
		total += most
		part = strings.Replace(part, criterion, "no = "+no+"\ntitle = \"指标"+no+"\"\npoints = \""+points+"\"\nsource = \"county\"\n"+criterion+
			"id = \""+no+".1\"\nlate = \"event\"\nquotes = ["+strings.TrimPrefix(text, "text = ")+"]\n", 1)
		body.WriteString(indicator + part)
	}
	sum := "\"" + total.Short() + "\"\n"
	return "id = \"kinds\"\ntitle = \"考核\"\nyear = 2017\nself_deadline = \"2018-01-29\"\nresult_deadline = \"2018-02-05\"\ntotal = " + sum +
		"self_total = " + sum + "[[section]]\nno = \"一\"\ntitle = \"第一类\"\npoints = " + sum + body.String()
}

// TestKinds: what each kind of rule gives, in points and in words, worked out by hand.
func TestKinds(t *testing.T) {
	for name, e := range kinds(t) {
		for _, row := range rows(t, "kinds/"+name+".txt") {
			at, id, text, points, reason := row[0], row[1], row[2], row[3], row[4]
			c := e.Criterion(id)
			res := e.Score(scoring.Answers{id: answer(c, text)}).Result(c)
			got := res.State.Label()
			if res.State == scoring.Scored {
				got = strings.TrimSuffix(strings.TrimRight(res.Points.FloatString(6), "0"), ".")
			}
			if got != points || res.Reason != reason {
				t.Errorf("%s: %s {%s}: %s %q, want %s %q", at, id, text, got, res.Reason, points, reason)
			}
		}
	}
}

// TestKindsGains: what would gain more under each kind of rule, in words.
func TestKindsGains(t *testing.T) {
	editions := kinds(t)
	for _, row := range rows(t, "kinds/gains.txt") {
		at, place, text, want := row[0], row[1], row[2], row[3]
		name, id, _ := strings.Cut(place, " ")
		c := editions[name].Criterion(id)
		var got []string
		for _, g := range c.Indicator.Gains(scoring.Answers{id: answer(c, text)}) {
			got = append(got, g.Words)
		}
		if joined := strings.Join(got, "/"); joined != strings.TrimPrefix(want, "无") {
			t.Errorf("%s: %s {%s}: %q, want %q", at, place, text, joined, want)
		}
	}
}
