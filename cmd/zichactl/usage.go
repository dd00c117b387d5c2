package main

import (
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

// rulebooks lists the built-in rulebooks and, before them, one from a file where path is given.
func rulebooks(path string) ([]*scoring.Edition, error) {
	builtin, err := editions.All()
	if err != nil || path == "" {
		return builtin, err
	}
	own, _, err := editions.Read(path)
	if err != nil {
		return nil, err
	}
	return append([]*scoring.Edition{own}, builtin...), nil
}

// newRulebooks is rulebooks for what is to be kept; it says what was altered in the file.
func newRulebooks(con *console, path string) ([]*scoring.Edition, error) {
	if path != "" {
		_, told, err := editions.Read(path)
		if err != nil {
			return nil, err
		}
		con.sayEach(told)
	}
	return rulebooks(path)
}

// storedRulebooks is rulebooks with the file taken as it is: dossiers made of it before may have kept it so.
func storedRulebooks(path string) ([]*scoring.Edition, error) {
	builtin, err := editions.All()
	if err != nil || path == "" {
		return builtin, err
	}
	data, err := files.Read(path, editions.MaxBytes)
	if err != nil {
		return nil, err
	}
	own, err := scoring.LoadEdition(files.Printable(path), data)
	return append([]*scoring.Edition{own}, builtin...), err
}

// today is the date problems are judged by.
func today() string { return time.Now().Format("2006-01-02") }
