package feedback

import (
	"bytes"
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"zicha/forms"
	"zicha/forms/files"
	"zicha/scoring"
)

// The kinds of failure beyond those of package files.
const (
	ErrForeign files.Kind = "no feedback file"
	ErrNewer   files.Kind = "feedback of a newer program"
	ErrAltered files.Kind = "feedback altered"
	ErrOther   files.Kind = "feedback for another dossier"
)

// The bounds of a file; a full one of 25 indicators has about 10 KB.
const (
	maxBytes = 4 << 20
	maxItems = 1000
	maxText  = 4000 // characters
)

// Read reads a feedback file. Errors: ErrForeign, ErrNewer, ErrAltered, files.Damaged, files.NotFound, files.Source.
func Read(path string) (*File, error) {
	if err := (files.Own{Name: files.FeedbackName, Ext: Ext}).Look(ErrForeign, path); err != nil {
		return nil, err // however large
	}
	data, err := files.Read(path, maxBytes)
	if err != nil {
		return nil, err
	}
	return Decode(filepath.Base(path), data)
}

// tag finds the schema of a file without understanding the rest of it, so that a newer or a damaged one is told from a foreign one.
var tag = regexp.MustCompile(files.FeedbackStart + `([0-9]{1,4})"`)

// Decode reads the bytes of a feedback file of the name given. Nothing is taken of one that is not whole and unaltered.
func Decode(name string, data []byte) (*File, error) {
	if len(data) > maxBytes {
		return nil, files.Failure(ErrForeign, "%s太大，不像反馈文件，没有读取。请选考核单位发来的%s文件", files.Quoted(name), Ext)
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	tagged := tag.FindSubmatch(data)
	if tagged == nil {
		if err := (files.Own{Name: files.FeedbackName, Ext: Ext}).Misnamed(ErrForeign, name, data); err != nil {
			return nil, err
		}
		return nil, files.Failure(ErrForeign, "%s不是反馈文件，没有读取。请选考核单位发来的%s文件", files.Quoted(name), Ext)
	}
	if n, _ := strconv.Atoi(string(tagged[1])); n > schemaNumber {
		return nil, files.Failure(ErrNewer, "%s由更新版本的程序生成，本程序不能识别，没有读取。请升级程序后再试", files.Quoted(name))
	}
	f, err := parse(data)
	if err != nil {
		return nil, files.Failure(files.Damaged, "%s不完整或已损坏，没有读取。请向发来的单位重新要一份", files.Quoted(name)).Because(err)
	}
	sum, err := f.sum()
	if err == nil && sum == f.Sum {
		err = f.check()
	} else {
		err = errors.Join(err, errors.New("checksum"))
	}
	if err != nil {
		return nil, files.Failure(ErrAltered, "%s的内容与校验值不符，生成以后改动过或者传送时损坏，没有读取。请向发来的单位重新要一份", files.Quoted(name)).Because(err)
	}
	return f, nil
}

// parse decodes one JSON object of nothing but what is known.
func parse(data []byte) (*File, error) {
	var f File
	in := json.NewDecoder(bytes.NewReader(data))
	in.DisallowUnknownFields()
	if err := in.Decode(&f); err != nil {
		return nil, err
	}
	if in.More() {
		return nil, errors.New("more behind the object")
	}
	return &f, nil
}

// check refuses what no program of ours has written, whatever its checksum.
func (f *File) check() error {
	hash, err := hex.DecodeString(f.Rules)
	if _, failed := time.Parse(time.RFC3339, f.At); failed != nil {
		return failed
	}
	switch {
	case f.Schema != schema, err != nil, len(hash) != 32, f.Edition == "", f.County == "", f.Version < 0, f.Version > 9999:
		return errors.New("head")
	case !code(f.Paper) || !code(f.Snapshot), len(f.Items) > maxItems, len(f.Sections) > maxItems, f.Counties < 0:
		return errors.New("codes or sizes")
	case f.Process() && (len(f.Sections)+f.Counties > 0 || f.Total != nil):
		return errors.New("sections before the result")
	}
	for _, text := range []string{f.Edition, f.County, f.Name, f.At, f.By, f.Unit} {
		if !plain(text, 200) {
			return errors.New("texts of the head")
		}
	}
	last := 0
	for _, i := range f.Items {
		if err := i.check(f.Process()); err != nil || i.Indicator <= last {
			return fmt.Errorf("item %d: %w", i.Indicator, err)
		}
		last = i.Indicator
	}
	return nil
}

// check looks at one item.
func (i Item) check(process bool) error {
	switch {
	case i.Standing.Label() == "", i.Loss != "" && i.Loss.Label() == "":
		return errors.New("unknown standing or loss")
	case process && (i.Standing != Returned || i.Result != nil), !process && i.Result == nil:
		return errors.New("result at the wrong time")
	case i.Standing == Returned && i.Reason == "":
		return errors.New("returned without a reason")
	case !plain(i.Reason, maxText), !plain(i.ClaimText, 200), !plain(i.Field, 200):
		return errors.New("texts")
	}
	return nil
}

// code reports whether a text is "" or a code as it is printed.
func code(text string) bool {
	parsed, err := forms.ParseCode(text)
	return text == "" || err == nil && parsed == text
}

// plain reports whether a text has at most so many characters and none but what is written on paper.
func plain(text string, most int) bool {
	for _, r := range text {
		if r != '\n' && (unicode.IsControl(r) || files.Visible(r) != r) {
			return false
		}
	}
	return utf8.RuneCountInString(text) <= most
}

// Write writes the file.
func (f File) Write(ctx context.Context, to files.Place) error {
	data, err := f.Encode()
	if err != nil {
		return err
	}
	return to.Bytes(ctx, data)
}

// Text puts what a reviewer wrote into the form a file holds: without what nobody sees, and no longer than is read.
func Text(words string) string {
	words = strings.Map(func(r rune) rune {
		if r != '\n' && (unicode.IsControl(r) || files.Visible(r) != r) {
			return -1
		}
		return r
	}, strings.ReplaceAll(words, "\r\n", "\n"))
	return scoring.Shorten(strings.ToValidUTF8(words, ""), maxText-1) // and the sign that something is left out
}
