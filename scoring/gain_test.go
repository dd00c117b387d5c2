package scoring_test

import (
	"strings"
	"testing"

	"zicha/scoring"
)

// TestGainsInWords: every gain at one criterion, with its words and points, to the character.
func TestGainsInWords(t *testing.T) {
	e := edition2017(t)
	for _, c := range []struct{ id, text, want string }{
		{"1.1", "", "落实印发名义为“县、区政府名义”、“已明确工作任务”、“已明确时间节点”：0→3分 3.00 补材料即可"},
		{"1.1", "issuer=office", "落实“已明确工作任务”、“已明确时间节点”：0→2分 2.00 补材料即可|落实印发名义为“县、区政府名义”、“已明确工作任务”、“已明确时间节点”：0→3分 3.00 年度已过，不能再补"},
		{"1.1", "issuer=office tasks=true milestones=true", "落实印发名义为“县、区政府名义”：2→3分 1.00 年度已过，不能再补"},
		{"1.1", "issuer=government tasks=true milestones=false", "落实“已明确时间节点”：0→3分 3.00 年度已过，不能再补"},
		{"1.1", "issuer=government tasks=true milestones=true", ""},
		{"1.1", "issuer=none", "落实印发名义为“县、区政府名义”、“已明确工作任务”、“已明确时间节点”：0→3分 3.00 年度已过，不能再补"},
		{"1.2", "", "落实“已作为考核、任用和奖惩的重要依据”：+1分 1.00 补材料即可"},
		{"1.2", "met=false", "落实“已作为考核、任用和奖惩的重要依据”：+1分 1.00 补材料即可"},
		{"1.2", "met=true", ""},
		{"4.1", "issued=true", "落实“已明确工作任务”、“已明确时间节点”：+2分 2.00 补材料即可"},
		{"4.1", "issued=false", "落实“实施方案已印发”、“已明确工作任务”、“已明确时间节点”：+2分 2.00 年度已过，不能再补"},
		{"5.3", "", "再刊发1篇：+0.5分 0.50 补材料即可"},
		{"8.1", "", "落实“已建成平台”、“全年安全运行”、累计中断不超过48小时：0→3分 3.00 补材料即可"},
		{"8.1", "platform=true secure=true outage_hours=48", ""},
		{"8.1", "platform=true secure=true outage_hours=48.01", "落实累计中断不超过48小时：2→3分 1.00 年度已过，不能再补"},
		{"8.1", "platform=false secure=true outage_hours=3", "落实“已建成平台”：0→3分 3.00 年度已过，不能再补"},
		{"8.1", "platform=true secure=false", "落实“全年安全运行”、累计中断不超过48小时：1→3分 2.00 年度已过，不能再补"},
		{"9.2", "catalogue_items=3 power_items=4", "再列入1项：+0.5分 0.50 年度已过，不能再补"},
		{"9.2", "catalogue_items=4 power_items=4", ""},
		{"9.2", "catalogue_items=5 power_items=4", ""},
		{"9.2", "catalogue_items=0 power_items=4", "再列入4项：+2分 2.00 年度已过，不能再补"},
		{"9.2", "power_items=4", "再列入4项：+2分 2.00 补材料即可"},
		{"9.2", "catalogue_items=3", ""},
		{"10.1", "", "再归集1家：0→1分 1.00 补材料即可|再归集20家：0→3分 3.00 补材料即可|再归集30家：0→5分 5.00 补材料即可"},
		{"10.1", "departments=20", "再归集10家：3→5分 2.00 年度已过，不能再补"},
		{"10.1", "台账=甲、乙", "再归集18家：1→3分 2.00 年度已过，不能再补|再归集28家：1→5分 4.00 年度已过，不能再补"},
		{"20.1", "claimed=2", ""},
		{"20.1", "claimed=1.5", "理由和材料充分的，可自评至2分：+0.5分 0.50 补材料即可"},
		{"22.1", "domains=7", ""},
		{"24.1", "", "再报送成果1个：0→1分 1.00 补材料即可"},
		{"12.1", "missed=true", ""},
		{"11.1", "updated=1 standard=2", ""},
		{"13.1", "records=2 complete=1", ""},
	} {
		crit := e.Criterion(c.id)
		var got []string
		for _, g := range crit.Indicator.Gains(scoring.Answers{c.id: answer(crit, c.text)}) {
			if g.Criterion == crit {
				got = append(got, g.Words+" "+g.Plus.String()+" "+g.When())
			}
		}
		if joined := strings.Join(got, "|"); joined != c.want {
			t.Errorf("%s {%s}:\n%s\nwant\n%s", c.id, c.text, joined, c.want)
		}
	}
}

// TestGainsLargestFirst: over all indicators the largest gain stands first, equal ones in the notice's order.
func TestGainsLargestFirst(t *testing.T) {
	e := edition2017(t)
	answers := perfect(e)
	answers["5.1"] = answer(e.Criterion("5.1"), "met=false")
	answers["1.2"] = answer(e.Criterion("1.2"), "met=false")
	answers["1.3"] = answer(e.Criterion("1.3"), "met=false")
	answers["6.1"] = answer(e.Criterion("6.1"), "met=false")
	var got []string
	for _, g := range e.Gains(answers) {
		got = append(got, g.Criterion.ID)
	}
	if text := strings.Join(got, " "); text != "5.1 1.2 1.3 6.1" {
		t.Error(text)
	}
}

// TestRegisters: what counts, what repeats, and how keys are compared.
func TestRegisters(t *testing.T) {
	e := edition2017(t)
	c := e.Criterion("10.1")
	a := answer(c, "台账=甲局、甲 局、_、乙局、Ａ局、A局、_")
	if distinct, repeated := c.RegisterCount(a.Register); distinct != 3 || repeated != 2 {
		t.Errorf("%d distinct, %d repeated", distinct, repeated)
	}
	if distinct, repeated := e.Criterion("1.1").RegisterCount(a.Register); distinct != 0 || repeated != 0 {
		t.Errorf("without a register: %d, %d", distinct, repeated)
	}
	if distinct, repeated := c.RegisterCount(nil); distinct != 0 || repeated != 0 {
		t.Errorf("without rows: %d, %d", distinct, repeated)
	}
	var marks strings.Builder
	for _, again := range c.Repeats(a.Register) {
		marks.WriteString(map[bool]string{true: "x", false: "-"}[again])
	}
	if marks.String() != "-x---x-" {
		t.Error(marks.String())
	}
	for id, rows := range map[string][]scoring.Row{"23.1": make([]scoring.Row, 2), "1.1": make([]scoring.Row, 2), "10.1": nil} {
		got := e.Criterion(id).Repeats(rows)
		if len(got) != len(rows) {
			t.Errorf("%s: %d marks", id, len(got))
		}
		for _, again := range got {
			if again {
				t.Errorf("%s repeats", id)
			}
		}
	}
	months := answer(e.Criterion("23.1"), "台账=1、1")
	if marks := e.Criterion("23.1").Repeats(months.Register); marks[1] {
		t.Error("a register that counts nothing marks repeats")
	}
	for text, want := range map[string]string{
		"": "", "甲局": "甲局", "甲 局": "甲局", "　甲\t局\r\n\v\f": "甲局", "ＡＢｃ１（）": "ABc1()", "！～": "!~", "＀": "＀", "｟": "｟", "a\u200b\u200c\u200d\u2060\ufeffb": "ab",
		"\u00a0x\u2003": "x", "\b\x0e": "\b\x0e", "～": "~", "Az09": "Az09",
	} {
		if got := scoring.FoldKey(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
		if got := scoring.RowKey(text); got != want {
			t.Errorf("counted, %q: %q, want %q", text, got, want)
		}
	}
}

// Rows that sealed papers counted as two are two for ever, whatever is taken for one name elsewhere.
func TestStoredRowsKeepCounting(t *testing.T) {
	for _, twin := range []string{"\u202a诚信", "诚\u00ad信", "诚信\U000E0100", "诚信\ufe0f"} {
		c := edition2017(t).Criterion("5.3")
		if distinct, _ := c.RegisterCount(answer(c, "台账=诚信、"+twin).Register); distinct != 2 {
			t.Errorf("%+q: %d counted, the first programs counted 2", twin, distinct)
		}
		if scoring.FoldKey(twin) != "诚信" {
			t.Errorf("%+q is another name", twin)
		}
	}
	if scoring.RowKey("A\u030a") == scoring.RowKey("Å") || scoring.RowKey("樂") == scoring.RowKey("\uf914") {
		t.Error("letters are composed before they are counted")
	}
}

// What is typed in a register's cell may be the beginning of an option, never another part of it.
func TestFullOption(t *testing.T) {
	option := &scoring.Field{Kind: scoring.KindOption, Label: "发文", Options: []scoring.Option{{Key: "a", Label: "已印发"}, {Key: "b", Label: "未印发"}, {Key: "c", Label: "未按标准"}}}
	for text, want := range map[string]string{
		"已": "已印发", "已印": "已印发", "未印": "未印发", "未": "未", "印发": "印发", "标准": "标准", "": "", "已印发了": "已印发了", "已　印": "已印发",
	} {
		if got := option.FullOption(text); got != want {
			t.Errorf("%q is read as %q, want %q", text, got, want)
		}
	}
	kinds := &scoring.Field{Kind: scoring.KindOption, Options: []scoring.Option{{Key: "a", Label: "守信联合激励"}, {Key: "b", Label: "失信联合惩戒"}, {Key: "c", Label: "失信未惩戒"}}}
	for text, want := range map[string]string{
		"守信激励": "守信联合激励", "守信联激": "守信联合激励", "失信惩戒": "失信联合惩戒", "激励": "激励", "守励": "守励", "失信": "失信", "守信惩戒": "守信惩戒", "失信未": "失信未惩戒",
	} {
		if got := kinds.FullOption(text); got != want {
			t.Errorf("%q is read as %q, want %q", text, got, want)
		}
	}
	for _, text := range []string{"印发", "已", "未印"} {
		if got, err := option.Normalize(text); err == nil {
			t.Errorf("an answer %q is guessed to be %q", text, got)
		}
	}
	if got := (&scoring.Field{Kind: scoring.KindText}).FullOption("未印"); got != "未印" {
		t.Errorf("a text became %q", got)
	}
}

// TestProgress: what is said of a register that brings no points.
func TestProgress(t *testing.T) {
	e := edition2017(t)
	c := e.Criterion("23.1")
	row := func(month, kind string) scoring.Row {
		return scoring.Row{Cells: map[string]string{"month": month, "kind": kind}}
	}
	var both []scoring.Row
	for _, m := range strings.Fields("1 2 3 4 5 6 7 8 9 10 11 12") {
		both = append(both, row(m, "incentive"), row(m, "punishment"))
	}
	for want, rows := range map[string][]scoring.Row{
		"已报0/24例":          {row("1", ""), row("", "incentive"), row("", "")},
		"已报24/24例":         both,
		"已报23/24例，未报齐：1月":  both[1:],
		"已报23/24例，未报齐：12月": both[:23],
		"已报22/24例，未报齐：1月":  append(both[2:], row("2", "incentive"), row("", "punishment")),
		"已报1/24例，未报齐：1月、2月、3月、4月、5月、6月、7月、8月、9月、10月、11月、12月": {row("1", "incentive"), row("1", "incentive")},
	} {
		if got := c.ProgressText(rows); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if got := e.Criterion("5.3").ProgressText(both) + e.Criterion("1.1").ProgressText(both); got != "" {
		t.Error(got)
	}
}

// TestResultOfAnotherEdition: a criterion the scorecard does not know has no result.
func TestResultOfAnotherEdition(t *testing.T) {
	card, other := edition2017(t).Score(nil), edition2017(t).Criterion("5.3")
	if res := card.Result(other); res.Criterion != other || res.State != scoring.Unanswered || res.Points != nil {
		t.Errorf("%+v", res)
	}
}

// TestOverIsMarked: a share above the whole is marked, one equal to it is not.
func TestOverIsMarked(t *testing.T) {
	e := edition2017(t)
	for text, want := range map[string]bool{"records=4 complete=4": false, "records=4 complete=5": true, "records=4 complete=3": false} {
		if res := e.Score(scoring.Answers{"13.1": answer(e.Criterion("13.1"), text)}).Result(e.Criterion("13.1")); res.Over != want {
			t.Errorf("%s: %t", text, res.Over)
		}
	}
}
