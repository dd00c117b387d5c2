package carry

import (
	"slices"
	"strings"
	"testing"

	"zicha/forms/check"
)

// What a new year's dossier is said to have been started with.
func TestWords(t *testing.T) {
	got := strings.Join(Words(check.Carried{Kept: []string{"1.1", "5.2"}, Changed: []string{"改一。"}, Notes: []string{"记一。"}}), "|")
	if got != "评分标准没有变化的2个要点沿用上年填报，尚未确认：1.1、5.2。请逐项核对，没有变化的点“确认”；全部确认以后才能定稿|改一。|记一。" {
		t.Error(got)
	}
	if got := Words(check.Carried{}); !slices.Equal(got, []string{"没有可以沿用的填报内容"}) {
		t.Errorf("%q", got)
	}
}
