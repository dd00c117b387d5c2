package pack_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"zicha/forms/pack"
)

// Packs zipped anew by other programs are still packs: without a folder, in a folder of another name, with names in GBK.
func TestVerifyOtherZips(t *testing.T) {
	_, code, folder := packedSample(t)
	known := known2017(t)
	for what, name := range map[string]func(string) string{
		"flat": same, "folder": func(p string) string { return "改名/" + p },
		"GBK": func(p string) string {
			old, err := simplifiedchinese.GB18030.NewEncoder().String("县/" + p)
			if err != nil {
				t.Fatal(err)
			}
			return old
		},
	} {
		if v := verify(t, code, known, rezip(t, folder, name, nil))[0]; !v.Equal {
			t.Errorf("%s: %+v", what, v)
		}
	}
	nested := filepath.Join(t.TempDir(), "外层")
	if err := os.CopyFS(filepath.Join(nested, "里层"), os.DirFS(folder)); err != nil {
		t.Fatal(err)
	}
	if v := verify(t, code, known, nested)[0]; !v.Equal {
		t.Errorf("unpacked into a folder of its own: %+v", v)
	}
}

// Zips made to harm are refused with a sentence, and nothing is written anywhere.
func TestHostileZips(t *testing.T) {
	_, code, folder := packedSample(t)
	add := func(h *zip.FileHeader, data []byte) func(*zip.Writer) {
		return func(w *zip.Writer) {
			to, err := w.CreateHeader(h)
			if err == nil {
				_, err = to.Write(data)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	raw := func(h zip.FileHeader, data []byte) func(*zip.Writer) {
		return func(w *zip.Writer) {
			to, err := w.CreateRaw(&h)
			if err == nil {
				_, err = to.Write(data)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	link := &zip.FileHeader{Name: "链接"}
	link.SetMode(fs.ModeSymlink | 0o777)
	for _, c := range []struct {
		name string
		more func(*zip.Writer)
		says string
	}{
		{"climbing", add(&zip.FileHeader{Name: "../../x.txt"}, nil), "不安全的文件名"},
		{"climbing inside", add(&zip.FileHeader{Name: "a/../../x.txt"}, nil), "不安全的文件名"},
		{"absolute", add(&zip.FileHeader{Name: "/etc/x"}, nil), "不安全的文件名"},
		{"drive", add(&zip.FileHeader{Name: "C:/x"}, nil), "不安全的文件名"},
		{"backslashes", add(&zip.FileHeader{Name: `..\..\x`}, nil), "不安全的文件名"},
		{"control", add(&zip.FileHeader{Name: "a\x1b[2Jb"}, nil), "不安全的文件名"},
		{"password", raw(zip.FileHeader{Name: "密", Flags: 1 | 1<<11}, nil), "设有密码"},
		{"link", add(link, []byte("/etc/passwd")), "是链接或特殊文件"},
		{"twice", add(&zip.FileHeader{Name: "清单.TXT"}, []byte("x")), "压缩包里有两个"},
		{"bomb", raw(zip.FileHeader{Name: "零", Method: zip.Deflate, CompressedSize64: 1000, UncompressedSize64: 300 << 20}, make([]byte, 1000)), "太多或太大"},
		{"claims much", raw(zip.FileHeader{Name: "大", Method: zip.Deflate, UncompressedSize64: 1 << 40}, nil), "太多或太大"},
		{"claims more than there is", raw(zip.FileHeader{Name: "大", CompressedSize64: 1 << 30, UncompressedSize64: 1 << 30}, nil), "太多或太大"},
		{"claims less", raw(zip.FileHeader{Name: "小", CompressedSize64: 5, UncompressedSize64: 5, CRC32: 1}, []byte("12345")), "无法读取"},
		{"unknown method", raw(zip.FileHeader{Name: "怪", Method: 99, CompressedSize64: 1, UncompressedSize64: 1}, []byte("1")), "用的压缩方法本程序无法解压"},
		{"many", func(w *zip.Writer) {
			for i := range 20_001 {
				add(&zip.FileHeader{Name: fmt.Sprintf("多/%d", i), Method: zip.Store}, nil)(w)
			}
		}, "太多或太大"},
	} {
		v := verify(t, code, known2017(t), rezip(t, folder, same, c.more))[0]
		if v.Equal || !slices.ContainsFunc(v.Notes, func(n string) bool { return strings.Contains(n, c.says) }) {
			t.Errorf("%s: %+v", c.name, v)
		}
	}
}

// A zip cut off anywhere, or none at all, is told plainly.
func TestBrokenZips(t *testing.T) {
	f, code := finalized(t)
	out := packed(t, f, t.TempDir(), pack.PackOptions{Zip: true})
	data, err := os.ReadFile(out.Zip)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "坏.zip")
	for _, bad := range [][]byte{nil, []byte("x"), []byte("不是压缩包，只是改了名字"), data[:len(data)/2], data[:len(data)-1], bytes.Repeat([]byte("PK\x05\x06"), 100)} {
		if err := os.WriteFile(path, bad, 0o600); err != nil {
			t.Fatal(err)
		}
		if v := verify(t, code, known2017(t), path)[0]; v.Equal || len(v.Notes) == 0 || v.Code != "" {
			t.Errorf("%d bytes: %+v", len(bad), v)
		}
	}
	flipped := bytes.Clone(data)
	flipped[len(flipped)/3] ^= 1
	if err := os.WriteFile(path, flipped, 0o600); err != nil {
		t.Fatal(err)
	}
	if v := verify(t, code, known2017(t), path)[0]; v.Equal {
		t.Errorf("a flipped bit: %+v", v)
	}
}
