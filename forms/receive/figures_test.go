package receive

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"zicha/forms/review"
)

// table writes a workbook of one sheet.
func table(t testing.TB, rows ...[]any) string {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	for i, row := range rows {
		cell, err := excelize.CoordinatesToCellName(1, i+1)
		must(t, err)
		must(t, f.SetSheetRow("Sheet1", cell, &row))
	}
	path := filepath.Join(t.TempDir(), "数据.xlsx")
	must(t, f.SaveAs(path))
	return path
}

func figure(t testing.TB, b *review.Book, county, field string) string {
	t.Helper()
	v, err := b.View()
	must(t, err)
	return figuresOf(v)[county+" "+field]
}

// A table with a row per county sets the city's figures, whichever way its columns are headed; the same again changes nothing.
func TestFiguresComeIn(t *testing.T) {
	b := newBook(t)
	for _, heading := range []string{"11.1.standard", "第11项考核标准", "第11项 考核标准（条）", "11考核标准"} {
		t.Run(heading, func(t *testing.T) {
			path := table(t, []any{"市里数据"}, []any{"代码", "县区", heading, "备注"}, []any{"341621", "涡阳县", 50, "x"}, []any{"", "蒙城县", "60"}, []any{"", "合计"})
			p, err := PlanFigures(t.Context(), b, path)
			must(t, err)
			if len(p.Wrong) > 0 || len(p.Changes)+p.Same != 2 || !slices.ContainsFunc(p.Notes, func(n string) bool { return strings.Contains(n, "“备注”") }) {
				t.Fatalf("%+v", p)
			}
			_, err = SetFigures(b, bureau, p)
			must(t, err)
			if a, c := figure(t, b, "341621", "11.1.standard"), figure(t, b, "341622", "11.1.standard"); a != "50" || c != "60" {
				t.Error(a, c)
			}
		})
	}
	if n := len(b.Events()); n != 2 {
		t.Errorf("%d events", n)
	}
	text := save(t, filepath.Join(t.TempDir(), "a.csv"), []byte("县区,11.1.standard\n谯城区,70\n"))
	p, err := PlanFigures(t.Context(), b, text)
	must(t, err)
	if len(p.Changes) != 1 || p.Changes[0].New != "70" || p.Changes[0].County != "341602" {
		t.Errorf("%+v", p)
	}
}

// One wrong cell and nothing is stored; each is named with its place.
func TestFiguresAllOrNothing(t *testing.T) {
	for words, rows := range map[string][][]any{
		"Sheet1!B3：": {{"县区", "11.1.standard"}, {"涡阳县", 50}, {"蒙城县", "许多"}},
		"名单上没有它":     {{"县区", "11.1.standard"}, {"涡阳县", 50}, {"某某县", 5}},
		"同一个数据":      {{"县区", "11.1.standard"}, {"涡阳县", 50}, {"341621", 50}},
		"写了“涡阳县”和“蒙城县”": {{"代码", "县区", "11.1.standard"}, {"341621", "蒙城县", 50}, {"341602", "谯城区", 1}},
		"没有可以采用的数据":     {{"县区", "11.1.standard"}},
	} {
		b := newBook(t)
		p, err := PlanFigures(t.Context(), b, table(t, rows...))
		must(t, err)
		if len(p.Wrong) != 1 || !strings.Contains(p.Wrong[0], words) {
			t.Errorf("%v, want %s", p.Wrong, words)
		}
		if _, err := SetFigures(b, bureau, p); err == nil || len(b.Events()) > 0 {
			t.Errorf("%s: taken", words)
		}
	}
	b := newBook(t)
	_, err := PlanFigures(t.Context(), b, table(t, []any{"县区", "5.3.articles"}, []any{"涡阳县", 5}))
	refused(t, err, "数据的表头")
	p, err := PlanFigures(t.Context(), b, table(t, []any{"县区", "11.1.standard"}, []any{"涡阳县", 5}))
	must(t, err)
	_, err = b.SetFigures(bureau, review.Figure{County: "341621", Field: "11.1.standard", Value: "9"})
	must(t, err)
	_, err = SetFigures(b, bureau, p)
	refused(t, err, "在预览之后有变化")
}

// What is wrong with a row is told from left to right, in every run the same.
func TestWrongFiguresInTheirOrder(t *testing.T) {
	b := newBook(t)
	path := table(t, []any{"代码", "11.1.standard", "17.1.standard"}, []any{"341621", "五", "六"})
	for range 12 {
		p, err := PlanFigures(t.Context(), b, path)
		must(t, err)
		if len(p.Wrong) != 2 || !strings.Contains(p.Wrong[0], "B2") || !strings.Contains(p.Wrong[1], "C2") {
			t.Fatalf("%q", p.Wrong)
		}
	}
}
