package publicity

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"zicha/forms/merge"
	"zicha/forms/tables"
	"zicha/scoring"
	"zicha/scoring/canon"
)

// date is a day counted from 1970-01-01. Zero is taken for a real day; whether there is one is told beside it.
type date int32

// iso words a day as 2017-09-01.
func (d date) iso() string { return d.time().Format(time.DateOnly) }

func (d date) time() time.Time { return time.Unix(int64(d)*86400, 0).UTC() }

func (d date) year() int { return d.time().Year() }

// The years a decision can be of.
const (
	firstYear = 1949
	lastYear  = 2100
)

// dayOf gives the day of a date; ok is false where there is no such date.
func dayOf(year, month, day int) (date, bool) {
	if month < 1 || month > 12 || day < 1 || day > 31 {
		return 0, false
	}
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	return date(t.Unix() / 86400), t.Day() == day
}

// parseDate reads a date as spreadsheets of offices hold it: 2017.9.1, 2017-9-1, 2017/9/1, 2017年9月1日, each with a time behind it,
// 20170901, 20170901083000, and the serial number of a day (42979, or 42979.35 with a time). ok is false for anything else and for
// days that do not exist.
func parseDate(text string, date1904 bool) (d date, ok bool) {
	text = weekday.ReplaceAllString(narrowed(merge.Unguarded(text)), "")
	if len(text) == 0 || len(text) > 60 || text[0] < '0' || text[0] > '9' {
		return 0, false
	}
	if strings.ContainsAny(text, "eE") {
		f, err := strconv.ParseFloat(text, 64)
		if err != nil {
			return 0, false
		}
		text = strconv.FormatFloat(f, 'f', -1, 64)
	}
	for _, layout := range []string{"2-Jan-06", "2-Jan-2006", "2 Jan 2006"} {
		if t, err := time.Parse(layout, text); err == nil {
			return dayOf(t.Year(), int(t.Month()), t.Day())
		}
	}
	if short := shortYear.FindStringSubmatch(text); short != nil {
		text = "20" + text
	}
	whole, fraction, dotted := strings.Cut(text, ".")
	if allDigits(whole) && (!dotted || len(whole) == 5 && allDigits(fraction)) {
		d, ok = fromDigits(whole, date1904)
	} else {
		d, ok = fromParts(text)
	}
	return d, ok && d.year() >= firstYear && d.year() <= lastYear
}

// weekday is what stands behind a date in long formats.
var weekday = regexp.MustCompile(` *[(（]?(?:星期|周|礼拜)[一二三四五六日天][)）]?`)

// shortYear is a date whose first number can only be the year: no month, and no decision is older.
var shortYear = regexp.MustCompile(`^(?:1[3-9]|[23][0-9])[-./年][0-9]{1,2}[-./月][0-9]{1,2}(?:[日号 ].*)?$`)

// epoch gives the day, in China's time, of seconds or thousandths of them since 1970.
func epoch(text string) (date, bool) {
	seconds, err := strconv.ParseInt(text[:10], 10, 64)
	return date((seconds + 8*3600) / 86400), err == nil && text[0] == '1'
}

// fromDigits reads 20170901, with hours, minutes and perhaps seconds behind it, or a serial number.
func fromDigits(text string, date1904 bool) (date, bool) {
	switch len(text) {
	case 5:
		day, ok := tables.Serial(digits(text), date1904)
		return date(day), ok
	case 10, 13:
		return epoch(text)
	case 12, 14:
		if text[8:10] > "24" || text[10:12] > "59" {
			return 0, false
		}
	case 8:
	default:
		return 0, false
	}
	return dayOf(digits(text[:4]), digits(text[4:6]), digits(text[6:8]))
}

// fromParts reads year, month and day with marks between them; a time may follow.
func fromParts(text string) (date, bool) {
	var part [3]int
	for i, marks := range []string{"-./年", "-./月", ""} {
		n := min(4, len(text)-len(strings.TrimLeft(text, "0123456789")))
		if n == 0 || (i == 0) != (n == 4) || i > 0 && n > 2 {
			return 0, false
		}
		part[i] = digits(text[:n])
		text = strings.TrimLeft(text[n:], " ")
		if i == 2 {
			break
		}
		mark := strings.IndexFunc(text, func(r rune) bool { return !strings.ContainsRune(marks, r) })
		if mark != 1 && mark != len("年") {
			return 0, false
		}
		text = strings.TrimLeft(text[mark:], " ")
	}
	for _, after := range []string{"日", "号"} {
		text = strings.TrimPrefix(text, after)
	}
	if text != "" && !isTime(text) {
		return 0, false
	}
	return dayOf(part[0], part[1], part[2])
}

// isTime reports whether what follows a date can be a time of day.
func isTime(text string) bool {
	return strings.Trim(text, "0123456789:.TZ+ 上下午时分秒AMPamp") == "" && strings.ContainsAny(text, "0123456789") && text[0] != '.'
}

func allDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// narrowed gives a cell's text without white space around it, its full-width letters and digits in their narrow form.
func narrowed(text string) string {
	for i := range len(text) {
		if text[i] >= 0x80 {
			return strings.ReplaceAll(canon.Identity(text), "\u00a0", " ")
		}
	}
	return strings.TrimSpace(text)
}

// deadline is the last day on which a decision is published in time; known is false where the calendar does not reach that far.
type deadline struct {
	last  date
	known bool
}

// workingDays is how long publication may take (自作出行政决定之日起7个工作日内).
const workingDays = 7

// punctual reports whether decisions were published in time, each day asked of the calendar once.
type punctual struct {
	calendar *scoring.Calendar
	known    map[date]deadline
}

// onTime reports whether a decision was published in time; ok is false where the calendar cannot tell. A day the calendar has before
// the seventh working day, which lies beyond it, is surely in time.
func (p *punctual) onTime(decided, published date) (yes, ok bool) {
	if published < decided {
		return false, true
	}
	due, asked := p.known[decided]
	if !asked {
		last, err := p.calendar.Add(decided.iso(), workingDays)
		if err == nil {
			due.last, due.known = parseDate(last, false)
		}
		p.known[decided] = due
	}
	if due.known {
		return published <= due.last, true
	}
	if published == decided {
		return true, true
	}
	_, err := p.calendar.Between(decided.iso(), published.iso())
	return err == nil, err == nil
}
