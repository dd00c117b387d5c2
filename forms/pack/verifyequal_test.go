package pack_test

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/unicode/norm"

	"zicha/forms/pack"
)

func gbk(t *testing.T, name string) string {
	t.Helper()
	old, err := simplifiedchinese.GB18030.NewEncoder().String(name)
	if err != nil {
		t.Fatal(err)
	}
	return old
}

// written writes a zip of a pack's files; head may change each entry's.
func written(t *testing.T, folder string, head func(h *zip.FileHeader)) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "包.zip")
	out, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	w := zip.NewWriter(out)
	err = fs.WalkDir(os.DirFS(folder), ".", func(p string, found fs.DirEntry, err error) error {
		if err != nil || found.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(folder, p))
		if err != nil {
			return err
		}
		h := &zip.FileHeader{Name: p, Method: zip.Store, NonUTF8: true, CRC32: crc32.ChecksumIEEE(data), CompressedSize64: uint64(len(data)), UncompressedSize64: uint64(len(data))}
		head(h)
		to, err := w.CreateRaw(h)
		if err == nil {
			_, err = to.Write(data)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return file
}

// A pack is the same however programs packed and unpacked it on its way.
func TestVerifyOnItsWay(t *testing.T) {
	_, code, folder := packedSample(t)
	known := known2017(t)
	named := func(change func(p string) string) func(h *zip.FileHeader) {
		return func(h *zip.FileHeader) { h.Name = change(h.Name) }
	}
	zips := map[string]string{
		"in folders":              written(t, folder, named(func(p string) string { return "桌面/报送/" + p })),
		"backslashes":             written(t, folder, named(func(p string) string { return strings.ReplaceAll("报送\\"+p, "/", `\`) })),
		"GBK":                     written(t, folder, named(func(p string) string { return gbk(t, "报送/"+p) })),
		"backslashes and GBK":     written(t, folder, named(func(p string) string { return gbk(t, strings.ReplaceAll("报送/"+p, "/", `\`)) })),
		"taken apart, as by Macs": written(t, folder, named(func(p string) string { return norm.NFD.String("報送é/" + p) })),
		"a field for the name": written(t, folder, func(h *zip.FileHeader) {
			name := "报送/" + h.Name
			h.Name = strings.Repeat("_", len(h.Name)) // as systems without these characters write it
			field := binary.LittleEndian.AppendUint16(nil, 0x7075)
			field = binary.LittleEndian.AppendUint16(field, uint16(5+len(name)))
			field = binary.LittleEndian.AppendUint32(append(field, 1), crc32.ChecksumIEEE([]byte(h.Name)))
			h.Extra = append(field, name...)
		}),
	}
	inner, err := os.ReadFile(zips["in folders"])
	if err != nil {
		t.Fatal(err)
	}
	outer := filepath.Join(t.TempDir(), "外.zip")
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	to, err := w.Create("文件夹/报送包.zip")
	if err == nil {
		_, err = to.Write(inner)
	}
	if err == nil {
		err = w.Close()
	}
	if err == nil {
		err = os.WriteFile(outer, b.Bytes(), 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	zips["a zip in a zip"] = outer
	deep := filepath.Join(t.TempDir(), "外")
	if err := os.CopyFS(filepath.Join(deep, "中", "里"), os.DirFS(folder)); err != nil {
		t.Fatal(err)
	}
	zips["folders in folders"] = deep
	if runtime.GOOS == "linux" {
		zips["unpacked without understanding"] = unpacked(t, folder, func(p string) string { return strings.ReplaceAll("包/"+p, "/", `\`) })
		zips["unpacked in GBK"] = unpacked(t, folder, func(p string) string { return gbk(t, p) })
	}
	for what, path := range zips {
		if v := verify(t, code, known, path)[0]; !v.Equal {
			t.Errorf("%s: %+v", what, v)
		}
	}
}

// unpacked copies a pack's files under other names.
func unpacked(t *testing.T, folder string, name func(p string) string) string {
	t.Helper()
	dir := t.TempDir()
	err := fs.WalkDir(os.DirFS(folder), ".", func(p string, found fs.DirEntry, err error) error {
		if err != nil || found.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(folder, p))
		if err != nil {
			return err
		}
		to := path.Join(dir, name(p))
		if err := os.MkdirAll(path.Dir(to), 0o700); err != nil {
			return err
		}
		return os.WriteFile(to, data, 0o600)
	})
	if err != nil {
		t.Skip("this file system takes no such names:", err)
	}
	return dir
}

// A workbook saved anew says what it said; with another value it does not.
func TestVerifySavedAnew(t *testing.T) {
	f, code, folder := packedSample(t)
	k := tinker{t, folder}
	book, err := excelize.OpenFile(k.at(bookName))
	if err != nil {
		t.Fatal(err)
	}
	if err := book.Save(); err != nil {
		t.Fatal(err)
	}
	for _, paths := range [][]string{{k.dir}, {k.dir, f.Path()}} {
		v := verify(t, code, known2017(t), paths...)[0]
		if !v.Equal || !slices.Contains(v.Notes, "“"+bookName+"”另存过，内容一致") || v.Proven() != (len(paths) > 1) {
			t.Errorf("saved anew: %+v", v)
		}
	}
	k.setCell("自评表", "D3", 9)
	v := verify(t, code, known2017(t), k.dir)[0]
	if v.Equal || !slices.Contains(v.Notes, "“"+bookName+"”的内容与清单不一致") || !slices.ContainsFunc(v.Notes, func(n string) bool { return strings.HasPrefix(n, "自评表!D3：应为") }) {
		t.Errorf("with another value: %+v", v)
	}
}

// A zip in which programs may see different things is told.
func TestVerifyTwoSidedZips(t *testing.T) {
	f, code := finalized(t)
	whole := packed(t, f, t.TempDir(), pack.PackOptions{Zip: true}).Zip
	data, err := os.ReadFile(whole)
	if err != nil {
		t.Fatal(err)
	}
	list := int(binary.LittleEndian.Uint32(data[len(data)-6:])) // where the directory begins
	splice := func(at int, more string) []byte {
		out := append(bytes.Clone(data[:at]), more...)
		out = append(out, data[at:]...)
		end := len(out) - 22
		binary.LittleEndian.PutUint32(out[end+16:], uint32(list+len(more)))
		return out
	}
	renamed := bytes.Clone(data)
	copy(renamed[bytes.Index(renamed, []byte("（第1版）/"+bookName))+len("（第1版）/"):], "甲")
	path := filepath.Join(t.TempDir(), "改.zip")
	for what, c := range map[string]struct {
		data []byte
		says string
	}{
		"as written":            {data, ""},
		"another name in front": {renamed, bookName + "”的名称、大小在文件前面和末尾的目录里写得不一样"},
		"before the directory":  {splice(list, "藏在这里"), "之后有目录没有列出的内容"},
		"a file not listed":     {splice(list, hiddenEntry("藏.txt", "藏")), "目录没有列出"},
		"behind everything":     {append(bytes.Clone(data), "更多"...), ""},
	} {
		if err := os.WriteFile(path, c.data, 0o600); err != nil {
			t.Fatal(err)
		}
		v := verify(t, code, known2017(t), path)[0]
		said := c.says == "" || slices.ContainsFunc(v.Notes, func(n string) bool { return strings.Contains(n, c.says) })
		if v.Equal != (what == "as written") || !said {
			t.Errorf("%s: %+v", what, v)
		}
	}
}

// hiddenEntry is an entry as it stands in a zip, without its line in the directory.
func hiddenEntry(name, text string) string {
	b := append([]byte("PK\x03\x04\x14\x00\x00\x08\x00\x00"), make([]byte, 4)...)
	b = binary.LittleEndian.AppendUint32(b, crc32.ChecksumIEEE([]byte(text)))
	b = binary.LittleEndian.AppendUint32(b, uint32(len(text)))
	b = binary.LittleEndian.AppendUint32(b, uint32(len(text)))
	b = binary.LittleEndian.AppendUint16(b, uint16(len(name)))
	return string(append(append(b, 0, 0), name+text...))
}
