package scoring_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"zicha/scoring"
)

// parts reads the rulebooks of testdata/parts, which have pools, sections outside the total, 不涉及, weights, grades and vetoes.
func parts(t testing.TB) map[string]*scoring.Edition {
	t.Helper()
	return books(t, "parts", func(text string) string { return text })
}

// edited is the text of a rulebook of testdata/parts with replacements made, an old and a new text each, at the first place there is.
func edited(t *testing.T, book string, pairs ...string) []byte {
	t.Helper()
	data, err := os.ReadFile("testdata/parts/" + book + ".toml")
	if err != nil {
		t.Fatal(err)
	}
	text := string(data)
	for i := 0; i < len(pairs); i += 2 {
		if !strings.Contains(text, pairs[i]) {
			t.Fatalf("%s has no %q", book, pairs[i])
		}
		text = strings.Replace(text, pairs[i], pairs[i+1], 1)
	}
	return []byte(text)
}

// figures are what a case can ask for, as papers and screen show it.
func figures(e *scoring.Edition, answers scoring.Answers) map[string]string {
	card := e.Score(answers)
	total := func(t scoring.Total) string {
		if !t.Known && t.Max > 0 && t != card.Self && t != card.Forecast {
			return scoring.Unanswered.Label()
		}
		return t.Score.String() + "／" + t.Max.Short()
	}
	gains := e.Gains(answers)
	var words []string
	for _, g := range gains {
		words = append(words, g.Words)
	}
	out := map[string]string{
		"自评": total(card.Self), "预估": total(card.Forecast), "加分": total(card.Bonus), "扣分": total(card.Penalty),
		"还能多得": card.MostToGain(gains).String(), "能多得": strings.Join(words, " / "),
	}
	for _, res := range card.Indicators {
		name := fmt.Sprintf("第%d项", res.Indicator.No)
		out[name], out[name+"理由"] = res.Text(), res.Reason
		for _, r := range res.Results {
			out[r.Criterion.ID] = r.State.Label()
			if r.State == scoring.Scored {
				out[r.Criterion.ID] = strings.TrimSuffix(strings.TrimRight(r.Points.FloatString(6), "0"), ".")
			}
		}
	}
	if o := card.Overall; o != nil {
		out["总评"], out["等次"], out["说明"] = scoring.Pending.Label(), o.Grade, o.Words
		if o.Known {
			out["总评"] = o.Score.String()
		}
	}
	return out
}

// TestParts: what rulebooks with pools, bonus, penalty, 不涉及, weights, grades and vetoes come to, worked out by hand.
func TestParts(t *testing.T) {
	for name, e := range parts(t) {
		for _, row := range rows(t, "parts/"+name+".txt") {
			at, text, want := row[0], row[1], row[2]
			answers := scoring.Answers{}
			for _, part := range strings.Split(text, ", ") {
				id, values, _ := strings.Cut(part, " ")
				c := e.Criterion(id)
				if c == nil {
					t.Fatalf("%s: no criterion %q", at, id)
				}
				answers[id] = answer(c, values)
			}
			got := figures(e, answers)
			for _, check := range splitChecks(want) {
				what, value, _ := strings.Cut(check, "：")
				if had, known := got[what]; !known || had != value {
					t.Errorf("%s: %s\n%s：%s\nwant %s", at, text, what, had, value)
				}
			}
		}
	}
}

// splitChecks takes “项目：应得；项目：应得” apart; a ； within a value is no end of it.
func splitChecks(text string) []string {
	var out []string
	for _, part := range strings.Split(text, "；") {
		what, _, _ := strings.Cut(part, "：")
		if known := strings.HasPrefix(what, "第") && strings.HasSuffix(what, "项") || strings.HasSuffix(what, "项理由") || isID(what) ||
			strings.Contains("|自评|预估|加分|扣分|总评|等次|说明|还能多得|能多得|", "|"+what+"|"); known || len(out) == 0 {
			out = append(out, part)
		} else {
			out[len(out)-1] += "；" + part
		}
	}
	return out
}

// isID reports whether a text is a criterion's id and nothing else.
func isID(text string) bool { return strings.Trim(text, "0123456789.") == "" }

// randomly answers a rulebook of testdata/parts: every indicator that may be absent is so now and then.
func randomly(e *scoring.Edition, r *rand.Rand) scoring.Answers {
	answers := scoring.Answers{}
	for _, c := range e.Asked() {
		a := scoring.Answer{Values: map[string]string{}}
		for _, f := range c.Fields {
			switch {
			case r.IntN(12) == 0:
			case f.Kind == scoring.KindYes:
				a.Values[f.Key] = fmt.Sprint(r.IntN(3) == 0)
			case f.Kind == scoring.KindClaim:
				a.Values[f.Key] = scoring.Points(r.IntN(int(c.Max) + 1)).Short()
			case f.Kind == scoring.KindCount:
				a.Values[f.Key] = fmt.Sprint(r.IntN(9))
			}
		}
		answers[c.ID] = a
	}
	return answers
}

// TestPartsHold: whatever is filled in, no figure goes beyond what the rulebook says, nothing counts twice, more points never make the
// overall total less, and the gains add up to what the best answers bring.
func TestPartsHold(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 7))
	for name, e := range parts(t) {
		known := 0
		for range 300 {
			answers := randomly(e, r)
			card := e.Score(answers)
			left := card.Self.Max + card.Forecast.Max
			for _, res := range card.Indicators {
				if res.Score < 0 || res.Score > res.Indicator.Max {
					t.Fatalf("%s: %d has %s (%s)", name, res.Indicator.No, res.Score, res.Reason)
				}
				if res.Status == scoring.NotAsked && res.Indicator.Absent == scoring.LeftOut {
					left += res.Indicator.Max
				}
			}
			o := card.Overall
			if left != e.Total || card.Bonus.Score > card.Bonus.Max || card.Penalty.Score > card.Penalty.Max || (o == nil) != (name == "pool") {
				t.Fatalf("%s: %s of the total, bonus %v, penalty %v, overall %v", name, left, card.Bonus, card.Penalty, o)
			}
			if o == nil || !o.Known {
				continue
			}
			known++
			if o.Score < 0 || o.Score > o.Max+card.Bonus.Max || o.Max != 100_00 {
				t.Fatalf("%s: overall %s of %s: %s", name, o.Score, o.Max, o.Words)
			}
			for _, c := range e.Criteria() { // a point more
				now, _ := scoring.ParsePoints(answers[c.ID].Values["claimed"])
				if _, claimed := answers[c.ID].Values["claimed"]; !claimed || now+100 > c.Max {
					continue
				}
				more := maps.Clone(answers)
				more[c.ID] = scoring.Answer{Values: map[string]string{"claimed": (now + 100).Short()}}
				if then := e.Score(more).Overall; then.Score < o.Score {
					t.Fatalf("%s: %s with more points %s, before %s", name, c.ID, then.Words, o.Words)
				}
			}
		}
		if known < 30 && name != "pool" {
			t.Errorf("%s: only %d of 300 known", name, known)
		}
	}
}

// TestPartsGains: making the gains really brings what they promise, and marks no indicator that is 不涉及.
func TestPartsGains(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 1))
	for name, e := range parts(t) {
		for range 200 {
			answers := randomly(e, r)
			card, gains := e.Score(answers), e.Gains(answers)
			for _, g := range gains {
				ind := g.Criterion.Indicator
				if card.Indicators[ind.No-1].Status == scoring.NotAsked || ind.Section.Apart == scoring.TakesOff || ind.Section.Apart == scoring.MayStrike || g.Plus <= 0 {
					t.Fatalf("%s: %s is promised %s", name, g.Criterion.ID, g.Words)
				}
				if ind.Section.Apart == scoring.AddsOn && g.Plus > card.Bonus.Max-card.Bonus.Score {
					t.Fatalf("%s: %s is promised %s beyond the cap", name, g.Criterion.ID, g.Plus)
				}
			}
			want := card.Bonus.Max - card.Bonus.Score + e.SelfTotal - card.Self.Score
			for _, res := range card.Indicators {
				if res.Status == scoring.NotAsked && res.Indicator.Section.Apart == scoring.InTotal && res.Indicator.Source.Self() {
					want -= res.Indicator.Max - res.Score
				}
				if name == "bonus" && res.Indicator.No == 6 {
					want = min(want, want-(card.Bonus.Max-card.Bonus.Score)+min(card.Bonus.Max-card.Bonus.Score, eventRoom(card)))
				}
			}
			if got := card.MostToGain(gains); got != want {
				t.Fatalf("%s: %s to gain, want %s: %v\n%v", name, got, want, gains, answers)
			}
		}
	}
}

// eventRoom is what one event more and the best claim can add in the bonus section of the rulebook bonus.
func eventRoom(card scoring.Scorecard) scoring.Points {
	return min(2_00, 6_00-card.Indicators[5].Score) + 6_00 - card.Indicators[6].Score
}

// TestPartsRefused: what is wrong with the parts of a rulebook, with the sentence its author reads.
func TestPartsRefused(t *testing.T) {
	for _, c := range []struct{ book, old, new, want string }{
		{"weights", "weight = \"70\"", "weight = \"7\"", "各分组的权重 weight 合计是37，应为100（总评的满分）；7比3写作 \"70\" 和 \"30\""},
		{"weights", "weight = \"70\"", "weight = \"0\"", "分组“共性”：应有不重复的名称 name 和大于0的权重 weight"},
		{"weights", "name = \"个性\"", "name = \"共性\"", "分组“共性”：应有不重复的名称 name 和大于0的权重 weight"},
		{"weights", "group = \"个性\"", "group = \"特性\"", "“二、个性指标”：没有“特性”这一分组，请用 [[group]] 写明它的权重"},
		{"weights", "group = \"个性\"", "", "“二、个性指标”：有分组权重的，计入总分的每一类都要写 group"},
		{"weights", "group = \"个性\"", "group = \"共性\"", "分组“个性”：没有任何一类写 group = \"个性\""},
		{"weights", "group = \"个性\"", "apart = \"bonus\"\ngroup = \"个性\"", "“二、个性指标”：不计入总分的一类不写 group"},
		{"weights", "from = \"80\"", "from = \"95\"", "等次“良好”：应有不重复的名称 name，并按起点分 from 从高到低写"},
		{"weights", "name = \"良好\"", "name = \"优秀\"", "等次“优秀”：应有不重复的名称 name，并按起点分 from 从高到低写"},
		{"weights", "absent = \"renormalise\"", "absent = \"none\"", "absent“none”应为 average（取平均分）、renormalise（不计入，其余换算）或 full（计满分）"},
		{"weights", "total = \"100\"", "total = \"90\"", "总分 total 写的是90，各指标合计是100"},
		{"bonus", "apart = \"bonus\"", "apart = \"extra\"", "“六、加分项”：apart“extra”应为 bonus（加分）、penalty（扣分）或 veto（一票否决），计入总分的不写"},
		{"bonus", "cap = \"10\"", "cap = \"13\"", "“六、加分项”：cap 写的是13，多于本类的分值12"},
		{"bonus", "points = \"20\"\n", "points = \"20\"\ncap = \"3\"\n", "“一、制度建设”：cap 只用于加分（apart = \"bonus\"）和扣分（apart = \"penalty\"）"},
		{"bonus", "title = \"典型做法\"", "title = \"典型做法\"\nabsent = \"full\"", "第7项“典型做法”：absent 只用于计入总分的指标"},
		{"bonus", "[[section]]", "[veto]\nzero = true\n[[section]]", "写了一票否决的后果 [veto]，但没有哪一类写 apart = \"veto\""},
		{"pool", "points = \"10\"\ncriteria", "points = \"0\"\ncriteria", "第1项“双公示报送”：共用分值 pool 应写明 points 和 criteria"},
		{"pool", "\"1.3\"]", "\"1.4\"]", "第1项“双公示报送”：共用分值的要点“1.4”不是本项的要点"},
		{"pool", "\"1.3\"]", "\"1.2\"]", "第1项“双公示报送”：要点“1.2”在共用分值里写了两次"},
		{"pool", "\"2.2\"]", "\"2.2\", \"2.3\"]", "第2项“信息转发”：共用分值的要点“2.3”应是扣分规则（kind = \"deduct\"）"},
		{"pool", "points = \"16\"\n", "points = \"16\"\napart = \"penalty\"\n", "第1项“双公示报送”：共用分值 pool 不用于扣分和一票否决"},
		{"pool", "points = \"5\"\ncriteria", "points = \"4\"\ncriteria", "第2项“信息转发”：分值6，按各要点最多可得5，缺少 reachable"},
	} {
		if _, err := scoring.LoadEdition("考核.toml", edited(t, c.book, c.old, c.new)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s with %q: %v\nwant %s", c.book, c.new, err, c.want)
		}
	}
}

// TestTerms: what a rulebook makes of the points, in sentences, and what it is out of.
func TestTerms(t *testing.T) {
	editions := parts(t)
	for name, want := range map[string]string{
		"pool": "总分16分\n1.1、1.2、1.3从同一项10分里扣，扣完为止；都填报完整后才计分。\n2.1、2.2从同一项5分里扣，扣完为止；都填报完整后才计分。",
		"bonus": "总分100分，另加分10分\n“加分项”不计入总分：另加，最多10分。\n" +
			"第3项客观上没有的可以标为“不涉及”：按平均分计，由市里计算，计算前为“待定”。",
		"hundreds": "总分100分\n总评满分100分，共性（共性指标）占70分、个性（个性指标）占30分，各组按得分与分值之比计。\n" +
			"第2、3项客观上没有的可以标为“不涉及”：不计入总分，其余各项换算成满分。\n等次按总评：“优秀”90分以上，“良好”80分以上，“合格”60分以上。",
		"veto": "总分100分，最多扣5分\n“扣分项”不计入总分：最多扣5分。\n“基础性指标”有一项未通过，即一票否决，等次定为“不合格”。\n" +
			"第2项客观上没有的可以标为“不涉及”：按满分计。\n等次按总评：“优秀”90分以上，“良好”80分以上，“合格”60分以上，“不合格”0分以上。",
	} {
		e := editions[name]
		if got := strings.Join(append([]string{e.FullMarks()}, e.Terms()...), "\n"); got != want {
			t.Errorf("%s: %s\nwant %s", name, got, want)
		}
	}
	if e := edition2017(t); len(e.Terms()) > 0 || e.HasOverall() || len(e.Score(perfect(e)).Figures()) > 0 {
		t.Errorf("2017: %v", e.Terms())
	}
	for _, c := range []struct{ book, id, want string }{
		{"veto", "3.1", "3.1 失信事件：每起扣2分，不超过6分，最多扣6分"},
		{"veto", "4.1", "4.1 诚信履约：1项都为“是”得1分，得满1分为通过"},
		{"pool", "1.3", "1.3 投诉：从共用的分值中扣：查实件数每件扣3分"}, // what the pool has bounds no single criterion
	} {
		if got := editions[c.book].Criterion(c.id).Reading(); got != c.want {
			t.Errorf("%s, want %s", got, c.want)
		}
	}
}

// TestPartsCompared: other weights, caps or treatments are a difference between two rulebooks, and change the hash.
func TestPartsCompared(t *testing.T) {
	for _, c := range []struct {
		book  string
		edits []string
		want  string
	}{
		{"hundreds", []string{"weight = \"70\"", "weight = \"60\"", "weight = \"30\"", "weight = \"40\""}, "总则：新增：总评满分100分，共性（共性指标）占60分、个性（个性指标）占40分，各组按得分与分值之比计。"},
		{"bonus", []string{"cap = \"10\"", "cap = \"8\""}, "总则：取消：“加分项”不计入总分：另加，最多10分。"},
		{"veto", []string{"absent = \"full\"", "absent = \"average\""}, "不涉及：按满分计→按平均分计，由考核单位计算，计算前为“待定”"},
		{"veto", []string{"from = \"80\"", "from = \"85\""}, "总则：新增：等次按总评：“优秀”90分以上，“良好”85分以上，“合格”60分以上，“不合格”0分以上。"},
		{"veto", []string{"grade = \"不合格\"", "zero = true"}, "总则：新增：“基础性指标”有一项未通过，即一票否决，总评计0分。"},
	} {
		other, err := scoring.LoadEdition("考核.toml", edited(t, c.book, c.edits...))
		if err != nil {
			t.Fatal(err)
		}
		was := parts(t)[c.book]
		if was.Hash() == other.Hash() {
			t.Errorf("%s with %q has the same hash", c.book, c.edits)
		}
		var told []string
		for _, words := range scoring.Compare(was, other).Words() {
			told = append(told, strings.TrimSpace(words))
		}
		if !slices.Contains(told, c.want) {
			t.Errorf("%s with %q: %v\nwant %s", c.book, c.edits, told, c.want)
		}
	}
}
