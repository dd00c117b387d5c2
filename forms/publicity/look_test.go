package publicity

import (
	"strings"
	"testing"
)

// What is shown of a table before it is counted: how it is written, its headings, the first values, what its columns hold.
func TestWhatIsShownOfATable(t *testing.T) {
	path := file(t, "甲.csv", "决定日期;行政相对人名称;行政相对人代码_1（统一社会信用代码）\n2017-06-01;一二三四五六七八九十一二三四五六七八九;A\n;乙\n")
	s, err := Look(t.Context(), []string{path, path})
	if err != nil || len(s.Tables) != 1 {
		t.Fatal(s, err)
	}
	same(t, "passed over", s.Passed, "“甲.csv”选了两次，只读一次。")
	table := s.Tables[0]
	same(t, "form", []string{table.Form, table.Name(), table.Heading(Credit), table.Heading(Tax)}, "UTF-8，分号分隔", "甲.csv", "行政相对人代码_1（统一社会信用代码）", "")
	same(t, "dates", table.Samples[0], "2017-06-01")
	same(t, "names", table.Samples[1], "一二三四五六七八九十一二三四五六七八…", "乙")
	for heading, want := range map[string]int{"行政相对人名称": 1, " 决定 日期： ": 0, "【决定日期】": 0, "决—定.日,期": 0} {
		if column, ok := table.Column(heading); !ok || column != want {
			t.Errorf("%s is column %d %v, want %d", heading, column, ok, want)
		}
	}
	for _, heading := range []string{"", "：", "机关"} {
		if _, ok := table.Column(heading); ok {
			t.Errorf("there is a column %q", heading)
		}
	}
	other, err := Look(t.Context(), []string{file(t, "乙.csv", "决定日期,行政相对人名称\n")})
	if err != nil || len(table.Fingerprint()) != 20 || table.Fingerprint() == other.Tables[0].Fingerprint() {
		t.Error(table.Fingerprint(), err)
	}
	if _, err := Look(t.Context(), []string{file(t, "丙.csv", "一\n二\n")}); err == nil ||
		err.Error() != "“丙.csv”：里面没有找到表头；请在第一行写上列名，例如“许可决定日期”“行政相对人名称”，再选一次" {
		t.Error(err)
	}
}

// A code that is masked by asterisks, as persons' are, is not called wrong; one with another character is.
func TestMaskedCodes(t *testing.T) {
	r := counted(t, file(t, "甲.csv", "行政相对人名称,统一社会信用代码,决定书文号,决定日期\n甲,91350100M0001****3,一,2017-06-01\n乙,91350100M000100Y44,二,2017-06-01\n"))
	if got := tallies(r.Noted)[WrongCredit]; got != 1 || r.Complete != 2 {
		t.Errorf("%d wrong, %d complete", got, r.Complete)
	}
}

// A table without a day of publication says nothing of 19: none of its rows is late.
func TestNoDayOfPublication(t *testing.T) {
	r := counted(t, file(t, "甲.csv", "决定日期,行政相对人名称,决定书文号\n2017-06-01,甲,一\n"))
	if r.Updated != 0 || r.OnTime != 0 || tallies(r.Noted)[NoPublished] != 0 || !strings.Contains(r.Gaps["19.1"], "甲.csv") {
		t.Errorf("%+v", r)
	}
}

// Only a cell's letters and digits are made narrow; marks of full width that stand beyond them stay.
func TestNarrowed(t *testing.T) {
	for text, want := range map[string]string{"！Ａ０～": "!A0~", "｟甲｠": "｟甲｠", "　甲\u00a0乙\ufeff\u200b ": "甲 乙"} {
		if got := narrowed(text); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}
