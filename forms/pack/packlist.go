package pack

import (
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"zicha/forms"
	"zicha/forms/files"
	"zicha/forms/wording"
	"zicha/forms/workbook"
	"zicha/scoring"
)

// listName is the list of a pack's files. `sha256sum -c 清单.txt` takes it as it is: what begins with # is a remark to it.
const listName = "清单.txt"

// maxList bounds a list that is read; a line has some 150 bytes.
const maxList = 8 << 20

// howToCheck is the remark that says how a pack is checked.
const howToCheck = "# 核对办法：在这个文件夹里运行 sha256sum -c 清单.txt，或者用程序的“核对纸面核对码”"

// headRemarks say whose pack it is.
func headRemarks(name string, d *forms.Dossier, code string) []string {
	state := "草稿，没有定稿，不能作为报送材料"
	if d.Final {
		state = "定稿第" + strconv.Itoa(d.Version) + "版，核对码 " + code
	}
	return []string{"# " + name, "# " + state, "# 考核指标 " + wording.Rulebook(d.Edition)}
}

// oldEdition is the remark on the edition as lists had it before the code of the rules stood in it.
func oldEdition(e *scoring.Edition) string { return "# 考核指标 " + e.ID }

// countRemark says how many files a list names. It stands as it is: a list that says otherwise was altered.
func countRemark(count int, size int64) string {
	return fmt.Sprintf("# 共%d个文件，%d字节（不含本清单）。每个文件先写大小，再写 SHA-256 和文件名", count, size)
}

func sizeRemark(size int64) string { return fmt.Sprintf("# %d字节", size) }

// list writes 清单.txt: whose pack it is, then every file with its size and hash.
func (p *packer) list() error {
	if err := p.ctx.Err(); err != nil {
		return files.ErrCancelled
	}
	slices.SortFunc(p.out.Files, func(a, b PackedFile) int { return strings.Compare(a.Name, b.Name) })
	lines := append(headRemarks(p.name, p.d, p.code), countRemark(p.out.Count(), p.out.Size()), howToCheck)
	for _, f := range p.out.Files {
		lines = append(lines, sizeRemark(f.Size), f.SHA256+"  "+f.Name)
	}
	text := strings.Join(lines, "\n") + "\n"
	if err := (files.Place{Path: filepath.Join(p.tmp, listName)}).Bytes(p.ctx, []byte(text)); err != nil {
		return p.fault(listName, err)
	}
	return nil
}

// What the remarks of a list look like.
var (
	stateRemark = regexp.MustCompile(`^# 定稿第([0-9]+)版，核对码 ([0-9A-Z-]+)$`)
	sizeOfFile  = regexp.MustCompile(`^# ([0-9]{1,18})字节$`)
	timeOfName  = regexp.MustCompile(`^(?:[0-9]{8}-[0-9]{4}(?: \([0-9]+\))*)?$`) // see freeName
)

// remarks holds the remarks of a list against what the pack is.
type remarks struct {
	book  *workbook.Book
	sums  map[string]sum
	known []string // those that stand as they are

	size, total int64 // of the next file, -1 where it is not said; of all
	count       int
	said        string // of count and total
	notes       []string
}

// listRemarks tells where the list says otherwise than its files and the workbook, or more than the program writes.
func listRemarks(data []byte, book *workbook.Book, sums map[string]sum) (notes []string) {
	d := book.Dossier
	r := &remarks{book: book, sums: sums, size: -1, known: append(headRemarks(PackName(d), d, book.Code)[1:], howToCheck, oldEdition(d.Edition), "")}
	for _, line := range strings.Split(strings.TrimPrefix(string(data), "\ufeff"), "\n") {
		r.line(strings.TrimSuffix(line, "\r"))
	}
	if r.said != "" && r.said != countRemark(r.count, r.total) {
		r.notes = append(r.notes, listName+"里写的文件个数和大小与它列出的不同")
	}
	return first(r.notes)
}

func (r *remarks) line(line string) {
	if m := listLine.FindStringSubmatch(line); m != nil {
		name := listedName(m[2])
		if s := r.sums[name]; r.size >= 0 && r.size != s.size && s.sha256 == strings.ToLower(m[1]) {
			r.notes = append(r.notes, listName+"里写的“"+shown(name)+"”的大小不对")
		}
		r.count++
		r.total += max(r.size, 0)
		r.size = -1
		return
	}
	d := r.book.Dossier
	tail, named := strings.CutPrefix(line, "# "+PackName(d))
	switch m := sizeOfFile.FindStringSubmatch(line); {
	case !strings.HasPrefix(line, "#"), slices.Contains(r.known, line), named && timeOfName.MatchString(tail):
	case m != nil:
		r.size, _ = strconv.ParseInt(m[1], 10, 64) // 18 digits fit
	case strings.HasPrefix(line, "# 共"):
		r.said = line
	default:
		r.strange(line)
	}
}

// strange tells of a remark that does not fit.
func (r *remarks) strange(line string) {
	note := listName + "里的“" + shown(strings.TrimPrefix(line, "# ")) + "”不是本程序写的，或者改动过"
	if m := stateRemark.FindStringSubmatch(line); m != nil {
		note = fmt.Sprintf("%s里写的是第%s版、核对码%s，工作簿是第%d版、核对码%s", listName, m[1], m[2], r.book.Version, r.book.Code)
	}
	r.notes = append(r.notes, note)
}

// listedName is a file's name as a list has it, in composed form.
func listedName(name string) string { return norm.NFC.String(strings.TrimPrefix(name, "./")) }

// listLine is a line of the list that names a file: hash, a space, a space or a star, path.
var listLine = regexp.MustCompile(`^([0-9A-Fa-f]{64}) [ *](.+)$`)

// readList reads a list: hashes by path. Lines that are neither a remark nor a file are told.
func readList(data []byte) (sums map[string]string, notes []string) {
	sums = map[string]string{}
	text := strings.TrimPrefix(string(data), "\ufeff") // an editor may have put it there, and its own line ends
	if !utf8.ValidString(text) {
		return sums, []string{listName + "不是 UTF-8 文字，可能被其他程序改存过，不能据它核对"}
	}
	for i, line := range strings.Split(text, "\n") {
		line = strings.TrimSuffix(line, "\r")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		m := listLine.FindStringSubmatch(line)
		name := ""
		if m != nil {
			name = listedName(m[2])
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
