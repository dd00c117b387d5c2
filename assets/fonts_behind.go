//go:build fontsbehind

package assets

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/edsrzf/mmap-go"
)

// holder is the program behind whose code the fonts stand, beside or instead of the one that is running.
const holder = "zicha"

const fontCount = 7

var fonts map[string][]byte

// FontsMissing says in words for the user why there are no fonts behind the program that runs, a file, nor behind the window's program
// beside it; a program asks it first, before anything is set. What keeps that file from being known is passed on.
func FontsMissing(program string, err error) error {
	if err != nil {
		return fmt.Errorf("不知道程序在哪里，找不到字体：%w", err)
	}
	beside := filepath.Join(filepath.Dir(program), holder+filepath.Ext(program))
	if fonts, err = fontsBehind(program); err != nil {
		fonts, err = fontsBehind(beside)
	}
	if err != nil && beside == program {
		return fmt.Errorf("程序文件 %s 不完整，没有复制完、下载完或者解压完。请从原来的地方重新复制一份，或者重新解压下载的文件，再打开", filepath.Base(program))
	}
	if err != nil {
		why := "不完整"
		if errors.Is(err, fs.ErrNotExist) {
			why = "不在"
		}
		return fmt.Errorf("找不到字体，它们在 %[1]s 里，而这个文件%[2]s。请把 %[1]s 和这个程序放在同一个文件夹里，仍然不行的，请重新解压下载的文件", filepath.Base(beside), why)
	}
	if len(fonts) < fontCount {
		return errors.New("程序里的字体不全，请从原来的地方重新复制一份，或者重新解压下载的文件")
	}
	return nil
}

// fontsBehind are the files of an archive that stands, without compression, at the end of a program. They are mapped into memory, not
// read: what is not used takes none. The map stays as long as the program runs.
func fontsBehind(program string) (map[string][]byte, error) {
	f, err := os.Open(program)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	mapped, err := mmap.Map(f, mmap.RDONLY, 0)
	if err != nil {
		return nil, err
	}
	archive, err := zip.NewReader(bytes.NewReader(mapped), int64(len(mapped)))
	if err != nil {
		return nil, err
	}
	fonts := map[string][]byte{}
	for _, entry := range archive.File {
		start, err := entry.DataOffset()
		if err != nil {
			return nil, err
		}
		if entry.Method == zip.Store && entry.CompressedSize64 <= uint64(int64(len(mapped))-start) {
			fonts[filepath.Base(entry.Name)] = mapped[start : start+int64(entry.CompressedSize64)]
		}
	}
	return fonts, nil
}

func font(name string) []byte { return fonts[name] }
