package scoring_test

import (
	"fmt"
	"strings"
	"testing"

	"zicha/scoring"
)

// withText is the small rulebook with another text, quotes and, where given, parts named as unscored.
func withText(text, quotes, unscored string) string {
	book := strings.Replace(smallRulebook, "text = \"做到的，得3分。\"", fmt.Sprintf("text = %q\n%s", text, unscored), 1)
	return strings.Replace(book, "quotes = [\"做到的，得3分。\"]", "quotes = ["+quotes+"]", 1)
}

// TestSentencesThatSpeakOfPoints: each sentence stands alone and unquoted behind one that is quoted.
func TestSentencesThatSpeakOfPoints(t *testing.T) {
	for _, row := range rows(t, "sentences.txt") {
		at, want, sentence := row[0], row[1], row[2]
		_, err := loadNew("x", []byte(withText("做到的，得3分。"+sentence, `"做到的，得3分。"`, "")))
		unread := err != nil && strings.Contains(err.Error(), "没有要点引用")
		if got := map[bool]string{true: "是", false: "否"}[unread]; got != want || err != nil && !unread {
			t.Errorf("%s: %s: %s, want %s: %v", at, sentence, got, want, err)
		}
	}
}

// TestCoverage: what quotes leave over of a text, and what becomes of it.
func TestCoverage(t *testing.T) {
	const at = "x：第18行：第1项“指标甲”："
	left := func(part string) string {
		return at + "评分标准里的“" + part + "”没有要点引用。计分的请写进要点的 quotes；不计分的请写 unscored = [{ text = \"……\", note = \"理由\" }]"
	}
	const text = "做到的，得3分；未报送的，扣0.1分；其中按时报送的，由市里认定。"
	for name, c := range map[string]struct{ text, quotes, unscored, want string }{
		"all quoted":              {text, `"` + text + `"`, "", ""},
		"a deduction overlooked":  {text, `"做到的，得3分；"`, "", left("未报送的，扣0.1分；")},
		"only words left over":    {text, `"做到的，得3分；未报送的，扣0.1分；"`, "", ""},
		"between two quotes":      {"甲得1分，乙得2分，丙得3分。", `"甲得1分，", "丙得3分。"`, "", left("乙得2分，")},
		"half a sentence":         {"做到的，得3分，扣完为止。", `"做到的，得3分"`, "", left("，扣完为止。")},
		"in another order":        {"甲得1分；乙得2分。", `"乙得2分。", "甲得1分；"`, "", ""},
		"overlapping":             {"甲乙各得1分，不超过3分。", `"甲乙各得1分，", "各得1分，不超过3分。"`, "", ""},
		"twice the same words":    {"甲：完成得1分；乙：完成得1分。", `"甲：完成得1分", "完成得1分"`, "", ""},
		"the same words once":     {"甲：完成得1分；乙：完成得1分。", `"完成得1分"`, "", left("乙：完成得1分。")},
		"named as unscored":       {text, `"做到的，得3分；"`, `unscored = [{ text = "未报送的，扣0.1分；", note = "由市里扣分，县里不填" }]`, ""},
		"unscored without reason": {text, `"做到的，得3分；"`, `unscored = [{ text = "未报送的，扣0.1分；" }]`, "x：第19行：第1项“指标甲”：unscored 的“未报送的，扣0.1分；”要用 note 写明为什么不计分"},
		"unscored not in text":    {text, `"做到的，得3分；"`, `unscored = [{ text = "未报送，扣0.1分；", note = "由市里扣" }]`, "x：第19行：第1项“指标甲”：unscored 的“未报送，扣0.1分；”在评分标准原文里没有找到"},
		"a line ends a sentence":  {"做到的，得3分。\n迟报的扣1分\n附则", `"做到的，得3分。"`, "", left("迟报的扣1分")},
		"half-width semicolon":    {"做到的，得3分。一是迟报;二是漏报扣1分;三是附则", `"做到的，得3分。"`, "", left("二是漏报扣1分;")},
	} {
		got := ""
		if _, err := loadNew("x", []byte(withText(c.text, c.quotes, c.unscored))); err != nil {
			got = err.Error()
		}
		if got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", name, got, c.want)
		}
	}
}

// TestStoredRulebooksStayReadable: what LoadEdition took before coverage was looked at, it still takes, and an unscored part changes no hash.
func TestStoredRulebooksStayReadable(t *testing.T) {
	before, err := scoring.LoadEdition("x", []byte(withText("做到的，得3分。迟报扣1分。", `"做到的，得3分。"`, "")))
	if err != nil {
		t.Fatal(err)
	}
	named, err := scoring.LoadEdition("x", []byte(withText("做到的，得3分。迟报扣1分。", `"做到的，得3分。"`, `unscored = [{ text = "迟报扣1分。", note = "市里扣" }]`)))
	if err != nil || named.Hash() != before.Hash() {
		t.Errorf("naming an unscored sentence changes the hash: %v", err)
	}
	if left := before.Indicator(1).Unread(); len(left) != 1 || left[0] != "迟报扣1分。" {
		t.Errorf("unread: %q", left)
	}
	if _, err := loadNew("bozhou-2017.toml", edition2017(t).Source()); err != nil {
		t.Errorf("the rulebook of 2017: %v", err)
	}
}
