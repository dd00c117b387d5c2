package assess

import (
	"os"
	"path/filepath"
	"testing"

	"zicha/forms/pack"
)

// Where nothing would be replaced a way out begins at once; otherwise what would be is shown first, and nothing has begun.
func TestReplacing(t *testing.T) {
	st := newStage(t)
	folder, begun := t.TempDir(), 0
	ask := func() {
		st.desk.host.Replacing(folder, pack.Plan(st.File, folder, false), func() { begun++ })
	}
	if ask(); begun != 1 {
		t.Fatalf("an empty folder: begun %d times", begun)
	}
	if err := os.WriteFile(filepath.Join(folder, pack.BookName(st.Values)), []byte("旧"), 0o600); err != nil {
		t.Fatal(err)
	}
	ask()
	st.shows(t, "已有同名文件")
	st.shows(t, pack.BookName(st.Values)+"”（工作簿，现有3字节")
	if begun != 1 {
		t.Error("begun before it was agreed to")
	}
}
