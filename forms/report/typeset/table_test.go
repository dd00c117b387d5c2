package typeset

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// tableDoc sets a table on landscape pages with a small frame.
func tableDoc(t Table, frame Frame) *Doc {
	d := New(Options{})
	d.AddPage(true)
	flow := d.NewFlow(frame, func() Frame { d.AddPage(true); return frame })
	flow.Table(t)
	return d
}

func sampleTable(rows []Row) Table {
	return Table{
		Columns: []Column{{"序号", 15, Center}, {"考核指标", 40, Left}, {"得分理由", 90, Left}, {"备注", 30, Justify}},
		Rows:    rows, Style: Style{Song, 9, Color{}}, HeadStyle: Style{HeiBold, 9, Color{}},
		HeadGround: &Color{235, 235, 235}, Pitch: 4,
	}
}

func TestTableLosesNothingAndRepeatsItsHead(t *testing.T) {
	for seed := range uint64(8) {
		r := rand.New(rand.NewPCG(seed, 9))
		var rows []Row
		var want []string
		for i := range 40 {
			text := randomText(r, r.IntN(200))
			if i%13 == 5 {
				text = randomText(r, 9000)
			}
			row := Row{Cells: []Cell{{Text: fmt.Sprint(i)}, {Text: "指标"}, {Text: text}, {Text: "备注"}}}
			if i%10 == 0 {
				row = Row{Cells: []Cell{{Text: text, Span: 4}}, Keep: true, Ground: &Color{245, 245, 245}}
			}
			rows = append(rows, row)
			want = append(want, text)
		}
		d := tableDoc(sampleTable(rows), Frame{20, 20, 175, 150})
		pages := readPDF(t, mustBytes(t, d))
		all := ""
		for n, page := range pages {
			if !strings.HasPrefix(folded(page), "序号考核指标得分理由备注") {
				t.Fatalf("seed %d: page %d lacks the head", seed, n+1)
			}
			all += page
		}
		if seed == 0 && len(pages) < 5 {
			t.Errorf("only %d pages: nothing was broken", len(pages))
		}
		checkCounts(t, folded(all), printed(strings.Join(want, "")))
	}
}

// checkCounts compares how often characters that the head does not have occur;
// cells side by side that go on over a page are read in another order.
func checkCounts(t *testing.T, got, want string) {
	t.Helper()
	counts := map[rune]int{}
	for _, char := range got {
		counts[char]++
	}
	for _, char := range want {
		counts[char]--
	}
	for _, char := range "社会信用体系建设自查堃𬱖，。《》abcXYZ〓" {
		if counts[char] != 0 {
			t.Errorf("%d of %q too few", -counts[char], char)
		}
	}
}

func TestLongCellsComeWholeAndInOrder(t *testing.T) {
	text := strings.Repeat("一二三四五六七八九十，甲乙丙丁戊己庚辛壬癸。", 300)
	d := tableDoc(sampleTable([]Row{{Cells: []Cell{{Text: ""}, {Text: ""}, {Text: text}}}}), Frame{20, 20, 175, 100})
	pages := readPDF(t, mustBytes(t, d))
	all := ""
	for _, page := range pages {
		all += strings.TrimPrefix(folded(page), "序号考核指标得分理由备注")
	}
	if all != text {
		t.Error(difference(all, text))
	}
	if len(pages) < 4 {
		t.Errorf("%d pages", len(pages))
	}
}

func TestSurplusCellsAreNotLost(t *testing.T) {
	row := Row{Cells: []Cell{{Text: "甲"}, {Text: "乙", Span: 3}, {Text: "丙"}, {Text: "丁"}}}
	page := readPDF(t, mustBytes(t, tableDoc(sampleTable([]Row{row}), Frame{20, 20, 175, 100})))[0]
	if !strings.HasSuffix(page, "甲乙丙丁") {
		t.Errorf("read %q", page)
	}
}

func TestHeadingsStayWithTheirRows(t *testing.T) {
	for lead := range 30 {
		var rows []Row
		for range lead {
			rows = append(rows, Row{Cells: []Cell{{Text: "行"}}})
		}
		rows = append(rows, Row{Cells: []Cell{{Text: "类别", Span: 4}}, Keep: true},
			Row{Cells: []Cell{{Text: "从属", Span: 4}}})
		for _, page := range readPDF(t, mustBytes(t, tableDoc(sampleTable(rows), Frame{20, 20, 175, 80}))) {
			if strings.Contains(page, "类别") != strings.Contains(page, "从属") {
				t.Errorf("%d rows before: heading left alone", lead)
			}
		}
	}
}

func TestAFrameLowerThanALineStillEnds(t *testing.T) {
	row := Row{Cells: []Cell{{Text: "很长的一段文字需要换行几次才能放下"}, {Text: "二"}}}
	d := tableDoc(sampleTable([]Row{row, row}), Frame{20, 20, 175, 3})
	if d.Pages() > 40 {
		t.Errorf("%d pages", d.Pages())
	}
}

// However many rows there are and however high the last one is, notes stand on the page of its last lines, and of the last two rows one
// or both; room asked for below them is there.
func TestNotesStayWithTheirRows(t *testing.T) {
	frame := Frame{20, 20, 175, 80}
	for lead := range 40 {
		for _, last := range []string{"末行", "末行" + strings.Repeat("很长的一段", 60)} {
			var rows []Row
			for range lead {
				rows = append(rows, Row{Cells: []Cell{{Text: "行"}}})
			}
			table := sampleTable(append(rows, Row{Again: 1, Cells: []Cell{{Text: "尾"}, {Text: last}}}))
			table.Notes = []Paragraph{{Runs: Plain("注一", table.Style), Pitch: 5}, {Runs: Plain("注二", table.Style), Pitch: 5}}
			table.Below = 20
			d := New(Options{})
			d.AddPage(true)
			flow := d.NewFlow(frame, func() Frame { d.AddPage(true); return frame })
			flow.Table(table)
			if flow.Room() < 20-rounding {
				t.Errorf("%d rows before: %.1f mm below the notes", lead, flow.Room())
			}
			pages := readPDF(t, mustBytes(t, d))
			end := pages[len(pages)-1]
			if !strings.Contains(end, "尾") || !strings.Contains(end, "注一") || !strings.Contains(end, "注二") {
				t.Errorf("%d rows before, %d characters: the last page reads %q", lead, len(last), end)
			}
			if above, _, _ := strings.Cut(end, "尾"); lead > 0 && len(last) < 20 && !strings.Contains(strings.TrimPrefix(folded(above), "序号考核指标得分理由备注"), "行") {
				t.Errorf("%d rows before: the last row stands alone with the notes: %q", lead, end)
			}
		}
	}
}
