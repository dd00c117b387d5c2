package widgets

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// tipDelay is how long the pointer rests on an icon before its words appear, tipCheck how often it is seen whether the icon
// is still where it was.
const (
	tipDelay = 500 * time.Millisecond
	tipCheck = 100 * time.Millisecond
)

// tipLayer lies over a window's content, or a sheet's, and shows the words for an icon. It holds nothing that takes clicks or
// the keyboard, so everything goes on to what is under it; a pop-up of Fyne's would take both away.
type tipLayer struct {
	widget.BaseWidget
	ground *canvas.Rectangle
	words  *canvas.Text      // the first line
	rest   *fyne.Container   // and those after it
	under  fyne.CanvasObject // whose words are shown
	at     fyne.Position
	after  func(time.Duration, func()) // runs a function on the window's goroutine after a while
}

// Tipped puts a layer for the words of icons over a window's content.
func Tipped(content fyne.CanvasObject) fyne.CanvasObject {
	return TippedAfter(func(d time.Duration, fn func()) { time.AfterFunc(d, func() { fyne.Do(fn) }) }, content)
}

// TippedAfter does so with another clock: after runs a function on the window's goroutine after a while.
func TippedAfter(after func(time.Duration, func()), content fyne.CanvasObject) fyne.CanvasObject {
	layer := &tipLayer{ground: canvas.NewRectangle(nil), words: canvas.NewText("", nil), rest: container.NewWithoutLayout(), after: after}
	layer.ExtendBaseWidget(layer)
	layer.hide()
	return container.New(&over{under: true}, content, layer)
}

// layerOf finds the layer over what is on top of a canvas, nil where there is none.
func layerOf(c fyne.Canvas) *tipLayer {
	root := c.Content()
	if top := c.Overlays().Top(); top != nil {
		root = top
	}
	return findLayer(root)
}

func findLayer(root fyne.CanvasObject) *tipLayer {
	switch at := root.(type) {
	case *tipLayer:
		return at
	case *fyne.Container:
		for i := len(at.Objects) - 1; i >= 0; i-- {
			if found := findLayer(at.Objects[i]); found != nil {
				return found
			}
		}
	case *veil:
		return findLayer(at.body)
	}
	return nil
}

// show puts words above an object, or below where there is no room, inside the canvas.
func (l *tipLayer) show(words string, o fyne.CanvasObject, c fyne.Canvas) {
	l.showBeside(words, o, part{fyne.Position{}, o.Size()}, c)
}

// part is a part of an object, by its own coordinates.
type part struct {
	at   fyne.Position
	size fyne.Size
}

// showBeside puts words above a part of an object.
func (l *tipLayer) showBeside(words string, o fyne.CanvasObject, p part, c fyne.Canvas) {
	d := fyne.CurrentApp().Driver()
	l.under, l.at = o, d.AbsolutePositionForObject(o)
	size := l.set(words).AddWidthHeight(16, 8)
	l.ground.FillColor, l.ground.CornerRadius = tone(theme.ColorNameForeground), theme.Size(theme.SizeNameInputRadius)
	from := l.at.Add(p.at)
	at := from.AddXY((p.size.Width-size.Width)/2, -size.Height-4)
	if at.Y < 4 {
		at.Y = from.Y + p.size.Height + 4
	}
	at.X = max(4, min(at.X, c.Size().Width-size.Width-4))
	at = at.Subtract(d.AbsolutePositionForObject(l))
	put(l.ground, at, size)
	line := l.words.MinSize().Height
	for i, o := range append([]fyne.CanvasObject{l.words}, l.rest.Objects...) {
		put(o, at.AddXY(8, 4+float32(i)*line), fyne.NewSize(size.Width-16, line))
	}
	l.ground.Show()
	l.words.Show()
	l.rest.Show()
	canvas.Refresh(l)
}

// set takes the lines of a tip and gives the size of all.
func (l *tipLayer) set(words string) fyne.Size {
	lines := strings.Split(words, "\n")
	l.rest.Objects = nil
	var size fyne.Size
	for i, line := range lines {
		text := l.words
		if i > 0 {
			text = canvas.NewText("", nil)
			l.rest.Objects = append(l.rest.Objects, text)
		}
		text.Text, text.TextSize, text.Color = line, theme.Size(theme.SizeNameCaptionText), tone(theme.ColorNameBackground)
		least := text.MinSize()
		size = fyne.NewSize(max(size.Width, least.Width), size.Height+least.Height)
	}
	return size
}

func (l *tipLayer) hide() {
	l.under = nil
	l.ground.Hide()
	l.words.Hide()
	l.rest.Objects = nil
	l.rest.Hide()
	canvas.Refresh(l)
}

// MinSize implements fyne.CanvasObject.
func (l *tipLayer) MinSize() fyne.Size { return fyne.Size{} }

// CreateRenderer implements fyne.Widget.
func (l *tipLayer) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewWithoutLayout(l.ground, l.words, l.rest))
}

// stays reports whether an object still is where words were shown for it.
func (l *tipLayer) stays(o fyne.CanvasObject) bool {
	return canvasOf(o) != nil && o.Visible() && fyne.CurrentApp().Driver().AbsolutePositionForObject(o) == l.at
}

// hoverTip shows the action's words when the pointer or the keyboard has rested on it, until both are gone.
func (a *Action) hoverTip(in bool) {
	a.endTip()
	if in && a.tip != "" {
		a.resting = time.AfterFunc(tipDelay, func() { fyne.Do(a.showTip) })
	}
}

// showTip shows the words and looks from time to time whether the action was scrolled away or is gone.
func (a *Action) showTip() {
	c := canvasOf(a)
	if c == nil || a.resting == nil {
		return
	}
	if a.layer = layerOf(c); a.layer != nil {
		a.layer.show(a.tip, a, c)
		a.watchTip()
	}
}

func (a *Action) watchTip() {
	a.resting = time.AfterFunc(tipCheck, func() { fyne.Do(a.checkTip) })
}

// checkTip takes the words away when the action is no longer where they were shown for it.
func (a *Action) checkTip() {
	layer := a.layer
	switch {
	case a.resting == nil || layer == nil || layer.under != a:
	case !layer.stays(a):
		a.endTip()
	default:
		a.watchTip()
	}
}

// endTip takes the words away.
func (a *Action) endTip() {
	if a.resting != nil {
		a.resting.Stop()
		a.resting = nil
	}
	if a.layer != nil && a.layer.under == a {
		a.layer.hide()
	}
	a.layer = nil
}
