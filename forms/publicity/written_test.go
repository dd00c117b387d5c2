package publicity

import (
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"zicha/forms"
	"zicha/forms/formtest"
)

// Dates as programs and people write them, guards and all.
func TestDatesAsWritten(t *testing.T) {
	for text, want := range map[string]string{
		"2017/3/1 星期三": "2017-03-01", "2017年3月1日（星期三）": "2017-03-01", "17/3/1": "2017-03-01", "1-Mar-17": "2017-03-01", "1488326400": "2017-03-01",
		"1488326400000": "2017-03-01", `="2017-03-01"`: "2017-03-01", "'2017-03-01": "2017-03-01", "`2017.3.1": "2017-03-01",
		"3/1/17": "", "12/3/1": "", "9999999999": "", "17/13/1": "",
	} {
		day, ok := parseDate(text, false)
		if got := day.iso(); ok && got != want || ok != (want != "") {
			t.Errorf("%s: %s %v, want %s", text, got, ok, want)
		}
	}
}

// A standard with decimals is in 万条, however few rows there are; a figure that would change more than fivefold is asked about.
func TestFiguresThatJump(t *testing.T) {
	d, err := formtest.Decode(t, `{"edition":"bozhou-2017","answers":{"17.1":{"reported":1.86,"standard":2.4},"13.1":{"records":100}}}`)
	if err != nil {
		t.Fatal(err)
	}
	r := &Result{Year: 2017, Targets: bozhou, Counted: 3, Gaps: map[string]string{}}
	if !r.StandardInTenThousands(d) {
		t.Error("2.4 is taken for 条")
	}
	for _, c := range []struct {
		choice      Choice
		unit, leaps string
	}{
		{Choice{Wan: true}, "", "13.1 数据总量现填100，换成3；17.1 报送数据量现填1.86，换成0.0003"},
		{Choice{}, "第17项的考核标准现填2.4，像是以万条计；这里数出的3条合0.0003万条，现在要按条填入3", "13.1 数据总量现填100，换成3"},
		{Choice{Criteria: []string{"13.1"}}, "", "13.1 数据总量现填100，换成3"},
	} {
		if got := r.UnitDoubt(d, c.choice); got != c.unit {
			t.Errorf("%+v: asked %q, want %q", c.choice, got, c.unit)
		}
		if got := strings.Join(r.Leaps(d, c.choice), "；"); got != c.leaps {
			t.Errorf("%+v: leaps %q, want %q", c.choice, got, c.leaps)
		}
	}
	d.Apply(forms.Change{Path: forms.AnswerPath("17.1", "standard"), New: "2"})
	if !r.StandardInTenThousands(d) {
		t.Error("1.86 beside 2 is taken for 条")
	}
	for reported, leaps := range map[string]int{"0.5": 1, "0.6": 0} { // to 3: six times, and five
		d.Apply(forms.Change{Path: forms.AnswerPath("17.1", "reported"), New: reported})
		if got := r.Leaps(d, Choice{Criteria: []string{"17.1"}}); len(got) != leaps {
			t.Errorf("%s: %q", reported, got)
		}
	}
	for value, leaps := range map[string]int{"14": 0, "15": 0, "16": 1, "0": 0, "": 0} {
		d.Apply(forms.Change{Path: forms.AnswerPath("13.1", "records"), New: value})
		if got := r.Leaps(d, Choice{Criteria: []string{"13.1"}}); len(got) != leaps {
			t.Errorf("%s: %q", value, got)
		}
	}
}

// What was not understood is shown, a value once.
func TestWhatWasSeen(t *testing.T) {
	tally := &Tally{Reason: BadDecided}
	for _, value := range []string{"三月一日", "三月一日", "待定"} {
		tally.add(Place{"许可.csv", 2 + tally.Count})
		tally.see(value)
	}
	if got := (&Result{}).Line(tally); !strings.Contains(got, "许可.csv第2、3、4行，如“三月一日”“待定”") {
		t.Error(got)
	}
}

// TestAuthorityWithoutALetter: a 0 a formula left, and characters nobody sees, are no department; the line says what stood there.
func TestAuthorityWithoutALetter(t *testing.T) {
	path := bookOf(t, asideHead+"普通,文1,甲,,2017-03-01,2017-03-02,县局,\n普通,文2,乙,,2017-03-01,2017-03-02,=\"0\",\n普通,文3,丙,,2017-03-01,2017-03-02,\u200b\u2060,\n",
		func(*excelize.File) error { return nil })
	survey, err := Look(t.Context(), []string{path})
	if err != nil {
		t.Fatal(err)
	}
	r, err := Count(t.Context(), Job{Tables: survey.Tables, Year: 2017, Targets: bozhou, Calendar: calendar(t)})
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Names) != 1 || r.Names[0] != "县局" {
		t.Errorf("departments %q", r.Names)
	}
	said := ""
	for _, tally := range r.Noted {
		said += r.Line(tally)
	}
	if !strings.Contains(said, "2行：没有机关名称，不计部门") || !strings.Contains(said, "如“0”") {
		t.Errorf("said %s", said)
	}
}
