package assess

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"zicha/forms"
	"zicha/forms/dossier"
	"zicha/forms/pack"
	"zicha/forms/workbook"
	"zicha/ui/widgets"
)

// press taps the button with the label in the dialog on top.
func (st *stage) press(t *testing.T, label string) {
	t.Helper()
	for _, o := range test.LaidOutObjects(st.win.Canvas().Overlays().Top()) {
		if b, ok := o.(*widgets.Button); ok && b.Words() == label && b.Visible() {
			test.Tap(b)
			return
		}
	}
	t.Fatalf("no button %q in the dialog", label)
}

// words collects the texts of the dialog on top.
func (st *stage) words() string {
	var all []string
	top := st.win.Canvas().Overlays().Top()
	if top == nil {
		return ""
	}
	for _, o := range test.LaidOutObjects(top) {
		if text, ok := o.(*widgets.Text); ok {
			all = append(all, text.Text())
		}
	}
	return strings.Join(all, "\n")
}

// shows waits until the dialog on top says something.
func (st *stage) shows(t *testing.T, want string) {
	t.Helper()
	st.until(t, func() bool { return strings.Contains(st.words(), want) })
}

func (st *stage) close(o fyne.CanvasObject) { st.win.Canvas().Overlays().Remove(o) }

// A workbook filled in outside is shown as a plan first, changes nothing until confirmed, and can be undone.
func TestImportPlanThenConfirm(t *testing.T) {
	st := newStage(t)
	other := st.Values.Clone()
	other.Apply(forms.Change{Path: forms.AnswerPath("5.3", "articles"), New: "3"}, forms.Change{Path: forms.RemarkPath(5), New: "部门报来"})
	file := filepath.Join(t.TempDir(), "部门.xlsx")
	if err := workbook.WriteFile(file, other, workbook.Options{}); err != nil {
		t.Fatal(err)
	}
	st.desk.readWorkbook(file)
	st.shows(t, "空白→3")
	if !strings.Contains(st.words(), "部门报来") || st.Values.Get(forms.AnswerPath("5.3", "articles")) != "" {
		t.Fatalf("the plan: %q", st.words())
	}
	st.press(t, "导入")
	st.settle()
	if got := st.Card.Indicators[4].Text(); got != "1.50" {
		t.Errorf("after the import indicator 5 scores %s", got)
	}
	st.desk.Undo()
	st.until(t, func() bool {
		return st.Values.Get(forms.RemarkPath(5)) == "" && st.Values.Get(forms.AnswerPath("5.3", "articles")) == ""
	})
}

// Finalized, the dossier equals the code on its paper; sent back and changed by one digit it does not, and the digit is named.
func TestFinalizeVerifyReopen(t *testing.T) {
	st := newStage(t)
	st.desk.host.Papers = Papers{
		Finalize: func(ctx context.Context, f *dossier.File, tell func(string, float64)) (string, []string, error) {
			final, err := pack.Finalize(ctx, f, "2018-03-01", tell)
			return final.Code, final.Reprint, err
		},
		Reopen: func(f *dossier.File, reason string) (string, error) {
			_, note, err := pack.Reopen(f, reason)
			return note, err
		},
	}
	st.desk.AskFinalize()
	if len(st.told) != 1 || !strings.Contains(st.told[0], "必须处理") {
		t.Fatalf("an incomplete profile was let through: %q", st.told)
	}
	for _, f := range forms.ProfileFields() {
		if st.Values.Profile(f.Key) == "" && f.Key != "number" {
			text := "示例"
			if f.Key == "date" {
				text = "2018-01-26"
			}
			if err := st.Set(forms.ProfilePath(f.Key), text); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := st.Set(forms.AnswerPath("9.2", "catalogue_items"), "133"); err != nil {
		t.Fatal(err)
	}
	st.desk.AskFinalize()
	st.press(t, "定稿")
	st.until(t, func() bool { return st.Values.Final })
	code := st.File.Versions()[0].Code
	st.until(t, func() bool { return st.win.Canvas().Overlays().Top() != nil })
	st.close(st.win.Canvas().Overlays().Top())

	st.desk.verify(strings.ToLower(strings.ReplaceAll(code, "-", " ")))
	st.shows(t, "与纸面核对码一致")
	st.close(st.win.Canvas().Overlays().Top())

	st.desk.AskReopen()
	for _, o := range test.LaidOutObjects(st.win.Canvas().Overlays().Top()) {
		if e, ok := o.(*widgets.Entry); ok {
			test.Type(e, "市里要求核对")
		}
	}
	st.press(t, "确定")
	st.until(t, func() bool { return !st.Values.Final && st.Values.Version == 2 })
	if err := st.Set(forms.AnswerPath("9.2", "catalogue_items"), "134"); err != nil {
		t.Fatal(err)
	}
	st.desk.verify(code)
	st.shows(t, "9.2 目录条目：定稿为“133”，现为“134”")
}

// What only the finished papers show — a character no font has — joins the problems once they have been asked for.
func TestProblemsOfThePapers(t *testing.T) {
	st := newStage(t)
	if err := st.Set(forms.ProfilePath("contact"), "示例😀"); err != nil {
		t.Fatal(err)
	}
	st.desk.ShowProblems()
	st.until(t, func() bool {
		for _, p := range st.Problems {
			if p.Code == "glyph_missing" && strings.Contains(p.Message, "😀") {
				return true
			}
		}
		return false
	})
}
