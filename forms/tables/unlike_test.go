package tables

import (
	"strings"
	"testing"
)

// What a reader of a sheet sees otherwise than it is read is told with its cells: merged, hidden, struck out, or in a number format that prints
// something else. A title over the headings, a day in a format of its own and columns nobody reads are not.
func TestUnlikeCells(t *testing.T) {
	str := func(at, text string) string { return `<c r="` + at + `" t="str"><v>` + text + `</v></c>` }
	list := bare(`<row r="1">` + str("A1", "报送台账") + `</row><row r="2">` + str("A2", "月份") + str("B2", "标题") + str("C2", "数量") + str("D2", "备注") + `</row>` +
		`<row r="3">` + str("A3", "3月") + str("B3", "甲") + `<c r="C3" s="2"><v>3</v></c></row><row r="4">` + str("B4", "乙") + `<c r="C4" s="1"><v>42795</v></c>` + str("D4", "无") + `</row>` +
		`<row r="5" ht="0">` + str("B5", "丙") + `</row><row r="6"><c r="A6" s="3" t="str"><v>4月</v></c><c r="B6" s="3" t="str"><v>丁</v></c></row><row r="7">` + str("A7", "5月") + str("B7", "盖") + `<c r="C7" s="4"><v>7</v></c></row><row r="8"><c r="C8" s="5"><v>7</v></c></row>`)
	list = with(list, part{partStyles, `<styleSheet><numFmts><numFmt numFmtId="170" formatCode="&quot;5&quot;"/><numFmt numFmtId="171" formatCode="m&quot;月&quot;d&quot;日&quot;"/><numFmt numFmtId="172" formatCode="0&quot;件&quot;"/><numFmt numFmtId="173" formatCode="0&quot;万件&quot;"/></numFmts>` +
		`<fonts><font/><font><strike/></font></fonts><cellXfs><xf/><xf numFmtId="171"/><xf numFmtId="170"/><xf fontId="1"/><xf numFmtId="172"/><xf numFmtId="173"/></cellXfs></styleSheet>`})
	for i := range list {
		if list[i].name == partSheet {
			list[i].text = strings.Replace(list[i].text, "<sheetData>", `<cols><col min="3" max="4" hidden="1"/></cols><sheetData>`, 1)
			list[i].text = strings.Replace(list[i].text, "</worksheet>", `<mergeCells><mergeCell ref="A1:D1"/><mergeCell ref="A3:A5"/><mergeCell ref="A7:B7"/></mergeCells></worksheet>`, 1)
		}
		list[i].text = strings.Replace(list[i].text, `sheetId="1"`, `sheetId="1" state="hidden"`, 1)
	}
	sheets, err := readAll(packedParts(t, list...), Small(64<<20))
	must(t, err)
	s := sheets[0]
	var got []string
	for _, x := range append(s.Beside, s.Unlike(2, func(column int) bool { return column < 3 })...) {
		got = append(got, s.Place(x.Row, x.Column)+" "+x.Words)
	}
	want := []string{
		"台账!A5 有1行被隐藏或筛选掉了（第5行），里面的内容仍然读取。请在WPS或Excel中取消隐藏和筛选，核对这些行",
		"台账!C3 这一列被隐藏了，打开文件看不见；C列的内容仍然读取，请核对",
		"台账!C3 所存的是“3”，按单元格的数字格式显示为“5”；照所存的读取，请核对",
		"台账!A6 有删除线，看起来是划掉的；照所存的读取，请核对",
		"台账!C8 所存的是“7”，按单元格的数字格式显示为“7万件”；照所存的读取，请核对",
		"台账!A3 A3:A5合并成了一格，“3月”只算在A3，其余的格当作空白。各格都要填的，请取消合并，逐格填写",
		"台账!A7 A7:B7合并成了一格，“5月”只算在A7，下面盖住的内容仍然读取，如B7“盖”。各格都要填的，请取消合并，逐格填写",
		"台账 这张工作表被隐藏了，里面的内容仍然读取。请在WPS或Excel中取消隐藏，核对这张表",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// A picture that is laid at a place of the paper and not at a cell is told of the sheet.
func TestPictureAtNoCell(t *testing.T) {
	list := append(bare(`<row r="1"><c r="A1" t="str"><v>要点</v></c></row>`),
		part{"xl/worksheets/_rels/sheet1.xml.rels", `<Relationships><Relationship Id="d" Type="x/drawing" Target="../drawings/drawing1.xml"/></Relationships>`},
		part{"xl/drawings/drawing1.xml", drawingRoot + `<xdr:absoluteAnchor><xdr:pos x="900000" y="900000"/><xdr:ext cx="1" cy="1"/><xdr:pic/></xdr:absoluteAnchor></xdr:wsDr>`})
	sheets, err := readAll(packedParts(t, list...), Small(64<<20))
	must(t, err)
	g := sheets[0].Grid(strings.TrimSpace, []string{"要点"})
	if len(g.Beside) != 1 || g.At(g.Beside[0].Row, g.Beside[0].Column) != "台账" {
		t.Errorf("told %+v", g.Beside)
	}
}
