package intake

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"zicha/forms"
	"zicha/forms/dossier"
	"zicha/forms/formtest"
)

// A path is bytes: a dossier and a file whose names are GBK are opened and attached; the names shown are text, and that is told.
func TestNamesInGBK(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "\xcb\xd8\xb2\xc4") // 素材
	file := filepath.Join(dir, "\xb7\xbd\xb0\xb8.txt")    // 方案.txt
	odd := filepath.Join(dir, "\xff\xfe⽊\u200b.txt")
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{file, odd} {
		if err := os.WriteFile(path, []byte("内容"+path), 0o644); err != nil {
			t.Skip("this disk takes no such names: ", err)
		}
	}
	e := formtest.Edition(t)
	f, err := dossier.Create(filepath.Join(dir, "\xce\xd0\xd1\xf4.zicha"), e, forms.Begin(e, "341621", ""))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	taken, err := Attach(t.Context(), f, Batch{Criterion: "5.1", Pieces: Apiece([]string{file, odd})}, nil)
	if err != nil || len(taken.Failed) > 0 || len(taken.Added) != 2 {
		t.Fatal(err, taken)
	}
	first := taken.Added[0]
	if first.Title != "方案" || first.Files[0].Name != "方案.txt" {
		t.Errorf("%+v", first)
	}
	if told := strings.Join(taken.Same, "|"); !strings.Contains(told, "文件名是旧的GBK编码，认作“方案.txt”。") || !strings.Contains(told, "无法识别的字节") {
		t.Error(told)
	}
	r, err := f.OpenFile(first.Files[0])
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if data, err := io.ReadAll(r); err != nil || string(data) != "内容"+file {
		t.Errorf("%q %v", data, err)
	}
}
