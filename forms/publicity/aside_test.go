package publicity

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// bookOf writes a workbook of one sheet, a line per row and a cell per column; fill adds what else there is to it.
func bookOf(t *testing.T, table string, fill func(f *excelize.File) error) string {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	for i, line := range strings.Split(strings.TrimSpace(table), "\n") {
		for j, cell := range strings.Split(line, ",") {
			at, err := excelize.CoordinatesToCellName(j+1, i+1)
			if err == nil && cell != "" {
				err = f.SetCellStr("Sheet1", at, cell)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := fill(f); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "许可.xlsx")
	if err := f.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	return path
}

// asideHead has a column 序号 before and a column 备注 behind those that are read.
const asideHead = "类型,行政许可决定书文号,行政相对人名称,统一社会信用代码,许可决定日期,公示日期,许可机关,备注\n"

// A sum, a signature and a remark are known wherever they stand in a row, also in a column that is not read; a poor decision with a remark
// of its own is a decision.
func TestRowsAside(t *testing.T) {
	for _, c := range []struct {
		row    string
		counts int
	}{
		{"合计,,,,,,,", 0},
		{"合计,2份,2家,2,,,,", 0},
		{",,,,,,,合计：2条", 0},
		{"小 计,2,2,2,,,1,", 0},
		{"一季度小计,2,2,2,,,1,", 0},
		{"单位负责人：,张三,,审核人：,李四,填表人：,王五,2018-01-05", 0},
		{",单位负责人,张三,审核人,2018-01-05,填表人,王五,", 0},
		{",填表人：张三,,,2018-01-05,,,", 0},
		{",,,,,,填表人：张三,联系电话：0558-1234567", 0},
		{"普通,,,,,,,填报日期：2018年1月5日", 0},
		{"备注：数据截至年底,,,,,,,", 0},
		{"普通,,,,,,,以下空白", 0},
		{"普通,文2,乙,,,,县局,备注：待补代码", 1},
		{"普通,文2,乙,91350100M000100Y43,2017-06-01,2017-06-02,县局,填表人：张三", 1},
		{",填表人：张,,审核人：李,,2017-12-31,,", 0},
		{",,,,,,单位负责人：李,", 0},
		{"合计（条）,,,,,,,", 0},
		{"共,1,条,,,,,", 0},
		{"普通,文2,审核人才服务有限公司,,,,县局,", 1},
		{"普通,文2,单位负责人协会,,2017-06-01,,县局,", 1},
		{"备注：补报,文2,乙,,,,县局,", 1},
		{"普通,文2,合计电子厂,,2017-06-01,,县局,", 1},
	} {
		table := asideHead + "普通,文1,甲,91350100M000100Y43,2017-06-01,2017-06-02,县局,\n" + c.row + "\n"
		for name, path := range map[string]string{"text": file(t, "许可.csv", table), "workbook": bookOf(t, table, func(*excelize.File) error { return nil })} {
			r := counted(t, path)
			if r.Counted != 1+c.counts || tallies(r.Left)[Note] != 1-c.counts {
				t.Errorf("%s, %s: counted %d, left %v", name, c.row, r.Counted, tallies(r.Left))
			}
		}
	}
}

// Pictures and comments beside the cells are told before anything is counted, hidden rows and cells without a result after it, with the cell.
func TestWhatLiesBesideDecisions(t *testing.T) {
	table := asideHead + "普通,文1,甲,91350100M000100Y43,2017-06-01,2017-06-02,县局,\n普通,文2,乙,91350100M000100Y43,2017-06-01,,县局,\n"
	path := bookOf(t, table, func(f *excelize.File) error {
		if err := f.SetCellFormula("Sheet1", "F3", "E3+1"); err != nil {
			return err
		}
		if err := f.SetRowVisible("Sheet1", 2, false); err != nil {
			return err
		}
		return f.AddComment("Sheet1", excelize.Comment{Cell: "E3", Paragraph: []excelize.RichTextRun{{Text: "实为6月5日"}}})
	})
	s, err := Look(context.Background(), []string{path})
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(s.Passed, "\n"); !strings.Contains(got, "“许可.xlsx（Sheet1）”的E3：这一格有批注“实为6月5日”") {
		t.Errorf("told %q", got)
	}
	r := counted(t, path)
	var said []string
	for _, tally := range r.Noted {
		said = append(said, r.Line(tally))
	}
	for _, want := range []string{"1行：被隐藏或筛选掉了，仍然计入；请在WPS或Excel中取消隐藏和筛选，核对这些行（许可.xlsx（Sheet1）第2行）", "第3行，如“F3没有算出结果的公式"} {
		if !strings.Contains(strings.Join(said, "\n"), want) {
			t.Errorf("%s is missing in %s", want, strings.Join(said, "\n"))
		}
	}
}
