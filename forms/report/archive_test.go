package report

import (
	"bytes"
	"encoding/binary"
	"encoding/xml"
	"maps"
	"math"
	"regexp"
	"slices"
	"strings"
	"testing"

	"zicha/forms/formtest"
)

// archived is a file taken apart.
type archived struct {
	t       testing.TB
	raw     map[int][]byte
	objects map[int]pdfDict // also those of streams
	lists   map[int][]any
}

func takeApart(t testing.TB, pdf []byte) *archived {
	t.Helper()
	a := &archived{t, formtest.Objects(t, pdf), map[int]pdfDict{}, map[int][]any{}}
	for n, object := range a.raw {
		text, _, _ := bytes.Cut(object, []byte("\nstream\n"))
		p := &parser{t: t, data: text}
		v, _ := p.value()
		if _, more := p.value(); more {
			t.Errorf("object %d has something behind it", n)
		}
		switch v := v.(type) {
		case pdfDict:
			a.objects[n] = v
		case []any:
			a.lists[n] = v
		default:
			t.Errorf("object %d is %v", n, v)
		}
	}
	return a
}

// dict follows a reference, or takes a dictionary as it is.
func (a *archived) dict(v any) pdfDict {
	if d, ok := v.(pdfDict); ok {
		return d
	}
	n, _ := v.(pdfRef)
	d := a.objects[int(n)]
	if d == nil {
		a.t.Fatalf("%v leads to no dictionary", v)
	}
	return d
}

func (a *archived) stream(v any) []byte { return inflated(a.t, a.raw[int(v.(pdfRef))]) }

// Letter and annexes are what an archive takes, PDF/A-2a (ISO 19005-2), finalized and as a draft. The numbers are the standard's clauses.
func TestPapersAreForTheArchive(t *testing.T) {
	_, _, final := finished(t)
	draft, err := Build(paper(t, Options{}).d, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for name, pdf := range map[string][]byte{"final": final.PDF, "draft": draft.PDF} {
		t.Run(name, func(t *testing.T) {
			a := takeApart(t, pdf)
			a.file(pdf)
			catalog := a.catalog()
			a.metadata(catalog)
			a.colours(catalog)
			a.pages(catalog)
			a.tree(catalog)
		})
	}
}

// file checks the file as a whole: 6.1.2 head, 6.1.3 trailer and identity, 6.1.7 filters, 6.1.12 permissions, 6.1.13 limits, and that nothing
// is in it that is forbidden anywhere (6.2.9, 6.2.10, 6.3 to 6.6, 6.8, 6.9).
func (a *archived) file(pdf []byte) {
	if !bytes.HasPrefix(pdf, []byte("%PDF-1.7\n%")) || min(pdf[10], pdf[11], pdf[12], pdf[13]) < 128 || pdf[14] != '\n' {
		a.t.Errorf("the head is %q", pdf[:16])
	}
	trailer := a.objects[0]
	id, _ := trailer["ID"].([]any)
	if len(id) != 2 || len(id[0].(pdfText)) != 16 || id[0] != id[1] || trailer["Encrypt"] != nil || trailer["Prev"] != nil {
		a.t.Errorf("the trailer is %v", trailer)
	}
	forbidden := []string{
		"SMask", "Group", "BM", "ca", "CA", "TR", "TR2", "HTP", "OPI", "Ref", "PS", "Alternates", "Interpolate", "Annots", "AcroForm", "AA", "OpenAction",
		"JS", "JavaScript", "Launch", "EF", "EmbeddedFiles", "Perms", "OCProperties", "Requirements", "PresSteps", "FFilter", "FDecodeParms", "XFA", "Names",
	}
	for n, d := range a.objects {
		for _, key := range forbidden {
			if _, there := d[key]; there {
				a.t.Errorf("object %d has /%s", n, key)
			}
		}
		if filter := d["Filter"]; filter != nil && filter != pdfName("FlateDecode") {
			a.t.Errorf("object %d is filtered by %v", n, filter)
		}
	}
	if bytes.Contains(pdf, []byte("LZW")) || len(a.raw) > 8388607 {
		a.t.Error("LZW, or too many objects")
	}
}

func (a *archived) catalog() pdfDict {
	catalog := a.dict(a.objects[0]["Root"])
	if catalog["Lang"] != pdfText("zh-CN") || a.dict(catalog["MarkInfo"])["Marked"] != true || a.dict(catalog["ViewerPreferences"])["DisplayDocTitle"] != true {
		a.t.Errorf("the catalog is %v", catalog)
	}
	outline := a.dict(catalog["Outlines"])
	if a.dict(outline["First"])["Title"] == nil || catalog["PageMode"] != pdfName("UseOutlines") {
		a.t.Error("no outline")
	}
	return catalog
}

// metadata checks 6.6.2: legible, the level named, and the same said as in the file's properties.
func (a *archived) metadata(catalog pdfDict) {
	d := a.dict(catalog["Metadata"])
	_, packet, _ := bytes.Cut(a.raw[int(catalog["Metadata"].(pdfRef))], []byte("\nstream\n"))
	if d["Type"] != pdfName("Metadata") || d["Subtype"] != pdfName("XML") || d["Filter"] != nil ||
		!bytes.HasPrefix(packet, []byte("<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>")) || !bytes.HasSuffix(packet, []byte(`<?xpacket end="r"?>`)) {
		a.t.Errorf("the metadata are %v %s", d, packet)
	}
	var told struct {
		Described struct {
			Part        string `xml:"http://www.aiim.org/pdfa/ns/id/ part"`
			Conformance string `xml:"http://www.aiim.org/pdfa/ns/id/ conformance"`
			Title       string `xml:"title>Alt>li"`
			Subject     string `xml:"description>Alt>li"`
			Author      string `xml:"creator>Seq>li"`
			Producer    string `xml:"http://ns.adobe.com/pdf/1.3/ Producer"`
			Created     string `xml:"http://ns.adobe.com/xap/1.0/ CreateDate"`
			Modified    string `xml:"http://ns.adobe.com/xap/1.0/ ModifyDate"`
		} `xml:"http://www.w3.org/1999/02/22-rdf-syntax-ns# RDF>Description"`
	}
	if err := xml.Unmarshal(packet, &told); err != nil {
		a.t.Fatal(err)
	}
	info, x := a.dict(a.objects[0]["Info"]), told.Described
	if x.Part != "2" || x.Conformance != "A" || info["Title"] == nil {
		a.t.Errorf("level %s%s; properties %v", x.Part, x.Conformance, info)
	}
	for key, same := range map[string]string{"Title": x.Title, "Subject": x.Subject, "Author": x.Author} {
		if info[key] == nil && same == "" {
			continue // nobody has signed a draft yet
		}
		if got := info[key].(pdfText).text(a.t); got != same || got == "" {
			a.t.Errorf("%s is %q and %q", key, got, same)
		}
	}
	date := regexp.MustCompile(`^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)\+00'00'$`)
	for key, same := range map[string]string{"CreationDate": x.Created, "ModDate": x.Modified} {
		if got := date.ReplaceAllString(string(info[key].(pdfText)), "$1-$2-${3}T$4:$5:${6}Z"); got != same {
			a.t.Errorf("%s is %q and %q", key, got, same)
		}
	}
	if string(info["Producer"].(pdfText)) != x.Producer {
		a.t.Errorf("producer %q", x.Producer)
	}
}

// colours checks 6.2.3: one output intent with a profile of three colours, which is sRGB.
func (a *archived) colours(catalog pdfDict) {
	intents := catalog["OutputIntents"].([]any)
	intent := a.dict(intents[0])
	profile := a.dict(intent["DestOutputProfile"])
	data := a.stream(intent["DestOutputProfile"])
	if len(intents) != 1 || intent["S"] != pdfName("GTS_PDFA1") || intent["OutputConditionIdentifier"] == nil || profile["N"] != 3.0 ||
		int(binary.BigEndian.Uint32(data)) != len(data) || string(data[8:24]) != "\x04\x20\x00\x00mntrRGB XYZ " || string(data[36:40]) != "acsp" {
		a.t.Errorf("the intent is %v %v", intent, profile)
	}
	number := func(at int) float64 { return float64(int32(binary.BigEndian.Uint32(data[at:]))) / 65536 }
	tags := map[string]int{}
	for i := range int(binary.BigEndian.Uint32(data[128:])) {
		entry := data[132+12*i:]
		at, size := int(binary.BigEndian.Uint32(entry[4:])), int(binary.BigEndian.Uint32(entry[8:]))
		if at%4 != 0 || at+size > len(data) {
			a.t.Errorf("%s reaches out of the profile", entry[:4])
		}
		tags[string(entry[:4])] = at + 8
	}
	if got := slices.Sorted(maps.Keys(tags)); strings.Join(got, " ") != "bTRC bXYZ chad cprt desc gTRC gXYZ rTRC rXYZ wtpt" {
		a.t.Errorf("the profile has %v", got)
	}
	// Red, green and blue together are the white D50, to which Bradford's matrix takes the screen's D65.
	d50, d65 := [3]float64{0.9642, 1, 0.8249}, [3]float64{0.9505, 1, 1.0891}
	for i := range 3 {
		sum, turned := 0.0, 0.0
		for j, name := range []string{"rXYZ", "gXYZ", "bXYZ"} {
			sum += number(tags[name] + 4*i)
			turned += number(tags["chad"]+12*i+4*j) * d65[j]
		}
		if math.Abs(sum-d50[i]) > 0.0005 || math.Abs(turned-d50[i]) > 0.0005 || math.Abs(number(tags["wtpt"]+4*i)-d50[i]) > 0.0001 {
			a.t.Errorf("white %d: %.4f %.4f", i, sum, turned)
		}
	}
	// The two pieces of the curve meet: (0.04045+0.055)/1.055 to the power of 2.4 is 0.04045/12.92.
	c := tags["rTRC"] + 4
	meet := math.Pow(0.04045*number(c+4)+number(c+8), number(c))
	if math.Abs(meet-0.04045*number(c+12)) > 0.0001 || math.Abs(number(c+16)-0.04045) > 0.0001 || number(c) < 2.39 {
		a.t.Errorf("the curve meets at %.5f", meet)
	}
}
