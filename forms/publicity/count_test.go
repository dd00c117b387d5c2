package publicity

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"zicha/assets"
	"zicha/scoring"
)

func calendar(t testing.TB) *scoring.Calendar {
	t.Helper()
	c, err := scoring.LoadCalendar(assets.Calendar)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// counted looks at files and counts them as guessed.
func counted(t testing.TB, paths ...string) *Result {
	t.Helper()
	s, err := Look(context.Background(), paths)
	if err != nil {
		t.Fatal(err)
	}
	r, err := Count(context.Background(), Job{Tables: s.Tables, Year: 2017, Targets: bozhou, Calendar: calendar(t)})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// file writes a text into a file of the test's.
func file(t testing.TB, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func tallies(list []*Tally) map[Reason]int {
	out := map[Reason]int{}
	for _, t := range list {
		out[t.Reason] = t.Count
	}
	return out
}

func (e expected) compare(t *testing.T, r *Result) {
	t.Helper()
	got := expected{r.Rows, r.Counted, r.Complete, r.OnTime, len(r.Names), tallies(r.Left), tallies(r.Noted)}
	if fmt.Sprint(got) != fmt.Sprint(e) {
		t.Errorf("counted\n%+v, to be\n%+v", got, e)
	}
	if r.Updated != r.Counted || len(r.Gaps)+len(r.Unchecked) > 0 {
		t.Errorf("updated %d, gaps %v, %v", r.Updated, r.Gaps, r.Unchecked)
	}
}

// Every way of writing a file gives the counts it was made for.
func TestDirtIsCounted(t *testing.T) {
	const rows = 400
	for _, way := range []struct {
		name, sep, mark string
		enc             encoding.Encoding
	}{
		{"UTF-8", ",", "", nil},
		{"UTF-8 with mark", ";", "\ufeff", nil},
		{"UTF-16 little", "\t", "", unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)},
		{"UTF-16 big", ",", "", unicode.UTF16(unicode.BigEndian, unicode.UseBOM)},
		{"GB 18030", ",", "", simplifiedchinese.GB18030},
		{"GB 18030 with tabs", "\t", "", simplifiedchinese.GB18030},
		{"full-width commas", "，", "", nil},
	} {
		t.Run(way.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "许可.csv")
			textFile(t, path, rows, way.sep, way.enc, way.mark).compare(t, counted(t, path))
		})
	}
	t.Run("workbook", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "许可.xlsx")
		bookFile(t, path, rows).compare(t, counted(t, path))
	})
}

// The same decisions in a second file are found, however that one is written.
func TestDuplicatesAcrossFiles(t *testing.T) {
	dir := t.TempDir()
	a, b := filepath.Join(dir, "许可.csv"), filepath.Join(dir, "副本.xlsx")
	e := textFile(t, a, 200, ",", simplifiedchinese.GB18030, "")
	bookFile(t, b, 200)
	r := counted(t, a, b)
	// Rows without a party are never known again.
	again := e.counted - e.noted[NoParty]
	if r.Counted != e.counted+e.noted[NoParty] || tallies(r.Left)[Twice] != 2*e.left[Twice]+again {
		t.Errorf("%d rows, counted %d, %v; of one file %d", r.Rows, r.Counted, tallies(r.Left), e.counted)
	}
}

const smallHead = "行政许可决定书文号,行政相对人名称,统一社会信用代码,许可决定日期,公示日期,许可机关\n"

// The seventh working day counts, the eighth does not; the day of decision does.
func TestOnTimeBoundaries(t *testing.T) {
	for _, c := range []struct {
		decided, published string
		onTime             int
	}{
		{"2017-01-20", "2017-02-04", 1},
		{"2017-01-20", "2017-02-05", 0}, // a Sunday after the seventh working day
		{"2017-09-29", "2017-10-16", 1},
		{"2017-09-29", "2017-10-17", 0},
		{"2017-12-29", "2018-01-10", 1},
		{"2017-12-29", "2018-01-11", 0},
		{"2017-06-01", "2017-06-01", 1},
		{"2017-06-02", "2017-06-01", 0},
		{"", "2017-06-01", 0},
		{"2017-06-01", "/", 0},
		{"2017-06-01", "2099-01-01", 0},
	} {
		r := counted(t, file(t, "a.csv", smallHead+"文1,甲,91350100M000100Y43,"+c.decided+","+c.published+",县局\n"))
		if r.OnTime != c.onTime || r.Updated != 1 || r.Counted != 1 {
			t.Errorf("%s → %s: on time %d of %d", c.decided, c.published, r.OnTime, r.Updated)
		}
	}
}

// Where the calendar ends nothing is guessed: what it cannot tell counts in 17 and not in 19.
func TestBeyondTheCalendar(t *testing.T) {
	text := smallHead + "文1,甲,91350100M000100Y43,2018-12-27,2018-12-28,县局\n" + // surely in time
		"文2,乙,91350100M000100Y43,2018-12-28,2019-01-02,县局\n" + // not known
		"文3,丙,91350100M000100Y43,2018-12-03,2019-01-02,县局\n" // surely late
	s, err := Look(context.Background(), []string{file(t, "a.csv", text)})
	if err != nil {
		t.Fatal(err)
	}
	r, err := Count(context.Background(), Job{Tables: s.Tables, Year: 2018, Targets: bozhou, Calendar: calendar(t)})
	if err != nil {
		t.Fatal(err)
	}
	if r.Counted != 3 || r.Updated != 2 || r.OnTime != 1 || tallies(r.Noted)[Beyond] != 1 {
		t.Errorf("counted %d, updated %d, on time %d, %v", r.Counted, r.Updated, r.OnTime, tallies(r.Noted))
	}
}

// Rows decided in another year are left out, unless they are wanted.
func TestYearOfDecision(t *testing.T) {
	text := smallHead + "文1,甲,91350100M000100Y43,2016-12-31,2017-01-03,县局\n文2,乙,91350100M000100Y43,2017-01-01,2017-01-03,县局\n" +
		"文3,丙,91350100M000100Y43,2017-12-31,2018-01-03,县局\n文4,丁,91350100M000100Y43,2018-01-01,2018-01-03,县局\n" +
		"文5,戊,91350100M000100Y43,,2018-01-03,县局\n文6,己,91350100M000100Y43,,,县局\n"
	path := file(t, "a.csv", text)
	if r := counted(t, path); r.Counted != 3 || tallies(r.Left)[Year] != 3 || r.Left[0].Where() != "a.csv第2、5、6行" {
		t.Errorf("counted %d, %v", r.Counted, tallies(r.Left))
	}
	s, err := Look(context.Background(), []string{path})
	if err != nil {
		t.Fatal(err)
	}
	r, err := Count(context.Background(), Job{Tables: s.Tables, Year: 2017, Targets: bozhou, AnyYear: true, Calendar: calendar(t)})
	if err != nil || r.Counted != 6 || r.Updated != 6 {
		t.Errorf("of any year: %+v, %v", r, err)
	}
}

// What cannot be told for want of a column is a gap, not nought.
func TestMissingColumnsAreGaps(t *testing.T) {
	r := counted(t, file(t, "a.csv", "决定书文号,行政相对人名称,许可决定日期\n文1,甲,2017-06-01\n"))
	for _, id := range []string{"13.1", "18.1", "19.1"} {
		if !strings.HasPrefix(r.Gaps[id], "“a.csv”没有选") {
			t.Errorf("%s: %q", id, r.Gaps[id])
		}
	}
	if r.Counted != 1 || r.Gaps["17.1"] != "" {
		t.Errorf("counted %d, %q", r.Counted, r.Gaps["17.1"])
	}
}

// Codes count by being there; what is wrong with them is told, and lost digits refuse the row.
func TestCodesOfRows(t *testing.T) {
	id := checked(t, "34162119900101002", "0123456789X", ValidIdentity)
	whole := ""
	for i := 1; whole == "" && i < 1000; i++ { // a real number may end in three noughts
		if n := fmt.Sprintf("3416211990%02d%02d%s", i%12+1, i%28+1, "1000"); ValidIdentity(n) {
			whole = n
		}
	}
	head := "文号,行政相对人名称,统一社会信用代码,组织机构代码,工商登记码,税务登记号,证件号,许可决定日期\n"
	for _, c := range []struct {
		codes                     string
		counted, complete, warned int
	}{
		{"91350100M000100Y43,,,,", 1, 1, 0},
		{"1134160073302996XP,,,,", 1, 1, 0},
		{"９１３５０１００m000100y43,,,,", 1, 1, 0},
		{"91310115MA1H8R7C6D,,,,", 1, 1, 1},
		{"/,12345678-9,无,—,空", 1, 1, 0},
		{"/,/,341621000000001,/,/", 1, 1, 0},
		{"/,/,/,341621000000001,/", 1, 1, 0},
		{"/,/,/,/," + id, 1, 1, 0},
		{"/,/,/,/,3416211990010100AB", 1, 1, 0}, // some other paper
		{"/,/,/,/,3416**********1234", 1, 1, 0},
		{"/,/,/,/," + id[:17] + string("0123456789X"[(strings.IndexByte("0123456789X", id[17])+1)%11]), 1, 1, 1},
		{"/,无,—,空,null", 1, 0, 0},
		{"000000000000000000,0,,,", 1, 0, 0},
		{"913416210000012000,,,,", 0, 0, 0},
		{"9.13416E+17,,,,", 0, 0, 0},
		{"9.13416210000012E17,,,,", 0, 0, 0},
		{",,,,3.41621E+17", 0, 0, 0},
		{",,,３４１６２１０００００００１２０００,", 0, 0, 0},
		{",,,," + whole, 1, 1, 0},
	} {
		r := counted(t, file(t, "a.csv", head+"文1,甲,"+c.codes+",2017-06-01\n"))
		warned := tallies(r.Noted)[WrongCredit] + tallies(r.Noted)[WrongID]
		if r.Counted != c.counted || r.Complete != c.complete || warned != c.warned || tallies(r.Left)[Lost] != 1-c.counted {
			t.Errorf("%s: counted %d, complete %d, warned %d, %v", c.codes, r.Counted, r.Complete, warned, tallies(r.Left))
		}
	}
}

// Rows that are none of a decision are told apart from poor ones.
func TestRowsThatAreNoDecision(t *testing.T) {
	text := "2017年行政许可信息\n填报单位：县局,,,,,\n" + smallHead +
		"XK_WSH,XK_XDR,XK_XDR_SHXYM,XK_JDRQ,SJC,XK_XZJG\n" + // taken for the headings' second row
		"文1,甲,91350100M000100Y43,2017-06-01,2017-06-02,县局\n" +
		",,,,,\n\n/,无,—,空,--,\n" +
		",,,,,县局\n" +
		strings.TrimSpace(smallHead) + "\n" +
		"合计,1,,,,\n说明：以上数据由县局提供,,,,,\n" +
		"文2,乙,,,,县局\n" // poor, but a decision
	r := counted(t, file(t, "a.csv", text))
	want := map[Reason]int{Blank: 3, Leftover: 1, Heading: 1, Note: 2}
	if got := tallies(r.Left); fmt.Sprint(got) != fmt.Sprint(want) || r.Counted != 2 || r.Complete != 1 || r.Rows != 9 {
		t.Errorf("left %v, counted %d, complete %d, rows %d", got, r.Counted, r.Complete, r.Rows)
	}
}

// Headings merged over two rows give each column the name that says more.
func TestHeadingsOverTwoRows(t *testing.T) {
	text := "序号,行政相对人信息,,,决定书文号,许可决定日期,许可机关\n,行政相对人名称,统一社会信用代码,居民身份证号,,,\n1,甲,91350100M000100Y43,,文1,2017-06-01,县局\n"
	s, err := Look(context.Background(), []string{file(t, "a.csv", text)})
	if err != nil {
		t.Fatal(err)
	}
	c := s.Tables[0].Columns
	if c[Party] != 1 || c[Credit] != 2 || c[Identity] != 3 || c[Number] != 4 || c[Decided] != 5 || c[Authority] != 6 || s.Tables[0].HeaderRow != 2 {
		t.Errorf("%v under row %d", c, s.Tables[0].HeaderRow)
	}
}

func TestGuessOfHeadings(t *testing.T) {
	for _, c := range []struct {
		head string
		want map[Meaning]string
	}{
		{"ＸＫ＿ＷＳＨ,xk_xdr,XK XDR SHXYM,XK_XDR_ZDM,XK_XDR_GSDJ,XK_XDR_SWDJ,XK_XDR_SFZ,XK_FR,XK_JDRQ,XK_XZJG,SJC", map[Meaning]string{
			Number: "ＸＫ＿ＷＳＨ", Party: "xk_xdr", Credit: "XK XDR SHXYM", Organization: "XK_XDR_ZDM", Registration: "XK_XDR_GSDJ", Tax: "XK_XDR_SWDJ",
			Identity: "XK_XDR_SFZ", Decided: "XK_JDRQ", Authority: "XK_XZJG", Published: "SJC",
		}},
		{"CF_WSH,CF_XDR_MC,CF_XDR_ZJHM,CF_FR_ZJHM,CF_JDRQ,CF_CFJG,公示日期（必填）,数据更新时间戳", map[Meaning]string{
			Number: "CF_WSH", Party: "CF_XDR_MC", Identity: "CF_XDR_ZJHM", Decided: "CF_JDRQ", Authority: "CF_CFJG", Published: "公示日期（必填）",
		}},
		{"处罚决定日期*,处罚机关,行政相对人名称,许可机关统一社会信用代码", map[Meaning]string{Decided: "处罚决定日期*", Authority: "处罚机关", Party: "行政相对人名称"}},
	} {
		s, err := Look(context.Background(), []string{file(t, "a.csv", c.head+"\n1,2,3,4\n")})
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range Meanings() {
			if got := s.Tables[0].Heading(m); got != c.want[m] {
				t.Errorf("%s: %s is %q, want %q", c.head[:12], m.Key(), got, c.want[m])
			}
		}
	}
}

// A mapping is kept by its headings and taken up again.
func TestMappingIsRecalled(t *testing.T) {
	look := func() *Table {
		s, err := Look(context.Background(), []string{file(t, "a.csv", "文号,谁,许可决定日期,上网\n1,2,3,4\n")})
		if err != nil {
			t.Fatal(err)
		}
		return s.Tables[0]
	}
	a := look()
	a.Columns[Party], a.Columns[Published] = 1, 3
	delete(a.Columns, Number)
	b := look()
	b.Recall(a.Remember())
	if fmt.Sprint(a.Columns) != fmt.Sprint(b.Columns) || a.Fingerprint() != b.Fingerprint() {
		t.Errorf("%v, kept as %q, is %v", a.Columns, a.Remember(), b.Columns)
	}
	for _, kept := range []string{"decided=99 party=x", "", "decided", "=\x00="} {
		c := look()
		c.Recall(kept)
		if fmt.Sprint(c.Columns) != fmt.Sprint(look().Columns) {
			t.Errorf("%q changed the guess: %v", kept, c.Columns)
		}
	}
}

// Cancelling ends the work with the context's error and leaves nothing behind.
func TestCancelled(t *testing.T) {
	tmp := t.TempDir()
	t.Setenv("TMPDIR", tmp)
	dir := t.TempDir()
	text, book := filepath.Join(dir, "a.csv"), filepath.Join(dir, "a.xlsx")
	textFile(t, text, 20_000, ",", nil, "")
	bookFile(t, book, 20_000)
	for _, path := range []string{text, book} {
		s, err := Look(context.Background(), []string{path})
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(context.Background())
		job := Job{Tables: s.Tables, Year: 2017, Targets: bozhou, Calendar: calendar(t), Report: func(_ string, part float64) {
			if part > 0.3 {
				cancel()
			}
		}}
		if _, err := Count(ctx, job); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", path, err)
		}
		cancel()
	}
	if left, err := os.ReadDir(tmp); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

// A file that was changed between looking and counting is refused.
func TestChangedInBetween(t *testing.T) {
	path := file(t, "a.csv", smallHead+"文1,甲,91350100M000100Y43,2017-06-01,2017-06-02,县局\n")
	s, err := Look(context.Background(), []string{path})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte("别的内容"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Count(context.Background(), Job{Tables: s.Tables, Year: 2017, Targets: bozhou, Calendar: calendar(t)}); err == nil || !strings.Contains(err.Error(), "改动过") {
		t.Errorf("%v", err)
	}
}
