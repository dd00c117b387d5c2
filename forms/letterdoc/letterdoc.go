// Package letterdoc writes a letter as an editable .docx, for an office that prints it on its own red head: the same wording as the
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

// Measures in twips, twentieths of a point; all others stand in the styles of parts.tmpl.
const (
	character = 315 // 三号 is 16 points, set 0.25 closer: 28 of them are 441 points, the type area is 442
	areaWidth = 8845
	pitch     = 579 // of lines, 22 in 225 mm
	slack     = 200 // how far a name may be wider on either side than it is thought to be
)

//go:embed parts.tmpl
var partsText string

// parts are the templates of the document's parts by their names in the package, and of what they share, whose names have no dot.
var parts = template.Must(template.New("").Funcs(template.FuncMap{
	"text": escaped, "lines": paragraphs,
}).Parse(partsText))

// escaped is a text as it may stand in the document.
func escaped(text string) string {
	return template.HTMLEscapeString(strings.Join(paragraphs(text), ""))
}

// Letter is a letter in words. Head and Foot, where there are any, stand on every page: that it is not approved yet, its code.
type Letter struct {
	Title, Subject, Author string
	Created                time.Time
	Parts                  []wording.Part
	RedHead                bool // the first page leaves room for the office's red head
	Head, Foot             string
	Tables                 []Table // behind it, across the sheet
}

// letter is what the templates show.
type letter struct {
	Title, Subject, Author string
	Created                string
	Lines                  []line
	Head, Foot             string
	Tables                 []table
}

// line is a paragraph: blank where it has no text.
type line struct {
	Style  string // one of parts.tmpl's
	Text   string // a line end in it is one within the paragraph
	Left   int    // indents, twips
	Right  int
	Height int  // of a blank line, twips; 0 for the style's
	Keep   bool // on the page of the next
	Widow  bool // at least two of its lines on either page
	Ends   bool // the last of the pages upright
}

// Build gives the bytes of a county's letter, the same ones for the same dossier.
func Build(d *forms.Dossier) ([]byte, error) { return of(d).Bytes() }

// of is a county's letter.
func of(d *forms.Dossier) Letter {
	return Letter{
		Title: wording.Title(d), Subject: d.Edition.Title, Author: d.Profile("signatory"),
		Created: wording.Created(d), Parts: wording.Letter(d, d.Scores()), RedHead: d.RedHead(),
	}
}

// Bytes gives the document's bytes, the same ones for the same letter. They are read back and compared before it returns.
func (l Letter) Bytes() ([]byte, error) {
	upright := lines(l.Parts, l.RedHead)
	upright[len(upright)-1].Ends = len(l.Tables) > 0
	data, err := write(letter{
		Title: l.Title, Subject: l.Subject, Author: l.Author, Created: l.Created.Format(time.RFC3339),
		Lines: upright, Head: l.Head, Foot: l.Foot, Tables: tables(l.Tables),
	})
	if err != nil {
		return nil, fmt.Errorf("生成正文：%w", err)
	}
	back, err := Paragraphs(data)
	if err != nil || !slices.Equal(back, l.wording()) {
		return nil, errors.New("写出的 Word 正文读回来与内容不一致，没有保存，请重新导出")
	}
	return data, nil
}

// wording is the letter as the document has it: a paragraph each, where a part was typed in several lines; then its tables, cell by cell.
func (l Letter) wording() []string {
	var out []string
	for _, part := range l.Parts {
		out = append(out, paragraphs(part.Text)...)
	}
	for _, t := range l.Tables {
		for _, text := range t.texts() {
			if text = strings.Join(paragraphs(text), ""); text != "" {
				out = append(out, text)
			}
		}
	}
	return out
}

// write packs the parts; [Content_Types].xml, which readers look for first, is first in the alphabet.
func write(l letter) ([]byte, error) {
	var names []string
	for _, t := range parts.Templates() {
		if strings.Contains(t.Name(), ".") && (l.Head != "" || !strings.HasPrefix(t.Name(), "word/header")) {
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

// Paragraphs reads a document's paragraphs that are not blank.
func Paragraphs(data []byte) ([]string, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, fmt.Errorf("读 Word 正文：%w", err)
	}
	body, err := z.Open("word/document.xml")
	if err != nil {
		return nil, fmt.Errorf("读 Word 正文：%w", err)
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
			return nil, fmt.Errorf("读 Word 正文：%w", err)
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
	wording.PartNumber: "Number", wording.PartTitle: "Title", wording.PartRecipient: "Recipient", wording.PartHeading: "Heading1",
	wording.PartSection: "Heading2", wording.PartText: "Body", wording.PartAnnex: "Annex", wording.PartContact: "Contact",
}

var blank = line{Style: "Normal"}

// head is what stands above the title's blank line: the number, or a blank line in its place, and above it the room of a red head where it
// is asked for, the red line 4 mm under the number.
func head(parts []wording.Part, redHead bool) []line {
	const gap = wording.RedLineGap * 14400 / 254
	var number []line
	for _, part := range parts {
		if part.Kind == wording.PartNumber {
			for _, text := range paragraphs(part.Text) {
				number = append(number, line{Style: styles[part.Kind], Text: text})
			}
		}
	}
	if !redHead {
		if number == nil {
			return []line{blank}
		}
		return number
	}
	room := max(pitch, (wording.RedHeadLines-len(number))*pitch-gap)
	return append(append([]line{{Style: "Normal", Height: room}}, number...), line{Style: "Normal", Height: gap}, blank)
}

// lines sets the letter in the order of the PDF's.
func lines(parts []wording.Part, redHead bool) []line {
	out := head(parts, redHead)
	var name string
	var last wording.PartKind
	closing := 0
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
		case wording.PartNumber: // stands above
		case wording.PartSignatory:
			name = part.Text
		case wording.PartDate:
			if closing == 0 { // without a list of annexes the signature stands under text
				closing = max(0, len(out)-1)
			}
			out = append(out, signature(name, part.Text)...)
		default:
			for _, text := range paragraphs(part.Text) {
				out = append(out, line{Style: style, Text: text})
			}
		}
	}
	together(out, closing)
	return out
}

// together keeps the closing words and all that follows them on one page, with text above: no page begins with the closing words, where
// the seal would stand under nothing else. Of the paragraph before them two lines at least go over too; LibreOffice takes it over whole,
// so that one too long to share a page with the rest stays as it is. Word, WPS and LibreOffice all follow a chain of paragraphs each
// kept with the next; rows of tables, the other way, not all of them keep, and an editor is hindered by them.
func together(out []line, closing int) {
	from := closing
	if height := linesOf(out[closing:]); closing > 0 {
		above := closing - 1
		for above > 0 && styleKeeps(out[above-1].Style) {
			above--
		}
		if height+linesOf(out[above:closing]) <= wording.PageLines {
			from = closing - 1
			out[from].Widow = true
		}
	}
	for i := from; i < len(out)-1; i++ {
		out[i].Keep = true
	}
}

// styleKeeps reports whether paragraphs of a style are kept with the next by the style itself.
func styleKeeps(style string) bool { return strings.HasPrefix(style, "Heading") }

// linesOf is how many lines paragraphs take at most, a character of each line lost to marks that must not begin or end one.
func linesOf(list []line) int {
	const fits = 2 * (wording.LineCharacters - 1)
	height := 0
	for _, l := range list {
		indent := 4
		if strings.HasPrefix(l.Style, "Annex") {
			indent = 12
		}
		height += max(1, (wording.Halves(l.Text)+indent+fits-1)/fits)
	}
	return height
}

// signature sets the name over the middle of the date, which stands four characters in, with two lines free above for the seal. A long
// name stands on two lines of one paragraph; one that is too long for its place moves both to the left.
func signature(name, date string) []line {
	out := []line{blank, blank}
	center := wording.DateIndent*character + textWidth(date)/2 // from the right edge
	for _, text := range paragraphs(name) {
		names := wording.NameLines(text)
		for _, part := range names {
			center = max(center, (textWidth(part)+1)/2)
		}
		out = append(out, line{Style: "Signatory", Text: strings.Join(names, "\n"), Right: -slack})
	}
	for i := range out[2:] {
		out[2+i].Left = areaWidth - 2*center - slack
	}
	for _, text := range paragraphs(date) {
		out = append(out, line{Style: "Date", Text: text, Right: max(0, center-textWidth(text)/2)})
	}
	return out
}

// textWidth is how wide a text is in the body's size, twips.
func textWidth(text string) int { return wording.Halves(text) * character / 2 }
