package tables

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// unixEpoch is 1970-01-01 as a serial number, unix1904 where counting begins in 1904.
const (
	unixEpoch = 25_569
	unix1904  = 24_107
	lastDay   = 2_958_465 // 9999-12-31
)

// Serial gives the day, counted from 1970-01-01, of a spreadsheet's serial number. Counting begins with 1 on 1900-01-01, or with 0 on
// 1904-01-01; the 29 February that 1900 has in spreadsheets, number 60, is no day.
func Serial(n int, date1904 bool) (day int, ok bool) {
	switch {
	case date1904:
		return n - unix1904, n >= 0 && n <= lastDay-unixEpoch+unix1904
	case n < 60:
		return n - unixEpoch + 1, n >= 1
	}
	return n - unixEpoch, n > 60 && n <= lastDay
}

// Moment words a serial number as 2017-09-01, with a time of day as 2017-09-01 08:30:00; ok is false where it is none.
func Moment(serial string, date1904 bool) (text string, ok bool) {
	x, err := strconv.ParseFloat(serial, 64)
	if err != nil || x < 0 || x > lastDay+1 {
		return "", false
	}
	whole, part := math.Modf(x)
	seconds := int64(math.Round(part * 86_400)) // spreadsheets show no more
	n := int(whole)
	if seconds == 86_400 {
		n, seconds = n+1, 0
	}
	day, ok := Serial(n, date1904)
	if !ok {
		return "", false
	}
	t := time.Unix(int64(day)*86_400+seconds, 0).UTC()
	if seconds == 0 {
		return t.Format(time.DateOnly), true
	}
	return t.Format(time.DateTime), true
}

// isoDay words what a cell of the kind for dates holds, 2017-09-01T08:30:00Z, like Moment.
func isoDay(text string) string {
	text = strings.TrimSuffix(text, "Z")
	day, clock, timed := strings.Cut(text, "T")
	if !timed || strings.Trim(clock, "0:.") == "" {
		return day
	}
	return day + " " + clock
}
