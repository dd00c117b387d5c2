package review

import (
	"testing"
	"time"

	"zicha/assets"
	"zicha/scoring"
)

// The pace is what today's working hours, 8:30 to 12:00 and 14:30 to 17:30, have brought, carried on over working days. 2 February 2018 is a
// Friday.
func TestPace(t *testing.T) {
	calendar, err := scoring.LoadCalendar(assets.Calendar)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		at         string
		done, open int
		want       string
	}{
		{"2018-02-02 10:30", 10, 5, "按今天的速度今天上午完"},     // two hours for ten, one for five: 11:30
		{"2018-02-02 10:30", 10, 10, "按今天的速度今天下午完"},    // four hours of work are over at 15:00
		{"2018-02-02 12:30", 14, 12, "按今天的速度今天下午完"},    // noon is no work: 3.5 hours for 14, three for 12, 17:30
		{"2018-02-02 12:30", 14, 13, "按今天的速度2月5日上午完"},  // a quarter of an hour more is on Monday
		{"2018-02-02 10:30", 10, 100, "按今天的速度2月7日上午完"}, // twenty hours: 4.5 today, 6.5 and 6.5, 2.5 on Wednesday
		{"2018-02-13 20:00", 10, 11, "按今天的速度2月22日上午完"}, // after a full day; then Wednesday 14 and the Spring Festival, 15 to 21
		{"2018-02-02 10:30", 4, 10, ""},                // too few to say anything
		{"2018-02-02 08:40", 10, 10, ""},               // too early
		{"2018-02-02 10:30", 10, 0, ""},                // nothing left
	} {
		now, err := time.ParseInLocation("2006-01-02 15:04", c.at, time.Local)
		if err != nil {
			t.Fatal(err)
		}
		if got := pace(calendar, now, c.done, c.open); got != c.want {
			t.Errorf("%s, %d done, %d open: %q, want %q", c.at, c.done, c.open, got, c.want)
		}
	}
}
