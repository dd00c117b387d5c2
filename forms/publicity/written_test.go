package publicity

import (
	"strings"
	"testing"

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
	r := &Result{Year: 2017, Counted: 3, Gaps: map[string]string{}}
	if !r.StandardInTenThousands(d) {
		t.Error("2.4 is taken for 条")
	}
	said := strings.Join(r.Remarks(d), "\n")
	for _, want := range []string{"现填2.4，像是以万条计；3条合0.0003万条", "现填1.86，换成0.0003相差五倍以上", "现填100，换成3相差五倍以上"} {
		if !strings.Contains(said, want) {
			t.Errorf("%s is missing in %s", want, said)
		}
	}
	d.Apply(forms.Change{Path: forms.AnswerPath("13.1", "records"), New: "14"})
	if said := strings.Join(r.Remarks(d), "\n"); strings.Contains(said, "现填14，") {
		t.Error(said)
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
