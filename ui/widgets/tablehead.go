package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// tableHead is the head of a column: its title, an arrow where the rows are sorted by it.
type tableHead struct {
	widget.BaseWidget
	title, arrow     string
	tapped           func()
	hovered, focused bool
	text             *canvas.Text
	ground           *canvas.Rectangle
}

func newTableHead(title string, tapped func()) *tableHead {
	h := &tableHead{title: title, tapped: tapped, text: canvas.NewText(title, nil), ground: canvas.NewRectangle(nil)}
	h.ExtendBaseWidget(h)
	return h
}

func (h *tableHead) set(arrow string) {
	if h.arrow != arrow {
		h.arrow = arrow
		h.Refresh()
	}
}

// Tapped implements fyne.Tappable.
func (h *tableHead) Tapped(*fyne.PointEvent) { h.tapped() }

// FocusGained implements fyne.Focusable.
func (h *tableHead) FocusGained() { h.focused = true; h.Refresh() }

// FocusLost implements fyne.Focusable.
func (h *tableHead) FocusLost() { h.focused = false; h.Refresh() }

// TypedRune implements fyne.Focusable.
func (h *tableHead) TypedRune(rune) {}

// TypedKey implements fyne.Focusable.
func (h *tableHead) TypedKey(key *fyne.KeyEvent) {
	if passOn(h, key) {
		return
	}
	switch key.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		h.tapped()
	}
}

// MouseIn implements desktop.Hoverable.
func (h *tableHead) MouseIn(*desktop.MouseEvent) { h.hovered = true; h.Refresh() }

// MouseMoved implements desktop.Hoverable.
func (h *tableHead) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (h *tableHead) MouseOut() { h.hovered = false; h.Refresh() }

// Cursor implements desktop.Cursorable.
func (h *tableHead) Cursor() desktop.Cursor { return desktop.PointerCursor }

// MinSize implements fyne.CanvasObject.
func (h *tableHead) MinSize() fyne.Size { return fyne.NewSize(24, tableHeadHeight()) }

// Refresh shows arrow, pointer and focus.
func (h *tableHead) Refresh() {
	h.paint()
	h.BaseWidget.Refresh()
}

func (h *tableHead) paint() {
	h.text.Text, h.text.TextSize, h.text.Color = h.title, theme.Size(theme.SizeNameCaptionText), tone(ToneMuted)
	if h.arrow != "" {
		h.text.Text, h.text.Color = h.title+" "+h.arrow, tone("")
	}
	h.ground.FillColor, h.ground.StrokeColor, h.ground.StrokeWidth = nil, nil, 0
	if h.hovered {
		h.ground.FillColor = tone(theme.ColorNameHover)
	}
	if h.focused {
		h.ground.StrokeColor, h.ground.StrokeWidth = tone(ToneMuted), 1
	}
}

// CreateRenderer implements fyne.Widget.
func (h *tableHead) CreateRenderer() fyne.WidgetRenderer {
	h.paint()
	return &tableHeadRenderer{h}
}

type tableHeadRenderer struct{ h *tableHead }

func (r *tableHeadRenderer) Destroy()           {}
func (r *tableHeadRenderer) MinSize() fyne.Size { return r.h.MinSize() }
func (r *tableHeadRenderer) Refresh()           { canvas.Refresh(r.h) }

func (r *tableHeadRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.h.ground, r.h.text}
}

func (r *tableHeadRenderer) Layout(size fyne.Size) {
	r.h.ground.Resize(size)
	r.h.text.Move(fyne.NewPos(tablePad, 0))
	r.h.text.Resize(fyne.NewSize(size.Width-tablePad, size.Height))
}
