package pack_test

import (
	"os"
	"slices"
	"testing"

	"zicha/forms"
	"zicha/forms/pack"
)

// A version sent back and finalized unchanged leaves the papers sealed before valid, and verify says so: each pack and workbook is held
// against its own version, in whatever order; one that passes another version's report for its own is told.
func TestVerifyEveryVersionOfACode(t *testing.T) {
	f, code := finalized(t)
	known := known2017(t)
	first := packed(t, f, t.TempDir(), pack.PackOptions{Letter: true}).Folder
	if err := f.Reopen("重新定稿"); err != nil {
		t.Fatal(err)
	}
	if err := f.Commit("红头", []forms.Change{{Path: forms.RedHeadPath, New: "true"}}); err != nil {
		t.Fatal(err)
	}
	final, err := pack.Finalize(t.Context(), f, "2018-02-05", nil)
	if err != nil || final.Code != code || final.Version != 2 {
		t.Fatalf("room for a red head gives %+v, %v; the code was %s", final, err, code)
	}
	second := packed(t, f, t.TempDir(), pack.PackOptions{Letter: true}).Folder
	for _, v := range verify(t, code, known, first, first+"/"+bookName, f.Path(), second) {
		if !v.Equal || len(v.Differs) > 0 {
			t.Errorf("%+v", v)
		}
	}
	for _, v := range verify(t, code, known, second, f.Path(), first) {
		if !v.Equal || v.Path != f.Path() && !slices.Contains(v.Notes, "Word 正文与工作簿的内容一致") {
			t.Errorf("%+v", v)
		}
	}
	report, err := os.ReadFile(second + "/示例县2017年度自查报告（第2版）.pdf")
	if err != nil {
		t.Fatal(err)
	}
	one := tinker{t, first}
	one.write(reportName, report)
	one.relist(reportName)
	if v := verify(t, code, known, first, f.Path())[0]; v.Equal || !slices.Contains(v.Notes, "PDF 报告与档案里存的定稿不是同一个文件") {
		t.Errorf("the second version's report beside the first's workbook: %+v", v)
	}
}
