package pack

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"zicha/forms"
	"zicha/forms/dossier"
	"zicha/forms/files"
	"zicha/forms/formtest"
	"zicha/forms/volume"
)

// Which changes reach the letter, and what of the papers must then be printed and sealed anew.
func TestReprint(t *testing.T) {
	const annexes = "附件1、附件2、附件3每页印有版本号和核对码，须全部重新打印、盖章。"
	for _, c := range []struct {
		keys []string
		want string
	}{
		{nil, "内容与上一版完全相同，核对码不变。上一版盖过章的纸面继续有效，无需重新打印。"},
		{[]string{"answer/5.1/met", "remark/5", "profile/preparer", "profile/checker", "profile/head", "county/code", "evidence/x/title", "score/5/reason"}, annexes + "报告正文没有改动，原来盖过章的正文可以继续使用。"},
		{[]string{"criterion/5.1/points", "rules"}, annexes + "报告正文没有改动，原来盖过章的正文可以继续使用。"},
		{[]string{"criterion/5.1/state"}, annexes + "报告正文有改动（criterion/5.1/state），须重新打印、盖章。"},
		{[]string{"edition"}, annexes + "报告正文有改动（edition），须重新打印、盖章。"},
		{[]string{"narrative/5", "remark/5", "total/self"}, annexes + "报告正文有改动（narrative/5、total/self），须重新打印、盖章。"},
		{[]string{"county/name", "profile/date", "profile/phone", "score/5", "score/5/reason missing"}, annexes + "报告正文有改动（county/name、profile/date、profile/phone、score/5、score/5/reason missing），须重新打印、盖章。"},
		{[]string{"narrative/1", "narrative/2", "narrative/3", "narrative/4", "narrative/5", "narrative/6"}, annexes + "报告正文有改动（narrative/1、narrative/2、narrative/3、narrative/4、narrative/5等6处），须重新打印、盖章。"},
	} {
		var changed []forms.Difference
		for _, key := range c.keys {
			d := forms.Difference{Key: key, Label: key, Want: "0.5×1", Got: "0.5×2"}
			if name, missing := strings.CutSuffix(key, " missing"); missing {
				d.Key, d.Got = name, "未填：宣传"
			}
			changed = append(changed, d)
		}
		if got := strings.Join(reprint(changed, true), ""); got != c.want {
			t.Errorf("%v:\n%s, want\n%s", c.keys, got, c.want)
		}
	}
	if got := strings.Join(reprint(nil, false), ""); got != annexes+"报告正文没有改动，原来盖过章的正文可以继续使用。" {
		t.Errorf("another schema: %s", got)
	}
	for reason, want := range map[string]string{"": "", "0.5×3＝1.5": "", "未填：甲；待定：乙；无法计算": "未填待定无法计算", "待定：乙": "待定"} {
		if got := gaps(reason); got != want {
			t.Errorf("%q: %q", reason, got)
		}
	}
}

// Pages that stand elsewhere than the finalized papers say are named, the first five, in the order of the numbers.
func TestUnlike(t *testing.T) {
	printed, now := map[string]forms.Span{}, map[string]forms.Span{"5-10": {First: 1, Last: 1}}
	for i := range 4 {
		printed[fmt.Sprintf("5-0%d", i+1)], now[fmt.Sprintf("5-0%d", i+1)] = forms.Span{First: i + 1, Last: i + 1}, forms.Span{First: i + 2, Last: i + 3}
	}
	const head, tail = "这次编出的汇编与定稿纸面上印的起止页不同：", "；定稿的页码按默认的分册方式（每册200 MB）编排，请用默认方式重编，还不相同的请退回修改后重新定稿"
	const five = "佐证5-01定稿为“1”，现为“2—3”，佐证5-02定稿为“2”，现为“3—4”，佐证5-03定稿为“3”，现为“4—5”，佐证5-04定稿为“4”，现为“5—6”，佐证5-10定稿为“—”，现为“1”"
	if p, differs := unlike(printed, now); !differs || p.Message != head+five+tail || p.Code != "volume_pages" || p.Severity != forms.Error {
		t.Errorf("%+v", p)
	}
	printed["5-11"] = forms.Span{First: 9, Last: 9}
	if p, _ := unlike(printed, now); p.Message != head+five+"等6件"+tail {
		t.Errorf("six: %s", p.Message)
	}
	if _, differs := unlike(nil, now); differs {
		t.Error("papers without pages differ")
	}
	if p, differs := unlike(now, now); differs || p.Code != "" {
		t.Errorf("the same differ: %+v", p)
	}
}

// What a pack is called, by its version, and the state that stands for an export.
func TestNamesOfAPack(t *testing.T) {
	d := formtest.Perfect(t)
	county := d.County()
	for _, c := range []struct {
		version           int
		final             bool
		pack, letter, end string
	}{
		{1, false, "（草稿）", "（草稿）", " 1"},
		{2, false, "（第2版草稿）", "（草稿）", " 2"},
		{1, true, "（第1版）", "（第1版）", " 1 final"},
		{2, true, "（第2版）", "（第2版）", " 2 final"},
	} {
		d.Version, d.Final = c.version, c.final
		if got := PackName(d); got != county+"2017年度自查报送包"+c.pack {
			t.Error(got)
		}
		if got := LetterName(d); got != county+"2017年度自查报告正文"+c.letter+".docx" {
			t.Error(got)
		}
		if got := State(d); got != d.Code()+c.end {
			t.Error(got)
		}
	}
	const tail = "（第2版）"
	if got := ReportName(d) + BookName(d) + VolumeName(d); got != county+"2017年度自查报告"+tail+".pdf"+county+"2017年度自查数据"+tail+".xlsx"+county+"2017年度自查佐证材料汇编"+tail+".pdf" {
		t.Error(got)
	}
	d.Apply(forms.Change{Path: forms.CountyPath("name"), New: strings.Repeat("长", 30)})
	if got := PackName(d); !strings.HasPrefix(got, strings.Repeat("长", 16)+"…"+strings.Repeat("长", 7)+"2017") {
		t.Errorf("a long name: %s", got)
	}
}

// 清单.txt to the last character: of a finalized version its code, of a draft that it is none.
func TestListAsWritten(t *testing.T) {
	d := formtest.Perfect(t)
	d.Version = 2
	for _, final := range []bool{true, false} {
		d.Final = final
		p := &packer{ctx: t.Context(), d: d, tmp: t.TempDir(), name: "包", code: "756U-MQ8T-CRG2-UFDG"}
		p.out.Files = []PackedFile{{"乙.pdf", 20, "bb"}, {"甲/a.pdf", 3, "aa"}}
		if err := p.list(); err != nil {
			t.Fatal(err)
		}
		state := "草稿，没有定稿，不能作为报送材料"
		if final {
			state = "定稿第2版，核对码 756U-MQ8T-CRG2-UFDG"
		}
		want := "# 包\n# " + state + "\n# 考核指标 《亳州市2017年度社会信用体系建设政府目标管理绩效考核》（bozhou-2017，规则码 F6SG-T9QJ-SQ83-GJPF）\n# 共2个文件，23字节（不含本清单）。每个文件先写大小，再写 SHA-256 和文件名\n" +
			"# 核对办法：在这个文件夹里运行 sha256sum -c 清单.txt，或者用程序的“核对纸面核对码”\n# 20字节\nbb  乙.pdf\n# 3字节\naa  甲/a.pdf\n"
		if got, err := os.ReadFile(filepath.Join(p.tmp, "清单.txt")); err != nil || string(got) != want {
			t.Errorf("%v\n%s", err, got)
		}
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if err := (&packer{ctx: ended, d: d, tmp: t.TempDir()}).list(); err == nil || err.Error() != files.ErrCancelled.Error() {
		t.Errorf("cancelled: %v", err)
	}
}

// The date of a zip's entries is the letter's, else the deadline's, as far as a zip can say it.
func TestDateOfAZip(t *testing.T) {
	d := formtest.Perfect(t)
	for date, want := range map[string]string{
		"2018-01-26": "2018-01-26", "": d.Edition.SelfDeadline, "1979-12-31": d.Edition.SelfDeadline, "1980-01-01": "1980-01-01",
		"2107-12-31": "2107-12-31", "2108-01-01": d.Edition.SelfDeadline, "一月": d.Edition.SelfDeadline,
	} {
		d.Apply(forms.Change{Path: forms.ProfilePath("date"), New: date})
		if got := (&packer{d: d}).date().Format(time.DateOnly); got != want {
			t.Errorf("%q: %s", date, got)
		}
	}
	e := *d.Edition
	e.SelfDeadline = ""
	bare := forms.New(&e, nil)
	if got := (&packer{d: bare}).date().Format(time.DateOnly); got != "1980-01-01" {
		t.Errorf("without any: %s", got)
	}
}

// Where an original stands and what its name begins with.
func TestPlacesOfOriginals(t *testing.T) {
	d := formtest.Perfect(t)
	for number, want := range map[string]string{"5-02": "佐证材料/05 开展诚信文化宣传", "24-1": "佐证材料/24 区域信用建设综合示范", "99-1": "佐证材料/其他", "x": "佐证材料/其他"} {
		if got := itemFolder(d.Edition, forms.Evidence{Number: number}); got != want {
			t.Errorf("%s: %s", number, got)
		}
	}
	for _, c := range [][3]string{{"通知.PDF", "a.pdf", "通知"}, {"通知.doc", "a.pdf", "通知.doc"}, {".pdf", "a.pdf", "pdf"}, {"通知", "无", "通知"}, {"甲/乙.pdf", "x.PDF", "甲／乙"}} {
		if got := itemTitle(forms.Evidence{Title: c[0]}, forms.FileRef{Name: c[1]}); got != c[2] {
			t.Errorf("%v: %q", c, got)
		}
	}
	for name, want := range map[string]string{"佐证材料/05 宣传/5-02 甲 (1).jpg": "5-02", "5-03.pdf": "5-03", "5-04": "5-04", " x": ""} {
		if got := itemNumber(name); got != want {
			t.Errorf("%s: %q", name, got)
		}
	}
	for _, c := range []struct {
		done, total int64
		want        float64
	}{{0, 0, 1}, {1, 4, 0.25}, {5, 4, 1}, {3, -1, 1}, {0, 1, 0}} {
		if got := part(c.done, c.total); got != c.want {
			t.Errorf("%d of %d: %v", c.done, c.total, got)
		}
	}
}

// What is said of the report in a pack, and of a file whose finalized copy is not at hand.
func TestVerdictWords(t *testing.T) {
	lines := []forms.Line{{Key: "a", Label: "甲", Value: "1"}}
	for _, c := range []struct {
		v     verifier
		f     found
		equal bool
		want  string
	}{
		{verifier{code: "C"}, found{verdict: Verdict{Code: "C"}}, true, ""},
		{verifier{code: "C"}, found{verdict: Verdict{Code: "C"}, bad: true}, false, ""},
		{verifier{code: "C"}, found{bad: true, verdict: Verdict{Notes: []string{"读不出"}}}, false, "读不出"},
		{verifier{code: "C"}, found{verdict: Verdict{Code: "C"}, pack: &contents{report: "x"}}, true, "PDF 报告只与清单核对过；要确认它就是定稿的那一份，请连同定稿的档案（.zicha）一起核对"},
		{verifier{code: "C", copies: []finalized{{pdf: "x"}}}, found{verdict: Verdict{Code: "C"}, pack: &contents{report: "x"}}, true, "PDF 报告只与清单核对过；要确认它就是定稿的那一份，请连同定稿的档案（.zicha）一起核对"},
		{verifier{code: "C", copies: []finalized{{pdf: "x", paper: lines}}}, found{verdict: Verdict{Code: "C"}, pack: &contents{report: "x"}}, true, "PDF 报告与档案里存的定稿完全一致"},
		{verifier{code: "C", copies: []finalized{{pdf: "y", paper: lines}}}, found{verdict: Verdict{Code: "C"}, pack: &contents{report: "x"}}, false, "PDF 报告与档案里存的定稿不是同一个文件"},
		{verifier{code: "C"}, found{verdict: Verdict{Code: "D"}}, false, "没有提供这一核对码的定稿档案，无法逐项指出不同；请连同定稿的档案（.zicha）一起核对"},
		{verifier{code: "C", copies: []finalized{{paper: lines}}}, found{verdict: Verdict{Code: "D"}, of: formtest.Perfect(t), lines: []forms.Line{{Key: "a", Label: "甲", Value: "2"}}}, false, "甲：定稿为“1”，现为“2”"},
		{verifier{code: "C", copies: []finalized{{paper: []forms.Line{{Key: "answer/1.1/tasks", Label: "乙", Value: "true"}}}}}, found{verdict: Verdict{Code: "D"}, of: formtest.Perfect(t)}, false, "乙：定稿为“是”，现为空白"},
	} {
		out := c.v.judge(t.Context(), c.f)
		words := append(out.Notes, out.Unchecked...)
		for _, d := range out.Differs {
			words = append(words, d.String())
		}
		if got := strings.Join(words, "|"); out.Equal != c.equal || got != c.want {
			t.Errorf("equal %t, %s, want %t, %s", out.Equal, got, c.equal, c.want)
		}
	}
}

// The steps told while papers are exported and finalized, each once and with growing parts; and what an export or finalizing leaves told.
func TestStepsAndOutlook(t *testing.T) {
	d := formtest.Perfect(t)
	values := d.Values()
	for path := range values {
		if strings.HasPrefix(string(path), "evidence/") {
			delete(values, path)
		}
	}
	f, err := dossier.Create(filepath.Join(t.TempDir(), "a.zicha"), d.Edition, values)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var steps []string
	last := -1.0
	tell := volume.Progress(func(step string, part float64) {
		if part < last {
			t.Errorf("%s at %.3f after %.3f", step, part, last)
		}
		last = part
		steps = append(steps, fmt.Sprintf("%s %.2f", step, part))
	})
	out, err := Export(t.Context(), f, Plan(f, t.TempDir(), false), tell)
	if err != nil || f.Exported() != State(f.Dossier()) || len(out.Paths) != 2 {
		t.Fatalf("%v, %v, exported %q", out, err, f.Exported())
	}
	county := f.Dossier().County()
	want := []string{"排印 PDF 报告，生成工作簿 0.53", "写出" + county + "2017年度自查报告（草稿）.pdf 0.80", "写出" + county + "2017年度自查数据（草稿）.xlsx 0.90", "完成 1.00"}
	if !slices.Equal(steps, want) {
		t.Errorf("%q", steps)
	}
	look, err := Look(t.Context(), f)
	if err != nil || look.Version != 1 || look.Before != 0 || look.Code != "" || look.Reprint != nil || look.Pages.Letter < 3 || look.Pages.Bound() < 6 {
		t.Errorf("%+v, %v", look, err)
	}
	steps, last = nil, -1
	final, err := Finalize(t.Context(), f, "2018-01-27", tell)
	if err != nil || final.Version != 1 || final.Pages.Letter != look.Pages.Letter || final.Reprint != nil || !slices.Equal(steps, []string{"排印 PDF 报告，生成工作簿 0.54", "保存定稿 0.90", "完成 1.00"}) {
		t.Errorf("%+v, %v, %q", final, err, steps)
	}
	if _, err := Finalize(t.Context(), f, "2018-01-27", nil); err == nil || err.Error() != "档案已经定稿为第1版。要改动请先退回修改" {
		t.Errorf("twice: %v", err)
	}
	if !Outdated(f.Exported(), f.Dossier()) {
		t.Error("the finalized papers are not exported yet")
	}
	f.SetExported(State(f.Dossier()))
	again, note, err := Reopen(f, "补")
	if d := f.Dossier(); Outdated(f.Exported(), d) {
		t.Error("sent back and not changed, it is said to differ from what was exported")
	} else if d.Apply(forms.Change{Path: forms.RemarkPath(5), New: "改"}); !Outdated(f.Exported(), d) {
		t.Error("the change is not told")
	}
	if err != nil || again != 2 || note != "现在是第2版（草稿）。改好后重新定稿；附件1至附件3每页印有版本号和核对码，须全部重新打印、盖章。报告正文是否重印，定稿时按改动告知" {
		t.Errorf("%d, %s, %v", again, note, err)
	}
	if err := f.Commit("改", f.Dossier().Replace(forms.NarrativePath("overall"), "总体好")); err != nil {
		t.Fatal(err)
	}
	look, err = Look(t.Context(), f)
	if err != nil || look.Version != 2 || look.Before != 1 || look.Code != final.Code || len(look.Changed) != 1 || len(look.Reprint) != 2 || !strings.HasPrefix(look.Reprint[1], "报告正文有改动") {
		t.Errorf("%+v, %v", look, err)
	}
	dir := t.TempDir()
	if path, problems, err := Report(t.Context(), f, dir); err != nil || filepath.Base(path) != county+"2017年度自查报告（草稿）.pdf" || len(problems) > 0 {
		t.Errorf("%s, %v, %v", path, problems, err)
	}
	if path, err := Letter(t.Context(), f, PlanLetter(f, dir)); err != nil || filepath.Base(path) != county+"2017年度自查报告正文（草稿）.docx" || !exists(path) {
		t.Errorf("%s, %v", path, err)
	}
	second, err := Finalize(t.Context(), f, "2018-01-27", nil)
	if err != nil || second.Version != 2 || second.Code == final.Code || !slices.Equal(second.Reprint, look.Reprint) {
		t.Errorf("%+v, %v", second, err)
	}
	if err := os.WriteFile(filepath.Join(dir, PackName(f.Dossier())+".zip"), nil, 0o600); err != nil { // takes the name
		t.Fatal(err)
	}
	steps, last = nil, -1
	packed, err := Pack(t.Context(), f, dir, PackOptions{Letter: true, Tell: tell, Now: time.Date(2018, 1, 26, 12, 0, 0, 0, time.UTC)})
	if err != nil || filepath.Base(packed.Folder) != PackName(f.Dossier())+"20180126-1200" || len(packed.Files) != 3 || steps[len(steps)-1] != "完成 1.00" {
		t.Fatalf("%+v, %v, %q", packed, err, steps)
	}
	checkAgain(t, f.Dossier(), packed)
	if _, err := versionSnapshot(f, 7); err == nil || errors.Is(err, os.ErrNotExist) {
		t.Errorf("a version there is not: %v", err)
	}
}

// checkAgain holds that what is read back of a pack just written is compared: with what was written, with the dossier, with the list.
func checkAgain(t *testing.T, d *forms.Dossier, packed Packed) {
	t.Helper()
	other := forms.New(d.Edition, d.Values())
	other.Version, other.Final = d.Version, d.Final
	other.Apply(forms.Change{Path: forms.RemarkPath(5), New: "别的"})
	changed := slices.Clone(packed.Files)
	changed[0].Size++
	for want, p := range map[string]*packer{
		"": {d: d, out: packed},
		"写出后核对有1处不符，没有留下报送包（“" + changed[0].Name + "”写出后不一样）。请检查磁盘或U盘，然后再试": {d: d, out: Packed{Files: changed}},
		"写出后核对有1处不符，没有留下报送包（": {d: other, out: packed},
	} {
		p.ctx = t.Context()
		got := ""
		if _, err := p.check(openFolder, packed.Folder, "核对", 0.6); err != nil {
			got = err.Error()
		}
		if got != want && (p.d == d || !strings.HasPrefix(got, want)) {
			t.Errorf("%s, want %s", got, want)
		}
	}
}
