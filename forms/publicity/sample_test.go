package publicity_test

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"zicha/forms/publicity"
)

// The sample has a column for every meaning, is understood whole when it is chosen, and says in every row that it is one.
func TestSample(t *testing.T) {
	path := filepath.Join(t.TempDir(), publicity.SampleName)
	if err := publicity.WriteSample(context.Background(), path, 2017); err != nil {
		t.Fatal(err)
	}
	survey, err := publicity.Look(context.Background(), []string{path})
	if err != nil || len(survey.Tables) != 1 {
		t.Fatal(survey, err)
	}
	table := survey.Tables[0]
	for i, m := range publicity.Meanings() {
		if column, ok := table.Columns[m]; !ok || column != i || table.Header[i] != publicity.Headings()[i] {
			t.Errorf("%s is in column %d (%v)", m.Label(), column, ok)
		}
	}
	if !strings.Contains(filepath.Base(path), "示例") {
		t.Error("the name does not say that it is a sample")
	}
	if err := publicity.WriteSample(context.Background(), path, 2017); err == nil {
		t.Error("a file is written over")
	}
}
