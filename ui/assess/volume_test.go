package assess

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"zicha/forms/pack"
	"zicha/ui/widgets"
)

// The evidence volume: offered only where there is evidence, written into a folder, listed with what is not printed in it.
func TestVolume(t *testing.T) {
	st := newStage(t)
	st.desk.AskVolume()
	if len(st.told) != 1 || !strings.Contains(st.told[0], "还没有佐证材料") {
		t.Fatalf("told %q", st.told)
	}
	folder := t.TempDir()
	path := filepath.Join(t.TempDir(), "说明.txt")
	if err := os.WriteFile(path, []byte("说明"), 0o600); err != nil {
		t.Fatal(err)
	}
	st.desk.evidence.attach(st.Values.Edition.Criterion("5.1"), []string{path})
	st.until(t, func() bool { return len(st.Values.AllEvidence()) == 1 })
	st.closeAll()
	st.desk.AskVolume()
	st.shows(t, "1件佐证材料（1个文件")
	if got := overlay[*widgets.Choices](st); len(got) != 1 || got[0].Selected() != splitSize {
		t.Fatalf("%d choices", len(got))
	}
	st.closeAll()
	st.desk.buildVolume(pack.PlanVolume(st.File, filepath.Join(folder, pack.VolumeName(st.Values))), false)
	st.shows(t, "汇编完成")
	st.shows(t, "说明.txt”不是 PDF 或图片")
	if list, _ := os.ReadDir(folder); len(list) != 1 || !strings.HasSuffix(list[0].Name(), "2017年度自查佐证材料汇编（草稿）.pdf") {
		t.Errorf("wrote %v", list)
	}
	st.press(t, "完成")
	st.desk.buildVolume(pack.PlanVolume(st.File, filepath.Join(folder, "nowhere", pack.VolumeName(st.Values))), false)
	st.until(t, func() bool { return len(st.told) == 2 })
	if !strings.Contains(st.told[1], "没有编成汇编：目标文件夹不存在") {
		t.Errorf("told %q", st.told[1])
	}
}
