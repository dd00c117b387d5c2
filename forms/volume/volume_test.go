package volume

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"zicha/forms"
	"zicha/forms/dossier"
	"zicha/forms/formtest"
)

// footOf is what stands at the foot of a page.
func footOf(p pdfPage) string {
	out := ""
	for _, w := range p.words {
		if p.inStrip(w) {
			out += w.text
		}
	}
	return out
}

// mixed is a dossier with evidence of every kind under several indicators.
func mixed(t testing.TB) *dossier.File {
	t.Helper()
	f := newDossier(t)
	attach(t, f, "1.1", map[string][]byte{"方案.pdf": onePage("FIRST", mediaBox(uprightA4), uprightA4, 0)})
	attach(t, f, "1.2", map[string][]byte{"三页.tif": asTIFF(3, 30, 40)})
	attach(t, f, "5.1", map[string][]byte{"横.pdf": onePage("SECOND", mediaBox(acrossA4), acrossA4, 0), "表.xlsx": []byte("PK"), "照片.jpg": asJPEG(formtest.Scan(1, 827, 1170))})
	attach(t, f, "5.1", map[string][]byte{"同一张.jpg": asJPEG(formtest.Scan(1, 827, 1170))})
	attach(t, f, "9.1", map[string][]byte{}) // 另行报送
	attach(t, f, "9.1", map[string][]byte{"撤销的.pdf": onePage("GONE", mediaBox(uprightA4), uprightA4, 0)})
	attach(t, f, "24.1", map[string][]byte{"批复.pdf": onePage("LAST", mediaBox(uprightA4), uprightA4, 0)})
	d := f.Dossier()
	for _, e := range d.AllEvidence() {
		if e.Number == "9-02" {
			changes, err := d.RemoveEvidence(e.ID, "误传")
			if err != nil {
				t.Fatal(err)
			}
			if err := f.Commit("撤销", changes); err != nil {
				t.Fatal(err)
			}
		}
	}
	return f
}

func build(t testing.TB, f *dossier.File, opts Options) Result {
	t.Helper()
	path := filepath.Join(t.TempDir(), "汇编.pdf")
	result, err := Build(context.Background(), f, path, Work{Options: opts})
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// On every page an item is said to take stands its number, with the page's own; and contents and dividers say the same pages.
func TestSpansAreWhereThePagesAre(t *testing.T) {
	f := mixed(t)
	layout, err := Plan(context.Background(), f, Options{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for name, opts := range map[string]Options{"one": {}, "size": {Split: 120_000}, "section": {BySection: true}} {
		t.Run(name, func(t *testing.T) {
			result := build(t, f, opts)
			if name == "one" && fmt.Sprint(layout.Spans) != fmt.Sprint(result.Spans) {
				t.Errorf("planned %v, built %v", layout.Spans, result.Spans)
			}
			if len(result.Paths) != len(result.Pages) || name != "one" && len(result.Paths) < 2 || name == "section" && len(result.Paths) != 3 {
				t.Fatalf("%d volumes", len(result.Paths))
			}
			sums, err := Sum(t.Context(), f, "", Work{Options: opts})
			if err != nil || fmt.Sprint(sums.Spans) != fmt.Sprint(result.Spans) || len(sums.Sums) != len(result.Paths) {
				t.Fatalf("summed %v, %v", sums, err)
			}
			var books [][]pdfPage
			for i, path := range result.Paths {
				if data, err := os.ReadFile(path); err != nil || fmt.Sprintf("%x", sha256.Sum256(data)) != sums.Sums[i] {
					t.Errorf("%s is not what was summed, %v", path, err)
				}
				pages := readPages(t, path)
				if len(pages) != result.Pages[i]+1 {
					t.Errorf("%s has %d pages, not %d", path, len(pages), result.Pages[i])
				}
				books = append(books, pages)
				checkOuterEdges(t, pages[:len(pages)-1])
				checkLinks(t, path, pages)
				qpdfCheck(t, path)
			}
			if len(result.Spans) != 5 {
				t.Errorf("spans %v", result.Spans)
			}
			for number, s := range result.Spans {
				if (s.Volume > 0) != (len(books) > 1) {
					t.Errorf("%s is in volume %d of %d", number, s.Volume, len(books))
				}
				book := books[max(s.Volume, 1)-1]
				for page := s.First; page <= s.Last; page++ {
					want := fmt.Sprintf("第%d页共%d页", page, len(book)-1)
					if got := footOf(book[page-1]); !strings.Contains(got, "佐证"+number) || !strings.Contains(got, want) {
						t.Errorf("%s, page %d: the strip says %q", number, page, got)
					}
				}
				if strings.Contains(footOf(book[s.Last]), "佐证"+number) {
					t.Errorf("%s goes on behind its last page", number)
				}
			}
		})
	}
}

// checkOuterEdges holds that every page has its number at the edge that is not bound: odd pages to the right of the sheet, even ones to the left.
func checkOuterEdges(t *testing.T, pages []pdfPage) {
	t.Helper()
	for i, p := range pages[1:] { // the cover has none
		found := false
		for _, w := range p.words {
			if w.text != fmt.Sprintf("共%d页", len(pages)) || !p.inStrip(w) {
				continue
			}
			from, to := w.x0, w.x1
			if p.w > p.h {
				from, to = w.y0, w.y1
			}
			found = true
			if page := i + 2; page%2 == 1 && to < 595-40 || page%2 == 0 && from > 34+90 {
				t.Errorf("page %d has its number from %.0f to %.0f", page, from, to)
			}
		}
		if !found {
			t.Errorf("page %d has no number: %q", i+2, footOf(p))
		}
	}
}

// checkLinks holds that every line of the contents leads to the page it names.
func checkLinks(t *testing.T, path string, pages []pdfPage) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	number := map[string]int{} // of pages, by object
	linked := map[int]string{} // the object with a page's links
	for i, m := range regexp.MustCompile(`\n(\d+) 0 obj\n<</Type/Page/.*?/Contents .*?(?:/Annots (\d+) 0 R)?>>\n`).FindAllSubmatch(data, -1) {
		number[string(m[1])] = i + 1
		if len(m[2]) > 0 {
			linked[i+1] = string(m[2])
		}
	}
	if len(number) != len(pages) || len(linked) == 0 {
		t.Fatalf("%d pages, with links %v", len(number), linked)
	}
	named := 0
	for page, object := range linked {
		list := regexp.MustCompile(`(?s)\n` + object + ` 0 obj\n(.*?)endobj`).FindSubmatch(data)[1]
		for _, m := range regexp.MustCompile(`Rect\[(.*?)\].*?/GoTo/D\[(\d+) 0 R`).FindAllSubmatch(list, -1) {
			var x0, y0, x1, y1 float64
			_, _ = fmt.Sscan(string(m[1]), &x0, &y0, &x1, &y1)
			p, words := pages[page-1], []string{}
			for _, w := range p.words {
				if w.x0 >= x0 && w.x1 <= x1 && p.h-w.y1 >= y0-2 && p.h-w.y0 <= y1+2 {
					words = append(words, w.text)
				}
			}
			to := 0
			if _, err := fmt.Sscan(strings.Split(append(words, "")[len(words)-1], "—")[0], &to); err == nil && to > 0 {
				named++
				if number[string(m[2])] != to {
					t.Errorf("%q leads to page %d", words, number[string(m[2])])
				}
			} else if number[string(m[2])] == 0 {
				t.Errorf("%q leads nowhere", words)
			}
		}
	}
	if named == 0 {
		t.Errorf("%d links", named)
	}
}

// Contents, dividers and cover say what is to be said; what is removed stands nowhere.
// A web page under the name of a PDF is called so where its pages would be, and said not to count wherever the item is listed.
func TestDoubtfulFileInTheVolume(t *testing.T) {
	f := newDossier(t)
	for name, doubt := range map[string]forms.Doubt{"公告.pdf": forms.DoubtWeb, "好的.pdf": ""} {
		number := attach(t, f, "5.1", map[string][]byte{name: []byte("<html></html>")})
		for _, e := range f.Dossier().AllEvidence() {
			if e.Number != number {
				continue
			}
			e.Files[0].Doubt = doubt
			if err := f.Commit("看过", f.Dossier().Redoubt(e.ID, e.Files)); err != nil {
				t.Fatal(err)
			}
		}
	}
	all, made := "", build(t, f, Options{})
	told := fmt.Sprint(made.Problems)
	if strings.Count(told, "“公告.pdf”实际是网页") != 1 || !strings.Contains(told, "“好的.pdf”不是 PDF 或图片") {
		t.Errorf("told %s", told)
	}
	for _, p := range readPages(t, made.Paths[0]) {
		for _, w := range p.words {
			all += w.text
		}
	}
	for want, n := range map[string]int{
		"公告.pdf【1个文件为说明页】（未计为佐证）": 1, "公告.pdf（未计为佐证）": 1, "未计为佐证": 2,
		"PDF文件（按扩展名）": 1, "这个文件实际是网页，没有算作佐证，以本页代替": 1, "不是PDF或图片": 1,
	} {
		if got := strings.Count(strings.ReplaceAll(all, " ", ""), want); got != n {
			t.Errorf("%q is there %d times, want %d", want, got, n)
		}
	}
}

func TestWordsOfTheVolume(t *testing.T) {
	f := mixed(t)
	result := build(t, f, Options{})
	var all, contents, divider string
	for i, p := range readPages(t, result.Paths[0]) {
		text := ""
		for _, w := range p.words {
			text += strings.ReplaceAll(w.text, "　", "")
		}
		all += text
		if strings.HasPrefix(text, "目") {
			contents = text
		}
		if strings.HasPrefix(text, "考核指标5开展诚信文化宣传") {
			divider = text
		}
		if i == 0 && !strings.Contains(text, "涡阳县2017年度社会信用体系建设考核佐证材料汇编") {
			t.Errorf("the cover says %q", text)
		}
	}
	for _, want := range []string{"骑缝章", "草稿，未定稿", "盒脊标签", "另行报送", "表.xlsx", "FIRST", "SECOND", "LAST"} {
		if !strings.Contains(all, want) {
			t.Errorf("%q is missing", want)
		}
	}
	if strings.Contains(all, "GONE") || strings.Contains(all, "撤销的") {
		t.Error("a removed item is printed")
	}
	for number, s := range result.Spans {
		if !strings.Contains(contents, number) || !strings.Contains(contents, s.Pages()) {
			t.Errorf("the contents do not say %s %s: %s", number, s.Pages(), contents)
		}
	}
	for _, want := range []string{"县、区级层面开展诚信文化主题宣传活动的", "分值8分", "5-01", result.Spans["5-01"].Pages(), result.Spans["5-02"].Pages()} {
		if !strings.Contains(divider, want) {
			t.Errorf("the divider does not say %q: %s", want, divider)
		}
	}
}

// The same evidence gives the same bytes, with the cache or without; and what is in the cache needs no child, but cannot be read without
// the file.
func TestRepeatedBuild(t *testing.T) {
	f := mixed(t)
	folder := filepath.Join(t.TempDir(), "cache")
	var last []byte
	for i, opts := range []Options{{}, {Cache: folder}, {Cache: folder, patience: time.Nanosecond}, {}} {
		data, err := os.ReadFile(build(t, f, opts).Paths[0])
		if err != nil {
			t.Fatal(err)
		}
		if last != nil && !bytes.Equal(last, data) {
			t.Errorf("build %d differs", i)
		}
		last = data
	}
	list, err := os.ReadDir(folder)
	if err != nil || len(list) != 6 {
		t.Fatalf("%d entries, %v", len(list), err)
	}
	for _, e := range list {
		data, err := os.ReadFile(filepath.Join(folder, e.Name()))
		if err != nil || bytes.Contains(data, []byte("Type")) || bytes.Contains(data, []byte("fault")) {
			t.Errorf("%s can be read (%v)", e.Name(), err)
		}
		if err := os.WriteFile(filepath.Join(folder, e.Name()), append(data, 0), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if data, _ := os.ReadFile(build(t, f, Options{Cache: folder}).Paths[0]); !bytes.Equal(last, data) {
		t.Error("a spoilt cache spoils the volume")
	}
}

// A file that takes too long or too much memory is only named; the others come out as they should.
func TestLimits(t *testing.T) {
	f := newDossier(t)
	attach(t, f, "5.1", map[string][]byte{"大.png": asPNG(marked(3000, 3000, 1))})
	attach(t, f, "5.1", map[string][]byte{"小.pdf": onePage("SMALL", mediaBox(uprightA4), uprightA4, 0)})
	result := build(t, f, Options{memory: 40 << 20})
	if len(result.Problems) != 1 || !strings.Contains(result.Problems[0].Message, "大.png") || !strings.Contains(result.Problems[0].Message, "内存") {
		t.Errorf("told %v", result.Problems)
	}
	result = build(t, f, Options{patience: time.Millisecond})
	if len(result.Problems) == 0 || !strings.Contains(result.Problems[0].Message, "时间太长") {
		t.Errorf("told %v", result.Problems)
	}
}
