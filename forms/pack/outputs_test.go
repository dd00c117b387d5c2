package pack

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Parts of an earlier run are in the plan, and told once they lie beside a volume they do not belong to.
func TestPartsOfAnEarlierRun(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "汇编.pdf")
	for _, name := range []string{"汇编 第1册.pdf", "汇编 第2册.pdf", "汇编 第3册.pdf", "汇编 第三册.pdf", "别的 第4册.pdf"} {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	said := stale(path, []string{filepath.Join(dir, "汇编 第1册.pdf"), filepath.Join(dir, "汇编 第2册.pdf")})
	if len(said) != 1 || !strings.HasPrefix(said[0].Message, "“汇编 第3册.pdf”是以前编的") {
		t.Errorf("%v", said)
	}
}
