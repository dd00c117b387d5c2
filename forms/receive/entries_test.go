package receive

import (
	"strings"
	"testing"
)

// Monthly cases come in with a row per county and month, with a row per case, or with a column per month and kind; blank changes nothing, 无
// takes out what was there, and what is not a month is told.
func TestMonthlyCases(t *testing.T) {
	for name, rows := range map[string][][]any{
		"month":  {{"县区", "月份", "激励案例", "失信联合惩戒（例）"}, {"涡阳县", "3月", "甲案", "乙案"}, {"涡阳县", 4, nil, "丙案"}, {"蒙城县", "1", "无", nil}},
		"case":   {{"县区", "月份", "类别", "标题", "日期"}, {"涡阳县", 3, "守信联合激励", "甲案", "2017-03-05"}, {"涡阳县", 3, "失信联合惩戒", "乙案", nil}, {"涡阳县", "4", "punishment", "丙案", nil}},
		"column": {{"县区", "3月守信联合激励", "第23项3月失信联合惩戒", "23.1.4.punishment"}, {"涡阳县", "甲案", "乙案", "丙案"}},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBook(t)
			path := table(t, rows...)
			if kind := KindOf(t.Context(), b, path); kind != Figures {
				t.Fatal(kind)
			}
			p, err := PlanFigures(t.Context(), b, path)
			must(t, err)
			if len(p.Wrong) > 0 || len(p.Changes) != 3 {
				t.Fatalf("%+v", p)
			}
			_, err = SetFigures(b, bureau, p)
			must(t, err)
			if got := figure(t, b, "341621", "23.1.3.incentive") + figure(t, b, "341621", "23.1.3.punishment") + figure(t, b, "341621", "23.1.4.punishment"); got != "甲案乙案丙案" {
				t.Error(got)
			}
			if p, err = PlanFigures(t.Context(), b, path); err != nil || len(p.Changes) > 0 || len(p.Wrong) > 0 {
				t.Errorf("the same again: %+v %v", p, err)
			}
			v, err := b.View()
			must(t, err)
			if got := v.Progress(v.Cell("341621", 23)); !strings.HasPrefix(got, "已报3/24例，未报齐：1月、2月、4月") {
				t.Error(got)
			}
			p, err = PlanFigures(t.Context(), b, table(t, []any{"县区", "月份", "激励"}, []any{"涡阳县", 3, "无"}))
			must(t, err)
			_, err = SetFigures(b, bureau, p)
			must(t, err)
			if got := figure(t, b, "341621", "23.1.3.incentive"); got != "" {
				t.Error(got)
			}
		})
	}
	for want, rows := range map[string][][]any{
		"1至12的月份":  {{"县区", "月份", "激励"}, {"涡阳县", 13, "甲案"}},
		"未填“月份”":   {{"县区", "月份", "激励"}, {"涡阳县", nil, "甲案"}},
		"没有写明是哪个":  {{"县区", "月份", "激励"}, {"某县", 1, "甲案"}},
		"是涡阳县的同一个": {{"县区", "月份", "激励"}, {"涡阳县", 1, "甲案"}, {"涡阳县", "1月", "乙案"}},
		"太长":       {{"县区", "月份", "激励"}, {"涡阳县", 1, strings.Repeat("长", 201)}},
	} {
		p, err := PlanFigures(t.Context(), newBook(t), table(t, rows...))
		if err != nil || len(p.Wrong) != 1 || !strings.Contains(p.Wrong[0], want) {
			t.Errorf("%s: %+v %v", want, p, err)
		}
	}
}
