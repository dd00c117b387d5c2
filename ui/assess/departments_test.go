package assess

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/xuri/excelize/v2"

	"zicha/forms"
	"zicha/forms/sheets"
	"zicha/ui/widgets"
)

// departments brings the page on screen.
func (st *stage) departments(t testing.TB) *departmentsPage {
	t.Helper()
	st.desk.Departments()
	p, ok := st.desk.pane.pages[st.desk.pane.current].(*departmentsPage)
	if !ok {
		t.Fatalf("page %q is on show", st.desk.pane.current)
	}
	return p
}

// pageWords are the texts under an object.
func pageWords(o fyne.CanvasObject) string {
	var all []string
	for _, part := range test.LaidOutObjects(o) {
		if text, ok := part.(*widgets.Text); ok && text.Visible() {
			all = append(all, text.Text())
		}
	}
	return strings.Join(all, "\n")
}

func TestDepartmentsAreAddedAndAssigned(t *testing.T) {
	st := newStage(t)
	p := st.departments(t)
	if p.take.Disabled() != true || !strings.Contains(pageWords(p.object()), "还没有部门") {
		t.Error("an empty page does not say what to do")
	}
	test.Tap(p.add)
	area := overlay[*widgets.Entry](st)[0]
	area.SetText("县委宣传部\n县教育局\n\n县委宣传部\n")
	st.press(t, "确定")
	if len(p.lines) != 2 {
		t.Fatalf("%d departments", len(p.lines))
	}
	test.Tap(p.lines[1])
	if got := p.duties.title.Text(); got != "县教育局" {
		t.Errorf("on the right is %q", got)
	}
	test.Tap(p.duties.heads[6].line)
	test.Tap(p.duties.lines["5.1"].line)
	test.Tap(p.duties.lines["6.2"].line) // and off again
	edu, _ := st.Values.DepartmentNamed("县教育局")
	var ids []string
	for _, c := range st.Values.Assigned(edu.ID) {
		ids = append(ids, c.ID)
	}
	if !slices.Equal(ids, []string{"5.1", "6.1", "6.3"}) {
		t.Errorf("assigned %v", ids)
	}
	if got := pageWords(p.list); !strings.Contains(got, "填0/3 · 佐证0/3 · 未交回") || !strings.Contains(got, "没有分到要点") {
		t.Errorf("the list says %q", got)
	}
	if got := p.left.Text(); !strings.Contains(got, "还没有分给部门的要点34个：1.1、") || strings.Contains(got, "、5.1、") {
		t.Errorf("left over: %q", got)
	}
	test.Tap(p.lines[0])
	if got := p.duties.lines["5.1"].who.Text(); got != "已分给县教育局" {
		t.Errorf("5.1 says %q", got)
	}
	enter(t, p.duties.fields[3], "下周")
	if !p.duties.fields[3].wrong.Visible() {
		t.Error("a deadline that is no date is taken")
	}
	enter(t, p.duties.fields[3], "2018.1.20")
	test.Tap(p.duties.all)
	if edu, _ = st.Values.DepartmentNamed("县教育局"); edu.Due != "2018-01-20" {
		t.Errorf("the deadline for all: %+v", edu)
	}
	if page := st.page(t, 6); page.duty.Text() != "责任部门：6.1 县教育局；6.3 县教育局" || !page.duty.Visible() {
		t.Errorf("6 says %q", page.duty.Text())
	}
	if page := st.page(t, 7); page.duty.Visible() {
		t.Error("7 has a line for nobody")
	}
	p = st.departments(t)
	test.Tap(p.lines[1])
	test.Tap(p.duties.remove)
	st.press(t, "删去")
	if len(p.lines) != 1 || p.duties.title.Text() != "县委宣传部" || len(st.Values.Unassigned()) != len(st.Values.Edition.Criteria()) {
		t.Errorf("after removing: %d lines, %q", len(p.lines), p.duties.title.Text())
	}
	st.desk.Undo()
	st.until(t, func() bool { return len(st.Values.Departments()) == 2 && len(st.Values.Assigned(edu.ID)) == 3 })
}

func TestDepartmentsFromTheRegister(t *testing.T) {
	st := newStage(t)
	for _, name := range []string{"县公安局", "县税务局"} {
		changes := st.Values.AddRows("10.1", map[string]string{"name": name})
		st.Do("", changes)
	}
	p := st.departments(t)
	test.Tap(p.take)
	if got := pageWords(p.list); !strings.Contains(got, "县公安局") || !strings.Contains(got, "县税务局") || !p.take.Disabled() {
		t.Errorf("%q", got)
	}
}

// handOut assigns, writes the sheets, and gives their paths by department.
func (st *stage) handOut(t *testing.T, assigned string) map[string]string {
	t.Helper()
	changes, _, err := sheets.ParseAssignments(st.Values, assigned)
	if err != nil {
		t.Fatal(err)
	}
	st.Do("分工", changes)
	st.settle()
	folder := t.TempDir()
	st.desk.planSheets(folder, false)
	for _, dep := range st.Values.Departments() {
		st.shows(t, sheets.Name(st.Values, dep)+"”（填报表）")
	}
	st.press(t, "写出")
	st.shows(t, "填报表，写完后都核对过")
	st.press(t, "好")
	paths := map[string]string{}
	for _, dep := range st.Values.Departments() {
		paths[dep.Name] = filepath.Join(folder, sheets.Name(st.Values, dep))
	}
	return paths
}

// writeAnswers fills 填报 by the keys of the fields.
func writeAnswers(t *testing.T, path string, values map[string]string) {
	t.Helper()
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := f.GetRows(sheets.SheetAsk)
	if err != nil {
		t.Fatal(err)
	}
	for i, row := range rows {
		if len(row) > 5 && values[row[5]] != "" {
			at, _ := excelize.CoordinatesToCellName(3, i+1)
			if err := f.SetCellStr(sheets.SheetAsk, at, values[row[5]]); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := f.SaveAs(path); err != nil {
		t.Fatal(err)
	}
}

// The sheets come back as a plan; conflicts are chosen with both sides in sight, then everything is taken, a step for each department.
func TestReturnedSheetsPlanThenConfirm(t *testing.T) {
	st := newStage(t)
	if err := st.Set(forms.AnswerPath("9.2", "power_items"), "400"); err != nil {
		t.Fatal(err)
	}
	paths := st.handOut(t, "县公安局 | 9.2 6.1\n县税务局 | 9.2\n县民政局 | 1.1")
	writeAnswers(t, paths["县公安局"], map[string]string{"9.2/catalogue_items": "133", "9.2/power_items": "401", "6.1/met": "是"})
	writeAnswers(t, paths["县税务局"], map[string]string{"9.2/catalogue_items": "134", "9.2/power_items": "很多"})
	folder := filepath.Dir(paths["县公安局"])
	for name, text := range map[string]string{"说明.pdf": "x", "别的.xlsx": "x"} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Remove(paths["县民政局"]); err != nil {
		t.Fatal(err)
	}
	st.desk.readReturned([]string{folder})
	st.shows(t, "收到2份填报表。可以直接写入的有1处，不一样、要选择的有2处")
	words := st.words()
	for _, want := range []string{"别的.xlsx：这不是", "没有读取：", "说明.pdf：没有一份填报表写到这个文件", "县民政局：还没有交回；未填1.1", "县公安局填的"} {
		if !strings.Contains(words, want) {
			t.Errorf("no %q in\n%s", want, words)
		}
	}
	st.press(t, "写入")
	st.shows(t, "还有2处没有选择")
	choices := overlay[*widgets.Choices](st)
	if len(choices) != 2 {
		t.Fatalf("%d choices", len(choices))
	}
	for i, pick := range []string{"1", "-1"} { // catalogue_items of two departments, power_items against the dossier
		choices[i].Resize(fyne.NewSize(600, choices[i].HeightFor(600)))
		test.TapAt(choices[i], choices[i].Middle(pick))
	}
	st.press(t, "写入")
	st.shows(t, "写入2处，没有改动1处，已记下2份填报表交回")
	st.press(t, "关闭")
	st.settle()
	get := func(criterion, key string) string { return st.Values.Get(forms.AnswerPath(criterion, key)) }
	if a, b, c := get("9.2", "catalogue_items"), get("9.2", "power_items"), get("6.1", "met"); a != "134" || b != "400" || c != "true" {
		t.Errorf("after the choice: %q %q %q", a, b, c)
	}
	if got := pageWords(st.departments(t).list); !strings.Contains(got, "填2/2 · 佐证0/2 · 已交回") {
		t.Errorf("the list says %q", got)
	}
	st.desk.Undo() // both departments at once
	st.until(t, func() bool { return get("9.2", "catalogue_items") == "" && get("6.1", "met") == "" })
}

// One tap answers all conflicts, but for departments that contradict one another.
func TestReturnedAllOfOneSide(t *testing.T) {
	st := newStage(t)
	for key, v := range map[string]string{"catalogue_items": "1", "power_items": "2"} {
		if err := st.Set(forms.AnswerPath("9.2", key), v); err != nil {
			t.Fatal(err)
		}
	}
	paths := st.handOut(t, "县公安局 | 9.2")
	writeAnswers(t, paths["县公安局"], map[string]string{"9.2/catalogue_items": "3", "9.2/power_items": "4"})
	st.desk.readReturned([]string{paths["县公安局"]})
	st.shows(t, "要选择的有2处")
	actions := overlay[*widgets.Action](st) // 全部用填报表的, 全部保留档案的
	if len(actions) != 2 {
		t.Fatalf("%d actions", len(actions))
	}
	test.Tap(actions[1])
	test.Tap(actions[0])
	st.press(t, "写入")
	st.shows(t, "写入2处")
	if got := st.Values.Get(forms.AnswerPath("9.2", "power_items")); got != "4" {
		t.Errorf("power_items %q", got)
	}
}

func TestReturnedRefusals(t *testing.T) {
	st := newStage(t)
	st.desk.AskReturned()
	st.desk.AskSheets()
	if len(st.told) != 2 || !strings.Contains(st.told[0], "部门名单是空的") || !strings.Contains(st.told[1], "还没有给部门分配要点") {
		t.Errorf("told %v", st.told)
	}
	st.desk.readReturned([]string{t.TempDir()})
	st.shows(t, "没有可以收回的填报表")
}
