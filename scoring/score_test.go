package scoring_test

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"zicha/scoring"
	"zicha/scoring/soak"
)

// rows reads a case table: fields separated by |, comments with #.
func rows(t *testing.T, file string) [][]string {
	t.Helper()
	return split(t, file, "|")
}

// split is rows for tables whose cells are set apart by something else.
func split(t *testing.T, file, sign string) [][]string {
	t.Helper()
	data, err := os.ReadFile("testdata/" + file)
	if err != nil {
		t.Fatal(err)
	}
	var out [][]string
	for i, line := range strings.Split(string(data), "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		cells := []string{fmt.Sprintf("%s:%d", file, i+1)}
		for _, c := range strings.Split(line, sign) {
			cells = append(cells, strings.TrimSpace(c))
		}
		out = append(out, cells)
	}
	return out
}

// answer reads "departments=3 台账=甲、乙"; further columns stand behind a slash.
func answer(c *scoring.Criterion, text string) scoring.Answer {
	a := scoring.Answer{Values: map[string]string{}}
	head, list, _ := strings.Cut(text, "台账=")
	for _, kv := range strings.Fields(head) {
		k, v, _ := strings.Cut(kv, "=")
		a.Values[k] = v
	}
	if list != "" {
		for _, name := range strings.Split(list, "、") {
			if name == "_" {
				name = " 　"
			}
			cells := map[string]string{}
			for i, text := range strings.Split(name, "/") {
				cells[c.Register.Columns[i].Key] = text
			}
			a.Register = append(a.Register, scoring.Row{Cells: cells})
		}
	}
	return a
}

func TestCriteria(t *testing.T) {
	e := edition2017(t)
	covered := map[string]bool{}
	for _, row := range rows(t, "criteria.txt") {
		at, id, text, want := row[0], row[1], row[2], row[3]
		c := e.Criterion(id)
		a := answer(c, text)
		for k, v := range a.Values {
			if f := c.Field(k); f == nil {
				t.Fatalf("%s: %s has no field %s", at, id, k)
			} else if n, err := f.Normalize(v); err != nil || n != v {
				t.Fatalf("%s: %s=%s is not canonical: %q %v", at, k, v, n, err)
			}
		}
		covered[id] = true
		card := e.Score(scoring.Answers{id: a})
		res := card.Result(c)
		got := res.State.Label()
		if res.State == scoring.Scored {
			got = strings.TrimSuffix(strings.TrimRight(res.Points.FloatString(6), "0"), ".")
		}
		if got != want {
			t.Errorf("%s: %s {%s}: %s, want %s", at, id, text, got, want)
		}
		if res.Reason == "" || (res.State != scoring.Scored) != strings.HasPrefix(res.Reason, res.State.Label()) {
			t.Errorf("%s: %s: reason %q does not say the state", at, id, res.Reason)
		}
	}
	for _, c := range e.Criteria() {
		if !covered[c.ID] {
			t.Errorf("no case for %s", c.ID)
		}
	}
}

func TestIndicators(t *testing.T) {
	e := edition2017(t)
	for _, row := range rows(t, "indicators.txt") {
		at, text, want, status := row[0], row[2], row[3], row[4]
		var no int
		fmt.Sscan(row[1], &no)
		answers := scoring.Answers{}
		for _, part := range strings.Split(text, ";") {
			if id, values, _ := strings.Cut(strings.TrimSpace(part), " "); id != "" {
				answers[id] = answer(e.Criterion(id), values)
			}
		}
		res := e.Score(answers).Indicators[no-1]
		got := "无"
		if res.Known {
			got = res.Score.String()
		}
		if got != want || string(res.Status) != status {
			t.Errorf("%s: %s: %s %s, want %s %s (%s)", at, text, got, res.Status, want, status, res.Reason)
		}
	}
}

// The words of the rulebook's examples, to the character.
func TestReasons(t *testing.T) {
	e := edition2017(t)
	cases := []struct{ id, text, want string }{
		{"9.2", "catalogue_items=133 power_items=400", "133÷400×2＝0.665"},
		{"9.2", "catalogue_items=1 power_items=3", "1÷3×2≈0.666667"},
		{"9.2", "catalogue_items=5 power_items=4", "5÷4超过100%，按100%计，得2分"},
		{"5.3", "articles=5", "0.5×5＝2.5，不超过2分"},
		{"5.3", "articles=3", "0.5×3＝1.5"},
		{"5.3", "台账=甲、乙、甲", "0.5×2＝1（另有1条重复未计）"},
		{"11.1", "updated=37.25 standard=50", "37.25÷50×6＝4.47"},
		{"11.1", "updated=1", "待定：年度更新考核标准由市里提供，尚未填写"},
		{"10.1", "departments=27", "27家，达到20家，得3分"},
		{"10.1", "departments=0", "0家，得0分"},
		{"18.1", "departments=27", "27家，0.1×27＝2.7"},
		{"8.1", "platform=true secure=true outage_hours=48.01", "累计中断48.01小时，超过48小时、低于96小时，得2分"},
	}
	for _, c := range cases {
		crit := e.Criterion(c.id)
		got := e.Score(scoring.Answers{c.id: answer(crit, c.text)}).Result(crit).Reason
		if got != c.want {
			t.Errorf("%s {%s}: %q, want %q", c.id, c.text, got, c.want)
		}
	}
	months := scoring.Answer{Values: map[string]string{"claimed": "3"}}
	for m := 1; m <= 12; m++ {
		months.Register = append(months.Register, scoring.Row{Cells: map[string]string{"month": fmt.Sprint(m), "kind": "incentive"}})
		if m != 6 && m != 11 {
			months.Register = append(months.Register, scoring.Row{Cells: map[string]string{"month": fmt.Sprint(m), "kind": "punishment"}})
		}
	}
	if got := e.Score(scoring.Answers{"23.1": months}).Indicators[22].Reason; got != "预估3分（已报22/24例，未报齐：6月、11月）" {
		t.Errorf("23: %q", got)
	}
	capped := e.Score(scoring.Answers{"24.1": answer(e.Criterion("24.1"), "approved_2016=1"), "24.2": answer(e.Criterion("24.2"), "approved_2017=2")})
	if got := capped.Indicators[23].Reason; !strings.HasSuffix(got, "；合计3，不超过2分") {
		t.Errorf("24 capped: %q", got)
	}
}

// A perfect county reaches 99, 67 of its own 68, and the two are never one number.
func TestPerfectCounty(t *testing.T) {
	e := edition2017(t)
	card := e.Score(perfect(e))
	if card.Self.Score != 6700 || card.Self.Max != 6800 || card.Forecast.Score != 3200 || card.Forecast.Max != 3200 {
		t.Errorf("self %s of %s, forecast %s of %s", card.Self.Score, card.Self.Max, card.Forecast.Score, card.Forecast.Max)
	}
	if gains := e.Gains(perfect(e)); len(gains) != 0 {
		t.Errorf("a perfect county is promised more: %+v", gains)
	}
	var self, forecast scoring.Points
	for _, s := range card.Sections {
		self += s.Self.Score
		forecast += s.Forecast.Score
	}
	if self != card.Self.Score || forecast != card.Forecast.Score {
		t.Error("sections do not add up to the totals")
	}
}

// perfect answers everything at its best, by fields alone.
func perfect(e *scoring.Edition) scoring.Answers {
	answers := scoring.Answers{}
	for _, c := range e.Criteria() {
		a := scoring.Answer{Values: map[string]string{}}
		for _, f := range c.Fields {
			switch f.Kind {
			case scoring.KindYes:
				a.Values[f.Key] = fmt.Sprint(f.Key != "missed")
			case scoring.KindOption:
				a.Values[f.Key] = f.Options[0].Key
			case scoring.KindClaim:
				a.Values[f.Key] = c.Max.Short()
			case scoring.KindCount, scoring.KindAmount:
				a.Values[f.Key] = "40"
			}
		}
		answers[c.ID] = a
	}
	return answers
}

// random answers everything at random, canonically, with blanks, zeros and registers.
func random(e *scoring.Edition, r *rand.Rand) scoring.Answers {
	answers := scoring.Answers{}
	for _, c := range e.Criteria() {
		a := scoring.Answer{Values: map[string]string{}}
		for _, f := range c.Fields {
			if r.IntN(4) == 0 {
				continue
			}
			switch f.Kind {
			case scoring.KindYes:
				a.Values[f.Key] = fmt.Sprint(r.IntN(3) > 0)
			case scoring.KindOption:
				a.Values[f.Key] = f.Options[r.IntN(len(f.Options))].Key
			case scoring.KindClaim:
				a.Values[f.Key] = scoring.Points(r.Int64N(int64(c.Max) + 1)).Short()
			case scoring.KindCount:
				a.Values[f.Key] = fmt.Sprint(r.IntN(60))
			case scoring.KindAmount:
				a.Values[f.Key] = scoring.Points(r.IntN(12000)).Short()
			}
		}
		for range r.IntN(40) {
			if c.Register != nil && r.IntN(2) == 0 {
				a.Register = append(a.Register, scoring.Row{Cells: map[string]string{c.Register.Columns[0].Key: fmt.Sprint("第", r.IntN(50))}})
			}
		}
		answers[c.ID] = a
	}
	return answers
}

// For any answers: no score below 0 or above its printed points, rows add up to totals, every gain keeps its promise.
func TestProperties(t *testing.T) {
	e := edition2017(t)
	r := rand.New(rand.NewPCG(2017, 25))
	for range soak.Times(200, 20_000) {
		answers := random(e, r)
		card := e.Score(answers)
		var self, forecast scoring.Points
		for _, res := range card.Indicators {
			if res.Score < 0 || res.Score > res.Indicator.Max {
				t.Fatalf("%d: %s of %s", res.Indicator.No, res.Score, res.Indicator.Max)
			}
			sum := new(big.Rat)
			for _, part := range res.Results {
				if (part.State == scoring.Scored) != (part.Points != nil) {
					t.Fatalf("%s: points without being scored", part.Criterion.ID)
				}
				if part.Points != nil {
					sum.Add(sum, part.Points)
				}
			}
			exact := new(big.Rat).Sub(big.NewRat(int64(res.Score), 100), sum)
			if !res.Capped && res.Known && exact.Abs(exact).Cmp(big.NewRat(1, 200)) > 0 {
				t.Fatalf("%d: %s is more than half a hundredth from %s", res.Indicator.No, res.Score, sum)
			}
			if res.Indicator.Source.Self() {
				self += res.Score
			} else {
				forecast += res.Score
			}
		}
		if self != card.Self.Score || forecast != card.Forecast.Score {
			t.Fatal("rows do not add up to the totals")
		}
		for _, g := range e.Gains(answers) {
			if g.Plus <= 0 || g.Words == "" || !g.Criterion.Indicator.Source.Self() {
				t.Fatalf("empty gain %+v", g)
			}
			now := card.Indicators[g.Criterion.Indicator.No-1]
			if now.Score+g.Plus > now.Indicator.Max {
				t.Fatalf("gain beyond the printed points: %+v", g)
			}
		}
	}
}

func TestGains(t *testing.T) {
	e := edition2017(t)
	cases := []struct {
		id, text string
		want     string // all gains, joined; "可补" or "已过" says whether papers can still bring it
	}{
		{"10.1", "departments=27", "再归集3家：3→5分 已过"},
		{"10.1", "departments=19", "再归集1家：1→3分 已过|再归集11家：1→5分 已过"},
		{"10.1", "departments=30", ""},
		{"5.3", "articles=3", "再刊发1篇：+0.5分 可补"},
		{"5.3", "articles=4", ""},
		{"5.3", "台账=甲、乙", "再刊发1篇：+0.5分 可补"},
		{"9.2", "catalogue_items=133 power_items=400", "再列入267项：+1.33分 已过"},
		{"1.2", "met=false", ""},
		{"1.2", "", ""},
		{"22.1", "domains=6", "再落实1个领域：+1分 可补"},
		{"24.1", "approved_2016=2", ""},
		{"25.2", "sites_2017=3", "再列报1个：+0.5分 可补"},
		{"11.1", "updated=10 standard=50", ""},
	}
	for _, c := range cases {
		crit := e.Criterion(c.id)
		answers := scoring.Answers{c.id: answer(crit, c.text)}
		var got []string
		for _, g := range crit.Indicator.Gains(answers) {
			if g.Criterion == crit && c.text != "" && c.id != "1.2" {
				got = append(got, g.Words+map[bool]string{true: " 可补", false: " 已过"}[g.Possible])
			}
		}
		if joined := strings.Join(got, "|"); joined != c.want {
			t.Errorf("%s {%s}: %q, want %q", c.id, c.text, joined, c.want)
		}
	}
}

// A gain never goes beyond what the indicator can still give: with 24.2 at its cap, 24.1 brings nothing.
func TestGainsRespectTheCap(t *testing.T) {
	e := edition2017(t)
	answers := scoring.Answers{"24.1": answer(e.Criterion("24.1"), "approved_2016=0"), "24.2": answer(e.Criterion("24.2"), "approved_2017=2")}
	if gains := e.Indicator(24).Gains(answers); len(gains) != 0 {
		t.Errorf("gains at the cap: %+v", gains)
	}
}

func FuzzScore(f *testing.F) {
	e := edition2017(f)
	f.Add("133", "400", "甲")
	f.Add("-1", "1e9", "")
	f.Add("0.0000001", "99999999999999999999", "\xff")
	f.Fuzz(func(t *testing.T, a, b, c string) {
		answers := scoring.Answers{}
		pick := []string{a, b, c, "true", "false", ""}
		for i, crit := range e.Criteria() {
			ans := scoring.Answer{Values: map[string]string{}}
			for j, field := range crit.Fields {
				ans.Values[field.Key] = pick[(i+j)%len(pick)]
				if n, err := field.Normalize(a); err == nil {
					if again, err := field.Normalize(n); err != nil || again != n {
						t.Fatalf("%q is not stable: %q, %q, %v", a, n, again, err)
					}
				}
			}
			if crit.Register != nil && i%2 == 0 {
				ans.Register = []scoring.Row{{Cells: map[string]string{crit.Register.Columns[0].Key: c}}}
			}
			answers[crit.ID] = ans
		}
		for _, res := range e.Score(answers).Indicators {
			if res.Score < 0 || res.Score > res.Indicator.Max {
				t.Fatalf("%d: %s", res.Indicator.No, res.Score)
			}
		}
		e.Gains(answers)
	})
}

func BenchmarkScore(b *testing.B) {
	e := edition2017(b)
	answers := random(e, rand.New(rand.NewPCG(1, 2)))
	b.ReportAllocs()
	for b.Loop() {
		e.Score(answers)
	}
}

func BenchmarkGains(b *testing.B) {
	e := edition2017(b)
	answers := random(e, rand.New(rand.NewPCG(1, 2)))
	for b.Loop() {
		e.Gains(answers)
	}
}
