package wording_test

import (
	"strings"
	"testing"

	"zicha/forms"
	"zicha/forms/formtest"
	"zicha/forms/wording"
)

// TestScoreWordsOfParts: what running text says of an indicator outside the total, or marked 不涉及.
func TestScoreWordsOfParts(t *testing.T) {
	for _, c := range []struct {
		book, changes string
		no            int
		want          string
	}{
		{"veto", "2/absent=true", 2, "不涉及，计10.00分"},
		{"weights", "3/absent=true", 3, "不涉及"},
		{"bonus", "3/absent=true", 3, "不涉及，待定"},
		{"veto", "3.1/events=2 3.2/named=false", 3, "预估扣4.00分"},
		{"veto", "3.1/events=2", 3, "预估扣4.00分，部分要点未填报"},
		{"veto", "", 3, "预估未填报"},
		{"veto", "4.1/met=true 4.2/none=true", 4, "自评通过"},
		{"veto", "4.1/met=true 4.2/none=false", 4, "自评未通过"},
		{"veto", "4.1/met=true", 4, "自评未填报"},
		{"bonus", "6.1/held=2", 6, "自评4.00分"},
		{"pool", "2.1/missed=2 2.2/wrong=1", 2, "自评4.30分，部分要点未填报"},
	} {
		d := forms.New(formtest.Parts(t, c.book), nil)
		for _, change := range strings.Fields(c.changes) {
			path, value, _ := strings.Cut(change, "=")
			d.Apply(forms.Change{Path: forms.Path("answer/" + path), New: value})
		}
		if got := wording.ScoreWords(d.Score().Indicators[c.no-1]); got != c.want {
			t.Errorf("%s {%s}: %s, want %s", c.book, c.changes, got, c.want)
		}
	}
	d := forms.New(formtest.Parts(t, "veto"), nil)
	if got := d.Describe([]forms.Change{{Path: "answer/2/absent", New: "true"}}); got != "第2项不涉及 空白→是" {
		t.Errorf("undo says %s", got)
	}
	d.SetDraft("answer/2/absent", forms.Draft{Text: "也许", Left: true})
	if u := d.Unsettled(); len(u) != 1 || !strings.HasPrefix(d.UnsettledWords(u[0]), "第2项不涉及填的“也许”没有采用：") {
		t.Errorf("a text that is no mark: %v", u)
	}
	d.Apply(forms.Change{Path: "answer/2/absent", New: "true"}, forms.Change{Path: "answer/2/reason", New: "辖区没有涉农主体。"})
	if got := wording.Sentence(d, d.Edition.Indicator(2)); got != "本项不涉及：辖区没有涉农主体。" {
		t.Errorf("完成情况 begins %s", got)
	}
}
