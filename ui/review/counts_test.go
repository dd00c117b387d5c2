package review

import (
	"testing"
	"time"

	"zicha/forms/review"
)

// What is kept of the counts is what counting all cells anew gives, after each act and on the next day.
func TestCountsFollowTheView(t *testing.T) {
	st := newGridStage(t, commission)
	s := st.office.desk.session
	check := func(when string) counts {
		t.Helper()
		var want counts
		for _, u := range s.View.Units {
			want.add(countsOf(u, s.Now()))
		}
		if got := s.counts(); got != want {
			t.Errorf("%s: %+v, counted anew %+v", when, got, want)
		}
		return want
	}
	before := check("opened")
	if before.open == 0 || before.stale == 0 || before.received != 6 {
		t.Fatalf("%+v", before)
	}
	u := s.View.Units[3]
	for _, ind := range s.View.Edition.Indicators() {
		if c := st.office.cell(u.Unit.Code, ind.No); !ind.Source.Self() && !c.Decided && len(c.Conflict) == 0 {
			s.Decide([]review.Decision{{County: u.Unit.Code, Indicator: ind.No, Stage: review.StageDirect, Score: "0", Reason: "监测"}}, func(err error) {
				if err != nil {
					t.Error(err)
				}
			})
			st.settle()
			if after := check("decided"); after.open != before.open-1 || after.today != before.today+1 {
				t.Fatalf("%+v after %+v", after, before)
			}
			break
		}
	}
	tomorrow := time.Now().AddDate(0, 0, 1)
	s.Now = func() time.Time { return tomorrow }
	if next := check("the next day"); next.today != 0 {
		t.Errorf("%d decided on a day that has not come", next.today)
	}
}
