package pack

import (
	"bytes"
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"zicha/forms/files"
)

// listName is the list of a pack's files. `sha256sum -c 清单.txt` takes it as it is: what begins with # is a remark to it.
const listName = "清单.txt"

// maxList bounds a list that is read; a line has some 150 bytes.
const maxList = 8 << 20

// list writes 清单.txt: whose pack it is, then every file with its size and hash.
func (p *packer) list() error {
	if err := p.ctx.Err(); err != nil {
		return files.ErrCancelled
	}
	slices.SortFunc(p.out.Files, func(a, b PackedFile) int { return strings.Compare(a.Name, b.Name) })
	state := "草稿，没有定稿，不能作为报送材料"
	if p.d.Final {
		state = "定稿第" + strconv.Itoa(p.d.Version) + "版，核对码 " + p.code
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "# %s\n# %s\n# 考核指标 %s\n", p.name, state, p.d.Edition.ID)
	fmt.Fprintf(&b, "# 共%d个文件，%d字节（不含本清单）。每个文件先写大小，再写 SHA-256 和文件名\n", len(p.out.Files), p.out.Size())
	fmt.Fprintf(&b, "# 核对办法：在这个文件夹里运行 sha256sum -c 清单.txt，或者用程序的“核对纸面核对码”\n")
	for _, f := range p.out.Files {
		fmt.Fprintf(&b, "# %d字节\n%s  %s\n", f.Size, f.SHA256, f.Name)
	}
	if err := (files.Place{Path: filepath.Join(p.tmp, listName)}).Bytes(p.ctx, b.Bytes()); err != nil {
		return p.fault(listName, err)
	}
	return nil
}

// listState is how a remark of the list says what the pack is.
var listState = regexp.MustCompile(`(?m)^# 定稿第([0-9]+)版，核对码 ([0-9A-Z-]+)\r?$`)

// listRemarks tells where the list says another version or code than the workbook.
func listRemarks(data []byte, version int, code string) (notes []string) {
	for _, m := range listState.FindAllSubmatch(data, -1) {
		if string(m[1]) != strconv.Itoa(version) || string(m[2]) != code {
			notes = append(notes, listName+"里写的是第"+string(m[1])+"版、核对码"+string(m[2])+"，工作簿是第"+strconv.Itoa(version)+"版、核对码"+code)
		}
	}
	return notes
}

// listLine is a line of the list that names a file: hash, a space, a space or a star, path.
var listLine = regexp.MustCompile(`^([0-9A-Fa-f]{64}) [ *](.+)$`)

// readList reads a list: hashes by path. Lines that are neither a remark nor a file are told.
func readList(data []byte) (sums map[string]string, notes []string) {
	sums = map[string]string{}
	text := strings.TrimPrefix(string(data), "\ufeff") // an editor may have put it there, and its own line ends
	if !utf8.ValidString(text) {
		return sums, []string{listName + "不是 UTF-8 文字，可能被别的程序改存过，不能据它核对"}
	}
	for i, line := range strings.Split(text, "\n") {
		line = strings.TrimSuffix(line, "\r")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		m := listLine.FindStringSubmatch(line)
		name := ""
		if m != nil {
			name = norm.NFC.String(strings.TrimPrefix(m[2], "./"))
		}
		_, twice := sums[name]
		switch {
		case m == nil || !safePath(name):
			notes = append(notes, fmt.Sprintf("%s第%d行写法有误，没有据它核对", listName, i+1))
		case twice:
			notes = append(notes, fmt.Sprintf("%s第%d行重复列出“%s”", listName, i+1, shown(name)))
		default:
			sums[name] = strings.ToLower(m[1])
		}
	}
	return sums, notes
}

// shown is a foreign name as it may stand in a sentence.
func shown(name string) string {
	name = strings.Map(func(r rune) rune {
		if !strconv.IsPrint(r) {
			return '〓'
		}
		return r
	}, strings.ToValidUTF8(name, "〓"))
	return shorten(name, 120, 4*120)
}
