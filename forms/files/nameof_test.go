package files_test

import (
	"strings"
	"testing"

	"zicha/forms/files"
)

// What a file is called when it is taken in, and what is said of it.
func TestNameOf(t *testing.T) {
	for _, c := range []struct{ path, name, said string }{
		{"/a/通知.pdf", "通知.pdf", ""},
		{"/a/两个  空格.pdf", "两个  空格.pdf", ""},
		{"/a/cafe\u0301.pdf", "café.pdf", ""},
		{"/a/\uf914方案.pdf", "\uf914方案.pdf", ""}, // somebody's name may be written so
		{"/a/⽅案.pdf", "方案.pdf", "“⽅”换成了汉字“方”"},
		{"/a/\u200b.txt", "未命名.txt", "没有看得见的字"},
		{"/a/.bashrc", ".bashrc", ""},
		{"/a/第一\n行\t二.txt", "第一 行 二.txt", "换行或制表符"},
		{"/a/第一\u2028行.txt", "第一 行.txt", "换行或制表符"},
		{"/a/\xbb\xe3\xb1\xe0.txt", "汇编.txt", "GBK"},
		{"/a/\xbb\xe3\xb1\xe0\n.txt", "汇编 .txt", "GBK"},
		{"/a/\xff\xfe.txt", "_.txt", "无法识别的字节"},
	} {
		name, told := files.NameOf(c.path)
		if name != c.name || !strings.Contains(told, c.said) || (told == "") != (c.said == "") {
			t.Errorf("%q: %q %q", c.path, name, told)
		}
	}
}
