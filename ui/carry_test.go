package ui

import (
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"zicha/forms"
	"zicha/forms/editions"
	"zicha/forms/formtest"
	"zicha/scoring"
	"zicha/ui/widgets"
)

// The plan is told before anything is made; the new dossier is opened at its problems, and last year's stays as it was.
func TestCarryFromTheWindow(t *testing.T) {
	w, e := newWindow(t)
	old := filepath.Join(t.TempDir(), "上年.zicha")
	create(w, old, "341622")
	if err := w.session.Set(forms.AnswerPath("5.1", "met"), "是"); err != nil {
		t.Fatal(err)
	}
	if err := w.session.Set(forms.AnswerPath("7.1", "met"), "是"); err != nil {
		t.Fatal(err)
	}
	w.closeDossier()
	text := strings.NewReplacer(`id = "bozhou-2017"`, `id = "bozhou-2018"`, "\nyear = 2017\n", "\nyear = 2018\n",
		"县、区级层面开展诚信文化主题宣传活动的，得4分", "县、区级层面每季度开展诚信文化主题宣传活动的，得4分").Replace(formtest.Rules(t))
	next, err := scoring.LoadEdition("next.toml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	w.office.Known = editions.Of(next, e)
	w.planCarry(old)
	top := w.win.Canvas().Overlays().Top()
	var said []string
	for _, o := range test.LaidOutObjects(top) {
		if words, ok := o.(*widgets.Text); ok {
			said = append(said, words.Text())
		}
	}
	if all := strings.Join(said, "\n"); !strings.Contains(all, "蒙城县：2017年度→2018年度") || !strings.Contains(all, "尚未确认：7.1。") || !strings.Contains(all, "5.1 县（区）级主题宣传：评分标准有变化") {
		t.Errorf("says %s", all)
	}
	w.win.Canvas().Overlays().Remove(top)
	made := filepath.Join(t.TempDir(), "新.zicha")
	w.carry(carrying{old, made, editions.Book{Edition: next}, false})
	v := w.session.Values
	if v.Edition.Year != 2018 || v.County() != "蒙城县" || !v.Unconfirmed("7.1") || v.Get(forms.AnswerPath("7.1", "met")) != "true" || v.Get(forms.AnswerPath("5.1", "met")) != "" {
		t.Error("the new dossier holds something else")
	}
	w.closeDossier()
	w.carry(carrying{old, made, editions.Book{Edition: next}, false})
	if w.desk != nil {
		t.Error("a dossier was made over another")
	}
	w.win.Canvas().Overlays().Remove(w.win.Canvas().Overlays().Top())
	w.Open(old)
	if w.session.Values.Edition.Year != 2017 || w.session.Values.Get(forms.AnswerPath("5.1", "met")) != "true" {
		t.Error("last year's dossier has changed")
	}
}
