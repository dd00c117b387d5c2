package canon_test

import (
	"slices"
	"strings"
	"testing"

	"zicha/scoring/canon"
)

// The order is that of pinyin: syllables, then tones; numbers go by their value.
func TestOrder(t *testing.T) {
	for _, want := range []string{
		"安徽省 亳州市 利辛县 蒙城县 谯城区 涡阳县 中心",
		"县财政局 县发改委 县公安局 县教育局 县人社局 县税务局 县卫健委 县住建局",
		"妈 麻 马 骂 吗", // mā má mǎ mà ma
		"安 班 灿 丹 恩 芬 刚 韩 江 康 林 敏 宁 欧 潘 秦 任 孙 唐 吴 许 杨 赵",
		"2 9 10 007.5a A b 第2批 第9批 第10批 一 乙",
		"0.5 1 1.25 1.5 1,200 1300",
		"文号〔2016〕10号 文号〔2017〕2号 文号〔2017〕10号",
	} {
		list := strings.Fields(want)
		slices.Reverse(list)
		slices.SortStableFunc(list, canon.Order())
		if got := strings.Join(list, " "); got != want {
			t.Errorf("%s\nwant %s", got, want)
		}
	}
	order := canon.Order()
	for _, pair := range [][2]string{{"1.0", "1"}, {"007", "7"}, {"ａ", "a"}, {"甲", "甲 "}} {
		if order(pair[0], pair[1]) == 0 || order(pair[0], pair[1]) != -order(pair[1], pair[0]) {
			t.Errorf("%q and %q compare as %d and %d", pair[0], pair[1], order(pair[0], pair[1]), order(pair[1], pair[0]))
		}
	}
}
