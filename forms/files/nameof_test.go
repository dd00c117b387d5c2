package files_test

import (
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
		{"/a/⽅案.pdf", "方案.pdf", "文件名记作“方案.pdf”（第1个字：部首“⽅”换成了汉字“方”）"},
		{"/a/\u200b.txt", "未命名.txt", "文件名里没有看得见的字，记作“未命名.txt”"},
		{"/a/.bashrc", ".bashrc", ""},
		{"/a/第一\n行\t二.txt", "第一 行 二.txt", "文件名里有换行或制表符，记作“第一 行 二.txt”"},
		{"/a/第一\u2028行.txt", "第一 行.txt", "文件名里有换行或制表符，记作“第一 行.txt”"},
		{"/a/\xbb\xe3\xb1\xe0.txt", "汇编.txt", "文件名是旧的GBK编码，认作“汇编.txt”"},
		{"/a/\xbb\xe3\xb1\xe0\n.txt", "汇编 .txt", "文件名是旧的GBK编码，认作“汇编 .txt”"},
		{"/a/\xbb\xe3\x81\x39\x92\x31.txt", "汇方.txt", "文件名是旧的GBK编码，认作“汇方.txt”"},
		{"/a/\xff\xfe.txt", "_.txt", "文件名里有无法识别的字节，记作“_.txt”，请核对材料名称"},
	} {
		name, told := files.NameOf(c.path)
		if name != c.name || told != c.said {
			t.Errorf("%q: %q %q, want %q", c.path, name, told, c.said)
		}
	}
}
