package assess

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"zicha/forms"
	"zicha/forms/feedback"
	"zicha/scoring"
	"zicha/ui/widgets"
)

// feedbackOn writes a feedback on the stage's dossier: a return of 5.1 and of 9, or a result in which 5.3 and 20 got less.
func (st *stage) feedbackOn(t *testing.T, result bool, spoil func(*feedback.File)) string {
	t.Helper()
	v := st.Values
	f := feedback.File{
		Edition: v.Edition.ID, Rules: v.Edition.Hash(), County: v.Get(forms.CountyPath("code")), Name: v.County(), By: "张三", Unit: "市信息局",
		Version: st.lastVersion().Number, Paper: st.lastVersion().Code,
	}
	points := func(p scoring.Points) *scoring.Points { return &p }
	if result {
		f.At, f.Snapshot = "2018-02-05T10:00:00+08:00", "7K3M-Q2XW-9HTD-4FNP"
		f.Items = []feedback.Item{
			{Indicator: 5, Standing: feedback.Decided, Claim: points(800), ClaimText: "8.00", Result: points(700), Reason: "有两篇不在2017年", Loss: forms.LossData, Field: "5.3.articles"},
			{Indicator: 9, Standing: feedback.Decided, Claim: points(500), ClaimText: "5.00", Result: points(300), Reason: "按权力清单算占比", Loss: forms.LossReading, Field: "9.2"},
		}
	} else {
		f.At = "2018-02-01T10:00:00+08:00"
		f.Items = []feedback.Item{
			{Indicator: 5, Standing: feedback.Returned, Claim: points(800), ClaimText: "8.00", Reason: "缺活动通知", Loss: forms.LossMaterial, Field: "5.1"},
			{Indicator: 9, Standing: feedback.Returned, Claim: points(500), ClaimText: "5.00", Reason: "清单与公布的不一致"},
		}
	}
	if spoil != nil {
		spoil(&f)
	}
	data, err := f.Encode()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "反馈.fankui")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// onPage are the words of the page on show, in what can be seen of it.
func (st *stage) onPage() string {
	var all []string
	for _, o := range test.LaidOutObjects(st.desk.pane.scroll.Content) {
		if text, ok := o.(*widgets.Text); ok && text.Visible() {
			all = append(all, text.Text())
		}
	}
	return strings.Join(all, "\n")
}

// A feedback opened beside a finalized dossier shows what was returned at its places, in the list and over everything, changes nothing in
// the file, and is put away again; reopening takes its reason.
func TestFeedbackBesideTheDossier(t *testing.T) {
	st := newStage(t)
	st.ready(t)
	st.finalize(t)
	st.closeAll()
	path := st.feedbackOn(t, false, nil)
	before, err := os.ReadFile(st.File.Path())
	if err != nil {
		t.Fatal(err)
	}
	if st.desk.nav.feedback.Visible() {
		t.Error("the list has a feedback before there is one")
	}
	st.desk.OpenFeedback(path)
	st.until(t, func() bool { return st.desk.pane.current == pageFeedback })
	words := st.onPage()
	for _, want := range []string{"对第1版的反馈（过程，结果还没有定）", "市信息局 张三", "退回补正2项，其中还没有补正的2项", "市里退回补正：材料不足：缺活动通知", "档案没有变动"} {
		if !strings.Contains(words, want) {
			t.Errorf("the page does not say %q:\n%s", want, words)
		}
	}
	if !st.desk.nav.feedback.Visible() || st.desk.nav.lines[4].back.Text() != "退回" || !st.desk.nav.lines[4].back.Visible() || st.desk.nav.lines[0].back.Visible() {
		t.Error("the list does not mark what was returned")
	}
	if !strings.Contains(st.desk.banner.what.Text(), "退回补正2项") {
		t.Errorf("the banner says %q", st.desk.banner.what.Text())
	}
	p := st.desk.pane.page().(*feedbackPage)
	test.Tap(p.lines[0])
	if st.desk.pane.current != "5" || !st.desk.pane.pages["5"].(*indicatorPage).card("5.1").feedback[0].box.Visible() {
		t.Errorf("the line leads to %s", st.desk.pane.current)
	}
	if n := strings.Count(st.onPage(), "缺活动通知。请补正后作为下一版报送"); n != 1 {
		t.Errorf("on the page of 5 it is said %d times", n)
	}
	if st.page(t, 9); !strings.Contains(st.onPage(), "清单与公布的不一致。请补正") {
		t.Error("on the page of 9 nothing is said")
	}
	after, err := os.ReadFile(st.File.Path())
	if err != nil || !bytes.Equal(before, after) || feedback.Of(st.File.Dossier()) != nil {
		t.Error("opening a feedback has changed the dossier")
	}
	test.Tap(st.desk.banner.reopen)
	st.shows(t, "请写明退回修改的原因")
	if got := overlay[*widgets.Entry](st)[0].Text; got != "市里退回补正：第5项 缺活动通知；第9项 清单与公布的不一致" {
		t.Errorf("the reason offered is %q", got)
	}
	st.press(t, "确定")
	st.until(t, func() bool { return !st.Values.Final })
	st.closeAll()
	enter(t, st.page(t, 9).remark, "目录以12月公布的为准")
	if st.desk.nav.lines[8].back.Text() != "已改" {
		t.Errorf("mended, the list says %q", st.desk.nav.lines[8].back.Text())
	}
	st.desk.ShowFeedback()
	test.Tap(p.away)
	if st.desk.pane.current != pageOverview || st.desk.nav.feedback.Visible() || st.desk.nav.lines[4].back.Visible() || len(st.Notes) > 0 {
		t.Error("put away, something of it is still shown")
	}
	st.settle()
}

// What lost points stands at its field, the most first on the page; taken in it is in the file, and can be taken out of it again.
func TestFeedbackTakenIn(t *testing.T) {
	st := newStage(t)
	st.ready(t)
	st.finalize(t)
	st.closeAll()
	st.desk.OpenFeedback(st.feedbackOn(t, true, nil))
	st.until(t, func() bool { return st.desk.pane.current == pageFeedback })
	p := st.desk.pane.page().(*feedbackPage)
	words := st.onPage()
	if most, less := strings.Index(words, "−2.00"), strings.Index(words, "−1.00"); most < 0 || less < most {
		t.Errorf("the losses stand at %d and %d:\n%s", most, less, words)
	}
	test.Tap(p.lines[1])
	card := st.desk.pane.page().(*indicatorPage).card("5.3")
	field := st.fieldOf(t, st.desk.pane.page().(*indicatorPage), forms.AnswerPath("5.3", "articles"))
	if st.win.Canvas().Focused() != fyne.Focusable(field.entry) {
		t.Errorf("the keyboard is in %T", st.win.Canvas().Focused())
	}
	if card.feedback[0].box.Visible() || !card.feedback[1].box.Visible() || !strings.Contains(st.onPage(), "市里核定7.00分，自评8.00分；数据不符：有两篇不在2017年") {
		t.Error("the loss does not stand at its field")
	}
	st.desk.ShowFeedback()
	test.Tap(p.take)
	st.until(t, func() bool { return feedback.Of(st.File.Dossier()) != nil })
	st.until(t, func() bool { return st.laid == nil })
	if p.take.Visible() || !strings.Contains(st.onPage(), "反馈已收入档案") {
		t.Errorf("taken in, the page says\n%s", st.onPage())
	}
	test.Tap(p.away)
	st.press(t, "移出")
	st.until(t, func() bool { return st.Feedback() == nil })
	if feedback.Of(st.File.Dossier()) != nil || st.desk.pane.current != pageOverview {
		t.Error("it cannot be taken out")
	}
	st.settle()
}

// A feedback that is not for this dossier is refused with the reason, and nothing is laid beside it.
func TestFeedbackForAnother(t *testing.T) {
	st := newStage(t)
	st.ready(t)
	st.finalize(t)
	st.closeAll()
	for want, spoil := range map[string]func(*feedback.File){
		"请换成本单位的反馈文件": func(f *feedback.File) { f.County, f.Name = "341622", "蒙城县" },
		"请打开那一年度的档案":  func(f *feedback.File) { f.Edition = "bozhou-2016" },
		"标识相同、规则不同":   func(f *feedback.File) { f.Rules = strings.Repeat("0", 64) },
		"核实报送时用的是哪一份": func(f *feedback.File) { f.Paper = "7K3M-Q2XW-9HTD-4FNP" },
	} {
		st.told = nil
		st.desk.OpenFeedback(st.feedbackOn(t, false, spoil))
		st.until(t, func() bool { return len(st.told) > 0 })
		if !strings.Contains(st.told[0], want) || st.Feedback() != nil {
			t.Errorf("told %q, want %q", st.told, want)
		}
	}
	path := st.feedbackOn(t, false, nil)
	data, err := os.ReadFile(path)
	if err == nil {
		err = os.WriteFile(path, bytes.Replace(data, []byte("缺活动通知"), []byte("缺活动照片"), 1), 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	st.told = nil
	st.desk.OpenFeedback(path)
	st.until(t, func() bool { return len(st.told) > 0 })
	if !strings.Contains(st.told[0], "改动过") {
		t.Errorf("an altered one: %q", st.told)
	}
}
