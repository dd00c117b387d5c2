package receive

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"zicha/forms/review"
)

// fill writes into the cells of a score sheet, by code, number and column.
func fill(t testing.TB, path string, cells map[[3]string]any) {
	t.Helper()
	f, err := excelize.OpenFile(path)
	must(t, err)
	defer f.Close()
	rows, err := f.GetRows(SheetName)
	must(t, err)
	done := 0
	for i, row := range rows[1:] {
		for at, value := range cells {
			if row[0] != at[0] || row[2] != at[1] {
				continue
			}
			for column, title := range rows[0] {
				if title == at[2] {
					cell, err := excelize.CoordinatesToCellName(column+1, i+2)
					must(t, err)
					must(t, f.SetCellValue(SheetName, cell, value))
					done++
				}
			}
		}
	}
	if done != len(cells) {
		t.Fatalf("%d of %d cells found", done, len(cells))
	}
	must(t, f.Save())
}

func sheetOf(t testing.TB, b *review.Book, unit string, indicators ...int) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "评分表.xlsx")
	must(t, WriteSheet(t.Context(), b, path, SheetJob{Unit: unit, Indicators: indicators}))
	return path
}

func planSheet(t testing.TB, b *review.Book, path string) *SheetPlan {
	t.Helper()
	p, err := PlanSheet(t.Context(), b, review.Person{By: "丙"}, path)
	must(t, err)
	return p
}

// A sheet goes out to a unit without a program and comes back as decisions of that unit, by the person who brings it in.
func TestSheetGoesRound(t *testing.T) {
	b := newBook(t)
	_, err := b.SetFigures(bureau, review.Figure{County: "341621", Field: "11.1.standard", Value: "100"}, review.Figure{County: "341621", Field: "11.1.updated", Value: "50"})
	must(t, err)
	path := sheetOf(t, b, "市统计局", 11, 12)
	if p := planSheet(t, b, path); p.Rows != 8 || p.Blank != 8 || p.Unit != "市统计局" {
		t.Fatalf("%+v", p)
	}
	fill(t, path, map[[3]string]any{
		{"341621", "11", colNew}: 4.5, {"341621", "11", colReason}: "口径合并", {"341622", "12", colNew}: "0",
	})
	p := planSheet(t, b, path)
	if len(p.Decisions) != 2 || p.Decisions[0].Score != "4.50" || len(p.Wrong)+len(p.Stale) != 0 {
		t.Fatalf("%+v", p)
	}
	refused(t, TakeSheet(b, review.Person{By: "丙", Unit: "市信息局"}, p), "评分表是市统计局填的")
	refused(t, TakeSheet(b, review.Person{}, p), "经办人姓名")
	must(t, TakeSheet(b, review.Person{By: "丙"}, p))
	v, err := b.View()
	must(t, err)
	if c := v.Cell("341621", 11); c.Score.String() != "4.50" || c.Act.Unit != "市统计局" || c.Act.By != "丙" || c.Act.Reason != "口径合并" {
		t.Errorf("%+v", c.Act)
	}
	p = planSheet(t, b, path) // the sheet that was taken is stale now
	if len(p.Stale) != 2 || !strings.Contains(p.Stale[0]+p.Stale[1], "表上的原分是没有评分，现在是4.50") {
		t.Errorf("%v", p.Stale)
	}
	refused(t, TakeSheet(b, review.Person{By: "丙"}, p), "都没有保存")
}

// Data that changed after a sheet went out makes its row stale though nobody scored the cell; the other rows are not taken either.
func TestSheetIsStale(t *testing.T) {
	b := newBook(t)
	path := sheetOf(t, b, "市信息局")
	fill(t, path, map[[3]string]any{{"341621", "11", colNew}: "0", {"341622", "11", colNew}: "0"})
	_, err := b.SetFigures(bureau, review.Figure{County: "341621", Field: "11.1.standard", Value: "100"})
	must(t, err)
	p := planSheet(t, b, path)
	if len(p.Stale) != 1 || !strings.Contains(p.Stale[0], "涡阳县第11项在导出评分表之后有变化") || len(p.Decisions) != 1 {
		t.Errorf("%+v", p)
	}
	n := len(b.Events())
	refused(t, TakeSheet(b, bureau, p), "都没有保存")
	if len(b.Events()) != n {
		t.Error("something was stored")
	}
	fresh := sheetOf(t, b, "市信息局")
	fill(t, fresh, map[[3]string]any{{"341622", "11", colNew}: "0"})
	p = planSheet(t, b, fresh)
	_, err = b.SetFigures(bureau, review.Figure{County: "341622", Field: "11.1.standard", Value: "1"})
	must(t, err)
	refused(t, TakeSheet(b, bureau, p), "在预览之后有变化")
}

// What cannot be a decision is told with its place, and nothing is taken.
func TestSheetRefused(t *testing.T) {
	b := newBook(t)
	for words, cells := range map[string]map[[3]string]any{
		"应为0至6的数": {{"341621", "11", colNew}: "6.01"},
		"最多两位小数":  {{"341621", "11", colNew}: "1.555"},
		"请写明理由":   {{"341621", "11", colNew}: "3"},
		"没有写新分":   {{"341621", "11", colReason}: "少"},
		"没有这个单位":  {{"341621", "11", colNew}: "3", {"341621", "11", colCode}: "999999"},
		"有两个评分单位": {{"341622", "11", colNew}: "0", {"341622", "11", colBy}: "某局"},
		"应先初评":    {{"341621", "11", colNew}: "0", {"341621", "11", colNo}: "5"},
	} {
		path := sheetOf(t, b, "市信息局")
		fill(t, path, cells)
		p := planSheet(t, b, path)
		if all := strings.Join(append(p.Wrong, p.Stale...), "；"); len(p.Wrong)+len(p.Stale) != 1 || !strings.Contains(all, words) && !strings.Contains(all, "有变化") {
			t.Errorf("%s: %v", words, all)
		}
		if err := TakeSheet(b, bureau, p); err == nil {
			t.Errorf("%s: taken", words)
		}
	}
	for words, job := range map[string]SheetJob{
		"没有由市统计局掌握数据的指标": {Unit: "市统计局"}, "不能由市统计局评分": {Unit: "市统计局", Indicators: []int{5}}, "没有第99项": {Unit: "市统计局", Indicators: []int{99}}, "请写明填评分表的单位": {},
	} {
		refused(t, WriteSheet(t.Context(), b, filepath.Join(t.TempDir(), "a.xlsx"), job), words)
	}
	_, err := PlanSheet(t.Context(), b, bureau, table(t, []any{"县区", "得分"}, []any{"涡阳县", 5}))
	refused(t, err, "不是评分表")
}

// What a file is is told by its sheets and headings, so that one command can take them all.
func TestKindOf(t *testing.T) {
	b, dir := newBook(t), t.TempDir()
	for path, want := range map[string]Kind{
		save(t, filepath.Join(dir, "a.xlsx"), written(t, dossier(t, "341621", 1))): Handed,
		sheetOf(t, b, "市信息局"):                                                     Scores,
		table(t, []any{"县区", "11.1.standard"}, []any{"涡阳县", 1}):                   Figures,
		save(t, filepath.Join(dir, "b.csv"), []byte("县区,11.1.standard\n涡阳县,1\n")): Figures,
		save(t, filepath.Join(dir, "c.txt"), []byte("no table")):                  Handed,
		dir: Handed, filepath.Join(dir, "none"): Handed,
	} {
		if got := KindOf(t.Context(), b, path); got != want {
			t.Errorf("%s: %s, want %s", filepath.Base(path), got, want)
		}
	}
}
