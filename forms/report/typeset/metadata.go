package typeset

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"
	"time"
)

// legible leaves out nothing: what metadata cannot hold, such as control characters, is U+FFFD.
func legible(text string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xFFFE || r == 0xFFFF {
			return 0xFFFD
		}
		return r
	}, strings.ToValidUTF8(text, "\uFFFD"))
}

// metadata writes the file's properties as XMP, with the level of PDF/A the file is of.
func (f *file) metadata(o Options) int {
	var out bytes.Buffer
	out.WriteString("<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n" +
		`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` + "\n" +
		`<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"` +
		` xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">` + "\n" +
		"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>\n" +
		"<dc:format>application/pdf</dc:format><dc:language><rdf:Bag><rdf:li>zh-CN</rdf:li></rdf:Bag></dc:language>\n")
	for _, entry := range []struct{ name, list, item, text string }{
		{"title", "Alt", `<rdf:li xml:lang="x-default">`, o.Title},
		{"description", "Alt", `<rdf:li xml:lang="x-default">`, o.Subject},
		{"creator", "Seq", "<rdf:li>", o.Author},
	} {
		if entry.text == "" {
			continue
		}
		fmt.Fprintf(&out, "<dc:%s><rdf:%s>%s", entry.name, entry.list, entry.item)
		_ = xml.EscapeText(&out, []byte(legible(entry.text))) // a buffer takes everything
		fmt.Fprintf(&out, "</rdf:li></rdf:%s></dc:%s>\n", entry.list, entry.name)
	}
	date := o.created().Format(time.RFC3339)
	fmt.Fprintf(&out, "<pdf:Producer>%s</pdf:Producer><xmp:CreateDate>%s</xmp:CreateDate><xmp:ModifyDate>%s</xmp:ModifyDate>\n", producer, date, date)
	out.WriteString("</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>")
	number := f.addStream("/Type/Metadata/Subtype/XML", out.Bytes())
	f.objects[number-1].legible = true
	return number
}

// intent writes what the colours of the pages mean: those of a screen (sRGB).
func (f *file) intent() int {
	const name = "sRGB IEC61966-2.1"
	return f.add(fmt.Sprintf("<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(%s)/Info(%s)/DestOutputProfile %d 0 R>>",
		name, name, f.addStream("/N 3", sRGB())))
}
