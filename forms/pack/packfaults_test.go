package pack

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"zicha/forms/dossier"
	"zicha/forms/files"
	"zicha/forms/formtest"
	"zicha/forms/volume"
	"zicha/scoring"
)

// begun is a pack of a finalized dossier whose folder is made and still empty.
func begun(t *testing.T, f *dossier.File) *packer {
	t.Helper()
	p := &packer{ctx: t.Context(), f: f, d: f.Dossier(), dir: t.TempDir(), name: "包", opts: PackOptions{Zip: true, Letter: true}}
	p.tmp = filepath.Join(p.dir, "正在写")
	if err := os.Mkdir(p.tmp, 0o700); err != nil {
		t.Fatal(err)
	}
	p.names = newNames(p.name)
	return p
}

// Every file of a pack that cannot be written ends it, in a sentence that names the file as it is called in the pack.
func TestPackThatCannotBeWritten(t *testing.T) {
	f := newDossier(t)
	attach(t, f, "一.txt")
	storeFinal(t, f, codeA)
	d := f.Dossier()
	const original = "佐证材料/05 开展诚信文化宣传/5-04 一.txt"
	for name, step := range map[string]func(p *packer) error{
		ReportName(d): (*packer).papers, BookName(d): (*packer).papers, LetterName(d): (*packer).letter, VolumeName(d): (*packer).volume,
		original: (*packer).originals, listName: (*packer).list,
	} {
		p := begun(t, f)
		if err := os.MkdirAll(filepath.Join(p.tmp, filepath.FromSlash(name)), 0o700); err != nil { // a folder stands in its place
			t.Fatal(err)
		}
		if err := step(p); err == nil || !strings.Contains(err.Error(), filepath.Base(name)) || strings.Contains(err.Error(), "正在写") {
			t.Errorf("%s: %v", name, err)
		}
		if slices.ContainsFunc(p.out.Files, func(f PackedFile) bool { return f.Name == name }) {
			t.Errorf("%s is taken for written", name)
		}
		p = begun(t, f)
		if err := step(p); err != nil {
			t.Errorf("%s, nothing in its way: %v", name, err)
		}
	}
	p := begun(t, f)
	if err := os.WriteFile(filepath.Join(p.tmp, evidenceFolder), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := p.originals(); err == nil || !strings.Contains(err.Error(), "05 开展诚信文化宣传") {
		t.Errorf("no folder for the originals: %v", err)
	}
}

// What was written otherwise than it was read is not taken; a letter nobody asked for is not written.
func TestPackedFileUnlike(t *testing.T) {
	f := newDossier(t)
	p := begun(t, f)
	if err := p.fill("甲.pdf", sumOf([]byte("甲")).sha256, strings.NewReader("乙")); !errors.Is(err, files.Damaged) || len(p.out.Files) > 0 {
		t.Errorf("%v, %v", err, p.out.Files)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	p.ctx = ended
	if err := p.write("乙.pdf", []byte("乙")); !files.Cancelled(err) || len(p.out.Files) > 0 {
		t.Errorf("cancelled: %v, %v", err, p.out.Files)
	}
	p.opts.Letter = false
	if err := p.letter(); err != nil || len(p.out.Files) > 0 {
		t.Errorf("no letter: %v, %v", err, p.out.Files)
	}
}

// full is a disk that takes no more.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("满") }

// A zip is not made of files that have gone or changed since they were checked, and a disk that takes no more is told.
func TestZipOfChangedFiles(t *testing.T) {
	p := &packer{ctx: t.Context(), tmp: t.TempDir(), name: "包", d: formtest.Perfect(t)}
	if err := os.WriteFile(filepath.Join(p.tmp, "a.txt"), []byte("abc"), 0o600); err != nil {
		t.Fatal(err)
	}
	abc := sumOf([]byte("abc"))
	longer, shorter := abc, abc
	longer.size++
	shorter.size--
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	for _, c := range []struct {
		what string
		ctx  context.Context
		to   io.Writer
		sums map[string]sum
		want func(err error) bool
	}{
		{"as checked", t.Context(), io.Discard, map[string]sum{"a.txt": abc}, func(err error) bool { return err == nil }},
		{"shorter than checked", t.Context(), io.Discard, map[string]sum{"a.txt": longer}, func(err error) bool { return errors.Is(err, files.Damaged) }},
		{"longer than checked", t.Context(), io.Discard, map[string]sum{"a.txt": shorter}, func(err error) bool { return errors.Is(err, files.Damaged) }},
		{"gone", t.Context(), io.Discard, map[string]sum{"b.txt": abc}, func(err error) bool { return errors.Is(err, os.ErrNotExist) }},
		{"no room", t.Context(), full{}, map[string]sum{"a.txt": abc}, func(err error) bool { return err != nil && err.Error() == "满" }},
		{"cancelled", ended, io.Discard, map[string]sum{"a.txt": abc}, files.Cancelled},
	} {
		p.ctx = c.ctx
		if err := p.entries(zip.NewWriter(c.to), c.sums); !c.want(err) {
			t.Errorf("%s: %v", c.what, err)
		}
	}
	var b bytes.Buffer
	p.ctx = t.Context()
	if err := p.entries(zip.NewWriter(&b), map[string]sum{"a.txt": abc}); err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil || len(z.File) != 1 || z.File[0].Name != "包/a.txt" || z.File[0].Mode() != 0o644 {
		t.Fatalf("%+v, %v", z, err)
	}
	r, err := z.File[0].Open()
	if err != nil {
		t.Fatal(err)
	}
	if data, err := io.ReadAll(r); string(data) != "abc" || err != nil {
		t.Errorf("%q, %v", data, err)
	}
}

// Folder and zip get their names together or not at all, and never that of something that is there.
func TestPackGetsItsNames(t *testing.T) {
	f := newDossier(t)
	for _, c := range []struct {
		taken string
		zip   bool
		left  string // what there is afterwards
	}{
		{"", false, "包/a.txt"},
		{"", true, "包.zip 包/a.txt"},
		{"包/别的.txt", false, "包/别的.txt"},
		{"包.zip", true, "包.zip"},
	} {
		p := begun(t, f)
		archive := ""
		put := func(name string) {
			err := os.MkdirAll(filepath.Dir(filepath.Join(p.dir, name)), 0o700)
			if err == nil {
				err = os.WriteFile(filepath.Join(p.dir, name), nil, 0o600)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		put("正在写/a.txt")
		if c.zip {
			put("正在写.zip")
			archive = p.tmp + ".zip"
		}
		if c.taken != "" {
			put(c.taken)
		}
		err := p.settle(archive)
		if failed := c.taken != ""; failed != errors.Is(err, files.Exists) || !failed && err != nil {
			t.Errorf("%s taken: %v", c.taken, err)
		}
		var left []string
		for name := range filesUnder(t, p.dir) {
			if !strings.HasPrefix(name, "正在写") { // whoever made it takes it away
				left = append(left, name)
			}
		}
		if slices.Sort(left); strings.Join(left, " ") != c.left {
			t.Errorf("%s taken: left %q", c.taken, left)
		}
		if named := p.out.Folder != "" && (p.out.Zip != "") == c.zip; named != (c.taken == "") {
			t.Errorf("%s taken: %+v", c.taken, p.out)
		}
	}
	p := begun(t, f)
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	p.ctx = ended
	if err := p.settle(""); !files.Cancelled(err) || exists(filepath.Join(p.dir, "包")) {
		t.Errorf("cancelled: %v", err)
	}
}

// Papers go into a folder that is made for them, never over what is held, and not under a file.
func TestPapersGoWhereTheyCan(t *testing.T) {
	f := newDossier(t)
	storeFinal(t, f, codeA)
	dir := t.TempDir()
	blocked := filepath.Join(dir, "文件")
	if err := os.WriteFile(blocked, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	export := func(plan files.Outputs) error {
		_, err := Export(t.Context(), f, plan, nil)
		return err
	}
	letter := func(plan files.Outputs) error {
		_, err := Letter(t.Context(), f, plan)
		return err
	}
	for name, write := range map[string]func(files.Outputs) error{"export": export, "letter": letter} {
		plan := func(at string) files.Outputs {
			if name == "letter" {
				return PlanLetter(f, at)
			}
			return Plan(f, at, false)
		}
		fresh := filepath.Join(dir, name, "新的")
		if err := write(plan(fresh)); err != nil || len(filesUnder(t, fresh)) != len(plan(fresh)) {
			t.Errorf("%s into a folder that is not there: %v", name, err)
		}
		if err := write(plan(filepath.Join(blocked, "里面"))); err == nil || !strings.Contains(err.Error(), "有一段是文件") {
			t.Errorf("%s under a file: %v", name, err)
		}
		held := plan(filepath.Join(dir, name, "没有"))
		held[0].There, held[0].Held = true, true
		if err := write(held); err == nil || exists(filepath.Join(dir, name, "没有")) {
			t.Errorf("%s over what is held: %v", name, err)
		}
	}
}

// Of a dossier that is closed, or whose stored version cannot be read, nothing is made up: each act says so.
func TestActsOnADossierThatCannotBeRead(t *testing.T) {
	broken := newDossier(t)
	if err := broken.Finalize(dossier.Version{Code: codeA, PDF: []byte("%PDF-"), Workbook: []byte("PK"), Lines: []byte("{")}); err != nil {
		t.Fatal(err)
	}
	if _, err := Since(broken, 1); err == nil || !strings.Contains(err.Error(), "第1版定稿的内容无法读取") {
		t.Errorf("what has changed: %v", err)
	}
	if _, _, err := TakeFeedback(broken, returned(t, broken.Dossier(), 1, codeA)); err == nil {
		t.Error("a feedback on it is held against nothing")
	}
	out, err := Verify(t.Context(), codeA, []string{broken.Path()}, nil)
	if err != nil || out[0].Equal || !strings.Contains(strings.Join(out[0].Notes, ""), "第1版定稿的内容无法读取") {
		t.Errorf("verified: %+v, %v", out, err)
	}
	if err := broken.Reopen("改"); err != nil {
		t.Fatal(err)
	}
	if _, err := Look(t.Context(), broken); err == nil {
		t.Error("what finalizing would change is told of nothing")
	}
	if version, note, err := Reopen(broken, "再改"); err == nil || version != 0 || note != "" {
		t.Errorf("a draft sent back: %d, %q, %v", version, note, err)
	}
	for _, final := range []bool{false, true} {
		f := newDossier(t)
		attach(t, f, "一.txt")
		if final {
			storeFinal(t, f, codeA)
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
		dir := t.TempDir()
		for what, act := range map[string]func() error{
			"check":    func() error { _, err := CheckAll(t.Context(), f, formtest.Today, nil); return err },
			"finalize": func() error { _, err := Finalize(t.Context(), f, formtest.Today, nil); return err },
			"volume":   func() error { _, err := Volume(t.Context(), f, filepath.Join(dir, "a.pdf"), volume.Work{}); return err },
			"pack":     func() error { _, err := Pack(t.Context(), f, dir, PackOptions{}); return err },
			"paper":    func() error { return Paper(f, 1, dossier.PaperPDF, filepath.Join(dir, "b.pdf")) },
			"reopen":   func() error { _, _, err := Reopen(f, "改"); return err },
			"feedback": func() error { _, _, err := TakeFeedback(f, returned(t, f.Dossier(), 0, "")); return err },
		} {
			if err := act(); err == nil {
				t.Errorf("final %t, %s: done on a closed dossier", final, what)
			}
		}
		if final {
			if _, err := Export(t.Context(), f, Plan(f, dir, false), nil); err == nil {
				t.Error("exported stored papers of a closed dossier")
			}
			if _, _, err := Report(t.Context(), f, dir); err == nil {
				t.Error("its report too")
			}
		}
		if left := filesUnder(t, dir); len(left) > 0 {
			t.Errorf("final %t: left %v", final, left)
		}
	}
}

// A sample that cannot be made whole is not there at all, and its fault says what it was about.
func TestSampleThatCannotBeMade(t *testing.T) {
	dir := t.TempDir()
	known := []*scoring.Edition{formtest.Edition(t)}
	t.Setenv("TMPDIR", filepath.Join(dir, "不存在"))
	t.Setenv("TMP", filepath.Join(dir, "不存在"))
	path := filepath.Join(dir, "示例", "a.zicha")
	if err := os.Mkdir(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if f, err := Sample(t.Context(), path, known); f != nil || err == nil || !strings.HasPrefix(err.Error(), "写入示例的佐证材料：") {
		t.Errorf("without a folder for passing files: %v", err)
	}
	if _, err := Sample(t.Context(), path, nil); err == nil || !strings.HasPrefix(err.Error(), "读示例：") {
		t.Errorf("without its rulebook: %v", err)
	}
	if left := filesUnder(t, dir); len(left) > 0 {
		t.Errorf("left %d files", len(left))
	}
}

// A pack just written that cannot be read back is not handed over: not opened, cut off, without its workbook, or with one that is none.
func TestPackThatCannotBeReadBack(t *testing.T) {
	d := formtest.Perfect(t)
	shut := func() (io.ReadCloser, error) { return nil, errors.New("锁") }
	const disk = "读写磁盘时出错，读取“a.xlsx”没有成功；请检查磁盘或U盘是否连接正常，然后再试"
	for what, c := range map[string]struct {
		spoil func(tr *tree) error
		want  string // "" for any sentence
	}{
		"not opened":      {func(*tree) error { return errBroken }, errBroken.Error()},
		"no list":         {func(tr *tree) error { delete(tr.files, listName); return nil }, errNoList.Error()},
		"no workbook":     {func(tr *tree) error { delete(tr.files, "a.xlsx"); return nil }, errNoBook.Error()},
		"workbook locked": {func(tr *tree) error { tr.files["a.xlsx"] = treeFile{1, shut}; return nil }, disk},
		"no real one":     {func(*tree) error { return nil }, ""},
	} {
		p := &packer{ctx: t.Context(), d: d}
		sums, err := p.check(func(string) (*tree, error) {
			tr := treeOf(map[string]string{listName: sumOf([]byte("表")).sha256 + "  a.xlsx\n", "a.xlsx": "表"})
			return tr, c.spoil(tr)
		}, "包", "核对", 0)
		if sums != nil || err == nil || c.want != "" && err.Error() != c.want {
			t.Errorf("%s: %v, %v", what, sums, err)
		}
	}
	if _, err := sumFile(t.Context(), filepath.Join(t.TempDir(), "没有")); !errors.Is(err, os.ErrNotExist) && !errors.Is(err, files.NotFound) {
		t.Errorf("the sum of a file that is not there: %v", err)
	}
	p := &packer{ctx: t.Context(), d: d, dir: filepath.Join(t.TempDir(), "没有"), tmp: t.TempDir(), name: "包"}
	if archive, err := p.zip(nil); archive != "" || err == nil {
		t.Errorf("a zip in a folder that is not there: %q, %v", archive, err)
	}
	p.dir = t.TempDir()
	if archive, err := p.zip(map[string]sum{"没有.pdf": {}}); archive != "" || err == nil || len(filesUnder(t, p.dir)) > 0 {
		t.Errorf("a zip of what is not there: %q, %v, left %v", archive, err, filesUnder(t, p.dir))
	}
	if err := os.WriteFile(filepath.Join(p.tmp, "a.txt"), []byte("a"), 0o600); err != nil {
		t.Fatal(err)
	}
	if archive, err := p.zip(map[string]sum{"a.txt": sumOf([]byte("a"))}); archive != "" || !errors.Is(err, errNoList) || len(filesUnder(t, p.dir)) > 0 {
		t.Errorf("a zip that is no pack: %q, %v, left %v", archive, err, filesUnder(t, p.dir))
	}
}
