package workbook

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"zicha/forms"
	"zicha/forms/tables"
)

// TestSortableHoldsTogether: each row of 排序用 has its section and no cell is merged, it is open to sorting, and the reviewers' columns show what
// stands in 自评表, also when the rows are in another order.
func TestSortableHoldsTogether(t *testing.T) {
	d, data := finalWritten(t)
	f := opened(t, data)
	rows, err := f.GetRows(SheetSortable)
	must(t, err)
	if len(rows) != 26 {
		t.Fatalf("%d rows", len(rows))
	}
	for i, s := range d.Edition.Sections {
		for _, ind := range s.Indicators {
			row := rows[ind.No]
			if row[0] != strconv.Itoa(ind.No) || row[1] != ind.Title || row[2] != s.No+"、"+s.Title || row[4] != ind.Max.String() {
				t.Errorf("section %d: %q", i, row)
			}
		}
	}
	if p, err := f.GetSheetProtection(SheetSortable); err == nil && p.SelectLockedCells {
		t.Errorf("it is protected: %+v", p)
	}
	if merged, _ := f.GetMergeCells(SheetSortable); len(merged) > 0 {
		t.Errorf("merged %v", merged)
	}
	must(t, f.SetCellValue(SheetAssess, "L"+strconv.Itoa(find(t, f, SheetAssess, "9")), 3.5))
	must(t, f.DuplicateRowTo(SheetSortable, 10, 40))
	for at, want := range map[string]string{"M10": "3.50", "M40": "3.5", "M11": "", "O10": ""} {
		if got, err := f.CalcCellValue(SheetSortable, at); err != nil || got != want {
			t.Errorf("%s shows %q, want %q (%v)", at, got, want, err)
		}
	}
}

// TestReadableSaysWhatIsFilledIn: every value of 填报数据 and every row of 台账 in Chinese words, no key of the program's among them.
func TestReadableSaysWhatIsFilledIn(t *testing.T) {
	d := finalized(t)
	d.Apply(forms.Change{Path: forms.AnswerPath("1.1", "milestones"), New: ""})
	f := opened(t, written(t, d))
	rows, err := f.GetRows(SheetReadable)
	must(t, err)
	said := map[string][]string{}
	for _, row := range rows[1:] {
		for len(row) < 7 {
			row = append(row, "")
		}
		said[row[2]+" "+row[4]] = row
		if !regexp.MustCompile(`^([1-9]\d?[.-]\d+)?$`).MatchString(row[2]) || strings.HasSuffix(row[1], "：") || row[4] == "台账行" && !regexp.MustCompile(`^\d+\.\d第\d+行(、\d+\.\d第\d+行)*$`).MatchString(row[5]) {
			t.Errorf("not for people: %q", row)
		}
	}
	for _, c := range d.Edition.Criteria() {
		for _, field := range c.Fields {
			row := said[c.ID+" "+field.Label]
			if row == nil || row[1] != c.Indicator.Title || row[3] != c.Title || row[6] == "" && field.Unit != "" || row[5] == "" {
				t.Errorf("%s %s: %q", c.ID, field.Label, row)
			}
		}
	}
	if got := said["1.1 已明确时间节点"]; got[5] != "未填报" {
		t.Errorf("blank: %q", got)
	}
	// Units are those of 附件3.
	for at, want := range map[string]string{"8.1 全年累计中断": "小时", "17.1 报送数据量": "同考核标准", "20.1 自评分": "分", "1.1 已明确时间节点": ""} {
		if got := said[at]; got == nil || got[6] != want {
			t.Errorf("%s: %q, want the unit %q", at, got, want)
		}
	}
	for _, c := range d.Edition.Criteria() {
		if c.Register == nil {
			continue
		}
		list := d.Rows(c.ID)
		rows, err := f.GetRows(SheetRegister + c.ID)
		if (err == nil) != (len(list) > 0) || err == nil && len(rows) != len(list)+1 {
			t.Errorf("%s: %d rows of %d, %v", c.ID, len(rows), len(list), err)
			continue
		}
		for i, row := range list {
			for j, col := range c.Register.Columns {
				if got := append(rows[i+1], "", "", "", "", "", "", "")[j+1]; rows[0][j+1] != col.Label || tables.Show(got) != col.Display(row.Cells[col.Key]) {
					t.Errorf("%s row %d %s: %q", c.ID, i+1, rows[0][j+1], got)
				}
			}
		}
	}
}

// TestShownSheetsAreCompared: what a reader would believe there is held against the contract sheets; to sort, filter and leave out is free.
func TestShownSheetsAreCompared(t *testing.T) {
	d, data := finalWritten(t)
	type change struct {
		change  func(f *excelize.File)
		at      string
		altered bool
	}
	for _, changes := range [][]change{ // those of a workbook are of sheets or rows of their own
		{
			{func(f *excelize.File) { must(t, f.SetCellValue(SheetSortable, "F2", 4.99)) }, "排序用!F2", true},
			{func(f *excelize.File) { must(t, f.SetCellStr(SheetReadable, "F2", "没有")) }, "填报一览!F2", true},
			{func(f *excelize.File) { must(t, f.SetCellStr(SheetRegister+"5.3", "B2", "另一篇")) }, "台账5.3!B2", true},
		},
		{
			{func(f *excelize.File) { must(t, f.SetCellFormula(SheetSortable, "F2", "1+1")) }, "排序用!F2", true},
			{func(f *excelize.File) { white(t, f, SheetReadable, "F2") }, "填报一览!F2", true},
			{func(f *excelize.File) { must(t, f.SetCellStr(SheetRegister+"5.3", "B40", "没有的稿件")) }, "台账5.3第40行", true},
		},
		{
			{func(f *excelize.File) { must(t, f.SetCellStr(SheetSortable, "H2", "已全部完成，得5分")) }, "排序用!H2", true},
			{func(f *excelize.File) { must(t, f.DeleteSheet(SheetReadable)) }, SheetReadable, false},
			{func(f *excelize.File) { must(t, f.SetCellStr(SheetRegister+"5.3", "B1", "题目")) }, "台账5.3", true},
		},
		{
			{func(f *excelize.File) { must(t, f.SetRowVisible(SheetSortable, 3, false)) }, "排序用!A3", false},
			{func(f *excelize.File) { must(t, f.SetSheetRow(SheetSortable, "A30", &[]any{26, "附加分"})) }, "排序用第30行", true},
		},
		{
			{func(f *excelize.File) { must(t, f.RemoveRow(SheetSortable, 5)) }, SheetSortable, false},
		},
		{
			{func(f *excelize.File) { must(t, f.DuplicateRowTo(SheetSortable, 2, 30)) }, "排序用第30行", true},
		},
		{
			{func(f *excelize.File) { must(t, f.SetCellStr(SheetSortable, "B30", "合计")) }, "排序用第30行", false},
		},
	} {
		got := read(t, edited(t, data, func(f *excelize.File) {
			for _, c := range changes {
				c.change(f)
			}
		}), d).Altered(t.Context(), d.Code())
		for _, c := range changes {
			i := slices.IndexFunc(got, func(p forms.Problem) bool { return p.Place == c.at })
			if i < 0 || (got[i].Severity == forms.Error) != c.altered {
				t.Errorf("%s: %+v", c.at, got)
				continue
			}
			got = slices.Delete(got, i, i+1)
			if c.at == SheetRegister+"5.3" { // another heading: and the one that was there is missing
				got = slices.DeleteFunc(got, func(p forms.Problem) bool { return p.Place == c.at && p.Severity == forms.Hint })
			}
		}
		if len(got) > 0 {
			t.Errorf("also told: %+v", got)
		}
	}
	sorted := edited(t, data, func(f *excelize.File) {
		must(t, f.DuplicateRowTo(SheetSortable, 2, 60))
		must(t, f.RemoveRow(SheetSortable, 2))
		must(t, f.SetCellStr(SheetSortable, "N8", "材料不足，酌减"))
	})
	if got := read(t, sorted, d).Altered(t.Context(), d.Code()); len(got) > 0 {
		t.Errorf("sorted and reviewed: %+v", got)
	}
}

// TestMadeUpRegisterIsTold: the sheet of a register in which nothing stands says something that nothing is read of.
func TestMadeUpRegisterIsTold(t *testing.T) {
	d := begun(t)
	d.Final = true
	data := edited(t, written(t, d), func(f *excelize.File) {
		_, err := f.NewSheet(SheetRegister + "5.3")
		must(t, err)
		must(t, f.SetSheetRow(SheetRegister+"5.3", "A1", &[]any{"序号", "标题", "媒体", "日期", "备注"}))
		must(t, f.SetSheetRow(SheetRegister+"5.3", "A2", &[]any{1, "没有的稿件", "县报", "2017-05-01"}))
	})
	if got := read(t, data, d).Altered(t.Context(), d.Code()); len(got) != 1 || got[0].Severity != forms.Error || got[0].Place != "台账5.3" {
		t.Errorf("%+v", got)
	}
}

func white(t *testing.T, f *excelize.File, sheet, at string) {
	t.Helper()
	id, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Color: "FFFFFF"}})
	must(t, err)
	must(t, f.SetCellStyle(sheet, at, at, id))
}

// TestShownSheetsAreNotRead: what is typed there changes nothing that is read.
func TestShownSheetsAreNotRead(t *testing.T) {
	d := full(t)
	data := edited(t, written(t, d), func(f *excelize.File) {
		must(t, f.SetCellValue(SheetSortable, "F2", 4.99))
		must(t, f.SetCellStr(SheetReadable, "F2", "没有"))
		must(t, f.SetCellStr(SheetRegister+"5.3", "B2", "另一篇"))
		must(t, f.SetSheetName(SheetAssess, "评分")) // found by its headings, not the one that has them too
	})
	same(t, d, read(t, data, d))
}

// TestFilesOfAnItemAreTogether: in a finalized workbook a row of each file says of what item it is; pages stand once.
func TestFilesOfAnItemAreTogether(t *testing.T) {
	_, data := finalWritten(t)
	f := opened(t, data)
	rows, err := f.GetRows(SheetEvidence)
	must(t, err)
	title := slices.Index(rows[0], "材料名称")
	pages := slices.Index(rows[0], "页数")
	several := 0
	for i, row := range rows[2:] {
		if before := rows[i+1]; row[0] == before[0] {
			several++
			if row[title] != before[title] || row[1] != before[1] || row[pages] != "" {
				t.Errorf("row %d: %q after %q", i+3, row, before)
			}
		}
	}
	if several == 0 {
		t.Error("no item has several files")
	}
}
