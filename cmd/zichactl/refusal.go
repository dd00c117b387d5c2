package main

import (
	"errors"
	"regexp"
	"slices"
	"strings"

	"github.com/alecthomas/kong"

	"zicha/forms/files"
)

// refusal is one kind of the parser's messages: how it is recognised, and what is said instead of it. The whole message is part[0], what the
// pattern has in brackets part[1] and on.
type refusal struct {
	match *regexp.Regexp
	words func(n naming, part []string) string
}

// refusals are all kinds of messages that the parser has for a command line; the rest of them are about how commands are declared.
func refusals() []refusal {
	kind := func(match string, words func(n naming, part []string) string) refusal {
		return refusal{regexp.MustCompile("(?s)^" + match + "$"), words}
	}
	const what = `(--[^\s:]+|\[?<[^>]+>(?: \.\.\.)?\]?)` // a flag or an argument
	return []refusal{
		kind(`unknown flag (--.*?)(, did you mean .*)?`, func(_ naming, p []string) string { return "没有 " + p[1] + " 这个选项" + meant(p[2]) }),
		kind(`unknown flag (-.*?)(, did you mean .*)?`, func(n naming, p []string) string { return n.single(p[1]) }),
		kind(`missing flags: (.*)`, func(n naming, p []string) string { return "缺少" + n.list(p[1]) }),
		kind(`expected one of (.*)`, func(_ naming, p []string) string { return "缺少命令，可用的有 " + listed(p[1]) }),
		kind(`expected "(.*<.*)"`, func(n naming, p []string) string { return "缺少" + n.list(p[1]) }),
		kind(`expected "(.*)"`, func(_ naming, p []string) string { return "缺少命令 " + p[1] }),
		kind(`missing positional arguments (.*)`, func(n naming, p []string) string { return "缺少" + n.list(p[1]) }),
		kind(`unexpected (?:argument|token) (.*?)(, did you mean .*)?`, func(n naming, p []string) string {
			if n.above {
				return "没有" + files.Quoted(p[1]) + "这个命令" + meant(p[2])
			}
			return "多出了" + files.Quoted(p[1]) + meant(p[2])
		}),
		kind(`unexpected flag argument "?(.*?)"?`, func(_ naming, p []string) string { return "多出了" + files.Quoted(p[1]) }),
		kind(what+`: (?:expected \w+ value but got "EOL".*|missing value.*)`, func(n naming, p []string) string { return n.name(p[1]) + "没有写值" }),
		kind(what+`: empty`, func(n naming, p []string) string { return n.name(p[1]) + "是空的" }),
		kind(what+`: expected u?int value but got "(-[0-9].*?)" \(.*`, func(n naming, p []string) string {
			return n.name(p[1]) + "不能是" + files.Quoted(p[2])
		}),
		kind(what+`: expected \w+ value but got "(.*?)" \(.*`, func(n naming, p []string) string {
			return n.name(p[1]) + "没有写值；值以“-”开头的，请与选项连着写：" + asked.FindString(p[1]) + "=" + p[2]
		}),
		kind(what+`: bool value .*`, func(n naming, p []string) string { return n.name(p[1]) + "只写名字，不写值" }),
		kind(what+`: expected a valid \d+ bit u?int but got "(\+?[0-9]+)"`, func(n naming, p []string) string {
			return n.name(p[1]) + "太大，不能是" + files.Quoted(p[2])
		}),
		kind(what+`: expected a valid \d+ bit u?int but got "(-[0-9]+)"`, func(n naming, p []string) string {
			return n.name(p[1]) + "太小，不能是" + files.Quoted(p[2])
		}),
		kind(what+`: expected a(?:n int|n uint| valid \d+ bit u?int) but got "(.*?)".*`, func(n naming, p []string) string {
			return n.name(p[1]) + "应是整数，不能是" + files.Quoted(p[2])
		}),
		kind(what+` must be one of (.*) but got "(.*)"`, func(n naming, p []string) string {
			return n.name(p[1]) + "只能是 " + listed(p[2]) + "，不能是" + files.Quoted(p[3])
		}),
		kind(`(--\S+) and (--\S+) can't be used together(?:, .*)?`, func(_ naming, p []string) string { return "选项 " + p[1] + " 和 " + p[2] + " 不能同时写" }),
		kind(`(--[^,]*) must be used together(?:, .*)?`, func(_ naming, p []string) string {
			return "选项 " + strings.ReplaceAll(p[1], " and ", "、") + " 要一起写"
		}),
	}
}

// usage words in Chinese why a command line cannot be meant.
func usage(err error) string {
	if words := wrongUsage(""); errors.As(err, &words) {
		return string(words)
	}
	text := err.Error()
	for _, r := range refusals() {
		if part := r.match.FindStringSubmatch(text); part != nil {
			return r.words(namingOf(err), part)
		}
	}
	return "选项或参数不对"
}

// choice is a word to choose from, as the parser quotes it.
var choice = regexp.MustCompile(`"([^"]*)"`)

// listed are the words of a list of the parser's.
func listed(list string) string {
	var out []string
	for _, m := range choice.FindAllStringSubmatch(list, -1) {
		switch {
		case m[1] == "...":
			out[len(out)-1] += " 等"
		case m[1] != "":
			out = append(out, m[1])
		}
	}
	if strings.HasSuffix(list, ", ...") {
		return strings.Join(out, "、") + " 等"
	}
	return strings.Join(out, "、")
}

// meant words what the parser takes for meant, "" for nothing.
func meant(hint string) string {
	if hint == "" {
		return ""
	}
	return "，可能是 " + listed(hint)
}

// naming knows the arguments and flags of the command that was typed, by what the parser calls them: <dossier>, --county; all that was typed;
// and whether a command is still to follow.
type naming struct {
	called map[string]string
	typed  []string
	above  bool
}

// namingOf takes them from the parser's error.
func namingOf(err error) naming {
	var at *kong.ParseError
	if !errors.As(err, &at) || at.Context == nil {
		return naming{}
	}
	return namingIn(at.Context)
}

// namingIn takes them from what was understood of the command line.
func namingIn(command *kong.Context) naming {
	n := naming{called: map[string]string{}, typed: command.Args}
	selected := command.Selected()
	n.above = selected == nil || len(selected.Children) > 0
	for node := selected; node != nil; node = node.Parent {
		for _, v := range node.Positional {
			n.called["<"+v.Name+">"] = short(v.Help)
		}
	}
	for _, f := range command.Flags() {
		n.called["--"+f.Name] = short(f.Help)
	}
	return n
}

// lacking is the name of an option that a command turns out to need.
type lacking string

// Error gives it as it is.
func (l lacking) Error() string { return string(l) }

// named words it as the parser's own refusals are worded.
func (l lacking) named(command *kong.Context) wrongUsage {
	return wrongUsage("缺少" + strings.TrimSpace(namingIn(command).name(string(l))))
}

// single words an unknown option of one letter: with more behind it, it is the name of an option with one dash where two are wanted.
func (n naming) single(letter string) string {
	whole := letter
	for _, arg := range n.typed {
		name, _, _ := strings.Cut(arg, "=")
		if one := strings.HasPrefix(name, "-") && !strings.HasPrefix(name, "--"); one && len(name) > len(letter) && strings.Contains(name, letter[1:]) {
			whole = name
			break
		}
	}
	var near []string
	for name := range n.called {
		if len(whole) > len(letter) && strings.HasPrefix(name, "-"+whole) {
			near = append(near, name)
		}
	}
	slices.Sort(near)
	if len(near) == 0 {
		return "没有 " + whole + " 这个选项"
	}
	return "没有 " + whole + " 这个选项，可能是 " + strings.Join(near, "、")
}

// short is what a help text begins with: the name of the thing in Chinese.
func short(help string) string {
	if end := strings.IndexAny(help, "，；：。"); end > 0 {
		return help[:end]
	}
	return help
}

// asked is an argument or a flag in a message.
var asked = regexp.MustCompile(`--[^\s=,]+|<[^>]+>`)

// list names all that a message names; " or " and " and " stand between flags of which one or all are wanted.
func (n naming) list(message string) string {
	var out []string
	for _, group := range strings.Split(message, ", ") {
		between := "、"
		if strings.Contains(group, " or ") {
			between = "或者"
		}
		var names []string
		for _, name := range asked.FindAllString(group, -1) {
			names = append(names, n.name(name))
		}
		out = append(out, strings.Join(names, between))
	}
	return strings.Join(out, "、")
}

// name is what an argument or a flag is called in a sentence.
func (n naming) name(shown string) string {
	key := asked.FindString(shown)
	words := n.called[key]
	switch {
	case strings.HasPrefix(key, "--") && words != "":
		return "选项 " + key + "（" + words + "）"
	case strings.HasPrefix(key, "--"):
		return "选项 " + key + " "
	case words != "":
		return "“" + words + "”"
	}
	return "参数 " + key
}
