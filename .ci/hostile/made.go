package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// own are the attacks that only one kind of file knows.
func (g *ground) own(d door) map[string]string {
	switch d.ext {
	case ".json", ".jsonl":
		return g.answers(d.ext)
	case ".toml":
		return g.rules()
	case ".xlsx":
		return g.sheets(d.ext)
	case ".zip":
		return g.packs()
	case ".csv":
		return g.tables()
	case ".zicha", ".huizong":
		return g.stores(d)
	case ".age":
		return g.copies(d)
	case ".pdf":
		return g.pdfs()
	case ".jpg":
		return g.pictures()
	}
	return nil
}

func (g *ground) answers(ext string) map[string]string {
	head := `{"edition":"bozhou-2017","county":{"code":"341621","name":"涡阳县"},"answers":`
	return map[string]string{
		"a million rows":       g.file("行"+ext, []byte(head+`{"10.1":{"register":[`+strings.Repeat(`{"name":"甲"},`, 1_000_000)+`{"name":"乙"}]}}}`)),
		"a number of 1e999999": g.file("数"+ext, []byte(head+`{"5.3":{"articles":1e999999}}}`)),
		"a million digits":     g.file("长数"+ext, []byte(head+`{"5.3":{"articles":`+strings.Repeat("9", 1_000_000)+`}}}`)),
		"nested 4 million":     g.file("嵌"+ext, []byte(head+strings.Repeat(`{"a":`, 700_000))),
		"a million keys":       g.file("键"+ext, []byte(head+"{"+numbered(`"9%d.1":{},`, 300_000)+`"1.1":{}}}`)),
	}
}

func numbered(format string, n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}

func (g *ground) rules() map[string]string {
	return map[string]string{
		"nested lists":     g.file("列.toml", []byte("a = "+strings.Repeat("[", 300_000))),
		"nested tables":    g.file("表.toml", []byte("["+strings.Repeat("a.", 300_000)+"a]\nb=1\n")),
		"a million tables": g.file("多.toml", []byte(numbered("[[section]]\nno=%d\n", 300_000))),
		"a huge number":    g.file("数.toml", []byte("year = "+strings.Repeat("9", 100_000)+"\n")),
		"a long key":       g.file("键.toml", []byte(strings.Repeat("k", 8<<20)+" = 1\n")),
	}
}

const (
	bookTypes = `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`
	bookRels  = `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`
	bookMain  = `<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="封面" sheetId="1" r:id="rId1"/></sheets></workbook>`
	bookInner = `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`
	sheetHead = `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>`
	sheetFoot = `</sheetData></worksheet>`
)

// xlsx makes a workbook around a sheet.
func xlsx(sheet string) []byte {
	return zipped(part{"[Content_Types].xml", []byte(bookTypes)}, part{"_rels/.rels", []byte(bookRels)}, part{"xl/workbook.xml", []byte(bookMain)},
		part{"xl/_rels/workbook.xml.rels", []byte(bookInner)}, part{"xl/worksheets/sheet1.xml", []byte(sheet)})
}

func (g *ground) sheets(ext string) map[string]string {
	cell := `<row r="1"><c r="A1" t="inlineStr"><is><t>项目</t></is></c></row>`
	laughs := `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "` + strings.Repeat("ha", 1000) + `">` + numbered(`<!ENTITY b%[1]d "&a;&a;&a;&a;&a;&a;&a;&a;">`, 100) + `]><worksheet><sheetData><row><c t="inlineStr"><is><t>&b99;</t></is></c></row></sheetData></worksheet>`
	return map[string]string{
		"bomb: one part of 1 GB":  g.file("炸弹"+ext, bomb("xl/workbook.xml", "<a>", 1<<10)),
		"bomb: a sheet of 200 MB": g.file("大表"+ext, xlsx(sheetHead+strings.Repeat(cell, 200<<20/len(cell))+sheetFoot)),
		"bomb: a cell of 100 MB":  g.file("大格"+ext, xlsx(sheetHead+`<row r="1"><c r="A1" t="inlineStr"><is><t>`+strings.Repeat("长", 35<<20)+`</t></is></c></row>`+sheetFoot)),
		"a billion laughs":        g.file("实体"+ext, xlsx(laughs)),
		"deep elements":           g.file("深"+ext, xlsx(sheetHead+strings.Repeat("<row>", 2_000_000))),
		"row and column numbers":  g.file("号"+ext, xlsx(sheetHead+`<row r="99999999999999999999"><c r="ZZZZZZZZ999999999999"><v>1</v></c></row>`+sheetFoot)),
		"a row of a million":      g.file("宽"+ext, xlsx(sheetHead+"<row>"+strings.Repeat("<c><v>1</v></c>", 1_000_000)+"</row>"+sheetFoot)),
		"many parts":              g.file("多"+ext, zipped(many(100_000)...)),
		"traversal":               g.file("越"+ext, zipped(part{"../../../../tmp/越界", []byte("x")}, part{"xl/workbook.xml", []byte(bookMain)})),
		"the old format":          g.file("旧"+ext, append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), make([]byte, 4096)...)),
	}
}

func many(n int) (out []part) {
	for i := range n {
		out = append(out, part{fmt.Sprintf("p/%d.xml", i), nil})
	}
	return out
}

// overlapping makes a zip whose directory lists the same compressed bytes a thousand times: a small file that unpacks to terabytes.
func overlapping(name string) []byte {
	one := bomb(name, "0", 64)
	at := bytes.LastIndex(one, []byte("PK\x01\x02"))
	entry := one[at : len(one)-22]
	out := bytes.Clone(one[:at])
	for range 1000 {
		out = append(out, entry...)
	}
	foot := bytes.Clone(one[len(one)-22:])
	binary.LittleEndian.PutUint16(foot[8:], 1000)
	binary.LittleEndian.PutUint16(foot[10:], 1000)
	binary.LittleEndian.PutUint32(foot[12:], uint32(1000*len(entry)))
	return append(out, foot...)
}

func (g *ground) packs() map[string]string {
	list := part{"包/清单.txt", []byte(strings.Repeat("0", 64) + "  报告.pdf\n")}
	nested := zipped(part{"包/a.zip", bomb("a", "0", 64)}, list)
	loop := filepath.Dir(g.file("清单.txt", list.data))
	for link, to := range map[string]string{"圈": loop, "外": "/", "无尽.xlsx": "/dev/zero"} {
		if err := os.Symlink(to, filepath.Join(loop, link)); err != nil {
			panic(err)
		}
	}
	deep := filepath.Join(filepath.Dir(g.file("x", nil)), strings.Repeat("深/", 300))
	if err := os.MkdirAll(deep, 0o700); err != nil {
		panic(err)
	}
	return map[string]string{
		"bomb: one part of 1 GB":      g.file("炸弹.zip", bomb("包/清单.txt", "0", 1<<10)),
		"bomb: a workbook of 1 GB":    g.file("表炸弹.zip", bomb("包/数据（第1版）.xlsx", "0", 1<<10)),
		"bomb: overlapping entries":   g.file("重叠.zip", overlapping("包/清单.txt")),
		"traversal":                   g.file("越.zip", zipped(part{"../../../越界.txt", []byte("x")}, part{"/越界.txt", nil}, part{`..\..\越界.txt`, nil}, list)),
		"a hundred thousand entries":  g.file("多.zip", zipped(append(many(100_000), list)...)),
		"zips in a zip":               g.file("套.zip", nested),
		"a name of 60,000 letters":    g.file("名.zip", zipped(part{strings.Repeat("长", 20_000), nil}, list)),
		"devices and control letters": g.file("名2.zip", zipped(part{"包/CON", nil}, part{"包/a\x1b[2Jb", nil}, part{"包/\xff\xfe", nil}, list)),
		"a folder with a loop":        loop,
		"taken: a folder 300 deep":    strings.TrimSuffix(deep, strings.Repeat("深/", 300)),
	}
}

func (g *ground) tables() map[string]string {
	head := "行政相对人名称,决定日期,公示日期,许可机关\n"
	return map[string]string{
		"a row of a million fields": g.file("宽.csv", []byte(head+strings.Repeat("甲,", 1_000_000)+"\n")),
		"a quote that never ends":   g.file("引.csv", []byte(head+`"`+strings.Repeat("甲\n", 500_000))),
		"a million quotes":          g.file("引2.csv", []byte(head+strings.Repeat(`""`, 1_000_000)+"\n")),
		"zero bytes":                g.file("零.csv", append([]byte(head), make([]byte, 8<<20)...)),
		"UTF-16":                    g.file("十六.csv", []byte("\xff\xfe\x4c\x88\x3f\x65\n\x00")),
	}
}

// stores are databases of SQLite under our names, and ours with tables that lie about themselves.
func (g *ground) stores(d door) map[string]string {
	whole, err := os.ReadFile(d.sample)
	if err != nil {
		panic(err)
	}
	const page = 4096
	looped := bytes.Clone(whole)
	for at := 2 * page; at+page <= len(looped); at += page { // every page is an inner one whose children are itself
		p := looped[at : at+page]
		if p[0] == 0x0d || p[0] == 0x05 {
			clear(p)
			p[0] = 0x05
			binary.BigEndian.PutUint32(p[8:], uint32(at/page+1))
		}
	}
	pages := bytes.Clone(whole)
	binary.BigEndian.PutUint32(pages[28:], 0xfffffffe)
	free := bytes.Clone(whole)
	binary.BigEndian.PutUint32(free[32:], 3)
	binary.BigEndian.PutUint32(free[36:], 0x7fffffff)
	newer := bytes.Clone(whole)
	binary.BigEndian.PutUint32(newer[60:], 99)
	foreign := bytes.Clone(whole)
	binary.BigEndian.PutUint32(foreign[68:], 1)
	schema := bytes.Replace(whole, []byte("CREATE TABLE log("), []byte("CREATE VIEW  log("), 1)
	out := map[string]string{
		"pages that hold themselves": g.file("环"+d.ext, looped),
		"4 billion pages":            g.file("页"+d.ext, pages),
		"a looping list of free":     g.file("闲"+d.ext, free),
		"from a newer program":       g.file("新"+d.ext, newer),
		"of another program":         g.file("外"+d.ext, foreign),
		"another schema":             g.file("构"+d.ext, schema),
		"a journal of noise":         g.file("志"+d.ext, whole[:len(whole)/2]),
	}
	if err := os.WriteFile(out["a journal of noise"]+"-journal", bytes.Repeat([]byte("\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"), 1<<16), 0o600); err != nil {
		panic(err)
	}
	return out
}

func (g *ground) copies(d door) map[string]string {
	whole, err := os.ReadFile(d.sample)
	if err != nil {
		panic(err)
	}
	return map[string]string{
		"bomb: work factor 30":    g.file("功.age", bytes.Replace(whole, []byte(" 18\n"), []byte(" 30\n"), 1)),
		"bomb: work factor 1e20":  g.file("功2.age", bytes.Replace(whole, []byte(" 18\n"), []byte(" 100000000000000000000\n"), 1)),
		"a header without an end": g.file("头.age", append([]byte("age-encryption.org/v1\n-> scrypt "), bytes.Repeat([]byte("A"), 64<<20)...)),
		"a million recipients":    g.file("人.age", []byte("age-encryption.org/v1\n"+strings.Repeat("-> x y\n\n", 1_000_000))),
		"for a key":               g.file("钥.age", []byte("age-encryption.org/v1\n-> X25519 TEiF0ypqr+bpvcqXNyCVJpL7OuwPdVwPL7KQEbFDOCc\nEmECAEcKN+n/Vs9SbWiV+Hu0r+E8R77DdWYyd83nw7U\n--- bBjlhJVYZeE4aqUdmtRHfwbBjlhJVYZeE4aqUdmtRHf\n")),
		"a longer one":            g.file("长.age", append(bytes.Clone(whole), 0)),
	}
}
