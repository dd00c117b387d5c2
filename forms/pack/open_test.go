package pack

import (
	"context"
	"errors"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"zicha/forms"
	"zicha/forms/files"
	"zicha/forms/formtest"
)

// handedIn opens a pack of some files, whose list names those that are listed, each with its hash at that time.
func handedIn(t *testing.T, held, listed map[string]string) *Opened {
	t.Helper()
	dir := t.TempDir()
	list := ""
	for name, text := range listed {
		list += sumOf([]byte(text)).sha256 + "  " + name + "\n"
	}
	held = maps.Clone(held)
	held[listName] = list
	for name, text := range held {
		full := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(full), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	p, err := Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.Close)
	return p
}

// What is no pack, or has a list that no pack has, is refused in a sentence.
func TestOpenWhatIsNoPack(t *testing.T) {
	dir := t.TempDir()
	if _, err := Open(t.Context(), dir); !errors.Is(err, errNoPack) {
		t.Errorf("a folder without a list: %v", err)
	}
	list := filepath.Join(dir, listName)
	for size, want := range map[int64]error{maxList + 1: errTooMany, maxList: nil} {
		err := os.WriteFile(list, nil, 0o600)
		if err == nil {
			err = os.Truncate(list, size)
		}
		if err != nil {
			t.Fatal(err)
		}
		if _, err := Open(t.Context(), dir); !errors.Is(err, want) {
			t.Errorf("a list of %d bytes: %v", size, err)
		}
	}
	for name, want := range map[string]bool{dir: true, list: true, filepath.Join(dir, "没有", listName): true, "没有.zip": true, "没有.ZIP": true, "没有.xlsx": false, "没有": false} {
		if IsPack(name) != want {
			t.Errorf("%s can be a pack: %t", name, !want)
		}
	}
	for name, want := range map[string]bool{"__MACOSX": true, "包/__MACOSX": true, "a/Thumbs.db": true, "a.pdf": false, "__MACOSX/a.pdf": false} {
		if IsLitter(name) != want {
			t.Errorf("%s is litter: %t", name, !want)
		}
	}
}

// The workbook is the one at the pack's root, whatever it is called, up to a size.
func TestWorkbookOfAPack(t *testing.T) {
	p := handedIn(t, map[string]string{"数据.XLSX": "四个字节", "附件/别的.xlsx": "x"}, nil)
	if name, data, err := p.Workbook(t.Context(), 12); name != "数据.XLSX" || string(data) != "四个字节" || err != nil {
		t.Errorf("%q %q %v", name, data, err)
	}
	if _, _, err := p.Workbook(t.Context(), 11); !errors.Is(err, errTooMany) {
		t.Errorf("larger than allowed: %v", err)
	}
	for what, held := range map[string]map[string]string{"none": {"a.pdf": "x"}, "two": {"a.xlsx": "x", "b.xlsx": "y"}} {
		if name, data, err := handedIn(t, held, nil).Workbook(t.Context(), 99); name != "" || data != nil || !errors.Is(err, errNoBook) {
			t.Errorf("%s: %q %q %v", what, name, data, err)
		}
	}
}

// What of a pack is broken, what is only to be told, and each of it once. The workbook is never broken: its values decide.
func TestCheckOfAPack(t *testing.T) {
	d, err := formtest.Decode(t, `{"edition":"bozhou-2017","county":{"code":"341621","name":"涡阳县"}}`)
	if err != nil {
		t.Fatal(err)
	}
	const notice = "佐证材料/05 开展诚信文化宣传/5-01 通知.pdf"
	formtest.Attach(t, d, "5.1", forms.Evidence{Title: "通知", Files: []forms.FileRef{{Place: 1, Name: "a.pdf", SHA256: sumOf([]byte("通知")).sha256, Size: 6}}})
	whole := map[string]string{"数据.xlsx": "表", "报告.pdf": "报告", notice: "通知"}
	for _, c := range []struct {
		what          string
		change        map[string]string // "" takes a file away
		broken, notes []string
	}{
		{"whole", nil, nil, nil},
		{"report missing", map[string]string{"报告.pdf": ""}, []string{"“报告.pdf”缺少或者无法读取"}, nil},
		{"report changed", map[string]string{"报告.pdf": "别的"}, []string{"“报告.pdf”的内容与清单不一致"}, nil},
		{"workbook saved anew", map[string]string{"数据.xlsx": "表格"}, nil, []string{"“数据.xlsx”的内容与清单不一致"}},
		{"a file more", map[string]string{"多.txt": "多"}, nil, []string{"多出“多.txt”，清单里没有"}},
		{
			"evidence changed",
			map[string]string{notice: "别的"},
			[]string{"“" + notice + "”的内容与清单不一致"},
			[]string{"佐证5-01“通知”的文件“a.pdf”没有，或者内容与工作簿所列不同", "“" + notice + "”与工作簿的“佐证材料”表不符"},
		},
	} {
		held := maps.Clone(whole)
		maps.Copy(held, c.change)
		maps.DeleteFunc(held, func(_, text string) bool { return text == "" })
		broken, notes, err := handedIn(t, held, whole).Check(t.Context(), d)
		if err != nil || !slices.Equal(broken, c.broken) || !slices.Equal(notes, c.notes) {
			t.Errorf("%s: broken %q, notes %q, %v", c.what, broken, notes, err)
		}
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := handedIn(t, whole, whole).Check(ended, d); !files.Cancelled(err) {
		t.Errorf("cancelled: %v", err)
	}
}

// filesUnder gives the texts of all files under a folder.
func filesUnder(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(dir, func(full string, found os.DirEntry, err error) error {
		if err != nil || found.IsDir() {
			return err
		}
		data, err := os.ReadFile(full)
		rel, _ := filepath.Rel(dir, full)
		out[filepath.ToSlash(rel)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// A copy has what the list names as the list has it, and the workbook as it is; what is changed, not listed, or cannot have its name on
// every system stays out.
func TestCopyOfAPack(t *testing.T) {
	listed := map[string]string{"数据.xlsx": "表", "报告.pdf": "报告", "佐证材料/5-01 通知.pdf": "通知", "改过.pdf": "原来的", "佐证材料/CON.pdf": "设备", "没有.pdf": "没有"}
	held := map[string]string{"数据.xlsx": "另存过的表", "报告.pdf": "报告", "佐证材料/5-01 通知.pdf": "通知", "改过.pdf": "改过的", "佐证材料/CON.pdf": "设备", "多余.pdf": "多余"}
	p := handedIn(t, held, listed)
	dir := t.TempDir()
	if err := p.Copy(t.Context(), dir); err != nil {
		t.Fatal(err)
	}
	got := filesUnder(t, dir)
	if strings.Count(got[listName], "\n") != len(listed) {
		t.Errorf("the list is %q", got[listName])
	}
	delete(got, listName)
	if want := map[string]string{"数据.xlsx": "另存过的表", "报告.pdf": "报告", "佐证材料/5-01 通知.pdf": "通知"}; !maps.Equal(got, want) {
		t.Errorf("copied %q", got)
	}
	kept, err := Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	defer kept.Close()
	if !kept.Same(p) || kept.Whole(p) {
		t.Errorf("the copy lists the same: %t; it has all, without the changed one: %t", kept.Same(p), kept.Whole(p))
	}
	if err := p.Copy(t.Context(), filepath.Join(dir, "报告.pdf")); err == nil || strings.Contains(err.Error(), "%!") {
		t.Errorf("into a file: %v", err)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	empty := t.TempDir()
	if err := p.Copy(ended, empty); !files.Cancelled(err) || len(filesUnder(t, empty)) > 0 {
		t.Errorf("cancelled: %v, left %q", err, filesUnder(t, empty))
	}
}

// Of a torn zip what can be read is copied; a file that cannot be opened at all ends the copy, and so does a workbook that cannot be read.
func TestCopyOfATornPack(t *testing.T) {
	torn := func() (io.ReadCloser, error) {
		return io.NopCloser(io.MultiReader(strings.NewReader("报"), errReader{})), nil
	}
	shut := func() (io.ReadCloser, error) { return nil, errors.New("锁") }
	for _, c := range []struct {
		name, ending string // of the file that is spoiled
		open         func() (io.ReadCloser, error)
		told         bool
	}{
		{"报告.pdf", "torn", torn, false},
		{"报告.pdf", "shut", shut, true},
		{"数据.xlsx", "torn", torn, true},
		{"数据.xlsx", "shut", shut, true},
	} {
		whole := map[string]string{"数据.xlsx": "表", "报告.pdf": "报告", "通知.pdf": "通知"}
		p := handedIn(t, whole, whole)
		spoiled := p.tree.files[c.name]
		spoiled.open = c.open
		p.tree.files[c.name] = spoiled
		dir := t.TempDir()
		err := p.Copy(t.Context(), dir)
		if !c.told {
			if got := filesUnder(t, dir); err != nil || got["通知.pdf"] != "通知" || got[c.name] != "" {
				t.Errorf("%s %s: %v, copied %q", c.name, c.ending, err, got)
			}
			continue
		}
		if err == nil || err.Error() != "读写磁盘时出错，读取“"+c.name+"”没有成功；请检查磁盘或U盘是否连接正常，然后再试" {
			t.Errorf("%s %s: %v", c.name, c.ending, err)
		}
	}
}

// errReader is where a disk ends.
type errReader struct{}

func (errReader) Read([]byte) (int, error) { return 0, errors.New("坏道") }

// What packs list is compared by names and hashes, and what a kept one has by sizes; files are found by their hashes in the order of the names.
func TestPacksCompared(t *testing.T) {
	listed := map[string]string{"甲.pdf": "同", "乙/甲.pdf": "同", "丙.pdf": "别", "佐证材料/CON.pdf": "同"}
	p := handedIn(t, listed, listed)
	if got := p.ByHash(); len(got) != 2 || !slices.Equal(got[sumOf([]byte("同")).sha256], []string{"乙/甲.pdf", "甲.pdf"}) || !slices.Equal(got[sumOf([]byte("别")).sha256], []string{"丙.pdf"}) {
		t.Errorf("by hash: %v", got)
	}
	for _, c := range []struct {
		what         string
		held, listed map[string]string
		same, whole  bool
	}{
		{"the same", listed, listed, true, true},
		{"one renamed", listed, map[string]string{"甲.pdf": "同", "乙/乙.pdf": "同", "丙.pdf": "别", "佐证材料/CON.pdf": "同"}, false, true},
		{"other contents", listed, map[string]string{"甲.pdf": "他", "乙/甲.pdf": "同", "丙.pdf": "别", "佐证材料/CON.pdf": "同"}, false, true},
		{"one missing", map[string]string{"甲.pdf": "同", "丙.pdf": "别", "佐证材料/CON.pdf": "同"}, listed, true, false},
		{"one cut off", map[string]string{"甲.pdf": "同", "乙/甲.pdf": "同", "丙.pdf": "", "佐证材料/CON.pdf": "同"}, listed, true, false},
		{"one that no system keeps missing", map[string]string{"甲.pdf": "同", "乙/甲.pdf": "同", "丙.pdf": "别"}, listed, true, true},
	} {
		kept := handedIn(t, c.held, c.listed)
		if same, whole := kept.Same(p), kept.Whole(p); same != c.same || whole != c.whole {
			t.Errorf("%s: same %t, whole %t", c.what, same, whole)
		}
	}
	listed["没有.pdf"] = "没有" // what the pack itself lacks is not asked of the kept one
	if p := handedIn(t, map[string]string{"甲.pdf": "同"}, listed); !handedIn(t, map[string]string{"甲.pdf": "同"}, listed).Whole(p) {
		t.Error("a kept pack has no more than the one it was copied from")
	}
}
