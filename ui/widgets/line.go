package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
)

// Line is a row that can be clicked: any content on a ground that shows pointer, focus and selection. The arrow keys go to the lines it
// is in a list with: those in the nearest thing around it that holds another one.
type Line struct {
	pressable
	content      fyne.CanvasObject
	ground, edge *canvas.Rectangle
	selected     bool
	width        float32
}

// NewLine makes a line of the content.
func NewLine(content fyne.CanvasObject, tapped func()) *Line {
	l := &Line{content: content, ground: canvas.NewRectangle(nil), edge: canvas.NewRectangle(nil)}
	l.OnTapped, l.walk = tapped, l.step
	l.ExtendBaseWidget(l)
	return l
}

// Select marks the line as the present one.
func (l *Line) Select(on bool) {
	if l.selected != on {
		l.selected = on
		l.Refresh()
	}
}

func (l *Line) inside() []fyne.CanvasObject { return []fyne.CanvasObject{l.content} }

// HeightFor gives the height at a width.
func (l *Line) HeightFor(width float32) float32 { return heightFor(l.content, width) }

// LeastWidth is that of MinSize.
func (l *Line) LeastWidth() float32 { return leastWidth(l.content) }

// MinSize implements fyne.CanvasObject.
func (l *Line) MinSize() fyne.Size {
	size := l.content.MinSize()
	if l.width > 0 {
		size.Height = l.HeightFor(l.width)
	}
	return size
}

// Resize implements fyne.CanvasObject.
func (l *Line) Resize(size fyne.Size) {
	l.width = size.Width
	l.pressable.Resize(size)
}

// Cursor implements desktop.Cursorable.
func (l *Line) Cursor() desktop.Cursor { return desktop.PointerCursor }

func (l *Line) paint() {
	l.ground.FillColor, l.ground.StrokeColor, l.ground.StrokeWidth = nil, nil, 0
	switch {
	case l.selected:
		l.ground.FillColor = tone(theme.ColorNameBackground)
	case l.hovered:
		l.ground.FillColor = tone(theme.ColorNameHover)
	}
	if l.focused {
		l.ground.StrokeColor, l.ground.StrokeWidth = tone(ToneFocus), focusRing
	}
	l.edge.FillColor, l.edge.Hidden = tone(ToneSeal), !l.selected
}

func (l *Line) place(size fyne.Size) {
	l.ground.Resize(size)
	l.edge.Resize(fyne.NewSize(3, size.Height))
	l.content.Resize(size)
}

// CreateRenderer implements fyne.Widget.
func (l *Line) CreateRenderer() fyne.WidgetRenderer {
	return newDrawn(drawn{l, []fyne.CanvasObject{l.ground, l.edge, l.content}, l.place, l.paint})
}
