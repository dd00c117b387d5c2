package sheets

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"zicha/forms/tables"
	"zicha/scoring"
)

// otherForms names the spreadsheets of folders no sheet was found in that are of a form nobody can take back: they are what was handed in.
// Beside sheets they may be evidence.
func otherForms(paths []string, list []*Sheet) (refused []string) {
	for _, dir := range paths {
		if info, err := os.Stat(dir); err != nil || !info.IsDir() || slices.ContainsFunc(list, func(s *Sheet) bool { return within(dir, s.Path) }) {
			continue
		}
		var names []string
		for _, name := range handedIn(dir) {
			if slices.Contains(append(tables.OtherForms(), ".csv", ".zip", ".rar", ".7z"), strings.ToLower(filepath.Ext(name))) {
				names = append(names, "“"+scoring.Clip(filepath.Base(name))+"”")
			}
		}
		if len(names) > 0 {
			refused = append(refused, fmt.Sprintf("“%s”里没有.xlsx填报表，只有其他格式的表格或压缩包%d份（%s），不能直接收回。请在WPS或Excel中打开，另存为.xlsx文件后再收回；压缩包请先解压",
				filepath.Base(filepath.Clean(dir)), len(names), strings.Join(names[:min(len(names), maxNamed)], "、")))
		}
	}
	return refused
}

func within(dir, path string) bool {
	rel, err := filepath.Rel(dir, path)
	return err == nil && filepath.IsLocal(rel)
}

// handedIn lists the files of a folder and of those right under it, but for what programs and systems leave there.
func handedIn(dir string) (out []string) {
	for _, pattern := range []string{"*", "*/*"} {
		names, _ := fs.Glob(os.DirFS(dir), pattern) // the pattern is a good one
		for _, name := range names {
			if base := filepath.Base(name); !strings.HasPrefix(base, "~$") && !strings.HasPrefix(base, ".") {
				out = append(out, filepath.Join(dir, filepath.FromSlash(name)))
			}
		}
	}
	return out
}

// candidate is a file that may be a sheet; named ones were asked for by name.
type candidate struct {
	path  string
	named bool
}

func expand(paths []string) []candidate {
	var out []candidate
	seen := map[string]bool{}
	add := func(c candidate) {
		if c.path = filepath.Clean(c.path); !seen[c.path] {
			seen[c.path] = true
			out = append(out, c)
		}
	}
	for _, path := range paths {
		if info, err := os.Stat(path); err != nil || !info.IsDir() { // a file, or nothing at all, which reading it will tell
			add(candidate{path, true})
			continue
		}
		for _, name := range handedIn(path) {
			if ext := strings.ToLower(filepath.Ext(name)); ext == ".xlsx" || ext == ".xlsm" {
				add(candidate{name, false})
			}
		}
	}
	return out
}
