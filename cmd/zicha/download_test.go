package main

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// handedOut reads a file that goes into the downloads.
func handedOut(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", ".ci", "release", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// 使用说明 names every key of the registry that the script of a download writes, which is every one the other script takes back, and what the program
// asks for where it can draw no window; each system is told what is its own.
func TestWordsOfTheDownload(t *testing.T) {
	texts := map[string]string{}
	for line := range strings.Lines(handedOut(t, "使用说明.txt")) {
		for _, system := range []string{"windows", "linux"} {
			if words, own := strings.CutPrefix(line, "@"+system+"@"); own || !regexp.MustCompile(`^@[a-z]+@`).MatchString(line) {
				texts[system] += words
			}
		}
	}
	written := map[string]bool{}
	for _, m := range regexp.MustCompile(`reg add "%classes%\\([^"\\]+)`).FindAllStringSubmatch(handedOut(t, "windows/关联文件.cmd"), -1) {
		written[m[1]] = true
	}
	keys := slices.Sorted(maps.Keys(written))
	list := regexp.MustCompile(`in \(([^)]*)\) do reg delete`).FindStringSubmatch(handedOut(t, "windows/取消关联.cmd"))
	if list == nil {
		t.Fatal("nothing is taken back")
	}
	back := strings.Fields(list[1])
	if slices.Sort(back); !slices.Equal(keys, back) {
		t.Errorf("written are %q, taken back %q", keys, back)
	}
	want := append(keys, `HKEY_CURRENT_USER\Software\Classes`, "六项", "更多信息", "仍要运行", "SHA256SUMS", "源代码")
	if len(keys) != 6 {
		t.Errorf("%d keys are written", len(keys))
	}
	for _, word := range want {
		if !strings.Contains(texts["windows"], word) {
			t.Errorf("使用说明 does not say %s", word)
		}
	}
	for _, dll := range []string{"opengl32.dll", "libgallium_wgl.dll"} {
		if !strings.Contains(texts["windows"], dll) || !strings.Contains(remedyFor("windows"), dll) || strings.Contains(texts["linux"], dll) {
			t.Errorf("%s is not said alike", dll)
		}
	}
	if !strings.Contains(texts["linux"], "LIBGL_ALWAYS_SOFTWARE=1 ./zicha（用 .deb 安装的不写 ./）") || !strings.Contains(remedyFor("linux"), "LIBGL_ALWAYS_SOFTWARE=1 ./zicha（用 .deb 安装的不写 ./）") {
		t.Error("Linux is not told how to start without a card")
	}
}
