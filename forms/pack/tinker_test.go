package pack_test

import (
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// tinker changes a copy of a pack's folder.
type tinker struct {
	t   *testing.T
	dir string
}

func (k tinker) at(name string) string { return filepath.Join(k.dir, filepath.FromSlash(name)) }

func (k tinker) read(name string) []byte {
	k.t.Helper()
	data, err := os.ReadFile(k.at(name))
	if err != nil {
		k.t.Fatal(err)
	}
	return data
}

func (k tinker) write(name string, data []byte) {
	k.t.Helper()
	if err := os.WriteFile(k.at(name), data, 0o600); err != nil {
		k.t.Fatal(err)
	}
}

func (k tinker) remove(name string) {
	k.t.Helper()
	if err := os.Remove(k.at(name)); err != nil {
		k.t.Fatal(err)
	}
}

// relist writes what a file is now into the list, as somebody would who wants to hide a change.
func (k tinker) relist(name string) { k.unlist(name); k.list(name) }

func (k tinker) list(name string) {
	data := k.read(name)
	k.write("清单.txt", fmt.Appendf(k.read("清单.txt"), "# %d字节\n%x  %s\n", len(data), sha256.Sum256(data), name))
	k.count()
}

func (k tinker) unlist(name string) {
	lines := strings.Split(string(k.read("清单.txt")), "\n")
	if i := slices.IndexFunc(lines, func(line string) bool { return strings.HasSuffix(line, "  "+name) }); i > 0 {
		lines = slices.Delete(lines, i-1, i+1)
	}
	k.write("清单.txt", []byte(strings.Join(lines, "\n")))
	k.count()
}

// count writes how many files are listed, and how large they are together.
func (k tinker) count() {
	list := string(k.read("清单.txt"))
	total, sizes := 0, regexp.MustCompile(`(?m)^# (\d+)字节$`).FindAllStringSubmatch(list, -1)
	for _, m := range sizes {
		n, _ := strconv.Atoi(m[1])
		total += n
	}
	list = regexp.MustCompile(`共\d+个文件，\d+字节`).ReplaceAllString(list, fmt.Sprintf("共%d个文件，%d字节", len(sizes), total))
	k.write("清单.txt", []byte(list))
}

// inList exchanges words in the list.
func (k tinker) inList(old, new string) {
	k.write("清单.txt", []byte(strings.Replace(string(k.read("清单.txt")), old, new, 1)))
}

func (k tinker) setCell(sheet, at string, value any) {
	k.t.Helper()
	book, err := excelize.OpenFile(k.at(bookName))
	if err != nil {
		k.t.Fatal(err)
	}
	defer book.Close()
	if err := book.SetCellValue(sheet, at, value); err != nil {
		k.t.Fatal(err)
	}
	if err := book.Save(); err != nil {
		k.t.Fatal(err)
	}
}
