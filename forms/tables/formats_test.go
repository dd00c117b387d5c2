package tables

import (
	"strings"
	"testing"
)

// What a number format shows of a number and of a text, as spreadsheet programs show it; ? is a day, a fraction or other numerals.
func TestFormats(t *testing.T) {
	for _, c := range []struct{ code, stored, shown string }{
		{"0.00", "5", "5.00"},
		{"0", "4.5", "4"},
		{"#,##0.00", "1234.5", "1234.50"},
		{"General", "3.67", "3.67"},
		{"0.00_ ", "5", "5.00"},
		{`"486"`, "512", "486"},
		{`"486";"486"`, "512", "486"},
		{`[=512]"486";General`, "512", "486"},
		{`[=512]"486";General`, "513", "513"},
		{`[>500]"486";[<10]"7";0`, "12", "12"},
		{`[<10]0;"486"`, "512", "486"},
		{`[>=600]0;[>=500]"486";0`, "512", "486"},
		{";;;", "512", ""},
		{"0,", "512000", "512"},
		{"0.0,,", "1500000", "1.5"},
		{"0%", "0.5", "50%"},
		{`0\.00`, "512", "5.12"},
		{"4#", "512", "4512"},
		{`"1"0`, "5", "15"},
		{`0"分"`, "5", "5分"},
		{`\-0`, "5", "-5"},
		{"-0", "5", "-5"},
		{"0;0", "-5", "5"},
		{"0;-0", "-5", "-5"},
		{"0", "-5", "-5"},
		{`0;-0;"1"`, "0", "1"},
		{"#", "0", ""},
		{"0.##", "4.5", "4.5"},
		{"*40", "5", "45"},
		{"[White]0", "5", "5"},
		{"[$¥-804]0", "5", "¥5"},
		{"yyyy", "512", "?"},
		{"# ?/?", "4.5", "?"},
		{"0.00E+00", "512", "?"},
		{"[DBNum1]0", "512", "?"},
		{"[$-2000401]0", "512", "?"},
		{"000", "5", "005"},
		{"@", "甲", "甲"},
		{`@"乙"`, "甲", "甲乙"},
		{`;;;"486"`, "甲", "486"},
		{";;;", "甲", ""},
		{`"486"`, "甲", "甲"},
		{"0;0;0;@", "甲", "甲"},
		{"0;0", "甲", "甲"},
	} {
		print := printNumber
		if !isNumber(c.stored) {
			print = printText
		}
		shown, _, ok := print(formatCode(c.code), c.stored)
		if shown = strings.TrimSpace(shown); !ok {
			shown = "?"
		}
		if shown != c.shown {
			t.Errorf("%s of %s: %q, want %q", c.code, c.stored, shown, c.shown)
		}
	}
}

// Writing is seen on paper or it is not.
func TestContrast(t *testing.T) {
	for _, c := range []struct {
		ink, paper uint32
		seen       bool
	}{
		{black, white, true},
		{white, white, false},
		{0xfefefe, white, false},
		{0xd9d9d9, white, false},
		{0xffff00, white, false},
		{0xff0000, white, true},
		{0x808080, white, true},
		{white, black, true},
		{0x111111, black, false},
		{black, 0xe9e4da, true},
	} {
		if seen(c.ink, c.paper) != c.seen {
			t.Errorf("%06x on %06x", c.ink, c.paper)
		}
	}
}

// Heads and feet of pages are compared by their words, however a program writes fonts and sizes.
func TestPrintedWords(t *testing.T) {
	const ours, theirs = `&C&"黑体,Regular"&13 甲县2017年&R&"宋体,Regular"&9封面&L第&P页`, `&C&13&K000000&"黑体,Regular" 甲县2017年&R&9封面&L第 &P页`
	if a, b := printedWords(ours), printedWords(theirs); a != "\n甲县2017年\n封面\n第页" || strings.ReplaceAll(a, "\n", "") != strings.ReplaceAll(b, "\n", "") {
		t.Errorf("%q, %q", a, b)
	}
	if got := printedWords("A&&B&"); got != "A&B&" {
		t.Error(got)
	}
}
