package forms_test

import (
	"testing"

	"zicha/forms"
	"zicha/forms/formtest"
)

// What stands in the way of finalizing: a text that cannot be the value, one that waits, the text of a row it was to begin. Not: what says
// the value anyway, and what belongs to an item that is gone.
func TestUnsettled(t *testing.T) {
	d := forms.New(formtest.Edition(t), map[forms.Path]string{forms.AnswerPath("11.1", "updated"): "12.5", forms.AnswerPath("9.2", "power_items"): "400"})
	for _, c := range []struct {
		path  forms.Path
		draft forms.Draft
		want  string // "" for none
	}{
		{forms.AnswerPath("11.1", "updated"), forms.Draft{Text: "3万个", Left: true}, "11.1 年度更新数据量填的“3万个”没有采用："},
		{forms.AnswerPath("9.2", "power_items"), forms.Draft{Text: "400 "}, ""},
		{forms.NarrativePath("5"), forms.Draft{Text: "写到一半"}, "第5项完成情况填的“写到一半”没有存完，程序就停了，目前仍按未填报处理。请在程序里核对后采用或清空"},
		{
			forms.AnswerPath("11.1", "updated"),
			forms.Draft{Text: "13", Left: true},
			"11.1 年度更新数据量填的“13”还没有采用，现在仍是“12.5”。请在程序里核对后采用或清空",
		},
		{forms.CellPath("5.3", "r9", "title"), forms.Draft{Text: "新稿"}, "5.3 台账"},
		{forms.EvidencePath("gone", forms.AttrTitle), forms.Draft{Text: "没有了"}, ""},
		{"answer/99.9/x", forms.Draft{Text: "没有这一项"}, ""},
	} {
		d := d.Clone()
		d.SetDraft(c.path, c.draft)
		got := ""
		for _, u := range d.Unsettled() {
			got += d.UnsettledWords(u)
		}
		if len(got) < len(c.want) || got[:len(c.want)] != c.want || c.want == "" && got != "" {
			t.Errorf("%s %q: %s, want %s", c.path, c.draft.Text, got, c.want)
		}
	}
	if len(d.Drafts()) != 0 {
		t.Error("a clone shares its drafts")
	}
}

// A value and a text of one name are named once in a sentence; a change of the value drops the text, unless it says that very text.
func TestWordsOfARefusal(t *testing.T) {
	d := forms.New(formtest.Edition(t), nil)
	p := forms.AnswerPath("5.3", "articles")
	d.SetDraft(p, forms.Draft{Text: "3万", Left: true})
	u := d.Unsettled()[0]
	if got := d.UnsettledWords(u); got != "5.3 刊发宣传稿件填的“3万”没有采用：不是数字，请填写阿拉伯数字，例如 12 或 37.25。目前仍按未填报处理，请改正或清空" {
		t.Errorf("%s", got)
	}
	if gone := d.Answered([]forms.Change{{Path: p, New: "4"}}); len(gone) != 1 || d.AnsweredWords(gone[0]) != "5.3 刊发宣传稿件原来填的“3万”没有采用，现已清除" {
		t.Errorf("answered: %v", gone)
	}
	if gone := d.Answered([]forms.Change{{Path: p, New: "3万"}, {Path: "remark/5", New: "4"}}); len(gone) != 0 {
		t.Errorf("not answered: %v", gone)
	}
}
