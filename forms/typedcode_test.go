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
