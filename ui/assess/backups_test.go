package assess

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"zicha/forms"
	"zicha/forms/dossier"
	"zicha/forms/pack"
	"zicha/scoring"
	"zicha/ui/widgets"
)

// backedUp closes the stage's dossier for a moment, so that its backup holds what it says now.
func (st *stage) backedUp(t *testing.T) {
	t.Helper()
	path := st.File.Path()
	copied := filepath.Join(t.TempDir(), filepath.Base(path))
	if err := st.File.SaveAs(copied, false); err != nil {
		t.Fatal(err)
	}
	f, err := dossier.Open(copied, dossier.Options{Editions: []*scoring.Edition{st.Values.Edition}})
	if err != nil {
		t.Fatal(err)
	}
	made := f.Backups()
	if err := f.Close(); err != nil || len(made) != 1 {
		t.Fatalf("backups %v: %v", made, err)
	}
	data, err := os.ReadFile(made[0])
	if err == nil {
		err = os.WriteFile(filepath.Join(filepath.Dir(path), filepath.Base(made[0])), data, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// A backup is held against the present before anything happens; restored it is one step, which undo takes back; into a new file it leaves
// the open dossier as it is.
func TestRestoreFromABackup(t *testing.T) {
	st := newStage(t)
	planned := func(value string) {
		st.Do("", st.Values.Replace(forms.AnswerPath("1.1", "tasks"), value))
		st.settle()
	}
	planned("true")
	enter(t, st.page(t, 9).remark, "以前的备注")
	st.settle()
	st.backedUp(t)
	planned("false")
	enter(t, st.page(t, 9).remark, "现在的备注")
	enter(t, st.page(t, 10).remark, "后来加的")
	st.settle()
	st.desk.AskBackups()
	st.shows(t, "与现在有3处不同")
	look := overlay[*widgets.Action](st)
	test.Tap(look[len(look)-1])
	st.shows(t, "备份里为“以前的备注”，现为“现在的备注”")
	st.shows(t, "备份里为“是”，现为“否”")
	if !strings.Contains(st.words(), "备份里为空白，现为“后来加的”") {
		t.Errorf("it says\n%s", st.words())
	}
	b := &backups{desk: st.desk}
	to := filepath.Join(t.TempDir(), "新.zicha")
	st.press(t, "恢复到这份档案")
	st.settle()
	if got := st.Values.Get(forms.RemarkPath(9)) + st.Values.Get(forms.RemarkPath(10)); got != "以前的备注" {
		t.Fatalf("restored, the remarks are %q", got)
	}
	st.desk.Undo()
	st.until(t, func() bool { return st.Values.Get(forms.RemarkPath(10)) == "后来加的" })
	st.closeAll()
	st.desk.AskBackups()
	st.shows(t, "与现在有3处不同")
	st.closeAll()
	list, err := packBackups(st)
	if err != nil || len(list) != 1 {
		t.Fatal(list, err)
	}
	b.restoreTo(list[0], to)
	st.shows(t, "已恢复到新文件")
	f, err := dossier.Open(to, dossier.Options{ReadOnly: true, Editions: []*scoring.Edition{st.Values.Edition}})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if got := f.Dossier(); got.Get(forms.RemarkPath(9)) != "以前的备注" || got.Get(forms.RemarkPath(10)) != "" || st.Values.Get(forms.RemarkPath(9)) != "现在的备注" {
		t.Error("the new file does not hold the backup's values, or the open one has changed")
	}
}

// A copy holds what the dossier says, and the open one stays the open one; nothing is written over.
func TestCopyOfTheDossier(t *testing.T) {
	st := newStage(t)
	enter(t, st.page(t, 9).remark, "备注")
	to := filepath.Join(t.TempDir(), "副本.zicha")
	st.copyTo(t, to)
	st.shows(t, "已另存副本")
	st.closeAll()
	enter(t, st.page(t, 9).remark, "又改")
	st.settle()
	f, err := dossier.Open(to, dossier.Options{ReadOnly: true, Editions: []*scoring.Edition{st.Values.Edition}})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if f.Dossier().Get(forms.RemarkPath(9)) != "备注" || st.File.Dossier().Get(forms.RemarkPath(9)) != "又改" {
		t.Error("the copy is not apart from the dossier")
	}
	st.copyTo(t, to)
	st.shows(t, "已有同名文件")
}

// copyTo asks for a copy without a password, at a place.
func (st *stage) copyTo(t *testing.T, path string) {
	t.Helper()
	st.desk.AskCopy()
	fyne.CurrentApp().Preferences().SetString("folder.copy", filepath.Dir(path)) // where the copy before went
	st.press(t, "下一步")
	fields := overlay[*widgets.Entry](st)
	fields[0].SetText(filepath.Base(path))
	st.press(t, "确定")
}

// The pages one was on are gone back to, where they were scrolled to, and forth again.
func TestBackAndForth(t *testing.T) {
	st := newStage(t)
	st.desk.Go(5)
	st.desk.Go(23)
	st.desk.ShowProblems()
	st.desk.Back()
	st.desk.Back()
	if st.desk.pane.current != "5" {
		t.Errorf("back on %s", st.desk.pane.current)
	}
	st.desk.Forth()
	if st.desk.pane.current != "23" {
		t.Errorf("forth on %s", st.desk.pane.current)
	}
}

// packBackups holds the backups against the stage's values.
func packBackups(st *stage) ([]pack.Backup, error) {
	return pack.Backups(context.Background(), st.File, st.Values, nil, func(int64, int64) {})
}

// What is said of each backup, and what is offered: nothing of one that cannot serve or says the same, and into a finalized dossier nothing is
// restored.
func TestBackupsInWords(t *testing.T) {
	st := newStage(t)
	b := &backups{desk: st.desk}
	b.show(nil)
	if want := []string{"没有备份：每天第一次打开档案和关闭档案时，会在它旁边留一份带日期的备份，最多留5份。现在旁边还没有。"}; !slices.Equal(st.told, want) {
		t.Errorf("told %q", st.told)
	}
	remark := forms.Change{Path: forms.RemarkPath(9), New: "当时的"}
	differs := []forms.Difference{{Key: "remark/9", Label: "第9项备注", Want: "当时的", Got: ""}}
	for _, c := range []struct {
		one   pack.Backup
		words string
		looks int // ways to look and restore
	}{
		{pack.Backup{Path: "/a/坏.zicha", Date: "2018-01-20", Fault: errors.New("已损坏"), Changes: []forms.Change{remark}}, "坏.zicha\n已损坏。", 0},
		{pack.Backup{Date: "2018-01-21"}, "2018-01-21的备份\n填报内容与现在没有不同", 0},
		{pack.Backup{Date: "2018-01-22", Changes: []forms.Change{remark, remark}}, "2018-01-22的备份\n印在报告里的内容与现在没有不同，分工等其他内容有2处不同", 1},
		{pack.Backup{Date: "2018-01-23", Changes: []forms.Change{remark}, Differs: differs}, "2018-01-23的备份\n与现在有1处不同", 1},
	} {
		b.show([]pack.Backup{c.one})
		if !strings.Contains(st.words(), c.words) || len(overlay[*widgets.Action](st)) != c.looks {
			t.Errorf("%d ways to look, and the words\n%s", len(overlay[*widgets.Action](st)), st.words())
		}
		st.closeAll()
	}
	one := pack.Backup{Date: "2018-01-23", Changes: []forms.Change{remark}, Differs: differs, Absent: []string{"佐证5-01 通知.pdf"}}
	b.compare(one)
	for _, want := range []string{"下面的佐证文件已经不在档案里，恢复后要重新添加：\n· 佐证5-01 通知.pdf", "第9项备注：备份里为“当时的”，现为空白"} {
		if !strings.Contains(st.words(), want) {
			t.Errorf("does not say %s\n%s", want, st.words())
		}
	}
	st.press(t, "取消")
	st.settle()
	if st.Values.Get(remark.Path) != "" {
		t.Error("restored without being wanted")
	}
	st.ready(t)
	st.finalize(t)
	st.closeAll()
	b.compare(one)
	if st.button("恢复到这份档案") != nil || st.button("恢复到新文件…") == nil || !strings.Contains(st.words(), "或者恢复到新文件。") {
		t.Errorf("offered to a finalized dossier:\n%s", st.words())
	}
}
