package ui

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"zicha/forms/files"
	"zicha/ui/assess"
)

// OpenSample makes the sample in a folder of its own and opens it. The folder goes when the sample is closed; one that a program that was
// cut off has left goes with the next.
func (w *Window) OpenSample() {
	if w.office.Sample == nil {
		w.tell("没有示例", "这个程序没有带示例档案。")
		return
	}
	folder, err := files.TemporaryFolder("", "sample")
	if err != nil {
		w.fail("没有打开示例", err)
		return
	}
	path, err := w.office.Sample(folder)
	var s *assess.Session
	if err == nil {
		s, err = w.office.Open(path, false)
	}
	if err != nil {
		_ = os.RemoveAll(folder)
		w.fail("没有打开示例", err)
		return
	}
	w.take(s, folder)
}

// dropSample removes the sample's folder. Where something of the user's lies in it, it stays, under a name that nothing of ours tidies
// away, and that is told.
func (w *Window) dropSample() {
	folder := w.sample
	w.sample = ""
	if folder == "" {
		return
	}
	entries, _ := os.ReadDir(folder)
	if !slices.ContainsFunc(entries, func(e os.DirEntry) bool { return !strings.Contains(e.Name(), ".zicha") }) {
		_ = os.RemoveAll(folder) // what the system keeps open goes with the next sample
		return
	}
	kept := filepath.Join(filepath.Dir(folder), "示例文件夹"+time.Now().Format("20060102-150405"))
	if os.Rename(folder, kept) == nil {
		w.tell("示例文件夹没有删除", "里面有您存进去的文件，请移到别处：“"+kept+"”。")
	}
}
