package merge_test

import (
	"testing"

	"zicha/forms/formtest"
	"zicha/forms/merge"
)

// A line of headings is known by the columns' names and what offices call them; values are understood as the program prints them.
func TestPastedAsPrinted(t *testing.T) {
	d, err := formtest.Decode(t, `{"edition":"bozhou-2017"}`)
	if err != nil {
		t.Fatal(err)
	}
	changes, problems := merge.PasteBlock(d, "23.1", merge.Spot{}, "月份\t类型\t标题\t日期\n2月\t守信\t纳税A级企业绿色通道\t2017年3月1日\n3\t失信联合惩戒\t老赖\t2017/4/1\n")
	d.Apply(changes...)
	rows := d.Rows("23.1")
	if len(problems) > 0 || len(rows) != 2 {
		t.Fatal(problems, rows)
	}
	for key, want := range map[string]string{"month": "2", "kind": "incentive", "title": "纳税A级企业绿色通道", "date": "2017-03-01"} {
		if got := rows[0].Cells[key]; got != want {
			t.Errorf("%s: %q, want %q", key, got, want)
		}
	}
	if _, problems = merge.PasteBlock(d, "23.1", merge.Spot{}, "13月\t信\t甲\t不详"); len(problems) != 3 {
		t.Error(problems)
	}
}
