package formtest_test

import (
	"context"
	"path/filepath"
	"testing"

	"zicha/forms/formtest"
	"zicha/forms/pack"
	"zicha/scoring"
)

// TestCodeOfTheSample: the sample's comparison code is that of the papers printed of it so far, as long as nobody changes what it says.
func TestCodeOfTheSample(t *testing.T) {
	f, err := pack.Sample(context.Background(), filepath.Join(t.TempDir(), "示例县.zicha"), []*scoring.Edition{formtest.Edition(t)})
	must(t, err)
	defer f.Close()
	if got := f.Dossier().Code(); got != "7AS3-VWY7-6YUY-VPUT" {
		t.Errorf("the code is %s", got)
	}
}
