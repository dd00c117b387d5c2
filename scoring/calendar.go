package scoring

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

// Calendar knows the working days of the years on file: weekdays without public holidays, and the weekends worked instead (国务院办公厅
// 关于节假日安排的通知). A question beyond those years is refused, never guessed.
type Calendar struct {
	years map[int]bool
	off   map[string]bool // ISO dates
	work  map[string]bool
}

// ErrBeyondCalendar means that a date lies in a year without a holiday arrangement on file.
var ErrBeyondCalendar = errors.New("没有这一年的节假日安排，无法计算工作日")

// LoadCalendar reads a calendar file.
func LoadCalendar(data []byte) (*Calendar, error) {
	var file struct {
		Years []struct {
			Year int      `toml:"year"`
			Off  []string `toml:"off"`
			Work []string `toml:"work"`
		} `toml:"year"`
	}
	if _, err := decodeTOML(data, &file); err != nil {
		return nil, fmt.Errorf("节假日安排：%w", err)
	}
	c := &Calendar{years: map[int]bool{}, off: map[string]bool{}, work: map[string]bool{}}
	for _, y := range file.Years {
		c.years[y.Year] = true
		for _, span := range y.Off {
			if err := mark(c.off, y.Year, span); err != nil {
				return nil, err
			}
		}
		for _, day := range y.Work {
			if err := mark(c.work, y.Year, day); err != nil {
				return nil, err
			}
		}
	}
	return c, nil
}

// mark enters a day, or all days of "first/last", of a year.
func mark(days map[string]bool, year int, span string) error {
	first, last, isSpan := strings.Cut(span, "/")
	if !isSpan {
		last = first
	}
	day, err := time.Parse(time.DateOnly, first)
	end, endErr := time.Parse(time.DateOnly, last)
	if err != nil || endErr != nil || end.Before(day) || end.Sub(day) > 31*24*time.Hour {
		return fmt.Errorf("节假日安排：“%s”应写成 %[2]d-01-01 或 %[2]d-01-01/%[2]d-01-02", span, year)
	}
	for ; !day.After(end); day = day.AddDate(0, 0, 1) {
		days[day.Format(time.DateOnly)] = true
	}
	return nil
}

// Working reports whether an ISO date is a working day.
func (c *Calendar) Working(date string) (bool, error) {
	day, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return false, fmt.Errorf("“%s”不是日期", date)
	}
	if !c.years[day.Year()] {
		return false, ErrBeyondCalendar
	}
	weekend := day.Weekday() == time.Saturday || day.Weekday() == time.Sunday
	return c.work[date] || !weekend && !c.off[date], nil
}

// Add gives the nth working day after an ISO date; the day after it is the first to be looked at (行政决定作出次日起算).
func (c *Calendar) Add(date string, n int) (string, error) {
	day, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return "", fmt.Errorf("“%s”不是日期", date)
	}
	for n > 0 {
		day = day.AddDate(0, 0, 1)
		working, err := c.Working(day.Format(time.DateOnly))
		if err != nil {
			return "", err
		}
		if working {
			n--
		}
	}
	return day.Format(time.DateOnly), nil
}

// Between counts the working days after one ISO date up to and including another; none where the second is not later.
func (c *Calendar) Between(from, to string) (int, error) {
	day, err := time.Parse(time.DateOnly, from)
	if err != nil {
		return 0, fmt.Errorf("“%s”不是日期", from)
	}
	n := 0
	for {
		day = day.AddDate(0, 0, 1)
		date := day.Format(time.DateOnly)
		if date > to {
			return n, nil
		}
		working, err := c.Working(date)
		if err != nil {
			return 0, err
		}
		if working {
			n++
		}
	}
}
