package assess

import (
	"os"
	"path/filepath"
	"testing"

	"zicha/forms/pack"
)

// A way out shows first where it writes what, and what it would replace, and nothing has begun before that is agreed to.
func TestReplacing(t *testing.T) {
	st := newStage(t)
	folder, begun := t.TempDir(), 0
	ask := func() {
		st.desk.host.Replacing(folder, pack.Plan(st.File, folder, false), func() { begun++ })
	}
	ask()
	st.shows(t, "写到文件夹“"+folder+"”")
	st.shows(t, pack.BookName(st.Values)+"”（工作簿）")
	if begun != 0 {
		t.Error("begun before it was agreed to, in an empty folder")
	}
	if st.press(t, "写出"); begun != 1 {
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
