package tables

import (
	"strings"
	"testing"
)

const drawingRoot = `<xdr:wsDr xmlns:xdr="` + spaceDrawing + `" xmlns:a="urn:a">`

func anchor(column, row, what string) string {
	return `<xdr:oneCellAnchor><xdr:from><xdr:col>` + column + `</xdr:col><xdr:colOff>5</xdr:colOff><xdr:row>` + row +
		`</xdr:row><xdr:rowOff>9</xdr:rowOff></xdr:from><xdr:ext cx="1" cy="1"/><xdr:` + what + `><a:x/></xdr:` + what + `></xdr:oneCellAnchor>`
}

// A picture on a cell, a comment and a hidden row are named with their cell; a chart, and what stands above, beside and elsewhere, is not.
func TestBesideCells(t *testing.T) {
	list := bare(`<row r="1"><c r="A1" t="str"><v>要点</v></c><c r="B1" t="str"><v>文件名</v></c></row>` +
		`<row r="2"><c r="A2"><v>1</v></c></row><row r="3" hidden="1"><c r="A3"><v>2</v></c></row><row r="4" hidden="1"/><row r="5" hidden="true"><c r="A5"><v>3</v></c></row>`)
	list = append(
		list,
		part{"xl/worksheets/_rels/sheet1.xml.rels", `<Relationships><Relationship Id="d" Type="x/drawing" Target="../Drawings/drawing1.xml"/>` +
			`<Relationship Id="c" Type="x/comments" Target="/xl/comments1.xml"/></Relationships>`},
		part{"xl/drawings/drawing1.xml", drawingRoot + anchor("1", "1", "pic") + anchor("0", "2", "graphicFrame") + anchor("9", "2", "pic") + `</xdr:wsDr>`},
		part{"xl/comments1.xml", `<comments xmlns="` + spaceMain + `"><authors><author>甲</author></authors><commentList><comment ref="A2" authorId="0"><text>` +
			`<r><t>实为</t></r><r><t>
512 件</t></r></text></comment></commentList></comments>`},
	)
	sheets, err := readAll(packedParts(t, list...), Small(64<<20))
	must(t, err)
	g := sheets[0].Grid(strings.TrimSpace, []string{"要点", "文件名"})
	var got []string
	for _, x := range g.Beside {
		got = append(got, Place(x.Row, x.Column)+" "+x.Words)
	}
	want := []string{
		"A2 这一格有批注“实为 512 件”，批注没有读取。内容写在批注里的，请填到格里",
		"B2 这里贴着一张图片，没有读取。要作佐证的，请把图片另存为文件，在格里写文件名；要填内容的，请直接填写",
		"A3 有2行被隐藏或筛选掉了（第3、5行），里面的内容仍然读取。请在WPS或Excel中取消隐藏和筛选，核对这些行",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("%s\nwant %s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if len(sheets[0].Rows) != 4 {
		t.Errorf("%d rows are read", len(sheets[0].Rows))
	}
}

// An object or attachment is named with its cell, where only an old drawing says that, with the sheet; a button is none.
func TestObjectsOnCells(t *testing.T) {
	const anchored = `<oleObject progId="Package" shapeId="1025"><objectPr><anchor><from><xdr:col>2</xdr:col><xdr:row>4</xdr:row></from></anchor></objectPr></oleObject>`
	const button = `<controls><control shapeId="9"><controlPr><anchor><from><xdr:col>7</xdr:col><xdr:row>7</xdr:row></from></anchor></controlPr></control></controls>`
	for _, c := range []struct{ objects, want string }{
		{`<oleObjects>` + anchored + `</oleObjects>` + button, "台账!C5 这里嵌着一个附件或对象（Package），没有读取"},
		{`<oleObjects><oleObject progId="Word.Document.12" shapeId="1025"/></oleObjects>`, "台账 这里嵌着一个附件或对象，没有读取"},
	} {
		list := bare(`<row r="1"><c r="A1" t="str"><v>要点</v></c></row>`)
		for i := range list {
			if strings.HasPrefix(list[i].name, "xl/worksheets/sheet1") {
				list[i].text = strings.Replace(list[i].text, "</worksheet>", strings.ReplaceAll(c.objects, "<from>", `<from xmlns:xdr="`+spaceDrawing+`">`)+"</worksheet>", 1)
			}
		}
		list = append(list, part{"xl/worksheets/_rels/sheet1.xml.rels", `<Relationships><Relationship Id="o" Type="x/oleObject" Target="../embeddings/oleObject1.bin"/></Relationships>`},
			part{"xl/embeddings/oleObject1.bin", "x"})
		sheets, err := readAll(packedParts(t, list...), Small(64<<20))
		must(t, err)
		var got []string
		for _, x := range sheets[0].Beside {
			got = append(got, sheets[0].Place(x.Row, x.Column)+" "+x.Words)
		}
		if len(got) != 1 || !strings.HasPrefix(got[0], c.want) {
			t.Errorf("%s: told %v", c.want, got)
		}
	}
}

func textBox(column, row, text string) string {
	return strings.Replace(anchor(column, row, "sp"), "<a:x/>", "<xdr:txBody>"+text+"</xdr:txBody>", 1)
}

// A text box tells what stands in it; comments that answer each other are told whole, not by the note older programs are given.
func TestTextBesideCells(t *testing.T) {
	list := bare(`<row r="1"><c r="A1" t="str"><v>要点</v></c><c r="B1" t="str"><v>值</v></c></row><row r="2"><c r="A2"><v>1</v></c></row>`)
	list = append(
		list,
		part{"xl/worksheets/_rels/sheet1.xml.rels", `<Relationships><Relationship Id="d" Type="x/drawing" Target="../drawings/drawing1.xml"/>` +
			`<Relationship Id="c" Type="x/comments" Target="/xl/comments1.xml"/><Relationship Id="e" Type="y/threadedComment" Target="/xl/threads1.xml"/></Relationships>`},
		part{"xl/drawings/drawing1.xml", drawingRoot + textBox("1", "0", "<a:p><a:r><a:t>县局</a:t></a:r></a:p>\n<a:p><a:r><a:t>共512件</a:t></a:r></a:p>") + textBox("0", "1", "<a:p/>") + `</xdr:wsDr>`},
		part{"xl/comments1.xml", `<comments xmlns="` + spaceMain + `"><commentList><comment ref="B2"><text><t>[线程批注] 你的版本看不到</t></text></comment></commentList></comments>`},
		part{"xl/threads1.xml", `<ThreadedComments xmlns="` + spaceThreads + `"><threadedComment ref="B2"><text>是多少？</text></threadedComment>` +
			`<threadedComment ref="B2"><text>512件</text></threadedComment></ThreadedComments>`},
	)
	sheets, err := readAll(packedParts(t, list...), Small(64<<20))
	must(t, err)
	var got []string
	for _, x := range sheets[0].Beside {
		got = append(got, Place(x.Row, x.Column)+" "+x.Words)
	}
	want := "B1 这里有一个文本框“县局 共512件”，没有读取。内容写在文本框里的，请填到格里\nB2 这一格有批注“是多少？ 512件”，批注没有读取。内容写在批注里的，请填到格里"
	if strings.Join(got, "\n") != want {
		t.Errorf("%s\nwant %s", strings.Join(got, "\n"), want)
	}
}

// A picture put into a cell as its value, by WPS or by Excel, is no text.
func TestPictureAsValue(t *testing.T) {
	for name, c := range map[string]struct{ cell, want string }{
		"WPS":         {`<c r="A1" t="str"><f>_xlfn.DISPIMG("ID_1",1)</f><v>=DISPIMG("ID_1",1)</v></c>`, "嵌入单元格的图片"},
		"WPS, shared": {`<c r="A1" t="s"><v>0</v></c>`, "嵌入单元格的图片"},
		"Excel":       {`<c r="A1" t="e" vm="1"><v>#VALUE!</v></c>`, "嵌入单元格的图片"},
		"WPS, bare":   {`<c r="A1" t="str"><f>DISPIMG("ID_1",1)</f><v></v></c>`, "嵌入单元格的图片"},
		"WPS, no v":   {`<c r="A1"><f>_xlfn.DISPIMG("ID_1",1)</f></c>`, "嵌入单元格的图片"},
		"IMAGE()":     {`<c r="A1" t="e"><f>_xlfn.IMAGE("http://x/1.png")</f><v>#NAME?</v></c>`, "嵌入单元格的图片"},
		"an error":    {`<c r="A1" t="e"><v>#VALUE!</v></c>`, "公式错误#VALUE!"},
		"no result":   {`<c r="A1"><f>A2+1</f></c>`, "没有算出结果的公式（请在WPS或Excel中打开，保存一次）"},
		"a text":      {`<c r="A1" t="str"><v>DISPIMG(1)</v></c>`, ""},
	} {
		list := with(bare(`<row r="1">`+c.cell+`</row>`), part{partStrings, `<sst><si><t>=_xlfn.DISPIMG("ID_2",1)</t></si></sst>`})
		sheets, err := readAll(packedParts(t, list...), Small(64<<20))
		must(t, err)
		word, wrong := sheets[0].Rows[0].Cell(0).Wrong()
		if wrong != (c.want != "") || wrong && WrongWords(word) != c.want {
			t.Errorf("%s: %q, %v", name, word, wrong)
		}
	}
}

// The parts are found by the kind of their relation and its target, whatever they are called and in whatever case.
func TestPartsUnderOtherNames(t *testing.T) {
	sheet := `<worksheet><sheetData>` + rows + `</sheetData><cols><row r="9"><c r="A9"><v>9</v></c></row></cols></worksheet>`
	texts := `<sst><si><t>甲</t></si></sst>`
	for name, names := range map[string][4]string{
		"as usual":          {"xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "worksheets/sheet1.xml"},
		"SharedStrings":     {"xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/SharedStrings.xml", "worksheets/sheet1.xml"},
		"numbered":          {"xl/workbook22.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings1.xml", "worksheets/sheet1.xml"},
		"sheets elsewhere":  {"xl/workbook.xml", "xl/pages/1.xml", "xl/sharedStrings.xml", "/xl/pages/1.xml"},
		"book at the top":   {"book.xml", "Sheet.XML", "TEXT/t.xml", "sheet.xml"},
		"capitals, in both": {"XL/WORKBOOK.XML", "XL/Worksheets/SHEET1.xml", "XL/SHAREDSTRINGS.XML", "WORKSHEETS/Sheet1.XML"},
	} {
		main, at := names[0], ""
		if i := strings.LastIndex(main, "/"); i >= 0 {
			at = main[:i+1]
		}
		data := packedParts(
			t,
			part{"_rels/.rels", `<Relationships><Relationship Id="r1" Type="x/officeDocument" Target="/` + main + `"/></Relationships>`},
			part{main, `<workbook><sheets><sheet name="台账" sheetId="1" r:id="s1"/></sheets></workbook>`},
			part{at + "_rels/" + main[len(at):] + ".rels", `<Relationships><Relationship Id="s1" Type="x/worksheet" Target="` + names[3] + `"/>` +
				`<Relationship Id="s2" Type="x/sharedStrings" Target="/` + strings.ToLower(names[2]) + `"/></Relationships>`},
			part{names[1], sheet}, part{names[2], texts},
		)
		sheets, err := readAll(data, Small(64<<20))
		if err != nil {
			t.Errorf("%s: %v", name, err)
		} else if got := shownRows(sheets[0]); got != "A1: 甲\nA2: 2\nA3: 3" {
			t.Errorf("%s: %q", name, got)
		}
	}
}

// A package of strict OOXML has other namespaces for everything, and the kinds of its relations stand elsewhere; another prefix for the
// workbook's own elements says the same.
func TestStrictAndPrefixed(t *testing.T) {
	strict := strings.NewReplacer(spaceMain, spaceMainStrict, spaceLinks, spaceLinksStrict, "x/", "http://purl.oclc.org/ooxml/officeDocument/relationships/")
	prefixed := strings.NewReplacer(`xmlns="`+spaceMain, `xmlns:cp="`+spaceMain, "<?", "<?", "</", "</cp:", "<", "<cp:")
	for name, change := range map[string]*strings.Replacer{"strict": strict, "prefixed": prefixed} {
		list := bare(rows)
		for i, p := range list {
			if text := spaced(p.text); name == "strict" || !strings.Contains(text, spacePackage) {
				list[i].text = change.Replace(text)
			}
		}
		sheets, err := readAll(packedParts(t, list...), Small(64<<20))
		if err != nil {
			t.Errorf("%s: %v", name, err)
		} else if got := shownRows(sheets[0]); got != "A1: 甲\nA2: 2\nA3: 3" {
			t.Errorf("%s: %q", name, got)
		}
	}
}
