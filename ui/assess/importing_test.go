package assess

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"zicha/forms"
	"zicha/forms/workbook"
	"zicha/ui/widgets"
)

// A workbook filled in outside is shown as a plan first: what fills blanks and what contradicts the dossier; the latter must be
// chosen line by line, and nothing changes until then. One step back takes all of it.
func TestImportPlanThenConfirm(t *testing.T) {
	st := newStage(t)
	for p, text := range map[forms.Path]string{forms.AnswerPath("9.2", "catalogue_items"): "133", forms.AnswerPath("9.2", "power_items"): "400", forms.RemarkPath(9): "不动"} {
		if err := st.Set(p, text); err != nil {
			t.Fatal(err)
		}
	}
	st.settle()
	other := st.Values.Clone()
	other.Apply(forms.Change{Path: forms.AnswerPath("5.3", "articles"), New: "3"}, forms.Change{Path: forms.RemarkPath(5), New: "部门报来"},
		forms.Change{Path: forms.AnswerPath("9.2", "catalogue_items"), Old: "133", New: "134"}, forms.Change{Path: forms.AnswerPath("9.2", "power_items"), Old: "400", New: "401"},
		forms.Change{Path: forms.RemarkPath(9), Old: "不动", New: ""})
	file := filepath.Join(t.TempDir(), "部门.xlsx")
	data, err := workbook.Build(t.Context(), other, workbook.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	st.desk.readWorkbook(file)
	st.shows(t, "可以直接填入的有2处；档案和工作簿都有、但不一样的有2处")
	if !strings.Contains(st.words(), "部门报来") || st.Values.Get(forms.AnswerPath("5.3", "articles")) != "" {
		t.Fatalf("the plan: %q", st.words())
	}
	st.press(t, "导入")
	st.shows(t, "还有2处没有选择")
	choices := overlay[*widgets.Choices](st)
	if len(choices) != 2 {
		t.Fatalf("%d choices", len(choices))
	}
	for i, pick := range []string{"0", "-1"} { // in the order of the paths: catalogue_items, power_items
		choices[i].Resize(fyne.NewSize(600, choices[i].HeightFor(600)))
		test.TapAt(choices[i], choices[i].Middle(pick))
	}
	st.press(t, "导入")
	st.shows(t, "填入空白2处，改用工作簿的1处，保留档案的1处，没有导入的0处")
	st.settle()
	if a, b, c := st.Values.Get(forms.AnswerPath("9.2", "catalogue_items")), st.Values.Get(forms.AnswerPath("9.2", "power_items")), st.Values.Get(forms.RemarkPath(9)); a != "134" || b != "400" || c != "不动" {
		t.Errorf("after the choice: %q, %q, %q", a, b, c)
	}
	if got := st.Card.Indicators[4].Text(); got != "1.50" {
		t.Errorf("after the import indicator 5 scores %s", got)
	}
	st.desk.Undo()
	st.until(t, func() bool {
		return st.Values.Get(forms.RemarkPath(5)) == "" && st.Values.Get(forms.AnswerPath("5.3", "articles")) == "" && st.Values.Get(forms.AnswerPath("9.2", "catalogue_items")) == "133"
	})
}
