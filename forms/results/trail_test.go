package results

import (
	"fmt"
	"strings"
	"testing"

	"zicha/forms/review"
)

// What let several indicators stand at once is one row of the trail; a score that is none reads 不涉及; a loss is named; who signed second, too.
func TestTrailRows(t *testing.T) {
	s := sample(t)
	s.Units[0].Name = "示例甲县"
	for _, no := range []int{1, 4, 9} {
		c := &s.Units[0].Cells[no-1]
		c.Steps = append(c.Steps, review.Step{Event: "all", Kind: review.Upheld, Reason: "其余未变，一并维持", By: "示例甲", At: "2018-02-04T10:00:00.000+08:00"})
	}
	c := &s.Units[1].Cells[0]
	c.Steps = append(c.Steps, review.Step{
		Event: "none", Kind: review.Direct, Value: review.ValueAbsent, Reason: "没有这方面的工作", Loss: review.LossData, Field: "1.1", By: "示例甲", At: "2018-02-04T11:00:00.000+08:00",
	})
	s.Acts = append(s.Acts, review.Act{Event: "scan", Kind: review.Inspected, County: s.Units[0].Code, Indicator: 3, Data: map[string]string{review.DataFile: "核查表.pdf"}})
	b := loaded(t, s, Options{})
	var rows []string
	for _, row := range b.trail().rows {
		rows = append(rows, strings.Join(row[1:8], "|"))
	}
	all := strings.Join(rows, "\n")
	for _, want := range []string{
		"示例甲县|1、4、9|维持||其余未变，一并维持|示例甲", "|1|直接评分|不涉及|数据不符（1.1 ", "：没有这方面的工作|示例甲", "示例甲、示例乙", "示例甲县|3|现场核查|文件 核查表.pdf|",
	} {
		if strings.Count(all, want) != 1 {
			t.Errorf("%s stands %d times in\n%s", want, strings.Count(all, want), all)
		}
	}
	if words := wordsOf(b.explanation()); !strings.Contains(words, "现场核查1次。") {
		t.Error("nobody was on site, the explanation says")
	}
}

// What was decided on facts that have changed since, and accepted as it is, is told apart from other decisions wherever those are counted, with
// the reason.
func TestOutdatedIsToldApart(t *testing.T) {
	s := sample(t)
	for _, no := range []int{1, 4} {
		c := &s.Units[0].Cells[no-1]
		c.State = review.Stale
		s.Accepted = append(s.Accepted, review.Accepted{Blocker: fmt.Sprintf("stale:%s/%d", s.Units[0].Code, no), Words: fmt.Sprintf("%s第%d项待复看", s.Units[0].Name, no), Reason: "材料只是重新装订。"})
	}
	finish(t, s)
	b := loaded(t, s, Options{})
	const whole = "共2项核定以后，所依据的填报、材料、数据或者口径有变化，经认可没有复看，按原核定的得分计入，认可的理由：材料只是重新装订。"
	for name, words := range map[string]string{
		"函": wordsOf(b.resultLetter()), "请示": wordsOf(b.request()), "位次": strings.Join(b.ranking().notes, ""), "折算单": strings.Join(b.conversion("政务公开", 200).notes, ""),
		"得分表": strings.Join(b.scores()[0].notes, ""), "工作簿": fmt.Sprint(b.cover("").rows), "变动": strings.Join(b.changes().notes, ""),
	} {
		if !strings.Contains(words, whole) {
			t.Errorf("%s: %s", name, words)
		}
	}
	if words := wordsOf(b.explanation()); !strings.Contains(words, "应评定100项次，按现有情况核定97项次，核定以后依据有变化、经认可没有复看2项次（认可的理由：材料只是重新装订），未核定1项次") {
		t.Error(words)
	}
	if got := marked(b.unit("990101").Cells[0]); !strings.HasSuffix(got, "^") || settled(b.unit("990101").Cells[0]) == isSettled {
		t.Errorf("the table has %s", got)
	}
	if all := fmt.Sprint(b.scores()[0].rows); !strings.Contains(all, markOld) {
		t.Error("the table of the 函 has no mark")
	}
	for _, a := range loaded(t, s, Options{Publish: LevelAll}).published() {
		if g := a.tables[0]; strings.Contains(fmt.Sprint(g.rows, g.notes), markOld) || strings.Contains(fmt.Sprint(g.notes), "重新装订") {
			t.Errorf("the circular tells what was not looked at again: %s", g.notes)
		}
	}
	s.Process = true
	if words := wordsOf(loaded(t, s, Options{}).explanation()); !strings.Contains(words, "待复看2项次，") || strings.Contains(words, "经认可") {
		t.Error(words)
	}
}
