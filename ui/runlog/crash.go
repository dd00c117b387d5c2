package runlog

import (
	"io"
	"os"
	"path/filepath"
	"regexp"
	"runtime/debug"
	"strings"
)

const crashName = "crash.txt"

// crashWords are said where the program breaks down: there is no window any more to say it.
const crashWords = "程序出错，已经结束。已保存的内容都在磁盘上，没有丢失；请重新打开程序，没有存完的会找回。\n" +
	"出错的地方下次打开时记进日志，可以用“帮助→打包日志…”交给维护程序的人。\n\n"

// WatchCrashes has the runtime write what it says about a breakdown of any goroutine, or about a signal that is one, into a file beside the log, and
// takes into the log what an earlier run has left there, which it reports. Several programs share the file: it is only added to, and emptied.
func (l *Log) WatchCrashes() (crashed bool) {
	if l == nil {
		return false
	}
	f, err := os.OpenFile(filepath.Join(l.folder, crashName), os.O_CREATE|os.O_APPEND|os.O_RDWR, 0o600)
	if err != nil {
		return false
	}
	defer f.Close()
	said, _ := io.ReadAll(io.LimitReader(f, Limit))
	if kept := breakdown(string(said)); kept != "" {
		l.Add("上次运行出错结束：\n" + kept)
		crashed = true
	}
	if len(said) > 0 {
		_ = f.Truncate(0)
	}
	_ = debug.SetCrashOutput(f, debug.CrashOptions{}) // it keeps the file open by itself
	return crashed
}

// LastWords is deferred where a goroutine begins: where it breaks down, a sentence is said before the runtime says the rest and ends the program.
// Nothing is carried on: the disk has what was acknowledged, and a program in an unknown state must not write more.
func LastWords() {
	if broken := recover(); broken != nil {
		_, _ = os.Stderr.WriteString(crashWords)
		panic(broken)
	}
}

var (
	frame   = regexp.MustCompile(`^((?:created by )?[\w./@\-]+(?:\.\(\*?[\w\[\].…]+\))?[\w.\[\]…\-]*)(?:\(.*\)| in goroutine \d+)$`)
	codeAt  = regexp.MustCompile(`^\t(.*\.(?:go|s|c)):(\d+)`)
	routine = regexp.MustCompile(`^goroutine \d+.* \[[a-z ,]+.*\]:$`)
)

// breakdown is what the runtime says of a breakdown as far as it is words and places of code: the value of a panic may hold anything, so only the
// runtime's own kinds are kept of it.
func breakdown(said string) string {
	var out []string
	stack := false // what stands between a panic and its stack may be the rest of its value
	for _, line := range strings.Split(said, "\n") {
		switch {
		case strings.HasPrefix(line, "panic: runtime error: "), strings.HasPrefix(line, "fatal error: "), strings.HasPrefix(line, "[signal "):
			out, stack = append(out, line), false
		case strings.HasPrefix(line, "panic: "):
			out, stack = append(out, "panic"), false
		case routine.MatchString(line):
			out, stack = append(out, line), true
		case !stack:
		case frame.MatchString(line):
			out = append(out, frame.FindStringSubmatch(line)[1])
		case codeAt.MatchString(line):
			at := codeAt.FindStringSubmatch(line)
			out = append(out, "  "+place(at[1])+":"+at[2])
		}
	}
	return strings.Join(out, "\n")
}

// plain is a sentence of another's in English without what may be content: from the first sign of a path, a quotation or a letter beyond ASCII only what
// follows the last colon stays, where that is free of them.
func plain(line string) string {
	if !tainted(line) {
		return line
	}
	if colon := strings.LastIndex(line, ": "); colon >= 0 && !tainted(line[colon:]) {
		return "…" + line[colon:]
	}
	return "…"
}

// named is what looks like the name of a file.
var named = regexp.MustCompile(`\w\.\w`)

func tainted(text string) bool {
	return named.MatchString(text) || strings.ContainsAny(text, "/\\\"'`") || strings.ContainsFunc(text, func(r rune) bool { return r >= 0x80 })
}
