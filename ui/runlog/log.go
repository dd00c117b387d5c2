// Package runlog is the program's own log: what was begun and ended, what was told as gone wrong and where in the code, how long long work
// took, and where the program broke down. It holds no content by the way it is written: a file is its ending and a number, an error its kind
// and its place in the code, never the sentence that was shown, for that may name a unit, a person or a path. What others say (the toolkit,
// the runtime) is let through only as far as it is words and places of code.
package runlog

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"time"
)

const (
	logName = "zicha.log"
	// Limit is the most the log holds, in bytes; when it would become more, the newer half stays.
	Limit = 1 << 20
	// lineLimit is the most one entry holds, in bytes: a breakdown is a few thousand.
	lineLimit = 32 << 10
)

// Log is the log in a folder. Every entry opens and closes the file, so that two programs can write to one log and it can be removed at any time.
// A nil Log takes everything and keeps nothing; where the disk does not take an entry it is lost without a word. The methods may be called from any
// goroutine.
type Log struct {
	mu     sync.Mutex
	folder string
	now    func() time.Time
	seen   map[string]int // the files of this run and their numbers
}

// Open gives the log in the program's settings folder, which is made where it is missing.
func Open(folder string) *Log {
	l := &Log{folder: folder, now: time.Now, seen: map[string]int{}}
	_ = os.MkdirAll(folder, 0o700)
	return l
}

func (l *Log) path() string { return filepath.Join(l.folder, logName) }

// Add writes an entry; its words are constants of the program.
func (l *Log) Add(words string) {
	if l == nil {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(words) > lineLimit {
		words = strings.ToValidUTF8(words[:lineLimit], "") + "…"
	}
	entry := l.now().Format("2006-01-02 15:04:05") + " [" + strconv.Itoa(os.Getpid()) + "] " + strings.ReplaceAll(words, "\n", "\n\t") + "\n"
	l.shorten(int64(len(entry)))
	f, err := os.OpenFile(l.path(), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return
	}
	_, _ = f.WriteString(entry)
	_ = f.Close()
}

// shorten leaves the newer half of a log that has no room for more.
func (l *Log) shorten(more int64) {
	info, err := os.Stat(l.path())
	if err != nil || info.Size()+more <= Limit {
		return
	}
	data, err := os.ReadFile(l.path())
	if err != nil {
		return
	}
	data = data[max(0, len(data)-Limit/2):]
	if end := bytes.IndexByte(data, '\n'); end >= 0 {
		data = data[end+1:]
	}
	temp := l.path() + ".new"
	if os.WriteFile(temp, data, 0o600) != nil || os.Rename(temp, l.path()) != nil {
		_ = os.Remove(temp)
	}
}

// Text is what the log holds; "" where there is none.
func (l *Log) Text() string {
	if l == nil {
		return ""
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	data, _ := os.ReadFile(l.path())
	return strings.ToValidUTF8(string(data), "")
}

// File notes what is done with a file: its ending, where that is one the program knows, and which file of this run it is. The same file has the same number
// until the program ends; nothing leads from the number to the name.
func (l *Log) File(act, path string) {
	if l == nil {
		return
	}
	l.mu.Lock()
	number := l.seen[path]
	if number == 0 {
		number = len(l.seen) + 1
		l.seen[path] = number
	}
	l.mu.Unlock()
	kind := "其他文件"
	switch end := strings.ToLower(filepath.Ext(path)); end {
	case ".zicha", ".huizong", ".fankui", ".toml", ".xlsx":
		kind = end
	}
	l.Add(act + " " + kind + "，本次运行的第" + strconv.Itoa(number) + "个文件")
}

// Told notes that something was told to the user: the heading and the place in the code that told it, skip callers up from the one that calls this; of the
// sentence only which kind of fault it tells.
func (l *Log) Told(skip int, title, kind string) {
	if l == nil {
		return
	}
	words := "提示“" + heading(title) + "”"
	if kind != "" {
		words += "（" + kind + "）"
	}
	if _, file, line, ok := runtime.Caller(skip + 1); ok {
		words += " " + place(file) + ":" + strconv.Itoa(line)
	}
	l.Add(words)
}

// Took notes how long work took and how it ended; kind is that of its error, "" for none.
func (l *Log) Took(title string, d time.Duration, kind string) {
	end := "完成"
	if kind != "" {
		end = "没有完成（" + kind + "）"
	}
	l.Add(fmt.Sprintf("%s：%s，%.1f秒", heading(title), end, d.Seconds()))
}

// heading is a heading without what stands in quotes and without numbers, should it hold any: headings are the program's own words.
func heading(title string) string {
	var out strings.Builder
	depth := 0
	for _, r := range title {
		switch {
		case strings.ContainsRune("“《‘「", r):
			depth++
		case strings.ContainsRune("”》’」", r):
			depth = max(0, depth-1)
		case depth > 0, r < 0x80:
		default:
			out.WriteRune(r)
		}
	}
	return out.String()
}

// place is the last two parts of a file of code: folders of the machine it was built on are left out.
func place(file string) string {
	parts := strings.Split(filepath.ToSlash(file), "/")
	return strings.Join(parts[max(0, len(parts)-2):], "/")
}
