package files

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// RepairedPath is where the repaired copy of a file goes unless someone chooses otherwise: “涡阳县2017（修复）.zicha” beside it, with a
// number where that is taken.
func RepairedPath(path string) string {
	ext := filepath.Ext(path)
	for n := 1; ; n++ {
		mark := "（修复）"
		if n > 1 {
			mark = fmt.Sprintf("（修复%d）", n)
		}
		to := strings.TrimSuffix(path, ext) + mark + ext
		if _, err := os.Lstat(to); err != nil {
			return to
		}
	}
}

// CopyName proposes a name for a copy of a file: “涡阳县2017年度自查（副本）.zicha”.
func CopyName(path, mark string) string {
	name := filepath.Base(path)
	return strings.TrimSuffix(name, filepath.Ext(name)) + mark + filepath.Ext(name)
}
