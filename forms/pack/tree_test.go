package pack

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
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

// treeOf is a tree held in memory.
func treeOf(list map[string]string) *tree {
	t := &tree{files: map[string]treeFile{}}
	for name, text := range list {
		t.files[name] = treeFile{int64(len(text)), func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(text)), nil }}
	}
	return t
}

func TestSums(t *testing.T) {
	// The known sums of "abc", out of FIPS 180 and of the check for IEEE's CRC-32.
	const abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
	if s := sumOf([]byte("abc")); s != (sum{3, abc, 0x352441c2}) {
		t.Errorf("%+v", s)
	}
	path := filepath.Join(t.TempDir(), "a")
	if err := os.WriteFile(path, []byte("abc"), 0o600); err != nil {
		t.Fatal(err)
	}
	if s, err := sumFile(t.Context(), path); err != nil || s.sha256 != abc || s.size != 3 {
		t.Errorf("%+v, %v", s, err)
	}
}

// Every way in which files and list disagree is told in its own words, in the order of the names.
func TestCheckTree(t *testing.T) {
	line := func(name, text string) string { return sumOf([]byte(text)).sha256 + "  " + name + "\n" }
	tr := treeOf(map[string]string{"甲.pdf": "一", "乙.pdf": "二", "丙.pdf": "三", "坏.pdf": "四"})
	short := tr.files["坏.pdf"]
	short.size++
	tr.files["坏.pdf"] = short
	shut := func() (io.ReadCloser, error) { return nil, errors.New("锁") }
	tr.files["关.pdf"] = treeFile{1, shut}
	tr.notes = []string{"先说的"}
	list := line("甲.pdf", "一") + line("乙.pdf", "别的") + line("坏.pdf", "四") + line("没有.pdf", "") + line("关.pdf", "") + "乱\n"
	tr.files[listName] = treeOf(map[string]string{listName: list}).files[listName]
	var told []string
	sums, notes, err := checkTree(t.Context(), tr, func(done, total int64) { told = append(told, fmt.Sprintf("%d/%d", done, total-int64(len(list)))) })
	want := []string{
		"先说的", "清单.txt第6行写法有误，没有据它核对", "多出“丙.pdf”，清单里没有", "“乙.pdf”的内容与清单不一致",
		"“关.pdf”无法读取，可能已损坏", "“坏.pdf”无法读取，可能已损坏", "缺少“没有.pdf”",
	}
	if err != nil || !slices.Equal(notes, want) {
		t.Errorf("%v, %q", err, notes)
	}
	if len(sums) != 4 || sums["甲.pdf"].sha256 != sumOf([]byte("一")).sha256 || sums[listName].size != int64(len(list)) {
		t.Errorf("%v", sums)
	}
	if !slices.Equal(told, []string{"3/14", "6/14", "7/14", "11/14", "14/14"}) { // 丙, 乙, 关, 坏, 甲: of 3, 3, 1, 4 and 3 bytes
		t.Errorf("%q", told)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := checkTree(ended, tr, nil); !files.Cancelled(err) {
		t.Errorf("cancelled: %v", err)
	}
	for name, c := range map[string]struct {
		t    *tree
		most int64
		want string
	}{
		"none":   {treeOf(nil), 9, errNoList.Error()},
		"long":   {treeOf(map[string]string{listName: "1234567890"}), 9, errTooMany.Error()},
		"just":   {treeOf(map[string]string{listName: "123456789"}), 9, ""},
		"cut":    {&tree{files: map[string]treeFile{listName: {4, treeOf(map[string]string{listName: "123"}).files[listName].open}}}, 9, "“清单.txt”无法读取，可能已损坏"},
		"closed": {&tree{files: map[string]treeFile{listName: {4, shut}}}, 9, files.Fault("读取“清单.txt”", errors.New("锁")).Error()},
	} {
		got := ""
		if _, err := c.t.read(t.Context(), listName, c.most); err != nil {
			got = err.Error()
		}
		if got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

// The originals are held against the workbook's sheet both ways, each file once and under its own number.
func TestOriginals(t *testing.T) {
	d, err := formtest.Decode(t, `{"edition":"bozhou-2017","county":{"code":"341621","name":"涡阳县"}}`)
	if err != nil {
		t.Fatal(err)
	}
	file := func(place int, name, text string) forms.FileRef {
		return forms.FileRef{Place: place, Name: name, SHA256: strings.ToUpper(sumOf([]byte(text)).sha256), Size: 9}
	}
	formtest.Attach(t, d, "5.1", forms.Evidence{Title: "通知", Files: []forms.FileRef{file(1, "a.pdf", "a"), file(2, "b.pdf", "b")}})
	formtest.Attach(t, d, "6.1", forms.Evidence{Title: "“题”", Files: []forms.FileRef{file(1, "c.pdf", "a")}})
	gone := formtest.Attach(t, d, "6.1", forms.Evidence{Title: "撤", Files: []forms.FileRef{file(1, "d.pdf", "d")}})
	changes, err := d.RemoveEvidence(gone.ID, "误")
	if err != nil {
		t.Fatal(err)
	}
	d.Apply(changes...)
	all := map[string]sum{
		"佐证材料/05 开展诚信文化宣传/5-01 通知 (1).pdf": sumOf([]byte("a")), "佐证材料/05 开展诚信文化宣传/5-01 通知 (2).pdf": sumOf([]byte("b")),
		"佐证材料/06 开展诚信教育活动/6-01 “题”.pdf": sumOf([]byte("a")), "报告.pdf": sumOf([]byte("z")),
	}
	if notes := originals(d, all); len(notes) > 0 {
		t.Errorf("all there: %q", notes)
	}
	for _, other := range []string{ // of what is there under another name or elsewhere it is told
		"佐证材料/06 开展诚信教育活动/6-01 “题” (作废).pdf", "佐证材料/06 开展诚信教育活动/6-01 “题” (2).pdf", "佐证材料/06 开展诚信教育活动/6-01 ….pdf",
		"佐证材料/06 开展诚信教育活动/作废/6-01 “题”.pdf", "佐证材料/6-01 “题”.pdf", "佐证材料/06 开展诚信教育活动/6-01 “题”.PDF",
	} {
		moved := maps.Clone(all)
		delete(moved, "佐证材料/06 开展诚信教育活动/6-01 “题”.pdf")
		moved[other] = sumOf([]byte("a"))
		want := []string{"“" + other + "”的文件名或位置与材料名称“题”不同"}
		if notes := originals(d, moved); !slices.Equal(notes, want) {
			t.Errorf("%s: %q", other, notes)
		}
	}
	delete(all, "佐证材料/06 开展诚信教育活动/6-01 “题”.pdf")
	all["佐证材料/06 开展诚信教育活动/6-02 撤.pdf"], all["佐证材料/5-01.pdf"] = sumOf([]byte("d")), sumOf([]byte("a"))
	want := []string{
		"佐证6-01“题”的文件“c.pdf”没有，或者内容与工作簿所列不同", "“佐证材料/06 开展诚信教育活动/6-02 撤.pdf”与工作簿的“佐证材料”表不符", "“佐证材料/5-01.pdf”与工作簿的“佐证材料”表不符",
	}
	for range 5 { // of two alike it is always the later one that is too many
		if notes := originals(d, all); !slices.Equal(notes, want) {
			t.Errorf("%q", notes)
		}
	}
}

// A zip is refused by what its directory says before anything of it is read.
func TestSizesOfAZip(t *testing.T) {
	const size, mega = 10 << 20, uint64(1 << 20)
	for _, c := range []struct {
		packed, unpacked []uint64
		ok               bool
	}{
		{[]uint64{size}, []uint64{size}, true},
		{[]uint64{size + 1}, []uint64{1}, false},
		{[]uint64{size / 2, size / 2}, []uint64{1, 1}, true},
		{[]uint64{size / 2, size/2 + 1}, []uint64{1, 1}, false}, // they lie on one another
		{[]uint64{1}, []uint64{256 * mega}, true},               // so much is free
		{[]uint64{1}, []uint64{1000 * mega}, true},              // a hundredfold
		{[]uint64{1}, []uint64{1000*mega + 1}, false},
		{[]uint64{1, 1}, []uint64{600 * mega, 400*mega + 1}, false},
	} {
		z := &zip.Reader{}
		for i := range c.packed {
			z.File = append(z.File, &zip.File{FileHeader: zip.FileHeader{CompressedSize64: c.packed[i], UncompressedSize64: c.unpacked[i]}})
		}
		if err := checkSizes(z, size); (err == nil) != c.ok {
			t.Errorf("%v to %v: %v", c.packed, c.unpacked, err)
		}
	}
	huge := &zip.Reader{File: []*zip.File{{FileHeader: zip.FileHeader{UncompressedSize64: 64 << 30}}}}
	if checkSizes(huge, 1<<40) != nil {
		t.Error("64 GB of a large zip are refused")
	}
	if huge.File[0].UncompressedSize64++; checkSizes(huge, 1<<40) == nil {
		t.Error("more than 64 GB are taken")
	}
	if _, err := (&sparing{ReaderAt: bytes.NewReader(make([]byte, 9)), left: 8}).ReadAt(make([]byte, 9), 0); !errors.Is(err, errTooMany) {
		t.Errorf("nine bytes of eight: %v", err)
	}
	if n, err := (&sparing{ReaderAt: bytes.NewReader(make([]byte, 8)), left: 8}).ReadAt(make([]byte, 8), 0); n != 8 || err != nil {
		t.Errorf("eight bytes of eight: %v", err)
	}
}

// The pack's root in a zip is where its list lies: at the top, else in the one folder there.
func TestRooted(t *testing.T) {
	for want, names := range map[string][]string{
		"a.pdf 清单.txt":    {"清单.txt", "a.pdf"},
		"b/清单.txt 清单.txt": {"清单.txt", "b/清单.txt"},
		"a.pdf 清单.txt|多出“外.txt”，不在报送包的文件夹里": {"包/清单.txt", "包/a.pdf", "外.txt"},
		"清单.txt":            {"x/包/清单.txt"},
		errNoList.Error():   {"x/a.pdf"},
		errTwoLists.Error(): {"甲/清单.txt", "乙/清单.txt"},
	} {
		var entries []entry
		for _, name := range names {
			entries = append(entries, entry{name: name})
		}
		for range 2 {
			got := ""
			if tr, err := rooted(entries); err != nil {
				got = err.Error()
			} else {
				var list []string
				for name := range tr.files {
					list = append(list, name)
				}
				slices.Sort(list)
				got = strings.Join(append([]string{strings.Join(list, " ")}, tr.notes...), "|")
			}
			if got != want {
				t.Errorf("%q: %s, want %s", names, got, want)
			}
			slices.Reverse(entries)
		}
	}
}

func TestNamesInAPack(t *testing.T) {
	for name, want := range map[string]bool{
		"a": true, "a/b.pdf": true, "": false, "/a": false, "a/../b": false, "../a": false, "..": false, ".": false, "a//b": false, "a/": false, "..a": true,
		`a\b`: false, "C:a": false, "a\x00": false, "a\x1b": false, "\xff": false,
	} {
		if got := safePath(name); got != want {
			t.Errorf("%q is safe: %t", name, got)
		}
	}
	for name, want := range map[string]bool{
		".DS_Store": true, "a/THUMBS.DB": true, "ehthumbs.db": true, "a/Desktop.ini": true, "__MACOSX/更正.pdf": false, "__MACOSX/包/._a": true, "a/__MACOSX": false, "a/._b": true, "~$a.xlsx": true,
		"x/.~lock.a#": true, "a.pdf": false, "Thumbs.db.pdf": false,
	} {
		if got := isLitter(name); got != want {
			t.Errorf("%q is litter: %t", name, got)
		}
	}
	for _, c := range []struct {
		name         string
		units, bytes int
		want         string
	}{
		{"12345", 5, 9, "12345"}, {"123456789", 5, 99, "123…9"}, {"一二三四五六七八", 9, 15, "一二三…八"}, {"ab ", 2, 9, "a…"}, {"甲乙", 1, 2, ""},
	} {
		if got := shorten(c.name, c.units, c.bytes); got != c.want {
			t.Errorf("%s in %d, %d: %q", c.name, c.units, c.bytes, got)
		}
	}
	if got := shown("a\x1bb\xff" + strings.Repeat("c", 200)); !strings.HasPrefix(got, "a〓b〓ccc") || units(got) != 120 {
		t.Errorf("shown as %s", got)
	}
	tr := treeOf(map[string]string{"a.XLSX": "12", "b.pdf": "345", "x/c.xlsx": "6"})
	if tr.top(".xlsx") != "a.XLSX" || tr.top(".pdf") != "b.pdf" || tr.top(".zip") != "" || tr.size() != 6 {
		t.Errorf("top %q, %d bytes", tr.top(".xlsx"), tr.size())
	}
	tr.files["b.xlsx"] = tr.files["b.pdf"]
	if _, err := tr.book(t.Context(), nil); err == nil || err.Error() != "报送包里应当有一份工作簿（.xlsx），现在没有，或者不止一份，无法核对" {
		t.Errorf("two workbooks: %v", err)
	}
}

// What a Mac packed and another system unpacked has a folder of the Mac's beside the pack's.
func TestUnpackedFromAMac(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"包/清单.txt", "__MACOSX/包/._清单.txt"} {
		full := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(full), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := packFolder(dir); err != nil || got != filepath.Join(dir, "包") {
		t.Errorf("%q %v", got, err)
	}
}

// A name that somebody made very long to do harm is shortened at once: trying every length of it took time with its square.
func TestShortenVeryLong(t *testing.T) {
	got := shorten("头"+strings.Repeat("长", 3_000_000)+"尾.pdf", 12, 480)
	if want := "头长长长长长长长…pdf"; !strings.HasPrefix(got, "头长长") || !strings.HasSuffix(got, "…pdf") || units(got) > 12 {
		t.Errorf("%s, want something like %s", got, want)
	}
}
