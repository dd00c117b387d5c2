package feedback_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"zicha/forms"
	"zicha/forms/feedback"
	"zicha/forms/formtest"
)

// kept is a full dossier with a feedback in it.
func kept(t *testing.T, f feedback.File) *forms.Dossier {
	t.Helper()
	d := formtest.Full(t, 1)
	took(t, d, f)
	return d
}

// took takes a feedback into a dossier as it stands.
func took(t *testing.T, d *forms.Dossier, f feedback.File) {
	t.Helper()
	read, err := feedback.Decode("x", encoded(t, f))
	if err != nil {
		t.Fatal(err)
	}
	changes, err := read.Changes(d, d.Lines(nil))
	if err != nil || len(changes) == 0 {
		t.Fatalf("%v, %v", changes, err)
	}
	d.Apply(changes...)
}

// A feedback in a dossier changes no code, under either schema, and comes out as it went in; the same once more changes nothing.
func TestKept(t *testing.T) {
	before := formtest.Full(t, 1)
	d := before.Clone()
	took(t, d, back(t))
	for _, s := range []forms.Schema{forms.Schema1, forms.Schema2} {
		if got, want := forms.Code(d.AllLines(s)), forms.Code(before.AllLines(s)); got != want {
			t.Errorf("%s: the code is %s, was %s", s, got, want)
		}
	}
	got := feedback.Of(d)
	if got == nil || len(got.Returned()) != 2 || got.Reason(d.Edition) != "市里退回补正：第5项 缺活动通知；第9项 清单与网上公布的不一致" {
		t.Fatalf("%+v", got)
	}
	if changes, err := got.Changes(d, d.Lines(nil)); err != nil || len(changes) > 0 {
		t.Errorf("the same again: %v, %v", changes, err)
	}
	took(t, d, result(t))
	if got := feedback.Of(d); got.Process() || d.Get(forms.FeedbackPath("5")) != "" {
		t.Error("of the return something is left beside the result")
	}
}

// pending reports whether an indicator is told to stand still as it was returned.
func pending(d *forms.Dossier, no int) bool {
	return slices.ContainsFunc(feedback.Notes(d), func(n feedback.Note) bool { return n.Indicator == no && n.Pending })
}

// What is returned is pending until something of the indicator changes, whatever it is, and nothing else counts for it.
func TestPending(t *testing.T) {
	d := kept(t, back(t))
	own, other := "", ""
	for _, e := range d.AllEvidence() {
		if strings.HasPrefix(e.Number, "5-") && !e.Removed {
			own = e.ID
		}
		if strings.HasPrefix(e.Number, "1-") && !e.Removed {
			other = e.ID
		}
	}
	row := d.Rows("5.3")[0].ID
	cases := []struct {
		path    forms.Path
		pending bool
	}{
		{forms.AnswerPath("5.3", "articles"), false},
		{forms.CellPath("5.3", row, "title"), false},
		{forms.NarrativePath("5"), false},
		{forms.RemarkPath(5), false},
		{forms.EvidencePath(own, forms.AttrTitle), false},
		{forms.AnswerPath("6.1", "met"), true},
		{forms.NarrativePath("15"), true},
		{forms.RemarkPath(25), true},
		{forms.EvidencePath(other, forms.AttrTitle), true},
		{forms.ProfilePath("contact"), true},
	}
	for _, c := range cases {
		d := d.Clone()
		if !pending(d, 5) {
			t.Fatal("not pending at once")
		}
		d.Apply(forms.Change{Path: c.path, Old: d.Get(c.path), New: "7"})
		if got := pending(d, 5); got != c.pending {
			t.Errorf("%s changed: pending %t", c.path, got)
		}
	}
	took(t, d, result(t))
	if pending(d, result(t).Items[1].Indicator) {
		t.Error("a loss in the result is pending")
	}
}

// A feedback goes into the dossier it is for and into no other.
func TestFits(t *testing.T) {
	cases := []struct {
		spoil func(*feedback.File)
		words string
	}{
		{func(*feedback.File) {}, ""},
		{func(f *feedback.File) { f.Edition = "bozhou-2016" }, "请打开那一年度的档案"},
		{func(f *feedback.File) { f.County = "341622" }, "请换成本单位的反馈文件"},
		{func(f *feedback.File) { f.Rules = strings.Repeat("0", 64) }, "标识相同、规则不同"},
		{func(f *feedback.File) { f.At = "2018-02-01T09:30:00+08:00" }, "更早，没有收入"},
	}
	d := kept(t, back(t))
	for i, c := range cases {
		f := result(t)
		c.spoil(&f)
		err := f.Fits(d)
		if c.words == "" && err != nil || c.words != "" && (!errors.Is(err, feedback.ErrOther) || !strings.Contains(err.Error(), c.words)) {
			t.Errorf("%d: %v", i, err)
		}
	}
}

// An item stands at the field it names, at the criterion, else at its indicator.
func TestPlaceOf(t *testing.T) {
	e := formtest.Edition(t)
	cases := []struct {
		indicator    int
		field        string
		criterion    string
		path         forms.Path
		wordsContain string
	}{
		{5, "5.3.articles", "5.3", "answer/5.3/articles", "5.3 "},
		{5, "5.1", "5.1", "answer/5.1/met", "5.1 "},
		{5, "", "5", "answer/5.1/met", "第5项"},
		{5, "5.3.nothing", "5", "answer/5.1/met", "第5项"},
		{5, "6.1", "5", "answer/5.1/met", "第5项"}, // not of the indicator
	}
	for _, c := range cases {
		at, ok := feedback.PlaceOf(e, feedback.Item{Indicator: c.indicator, Field: c.field})
		if !ok || at.Criterion != c.criterion || at.Path != c.path || !strings.HasPrefix(at.Words, c.wordsContain) {
			t.Errorf("%d %q: %+v", c.indicator, c.field, at)
		}
	}
	if _, ok := feedback.PlaceOf(e, feedback.Item{Indicator: 99}); ok {
		t.Error("there is a place for 99")
	}
}

// What an item says, in words.
func TestWords(t *testing.T) {
	e, items := formtest.Edition(t), result(t).Items
	for i, want := range []string{
		"市里核定5.00分，自评5.00分",
		"市里核定7.00分，自评8.00分；数据不符：有两篇不在2017年",
		"市里核定0.00分（虚假材料不得分），自评5.00分；截图系伪造",
		"市里核定0.00分（未核定），预估未填报",
	} {
		if got := items[i].Words(e); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
	lost := []bool{false, true, true, false}
	for i, want := range lost {
		if items[i].Lost() != want {
			t.Errorf("%d lost: %t", items[i].Indicator, !want)
		}
	}
}
