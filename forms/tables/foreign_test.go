package tables

import (
	"strings"
	"testing"
)

// Every other form of a spreadsheet has a sentence of its own that says what it is and the way out.
func TestOtherFormsOfTables(t *testing.T) {
	old := func(stream string) []byte {
		return []byte(compound + strings.Repeat("\x00", 3000) + wideText(stream) + strings.Repeat("\x00", 700))
	}
	for name, c := range map[string]struct {
		data  []byte
		words []string
	}{
		"xls":       {old("Workbook"), []string{"旧式的.xls、.et", "另存为.xlsx"}},
		"xls 4":     {[]byte("\x09\x04\x06\x00\x00\x00\x10\x00"), []string{"旧式的.xls", "另存为.xlsx"}},
		"encrypted": {old("EncryptedPackage"), []string{"设有打开密码；", "取消密码", "另存为.xlsx"}},
		"doc":       {old("WordDocument"), []string{".doc文档", "另存为.xlsx"}},
		"xlsb": {packedParts(t, part{"_rels/.rels", `<Relationships><Relationship Id="r1" Type="x/officeDocument" Target="xl/workbook.bin"/></Relationships>`},
			part{"xl/workbook.bin", "\x83\x01\x00"}), []string{".xlsb", "另存为.xlsx"}},
		"ods":    {packedParts(t, part{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}, part{"content.xml", "<x/>"}), []string{".ods", "另存为.xlsx"}},
		"docx":   {packedParts(t, part{"word/document.xml", "<x/>"}), []string{".docx文档", "另存为.xlsx"}},
		"zip":    {packedParts(t, part{"甲.xlsx", "PK"}, part{"乙.xls", "x"}, part{"丙.txt", "x"}), []string{"压缩包", "2份表格", "解压", "另存为.xlsx"}},
		"csv":    {[]byte("要点,字段\n1.1,甲\n"), []string{".csv", "另存为.xlsx"}},
		"pdf":    {[]byte("%PDF-1.7\n1 0 obj"), []string{"PDF", "电子表格", "另存为.xlsx"}},
		"html":   {[]byte("\ufeff <HTML><table><tr>"), []string{"网页", "另存为.xlsx"}},
		"png":    {[]byte("\x89PNG\r\n\x1a\n"), []string{"图片", ".xlsx"}},
		"random": {[]byte("\x01\x02\x03\x04"), []string{"不是.xlsx", "另存为.xlsx"}},
	} {
		_, err := readAll(c.data, Small(64<<20))
		if err == nil {
			t.Errorf("%s is read", name)
			continue
		}
		for _, word := range c.words {
			if !strings.Contains(err.Error(), word) {
				t.Errorf("%s: %v, want %s", name, err, word)
			}
		}
	}
}
