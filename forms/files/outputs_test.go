package files_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"zicha/forms/files"
)

// What is there is listed and refused; a draft never replaces what was finalized, however it is asked.
func TestOutputs(t *testing.T) {
	dir := t.TempDir()
	there := filepath.Join(dir, "县报告（第1版）.pdf")
	if err := os.WriteFile(there, []byte("12345"), 0o600); err != nil {
		t.Fatal(err)
	}
	plan := func(draft bool, names ...string) files.Outputs {
		var out files.Outputs
		for _, n := range names {
			out = append(out, files.Output{Path: filepath.Join(dir, n), What: "报告"})
		}
		return out.Look(draft)
	}
	if got := plan(true, "县报告（草稿）.pdf"); got.Refuse("") != nil || len(got.Replaced()) != 0 {
		t.Errorf("nothing is there: %v", got)
	}
	got := plan(false, "县报告（草稿）.pdf", "县报告（第1版）.pdf")
	err := got.Refuse("怎么办")
	if err == nil || !strings.Contains(err.Error(), "“县报告（第1版）.pdf”（报告，现有5字节，") || strings.Contains(err.Error(), "（草稿）") || !strings.HasSuffix(err.Error(), "怎么办") {
		t.Errorf("refusal: %v", err)
	}
	if got.Held() != nil {
		t.Error("a finalized file may replace one, if asked")
	}
	if err := plan(true, "县报告（第1版）.pdf").Held(); err == nil || !strings.Contains(err.Error(), "草稿不能覆盖它") {
		t.Errorf("a draft over it: %v", err)
	}
}
