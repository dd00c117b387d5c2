package files

import (
	"bytes"
	"encoding/binary"
	"path/filepath"
	"regexp"
	"strings"
)

// Own is a kind of file the program writes: what it is called, and the end of its name.
type Own struct{ Name, Ext string }

// OtherKind is a file that is whole, but of another kind than its name says or than was asked for.
const OtherKind Kind = "another kind of file by its content"

// What the first bytes of the program's own files say: the application_id of a database of SQLite, the first line of a copy under a password
// (the age format), the tag a feedback begins with, whose number follows.
const (
	DossierID    uint32 = 0x5A694368 // "ZiCh"
	BookID       uint32 = 0x5A69487A // "ZiHz"
	SealedIntro         = "age-encryption.org/v1\n"
	FeedbackHead        = "zicha-feedback-"
)

// SQLiteMagic is what every database of SQLite begins with; the application_id stands at idAt.
const (
	SQLiteMagic = "SQLite format 3\x00"
	idAt        = 68
)

// The kinds as they are called.
var (
	ownDossier  = Own{"自查档案", ".zicha"}
	ownBook     = Own{"审核汇总", ".huizong"}
	ownSealed   = Own{"设了密码的副本", ".age"}
	ownFeedback = Own{"反馈文件", ".fankui"}
	packed      = Own{Name: "工作簿、Word 文件或者压缩包"}
	printed     = Own{Name: " PDF 文件"}
)

var feedbackTag = regexp.MustCompile(`^\x{feff}?\s*\{\s*"schema"\s*:\s*"` + FeedbackHead)

// ApplicationID is whose database the first bytes of a file are, 100 at least; 0 where they are no database's.
func ApplicationID(head []byte) uint32 {
	if len(head) < 100 || !bytes.HasPrefix(head, []byte(SQLiteMagic)) {
		return 0
	}
	return binary.BigEndian.Uint32(head[idAt:])
}

// kindBy tells a file's kind by its first bytes, the zero Own where they tell nothing.
func kindBy(head []byte) Own {
	switch ApplicationID(head) {
	case DossierID:
		return ownDossier
	case BookID:
		return ownBook
	}
	switch {
	case bytes.HasPrefix(head, []byte(SealedIntro)):
		return ownSealed
	case feedbackTag.Match(head):
		return ownFeedback
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		return packed
	case bytes.HasPrefix(head, []byte("%PDF-")):
		return printed
	}
	return Own{}
}

// Misnamed is the refusal of a file whose first bytes, 100 at least, say that it is something else than what was wanted: what it is, and what
// to do. It carries the kind given and OtherKind; nil where nothing is known of it.
func Misnamed(kind Kind, path string, head []byte, want Own) error {
	is, name := kindBy(head), filepath.Base(path)
	if is == (Own{}) || is.Name == want.Name {
		return nil
	}
	named := is.Ext == "" || strings.EqualFold(filepath.Ext(name), is.Ext)
	todo := "请选择以 " + want.Ext + " 结尾的" + want.Name
	switch {
	case is == ownSealed && named:
		todo = "请在窗口里打开它，键入密码，或者用 zichactl unlock 取出里面的内容"
	case is == ownSealed:
		todo = "请把文件名的结尾改为 " + is.Ext + " 再打开，键入密码，或者用 zichactl unlock 取出里面的内容"
	case !named:
		todo = "请把文件名的结尾改为 " + is.Ext + "，再按" + is.Name + "打开"
	}
	return Failure(kind, "%s不是%s，按内容看是%s；%s", Quoted(name), want.Name, is.Name, todo).Because(OtherKind)
}
