package main

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
)

// prepare makes what the attacks need: samples of all that is read, and the dossier and the book that they meet.
func (g *ground) prepare() error {
	for _, dir := range []string{g.tmp, g.samples} {
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return err
		}
	}
	if err := os.WriteFile(g.sample("分工.txt"), []byte("县公安局 | 5.1、5.3\n"), 0o600); err != nil {
		return err
	}
	for _, args := range [][]string{
		{"new", "甲.zicha", "--county", "341621"},
		{"review", "generate", "2", "代", "--packs", "--decide"},
		{"review", "new", "乙.huizong", "--edition", firstOf(g.samples, "代/*.toml")},
		{"sheets", "甲.zicha", "部门", "--departments", "分工.txt"},
	} {
		if args[len(args)-1] == "" {
			args[len(args)-1] = firstOf(g.samples, "代/*.toml")
		}
		cmd := exec.Command(g.bin, args...)
		cmd.Dir, cmd.Stderr = g.samples, os.Stderr
		if err := cmd.Run(); err != nil {
			return err
		}
	}
	if err := os.WriteFile(g.sample("口令"), []byte("一二三四五六七八\n"), 0o600); err != nil {
		return err
	}
	cmd := exec.Command(g.bin, "lock", "甲.zicha", "--password-file", "口令")
	cmd.Dir, cmd.Stderr = g.samples, os.Stderr
	if err := cmd.Run(); err != nil {
		return err
	}
	data, err := exec.Command(g.bin, "show", g.sample("甲.zicha"), "--json").Output()
	if err != nil {
		return err
	}
	return os.WriteFile(g.sample("甲.json"), data, 0o600)
}

func (g *ground) sample(name string) string { return filepath.Join(g.samples, name) }

func firstOf(dir, pattern string) string {
	if found, _ := filepath.Glob(filepath.Join(dir, pattern)); len(found) > 0 {
		return found[0]
	}
	return ""
}

// fresh puts an untouched dossier and book where the commands find them.
func (g *ground) fresh() error {
	for _, name := range []string{"甲.zicha", "乙.huizong"} {
		data, err := os.ReadFile(g.sample(name))
		if err == nil {
			err = os.WriteFile(filepath.Join(g.dir, name), data, 0o600)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// file writes a file for an attack and gives its path.
func (g *ground) file(name string, data []byte) string {
	dir, err := os.MkdirTemp(g.dir, "a")
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, name), data, 0o600)
	}
	if err != nil {
		panic(err)
	}
	return filepath.Join(dir, name)
}

// common are the attacks that every door for a file meets, under a name with its own ending; whole is what would be right there, nil where
// that is a folder.
func (g *ground) common(ext string, whole []byte) map[string]string {
	at := func(name string) string { return filepath.Join(filepath.Dir(g.file("x", nil)), name+ext) }
	must := func(path string, err error) string {
		if err != nil {
			panic(err)
		}
		return path
	}
	out := map[string]string{}
	path := at("管道")
	out["a pipe nobody writes into"] = must(path, syscall.Mkfifo(path, 0o600))
	path = at("无尽")
	out["endless: /dev/zero"] = must(path, os.Symlink("/dev/zero", path))
	path = at("随机")
	out["endless: /dev/urandom"] = must(path, os.Symlink("/dev/urandom", path))
	path = at("系统")
	out["made up: /proc/kmsg"] = must(path, os.Symlink("/proc/kmsg", path))
	path = at("圈")
	out["a link to itself"] = must(path, os.Symlink(path, path))
	path = at("目录")
	out["a folder"] = must(path, os.Mkdir(path, 0o700))
	path = g.file("空洞"+ext, nil)
	out["1 GB of nothing"] = must(path, os.Truncate(path, 1<<30))
	out["empty"] = g.file("空"+ext, nil)
	noise := make([]byte, 1<<20)
	_, _ = rand.NewChaCha8([32]byte{7}).Read(noise)
	out["noise"] = g.file("噪声"+ext, noise)
	out["deep nesting"] = g.file("深"+ext, bytes.Repeat([]byte(`[{"a":`), 1<<20))
	out["one endless line"] = g.file("长行"+ext, bytes.Repeat([]byte("a"), 64<<20))
	out["bad encoding"] = g.file("编码"+ext, []byte("\xff\xfe\x80\x00\xc0\xaf甲\xed\xa0\x80\n"))
	out["swapped: a PDF"] = g.file("报告"+ext, []byte("%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"))
	out["swapped: a zip"] = g.file("包"+ext, zipped(part{"a.txt", []byte("a")}))
	if len(whole) > 2 {
		out["cut in half"] = g.file("半"+ext, whole[:len(whole)/2])
		flipped := bytes.Clone(whole)
		for i := 64; i < len(flipped); i += 997 {
			flipped[i] ^= 0x55
		}
		out["damaged all over"] = g.file("坏"+ext, flipped)
	}
	return out
}

type part struct {
	name string
	data []byte
}

// zipped makes a zip of parts.
func zipped(parts ...part) []byte {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, p := range parts {
		w, err := z.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Deflate})
		if err == nil {
			_, err = w.Write(p.data)
		}
		if err != nil {
			panic(err)
		}
	}
	if err := z.Close(); err != nil {
		panic(err)
	}
	return out.Bytes()
}

// bomb makes a zip whose one part is so many megabytes of the same text.
func bomb(name, text string, megabytes int) []byte {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.BestSpeed) })
	w, err := z.Create(name)
	if err != nil {
		panic(err)
	}
	block := []byte(strings.Repeat(text, 1<<20/len(text)))
	for range megabytes {
		if _, err := w.Write(block); err != nil {
			panic(err)
		}
	}
	if err := z.Close(); err != nil {
		panic(err)
	}
	return out.Bytes()
}

// endless reads zeros or a text for ever.
type endless string

func (e endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = e[i%len(e)]
	}
	return len(p), nil
}

var _ io.Reader = endless("x")
