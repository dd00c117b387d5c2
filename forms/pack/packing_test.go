package pack_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"zicha/forms/intake"
	"zicha/scoring/soak"

	"zicha/assets"
	"zicha/forms"
	"zicha/forms/dossier"
	"zicha/forms/letterdoc"
	"zicha/forms/pack"
	"zicha/scoring"
)

var noon = time.Date(2018, 1, 26, 12, 0, 0, 0, time.UTC)

// sampleData is the sample's file, made once.
var sampleData = sync.OnceValues(func() ([]byte, error) {
	return made(func(f *dossier.File) error { return nil })
})

// finalSample is the sample finalized, made once: its file and its code.
var finalSample = sync.OnceValues(func() (sample struct {
	data []byte
	code string
}, err error,
) {
	sample.data, err = made(func(f *dossier.File) error {
		final, err := pack.Finalize(context.Background(), f, "2018-02-05", nil)
		sample.code = final.Code
		return err
	})
	return sample, err
})

// made makes the sample, has something done with it and gives its file.
func made(do func(f *dossier.File) error) ([]byte, error) {
	dir, err := os.MkdirTemp("", "zicha-test-*")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	e, err := scoring.LoadEdition("edition.toml", assets.Edition2017)
	if err != nil {
		return nil, err
	}
	path := filepath.Join(dir, "示例县.zicha")
	f, err := pack.Sample(context.Background(), path, []*scoring.Edition{e})
	if err != nil {
		return nil, err
	}
	if err := errors.Join(do(f), f.Close()); err != nil {
		return nil, err
	}
	return os.ReadFile(path)
}

// finalized opens a copy of the sample as a finalized dossier.
func finalized(t *testing.T) (*dossier.File, string) {
	t.Helper()
	sample, err := finalSample()
	if err != nil {
		t.Fatal(err)
	}
	return copied(t, sample.data), sample.code
}

// copied opens a dossier in a folder of its own.
func copied(t *testing.T, data []byte) *dossier.File {
	t.Helper()
	path := filepath.Join(t.TempDir(), "示例县.zicha")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := dossier.Open(path, dossier.Options{Editions: known2017(t)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

// packedSample opens a copy of the finalized sample and gives the folder of its pack, a copy too.
func packedSample(t *testing.T) (f *dossier.File, code, folder string) {
	t.Helper()
	f, code = finalized(t)
	samplePack.Do(func() {
		folder := packed(t, f, t.TempDir(), pack.PackOptions{}).Folder
		samplePack.name, samplePack.files = filepath.Base(folder), map[string][]byte{}
		if err := fs.WalkDir(os.DirFS(folder), ".", func(name string, entry fs.DirEntry, err error) error {
			if err == nil && !entry.IsDir() {
				samplePack.files[name], err = os.ReadFile(filepath.Join(folder, filepath.FromSlash(name)))
			}
			return err
		}); err != nil {
			t.Fatal(err)
		}
	})
	if len(samplePack.files) == 0 {
		t.Fatal("the sample could not be packed")
	}
	folder = filepath.Join(t.TempDir(), samplePack.name)
	for name, data := range samplePack.files {
		path := filepath.Join(folder, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, data, 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	return f, code, folder
}

// samplePack is the finalized sample's pack, made by the first test that wants it: the folder's name, and the files in it.
var samplePack struct {
	sync.Once
	name  string
	files map[string][]byte
}

func packed(t *testing.T, f *dossier.File, dir string, opts pack.PackOptions) pack.Packed {
	t.Helper()
	opts.Now = noon
	out, err := pack.Pack(context.Background(), f, dir, opts)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// entriesOf names what lies in a folder, hidden files too.
func entriesOf(t *testing.T, dir string) []string {
	t.Helper()
	list, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range list {
		out = append(out, e.Name())
	}
	return out
}

// The pack holds the stored papers, the letter, every original under its number and title, and a list that sha256sum takes as it is.
func TestPack(t *testing.T) {
	f, code := finalized(t)
	dir := filepath.Join(t.TempDir(), "新的")
	out := packed(t, f, dir, pack.PackOptions{Zip: true, Letter: true})
	if out.Draft || filepath.Base(out.Folder) != "示例县2017年度自查报送包（第1版）" || out.Zip != out.Folder+".zip" {
		t.Errorf("made %+v", out)
	}
	for _, name := range []string{
		"示例县2017年度自查报告（第1版）.pdf", "示例县2017年度自查数据（第1版）.xlsx", "示例县2017年度自查报告正文（第1版）.docx", "清单.txt",
		"佐证材料/05 开展诚信文化宣传/5-02 “诚信示例、德润䶮城”主题宣传活动现场照片 (3).jpg", "佐证材料/21 健全约束和惩戒失信行为机制/21-01.jpg",
	} {
		if _, err := os.Stat(filepath.Join(out.Folder, filepath.FromSlash(name))); err != nil {
			t.Errorf("no %s", name)
		}
	}
	for _, e := range f.Dossier().AllEvidence() {
		if e.Removed && slices.ContainsFunc(out.Files, func(p pack.PackedFile) bool { return strings.Contains(p.Name, "/"+e.Number+" ") }) {
			t.Errorf("%s was removed and is there", e.Number)
		}
	}
	list, err := os.ReadFile(filepath.Join(out.Folder, "清单.txt"))
	if err != nil || !bytes.Contains(list, []byte(code)) || bytes.Contains(list, []byte("草稿")) || bytes.ContainsRune(list, '\r') {
		t.Errorf("the list: %v\n%s", err, list)
	}
	if count := strconv.Itoa(strings.Count(string(list), "  ")); out.CountWords() != "共"+count+"个文件，另附清单" || !strings.Contains(string(list), "# 共"+count+"个文件，") {
		t.Errorf("%s; the list names %s\n%s", out.CountWords(), count, list)
	}
	docx, err := os.ReadFile(filepath.Join(out.Folder, "示例县2017年度自查报告正文（第1版）.docx"))
	if err != nil {
		t.Fatal(err)
	}
	if want, err := letterdoc.Build(f.Dossier()); err != nil || !bytes.Equal(docx, want) {
		t.Error("the letter says something else")
	}
	if got := entriesOf(t, dir); len(got) != 2 {
		t.Errorf("left %v", got)
	}
	if f.Exported() != pack.State(f.Dossier()) {
		t.Error("a pack does not count as an export")
	}
	if sha, err := exec.LookPath("sha256sum"); err == nil {
		cmd := exec.Command(sha, "--strict", "--warn", "--check", "清单.txt")
		cmd.Dir = out.Folder
		if said, err := cmd.CombinedOutput(); err != nil || strings.Count(string(said), ": OK\n") != len(out.Files) || bytes.Contains(said, []byte("WARNING")) {
			t.Errorf("sha256sum: %v\n%s", err, said)
		}
	}
	for _, v := range verify(t, code, known2017(t), out.Folder, out.Zip) {
		if !v.Equal {
			t.Errorf("%+v", v)
		}
	}
}

func known2017(t *testing.T) []*scoring.Edition { return []*scoring.Edition{edition(t)} }

// The zip says its names are UTF-8, stands in a fixed order with fixed times, and is the same for the same version.
func TestPackZip(t *testing.T) {
	f, _ := finalized(t)
	dir := t.TempDir()
	one := packed(t, f, filepath.Join(dir, "1"), pack.PackOptions{Zip: true, Letter: true})
	two := packed(t, f, filepath.Join(dir, "2"), pack.PackOptions{Zip: true, Letter: true})
	a, err := os.ReadFile(one.Zip)
	if err != nil {
		t.Fatal(err)
	}
	if b, err := os.ReadFile(two.Zip); err != nil || !bytes.Equal(a, b) {
		t.Error("another zip for the same version")
	}
	z, err := zip.NewReader(bytes.NewReader(a), int64(len(a)))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range z.File {
		names = append(names, e.Name)
		if e.Flags != 1<<11 || e.Method != zip.Store || e.Modified.Format(time.DateOnly) != "2018-01-30" {
			t.Errorf("%s: flags %x, method %d, %s", e.Name, e.Flags, e.Method, e.Modified)
		}
	}
	if !slices.IsSorted(names) || len(names) != len(one.Files)+1 {
		t.Errorf("entries %v", names)
	}
}

// A pack never replaces another; a draft says so in its name, its list and to verify.
func TestPackNames(t *testing.T) {
	f, code := finalized(t)
	dir := t.TempDir()
	for _, want := range []string{"示例县2017年度自查报送包（第1版）", "示例县2017年度自查报送包（第1版）20180126-1200", "示例县2017年度自查报送包（第1版）20180126-1200 (2)"} {
		if out := packed(t, f, dir, pack.PackOptions{}); filepath.Base(out.Folder) != want || out.Zip != "" {
			t.Errorf("made %s, want %s", out.Folder, want)
		}
	}
	if _, _, err := pack.Reopen(f, "改"); err != nil {
		t.Fatal(err)
	}
	out := packed(t, f, dir, pack.PackOptions{Letter: true})
	if !out.Draft || filepath.Base(out.Folder) != "示例县2017年度自查报送包（第2版草稿）" {
		t.Errorf("made %+v", out)
	}
	if _, err := os.Stat(filepath.Join(out.Folder, "示例县2017年度自查报告正文（草稿）.docx")); err != nil {
		t.Error(err)
	}
	list, err := os.ReadFile(filepath.Join(out.Folder, "清单.txt"))
	if err != nil || !bytes.Contains(list, []byte("# 草稿")) || bytes.Contains(list, []byte("核对码 ")) {
		t.Errorf("%v\n%s", err, list)
	}
	if v := verify(t, code, known2017(t), out.Folder)[0]; v.Equal || !slices.Contains(v.Notes, "这个报送包是草稿，不是定稿") {
		t.Errorf("%+v", v)
	}
}

// Titles that no system takes as names still give one file each.
func TestPackOddTitles(t *testing.T) {
	f := create(t, "a.zicha")
	dir := t.TempDir()
	titles := []string{"a/b\\c:d*?", "CON", strings.Repeat("很长的名称", 60), "活动通知.PDF", "e\u0301", " . ", "x\u202egpj", ""}
	for i, title := range titles {
		path := filepath.Join(dir, fmt.Sprintf("文件%d.pdf", i))
		if err := os.WriteFile(path, []byte(title+"内容"), 0o600); err != nil {
			t.Fatal(err)
		}
		taken, err := intake.Attach(context.Background(), f, intake.Batch{Criterion: "5.1", Pieces: []intake.Piece{{Title: "暂", Paths: []string{path}}}}, nil)
		if err != nil || len(taken.Added) != 1 {
			t.Fatal(taken, err)
		}
		changes, err := f.Dossier().Change(forms.EvidencePath(taken.Added[0].ID, forms.AttrTitle), title)
		if err != nil {
			t.Fatal(err)
		}
		if err := f.Commit("", changes); err != nil {
			t.Fatal(err)
		}
	}
	out := packed(t, f, dir, pack.PackOptions{Zip: true})
	got := entriesOf(t, filepath.Join(out.Folder, "佐证材料", "05 开展诚信文化宣传"))
	want := []string{"5-01 a／b＼c：d＊？.pdf", "5-02 CON_.pdf", "", "5-04 活动通知.pdf", "5-05 é.pdf", "5-06.pdf", "5-07 xgpj.pdf", "5-08.pdf"}
	for i, name := range want {
		if i >= len(got) || name != "" && got[i] != name {
			t.Fatalf("made %q", got)
		}
	}
	if !strings.HasPrefix(got[2], "5-03 很长的名称") || !strings.Contains(got[2], "…") || !strings.HasSuffix(got[2], "名称.pdf") {
		t.Errorf("shortened to %s", got[2])
	}
}

// What fails or is cancelled at any step leaves nothing, not even the folder made for it.
func TestPackLeavesNothing(t *testing.T) {
	f, _ := finalized(t)
	dir := filepath.Join(t.TempDir(), "新的")
	steps := 0
	packed(t, f, filepath.Join(t.TempDir(), "全部"), pack.PackOptions{Zip: true, Letter: true, Tell: func(string, float64) { steps++ }})
	each := max((steps-1)/5, 1)
	if soak.Full() {
		each = 1
	}
	for stop := 0; stop < steps-1; stop += each { // the last one says it is done
		ctx, cancel := context.WithCancel(context.Background())
		told := 0
		tell := func(string, float64) {
			if told++; told == stop+1 {
				cancel()
			}
		}
		_, err := pack.Pack(ctx, f, dir, pack.PackOptions{Zip: true, Letter: true, Tell: tell})
		cancel()
		if err == nil || !strings.Contains(err.Error(), "已取消") {
			t.Fatalf("stopped at step %d: %v", stop, err)
		}
		if _, err := os.Stat(dir); err == nil {
			t.Fatalf("stopped at step %d: left %v", stop, entriesOf(t, dir))
		}
	}
	blocked := filepath.Join(t.TempDir(), "文件")
	if err := os.WriteFile(blocked, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := pack.Pack(context.Background(), f, filepath.Join(blocked, "里面"), pack.PackOptions{}); err == nil || !strings.Contains(err.Error(), "路径里有一段是文件") {
		t.Errorf("said %v", err)
	}
}

// Evidence whose contents are gone is named; there is no pack without it.
func TestPackMissingContents(t *testing.T) {
	f := create(t, "a.zicha")
	_, changes, err := f.Dossier().AddEvidence("5.1", forms.Evidence{Title: "通知", Files: []forms.FileRef{{Name: "丢了.pdf", SHA256: strings.Repeat("ab", 32), Size: 9}}})
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Commit("添加", changes); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if _, err := pack.Pack(context.Background(), f, dir, pack.PackOptions{}); !errors.Is(err, dossier.ErrContent) || !strings.Contains(err.Error(), "丢了.pdf") {
		t.Errorf("said %v", err)
	}
	if got := entriesOf(t, dir); len(got) != 0 {
		t.Errorf("left %v", got)
	}
}

// The evidence volume goes in, its pages are those printed in the papers, and what of it is a placeholder is told.
func TestPackVolume(t *testing.T) {
	f, code := finalized(t)
	out := packed(t, f, t.TempDir(), pack.PackOptions{Zip: true})
	const name = "示例县2017年度自查佐证材料汇编（第1版）.pdf"
	if !slices.ContainsFunc(out.Files, func(p pack.PackedFile) bool { return p.Name == name && p.Size > 1000 }) {
		t.Errorf("no %s", name)
	}
	placeholders := 0
	for _, p := range out.Problems {
		if p.Severity == forms.Error {
			t.Errorf("the volume is not the one of the papers: %s", p.Message)
		}
		placeholders++
	}
	if placeholders == 0 {
		t.Error("the sample's office file is a placeholder, which is not told")
	}
	if v := verify(t, code, known2017(t), out.Zip)[0]; !v.Equal {
		t.Errorf("%+v", v)
	}
}
