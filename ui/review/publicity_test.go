package review

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"zicha/assets"
	"zicha/forms/publicity"
	"zicha/forms/review"
	"zicha/scoring"
	"zicha/ui/uitest"
	"zicha/ui/widgets"
	"zicha/ui/work"
)

const cityDecisions = "区划,谁,统一社会信用代码,许可机关,许可决定书文号,许可决定日期,上网日\n" +
	"涡阳县,甲公司,91350100M000100Y43,甲局,1,2017-03-01,2017-03-02\n涡阳县,乙公司,,乙局,2,2017-03-01,2017-06-02\n" +
	"蒙城县,丙公司,91350100M000100Y43,乙局,3,2017-03-01,2017-03-02\n外县,丙公司,91350100M000100Y43,乙局,9,2017-03-01,2017-03-02\n"

// newDecisions is an office with a calendar, and a file of decisions of the whole city.
func newDecisions(t *testing.T) (o *office, path string) {
	t.Helper()
	o = newOffice(t, commission)
	calendar, err := scoring.LoadCalendar(assets.Calendar)
	if err != nil {
		t.Fatal(err)
	}
	o.desk.host.Calendar = calendar
	uitest.ForgetSettings(t)
	path = filepath.Join(t.TempDir(), "许可.csv")
	if err := os.WriteFile(path, []byte(cityDecisions), 0o600); err != nil {
		t.Fatal(err)
	}
	return o, path
}

// overlay lists the widgets of a kind in the dialog on top.
func overlay[W any](o *office) []W {
	var out []W
	for _, at := range test.LaidOutObjects(o.win.Canvas().Overlays().Top()) {
		if w, ok := at.(W); ok {
			out = append(out, w)
		}
	}
	return out
}

func (o *office) figure(county, field string) string {
	for _, f := range o.desk.figures(county) {
		if f.Field == field {
			return f.Value
		}
	}
	return ""
}

// The column that says whose a row is has to be picked, and is remembered; what was counted is shown per unit, before and after; what is ticked
// is taken over in one act, which undo takes back.
func TestCityDecisionsAreTakenOver(t *testing.T) {
	o, path := newDecisions(t)
	o.desk.session.Act(func(b *review.Book) error {
		_, err := b.SetFigures(commission, review.Figure{County: "341621", Field: "13.1.records", Value: "900"})
		return err
	}, nil)
	o.settle()
	o.desk.host.LookAtDecisions([]string{path}, o.desk.askColumns)
	o.says("各列的含义")
	fields := overlay[*widgets.Select](o)
	if len(fields) != 1+len(publicity.Meanings()) || fields[0].Selected != "1 区划" {
		t.Fatalf("%d columns are asked, whose a row is by %q", len(fields), fields[0].Selected)
	}
	fields[0].SetSelected(work.NoColumn)
	o.press("开始计数")
	if words, _ := o.sheet(); !strings.Contains(words, "请选择“许可.csv”里写明所属") {
		t.Fatalf("it goes on without:\n%s", words)
	}
	fields[0].SetSelected("1 区划")
	fields[1+publicity.Party].SetSelected("2 谁")
	fields[1+publicity.Published].SetSelected("7 上网日")
	o.press("开始计数")
	o.says("数出的结果")
	words, _ := o.sheet()
	for _, want := range []string{"现填900，换成2", "第13项", "第19项"} {
		if !strings.Contains(words, want) {
			t.Errorf("it does not say %s:\n%s", want, words)
		}
	}
	if strings.Contains(words, "公司") || o.figure("341621", "13.1.records") != "900" {
		t.Errorf("rows are told, or taken unasked:\n%s", words)
	}
	for _, c := range overlay[*widgets.Check](o) {
		if !strings.HasPrefix(c.Text, "第13项") && !strings.HasPrefix(c.Text, "第19项") {
			test.Tap(c)
		}
	}
	o.press("采用")
	o.until("the figures", func() bool { return len(o.told) > 0 })
	for field, want := range map[string][2]string{
		"13.1.records": {"2", "1"}, "13.1.complete": {"1", "1"}, "19.1.updated": {"2", "1"}, "19.1.on_time": {"1", "1"}, "17.1.reported": {"", ""}, "18.1.departments": {"", ""},
	} {
		if a, b := o.figure("341621", field), o.figure("341622", field); a != want[0] || b != want[1] {
			t.Errorf("%s: %q and %q, want %v", field, a, b, want)
		}
	}
	if !strings.HasPrefix(o.told[0], "已采用：已保存8个数据") {
		t.Errorf("told %q", o.told)
	}
	o.desk.Undo()
	o.until("it to be undone", func() bool { return o.figure("341621", "13.1.records") == "900" })
	if o.figure("341622", "13.1.records")+o.figure("341621", "19.1.updated") != "" {
		t.Error("some of it stays")
	}
	o.desk.host.LookAtDecisions([]string{path}, o.desk.askColumns)
	o.says("各列的含义")
	if fields = overlay[*widgets.Select](o); fields[0].Selected != "1 区划" || fields[1+publicity.Party].Selected != "2 谁" {
		t.Error("what was picked is forgotten")
	}
}

// Where nothing is ticked nothing is taken; a plan that cannot be taken offers nothing.
func TestNothingTickedIsNothingTaken(t *testing.T) {
	o, path := newDecisions(t)
	o.desk.host.LookAtDecisions([]string{path}, o.desk.askColumns)
	o.says("各列的含义")
	o.press("开始计数")
	o.says("数出的结果")
	for _, c := range overlay[*widgets.Check](o) {
		test.Tap(c)
	}
	o.press("采用")
	if words, _ := o.sheet(); !strings.Contains(words, "没有选中任何一项") || len(o.desk.session.View.Figures) > 0 {
		t.Errorf("the dialog says\n%s", words)
	}
	o.press("取消")
	empty := filepath.Join(t.TempDir(), "空.csv")
	if err := os.WriteFile(empty, []byte("单位,11.1.standard\n涡阳县,很多\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	o.desk.planFigures(empty)
	o.says("不能采用1处")
	if _, buttons := o.sheet(); buttons["采用"] != nil || buttons["关闭"] == nil {
		t.Error("it can be taken")
	}
}

// A table of figures goes out with what there is, and what comes back is shown before it is taken.
func TestDataSheetGoesOutAndComesBack(t *testing.T) {
	o, _ := newDecisions(t)
	o.desk.at.Indicator = 11
	o.desk.Show(pageAcross)
	o.tap("数据…")
	if _, buttons := o.sheet(); buttons["双公示数据…"] != nil {
		t.Error("indicator 11 is not counted from decisions")
	}
	o.press("写出数据表…")
	if words, _ := o.sheet(); !strings.Contains(words, "交给掌握数据的单位填") {
		t.Fatalf("the dialog says\n%s", words)
	}
	o.press("取消")
	path := filepath.Join(t.TempDir(), "数据表.xlsx")
	o.desk.writeDataSheet(path, []int{11})
	o.says("已写出数据表")
	o.press("完成")
	filled := filepath.Join(t.TempDir(), "填好.csv")
	if err := os.WriteFile(filled, []byte("单位,11.1.standard\n涡阳县,50\n蒙城县,60\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	o.desk.planFigures(filled)
	o.says("新填或改动2处")
	o.press("采用")
	o.until("the figures", func() bool { return o.figure("341622", "11.1.standard") == "60" })
	o.desk.at.Indicator = 13
	o.desk.Show(pageAcross)
	o.tap("数据…")
	if _, buttons := o.sheet(); buttons["双公示数据…"] == nil {
		t.Error("indicator 13 is counted from decisions")
	}
	o.press("关闭")
	o.desk.at.Indicator = 1
	o.desk.Show(pageAcross)
	if o.page().data.Visible() {
		t.Error("indicator 1 has no figures of the assessor's")
	}
}

// The menu 数据 leads to all of it.
func TestDataMenu(t *testing.T) {
	o, _ := newDecisions(t)
	entries := map[string]func(){}
	for _, m := range o.desk.DataItems(func(label string, _ fyne.Shortcut, act func()) *fyne.MenuItem { return fyne.NewMenuItem(label, act) }) {
		if entries[m.Label] = m.Action; m.Disabled {
			t.Errorf("%s is not offered", m.Label)
		}
	}
	for label, want := range map[string]string{"双公示数据…": "选择双公示数据表", "采用数据表…": "选择填好的数据表", "写出数据表…": "交给掌握数据的单位填", "写出评分表…": "写出一张评分表"} {
		if entries[label] == nil {
			t.Errorf("no entry %s", label)
			continue
		}
		entries[label]()
		if words, _ := o.sheet(); !strings.Contains(words, want) {
			t.Errorf("%s leads to\n%s", label, words)
		}
		o.win.Canvas().Overlays().Remove(o.win.Canvas().Overlays().Top())
	}
}
