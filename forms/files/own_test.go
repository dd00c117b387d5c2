package files

import (
	"encoding/binary"
	"errors"
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
	for _, c := range []struct {
		name string
		head []byte
		want Own
		says string // "" where nothing is known
	}{
		{"a.huizong", database(DossierID), ownBook, "“a.huizong”不是审核汇总，按内容看是自查档案；请把文件名的结尾改为 .zicha，再按自查档案打开"},
		{"a.zicha", database(BookID), ownDossier, "“a.zicha”不是自查档案，按内容看是审核汇总；请把文件名的结尾改为 .huizong，再按审核汇总打开"},
		{"a.HUIZONG", database(BookID), ownDossier, "“a.HUIZONG”不是自查档案，按内容看是审核汇总；请选择以 .zicha 结尾的自查档案"},
		{"a.zicha", []byte(SealedIntro + "-> scrypt"), ownDossier, "“a.zicha”不是自查档案，按内容看是设了密码的副本；请把文件名的结尾改为 .age 再打开，键入密码，或者用 zichactl unlock 取出里面的内容"},
		{"a.age", []byte(SealedIntro + "-> scrypt"), ownDossier, "“a.age”不是自查档案，按内容看是设了密码的副本；请在窗口里打开它，键入密码，或者用 zichactl unlock 取出里面的内容"},
		{"a.zicha", []byte("\ufeff{ \"schema\": \"zicha-feedback-1\","), ownDossier, "“a.zicha”不是自查档案，按内容看是反馈文件；请把文件名的结尾改为 .fankui，再按反馈文件打开"},
		{"a.fankui", database(DossierID), ownFeedback, "“a.fankui”不是反馈文件，按内容看是自查档案；请把文件名的结尾改为 .zicha，再按自查档案打开"},
		{"a.zicha", []byte("PK\x03\x04…"), ownDossier, "“a.zicha”不是自查档案，按内容看是工作簿、Word 文件或者压缩包；请选择以 .zicha 结尾的自查档案"},
		{"a.huizong", []byte("%PDF-1.7"), ownBook, "“a.huizong”不是审核汇总，按内容看是 PDF 文件；请选择以 .huizong 结尾的审核汇总"},
		{"a.zicha", database(DossierID), ownDossier, ""},
		{"a.zicha", database(7), ownDossier, ""},
		{"a.zicha", database(BookID)[:99], ownDossier, ""},
		{"a.zicha", nil, ownDossier, ""},
	} {
		err := Misnamed(foreign, "/夹/"+c.name, c.head, c.want)
		switch {
		case c.says == "" && err != nil, c.says != "" && (err == nil || err.Error() != c.says):
			t.Errorf("%s: %v, want %q", c.name, err, c.says)
		case c.says != "" && (!errors.Is(err, foreign) || !errors.Is(err, OtherKind)):
			t.Errorf("%s: the kinds are missing", c.name)
		}
	}
}
