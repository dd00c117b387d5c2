// Package letterdoc writes the letter as an editable .docx, for a county that prints it on its own red head: the same wording as the
// PDF's letter, laid out after GB/T 9704-2012 with the fonts offices have, named and not embedded.
package letterdoc

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	docx "github.com/mmonterroca/docxgo/v2"
	"github.com/mmonterroca/docxgo/v2/domain"

	"zicha/forms"
	"zicha/forms/report"
)

// Advice is what must be known before the letter is changed outside the program; window and command line say it.
const Advice = "这份 Word 正文与 PDF 报告的正文文字相同，供套用本单位红头。在 Word 或 WPS 里改动了文字、分数或日期的，" +
	"请把同样的改动填回自查档案，重新定稿，再打印附件：纸面正文、附件上的核对码和档案必须一致。"

// Measures in twips, twentieths of a point (GB/T 9704-2012): A4, 天头 37 mm, 订口 28 mm, type area 156 × 225 mm, 22 lines.
const (
	character  = 320 // 三号, 16 points
	titlePitch = 709 // 12.5 mm
	linePitch  = 579 // 28.95 points: 22 lines in 225 mm
	lineWidth  = 8845
	marginTop  = 2098
	marginLeft = 1587
	marginEnd  = 1474 // right
	marginFoot = 1984 // bottom, 35 mm
	footPlace  = 1304 // of the page number over the lower edge, 7 mm under the type area
	numberSize = 280  // 四号, 14 points
)

// face is a font by the name offices have it under, and its size in half points.
type face struct {
	name string
	size int
}

var (
	titleFace = face{"方正小标宋简体", 44}
	heiFace   = face{"黑体", 32}
	kaiFace   = face{"楷体_GB2312", 32}
	bodyFace  = face{"仿宋_GB2312", 32}
	footFace  = face{"宋体", 28}
)

// Build gives the document's bytes, the same ones for the same dossier. They are read back and compared before it returns.
func Build(d *forms.Dossier) ([]byte, error) {
	w := &writer{doc: docx.NewDocument()}
	w.parts(report.LetterText(d))
	w.page()
	if w.err == nil {
		w.err = w.doc.SetMetadata(metadata(d))
	}
	var out bytes.Buffer
	if w.err == nil {
		_, w.err = w.doc.WriteTo(&out)
	}
	if w.err != nil {
		return nil, fmt.Errorf("生成报告正文：%w", w.err)
	}
	data, err := finish(out.Bytes())
	if err != nil {
		return nil, fmt.Errorf("生成报告正文：%w", err)
	}
	back, err := Paragraphs(data)
	if err != nil || !slices.Equal(back, Wording(d)) {
		return nil, errors.New("报告正文写出后与档案不一致，没有保存，请重新导出")
	}
	return data, nil
}

// Wording is the letter as the document has it: a paragraph each, where a part was typed in several lines.
func Wording(d *forms.Dossier) []string {
	var out []string
	for _, part := range report.LetterText(d) {
		out = append(out, paragraphs(part.Text)...)
	}
	return out
}

// Paragraphs reads a document's paragraphs that are not blank.
func Paragraphs(data []byte) ([]string, error) {
	doc, err := docx.OpenDocumentFromBytes(data)
	if err != nil {
		return nil, fmt.Errorf("读报告正文：%w", err)
	}
	var out []string
	for _, p := range doc.Paragraphs() {
		if text := p.Text(); text != "" {
			out = append(out, text)
		}
	}
	return out, nil
}

// paragraphs cuts a text at its line ends and leaves out what no document can hold.
func paragraphs(text string) []string {
	var out []string
	for _, line := range strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n") {
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

func metadata(d *forms.Dossier) *domain.Metadata {
	created := "1980-01-01T00:00:00Z"
	for _, day := range []string{d.Edition.SelfDeadline, d.Profile("date")} {
		if t, err := time.Parse(time.DateOnly, day); err == nil {
			created = t.Format(time.RFC3339) // the letter's own date, no clock
		}
	}
	return &domain.Metadata{
		Title: report.Title(d), Subject: d.Edition.Title, Creator: strings.Join(paragraphs(d.Profile("signatory")), ""), Created: created, Modified: created,
	}
}

// shape is how a paragraph stands: alignment, indents and pitch in twips.
type shape struct {
	align  domain.Alignment
	indent domain.Indentation
	pitch  int
}

var (
	centred  = shape{align: domain.AlignmentCenter}
	plain    = shape{}
	indented = shape{align: domain.AlignmentJustify, indent: domain.Indentation{FirstLine: 2 * character}}
)

// writer fills a document; the first error stays.
type writer struct {
	doc domain.Document
	err error
}

// add sets a text, a paragraph to a line.
func (w *writer) add(text string, f face, s shape) {
	for _, line := range paragraphs(text) {
		w.paragraph(line, f, s)
	}
}

func (w *writer) paragraph(text string, f face, s shape) {
	if w.err != nil {
		return
	}
	p, err := w.doc.AddParagraph()
	if err != nil {
		w.err = err
		return
	}
	pitch := s.pitch
	if pitch == 0 {
		pitch = linePitch
	}
	w.err = errors.Join(p.SetAlignment(s.align), p.SetIndent(s.indent), p.SetLineSpacing(domain.LineSpacing{Rule: domain.LineSpacingExact, Value: pitch}))
	run, err := p.AddRun()
	w.err = errors.Join(w.err, err)
	if w.err == nil {
		w.err = errors.Join(run.SetFont(font(f)), run.SetSize(f.size), run.SetText(text))
	}
}

func font(f face) domain.Font { return domain.Font{Name: f.name, EastAsia: f.name, CS: f.name} }

func (w *writer) blank() { w.paragraph("", bodyFace, plain) }

// parts sets the letter in the order of the PDF's.
func (w *writer) parts(parts []report.Part) {
	var sign signature
	last := report.PartKind(-1)
	if len(parts) > 0 && parts[0].Kind != report.PartNumber {
		w.blank()
	}
	for _, part := range parts {
		if part.Kind != last {
			switch part.Kind {
			case report.PartTitle, report.PartRecipient, report.PartAnnex:
				w.blank()
			}
		}
		lead := part.Kind == report.PartAnnex && last != report.PartAnnex
		last = part.Kind
		switch part.Kind {
		case report.PartNumber:
			w.add(part.Text, bodyFace, centred)
		case report.PartTitle:
			w.add(part.Text, titleFace, shape{align: domain.AlignmentCenter, pitch: titlePitch})
		case report.PartRecipient:
			w.add(part.Text, bodyFace, plain)
		case report.PartHeading:
			w.add(part.Text, heiFace, indented)
		case report.PartSection:
			w.add(part.Text, kaiFace, indented)
		case report.PartText:
			w.add(part.Text, bodyFace, indented)
		case report.PartAnnex:
			w.add(part.Text, bodyFace, annex(lead))
		case report.PartSignatory:
			sign.name = part.Text
		case report.PartDate:
			sign.date = part.Text
			w.sign(sign)
		case report.PartContact:
			w.blank()
			w.add(part.Text, bodyFace, shape{indent: domain.Indentation{Left: 2 * character}})
		}
	}
}

// annex is a line of the list of annexes: the names stand under one another, right of 附件：1.
func annex(first bool) shape {
	hanging := character
	if first {
		hanging = 4 * character
	}
	return shape{indent: domain.Indentation{Left: 6 * character, Hanging: hanging}}
}

type signature struct{ name, date string }

// sign sets the name over the middle of the date, which stands four characters in, with two lines free above for the seal. A name
// that is too long moves both to the left, and beyond the line it is set smaller.
func (w *writer) sign(s signature) {
	w.blank()
	w.blank()
	nameFace, longest := bodyFace, lineWidth-4*character
	if width := textWidth(s.name); width > longest {
		nameFace.size = max(2, bodyFace.size*longest/width)
	}
	name, date := min(textWidth(s.name), longest), textWidth(s.date)
	center := 4*character + date/2 // from the right edge
	center = max(center, (name+1)/2)
	w.add(s.name, nameFace, shape{align: domain.AlignmentRight, indent: domain.Indentation{Right: max(0, center-name/2)}})
	w.add(s.date, bodyFace, shape{align: domain.AlignmentRight, indent: domain.Indentation{Right: max(0, center-date/2)}})
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

// page sets paper, margins and page numbers: right on odd pages, left on even ones, one character in.
func (w *writer) page() {
	if w.err != nil {
		return
	}
	section, err := w.doc.DefaultSection()
	if err != nil {
		w.err = err
		return
	}
	w.err = errors.Join(section.SetPageSize(domain.PageSizeA4), section.SetMargins(domain.Margins{
		Top: marginTop, Right: marginEnd, Bottom: marginFoot, Left: marginLeft, Header: 851, Footer: footPlace,
	}))
	w.foot(section, domain.FooterDefault, shape{align: domain.AlignmentRight, indent: domain.Indentation{Right: numberSize}})
	w.foot(section, domain.FooterEven, shape{align: domain.AlignmentLeft, indent: domain.Indentation{Left: numberSize}})
}

func (w *writer) foot(section domain.Section, kind domain.FooterType, s shape) {
	footer, err := section.Footer(kind)
	if err != nil {
		w.err = errors.Join(w.err, err)
		return
	}
	p, err := footer.AddParagraph()
	if err != nil {
		w.err = errors.Join(w.err, err)
		return
	}
	w.err = errors.Join(w.err, p.SetAlignment(s.align), p.SetIndent(s.indent))
	for _, text := range []string{"— ", "", " —"} {
		run, err := p.AddRun()
		if err != nil {
			w.err = errors.Join(w.err, err)
			return
		}
		w.err = errors.Join(w.err, run.SetFont(font(footFace)), run.SetSize(footFace.size))
		if text == "" {
			w.err = errors.Join(w.err, run.AddField(docx.NewPageNumberField()))
		} else {
			w.err = errors.Join(w.err, run.SetText(text))
		}
	}
}
