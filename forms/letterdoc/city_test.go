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
		Tables: []letterdoc.Table{{Name: "附表", Title: "得分", Heads: []string{"位次", "名称"}, Widths: []int{1, 3}, Rows: [][]string{{"1", "示例县<甲>"}, {"2", ""}}}},
	}
	data, err := l.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	got, err := letterdoc.Paragraphs(data)
	if want := []string{"示例通报", "正文。", "附表", "得分", "位次", "名称", "1", "示例县<甲>", "2"}; err != nil || !slices.Equal(got, want) {
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
	for _, want := range []string{`<w:tblHeader/>`, `<w:gridCol w:w="2211"/><w:gridCol w:w="6633"/>`, `<w:headerReference w:type="even" r:id="rId6"/>`} {
		if !strings.Contains(document, want) {
			t.Errorf("%s is not in the document", want)
		}
	}
	if plain := build(t, sample(t)); strings.Contains(part(t, plain, "[Content_Types].xml"), "header") || strings.Contains(part(t, plain, "word/styles.xml"), "表格文字") {
		t.Error("a county's letter has parts it does not need")
	}
}

// The title of a table that is too long for a line is broken by sense, as a letter's is.
func TestTableTitleBreaks(t *testing.T) {
	title := "示例市2017年度社会信用体系建设考核分类得分"
	l := letterdoc.Letter{Title: "示例通报", Tables: []letterdoc.Table{{Name: "附件", Title: title, Heads: []string{"位次"}, Rows: [][]string{{"1"}}}}}
	data, err := l.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	got, err := letterdoc.Paragraphs(data)
	if want := append(append([]string{"附件"}, wording.TitleLines(title)...), "位次", "1"); err != nil || !slices.Equal(got, want) || len(want) < 5 {
		t.Errorf("%q, want %q, %v", got, want, err)
	}
}
