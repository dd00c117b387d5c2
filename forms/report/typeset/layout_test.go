package typeset

import (
	"encoding/binary"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"zicha/forms/formtest"
)

// What is drawn stands where reckoning puts it. A character of 12 points is 4.23 mm square, of 10 points 3.53, of 9 points 3.175; a line's
// baseline is half its pitch and 0.38 of a character below its top; a cell has 1.1 mm of air, its line 4 mm.
func TestSetAsMeasured(t *testing.T) {
	d := New(Options{Title: "题", Subject: "旨", Author: "者"})
	d.OnPage(func() {
		if err := d.Watermark("草稿1", Hei, 60, Color{230, 230, 230}); err != nil {
			t.Error(err)
		}
	})
	d.AddPage(false)
	texts(t, d)
	frame := Frame{20, 120, 60, 60}
	flow := d.NewFlow(frame, func() Frame { d.AddPage(true); return Frame{30, 20, 60, 50} })
	for _, align := range []Align{Left, Center, Right, Justify} {
		flow.Paragraph(Paragraph{
			Runs:        []Run{{"我县开展“诚信”宣传，共", Style{FangSong, 12, Color{}}}, {"133", Style{HeiBold, 12, Color{200, 0, 0}}}, {"次。\n完", Style{Kai, 12, Color{}}}},
			FirstIndent: 8, RestIndent: 4, Pitch: 7, Align: align,
		})
		flow.Skip(2)
	}
	flow.Need(30)
	flow.Paragraph(Paragraph{Pitch: 5})
	flow.Table(measuredTable())
	d.Bookmark("表", 0, 40)
	d.EachPage(func(page, pages int) {
		w, h := d.Size()
		d.TextIn(0, h-10, w, Center, body, fmt.Sprint(page, "/", pages))
	})
	d.Bookmark("末", 1, 50)
	pdf := mustBytes(t, d)
	pages := formtest.Drawn(t, pdf)
	if len(pages) != 5 || inObjects(t, pdf, "/MediaBox [0 0 841.89 595.28]") != 4 {
		t.Fatalf("%d pages", len(pages))
	}
	for n, want := range map[int][]string{
		1: {
			"text 20.0 20.0 song 10 甲1 乙",
			"text 20.0 30.0 song 10 居中", "text 66.5 35.0 song 10 居中", "text 112.9 40.0 song 10 居中", "text 20.0 45.0 song 10 居中", // 7.06 of 100 mm
			"rule 10.0 60.0 30.0 62.0 0.50", "frame 40.0 60.0 20.0 10.0 0.30", "box 70.0 60.0 15.0 12.0 1.000 0.502 0.200",
			"gap -0.037", "text 20.0 75.0 fang 12 一二三四五六七八九", "text 57.8 75.0 fang 12 ，", "text 20.0 79.0 fang 12 十一十二", // 42.33 in 42 mm, nine gaps
			"spelled 一二三四五六七八九", "gap 0.488", "text 20.0 83.0 fang 12 一二三四五六七八", "text 57.8 83.0 fang 12 九", // 38.1 in 42 mm, eight gaps
			"spelled 一二三四五六七", "gap 2.061", "text 20.0 99.0 fang 12 一二三四五六", "text 57.8 99.0 fang 12 七", "text 20.0 103.0 fang 12 八——十", // 29.63, six gaps
			"text 28.0 125.1 fang 12 我县开展“诚信”宣传，共", // left: 120 + 3.5 + 1.61, indented by 8 and 4
			"colour 0.784 0.000 0.000", "text 24.0 132.1 heibold 12 133", "text 31.5 132.1 kai 12 次。", "text 28.0 139.1 kai 12 完",
			"text 51.9 162.1 kai 12 完", // in the middle of 28 to 80, 2 mm below
			"text 100.8 287.0 fang 15.75 1/5",
		},
		2: {"text 85.8 25.1 kai 12 完", "gap 0.109", "text 85.8 34.1 fang 12 共", "text 38.0 48.1 kai 12 完", "text 144.3 200.0 fang 15.75 2/5"}, // to the right of 30 + 60; spread
		3: {
			"box 30.0 25.0 10.0 6.2 0.863 0.863 0.863", "text 33.4 29.3 hei 9 序", "box 40.0 25.0 20.0 6.2 0.863 0.863 0.863", "text 46.8 29.3 hei 9 指标", // below 5 mm; 25 + 1.1 + 2 + 1.2
			"box 30.0 31.2 30.0 6.2 0.941 0.941 0.941", "text 46.2 35.5 hei 9 合并两栏", // its right end 1.1 mm before 60
			"text 34.3 43.7 song 9 1", "text 41.1 43.7 hei 9 混", "colour 0.000 0.000 1.000", "text 44.3 43.7 song 9 排", // in the middle of two lines
			"text 61.1 41.7 song 9 理由有两行", "text 61.1 45.7 song 9 这是第二行",
			"text 56.8 51.9 song 9 类别", "text 61.1 58.1 song 9 很长的理由", "text 61.1 66.1 song 9 的理由很长", "text 144.3 200.0 fang 15.75 3/5",
		},
		4: {"text 33.4 24.3 hei 9 序", "text 61.1 30.5 song 9 理由很长的", "text 61.1 62.5 song 9 长的理由"}, // 41 lines of 5 less 3 are left: nine
		5: {"text 33.4 24.3 hei 9 序", "text 85.7 30.5 song 9 的", "text 85.7 34.5 song 9 格"},
	} {
		inOrder(t, pages[n-1], want)
		cellsHold(t, pages[n-1])
	}
	for _, want := range []string{"/XYZ 0 481.89 null", "/XYZ 0 453.54 null"} { // 40 and 50 mm below the head of 210
		if inObjects(t, pdf, want) == 0 {
			t.Errorf("no bookmark at %s", want)
		}
	}
	// The mark's characters are 60 mm squares side by side on the diagonal, their middle at the page's.
	if marks := pages[1][:3]; !strings.HasPrefix(marks[0], "shape ") || !strings.HasPrefix(marks[2], "shape ") || !strings.HasSuffix(marks[1], " 0.902 0.902 0.902") {
		t.Errorf("the mark is %q", marks)
	}
	for _, line := range pages[1][1:2] { // its second character of three
		var left, top, right, bottom float64
		if _, err := fmt.Sscanf(line, "shape %f %f %f %f", &left, &top, &right, &bottom); err != nil || math.Abs(left+right-297) > 20 || math.Abs(top+bottom-210) > 20 {
			t.Errorf("the middle of the mark is %s", line)
		}
	}
}

// inOrder holds that lines are drawn, in their order.
func inOrder(t *testing.T, page, want []string) {
	t.Helper()
	at := 0
	for _, line := range want {
		i := slices.Index(page[at:], line)
		if i < 0 {
			t.Fatalf("not drawn, or out of order: %s", line)
		}
		at += i + 1
	}
}

// cellsHold holds that four rules of 0.15 mm close every cell and what follows them stands within.
func cellsHold(t *testing.T, page []string) {
	t.Helper()
	var rules [][4]float64
	for _, line := range page {
		var r [4]float64
		var x, y float64
		if n, _ := fmt.Sscanf(line, "rule %f %f %f %f 0.15", &r[0], &r[1], &r[2], &r[3]); n == 4 {
			if len(rules) == 4 {
				rules = nil
			}
			if rules = append(rules, r); len(rules) == 4 {
				top, bottom, left, right := rules[0], rules[1], rules[2], rules[3]
				if top[0] != left[0] || top[2] != right[0] || bottom[0] != left[2] || bottom[2] != right[2] || top[1] != left[1] || bottom[1] != left[3] || right[1] != top[3] || right[3] != bottom[3] ||
					top[1] >= bottom[1] || left[0] >= right[0] {
					t.Errorf("the cell is not closed: %v", rules)
				}
			}
			continue
		}
		if n, _ := fmt.Sscanf(line, "text %f %f", &x, &y); n == 2 && len(rules) == 4 && y < 150 {
			if x < rules[0][0]+1 || x > rules[0][2]-1 || y < rules[0][1]+2 || y > rules[1][1]-1 {
				t.Errorf("%s is outside of %v", line, rules)
			}
		}
	}
}

// texts draws single lines and figures.
func texts(t *testing.T, d *Doc) {
	t.Helper()
	style := Style{Song, 10, Color{}}
	if w := d.Text(20, 20, style, "甲1\n乙"); math.Abs(w-Width("甲1 乙", style)) > 1e-9 || w < 9.5 || w > 9.7 {
		t.Errorf("%.2f wide", w)
	}
	for i, align := range []Align{Left, Center, Right, Justify} {
		d.TextIn(20, 30+float64(i)*5, 100, align, style, "居中")
	}
	d.Rule(10, 60, 30, 62, 0.5)
	d.Rect(40, 60, 20, 10, 0.3)
	d.Fill(70, 60, 15, 12, Color{255, 128, 51})
	m := Measure{Width: 42, Justify: true}
	// Ten characters of 12 points are 42.33 mm: the mark at the end is pressed in. Of nine the line is spread.
	for i, text := range []string{"一二三四五六七八九，十一十二", "一二三四五六七八九十，一十二", "ab cd 一二 三四五abcdefgh", "一二三四五六七八——十"} {
		for n, line := range Break(Plain(text, Style{FangSong, 12, Color{}}), m) {
			d.Line(20, 75+float64(i)*8+float64(n)*4, line, Justify)
		}
	}
}

// measuredTable has rows of one line and of several, over one column and over two, with a ground, kept with the next, and one that is higher
// than its page.
func measuredTable() Table {
	hei := Style{Hei, 9, Color{}}
	return Table{
		Columns: []Column{{"序", 10, Center}, {"指标", 20, Left}, {"理由", 22, Justify}, {"注", 8, Right}},
		Rows: []Row{
			{Cells: []Cell{{Text: "合并两栏", Span: 2, Style: &hei, Align: At(Right)}, {Text: "一"}, {Text: "二"}}, Ground: &Color{240, 240, 240}, Keep: true},
			{Cells: []Cell{{Text: "1"}, {Runs: []Run{{"混", hei}, {"排", Style{Song, 9, Color{0, 0, 255}}}}}, {Text: "理由有两行，这是第二行"}}},
			{Cells: []Cell{{Text: "类别", Span: 4}}, Keep: true},
			{Cells: []Cell{{Text: "2"}, {Text: "高"}, {Text: strings.Repeat("很长的理由", 14)}, {Text: "x"}}},
			{Cells: []Cell{{Text: "3"}, {Text: "多"}, {Text: "出"}, {Text: "的"}, {Text: "格"}}},
		},
		HeadStyle: hei, HeadGround: &Color{220, 220, 220}, Style: Style{Song, 9, Color{}}, Pitch: 4,
	}
}

// Where a line can end nowhere it ends where it does least harm: not within a pair that belongs together, in the second half of what fits.
func TestLinesCutWhereTheyMust(t *testing.T) {
	style := Style{Song, 10, Color{}}
	for text, want := range map[string]string{
		"abcdefghijklmnop": "abcdefgh|ijklmno|p", "https://a.gov.cn/b": "https://|a.gov.cn|/b", "……………………": "…………|…………", "": "", "甲": "甲",
		"12345678901234567890": "12345678|9012345|67890", "（（（（（（（（": "（（（（|（（（（", "甲乙丙 　": "甲乙丙 　",
	} {
		var got []string
		for _, l := range Break(Plain(text, style), Measure{Width: 4.6 * style.em(), FirstIndent: 0, RestIndent: 1}) {
			got = append(got, l.Text)
		}
		if strings.Join(got, "|") != want {
			t.Errorf("%q, want %q", strings.Join(got, "|"), want)
		}
	}
}

// Each face is helped out by others in an order of its own.
func TestFallback(t *testing.T) {
	for face, want := range map[Face]string{
		FangSong: "[0 6 4 1]", Kai: "[1 4 6 1]", Hei: "[2 4 6 1]", HeiBold: "[3 2 4 6 1]", Song: "[4 4 6 1]", Title: "[5 4 6 1]",
	} {
		if got := fmt.Sprint(fallback(face)); got != want {
			t.Errorf("%d: %s", face, got)
		}
	}
}

// Without drawing, every character of paragraphs and tables is still asked for; white space of any kind is a space.
func TestOnlyAsked(t *testing.T) {
	d := New(Options{CharactersOnly: true})
	d.AddPage(false)
	flow := d.NewFlow(Frame{10, 10, 50, 50}, func() Frame { t.Error("a page is begun"); return Frame{10, 10, 50, 50} })
	flow.Paragraph(Paragraph{Runs: Plain("甲\U0001F601\u2003\t", body), Pitch: 5})
	flow.Table(Table{Columns: []Column{{"\U0001F602", 9, Left}}, Rows: []Row{{Cells: []Cell{{Text: "\U0001F603"}, {Runs: Plain("\U0001F604", body)}}}}})
	d.Text(1, 1, body, "\U0001F605")
	if got := string(d.Missing()); got != "\U0001F601\U0001F602\U0001F603\U0001F604\U0001F605" || d.Page() != 1 || d.Pages() != 1 {
		t.Errorf("missing %q, page %d of %d", got, d.Page(), d.Pages())
	}
	for text, want := range map[string]string{"\t": " ", "\u2003": "\u2003", "\u3000": "\u3000", "\u202f": " ", "\r\n": "\n", "\u2028": "\n"} {
		if got := shape(Plain(text, body)); len(got) != 1 || got[0].src != text || got[0].lost || string(got[0].char) != want && string(got[0].char) != " " {
			t.Errorf("%q is set as %q", text, string(got[0].char))
		}
	}
}

// A font file made here is one to readers that check: sums of tables and of the file, and what a search of its tables starts with.
func TestFontFilesAreSound(t *testing.T) {
	s := newSubset(fontOf(Song))
	for _, char := range "一二三丁abc，" {
		s.code(char, s.font.glyph(char))
	}
	file := s.file()
	u16 := func(at int) int { return int(binary.BigEndian.Uint16(file[at:])) }
	if total := sum(file); total != 0xB1B0AFBA {
		t.Errorf("the file adds up to %08X", total)
	}
	if n := u16(4); n != 10 || u16(6) != 128 || u16(8) != 3 || u16(10) != 32 || len(file)%4 != 0 { // 8 is the power of two below 10
		t.Errorf("%d tables, search %d, %d, %d, %d bytes", n, u16(6), u16(8), u16(10), len(file))
	}
	if got := sum([]byte{1, 2, 3, 4, 5}); got != 0x06020304 {
		t.Errorf("five bytes add up to %08X", got)
	}
	if got := fmt.Sprint(narrowMap([]rune{0x61, 0x62, 0x4E00})); got != "[0 0 0 1 0 3 0 1 0 0 0 12 "+
		"0 4 0 40 0 0 0 6 0 4 0 1 0 2 0 98 78 0 255 255 0 0 0 97 78 0 255 255 255 160 178 3 0 1 0 0 0 0 0 0]" {
		t.Errorf("the map of abc is %s", got)
	}
	end := 12 + 16*10
	for i := range 10 {
		entry := file[12+16*i:]
		from, size := int(binary.BigEndian.Uint32(entry[8:])), int(binary.BigEndian.Uint32(entry[12:]))
		table := file[from : from+size]
		got := sum(table)
		if name := string(entry[:4]); name == "head" {
			got -= binary.BigEndian.Uint32(table[8:])
		} else if name == "cmap" {
			// Four stretches and the end: abc, 一丁, 二, 三, ，, FFFF are six; 4 is the power of two below.
			if got := fmt.Sprint(u16(from+12), u16(from+14), u16(from+18), u16(from+20), u16(from+22), u16(from+24)); got != "4 64 12 8 2 4" {
				t.Errorf("the map begins %s", got)
			}
		}
		if got != binary.BigEndian.Uint32(entry[4:]) {
			t.Errorf("%s adds up to %08X", entry[:4], got)
		}
		if from != end {
			t.Errorf("%s starts at %d, not %d", entry[:4], from, end)
		}
		end = (from + size + 3) / 4 * 4
	}
}
