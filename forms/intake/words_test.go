package intake

import (
	"slices"
	"strings"
	"testing"

	"zicha/forms"
	"zicha/forms/formtest"
)

// An intake says in words what was there already, and calls its steps by what they do.
func TestWordsOfAnIntake(t *testing.T) {
	file := func(name, sum string) forms.FileRef {
		return forms.FileRef{Name: name, SHA256: strings.Repeat(sum, 32), Size: 9}
	}
	run := func(in Batch, files ...forms.FileRef) string {
		d, err := formtest.Decode(t, `{"edition":"bozhou-2017","county":{"code":"341621","name":"涡阳县"}}`)
		if err != nil {
			t.Fatal(err)
		}
		formtest.Attach(t, d, "5.1", forms.Evidence{Title: "通知", Files: []forms.FileRef{file("旧.pdf", "ab")}})
		taken := &Taken{in: in, stored: []forms.Evidence{{Title: "新件", Files: files}}}
		var out []string
		if s := taken.Step(d); s.Note != "" {
			out = append(out, s.Note)
		}
		return strings.Join(slices.Concat(out, taken.Same, taken.Failed), "|")
	}
	same, fresh := file("新.pdf", "ab"), file("另.pdf", "cd")
	for want, got := range map[string]string{
		"添加佐证5-02 新件":              run(Batch{Criterion: "5.1"}, fresh),
		"“新.pdf”已经是佐证5-01，没有重复添加。": run(Batch{Criterion: "5.1"}, same),
		"佐证5-01同时用于5.2|“新.pdf”与佐证5-01是同一个文件，已让5-01同时用于5.2。":         run(Batch{Criterion: "5.2"}, same),
		"添加佐证5-02 新件|“新.pdf”与佐证5-01“通知”是同一个文件。一份文件用于几个要点的，关联到那一件即可": run(Batch{Criterion: "5.2", Anew: true}, same),
		"添加佐证5-02 新件|“新.pdf”在佐证5-01里也有。两件都保留；如果多余，请撤销其中一件。":         run(Batch{Criterion: "5.2"}, same, fresh),
		"添加佐证6-01 新件": run(Batch{Criterion: "6.1"}, fresh, fresh),
	} {
		if got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
	taken := &Taken{in: Batch{Criterion: "5.1"}, stored: []forms.Evidence{{Title: "甲", Files: []forms.FileRef{fresh}}, {Title: "乙", Files: []forms.FileRef{file("乙.pdf", "ef")}}}}
	d, err := formtest.Decode(t, `{"edition":"bozhou-2017","county":{"code":"341621","name":"涡阳县"}}`)
	if err != nil {
		t.Fatal(err)
	}
	step := taken.Step(d)
	if d.Apply(step.Changes...); step.Note != "添加佐证5-01 甲等，共2件佐证" || len(d.Evidence("5.1")) != 2 {
		t.Errorf("two files: %s, %v", step.Note, d.Evidence("5.1"))
	}
	if got := PageText(0) + "|" + PageText(3) + "|" + TitleOf("/a/活动.通知.pdf") + "|" + TitleOf("x/无"); got != "|3|活动.通知|无" {
		t.Error(got)
	}
}
