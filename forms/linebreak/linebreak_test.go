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
		"从|0→3分|到|甲→|乙",
		"共|25项|指|标，|第|3条，|37.25万|元，|100％，|2017年|1月",
		"甲|（ 乙 ）|丙：|“ 丁",
		"hello |world，|见|www.example.com",
		"甲 · |乙＝ |丙＝ ）|丁",
		"每|人|￥5，|第|№3号",
	} {
		text := strings.ReplaceAll(want, "|", "")
		if got := marks(text); got != want {
			t.Errorf("%s, want %s", got, want)
		}
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
	for pair, want := range map[string]bool{"ab": true, "12": true, "e\u0301": true, "甲a": false, "甲乙": false, "1甲": false} {
		if r := []rune(pair); Splits(r[0], r[1]) != want {
			t.Errorf("%q: cut within a word %v", pair, !want)
		}
	}
}
