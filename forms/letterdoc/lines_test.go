package letterdoc

import (
	"archive/zip"
	"bytes"
	"slices"
	"strings"
	"testing"

	"zicha/forms/wording"
)

// A typed text becomes paragraphs: line ends part them, blank ones go, and so does what no document can hold.
func TestParagraphsOfAText(t *testing.T) {
	for text, want := range map[string][]string{
		"":                 nil,
		" \n\t\r\n":        nil,
		"一行":               {"一行"},
		" 一行 \r\n二行\n\n三行": {"一行", "二行", "三行"},
		"甲\t乙  丙":          {"甲 乙  丙"},
		"a!b\x1fc\x0bd":    {"a!bcd"},
		"甲\x7f乙~丙\u0080丁":  {"甲乙~丙\u0080丁"},
		"甲\ufffd乙\ufffe丙\uffff丁\ufffc戊": {"甲乙丙丁\ufffc戊"},
		"\xff坏":   {"坏"},
		"　全角空格不动": {"　全角空格不动"},
	} {
		if got := paragraphs(text); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// The date, 13 halves of 315 twips (2047) wide, ends four characters (1260) from the right, its middle is at 2283; the name is centred
// between indents whose middle that is, as far as the line lets it, and one of more than 24 characters stands on two lines.
func TestSignature(t *testing.T) {
	repeat := func(n ...int) string {
		var out []string
		for _, n := range n {
			out = append(out, strings.Repeat("甲", n))
		}
		return strings.Join(out, "\n")
	}
	for _, c := range []struct {
		characters int
		text       string
		middle     int
		date       int
	}{
		{1, repeat(1), 2283, 1260},
		{7, repeat(7), 2283, 1260},
		{14, repeat(14), 2283, 1260},     // 4410 wide, half of it is 2205
		{15, repeat(15), 2363, 1340},     // 4725: its middle is 2363 from the right, and the date goes with it
		{24, repeat(24), 3780, 2757},     // 7560
		{25, repeat(12, 13), 2283, 1260}, // 3780 and 4095
		{40, repeat(20, 20), 3150, 2127}, // 6300
		{60, repeat(20, 20, 20), 3150, 2127},
	} {
		got := signature(strings.Repeat("甲", c.characters), "2018年1月26日")
		want := []line{
			{Style: "Normal"},
			{Style: "Normal"},
			{Style: "Signatory", Text: c.text, Left: 8845 - 2*c.middle - 200, Right: -200},
			{Style: "Date", Text: "2018年1月26日", Right: c.date},
		}
		if !slices.Equal(got, want) {
			t.Errorf("a name of %d characters: %+v", c.characters, got)
		}
	}
	if odd := signature("a", "b"); odd[3].Right != 1260 { // 157 each: middle at 1260 + 78
		t.Errorf("of two letters: %+v", odd)
	}
	if wide := signature("", strings.Repeat("日", 30)); wide[2].Right != 1260 {
		t.Errorf("of a wide date: %+v", wide)
	}
}

// The text above the closing words goes over with them only where it shares a page with all that must follow, headings above it counted.
func TestTogether(t *testing.T) {
	end := []line{{Style: "Body", Text: "特此报告。"}, {Style: "Date"}, {Style: "Contact"}}
	for _, c := range []struct {
		above []line
		kept  int
	}{
		{[]line{{Style: "Body", Text: strings.Repeat("字", 25*19)}}, 3}, // 19 lines with the indent, and three
		{[]line{{Style: "Body", Text: strings.Repeat("字", 27*20)}}, 2},
		{[]line{{Style: "Heading1", Text: "四、打算"}, {Style: "Body", Text: strings.Repeat("字", 25*18)}}, 3},
		{[]line{{Style: "Heading1", Text: "四、打算"}, {Style: "Body", Text: strings.Repeat("字", 27*19)}}, 2},
		{nil, 2},
	} {
		all := append(slices.Clone(c.above), end...)
		together(all, len(c.above))
		kept := 0
		for _, l := range all {
			if l.Keep {
				kept++
			}
		}
		if kept != c.kept || len(c.above) > 0 && all[len(c.above)-1].Widow != (kept == 3) {
			t.Errorf("%d paragraphs above: %d are kept, want %d", len(c.above), kept, c.kept)
		}
	}
}

// The letter from its number to the contact, as an office sets it: blank lines above number or title, title, addressee, annexes, signature
// and contact, the first annex with its 附件：, and from the last lines of the text above the closing words on all on one page.
func TestLines(t *testing.T) {
	parts := []wording.Part{
		{Kind: wording.PartTitle, Text: "某县人民政府"},
		{Kind: wording.PartTitle, Text: "自查报告"},
		{Kind: wording.PartRecipient, Text: "市发展改革委："},
		{Kind: wording.PartHeading, Text: "一、总体"},
		{Kind: wording.PartSection, Text: "（一）政务"},
		{Kind: wording.PartText, Text: "第一段\n第二段"},
		{Kind: wording.PartText, Text: "特此报告。"},
		{Kind: wording.PartAnnex, Text: "附件：1.自评表"},
		{Kind: wording.PartAnnex, Text: "2.目录"},
		{Kind: wording.PartSignatory, Text: "某县"},
		{Kind: wording.PartDate, Text: "1日"},
		{Kind: wording.PartContact, Text: "（联系人）"},
	}
	words := func(list []line) string {
		var out []string
		for _, l := range list {
			word := l.Style + ":" + l.Text
			if l.Widow {
				word += "*"
			}
			if l.Keep {
				word += "+"
			}
			out = append(out, word)
		}
		return strings.Join(out, " ")
	}
	const text = "Normal: Title:某县人民政府 Title:自查报告 Normal: Recipient:市发展改革委： Heading1:一、总体 Heading2:（一）政务 Body:第一段 Body:第二段*+ " +
		"Body:特此报告。+ Normal:+ AnnexFirst:附件：1.自评表+ Annex:2.目录+ Normal:+ Normal:+ Signatory:某县+ Date:1日+ Normal:+ Contact:（联系人）"
	if got := words(lines(parts, false)); got != "Normal: "+text {
		t.Errorf("without a number: %s", got)
	}
	if got := words(lines(append([]wording.Part{{Kind: wording.PartNumber, Text: "某政〔2018〕1号"}}, parts...), false)); got != "Number:某政〔2018〕1号 "+text {
		t.Errorf("with a number: %s", got)
	}
	bare := slices.DeleteFunc(slices.Clone(parts), func(p wording.Part) bool { return p.Kind == wording.PartAnnex || p.Kind == wording.PartContact })
	if got := words(lines(bare, false)); !strings.HasSuffix(got, "Body:第一段 Body:第二段*+ Body:特此报告。+ Normal:+ Normal:+ Signatory:某县+ Date:1日") || strings.Count(got, "+") != 5 {
		t.Errorf("without annexes: %s", got)
	}
}

// packed is a package with one part.
func packed(t *testing.T, name, text string) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	w, err := z.Create(name)
	if err == nil {
		_, err = w.Write([]byte(text))
	}
	if err == nil {
		err = z.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// A paragraph's runs are read as one text; what is no document, or a torn one, is an error and never a short letter.
func TestParagraphsOfADocument(t *testing.T) {
	got, err := Paragraphs(packed(t, "word/document.xml", "<d><p><r><t>甲</t></r><r><t>乙</t></r></p><p/><p><r><t>丙</t></r></p></d>"))
	if err != nil || !slices.Equal(got, []string{"甲乙", "丙"}) {
		t.Errorf("read %q, %v", got, err)
	}
	for name, data := range map[string][]byte{
		"no zip":      []byte("文字"),
		"no document": packed(t, "别的.xml", "<d/>"),
		"torn":        packed(t, "word/document.xml", "<d><p><r><t>甲</t></r></p><p><r>"),
	} {
		if got, err := Paragraphs(data); err == nil || got != nil || !strings.HasPrefix(err.Error(), "读 Word 正文：") {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
}

// A red head has nine lines of 579 twips (5211): the number ends 4 mm (226) above the red line, two lines stay free under it.
func TestRoomForARedHead(t *testing.T) {
	number := wording.Part{Kind: wording.PartNumber, Text: "某政〔2018〕1号"}
	title := wording.Part{Kind: wording.PartTitle, Text: "自查报告"}
	for _, c := range []struct {
		parts   []wording.Part
		heights []int // of the lines above the title
	}{
		{[]wording.Part{number, title}, []int{5211 - 579 - 226, 0, 226, 0, 0}},
		{[]wording.Part{title}, []int{5211 - 226, 226, 0, 0}},
	} {
		got := lines(c.parts, true)
		for i, want := range c.heights {
			if got[i].Height != want || got[i].Style == "Title" {
				t.Errorf("line %d of %d parts is %+v, want a height of %d", i+1, len(c.parts), got[i], want)
			}
		}
		if got[len(c.heights)].Text != "自查报告" {
			t.Errorf("the title comes after %d lines: %+v", len(c.heights), got)
		}
	}
}
