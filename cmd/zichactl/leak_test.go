package main

import (
	"archive/zip"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// foreignLeak are the words and numbers of the first rulebook. Those of other places and years, in scoring/testdata/foreign, have none of them.
var foreignLeak = regexp.MustCompile(placeWords.String() + `|bozhou|0558|2016|2017|2018|68分|(满分|最高|共|合计)0分|\b0项`)

// foreign is a rulebook of another place with a unit it assesses and what the unit fills in.
type foreign struct {
	file        string
	unit        string            // the arguments of new
	edit        *strings.Replacer // the rulebook, another way
	answers     string
	departments string
}

func foreignBooks() map[string]foreign {
	const provinces = `"1.1":{"issued":true},"1.2":{"day":"2024-06-01"},"2.1":{"records":10,"complete":9},"2.2":{"reported":3}`
	return map[string]foreign{
		"province": {"province", "--county 990100", strings.NewReplacer(), provinces, "甲局 | 1\n乙局 | 2\n"},
		"province scores all": {
			"province", "--county 990200", strings.NewReplacer(`source = "county"`, `source = "commission"`, `self_total = "8"`, `self_total = "0"`),
			provinces, "甲局 | 1\n乙局 | 2\n",
		},
		"county, a department": {"county", "--county 示例县民政局", strings.NewReplacer(), `"1.1":{"items":2}`, "甲科 | 1.1\n"},
		"county, not listed":   {"county", "--county 示例乡 --name 示例乡", strings.NewReplacer(), ``, "甲科 | 1.1\n"},
	}
}

// Nothing the program says or writes for another place's rulebook is of the first one's place, year or numbers.
func TestForeignBooksNameNoOtherPlace(t *testing.T) {
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("pdftotext is not installed")
	}
	for name, f := range foreignBooks() {
		t.Run(name, func(t *testing.T) {
			outputs := f.outputs(t)
			for where, text := range outputs {
				for _, line := range strings.Split(text, "\n") {
					if found := foreignLeak.FindString(line); found != "" {
						t.Errorf("%s: “%s” in %q", where, found, line)
					}
				}
			}
		})
	}
}

// outputs is all that is said and written for a unit, by where it stands.
func (f foreign) outputs(t *testing.T) map[string]string {
	t.Helper()
	books, err := filepath.Abs("../../scoring/testdata/foreign")
	must(t, err)
	dir := t.TempDir() // its name has numbers of its own
	t.Chdir(dir)
	book, err := os.ReadFile(filepath.Join(books, f.file+".toml"))
	must(t, err)
	text := f.edit.Replace(string(book))
	id := regexp.MustCompile(`(?m)^id = (".*")`).FindStringSubmatch(text)[1]
	for name, data := range map[string]string{
		"书.toml": text, "坏.toml": strings.NewReplacer("2025-02-10", "2025年", "2024-12-20", "年底", "2024-06-30", "6月30日").Replace(text), "分工.txt": f.departments, "材料.txt": "材料",
		"填报.json": `{"edition":` + id + `,"answers":{` + f.answers + `}}`,
		"错.json":  `{"answers":{}}`, "错2.json": `{"edition":1}`,
		"许可.csv": "许可机关,行政相对人名称,统一社会信用代码,决定书文号,许可决定日期,公示日期\n甲局,丙公司,91350100M000100Y43,文1,2024-03-01,2024-03-05\n",
	} {
		must(t, os.WriteFile(name, []byte(data), 0o600))
	}
	all := map[string]string{}
	for _, line := range []string{
		"rulebook check 书.toml", "new a.zicha --edition 书.toml " + f.unit, "check a.zicha", "show a.zicha",
		"score --edition 书.toml 填报.json", "score --edition 书.toml 填报.json --json", "score --edition 书.toml 错.json", "score --edition 书.toml 错2.json",
		"fill a.zicha 填报.json", "attach a.zicha 1.1 材料.txt", "check a.zicha", "show a.zicha", "show a.zicha --json",
		"sheets a.zicha 表 --departments 分工.txt", "sheets --help", "publicity a.zicha 许可.csv --yes", "score --edition 书.toml 填报.json",
		"rulebook check 坏.toml", "pack a.zicha 包 --letter", "volume a.zicha 汇编.pdf --no-cache", "finalize a.zicha",
	} {
		out, warn, _ := said(t, strings.Fields(line)...)
		all[line] += strings.ReplaceAll(out+warn, dir, "文件夹")
	}
	read := map[string]int{}
	must(t, filepath.WalkDir(".", func(path string, d os.DirEntry, err error) error {
		if kind := filepath.Ext(path); err == nil && !d.IsDir() && printed[kind] != nil {
			all[path] = path + "\n" + printed[kind](t, path)
			read[kind]++
		}
		return err
	}))
	if read[".pdf"] < 2 || read[".xlsx"] < 2 || read[".docx"] < 1 {
		t.Fatalf("only %v were written: %v", read, all)
	}
	return all
}

// printed reads what a file written shows, by the end of its name.
var printed = map[string]func(*testing.T, string) string{".pdf": pdfWords, ".xlsx": bookWords, ".docx": letterWords, ".txt": fileWords}

func fileWords(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	must(t, err)
	return string(text)
}

func pdfWords(t *testing.T, path string) string {
	t.Helper()
	out, err := exec.Command("pdftotext", "-raw", path, "-").Output()
	must(t, err)
	if len(out) < 100 {
		t.Errorf("%s: only %q read", path, out)
	}
	return string(out) + strings.ReplaceAll(string(out), "\n", "") // a word may be broken at a line's end
}

func bookWords(t *testing.T, path string) string {
	t.Helper()
	f, err := excelize.OpenFile(path)
	must(t, err)
	defer f.Close()
	var b strings.Builder
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet)
		must(t, err)
		b.WriteString(sheet + "\n")
		for _, row := range rows {
			b.WriteString(strings.Join(row, "\n") + "\n")
		}
		comments, err := f.GetComments(sheet)
		must(t, err)
		for _, c := range comments {
			b.WriteString(c.Text + "\n")
		}
		rules, err := f.GetDataValidations(sheet)
		must(t, err)
		for _, r := range rules {
			for _, words := range []*string{r.Prompt, r.PromptTitle, r.Error, r.ErrorTitle} {
				if words != nil {
					b.WriteString(*words + "\n")
				}
			}
		}
	}
	return b.String()
}

var tag = regexp.MustCompile(`<[^>]*>`)

// letterWords is the text of a .docx; the names of its parts' kinds stand in tags only.
func letterWords(t *testing.T, path string) string {
	t.Helper()
	z, err := zip.OpenReader(path)
	must(t, err)
	defer z.Close()
	var b strings.Builder
	for _, part := range z.File {
		r, err := part.Open()
		must(t, err)
		text, err := io.ReadAll(r)
		must(t, err)
		b.WriteString(tag.ReplaceAllString(strings.ReplaceAll(string(text), "</w:p>", "\n"), "") + "\n")
	}
	return b.String()
}
