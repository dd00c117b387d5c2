package widgets

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Thumb is a small picture of a file: its image once there is one, before that a drawn page with the kind of file and its pages.
type Thumb struct {
	widget.BaseWidget
	side        float32
	kind, pages string
	picture     image.Image
}

// NewThumb makes a thumb in a square; kind is a short word such as PDF, pages may be "".
func NewThumb(side float32, kind, pages string) *Thumb {
	t := &Thumb{side: side, kind: kind, pages: pages}
	t.ExtendBaseWidget(t)
	return t
}

// Picture shows an image.
func (t *Thumb) Picture(picture image.Image) {
	t.picture = picture
	t.Refresh()
}

// HasPicture reports whether an image is shown.
func (t *Thumb) HasPicture() bool { return t.picture != nil }

// MinSize implements fyne.CanvasObject.
func (t *Thumb) MinSize() fyne.Size { return fyne.NewSquareSize(t.side) }

// CreateRenderer implements fyne.Widget.
func (t *Thumb) CreateRenderer() fyne.WidgetRenderer {
	r := &thumbRenderer{
		t: t, page: canvas.NewRectangle(nil), image: canvas.NewImageFromImage(nil),
		kind: canvas.NewText(t.kind, nil), pages: canvas.NewText(t.pages, nil),
	}
	for range 3 {
		r.fold = append(r.fold, canvas.NewLine(nil))
	}
	r.image.FillMode = canvas.ImageFillContain
	r.Refresh()
	return r
}

type thumbRenderer struct {
	t           *Thumb
	page        *canvas.Rectangle
	fold        []*canvas.Line
	image       *canvas.Image
	kind, pages *canvas.Text
}

func (r *thumbRenderer) Destroy()           {}
func (r *thumbRenderer) MinSize() fyne.Size { return r.t.MinSize() }

func (r *thumbRenderer) Objects() []fyne.CanvasObject {
	if r.t.picture != nil {
		return []fyne.CanvasObject{r.image}
	}
	out := []fyne.CanvasObject{r.page, r.kind, r.pages}
	for _, line := range r.fold {
		out = append(out, line)
	}
	return out
}

func (r *thumbRenderer) Layout(size fyne.Size) {
	side := r.t.side
	at := fyne.NewPos((size.Width-side)/2, (size.Height-side)/2)
	put(r.image, at, fyne.NewSquareSize(side))
	page := fyne.NewSize(side*0.74, side)
	corner := at.AddXY((side-page.Width)/2, 0)
	put(r.page, corner, page)
	fold := side * 0.18
	right := corner.X + page.Width
	ends := [][2]fyne.Position{
		{fyne.NewPos(right-fold, corner.Y), fyne.NewPos(right-fold, corner.Y+fold)},
		{fyne.NewPos(right-fold, corner.Y+fold), fyne.NewPos(right, corner.Y+fold)},
		{fyne.NewPos(right-fold, corner.Y), fyne.NewPos(right, corner.Y+fold)},
	}
	for i, line := range r.fold {
		line.Position1, line.Position2 = ends[i][0], ends[i][1]
	}
	middle := corner.Y + side*0.36
	if r.t.pages == "" || side < 60 {
		middle = corner.Y + side*0.42
	}
	put(r.kind, fyne.NewPos(corner.X, middle), fyne.NewSize(page.Width, r.kind.MinSize().Height))
	put(r.pages, fyne.NewPos(corner.X, middle+r.kind.MinSize().Height), fyne.NewSize(page.Width, r.pages.MinSize().Height))
}

func (r *thumbRenderer) Refresh() {
	r.image.Image = r.t.picture
	r.page.FillColor, r.page.StrokeColor, r.page.StrokeWidth = tone(theme.ColorNameBackground), tone(ToneMuted), 1
	for _, line := range r.fold {
		line.StrokeColor, line.StrokeWidth = tone(ToneMuted), 1
	}
	for _, text := range []*canvas.Text{r.kind, r.pages} {
		text.Alignment, text.Color, text.TextSize = fyne.TextAlignCenter, tone(ToneMuted), r.t.side*0.17
	}
	r.kind.TextStyle, r.kind.TextSize, r.pages.Hidden = fyne.TextStyle{Bold: true}, max(9, r.t.side*0.2), r.t.side < 60
	r.Layout(r.t.Size())
	canvas.Refresh(r.t)
}
