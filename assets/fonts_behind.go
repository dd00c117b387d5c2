//go:build fontsbehind

package assets

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"

	"github.com/edsrzf/mmap-go"
)

// holder is the program behind whose code the fonts stand, beside or instead of the one that is running.
const holder = "zicha"

const fontCount = 7

var behind = sync.OnceValues(func() (map[string][]byte, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	if real, err := filepath.EvalSymlinks(self); err == nil {
		self = real
	}
	if fonts, err := fontsBehind(self); err == nil {
		return fonts, nil
	}
	beside := filepath.Join(filepath.Dir(self), holder+filepath.Ext(self))
	fonts, err := fontsBehind(beside)
	if err != nil {
		return nil, fmt.Errorf("找不到字体，它们在 %[1]s 里。请把 %[1]s 和这个程序放在同一个文件夹里，仍然不行的，请重新解压下载的文件（%[2]w）", filepath.Base(beside), err)
	}
	return fonts, nil
})

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

// FontsMissing says why fonts are missing, in words for the user; a program asks it first.
func FontsMissing() error {
	fonts, err := behind()
	if err == nil && len(fonts) < fontCount {
		err = errors.New("程序里的字体不全，请重新解压下载的文件")
	}
	return err
}

func font(name string) []byte {
	fonts, _ := behind()
	return fonts[name]
}
