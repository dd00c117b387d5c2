package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Line is a row that can be clicked: any content on a ground that shows pointer, focus and selection.
type Line struct {
	widget.BaseWidget
	// OnTapped is called for a click, Enter or Space.
	OnTapped func()
	// OnKey sees every other key first and reports whether it took it.
	OnKey func(key fyne.KeyName) bool
	// OnHover is told when the pointer or the focus comes (true) and goes.
	OnHover func(in bool)

	content           fyne.CanvasObject
	ground, edge      *canvas.Rectangle
	selected, hovered bool
	focused           bool
	width             float32
}

// NewLine makes a line of the content.
func NewLine(content fyne.CanvasObject, tapped func()) *Line {
	l := &Line{content: content, OnTapped: tapped, ground: canvas.NewRectangle(nil), edge: canvas.NewRectangle(nil)}
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
	l.BaseWidget.Resize(size)
}

// Tapped implements fyne.Tappable.
func (l *Line) Tapped(*fyne.PointEvent) {
	if l.OnTapped != nil {
		l.OnTapped()
	}
}

// FocusGained implements fyne.Focusable.
func (l *Line) FocusGained() {
	l.focused = true
	l.Refresh()
	l.hover(true)
	reveal(l)
}

// FocusLost implements fyne.Focusable.
func (l *Line) FocusLost() { l.focused = false; l.Refresh(); l.hover(l.hovered) }

// TypedRune implements fyne.Focusable.
func (l *Line) TypedRune(rune) {}

// TypedKey implements fyne.Focusable.
func (l *Line) TypedKey(key *fyne.KeyEvent) {
	if passOn(l, key) || l.OnKey != nil && l.OnKey(key.Name) {
		return
	}
	switch key.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		l.Tapped(nil)
	}
}

// MouseIn implements desktop.Hoverable.
func (l *Line) MouseIn(*desktop.MouseEvent) { l.hovered = true; l.Refresh(); l.hover(true) }

// MouseMoved implements desktop.Hoverable.
func (l *Line) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (l *Line) MouseOut() { l.hovered = false; l.Refresh(); l.hover(l.focused) }

func (l *Line) hover(in bool) {
	if l.OnHover != nil {
		l.OnHover(in)
	}
}

// Cursor implements desktop.Cursorable.
func (l *Line) Cursor() desktop.Cursor { return desktop.PointerCursor }

// Refresh shows pointer, focus and selection.
func (l *Line) Refresh() {
	l.paint()
	l.BaseWidget.Refresh()
}

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

// CreateRenderer implements fyne.Widget.
func (l *Line) CreateRenderer() fyne.WidgetRenderer {
	l.paint()
	return &lineRenderer{l}
}

type lineRenderer struct{ l *Line }

func (r *lineRenderer) Destroy()           {}
func (r *lineRenderer) MinSize() fyne.Size { return r.l.MinSize() }

func (r *lineRenderer) Layout(size fyne.Size) {
	r.l.ground.Resize(size)
	r.l.edge.Resize(fyne.NewSize(3, size.Height))
	r.l.content.Resize(size)
}

func (r *lineRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.l.ground, r.l.edge, r.l.content}
}

func (r *lineRenderer) Refresh() { canvas.Refresh(r.l) }
