package publicity

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"zicha/forms"
	"zicha/forms/check"
	"zicha/forms/formtest"
)

func dossier(t testing.TB, values map[forms.Path]string) *forms.Dossier {
	t.Helper()
	e := formtest.Edition(t)
	return forms.New(e, values)
}

// What is taken over stands in the dossier; the standard, the remarks and all else stay; the register only where it is wanted.
func TestFiguresAreTakenOver(t *testing.T) {
	path := filepath.Join(t.TempDir(), "许可.csv")
	e := textFile(t, path, 400, ",", nil, "")
	r := counted(t, path)
	d := dossier(t, map[forms.Path]string{
		forms.AnswerPath("17.1", "standard"): "640", forms.AnswerPath("13.1", "records"): "5", forms.RemarkPath(13): "备注", forms.AnswerPath("5.3", "articles"): "2",
	})
	d.Apply(r.Changes(d, Choice{})...)
	want := map[string]string{
		"13.1/records": fmt.Sprint(e.counted), "13.1/complete": fmt.Sprint(e.complete), "17.1/reported": fmt.Sprint(e.counted), "17.1/standard": "640",
		"18.1/departments": "33", "19.1/updated": fmt.Sprint(e.counted), "19.1/on_time": fmt.Sprint(e.onTime), "5.3/articles": "2",
	}
	for field, value := range want {
		if got := d.Get(forms.Path("answer/" + field)); got != value {
			t.Errorf("%s is %s, want %s", field, got, value)
		}
	}
	if d.Get(forms.RemarkPath(13)) != "备注" || len(d.Rows("18.1")) != 0 {
		t.Errorf("the remark is %q, the register has %d rows", d.Get(forms.RemarkPath(13)), len(d.Rows("18.1")))
	}
	if got := d.Score().Indicators[16].Text(); got != "1.50" { // 320 of 640, of 3 points
		t.Errorf("17 scores %s", got)
	}
	if again := r.Changes(d, Choice{}); len(again) > 0 {
		t.Errorf("taken over twice: %v", again)
	}
	d.Apply(r.Changes(d, Choice{Criteria: []string{"18.1"}, Register: true})...)
	if n, repeated := d.Edition.Criterion("18.1").RegisterCount(d.Rows("18.1")); n != 33 || repeated != 0 {
		t.Errorf("the register counts %d, %d repeated", n, repeated)
	}
}

// Only what is chosen is taken over; what was not counted is left alone, and nothing at all is taken where no row counts.
func TestOnlyWhatIsCountedIsTakenOver(t *testing.T) {
	d := dossier(t, map[forms.Path]string{forms.AnswerPath("19.1", "on_time"): "7"})
	r := counted(t, file(t, "a.csv", "文号,行政相对人名称,许可决定日期\n文1,甲,2017-06-01\n"))
	if got := r.Changes(d, Choice{}); len(got) != 1 || got[0].Path != forms.AnswerPath("17.1", "reported") {
		t.Errorf("%v", got)
	}
	if got := r.Changes(d, Choice{Criteria: []string{"13.1"}}); len(got) != 0 {
		t.Errorf("%v", got)
	}
	r = counted(t, file(t, "a.csv", smallHead+"/,/,/,/,/,/\n"))
	if got := r.Changes(d, Choice{Register: true}); len(got) != 0 || r.Counted != 0 {
		t.Errorf("%v of %d rows", got, r.Counted)
	}
}

// A register that has rows keeps them unless its rows are taken too; then number and rows are the same.
func TestRegisterIsNotContradicted(t *testing.T) {
	d := dossier(t, nil)
	for _, name := range []string{"县公安局", "县民政局", "县税务局"} {
		changes := d.AddRows("18.1", map[string]string{"name": name})
		d.Apply(changes...)
	}
	r := counted(t, file(t, "a.csv", smallHead+"文1,甲,1,2017-06-01,2017-06-02,县公安局\n文2,乙,1,2017-06-01,2017-06-02,县公安 局\n"))
	kept := d.Clone()
	kept.Apply(r.Changes(kept, Choice{})...)
	taken := d.Clone()
	taken.Apply(r.Changes(taken, Choice{Register: true})...)
	for i, c := range []struct {
		d      *forms.Dossier
		number string
		rows   int
	}{{kept, "", 3}, {taken, "1", 1}} {
		if got := c.d.Get(forms.AnswerPath("18.1", "departments")); got != c.number || len(c.d.Rows("18.1")) != c.rows {
			t.Errorf("%d: %q departments, %d rows", i, got, len(c.d.Rows("18.1")))
		}
		for _, p := range check.Dossier(c.d, c.d.Score(), "2018-01-26") {
			if p.Severity == forms.Error && p.Criterion == "18.1" {
				t.Errorf("%d: %s", i, p.Message)
			}
		}
	}
}

// The unit of 17 is the standard's.
func TestUnitOfTheStandard(t *testing.T) {
	for n, want := range map[int]string{3200: "0.32", 10_000: "1", 100_000: "10", 1: "0.0001", 123_456: "12.3456"} {
		if got := InTenThousands(n); got != want {
			t.Errorf("%d is %s, want %s", n, got, want)
		}
	}
	r := &Result{Targets: bozhou, Counted: 3200}
	for standard, want := range map[string]bool{"": false, "0": false, "0.5": true, "32": true, "33": false, "4000": false} {
		if got := r.StandardInTenThousands(dossier(t, map[forms.Path]string{forms.AnswerPath("17.1", "standard"): standard})); got != want {
			t.Errorf("a standard of %q: %v", standard, got)
		}
	}
}

// Rows stay where they are: no name, number or code is in anything that is printed, kept or taken over, but the departments' names in
// the register where they are asked for.
func TestNothingOfTheRowsGetsOut(t *testing.T) {
	path := filepath.Join(t.TempDir(), "许可.csv")
	textFile(t, path, 400, ",", nil, "")
	r := counted(t, path)
	d := dossier(t, nil)
	var out []string
	out = append(out, r.Total(), r.Title())
	out = append(append(out, r.Sums()...), r.Remarks(d)...)
	for _, list := range [][]*Tally{r.Left, r.Noted} {
		for _, tally := range list {
			out = append(out, r.Line(tally))
		}
	}
	for _, f := range r.Figures(d, Choice{}) {
		out = append(out, f.Label, f.Old, f.New)
	}
	for _, c := range r.Changes(d, Choice{}) {
		out = append(out, string(c.Path), c.New)
	}
	text := strings.Join(out, "\n")
	for _, secret := range []string{"商贸", "涡许", "91341621", "34162119", "张1", "第3局", "9.13416E"} {
		if strings.Contains(text, secret) {
			t.Errorf("%q got out:\n%s", secret, text)
		}
	}
}
