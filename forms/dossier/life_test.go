package dossier

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"zicha/forms"
	"zicha/forms/files"
)

// A dossier tells its whole life in words, the newest first, each step with who did it; what it tells after it was opened again is the same.
func TestHistoryInWords(t *testing.T) {
	f := newDossier(t)
	first := len(forms.Begin(f.d.Edition, "341621", ""))
	f.SetWho("李某")
	p := forms.AnswerPath("5.3", "articles")
	set(t, f, p, "4")
	if f.Wrote().IsZero() {
		t.Error("nothing is said to be written")
	}
	do := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	undone, _, err := f.Undo()
	do(err)
	redone, _, err := f.Redo()
	do(err)
	feedback := func(note, was, is string) error {
		return f.CommitFeedback(note, []forms.Change{{Path: forms.FeedbackPath(forms.FeedbackFile), Old: was, New: is}})
	}
	do(feedback("收到初审反馈", "", "甲"))
	if words, ok := f.CanUndo(); !ok || words != "5.3 刊发宣传稿件 空白→4" || undone != words || redone != words {
		t.Errorf("undo would take back %q, %v; it has taken back %q and brought back %q", words, ok, undone, redone)
	}
	do(f.Commit("补填备注", []forms.Change{{Path: forms.RemarkPath(1), New: "甲"}}))
	if words, _ := f.CanUndo(); words != "补填备注" {
		t.Errorf("undo would take back %q", words)
	}
	finalize(t, f, "AAAA-BBBB")
	do(feedback("收到审核结果", "甲", "乙"))
	scan, err := f.AddScan(t.Context(), 1, pdfFile(t, "盖章.pdf", 10), nil)
	do(err)
	do(f.RemoveScan(scan, "扫错了"))
	do(f.Reopen("数字有误"))
	other := alteredEdition(t, func(s string) string { return strings.Replace(s, `partial = "2"`, `partial = "1.5"`, 1) })
	do(f.TakeEdition(other))
	if _, offered := f.EditionChanged(); offered || f.Dossier().Edition != other {
		t.Error("the rules taken are not those in use")
	}
	do(f.CommitFeedback("空的", nil))
	err = f.CommitFeedback("改数", []forms.Change{{Path: forms.FeedbackPath(forms.FeedbackFile), Old: "乙", New: "丙"}, {Path: p, Old: "4", New: "40"}})
	saying(t, err, ErrRefused, "反馈里只能有反馈的内容，没有收入")
	want := []string{
		"换用新的考核指标：" + other.Title, "第1版退回修改，现为第2版：数字有误", "移出第1版的盖章扫描件：盖章.pdf（扫错了）", "存入第1版的盖章扫描件：盖章.pdf",
		"收到审核结果", "定稿第1版，核对码 AAAA-BBBB", "第1项备注 空白→甲", "收到初审反馈",
		"重做：5.3 刊发宣传稿件 空白→4", "撤销：5.3 刊发宣传稿件 4→空白", "5.3 刊发宣传稿件 空白→4", "新建档案，填入" + strconv.Itoa(first) + "项",
	}
	versions := f.Versions()
	for _, now := range []string{"at once", "opened again"} {
		all, err := f.History(Filter{})
		do(err)
		var said []string
		for _, e := range all {
			if said = append(said, e.Text); e.Kind != "start" && e.Who != "李某" {
				t.Errorf("%s: %s by %q", now, e.Text, e.Who)
			}
		}
		if !slices.Equal(said, want) {
			t.Errorf("%s:\n%s\nnot\n%s", now, strings.Join(said, "\n"), strings.Join(want, "\n"))
		}
		if words, ok := f.CanUndo(); ok {
			t.Errorf("%s: what was finalized can be undone: %s", now, words)
		}
		list := f.Versions()
		if len(list) != 1 || list[0].Edition != "bozhou-2017" || list[0].Rules != testEdition(t).Hash() || list[0].Who != "李某" || list[0].Reopened != "数字有误" ||
			list[0].When.Unix() != versions[0].When.Unix() || list[0].When.IsZero() || list[0].Number != 1 || len(list[0].Scans) != 0 {
			t.Errorf("%s: %+v", now, list)
		}
		if now == "at once" {
			f = reopen(t, f)
		}
	}
	five, err := f.History(Filter{Indicator: 5})
	if do(err); len(five) != 3 || five[0].Text != want[8] {
		t.Errorf("%+v", five)
	}
}

// What changes in a dossier does not pass unseen: rows altered behind the checksums are named by what they hold.
func TestDamageIsNamed(t *testing.T) {
	for query, want := range map[string]string{
		"UPDATE version SET code='X'":                       "定稿记录",
		"UPDATE paper SET data=x'00' WHERE kind='xlsx'":     "定稿的文件",
		"UPDATE meta SET value=x'00' WHERE key='edition'":   "",
		"UPDATE value SET text='9' WHERE path='remark/1'":   "",
		"DELETE FROM version; UPDATE meta SET value=value":  "定稿记录",
		"DELETE FROM paper WHERE kind='pdf'; SELECT 1 + 1;": "定稿的文件",
	} {
		f := newDossier(t)
		set(t, f, forms.RemarkPath(1), "甲")
		finalize(t, f, "AAAA")
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
		spoil(t, f.Path(), query)
		_, err := Open(f.Path(), Options{})
		if wantKind(t, err, files.Damaged); !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", query, err)
		}
	}
}

// What another has changed is named as on the screen, and a paper that was damaged while the dossier was open is not handed out.
func TestWhatIsRefusedWhileOpen(t *testing.T) {
	f := newDossier(t)
	set(t, f, forms.AnswerPath("5.3", "articles"), "4")
	err := f.Commit("", []forms.Change{{Path: forms.AnswerPath("5.3", "articles"), Old: "3", New: "5"}})
	saying(t, err, ErrConflict, "“5.3 刊发宣传稿件”在别处已经改过，这次没有保存；请重新打开档案，核对现在的内容后再修改")
	finalize(t, f, "AAAA")
	spoil(t, f.Path(), "UPDATE paper SET data=x'00'")
	_, err = f.VersionFile(1, PaperPDF)
	wantKind(t, err, files.Damaged)
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	saying(t, f.Keep(map[forms.Path]forms.Draft{forms.RemarkPath(1): {Text: "写到一半"}}), ErrClosed, f.Commit("", []forms.Change{{}}).Error())
	if f.Dossier().Drafts() != nil && len(f.Dossier().Drafts()) > 0 {
		t.Error("a text the disk does not have is kept")
	}
}
