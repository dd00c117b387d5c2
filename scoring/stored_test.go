package scoring_test

import (
	"strings"
	"testing"

	"zicha/assets"
	"zicha/scoring"
)

// storedRulebook is one as the program took it before it asked for more: a sentence about points that nothing quotes, a key the rule has no use
// for, a tier of points and each, a tier that brings more than the one above it.
func storedRulebook() string {
	head := strings.NewReplacer("x-1", "other-2017", "\"3\"", "\"5\"").Replace(smallHead)
	return head + strings.NewReplacer("得3分。\"\n", "得3分。迟报扣1分。\"\n", "kind = \"flags\"\n", "kind = \"flags\"\neach = \"1\"\n").Replace(smallIndicator) +
		`[[section.indicator]]
no = 2
title = "指标乙"
text = "按家数计，最多2分。"
points = "2"
source = "county"
[[section.indicator.criterion]]
id = "2.1"
title = "要点乙"
quotes = ["按家数计，最多2分。"]
points = "2"
late = "papers"
[section.indicator.criterion.rule]
kind = "bands"
count = "n"
bands = [{ from = "10", points = "2" }, { from = "5", points = "1", each = "0.2" }, { from = "1", each = "0.3" }]
[[section.indicator.criterion.field]]
key = "n"
label = "家数"
kind = "count"
unit = "家"
`
}

// storedHash is the hash of the rules that dossiers made of the stored rulebook hold.
const storedHash = "bb34a6b23c7c63c9a6bc799aee0091184e14363164da9a3e4e449f606fd86073"

// TestStoredRulebookOpens: what a dossier keeps opens and scores as it did; from outside the same file is refused, each thing by its sentence.
func TestStoredRulebookOpens(t *testing.T) {
	e, err := scoring.LoadEdition("x", []byte(storedRulebook()))
	if err != nil {
		t.Fatal(err)
	}
	if e.Hash() != storedHash {
		t.Errorf("hash %s", e.Hash())
	}
	for n, want := range map[string]string{"0": "3.00", "4": "4.20", "6": "4.20", "9": "4.80", "10": "5.00"} {
		card := e.Score(scoring.Answers{"1.1": {Values: map[string]string{"met": "true"}}, "2.1": {Values: map[string]string{"n": n}}})
		if got := card.Self.Score.String(); got != want {
			t.Errorf("%s家: %s, want %s", n, got, want)
		}
	}
	text := storedRulebook()
	for _, c := range []struct{ mend, by, want string }{
		{"each = \"1\"\n", "", "flags 规则用不到“each”"},
		{"{ from = \"5\", points = \"1\", each", "{ from = \"5\", each", "分档第2档同时写了 points 和 each"},
		{"each = \"0.3\"", "each = \"0.2\"", "分档第3档每家得0.3分，到4家时得1.2分，比第2档（5家以上）的1分还多"},
		{"\"做到的，得3分。\"]", "\"做到的，得3分。\", \"迟报扣1分。\"]", "评分标准里的“迟报扣1分。”没有要点引用"},
	} {
		if _, err := loadNew("x", []byte(text)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("from outside: %v\nwant %s", err, c.want)
		}
		text = strings.Replace(text, c.mend, c.by, 1)
	}
	if _, err := loadNew("x", []byte(text)); err != nil {
		t.Errorf("mended: %v", err)
	}
}

// TestBuiltInIsReadStrictly: what the program brings along stands up to all that is asked of a rulebook from outside, its cases among it.
func TestBuiltInIsReadStrictly(t *testing.T) {
	for _, file := range assets.Editions() {
		e, told, err := scoring.LoadNewEdition(file.Name, file.Data)
		if err != nil || len(told) > 0 || len(e.Cases) == 0 {
			t.Errorf("%s: %v %v", file.Name, told, err)
		}
	}
}
