package pack_test

import (
	"os"
	"path/filepath"
	"testing"

	"zicha/forms/files"
	"zicha/forms/pack"
)

// A path is bytes: dossier, folder and pack with names in GBK are written to, opened and verified; only what is shown is made readable.
func TestPathsInGBK(t *testing.T) {
	dir := filepath.Join(t.TempDir(), gbk(t, "导出"))
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Skip("this file system takes no such names:", err)
	}
	f, code := finalized(t)
	out, err := pack.Export(t.Context(), f, pack.Plan(f, dir, false), nil)
	if err != nil || filepath.Dir(out.Paths[1]) != dir {
		t.Fatalf("%q, %v", out.Paths, err)
	}
	done := packed(t, f, dir, pack.PackOptions{Zip: true})
	zipped, copied := filepath.Join(dir, gbk(t, "包.zip")), filepath.Join(dir, gbk(t, "档案.zicha"))
	if err := os.Rename(done.Zip, zipped); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(f.Path())
	if err == nil {
		err = os.WriteFile(copied, data, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range verify(t, code, known2017(t), out.Paths[1], done.Folder, zipped, copied) {
		if !v.Proven() {
			t.Errorf("%+v", v)
		}
	}
	if got := files.Quoted(filepath.Base(zipped)); got != "“包.zip”" {
		t.Errorf("shown as %s", got)
	}
}
