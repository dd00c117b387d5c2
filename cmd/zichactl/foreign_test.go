package main

import (
	"encoding/binary"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"zicha/forms/files"
)

// Whatever a file is called, each command that is given one of another kind tells what it is by its content, and the way out.
func TestForeignFilesAreTold(t *testing.T) {
	dir := t.TempDir()
	head := func(id uint32) string {
		out := make([]byte, files.HeadBytes)
		copy(out, files.SQLiteMagic)
		binary.BigEndian.PutUint32(out[68:], id) // where SQLite has it
		return string(out)
	}
	dossier := filepath.Join(dir, "sample.zicha")
	did(t, "new", dossier, "--county", "341621")
	at := func(name, content string) string {
		path := filepath.Join(dir, name)
		must(t, os.WriteFile(path, []byte(content), 0o600))
		return path
	}
	const pdf, code = "%PDF-1.7\n", "2222-2222-2222-2222"
	const feedback = files.FeedbackHead + `1"}`
	for _, c := range []struct {
		args []string
		want string // in what is said
	}{
		{[]string{"unlock", at("pdf.age", pdf)}, "“pdf.age”不是设了密码的副本，按内容看是 PDF 文件；请另选"},
		{[]string{"unlock", at("fb.age", `{"schema":"`+feedback)}, "按内容看是反馈文件；请把文件名的结尾改为 .fankui"},
		{[]string{"rulebook", "check", at("d.toml", head(files.DossierID))}, "“d.toml”不是考核指标文件，按内容看是自查档案；请把文件名的结尾改为 .zicha"},
		{[]string{"rulebook", "check", at("fb.toml", `{"schema":"`+feedback)}, "按内容看是反馈文件"},
		{[]string{"verify", at("a.xlsx", "x"), "--code", code, "--edition", at("e.toml", head(files.BookID))}, "按内容看是审核汇总"},
		{[]string{"fill", dossier, at("pdf.zicha", pdf)}, "“pdf.zicha”不是填报文件，按内容看是 PDF 文件；请选择以 .json 结尾的填报文件"},
		{[]string{"score", at("pdf.zicha", pdf)}, "“pdf.zicha”不是填报文件，按内容看是 PDF 文件"},
		{[]string{"score", at("d.json", head(files.DossierID))}, "zichactl show"},
		{[]string{"import", dossier, dossier}, "这个文件不是工作簿，按内容看是自查档案"},
		{[]string{"import", dossier, at("s.xlsx", files.SealedIntro)}, wayOut},
		{[]string{"publicity", dossier, at("d.csv", head(files.DossierID))}, "按内容看是自查档案"},
		{[]string{"verify", at("b.huizong", head(files.BookID)), "--code", code}, "审核汇总用 zichactl review verify 核对"},
		{[]string{"verify", at("locked.zicha", files.SealedIntro), "--code", code}, wayOut},
		{[]string{"check", at("pdf.zicha", pdf)}, "“pdf.zicha”不是自查档案，按内容看是 PDF 文件；请另选一个自查档案"},
		{[]string{"check", at("book.zicha", "PK\x03\x04")}, "改为 .xlsx"},
	} {
		out, warn, status := said(t, c.args...)
		if status != 1 || !strings.Contains(out+warn, c.want) {
			t.Errorf("%q: status %d: %s%s", c.args, status, out, warn)
		}
	}
}
