package files

import (
	"encoding/binary"
	"errors"
	"strings"
	"testing"
)

// A file of another kind than its name says is told by its content: what it is, and what to do.
func TestMisnamed(t *testing.T) {
	database := func(id uint32) []byte {
		head := make([]byte, 100)
		copy(head, SQLiteMagic)
		binary.BigEndian.PutUint32(head[idAt:], id)
		return head
	}
	const foreign Kind = "foreign"
	dossier, book, feedback := Own{DossierName, DossierExt}, Own{BookName, BookExt}, Own{FeedbackName, FeedbackExt}
	for _, c := range []struct {
		name string
		head []byte
		want Own
		says string // "" where nothing is known
	}{
		{"a.huizong", database(DossierID), book, "“a.huizong”不是审核汇总，按内容看是自查档案；请把文件名的结尾改为 .zicha，再按自查档案打开"},
		{"a.zicha", database(BookID), dossier, "“a.zicha”不是自查档案，按内容看是审核汇总；请把文件名的结尾改为 .huizong，再按审核汇总打开"},
		{"a.HUIZONG", database(BookID), dossier, "“a.HUIZONG”不是自查档案，按内容看是审核汇总；请选择以 .zicha 结尾的自查档案"},
		{"a.zicha", []byte(SealedIntro + "-> scrypt"), dossier, "“a.zicha”不是自查档案，按内容看是设了密码的副本；请打开它，键入密码，取出里面的内容"},
		{"a.age", []byte(SealedIntro + "-> scrypt"), dossier, "“a.age”不是自查档案，按内容看是设了密码的副本；请打开它，键入密码，取出里面的内容"},
		{"a.zicha", []byte("\ufeff{ \"schema\": \"zicha-feedback-1\","), dossier, "“a.zicha”不是自查档案，按内容看是反馈文件；请把文件名的结尾改为 .fankui，再按反馈文件打开"},
		{"a.fankui", database(DossierID), feedback, "“a.fankui”不是反馈文件，按内容看是自查档案；请把文件名的结尾改为 .zicha，再按自查档案打开"},
		{"a.zicha", []byte("PK\x03\x04…"), dossier, "“a.zicha”不是自查档案，按内容看是工作簿、Word 文件或者压缩包；是工作簿的，请把文件名的结尾改为 .xlsx，按工作簿导入；是报送包的，改为 .zip；都不是的，请另选一个自查档案"},
		{"a.huizong", []byte("%PDF-1.7"), book, "“a.huizong”不是审核汇总，按内容看是 PDF 文件；请另选一个审核汇总"},
		{"b.pdf", []byte("%PDF-1.7"), book, "“b.pdf”不是审核汇总，按内容看是 PDF 文件；请选择以 .huizong 结尾的审核汇总"},
		{"", database(DossierID), Own{"工作簿", ""}, "这个文件不是工作簿，按内容看是自查档案；请另选一个工作簿"},
		{"规则.toml", []byte("PK\x03\x04…"), Own{"考核指标文件", ".toml"}, "“规则.toml”不是考核指标文件，按内容看是工作簿、Word 文件或者压缩包；请另选一个考核指标文件"},
		{"a.zicha", database(DossierID), dossier, ""},
		{"a.zicha", database(7), dossier, ""},
		{"a.zicha", database(BookID)[:99], dossier, ""},
		{"a.zicha", nil, dossier, ""},
	} {
		path := c.name
		if path != "" {
			path = "/夹/" + path
		}
		err := c.want.Misnamed(foreign, path, c.head)
		switch {
		case c.says == "" && err != nil, c.says != "" && (err == nil || err.Error() != c.says):
			t.Errorf("%s: %v, want %q", c.name, err, c.says)
		case c.says != "" && (!errors.Is(err, foreign) || !Other(err) || errors.Is(err, UnderPassword) != strings.Contains(c.says, "密码")):
			t.Errorf("%s: the kinds are missing", c.name)
		}
	}
}
