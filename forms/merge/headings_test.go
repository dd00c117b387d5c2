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
	if told(problems) != "2:4 日期2017-03-01不在2月，仍已填入，请核对\n3:4 日期2017-04-01不在3月，仍已填入，请核对" || len(rows) != 2 {
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
		"stamped":       {"10.1", "单位名称（盖章）\n县公安局", "县公安局", ""},
		"gathered":      {"10.1", "归集部门\n县公安局", "县公安局", ""},
		"with amounts":  {"10.1", "序号\t部门名称\t数据量\n1\t县公安局\t120", "县公安局", "1:3 列名“数据量”在台账里没有，这一列没有采用"},
		"published":     {"5.3", "题目\t发表媒体\t刊登日期\n甲\t日报\t2017.3.5", "甲|日报|2017-03-05", ""},
		"papers":        {"5.3", "稿件名称\t刊登媒体\t发表时间\n甲\t日报\t2017.3.5", "甲|日报|2017-03-05", ""},
		"a link":        {"5.3", "标题\t链接\n甲\thttp://x", "甲||", "1:2 列名“链接”在台账里没有，这一列没有采用"},
		"memoranda":     {"22.1", "领域名称\t备忘录名称\t典型案例\n税收\t甲\t乙", "税收|甲|乙", ""},
		"areas":         {"24.1", "示范区名称\t批复单位\t批准文号\t批复时间\t成果\n甲\t县政府\t1号\t2017/3/5\t乙", "甲|县政府|1号|2017-03-05|乙", ""},
		"uses":          {"15.1", "应用领域\t产品名称\t出具单位\t使用时间\n招标投标\t信用报告\t甲公司\t2017/3/5", "招标投标|信用报告|甲公司|2017-03-05", ""},
		"by month":      {"23.1", "序号\t月份\t激励/惩戒\t案例\t上报日期\n1\t3月\t守信\t甲\t2017/3/5", "3|incentive|甲|2017-03-05", ""},
		"reported":      {"23.1", "报送月份（月）\t案例类型*\t案例标题\n3\t失信\t甲", "3|punishment|甲|", ""},
		"named twice":   {"23.1", "时间\t日期\t标题\n上午\t2017-03-05\t甲", "||甲|2017-03-05", "1:1 列名“时间”与“日期”是同一列，这一列没有采用"},
		"numbers":       {"5.3", "1\t甲\t日报\n2\t乙\t晚报", "甲|日报|\n乙|晚报|", "1:1 第1列是序号，没有采用"},
		"months":        {"23.1", "1\t3\t守信\t甲\t2017-03-05\n2\t3\t失信\t乙\t", "3|incentive|甲|2017-03-05\n3|punishment|乙|", "1:1 第1列是序号，没有采用"},
		"months alone":  {"23.1", "1\t守信\t甲\n2\t守信\t乙", "1|incentive|甲|\n2|incentive|乙|", ""},
		"values":        {"15.1", "招标投标领域\t信用产品\t信用服务机构\t2017-03-05", "招标投标领域|信用产品|信用服务机构|2017-03-05", ""},
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
