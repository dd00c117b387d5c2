// Package secret keeps a copy of a file under a password, for a USB stick that may be lost: the age format (age-encryption.org/v1) with a
// passphrase, which the program age reads and writes too. The copy is authenticated in pieces, so that one that was altered or cut off is
// never taken for whole. A password that was forgotten is gone, and the content with it. What the content means it does not know.
package secret

import (
	"bufio"
	"errors"
	"io"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"filippo.io/age"

	"zicha/forms/files"
)

// Ext ends the name of a copy, behind the name of what is in it: 涡阳县2017年度自查.zicha.age.
const Ext = files.SealedExt

// The kinds of failure beyond those of files.
const (
	ErrPassword files.Kind = "wrong password"
	ErrForeign  files.Kind = "not a copy with a password"
)

const (
	leastLetters = 8    // of a new password
	mostBytes    = 1024 // of any: nobody types more
	// workFactor is scrypt's, as a power of two: age's own, about a second and 256 MB. A copy that asks for more is refused, since it would
	// take the memory of the machine.
	workFactor = 18
)

// Lost is what everybody has to read who sets a password.
const Lost = "忘记的密码无法找回，也没有其他办法打开这份副本；请把密码记在可靠的地方，不要和U盘放在一起"

// Ours reports whether a file's name is that of a copy with a password.
func Ours(path string) bool { return strings.EqualFold(filepath.Ext(path), Ext) }

// Sealed reports whether a file, whatever its name, begins as a copy under a password does.
func Sealed(path string) bool {
	return files.OwnOf(path).Ext == Ext
}

// Look refuses by its first bytes, before a password is asked for, a file that is no copy under a password. Errors: ErrForeign, those of
// files.Open.
func Look(path string) error {
	f, _, err := files.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	return begun(filepath.Base(path), bufio.NewReader(f))
}

// begun refuses what does not begin as a copy under a password does; it takes nothing of it.
func begun(name string, in *bufio.Reader) error {
	head, err := in.Peek(len(intro))
	if string(head) == intro {
		return nil
	}
	if err != nil && !errors.Is(err, io.EOF) {
		return refusal(name, err)
	}
	whole, _ := in.Peek(HeadBytes) // as much as there is
	if err := (files.Own{Name: files.SealedName, Ext: Ext}).Misnamed(ErrForeign, name, whole); err != nil {
		return err
	}
	return files.Failure(ErrForeign, "“%s”不是设了密码的副本，或者文件开头已损坏；请选择用本程序另存、以 %s 结尾的文件", name, Ext)
}

// Plain is the path without the end that says it is under a password.
func Plain(path string) string {
	if Ours(path) {
		return path[:len(path)-len(Ext)]
	}
	return path
}

// Named is the path proposed for what is in a copy; ext is the end of such a file's name.
func Named(path, ext string) string {
	if path = Plain(path); !strings.EqualFold(filepath.Ext(path), ext) {
		path += ext
	}
	return path
}

// Unknown is the refusal of a copy that holds something the program does not know.
func Unknown(path string) error {
	return files.Failure(ErrForeign, "“%s”里面不是自查档案，也不是审核汇总，没有取出；可以用写出它的程序打开", filepath.Base(path))
}

// Fit says in one sentence why a text cannot be the password of a new copy; nil where it can.
func Fit(password string) error {
	switch {
	case password == "":
		return files.Failure(ErrPassword, "没有写密码；请写至少%d个字符", leastLetters)
	case !utf8.ValidString(password):
		return files.Failure(ErrPassword, "密码不是 UTF-8 编码的文字；请把写着密码的文件另存为 UTF-8 编码")
	case utf8.RuneCountInString(password) < leastLetters:
		return files.Failure(ErrPassword, "密码太短，别人容易猜出来；请写至少%d个字符，例如几个不相干的词", leastLetters)
	case len(password) > mostBytes:
		return files.Failure(ErrPassword, "密码太长；请写不超过%d个字符", mostBytes/4)
	case strings.ContainsFunc(password, func(r rune) bool { return r != files.Visible(r) }):
		return files.Failure(ErrPassword, "密码里有看不见的字符，以后很难再打出来；请重新键入，不要粘贴")
	}
	return nil
}

// bounded is the password a copy is opened with, up to a bound of work.
type bounded struct {
	*age.ScryptIdentity
	most int // the work factor
}

// errWork is a copy that asks for more than that.
var errWork = errors.New("work factor too large")

// Unwrap implements age.Identity.
func (b bounded) Unwrap(stanzas []*age.Stanza) ([]byte, error) {
	for _, s := range stanzas {
		if s.Type == "scrypt" && len(s.Args) == 2 && b.tooMuch(s.Args[1]) {
			return nil, errWork
		}
	}
	return b.ScryptIdentity.Unwrap(stanzas)
}

// tooMuch reports whether a work factor is written as a number over the bound.
func (b bounded) tooMuch(factor string) bool {
	if factor == "" || strings.Trim(factor, "0123456789") != "" {
		return false // age says what is wrong with it
	}
	n, err := strconv.Atoi(factor)
	return err != nil || n > b.most
}

// refusal words why a copy could not be opened.
func refusal(name string, err error) error {
	var other *age.NoIdentityMatchError
	var disk *fs.PathError
	switch {
	case errors.As(err, &disk):
		return files.Fault("读取“"+name+"”", err)
	case errors.Is(err, errWork):
		return files.Failure(ErrForeign, "“%s”要求的计算量超过本程序的上限，不像是用本程序另存的，没有打开", name).Because(err)
	case errors.As(err, &other) && !slices.Contains(other.StanzaTypes, "scrypt"):
		return files.Failure(ErrForeign, "“%s”不是用密码加密的，要用对应的密钥才能打开；请对方用本程序另存一份设密码的副本", name).Because(err)
	case errors.As(err, &other):
		return files.Failure(ErrPassword, "密码不对，没有打开“%s”；请核对大小写、全角半角和输入法，再试一次", name).Because(err)
	}
	return files.Failure(files.Damaged, "“%s”已损坏，或者没有复制完整，没有打开；请从原来的地方重新复制一次", name).Because(err)
}
