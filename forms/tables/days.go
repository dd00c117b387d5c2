package tables

import (
	"math"
	"strconv"
	"strings"
	"time"

	"zicha/scoring/canon"
)

// Moment words a serial number as 2017-09-01, with a time of day as 2017-09-01 08:30:00; ok is false where it is none.
func Moment(serial string, date1904 bool) (text string, ok bool) {
	x, err := strconv.ParseFloat(serial, 64)
	if err != nil || x < 0 || x > canon.LastSerial+1 {
		return "", false
	}
	whole, part := math.Modf(x)
	seconds := int64(math.Round(part * 86_400)) // spreadsheets show no more
	n := int(whole)
	if seconds == 86_400 {
		n, seconds = n+1, 0
	}
	day, ok := canon.Serial(n, date1904)
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
