package assess

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"zicha/forms"
	"zicha/forms/dossier"
	"zicha/forms/pack"
	"zicha/ui/widgets"
)

// press taps the button with the label in the dialog on top.
func (st *stage) press(t *testing.T, label string) {
	t.Helper()
	for _, o := range test.LaidOutObjects(st.win.Canvas().Overlays().Top()) {
		if b, ok := o.(*widgets.Button); ok && b.Words() == label && b.Visible() {
			test.Tap(b)
			return
		}
	}
	t.Fatalf("no button %q in the dialog", label)
}

// words collects the texts of the dialog on top.
func (st *stage) words() string {
	var all []string
	top := st.win.Canvas().Overlays().Top()
	if top == nil {
		return ""
	}
	for _, o := range test.LaidOutObjects(top) {
		if text, ok := o.(*widgets.Text); ok {
			all = append(all, text.Text())
		}
	}
	return strings.Join(all, "\n")
}

// shows waits until the dialog on top says something.
func (st *stage) shows(t *testing.T, want string) {
	t.Helper()
	st.until(t, func() bool { return strings.Contains(st.words(), want) })
}

func (st *stage) close(o fyne.CanvasObject) { st.win.Canvas().Overlays().Remove(o) }

// overlay collects the widgets of a kind in the dialog on top.
func overlay[T fyne.CanvasObject](st *stage) []T {
	var out []T
	if top := st.win.Canvas().Overlays().Top(); top != nil {
		for _, o := range test.LaidOutObjects(top) {
			if w, ok := o.(T); ok && o.Visible() {
				out = append(out, w)
			}
		}
	}
	return out
}

// button finds a button of the dialog on top, nil where there is none.
func (st *stage) button(label string) *widgets.Button {
	for _, b := range overlay[*widgets.Button](st) {
		if b.Words() == label {
			return b
		}
	}
	return nil
}

// closeAll takes every dialog away.
func (st *stage) closeAll() {
	for top := st.win.Canvas().Overlays().Top(); top != nil; top = st.win.Canvas().Overlays().Top() {
		st.close(top)
	}
}

// ready fills in what must be there before finalizing.
func (st *stage) ready(t *testing.T) {
	t.Helper()
	for _, f := range forms.ProfileFields(st.Values.Edition) {
		if st.Values.Profile(f.Key) == "" && f.Key != "number" {
			text := "示例"
			if f.Key == "date" {
				text = "2018-01-26"
			}
			if err := st.Set(forms.ProfilePath(f.Key), text); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := st.Set(forms.AnswerPath("9.2", "catalogue_items"), "133"); err != nil {
		t.Fatal(err)
	}
}

// finalize walks through all steps and gives the code shown.
func (st *stage) finalize(t *testing.T) string {
	t.Helper()
	st.desk.AskFinalize()
	st.until(t, func() bool { return st.button("下一步") != nil })
	if st.button("下一步").Disabled() {
		checks := overlay[*widgets.Check](st)
		if len(checks) != 1 {
			t.Fatalf("no way on: %q", st.words())
		}
		test.Tap(checks[0])
	}
	st.press(t, "下一步")
	st.shows(t, "通读一遍")
	st.press(t, "下一步")
	st.shows(t, "附件3 填报数据表")
	st.press(t, "定稿")
	st.until(t, func() bool { return st.Values.Final && st.button("完成") != nil })
	return st.File.Versions()[len(st.File.Versions())-1].Code
}

// An error stands in the way, and its line leads to where it is mended; the dossier stays as it is.
func TestFinalizeStopsAtErrors(t *testing.T) {
	st := newStage(t)
	st.desk.AskFinalize()
	st.shows(t, "处理完才能定稿")
	if !st.button("下一步").Disabled() {
		t.Fatal("an incomplete profile was let through")
	}
	test.Tap(overlay[*widgets.Line](st)[0])
	if st.win.Canvas().Overlays().Top() != nil || st.desk.pane.current != pageProfile {
		t.Errorf("the line leads to %q", st.desk.pane.current)
	}
}

// Step by step: warnings must be acknowledged, the letter shows what was typed, the code is shown large; finalized, the dossier
// equals the code on its paper; sent back and changed by one digit it does not, and the digit is named.
func TestFinalizeVerifyReopen(t *testing.T) {
	st := newStage(t)
	st.ready(t)
	if err := st.Set(forms.NarrativePath("overall"), "我县高度重视信用建设。"); err != nil {
		t.Fatal(err)
	}
	st.desk.AskFinalize()
	st.shows(t, "下面的提醒请逐条看过")
	if !st.button("下一步").Disabled() {
		t.Error("the warnings need not be read")
	}
	test.Tap(overlay[*widgets.Check](st)[0])
	st.press(t, "下一步")
	st.shows(t, "我县高度重视信用建设。")
	for _, want := range []string{"一、自查总体情况", "（一）", "特此报告。", "2018年1月26日", "附件：1.涡阳县2017年度社会信用体系建设考核自评表"} {
		if !strings.Contains(st.words(), want) {
			t.Errorf("the letter lacks %q", want)
		}
	}
	st.press(t, "上一步")
	st.press(t, "取消")
	if st.Values.Final || st.win.Canvas().Overlays().Top() != nil {
		t.Fatal("cancelled, yet finalized")
	}

	code := st.finalize(t)
	big := false
	for _, text := range overlay[*canvas.Text](st) {
		big = big || text.Text == code && text.TextSize >= 28
	}
	if !big || !strings.Contains(st.words(), "骑缝章") || !strings.Contains(st.words(), "第1版") {
		t.Errorf("the code %s is not shown large: %q", code, st.words())
	}
	for _, a := range overlay[*widgets.Action](st) {
		test.Tap(a)
		break // 复制核对码
	}
	if got := fyne.CurrentApp().Clipboard().Content(); got != code {
		t.Errorf("copied %q", got)
	}
	st.press(t, "完成")

	st.desk.verify(strings.ToLower(strings.ReplaceAll(code, "-", " ")))
	st.shows(t, "与纸面核对码一致")
	st.closeAll()

	st.desk.AskReopen()
	if !strings.Contains(st.words(), code) {
		t.Errorf("which code loses its hold is not said: %q", st.words())
	}
	st.press(t, "确定")
	st.shows(t, "还没有写，请写明后再确定。")
	test.Type(overlay[*widgets.Entry](st)[0], "市里要求核对")
	st.press(t, "确定")
	st.until(t, func() bool { return !st.Values.Final && st.Values.Version == 2 })
	if err := st.Set(forms.AnswerPath("9.2", "catalogue_items"), "134"); err != nil {
		t.Fatal(err)
	}
	st.desk.verify(code)
	st.shows(t, "9.2 目录条目：定稿为“133”，现为“134”")
	st.closeAll()
	st.desk.AskVersions()
	st.shows(t, "现在是第2版草稿")
	if words := st.words(); !strings.Contains(words, "的核对码不能用于现在的内容") || !strings.Contains(words, "已退回修改：市里要求核对") {
		t.Errorf("the versions: %q", words)
	}
	st.closeAll()
	if second := st.finalize(t); second == code || !strings.Contains(st.words(), "报告正文") {
		t.Errorf("second code %s: %q", second, st.words())
	}
}

// Cancelled while it is made, nothing is finalized.
func TestFinalizeCancelled(t *testing.T) {
	st := newStage(t)
	st.ready(t)
	st.desk.AskFinalize()
	st.shows(t, "逐条看过")
	test.Tap(overlay[*widgets.Check](st)[0])
	st.press(t, "下一步")
	st.press(t, "下一步")
	st.press(t, "定稿")
	st.press(t, "取消")
	st.shows(t, "档案没有定稿")
	if st.Values.Final || len(st.File.Versions()) != 0 {
		t.Error("finalized all the same")
	}
	st.press(t, "上一步")
	st.shows(t, "附件3 填报数据表")
}

// The code is put into its printed form while typed, and what can be in no code is told at once.
func TestTypingTheCode(t *testing.T) {
	st := newStage(t)
	st.desk.AskVerify()
	entry := overlay[*widgets.Entry](st)[0]
	test.Type(entry, "7k3mq2")
	if entry.Text != "7K3M-Q2" || !strings.Contains(st.words(), "现在有6个") {
		t.Errorf("shows %q: %q", entry.Text, st.words())
	}
	st.press(t, "核对本档案")
	if st.button("核对本档案") == nil {
		t.Fatal("half a code was compared")
	}
	test.Type(entry, "0")
	if !strings.Contains(st.words(), "没有数字0和字母O") {
		t.Errorf("0 is let through: %q", st.words())
	}
	entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
	test.Type(entry, "xw 9htd 4fnp")
	if entry.Text != "7K3M-Q2XW-9HTD-4FNP" || !strings.Contains(st.words(), "已输全") {
		t.Errorf("shows %q: %q", entry.Text, st.words())
	}
	st.press(t, "核对本档案")
	st.shows(t, "与纸面核对码不一致")
}

// The report is handed to the system under its proper name: the draft says so, the finalized one is the stored one; the passing
// folder goes with the session.
func TestPrinting(t *testing.T) {
	st := newStage(t)
	st.ready(t)
	var opened string
	st.desk.host.OpenPath = func(path string) { opened = path }
	st.desk.AskPrint()
	if !strings.Contains(st.words(), "不能盖章报送") {
		t.Errorf("the draft is not told: %q", st.words())
	}
	st.press(t, "打开报告")
	st.until(t, func() bool { return opened != "" })
	if filepath.Base(opened) != "涡阳县2017年度自查报告（草稿）.pdf" {
		t.Errorf("opened %s", opened)
	}
	st.finalize(t)
	st.closeAll()
	opened = ""
	st.desk.AskPrint()
	st.press(t, "打开报告")
	st.until(t, func() bool { return opened != "" })
	got, err := os.ReadFile(opened)
	want, _ := st.File.VersionFile(1, dossier.PaperPDF)
	if err != nil || !bytes.Equal(got, want) || filepath.Base(opened) != "涡阳县2017年度自查报告（第1版）.pdf" {
		t.Errorf("%s is not the finalized report: %v", opened, err)
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(opened); !os.IsNotExist(err) {
		t.Error("the passing copy is left behind")
	}
}

// Scans come in after finalizing only, stand with their version, and can be opened.
func TestScansInTheWindow(t *testing.T) {
	st := newStage(t)
	st.desk.AskScan()
	if len(st.told) != 1 || !strings.Contains(st.told[0], "请先定稿") {
		t.Fatalf("told %q", st.told)
	}
	st.ready(t)
	code := st.finalize(t)
	st.closeAll()
	scan, text := filepath.Join(t.TempDir(), "盖章报告.pdf"), filepath.Join(t.TempDir(), "说明.txt")
	write(t, scan, "%PDF-1.4 盖章")
	write(t, text, "不是扫描件")
	(&versions{desk: st.desk}).addScans(1, []string{scan, text})
	st.until(t, func() bool { return len(st.told) == 2 })
	if !strings.Contains(st.told[1], "不是 PDF、JPG 或 PNG") || !strings.Contains(st.told[1], "存入了1份") {
		t.Errorf("told %q", st.told[1])
	}
	st.desk.AskVersions()
	st.shows(t, "盖章扫描件 1份")
	if !strings.Contains(st.words(), code) || !strings.Contains(st.words(), "盖章报告.pdf") {
		t.Errorf("the versions: %q", st.words())
	}
	st.closeAll()
	var opened string
	st.desk.host.OpenPath = func(path string) { opened = path }
	(&versions{desk: st.desk}).openPaper(1, dossier.PaperWorkbook)
	st.until(t, func() bool { return opened != "" })
	if filepath.Base(opened) != "涡阳县2017年度自查数据（第1版）.xlsx" {
		t.Errorf("opened %s", opened)
	}
}

// What was changed after an export is told in the head line until it is exported again, also after opening anew.
func TestChangedSinceTheExport(t *testing.T) {
	st := newStage(t)
	told := func() bool { return strings.Contains(st.desk.head.state.Text(), "导出后有改动") }
	if told() {
		t.Error("nothing was exported yet")
	}
	folder := t.TempDir()
	st.desk.exportTo(pack.Plan(st.File, folder, false))
	st.shows(t, "存放在")
	st.closeAll()
	if told() {
		t.Error("nothing was changed yet")
	}
	if err := st.Set(forms.RemarkPath(5), "新备注"); err != nil {
		t.Fatal(err)
	}
	if !told() {
		t.Error("the change is not told")
	}
	if err := st.Set(forms.RemarkPath(5), ""); err != nil {
		t.Fatal(err)
	}
	if told() {
		t.Error("what was taken back is still told")
	}
	if names, _ := os.ReadDir(folder); len(names) != 2 {
		t.Error(names)
	}
}

// What only the finished papers show — a character no font has — joins the problems once they have been asked for.
func TestProblemsOfThePapers(t *testing.T) {
	st := newStage(t)
	if err := st.Set(forms.ProfilePath("contact"), "示例😀"); err != nil {
		t.Fatal(err)
	}
	st.desk.ShowProblems()
	st.until(t, func() bool {
		for _, p := range st.Problems {
			if p.Code == "glyph_missing" && strings.Contains(p.Message, "😀") {
				return true
			}
		}
		return false
	})
}
