package ui

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/test"

	"zicha/forms"
	"zicha/forms/editions"
	"zicha/forms/formtest"
	"zicha/ui/widgets"
)

// rulebook writes the rulebook of 2017 with words replaced.
func rulebook(t *testing.T, replace ...string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "细则.toml")
	if err := os.WriteFile(path, []byte(strings.NewReplacer(replace...).Replace(formtest.Rules(t))), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// dismiss takes the sheet on top away.
func dismiss(w *Window) {
	w.win.Canvas().Overlays().Remove(w.win.Canvas().Overlays().Top())
}

// pressLine presses the line of a list on which words stand.
func pressLine(t *testing.T, w *Window, words string) {
	t.Helper()
	for _, o := range test.LaidOutObjects(w.win.Canvas().Overlays().Top()) {
		line, ok := o.(*widgets.Line)
		if !ok {
			continue
		}
		for _, in := range test.LaidOutObjects(line) {
			if text, ok := in.(*widgets.Text); ok && strings.Contains(text.Text(), words) {
				line.OnTapped()
				return
			}
		}
	}
	t.Fatalf("no line with %q", words)
}

// A rulebook dropped on the start page is checked, kept and offered everywhere; a new dossier is made by it where it is chosen, and only there.
func TestARulebookDroppedIsOfferedEverywhere(t *testing.T) {
	w, e := newWindow(t)
	var err error
	if w.office.Known, err = editions.Open(t.TempDir()); err != nil {
		t.Fatal(err)
	}
	path := rulebook(t, `id = "bozhou-2017"`, `id = "other-2018"`, "\nyear = 2017\n", "\nyear = 2018\n", `title = "亳州市2017年度`, `title = "某市2018年度`, "谯城区", "某某区")
	if !w.droppedRulebook([]fyne.URI{storage.NewFileURI(path)}) {
		t.Fatal("not taken")
	}
	if got := w.app.Preferences().String("folder.rulebook"); got != filepath.Dir(path) {
		t.Errorf("rulebooks are looked for in %q", got)
	}
	code := forms.RulesCode(w.office.Known.Books()[0].Edition)
	if words := shownTexts(w); !strings.Contains(words, "检查通过") || !strings.Contains(words, "某市2018年度") || !strings.Contains(words, code) {
		t.Errorf("told: %s", words)
	}
	dismiss(w)
	if words := shownTexts(w); !strings.Contains(words, "《某市2018年度") || !strings.Contains(words, "《亳州市2017年度") {
		t.Errorf("the start page says %s", words)
	}
	w.askNew()
	if words := shownTexts(w); !strings.Contains(words, "新建2017年度自查档案") || !strings.Contains(words, forms.RulesCode(e)) {
		t.Errorf("新建 says %s", words)
	}
	pressAction(t, w, "换一套…")
	pressLine(t, w, "某市2018年度")
	if words := shownTexts(w); !strings.Contains(words, "新建2018年度自查档案") {
		t.Errorf("after the choice: %s", words)
	}
	pick := overlay[*widgets.Choices](t, w)
	pick.Pick("341602")
	press(t, w, "下一步")
	dismiss(w) // where to put it
	made := filepath.Join(t.TempDir(), "新.zicha")
	n := &newDossier{window: w, book: w.office.Known.Books()[0], pick: pick}
	w.create(made, n.place())
	if v := w.session.Values; v.Edition.ID != "other-2018" || v.County() != "某某区" {
		t.Errorf("made: %s of %s", v.Edition.ID, v.County())
	}
}

// overlay finds a widget on the sheet on top.
func overlay[T fyne.CanvasObject](t *testing.T, w *Window) T {
	t.Helper()
	for _, o := range test.LaidOutObjects(w.win.Canvas().Overlays().Top()) {
		if found, ok := o.(T); ok {
			return found
		}
	}
	t.Fatal("not on the sheet")
	panic("unreachable")
}

// wordsOn are the words on a quiet button.
func wordsOn(a *widgets.Action) string {
	for _, o := range test.LaidOutObjects(a) {
		if text, ok := o.(*canvas.Text); ok {
			return text.Text
		}
	}
	return ""
}

// pressAction presses a quiet button of the sheet on top.
func pressAction(t *testing.T, w *Window, label string) {
	t.Helper()
	for _, o := range test.LaidOutObjects(w.win.Canvas().Overlays().Top()) {
		if a, ok := o.(*widgets.Action); ok && wordsOn(a) == label {
			a.OnTapped()
			return
		}
	}
	t.Fatalf("no action %q", label)
}

// What is no rulebook is told, with the reason, and nothing else happens; one that is damaged where it is kept can be taken off the list.
func TestRulebooksThatCannotBeUsedAreTold(t *testing.T) {
	w, _ := newWindow(t)
	folder := t.TempDir()
	shelf, err := editions.Open(folder)
	if err != nil {
		t.Fatal(err)
	}
	taken, err := shelf.Take(context.Background(), rulebook(t, `id = "bozhou-2017"`, `id = "other-2017"`))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, taken.Kept), []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	if w.office.Known, err = editions.Open(folder); err != nil {
		t.Fatal(err)
	}
	w.Open(rulebook(t, `total = "100"`, `total = "99"`))
	if words := shownTexts(w); !strings.Contains(words, "没有采用") || !strings.Contains(words, "总分") {
		t.Errorf("told: %s", words)
	}
	dismiss(w)
	w.rulebooks()
	if words := shownTexts(w); !strings.Contains(words, "已损坏") {
		t.Errorf("listed: %s", words)
	}
	for _, o := range test.LaidOutObjects(w.win.Canvas().Overlays().Top()) {
		if a, ok := o.(*widgets.Action); ok && wordsOn(a) == "" {
			a.OnTapped()
			break
		}
	}
	if words := shownTexts(w); strings.Contains(words, "已损坏") || len(w.office.Known.Faults()) != 0 {
		t.Errorf("still listed: %s", words)
	}
}

// Other rules of the id of the dossier that is open are shown with what they change, and taken over when that is wanted.
func TestOtherRulesAreShownBeforeTheyAreTaken(t *testing.T) {
	w, e, later := newWindowLater(t)
	path := filepath.Join(t.TempDir(), "a.zicha")
	create(w, path, "341621")
	if err := w.session.Set(forms.AnswerPath("5.3", "articles"), "4"); err != nil {
		t.Fatal(err)
	}
	w.Open(rulebook(t, `each = "0.5"`, `each = "0.4"`))
	press(t, w, "使用")
	words := shownTexts(w)
	for _, want := range []string{"第5项 ", "2.00→1.60", "自评合计：2.00→1.60", "5.3 ", forms.RulesCode(e), forms.RulesCode(w.office.Known.Books()[0].Edition)} {
		if !strings.Contains(words, want) {
			t.Errorf("%q is not told: %s", want, words)
		}
	}
	if n := strings.Count(words, "每篇得0.4分"); n != 1 {
		t.Errorf("the change is told %d times: %s", n, words)
	}
	press(t, w, "暂不改用")
	if w.session.Card.Self.Score.String() != "2.00" {
		t.Error("taken without being asked for")
	}
	w.useRulebook(w.office.Known.Books()[0])
	press(t, w, "改用新规则")
	until(t, later, func() bool { return w.session.Card.Self.Score.String() == "1.60" })
	if w.desk.Session() != w.session || w.win.Canvas().Overlays().Top() != nil {
		t.Error("the view is not that of the dossier")
	}
	w.closeDossier()
	w.Open(path)
	if w.session.Values.Edition.Hash() == e.Hash() || w.win.Canvas().Overlays().Top() != nil {
		t.Error("asked again after the newest was taken")
	}
}

// Nothing can be carried to the same year's rulebook alone: another can be chosen on the spot.
func TestCarryByAnotherRulebook(t *testing.T) {
	w, _ := newWindow(t)
	old := filepath.Join(t.TempDir(), "上年.zicha")
	create(w, old, "341622")
	w.closeDossier()
	if _, err := w.office.Known.Take(context.Background(), rulebook(t, `id = "bozhou-2017"`, `id = "bozhou-2018"`, "\nyear = 2017\n", "\nyear = 2018\n", "亳州市2017年度社会", "亳州市2018年度社会")); err != nil {
		t.Fatal(err)
	}
	w.planCarry(old)
	pressAction(t, w, "换一套…")
	pressLine(t, w, "亳州市2018年度")
	if words := shownTexts(w); !strings.Contains(words, "2017年度→2018年度") {
		t.Errorf("the plan says %s", words)
	}
}
