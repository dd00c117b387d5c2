package formtest_test

import (
	"context"
	"path/filepath"
	"testing"

	"zicha/forms"
	"zicha/forms/formtest"
	"zicha/forms/pack"
	"zicha/scoring"
)

// TestCodeOfTheSample: the sample's comparison code is that of the papers printed of it so far, as long as nobody changes what it says.
func TestCodeOfTheSample(t *testing.T) {
	f, err := pack.Sample(context.Background(), filepath.Join(t.TempDir(), "示例县.zicha"), []*scoring.Edition{formtest.Edition(t)})
	must(t, err)
	defer f.Close()
	for schema, want := range map[forms.Schema]string{forms.Schema1: "7AS3-VWY7-6YUY-VPUT", forms.Schema2: "UAL4-MBZ6-2AKG-BUSG"} {
		if got := forms.Code(f.Dossier().AllLines(schema)); got != want {
			t.Errorf("the code under %s is %s", schema, got)
		}
	}
}
