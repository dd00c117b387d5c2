package formtest

import (
	"bytes"
	"fmt"
	"slices"
	"testing"

	"github.com/xuri/excelize/v2"

	"zicha/forms"
	"zicha/forms/merge"
)

// typed is what a person types into 填报数据 and what it is read as.
var typed = []struct {
	point, field string
	path         forms.Path
	cell         any
	want         string
}{
	{"1.1", "issuer", forms.AnswerPath("1.1", "issuer"), "县、区政府办名义", "office"},
	{"1.1", "tasks", forms.AnswerPath("1.1", "tasks"), "是", "true"},
	{"1.1", "milestones", forms.AnswerPath("1.1", "milestones"), true, "true"},
	{"1.2", "met", forms.AnswerPath("1.2", "met"), false, "false"},
	{"1.3", "met", forms.AnswerPath("1.3", "met"), " 否 ", "false"},
	{"8.1", "outage_hours", forms.AnswerPath("8.1", "outage_hours"), "４８．０１", "48.01"},
	{"9.2", "catalogue_items", forms.AnswerPath("9.2", "catalogue_items"), "１，３３３", "1333"},
	{"9.2", "power_items", forms.AnswerPath("9.2", "power_items"), 400, "400"},
	{"11.1", "updated", forms.AnswerPath("11.1", "updated"), 37.25, "37.25"},
	{"11.1", "standard", forms.AnswerPath("11.1", "standard"), 0.1 + 0.2, "0.3"},
	{"13.1", "records", forms.AnswerPath("13.1", "records"), 1e6, "1000000"},
	{"14.1", "level", forms.AnswerPath("14.1", "level"), "direct", "direct"},
	{"17.1", "reported", forms.AnswerPath("17.1", "reported"), 37.250000000000004, "37.25"},
	{"20.1", "claimed", forms.AnswerPath("20.1", "claimed"), 1.1 + 0.1, "1.2"},
	{"20.1", "reason", forms.AnswerPath("20.1", "reason"), "=不是公式", "=不是公式"},
	{"5", "narrative", forms.NarrativePath("5"), "开展了活动。\n第二段", "开展了活动。\n第二段"},
	{"5", "remark", forms.RemarkPath(5), 2017, "2017"},
	{"letter", "plans", forms.NarrativePath("plans"), "继续努力。", "继续努力。"},
}

// FillByHand fills an exported empty workbook in as a person at a spreadsheet would.
func FillByHand(t testing.TB, data []byte) []byte {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	must(t, err)
	defer f.Close()
	for _, c := range typed {
		at := cell(t, f, "填报数据", "D", c.point, c.field)
		must(t, f.SetCellValue("填报数据", at, c.cell))
		if _, truth := c.cell.(bool); truth { // in a text cell TRUE stays a text
			must(t, f.SetCellStyle("填报数据", at, at, 0))
		}
	}
	must(t, f.SetCellValue("台账", cell(t, f, "台账", "D", "5.3", "1", "title"), "诚信故事"))
	must(t, f.SetCellValue("台账", cell(t, f, "台账", "D", "5.3", "1", "date"), 43000))
	must(t, f.SetCellStr("封面", cell(t, f, "封面", "B", "联系人"), "王𬱖"))
	must(t, f.SetCellStr("封面", cell(t, f, "封面", "B", "文种"), "函"))
	var b bytes.Buffer
	must(t, f.Write(&b))
	return b.Bytes()
}

// CheckByHand fails where what FillByHand filled in was read as something else.
func CheckByHand(t testing.TB, got *forms.Dossier) {
	t.Helper()
	for _, c := range typed {
		if v := got.Get(c.path); v != c.want {
			t.Errorf("%s: typed %v, read %q, want %q", c.path, c.cell, v, c.want)
		}
	}
	rows := got.Rows("5.3")
	if len(rows) != 1 || rows[0].Cells["title"] != "诚信故事" || rows[0].Cells["date"] != "2017-09-22" {
		t.Errorf("register: %v", rows)
	}
	if got.Profile("contact") != "王𬱖" || got.Profile("kind") != forms.GenreLetter {
		t.Errorf("profile: %q %q", got.Profile("contact"), got.Profile("kind"))
	}
	before := forms.New(got.Edition, forms.Begin(got.Edition, "341621", ""))
	if changes, _ := merge.Plan(before, got); len(changes) < len(typed) {
		t.Errorf("%d changes planned for %d values", len(changes), len(typed))
	}
}

// cell is the cell in a column of the row that begins with some cells.
func cell(t testing.TB, f *excelize.File, sheet, column string, first ...string) string {
	t.Helper()
	rows, err := f.GetRows(sheet)
	must(t, err)
	at := slices.IndexFunc(rows, func(row []string) bool { return len(row) >= len(first) && slices.Equal(row[:len(first)], first) })
	if at < 0 {
		t.Fatalf("%s has no row %q", sheet, first)
	}
	return fmt.Sprint(column, at+1)
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
