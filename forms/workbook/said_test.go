package workbook

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"zicha/forms"
	"zicha/forms/formtest"
)

// What is told of a workbook, word for word: where, what is wrong, what to do.
func TestWhatIsToldOfAWorkbook(t *testing.T) {
	d := formtest.Full(t, 0)
	data := written(t, d)
	row := func(f *excelize.File, sheet string, first ...string) string {
		return strconv.Itoa(find(t, f, sheet, first...))
	}
	for _, c := range []struct {
		place, words string
		change       func(f *excelize.File) string // gives the row that stands for N in the place
	}{
		{"填报数据!A900", "“99.1”“met”在本年度考核指标里没有，这一行没有读取。请对照导出的工作簿核对", func(f *excelize.File) string {
			must(t, f.SetSheetRow(SheetData, "A900", &[]any{"99.1", "met", "没有", "是"}))
			return ""
		}},
		{"填报数据!D900", "与填报数据!DN填的是同一处，但内容不同，已按先出现的那一处读取。请核对后删去多余的一行", func(f *excelize.File) string {
			must(t, f.SetSheetRow(SheetData, "A900", &[]any{"5.3", "articles", "重复", "77"}))
			return row(f, SheetData, "5.3", "articles")
		}},
		{"填报数据!DN", "“值”里是公式错误#REF!，没有读取。请改填实际的内容", func(f *excelize.File) string {
			n := row(f, SheetData, "6", "narrative")
			must(t, f.SetCellValue(SheetData, "D"+n, "#REF!"))
			return n
		}},
		{"台账!B900", "序号应为1、2、3这样的整数，这一行没有读取", func(f *excelize.File) string {
			must(t, f.SetSheetRow(SheetRegister, "A900", &[]any{"5.3", "第一", "title", "丙"}))
			return ""
		}},
		{"台账", "5.3登记的各行里有内容没有读取，导入时一行都不动，档案里的照旧。请按上面各条改好后再导入一次", func(f *excelize.File) string {
			must(t, f.SetSheetRow(SheetRegister, "A900", &[]any{"5.3", "第一", "title", "丙"}))
			return ""
		}},
		{"佐证材料!A900", "编号不是“5-02”这样的写法，这份材料没有读取。佐证材料请在程序里添加，编号由程序给出", func(f *excelize.File) string {
			must(t, f.SetSheetRow(SheetEvidence, "A900", &[]any{"5—2", "5.3", "编号写错"}))
			return ""
		}},
		{"封面!BN", "本程序不认识核对码格式“9”，无法算出它的核对码。请用新版程序核对", func(f *excelize.File) string {
			n := row(f, SheetCover, "核对码格式")
			must(t, f.SetCellStr(SheetCover, "B"+n, "9"))
			return n
		}},
		{"封面!BN", "本程序不认识工作簿格式“99”，不能逐格核对。请用新版程序核对", func(f *excelize.File) string {
			n := row(f, SheetCover, "工作簿格式")
			must(t, f.SetCellStr(SheetCover, "B"+n, "99"))
			return n
		}},
		{"台账", "工作簿里没有“台账”工作表，或它的表头已被改动，这一部分没有读取。需要时请重新导出一份工作簿再填", func(f *excelize.File) string {
			must(t, f.DeleteSheet(SheetRegister))
			return ""
		}},
	} {
		n := ""
		book := read(t, edited(t, data, func(f *excelize.File) { n = c.change(f) }), d)
		place, words := strings.ReplaceAll(c.place, "N", n), strings.ReplaceAll(c.words, "!DN", "!D"+n)
		if !slices.ContainsFunc(book.Problems, func(p forms.Problem) bool { return p.Place == place && p.Message == words }) {
			t.Errorf("%s is not told: %s", place, words)
			for _, p := range book.Problems {
				t.Log(p.Place, p.Message)
			}
		}
	}
}

// Of many problems the first are listed and the others counted.
func TestManyProblemsAreCounted(t *testing.T) {
	d := begun(t)
	const more = 7
	listed := 0
	book := read(t, edited(t, written(t, d), func(f *excelize.File) {
		for i := range maxProblems + more {
			must(t, f.SetSheetRow(SheetData, fmt.Sprintf("A%d", 900+i), &[]any{"99." + strconv.Itoa(i), "met", "没有", "是"}))
		}
	}), d)
	for _, p := range book.Problems {
		if p.Code == codeUnknown {
			listed++
		}
	}
	if last := book.Problems[len(book.Problems)-1]; listed != maxProblems || last.Message != "另有7处问题没有逐条列出，请先处理以上各处后再导入一次" {
		t.Errorf("%d listed, then %q", listed, last.Message)
	}
}

// What the self-assessment says of each indicator stands in its row: self-scored points and the city's apart, number, title and maximum.
func TestAssessmentSaysTheScores(t *testing.T) {
	d := formtest.Full(t, 0)
	f, err := excelize.OpenReader(strings.NewReader(string(written(t, d))))
	must(t, err)
	defer f.Close()
	card := d.Edition.Score(d.Answers())
	rows, err := f.GetRows(SheetAssess)
	must(t, err)
	column := func(row []string, title string) string {
		if at := slices.Index(rows[0], title); at >= 0 && at < len(row) {
			return row[at]
		}
		return ""
	}
	found := 0
	for _, res := range card.Indicators {
		ind := res.Indicator
		at := slices.IndexFunc(rows, func(row []string) bool { return column(row, colNo) == strconv.Itoa(ind.No) })
		if at < 0 {
			t.Errorf("no row for %d", ind.No)
			continue
		}
		found++
		own, other := colSelf, colForecast
		if !ind.Source.Self() {
			own, other = other, own
		}
		r := rows[at]
		if column(r, own) != res.Text() || column(r, other) != "" || column(r, colIndicator) != ind.Title || column(r, colMax) != ind.Max.String() ||
			column(r, colReason) != res.Reason || column(r, colSource) != ind.SourceText {
			t.Errorf("%d: %q", ind.No, r)
		}
	}
	if found != len(card.Indicators) || found == 0 {
		t.Error(found)
	}
}
