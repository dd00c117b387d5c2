package letterdoc_test

import (
	"slices"
	"strings"
	"testing"

	"zicha/forms/letterdoc"
	"zicha/forms/wording"
)

// A letter with words on every page and a table has them in its parts, which a county's letter has not; its wording ends with the table's cells.
func TestHeadFootAndTable(t *testing.T) {
	l := letterdoc.Letter{
		Title: "示例通报", Parts: []wording.Part{{Kind: wording.PartTitle, Text: "示例通报"}, {Kind: wording.PartText, Text: "正文。"}},
		Head: "送审稿，未经审定", Foot: "核对码 AAAA-BBBB-CCCC-DDDD",
		Tables: []letterdoc.Table{
			{Name: "附表", Title: "得分", Columns: []letterdoc.Column{{Head: "位\n次", Width: 1}, {Head: "名称", Width: 3, Words: true}}, Rows: [][]string{{"1", "示例县<甲>"}, {"2", ""}}, Notes: []string{"说明。"}},
			{Title: "裁定", Columns: []letterdoc.Column{{Head: "要点", Width: 1}, {Head: "内容", Width: 1}}, Rows: [][]string{{"没有"}, {"意见", "\n\n\n"}}, Size: 8},
		},
	}
	data, err := l.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	got, err := letterdoc.Paragraphs(data)
	if want := []string{"示例通报", "正文。", "附表", "得分", "位次", "名称", "1", "示例县<甲>", "2", "说明。", "裁定", "要点", "内容", "没有", "意见"}; err != nil || !slices.Equal(got, want) {
		t.Errorf("%q, %v", got, err)
	}
	if head := part(t, data, "word/header1.xml"); !strings.Contains(head, l.Head) {
		t.Error(head)
	}
	for _, name := range []string{"word/footer1.xml", "word/footer2.xml"} {
		if foot := part(t, data, name); !strings.Contains(foot, l.Foot) || !strings.Contains(foot, "PAGE") {
			t.Error(foot)
		}
	}
	document := part(t, data, "word/document.xml")
	for want, n := range map[string]int{
		`<w:tblHeader/>`: 2, `<w:gridCol w:w="3189"/><w:gridCol w:w="9567"/>`: 1, `<w:headerReference w:type="even" r:id="rId6"/>`: 2, `<w:br/>`: 1, `<w:gridSpan w:val="2"/>`: 1,
		`</w:sectPr></w:pPr>`: 1, `w:orient="landscape"`: 1, `<w:keepNext/></w:pPr><w:r><w:t xml:space="preserve">示例县`: 1, `<w:pageBreakBefore/>`: 0, `<w:trHeight w:val="864"/>`: 1,
	} {
		if strings.Count(document, want) != n {
			t.Errorf("%s is %d times in the document", want, strings.Count(document, want))
		}
	}
	if upright, across := strings.Index(document, `<w:pgSz w:w="11906"`), strings.Index(document, `landscape`); across < strings.Index(document, "没有") || upright > strings.Index(document, "附表") {
		t.Error("the letter is not upright with its tables across the sheet behind it")
	}
	if plain := build(t, sample(t)); strings.Contains(part(t, plain, "[Content_Types].xml"), "header") || strings.Contains(part(t, plain, "word/styles.xml"), "表格文字") {
		t.Error("a county's letter has parts it does not need")
	}
}
