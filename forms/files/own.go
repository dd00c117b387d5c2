package files

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"path/filepath"
	"regexp"
	"strings"
)

// Own is a kind of file the program writes or reads: what it is called, and the end of its name, "" where there are several.
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

// packageName is what a zip may be: its first bytes do not tell them apart.
const packageName = "工作簿、Word 文件或者压缩包"

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
		return Own{Name: packageName}
	case bytes.HasPrefix(head, []byte("%PDF-")):
		return Own{Name: " PDF 文件"}
	}
	return Own{}
}

// headOf gives the first bytes of a file, HeadBytes at most; nil where it cannot be read.
func headOf(path string) []byte {
	f, _, err := Open(path)
	if err != nil {
		return nil
	}
	defer f.Close()
	head := make([]byte, HeadBytes)
	n, _ := io.ReadFull(f, head) // as much as there is
	return head[:n]
}

// OwnOf tells a file's kind by its first bytes, the zero Own where it cannot be read or they tell nothing.
func OwnOf(path string) Own { return kindBy(headOf(path)) }

// Look is Misnamed of a file that is yet to be read; nil too where it cannot be, which whoever reads it is told.
func (want Own) Look(kind Kind, path string) error { return want.Misnamed(kind, path, headOf(path)) }

// Misnamed is the refusal of a file whose first bytes, HeadBytes at least, say that it is something else than what was wanted: what it is, and
// what to do. The path is "" where it is not known. It carries the kind given, and OtherKind or UnderPassword; nil where nothing is known of it.
func (want Own) Misnamed(kind Kind, path string, head []byte) error {
	is, subject := kindBy(head), "这个文件"
	if is == (Own{}) || is.Name == want.Name {
		return nil
	}
	if path != "" {
		subject = Quoted(filepath.Base(path))
	}
	because := OtherKind
	if is.Ext == SealedExt {
		because = UnderPassword
	}
	return Failure(kind, "%s不是%s，按内容看是%s；%s", subject, want.Name, is.Name, want.instead(is, path)).Because(because)
}

// instead says what to do with a file that is something else than what was wanted.
func (want Own) instead(is Own, path string) string {
	ext := filepath.Ext(path)
	other := "请选择以 " + want.Ext + " 结尾的" + want.Name
	if want.Ext == "" || strings.EqualFold(ext, want.Ext) {
		other = "请另选一个" + want.Name
	}
	switch {
	case is.Ext == SealedExt:
		return "请打开它，键入密码，取出里面的内容"
	case is.Ext != "" && path != "" && !strings.EqualFold(ext, is.Ext):
		return "请把文件名的结尾改为 " + is.Ext + "，再按" + is.Name + "打开"
	case is.Name == packageName && (want.Ext == DossierExt || want.Ext == BookExt) && strings.EqualFold(ext, want.Ext):
		return "是工作簿的，请把文件名的结尾改为 .xlsx，按工作簿导入；是报送包的，改为 .zip；都不是的，" + other
	}
	return other
}

// Other reports whether an error is the refusal of a file of another kind: no damage, whatever its name says.
func Other(err error) bool { return errors.Is(err, OtherKind) || errors.Is(err, UnderPassword) }
