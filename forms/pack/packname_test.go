package pack

import (
	"archive/zip"
	"bytes"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"zicha/forms/files"
)

// A path stays within the limits whatever the title; number and ending stay, and the title gives way in its middle.
func TestClaimLongTitles(t *testing.T) {
	root := "涡阳县2017年度自查报送包（第1版）"
	n := newNames(root)
	for _, title := range []string{strings.Repeat("长", 300), strings.Repeat("𬱖", 200), strings.Repeat("ab", 400), "头" + strings.Repeat("中", 200) + "尾"} {
		for range 3 { // the second and third are clashes
			got := n.claim(wanted{folder: "佐证材料/05 开展诚信文化宣传", number: "5-02", title: title, tail: " (12)", ending: ".pdf"})
			if units(root+"/"+got) > longestPath-targetFolder {
				t.Errorf("%d units: %s", units(root+"/"+got), got)
			}
			base := got[strings.LastIndexByte(got, '/')+1:]
			if len(base) > 255 || !utf8.ValidString(base) || !strings.HasPrefix(base, "5-02 ") || !strings.HasSuffix(base, ".pdf") || !strings.Contains(base, "… ") && !strings.Contains(base, "…") {
				t.Errorf("%d bytes: %s", len(base), base)
			}
		}
	}
	if got := n.claim(wanted{folder: "x", number: "5-03", title: "头" + strings.Repeat("中", 200) + "尾", ending: ".pdf"}); !strings.HasPrefix(got, "x/5-03 头中") || !strings.HasSuffix(got, "中尾.pdf") {
		t.Errorf("shortened to %s", got)
	}
}

func TestClaimClashes(t *testing.T) {
	n := newNames("包")
	for _, want := range []string{"a/5-01 Report.pdf", "a/5-01 REPORT (2).pdf", "a/5-01 report (3).PDF", "a/5-01.pdf"} {
		title := map[string]string{"a/5-01 Report.pdf": "Report", "a/5-01 REPORT (2).pdf": "REPORT", "a/5-01 report (3).PDF": "report", "a/5-01.pdf": ""}[want]
		if got := n.claim(wanted{folder: "a", number: "5-01", title: title, ending: files.Ending(want)}); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestReadList(t *testing.T) {
	sum := strings.Repeat("0aF3", 16)
	sums, notes := readList([]byte("\ufeff# 说明\r\n" + sum + "  佐证材料/5-01 甲 (1).pdf\r\n" + sum + " *./乙.pdf\n\n乱写\n" + sum + "  ../出去.txt\n" + sum + "  /绝对\n" + sum + "  乙.pdf\n" + sum + "  a\\b\n"))
	if len(sums) != 2 || sums["佐证材料/5-01 甲 (1).pdf"] != strings.ToLower(sum) || sums["乙.pdf"] == "" {
		t.Errorf("read %v", sums)
	}
	if len(notes) != 5 || !strings.Contains(notes[0], "第5行") || !strings.Contains(notes[3], "重复列出“乙.pdf”") {
		t.Errorf("told %q", notes)
	}
	if _, notes := readList([]byte{0xd5, 0xfe, 0xb2, 0xdf}); len(notes) != 1 {
		t.Errorf("told %q", notes)
	}
}

// FuzzReadList: no list makes trouble, and no path leads out of the pack.
func FuzzReadList(f *testing.F) {
	f.Add([]byte("# x\n" + strings.Repeat("a", 64) + "  b\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		sums, _ := readList(data)
		for name := range sums {
			if !safePath(name) || strings.HasPrefix(name, "..") {
				t.Errorf("%q", name)
			}
		}
	})
}

// FuzzZip: whatever a zip lists, no path leads out of the pack, none is there twice, and what is refused is refused in a sentence.
func FuzzZip(f *testing.F) {
	seed := func(names ...string) {
		var out bytes.Buffer
		z := zip.NewWriter(&out)
		for _, name := range names {
			w, err := z.Create(name)
			if err == nil && !strings.HasSuffix(name, "/") {
				_, err = w.Write([]byte("内容"))
			}
			if err != nil {
				f.Fatal(err)
			}
		}
		if err := z.Close(); err != nil {
			f.Fatal(err)
		}
		f.Add(out.Bytes())
	}
	seed("包/清单.txt", "包/数据.xlsx", "包/佐证材料/5-01 甲.pdf")
	seed("../../a", "/b", `c\..\..\d`, "e/../../f")
	seed("a", "A", "a/", "a/b", "CON", "x\x1b[2J")
	path := filepath.Join(f.TempDir(), "a.zip")
	f.Fuzz(func(t *testing.T, data []byte) {
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		file, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		got, err := listZip(file, true)
		if err != nil {
			if !strings.ContainsFunc(err.Error(), func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
				t.Fatalf("no sentence: %v", err)
			}
			return
		}
		for name := range got.files {
			if !safePath(name) || strings.HasPrefix(name, "..") {
				t.Errorf("%q", name)
			}
		}
		got.close()
	})
}

// Twenty findings are told one by one, the others are counted.
func TestFirstNotes(t *testing.T) {
	for n, want := range map[int]string{0: "", 1: "1", 20: "20", 21: "另有1处没有逐条列出", 35: "另有15处没有逐条列出"} {
		var notes []string
		for i := range n {
			notes = append(notes, strconv.Itoa(i+1))
		}
		got, last := first(notes), ""
		if len(got) > 0 {
			last = got[len(got)-1]
		}
		if last != want || len(got) != min(n, 21) {
			t.Errorf("%d: %q", n, got)
		}
	}
}
