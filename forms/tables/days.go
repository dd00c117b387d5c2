package tables

import (
	"bytes"
	"math"
	"strconv"
	"strings"
	"time"

	"zicha/scoring/canon"
)

// maxFormats is how many cell formats a workbook can have.
const maxFormats = 65_536

const stylesName = "工作簿里的单元格格式"

// isDay reports whether a cell format shows a number as a date.
func (b *Book) isDay(style int) (bool, error) {
	if b.days == nil {
		b.days = make([]bool, 0, 64)
		if f := b.ofKind("styles"); f != nil {
			own := map[string]bool{}
			if err := b.elements(f, stylesName, func(s *scanner) error { return b.format(s, own) }); err != nil {
				return false, err
			}
		}
	}
	return style < len(b.days) && b.days[style], nil
}

// format takes a number format, or a cell format with the number of its own: numFmts stand before cellXfs, whose parent tells them from
// cellStyleXfs.
func (b *Book) format(s *scanner, own map[string]bool) error {
	if s.depth != 3 {
		return nil
	}
	switch string(s.local) {
	case "numFmt":
		if len(own) < maxFormats {
			own[string(s.attr("numFmtId"))] = showsDay(string(s.attr("formatCode")))
		}
	case "xf":
		if !bytes.HasSuffix(s.open[:s.marks[2]], []byte("cellXfs")) || len(b.days) > maxFormats {
			return nil
		}
		id := string(s.attr("numFmtId"))
		day, ours := own[id]
		if !ours {
			n, _ := strconv.Atoi(id)
			day = n >= 14 && n <= 17 || n == 22 || n >= 27 && n <= 31 || n == 36 || n >= 50 && n <= 54 || n == 57 || n == 58
		}
		b.days = append(b.days, day)
	}
	return nil
}

// showsDay reports whether a number format shows a day: y or d outside quotes, brackets and escapes, 年 or 日 where spreadsheets of
// China have them.
func showsDay(code string) bool {
	code, _, _ = strings.Cut(code, ";")
	quoted, bracket, escaped := false, false, false
	for _, c := range strings.ToLower(code) {
		switch {
		case escaped:
			escaped = false
		case c == '"' && !bracket:
			quoted = !quoted
		case quoted:
		case c == '[' || c == ']':
			bracket = c == '['
		case bracket:
		case c == '\\' || c == '_' || c == '*':
			escaped = true
		case c == 'y' || c == 'd':
			return true
		}
	}
	return false
}

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
