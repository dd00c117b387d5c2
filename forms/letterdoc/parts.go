package letterdoc

import (
	"archive/zip"
	"bytes"
	"io"
	"maps"
	"regexp"
	"slices"
	"strings"
)

const wordNamespace = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`

// fontTable tells what to take where an office font is missing; the library knows only names.
const fontTable = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:fonts ` + wordNamespace + `>` +
	`<w:font w:name="方正小标宋简体"><w:altName w:val="宋体"/><w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>` +
	`<w:font w:name="黑体"><w:altName w:val="SimHei"/><w:charset w:val="86"/><w:family w:val="modern"/><w:pitch w:val="fixed"/></w:font>` +
	`<w:font w:name="楷体_GB2312"><w:altName w:val="楷体"/><w:charset w:val="86"/><w:family w:val="modern"/><w:pitch w:val="fixed"/></w:font>` +
	`<w:font w:name="仿宋_GB2312"><w:altName w:val="仿宋"/><w:charset w:val="86"/><w:family w:val="modern"/><w:pitch w:val="fixed"/></w:font>` +
	`<w:font w:name="宋体"><w:altName w:val="SimSun"/><w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>` +
	`</w:fonts>`

// settings has page numbers on either side, which the library has no words for, and Chinese as the language.
const settings = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:settings ` + wordNamespace + `><w:evenAndOddHeaders/><w:characterSpacingControl w:val="compressPunctuation"/>` +
	`<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>` +
	`<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>`

// styles are the defaults alone: every paragraph of the letter says its own measures.
const styles = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:styles ` + wordNamespace + `><w:docDefaults><w:rPrDefault><w:rPr>` +
	`<w:rFonts w:ascii="仿宋_GB2312" w:hAnsi="仿宋_GB2312" w:eastAsia="仿宋_GB2312" w:cs="仿宋_GB2312"/><w:kern w:val="2"/><w:sz w:val="32"/><w:szCs w:val="32"/>` +
	`<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>` +
	`<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:pPr><w:widowControl w:val="0"/></w:pPr></w:style></w:styles>`

// loose are runs of entries that the library writes in no fixed order.
var loose = regexp.MustCompile(`(?:<(?:Override|Relationship|w:footerReference) [^>]*?(?:/>|></[A-Za-z:]+>)\s*)+`)

// finish puts our font table, settings and styles into the package, and its parts into a fixed order.
func finish(data []byte) ([]byte, error) {
	in, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	parts := map[string]string{}
	for _, part := range in.File {
		if parts[part.Name], err = partText(part); err != nil {
			return nil, err
		}
	}
	parts["word/fontTable.xml"], parts["word/settings.xml"], parts["word/styles.xml"] = fontTable, settings, styles
	orderFooters(parts)
	const first = "[Content_Types].xml" // readers look for it there
	names := append([]string{first}, slices.DeleteFunc(slices.Sorted(maps.Keys(parts)), func(name string) bool { return name == first })...)
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, name := range names {
		to, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate})
		if err == nil {
			_, err = io.WriteString(to, loose.ReplaceAllStringFunc(parts[name], sorted))
		}
		if err != nil {
			return nil, err
		}
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// orderFooters makes the odd pages' footer the first, which the library numbers by chance.
func orderFooters(parts map[string]string) {
	const body, odd, even = "word/document.xml", "word/footer1.xml", "word/footer2.xml"
	ids := footerID.FindAllStringSubmatch(parts[body], -1)
	if len(ids) != 2 || !strings.Contains(parts[even], `<w:jc w:val="right">`) {
		return
	}
	a, b := ids[0][0], ids[1][0]
	parts[odd], parts[even] = parts[even], parts[odd]
	parts[body] = strings.NewReplacer(a, b, b, a).Replace(parts[body])
}

// footerID is what a section names a footer by; nothing else in the letter has one.
var footerID = regexp.MustCompile(`r:id="(rId[0-9]+)"`)

func partText(part *zip.File) (string, error) {
	r, err := part.Open()
	if err != nil {
		return "", err
	}
	defer r.Close()
	data, err := io.ReadAll(r)
	return string(data), err
}

// entry is one of such a run.
var entry = regexp.MustCompile(`<[A-Za-z]\S* [^>]*?(?:/>|></[A-Za-z:]+>)`)

func sorted(run string) string {
	list := entry.FindAllString(run, -1)
	slices.Sort(list)
	return strings.Join(list, "")
}
