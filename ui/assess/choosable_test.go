package assess

import (
	"archive/zip"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"zicha/ui/widgets"
)

// wide is a name as files of the old form have it.
func wide(name string) string { return strings.Join(strings.Split(name, ""), "\x00") + "\x00" }

// Spreadsheets of other forms are shown where a table is asked for, and choosing one is answered with the way out.
func TestChoosersShowOtherSpreadsheets(t *testing.T) {
	folder := t.TempDir()
	old := "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 600)
	for name, data := range map[string]string{"旧.xls": old + wide("Workbook"), "旧.et": old + wide("Workbook"), "密.xlsx": old + wide("EncryptedPackage")} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(data), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	f, err := os.Create(filepath.Join(folder, "表.ods"))
	if err != nil {
		t.Fatal(err)
	}
	z := zip.NewWriter(f)
	for _, name := range []string{"mimetype", "content.xml"} {
		if _, err := z.Create(name); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	_ = f.Close()
	st, _ := publicityStage(t)
	st.desk.host.Folder = folder
	for door, ask := range map[string]func(){"工作簿": st.desk.AskImport, "台账": st.registerOf(t, "5.3").askImport, "双公示": st.desk.askDecisions} {
		for name, want := range map[string]string{"旧.xls": "旧式的.xls、.et表格", "旧.et": "旧式的.xls、.et表格", "表.ods": ".ods表格", "密.xlsx": "设有打开密码"} {
			st.told = nil
			ask()
			line := ""
			for _, l := range overlay[*widgets.Line](st) {
				for _, part := range test.LaidOutObjects(l) {
					if text, ok := part.(*widgets.Text); ok && text.Text() == name {
						line = name
						l.Tapped(nil)
					}
				}
			}
			if line == "" {
				t.Fatalf("%s: %s is not shown: %s", door, name, st.words())
			}
			st.press(t, "打开")
			st.until(t, func() bool { return len(st.told) > 0 })
			if !strings.Contains(st.told[0], want) || !strings.Contains(st.told[0], "另存为.xlsx文件") {
				t.Errorf("%s, %s: told %q", door, name, st.told)
			}
			st.closeAll()
		}
	}
}

// A character no font has is named by its code point while it is typed, and no longer once it is gone.
func TestCharactersNoFontHas(t *testing.T) {
	st := newStage(t)
	f := st.fieldOf(t, st.page(t, 20), "answer/20.1/reason")
	enter(t, f, "甲😀")
	if got := f.altered.Text(); got != "“😀”（U+1F600）所有字体里都没有，会印成〓" {
		t.Errorf("told %q", got)
	}
	enter(t, f, "甲﨎")
	if got := f.altered.Text(); got != "" {
		t.Errorf("told %q", got)
	}
}
