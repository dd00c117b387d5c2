package dossier

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"testing"

	"zicha/forms"
	"zicha/forms/store"
	"zicha/scoring"
)

// versionOf is a row of the versions as the store gives it.
func versionOf(n int64, edition string) []any {
	return []any{n, "AAAA", "2018-01-26T09:00:00Z", "李某", edition, "规则"}
}

// Which version is current, and whether it is final, is found from whatever is left: the meta table, the versions, the log.
func TestMendingFindsTheVersion(t *testing.T) {
	log := func(steps ...string) []store.Entry { // "final 1", "reopen 2"
		var out []store.Entry
		for _, s := range steps {
			kind, is, _ := strings.Cut(s, " ")
			out = append(out, store.Entry{Kind: kind, Change: store.Change{New: is}})
		}
		return out
	}
	value := store.Entry{Kind: kindFinal, Change: store.Change{Path: "remark/1", New: "9"}}
	for what, c := range map[string]struct {
		meta  string
		rows  [][]any
		log   []store.Entry
		want  string
		final string
	}{
		"nothing":                  {"", nil, nil, "1", "0"},
		"the meta table":           {"3", nil, nil, "3", "0"},
		"no number":                {"x", nil, nil, "1", "0"},
		"its row":                  {"1", [][]any{versionOf(1, "")}, nil, "1", "1"},
		"a row alone":              {"", [][]any{versionOf(1, ""), versionOf(2, "")}, nil, "2", "1"},
		"rows in disorder":         {"", [][]any{versionOf(2, ""), versionOf(1, "")}, nil, "2", "1"},
		"sent back":                {"2", [][]any{versionOf(1, "")}, nil, "2", "0"},
		"the log":                  {"", nil, log("final 1"), "1", "1"},
		"sent back in the log":     {"", nil, log("final 1", "reopen 2"), "2", "0"},
		"sent back and final":      {"", nil, log("final 1", "reopen 2", "final 2"), "2", "1"},
		"final beyond what is old": {"1", nil, log("final 4"), "4", "1"},
		"steps of other kinds":     {"", nil, log("edition 7", "scan 8", "final ", "final x"), "1", "0"},
		"values in the log":        {"", nil, []store.Entry{value}, "1", "0"},
		"a step after one of none": {"", nil, append([]store.Entry{value}, log("final x", "final 2")...), "2", "1"},
	} {
		m := mending{out: &store.Repaired{Meta: map[string]string{metaVersion: c.meta}, Rows: map[string][][]any{"version": c.rows}, Entries: c.log}}
		if m.version(); m.out.Meta[metaVersion] != c.want || m.out.Meta[metaFinal] != c.final {
			t.Errorf("%s: version %s, final %s, want %s, %s", what, m.out.Meta[metaVersion], m.out.Meta[metaFinal], c.want, c.final)
		}
	}
}

// The rulebook is the dossier's own where it is whole, else the one with its rules, else one of its year, with a word; never just any.
func TestMendingFindsTheRulebook(t *testing.T) {
	same := testEdition(t)
	other := alteredEdition(t, func(s string) string { return strings.Replace(s, `partial = "2"`, `partial = "1.5"`, 1) })
	next := alteredEdition(t, func(s string) string { return strings.Replace(s, `"bozhou-2017"`, `"bozhou-2018"`, 1) })
	const instead = "档案里保存的考核指标没有找回，改用程序里的“"
	for what, c := range map[string]struct {
		lost    []string // of the meta table
		known   []*scoring.Edition
		version string // the rulebook a finalized version names
		want    *scoring.Edition
		told    bool
	}{
		"all there":                     {nil, []*scoring.Edition{other}, "", same, false},
		"the file lost":                 {[]string{metaEdition}, []*scoring.Edition{other, same}, "", same, false},
		"the file lost, the first":      {[]string{metaEdition}, []*scoring.Edition{same, other}, "", same, false},
		"the file lost, others known":   {[]string{metaEdition}, []*scoring.Edition{next, other}, "", other, true},
		"two of the year, the newest":   {[]string{metaEdition, metaRules}, []*scoring.Edition{other, same}, "", other, true},
		"name lost":                     {[]string{metaName}, []*scoring.Edition{next, same}, "", same, false},
		"hash lost":                     {[]string{metaRules}, []*scoring.Edition{next, same}, "", same, true},
		"all lost, one known":           {[]string{metaEdition, metaName, metaRules}, []*scoring.Edition{other}, "", other, true},
		"all lost, a version names it":  {[]string{metaEdition, metaName, metaRules}, []*scoring.Edition{next, other}, "bozhou-2017", other, true},
		"all lost, two known":           {[]string{metaEdition, metaName, metaRules}, []*scoring.Edition{next, other}, "", nil, false},
		"the file lost, one of a later": {[]string{metaEdition}, []*scoring.Edition{next}, "", nil, false},
		"the file lost, none known":     {[]string{metaEdition}, nil, "", nil, false},
	} {
		meta := editionMeta(same)
		for _, key := range c.lost {
			meta[key] = ""
		}
		var rows [][]any
		if c.version != "" {
			rows = append(rows, versionOf(1, c.version))
		}
		m := mending{known: c.known, out: &store.Repaired{Meta: meta, Rows: map[string][][]any{"version": rows}}}
		got, err := m.edition()
		if c.want == nil {
			saying(t, err, ErrEdition, "档案里保存的考核指标已损坏，程序里也没有同一年度的，没有修复；请更新程序再试")
			continue
		}
		if err != nil || got.ID != c.want.ID || got.Hash() != c.want.Hash() {
			t.Errorf("%s: %v, %v", what, got, err)
			continue
		}
		if want := instead + got.Title + "”，请核对得分"; c.told != slices.Equal(m.lost, store.Missing{want}) || !c.told && len(m.lost) > 0 {
			t.Errorf("%s: says %q", what, m.lost)
		}
		if meta[metaName] != got.ID || meta[metaRules] != got.Hash() || meta[metaEdition] == "" {
			t.Errorf("%s: the repaired dossier names %s", what, meta[metaName])
		}
	}
}

// Everything that is missing or in doubt has a line of its own, in the order of the screen.
func TestMendingTellsAll(t *testing.T) {
	e := testEdition(t)
	d := forms.New(e, forms.Begin(e, "341621", ""))
	ref := func(name string) forms.FileRef {
		return forms.FileRef{Name: name, Size: 1, SHA256: strings.Repeat("a", 64)}
	}
	for _, title := range []string{"通知", "撤下的"} {
		item, changes, err := d.AddEvidence("5.1", forms.Evidence{Title: title, Files: []forms.FileRef{ref(title + ".pdf")}})
		if err != nil {
			t.Fatal(err)
		}
		d.Apply(changes...)
		if title == "撤下的" {
			if changes, err = d.RemoveEvidence(item.ID, "重复"); err != nil {
				t.Fatal(err)
			}
			d.Apply(changes...)
		}
	}
	sixty := strings.Repeat("长", 60)
	out := &store.Repaired{
		Meta: editionMeta(e), Values: map[string]string{},
		Unsure: []store.Doubt{
			{Path: "answer/5.3/articles", Taken: "5", Other: "5"}, {Path: "remark/1", Taken: sixty, Other: sixty + "了"}, {Path: "remark/2", Other: "有"},
		},
		Lost: 2, LostLog: 3, Behind: true,
		LostRows: map[string]int64{"version": 1, "paper": 2},
		Rows: map[string][][]any{
			"version": {versionOf(1, e.ID), versionOf(2, e.ID)},
			"paper":   {{int64(3), int64(1), PaperPDF, []byte("%PDF-")}, {int64(5), int64(1), PaperLines, []byte("x")}, {int64(7), int64(2), PaperWorkbook, []byte("PK")}},
		},
		Entries: []store.Entry{
			{Kind: kindScan, Change: store.Change{Old: "1", New: ref("盖章.pdf").Value()}},
			{Kind: kindUnscan, Change: store.Change{Old: "1", New: ref("别的.pdf").Value()}},
			{Kind: kindScan, Change: store.Change{Old: "1", New: "不是"}},
		},
	}
	for p, v := range d.Values() {
		out.Values[string(p)] = v
	}
	m := mending{}
	if err := m.mend(out); err != nil {
		t.Fatal(err)
	}
	want := []string{
		"“5.3 刊发宣传稿件”取自修改记录，可能不是最后一次填的内容，请核对",
		"“第1项备注”取了“" + sixty + "”，也可能是“" + sixty + "……”，不能确定哪个是最后填的，请核对",
		"“第2项备注”取了空白，也可能是“有”，不能确定哪个是最后填的，请核对",
		"另有2项填报内容没有找回，请对照纸面或备份检查",
		"佐证5-01《通知》的文件“通知.pdf”没有找回，请重新加入原文件，编号不变",
		"已撤销的佐证5-02《撤下的》的文件“撤下的.pdf”没有找回，要恢复这份材料时请重新加入原文件",
		"第1版的盖章扫描件“盖章.pdf”没有找回，请重新存入",
		"缺少1个版本的定稿记录",
		"第1版定稿的数据表没有找回，请保留当时导出的文件",
		"第2版定稿的报告没有找回，请保留当时导出的文件", "第2版定稿的数据清单没有找回，请保留当时导出的文件",
		"修改记录缺少3条",
		"最近的修改可能有没有取到的，填报内容请对照纸面或备份核对",
	}
	if !slices.Equal(m.lost, want) {
		t.Errorf("says\n%s\nnot\n%s", strings.Join(m.lost, "\n"), strings.Join(want, "\n"))
	}
	if m = (mending{}); m.mend(&store.Repaired{Meta: editionMeta(e)}) != nil || len(m.lost) > 0 {
		t.Errorf("nothing is missing, and it says %q", m.lost)
	}
	if _, err := (Repair{From: t.TempDir(), To: t.TempDir() + "/新.zicha"}).Run(t.Context()); err == nil || errors.Is(err, ErrEdition) {
		t.Errorf("a folder was repaired: %v", err)
	}
}

// Indicators that only one of two rulebooks has are told, and of the figures each that comes out otherwise.
func TestScoreChangesOfWholeRulebooks(t *testing.T) {
	short, long := testEdition(t), testEdition(t)
	short.Sections = short.Sections[:1]
	n := len(short.Indicators())
	gone := ScoreChanges(forms.New(long, nil), short)
	come := ScoreChanges(forms.New(short, nil), long)
	if len(gone) != len(long.Indicators())-n+1 || len(come) != len(gone) || n < 2 {
		t.Fatalf("%q\n%q", gone, come)
	}
	for i, ind := range long.Indicators()[n:] {
		no := "第" + strconv.Itoa(ind.No) + "项"
		if gone[i] != no+"在新的规则里没有" || come[i] != no+" "+ind.Title+"：新增" {
			t.Errorf("%s, %s", gone[i], come[i])
		}
	}
	figures := func(texts ...string) (out []scoring.Figure) {
		for i, label := range []string{"加分", "扣分", "一票否决", "总评", "等次"} {
			if texts[i] != "" {
				out = append(out, scoring.Figure{Label: label, Text: texts[i]})
			}
		}
		return out
	}
	for _, c := range []struct{ before, after, want []string }{
		{[]string{"1.00", "2.00", "通过", "90.00", "良好"}, []string{"1.00", "2.00", "通过", "90.00", "良好"}, nil},
		{
			[]string{"1.00", "2.00", "通过", "90.00", "良好"},
			[]string{"1.50", "2.50", "否决", "89.00", "合格"},
			[]string{"加分：1.00→1.50", "扣分：2.00→2.50", "一票否决：通过→否决", "总评：90.00→89.00", "等次：良好→合格"},
		},
		{[]string{"", "2.00", "", "", ""}, []string{"1.00", "", "", "", ""}, []string{"加分：无→1.00", "扣分：2.00→无"}},
	} {
		if got := figureChanges(figures(c.before...), figures(c.after...)); !slices.Equal(got, c.want) {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}
