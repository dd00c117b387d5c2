package widgets

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Thumb is a small picture of a file: its image once there is one, before that a drawn page with the kind of file and its pages.
type Thumb struct {
	widget.BaseWidget
	side        float32
	blank       *fyne.Container // the drawn page
	page        *canvas.Rectangle
	fold        [3]*canvas.Line
	image       *canvas.Image
	kind, pages *canvas.Text
}

// NewThumb makes a thumb in a square; kind is a short word such as PDF, pages may be "".
func NewThumb(side float32, kind, pages string) *Thumb {
	t := &Thumb{
		side: side, page: canvas.NewRectangle(nil), image: canvas.NewImageFromImage(nil), kind: canvas.NewText(kind, nil), pages: canvas.NewText(pages, nil),
	}
	t.blank = container.NewWithoutLayout(t.page, t.kind, t.pages)
	for i := range t.fold {
		t.fold[i] = canvas.NewLine(nil)
		t.blank.Add(t.fold[i])
	}
	t.image.FillMode = canvas.ImageFillContain
	t.ExtendBaseWidget(t)
	return t
}

// Picture shows an image.
func (t *Thumb) Picture(picture image.Image) {
	t.image.Image = picture
	t.Refresh()
}

// HasPicture reports whether an image is shown.
func (t *Thumb) HasPicture() bool { return t.image.Image != nil }

// MinSize implements fyne.CanvasObject.
func (t *Thumb) MinSize() fyne.Size { return fyne.NewSquareSize(t.side) }

// CreateRenderer implements fyne.Widget.
func (t *Thumb) CreateRenderer() fyne.WidgetRenderer {
	return newDrawn(drawn{t, []fyne.CanvasObject{t.blank, t.image}, t.place, t.paint})
}

func (t *Thumb) place(size fyne.Size) {
	side := t.side
	at := fyne.NewPos((size.Width-side)/2, (size.Height-side)/2)
	put(t.image, at, fyne.NewSquareSize(side))
	page := fyne.NewSize(side*0.74, side)
	corner := at.AddXY((side-page.Width)/2, 0)
	put(t.page, corner, page)
	fold := side * 0.18
	top := corner.AddXY(page.Width-fold, 0)
	bend, end := top.AddXY(0, fold), top.AddXY(fold, fold)
	for i, ends := range [][2]fyne.Position{{top, bend}, {bend, end}, {top, end}} {
		t.fold[i].Position1, t.fold[i].Position2 = ends[0], ends[1]
	}
	middle := corner.Y + side*0.36
	if t.pages.Text == "" || side < 60 {
		middle = corner.Y + side*0.42
	}
	put(t.kind, fyne.NewPos(corner.X, middle), fyne.NewSize(page.Width, t.kind.MinSize().Height))
	put(t.pages, fyne.NewPos(corner.X, middle+t.kind.MinSize().Height), fyne.NewSize(page.Width, t.pages.MinSize().Height))
}

func (t *Thumb) paint() {
	t.blank.Hidden, t.image.Hidden = t.HasPicture(), !t.HasPicture()
	t.page.FillColor, t.page.StrokeColor, t.page.StrokeWidth = tone(theme.ColorNameBackground), tone(ToneMuted), 1
	for _, line := range t.fold {
		line.StrokeColor, line.StrokeWidth = tone(ToneMuted), 1
	}
	for _, text := range []*canvas.Text{t.kind, t.pages} {
		text.Alignment, text.Color, text.TextSize = fyne.TextAlignCenter, tone(ToneMuted), t.side*0.17
	}
	t.kind.TextStyle, t.kind.TextSize, t.pages.Hidden = fyne.TextStyle{Bold: true}, max(9, t.side*0.2), t.side < 60
}
