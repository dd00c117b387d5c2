package scoring_test

import (
	"math/big"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"zicha/scoring"
	"zicha/scoring/soak"
)

// books reads the rulebooks of a folder of testdata, by name; whole makes a rulebook of what a file holds.
func books(t testing.TB, folder string, whole func(string) string) map[string]*scoring.Edition {
	t.Helper()
	files, err := filepath.Glob("testdata/" + folder + "/*.toml")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	editions := map[string]*scoring.Edition{}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		e, err := scoring.LoadEdition(file, []byte(whole(string(data))))
		if err != nil {
			t.Fatal(err)
		}
		editions[strings.TrimSuffix(filepath.Base(file), ".toml")] = e
	}
	return editions
}

// kinds reads the rulebooks of testdata/kinds, one for each family of rules. Such a file holds indicators alone: what a rulebook says
// besides, and can be counted, is put in here.
func kinds(t testing.TB) map[string]*scoring.Edition {
	t.Helper()
	return books(t, "kinds", wholeRulebook)
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
	return strings.ReplaceAll(smallHead, "\"3\"", "\""+total.Short()+"\"") + body.String()
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

// anything answers every criterion at random, canonically, with blanks, and numbers near the small ones that rulebooks speak of.
func anything(e *scoring.Edition, r *rand.Rand) scoring.Answers {
	answers := scoring.Answers{}
	for _, c := range e.Criteria() {
		a := scoring.Answer{Values: map[string]string{}}
		for _, f := range c.Fields {
			if r.IntN(8) > 0 {
				a.Values[f.Key] = value(c, f, r)
			}
		}
		for range r.IntN(12) {
			if c.Register == nil {
				break
			}
			row := scoring.Row{Cells: map[string]string{}}
			for _, col := range c.Register.Columns {
				row.Cells[col.Key] = value(c, col, r)
			}
			a.Register = append(a.Register, row)
		}
		answers[c.ID] = a
	}
	return answers
}

func value(c *scoring.Criterion, f *scoring.Field, r *rand.Rand) string {
	switch f.Kind {
	case scoring.KindYes:
		return strconv.FormatBool(r.IntN(2) > 0)
	case scoring.KindOption:
		return f.Options[r.IntN(len(f.Options))].Key
	case scoring.KindClaim:
		return scoring.Points(r.Int64N(int64(c.Max) + 1)).Short()
	case scoring.KindCount:
		return strconv.Itoa(r.IntN([]int{3, 15, 120, 100_000}[r.IntN(4)]))
	case scoring.KindAmount:
		return scoring.Points(r.IntN([]int{300, 1500, 12_000, 10_000_000}[r.IntN(4)])).Short()
	case scoring.KindDate:
		return time.Date(2017, 6, 1+r.IntN(60), 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
	}
	return strconv.Itoa(r.IntN(9))
}

// TestKindsKeepTheirBounds: under every kind of rule no answer gives less than 0, or less than a pool has, or more than the points stated,
// every gain keeps its promise, and the points stated are reached by a case of the tables.
func TestKindsKeepTheirBounds(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 131))
	for _, e := range parts(t) {
		for range soak.Times(40, 20_000) {
			within(t, e, anything(e, r))
		}
	}
	for name, e := range kinds(t) {
		for range soak.Times(100, 20_000) {
			within(t, e, anything(e, r))
		}
		best := map[string]bool{}
		for _, row := range rows(t, "kinds/"+name+".txt") {
			best[row[1]] = best[row[1]] || row[3] == e.Criterion(row[1]).Max.Short()
		}
		for _, c := range e.Criteria() {
			if !best[c.ID] {
				t.Errorf("%s %s: no case reaches %s", name, c.ID, c.Max)
			}
		}
	}
}

// pool is what the pool has that a criterion takes from, 0 where it gives points of its own.
func pool(c *scoring.Criterion) scoring.Points {
	for _, p := range c.Indicator.Pools {
		if slices.Contains(p.IDs, c.ID) {
			return p.Points
		}
	}
	return 0
}

// within checks every result of the answers against its bounds.
func within(t *testing.T, e *scoring.Edition, answers scoring.Answers) {
	t.Helper()
	card := e.Score(answers)
	for _, c := range e.Criteria() {
		res := card.Result(c)
		if (res.State == scoring.Scored) != (res.Points != nil) || res.Reason == "" {
			t.Fatalf("%s %+v: %s %v %q", c.ID, answers[c.ID], res.State, res.Points, res.Reason)
		}
		if least := big.NewRat(-int64(pool(c)), 100); res.Points != nil && (res.Points.Cmp(least) < 0 || res.Points.Cmp(big.NewRat(int64(c.Max), 100)) > 0) {
			t.Fatalf("%s %+v: %s of %s (%s)", c.ID, answers[c.ID], res.Points, c.Max, res.Reason)
		}
	}
	for _, g := range e.Gains(answers) {
		now := card.Indicators[g.Criterion.Indicator.No-1]
		if g.Plus <= 0 || g.Words == "" || now.Score+g.Plus > now.Indicator.Max {
			t.Fatalf("%s %+v: %s %s", g.Criterion.ID, answers[g.Criterion.ID], g.Words, g.Plus)
		}
	}
}

// FuzzKinds: whatever stands in the fields, the bounds hold.
func FuzzKinds(f *testing.F) {
	editions := kinds(f)
	f.Add("133", "400", "2017-06-30")
	f.Add("-1", "1e9", "2017-02-31")
	f.Add("0.0000001", "99999999999999999999", "\xff")
	f.Fuzz(func(t *testing.T, a, b, c string) {
		pick := []string{a, b, c, "true", "false", "", "0"}
		for _, e := range editions {
			answers := scoring.Answers{}
			for i, crit := range e.Criteria() {
				ans := scoring.Answer{Values: map[string]string{}}
				for j, field := range crit.Fields {
					ans.Values[field.Key] = pick[(i+j)%len(pick)]
				}
				answers[crit.ID] = ans
			}
			within(t, e, answers)
		}
	})
}

// TestKindsReadings: how `rulebook check` says each rule.
func TestKindsReadings(t *testing.T) {
	editions := kinds(t)
	for _, row := range rows(t, "kinds/readings.txt") {
		at, place, want := row[0], row[1], row[2]
		name, id, _ := strings.Cut(place, " ")
		c := editions[name].Criterion(id)
		if got := strings.TrimPrefix(c.Reading(), id+" "+c.Title+"："); got != want {
			t.Errorf("%s: %s: %q, want %q", at, place, got, want)
		}
	}
}

// TestKindsMistakes: what each kind of rule refuses, with the sentence its author reads.
func TestKindsMistakes(t *testing.T) {
	const field = "[[section.indicator.criterion.field]]\n"
	const fields = field + "key = \"n\"\nlabel = \"数\"\nkind = \"count\"\n" + field + "key = \"m\"\nlabel = \"总数\"\nkind = \"count\"\n" +
		field + "key = \"h\"\nlabel = \"小时\"\nkind = \"amount\"\n" + field + "key = \"y\"\nlabel = \"是否\"\nkind = \"yes\"\n" +
		field + "key = \"d\"\nlabel = \"日期\"\nkind = \"date\"\n"
	for _, row := range rows(t, "kinds/mistakes.txt") {
		at, rule, want := row[0], strings.ReplaceAll(row[1], "；", "\n"), row[2]
		text := wholeRulebook("[[section.indicator]]\ntext = \"得2分。\"\n[[section.indicator.criterion]]\ntitle = \"甲\"\npoints = \"2\"\n" +
			"[section.indicator.criterion.rule]\nkind = " + rule + "\n" + fields)
		_, err := loadNew("x", []byte(text))
		got := "可以"
		if err != nil {
			_, got, _ = strings.Cut(err.Error(), "要点1.1“甲”：")
		}
		if got != want {
			t.Errorf("%s: %s: %v, want %q", at, row[1], err, want)
		}
	}
}

// TestKindsClauses: a rule with several tiers names the sentence of each by its place, one with losses by what is left.
func TestKindsClauses(t *testing.T) {
	editions := kinds(t)
	for _, c := range []struct{ name, id, text, outcome string }{
		{"tiers", "1.1", "good=98 all=100", "2"},
		{"tiers", "1.1", "good=90 all=100", ""},
		{"tiers", "2.1", "hours=96", "3"},
		{"tiers", "4.1", "reprints=12", "met"},
		{"tiers", "4.1", "reprints=11", "short"},
		{"tiers", "5.1", "done=90 all=100", "met"},
		{"tiers", "5.1", "done=89 all=100", "short"},
		{"dated", "1.1", "sent=2017-06-30", "2"},
		{"dated", "1.1", "filed=false", "undone"},
		{"levels", "1.1", "national=1 province=1 city=0", "items"},
		{"levels", "1.1", "national=2 province=2 city=0", "cap"},
		{"levels", "3.1", "a=true b=true", "whole"},
		{"deduct", "2.1", "missed=0", "full"},
		{"deduct", "2.1", "missed=3", "some"},
		{"deduct", "2.1", "missed=4", "none"},
		{"bands", "1.1", "promises=9", "0"},
	} {
		crit := editions[c.name].Criterion(c.id)
		res := editions[c.name].Score(scoring.Answers{c.id: answer(crit, c.text)}).Result(crit)
		if res.Outcome != c.outcome {
			t.Errorf("%s %s {%s}: outcome %q, want %q", c.name, c.id, c.text, res.Outcome, c.outcome)
		}
		if want := map[bool]string{true: crit.Quote()}[res.Points.Sign() > 0]; res.Clause() != want {
			t.Errorf("%s %s {%s}: %q is marked", c.name, c.id, c.text, res.Clause())
		}
	}
}
