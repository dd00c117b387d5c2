package workbook

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/skip2/go-qrcode"
	"github.com/xuri/excelize/v2"

	"zicha/forms"
	"zicha/forms/formtest"
	"zicha/forms/tables"
	"zicha/scoring"
)

func edition(t testing.TB) *scoring.Edition { return formtest.Edition(t) }

func begun(t testing.TB) *forms.Dossier {
	ed := edition(t)
	return forms.New(ed, forms.Begin(ed, "341621", ""))
}

// full is a dossier with every value there is.
func full(t testing.TB) *forms.Dossier { return formtest.Full(t, 0) }

func written(t testing.TB, d *forms.Dossier) []byte {
	t.Helper()
	var b bytes.Buffer
	qr, err := qrcode.Encode(d.Code(), qrcode.Medium, 180)
	if err != nil {
		t.Fatal(err)
	}
	if err := Write(&b, d, Options{QR: qr, Created: time.Date(2018, 1, 26, 9, 0, 0, 0, time.UTC)}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func read(t testing.TB, data []byte, d *forms.Dossier) *Book {
	t.Helper()
	book, err := Read(t.Context(), bytes.NewReader(data), []*scoring.Edition{d.Edition})
	if err != nil {
		t.Fatal(err)
	}
	return book
}

// same fails where the book does not say all the dossier says.
func same(t *testing.T, d *forms.Dossier, book *Book) {
	t.Helper()
	for _, p := range book.Problems {
		t.Errorf("problem %s: %s", p.Place, p.Message)
	}
	want, got := d.Lines(d.Scores().Lines()), book.Lines()
	for _, diff := range forms.Compare(want, got) {
		t.Errorf("%q", diff.String())
	}
	if len(want) != len(got) {
		t.Errorf("%d lines, want %d", len(got), len(want))
	}
	if forms.Code(got) != d.Code() || book.Code != d.Code() {
		t.Errorf("code %s, printed %s, want %s", forms.Code(got), book.Code, d.Code())
	}
	if book.Version != d.Version || book.Final != d.Final {
		t.Errorf("version %d, final %v", book.Version, book.Final)
	}
	formtest.SameValues(t, d, book.Dossier)
}

func TestEveryValueComesBack(t *testing.T) {
	for start := range 4 {
		d := formtest.Full(t, start*5)
		d.Final = start%2 == 1
		same(t, d, read(t, written(t, d), d))
	}
}

func TestEmptyDossierComesBack(t *testing.T) {
	ed := edition(t)
	for _, d := range []*forms.Dossier{forms.New(ed, nil), forms.New(ed, forms.Begin(ed, "341602", ""))} {
		same(t, d, read(t, written(t, d), d))
	}
}

// TestEveryRareTextComesBack puts each rare text in each kind of place.
func TestEveryRareTextComesBack(t *testing.T) {
	ed := edition(t)
	for i, text := range formtest.Rare {
		values := forms.Begin(ed, "341621", "")
		values[forms.ProfilePath("contact")] = text
		values[forms.NarrativePath("7")] = text
		values[forms.RemarkPath(25)] = text
		values[forms.AnswerPath("20.1", "reason")] = text
		d := forms.New(ed, values)
		changes := d.AddRows("5.3", map[string]string{"title": text})
		d.Apply(changes...)
		_, changes, _ = d.AddEvidence("5.3", forms.Evidence{Title: text, Keep: text, Files: []forms.FileRef{{Name: text, SHA256: "ab", Place: 1}}})
		d.Apply(changes...)
		t.Run(strconv.Itoa(i), func(t *testing.T) { same(t, d, read(t, written(t, d), d)) })
	}
}

func TestLongTextsGoOnInFurtherRows(t *testing.T) {
	ed := edition(t)
	d := forms.New(ed, forms.Begin(ed, "341621", ""))
	long := strings.Repeat("诚信𬱖 ", 20_000) + "\r\n" + strings.Repeat("␦\x00", 20_000)
	d.Apply(forms.Change{Path: forms.NarrativePath("5"), New: long}, forms.Change{Path: forms.RemarkPath(5), New: long})
	same(t, d, read(t, written(t, d), d))

	d.Apply(forms.Change{Path: forms.ProfilePath("contact"), New: long})
	err := Write(&bytes.Buffer{}, d, Options{})
	if err == nil || !strings.Contains(err.Error(), "联系人") || !strings.Contains(err.Error(), "请缩短") {
		t.Errorf("a text that does not fit must be refused by name, got %v", err)
	}
}

func TestSheetsAndHeadersAreTheContract(t *testing.T) {
	f, err := excelize.OpenReader(bytes.NewReader(written(t, full(t))))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	want := map[string]string{
		"封面": "项目 内容", "自评表": "序号 考核指标 评分标准 分值 自评得分 预估得分 得分理由 佐证材料 数据来源 备注 初评分 核定分 核定理由 核定说明 初评理由",
		"填报数据": "要点 字段 名称 值 单位 说明", "台账": "要点 序号 列 值",
		"佐证材料": "编号 要点 材料名称 文号 成文日期 印发单位 页数 报送方式 文件名 大小 SHA-256 状态 撤销原因",
	}
	for sheet, head := range want {
		rows, err := f.GetRows(sheet)
		if err != nil || len(rows) == 0 || strings.Join(rows[0], " ") != head {
			t.Errorf("%s: %v, header %q", sheet, err, rows[:min(len(rows), 1)])
		}
		if merged, _ := f.GetMergeCells(sheet); len(merged) > 0 {
			t.Errorf("%s has merged cells", sheet)
		}
	}
	for _, sheet := range f.GetSheetList() {
		rows, _ := f.GetRows(sheet)
		for i, row := range rows {
			for j, v := range row {
				if _, wrong := (tables.Cell{Kind: tables.Text, Text: v}).Wrong(); wrong {
					t.Errorf("%s row %d column %d shows %s", sheet, i+1, j+1, v)
				}
			}
		}
	}
}

// The workbook of a draft lists on a sheet of its own what was typed and is not counted; it reads back to the same values.
func TestDraftListsWhatWasRefused(t *testing.T) {
	d := begun(t)
	d.Apply(forms.Change{Path: forms.AnswerPath("11.1", "updated"), New: "12.5"})
	long := strings.Repeat("长", tables.MaxText+9)
	d.SetDraft(forms.AnswerPath("11.1", "updated"), forms.Draft{Text: "3万个", Left: true})
	d.SetDraft(forms.AnswerPath("9.2", "catalogue_items"), forms.Draft{Text: long, Left: true})
	data := written(t, d)
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := f.GetRows(SheetRefused)
	if err != nil {
		t.Fatal(err)
	}
	whole := ""
	for _, row := range rows[2:] {
		whole += row[1]
	}
	if row := rows[1]; row[0] != "11.1 年度更新数据量" || row[1] != "3万个" || !strings.Contains(row[2], "现在仍是“12.5”") || whole != long {
		t.Errorf("rows %.200q", rows)
	}
	cover, err := f.GetRows(SheetCover)
	if err != nil || !strings.Contains(fmt.Sprint(cover), "2处，见“未采用”工作表") {
		t.Errorf("cover %v, %v", cover, err)
	}
	same(t, d, read(t, data, d))
	d.Final = true
	if f, err = excelize.OpenReader(bytes.NewReader(written(t, d))); err != nil || slices.Contains(f.GetSheetList(), SheetRefused) {
		t.Errorf("finalized: %v, %v", f.GetSheetList(), err)
	}
}

// What is read back of a workbook just written must hold the reasons too, which no code under the second schema covers.
func TestReasonsAreReadBack(t *testing.T) {
	d, data := finalWritten(t)
	opts := Options{Code: d.Code()}
	if err := verify(t.Context(), data, d, opts); err != nil {
		t.Fatal(err)
	}
	other := edited(t, data, func(f *excelize.File) {
		must(t, f.SetCellStr(SheetAssess, "G"+strconv.Itoa(find(t, f, SheetAssess, "1")), "另一个理由"))
	})
	if err := verify(t.Context(), other, d, opts); err == nil || !strings.Contains(err.Error(), "得分理由与档案不一致") {
		t.Error(err)
	}
}
