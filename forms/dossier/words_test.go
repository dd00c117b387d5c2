package dossier

import (
	"bytes"
	"errors"
	"image"
	"image/png"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"zicha/forms"
	"zicha/forms/files"
)

// saying fails where an error is of another kind, or says anything but that sentence.
func saying(t *testing.T, err error, kind files.Kind, words string) {
	t.Helper()
	if wantKind(t, err, kind); err.Error() != words {
		t.Errorf("says %s\nnot   %s", err, words)
	}
}

// What a dossier refuses, word for word: what is wrong, and what to do.
func TestWhatIsRefused(t *testing.T) {
	f := newDossier(t)
	saying(t, f.Reopen("数字有误"), ErrRefused, "档案还没有定稿，可以直接修改，不需要退回")
	for _, v := range []Version{{Code: "X"}, {Code: "X", PDF: noise(1)}, {Code: "X", Workbook: noise(1)}, {PDF: noise(1), Workbook: noise(1)}} {
		saying(t, f.Finalize(v), ErrRefused, "定稿需要报告、数据表和核对码，没有定稿；请先导出，再定稿")
	}
	other := alteredEdition(t, func(s string) string { return strings.Replace(s, `"bozhou-2017"`, `"bozhou-2018"`, 1) })
	saying(t, f.TakeEdition(nil), ErrRefused, "考核指标不是同一年度的，没有换用；其他年度请新建档案")
	saying(t, f.TakeEdition(other), ErrRefused, "考核指标不是同一年度的，没有换用；其他年度请新建档案")
	finalize(t, f, "AAAA")
	saying(t, f.Commit("", []forms.Change{{Path: forms.RemarkPath(1), New: "甲"}}), ErrFinal, "档案已经定稿，不能再改；需要修改时，请先“退回修改”并写明原因")
	saying(t, f.Reopen(" \n"), ErrRefused, "请写明退回修改的原因，原因会留在档案里")
	_, err := f.VersionFile(3, PaperPDF)
	saying(t, err, ErrRefused, "档案里没有第3版定稿的这个文件；请重新导出")
	scan := func(version int, path string) (Scan, error) { return f.AddScan(t.Context(), version, path, nil) }
	_, err = scan(9, pdfFile(t, "盖章.pdf", 10))
	saying(t, err, ErrRefused, "档案里没有第9版定稿，扫描件没有存入；请先定稿")
	_, err = scan(1, testFile(t, "说明.pdf", []byte("不是")))
	saying(t, err, files.Source, "“说明.pdf”不是 PDF、JPG 或 PNG 文件，没有存入；请把盖章后的纸面扫描成 PDF，或者拍成照片再存")
	for name, data := range map[string]string{"a.png": "\x89PNG\r\n\x1a\n", "b.jpg": "\xff\xd8\xff\xe0", "c.pdf": "\ufeff%PDF-1.4"} {
		if _, err := scan(1, testFile(t, name, []byte(data))); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	path := pdfFile(t, "盖章.pdf", 10)
	kept, err := scan(1, path)
	if err != nil {
		t.Fatal(err)
	}
	_, err = scan(1, path)
	saying(t, err, ErrRefused, "“盖章.pdf”已经存为第1版的盖章扫描件，没有重复存入；请检查是否选错了文件")
	saying(t, f.RemoveScan(kept, " "), ErrRefused, "请写明移出扫描件的原因，原因会留在档案里")
	if err := f.RemoveScan(kept, "扫错了"); err != nil {
		t.Fatal(err)
	}
	saying(t, f.RemoveScan(kept, "扫错了"), ErrRefused, "“盖章.pdf”不在第1版的盖章扫描件里，没有移出；请重新打开档案核对")
}

// The history of an indicator has its answers, texts, remark, departments and evidence, and nothing of one whose number begins alike.
func TestHistoryOfAnIndicator(t *testing.T) {
	f := newDossier(t)
	commit := func(note string, changes ...forms.Change) {
		t.Helper()
		if err := f.Commit(note, changes); err != nil {
			t.Fatal(err)
		}
	}
	for note, path := range map[string]forms.Path{
		"篇数": forms.AnswerPath("5.3", "articles"), "完成情况": forms.NarrativePath("5"), "备注": forms.RemarkPath(5),
		"分工": forms.AssignPath("5.1"), "待确认": forms.UnconfirmedPath("5.2"),
		"别的": forms.AnswerPath("15.1", "held"), "别的情况": forms.NarrativePath("15"), "总述": forms.NarrativePath("overall"), "别的备注": forms.RemarkPath(15),
		"别的分工": forms.AssignPath("15.1"), "联系人": forms.ProfilePath("contact"),
	} {
		commit(note, forms.Change{Path: path, New: "1"})
	}
	for note, criterion := range map[string]string{"佐证": "5.1", "别的佐证": "15.1"} {
		_, changes, err := f.Dossier().AddEvidence(criterion, forms.Evidence{Title: "通知"})
		if err != nil {
			t.Fatal(err)
		}
		commit(note, changes...)
	}
	for indicator, want := range map[int][]string{
		5: {"佐证", "分工", "备注", "完成情况", "待确认", "篇数"}, 15: {"别的", "别的佐证", "别的分工", "别的备注", "别的情况"}, 1: nil,
	} {
		list, err := f.History(Filter{Indicator: indicator})
		if err != nil {
			t.Fatal(err)
		}
		var notes []string
		for _, e := range list {
			notes = append(notes, e.Note)
		}
		slices.Sort(want)
		if slices.Sort(notes); !slices.Equal(notes, want) {
			t.Errorf("%d: %q, want %q", indicator, notes, want)
		}
	}
	commit("改篇数", forms.Change{Path: forms.AnswerPath("5.2", "articles"), New: "2"})
	if got := f.Dossier().Get(forms.UnconfirmedPath("5.2")); got != "" {
		t.Errorf("an answer that was changed still waits for being confirmed: %q", got)
	}
}

// The files of one piece of evidence come in with their places and the pages of all; one that cannot is told, and an empty or
// broken one is kept and doubted.
func TestTakeIn(t *testing.T) {
	f := newDossier(t)
	var photo bytes.Buffer
	if err := png.Encode(&photo, image.NewGray(image.Rect(0, 0, 3, 3))); err != nil {
		t.Fatal(err)
	}
	picture, note := testFile(t, "照片.png", photo.Bytes()), testFile(t, "说明.txt", []byte("说明"))
	var told []string
	taken, err := f.TakeIn(t.Context(), []string{picture, picture}, func(name string, done, total int64) {
		if done == 0 {
			told = append(told, name)
		}
		if done > total {
			t.Error(name, done, total)
		}
	})
	if err != nil || taken.Pages != 2 || len(taken.Refs) != 2 || taken.Refs[0].Place != 1 || taken.Refs[1].Place != 2 || taken.Refs[0].Name != "照片.png" {
		t.Fatalf("%+v %v", taken, err)
	}
	if !slices.Equal(told, []string{"照片.png", "照片.png"}) {
		t.Error(told)
	}
	f.PutBack(taken)
	if f.Holds(taken.Refs[0]) {
		t.Error("what was put back is still there")
	}
	if taken, err = f.TakeIn(t.Context(), []string{picture, note}, nil); err != nil || taken.Pages != 0 {
		t.Errorf("pages of a text: %+v %v", taken, err)
	}
	fresh := testFile(t, "新.txt", []byte("新的"))
	gone := filepath.Join(t.TempDir(), "无")
	some, err := f.TakeIn(t.Context(), []string{picture, gone, fresh}, nil)
	if err != nil || len(some.Refs) != 2 || some.Refs[1].Name != "新.txt" || some.Refs[1].Place != 2 || len(some.Missed) != 1 || !strings.Contains(some.Missed[0].Error(), "“无”") {
		t.Errorf("one of three is not there: %+v %v", some, err)
	}
	f.PutBack(some)
	if none, err := f.TakeIn(t.Context(), []string{gone, gone}, nil); !errors.Is(err, files.Source) || len(none.Refs) > 0 {
		t.Errorf("nothing is there: %+v, %v", none, err)
	}
	if again, existed, err := f.AddFile(t.Context(), fresh, nil); err != nil || existed {
		t.Error("one file of three stayed", again, err)
	}
	if !f.Holds(taken.Refs[0]) {
		t.Error("a file that was there before went with those that failed")
	}
	empty, web := testFile(t, "空.pdf", nil), testFile(t, "网页.pdf", []byte("<html></html>"))
	bad, err := f.TakeIn(t.Context(), []string{empty, web, picture}, nil)
	if err != nil || len(bad.Refs) != 3 || bad.Refs[0].Doubt != forms.DoubtEmpty || bad.Refs[1].Doubt != forms.DoubtWeb || bad.Refs[2].Doubt != "" || bad.Refs[0].Size != 0 {
		t.Fatalf("%+v %v", bad, err)
	}
	item, changes, err := f.Dossier().AddEvidence("5.1", forms.Evidence{Title: "空", Files: bad.Refs})
	if err == nil {
		err = f.Commit("添加", changes)
	}
	problems, checking := f.CheckFiles(t.Context(), nil)
	if err := errors.Join(err, checking); err != nil || len(problems) > 0 {
		t.Errorf("an empty file is not whole: %v, %v", problems, err)
	}
	if got := f.Dossier().Get(forms.EvidencePath(item.ID, forms.AttrDoubt)); got != "1:空文件 2:网页" {
		t.Errorf("kept %q", got)
	}
}

func TestReportWords(t *testing.T) {
	r := Report{Values: 18, Files: 3, Versions: 1, Entries: 25}
	const whole = "取出了18项填报内容、3个佐证文件和扫描件、1个定稿版本、25条修改记录，原文件没有改动。"
	if got := r.Words(); got != whole+"没有发现缺失。" {
		t.Error(got)
	}
	r.Lost = []string{"修改记录缺少1条", "缺少1个版本的定稿记录"}
	if got := r.Words(); got != whole+"下面2处缺失或需要核对：" {
		t.Error(got)
	}
}

// Where the versions' own rows are gone, the log still knows which version is current and whether it is final.
func TestRepairTakesTheVersionFromTheLog(t *testing.T) {
	for _, c := range []struct {
		name    string
		version int
		final   bool
	}{{"format1.zicha.gz", 1, true}, {"format1-scans.zicha.gz", 2, false}} {
		path := unpack(t, c.name)
		spoil(t, path, "DELETE FROM meta WHERE key IN ('final','version'); DELETE FROM version; VACUUM")
		report, f := repaired(t, path)
		if d := f.Dossier(); d.Version != c.version || d.Final != c.final {
			t.Errorf("%s: version %d, final %v", c.name, d.Version, d.Final)
		}
		if !slices.Contains(report.Lost, "缺少1个版本的定稿记录") {
			t.Errorf("%s: %q", c.name, report.Lost)
		}
	}
}
