package work_test

import (
	"testing"
	"time"

	"zicha/assets"
	"zicha/scoring"
	"zicha/ui/work"
)

func TestDeadlineWords(t *testing.T) {
	calendar, err := scoring.LoadCalendar(assets.Calendar)
	if err != nil {
		t.Fatal(err)
	}
	for day, want := range map[string]string{
		"2018-01-22": "距1月29日还有5个工作日", "2018-01-26": "距1月29日还有1个工作日",
		"2018-01-29": "今天是报送截止日", "2018-01-30": "报送截止日为2018年1月29日",
	} {
		now, err := time.Parse(time.DateOnly, day)
		if err != nil {
			t.Fatal(err)
		}
		if got := (work.Deadline{Calendar: calendar, Day: "2018-01-29", Due: "报送"}).Words(now); got != want {
			t.Errorf("on %s: %q, want %q", day, got, want)
		}
	}
	if got := (work.Deadline{Day: "2018-01-29", Due: "报送"}).Words(time.Date(2018, 1, 2, 0, 0, 0, 0, time.UTC)); got != "1月29日前报送" {
		t.Errorf("without a calendar: %q", got)
	}
}
