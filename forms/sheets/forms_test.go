package sheets_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

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
