package runlog

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// content is what must never be in a log: a unit, a person and a path, alone and as parts of what others say.
func content() []string { return []string{"涡阳", "张三", "zhangsan", "home", "绝密"} }

func noContent(t *testing.T, text string) {
	t.Helper()
	for _, c := range content() {
		if strings.Contains(text, c) {
			t.Errorf("%q is in the log:\n%s", c, text)
		}
	}
}

func TestEntries(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "设置", "zicha")
	l := Open(folder)
	l.now = func() time.Time { return time.Date(2018, 1, 26, 9, 5, 7, 0, time.UTC) }
	l.Add("程序启动")
	l.File("打开", "/home/zhangsan/涡阳县2017年度自查.zicha")
	l.File("打开", "/home/zhangsan/张三.绝密")
	l.File("关闭", "/home/zhangsan/涡阳县2017年度自查.zicha")
	l.Told(0, "没有打开“涡阳县.zicha”（3）", "disk full")
	l.Took("正在导出", 1250*time.Millisecond, "")
	l.Took("正在收进“张三.pdf”", 3*time.Second, "damaged")
	text := l.Text()
	noContent(t, text)
	pid := fmt.Sprintf("2018-01-26 09:05:07 [%d] ", os.Getpid())
	for _, want := range []string{
		pid + "程序启动\n", pid + "打开 .zicha，本次运行的第1个文件\n", "打开 其他文件，本次运行的第2个文件\n", "关闭 .zicha，本次运行的第1个文件\n",
		"提示“没有打开（）”（disk full） runlog/log_test.go:", "正在导出：完成，1.2秒\n", "正在收进：没有完成（damaged），3.0秒\n",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing in\n%s", want, text)
		}
	}
	info, err := os.Stat(filepath.Join(folder, logName))
	if err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("the log may be read by others: %v %v", info.Mode(), err)
	}
	if err := os.Remove(filepath.Join(folder, logName)); err != nil {
		t.Error(err)
	}
	l.Add("以后")
	if !strings.HasSuffix(l.Text(), "以后\n") {
		t.Error("a log that was removed does not go on")
	}
	var none *Log
	none.Add("x")
	none.File("打开", "x")
	none.Told(0, "x", "")
	none.Took("x", 0, "")
	if none.Text() != "" || none.WatchCrashes() {
		t.Error("no log holds something")
	}
}

// The log is never above its limit, keeps the latest and begins with a whole entry.
func TestLimit(t *testing.T) {
	l := Open(t.TempDir())
	long := strings.Repeat("字", 20_000) // 60,000 bytes, more than an entry holds
	for i := range 80 {
		l.Add(fmt.Sprintf("第%d条 %s", i, long))
		info, err := os.Stat(l.path())
		if err != nil || info.Size() > Limit {
			t.Fatalf("entry %d: %v %v", i, info.Size(), err)
		}
	}
	text := l.Text()
	if !strings.Contains(text, "第79条") || strings.Contains(text, "第0条") || !strings.HasPrefix(text, "20") {
		t.Errorf("kept: %.80s", text)
	}
	if len(text) < Limit/2-lineLimit {
		t.Errorf("only %d bytes are kept", len(text))
	}
}

// What the toolkit says is kept as far as it is words; the file or value it is about is not.
func TestToolkit(t *testing.T) {
	l := Open(t.TempDir())
	for _, line := range []string{
		"Fyne error:  Failed to load user theme\n", "  Cause: open /home/zhangsan/涡阳县.zicha: no such file or directory\n", "  At: /root/go/pkg/mod/fyne.io/fyne/v2/app/settings.go:98\n",
		"  Cause: open zhangsan.zicha: is a directory\n", "  Cause: bad value \"zhangsan\"\n", "  Cause: 张三\n", "window creation error\n",
	} {
		if n, err := l.Writer().Write([]byte(line)); n != len(line) || err != nil {
			t.Error(n, err)
		}
	}
	noContent(t, l.Text())
	for _, want := range []string{"界面库：Fyne error:  Failed to load user theme", "界面库：…: no such file or directory", "  At: app/settings.go:98", "…: is a directory", "window creation error"} {
		if !strings.Contains(l.Text(), want) {
			t.Errorf("%q is missing in\n%s", want, l.Text())
		}
	}
}

const breakEnv = "ZICHA_TEST_BREAK"

func TestMain(m *testing.M) {
	if how := os.Getenv(breakEnv); how != "" {
		Open(os.Getenv("ZICHA_TEST_FOLDER")).WatchCrashes()
		breakDown(how)
	}
	os.Exit(m.Run())
}

func breakDown(how string) {
	defer LastWords()
	done := make(chan bool)
	switch how {
	case "error":
		panic(errors.New("绝密 /home/zhangsan/涡阳县.zicha\nzhangsan(1)\n\t/home/zhangsan/x.go:3"))
	case "runtime":
		var list []int
		go func() {
			defer LastWords()
			fmt.Println(list[len(os.Args)+7])
		}()
	case "signal":
		go func() {
			var l *Log
			fmt.Println(l.folder)
		}()
	case "fatal":
		m := map[int]int{}
		for range 4 {
			go func() {
				for i := 0; ; i++ {
					m[i%7] = i
				}
			}()
		}
	}
	<-done
}

// A breakdown of any goroutine is said in Chinese where one listens, and stands in the log at the next start: its kind, its stack, no content.
func TestBreakdown(t *testing.T) {
	for how, want := range map[string][]string{
		"error":   {"panic\n", "runlog.breakDown\n", "runlog/log_test.go:"},
		"runtime": {"panic: runtime error: index out of range", "runlog.breakDown.func1\n"},
		"signal":  {"panic: runtime error: invalid memory address or nil pointer dereference", "[signal SIGSEGV", "runlog.breakDown.func2\n"},
		"fatal":   {"maps.fatal\n", "runlog.breakDown.func3\n"}, // the runtime tells a file only the stack of these
	} {
		t.Run(how, func(t *testing.T) {
			if how == "signal" && runtime.GOOS == "windows" {
				t.Skip("a signal is an exception there")
			}
			folder := t.TempDir()
			cmd := exec.Command(os.Args[0])
			cmd.Env = append(os.Environ(), breakEnv+"="+how, "ZICHA_TEST_FOLDER="+folder)
			said, err := cmd.CombinedOutput()
			if err == nil {
				t.Fatal("it goes on")
			}
			if words := strings.Contains(string(said), "已保存的内容都在磁盘上"); words != (how == "error" || how == "runtime") {
				t.Errorf("said in Chinese: %v\n%s", words, said)
			}
			l := Open(folder)
			if !l.WatchCrashes() {
				t.Fatal("the next start does not know")
			}
			noContent(t, l.Text())
			for _, w := range append(want, "上次运行出错结束：", "goroutine ") {
				if !strings.Contains(strings.ReplaceAll(l.Text(), "\n\t", "\n"), w) {
					t.Errorf("%q is missing in\n%s", w, l.Text())
				}
			}
			if l.WatchCrashes() {
				t.Error("it is taken in twice")
			}
		})
	}
}
