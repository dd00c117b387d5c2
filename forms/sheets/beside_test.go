package sheets_test

import (
	"bytes"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"zicha/forms/sheets"
)

// A picture where a file name belongs, one put into the cell by WPS, a comment and a hidden row are told with sheet and cell.
func TestBesideInReturnedSheet(t *testing.T) {
	c := newCounty(t, "县公安局 | 5")
	path := c.out(t, false)["县公安局"]
	var drawn bytes.Buffer
	must(t, png.Encode(&drawn, image.NewGray(image.Rect(0, 0, 8, 8))))
	f, err := excelize.OpenFile(path)
	must(t, err)
	rows, err := f.GetRows(sheets.SheetEvidence)
	must(t, err)
	column, row := 0, len(rows)
	for i, cells := range rows {
		for j, text := range cells {
			if text == "文件名" {
				column, row = j+1, i+2
			}
		}
	}
	at := func(row int) string {
		name, err := excelize.CoordinatesToCellName(column, row)
		must(t, err)
		return name
	}
	must(t, f.AddPictureFromBytes(sheets.SheetAsk, "C6", &excelize.Picture{Extension: ".png", File: drawn.Bytes()}))
	must(t, f.SetCellStr(sheets.SheetEvidence, at(row+1), `=DISPIMG("ID_1",1)`))
	must(t, f.AddComment(sheets.SheetAsk, excelize.Comment{Cell: "C5", Author: "甲", Text: "实为12件"}))
	must(t, f.SetRowVisible(sheets.SheetAsk, 5, false))
	back := filepath.Join(t.TempDir(), "交回.xlsx")
	must(t, f.SaveAs(back))
	must(t, f.Close())
	if _, err := os.Stat(back); err != nil {
		t.Fatal(err)
	}
	s, err := sheets.Read(t.Context(), back, c.Dossier())
	must(t, err)
	var told []string
	for _, p := range s.Problems {
		told = append(told, p.Place+" "+p.Message)
	}
	for _, want := range []string{
		"佐证材料!" + at(row+1) + " “文件名”里是嵌入单元格的图片", "填报!C6 这里贴着一张图片", "填报!C5 这一格有批注“", "填报!A5 有1行被隐藏或筛选掉了（第5行）",
	} {
		if !strings.Contains(strings.Join(told, "\n"), want) {
			t.Errorf("no %s in\n%s", want, strings.Join(told, "\n"))
		}
	}
}
