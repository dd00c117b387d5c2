package sheets_test

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strconv"
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

// What a department writes where nothing is read, or over the program's words, is told with its cell; of a sheet as it was made nothing is.
func TestStraysInReturnedSheet(t *testing.T) {
	c := newCounty(t, "县公安局 | 1 5")
	path := c.out(t, false)["县公安局"]
	told := func(path string) string {
		s, err := sheets.Read(t.Context(), path, c.Dossier())
		must(t, err)
		var out []string
		for _, p := range s.Problems {
			out = append(out, p.Place+" "+p.Message)
		}
		return strings.Join(out, "\n")
	}
	if got := told(path); got != "" {
		t.Errorf("of a sheet nobody touched: %s", got)
	}
	f, err := excelize.OpenFile(path)
	must(t, err)
	rows, err := f.GetRows(sheets.SheetAsk)
	must(t, err)
	at, tasks := 0, 0
	for i, cells := range rows {
		if len(cells) > 5 && cells[5] == "5.3/articles" {
			at = i + 1
		}
		if len(cells) > 5 && cells[5] == "1.1/tasks" {
			tasks = i + 1
		}
	}
	cell := func(column string) string { return column + strconv.Itoa(at) }
	must(t, f.SetCellStr(sheets.SheetAsk, "G6", "是"))
	must(t, f.SetCellStr(sheets.SheetAsk, "A90", "附言：数据为年底数"))
	must(t, f.SetCellStr(sheets.SheetAsk, cell("D"), "万篇"))
	must(t, f.SetCellStr(sheets.SheetAsk, cell("E"), rows[at-1][4]+"实为12篇"))
	must(t, f.SetCellStr(sheets.SheetAsk, "C"+strconv.Itoa(tasks), "是"))
	must(t, f.SetCellInt(sheets.SheetAsk, cell("C"), 3))
	style, err := f.NewStyle(&excelize.Style{CustomNumFmt: new(`"5"`)})
	must(t, err)
	must(t, f.SetCellStyle(sheets.SheetAsk, cell("C"), cell("C"), style))
	must(t, f.MergeCell(sheets.SheetAsk, "C"+strconv.Itoa(tasks), "C"+strconv.Itoa(tasks+1)))
	must(t, f.SetColVisible("台账5.3", "B", false))
	must(t, f.SetCellStr("台账5.3", "B3", "诚信之县"))
	must(t, f.SetSheetVisible("台账5.3", false))
	back := filepath.Join(t.TempDir(), "交回.xlsx")
	must(t, f.SaveAs(back))
	must(t, f.Close())
	got := told(back)
	for _, want := range []string{
		"填报!G6 这里的“是”写在表格旁边，没有读取", "填报!A90 这里的“附言：数据为年底数”不是要填的格，没有读取",
		"填报!" + cell("D") + " 单位原来是“篇”，现在是“万篇”", "填报!" + cell("E") + " 这里写的“实为12篇”没有读取",
		"填报!" + cell("C") + " 所存的是“3”，按单元格的数字格式显示为“5”", fmt.Sprintf("填报!C%d C%d:C%d合并成了一格，“是”只算在C%d", tasks, tasks, tasks+1, tasks),
		"台账5.3!B3 这一列被隐藏了", "台账5.3 这张工作表被隐藏了",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in\n%s", want, got)
		}
	}
	if n := strings.Count(got, "\n"); n != 7 {
		t.Errorf("%d lines more:\n%s", n-7, got)
	}
}
