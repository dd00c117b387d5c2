package forms_test

import (
	"strings"
	"testing"

	"zicha/forms"
)

func TestTypedCode(t *testing.T) {
	for text, want := range map[string][2]string{
		"":                      {"", ""},
		"7k3":                   {"7K3", ""},
		"7k3m":                  {"7K3M", ""},
		"7k3mq":                 {"7K3M-Q", ""},
		"７ｋ３ｍ－ｑ２":               {"7K3M-Q2", ""},
		"7k3m q2xw—9htd4fnp":    {"7K3M-Q2XW-9HTD-4FNP", ""},
		"7K3M-Q2XW-9HTD-4FNP-2": {"7K3M-Q2XW-9HTD-4FNP-2", "多了1个"},
		"7o":                    {"7O", "“O”看错了"},
		"70":                    {"70", "“0”看错了"},
		"i":                     {"I", "“I”看错了"},
		"11":                    {"11", "“1”看错了"},
		"l":                     {"L", ""},
		"核":                     {"核", "“核”"},
	} {
		shown, wrong := forms.TypedCode(text)
		if shown != want[0] || (want[1] == "") != (wrong == "") || !strings.Contains(wrong, want[1]) {
			t.Errorf("%q: %q, %q", text, shown, wrong)
		}
	}
}

// TestWhatNoCodeHolds: the sentences to the character, the first wrong character alone, and too many only where all are right.
func TestWhatNoCodeHolds(t *testing.T) {
	const (
		zero  = "核对码里没有数字0和字母O，“%”看错了：请再看纸面，可能是8、6、9，或者字母D、Q、C。"
		one   = "核对码里没有数字1和字母I，“%”看错了：请再看纸面，可能是7，或者字母L、J、T。"
		other = "核对码里不会出现“%”：只有大写字母和数字，不含0、1、I、O。"
		whole = "7K3M-Q2XW-9HTD-4FNP"
	)
	for _, c := range []struct{ text, shown, wrong string }{
		{"0", "0", strings.Replace(zero, "%", "0", 1)},
		{"o1", "O1", strings.Replace(zero, "%", "O", 1)},
		{"1o", "1O", strings.Replace(one, "%", "1", 1)},
		{"·", "·", strings.Replace(other, "%", "·", 1)},
		{whole, whole, ""},
		{whole + "23", whole + "-23", "多了2个字符：核对码是16个字母和数字。"},
		{whole + "2o", whole + "-2O", strings.Replace(zero, "%", "O", 1)},
		{"-‐‑‒–—―−－7", "7", ""},
	} {
		if shown, wrong := forms.TypedCode(c.text); shown != c.shown || wrong != c.wrong {
			t.Errorf("%q: %q, %q", c.text, shown, wrong)
		}
	}
	for text, want := range map[string]string{
		"7K3":                   "核对码应有16个字母和数字，现在有3个，请对照纸面重新输入",
		whole[:18] + "·":        "核对码里不会出现“·”，请对照纸面重新输入（不含0、1、I、O）",
		whole[:18] + "o":        "核对码里不会出现“O”，请对照纸面重新输入（不含0、1、I、O）",
		"7K3M-Q2XW-9HTD-4FNP-2": "核对码应有16个字母和数字，现在有17个，请对照纸面重新输入",
	} {
		if got, err := forms.ParseCode(text); got != "" || err == nil || err.Error() != want {
			t.Errorf("%q: %q, %v", text, got, err)
		}
	}
}
