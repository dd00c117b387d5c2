package tables

import (
	"bytes"
	"io"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"zicha/forms/files"
)

// saveAs is the way out of every other form of a spreadsheet.
const saveAs = "请在WPS或Excel中打开，另存为.xlsx文件后再选"

// otherKind tells by its first bytes what a file is that is neither a package nor a text with rows; nil where they say nothing.
func otherKind(head []byte) error {
	start := bytes.ToLower(bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\ufeff")), " \t\r\n"))
	for _, kind := range []struct{ sign, words string }{
		{"%pdf", "这是PDF文件，不是表格；请向填报的单位索取电子表格，或者在WPS里转成表格，另存为.xlsx文件后再选"},
		{"<html", "这个文件实际是网页，只是用了表格的扩展名；" + saveAs},
		{"<!doctype", "这个文件实际是网页，只是用了表格的扩展名；" + saveAs},
		{"<table", "这个文件实际是网页，只是用了表格的扩展名；" + saveAs},
		{"<?xml", "这个文件实际是网页或其他格式，只是用了表格的扩展名；" + saveAs},
		{"{\\rtf", "这个文件实际是文字文档，不是表格；请把表格复制到一份新的工作簿里，另存为.xlsx文件后再选"},
		{"\x89PNG", "这是图片，不是表格；请向填报的单位索取电子表格（.xlsx）"},
		{"\xff\xd8\xff", "这是图片，不是表格；请向填报的单位索取电子表格（.xlsx）"},
		{"Rar!", "这是压缩包，不是.xlsx工作簿；请解压后选择里面的表格文件"},
		{"7z\xbc\xaf", "这是压缩包，不是.xlsx工作簿；请解压后选择里面的表格文件"},
		{"\x09\x08\x10\x00", oldBook},
		{"\x09\x08\x08\x00", oldBook},
		{"\x09\x04\x06\x00", oldBook},
		{"\x09\x02\x06\x00", oldBook},
	} {
		if bytes.HasPrefix(start, []byte(kind.sign)) || bytes.HasPrefix(head, []byte(kind.sign)) {
			return files.Failure(files.Source, "%s", kind.words)
		}
	}
	return files.Own{Name: "工作簿"}.Misnamed(files.Source, "", head)
}

const oldBook = "这是旧式的.xls、.et表格，不能直接读取；" + saveAs

// OtherForms are the endings of spreadsheets that are not read; each is refused with a sentence that says the way out.
func OtherForms() []string { return []string{".xls", ".xlsb", ".et", ".ett", ".ods", ".numbers"} }

// noBook tells what a file is that is no package.
func noBook(head []byte) error {
	if err := otherKind(head); err != nil {
		return err
	}
	text := head
	for len(text) > 0 && len(head)-len(text) < utf8.UTFMax && !utf8.Valid(text) {
		text = text[:len(text)-1] // a character may be cut
	}
	if utf8.Valid(text) && bytes.IndexByte(text, 0) < 0 && bytes.ContainsAny(text, ",;\t") {
		return files.Failure(files.Source, "这是文本表格（.csv），不是.xlsx工作簿；"+saveAs)
	}
	return files.Failure(files.Source, "这不是.xlsx工作簿文件，可能只是改了扩展名；"+saveAs)
}

// maxCompound is how much of a file of the old form is looked through for what it holds.
const maxCompound = 64 << 20

// oldForm tells what a file of the old form is: a workbook locked by a password is one, whatever it was before.
func oldForm(in io.ReaderAt) error {
	locked, document, sheet := wideText("EncryptedPackage"), wideText("WordDocument"), wideText("Workbook")
	buf := make([]byte, 1<<20)
	found := map[string]bool{}
	for at := int64(0); at < maxCompound; at += int64(len(buf) - 64) {
		n, err := in.ReadAt(buf, at)
		for _, name := range []string{locked, document, sheet} {
			found[name] = found[name] || bytes.Contains(buf[:n], []byte(name))
		}
		if err != nil {
			break
		}
	}
	switch {
	case found[locked]:
		return files.Failure(files.Source, "这个工作簿设有打开密码；请在WPS或Excel中打开，取消密码，另存为.xlsx文件后再选")
	case found[sheet]:
		return files.Failure(files.Source, oldBook)
	case found[document]:
		return files.Failure(files.Source, "这是旧式的.doc文档，不是表格；请把表格复制到一份新的工作簿里，另存为.xlsx文件后再选")
	}
	return files.Failure(files.Source, "这个工作簿设有打开密码，或者是旧式的.xls、.et文件；请在WPS或Excel中打开，取消密码，另存为.xlsx文件后再选")
}

// wideText is a name as files of the old form have it.
func wideText(name string) string {
	var out strings.Builder
	for i := range len(name) {
		out.WriteByte(name[i])
		out.WriteByte(0)
	}
	return out.String()
}

// otherPackage tells what a package is that holds no workbook of the kind that is read.
func (b *Book) otherPackage(main string) error {
	held := 0
	for name := range b.parts {
		if end := path.Ext(name); slices.Contains(OtherForms(), end) || slices.Contains([]string{".xlsx", ".xlsm", ".csv"}, end) {
			held++
		}
	}
	switch {
	case strings.HasSuffix(main, ".bin") || b.parts["xl/workbook.bin"] != nil:
		return files.Failure(files.Source, "这是.xlsb二进制工作簿，不能直接读取；"+saveAs)
	case b.parts["mimetype"] != nil && b.parts["content.xml"] != nil:
		return files.Failure(files.Source, "这是.ods表格（OpenDocument），不能直接读取；"+saveAs)
	case b.parts["word/document.xml"] != nil:
		return files.Failure(files.Source, "这是.docx文档，不是表格；请把表格复制到一份新的工作簿里，另存为.xlsx文件后再选")
	case held > 0:
		return files.Failure(files.Source, "这是压缩包，里面有%d份表格；请先解压，再选择里面的表格文件，不是.xlsx的另存为.xlsx", held)
	}
	return files.Failure(files.Source, "这是压缩包，不是.xlsx工作簿；请解压后选择里面的表格文件")
}
