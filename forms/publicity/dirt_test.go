package publicity

import (
	"archive/zip"
	"bufio"
	"bytes"
	"encoding/xml"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding"
)

// The big run: go test ./forms/publicity -run TestWriteDirt -args -dirt 700000 -dirt-dir DIR writes the files .ci/bench counts.
var (
	dirtRows = flag.Int("dirt", 0, "rows of the files TestWriteDirt writes")
	dirtDir  = flag.String("dirt-dir", "", "where it writes them")
)

// expected are the counts a file was made for.
type expected struct {
	rows, counted, complete, onTime, departments int
	left, noted                                  map[Reason]int
}

// dirtyHead are the headings of the standard of 2016.
var dirtyHead = []string{
	"行政许可决定书文号", "项目名称", "审批类别", "许可内容", "行政相对人名称", "行政相对人代码_1（统一社会信用代码）", "行政相对人代码_2（组织机构代码）",
	"行政相对人代码_3（工商登记码）", "行政相对人代码_4（税务登记号）", "行政相对人代码_5（居民身份证号）", "法定代表人姓名", "许可决定日期", "许可截止期", "许可机关",
	"当前状态", "地方编码", "数据更新时间戳", "备注",
}

// places of the columns in dirtyHead.
const (
	inNumber, inParty, inCredit, inID, inDecided, inAuthority, inPublished = 0, 4, 5, 9, 11, 13, 16
)

// punctualPairs are decisions with the seventh working day after them, as the State Council's notices have it.
var punctualPairs = [][2]string{{"2017-01-20", "2017-02-04"}, {"2017-09-29", "2017-10-16"}, {"2017-12-29", "2018-01-10"}}

// dateForms write a day as offices do.
var dateForms = []func(t time.Time) string{
	func(t time.Time) string { return t.Format("2006-01-02") },
	func(t time.Time) string { return t.Format("2006.1.2") },
	func(t time.Time) string { return t.Format("2006/1/2") },
	func(t time.Time) string { return t.Format("20060102") },
	func(t time.Time) string { return t.Format("2006年1月2日") },
	func(t time.Time) string { return strconv.Itoa(int(t.Unix()/86400) + 25569) },
	func(t time.Time) string { return t.Format("2006-01-02 15:04:05") },
	func(t time.Time) string { return wide(t.Format("2006-1-2")) },
}

// wide gives the full-width form of a text.
func wide(s string) string {
	return strings.Map(func(r rune) rune {
		if r > ' ' && r < 0x7f {
			return r - '!' + '！'
		}
		return r
	}, s)
}

func day(t testing.TB, iso string, form int) string {
	t.Helper()
	d, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		t.Fatal(err)
	}
	return dateForms[form%len(dateForms)](d)
}

// checked completes a code by the check character that fits.
func checked(t testing.TB, stem, alphabet string, valid func(string) bool) string {
	t.Helper()
	for _, c := range alphabet {
		if valid(stem + string(c)) {
			return stem + string(c)
		}
	}
	t.Fatalf("no check character for %s", stem)
	return ""
}

// dirt puts a title, the headings and n rows, with everything wrong in them that real files have, and tells what is to be counted.
// Every block of twenty rows holds each kind of row once; the counts follow from that, not from the program.
func dirt(t testing.TB, n int, put func(cells []string)) expected {
	t.Helper()
	var codes, ids []string
	for i := range 500 {
		codes = append(codes, checked(t, fmt.Sprintf("91341621MA%07d", i*37), creditAlphabet, ValidCredit))
		ids = append(ids, checked(t, fmt.Sprintf("3416211990%02d%02d%03d", i%12+1, i%28+1, i%999+1), "0123456789X", ValidIdentity))
	}
	e := expected{left: map[Reason]int{}, noted: map[Reason]int{}, departments: 33}
	put([]string{"涡阳县2017年行政许可信息公示表"})
	put(dirtyHead)
	for i := range n {
		e.rows++
		cells := make([]string, len(dirtyHead))
		pair := punctualPairs[i%len(punctualPairs)]
		cells[inNumber] = fmt.Sprintf("涡许〔2017〕%d号", i)
		cells[1], cells[2], cells[3] = "食品经营许可", "普通", "预包装食品、散装食品销售，经营场所"+strconv.Itoa(i)
		cells[inParty] = fmt.Sprintf("涡阳县第%d商贸有限公司", i)
		cells[inCredit], cells[6], cells[7], cells[8], cells[inID] = codes[i%500], "/", "无", "—", "空"
		cells[10], cells[12], cells[14], cells[15] = "张"+strconv.Itoa(i%97), "2020-12-31", "0", "341621"
		cells[inDecided], cells[inPublished] = day(t, pair[0], i/3), day(t, pair[1], i/5)
		cells[inAuthority] = fmt.Sprintf("涡阳县第%d局", i%33)
		if i%7 == 0 {
			cells[inAuthority] = wide(cells[inAuthority]) + " "
		}
		e.row(t, i, cells, ids[i%500])
		put(cells)
	}
	return e
}

// row spoils a row by its place in the block and counts what is to be counted.
func (e *expected) row(t testing.TB, i int, cells []string, id string) {
	t.Helper()
	counted, complete, onTime := 1, 1, 1
	leave := func(reason Reason) { e.left[reason]++; counted, complete, onTime = 0, 0, 0 }
	note := func(reason Reason) { e.noted[reason]++ }
	switch i % 20 {
	case 9:
		cells[inPublished] = "--"
		note(NoPublished)
		onTime = 0
	case 10:
		cells[inCredit], cells[inID] = "/", id
	case 11:
		cells[inCredit] = "无"
		note(NoCode)
		complete = 0
	case 12:
		cells[inParty] = "／"
		note(NoParty)
		complete = 0
	case 13:
		cells[inDecided], cells[inPublished] = "2017-02-30", "2017-03-02"
		note(BadDecided)
		onTime = 0
	case 14:
		cells[inCredit] = []string{"9.13416E+17", "913416210000012000"}[i/20%2]
		leave(Lost)
	case 15: // the row of place 0 once more
		cells[inNumber], cells[inParty] = wide(fmt.Sprintf("涡许〔2017〕%d号", i-15)), fmt.Sprintf(" 涡阳县第%d商贸 有限公司", i-15)
		leave(Twice)
	case 16:
		cells[inDecided] = "2016.12.30"
		leave(Year)
	case 17:
		e.junk(i/20%4, cells, leave)
	case 18:
		cells[inCredit] = "91310115MA1H8R7C6D"
		note(WrongCredit)
	case 19:
		cells[inDecided], cells[inPublished] = "2017-01-20", "2017-02-05"
		note(Late)
		onTime = 0
	}
	e.counted += counted
	e.complete += complete
	e.onTime += onTime
}

// junk turns a row into one that is none of a decision.
func (e *expected) junk(kind int, cells []string, leave func(Reason)) {
	saved := cells[inAuthority]
	for c := range cells {
		cells[c] = ""
	}
	switch kind {
	case 0:
		leave(Blank)
	case 1:
		copy(cells, dirtyHead)
		leave(Heading)
	case 2:
		cells[2], cells[inAuthority] = "普通", saved
		leave(Leftover)
	case 3:
		cells[0] = "表格说明：请勿改动列的次序。"
		leave(Note)
	}
}

// textFile writes dirt as text.
func textFile(t testing.TB, path string, n int, sep string, enc encoding.Encoding, mark string) expected {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	var w io.Writer = f
	if enc != nil {
		w = enc.NewEncoder().Writer(f)
	}
	b := bufio.NewWriterSize(w, 1<<16)
	b.WriteString(mark)
	e := dirt(t, n, func(cells []string) {
		for i, c := range cells {
			if i > 0 {
				b.WriteString(sep)
			}
			if strings.ContainsAny(c, sep+"\"\n") {
				c = `"` + strings.ReplaceAll(c, `"`, `""`) + `"`
			}
			b.WriteString(c)
		}
		b.WriteString("\r\n")
	})
	if err := b.Flush(); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return e
}

// bookFile writes dirt as a workbook the way Excel does, with shared texts; serial dates are numbers.
func bookFile(t testing.TB, path string, n int) expected {
	t.Helper()
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	f, err := os.Create(path)
	check(err)
	z := zip.NewWriter(f)
	part := func(name, text string) {
		w, err := z.Create(name)
		check(err)
		_, err = io.WriteString(w, text)
		check(err)
	}
	part("[Content_Types].xml", `<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>`)
	part("_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`)
	part("xl/workbook.xml", `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="许可" sheetId="1" r:id="rId1"/></sheets></workbook>`)
	part("xl/_rels/workbook.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>`)
	texts, err := os.CreateTemp(t.TempDir(), "texts")
	check(err)
	shared := bufio.NewWriterSize(texts, 1<<16)
	numbers := map[string]int{} // of the texts that come again and again
	count := 0
	number := func(s string) int {
		if at, ok := numbers[s]; ok {
			return at
		}
		shared.WriteString("<si><t>")
		check(xml.EscapeText(shared, []byte(s)))
		shared.WriteString("</t></si>")
		if len(numbers) < 5000 {
			numbers[s] = count
		}
		count++
		return count - 1
	}
	w, err := z.Create("xl/worksheets/sheet1.xml")
	check(err)
	b := bufio.NewWriterSize(w, 1<<16)
	b.WriteString(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n" + `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>`)
	row := 0
	e := dirt(t, n, func(cells []string) {
		row++
		fmt.Fprintf(b, `<row r="%d" spans="1:18">`, row)
		for i, c := range cells {
			switch at := string(rune('A'+i)) + strconv.Itoa(row); {
			case c == "":
				fmt.Fprintf(b, `<c r="%s" s="1"/>`, at)
			case len(c) == 5 && allDigits(c):
				fmt.Fprintf(b, `<c r="%s" s="2"><v>%s</v></c>`, at, c)
			default:
				fmt.Fprintf(b, `<c r="%s" s="1" t="s"><v>%d</v></c>`, at, number(c))
			}
		}
		b.WriteString("</row>")
	})
	b.WriteString(`</sheetData></worksheet>`)
	check(b.Flush())
	w, err = z.Create("xl/sharedStrings.xml")
	check(err)
	check(shared.Flush())
	_, err = texts.Seek(0, io.SeekStart)
	check(err)
	fmt.Fprintf(w, `<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" uniqueCount="%d">`, count)
	_, err = io.Copy(w, texts)
	check(err)
	_, err = io.WriteString(w, "</sst>")
	check(err)
	check(z.Close())
	check(f.Close())
	check(texts.Close())
	return e
}

// TestWriteDirt writes the files of the big run and what is to be counted in them.
func TestWriteDirt(t *testing.T) {
	if *dirtRows == 0 {
		t.Skip("only for the big run")
	}
	e := textFile(t, filepath.Join(*dirtDir, "许可.csv"), *dirtRows, ",", nil, "\ufeff")
	bookFile(t, filepath.Join(*dirtDir, "许可.xlsx"), *dirtRows)
	var b bytes.Buffer
	fmt.Fprintf(&b, "表头以下共%d行，计入%d行，没有计入%d行。\n", e.rows, e.counted, e.rows-e.counted)
	fmt.Fprintf(&b, "第13项：数据%d条，其中包含关键信息%d条\n第17项：报送%d条\n第18项：公示的部门%d家\n第19项：更新%d条，其中7个工作日内公示%d条\n",
		e.counted, e.complete, e.counted, e.departments, e.counted, e.onTime)
	if err := os.WriteFile(filepath.Join(*dirtDir, "应得.txt"), b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
}
