package main

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"zicha/forms/wording"
)

// What needs no window is answered without one: version and help on the output, a wrong command line on the other with status 2; a file is
// left to the window.
func TestAnswersWithoutAWindow(t *testing.T) {
	for _, c := range []struct {
		args      []string
		status    int
		all       bool
		out, warn string
	}{
		{nil, 0, false, "", ""},
		{[]string{"甲.zicha"}, 0, false, "", ""},
		{[]string{"-.fankui"}, 0, false, "", ""},
		{[]string{"--sample"}, 0, false, "", ""},
		{[]string{"--version"}, 0, true, wording.ProgramName + " " + wording.Version, ""},
		{[]string{"--help"}, 0, true, "用法：zicha [文件]", ""},
		{[]string{"-h"}, 0, true, "反馈单（.fankui）", ""},
		{[]string{"--verbose"}, 2, true, "", `没有 "--verbose" 这个选项`},
		{[]string{"a.zicha", "b.zicha"}, 2, true, "", "一次只能打开一个文件"},
	} {
		var out, warn bytes.Buffer
		status, all := answer(c.args, &out, &warn)
		if status != c.status || all != c.all || !strings.Contains(out.String(), c.out) || !strings.Contains(warn.String(), c.warn) {
			t.Errorf("%q: %d %v\n%s%s", c.args, status, all, &out, &warn)
		}
		if (c.out == "") != (out.Len() == 0) || (c.warn == "") != (warn.Len() == 0) {
			t.Errorf("%q says too much:\n%s%s", c.args, &out, &warn)
		}
	}
	if status, all := answer([]string{"--version"}, nowhere{}, nowhere{}); status != 0 || !all {
		t.Error("without a console it fails")
	}
}

// nowhere is the output of a program without a console.
type nowhere struct{}

func (nowhere) Write([]byte) (int, error) { return 0, errors.New("the handle is invalid") }
