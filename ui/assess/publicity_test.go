package assess

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"zicha/assets"
	"zicha/forms"
	"zicha/forms/publicity"
	"zicha/scoring"
	"zicha/ui/uitest"
	"zicha/ui/widgets"
	"zicha/ui/work"
)

const decisions = "行政许可决定书文号,谁,统一社会信用代码,许可决定日期,上网日,许可机关\n" +
	"文1,甲公司,91350100M000100Y43,2017.1.20,2017-02-04,县公安局\n文2,乙公司,/,20170120,2017-02-05,县民政局\n" +
	"文1,甲 公司,91350100M000100Y43,2017.1.20,2017-02-04,县公安局\n文4,丁公司,9.13501E+17,2017-01-20,2017-02-04,县公安局\n"

// publicityStage has a calendar and a file of decisions.
func publicityStage(t *testing.T) (st *stage, path string) {
	t.Helper()
	st = newStage(t)
	calendar, err := scoring.LoadCalendar(assets.Calendar)
	if err != nil {
		t.Fatal(err)
	}
	st.desk.host.Calendar = calendar
	uitest.ForgetSettings(t)
	path = filepath.Join(t.TempDir(), "许可.csv")
	if err := os.WriteFile(path, []byte(decisions), 0o600); err != nil {
		t.Fatal(err)
	}
	return st, path
}

// pick chooses a column for a meaning in the dialog on top.
func (st *stage) pick(t *testing.T, m publicity.Meaning, option string) {
	t.Helper()
	fields := overlay[*widgets.Select](st)
	if len(fields) != len(publicity.Meanings()) {
		t.Fatalf("%d fields", len(fields))
	}
	fields[m].SetSelected(option)
}

func (st *stage) tick(t *testing.T, label string) {
	t.Helper()
	for _, c := range overlay[*widgets.Check](st) {
		if strings.Contains(c.Text, label) {
			test.Tap(c)
			return
		}
	}
	t.Fatalf("nothing to tick that says %q: %s", label, st.words())
}

// The columns are guessed, corrected, and the correction is remembered; the figures are shown beside the old ones and taken over in one
// step, which undo takes back. Nothing of the rows is in the dossier.
func TestPublicityFiguresAreTakenOver(t *testing.T) {
	st, path := publicityStage(t)
	if err := st.Set(forms.AnswerPath("13.1", "records"), "9"); err != nil {
		t.Fatal(err)
	}
	st.settle()
	st.desk.host.LookAtDecisions([]string{path}, st.desk.askColumns)
	st.until(t, func() bool { return st.button("开始计数") != nil })
	if strings.Contains(st.words(), "甲公司") || strings.Contains(st.words(), "2017-02-04") {
		t.Fatalf("a column nobody chose is shown: %s", st.words())
	}
	st.pick(t, publicity.Party, "2 谁")
	st.pick(t, publicity.Published, "5 上网日")
	if words := st.words(); !strings.Contains(words, "甲公司；乙公司；甲 公司；丁公司") || !strings.Contains(words, "2017-02-04；2017-02-05") {
		t.Fatalf("the values are not shown: %s", words)
	}
	st.press(t, "开始计数")
	st.shows(t, "共4行，计入2行，没有计入2行")
	for _, want := range []string{"1行：重复：文号和相对人都与前面的行相同（许可.csv第4行）", "1行：代码已被表格软件变成数字", "1行：没有代码（证件号）", "1行：超过7个工作日"} {
		if !strings.Contains(st.words(), want) {
			t.Errorf("not said: %s\n%s", want, st.words())
		}
	}
	if strings.Contains(st.words(), "公司") || strings.Contains(st.words(), "文1") {
		t.Errorf("the result tells of rows: %s", st.words())
	}
	st.tick(t, "第17项")
	st.tick(t, "把这2家部门的名单填入台账")
	st.press(t, "采用为预估")
	st.settle()
	want := map[forms.Path]string{"answer/13.1/records": "2", "answer/13.1/complete": "1", "answer/17.1/reported": "", "answer/18.1/departments": "2", "answer/19.1/updated": "2", "answer/19.1/on_time": "1"}
	for p, v := range want {
		if got := st.Values.Get(p); got != v {
			t.Errorf("%s is %q, want %q", p, got, v)
		}
	}
	if rows := st.Values.Rows("18.1"); len(rows) != 2 {
		t.Errorf("the register has %d rows", len(rows))
	}
	if words, ok := st.File.CanUndo(); !ok || words != "双公示数据 许可.csv" {
		t.Errorf("the step is %q", words)
	}
	if len(st.told) == 0 || !strings.HasPrefix(st.told[len(st.told)-1], "已采用为预估：第13、18、19项") {
		t.Errorf("told %q", st.told)
	}
	for _, v := range st.Values.Values() {
		if strings.Contains(v, "公司") || strings.Contains(v, "文1") || strings.Contains(v, "91350100") {
			t.Errorf("a row is in the dossier: %q", v)
		}
	}
	st.desk.Undo()
	st.until(t, func() bool {
		return st.Values.Get("answer/13.1/records") == "9" && st.Values.Get("answer/19.1/updated") == "" && len(st.Values.Rows("18.1")) == 0
	})

	st.closeAll()
	st.desk.host.LookAtDecisions([]string{path}, st.desk.askColumns)
	st.until(t, func() bool { return st.button("开始计数") != nil })
	if fields := overlay[*widgets.Select](st); fields[publicity.Party].Selected != "2 谁" || fields[publicity.Published].Selected != "5 上网日" || fields[publicity.Tax].Selected != work.NoColumn {
		t.Errorf("what was picked is forgotten: %q", fields[publicity.Party].Selected)
	}
}

// The unit of 17 follows the standard, and can be changed.
func TestPublicityInTenThousands(t *testing.T) {
	st, path := publicityStage(t)
	if err := st.Set(forms.AnswerPath("17.1", "standard"), "0.01"); err != nil {
		t.Fatal(err)
	}
	st.desk.host.LookAtDecisions([]string{path}, st.desk.askColumns)
	st.until(t, func() bool { return st.button("开始计数") != nil })
	st.pick(t, publicity.Party, "2 谁")
	st.press(t, "开始计数")
	st.shows(t, "0.0002")
	st.tick(t, "以万条计")
	if strings.Contains(st.words(), "\n0.0002") {
		t.Errorf("still in 万条: %s", st.words())
	}
	st.tick(t, "以万条计")
	st.press(t, "采用为预估")
	st.settle()
	if a, b := st.Values.Get("answer/17.1/reported"), st.Values.Get("answer/17.1/standard"); a != "0.0002" || b != "0.01" {
		t.Errorf("reported %q of %q", a, b)
	}
	if got := st.Values.Get("answer/19.1/updated"); got != "" {
		t.Errorf("without a day of publication 19 has %q", got)
	}
}

// A register kept by hand is not replaced unless that is ticked.
func TestPublicityAsksBeforeReplacingARegister(t *testing.T) {
	st, path := publicityStage(t)
	for _, name := range []string{"县税务局", "县教育局", "县水利局"} {
		changes := st.Values.AddRows("18.1", map[string]string{"name": name})
		st.Do("", changes)
	}
	for _, replace := range []bool{false, true} {
		st.desk.host.LookAtDecisions([]string{path}, st.desk.askColumns)
		st.until(t, func() bool { return st.button("开始计数") != nil })
		st.pick(t, publicity.Party, "2 谁")
		st.press(t, "开始计数")
		st.shows(t, "台账3家")
		want := 3
		if replace {
			st.tick(t, "第18项")
			want = 2
		}
		st.press(t, "采用为预估")
		st.settle()
		if rows := st.Values.Rows("18.1"); len(rows) != want {
			t.Errorf("replaced %v: %d rows", replace, len(rows))
		}
		for _, p := range st.Problems {
			if p.Severity == forms.Error && p.Criterion == "18.1" {
				t.Errorf("replaced %v: %s", replace, p.Message)
			}
		}
	}
}

// A file that cannot be read is told in a sentence; a dossier that is locked is left alone; cancelling changes nothing.
func TestPublicityRefusals(t *testing.T) {
	st, path := publicityStage(t)
	empty := filepath.Join(t.TempDir(), "空.csv")
	write(t, empty, "")
	st.desk.host.LookAtDecisions([]string{empty}, st.desk.askColumns)
	st.until(t, func() bool { return len(st.told) > 0 })
	if st.told[0] != "没有读取：“空.csv”：这个文件是空的；请重新导出或向原单位重新索取。" {
		t.Errorf("told %q", st.told)
	}
	st.desk.host.LookAtDecisions([]string{path}, st.desk.askColumns)
	st.until(t, func() bool { return st.button("开始计数") != nil })
	st.press(t, "开始计数")
	if b := st.button("取消"); b != nil {
		test.Tap(b) // of the progress; the work may be done before
	}
	st.until(t, func() bool { return st.button("采用为预估") != nil || len(st.told) > 1 })
	if got := st.Values.Get("answer/17.1/reported"); got != "" {
		t.Errorf("%q before anything was confirmed", got)
	}
	st.closeAll()
	st.Values.Final = true
	st.desk.AskPublicity()
	if last := st.told[len(st.told)-1]; !strings.HasPrefix(last, "不能采用双公示数据：") {
		t.Errorf("told %q", last)
	}
}

// The dialogs fit into a small window.
func TestPublicityFitsASmallWindow(t *testing.T) {
	st, path := publicityStage(t)
	st.win.Resize(fyne.NewSize(1024, 640))
	st.desk.host.LookAtDecisions([]string{path}, st.desk.askColumns)
	st.until(t, func() bool { return st.button("开始计数") != nil })
	for _, f := range overlay[*widgets.Select](st) {
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(f)
		if at.X < 0 || at.X+f.Size().Width > 1024 || f.Size().Width < 150 {
			t.Errorf("a field stands at %v, %v wide", at, f.Size().Width)
		}
	}
}

// A unit that does not fit the city's standard and a figure that leaps are asked about before anything is taken over.
func TestPublicityAsksAboutLeaps(t *testing.T) {
	st, _ := publicityStage(t)
	for p, v := range map[forms.Path]string{"answer/17.1/reported": "1.86", "answer/17.1/standard": "2.4", "answer/13.1/records": "11"} {
		if err := st.Set(p, v); err != nil {
			t.Fatal(err)
		}
	}
	st.settle()
	result := &publicity.Result{Year: 2017, Targets: publicity.TargetsOf(st.Values.Edition), Counted: 3, Gaps: map[string]string{}}
	st.desk.showPublicity(result, &publicity.Survey{})
	st.tick(t, "以万条计")
	st.press(t, "采用为预估")
	for _, want := range []string{"第17项的考核标准现填2.4，像是以万条计；这里数出的3条合0.0003万条，现在要按条填入3。", "仍然采用"} {
		if !strings.Contains(st.words(), want) && st.button(want) == nil {
			t.Errorf("%s is not asked: %s", want, st.words())
		}
	}
	if strings.Contains(st.words(), "现填11") {
		t.Errorf("11 to 3 is asked about: %s", st.words())
	}
	st.press(t, "不采用")
	if got := st.Values.Get("answer/17.1/reported"); got != "1.86" {
		t.Errorf("said no, it is %s", got)
	}
	st.closeAll()
	st.desk.showPublicity(result, &publicity.Survey{})
	st.press(t, "采用为预估")
	if words := st.words(); !strings.Contains(words, "17.1 报送数据量现填1.86，换成0.0003。") {
		t.Errorf("asked %s", words)
	}
	st.press(t, "仍然采用")
	st.settle()
	if got := st.Values.Get("answer/17.1/reported"); got != "0.0003" {
		t.Errorf("said yes, it is %s", got)
	}
}

// Typed, a whole number beside a standard with decimals is asked about at the field.
func TestUnitOf17IsAskedAbout(t *testing.T) {
	st := newStage(t)
	if err := st.Set("answer/17.1/standard", "2.4"); err != nil {
		t.Fatal(err)
	}
	f := st.fieldOf(t, st.page(t, 17), "answer/17.1/reported")
	enter(t, f, "1.86")
	if f.doubt.Visible() {
		t.Errorf("1.86 is asked about: %s", f.asked)
	}
	enter(t, f, "3")
	if !f.doubt.Visible() || !strings.Contains(f.asked, "是3条的应填0.0003") {
		t.Errorf("asks %q", f.asked)
	}
}

// What is read is said before a table is chosen, and the sample that is saved there is understood by the program itself.
func TestSampleOfDecisions(t *testing.T) {
	st, _ := publicityStage(t)
	st.desk.AskPublicity()
	if words := st.words(); !strings.Contains(words, strings.Join(publicity.Headings(), "、")) {
		t.Errorf("it says\n%s", words)
	}
	if st.button("另存示例表…") == nil || st.button("选择数据表…") == nil {
		t.Fatal("there is no way to the sample, or to the tables")
	}
	st.closeAll()
	path := filepath.Join(t.TempDir(), publicity.SampleName)
	st.desk.saveSample(path)
	st.shows(t, "已另存示例表")
	st.closeAll()
	st.desk.host.LookAtDecisions([]string{path}, st.desk.askColumns)
	st.until(t, func() bool { return st.button("开始计数") != nil })
	for _, f := range overlay[*widgets.Select](st) {
		if f.Selected == work.NoColumn {
			t.Error("a column of the sample is not understood")
		}
	}
}
