package carry

import (
	"slices"
	"strings"
	"testing"

	"zicha/forms/check"
)

// What a new year's dossier is said to have been started with.
func TestWords(t *testing.T) {
	got := strings.Join(Words(check.Carried{Kept: []string{"1.1", "5.2"}, Yearly: []string{"5.3"}, Changed: []string{"改一。"}, Notes: []string{"记一。"}}), "|")
	if got != "长期有效、原文没有变化的2个要点沿用上年填报，尚未确认：1.1、5.2。请逐项核对，没有变化的点“确认”；全部确认以后才能定稿|每年重填的1个要点没有沿用，上年的填报列在各要点处供参考：5.3|改一。|记一。" {
		t.Error(got)
	}
	if got := Words(check.Carried{}); !slices.Equal(got, []string{"没有可以沿用的填报内容"}) {
		t.Errorf("%q", got)
	}
}
