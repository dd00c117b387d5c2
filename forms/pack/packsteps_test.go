package pack

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"zicha/forms"
)

// What is told while a pack is made: each step by name, originals, checking and zip by how many bytes are done, and never a step back. What
// stands in the pack afterwards is what its list and its plan say.
func TestStepsOfAPack(t *testing.T) {
	f := newDossier(t)
	attach(t, f, "一.txt")   // 7 bytes
	attach(t, f, "二三四.txt") // 13 bytes
	removed := attach(t, f, "不要的.txt")
	gone, err := f.Dossier().RemoveEvidence(removed.ID, "误")
	if err != nil {
		t.Fatal(err)
	}
	commit(t, f, gone)
	dir := t.TempDir()
	plan := PlanPack(f, dir, PackOptions{Zip: true})
	var steps []string
	last := -1.0
	out, err := Pack(t.Context(), f, dir, PackOptions{Zip: true, Letter: true, Tell: func(step string, part float64) {
		if part < last || part > 1 {
			t.Errorf("%s at %.3f after %.3f", step, part, last)
		}
		last = part
		steps = append(steps, fmt.Sprintf("%s %.3f", step, part))
	}})
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"生成报告正文 0.100", "复制佐证5-04 一 0.400", "复制佐证5-05 二三四 0.470", "核对写出的文件 0.700", "写入压缩包 0.800", "核对压缩包 1.000", "完成 1.000",
	} {
		if !slices.Contains(steps, want) {
			t.Errorf("does not tell %s: %q", want, steps)
		}
	}
	if plan[0].Path != out.Folder || plan[1].Path != out.Zip || len(plan) != 2 {
		t.Errorf("planned %+v, made %s and %s", plan, out.Folder, out.Zip)
	}
	var said []string
	for _, file := range out.Files {
		info, err := os.Stat(filepath.Join(out.Folder, filepath.FromSlash(file.Name)))
		if err != nil || info.Size() != file.Size {
			t.Errorf("%s: %v", file.Name, err)
		}
		said = append(said, file.Name)
	}
	county := f.Dossier().County() + "2017年度"
	want := []string{
		"佐证材料/05 开展诚信文化宣传/5-04 一.txt", "佐证材料/05 开展诚信文化宣传/5-05 二三四.txt",
		county + "自查佐证材料汇编（草稿）.pdf", county + "自查报告正文（草稿）.docx", county + "自查报告（草稿）.pdf", county + "自查数据（草稿）.xlsx",
	}
	slices.Sort(want)
	if !slices.Equal(said, want) || !out.Draft {
		t.Errorf("holds %q", said)
	}
	if got := PlanPack(f, dir, PackOptions{}); len(got) != 1 || got[0].Path == out.Folder || !strings.HasPrefix(got[0].Path, out.Folder) || got[0].There {
		t.Errorf("the next is planned %+v", got)
	}
	if f.Exported() != State(f.Dossier()) {
		t.Error("a pack does not count as an export")
	}
	receivedWhole(t, f.Dossier(), out)
}

// receivedWhole opens folder and zip of a pack as who receives them does: they are the same, and nothing is to be said of either.
func receivedWhole(t *testing.T, d *forms.Dossier, out Packed) {
	t.Helper()
	var both []*Opened
	for _, path := range []string{out.Folder, out.Zip} {
		p, err := Open(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		defer p.Close()
		if broken, notes, err := p.Check(t.Context(), d); err != nil || len(broken)+len(notes) > 0 {
			t.Errorf("%s: %q %q %v", path, broken, notes, err)
		}
		both = append(both, p)
	}
	if !both[0].Same(both[1]) || !both[0].Whole(both[1]) || !both[1].Whole(both[0]) {
		t.Error("folder and zip are not the same")
	}
}
