package files

import (
	"bytes"
	"encoding/binary"
	"errors"
	"path/filepath"
	"regexp"
	"strings"
)

// Own is a kind of file the program writes: what it is called, and the end of its name.
type Own struct{ Name, Ext string }

// The kinds as they are called, and the ends of their names.
const (
	DossierName  = "自查档案"
	DossierExt   = ".zicha"
	BookName     = "审核汇总"
	BookExt      = ".huizong"
	FeedbackName = "反馈文件"
	FeedbackExt  = ".fankui"
	SealedName   = "设了密码的副本"
	SealedExt    = ".age"
)

// The kinds of failure of a file that is whole, but of another kind than its name says or than was asked for; one that is under a password is
// of the second kind.
const (
	OtherKind     Kind = "another kind of file by its content"
	UnderPassword Kind = "a copy under a password"
)

// What the first bytes of the program's own files say: the application_id of a database of SQLite, the first line of a copy under a password
// (the age format), the schema a feedback begins with, whose number follows, as a pattern too.
const (
	DossierID     uint32 = 0x5A694368 // "ZiCh"
	BookID        uint32 = 0x5A69487A // "ZiHz"
	SealedIntro          = "age-encryption.org/v1\n"
	FeedbackHead         = "zicha-feedback-"
	FeedbackStart        = `^\s*\{\s*"schema"\s*:\s*"` + FeedbackHead
)

// HeadBytes is how much of a file tells whose it is: the header of a database of SQLite.
const HeadBytes = 100

// SQLiteMagic is what every database of SQLite begins with; the application_id stands at idAt.
const (
	SQLiteMagic = "SQLite format 3\x00"
	idAt        = 68
)

var feedbackStart = regexp.MustCompile(FeedbackStart)

// ApplicationID is whose database the first bytes of a file are, HeadBytes at least; 0 where they are no database's.
func ApplicationID(head []byte) uint32 {
	if len(head) < HeadBytes || !bytes.HasPrefix(head, []byte(SQLiteMagic)) {
		return 0
	}
	return binary.BigEndian.Uint32(head[idAt:])
}

// kindBy tells a file's kind by its first bytes, the zero Own where they tell nothing.
func kindBy(head []byte) Own {
	switch ApplicationID(head) {
	case DossierID:
		return Own{DossierName, DossierExt}
	case BookID:
		return Own{BookName, BookExt}
	}
	switch {
	case bytes.HasPrefix(head, []byte(SealedIntro)):
		return Own{SealedName, SealedExt}
	case feedbackStart.Match(bytes.TrimPrefix(head, []byte("\ufeff"))):
		return Own{FeedbackName, FeedbackExt}
	case bytes.HasPrefix(head, []byte(zipEntrySign)):
		return Own{Name: "工作簿、Word 文件或者压缩包"}
	case bytes.HasPrefix(head, []byte("%PDF-")):
		return Own{Name: " PDF 文件"}
	}
	return Own{}
}

// Misnamed is the refusal of a file whose first bytes, HeadBytes at least, say that it is something else than what was wanted: what it is, and
// what to do. It carries the kind given, and OtherKind or UnderPassword; nil where nothing is known of it.
func (want Own) Misnamed(kind Kind, path string, head []byte) error {
	is, name := kindBy(head), filepath.Base(path)
	if is == (Own{}) || is.Name == want.Name {
		return nil
	}
	because, todo := OtherKind, "请选择以 "+want.Ext+" 结尾的"+want.Name
	switch {
	case is.Ext == SealedExt:
		because, todo = UnderPassword, "请打开它，键入密码，取出里面的内容"
	case is.Ext != "" && !strings.EqualFold(filepath.Ext(name), is.Ext):
		todo = "请把文件名的结尾改为 " + is.Ext + "，再按" + is.Name + "打开"
	}
	return Failure(kind, "%s不是%s，按内容看是%s；%s", Quoted(name), want.Name, is.Name, todo).Because(because)
}

// Other reports whether an error is the refusal of a file of another kind: no damage, whatever its name says.
func Other(err error) bool { return errors.Is(err, OtherKind) || errors.Is(err, UnderPassword) }
