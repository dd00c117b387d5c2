package sheets_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"zicha/forms"
	"zicha/forms/sheets"
)

// Files beside a sheet are attached by the name written in it; what is not there, not named, or fits twice is told and left alone.
func TestEvidenceByName(t *testing.T) {
	c := newCounty(t, "县委宣传部 | 5")
	path := c.out(t, false)["县委宣传部"]
	dir := filepath.Dir(path)
	lay(t, dir, "活动通知.pdf", "通知")
	lay(t, dir, "照片1.jpg", "一")
	lay(t, dir, "照片2.JPG", "二")
	lay(t, dir, "报样.pdf", "报样")
	lay(t, dir, "报样.docx", "另一份")
	lay(t, dir, "没人提到.pdf", "x")
	lay(t, dir, "空.pdf", "")
	lay(t, dir, "~$填报表.xlsx", "x")
	filled(t, path, func(b *book) {
		b.piece("5.1", "主题宣传活动通知", "材料名称", "关于开展活动的通知", "文号", "涡信用办〔2017〕7号", "成文日期", "2017年3月2日", "印发单位", "涡阳县信用办", "页数", "２", "文件名", "活动通知")
		b.piece("5.1", "主题宣传活动宣传材料", "材料名称", "现场照片", "文件名", "照片1.jpg、照片２.jpg")
		b.piece("5.2", "专题宣传活动通知", "材料名称", "同一份通知", "文件名", "活动通知.PDF")
		b.piece("5.2", "专题宣传活动宣传材料", "材料名称", "不在的", "文件名", `D:\材料\不在.pdf`)
		b.piece("5.3", "刊发的稿件（报样、网页截图或播出证明）", "材料名称", "报样", "文件名", "报样")
		b.piece("5.3", "", "材料名称", "空的", "文件名", "空.pdf")
		b.piece("5.3", "", "材料名称", "播出证明光盘", "文号", "无")
	})
	p := c.plan(t, path)
	outcomes := c.take(t, p)
	want := []string{
		"5-01 关于开展活动的通知（活动通知.pdf）5.1、5.2",
		"5-02 现场照片（照片1.jpg、照片2.JPG）5.1",
		"5-03 播出证明光盘（）5.3",
	}
	if got := c.evidence(); !slices.Equal(got, want) {
		t.Errorf("evidence\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	e := c.Dossier().AllEvidence()[0]
	if e.DocNo != "涡信用办〔2017〕7号" || e.Date != "2017-03-02" || e.Issuer != "涡阳县信用办" || e.Pages != "2" || !slices.Equal(e.Expect, []string{"5.1#1", "5.2#1"}) {
		t.Errorf("taken over: %+v", e)
	}
	if len(outcomes) != 3 || !outcomes[0].Taken || outcomes[0].Words != "已添加" {
		t.Errorf("outcomes %+v", outcomes)
	}
	got := notes(p)
	for _, w := range []string{
		"没有找到文件“D:\\材料\\不在.pdf”", "“报样”与几个文件相符（报样.docx、报样.pdf）", "文件“空.pdf”是空的",
		"没人提到.pdf｜没有一份填报表写到这个文件", "同一份材料同时用于5.2",
	} {
		if !strings.Contains(got, w) {
			t.Errorf("no %q in\n%s", w, got)
		}
	}
	if strings.Contains(got, "~$") || strings.Contains(got, "报样.docx｜没有一份") {
		t.Errorf("too much told:\n%s", got)
	}
	// taken again, nothing doubles
	again := c.plan(t, path)
	if len(again.Items) != 1 || again.Items[0].Mine != "关于开展活动的通知" { // 5.2 calls the notice by another name
		for _, it := range again.Items {
			t.Errorf("again: %s %q %+v", it.Title, it.Mine, it.Offers)
		}
	}
	c.take(t, again)
	if got := c.evidence(); !slices.Equal(got, want) {
		t.Errorf("taken twice\n%s", strings.Join(got, "\n"))
	}
	// the file that was missing comes later
	lay(t, dir, "不在.pdf", "来了")
	c.take(t, c.plan(t, path))
	if got := c.evidence(); len(got) != 4 || got[3] != "5-04 不在的（不在.pdf）5.2" {
		t.Errorf("later\n%s", strings.Join(got, "\n"))
	}
}

// A file named by the number of an item that has none yet goes there; one that has files keeps them.
func TestEvidenceByNumber(t *testing.T) {
	c := newCounty(t, "县委宣传部 | 5\n县教育局 | 6")
	for _, e := range []struct{ criterion, title string }{{"5.1", "通知"}, {"5.2", "专题"}, {"6.1", "学校"}} {
		_, changes, err := c.Dossier().AddEvidence(e.criterion, forms.Evidence{Title: e.title})
		must(t, err)
		must(t, c.Commit("", changes))
	}
	path := c.out(t, true)["县委宣传部"]
	dir := filepath.Dir(path)
	lay(t, dir, "5-01 通知.pdf", "通知")
	lay(t, dir, "5-02照片a.jpg", "a")
	lay(t, dir, "5-02照片b.jpg", "b")
	lay(t, dir, "5-020 别的.pdf", "x")
	lay(t, dir, "6-01 学校.pdf", "别的部门的")
	filled(t, path, func(b *book) { b.numbered("5-01", "文号", "涡办〔2017〕1号") })
	p := c.plan(t, path)
	c.take(t, p)
	want := []string{"5-01 通知（5-01 通知.pdf）5.1", "5-02 专题（5-02照片a.jpg、5-02照片b.jpg）5.2", "6-01 学校（）6.1"}
	if got := c.evidence(); !slices.Equal(got, want) {
		t.Errorf("evidence\n%s", strings.Join(got, "\n"))
	}
	first := c.Dossier().AllEvidence()[0]
	if first.DocNo != "涡办〔2017〕1号" || first.Delivery != forms.DeliveryFile {
		t.Errorf("%+v", first)
	}
	if got := notes(p); !strings.Contains(got, "5-020 别的.pdf｜没有一份") || !strings.Contains(got, "6-01 学校.pdf｜没有一份") {
		t.Errorf("told\n%s", got)
	}
	lay(t, dir, "5-01 新通知.pdf", "新的")
	if got := notes(c.plan(t, path)); !strings.Contains(got, "5-01 新通知.pdf｜佐证5-01已经有文件，没有替换它") || !strings.Contains(got, "5-01 通知.pdf｜已经是佐证5-01的文件") {
		t.Errorf("told\n%s", got)
	}
	filled(t, path, func(b *book) { b.piece("5.3", "", "编号", "5-09", "材料名称", "编的号") })
	if got := notes(c.plan(t, path)); !strings.Contains(got, "档案里没有编号是“5-09”的佐证材料") {
		t.Errorf("told\n%s", got)
	}
}

// The same bytes that are attached already are linked, not stored again; other data for them is a conflict.
func TestSameFileIsLinked(t *testing.T) {
	c := newCounty(t, "县委宣传部 | 5.1\n县教育局 | 6.1")
	paths := c.out(t, false)
	dir := filepath.Dir(paths["县委宣传部"])
	lay(t, dir, "通知.pdf", "同样的内容")
	lay(t, dir, "另名.pdf", "同样的内容")
	filled(t, paths["县委宣传部"], func(b *book) {
		b.piece("5.1", "主题宣传活动通知", "材料名称", "通知", "文号", "1号", "文件名", "通知.pdf")
	})
	c.take(t, c.plan(t, paths["县委宣传部"]))
	filled(t, paths["县教育局"], func(b *book) {
		b.piece("6.1", "学校诚信教育活动通知或方案", "材料名称", "通知", "文号", "2号", "成文日期", "2017-5-1", "文件名", "另名.pdf")
	})
	p := c.plan(t, paths["县教育局"])
	if p.Open() != 1 {
		t.Errorf("%d conflicts", p.Open())
	}
	for _, it := range p.Items {
		it.Prefer(false)
	}
	c.take(t, p)
	if got := c.evidence(); !slices.Equal(got, []string{"5-01 通知（通知.pdf）5.1、6.1"}) {
		t.Errorf("evidence %v", got)
	}
	e := c.Dossier().AllEvidence()[0]
	if e.DocNo != "1号" || e.Date != "2017-05-01" || !slices.Equal(e.Expect, []string{"5.1#1", "6.1#1"}) {
		t.Errorf("%+v", e)
	}
}

// Two departments send the same file in one go.
func TestTwoDepartmentsOneFile(t *testing.T) {
	c := newCounty(t, "县委宣传部 | 5.1\n县教育局 | 6.3")
	paths := c.out(t, false)
	lay(t, filepath.Dir(paths["县委宣传部"]), "通知.pdf", "同样的内容")
	for name, criterion := range map[string][2]string{"县委宣传部": {"5.1", "主题宣传活动通知"}, "县教育局": {"6.3", "纳入诚信教育的入职培训安排，或已签署的入职信用承诺书"}} {
		filled(t, paths[name], func(b *book) {
			b.piece(criterion[0], criterion[1], "材料名称", "通知", "文件名", "通知.pdf")
		})
	}
	c.take(t, c.plan(t, paths["县委宣传部"], paths["县教育局"]))
	if got := c.evidence(); !slices.Equal(got, []string{"5-01 通知（通知.pdf）5.1、6.3"}) {
		t.Errorf("evidence %v", got)
	}
}

// Cancelling while files are stored leaves neither items nor bytes behind.
func TestCancelledStore(t *testing.T) {
	c := newCounty(t, "县委宣传部 | 5.1")
	path := c.out(t, false)["县委宣传部"]
	lay(t, filepath.Dir(path), "通知.pdf", "内容")
	filled(t, path, func(b *book) { b.piece("5.1", "主题宣传活动通知", "文件名", "通知.pdf") })
	p := c.plan(t, path)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := p.Store(ctx, c.File, nil); err == nil {
		t.Error("not cancelled")
	}
	// and a file that is gone by then is told
	p = c.plan(t, path)
	must(t, os.Remove(filepath.Join(filepath.Dir(path), "通知.pdf")))
	outcomes := c.take(t, p)
	if len(outcomes) != 1 || outcomes[0].Taken || outcomes[0].Words != "文件没有存入，没有添加" || len(c.evidence()) != 0 {
		t.Errorf("%+v %v", outcomes, c.evidence())
	}
	if !strings.Contains(notes(p), "通知.pdf") {
		t.Errorf("told %s", notes(p))
	}
}

// The same department's sheet twice, an older and a newer copy: both are named by their files.
func TestTwoCopiesOfOneSheet(t *testing.T) {
	c := newCounty(t, "县委宣传部 | 5.3")
	old := c.out(t, false)["县委宣传部"]
	fresh := filepath.Join(filepath.Dir(old), "改过的.xlsx")
	data, err := os.ReadFile(old)
	must(t, err)
	must(t, os.WriteFile(fresh, data, 0o600))
	filled(t, old, func(b *book) { b.answer("5.3/articles", "2") })
	filled(t, fresh, func(b *book) { b.answer("5.3/articles", "3") })
	list, refused, err := sheets.ReadAll(context.Background(), c.Dossier(), []string{filepath.Dir(old), fresh}, nil)
	must(t, err)
	if len(list) != 2 || len(refused) != 0 {
		t.Fatalf("%d sheets, refused %v", len(list), refused)
	}
	p, err := sheets.MakePlan(context.Background(), c.Dossier(), list)
	must(t, err)
	if len(p.Items) != 1 || !p.Items[0].Open() || !strings.Contains(p.Items[0].Offers[0].Who()+p.Items[0].Offers[1].Who(), "县委宣传部（改过的.xlsx）") {
		t.Errorf("%+v", p.Items[0])
	}
}

// Departments hand in a folder each: the sheets are found one folder down, and files of one name stay with their own sheet. A workbook that
// is no sheet is evidence like any other file.
func TestAFolderForEachDepartment(t *testing.T) {
	c := newCounty(t, "县委宣传部 | 5.1\n县教育局 | 6.1")
	root := t.TempDir()
	for name, piece := range map[string][2]string{"县委宣传部": {"5.1", "主题宣传活动通知"}, "县教育局": {"6.1", "学校诚信教育活动通知或方案"}} {
		path := c.out(t, false)[name]
		filled(t, path, func(b *book) {
			b.piece(piece[0], piece[1], "材料名称", name+"的通知", "文件名", "通知.pdf")
			b.piece(piece[0], "", "材料名称", name+"的统计表", "文件名", "统计表.xlsx")
		})
		dir := filepath.Join(root, name)
		must(t, os.Mkdir(dir, 0o700))
		must(t, os.Rename(path, filepath.Join(dir, "填报表.xlsx")))
		lay(t, dir, "通知.pdf", name)
		f := excelize.NewFile()
		must(t, f.SetCellStr("Sheet1", "A1", name))
		must(t, f.SaveAs(filepath.Join(dir, "统计表.xlsx")))
	}
	list, refused, err := sheets.ReadAll(context.Background(), c.Dossier(), []string{root}, nil)
	must(t, err)
	if len(list) != 2 || len(refused) != 0 {
		t.Fatalf("%d sheets, refused %v", len(list), refused)
	}
	p, err := sheets.MakePlan(context.Background(), c.Dossier(), list)
	must(t, err)
	c.take(t, p)
	want := []string{
		"5-01 县委宣传部的通知（通知.pdf）5.1", "5-02 县委宣传部的统计表（统计表.xlsx）5.1",
		"6-01 县教育局的通知（通知.pdf）6.1", "6-02 县教育局的统计表（统计表.xlsx）6.1",
	}
	if got := c.evidence(); !slices.Equal(got, want) {
		t.Errorf("evidence\n%s", strings.Join(got, "\n"))
	}
	told := notes(p)
	if strings.Count(told, "没有算作佐证") != 2 || strings.Count(told, "“通知.pdf”的内容不是扩展名所说的格式") != 2 || strings.Contains(told, "统计表") {
		t.Errorf("told %s", told)
	}
}
