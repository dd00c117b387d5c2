package main

import (
	"regexp"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
)

// refused gives what is said of a command line that does not parse, "" for one that does.
func refused(t *testing.T, parser *kong.Kong, args ...string) string {
	t.Helper()
	if _, err := parse(parser, args); err != nil {
		return usage(err)
	}
	return ""
}

// manyNines is a number larger than any that fits.
const manyNines = "99999999999999999999"

// An empty argument is told as empty, not as the folder that a path makes of it; the name of a new file may be, and is proposed then.
func TestEmptyArgumentIsTold(t *testing.T) {
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"check", ""}, "“档案（.zicha）”是空的"},
		{[]string{"attach", "a.zicha", "1.1", ""}, "“佐证材料文件”是空的"},
		{[]string{"new", "", "--county", ""}, ""},
	} {
		p, err := newParser()
		if err != nil {
			t.Fatal(err)
		}
		if got := refused(t, p, c.args...); got != c.want {
			t.Errorf("%q: %s", c.args, got)
		}
	}
}

// An option that a command finds missing is named as one the parser finds missing.
func TestLackingIsNamed(t *testing.T) {
	p, err := newParser()
	if err != nil {
		t.Fatal(err)
	}
	command, err := parse(p, []string{"reopen", "a.zicha"})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := string(lacking("--reason").named(command)), "缺少选项 --reason（退回修改的原因）"; got != want {
		t.Errorf("%s", got)
	}
}

// Every kind of the parser's refusals is said in Chinese, with the argument called what its help calls it.
func TestRefusalsAreChinese(t *testing.T) {
	for line, want := range map[string]string{
		"":                                   "缺少命令，可用的有 score、new、carry、confirm、fill 等",
		"scor":                               "没有“scor”这个命令，可能是 score、show",
		"wxyz":                               "没有“wxyz”这个命令",
		"help":                               "没有“help”这个命令",
		"review foo":                         "没有“foo”这个命令",
		"score":                              "缺少“填报文件 .json、.jsonl”",
		"volume":                             "缺少“档案（.zicha）”、“写到的 PDF 文件”",
		"volume a.zicha":                     "缺少“写到的 PDF 文件”",
		"review":                             "缺少命令，可用的有 new、me、import、publicity、set 等",
		"volume a.zicha b.pdf c.pdf":         "多出了“c.pdf”",
		"volume a.zicha b.pdf --splitt=3":    "没有 --splitt 这个选项，可能是 --split",
		"volume a.zicha b.pdf -q":            "没有 -q 这个选项",
		"new a.zicha -county 341621":         "没有 -county 这个选项，可能是 --county",
		"new a.zicha -count=341621":          "没有 -count 这个选项，可能是 --county",
		"new a --county 1 --county 2":        "选项 --county（被考核单位的代码）写了两次，只能写一次",
		"--help=x":                           "选项 --help（显示用法）只写名字，不写值",
		"review --help=x":                    "选项 --help（显示用法）只写名字，不写值",
		"check --help=1":                     "选项 --help（显示用法）只写名字，不写值",
		"score --version=1":                  "选项 --version（显示版本）只写名字，不写值",
		"volume a.zicha b.pdf --split=大":     "选项 --split（每册不超过多少 MB）应是整数，不能是“大”",
		"volume a.zicha b.pdf --split 1.5":   "选项 --split（每册不超过多少 MB）应是整数，不能是“1.5”",
		"volume a.zicha b.pdf --split":       "选项 --split（每册不超过多少 MB）没有写值",
		"volume a.zicha b.pdf --split -5":    "选项 --split（每册不超过多少 MB）不能是“-5”",
		"volume a b --split=" + manyNines:    "选项 --split（每册不超过多少 MB）太大，不能是“" + manyNines + "”",
		"reopen a.zicha --reason --x":        "选项 --reason（退回修改的原因）没有写值；值以“-”开头的，请与选项连着写：--reason=--x",
		"volume a.zicha b.pdf --no-cache=x":  "选项 --no-cache（不使用、也不保留可以重复使用的中间结果）只写名字，不写值",
		"verify a.zicha":                     "缺少选项 --code（纸面上的核对码）",
		"review generate viele out":          "“写出几个示例单位”应是整数，不能是“viele”",
		"review generate 3 out --seed=-1":    "选项 --seed（取不同的整数）太小，不能是“-1”",
		"merge a.zicha b.xlsx --prefer=both": "选项 --prefer（不一样的地方一律用填报表的（sheet）或档案的（dossier））只能是 sheet、dossier，不能是“both”",
		"review reasons a --text --json":     "选项 --text 和 --json 不能同时写",
	} {
		p, err := newParser() // one parses but once: what was set stays so
		if err != nil {
			t.Fatal(err)
		}
		if got := refused(t, p, strings.Fields(line)...); got != want {
			t.Errorf("%q: %s\nwant %s", line, got, want)
		}
	}
}

// Kinds that no command has today are said as well: those of flags of which one, or all, are wanted, and of a command with one other below it.
func TestRefusalsOfFlagsThatGoTogether(t *testing.T) {
	var cli struct {
		One   string `help:"甲" xor:"x" required:""`
		Two   string `help:"乙" xor:"x" required:""`
		Three string `help:"丙" and:"y"`
		Four  string `help:"丁" and:"y"`
		Alone struct {
			Do struct {
				N int `arg:"" help:"几个，整数"`
			} `cmd:""`
		} `cmd:""`
	}
	for line, want := range map[string]string{
		"alone do 3":                           "缺少选项 --one（甲）或者选项 --two（乙）",
		"alone do --one=1":                     "缺少“几个”",
		"alone --one=1":                        "缺少命令 do",
		"alone do 3 --one=1 --three=3":         "选项 --three、--four 要一起写",
		"alone do x --one=1":                   "“几个”应是整数，不能是“x”",
		"alone do 3 --one=1 --two=2":           "选项 --one 和 --two 不能同时写",
		"alone do 3 --one=1 --two=2 --three=3": "选项 --one 和 --two 不能同时写",
		"alone do 3 --one=1 --four=4 y":        "多出了“y”",
	} {
		p, err := kong.New(&cli)
		if err != nil {
			t.Fatal(err)
		}
		if got := refused(t, p, strings.Fields(line)...); got != want {
			t.Errorf("%q: %s\nwant %s", line, got, want)
		}
	}
}

// No command says a word of the parser's own: each one without what it needs, with too much, with a flag it has not, and with every flag of
// its own without a value and with one that does not fit.
func TestNoCommandSpeaksEnglish(t *testing.T) {
	p, err := newParser()
	if err != nil {
		t.Fatal(err)
	}
	english := regexp.MustCompile(`expected|missing|unknown|unexpected|must|value|but got|did you mean|选项或参数不对|[<>]|=[A-Z]`)
	said := 0
	try := func(args ...string) {
		if got := refused(t, p, args...); english.MatchString(got) {
			t.Errorf("%q: %s", args, got)
		} else if got != "" {
			said++
		}
	}
	for _, leaf := range p.Model.Leaves(true) {
		path := strings.Fields(regexp.MustCompile(`<.*|\[.*`).ReplaceAllString(leaf.Path(), ""))[1:]
		try(path...)
		full := path[:len(path):len(path)]
		for range leaf.Positional {
			full = append(full, "1")
		}
		try(append(full, "1", "x")...)
		try(append(full, "--nosuch")...)
		for _, f := range leaf.Flags {
			if f.Name != "help" && f.Name != "version" {
				try(append(full, "--"+f.Name)...)
				try(append(full, "--"+f.Name+"=ungeeignet")...)
			}
		}
	}
	if said < 200 {
		t.Errorf("only %d refusals were looked at", said)
	}
}
