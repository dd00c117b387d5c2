package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
)

// gridBand is a group of columns beside each other.
type gridBand struct {
	from, to int
	ground   *canvas.Rectangle
	text     *canvas.Text
}

func (d *gridDrawing) makeHeads() {
	d.headBox.Objects, d.bands = []fyne.CanvasObject{d.atHead}, nil
	d.titles = newGridTexts(len(d.g.columns))
	for i, c := range d.g.columns {
		d.headBox.Objects = append(d.headBox.Objects, d.titles[i])
		if c.Group == "" {
			continue
		}
		if n := len(d.bands); n > 0 && d.bands[n-1].to == i && d.g.columns[i-1].Group == c.Group {
			d.bands[n-1].to = i + 1
			continue
		}
		b := gridBand{i, i + 1, canvas.NewRectangle(nil), canvas.NewText("", nil)}
		d.bands = append(d.bands, b)
		d.headBox.Objects = append(d.headBox.Objects, b.ground, b.text)
	}
}

func (d *gridDrawing) drawHeads() {
	g := d.g
	for i, title := range d.titles {
		at, size := g.box(0, i)
		title.Alignment = fyne.TextAlignTrailing
		setBold(title, g.columns[i].Bold)
		setText(title, shorten(g.columns[i].Title, size.Width-2*gridPad, theme.SizeNameCaptionText), theme.Size(theme.SizeNameCaptionText), ToneMuted)
		put(title, fyne.NewPos(at.X+gridPad, g.bandHeight()), fyne.NewSize(size.Width-2*gridPad, tableHeadHeight()))
	}
}

// drawBands draws the groups, each name in the part of its band that is in sight.
func (d *gridDrawing) drawBands() {
	g, view := d.g, d.g.view()
	for i, b := range d.bands {
		h := g.bandHeight()
		from, to := g.edges[b.from], g.edges[b.to]
		column := g.columns[b.from]
		fillRect(b.ground, column.Tone)
		put(b.ground, fyne.NewPos(from+1, h-3), fyne.NewSize(to-from-2, 2))
		left, right := max(from, g.offset.X), min(to, g.offset.X+view.Width)
		room := right - left - 2*gridPad
		b.text.Hidden = room < theme.Size(theme.SizeNameCaptionText)
		if b.text.Hidden {
			continue
		}
		setText(d.bands[i].text, shorten(column.Group, room, theme.SizeNameCaptionText), theme.Size(theme.SizeNameCaptionText), column.Tone)
		put(b.text, fyne.NewPos(left+gridPad, 0), fyne.NewSize(room, h-3))
	}
}
