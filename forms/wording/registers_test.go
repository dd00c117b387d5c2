package wording

import (
	"slices"
	"testing"

	"zicha/scoring"
)

// Fields without a unit of their own: points are claimed in 分, an amount is held against a standard that has its unit, a text has none.
func TestUnits(t *testing.T) {
	held, free := &scoring.Criterion{Spec: scoring.RuleSpec{Standard: "standard"}}, &scoring.Criterion{}
	for _, c := range []struct {
		of               *scoring.Criterion
		kind, unit, want string
	}{
		{held, scoring.KindAmount, "小时", "小时"},
		{held, scoring.KindAmount, "", "同考核标准"},
		{free, scoring.KindAmount, "", ""},
		{free, scoring.KindClaim, "", "分"},
		{held, scoring.KindText, "", ""},
	} {
		if got := UnitOf(c.of, &scoring.Field{Kind: c.kind, Unit: c.unit}); got != c.want {
			t.Errorf("%s in %q: %q, want %q", c.kind, c.unit, got, c.want)
		}
	}
}

// A register of articles by their titles, the second the same as the first but for its spaces, the third without a title.
func TestRegisterWords(t *testing.T) {
	title, count := &scoring.Field{Key: "title", Label: "稿件标题"}, &scoring.Field{Key: "articles"}
	c := &scoring.Criterion{Register: &scoring.Register{Counts: "articles", Columns: []*scoring.Field{title}}}
	var rows []scoring.Row
	for _, text := range []string{"诚信兴商", "诚信 兴商", "", "信用惠民"} {
		rows = append(rows, scoring.Row{Cells: map[string]string{"title": text}})
	}
	if got := CountedWords(c, count, rows); got != "2（以台账为准）" {
		t.Errorf("the register counts %q", got)
	}
	if got, none := CountedWords(c, &scoring.Field{Key: "other"}, rows), CountedWords(c, count, rows[2:3]); got != "" || none != "" {
		t.Errorf("another field: %q, nothing counted: %q", got, none)
	}
	if got, want := Uncounted(c, rows), []string{"", "未计，与第1行重复", "未计，“稿件标题”未填报", ""}; !slices.Equal(got, want) {
		t.Errorf("rows %q, want %q", got, want)
	}
	c.Register.Counts = ""
	if got := Uncounted(c, rows); !slices.Equal(got, make([]string, 4)) {
		t.Errorf("rows that are not counted: %q", got)
	}
}
