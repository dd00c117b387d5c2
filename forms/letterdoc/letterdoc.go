// Package letterdoc writes the letter as an editable .docx, for a county that prints it on its own red head: the same wording as the
// PDF's letter, laid out after GB/T 9704-2012 with the fonts offices have, named and not embedded.
package letterdoc

import (
	"archive/zip"
	"bytes"
	_ "embed" // parts.tmpl
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/template"
	"time"
	"unicode/utf8"

	"zicha/forms"
	"zicha/forms/wording"
)

// Advice is what must be known before the letter is changed outside the program; window and command line say it.
const Advice = "这份 Word 正文与 PDF 报告的正文文字相同，供套用本单位红头。在 Word 或 WPS 里改动了文字、分数或日期的，" +
	"请把同样的改动填回自查档案，重新定稿，再打印附件：纸面正文、附件上的核对码和档案必须一致。"

// Measures of the signature; all others stand in the styles of parts.tmpl. Widths are twips, twentieths of a point.
const (
	character = 320 // 三号, 16 points
	lineWidth = 8845
	bodySize  = 32 // 三号 in half points
)

//go:embed parts.tmpl
var partsText string

// parts are the templates of the document's parts by their names in the package, and of what they share, whose names have no dot.
var parts = template.Must(template.New("").Funcs(template.FuncMap{"text": escaped}).Parse(partsText))

// escaped is a text as it may stand in the document.
func escaped(text string) string {
	return template.HTMLEscapeString(strings.Join(paragraphs(text), ""))
}

// letter is what the templates show.
type letter struct {
	Title, Subject, Author string
	Created                string
	Lines                  []line
}

// line is a paragraph: blank where it has no text.
type line struct {
	Style string // one of parts.tmpl's
	Text  string
	Right int  // indent from the right, twips
	Size  int  // half points; 0 for the style's
	Keep  bool // on the page of the next
}

// Build gives the document's bytes, the same ones for the same dossier. They are read back and compared before it returns.
func Build(d *forms.Dossier) ([]byte, error) {
	data, err := write(letter{
		Title: wording.Title(d), Subject: d.Edition.Title, Author: d.Profile("signatory"),
		Created: wording.Created(d).Format(time.RFC3339), Lines: lines(wording.Letter(d, d.Scores())),
	})
	if err != nil {
		return nil, fmt.Errorf("生成报告正文：%w", err)
	}
	back, err := Paragraphs(data)
	if err != nil || !slices.Equal(back, Wording(d)) {
		return nil, errors.New("报告正文写出后与档案不一致，没有保存，请重新导出")
	}
	return data, nil
}

// write packs the parts; [Content_Types].xml, which readers look for first, is first in the alphabet.
func write(l letter) ([]byte, error) {
	var names []string
	for _, t := range parts.Templates() {
		if strings.Contains(t.Name(), ".") {
			names = append(names, t.Name())
		}
	}
	slices.Sort(names)
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, name := range names {
		to, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate})
		if err == nil {
			err = parts.ExecuteTemplate(to, name, l)
		}
		if err != nil {
			return nil, err
		}
	}
	err := w.Close()
	return out.Bytes(), err
}

// Wording is the letter as the document has it: a paragraph each, where a part was typed in several lines.
func Wording(d *forms.Dossier) []string {
	var out []string
	for _, part := range wording.Letter(d, d.Scores()) {
		out = append(out, paragraphs(part.Text)...)
	}
	return out
}

// Paragraphs reads a document's paragraphs that are not blank.
func Paragraphs(data []byte) ([]string, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, fmt.Errorf("读报告正文：%w", err)
	}
	body, err := z.Open("word/document.xml")
	if err != nil {
		return nil, fmt.Errorf("读报告正文：%w", err)
	}
	defer body.Close()
	var out []string
	for decoder := xml.NewDecoder(body); ; {
		var p struct {
			Texts []string `xml:"r>t"`
		}
		token, err := decoder.Token()
		if start, ok := token.(xml.StartElement); ok && start.Name.Local == "p" {
			err = decoder.DecodeElement(&p, &start)
		}
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, fmt.Errorf("读报告正文：%w", err)
		}
		if text := strings.Join(p.Texts, ""); text != "" {
			out = append(out, text)
		}
	}
}

// paragraphs cuts a text at its line ends and leaves out what no document can hold.
func paragraphs(text string) []string {
	var out []string
	for _, line := range strings.Split(text, "\n") {
		line = strings.Map(func(r rune) rune {
			switch {
			case r == '\t':
				return ' '
			case r < ' ', r == 0x7f, r == 0xfffe, r == 0xffff, r == utf8.RuneError:
				return -1
			}
			return r
		}, line)
		if line = strings.Trim(line, " "); line != "" {
			out = append(out, line)
		}
	}
	return out
}

// styles are the parts' styles by their kind.
var styles = map[wording.PartKind]string{
	wording.PartNumber: "Number", wording.PartTitle: "Title", wording.PartRecipient: "Recipient", wording.PartHeading: "Heading",
	wording.PartSection: "Section", wording.PartText: "Body", wording.PartAnnex: "Annex", wording.PartContact: "Contact",
}

var blank = line{Style: "Normal"}

// lines sets the letter in the order of the PDF's.
func lines(parts []wording.Part) []line {
	var out []line
	var name string
	var last wording.PartKind
	closing := 0
	if parts[0].Kind != wording.PartNumber {
		out = append(out, blank)
	}
	for _, part := range parts {
		style := styles[part.Kind]
		if part.Kind != last {
			switch part.Kind {
			case wording.PartAnnex:
				closing, style = len(out)-1, "AnnexFirst"
				out = append(out, blank)
			case wording.PartTitle, wording.PartRecipient, wording.PartContact:
				out = append(out, blank)
			}
		}
		last = part.Kind
		switch part.Kind {
		case wording.PartSignatory:
			name = part.Text
		case wording.PartDate:
			out = append(out, signature(name, part.Text)...)
		default:
			for _, text := range paragraphs(part.Text) {
				out = append(out, line{Style: style, Text: text})
			}
		}
	}
	for i := closing; i < len(out)-1; i++ {
		out[i].Keep = true // the seal never stands on a page without text
	}
	return out
}

// signature sets the name over the middle of the date, which stands four characters in, with two lines free above for the seal. A name
// that is too long moves both to the left, and beyond the line it is set smaller.
func signature(name, date string) []line {
	size, longest := 0, lineWidth-4*character
	if width := textWidth(name); width > longest {
		size = max(2, bodySize*longest/width)
	}
	nameWidth, dateWidth := min(textWidth(name), longest), textWidth(date)
	center := max(4*character+dateWidth/2, (nameWidth+1)/2) // from the right edge
	out := []line{blank, blank}
	for _, text := range paragraphs(name) {
		out = append(out, line{Style: "Signature", Text: text, Size: size, Right: max(0, center-nameWidth/2)})
	}
	for _, text := range paragraphs(date) {
		out = append(out, line{Style: "Signature", Text: text, Right: max(0, center-dateWidth/2)})
	}
	return out
}

// textWidth is how wide a text is in the body's size: letters and digits are half as wide as characters.
func textWidth(text string) int {
	width := 0
	for _, r := range text {
		if r < 0x2000 {
			width += character / 2
		} else {
			width += character
		}
	}
	return width
}
