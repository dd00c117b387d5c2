package main

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
)

// others are the attacks that come in by other ways than the name of a file.
func (g *ground) others(only string) (out []attack) {
	for _, way := range []struct {
		door string
		make func() []attack
	}{
		{"volume", func() []attack { return g.printed(g.once(".pdf", g.pdfs)) }},
		{"volume", func() []attack { return g.printed(g.once(".jpg", g.pictures)) }},
		{"clues", g.looked},
		{"window, pages", g.drawn},
		{"standard input", g.input},
		{"command line", g.line},
		{"environment, child", g.around},
	} {
		if strings.Contains(way.door, only) {
			out = append(out, way.make()...)
		}
	}
	return out
}

// input is the standard input that does not end, or says nothing.
func (g *ground) input() []attack {
	return []attack{
		{door: "standard input", kind: "answers: zeros", args: []string{"score", "-"}, in: endless("\x00")},
		{door: "standard input", kind: "answers: brackets", args: []string{"score", "-"}, in: endless("[")},
		{door: "standard input", kind: "answers: one line", args: []string{"score", "--json", "-"}, in: endless(`{"edition":"`)},
		{door: "standard input", kind: "decisions: zeros", args: []string{"review", "decide", "乙.huizong", "--by", "张三", "--unit", "bureau", "--from", "-"}, in: endless("\x00")},
		{door: "standard input", kind: "ruling: letters", args: []string{"review", "ruling", "乙.huizong", "--criterion", "1.1", "--text", "口径", "--rule", "-"}, in: endless("a")},
		{door: "standard input", kind: "password: zeros", args: []string{"unlock", g.sample("甲.zicha.age"), "出.zicha", "--password-file", "-"}, in: endless("\x00")},
	}
}

// line is the command line itself.
func (g *ground) line() []attack {
	long := strings.Repeat("长", 40_000)
	many := []string{"verify", "--code", "7K3M-Q2XW-9HTD-4FNP"}
	for i := range 5000 {
		many = append(many, "没有"+strconv.Itoa(i)+".xlsx")
	}
	return []attack{
		{door: "command line", kind: "a name of 120,000 bytes", args: []string{"show", long}},
		{door: "command line", kind: "an option of that length", args: []string{"--" + long}},
		{door: "command line", kind: "control letters", args: []string{"show", "\x1b[2J\x07\u202egnp.exe"}},
		{door: "command line", kind: "bytes that are no text", args: []string{"show", "\xff\xfe\x80"}},
		{door: "command line", kind: "5,000 files", args: many},
		{door: "command line", kind: "an empty name", args: []string{"show", ""}},
		{door: "command line", kind: "a reason of 120,000 bytes", args: []string{"reopen", "甲.zicha", "--reason", long}},
		{door: "command line", kind: "a date that is none", args: []string{"review", "approve", "乙.huizong", "--date", "9999-99-99", "--document", "x"}},
		{door: "command line", kind: "a number out of range", args: []string{"volume", "甲.zicha", "汇编.pdf", "--split", "99999999999999999999"}},
		{door: "command line", kind: "less than nothing", args: []string{"review", "generate", "-1", "代"}},
		{door: "command line", kind: "a billion counties", args: []string{"review", "generate", "1000000000", "代"}},
	}
}

// around is what the program finds around it: the environment, its caches.
func (g *ground) around() []attack {
	blocked := g.file("挡", []byte("x")) // a file where a folder is expected
	pipe := filepath.Join(filepath.Dir(g.file("x", nil)), "管道")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		panic(err)
	}
	loop := filepath.Join(filepath.Dir(g.file("x", nil)), "圈")
	if err := os.Symlink(loop, loop); err != nil {
		panic(err)
	}
	check := []string{"check", "甲.zicha"}
	volume := []string{"volume", "甲.zicha", "汇编.pdf", "--overwrite"}
	return []attack{
		{door: "environment", kind: "no folder for passing files", args: check, env: []string{"TMPDIR=/没有"}, fine: true},
		{door: "environment", kind: "that is a file", args: volume, env: []string{"TMPDIR=" + blocked}, fine: true},
		{door: "environment", kind: "a home that loops", args: volume, env: []string{"HOME=" + loop, "XDG_CACHE_HOME=" + loop}, fine: true},
		{door: "environment", kind: "a cache that is a pipe", args: volume, env: []string{"XDG_CACHE_HOME=" + pipe}, fine: true},
		{door: "environment", kind: "no home at all", args: volume, env: []string{"HOME=", "XDG_CACHE_HOME="}, fine: true},
		{door: "environment", kind: "another language", args: check, env: []string{"LANG=\xff", "LC_ALL=xx_YY.GBK", "TZ=../../etc/shadow"}, fine: true},
		{door: "child", kind: "an unknown kind", args: check, env: []string{"ZICHA_CHILD=x"}, fine: true},
	}
}
