package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Guide is a wide dialog that leads through steps. It keeps its size from step to step; what is too high scrolls.
type Guide struct {
	win    fyne.Window
	sheet  *Sheet
	names  []string
	marks  *fyne.Container
	scroll *Scroll
}

// NewGuide makes a guide with the names of its steps; Step fills it, Show shows it.
func NewGuide(w fyne.Window, title string, steps ...string) *Guide {
	g := &Guide{win: w, names: steps, marks: Row(8, -1)}
	g.scroll = NewScroll(canvas.NewRectangle(nil))
	high := max(160, w.Canvas().Size().Height-240)
	body := container.New(&guideLayout{min(520, high)}, g.marks, NewBar(1, ToneRule), g.scroll)
	g.sheet = NewSheet(w, title, body).Wide()
	g.sheet.inner = g.scroll
	return g
}

// Show puts the guide over the window.
func (g *Guide) Show() { g.sheet.Show() }

// OnHide has a function called when the guide has gone away, however that was done.
func (g *Guide) OnHide(fn func()) { g.sheet.OnHide(fn) }

// Open reports whether the guide is still on show: Escape closes it.
func (g *Guide) Open() bool { return g.sheet.veil != nil }

// Close takes the guide away.
func (g *Guide) Close() { g.sheet.Hide() }

// Hold keeps Escape from closing the guide while on is true; a button 取消 of the step is pressed by it all the same.
func (g *Guide) Hold(on bool) { g.sheet.firm = on }

// Step shows a step, counted from 0, with its content and its buttons, which stand at the right.
func (g *Guide) Step(at int, content fyne.CanvasObject, buttons ...fyne.CanvasObject) {
	g.marks.Objects = nil
	for i, name := range g.names {
		style := Style{Tone: ToneMuted}
		switch {
		case i == at:
			style = Style{Tone: ToneSeal, Bold: true}
		case i < at:
			style = Style{Tone: ToneGood}
		}
		if i > 0 {
			g.marks.Add(NewText("›", Style{Tone: ToneMuted}))
		}
		g.marks.Add(NewText(name, style))
	}
	g.scroll.Content = Column(0, Row(16, 0, content, canvas.NewRectangle(nil))) // at the top, however low it is
	g.sheet.swap(buttons)
	Settle(g.scroll)
	g.scroll.ScrollToTop()
}

// swap gives the sheet other buttons; the last main one is pressed by Enter.
func (s *Sheet) swap(buttons []fyne.CanvasObject) {
	for key := range s.letters {
		s.win.Canvas().RemoveShortcut(alt(key))
	}
	s.buttons, s.main = buttons, nil
	for _, o := range buttons {
		if b, ok := o.(*Button); ok && b.Importance == widget.HighImportance {
			s.main = b
		}
	}
	if s.veil == nil {
		return
	}
	s.letters = addLetters(buttons)
	s.bind()
	s.veil.foot.Objects = append([]fyne.CanvasObject{Gap(0)}, buttons...)
	s.veil.foot.Refresh()
	s.Fit()
	if s.main != nil && !s.main.Disabled() {
		s.win.Canvas().Focus(s.main)
		return
	}
	for _, o := range buttons { // what has to be ticked before the main button can be pressed, so that Enter does not cancel
		if field := firstField(o); field != nil {
			s.win.Canvas().Focus(field)
			return
		}
	}
}

// Settle lays a scroll's content out anew after it has changed; its height follows from its width.
func Settle(scroll *Scroll) {
	size := scroll.Size()
	if size.Width == 0 {
		return
	}
	for range 2 {
		scroll.Content.Resize(fyne.NewSize(size.Width, max(heightFor(scroll.Content, size.Width), size.Height)))
	}
	scroll.Refresh()
}

// guideLayout gives the names of the steps and the line under them their heights, and the step the rest of a fixed height.
type guideLayout struct{ height float32 }

func (l *guideLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(400, l.height) }

func (l *guideLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	y := heightFor(objects[0], size.Width)
	objects[0].Resize(fyne.NewSize(size.Width, y))
	put(objects[1], fyne.NewPos(0, y+8), fyne.NewSize(size.Width, 1))
	put(objects[2], fyne.NewPos(0, y+20), fyne.NewSize(size.Width, size.Height-y-20))
}

// Big is a line of large bold characters in a colour, for what is to be compared with paper or read from a distance.
func Big(text string, name fyne.ThemeColorName) *canvas.Text {
	big := canvas.NewText(text, tone(name))
	big.TextSize, big.TextStyle, big.Alignment = 2*theme.Size(theme.SizeNameText), fyne.TextStyle{Bold: true}, fyne.TextAlignCenter
	return big
}
