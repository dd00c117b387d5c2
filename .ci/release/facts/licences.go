package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/google/licensecheck"
)

// allowed are the licences under which a part may come: they go together with GPL-3, under which the built programs are passed on.
var allowed = []string{
	"0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "MIT", "MPL-2.0", "OFL-1.1", "Unlicense", "Zlib",
	publicDomain, "GPL-3.0", "GPL-3.0-or-later", "GooglePatentClause", "GooglePatentsFile",
}

// publicDomain is what SQLite's authors say of it, which the checker does not know by sight.
const (
	publicDomain      = "PublicDomain"
	publicDomainWords = "All of the code and documentation in SQLite has been dedicated to the public domain by the authors."
)

// licenceFile are the names of files with a part's terms.
var licenceFile = regexp.MustCompile(`(?i)^(licen[sc]e|copying|notice|unlicense|patents)([-._].*)?$`)

// notLinked are files with terms of what lies in a module and is not linked.
var notLinked = []string{
	"LICENSE-LOGO",       // a picture
	"LICENSE-SQLITE_VEC", // an extension of its own package
}

// text is a file with terms and the licences found in it; a NOTICE has none.
type text struct {
	name, body string
	ids        []string
}

// textsAbove reads the terms that hold for folders of a module: those in them and in the folders above, up to the module's own.
func textsAbove(root string, folders []string) ([]text, error) {
	seen := map[string]bool{}
	for _, dir := range folders {
		for ; len(dir) >= len(root); dir = filepath.Dir(dir) {
			seen[dir] = true
		}
	}
	var texts []text
	for dir := range seen {
		entries, err := os.ReadDir(dir)
		if err != nil {
			return nil, err
		}
		for _, e := range entries {
			if e.IsDir() || !licenceFile.MatchString(e.Name()) || strings.HasSuffix(e.Name(), ".go") || slices.Contains(notLinked, e.Name()) {
				continue
			}
			t, err := readText(root, filepath.Join(dir, e.Name()))
			if err != nil {
				return nil, err
			}
			texts = append(texts, t)
		}
	}
	slices.SortFunc(texts, func(a, b text) int { return strings.Compare(a.name, b.name) })
	for _, t := range texts {
		if len(t.ids) > 0 {
			return texts, nil
		}
	}
	return nil, fmt.Errorf("no licence in %s", root)
}

// readText reads a file with terms; an error where its licence is not known or not allowed.
func readText(root, path string) (text, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return text{}, err
	}
	name, err := filepath.Rel(root, path)
	if err != nil {
		return text{}, err
	}
	t := text{name: filepath.ToSlash(name), body: strings.ReplaceAll(string(data), "\r\n", "\n")}
	for _, match := range licensecheck.Scan(data).Match {
		if !match.IsURL {
			t.ids = append(t.ids, match.ID)
		}
	}
	if strings.Contains(strings.Join(strings.Fields(t.body), " "), publicDomainWords) {
		t.ids = append(t.ids, publicDomain)
	}
	notice := strings.HasPrefix(strings.ToUpper(filepath.Base(name)), "NOTICE")
	if len(t.ids) == 0 && !notice {
		return t, fmt.Errorf("the licence in %s is not known", t.name)
	}
	for _, id := range t.ids {
		if !slices.Contains(allowed, id) {
			return t, fmt.Errorf("%s: licence %s is not among the allowed ones", t.name, id)
		}
	}
	slices.Sort(t.ids)
	t.ids = slices.Compact(t.ids)
	return t, nil
}

// fonts are the embedded fonts by how their files' names begin, with their terms in the same folder.
var fonts = []struct{ prefix, name, terms string }{
	{"ZichaHei-", "黑体（思源黑体 Noto Sans SC 的子集）", "OFL-NotoSansSC.txt"},
	{"ZichaSong-", "宋体（思源宋体 Noto Serif SC 的子集）", "OFL-NotoSerifSC.txt"},
	{"ZichaRare-", "生僻字（思源宋体 Noto Serif SC 的子集）", "OFL-NotoSerifSC.txt"},
	{"ZichaKai-", "楷体（霞鹜文楷 LXGW WenKai 的子集）", "OFL-LXGWWenKai.txt"},
	{"ZichaFang-", "仿宋（由 Fandol 仿宋转换）", "GPL-3-font-exception.txt"},
}

// carriedAlong are the fonts and PDFium: they are data in packages, which `go list` names. A font nobody knows is an error.
func carriedAlong(packages []linked) ([]part, error) {
	var parts []part
	for _, p := range packages {
		for _, file := range p.EmbedFiles {
			if p.Module == nil || !p.Module.Main || !strings.Contains(file, "fonts/") || strings.HasSuffix(file, ".txt") || strings.HasSuffix(file, ".md") {
				continue
			}
			one, err := font(p.Dir, file)
			if err != nil {
				return nil, err
			}
			if !slices.ContainsFunc(parts, func(have part) bool { return have.name == one.name }) {
				parts = append(parts, one)
			}
		}
		if p.ImportPath == "zicha/forms/pdf/render" {
			t, err := readText(p.Dir, filepath.Join(p.Dir, "LICENSES.md"))
			if err != nil {
				return nil, err
			}
			parts = append(parts, part{name: "PDFium（WebAssembly）", texts: []text{t}})
		}
	}
	return parts, nil
}

func font(dir, file string) (part, error) {
	for _, f := range fonts {
		if strings.HasPrefix(filepath.Base(file), f.prefix) {
			folder := filepath.Dir(filepath.Join(dir, file))
			t, err := readText(folder, filepath.Join(folder, f.terms))
			return part{name: f.name, texts: []text{t}}, err
		}
	}
	return part{}, fmt.Errorf("the terms of the font %s are not known: add it to fonts in .ci/release/facts/licences.go", file)
}

// licenceText lists the parts with their licences, then the texts.
func licenceText(parts []part) string {
	var b strings.Builder
	b.WriteString("信用自查（zicha）的源代码按 Apache-2.0 许可发布。程序带有 GPL-3 附字体例外条款的仿宋字体，编译好的程序整体按 GPL-3 的条件分发。\n" +
		"下面是程序里所含的其他部分和它们的许可，由构建过程从实际链接的部分生成。\n\n")
	for _, p := range parts {
		fmt.Fprintf(&b, "%s  %s\n", strings.TrimSpace(p.name+" "+p.version), strings.Join(p.ids(), ", "))
	}
	for _, p := range parts {
		for _, t := range p.texts {
			fmt.Fprintf(&b, "\n%s\n%s · %s\n%s\n\n%s\n", strings.Repeat("=", 78), strings.TrimSpace(p.name+" "+p.version), t.name, strings.Repeat("=", 78), strings.TrimSpace(t.body))
		}
	}
	return b.String()
}
