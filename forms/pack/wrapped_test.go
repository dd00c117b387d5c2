package pack

import (
	"archive/zip"
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"zicha/forms/dossier"
	"zicha/forms/files"
)

// Folders that packing and unpacking have put around a pack are gone through, up to eight, whatever systems have left in them; more are not,
// and neither is a folder beside which another lies.
func TestFoldersAroundAPack(t *testing.T) {
	for _, c := range []struct {
		levels int
		beside string // in the outermost folder
		want   error
	}{
		{0, "", nil},
		{1, "", nil},
		{7, "", nil},
		{8, "", errNoPack},
		{1, ".DS_Store", nil},
		{2, "__MACOSX/x", nil},
		{0, "别的.txt", nil},
		{1, "别的.txt", errNoPack},
		{1, "另一个/a.txt", errNoPack},
	} {
		dir := t.TempDir()
		put := func(name string) {
			full := filepath.Join(dir, filepath.FromSlash(name))
			err := os.MkdirAll(filepath.Dir(full), 0o700)
			if err == nil {
				err = os.WriteFile(full, nil, 0o600)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		inner := strings.Repeat("层/", c.levels)
		put(inner + listName)
		if c.beside != "" {
			put(c.beside)
		}
		if got, err := packFolder(dir); !errors.Is(err, c.want) || err == nil && got != filepath.Join(dir, filepath.FromSlash(inner)) {
			t.Errorf("%d folders, beside it %q: %q, %v", c.levels, c.beside, got, err)
		}
	}
	if _, err := packFolder(filepath.Join(t.TempDir(), "没有")); err == nil || !strings.Contains(err.Error(), "“没有”") {
		t.Errorf("a folder that is not there: %v", err)
	}
}

// zipOf is a zip of some files.
func zipOf(t *testing.T, held map[string][]byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for name, data := range held {
		to, err := w.Create(name)
		if err == nil {
			_, err = to.Write(data)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// spoiled is a zip whose first file's contents are changed.
func spoiled(data []byte) []byte {
	data = bytes.Clone(data)
	data[60] ^= 1
	return data
}

// locked is a zip whose files are marked as having a password.
func locked(data []byte) []byte {
	data = bytes.Clone(data)
	for at := 0; ; {
		next := bytes.Index(data[at:], []byte("PK\x01\x02")) // a line of its directory
		if next < 0 {
			return data
		}
		at += next + 4
		data[at+4] |= 1
	}
}

// A zip that holds nothing but a zip stands for it, once; what is copied out of it to be read is gone afterwards.
func TestZipsAroundAPack(t *testing.T) {
	inner := zipOf(t, map[string][]byte{"包/清单.txt": []byte("# x\n"), "包/a.pdf": []byte("a")})
	once := zipOf(t, map[string][]byte{"文件夹/包.ZIP": inner})
	for _, c := range []struct {
		what string
		data []byte
		want string
	}{
		{"none", inner, ""},
		{"one", once, ""},
		{"two", zipOf(t, map[string][]byte{"外.zip": once}), errNoList.Error()},
		{"another file beside it", zipOf(t, map[string][]byte{"包.zip": inner, "说明.txt": nil}), errNoList.Error()},
		{"another ending", zipOf(t, map[string][]byte{"包.rar": inner}), errNoList.Error()},
		{"a torn one", zipOf(t, map[string][]byte{"包.zip": inner[:len(inner)/2]}), errBroken.Error()},
		{"one that cannot be unpacked", spoiled(once), errBroken.Error()},
		{"one with a password", zipOf(t, map[string][]byte{"包.zip": locked(inner)}), errPassword.Error()},
	} {
		passing := t.TempDir()
		t.Setenv("TMPDIR", passing)
		t.Setenv("TMP", passing)
		path := filepath.Join(t.TempDir(), "包.zip")
		if err := os.WriteFile(path, c.data, 0o600); err != nil {
			t.Fatal(err)
		}
		p, err := Open(t.Context(), path)
		switch {
		case err == nil && c.want == "":
			if f := p.tree.files["a.pdf"]; f.size != 1 || len(p.tree.files) != 2 {
				t.Errorf("%s: %v", c.what, p.tree.files)
			}
			p.Close()
		case c.want == "", err == nil, err.Error() != c.want:
			t.Errorf("%s: %v", c.what, err)
		}
		if left := filesUnder(t, passing); len(left) > 0 {
			t.Errorf("%s: left %v", c.what, left)
		}
	}
}

// What can be no pack, workbook or dossier is told by what can be compared; a damaged dossier says what it is.
func TestVerifyOfOtherFiles(t *testing.T) {
	dir := t.TempDir()
	const neither = "不能核对这种文件，请选报送包、工作簿（.xlsx）或档案（.zicha）"
	for _, c := range []struct{ name, begins, want string }{
		{"文字.pdf", "文字", neither},
		{"没有ending", "文字", neither},
		{"报告.pdf", "%PDF-1.7\n", neither},
		{"压缩包.dat", "PK\x03\x04", neither},
		{"反馈.fankui", `{"schema":"zicha-feedback-1"`, neither},
		{"副本.age", files.SealedIntro, "“副本.age”不是自查档案，按内容看是设了密码的副本；请打开它，键入密码"},
		{"副本.zip", files.SealedIntro, "“副本.zip”不是报送包，按内容看是设了密码的副本；请打开它，键入密码"},
		{"反馈.zip", `{"schema":"zicha-feedback-1"`, "“反馈.zip”不是报送包，按内容看是反馈文件；请把文件名的结尾改为 .fankui"},
		{"档案.zicha", "文字", "不是自查档案"},
		{"档案.ZICHA", "文字", "不是自查档案"},
	} {
		path := filepath.Join(dir, c.name)
		if err := os.WriteFile(path, []byte(c.begins+strings.Repeat("文字", 99)), 0o600); err != nil {
			t.Fatal(err)
		}
		out, err := Verify(t.Context(), codeA, []string{path}, nil)
		if err != nil || out[0].Equal || out[0].Code != "" || len(out[0].Notes) != 1 || !strings.Contains(out[0].Notes[0], c.want) {
			t.Errorf("%s: %+v, %v", c.name, out, err)
		}
	}
}

// The stored papers of a finalized version are given out byte for byte: its report over that of the last time, and either one never over
// another file; a version there is not is told.
func TestStoredPapersGivenOut(t *testing.T) {
	f := newDossier(t)
	storeFinal(t, f, codeA)
	dir := t.TempDir()
	for range 2 {
		path, problems, err := Report(t.Context(), f, dir)
		if err != nil || len(problems) > 0 || path != filepath.Join(dir, ReportName(f.Dossier())) {
			t.Errorf("%s, %v, %v", path, problems, err)
		}
	}
	for kind, want := range map[string]string{dossier.PaperPDF: "%PDF-", dossier.PaperWorkbook: "PK"} {
		path := filepath.Join(dir, kind)
		if err := Paper(f, 1, kind, path); err != nil {
			t.Error(err)
		}
		if err := Paper(f, 1, kind, path); !errors.Is(err, files.Exists) {
			t.Errorf("written over: %v", err)
		}
		if err := Paper(f, 2, kind, path+"2"); err == nil {
			t.Error("of a version there is not")
		}
		if got := filesUnder(t, dir)[kind]; got != want {
			t.Errorf("%s: %q", kind, got)
		}
	}
	if got := filesUnder(t, dir); got[ReportName(f.Dossier())] != "%PDF-" || len(got) != 3 {
		t.Errorf("written %q", got)
	}
}
