package publicity

import (
	"testing"

	"zicha/forms/formtest"
	"zicha/scoring"
)

// One table of the city is counted for each unit in one go: by code, code with noughts, name, name with the city before it. Rows of no unit
// are told, and the sum of all is what counting the table whole gives.
func TestCountByUnit(t *testing.T) {
	path := file(t, "city.csv", `县区,行政相对人名称,统一社会信用代码,许可机关,许可决定书文号,许可决定日期,公示日期
341621,甲公司,91341600MA2N0A0A0A,甲局,1,2017-03-01,2017-03-02
341621000000,乙公司,,甲局,2,2017-03-01,2017-05-02
亳州市蒙城县,丙公司,91341600MA2N0A0A0B,乙局,3,2017-03-01,2017-03-02
蒙城县,丁公司,91341600MA2N0A0A0C,丙局,4,2017-03-01,2017-03-03
某某县,戊公司,91341600MA2N0A0A0D,丁局,5,2017-03-01,2017-03-02
蒙城县,丁公司,91341600MA2N0A0A0C,丙局,4,2017-03-01,2017-03-03
`)
	survey, err := Look(t.Context(), []string{path})
	if err != nil {
		t.Fatal(err)
	}
	e := formtest.Edition(t)
	table := survey.Tables[0]
	column, ok := UnitColumn(table, e.Units)
	if !ok || column != 0 {
		t.Fatalf("column %d %v", column, ok)
	}
	job := Job{Tables: survey.Tables, Year: 2017, Targets: TargetsOf(e), Calendar: calendar(t)}
	got, err := CountByUnit(t.Context(), job, e.Units, map[*Table]int{table: column})
	if err != nil {
		t.Fatal(err)
	}
	for code, want := range map[string][5]int{"341621": {2, 2, 1, 1, 1}, "341622": {3, 2, 2, 2, 2}} { // rows, counted, complete, names, on time
		r := got.Units[code]
		if have := [5]int{r.Rows, r.Counted, r.Complete, len(r.Names), r.OnTime}; have != want {
			t.Errorf("%s: %v, want %v", code, have, want)
		}
	}
	if len(got.Units) != 2 || got.Rest.Counted != 1 || got.Rest.Rows != 1 || got.Rows != 6 || len(got.Strange) != 1 || got.Strange[0] != "某某县" {
		t.Errorf("%+v %v", got, got.Rest)
	}
	whole, err := Count(t.Context(), job)
	if err != nil || whole.Counted != 5 {
		t.Error(whole, err)
	}
	if _, err := CountByUnit(t.Context(), job, e.Units, nil); err == nil {
		t.Error("counted without a column")
	}
	if _, ok := UnitColumn(table, []scoring.Unit{{Code: "1", Name: "无"}}); ok {
		t.Error("a column for no unit")
	}
}
