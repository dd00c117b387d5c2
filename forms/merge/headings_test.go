package merge_test

import (
	"testing"

	"zicha/forms"
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
	if told(problems) != "2:4 日期2017-03-01不在2月，已照样填入，请核对\n3:4 日期2017-04-01不在3月，已照样填入，请核对" || len(rows) != 2 {
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

// The usual variants of the headings name the columns, in brackets or under a title too; a line of values that happens to be a heading of
// one column is no line of headings below others.
func TestHeadingsAsOfficesWriteThem(t *testing.T) {
	for name, c := range map[string]struct{ criterion, text, want, told string }{
		"title above":   {"5.3", "2017年宣传稿件统计表\n序号\t稿件标题\t刊登媒体\t发布时间（年月日）\n1\t甲\t日报\t2017.3.5", "甲|日报|2017-03-05", "1:1 表头上面的“2017年宣传稿件统计表”没有采用"},
		"approvals":     {"24.2", "示范点名称\t批复单位\t文号\t批复时间\n甲\t县政府\t涡政〔2017〕1号\t2017/3/5", "甲|县政府|涡政〔2017〕1号|2017-03-05|", ""},
		"departments":   {"10.1", "部门（单位）名称：\n县公安局", "县公安局", ""},
		"one of a kind": {"5.3", "甲\n标题\n乙", "甲||\n标题||\n乙||", ""},
	} {
		d := forms.New(formtest.Edition(t), nil)
		changes, problems := pasteRows(d, c.criterion, c.text)
		d.Apply(changes...)
		if got := rowsText(d, c.criterion); got != c.want || told(problems) != c.told {
			t.Errorf("%s: %q, %s", name, got, told(problems))
		}
	}
}
