package linebreak

import (
	"strings"
	"testing"
)

// marks shows the text with a stroke wherever a line may end.
func marks(text string) string {
	runes := []rune(text)
	var out strings.Builder
	for i, may := range Allowed(runes)[:len(runes)] {
		if may {
			out.WriteByte('|')
		}
		out.WriteRune(runes[i])
	}
	return out.String()
}

func TestWhereALineMayEnd(t *testing.T) {
	for _, want := range []string{
		"甲|乙，|丙。|丁；|戊：|己？|庚！|辛、|壬",
		"甲|（乙）|丙|《丁》|戊|【己】|庚|〔辛〕|壬",
		"他|说|“好|的”|然|后|‘是’|吗",
		"破——|折|号……|完",
		"1—|2月|和|甲～|乙|和|丙·|丁",
		"0.5×5＝|2.5，|不|超|过|2分",
		"318871÷326500×6≈|5.859804",
		"从|0→3分|到|甲→|乙",
		"用|37.25万元|买|2小|时|的|88 KB|和|3.4 MB，|5工|作|日，|1|县|2亿元|共|3处、|4天、|5份",
		"共|25项|指|标，|第|3条，|37.25万元，|100％，|2017年|1月",
		"甲|（ 乙 ）|丙：|“ 丁",
		"hello |world，|见|www.example.com",
		"甲 · |乙＝ |丙＝ ）|丁",
		"每|人|￥5，|第|№3号",
		"甲|“乙”|丙|‘丁’|戊", // a quotation mark is parted from the other side only beside Chinese
		"a“b”c |‘d’e",
		"甲|“a”|①|乙|‘a’|①",
		"甲＝|-1",
		"a→|b，|a＝|b，|0→3",
	} {
		text := strings.ReplaceAll(want, "|", "")
		if got := marks(text); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

// A text without characters has one place, its end.
func TestNoText(t *testing.T) {
	if got := Allowed(nil); len(got) != 1 || !got[0] {
		t.Errorf("of no text: %v", got)
	}
	if got := Allowed([]rune("甲")); len(got) != 2 || got[0] || !got[1] {
		t.Errorf("of one character: %v", got)
	}
}

// Wide are the signs on the Chinese square: from the radicals on, what lies beyond U+FFFF, and those marks that other scripts share.
func TestWide(t *testing.T) {
	for char, want := range map[rune]bool{
		'a': false, '1': false, ' ': false, '.': false, 'é': false, 0x2E7F: false, 0x2E80: true, '县': true, '，': true, '％': true, 0xFFEF: true, 0xFFF0: false,
		0xFFFF: false, 0x10000: true, '𬱖': true, '“': true, '’': true, '…': true, '—': true, '·': true, '①': true, '⑩': true, '→': true, '×': true, '÷': true, '←': false,
	} {
		if Wide(char) != want {
			t.Errorf("%q (%U) is wide: %v", char, char, !want)
		}
	}
}

// Every unit stays with the number before it, and with nothing else.
func TestUnits(t *testing.T) {
	for _, unit := range "年月日时分秒个家篇项件次名人元角万亿条例行页版号米倍处天份张套批起场期户类种级字格列层" {
		if !Together('5', unit) || Together('五', unit) {
			t.Errorf("5%c is torn, or 五%c kept", unit, unit)
		}
	}
	if Together('5', '县') {
		t.Error("5县 is kept together")
	}
}

// What the standard names itself, sign by sign: the tables above must not lose one.
func TestSignsOfTheStandard(t *testing.T) {
	for _, r := range "，。、；：？！）》〉」』】〕”’…—～·／" {
		if !NeverFirst(r) {
			t.Errorf("a line may begin with %c", r)
		}
	}
	for _, r := range "（《〈「『【〔“‘／" {
		if !NeverLast(r) {
			t.Errorf("a line may end with %c", r)
		}
	}
}

// What decides where a line without any allowed end is cut: signs stay with what they belong to, words and numbers whole.
func TestTogetherAndSplits(t *testing.T) {
	for _, pair := range []string{"甲，", "（甲", "“甲", "——", "5年", "甲 ", " ，"} {
		if r := []rune(pair); !Together(r[0], r[1]) {
			t.Errorf("%q may be torn", pair)
		}
	}
	for _, pair := range []string{"甲乙", "，甲", "）甲", "年5", " 甲"} {
		if r := []rune(pair); Together(r[0], r[1]) {
			t.Errorf("%q is kept together", pair)
		}
	}
	for pair, want := range map[string]bool{"ab": true, "12": true, "e\u0301": true, "甲a": false, "甲乙": false, "1甲": false, "a.": false, "5.": false, ".8": true, "(a": false, "é1": true, "甲\u0301": true} {
		if r := []rune(pair); Splits(r[0], r[1]) != want {
			t.Errorf("%q: cut within a word %v", pair, !want)
		}
	}
}
