package tables

import "testing"

// TestMoment: the days are those the calendar has between them: 1900-01-01 is 1, 1900-02-28 is 59, the 29th that never was is 60,
// 1900-03-01 is 61; from there on a number is the days since 1899-12-30: 2017-09-01 is 42979, for 117 years with 28 leap days (1904 to
// 2016, 29 with 1900's that never was) and 243 days. Counting from 1904 a day is 1462 less.
func TestMoment(t *testing.T) {
	for _, c := range []struct {
		serial string
		later  bool
		want   string
	}{
		{"1", false, "1900-01-01"},
		{"59", false, "1900-02-28"},
		{"60", false, ""},
		{"61", false, "1900-03-01"},
		{"366", false, "1900-12-31"},
		{"367", false, "1901-01-01"},
		{"25569", false, "1970-01-01"},
		{"42736", false, "2017-01-01"},
		{"42979", false, "2017-09-01"},
		{"43159", false, "2018-02-28"},
		{"43160", false, "2018-03-01"},
		{"42979.5", false, "2017-09-01 12:00:00"},
		{"42979.354166666664", false, "2017-09-01 08:30:00"},
		{"42979.99999999", false, "2017-09-02"},
		{"42978.9999", false, "2017-08-31 23:59:51"},
		{"2958465", false, "9999-12-31"},
		{"2958466", false, ""},
		{"0", false, ""},
		{"-1", false, ""},
		{"0.5", false, ""},
		{"x", false, ""},
		{"NaN", false, ""},
		{"0", true, "1904-01-01"},
		{"59", true, "1904-02-29"},
		{"60", true, "1904-03-01"},
		{"41517", true, "2017-09-01"},
		{"41517.25", true, "2017-09-01 06:00:00"},
		{"2957003", true, "9999-12-31"},
		{"2957004", true, ""},
	} {
		if got, ok := Moment(c.serial, c.later); got != c.want || ok != (c.want != "") {
			t.Errorf("%s %v: %q %v, want %q", c.serial, c.later, got, ok, c.want)
		}
	}
}

func TestShowsDay(t *testing.T) {
	for code, want := range map[string]bool{
		"yyyy-mm-dd": true, `yyyy"年"m"月"d"日"`: true, "m/d": true, "[$-804]yyyy/m/d;@": true, "YYYY": true, "h:mm": false, "[h]:mm": false, "General": false,
		"0.00": false, `0"days"`: false, `\d0`: false, "[Red]0": false, `0;yyyy`: false, "@": false, "": false, `_d0*d`: false,
	} {
		if got := showsDay(code); got != want {
			t.Errorf("%q: %v", code, got)
		}
	}
}

func TestPlain(t *testing.T) {
	for text, want := range map[string]string{
		"32.6500000000000000014": "32.65", "1.86000000000000000001": "1.86",
		"0.1234567890123455": "0.123456789012346", "-1.5e-3": "-0.0015", "1.23e2": "123", "1.5e20": "1.5e20", "1e-500": "1e-500",
		"5": "5", "5.00": "5.00", "37.250000000000004": "37.25", "0.1": "0.1", "1E3": "1000", "1.5e-2": "0.015", "1e5": "100000", "-2.5": "-2.5",
		"341621198001010018": "341621198001010018", "0.30000000000000004": "0.3", "1e400": "1e400", "1e16": "1e16", "abc": "abc", "": "", "0x10": "0x10", "1e": "1e",
		"1.2345678901234567890123": "1.23456789012346", "5.": "5.", "32.6500000000000014": "32.65",
		"32.64999999999999857891452847979962825775146484375000": "32.65",
	} {
		if got := Plain(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestSameNumber(t *testing.T) {
	for pair, want := range map[[2]string]bool{
		{"5", "5.00"}: true, {"37.25", "37.250000000000004"}: true, {"5", "5.01"}: false, {"5", "甲"}: false, {"1000", "1E3"}: true, {"", ""}: false, {"NaN", "NaN"}: false,
	} {
		if SameNumber(pair[0], pair[1]) != want {
			t.Errorf("%v: not %v", pair, want)
		}
	}
}

func TestPlaces(t *testing.T) {
	for column, want := range map[int]string{0: "A", 25: "Z", 26: "AA", 51: "AZ", 52: "BA", 701: "ZZ", 702: "AAA", 16383: "XFD"} {
		if got := ColumnName(column); got != want {
			t.Errorf("%d: %s, want %s", column, got, want)
		}
		if got, row := coordinates([]byte(want + "17")); got != column || row != 17 {
			t.Errorf("%s17: %d, %d", want, got, row)
		}
	}
}
