package letterdoc_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"os"
	"slices"
	"strings"
	"testing"

	"zicha/assets"
	"zicha/forms"
	"zicha/forms/answers"
	"zicha/forms/formtest"
	"zicha/forms/letterdoc"
	"zicha/forms/wording"
	"zicha/scoring"
)

func sample(t *testing.T) *forms.Dossier {
	t.Helper()
	edition := formtest.Edition(t)
	data, err := assets.Sample.ReadFile("sample/answers.json")
	if err != nil {
		t.Fatal(err)
	}
	d, err := answers.Decode(data, []*scoring.Edition{edition})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func build(t *testing.T, d *forms.Dossier) []byte {
	t.Helper()
	data, err := letterdoc.Build(d)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// part reads a part of the package.
func part(t *testing.T, data []byte, name string) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	text, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// The document says, paragraph by paragraph, what the PDF's letter says.
func TestSameWords(t *testing.T) {
	d := sample(t)
	data := build(t, d)
	got, err := letterdoc.Paragraphs(data)
	if err != nil {
		t.Fatal(err)
	}
	var want []string
	for _, p := range wording.Letter(d, d.Scores()) {
		want = append(want, strings.Split(p.Text, "\n")...)
	}
	if !slices.Equal(got, want) {
		for i := range min(len(got), len(want)) {
			if got[i] != want[i] {
				t.Fatalf("paragraph %d is %q, want %q", i, got[i], want[i])
			}
		}
		t.Fatalf("%d paragraphs, want %d", len(got), len(want))
	}
	if out := os.Getenv("LETTER_OUT"); out != "" {
		if err := os.WriteFile(out, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// The same dossier gives the same bytes, whatever order the library keeps its parts in.
func TestSameBytes(t *testing.T) {
	d := sample(t)
	first := build(t, d)
	for range 20 {
		if !bytes.Equal(first, build(t, d)) {
			t.Fatal("another document for the same dossier")
		}
	}
}

// Paper, margins, pitch and fonts are those of an official letter, and fonts that are missing have a substitute.
func TestLayout(t *testing.T) {
	data := build(t, sample(t))
	body := part(t, data, "word/document.xml") + part(t, data, "word/styles.xml")
	fonts, settings := part(t, data, "word/fontTable.xml"), part(t, data, "word/settings.xml")
	for _, want := range []string{
		`w:w="11906" w:h="16838"`, `w:top="2098"`, `w:left="1587"`, `w:line="579" w:lineRule="exact"`, `w:firstLine="630"`, `<w:docGrid w:type="lines" w:linePitch="579"/>`, `<w:name w:val="heading 1"/>`, `<w:name w:val="heading 2"/>`, `<w:sz w:val="32"/>`, `<w:sz w:val="44"/>`,
		`w:eastAsia="方正小标宋简体"`, `w:eastAsia="黑体"`, `w:eastAsia="楷体_GB2312"`, `w:eastAsia="仿宋_GB2312"`,
	} {
		if !strings.Contains(body, want) {
			t.Errorf("no %s", want)
		}
	}
	for _, gap := range []string{"autoSpaceDE", "autoSpaceDN", "overflowPunct"} {
		if off, all := strings.Count(body, "<w:"+gap+` w:val="0"/>`), strings.Count(body, gap); off != 1 || all != 1 {
			t.Errorf("%s is turned off %d times of %d", gap, off, all) // once, where all other styles have it from
		}
	}
	if !strings.Contains(fonts, `w:name="仿宋_GB2312"><w:altName w:val="仿宋,FangSong"/>`) || !strings.Contains(settings, "<w:evenAndOddHeaders/>") {
		t.Error("no substitutes for fonts, or one side for all page numbers")
	}
}

// Every part is well-formed, in the namespaces Word knows, and announced; every style used is there; headings and what stands under
// the seal's text stay with what follows.
func TestPackage(t *testing.T) {
	d := sample(t)
	d.Apply(forms.Change{Path: forms.ProfilePath("signatory"), New: "<甲>&\"乙\"\n政府\x02"})
	data := build(t, d)
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	types, links, styles := part(t, data, "[Content_Types].xml"), part(t, data, "word/_rels/document.xml.rels"), part(t, data, "word/styles.xml")
	if z.File[0].Name != "[Content_Types].xml" {
		t.Errorf("%s comes first", z.File[0].Name)
	}
	for _, f := range z.File {
		decoder := xml.NewDecoder(strings.NewReader(part(t, data, f.Name)))
		for {
			token, err := decoder.Token()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", f.Name, err)
			}
			start, ok := token.(xml.StartElement)
			if ok && !strings.HasPrefix(start.Name.Space, "http://") {
				t.Errorf("%s: <%s> is in no namespace", f.Name, start.Name.Local)
			}
			if ok && start.Name.Local == "pStyle" && !strings.Contains(styles, `w:styleId="`+start.Attr[0].Value+`"`) {
				t.Errorf("%s: no style %s", f.Name, start.Attr[0].Value)
			}
		}
		if name, found := strings.CutPrefix(f.Name, "word/"); found && !strings.HasPrefix(name, "_") {
			if !strings.Contains(types, `"/`+f.Name+`"`) || name != "document.xml" && !strings.Contains(links, `"`+name+`"`) {
				t.Errorf("%s is not announced", f.Name)
			}
		}
	}
	body := part(t, data, "word/document.xml")
	above := body[:strings.LastIndex(body[:strings.Index(body, "特此报告。")], "<w:p>")]
	closing := body[strings.LastIndex(above, "<w:p>"):]
	if kept, all := strings.Count(closing, "<w:keepNext/>"), strings.Count(closing, "</w:p>"); kept != all-1 || all != 13 {
		t.Errorf("%d of the last %d paragraphs stay together", kept, all)
	}
	for _, style := range []string{"Heading1", "Heading2"} {
		if _, rest, _ := strings.Cut(styles, `w:styleId="`+style+`"`); !strings.Contains(rest[:strings.Index(rest, "</w:style>")], "<w:keepNext/>") {
			t.Errorf("%s may stand alone at the foot of a page", style)
		}
	}
	if !strings.Contains(part(t, data, "docProps/core.xml"), ">2018-01-30T00:00:00Z<") {
		t.Error("not made on the letter's date")
	}
	if !strings.Contains(part(t, data, "docProps/core.xml"), "<dc:creator>&lt;甲&gt;&amp;&#34;乙&#34;政府</dc:creator>") {
		t.Error("another author")
	}
}

// What no document can hold is left out, several lines become paragraphs, and nothing typed breaks the document.
func TestForeignText(t *testing.T) {
	d := sample(t)
	set := func(p forms.Path, v string) { d.Apply(forms.Change{Path: p, New: v}) }
	set(forms.NarrativePath("5"), "第一行\r\n\r\n　第二行<b>&amp;\x01\x0b𬱖 \n尾")
	set(forms.NarrativePath("overall"), strings.Repeat("很长的一段话，", 2000))
	set(forms.ProfilePath("signatory"), strings.Repeat("某某县", 30)+"人民政府")
	set(forms.ProfilePath("date"), "")
	set(forms.ProfilePath("number"), "涡政〔2018〕1号")
	got, err := letterdoc.Paragraphs(build(t, d))
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Contains(got, "尾") || !slices.Contains(got, "　第二行<b>&amp;𬱖") {
		t.Errorf("typed lines are not there: %q", got)
	}
	if got[0] != "涡政〔2018〕1号" {
		t.Errorf("begins with %q", got[0])
	}
}
