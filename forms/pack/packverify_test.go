package pack_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"zicha/forms/dossier"
)

const (
	noticePhoto = "佐证材料/05 开展诚信文化宣传/5-02 “诚信示例、德润䶮城”主题宣传活动现场照片 (1).jpg"
	noticePlan  = "佐证材料/05 开展诚信文化宣传/5-01 关于开展“诚信示例、德润䶮城”主题宣传活动的通知.pdf"
	bookName    = "示例县2017年度自查数据（第1版）.xlsx"
	volumeName  = "示例县2017年度自查佐证材料汇编（第1版）.pdf"
	reportName  = "示例县2017年度自查报告（第1版）.pdf"
)

// Every way of changing a pack is told by name; what systems leave in folders, and other line ends in the list, is not.
func TestVerifyPack(t *testing.T) {
	_, code, original := packedSample(t)
	known := known2017(t)
	for _, c := range []struct {
		name  string
		do    func(k tinker)
		equal bool
		says  string
	}{
		{"nothing", func(tinker) {}, true, "按清单核对了20个文件"},
		{"litter", func(k tinker) {
			k.write("Thumbs.db", []byte("x"))
			k.write("佐证材料/.DS_Store", []byte("x"))
			k.write("~$示例县.xlsx", []byte("x"))
		}, true, ""},
		{"line ends", func(k tinker) {
			k.write("清单.txt", []byte("\ufeff"+strings.ReplaceAll(string(k.read("清单.txt")), "\n", "\r\n")))
		}, true, ""},
		{"missing", func(k tinker) { k.remove(noticePhoto) }, false, "缺少“" + noticePhoto + "”"},
		{"changed", func(k tinker) { k.write(noticePhoto, append(k.read(noticePhoto), 0)) }, false, "“" + noticePhoto + "”的内容与清单不一致"},
		{"additional", func(k tinker) { k.write("佐证材料/多余.txt", []byte("x")) }, false, "多出“佐证材料/多余.txt”，清单里没有"},
		{"changed and listed", func(k tinker) {
			k.write(noticePhoto, append(k.read(noticePhoto), 0))
			k.relist(noticePhoto)
		}, false, "佐证5-02“"},
		{"exchanged and listed", func(k tinker) {
			one, two := k.read(noticePhoto), k.read(noticePlan)
			k.write(noticePhoto, two)
			k.write(noticePlan, one)
			k.relist(noticePhoto)
			k.relist(noticePlan)
		}, false, "佐证5-01“"},
		{"digit and listed", func(k tinker) {
			k.setCell("自评表", "E7", 4.5)
			k.relist(bookName)
		}, false, ""},
		{"a volume replaced and listed", func(k tinker) {
			k.write(volumeName, k.read(reportName))
			k.relist(volumeName)
		}, true, "汇编未核对"},
		{"a volume removed from the list too", func(k tinker) {
			k.remove(volumeName)
			k.unlist(volumeName)
		}, false, "报送包里没有“" + volumeName + "”"},
		{"more than there is and listed", func(k tinker) {
			k.write("补充说明.pdf", []byte("x"))
			k.list("补充说明.pdf")
		}, false, "多出“补充说明.pdf”，报送包里不该有这个文件"},
		{"a folder more and listed", func(k tinker) {
			if err := os.Mkdir(k.at("附件"), 0o700); err != nil {
				t.Fatal(err)
			}
			k.write("附件/说明.xlsx", []byte("x"))
			k.list("附件/说明.xlsx")
		}, false, "多出“附件/说明.xlsx”，报送包里不该有这个文件"},
		{"renamed and listed", func(k tinker) {
			other := strings.Replace(noticePlan, "关于开展", "关于取消", 1)
			k.write(other, k.read(noticePlan))
			k.remove(noticePlan)
			k.unlist(noticePlan)
			k.list(other)
		}, false, "的文件名或位置与材料名称“关于开展“诚信示例、德润䶮城”主题宣传活动的通知”不同"},
		{"another version in the list", func(k tinker) { k.inList("定稿第1版", "定稿第3版") }, false, "清单.txt里写的是第3版"},
		{"another code in other words", func(k tinker) { k.inList("核对码 ", "核对码：A") }, false, "清单.txt里的“定稿第1版，核对码：A"},
		{"a draft in the list", func(k tinker) { k.inList("# 定稿第1版", "# 草稿") }, false, "清单.txt里的“草稿"},
		{"another county in the list", func(k tinker) { k.inList("# 示例县", "# 甲县") }, false, "清单.txt里的“甲县2017年度"},
		{"the edition as lists named it before", func(k tinker) {
			list := string(k.read("清单.txt"))
			head, rest, _ := strings.Cut(list, "# 考核指标 ")
			_, rest, _ = strings.Cut(rest, "\n")
			k.write("清单.txt", []byte(head+"# 考核指标 bozhou-2017\n"+rest))
		}, true, ""},
		{"another edition in the list", func(k tinker) { k.inList("bozhou-2017，规则码", "bozhou-2018，规则码") }, false, "清单.txt里的“考核指标 《"},
		{"another size in the list", func(k tinker) { k.inList("# 1", "# 11"); k.count() }, false, "的大小不对"},
		{"another count in the list", func(k tinker) { k.inList("# 共", "# 共1") }, false, "清单.txt里写的文件个数和大小与它列出的不同"},
		{"more words in the list", func(k tinker) { k.inList("# 核对办法", "# 自评合计99.99分\n# 核对办法") }, false, "清单.txt里的“自评合计99.99分”"},
		{"the time in its name", func(k tinker) { k.inList("（第1版）\n", "（第1版）20180131-0930 (2)\n") }, true, ""},
		{"workbook renamed and listed", func(k tinker) {
			k.unlist(bookName)
			if err := os.Rename(k.at(bookName), k.at("作废.xlsx")); err != nil {
				t.Fatal(err)
			}
			k.list("作废.xlsx")
		}, false, "工作簿的文件名应为“" + bookName + "”"},
		{"no workbook", func(k tinker) { k.remove(bookName) }, false, "应当有一份工作簿"},
		{"broken workbook", func(k tinker) { k.write(bookName, k.read(bookName)[:2000]) }, false, "“" + bookName + "”的内容与清单不一致"},
		{"no report", func(k tinker) { k.remove(reportName) }, false, "缺少“" + reportName + "”"},
		{"no list", func(k tinker) { k.remove("清单.txt") }, false, "这是文件夹，里面没有“清单.txt”"},
		{"other list", func(k tinker) { k.write("清单.txt", []byte("不是清单\n")) }, false, "清单.txt第1行写法有误"},
	} {
		k := tinker{t, filepath.Join(t.TempDir(), "包")}
		if err := os.CopyFS(k.dir, os.DirFS(original)); err != nil {
			t.Fatal(err)
		}
		c.do(k)
		v := verify(t, code, known, k.dir)[0]
		if v.Proven() {
			t.Errorf("%s: the report was not compared", c.name)
		}
		v.Notes = append(v.Notes, v.Unchecked...)
		if v.Equal != c.equal || !slices.ContainsFunc(append(v.Notes, ""), func(n string) bool { return strings.Contains(n, c.says) }) {
			t.Errorf("%s: %+v", c.name, v)
		}
		if !c.equal && len(v.Notes) == 0 {
			t.Errorf("%s: told nothing", c.name)
		}
	}
}

// A report that was exchanged together with its line of the list is found out by the dossier.
func TestVerifyPackWithDossier(t *testing.T) {
	f, code, folder := packedSample(t)
	k := tinker{t, folder}
	known := known2017(t)
	for _, v := range verify(t, code, known, k.dir, f.Path()) {
		if !v.Proven() {
			t.Errorf("%+v", v)
		}
	}
	volume := k.read(volumeName)
	k.write(volumeName, k.read(reportName))
	k.relist(volumeName)
	if v := verify(t, code, known, k.dir, f.Path())[0]; v.Equal || !slices.ContainsFunc(v.Notes, func(n string) bool { return strings.HasPrefix(n, "汇编与定稿时编排的不是同一个文件") }) {
		t.Errorf("another volume: %+v", v)
	}
	k.write(volumeName, volume)
	k.relist(volumeName)
	k.write(reportName, append(k.read(reportName), '\n'))
	k.relist(reportName)
	if v := verify(t, code, known, k.dir)[0]; !v.Equal || !slices.ContainsFunc(v.Unchecked, func(n string) bool { return strings.Contains(n, "PDF 报告只与清单核对过") }) {
		t.Errorf("alone: %+v", v)
	}
	if v := verify(t, code, known, k.dir, f.Path())[0]; v.Equal || !slices.Contains(v.Notes, "PDF 报告与档案里存的定稿不是同一个文件") {
		t.Errorf("with the dossier: %+v", v)
	}
}

// What verify says of a pack's volume by what the dossier keeps of it: the sums of finalizing, as of today; none, as of older programs; those
// of a program that laid it out otherwise. Only where it is known that it was made otherwise is it called another.
func TestVerifyVolumeByWhatWasKept(t *testing.T) {
	f, code, folder := packedSample(t)
	k := tinker{t, folder}
	known := known2017(t)
	whole := k.read(volumeName)
	other := strings.Repeat("ab", 32)
	for _, c := range []struct {
		name             string
		kept             []string // nil: what finalizing kept
		swapped, back    bool
		equal, unchecked bool
		says             string
	}{
		{"as finalized", nil, false, false, true, false, "汇编与定稿时编排的完全一致"},
		{"as finalized, sent back since", nil, false, true, true, false, "汇编与定稿时编排的完全一致"},
		{"swapped", nil, true, false, false, false, "汇编与定稿时编排的不是同一个文件"},
		{"swapped, sent back since", nil, true, true, true, true, "汇编未核对：所提供的档案在定稿以后退回修改过"},
		{"an older program's", []string{}, false, false, true, false, "汇编与按档案重编的完全一致"},
		{"an older program's, made otherwise", []string{}, true, false, true, true, "汇编未核对：这一版是旧版程序定稿的"},
		{"another program's, made anew", []string{other}, false, false, true, false, "汇编与按档案重编的完全一致"},
		{"another program's, made otherwise", []string{other}, true, false, true, true, "汇编未核对：它与定稿时编排的不是同一个文件，本程序重编的版式也已不同"},
	} {
		file := keeping(t, f, c.kept)
		if c.back {
			if err := file.Reopen("改"); err != nil {
				t.Fatal(err)
			}
		}
		data := whole
		if c.swapped {
			data = append(bytes.Clone(whole), '\n')
		}
		k.write(volumeName, data)
		k.relist(volumeName)
		v := verify(t, code, known, k.dir, file.Path())[0]
		said := append(slices.Clone(v.Notes), v.Unchecked...)
		if v.Equal != c.equal || len(v.Unchecked) > 0 != c.unchecked || !slices.ContainsFunc(said, func(n string) bool { return strings.HasPrefix(n, c.says) }) {
			t.Errorf("%s: %+v", c.name, v)
		}
	}
}

// keeping copies a finalized dossier; with sums its version keeps those of its volumes, or none.
func keeping(t *testing.T, f *dossier.File, sums []string) *dossier.File {
	t.Helper()
	file := sampleFile(t)
	version := dossier.Version{Code: f.Versions()[0].Code}
	for kind, into := range map[string]*[]byte{dossier.PaperPDF: &version.PDF, dossier.PaperWorkbook: &version.Workbook, dossier.PaperLines: &version.Lines} {
		data, err := f.VersionFile(1, kind)
		if err != nil {
			t.Fatal(err)
		}
		*into = data
	}
	var stored map[string]json.RawMessage
	err := json.Unmarshal(version.Lines, &stored)
	if len(stored["volumes"]) < 64 {
		t.Fatalf("finalizing keeps of the volume %s", stored["volumes"])
	}
	if sums != nil {
		list, _ := json.Marshal(sums)
		stored["volumes"] = list
	}
	if len(sums) == 0 && sums != nil {
		delete(stored, "volumes")
	}
	if err == nil {
		version.Lines, err = json.Marshal(stored)
	}
	if err == nil {
		err = file.Finalize(version)
	}
	if err != nil {
		t.Fatal(err)
	}
	return file
}

// A link in a folder is told and not followed.
func TestVerifyPackLinks(t *testing.T) {
	_, code, folder := packedSample(t)
	k := tinker{t, folder}
	k.remove(noticePhoto)
	if err := os.Symlink("/etc/passwd", k.at(noticePhoto)); err != nil {
		t.Skip("no links here")
	}
	if v := verify(t, code, known2017(t), k.dir)[0]; v.Equal || !slices.ContainsFunc(v.Notes, func(n string) bool { return strings.Contains(n, "是链接或特殊文件") }) {
		t.Errorf("%+v", v)
	}
}

// rezip writes a pack's folder as another program would; name may change each entry.
func rezip(t *testing.T, folder string, name func(string) string, more func(w *zip.Writer)) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "包.zip")
	out, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	w := zip.NewWriter(out)
	err = fs.WalkDir(os.DirFS(folder), ".", func(p string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(folder, p))
		if err == nil {
			header := &zip.FileHeader{Name: name(p), Method: zip.Deflate, NonUTF8: true}
			to, headerErr := w.CreateHeader(header)
			if headerErr != nil {
				return headerErr
			}
			_, err = to.Write(data)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if more != nil {
		more(w)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

func same(name string) string { return name }
