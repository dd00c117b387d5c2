package canon

import (
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// The years a date in a file can be of; a number that gives another is none.
const (
	firstYear = 1949
	lastYear  = 2100
)

// longestDate is how many bytes a date has at most, weekday and time of day with it.
const longestDate = 60

// Day gives the day, counted from 1970-01-01, of a date as people write it: 2017-9-1, 2017.9.1, 2017/9/1 星期五, 2017年9月1日,
// 二〇一七年九月一日, 20170901, 17/9/1, 1-Sep-17, 9/15/2017. ok is false for anything else, for days that do not exist, and where year, month
// and day could be read in two ways.
func Day(text string) (day int, ok bool) {
	text = unweekday(narrowDate(text))
	if text == "" || len(text) > longestDate {
		return 0, false
	}
	day, rest, ok := written(text)
	return day, ok && rest == ""
}

// StoredDay gives the day of a date as files hold it: what Day takes, a time of day behind it, 20170901083000, seconds or thousandths of
// them since 1970 in China's time, and the serial number of a day (42979, or 42979.35 with a time).
func StoredDay(text string, date1904 bool) (day int, ok bool) {
	text = narrowDate(text)
	if text == "" || len(text) > longestDate {
		return 0, false
	}
	if text[0] >= '0' && text[0] <= '9' && strings.ContainsAny(text, "eE") {
		if f, err := strconv.ParseFloat(text, 64); err == nil {
			text = strconv.FormatFloat(f, 'f', -1, 64)
		}
	}
	whole, fraction, dotted := strings.Cut(text, ".")
	if allDigits(whole) && (!dotted || len(whole) == 5 && allDigits(fraction)) {
		day, ok = fromDigits(whole, date1904)
	} else {
		rest := ""
		day, rest, ok = written(unweekday(text))
		ok = ok && (rest == "" || isTime(rest))
	}
	year := dayTime(day).Year()
	return day, ok && year >= firstYear && year <= lastYear
}

// shortDay is a day without its year, or also without its month.
var shortDay = regexp.MustCompile(`^(?:([0-9]{1,2}) ?[-./月] ?)?([0-9]{1,2})( ?[日号])?$`)

// DayIn gives the day of a date typed without its year (3月5日, 3-5, 3.5) or, where the month is known and not 0, by the day alone (5, 5日).
func DayIn(text string, year, month int) (day int, ok bool) {
	part := shortDay.FindStringSubmatch(narrowDate(text))
	if part == nil {
		return 0, false
	}
	if part[1] != "" {
		month = digits(part[1])
	}
	return DayOf(year, month, digits(part[2]))
}

// ISO words a day: 2017-09-01.
func ISO(day int) string { return dayTime(day).Format(time.DateOnly) }

// DayOf gives the day of a date; ok is false where there is no such date.
func DayOf(year, month, day int) (int, bool) {
	if month < 1 || month > 12 || day < 1 || day > 31 {
		return 0, false
	}
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	return int(t.Unix() / 86_400), t.Day() == day
}

func dayTime(day int) time.Time { return time.Unix(int64(day)*86_400, 0).UTC() }

// written reads a date; rest is what stands behind it.
func written(text string) (day int, rest string, ok bool) {
	if len(text) == len("20170901") && allDigits(text) {
		day, ok = DayOf(digits(text[:4]), digits(text[4:6]), digits(text[6:]))
		return day, "", ok
	}
	if text[0] >= '0' && text[0] <= '9' {
		if short := shortYear.FindStringSubmatch(text); short != nil {
			if last := digits(short[3]); short[2] != "年" && last >= firstShort {
				return 0, "", false // 25/12/17: either end may be the year
			}
			text = "20" + text
		}
		if day, rest, ok = fromParts(text); ok {
			return day, rest, true
		}
		if day, ok = yearLast(text); ok {
			return day, "", true
		}
	}
	if day, ok = inNumerals(text); ok {
		return day, "", true
	}
	for _, layout := range []string{
		"2-Jan-06", "2-Jan-2006", "2 Jan 2006", "2 January 2006", "Jan 2, 2006", "January 2, 2006", "Jan 2 2006",
		"Mon Jan _2 15:04:05 MST 2006", "Mon, 02 Jan 2006 15:04:05 MST",
	} {
		if t, err := time.Parse(layout, text); err == nil {
			day, ok = DayOf(t.Year(), int(t.Month()), t.Day())
			return day, "", ok
		}
	}
	return 0, "", false
}

// weekday is what stands behind a date in long formats.
var weekday = regexp.MustCompile(` *[(（]?(?:星期|周|礼拜)[一二三四五六日天][)）]?| *[(（][一二三四五六日][)）]`)

func unweekday(text string) string {
	if !strings.ContainsFunc(text, func(r rune) bool { return r >= '一' && r <= '龥' && r != '年' && r != '月' && r != '日' }) {
		return text
	}
	return strings.TrimSpace(weekday.ReplaceAllString(text, ""))
}

// shortYear is a date whose first number is no month; it is the year where the last one cannot be it.
var shortYear = regexp.MustCompile(`^(1[3-9]|[23][0-9])([-./年])[0-9]{1,2}[-./月]([0-9]{1,2})(?:[日号 ].*)?$`)

// firstShort is the first number of two digits that is taken for a year: no month, and no paper is older.
const firstShort = 13

// marks stand between year, month and day.
const marks = `-./\。、·—–`

// fromParts reads year, month and day with marks between them.
func fromParts(text string) (day int, rest string, ok bool) {
	var part [3]int
	for i, word := range []string{"年", "月", ""} {
		n := min(4, len(text)-len(strings.TrimLeft(text, "0123456789")))
		if n == 0 || (i == 0) != (n == 4) || i > 0 && n > 2 {
			return 0, "", false
		}
		part[i] = digits(text[:n])
		text = strings.TrimLeft(text[n:], " ")
		if i == 2 {
			break
		}
		mark, size := utf8.DecodeRuneInString(text)
		if size == 0 || !strings.ContainsRune(marks+word, mark) {
			return 0, "", false
		}
		text = strings.TrimLeft(text[size:], " ")
	}
	for _, after := range []string{"日", "号"} {
		text = strings.TrimPrefix(text, after)
	}
	day, ok = DayOf(part[0], part[1], part[2])
	return day, strings.TrimLeft(text, " "), ok
}

// yearAtEnd is a date of other countries, which have the month before the day or after it.
var yearAtEnd = regexp.MustCompile(`^([0-9]{1,2})[-./]([0-9]{1,2})[-./]((?:19|20)[0-9]{2})$`)

// yearLast reads a date with the year at its end, where only one of the other numbers can be the month.
func yearLast(text string) (int, bool) {
	part := yearAtEnd.FindStringSubmatch(text)
	if part == nil {
		return 0, false
	}
	month, day := digits(part[1]), digits(part[2])
	if month > 12 {
		month, day = day, month
	} else if day <= 12 && day != month {
		return 0, false
	}
	return DayOf(digits(part[3]), month, day)
}

// numerals is a date in Chinese numerals.
var numerals = regexp.MustCompile(`^([〇零○OΟ一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})[日号]$`)

// inNumerals reads 二〇一七年九月一日.
func inNumerals(text string) (int, bool) {
	part := numerals.FindStringSubmatch(strings.ReplaceAll(text, " ", ""))
	if part == nil {
		return 0, false
	}
	year := 0
	for _, r := range part[1] {
		year = year*10 + numeral(r)
	}
	month, fine := numeralOf(part[2])
	day, good := numeralOf(part[3])
	if !fine || !good {
		return 0, false
	}
	return DayOf(year, month, day)
}

func numeral(r rune) int {
	for i, n := range []rune("一二三四五六七八九") {
		if n == r {
			return i + 1
		}
	}
	return 0
}

// numeralOf reads 三, 十, 十二, 二十 and 三十一.
func numeralOf(text string) (int, bool) {
	tens, units, has := strings.Cut(text, "十")
	switch {
	case utf8.RuneCountInString(tens) > 1 || utf8.RuneCountInString(units) > 1 || strings.Contains(units, "十"):
		return 0, false
	case !has:
		r, _ := utf8.DecodeRuneInString(tens)
		return numeral(r), true
	}
	ten, unit := 1, 0
	if tens != "" {
		r, _ := utf8.DecodeRuneInString(tens)
		ten = numeral(r)
	}
	if units != "" {
		r, _ := utf8.DecodeRuneInString(units)
		unit = numeral(r)
	}
	return ten*10 + unit, true
}

// fromDigits reads 20170901, with hours, minutes and perhaps seconds behind it, seconds since 1970, or a serial number.
func fromDigits(text string, date1904 bool) (int, bool) {
	switch len(text) {
	case 5:
		return Serial(digits(text), date1904)
	case 10, 13:
		seconds, err := strconv.ParseInt(text[:10], 10, 64)
		return int((seconds + 8*3600) / 86_400), err == nil && text[0] == '1'
	case 12, 14:
		if text[8:10] > "24" || text[10:12] > "59" {
			return 0, false
		}
	case 8:
	default:
		return 0, false
	}
	return DayOf(digits(text[:4]), digits(text[4:6]), digits(text[6:8]))
}

// isTime reports whether what follows a date can be a time of day.
func isTime(text string) bool {
	return strings.Trim(text, "0123456789:.TZ+ 上下午时分秒AMPamp") == "" && strings.ContainsAny(text, "0123456789") && text[0] != '.'
}

func allDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

func digits(s string) int {
	n := 0
	for i := range len(s) {
		n = n*10 + int(s[i]-'0')
	}
	return n
}

// narrowDate gives a text without white space around it, its full-width letters and digits in their narrow form.
func narrowDate(text string) string {
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			return strings.TrimSpace(strings.ReplaceAll(Identity(text), "\u00a0", " "))
		}
	}
	return strings.TrimSpace(text)
}

// unixEpoch is 1970-01-01 as a serial number, unix1904 where counting begins in 1904; LastSerial is that of 9999-12-31.
const (
	unixEpoch  = 25_569
	unix1904   = 24_107
	LastSerial = 2_958_465
)

// Serial gives the day, counted from 1970-01-01, of a spreadsheet's serial number. Counting begins with 1 on 1900-01-01, or with 0 on
// 1904-01-01; the 29 February that 1900 has in spreadsheets, number 60, is no day.
func Serial(n int, date1904 bool) (day int, ok bool) {
	switch {
	case date1904:
		return n - unix1904, n >= 0 && n <= LastSerial-unixEpoch+unix1904
	case n < 60:
		return n - unixEpoch + 1, n >= 1
	}
	return n - unixEpoch, n > 60 && n <= LastSerial
}

// Month gives the number of a month as people write it: 2月, 2月份, 二月; anything else stays as it is.
func Month(text string) string {
	word, named := strings.CutSuffix(strings.TrimSuffix(text, "月份"), "月")
	if named = named || strings.HasSuffix(text, "月份"); !named {
		return text
	}
	word = strings.TrimSpace(word)
	if n, ok := numeralOf(word); ok && n > 0 {
		return strconv.Itoa(n)
	}
	return word
}

// yearMonth is a month with its year, and perhaps a day, as spreadsheets make one of it.
var yearMonth = regexp.MustCompile(`^([0-9]{4}) ?(?:年|[-./]) ?(0?[1-9]|1[0-2]) ?(?:月份?|[-./]0?1)?$`)

// MonthOfYear reads a month with its year: 2017年2月, 2017-02, also as the day 2017-02-01 that spreadsheets make of it.
func MonthOfYear(text string) (year, month int, ok bool) {
	part := yearMonth.FindStringSubmatch(narrowDate(text))
	if part == nil {
		return 0, 0, false
	}
	return digits(part[1]), digits(part[2]), true
}
