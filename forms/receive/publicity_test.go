package receive

import (
	"path/filepath"
	"strings"
	"testing"

	"zicha/assets"
	"zicha/forms/publicity"
	"zicha/forms/review"
	"zicha/scoring"
)

// The city's table of decisions becomes figures of each county in one go.
func TestDecisionsPerCounty(t *testing.T) {
	b := newBook(t)
	p := decisionsPlan(t, b)
	_, err := SetFigures(b, bureau, p)
	must(t, err)
	for field, want := range map[string][2]string{
		"13.1.records": {"2", "1"}, "13.1.complete": {"1", "1"}, "17.1.reported": {"2", "1"}, "18.1.departments": {"2", "1"}, "19.1.updated": {"2", "1"}, "19.1.on_time": {"1", "1"},
	} {
		if a, c := figure(t, b, "341621", field), figure(t, b, "341622", field); a != want[0] || c != want[1] {
			t.Errorf("%s: %s %s, want %v (%v)", field, a, c, want, p.Changes)
		}
	}
	if all := strings.Join(p.Notes, "\n"); !strings.Contains(all, "有1行没有对应到名单上") || !strings.Contains(all, "谯城区在表里没有数据") {
		t.Error(all)
	}
	p = decisionsPlan(t, b)
	if len(p.Changes) != 0 || p.Same != 12 {
		t.Errorf("%d changes, %d same", len(p.Changes), p.Same)
	}
}

// decisionsPlan plans what a table of four decisions comes to.
func decisionsPlan(t *testing.T, b *review.Book) *FigurePlan {
	t.Helper()
	path := save(t, filepath.Join(t.TempDir(), "city.csv"), []byte(`县区,行政相对人名称,统一社会信用代码,许可机关,许可决定书文号,许可决定日期,公示日期
涡阳县,甲公司,91341600MA2N0A0A0A,甲局,1,2017-03-01,2017-03-02
涡阳县,乙公司,,乙局,2,2017-03-01,2017-06-02
蒙城县,丙公司,91341600MA2N0A0A0B,乙局,3,2017-03-01,2017-03-02
外县,丙公司,91341600MA2N0A0A0B,乙局,9,2017-03-01,2017-03-02
`))
	survey, err := publicity.Look(t.Context(), []string{path})
	must(t, err)
	p, err := PlanDecisions(t.Context(), b, DecisionsJob{Count: publicity.Job{Tables: survey.Tables, Calendar: calendar(t)}})
	must(t, err)
	return p
}

func calendar(t testing.TB) *scoring.Calendar {
	t.Helper()
	c, err := scoring.LoadCalendar(assets.Calendar)
	must(t, err)
	return c
}
