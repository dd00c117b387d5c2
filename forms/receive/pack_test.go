package receive

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"zicha/forms/files"
	"zicha/forms/pack"
	"zicha/forms/review"
)

// packed makes a pack by hand: the workbook, files of evidence by their paths, and the list.
func packed(t testing.TB, dir string, book []byte, evidence map[string]string) string {
	t.Helper()
	all := map[string][]byte{"自查数据.xlsx": book}
	for name, text := range evidence {
		all[name] = []byte(text)
	}
	var list strings.Builder
	for name, data := range all {
		save(t, filepath.Join(dir, filepath.FromSlash(name)), data)
		fmt.Fprintf(&list, "%s  %s\n", hashText(string(data)), name)
	}
	save(t, filepath.Join(dir, pack.ListName), []byte(list.String()))
	return dir
}

func hashText(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// Packs are kept beside the book under county and version, once; evidence out of them is proved when it is asked for.
func TestPackIsKept(t *testing.T) {
	b, dir := newBook(t), t.TempDir()
	book := written(t, dossier(t, "341621", 1))
	folder := packed(t, filepath.Join(dir, "涡阳县报送包"), book, map[string]string{"佐证材料/5-01 通知.pdf": "甲", "佐证材料/5-02 照片.jpg": "乙"})
	p := plan(t, b, dir)
	if len(p.Items) != 1 || !p.Items[0].Pack {
		t.Fatalf("%+v", p.Items)
	}
	said(t, p.Items[0], review.First, "")
	carry(t, b, p)
	kept := filepath.Join(filepath.Dir(b.Path()), "来件", "341621 涡阳县", "第1版")
	if p.Items[0].Kept != kept {
		t.Errorf("kept in %s", p.Items[0].Kept)
	}
	got, err := Evidence(t.Context(), b, "341621", 1, hashText("乙"))
	must(t, err)
	if got.Name != "佐证材料/5-02 照片.jpg" || got.Path != filepath.Join(kept, "佐证材料", "5-02 照片.jpg") {
		t.Errorf("%+v", got)
	}
	_, err = Evidence(t.Context(), b, "341622", 1, hashText("乙"))
	if !errors.Is(err, files.NotFound) {
		t.Error(err)
	}
	carry(t, b, plan(t, b, folder)) // the same again
	if list, _ := os.ReadDir(filepath.Dir(kept)); len(list) != 1 {
		t.Errorf("%d folders", len(list))
	}
	if more := plan(t, b, filepath.Dir(b.Path())); len(more.Items) != 0 {
		t.Error("the program's own folder is searched")
	}
	save(t, got.Path, []byte("丙"))
	_, err = Evidence(t.Context(), b, "341621", 1, hashText("乙"))
	if !errors.Is(err, files.Damaged) {
		t.Error(err)
	}
	other := packed(t, filepath.Join(dir, "另一份"), book, map[string]string{"佐证材料/5-01 通知.pdf": "丁"})
	p = plan(t, b, other)
	said(t, p.Items[0], review.Unchanged, "")
	carry(t, b, p)
	if got, err := Evidence(t.Context(), b, "341621", 1, hashText("丁")); err != nil || got.Path != filepath.Join(kept+" (2)", "佐证材料", "5-01 通知.pdf") {
		t.Error(got, err)
	}
}

// A pack with a file that is not as its list says is skipped with the file's name. Accepted, all but that file is kept; the same again changes
// nothing. A workbook that was saved anew in its pack says the same and is taken.
func TestPackNotAsListed(t *testing.T) {
	b, dir := newBook(t), t.TempDir()
	book := written(t, dossier(t, "341621", 1))
	folder := packed(t, dir, book, map[string]string{"佐证材料/5-01 通知.pdf": "甲", "佐证材料/5-02 通知.pdf": "丙"})
	save(t, filepath.Join(folder, "佐证材料", "5-01 通知.pdf"), []byte("乙"))
	p := plan(t, b, folder)
	said(t, p.Items[0], Skipped, "“佐证材料/5-01 通知.pdf”的内容与清单不一致")
	must(t, p.Accept(b, folder, "县里同意先审"))
	carry(t, b, p)
	if _, err := Evidence(t.Context(), b, "341621", 1, hashText("丙")); err != nil {
		t.Error(err)
	}
	for _, text := range []string{"甲", "乙"} {
		if _, err := Evidence(t.Context(), b, "341621", 1, hashText(text)); err == nil {
			t.Errorf("%s is there", text)
		}
	}
	said(t, plan(t, b, folder).Items[0], review.Unchanged, "")

	resaved := packed(t, t.TempDir(), book, nil)
	save(t, filepath.Join(resaved, "自查数据.xlsx"), altered(t, book, "封面", "内容", "涡阳县", "单位名称"))
	said(t, plan(t, b, resaved).Items[0], review.Unchanged, "")
}

// Cancelling before anything is read changes nothing and says so.
func TestCancelled(t *testing.T) {
	b, dir := newBook(t), t.TempDir()
	save(t, filepath.Join(dir, "a.xlsx"), written(t, dossier(t, "341621", 1)))
	p := plan(t, b, dir)
	ctx, stop := context.WithCancel(t.Context())
	stop()
	_, err := New(ctx, b, []string{dir}, Options{})
	if !files.Cancelled(err) {
		t.Error(err)
	}
	if err := Take(ctx, b, bureau, p, nil); !files.Cancelled(err) {
		t.Error(err)
	}
	if len(b.Events()) != 0 {
		t.Error("something was written")
	}
}

// A pack comes as a zip too, also within another; it is kept as a folder. A zip that is none, or leads elsewhere, is told and skipped.
func TestPackAsZip(t *testing.T) {
	b, dir := newBook(t), t.TempDir()
	folder := packed(t, filepath.Join(t.TempDir(), "包"), written(t, dossier(t, "341621", 1)), map[string]string{"佐证材料/5-01 通知.pdf": "甲"})
	inner := zipped(t, folder, "涡阳县报送包/")
	save(t, filepath.Join(dir, "a.zip"), inner)
	save(t, filepath.Join(dir, "b.zip"), zipOf(t, map[string][]byte{"a.zip": inner}))
	save(t, filepath.Join(dir, "c.zip"), inner[:len(inner)-200])
	save(t, filepath.Join(dir, "d.zip"), zipOf(t, map[string][]byte{"../清单.txt": nil}))
	save(t, filepath.Join(dir, "e.zip"), zipOf(t, map[string][]byte{"x.txt": nil}))
	p := plan(t, b, dir)
	said(t, p.Items[0], review.First, "")
	said(t, p.Items[1], review.Unchanged, "")
	said(t, p.Items[2], Skipped, "损坏")
	said(t, p.Items[3], Skipped, "不安全的文件名")
	said(t, p.Items[4], Skipped, "不是报送包")
	refused(t, Take(t.Context(), b, review.Person{}, p, nil), "经办人姓名")
	if _, err := os.Stat(Folder(b)); err == nil {
		t.Error("something was kept for nobody")
	}
	carry(t, b, p)
	got, err := Evidence(t.Context(), b, "341621", 1, hashText("甲"))
	must(t, err)
	if list, _ := os.ReadDir(filepath.Dir(filepath.Dir(filepath.Dir(got.Path)))); len(list) != 1 {
		t.Errorf("kept %d times", len(list))
	}
}

func zipped(t testing.TB, folder, under string) []byte {
	t.Helper()
	all := map[string][]byte{}
	must(t, filepath.WalkDir(folder, func(path string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		rel, _ := filepath.Rel(folder, path)
		all[under+filepath.ToSlash(rel)], err = os.ReadFile(path)
		return err
	}))
	return zipOf(t, all)
}

func zipOf(t testing.TB, all map[string][]byte) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, data := range all {
		w, err := z.Create(name)
		must(t, err)
		_, err = w.Write(data)
		must(t, err)
	}
	must(t, z.Close())
	return b.Bytes()
}

// Of a folder, links to a workbook and to a pack come in, one that leads back is not followed, one that leads nowhere is told, and a folder
// with nothing in it says so.
func TestLinksInFolder(t *testing.T) {
	b, dir, elsewhere := newBook(t), t.TempDir(), t.TempDir()
	save(t, filepath.Join(elsewhere, "x.xlsx"), written(t, dossier(t, "341621", 1)))
	folder := packed(t, filepath.Join(elsewhere, "包"), written(t, dossier(t, "341622", 1)), map[string]string{"佐证材料/5-01 通知.pdf": "甲"})
	if p := plan(t, b, dir); len(p.Items) != 0 || !strings.Contains(p.Words(), "没有工作簿") {
		t.Error(p.Words())
	}
	for name, to := range map[string]string{"a.xlsx": filepath.Join(elsewhere, "x.xlsx"), "b": folder, "c": dir, "d.xlsx": filepath.Join(dir, "nothing")} {
		if err := os.Symlink(to, filepath.Join(dir, name)); err != nil {
			t.Skip(err)
		}
	}
	p := plan(t, b, dir)
	if len(p.Items) != 3 {
		t.Fatalf("%+v", p.Items)
	}
	said(t, p.Items[0], review.First, "")
	said(t, p.Items[1], review.First, "")
	said(t, p.Items[2], Skipped, "没有找到")
	if p := plan(t, b, filepath.Join(dir, "b")); len(p.Items) != 1 || p.Items[0].Status != review.First {
		t.Errorf("a link to a pack: %+v", p.Items)
	}
}
