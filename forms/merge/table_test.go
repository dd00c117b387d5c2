package merge_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"zicha/forms"
	"zicha/forms/formtest"
	"zicha/forms/merge"
)

// cellsOf makes a table of lines with cells between |.
func cellsOf(text string) [][]string {
	var table [][]string
	for line := range strings.SplitSeq(text, "\n") {
		var row []string
		if line != "" {
			row = strings.Split(line, "|")
		}
		table = append(table, row)
	}
	return table
}

// rowsText gives a register's rows, a line each.
func rowsText(d *forms.Dossier, criterion string) string {
	var out []string
	for _, r := range d.Rows(criterion) {
		var cells []string
		for _, col := range d.Edition.Criterion(criterion).Register.Columns {
			cells = append(cells, r.Cells[col.Key])
		}
		out = append(out, strings.Join(cells, "|"))
	}
	return strings.Join(out, "\n")
}

// TestPlanTable takes tables over into 5.3 (标题 媒体 日期), which holds "甲|日报|" and "乙||2017-03-06".
func TestPlanTable(t *testing.T) {
	const there = "甲|日报|\n乙||2017-03-06\n"
	for name, c := range map[string]struct {
		table, counts, added, problems string
	}{
		"new rows":              {"标题|媒体|日期\n丙|网|2017.4.1\n丁||", "新2 有0 补0", "丙|网|2017-04-01\n丁||", ""},
		"known rows":            {"标题|媒体\n甲|日报\n 乙|\n丙|", "新1 有2 补0", "丙||", ""},
		"fills blanks":          {"标题|媒体|日期\n甲||2017-03-05\n乙|晚报|", "新0 有2 补2", "", ""},
		"differs":               {"标题|媒体\n甲|晚报", "新0 有1 补0", "", "2:2"},
		"known by width":        {"标题\n甲　", "新0 有1 补0", "", ""},
		"twice in the table":    {"标题|媒体|日期\n丙|网|\n丙||2017-04-01", "新1 有1 补0", "丙|网|2017-04-01", ""},
		"notes above":           {"全县宣传稿件统计表\n\n填表人：|张三\n标 题|媒体：|日期*\n丙|网|", "新1 有0 补0", "丙|网|", ""},
		"number and remarks":    {"序号|日期|标题|备注\n1|2017-04-01|丙|好\n2||丁|", "新2 有0 补0", "丙||2017-04-01\n丁||", ""},
		"keys as headings":      {"title|outlet\n丙|网", "新1 有0 补0", "丙|网|", ""},
		"cells without heading": {"标题\n丙|网|2017\n丁|网", "新2 有0 补0", "丙||\n丁||", "2:2 2:3"},
		"blank lines":           {"标题\n\n丙\n||\n丁", "新2 有0 补0", "丙||\n丁||", ""},
		"a bad date":            {"标题|日期\n丙|四月一日\n丁|2017-02-30", "新2 有0 补0", "丙||\n丁||", "2:2 3:2"},
		"no key":                {"标题|媒体\n|网", "新1 有0 补0", "|网|", "2:1"},
		"formula error":         {"标题|媒体\n丙|#REF!\n#N/A|", "新1 有0 补0", "丙||", "2:2 3:1"},
		"nothing under it":      {"标题|媒体", "新0 有0 补0", "", ""},
		"sums and signatures":   {"序号|标题|媒体|日期\n1|丙|网|\n合计|1|1|\n|小计：1|||\n2||总计|\n|单位负责人：张三||审核人：李四", "新1 有0 补0", "丙|网|", "3:1 4:1 5:1 6:1"},
		"remarks in entries":    {"标题|媒体\n备注：诚信故事|日报\n审核人员谈诚信|网\n单位负责人协会成立|网\n备注：以上属实|", "新3 有0 补0", "备注：诚信故事|日报|\n审核人员谈诚信|网|\n单位负责人协会成立|网|", "5:1"},
		"sum over cells":        {"标题|媒体\n丙|网\n共|2|条\n填表人张三|\n|填表人：张|2017-12-31", "新1 有0 补0", "丙|网|", "3:1 4:1 5:1"},
		"like sums":             {"标题|媒体\n累计归集信用信息十万条|合计\n负责人培训班开班|网", "新2 有0 补0", "累计归集信用信息十万条|合计|\n负责人培训班开班|网|", ""},
		"two headings alike":    {"标题|标题\n丙|丁", "新1 有0 补0", "丙||", ""},
	} {
		t.Run(name, func(t *testing.T) {
			d := forms.New(formtest.Edition(t), nil)
			changes, _ := pasteRows(d, "5.3", strings.ReplaceAll(there, "|", "\t"))
			d.Apply(changes...)
			before := d.Clone()
			plan, err := merge.PlanTable(d, "5.3", cellsOf(c.table))
			if err != nil {
				t.Fatal(err)
			}
			if got := rowsText(d, "5.3"); got != rowsText(before, "5.3") {
				t.Errorf("planning changed the register: %q", got)
			}
			if got := fmt.Sprintf("新%d 有%d 补%d", plan.New, plan.Same, plan.Filled); got != c.counts {
				t.Errorf("%s, want %s", got, c.counts)
			}
			var at []string
			for _, p := range plan.Problems {
				at = append(at, fmt.Sprintf("%d:%d", p.Row, p.Column))
			}
			if strings.Join(at, " ") != c.problems {
				t.Errorf("problems %v, want %q", plan.Problems, c.problems)
			}
			d.Apply(plan.Changes...)
			if got := strings.Join(strings.Split(rowsText(d, "5.3"), "\n")[2:], "\n"); got != c.added {
				t.Errorf("added %q, want %q", got, c.added)
			}
			again, err := merge.PlanTable(d, "5.3", cellsOf(c.table))
			if err != nil || len(again.Changes) > 0 {
				t.Errorf("taken twice it changes %v %v", again.Changes, err)
			}
			d.Apply(formtest.Inverse(plan.Changes)...)
			if got := rowsText(d, "5.3"); got != rowsText(before, "5.3") {
				t.Errorf("taken back: %q", got)
			}
		})
	}
}

// told words problems with their places.
func told(problems []merge.PasteProblem) string {
	var out []string
	for _, p := range problems {
		out = append(out, fmt.Sprintf("%d:%d %s", p.Row, p.Column, p.Message))
	}
	return strings.Join(out, "\n")
}

func TestPlanTableRefuses(t *testing.T) {
	d := forms.New(formtest.Edition(t), nil)
	for name, table := range map[string][][]string{
		"nothing":        nil,
		"no headings":    cellsOf("甲|日报|2017-03-05"),
		"one of several": cellsOf("日期\n2017-03-05"),
		"too late":       append(make([][]string, 25), cellsOf("标题|媒体")...),
		"too long":       append(cellsOf("标题"), slices.Repeat([][]string{{"甲"}}, 2001)...),
	} {
		if _, err := merge.PlanTable(d, "5.3", table); err == nil || formtest.Jargon(err.Error()) != "" {
			t.Errorf("%s: %v", name, err)
		}
	}
	if plan, err := merge.PlanTable(d, "23.1", cellsOf("月份|类别|标题\n3|守信联合激励|甲\n3|失信联合惩戒|甲\n13月||乙")); err != nil || plan.New != 3 || len(plan.Problems) != 1 {
		t.Errorf("by month: %+v %v", plan, err)
	}
	plan, err := merge.PlanTable(d, "23.1", cellsOf("月份|类别|标题|日期\n2月|守信|甲|2017年3月1日\n3月份|失信|乙|`2017/3/1 星期三\n4|守信|丙|=\"42826\"\n5|守信|\"丁\"|2017年5月"))
	if want := "2:4 日期2017-03-01不在2月，仍已填入，请核对\n5:4 “日期”填的“2017年5月”不是有效日期，请按“2017-09-01”的格式填写"; err != nil || told(plan.Problems) != want {
		t.Errorf("dates: %s %v", told(plan.Problems), err)
	}
	d.Apply(plan.Changes...)
	if got := rowsText(d, "23.1"); got != "2|incentive|甲|2017-03-01\n3|punishment|乙|2017-03-01\n4|incentive|丙|2017-04-01\n5|incentive|\"丁\"|" {
		t.Errorf("rows %q", got)
	}
	plan, err = merge.PlanTable(d, "24.1", cellsOf("名称|批复文号\n'甲'|'0123\n‘乙’|=\"007\""))
	if want := "2:2 “'0123”去掉了表格软件的记号，记作“0123”\n3:2 “=\"007\"”去掉了表格软件的记号，记作“007”"; err != nil || told(plan.Problems) != want {
		t.Errorf("guards: %s %v", told(plan.Problems), err)
	}
	d.Apply(plan.Changes...)
	if got := rowsText(d, "24.1"); got != "'甲'||0123||\n‘乙’||007||" {
		t.Errorf("rows %q", got)
	}
}

// TestImportedRowsGoneLoseTheirLinks: a workbook with fewer rows takes several away at once.
func TestImportedRowsGoneLoseTheirLinks(t *testing.T) {
	d, other := formtest.Participants(t, "甲 乙 丙"), formtest.Participants(t, "甲")
	item := formtest.Attach(t, d, "10.1", forms.Evidence{Title: "名单"})
	for _, r := range d.Rows("10.1") {
		d.Apply(d.LinkRow(item.ID, forms.CellPath("10.1", r.ID, "name"), true)...)
	}
	changes, _ := merge.Plan(d, other)
	d.Apply(changes...)
	if got := d.Evidence("10.1")[0].Rows; len(got) != 1 {
		t.Errorf("links left: %v", got)
	}
}

func FuzzPlanTable(f *testing.F) {
	f.Add("说明\n标题|媒体|日期\n甲|日报|2017.3.5\n甲||\n|#REF!|x|y")
	e := formtest.Edition(f)
	f.Fuzz(func(t *testing.T, text string) {
		for _, criterion := range []string{"5.3", "23.1"} {
			d := forms.New(e, nil)
			plan, err := merge.PlanTable(d, criterion, cellsOf(text))
			if err != nil {
				continue
			}
			d.Apply(plan.Changes...)
			if len(d.Rows(criterion)) != plan.New {
				t.Errorf("%d rows, %d planned", len(d.Rows(criterion)), plan.New)
			}
			if again, _ := merge.PlanTable(d, criterion, cellsOf(text)); again.New > 0 {
				t.Errorf("taken twice, %d rows are new", again.New)
			}
		}
	})
}

// The sentences about a table, and about its cells.
func TestTableInWords(t *testing.T) {
	d := forms.New(formtest.Edition(t), nil)
	d.Apply(d.AddRows("23.1", map[string]string{"month": "3", "kind": "incentive", "title": "甲"})...)
	d.Apply(d.AddRows("5.3", map[string]string{"title": "甲", "outlet": "日报"})...)
	for _, c := range []struct {
		criterion string
		table     [][]string
		want      string
	}{
		{"26.1", cellsOf("标题\n甲"), "“26.1”没有台账，不能导入"},
		{"1.1", cellsOf("标题\n甲"), "“1.1”没有台账，不能导入"},
		{"5.3", cellsOf("甲|乙"), "没有找到表头。请在第一行写上列名：标题、媒体、日期，再导入一次"},
		{"5.3", append(cellsOf("标题"), slices.Repeat([][]string{{"乙"}}, 2001)...), "表里有2001行，一个台账最多2000行，请核对是否选错了文件"},
		{"5.3", append(cellsOf("标题"), slices.Repeat([][]string{{"乙"}}, 2000)...), ""},
		{"5.3", append(make([][]string, 19), cellsOf("标题\n乙")...), ""},
		{"5.3", append(make([][]string, 20), cellsOf("标题\n乙")...), "没有找到表头。请在第一行写上列名：标题、媒体、日期，再导入一次"},
	} {
		if _, err := merge.PlanTable(d, c.criterion, c.table); (err == nil) != (c.want == "") || err != nil && err.Error() != c.want {
			t.Errorf("%s, %d rows: %v", c.criterion, len(c.table), err)
		}
	}
	plan, err := merge.PlanTable(d, "5.3", cellsOf("序号|标题|备注|媒体|　|版面 \n1|乙|好|#SPILL!\n2||好|晚报\n3|甲||晚报\n4|丙||#CALC!\n5|#NULL!\n6|丁||#DIV/0!\n7|戊||#VALUE!\n8|己||#NAME?\n9|庚||#NUM!"))
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(plan.Ignored, []string{"备注", "版面"}) {
		t.Errorf("ignored %q", plan.Ignored)
	}
	wrong := func(row int, code string) merge.PasteProblem {
		return merge.PasteProblem{Row: row, Column: 4, Message: "“媒体”里是公式错误" + code + "，没有读取，请改填实际的内容"}
	}
	want := []merge.PasteProblem{
		wrong(2, "#SPILL!"),
		{Row: 3, Column: 2, Message: "未填“标题”，这一行加入后不计数"},
		{Row: 4, Column: 4, Message: "“媒体”与台账里的“日报”不同，没有改动"},
		wrong(5, "#CALC!"),
		{Row: 6, Column: 2, Message: "“标题”里是公式错误#NULL!，没有读取，请改填实际的内容"},
		wrong(7, "#DIV/0!"), wrong(8, "#VALUE!"), wrong(9, "#NAME?"), wrong(10, "#NUM!"),
	}
	if !slices.Equal(plan.Problems, want) {
		t.Errorf("%+v", plan.Problems)
	}
	if plan, err = merge.PlanTable(d, "23.1", cellsOf("月份|类别|标题|日期\n3|守信联合激励|甲|\n3|失信联合惩戒|甲|2017-03-05")); err != nil || plan.New != 1 || plan.Same != 1 {
		t.Errorf("%+v %v", plan, err)
	}
}

// A blank cell of a row the register has is filled, and only that is changed.
func TestTableFillsBlanks(t *testing.T) {
	d := forms.New(formtest.Edition(t), nil)
	d.Apply(d.AddRows("5.3", map[string]string{"title": "甲", "outlet": "日报"}, map[string]string{"title": "乙"})...)
	plan, err := merge.PlanTable(d, "5.3", cellsOf("标题|媒体|日期\n甲|日报|2017-03-05\n丙||\n乙|晚报|"))
	if err != nil || plan.New != 1 || plan.Same != 2 || plan.Filled != 2 {
		t.Fatalf("%+v %v", plan, err)
	}
	d.Apply(plan.Changes...)
	if got := rowsText(d, "5.3"); got != "甲|日报|2017-03-05\n乙|晚报|\n丙||" {
		t.Errorf("%q", got)
	}
}

// What an import cannot read is kept for its cell: in new rows, and in blank cells of rows that are there, never beside a value.
func TestTableKeepsWhatWasNotUnderstood(t *testing.T) {
	d := forms.New(formtest.Edition(t), nil)
	d.Apply(d.AddRows("5.3", map[string]string{"title": "甲"}, map[string]string{"title": "乙", "date": "2017-03-06"})...)
	plan, err := merge.PlanTable(d, "5.3", cellsOf("标题|日期\n甲|四月\n乙|五月\n丙|六月"))
	if err != nil {
		t.Fatal(err)
	}
	d.Apply(plan.Changes...)
	rows := d.Rows("5.3")
	want := map[forms.Path]string{forms.CellPath("5.3", rows[0].ID, "date"): "四月", forms.CellPath("5.3", rows[2].ID, "date"): "六月"}
	if !maps.Equal(plan.Texts, want) {
		t.Errorf("kept %v, want %v", plan.Texts, want)
	}
}
