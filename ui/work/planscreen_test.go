package work_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"zicha/forms/merge"
	"zicha/ui/widgets"
	"zicha/ui/work"
)

func offer(who, text string) merge.Offer { return merge.Offer{From: []string{who}, Text: text} }

// choices are the conflicts' answers on show, each with the words of its choices.
func (s *screen) choices() (all []*widgets.Choices, words []string) {
	in := false
	s.walk(func(o fyne.CanvasObject) {
		switch o := o.(type) {
		case *widgets.Choices:
			all, words, in = append(all, o), append(words, ""), true
		case *widgets.Text, *widgets.Action, *widgets.Button:
			in = false
		case *canvas.Text:
			if in && o.Text != "" {
				words[len(words)-1] += "[" + o.Text + "]"
			}
		}
	})
	return all, words
}

func tapChoice(c *widgets.Choices, key string) {
	c.Resize(fyne.NewSize(600, c.HeightFor(600)))
	test.TapAt(c, c.Middle(key))
}

// What departments say is set beside what the dossier has; nothing is taken before every contradiction is answered, one by one or all
// alike, and an answer for all leaves open what it cannot answer.
func TestPlanAsksForEveryContradiction(t *testing.T) {
	s := newScreen(t)
	fill := &merge.Item{Title: "5.3 刊发篇数", Offers: []merge.Offer{offer("县文明办", "4")}}
	one := &merge.Item{Title: "5.1 方案", Mine: "是", Offers: []merge.Offer{offer("县公安局", "否")}, Pick: merge.PickNone}
	two := &merge.Item{Title: "9.2 目录", Offers: []merge.Offer{offer("县发改委", "133"), offer("填报表", "140")}, Pick: merge.PickNone}
	same := &merge.Item{Title: "5.2 次数", Mine: "3", Offers: []merge.Offer{offer("县教体局", "3"), offer("县司法局", "5")}, Pick: merge.PickNone}
	taken := 0
	items := []*merge.Item{one, fill, two, same}
	p := &work.Plan{Host: s.Host, Title: "收回填报表", Source: "填报表", Verb: "写入", Items: items, Take: func() { taken++ }}
	p.Show(widgets.Column(8, widgets.Body("收到4份。")), func(list *fyne.Container) { list.Add(widgets.Muted("还有2个部门没有交。")) })
	s.shows(t, "收回填报表", "收到4份。", "不一样的3处，请逐条选择",
		"5.1 方案", "档案里的", "是", "县公安局填的", "否",
		"9.2 目录", "档案里的", "空白", "县发改委填的", "133", "填报表里的", "140",
		"5.2 次数", "档案里的，县教体局填的一样", "3", "县司法局填的", "5",
		"将写入的1处", "5.3 刊发篇数：4", "县文明办", "还有2个部门没有交。")
	all, words := s.choices()
	want := []string{"[保留档案的][用县公安局的]", "[保留档案的][用县发改委的][用填报表的]", "[保留档案的][用县司法局的]"}
	if !slices.Equal(words, want) || s.buttons() != "取消 写入" {
		t.Fatalf("the choices are %q, the buttons %s", words, s.buttons())
	}
	said := func(want string) {
		t.Helper()
		if lines := s.lines(); !s.Asking() || strings.HasPrefix(lines[len(lines)-1], "还有2个部门") != (want == "") || want != "" && lines[len(lines)-1] != want {
			t.Errorf("beside the buttons stands %q, want %q", lines[len(lines)-1], want)
		}
	}
	s.press(t, "写入")
	said("还有3处没有选择用哪一边的")
	tapChoice(all[1], "1")
	said("")
	s.press(t, "全部用填报表的") // of two departments that contradict the dossier and one another nobody knows which
	if one.Pick != 0 || two.Pick != 1 || same.Pick != merge.PickNone || all[0].Selected() != "0" {
		t.Errorf("picked %d %d %d, the first shows %q", one.Pick, two.Pick, same.Pick, all[0].Selected())
	}
	s.press(t, "写入")
	said("还有1处没有选择用哪一边的")
	s.press(t, "全部保留档案的") // where the dossier has nothing, the answer given stands
	said("")
	if one.Pick != merge.PickMine || two.Pick != 1 || same.Pick != merge.PickMine || all[0].Selected() != "-1" || all[2].Selected() != "-1" {
		t.Errorf("picked %d %d %d, shown %q and %q", one.Pick, two.Pick, same.Pick, all[0].Selected(), all[2].Selected())
	}
	tapChoice(all[0], "0")
	s.press(t, "写入")
	if taken != 1 || s.Asking() || one.Pick != 0 || fill.Pick != 0 {
		t.Errorf("taken %d times, asking %v, picked %d", taken, s.Asking(), one.Pick)
	}
}

// An answer given before is shown; a plan without contradictions asks nothing, one with more than a dialog holds says how to answer.
func TestPlanSizes(t *testing.T) {
	s := newScreen(t)
	show := func(items ...*merge.Item) string {
		p := &work.Plan{Host: s.Host, Title: "导入", Source: "工作簿", Verb: "导入", Items: items, Take: func() {}}
		p.Show(widgets.Column(8), func(*fyne.Container) {})
		return strings.Join(s.lines(), "|")
	}
	if got := show(&merge.Item{Title: "备注", Offers: []merge.Offer{offer("工作簿", "无")}}); got != "导入|将写入的1处|备注：无|工作簿" {
		t.Errorf("fills alone: %s", got)
	}
	s.press(t, "取消")
	conflicts := make([]*merge.Item, 201)
	for i := range conflicts {
		conflicts[i] = &merge.Item{Title: fmt.Sprintf("第%d处", i+1), Mine: "1", Offers: []merge.Offer{offer("工作簿", "2")}, Pick: 0}
	}
	if got := show(conflicts[:200]...); strings.Contains(got, "没有列出") || strings.Contains(got, "将写入") || !strings.Contains(got, "第200处") {
		t.Errorf("200 contradictions: …%s", got[len(got)-100:])
	}
	if all, _ := s.choices(); all[0].Selected() != "0" {
		t.Error("the answer given is not shown")
	}
	s.press(t, "取消")
	if got := show(conflicts...); strings.Contains(got, "第201处") || !strings.HasSuffix(got, "|另有1处没有列出。|没有列出的，用上面的“全部”选择。") {
		t.Errorf("201 contradictions: …%s", got[len(got)-100:])
	}
}

// What became of each line: a blank that was filled with what, a contradiction with what was answered.
func TestOutcomes(t *testing.T) {
	s := newScreen(t)
	s.Sheet("已导入", work.Outcomes([]merge.Outcome{
		{Item: &merge.Item{Title: "备注", Offers: []merge.Offer{offer("工作簿", "无")}}, Words: "已填入"},
		{Item: &merge.Item{Title: "5.1 方案", Mine: "是", Offers: []merge.Offer{offer("工作簿", "否")}}, Words: "保留档案的"},
	}))
	s.shows(t, "已导入", "备注：无", "已填入", "5.1 方案", "保留档案的")
}
