package formtest_test

import (
	"context"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"zicha/forms"
	"zicha/forms/formtest"
	"zicha/forms/pack"
	"zicha/scoring"
)

// TestCodeOfTheSample: the sample's comparison code is that of the papers printed of it so far, as long as nobody changes what it says. The
// first schema covers the reasons in the words of its time, which a version finalized under it keeps.
func TestCodeOfTheSample(t *testing.T) {
	f, err := pack.Sample(context.Background(), filepath.Join(t.TempDir(), "示例县.zicha"), []*scoring.Edition{formtest.Edition(t)})
	must(t, err)
	defer f.Close()
	for schema, want := range map[forms.Schema]string{forms.Schema1: "7AS3-VWY7-6YUY-VPUT", forms.Schema2: "UAL4-MBZ6-2AKG-BUSG"} {
		if got := forms.Code(forms.Reworded(f.Dossier().AllLines(schema), firstReasons(t, f.Dossier().Edition))); got != want {
			t.Errorf("the code under %s is %s", schema, got)
		}
	}
}

func firstReasons(t *testing.T, e *scoring.Edition) []forms.Line {
	t.Helper()
	data, err := os.ReadFile("testdata/first-reasons.txt")
	must(t, err)
	var out []forms.Line
	for _, line := range strings.Split(strings.TrimSpace(string(data)), "\n") {
		head, reason, _ := strings.Cut(line, " ")
		if no, err := strconv.Atoi(head); err == nil {
			out = append(out, forms.ReasonLine(e.Indicator(no), reason))
		}
	}
	if len(out) != len(e.Indicators()) {
		t.Fatalf("%d reasons", len(out))
	}
	return out
}
