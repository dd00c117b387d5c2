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

// Letters, digits and their marks are half as wide as a character of 三号, 320 twips.
func TestTextWidth(t *testing.T) {
	for text, want := range map[string]int{"": 0, "县": 320, "2018": 640, "2018年1月": 1440, "“甲”": 960, "é\u1fff\u2000": 640} {
		if got := textWidth(text); got != want {
			t.Errorf("%q is %d wide, want %d", text, got, want)
		}
	}
}

// The date, 2080 twips wide, ends four characters (1280) from the right, its middle is at 2320; the name stands over its middle, as far
// as the line lets it. Beyond 7565 twips the name is set smaller: 32 half points × 7565 ÷ its width.
func TestSignature(t *testing.T) {
	for _, c := range []struct{ characters, size, name, date int }{
		{7, 0, 1200, 1280},      // 2240 wide: 2320 − 1120
		{14, 0, 80, 1280},       // 4480
		{15, 0, 0, 1360},        // 4800: its middle is 2400 from the right, and the date goes with it
		{23, 0, 0, 2640},        // 7360
		{24, 31, 1, 2743},       // 7680: 31.5
		{48, 15, 1, 2743},       // 15360: 15.8
		{400, 2, 1, 2743},       // not below one point
		{10000, 2, 1, 2743},     // of a name that is no name
		{1, 0, 2160, 1280},      // 320: 2320 − 160
		{2, 0, 2000, 1280},      // 640
		{3, 0, 1840, 1280},      // 960
		{22, 0, 0, 2480},        // 7040
		{13, 0, 240, 1280},      // 4160
		{16, 0, 0, 2560 - 1040}, // 5120
	} {
		got := signature(strings.Repeat("县", c.characters), "2018年1月26日")
		want := []line{
			{Style: "Normal"},
			{Style: "Normal"},
			{Style: "Signature", Text: strings.Repeat("县", c.characters), Size: c.size, Right: c.name},
			{Style: "Signature", Text: "2018年1月26日", Right: c.date},
		}
		if !slices.Equal(got, want) {
			t.Errorf("a name of %d characters: %+v", c.characters, got)
		}
	}
	odd := signature("a", "b") // 160 each: middle at 1280 + 80
	if odd[2].Right != 1280 || odd[3].Right != 1280 {
		t.Errorf("of two letters: %+v", odd)
	}
	if wide := signature("", strings.Repeat("日", 30)); wide[2].Right != 1280 {
		t.Errorf("of a wide date: %+v", wide)
	}
}

// The letter from its number to the contact, as an office sets it: blank lines above number or title, title, addressee, annexes, signature
// and contact, the first annex with its 附件：, and from the last paragraph of the text on all on one page.
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
			if l.Keep {
				word += "+"
			}
			out = append(out, word)
		}
		return strings.Join(out, " ")
	}
	const text = "Normal: Title:某县人民政府 Title:自查报告 Normal: Recipient:市发展改革委： Heading:一、总体 Section:（一）政务 Body:第一段 Body:第二段 " +
		"Body:特此报告。+ Normal:+ AnnexFirst:附件：1.自评表+ Annex:2.目录+ Normal:+ Normal:+ Signature:某县+ Signature:1日+ Normal:+ Contact:（联系人）"
	if got := words(lines(parts)); got != "Normal: "+text {
		t.Errorf("without a number: %s", got)
	}
	if got := words(lines(append([]wording.Part{{Kind: wording.PartNumber, Text: "某政〔2018〕1号"}}, parts...))); got != "Number:某政〔2018〕1号 "+text {
		t.Errorf("with a number: %s", got)
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
		if got, err := Paragraphs(data); err == nil || got != nil || !strings.HasPrefix(err.Error(), "读报告正文：") {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
}
