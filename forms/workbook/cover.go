package workbook

import (
	"bytes"
	"errors"
	"image/png"
	"strconv"

	"github.com/xuri/excelize/v2"

	"zicha/forms"
)

// The items of the cover that are read back, beside the county's and the profile's fields.
const (
	itemEdition  = "考核指标"
	itemVersion  = "版本"
	itemState    = "状态"
	itemCode     = "核对码"
	itemSelf     = forms.SelfLabel
	itemBacked   = forms.BackedLabel
	itemForecast = forms.ForecastLabel
)

// pictureSize is the width of the QR code in pixels, 3 cm on paper.
const pictureSize = 115.0

// cover writes the 封面: what this is, of whom, the three totals beside what they are measured by, and the profile.
func (b *builder) cover() {
	p := b.page(coverLayout)
	item := func(name, value string, l look) {
		p.row([]cell{{text: name, look: lookSection}, {text: value, look: l, what: name}})
	}
	points := func(name, value string) {
		p.row([]cell{{text: name, look: lookSection}, {text: value, look: look{format: formatPoints}, number: true}})
	}
	ed := b.d.Edition
	item("考核名称", ed.Title, lookText)
	item(itemEdition, ed.ID, lookText)
	for _, f := range forms.CountyFields() {
		item(f.Label, b.d.Get(forms.CountyPath(f.Key)), b.fillable(lookText))
	}
	p.row([]cell{{text: itemVersion, look: lookSection}, {text: strconv.Itoa(b.d.Version), look: look{format: formatNumber}, number: true}})
	item(itemState, stateWord(b.d.Final), lookText)
	item(itemCode, b.code, lookText)
	points(itemSelf, b.card.Self.Score.String())
	points(itemBacked, b.d.Scores().Backed.Self.Score.String())
	points("自评满分", b.card.Self.Max.String())
	points(itemForecast, b.card.Forecast.Score.String())
	points("市里核定满分", b.card.Forecast.Max.String())
	item("分数说明", "自评得分与市里核定预估分别计算，不相加。"+ed.ReachableNote, lookText)
	for _, f := range forms.ProfileFields() {
		item(f.Label, f.Display(b.d.Profile(f.Key)), b.fillable(lookText))
		if len(f.Options) > 0 {
			p.validate("内容", f.Key, p.next-1, validation(f))
		}
	}
	for i, note := range ed.Notes {
		item("口径说明"+strconv.Itoa(i+1), note, lookText)
	}
	p.finish(true)
	b.picture()
}

// fillable opens a cell while the dossier is a draft, so that a workbook can be filled in by hand.
func (b *builder) fillable(l look) look {
	if b.d.Final {
		return l
	}
	return l.opened()
}

// picture puts the QR code beside the table.
func (b *builder) picture() {
	if len(b.opts.QR) == 0 || b.err != nil {
		return
	}
	img, err := png.DecodeConfig(bytes.NewReader(b.opts.QR))
	if err != nil || img.Width < 1 {
		b.err = errors.New("封面的二维码图片无法读取，工作簿没有写出，请重新导出")
		return
	}
	scale := pictureSize / float64(img.Width)
	b.keep(b.f.SetColWidth(SheetCover, "C", "C", 2))
	b.keep(b.f.SetColWidth(SheetCover, "D", "D", 16))
	b.keep(b.f.AddPictureFromBytes(SheetCover, "D2", &excelize.Picture{
		Extension: ".png", File: b.opts.QR,
		Format: &excelize.GraphicOptions{AltText: "核对码 " + b.code, ScaleX: scale, ScaleY: scale, LockAspectRatio: true, Positioning: "oneCell"},
	}))
}
