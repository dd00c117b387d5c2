package scoring_test

import (
	"fmt"
	"math/big"
	"strings"
	"testing"

	"zicha/scoring"
)

// TestReasonsOfEveryRule: the words printed beside the points, to the character.
func TestReasonsOfEveryRule(t *testing.T) {
	e := edition2017(t)
	for _, row := range rows(t, "reasons.txt") {
		at, id, text, want := row[0], row[1], row[2], row[3]
		c := e.Criterion(id)
		if got := e.Score(scoring.Answers{id: answer(c, text)}).Result(c).Reason; got != want {
			t.Errorf("%s: %s {%s}: %q, want %q", at, id, text, got, want)
		}
	}
}

// TestTyped: what is typed, what becomes of it, and the sentence where nothing does.
func TestTyped(t *testing.T) {
	e := edition2017(t)
	for _, row := range rows(t, "typed.txt") {
		at, place, text, want := row[0], row[1], row[2], row[3]
		id, key, _ := strings.Cut(place, "/")
		f := e.Criterion(id).Field(key)
		if column, ok := strings.CutPrefix(key, "台账."); ok {
			f = e.Criterion(id).Register.Column(column)
		}
		got, err := f.Normalize(text)
		if err != nil {
			got += "！" + err.Error()
		}
		if got != want {
			t.Errorf("%s: %q: %q, want %q", at, text, got, want)
		}
	}
	if got, err := e.Criterion("20.1").Field("reason").Normalize(" a\xff"); got != "" || err == nil || err.Error() != "“自评理由”含有无法识别的字符，请重新输入" {
		t.Errorf("no UTF-8: %q, %v", got, err)
	}
	for _, blank := range []string{"", " ", "　", "\t\n"} {
		if got, err := e.Criterion("5.3").Field("articles").Normalize(blank); got != "" || err != nil {
			t.Errorf("%q: %q, %v", blank, got, err)
		}
	}
	if got, err := e.Criterion("20.1").Field("reason").Normalize(" 原样 "); got != " 原样 " || err != nil {
		t.Errorf("a text is kept as it is: %q, %v", got, err)
	}
	date := e.Criterion("5.3").Register.Column("date")
	for _, text := range []string{"昨天", "1948-12-31", "2017-02-29"} {
		if got, err := date.Normalize(text); got != "" || err == nil || err.Error() != "“"+date.Label+"”填的“"+text+"”不是有效日期，请按“2017-09-01”的格式填写" {
			t.Errorf("%q, %v", got, err)
		}
	}
	for text, want := range map[string]string{"２０１７．９．１": "2017-09-01", " 2017 年 9 月 1 日": "2017-09-01", "1949-01-01": "1949-01-01"} {
		if got, err := date.Normalize(text); got != want || err != nil {
			t.Errorf("%q, %v", got, err)
		}
	}
}

// TestDisplay: canonical values in words.
func TestDisplay(t *testing.T) {
	e := edition2017(t)
	for _, c := range []struct{ id, key, value, want string }{
		{"1.2", "met", "true", "是"},
		{"1.2", "met", "false", "否"},
		{"1.2", "met", "", ""},
		{"1.1", "issuer", "office", "县、区政府办名义"},
		{"1.1", "issuer", "elsewhere", "elsewhere"},
		{"20.1", "reason", "true", "true"},
		{"20.1", "reason", "false", "false"},
		{"5.3", "articles", "3", "3"},
	} {
		if got := e.Criterion(c.id).Field(c.key).Display(c.value); got != c.want {
			t.Errorf("%s %s %q: %q, want %q", c.id, c.key, c.value, got, c.want)
		}
	}
}

// TestPointsAsText: hundredths and their texts both ways.
func TestPointsAsText(t *testing.T) {
	for text, want := range map[string]scoring.Points{"0": 0, "3": 300, "0.5": 50, "2.25": 225, "2.05": 205, "12": 1200, "999999999": 99999999900, "9.9": 990} {
		if got, err := scoring.ParsePoints(text); got != want || err != nil {
			t.Errorf("%q: %d, %v", text, got, err)
		}
	}
	for _, text := range []string{"", ".5", "5.", "1.234", "-1", "+1", "1e3", "1000000000", "a", "1.a", "1,0", "/", ":", "1.:"} {
		if got, err := scoring.ParsePoints(text); got != 0 || err == nil || err.Error() != "“"+text+"”不是分数，应写成 3 或 0.5 这样最多两位小数的数" {
			t.Errorf("%q: %d, %v", text, got, err)
		}
	}
	for p, want := range map[scoring.Points][2]string{
		0: {"0.00", "0"}, 5: {"0.05", "0.05"}, 50: {"0.50", "0.5"}, 100: {"1.00", "1"}, 1000: {"10.00", "10"}, 225: {"2.25", "2.25"},
		-1: {"-0.01", "-0.01"}, -250: {"-2.50", "-2.5"},
	} {
		if got := [2]string{p.String(), p.Short()}; got != want {
			t.Errorf("%d: %q, want %q", int64(p), got, want)
		}
		if text, err := p.MarshalText(); string(text) != want[0] || err != nil {
			t.Errorf("%d: %q, %v", int64(p), text, err)
		}
	}
	var p scoring.Points
	if err := p.UnmarshalText([]byte("2.5")); err != nil || p != 250 {
		t.Errorf("%d, %v", p, err)
	}
	if err := p.UnmarshalText([]byte("x")); err == nil {
		t.Error("x was taken for points")
	}
}

// TestFormatExact: two to six decimals, also of fractions too large for 64 bits.
func TestFormatExact(t *testing.T) {
	for text, want := range map[string]string{
		"0": "0.00", "1/2": "0.50", "133/200": "0.665", "1/3": "0.333333", "2/3": "0.666667", "1/64": "0.015625", "1/128": "0.007813", "7": "7.00",
		"1/2000000": "0.000001", "1/2000001": "0.00", "10000001/10000000": "1.00", "11/10": "1.10", "1000001/1000000": "1.000001",
		"123456789012345678901234567890": "123456789012345678901234567890.00", "123456789012345678901234567890/4": "30864197253086419725308641972.50",
		"4398046511103": "4398046511103.00", "4398046511104": "4398046511104.00", "4398046511103/2": "2199023255551.50",
		"4398046511103/4398046511104": "1.00", "1/4398046511104": "0.00",
	} {
		r, ok := new(big.Rat).SetString(text)
		if got := scoring.FormatExact(r); !ok || got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}

// TestReadings: what `rulebook check` says of one criterion of each kind.
func TestReadings(t *testing.T) {
	e := edition2017(t)
	for id, want := range map[string]string{
		"1.1":  "1.1 政务诚信实施方案印发主体：按选项计分，另须2项都为“是”，最高3分",
		"2.1":  "2.1 个人诚信体系建设实施方案：3项都为“是”得3分，最高3分",
		"5.3":  "5.3 主流媒体宣传：每篇得0.5分，不超过2分，最高2分",
		"8.1":  "8.1 平台安全运行：累计中断不超过48小时得3分，低于96小时得2分，其它得1分，最高3分",
		"9.2":  "9.2 目录占权力事项比例：占比×2，超过100%按100%计，最高2分",
		"10.1": "10.1 归集部门数：30家以上得5分，20家以上得3分，1家以上得1分，0家得0分，最高5分",
		"11.1": "11.1 增量数据更新数量：达到考核标准得6分，未达到按比例计，最高6分",
		"12.1": "12.1 数据更新频率：自动更新占比×4，均未自动更新的按频率更新占比×2，应更新未更新的不得分，最高4分",
		"14.1": "14.1 数据报送规范程度：按选项计分，最高4分",
		"18.1": "18.1 “双公示”覆盖面：30家以上得3分，不足30家每家得0.1分，最高3分",
		"20.1": "20.1 褒扬激励机制进展：自评或预估0至2分，由市里核定，最高2分",
		"24.2": "24.2 2017年批复的区域示范：每个得1分，最高2分",
	} {
		if got := e.Criterion(id).Reading(); got != want {
			t.Errorf("%s: %s, want %s", id, got, want)
		}
	}
}

// TestStates: the states for machines and for people.
func TestStates(t *testing.T) {
	var got []string
	for s := scoring.Unanswered; s <= scoring.Incomputable; s++ {
		got = append(got, s.String()+" "+s.Label())
	}
	if text := strings.Join(got, "，"); text != "unanswered 未填报，scored 已计分，pending 待定，incomputable 暂无法计算" {
		t.Error(text)
	}
}

// TestIndicatorsInWords: what is printed of an indicator: score, reason and what is missing.
func TestIndicatorsInWords(t *testing.T) {
	e := edition2017(t)
	for _, c := range []struct{ answers, text, reason, gap string }{
		{"", "未填报", "9.1 未填报：2017年版目录是否印发；9.2 未填报：目录条目、权力事项", "未填报"},
		{"9.1 issued=true", "3.00", "9.1 2017年版目录已印发，得3分；9.2 未填报：目录条目、权力事项", "未填报"},
		{"9.2 catalogue_items=1 power_items=0", "未填报、暂无法计算", "9.1 未填报：2017年版目录是否印发；9.2 暂无法计算：权力事项为0", "未填报、暂无法计算"},
		{"9.1 issued=true; 9.2 catalogue_items=1 power_items=2", "4.00", "9.1 2017年版目录已印发，得3分；9.2 1÷2×2＝1", ""},
		{"11.1 updated=3", "待定", "待定：年度更新考核标准由市里提供，尚未填写", "待定"},
		{"15.1 uses=9", "6.00", "1×9＝9，不超过6分", ""},
		{"24.1 approved_2016=1; 24.2 approved_2017=2", "2.00", "24.1 1个，达到1个，得1分；24.2 1×2＝2；合计3，不超过2分", ""},
		{"24.1 approved_2016=1; 24.2 approved_2017=1", "2.00", "24.1 1个，达到1个，得1分；24.2 1×1＝1", ""},
	} {
		no, answers := 9, scoring.Answers{}
		for _, part := range strings.Split(c.answers, ";") {
			if id, values, _ := strings.Cut(strings.TrimSpace(part), " "); id != "" {
				answers[id] = answer(e.Criterion(id), values)
				no = e.Criterion(id).Indicator.No
			}
		}
		res := e.Score(answers).Indicators[no-1]
		if res.Text() != c.text || res.Reason != c.reason || res.Gap() != c.gap || res.Capped != strings.Contains(c.reason, "合计") {
			t.Errorf("%s: %q %q %q %t", c.answers, res.Text(), res.Reason, res.Gap(), res.Capped)
		}
	}
}

// TestHalfUpOnLargeNumbers: numbers beyond 64 bits round half up as the small ones do. 6 × 833333333333 ÷ 999999999999999 is below 0.005 by
// 2 in 10¹⁵, with one more it is above; 800000000000004 ÷ 80000 is 10000000000.00005, a half in the percentage's last place.
func TestHalfUpOnLargeNumbers(t *testing.T) {
	e := edition2017(t)
	for complete, want := range map[string]string{"833333333333": "0.00", "833333333334": "0.01", "999999999999998": "6.00", "499999999999999": "3.00", "499166666666666": "2.99", "499166666666667": "3.00"} {
		got := e.Score(scoring.Answers{"13.1": answer(e.Criterion("13.1"), "records=999999999999999 complete="+complete)}).Indicators[12].Score
		if got.String() != want {
			t.Errorf("%s: %s, want %s", complete, got, want)
		}
	}
	c := e.Criterion("13.1")
	for complete, want := range map[string]string{"800000000000004": "1000000000000.01%", "800000000000003": "1000000000000.00%", "800000000000012": "1000000000000.02%"} {
		if got, over, ok := c.Share(c.Pairs()[0], answer(c, "records=80000 complete="+complete)); got != want || !over || !ok {
			t.Errorf("%s: %s, want %s", complete, got, want)
		}
	}
}

// TestUntrustedValues: values that no field takes come from foreign files; they count as blank, and so does a number too long.
func TestUntrustedValues(t *testing.T) {
	e := edition2017(t)
	for _, text := range []string{"articles=-1", "articles=1.5", "articles=+1", "articles=9223372036854775808", "articles=abc"} {
		c := e.Criterion("5.3")
		if res := e.Score(scoring.Answers{"5.3": answer(c, text)}).Result(c); res.State != scoring.Unanswered {
			t.Errorf("%s: %s", text, res.Reason)
		}
		if n, ok := c.Count("articles", answer(c, text)); n != 0 && ok {
			t.Errorf("%s counts %d", text, n)
		}
	}
	if n, ok := e.Criterion("5.3").Count("articles", answer(e.Criterion("5.3"), "articles=9223372036854775807")); n != 9223372036854775807 || !ok {
		t.Errorf("%d, %t", n, ok)
	}
	for value, known := range map[string]bool{strings.Repeat("1", 32): true, strings.Repeat("1", 33): false, "0." + strings.Repeat("1", 52): true, "-1": false, "0": true, "x": false} {
		c := e.Criterion("8.1")
		res := e.Score(scoring.Answers{"8.1": answer(c, fmt.Sprintf("platform=true secure=true outage_hours=%s", value))}).Result(c)
		if (res.State == scoring.Scored) != known {
			t.Errorf("%s: %s", value, res.Reason)
		}
	}
}
