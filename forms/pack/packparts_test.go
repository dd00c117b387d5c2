package pack

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"zicha/forms/formtest"
	"zicha/scoring"
)

// The plan of the sample names what making and exporting it write.
func TestPlanOfTheSample(t *testing.T) {
	dir := t.TempDir()
	there := filepath.Join(dir, "示例县2017年度自查数据（草稿）.xlsx")
	if err := os.WriteFile(there, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	plan, err := PlanDemo(dir, []*scoring.Edition{formtest.Edition(t)})
	if err != nil {
		t.Fatal(err)
	}
	var said []string
	for _, x := range plan {
		if (x.Path == there) != x.There {
			t.Errorf("%s is there: %t", x.Path, x.There)
		}
		said = append(said, filepath.Base(x.Path))
	}
	if want := []string{"示例县2017年度自查.zicha", "示例县2017年度自查报告（草稿）.pdf", "示例县2017年度自查数据（草稿）.xlsx"}; !slices.Equal(said, want) {
		t.Errorf("planned %q", said)
	}
	if plan, err := PlanDemo(dir, nil); err == nil || plan != nil {
		t.Errorf("without its rulebook: %v, %v", plan, err)
	}
	if _, _, err := Demo(t.Context(), filepath.Join(there, "里面"), []*scoring.Edition{formtest.Edition(t)}); err == nil {
		t.Error("the sample was made under a file")
	}
}

// Of two files whose names differ only in how systems write them the second is told; a file under another writing of a listed name is that
// one, unless the list has two such names.
func TestOneNameWrittenInTwoWays(t *testing.T) {
	tr, err := rooted([]entry{{name: listName}, {name: "caf\u00e9.pdf", file: treeFile{size: 1}}, {name: "cafe\u0301.pdf", file: treeFile{size: 2}}})
	if err != nil || len(tr.files) != 2 || tr.files["caf\u00e9.pdf"].size != 1 || !slices.Equal(tr.notes, []string{"有两个“caf\u00e9.pdf”"}) {
		t.Errorf("%+v, %v", tr, err)
	}
	for _, c := range []struct {
		what         string
		held, listed []string
		want         string
	}{
		{"as listed", []string{"\u9fa0.pdf"}, []string{"\u9fa0.pdf"}, "\u9fa0.pdf"},
		{"a radical for its character", []string{"\u2fd5.pdf"}, []string{"\u9fa0.pdf"}, "\u9fa0.pdf"},
		{"nothing alike", []string{"乙.pdf"}, []string{"甲.pdf"}, "乙.pdf"},
		{"both there and listed", []string{"\u2fd5.pdf", "\u9fa0.pdf"}, []string{"\u2fd5.pdf", "\u9fa0.pdf"}, "\u2fd5.pdf \u9fa0.pdf"},
		{"one of two alike there", []string{"\u2fd5.pdf", "\u9fa0.pdf"}, []string{"\u9fa0.pdf"}, "\u2fd5.pdf \u9fa0.pdf"},
		{"two alike listed", []string{"\u2fd5.pdf"}, []string{"\u9fa0.pdf", "\u9fa0\u200b.pdf"}, "\u2fd5.pdf"},
	} {
		tr := &tree{files: map[string]treeFile{}}
		listed := map[string]string{}
		for _, name := range c.held {
			tr.files[name] = treeFile{}
		}
		for _, name := range c.listed {
			listed[name] = ""
		}
		tr.align(listed)
		var got []string
		for name := range tr.files {
			got = append(got, name)
		}
		if slices.Sort(got); strings.Join(got, " ") != c.want {
			t.Errorf("%s: %q", c.what, got)
		}
	}
}

// What a pack holds beside its originals, each under its name and each name once: whole or in parts, with the version in its name or, as
// programs named it before, without.
func TestContentsOfAPack(t *testing.T) {
	d := formtest.Perfect(t)
	d.Version, d.Final = 2, true
	county := d.County() + "2017年度"
	name := func(what, ext string) string { return county + what + "（第2版）" + ext }
	all := map[string]sum{}
	for what, ext := range map[string]string{"自查数据": ".xlsx", "自查报告": ".pdf", "自查报告正文": ".docx", "自查佐证材料汇编": ".pdf"} {
		all[name(what, ext)] = sum{sha256: what}
	}
	all[listName], all["佐证材料/05/5-01 甲.pdf"] = sum{sha256: "x"}, sum{sha256: "y"}
	for _, c := range []struct {
		what    string
		change  map[string]string // name → hash, "" takes it away
		volumes []string
		notes   []string
	}{
		{"all", nil, []string{"自查佐证材料汇编"}, nil},
		{"as named before", map[string]string{name("自查报告", ".pdf"): "", county + "自查报告.pdf": "自查报告"}, []string{"自查佐证材料汇编"}, nil},
		{"no letter", map[string]string{name("自查报告正文", ".docx"): ""}, []string{"自查佐证材料汇编"}, nil},
		{"no report", map[string]string{name("自查报告", ".pdf"): ""}, []string{"自查佐证材料汇编"}, []string{"报送包里没有“" + name("自查报告", ".pdf") + "”"}},
		{"no workbook", map[string]string{name("自查数据", ".xlsx"): ""}, []string{"自查佐证材料汇编"}, []string{"工作簿的文件名应为“" + name("自查数据", ".xlsx") + "”"}},
		{"no volume", map[string]string{name("自查佐证材料汇编", ".pdf"): ""}, nil, []string{"报送包里没有“" + name("自查佐证材料汇编", ".pdf") + "”"}},
		{
			"in three parts",
			map[string]string{
				name("自查佐证材料汇编", ".pdf"): "", name("自查佐证材料汇编", " 第1册.pdf"): "一", name("自查佐证材料汇编", " 第2册.pdf"): "二", county + "自查佐证材料汇编 第3册.pdf": "三",
			},
			[]string{"一", "二", "三"},
			nil,
		},
		{
			"the second part missing",
			map[string]string{name("自查佐证材料汇编", ".pdf"): "", name("自查佐证材料汇编", " 第1册.pdf"): "一", name("自查佐证材料汇编", " 第3册.pdf"): "三"},
			[]string{"一"},
			[]string{"多出“" + name("自查佐证材料汇编", " 第3册.pdf") + "”，报送包里不该有这个文件"},
		},
		{
			"another version's beside it",
			map[string]string{county + "自查报告（第1版）.pdf": "旧"},
			[]string{"自查佐证材料汇编"},
			[]string{"多出“" + county + "自查报告（第1版）.pdf”，报送包里不该有这个文件"},
		},
	} {
		sums := map[string]sum{}
		for n, s := range all {
			sums[n] = s
		}
		for n, hash := range c.change {
			if sums[n] = (sum{sha256: hash}); hash == "" {
				delete(sums, n)
			}
		}
		held := &contents{}
		notes := held.sort(d, sums)
		if !slices.Equal(notes, c.notes) || !slices.Equal(held.volumes, c.volumes) {
			t.Errorf("%s: %q, volumes %q", c.what, notes, held.volumes)
		}
		if _, letter := sums[name("自查报告正文", ".docx")]; letter != (held.letter == "自查报告正文") || c.what != "no report" && held.report != "自查报告" {
			t.Errorf("%s: letter %q, report %q", c.what, held.letter, held.report)
		}
	}
	empty := newDossier(t).Dossier() // without evidence no volume is missed
	if notes := (&contents{}).sort(empty, map[string]sum{BookName(empty): {sha256: "a"}, ReportName(empty): {sha256: "b"}}); len(notes) > 0 {
		t.Errorf("without evidence: %q", notes)
	}
}

// A pack is opened by its list, too; what is not there is told.
func TestOpenByTheList(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{listName, "a.pdf"} {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	p, err := Open(t.Context(), filepath.Join(dir, listName))
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	if len(p.tree.files) != 2 {
		t.Errorf("%v", p.tree.files)
	}
	for _, name := range []string{"没有.zip", filepath.Join("没有", listName)} {
		if _, err := Open(t.Context(), filepath.Join(dir, name)); err == nil {
			t.Errorf("%s is opened", name)
		}
	}
}
