package assess

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"zicha/forms"
	"zicha/forms/letterdoc"
	"zicha/forms/pack"
	"zicha/ui/widgets"
)

// The dialog says what a draft is, packs with what was ticked, tells what was made, and counts as an export.
func TestPackFromTheWindow(t *testing.T) {
	st := newStage(t)
	st.desk.AskPack()
	if !strings.Contains(st.words(), "现在还是草稿") {
		t.Errorf("asks %q", st.words())
	}
	var ticked []string
	for _, o := range test.LaidOutObjects(st.win.Canvas().Overlays().Top()) {
		if c, ok := o.(*widgets.Check); ok && c.Checked {
			ticked = append(ticked, c.Text)
		}
	}
	if len(ticked) != 1 || !strings.Contains(ticked[0], ".zip") {
		t.Errorf("ticked at first: %q", ticked)
	}
	st.closeAll()
	folder := t.TempDir()
	var opened string
	st.desk.host.OpenPath = func(path string) { opened = path }
	st.desk.planPack(folder, pack.PackOptions{Zip: true, Letter: true})
	st.shows(t, "涡阳县2017年度自查报送包（草稿）”（报送包）")
	st.shows(t, "涡阳县2017年度自查报送包（草稿）.zip”（压缩包）")
	if list, err := os.ReadDir(folder); err != nil || len(list) > 0 {
		t.Errorf("begun before it was agreed to: %v, %v", list, err)
	}
	st.press(t, "写出")
	st.shows(t, "每个文件都已读回来")
	list, err := os.ReadFile(filepath.Join(folder, "涡阳县2017年度自查报送包（草稿）", "清单.txt"))
	if count := strconv.Itoa(strings.Count(string(list), "  ")); err != nil || !strings.Contains(st.words(), "共"+count+"个文件，另附清单") {
		t.Errorf("the list names %s files, told %q, %v", count, st.words(), err)
	}
	if words := st.words(); !strings.Contains(words, "涡阳县2017年度自查报送包（草稿）.zip") || !strings.Contains(words, "不能作为报送材料") || !strings.Contains(words, letterdoc.Advice) {
		t.Errorf("told %q", words)
	}
	st.press(t, "打开文件夹")
	if opened != folder {
		t.Errorf("opened %q", opened)
	}
	if st.File.Exported() == "" || pack.Stands(st.File, st.Values).Outdated {
		t.Error("a pack is no export")
	}
	if err := st.Set(forms.RemarkPath(5), "改"); err != nil || !pack.Stands(st.File, st.Values).Outdated {
		t.Error("the change after it is not told")
	}
}

// Cancelling and failing leave nothing and say so.
func TestPackGivenUp(t *testing.T) {
	st := newStage(t)
	folder := t.TempDir()
	st.desk.packTo(folder, pack.PackOptions{Tell: nil})
	st.press(t, "取消")
	st.until(t, func() bool { return len(st.told) > 0 || strings.Contains(st.words(), "报送包已生成") })
	if list, err := os.ReadDir(folder); err != nil || len(st.told) > 0 && len(list) != 0 {
		t.Errorf("told %q, left %v, %v", st.told, list, err)
	}
	st.closeAll()
	st.told = nil
	blocked := filepath.Join(folder, "文件")
	write(t, blocked, "x")
	st.desk.packTo(filepath.Join(blocked, "里面"), pack.PackOptions{})
	st.until(t, func() bool { return len(st.told) == 1 })
	if !strings.HasPrefix(st.told[0], "没有生成报送包：") || !strings.Contains(st.told[0], "路径里有一段是文件") {
		t.Errorf("told %q", st.told)
	}
}

// The letter is written as .docx, with the advice for a change outside.
func TestLetterFromTheWindow(t *testing.T) {
	st := newStage(t)
	folder := t.TempDir()
	st.desk.letterTo(folder, pack.PlanLetter(st.File, folder))
	st.shows(t, "核对码和档案必须一致")
	data, err := os.ReadFile(filepath.Join(folder, "涡阳县2017年度自查报告正文（草稿）.docx"))
	if err != nil {
		t.Fatal(err)
	}
	if words, err := letterdoc.Paragraphs(data); err != nil || len(words) < 30 {
		t.Errorf("%d paragraphs, %v", len(words), err)
	}
}

// A pack's zip, or its folder by the list in it, is compared with the code like a workbook.
func TestVerifyPackFromTheWindow(t *testing.T) {
	st := newStage(t)
	out, err := pack.Pack(t.Context(), st.File, t.TempDir(), pack.PackOptions{Zip: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{out.Zip, filepath.Join(out.Folder, "清单.txt")} {
		st.desk.verify(st.Values.Code(), path)
		st.shows(t, "这个报送包是草稿，不是定稿")
		st.closeAll()
	}
}
