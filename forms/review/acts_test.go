package review

import (
	"slices"
	"strings"
	"testing"
)

// Whatever was done stands in a result once, on its cell or among the acts: together they are all events there were, none later; and a result
// frozen before acts were kept is given them by its events.
func TestTrailIsWhole(t *testing.T) {
	b := newBookAt(t)
	in := version(t, "341621", 1)
	in.Code, in.File, in.Reason = "UAL4-MBZ6-2AKG-BUSG", "涡阳.xlsx", "改动过，电话核实后收下"
	receive(t, b, in)
	_, err := b.SetFigures(commission, Figure{County: "341621", Field: "11.1.standard", Value: "50"})
	must(t, err)
	_, err = b.SetFigures(commission, Figure{County: "341621", Field: "11.1.standard"})
	must(t, err)
	must(t, b.Decide(bureau, Decision{County: "涡阳县", Indicator: 5, Stage: StageInitial, Score: "7", Reason: "媒体不足", Loss: LossMaterial, Field: "5.3"}))
	must(t, b.Dismiss(bureau, "0123456789abcdef", "两县的通知是同一个文件。", "是市里的文件"))
	must(t, b.Dismiss(bureau, "0123456789abcdef", "", "再核"))
	effect, err := b.Rule(commission, "10.1", "0家得1分", "")
	must(t, err)
	must(t, b.Apply(effect))
	_, err = b.Case(bureau, CaseAct{County: "341621", Indicator: 6, Step: CaseOpened, Text: "签到表像是改过的", Evidence: []string{"6-01", "6-02"}})
	must(t, err)
	kinds := map[string]bool{}
	for _, blocker := range view(t, b).blockers() {
		kind, _, _ := strings.Cut(blocker.Key, ":")
		kinds[kind] = true
	}
	var waivers []Waiver
	for kind := range kinds {
		waivers = append(waivers, Waiver{kind + ":*", "试验"})
	}
	before := len(b.Events())
	s, left, err := b.Finalize(t.Context(), commission, waivers...)
	if err != nil || len(left) > 0 {
		t.Fatal(err, left)
	}
	must(t, b.Approve(commission, "", "2018-02-12", "市政府常务会议纪要"))
	there := map[string]int{}
	for _, a := range s.Acts {
		there[a.Event]++
	}
	for _, u := range s.Units {
		for _, c := range u.Cells {
			for _, step := range c.Steps {
				there[step.Event]++
			}
		}
	}
	for _, e := range b.Events()[:before] {
		if there[e.ID] != 1 {
			t.Errorf("%s stands there %d times", e.Kind.Label(), there[e.ID])
		}
	}
	if len(there) != before {
		t.Errorf("%d of %d events", len(there), before)
	}
	var said []string
	for _, a := range s.Acts {
		said = append(said, a.Kind.Label()+"："+a.Says(b.Edition())+"："+a.Reason)
	}
	all := strings.Join(said, "\n")
	for _, want := range []string{
		"收件：第1版，核对码 UAL4-MBZ6-2AKG-BUSG，文件 涡阳.xlsx：改动过，电话核实后收下", "录入数据：11.1 年度更新考核标准：50万条：", "录入数据：11.1 年度更新考核标准：（去掉）：",
		"疑点排除：两县的通知是同一个文件，疑点0123456789abcdef：是市里的文件", "疑点排除：恢复，疑点0123456789abcdef：再核", "口径裁定：要点10.1，仅统一评分尺度：0家得1分",
		" 线索，依据 6-01、6-02：签到表像是改过的",
	} {
		if !strings.Contains(all, want) {
			t.Errorf("%s is not in\n%s", want, all)
		}
	}
	if step := s.Units[0].Cells[4].Steps; len(step) != 1 || step[0].Loss != LossMaterial || step[0].Field != "5.3" {
		t.Errorf("%+v", step)
	}
	if again, err := b.Result(""); err != nil || len(again.Acts) != len(s.Acts) {
		t.Errorf("read back: %d of %d acts, %v", len(again.Acts), len(s.Acts), err)
	}
	if derived := b.ledger.asOf(b.finalized(s.Code)).acts(); len(derived) != len(s.Acts) || derived[0].Event != s.Acts[0].Event {
		t.Errorf("of the events there were then: %d of %d acts", len(derived), len(s.Acts))
	}
	second, _, err := b.Finalize(t.Context(), commission, waivers...)
	must(t, err)
	last := second.Acts[len(second.Acts)-2:]
	if last[0].Says(b.Edition()) != "第1次，核对码 "+s.Code || last[1].Says(b.Edition()) != "核对码 "+s.Code+"，2018-02-12，市政府常务会议纪要" {
		t.Errorf("%+v", last)
	}
	if _, long := last[0].Data[DataMarks]; long {
		t.Error("the list of all events stands in a result")
	}
}

// Reasons given before are there to choose from: once for each thing lost, with how many counties, the latest first; what was taken back is not.
func TestReasonsGiven(t *testing.T) {
	b := newBookAt(t)
	receive(t, b, version(t, "341621", 1), version(t, "341622", 1), version(t, "341623", 1))
	// same: what is remembered from act to act is what a book just opened lists
	same := func() {
		t.Helper()
		anew, err := b.viewOf(b.ledger)
		must(t, err)
		if got, want := view(t, b).ReasonsGiven(5), anew.ReasonsGiven(5); !slices.Equal(got, want) {
			t.Errorf("%+v, anew %+v", got, want)
		}
	}
	give := func(county, score, reason string, loss Loss) {
		t.Helper()
		must(t, b.Decide(bureau, Decision{County: county, Indicator: 5, Stage: StageInitial, Score: score, Reason: reason, Loss: loss}))
		same()
	}
	give("341621", "7", "媒体不足", LossMaterial)
	must(t, b.Decide(commission, Decision{County: "341621", Indicator: 5, Stage: StageConfirmed, Score: "7", Reason: "媒体不足", Loss: LossMaterial}))
	give("341622", "6", "媒体不足", LossMaterial)
	give("341623", "6", "写错的", LossMaterial)
	must(t, b.Withdraw(bureau, "341623", 5, "写错"))
	same()
	give("341623", "6", "缺活动照片", LossMaterial)
	must(t, b.Return(bureau, "341622", 5, "请补媒体截图"))
	same()
	got := view(t, b).ReasonsGiven(5)
	var words []string
	for _, r := range got {
		words = append(words, r.Label()+r.Text)
	}
	if want := "材料不足缺活动照片 材料不足媒体不足 退回补正请补媒体截图"; strings.Join(words, " ") != want || got[1].Count != 2 || got[1].Last == "" {
		t.Errorf("%+v", got)
	}
	if got := view(t, b).ReasonsGiven(6); len(got) != 0 {
		t.Errorf("%+v", got)
	}
}
