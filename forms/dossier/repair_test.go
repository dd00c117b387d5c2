package dossier

import (
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"zicha/forms"
	"zicha/forms/files"
	"zicha/scoring"
)

func repaired(t *testing.T, path string) (Report, *File) {
	t.Helper()
	known := []*scoring.Edition{testEdition(t)}
	to := filepath.Join(t.TempDir(), "新.zicha")
	report, err := Repair{From: path, To: to, Editions: known}.Run(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	f, err := Open(to, Options{Editions: known})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return report, f
}

// All of a dossier whose values and log disagree comes out: 18 values, three files, a version with its papers and scan, the log.
func TestRepair(t *testing.T) {
	path := unpack(t, "format1-scans.zicha.gz")
	whole := openOld(t, "format1-scans.zicha.gz").Dossier()
	spoil(t, path, "UPDATE value SET text='9' WHERE path='answer/5.3/articles'")
	_, err := Open(path, Options{})
	wantKind(t, err, files.Damaged)
	report, f := repaired(t, path)
	d := f.Dossier()
	if !maps.Equal(d.Values(), whole.Values()) || report.Values != len(whole.Values()) || report.Files != 3 || report.Versions != 1 || len(report.Lost) != 0 {
		t.Errorf("%+v %v", report, d.Values())
	}
	if d.Version != 2 || d.Final || len(f.Versions()) != 1 || len(f.Versions()[0].Scans) != 1 || f.Versions()[0].Reopened != "数字有误" {
		t.Error(d.Version, d.Final, f.Versions())
	}
	if pdf, err := f.VersionFile(1, PaperPDF); err != nil || string(pdf) != "%PDF-1.7 第一版" {
		t.Errorf("%q %v", pdf, err)
	}
	if bad, err := f.CheckFiles(t.Context(), nil); err != nil || len(bad) != 0 {
		t.Error(bad, err)
	}
	set(t, f, forms.RemarkPath(1), "接着改")
	history, err := f.History(Filter{})
	if err != nil || !strings.Contains(history[1].Text, "修复") {
		t.Error(history[1].Text, err)
	}
}

// What is missing is named in the words of the screen.
func TestRepairNamesWhatIsMissing(t *testing.T) {
	path := unpack(t, "format1-scans.zicha.gz")
	spoil(t, path, `UPDATE chunk SET data=x'00' WHERE id%1048576=2;
DELETE FROM chunk WHERE id=(SELECT max(id) FROM chunk);
DELETE FROM paper WHERE kind='xlsx'; DELETE FROM value; DELETE FROM log WHERE path='answer/5.3/articles' AND new='5';
UPDATE meta SET value=x'00' WHERE key IN ('edition','edition hash');
VACUUM`) // or copies of the rows would still lie on pages that were given up
	report, f := repaired(t, path)
	for _, want := range []string{
		"佐证5-01《通知》的文件“大.txt”没有找回", "第1版的盖章扫描件“盖章.pdf”没有找回", "第1版定稿的数据表没有找回",
		"“5.3 刊发宣传稿件”取了“4”，也可能是空白", "修改记录缺少1条", "档案里保存的考核指标没有找回",
	} {
		if !slices.ContainsFunc(report.Lost, func(line string) bool { return strings.Contains(line, want) }) {
			t.Errorf("not told: %s\n%s", want, strings.Join(report.Lost, "\n"))
		}
	}
	d := f.Dossier()
	if d.Get(forms.AnswerPath("5.3", "articles")) != "4" || d.County() != "涡阳县" || d.Version != 2 || len(d.AllEvidence()) != 2 {
		t.Error(d.Values())
	}
	if bad, err := f.CheckFiles(t.Context(), nil); err != nil || len(bad) != 1 {
		t.Error(bad, err)
	}
}

// A finalized dossier stays finalized, whatever the meta table says.
func TestRepairOfAFinalizedDossier(t *testing.T) {
	path := unpack(t, "format1.zicha.gz")
	spoil(t, path, "DELETE FROM meta WHERE key IN ('final','version')")
	report, f := repaired(t, path)
	if d := f.Dossier(); !d.Final || d.Version != 1 || len(f.Versions()) != 1 || len(report.Lost) != 0 {
		t.Error(d.Final, d.Version, report)
	}
}

// The file of a withdrawn item, which may be restored, is named too.
func TestRepairNamesTheFileOfAWithdrawnItem(t *testing.T) {
	f := newDossier(t)
	ref, _, err := f.AddFile(t.Context(), testFile(t, "签到表.png", noise(9000)), nil)
	if err != nil {
		t.Fatal(err)
	}
	item, changes, err := f.Dossier().AddEvidence("6.2", forms.Evidence{Title: "培训", Files: []forms.FileRef{ref}})
	if err != nil || f.Commit("", changes) != nil {
		t.Fatal(err)
	}
	changes, err = f.Dossier().RemoveEvidence(item.ID, "重复")
	if err != nil || f.Commit("", changes) != nil || f.Close() != nil {
		t.Fatal(err)
	}
	spoil(t, f.Path(), "DELETE FROM chunk; VACUUM")
	report, _ := repaired(t, f.Path())
	if want := "已撤销的佐证6-01《培训》的文件“签到表.png”没有找回"; len(report.Lost) != 1 || !strings.HasPrefix(report.Lost[0], want) {
		t.Error(report.Lost)
	}
}

// Where values and log contradict each other, both stand in the list.
func TestRepairNamesBothValues(t *testing.T) {
	f := newDossier(t)
	set(t, f, forms.AnswerPath("5.3", "articles"), "5")
	set(t, f, forms.RemarkPath(1), strings.Repeat("长", 61))
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	spoil(t, f.Path(), "DELETE FROM value WHERE path IN ('answer/5.3/articles', 'remark/1')")
	report, g := repaired(t, f.Path())
	for _, want := range []string{
		"“5.3 刊发宣传稿件”取了“5”，也可能是空白，不能确定哪个是最后填的，请核对",
		"取了“" + strings.Repeat("长", 60) + "……”，也可能是空白", "最近的修改可能有没有取到的，填报内容请对照纸面或备份核对",
	} {
		if !slices.ContainsFunc(report.Lost, func(line string) bool { return strings.Contains(line, want) }) {
			t.Errorf("not told: %s\n%q", want, report.Lost)
		}
	}
	if len(report.Lost) != 3 || g.Dossier().Get(forms.AnswerPath("5.3", "articles")) != "5" {
		t.Error(report.Lost, g.Dossier().Values())
	}
}
