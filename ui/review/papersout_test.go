package review

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/xuri/excelize/v2"

	"zicha/forms/clues"
	"zicha/forms/pdf/render"
	"zicha/forms/receive"
	"zicha/forms/results"
	"zicha/forms/review"
	"zicha/ui/widgets"
)

// keptPiece puts a file of a unit's pack where it is kept beside the book.
func (o *office) keptPiece(county, name, text string) (sum string) {
	o.t.Helper()
	hash := sha256.Sum256([]byte(text))
	sum = hex.EncodeToString(hash[:])
	folder := filepath.Join(receive.Folder(o.desk.session.Book), county+" 单位", "第1版")
	if err := os.MkdirAll(filepath.Join(folder, "佐证材料"), 0o700); err != nil {
		o.t.Fatal(err)
	}
	for path, data := range map[string]string{"佐证材料/" + name: text, "清单.txt": sum + "  佐证材料/" + name + "\n"} {
		if err := os.WriteFile(filepath.Join(folder, path), []byte(data), 0o600); err != nil {
			o.t.Fatal(err)
		}
	}
	return sum
}

// A piece of evidence that a clue is about opens in the window, Escape takes it away; where nothing draws pages the system's program opens it.
func TestClueOpensEvidence(t *testing.T) {
	o := newOffice(t, bureau, version(t, "341621", 1), version(t, "341622", 1))
	var opened []string
	o.desk.host.OpenPath = func(path string) { opened = append(opened, path) }
	sum := o.keptPiece("341621", "通知.pdf", "%PDF-1.4 通知")
	o.desk.Show(pageClues)
	p := o.desk.pages[pageClues].(*cluesPage)
	use := clues.Use{County: "341621", Indicator: 5, File: "通知.pdf", SHA256: sum}
	p.open(use)
	o.until("it is opened", func() bool { return len(opened) == 1 })
	if !strings.HasSuffix(opened[0], "通知.pdf") {
		t.Errorf("opened %q", opened)
	}
	pages := render.New()
	t.Cleanup(pages.Close)
	o.desk.host.Pages = pages
	p.open(use)
	o.until("it is shown", func() bool { return p.looks.box.Visible() })
	if len(opened) != 1 || p.looks.beside.Visible() {
		t.Errorf("opened %q", opened)
	}
	o.desk.Key(fyne.KeyEscape)
	if p.looks.box.Visible() || !p.looks.beside.Visible() {
		t.Error("Escape does not take it away")
	}
	p.open(clues.Use{County: "341621", Indicator: 5, File: "没有.pdf", SHA256: strings.Repeat("0", 64)})
	o.until("it is told", func() bool { return len(o.told) == 1 })
	if !strings.Contains(o.told[0], "没有找到“没有.pdf”") {
		t.Errorf("told %q", o.told)
	}
}

// What came back from an on-site check is kept in the book and saved out again, byte for byte.
func TestScanIsKeptAndSavedOut(t *testing.T) {
	o := newOffice(t, bureau, version(t, "341621", 1))
	dir := t.TempDir()
	from, to := filepath.Join(dir, "核查表.pdf"), filepath.Join(dir, "另存.pdf")
	if err := os.WriteFile(from, []byte("%PDF-1.4 核查"), 0o600); err != nil {
		t.Fatal(err)
	}
	o.desk.GoCell(At{"341621", 5})
	o.settle()
	p := o.page()
	p.keepScan(p.chosen(), from, "现场有宣传栏")
	o.until("the scan", func() bool { return len(o.desk.session.View.Scans(o.cell("341621", 5))) == 1 })
	if words := o.inSide(); !strings.Contains(words, "核查表.pdf") || !strings.Contains(words, "现场有宣传栏") {
		t.Fatalf("beside it stands\n%s", words)
	}
	p.saveScan(o.desk.session.View.Scans(o.cell("341621", 5))[0], to)
	o.says("已另存")
	o.press("完成")
	if data, err := os.ReadFile(to); err != nil || string(data) != "%PDF-1.4 核查" {
		t.Errorf("%q, %v", data, err)
	}
	p.saveScan(o.desk.session.View.Scans(o.cell("341621", 5))[0], to)
	o.until("it is refused", func() bool { return len(o.told) == 1 })
	if !strings.HasPrefix(o.told[0], "没有另存") {
		t.Errorf("told %q", o.told)
	}
}

// A score sheet goes out to a unit that has no program; filled in it comes back through 来件 as that unit's scores.
func TestScoreSheetGoesOutAndBack(t *testing.T) {
	o := newOffice(t, commission, version(t, "341621", 1))
	o.desk.Show(pageIncoming)
	o.tap("写出评分表…")
	top := o.win.Canvas().Overlays().Top()
	var fields []*widgets.Entry
	for _, at := range test.LaidOutObjects(top) {
		if e, ok := at.(*widgets.Entry); ok {
			fields = append(fields, e)
		}
	}
	fields[1].SetText("99")
	o.press("下一步")
	if words, _ := o.sheet(); !strings.Contains(words, "没有第“99”项指标") {
		t.Fatalf("the form says\n%s", words)
	}
	fields[1].SetText("5")
	o.press("下一步")
	if words, _ := o.sheet(); !strings.Contains(words, "请写明填表的单位") {
		t.Fatalf("the form says\n%s", words)
	}
	o.press("取消")
	path := filepath.Join(t.TempDir(), "市信息局评分表.xlsx")
	o.desk.writeScoreSheet(path, receive.SheetJob{Unit: "市信息局", Indicators: []int{5}})
	o.says("已写出评分表")
	o.press("完成")
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := f.GetRows(receive.SheetName)
	if err != nil {
		t.Fatal(err)
	}
	done := 0
	for i, row := range rows {
		if i == 0 || row[0] != "341621" {
			continue
		}
		for col, title := range rows[0] {
			cell, err := excelize.CoordinatesToCellName(col+1, i+1)
			if err != nil {
				t.Fatal(err)
			}
			if value := map[string]string{"新分": "6", "理由": "缺少截图"}[title]; value != "" {
				done++
				if err := f.SetCellValue(receive.SheetName, cell, value); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	if done != 2 {
		t.Fatalf("%d cells to fill in in %v", done, rows[0])
	}
	if err := f.Save(); err != nil {
		t.Fatal(err)
	}
	o.desk.Dropped([]string{path})
	o.says("评分表 · 可以收下")
	o.press("收下1份")
	o.says("收件结果")
	if c := o.cell("341621", 5); c.Initial == nil || c.Initial.String() != "6.00" || c.Why() != "缺少截图" || c.Act.Unit != "市信息局" {
		words, _ := o.sheet()
		t.Errorf("%+v\n%s", c.Act, words)
	}
}

// A copy for another reviewer is a book of its own with the same scores; the dialog tells its number.
func TestCopyForAnother(t *testing.T) {
	o := newOffice(t, bureau, version(t, "341621", 1))
	o.desk.Show(pageJoin)
	p := o.desk.pages[pageJoin].(*joinPage)
	o.tap("复制一份给他人…")
	if words, _ := o.sheet(); !strings.Contains(words, "副本存放在哪里") {
		t.Fatalf("asked\n%s", words)
	}
	o.press("取消")
	path := filepath.Join(t.TempDir(), "副本.huizong")
	p.copyTo(path)
	o.says("已复制")
	other, err := review.OpenToRead(path)
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	if words, _ := o.sheet(); !strings.Contains(words, other.Copy()) {
		t.Errorf("the dialog says\n%s", words)
	}
	if other.Copy() == o.desk.session.Book.Copy() || len(other.Events()) != len(o.desk.session.Book.Events()) {
		t.Errorf("%d acts in the copy, %d here", len(other.Events()), len(o.desk.session.Book.Events()))
	}
}

// The ledger is written out as it is listed, the eldest first.
func TestTrailIsWrittenOut(t *testing.T) {
	o := newOffice(t, bureau, version(t, "341621", 1))
	for _, no := range []int{1, 2} {
		o.desk.session.Decide([]review.Decision{{County: "341621", Indicator: no, Stage: review.StageInitial, Score: "0", Reason: "没有做" + count(no, "")}}, nil)
		o.settle()
	}
	o.desk.Show(pageTrail)
	p := o.desk.pages[pageTrail].(*trailPage)
	o.until("the ledger", func() bool { return !p.reading && p.view == o.desk.session.View })
	p.chips.Pick(trailScores)
	o.tap("导出…")
	if words, _ := o.sheet(); !strings.Contains(words, "导出列出的2条记录") {
		t.Fatalf("asked\n%s", words)
	}
	o.press("取消")
	path := filepath.Join(t.TempDir(), results.TrailName+".xlsx")
	p.writeTrail(path)
	o.says("已导出")
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := f.GetRows(f.GetSheetList()[0])
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, row := range rows {
		lines = append(lines, strings.Join(row, " "))
	}
	text := strings.Join(lines, "\n")
	if first, second := strings.Index(text, "没有做1"), strings.Index(text, "没有做2"); first < 0 || second < first || strings.Contains(text, "341621.xlsx") {
		t.Errorf("written were\n%s", text)
	}
}
