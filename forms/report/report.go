// Package report sets the papers a county hands in: the letter ready for the seal, 附件1 自评表, 附件2 佐证材料目录 and 附件3 数据表,
// in one PDF laid out after GB/T 9704-2012. The same dossier gives the same bytes.
package report

import (
	"fmt"
	"strconv"

	"github.com/skip2/go-qrcode"

	"zicha/forms"
	"zicha/forms/letter"
	"zicha/forms/report/typeset"
	"zicha/forms/wording"
)

// Options say what is printed beside the dossier's content. Code is the comparison code of a finalized version, "" for a draft;
// drafts carry the mark 草稿 on every page and no code. Spans are the pages of the evidence volume by evidence number; nil where it
// was not planned.
type Options struct {
	Code    string
	Version int
	Spans   map[string]forms.Span
}

// Paper is a finished set of papers.
type Paper struct {
	PDF     []byte
	Pages   Pages
	Missing []rune           // characters no font has, printed as 〓
	Seal    letter.SealPlace // where the seal goes
}

// Pages are how many pages the letter and each annex have.
type Pages struct {
	Letter  int
	Annexes [3]int
}

// Bound is how many pages the annexes have together.
func (p Pages) Bound() int { return p.Annexes[0] + p.Annexes[1] + p.Annexes[2] }

// Build sets the papers.
func Build(d *forms.Dossier, opts Options) (Paper, error) {
	b := newBuilder(d, opts, false)
	paper, err := b.set()
	if err != nil {
		return Paper{}, fmt.Errorf("画草稿标记：%w", err)
	}
	if paper.PDF, err = b.doc.Bytes(); err != nil {
		return Paper{}, fmt.Errorf("排印报告：%w", err)
	}
	return paper, nil
}

// Lacking lists the characters of a text that the papers cannot print: no font has them.
func Lacking(text string) []rune { return typeset.Lacking(text) }

// Missing lists the characters of the papers that no font has: all that Build would set is asked for and nothing drawn.
func Missing(d *forms.Dossier) ([]rune, error) {
	paper, err := newBuilder(d, Options{}, true).set()
	return paper.Missing, err
}

func newBuilder(d *forms.Dossier, opts Options, charactersOnly bool) *builder {
	scores := d.Scores()
	b := &builder{d: d, scores: scores, opts: opts, parts: wording.Letter(d, scores)}
	b.doc = typeset.New(typeset.Options{
		Title:   wording.Title(d),
		Subject: d.Edition.Title,
		Author:  d.Profile("signatory"),
		Created: wording.Created(d), CharactersOnly: charactersOnly,
	})
	return b
}

// set sets letter and annexes and tells all of them but the file.
func (b *builder) set() (Paper, error) {
	var markErr error
	if b.opts.Code == "" {
		b.doc.OnPage(func() {
			if err := b.doc.Watermark("草稿", typeset.Hei, 58, typeset.Color{R: 242, G: 242, B: 242}); err != nil {
				markErr = err
			}
		})
	}
	seal := letter.Letter{Title: wording.Title(b.d), Parts: b.parts, RedHead: b.d.RedHead()}.Set(b.doc)
	pages := Pages{Letter: b.doc.Pages()}
	for i, annex := range []func(){b.assessment, b.catalogue, b.data} {
		before := b.doc.Pages()
		annex()
		pages.Annexes[i] = b.doc.Pages() - before
	}
	b.feet(pages.Letter)
	return Paper{Pages: pages, Missing: b.doc.Missing(), Seal: seal}, markErr
}

// builder carries one set of papers through its parts.
type builder struct {
	d      *forms.Dossier
	scores forms.Scores
	opts   Options
	doc    *typeset.Doc

	parts []wording.Part // the letter in words
}

// qr draws the comparison code as a QR code of side millimetres; the text in it is QRText.
func (b *builder) qr(x, y, side float64) {
	code, err := qrcode.New(QRText(b.d, b.opts), qrcode.Medium)
	if err != nil {
		return // the text is far below the limit of a QR code; the code stands in words beside it anyway
	}
	code.DisableBorder = true
	b.doc.Figure("核对码二维码，内容为："+QRText(b.d, b.opts), func() { b.dots(x, y, side, code.Bitmap()) })
}

// dots draws the squares of a QR code.
func (b *builder) dots(x, y, side float64, bits [][]bool) {
	cell := side / float64(len(bits))
	for i, row := range bits {
		for j := 0; j < len(row); j++ {
			run := 0
			for j+run < len(row) && row[j+run] {
				run++
			}
			if run > 0 {
				b.doc.Fill(x+float64(j)*cell, y+float64(i)*cell, float64(run)*cell, cell, typeset.Color{})
				j += run
			}
		}
	}
}

// QRText is what the QR code on 附件1 and on the workbook's 封面 says.
func QRText(d *forms.Dossier, opts Options) string {
	return fmt.Sprintf("信用自查 %s %s 第%d版 %s", d.Edition.ID, d.County(), opts.Version, opts.Code)
}

// feet prints page numbers on the letter and version, code and page x/y on the annexes.
func (b *builder) feet(text int) {
	status := "草稿，未定稿"
	switch n := len(b.d.Unsettled()); {
	case b.opts.Code != "":
		status = fmt.Sprintf("第%d版　核对码 %s（格式%s）", b.opts.Version, b.opts.Code, forms.CurrentSchema.Number())
	case n > 0:
		status += fmt.Sprintf("，有%d处填写没有采用，见末页", n)
	}
	b.doc.EachPage(func(page, pages int) {
		letter.PageNumber(b.doc, page, page > text)
		if page <= text {
			return
		}
		words := b.d.County() + " " + strconv.Itoa(b.d.Edition.Year) + "年度自查　" + status
		b.doc.TextIn(letter.AcrossLeft, letter.AcrossFoot, letter.AcrossWidth, typeset.Left, letter.NoteStyle, words)
		b.doc.TextIn(letter.AcrossLeft, letter.AcrossFoot, letter.AcrossWidth, typeset.Right, letter.NoteStyle, fmt.Sprintf("附件第%d页，共%d页", page-text, pages-text))
	})
}

const qrSide = 19.0
