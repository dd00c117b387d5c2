package sheets_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"zicha/forms/sheets"
)

// A folder in which departments handed in nothing but old forms is told with its files and the way out; beside a sheet such a file may be
// evidence.
func TestFolderOfOldForms(t *testing.T) {
	c := newCounty(t, "县公安局 | 5")
	dir := t.TempDir()
	must(t, os.Mkdir(filepath.Join(dir, "县公安局"), 0o700))
	for _, name := range []string{"县公安局/填报表.xls", "教育局.ET", "说明.txt", "~$教育局.xls"} {
		must(t, os.WriteFile(filepath.Join(dir, filepath.FromSlash(name)), []byte("x"), 0o600))
	}
	list, refused, err := sheets.ReadAll(t.Context(), c.Dossier(), []string{dir}, nil)
	must(t, err)
	told := strings.Join(refused, "\n")
	for _, word := range []string{"2份", "“填报表.xls”", "“教育局.ET”", "另存为.xlsx", filepath.Base(dir)} {
		if !strings.Contains(told, word) {
			t.Errorf("no %s in %q", word, told)
		}
	}
	if len(list) != 0 || len(refused) != 1 || strings.Contains(told, "~$") || strings.Contains(told, "说明") {
		t.Errorf("%d sheets, %q", len(list), refused)
	}
	sheet, err := os.ReadFile(c.out(t, false)["县公安局"])
	must(t, err)
	must(t, os.WriteFile(filepath.Join(dir, "县公安局.xlsm"), sheet, 0o600))
	if list, refused, err = sheets.ReadAll(t.Context(), c.Dossier(), []string{dir}, nil); err != nil || len(list) != 1 || len(refused) != 0 {
		t.Errorf("beside a sheet: %d sheets, %q, %v", len(list), refused, err)
	}
}

// A sheet carries the day it was made, given by who makes it; one without it, as they were made before, is read all the same, and what it
// says is merged.
func TestSheetsCarryTheirDay(t *testing.T) {
	c := newCounty(t, "县公安局 | 5.3")
	made := map[string]string{}
	for _, day := range []string{"", "2018-01-26"} {
		written, err := sheets.Write(t.Context(), c.Dossier(), sheets.Job{Dir: t.TempDir(), Day: day})
		must(t, err)
		made[day] = written[0].Path
	}
	for day, want := range map[string]string{"": "", "2018-01-26": "2018年1月26日"} {
		f, err := excelize.OpenFile(made[day])
		must(t, err)
		rows, err := f.GetRows(sheets.SheetGuide)
		must(t, errors.Join(err, f.Close()))
		got := ""
		for _, row := range rows {
			if len(row) > 1 && row[0] == "制表日期" {
				got = row[1]
			}
		}
		if got != want {
			t.Errorf("made on %q: 制表日期 %q, want %q", day, got, want)
		}
		filled(t, made[day], func(b *book) { b.answer("5.3/articles", "2") })
		if p := c.plan(t, made[day]); len(p.Items) != 1 || p.Items[0].Offers[0].Text != "2" {
			t.Errorf("made on %q: %d items, %s", day, len(p.Items), notes(p))
		}
	}
}
