package publicity

import "testing"

func TestCredit(t *testing.T) {
	for code, want := range map[string]bool{
		"91350100M000100Y43": true, "1134160073302996XP": true, "91350100m000100y43": true,
		"91310115MA1H8R7C6D": false, "91350100M000100Y34": false, "91350100M000100Y4": false, "91350100M000100Y433": false,
		"91350100M000100I43": false, "": false, "９１３５０１００Ｍ０００１": false, "91350100M000100Y4\x00": false,
	} {
		if ValidCredit(code) != want {
			t.Errorf("%q: %v", code, !want)
		}
	}
}

// The numbers are invented; 11010519491231002X is the example of the standard itself.
func TestIdentity(t *testing.T) {
	for number, want := range map[string]bool{
		"11010519491231002X": true, "11010519491231002x": true, "440524188001010014": true,
		"110105194912310021": false, "11010519490230002X": false, "11010519491331002X": false, "1101051949123100": false, "": false,
		"A1010519491231002X": false, "110105194912310021X": false,
	} {
		if ValidIdentity(number) != want {
			t.Errorf("%q: %v", number, !want)
		}
	}
}

func TestLost(t *testing.T) {
	for code, want := range map[string]bool{
		"341621199001011000": true, "9.13416E+17": true, "9.13416E17": true, "3E+17": true, "913416210000012000": true,
		"34162119900101100000": true, // a tax number of 20 digits
		"91350100M000100Y43":   false, "341621000000001": false, "341621000000000": false, "12345678-9": false, "1E1234567": false,
		"91E45678X": false, "": false, "0": false, "440524188001010014": false,
	} {
		if lost(code) != want {
			t.Errorf("%q: %v", code, !want)
		}
	}
}

func TestDates(t *testing.T) {
	for text, want := range map[string]string{
		"2017.9.1": "2017-09-01", "2017-9-1": "2017-09-01", "2017/9/1": "2017-09-01", "20170901": "2017-09-01", "2017年9月1日": "2017-09-01",
		"2017-09-01": "2017-09-01", "２０１７．９．１": "2017-09-01", "２０１７年９月１日": "2017-09-01", " 2017 年 9 月 1 日 ": "2017-09-01", "2017年9月1号": "2017-09-01",
		"42979": "2017-09-01", "42979.5": "2017-09-01", "4.2979E4": "2017-09-01", "20170901083000": "2017-09-01", "201709010830": "2017-09-01", "2.0170901E7": "2017-09-01",
		"2017-09-01 08:30:00": "2017-09-01", "2017/9/1 8:30": "2017-09-01", "2017-09-01T08:30:00Z": "2017-09-01", "2017-09-01T08:30:00.000+08:00": "2017-09-01",
		"2017年9月1日 上午8时30分": "2017-09-01", "2017年9月1日8时": "2017-09-01", "2016-02-29": "2016-02-29", "2017-9-1 8:30:00 PM": "2017-09-01", "\ufeff2017-9-1": "2017-09-01",
		"2017-02-29": "", "2017-02-30": "", "2017-13-01": "", "20170230": "", "2017": "", "2017.9": "", "2017年9月": "", "9/1/2017": "", "17-9-1": "2017-09-01", "0": "", "1234567": "",
		"去年": "", "2017-09-01-02": "", "2017-9-1.5": "", "2017--9-1": "", "1900-01-01": "", "99999": "", "00000": "", "2017-9-123": "", "20170901993000": "", "1e400": "", "2017-9-1x": "",
	} {
		d, ok := parseDate(text, false)
		if got := d.iso(); ok != (want != "") || ok && got != want {
			t.Errorf("%q is %v %s, want %q", text, ok, got, want)
		}
	}
	if d, ok := parseDate("41517", true); !ok || d.iso() != "2017-09-01" {
		t.Errorf("counted from 1904: %s", d.iso())
	}
}

func TestBlankCells(t *testing.T) {
	for cell, want := range map[string]bool{
		"": true, " ": true, "　": true, "/": true, "／": true, "\\": true, "-": true, "—": true, "——": true, "*": true, "无": true, "（无）": true, "无。": true, "空": true, "NULL": true,
		"null": true, "N/A": true, "#N/A": true, "暂无": true, "\u200b": true, "×": true,
		"无锡公司": false, "0": false, "空军": false, "A": false, "张三": false, "缺口镇": false,
	} {
		if isBlank(cell) != want {
			t.Errorf("%q: %v", cell, !want)
		}
	}
}
