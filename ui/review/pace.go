package review

import (
	"strconv"
	"time"

	"zicha/scoring"
)

// The working day, for saying when work will be done.
const (
	dayBegins, noonBegins = 8*time.Hour + 30*time.Minute, 12 * time.Hour
	noonEnds, dayEnds     = 14*time.Hour + 30*time.Minute, 17*time.Hour + 30*time.Minute
	workday               = noonBegins - dayBegins + dayEnds - noonEnds
)

// worked is how much of the working day is over at a time of the day.
func worked(at time.Duration) time.Duration {
	morning := min(max(at, dayBegins), noonBegins) - dayBegins
	return morning + min(max(at, noonEnds), dayEnds) - noonEnds
}

// leastForPace is how many acts of today, over how much of the day, say something about the pace.
const (
	leastForPace = 5
	leastWorked  = 15 * time.Minute
)

// pace words when the open cells will be decided at the speed of today's acts: “按今天的速度2月4日下午完”. "" where today says too little.
func pace(c *scoring.Calendar, now time.Time, done, open int) string {
	day := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, now.Location())
	over := worked(now.Sub(day))
	if done < leastForPace || over < leastWorked || open == 0 || c == nil {
		return ""
	}
	need := time.Duration(float64(over) / float64(done) * float64(open))
	rest := workday - over
	date, at := now.Format(time.DateOnly), over+need
	if need > rest {
		days := int((need - rest) / workday)
		next, err := c.Add(date, days+1)
		if err != nil {
			return ""
		}
		date, at = next, need-rest-time.Duration(days)*workday
	}
	end, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return ""
	}
	half := "上午"
	if at > noonBegins-dayBegins {
		half = "下午"
	}
	when := strconv.Itoa(int(end.Month())) + "月" + strconv.Itoa(end.Day()) + "日"
	if date == now.Format(time.DateOnly) {
		when = "今天"
	}
	return "按今天的速度" + when + half + "完"
}

func sameDay(stamp string, now time.Time) bool {
	at, err := time.Parse(time.RFC3339, stamp)
	return err == nil && at.In(now.Location()).Format(time.DateOnly) == now.Format(time.DateOnly)
}
