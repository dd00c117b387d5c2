package scoring_test

import (
	"errors"
	"testing"

	"zicha/assets"
	"zicha/scoring"
)

func TestCalendar(t *testing.T) {
	c, err := scoring.LoadCalendar(assets.Calendar)
	if err != nil {
		t.Fatal(err)
	}
	for year, want := range map[string]int{"2017": 249, "2018": 250} {
		n := 0
		if first, _ := c.Working(year + "-01-01"); first {
			n = 1
		}
		rest, err := c.Between(year+"-01-01", year+"-12-31")
		if err != nil || n+rest != want {
			t.Errorf("%s: %d working days, want %d (%v)", year, n+rest, want, err)
		}
	}
	// the seventh working day after the day of a decision
	for decided, want := range map[string]string{"2017-01-20": "2017-02-04", "2017-09-29": "2017-10-16", "2017-12-29": "2018-01-10"} {
		if got, err := c.Add(decided, 7); got != want || err != nil {
			t.Errorf("%s: %s, want %s (%v)", decided, got, want, err)
		}
	}
	if _, err := c.Add("2018-12-28", 7); !errors.Is(err, scoring.ErrBeyondCalendar) {
		t.Errorf("a question beyond the calendar was answered: %v", err)
	}
	if n, err := c.Between("2018-01-22", "2018-01-29"); n != 5 || err != nil {
		t.Errorf("from Monday 22 to Monday 29 January: %d working days (%v)", n, err)
	}
}
