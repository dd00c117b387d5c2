package main

import (
	"os"
	"regexp"
	"time"

	"zicha/forms/editions"
	"zicha/forms/files"
	"zicha/scoring"
)

// usageWords turns the parser's messages into Chinese.
var usageWords = []struct {
	match *regexp.Regexp
	words string
}{
	{regexp.MustCompile(`^unknown flag ([^\s,]+).*`), "没有 $1 这个选项"},
	{regexp.MustCompile(`^missing flags: (.*)`), "缺少选项 $1"},
	{regexp.MustCompile(`^expected one of (.*)`), "缺少命令，可用的有 $1"},
	{regexp.MustCompile(`^expected "(.*)"`), "缺少 $1"},
	{regexp.MustCompile(`^unexpected argument ([^\s,]+).*`), "多出了“$1”"},
	{regexp.MustCompile(`^(--[^\s:]+): (missing value|expected string value).*`), "选项 $1 没有写值"},
	{regexp.MustCompile(`^(--[^\s:]+): bool value.*`), "选项 $1 只写名字，不写值"},
}

func usage(err error) string {
	text := err.Error()
	for _, u := range usageWords {
		if u.match.MatchString(text) {
			return u.match.ReplaceAllString(text, u.words)
		}
	}
	return "选项或参数不对"
}

// rulebooks lists the built-in rulebooks and, before them, the one that is chosen: a file, or a built-in one by its id.
func rulebooks(chosen string) ([]*scoring.Edition, error) {
	return rulebooksBy(chosen, func(path string) (*scoring.Edition, error) {
		own, _, err := editions.Read(path)
		return own, err
	})
}

// rulebooksBy is rulebooks with a way to read the file. A file goes before an id.
func rulebooksBy(chosen string, read func(path string) (*scoring.Edition, error)) ([]*scoring.Edition, error) {
	builtin, err := editions.All()
	if err != nil || chosen == "" {
		return builtin, err
	}
	own := builtinOf(builtin, chosen)
	if own == nil {
		own, err = read(chosen)
	}
	if err != nil {
		return nil, err
	}
	return append([]*scoring.Edition{own}, builtin...), nil
}

// builtinOf gives the built-in rulebook of an id that is no file's name, or nil.
func builtinOf(builtin []*scoring.Edition, id string) *scoring.Edition {
	if _, err := os.Lstat(id); err == nil {
		return nil
	}
	for _, e := range builtin {
		if e.ID == id {
			return e
		}
	}
	return nil
}

// newRulebooks is rulebooks for what is to be kept; it says what was altered in the file.
func newRulebooks(con *console, chosen string) ([]*scoring.Edition, error) {
	return rulebooksBy(chosen, func(path string) (*scoring.Edition, error) {
		own, told, err := editions.Read(path)
		if err == nil {
			con.sayEach(told)
		}
		return own, err
	})
}

// storedRulebooks is rulebooks with the file taken as it is: dossiers made of it before may have kept it so.
func storedRulebooks(chosen string) ([]*scoring.Edition, error) {
	return rulebooksBy(chosen, func(path string) (*scoring.Edition, error) {
		data, err := files.Read(path, editions.MaxBytes)
		if err != nil {
			return nil, err
		}
		return scoring.LoadEdition(files.Printable(path), data)
	})
}

// today is the date problems are judged by.
func today() string { return time.Now().Format("2006-01-02") }
