package tables

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"
)

func TestCells(t *testing.T) {
	for name, c := range map[string]struct{ data, want string }{
		"shared":     {`<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>`, "A1: 甲|乙丙"},
		"inline":     {`<row r="1"><c r="A1" t="inlineStr"><is><r><t>甲</t></r><r><t xml:space="preserve"> 乙</t></r></is></c></row>`, "A1: 甲 乙"},
		"formulas":   {`<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>"x"</f><v>x</v></c><c r="C1"><f>NOW()</f></c></row>`, "A1: 2|x|（没有算出的公式）"},
		"booleans":   {`<row r="1"><c r="A1" t="b"><v>1</v></c><c r="B1" t="b"><v>0</v></c><c r="C1"><v>1</v></c></row>`, "A1: TRUE|FALSE|1"},
		"errors":     {`<row r="1"><c r="A1" t="e"><v>#REF!</v></c></row>`, "A1: #REF!"},
		"no numbers": {`<row><c><v>1</v></c><c t="s"><v>0</v></c></row><row/><row><c/><c><v>2</v></c></row>`, "A1: 1|甲\nA3: |2"},
		"gaps":       {`<row r="3"><c r="C3"><v>1</v></c></row><row r="1048576"><c r="A1048576"><v>2</v></c></row>`, "A3: ||1\nA1048576: 2"},
		"far cells":  {`<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>2</v></c></row>`, "A1: 1"},
		"blank":      {`<row r="1"><c r="A1" t="s"/><c r="B1" s="1"/><c r="C1" t="str"><v></v></c></row>`, ""},
		"entities":   {`<row r="1"><c r="A1" t="str"><v>&lt;&#x7532;&#20057;&gt;&amp;&quot;</v></c></row>`, `A1: <甲乙>&"`},
		"CDATA":      {`<row r="1"><c r="A1" t="str"><v>甲<![CDATA[<v>&amp;]]>乙</v></c></row>`, "A1: 甲<v>&amp;乙"},
		"comments":   {`<!-- <row> --><row r="1"><?x ?><c r="A1"><!-- > --><v>1<!-- 2 -->3</v></c></row>`, "A1: 13"},
		"marks":      {`<row r="1"><c r="A1" t="str"><v>a_x000D_&#10;b_x0007_c_x005F_x0041_d_xZZZZ_</v></c></row>`, "A1: a\nb\ac_x0041_d_xZZZZ_"},
		"line ends":  {"<row r=\"1\"><c r=\"A1\" t=\"str\"><v>a\r\nb\rc</v></c></row>", "A1: a\nb\nc"},
		"prefixes":   {`<x:row xmlns:x="` + spaceMainStrict + `" r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row>`, "A1: 1"},
		"aside":      {`<row r="1" xmlns:y="urn:y" y:r="7"><y:c><y:v>9</y:v></y:c><c r="A1" y:t="s"><v>1</v></c><c xmlns="urn:y"><v>8</v></c></row>`, "A1: 1"},
		"brackets":   {`<row r="1"><c r="A1" t="str"><v>甲]]乙>]丙]]&gt;</v></c></row>`, "A1: 甲]]乙>]丙]]>"},
		"elsewhere":  {`<row r="2"><c r="A2"><v>1</v></c></row><cols><row r="9"><c r="A9"><v>9</v></c></row></cols>`, "A2: 1"},
		"days":       {`<row r="1"><c r="A1" s="1"><v>42979</v></c><c r="B1" s="2"><v>42979.354166667</v></c><c r="C1" s="3"><v>42979</v></c><c r="D1"><v>42979</v></c><c r="E1" t="d"><v>2017-09-01T00:00:00Z</v></c></row>`, "A1: 2017-09-01|2017-09-01 08:30:00|42979|42979|2017-09-01"},
		"text digit": {`<row r="1"><c r="A1" t="str" s="1"><v>5.00</v></c><c r="B1"><v>5.00</v></c><c r="C1"><v>37.250000000000004</v></c><c r="D1" t="str"><v>37.250000000000004</v></c></row>`, "A1: 5.00|5.00|37.25|37.250000000000004"},
		"no number":  {`<row r="1"><c r="A1"><v>abc</v></c><c r="B1"><v> 7 </v></c></row>`, "A1: abc|7"},
	} {
		sheets, err := readAll(packedParts(t, bare(c.data)...), Small(64<<20))
		if err != nil {
			t.Errorf("%s: %v", name, err)
		} else if got := shownRows(sheets[0]); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// rows is a good beginning: three rows of which a damaged sheet must not be taken as the whole.
const rows = `<row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"><c r="A2"><v>2</v></c></row><row r="3"><c r="A3"><v>3</v></c></row>`

// Damage is never the end of a sheet: the file is refused, and the sentence names the sheet.
func TestDamagedSheets(t *testing.T) {
	for name, data := range map[string]string{
		"null character":      rows + `<row r="4"><c r="A4" t="str"><v>a&#0;b</v></c></row>`,
		"control character":   rows + "<row r=\"4\"><c r=\"A4\" t=\"str\"><v>a\x01b</v></c></row>",
		"surrogate":           rows + `<row r="4"><c r="A4" t="str"><v>&#xD800;</v></c></row>`,
		"no character":        rows + `<row r="4"><c r="A4" t="str"><v>&#x110000;</v></c></row>`,
		"noncharacter":        rows + "<row r=\"4\"><c r=\"A4\" t=\"str\"><v>\uffff</v></c></row>",
		"unknown entity":      rows + `<row r="4"><c r="A4" t="str"><v>&nbsp;</v></c></row>`,
		"]]> in a text":       rows + `<row r="4"><c r="A4" t="str"><v>a]]>b</v></c></row>`,
		"]]> between":         rows + `]]>`,
		"-- in a comment":     rows + `<!-- a -- b -->`,
		"--->":                rows + `<!-- a --->`,
		"torn comment":        rows + "<!-- \x01 -->",
		"declared again":      rows + `<?xml version="1.0"?>`,
		"declared in capital": rows + `<?XML ?>`,
		"nameless <??>":       rows + `<??>`,
		"unbound prefix":      rows + `<q:x/>`,
		"unbound attribute":   rows + `<row q:x="1"/>`,
		"bound elsewhere":     rows + `<row xmlns:q="urn:q"/><q:x/>`,
		"bound to nothing":    rows + `<row xmlns:q=""/>`,
		"two colons":          rows + `<a:b:c xmlns:a="urn:a"/>`,
		"no name":             rows + `<a(b/>`,
		"an attribute twice":  rows + `<row r="4" r="5"/>`,
		"a cell in a value":   rows + `<row r="4"><c r="A4" t="str"><v>a<c r="B4"><v>1</v></c></v></c></row>`,
		"a cell in a cell":    rows + `<row r="4"><c r="A4"><c r="B4"><v>1</v></c></c></row>`,
		"a row in a cell":     rows + `<row r="4"><c r="A4"><row r="5"/></c></row>`,
		"a text in a text":    rows + `<row r="4"><c r="A4" t="inlineStr"><is><t>a<t>b</t></t></is></c></row>`,
		"bare ampersand":      rows + `<row r="4"><c r="A4" t="str"><v>a & b</v></c></row>`,
		"broken character":    rows + "<row r=\"4\"><c r=\"A4\" t=\"str\"><v>\xe7\x94</v></c></row>",
		"unclosed row":        rows + `<row r="4"><c r="A4"><v>4</v></c>`,
		"crossed ends":        rows + `<row r="4"><c r="A4"><v>4</c></v></row>`,
		"torn tag":            rows + `<row r="4"><c r="A4`,
		"tag in a tag":        rows + `<row r="4"><c <v>4</v></c></row>`,
		"attribute":           rows + `<row r=4></row>`,
		"attribute, unquoted": rows + `<row r="4" ht></row>`,
		"attribute, joined":   rows + `<row r="4"ht="1"></row>`,
		"entity in attribute": rows + `<row r="4" x="&#0;"></row>`,
		"end too many":        rows + `</sheetData></worksheet></worksheet>`,
		"second root":         rows + `</sheetData></worksheet><worksheet><sheetData>`,
		"text behind":         rows + `</sheetData></worksheet>abc<worksheet><sheetData>`,
		"open comment":        rows + `<!-- `,
		"open CDATA":          rows + `<row r="4"><c r="A4" t="str"><v><![CDATA[`,
		"string too high":     rows + `<row r="4"><c r="A4" t="s"><v>2</v></c></row>`,
		"string negative":     rows + `<row r="4"><c r="A4" t="s"><v>-1</v></c></row>`,
		"string huge":         rows + `<row r="4"><c r="A4" t="s"><v>99999999999999999999</v></c></row>`,
		"string no number":    rows + `<row r="4"><c r="A4" t="s"><v></v></c></row>`,
		"boolean":             rows + `<row r="4"><c r="A4" t="b"><v>2</v></c></row>`,
		"unknown kind":        rows + `<row r="4"><c r="A4" t="x"><v>2</v></c></row>`,
		"row again":           rows + `<row r="3"><c r="A3"><v>9</v></c></row>`,
		"rows unsorted":       rows + `<row r="2"/>`,
		"row zero":            `<row r="0"/>`,
		"row too high":        `<row r="1048577"/>`,
		"row no number":       `<row r="x"/>`,
		"cell again":          rows + `<row r="4"><c r="A4"><v>1</v></c><c r="A4"><v>2</v></c></row>`,
		"cells unsorted":      rows + `<row r="4"><c r="B4"><v>1</v></c><c r="A4"><v>2</v></c></row>`,
		"cell elsewhere":      rows + `<row r="4"><c r="A5"><v>1</v></c></row>`,
		"cell no place":       rows + `<row r="4"><c r="4"><v>1</v></c></row>`,
		"cell too far":        rows + `<row r="4"><c r="XFE4"><v>1</v></c></row>`,
		"two tables":          rows + `</sheetData><sheetData><row r="9"><c r="A9"><v>1</v></c></row>`,
		"two values":          rows + `<row r="4"><c r="A4"><v>1</v><v>2</v></c></row>`,
		"deep":                rows + strings.Repeat("<x>", maxDepth) + strings.Repeat("</x>", maxDepth),
		"long tag":            rows + `<row r="4" x="` + strings.Repeat("x", window) + `"/>`,
		"many attributes":     rows + `<row` + strings.Repeat(` x="1"`, maxAttrs+1) + `/>`,
	} {
		sheets, err := readAll(packedParts(t, bare(data)...), Small(64<<20))
		if err == nil {
			t.Errorf("%s: read as %q", name, shownRows(sheets[0]))
			continue
		}
		if plainSentence(t, err); !strings.Contains(err.Error(), "“台账”") {
			t.Errorf("%s: the sheet is not named: %v", name, err)
		}
	}
}

// What stands in the file's own bytes is damaged too: half a part, another checksum, sizes that lie.
func TestDamagedBytes(t *testing.T) {
	plain := bare(strings.Repeat(" ", 1000) + rows)
	var stored bytes.Buffer
	z := zip.NewWriter(&stored)
	for _, p := range plain {
		w, err := z.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Store})
		must(t, err)
		_, err = io.WriteString(w, spaced(p.text))
		must(t, err)
	}
	must(t, z.Close())
	data := stored.Bytes()
	at := bytes.Index(data, []byte("<v>3</v>"))
	changed := bytes.Clone(data)
	changed[at+3] = '4' // well-formed still, but not what was packed
	short := bytes.Clone(data)
	copy(short[at:], "<v>3<!--")
	for name, data := range map[string][]byte{"checksum": changed, "torn": short, "half": data[:len(data)/2], "no list": data[:len(data)-30]} {
		if sheets, err := readAll(data, Small(64<<20)); err == nil {
			t.Errorf("%s: %q", name, shownRows(sheets[0]))
		} else {
			plainSentence(t, err)
		}
	}
	if _, err := readAll(data, Small(64<<20)); err != nil {
		t.Errorf("the file itself: %v", err)
	}
}

func TestPackages(t *testing.T) {
	good := bare(rows)
	sheet := `<worksheet><sheetData>` + rows + `</sheetData></worksheet>`
	book := func(text string) []part { return with(good, part{partBook, text}) }
	for name, c := range map[string]struct {
		data []byte
		word string // of the sentence; "" where it is read
	}{
		"nothing":             {nil, "空的"},
		"text":                {[]byte("要点,字段\n"), "不是.xlsx"},
		"old":                 {[]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("x", 600)), "密码"},
		"locked part":         {locked(packedParts(t, good...)), "取消密码"},
		"no book":             {packedParts(t, part{"a.txt", "x"}), "压缩包"},
		"no sheets":           {packedParts(t, book(`<workbook><sheets/></workbook>`)...), "没有工作表"},
		"no part":             {packedParts(t, book(`<workbook><sheets><sheet name="台账" r:id="none"/></sheets></workbook>`)...), "“台账”"},
		"one part, two names": {packedParts(t, book(`<workbook><sheets><sheet name="台账" r:id="s1"/><sheet name="乙" r:id="s1"/></sheets></workbook>`)...), "“乙”"},
		"a name twice": {packedParts(t, append(with(book(`<workbook><sheets><sheet name="台账" r:id="s1"/><sheet name="台账" r:id="s4"/></sheets></workbook>`),
			part{partRels, `<Relationships><Relationship Id="s1" Type="x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="s4" Type="x/worksheet" Target="worksheets/sheet2.xml"/></Relationships>`}),
			part{"xl/worksheets/sheet2.xml", sheet})...), "“台账”"},
		"entry twice":       {packedParts(t, append(good, part{partSheet, sheet})...), "损坏"},
		"entry in capitals": {packedParts(t, append(good, part{"XL/Worksheets/Sheet1.xml", sheet})...), "损坏"},
		"backslashes":       {packedParts(t, append(with(good, part{partSheet, ""})[:len(good)-1], part{`xl\worksheets\sheet1.xml`, sheet})...), ""},
		"absolute target":   {packedParts(t, with(good, part{partRels, `<Relationships><Relationship Id="s1" Type="x/worksheet" Target="/xl/worksheets/sheet1.xml"/><Relationship Id="s2" Type="x/sharedStrings" Target="sharedStrings.xml"/></Relationships>`})...), ""},
		"target upwards":    {packedParts(t, with(good, part{partRels, `<Relationships><Relationship Id="s1" Type="x/worksheet" Target="../../../xl/./worksheets/sheet1.xml"/><Relationship Id="s2" Type="x/sharedStrings" Target="sharedStrings.xml"/></Relationships>`})...), ""},
		"target elsewhere":  {packedParts(t, with(good, part{partRels, `<Relationships><Relationship Id="s1" Type="x/worksheet" Target="/etc/passwd"/></Relationships>`})...), "“台账”"},
		"target a text":     {packedParts(t, with(good, part{partRels, `<Relationships><Relationship Id="s1" Type="x/worksheet" Target="sharedStrings.xml"/></Relationships>`})...), "“台账”"},
		"doctype":           {packedParts(t, with(good, part{partSheet, `<!DOCTYPE w [<!ENTITY a "aaaa">]>` + sheet})...), "“台账”"},
		"other encoding":    {packedParts(t, with(good, part{partSheet, `<?xml version="1.0" encoding="GBK"?>` + sheet})...), "“台账”"},
		"foreign root":      {packedParts(t, with(good, part{partSheet, strings.Replace(sheet, ">", ` xmlns="urn:other">`, 1)})...), "“台账”"},
		"foreign book":      {packedParts(t, book(`<workbook xmlns="urn:other"><sheets/></workbook>`)...), "损坏"},
		"no namespace":      {packedParts(t, with(good, part{partSheet, strings.Replace(sheet, ">", ` a="">`, 1)})...), "“台账”"},
		"declared late":     {packedParts(t, with(good, part{partSheet, ` <?xml version="1.0"?>` + sheet})...), "“台账”"},
		"declared bare":     {packedParts(t, with(good, part{partSheet, `<?xml?>` + sheet})...), "“台账”"},
		"no encoding":       {packedParts(t, with(good, part{partSheet, `<?xml version="1.0"?>` + sheet})...), ""},
		"standalone only":   {packedParts(t, with(good, part{partSheet, `<?xml version='1.0' standalone="yes"?>` + sheet})...), ""},
		"no version":        {packedParts(t, with(good, part{partSheet, `<?xml encoding="UTF-8"?>` + sheet})...), "“台账”"},
		"another's mark":    {packedParts(t, with(good, part{partSheet, `<?xml-stylesheet a?>` + sheet})...), ""},
		"byte order mark":   {packedParts(t, with(good, part{partSheet, "\ufeff" + sheet})...), ""},
		"UTF-16":            {packedParts(t, with(good, part{partSheet, "\xff\xfe<\x00"})...), "“台账”"},
		"lying extent":      {packedParts(t, with(good, part{partSheet, strings.Replace(sheet, "<sheetData>", `<dimension ref="A1"/><sheetData>`, 1)})...), ""},
		"torn texts":        {packedParts(t, with(good, part{partStrings, `<sst><si><t>甲</t></si><si><t>&#0;`})...), "共用的文字"},
		"torn behind":       {packedParts(t, with(good, part{partStrings, `<sst><si><t>甲</t></si>` + strings.Repeat(`<si><t>乙</t></si>`, 200) + `<x>`})...), "共用的文字"},
		"no texts":          {packedParts(t, with(good, part{partStrings, `<sst/>`})...), "“台账”"},
		"torn styles":       {packedParts(t, with(bare(`<row r="1"><c r="A1" s="1"><v>1</v></c></row>`), part{partStyles, `<styleSheet><cellXfs>`})...), "单元格格式"},
	} {
		sheets, err := readAll(c.data, Small(64<<20))
		switch {
		case c.word == "" && err != nil:
			t.Errorf("%s: %v", name, err)
		case c.word == "" && shownRows(sheets[0]) != "A1: 甲\nA2: 2\nA3: 3":
			t.Errorf("%s: %q", name, shownRows(sheets[0]))
		case c.word != "" && (err == nil || !strings.Contains(err.Error(), c.word)):
			t.Errorf("%s: %v, want %s", name, err, c.word)
		case c.word != "":
			plainSentence(t, err)
		}
	}
}

// locked sets the flag of a part locked by a password in the package's list.
func locked(data []byte) []byte {
	data[bytes.LastIndex(data, []byte("PK\x01\x02"))+8] |= encrypted
	return data
}

// A cell holds 32,767 characters and no more; one beyond the plane is two.
func TestLongestCell(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		ok   bool
	}{
		"most":        {strings.Repeat("长", MaxText), true},
		"one more":    {strings.Repeat("长", MaxText+1), false},
		"pairs":       {strings.Repeat("𬱖", MaxText/2), true},
		"pair more":   {strings.Repeat("𬱖", MaxText/2+1), false},
		"marks":       {strings.Repeat("_x0007_", MaxText), true},
		"ten million": {strings.Repeat("x", 10_000_000), false},
	} {
		for place, parts := range map[string][]part{
			"inline": bare(`<row r="7"><c r="D7" t="inlineStr"><is><t>` + c.text + `</t></is></c></row>`),
			"shared": with(bare(`<row r="7"><c r="D7" t="s"><v>0</v></c></row>`), part{partStrings, `<sst><si><t>` + c.text + `</t></si></sst>`}),
		} {
			_, err := readAll(packedParts(t, parts...), Small(64<<20))
			if (err == nil) != c.ok || err != nil && !strings.Contains(err.Error(), "32767个字") {
				t.Errorf("%s %s: %v", name, place, err)
			}
			if place == "inline" && err != nil && !strings.Contains(err.Error(), "“台账”的D7") {
				t.Errorf("%s: the cell is not named: %v", name, err)
			}
		}
	}
}

// Texts that went to a temporary file are the same as before, in whatever order they are asked for.
func TestManySharedTexts(t *testing.T) {
	tmp := t.TempDir()
	t.Setenv("TMPDIR", tmp)
	const n = 60_000
	text := func(i int) string { return fmt.Sprintf("%d%s", i, strings.Repeat("字", i%90)) }
	var b strings.Builder
	for i := range n {
		b.WriteString("<si><t>" + text(i) + "</t></si>")
	}
	data := packedParts(t, with(bare(""), part{partStrings, "<sst>" + b.String() + "</sst>"})...)
	book, err := NewBook(context.Background(), io.NewSectionReader(bytes.NewReader(data), 0, int64(len(data))), Large())
	must(t, err)
	for _, i := range []int{0, 63, 64, 5, 30_000, 29_999, 1, 59_000, 32_832, 64, n - 1, 40_000, 0} {
		if got, err := book.shared(i); err != nil || got != text(i) {
			t.Errorf("%d: %.20q, %v", i, got, err)
		}
	}
	if book.strings.file == nil {
		t.Error("all of it stayed in memory")
	}
	if _, err := book.shared(n); !errors.Is(err, errNoString) {
		t.Errorf("one more: %v", err)
	}
	book.Close()
	if left, err := os.ReadDir(tmp); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

// Columns that are not wanted are told of and not read.
func TestUnread(t *testing.T) {
	data := packedParts(t, bare(`<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="s"><v>99</v></c><c r="D1" t="e"><v>#REF!</v></c></row>`)...)
	book, err := NewBook(context.Background(), io.NewSectionReader(bytes.NewReader(data), 0, int64(len(data))), Small(64<<20))
	must(t, err)
	defer book.Close()
	rows, err := book.Rows(0, []bool{true})
	must(t, err)
	row, err := rows.Next()
	must(t, err)
	var kinds []Kind
	for _, c := range row.Cells {
		kinds = append(kinds, c.Kind)
	}
	if fmt.Sprint(kinds) != fmt.Sprint([]Kind{Number, Unread, Blank, Unread}) {
		t.Errorf("%v", kinds)
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	data := packedParts(t, bare(rows)...)
	book, err := NewBook(ctx, io.NewSectionReader(bytes.NewReader(data), 0, int64(len(data))), Small(64<<20))
	must(t, err)
	cancel()
	if _, err := book.Read(0); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}
