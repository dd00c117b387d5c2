package pack

import (
	"archive/zip"
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"zicha/forms"
	"zicha/forms/dossier"
	"zicha/forms/files"
	"zicha/forms/formtest"
	"zicha/forms/volume"
	"zicha/forms/workbook"
	"zicha/scoring"
)

const choose = "请选报送包、工作簿（.xlsx）或档案（.zicha）"

// What is said of zips that are no packs, word for word: what is wrong, and what to do.
func TestSentencesOfZips(t *testing.T) {
	listed := []byte("# 包\n")
	raw := func(h zip.FileHeader) []byte {
		var b bytes.Buffer
		w := zip.NewWriter(&b)
		to, err := w.CreateRaw(&h)
		if err == nil {
			_, err = to.Write(make([]byte, h.CompressedSize64))
		}
		if err == nil {
			err = w.Close()
		}
		if err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	for what, c := range map[string]struct {
		data []byte
		want string
	}{
		"text":            {[]byte("不是压缩包"), "这个压缩包已损坏或没有传完，请重新复制一份，或向报送单位重新索取"},
		"no list":         {zipOf(t, map[string][]byte{"a.pdf": nil}), "里面没有“清单.txt”，不是报送包。" + choose},
		"two lists":       {zipOf(t, map[string][]byte{"甲/清单.txt": listed, "乙/清单.txt": listed}), "里面有不止一份“清单.txt”，无法确定要核对哪一个报送包；请把要核对的单独存放后再选"},
		"climbing":        {zipOf(t, map[string][]byte{"../a\x1b.pdf": nil}), "里面有不安全的文件名“../a〓.pdf”，不是本程序生成的报送包，没有核对"},
		"password":        {raw(zip.FileHeader{Name: "a", Flags: 1}), "这个压缩包设有密码，请解开以后核对文件夹"},
		"another method":  {raw(zip.FileHeader{Name: "a", Method: 99, CompressedSize64: 1, UncompressedSize64: 1}), "这个压缩包用的压缩方法本程序无法解压，请解开以后核对文件夹"},
		"more than it is": {raw(zip.FileHeader{Name: "a", Method: zip.Deflate, CompressedSize64: 1, UncompressedSize64: 1 << 40}), "里面的文件太多或太大，不像报送包，没有核对"},
	} {
		path := filepath.Join(t.TempDir(), "包.zip")
		if err := os.WriteFile(path, c.data, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Open(t.Context(), path); err == nil || err.Error() != c.want {
			t.Errorf("%s: %v, want %s", what, err, c.want)
		}
	}
	_, err := Open(t.Context(), t.TempDir())
	if want := "这是文件夹，里面没有“清单.txt”，不是报送包。" + choose; err == nil || err.Error() != want {
		t.Errorf("a folder: %v", err)
	}
	if _, _, err := handedIn(t, map[string]string{}, nil).Workbook(t.Context(), 9); err == nil || err.Error() != "报送包里应当有一份工作簿（.xlsx），现在没有，或者不止一份，无法核对" {
		t.Errorf("no workbook: %v", err)
	}
}

// What lies in a pack and is no file of one is told, word for word: links, names that are there twice, what stands beside the pack's folder.
func TestSentencesOfStrangeEntries(t *testing.T) {
	link := zip.FileHeader{Name: "包/链接"}
	link.SetMode(os.ModeSymlink | 0o777)
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, h := range []zip.FileHeader{{Name: "包/清单.txt"}, {Name: "包/a.pdf"}, {Name: "包/A.PDF"}, link, {Name: "外.txt"}, {Name: "包/"}, {Name: "包/Thumbs.db"}} {
		if _, err := w.CreateHeader(&h); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	path := filepath.Join(dir, "包.zip")
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	tr, err := openZip(path)
	if err != nil {
		t.Fatal(err)
	}
	defer tr.close()
	want := []string{"压缩包里有两个“包/A.PDF”", "“包/链接”是链接或特殊文件，没有核对", "多出“外.txt”，不在报送包的文件夹里"}
	if !slices.Equal(tr.notes, want) || len(tr.files) != 2 {
		t.Errorf("%q, %d files", tr.notes, len(tr.files))
	}
	folder := filepath.Join(dir, "包")
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, listName), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("/etc/passwd", filepath.Join(folder, "链接")); err != nil {
		t.Skip("no links here")
	}
	if tr, err = openFolder(folder); err != nil || !slices.Equal(tr.notes, []string{"“链接”是链接或特殊文件，没有核对"}) || len(tr.files) != 1 {
		t.Errorf("%+v, %v", tr, err)
	}
}

// What is said of a list whose remarks are not those the program writes for the workbook beside it, word for word; what an older program wrote,
// the time in the pack's name, and other line ends are nothing to be said.
func TestRemarksOfAList(t *testing.T) {
	d := formtest.Perfect(t)
	d.Version, d.Final = 2, true
	p := &packer{ctx: t.Context(), d: d, tmp: t.TempDir(), name: PackName(d), code: codeA}
	sums := map[string]sum{"乙.pdf": sumOf([]byte("乙")), "甲/a.pdf": sumOf([]byte("甲子"))}
	for name, s := range sums {
		p.out.Files = append(p.out.Files, PackedFile{name, s.size, s.sha256})
	}
	if err := p.list(); err != nil {
		t.Fatal(err)
	}
	written, err := os.ReadFile(filepath.Join(p.tmp, listName))
	if err != nil {
		t.Fatal(err)
	}
	book := &workbook.Book{Dossier: d, Version: 2, Code: codeA, Final: true}
	county := d.County() + "2017年度自查报送包"
	for _, c := range []struct {
		old, new string
		want     string // "" for nothing
	}{
		{"", "", ""},
		{"\n", "\r\n", ""},
		{"# " + county, "\ufeff# " + county, ""},
		{"（第2版）\n", "（第2版）20180131-0930\n", ""},
		{"（第2版）\n", "（第2版）20180131-0930 (2)\n", ""},
		{"（第2版）\n", "（第2版）作废\n", "清单.txt里的“" + county + "（第2版）作废”不是本程序写的，或者改动过"},
		{"# 共2个文件", "# 共3个文件", "清单.txt里写的文件个数和大小与它列出的不同"},
		{"# 3字节", "# 4字节", "清单.txt里写的“乙.pdf”的大小不对|清单.txt里写的文件个数和大小与它列出的不同"},
		{"# 3字节\n", "", "清单.txt里写的文件个数和大小与它列出的不同"},
		{"定稿第2版", "定稿第1版", "清单.txt里写的是第1版、核对码" + codeA + "，工作簿是第2版、核对码" + codeA},
		{codeA, codeB, "清单.txt里写的是第2版、核对码" + codeB + "，工作簿是第2版、核对码" + codeA},
		{"# 核对办法", "# 自评满分\n# 核对办法", "清单.txt里的“自评满分”不是本程序写的，或者改动过"},
		{"# 核对办法", "#自评满分\n# 核对办法", "清单.txt里的“#自评满分”不是本程序写的，或者改动过"},
	} {
		text := strings.Replace(string(written), c.old, c.new, map[bool]int{true: -1, false: 1}[c.old == "\n"])
		if notes := listRemarks([]byte(text), book, sums); strings.Join(notes, "|") != c.want {
			t.Errorf("%q for %q: %q", c.new, c.old, notes)
		}
	}
}

// What is said of the volume in a pack, word for word, by what there is to hold it against.
func TestSentencesOfTheVolume(t *testing.T) {
	f := newDossier(t)
	attach(t, f, "一.txt")
	storeFinal(t, f, codeA)
	v := verifier{code: codeA, known: []*scoring.Edition{formtest.Edition(t)}}
	v.from = f.Path()
	made, err := v.remade(t.Context())
	if err != nil || len(made) != 1 || len(made[0]) != 64 {
		t.Fatalf("%q, %v", made, err)
	}
	lines, other := []forms.Line{{}}, []string{"别的"}
	const alone = "汇编未核对；请连同定稿的档案（.zicha）一起核对"
	for _, c := range []struct {
		what        string
		kept        finalized
		code        string
		held        []string
		equal       bool
		said, asked string
	}{
		{"no volume", finalized{}, codeA, nil, true, "", ""},
		{"no dossier", finalized{}, codeA, made, true, "", alone},
		{"as finalized", finalized{paper: lines, bound: other}, codeA, other, true, "汇编与定稿时编排的完全一致", ""},
		{"a workbook unlike the paper", finalized{paper: lines, bound: made}, codeB, other, true, "", "汇编未核对：工作簿已经与纸面不一致"},
		{"sent back since", finalized{paper: lines, bound: made}, codeA, other, true, "", "汇编未核对：所提供的档案在定稿以后退回修改过；请用定稿时的备份一起核对"},
		{"made anew the same", finalized{paper: lines, now: true, from: f.Path()}, codeA, made, true, "汇编与按档案重编的完全一致", ""},
		{
			"an older program's",
			finalized{paper: lines, now: true, from: f.Path()},
			codeA, other, true, "",
			"汇编未核对：这一版是旧版程序定稿的，档案里没有留下汇编的校验值，本程序重编的版式也可能不同；请逐页核对",
		},
		{"exchanged", finalized{paper: lines, now: true, from: f.Path(), bound: made}, codeA, other, false, "汇编与定稿时编排的不是同一个文件，可能被换过；请逐页核对", ""},
		{
			"another layout",
			finalized{paper: lines, now: true, from: f.Path(), bound: []string{"当时的"}},
			codeA, other, true, "",
			"汇编未核对：它与定稿时编排的不是同一个文件，本程序重编的版式也已不同；请用定稿时的程序重编后核对，或者逐页核对",
		},
		{"a dossier that is gone", finalized{paper: lines, now: true, from: f.Path() + "没有", bound: made}, codeA, other, true, "", "汇编未核对：没有找到“a.zicha没有”；它可能被移动或改名了，请重新选择"},
	} {
		v.finalized = c.kept
		out := Verdict{Code: c.code, Equal: true}
		v.volume(t.Context(), found{pack: &contents{volumes: c.held}}, &out)
		if out.Equal != c.equal || strings.Join(out.Notes, "|") != c.said || strings.Join(out.Unchecked, "|") != c.asked {
			t.Errorf("%s: %+v", c.what, out)
		}
	}
}

// What is said of a dossier held against its own paper, and of volumes whose parts or pages do not belong together, word for word.
func TestSentencesOfDossiers(t *testing.T) {
	f := newDossier(t)
	attach(t, f, "一.txt")
	code := f.Dossier().Code()
	storeFinal(t, f, code)
	out, err := Verify(t.Context(), strings.ToLower(code), []string{f.Path()}, nil)
	if err != nil || !out[0].Proven() || !slices.Equal(out[0].Notes, []string{"档案里存有这一核对码的第1版定稿"}) {
		t.Errorf("%+v, %v", out, err)
	}
	dir := t.TempDir()
	path := filepath.Join(dir, "汇编.pdf")
	for _, name := range []string{"汇编 第1册.pdf", "汇编 第2册.pdf"} {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	made, err := Volume(t.Context(), f, path, volume.Work{})
	if err != nil || len(made.Problems) != 2 { // the text is a placeholder
		t.Fatalf("%+v, %v", made.Problems, err)
	}
	if p := made.Problems[1]; p.Code != "volume_stale" || p.Severity != forms.Warning ||
		p.Message != "“汇编 第1册.pdf”、“汇编 第2册.pdf”是以前编的，不属于这次的汇编，没有改动；不再需要的请删去或移走，不要一起报送" {
		t.Errorf("%+v", p)
	}
	broken := newDossier(t)
	if err := broken.Finalize(dossier.Version{Code: codeA, PDF: []byte("%PDF-"), Workbook: []byte("PK"), Lines: []byte("{")}); err != nil {
		t.Fatal(err)
	}
	_, err = Since(broken, 1)
	if want := "第1版定稿的内容无法读取，档案可能损坏，请改用同一文件夹里带日期的备份，或者在命令行用 zichactl repair 把完好的内容取到一份新的"; err == nil || err.Error() != want {
		t.Errorf("%v", err)
	}
}

// What a plan calls the files it names.
func TestPlansInWords(t *testing.T) {
	f := newDossier(t)
	sample, err := PlanDemo(t.TempDir(), []*scoring.Edition{formtest.Edition(t)})
	if err != nil {
		t.Fatal(err)
	}
	var said []string
	for _, plan := range [][]string{words(Plan(f, t.TempDir(), true)), words(PlanLetter(f, t.TempDir())), words(PlanPack(f, t.TempDir(), PackOptions{Zip: true})), words(sample)} {
		said = append(said, strings.Join(plan, " "))
	}
	want := []string{
		"报告:自查报告（草稿）.pdf 工作簿:自查数据（草稿）.xlsx 报告正文（Word）:自查报告正文（草稿）.docx", "报告正文（Word）:自查报告正文（草稿）.docx",
		"报送包:自查报送包（草稿） 压缩包:自查报送包（草稿）.zip", "示例档案:自查.zicha 报告:自查报告（草稿）.pdf 工作簿:自查数据（草稿）.xlsx",
	}
	if !slices.Equal(said, want) {
		t.Errorf("%q", said)
	}
}

// words gives what a plan calls each file, and its name without county and year.
func words(plan files.Outputs) []string {
	var out []string
	for _, x := range plan {
		_, name, _ := strings.Cut(filepath.Base(x.Path), "2017年度")
		out = append(out, fmt.Sprint(x.What, ":", name))
	}
	return out
}
