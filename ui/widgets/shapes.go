package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Ground is a plain coloured rectangle that follows the theme.
type Ground struct {
	widget.BaseWidget
	name     fyne.ThemeColorName
	radius   float32
	hairline bool
	rect     *canvas.Rectangle
}

// NewGround makes a ground; name "" is the page's white.
func NewGround(name fyne.ThemeColorName, radius float32) *Ground {
	g := &Ground{}
	g.init(name, radius)
	g.ExtendBaseWidget(g)
	return g
}

func (g *Ground) init(name fyne.ThemeColorName, radius float32) {
	g.name, g.radius, g.rect = name, radius, canvas.NewRectangle(nil)
}

// CreateRenderer implements fyne.Widget.
func (g *Ground) CreateRenderer() fyne.WidgetRenderer {
	g.paint()
	return widget.NewSimpleRenderer(g.rect)
}

// Refresh takes the colour from the theme anew.
func (g *Ground) Refresh() {
	g.paint()
	g.BaseWidget.Refresh()
}

func (g *Ground) paint() {
	name := g.name
	if name == "" {
		name = theme.ColorNameBackground
	}
	g.rect.FillColor, g.rect.CornerRadius = tone(name), g.radius
	if g.hairline {
		g.rect.StrokeColor, g.rect.StrokeWidth = tone(ToneRule), 1
	}
}

// Level is how far something is: a light is hollow, half or full.
type Level uint8

// The levels of a light.
const (
	Empty Level = iota
	Half
	Full
	None // nothing to do here: a dash
)

// Lights is a row of small round lights.
type Lights struct {
	widget.BaseWidget
	levels []Level
}

// NewLights makes the lights.
func NewLights(levels ...Level) *Lights {
	l := &Lights{levels: levels}
	l.ExtendBaseWidget(l)
	return l
}

// Levels gives the present levels.
func (l *Lights) Levels() []Level { return l.levels }

// Set changes the lights; their number stays.
func (l *Lights) Set(levels ...Level) {
	for i := range levels {
		if levels[i] != l.levels[i] {
			l.levels = levels
			l.Refresh()
			return
		}
	}
}

// A full light is filled, a half one filled on its left side, so that they differ by more than colour.
func lightSize() float32 { return float32(int(Scaled(10) + 0.5)) }

const lightGap = 4

// inkDrop is how much lower the middle of Chinese characters is than that of their line: what stands beside them follows.
const inkDrop = 1

// CreateRenderer implements fyne.Widget.
func (l *Lights) CreateRenderer() fyne.WidgetRenderer {
	r := &lightsRenderer{l: l}
	for range l.levels {
		r.objects = append(r.objects, canvas.NewCircle(nil), canvas.NewRectangle(nil))
	}
	r.Refresh()
	return r
}

// lightsRenderer draws a circle and a mark for each light: the mark is the filled side of a half light, or the dash of none.
type lightsRenderer struct {
	l       *Lights
	objects []fyne.CanvasObject
}

func (r *lightsRenderer) Destroy()                     {}
func (r *lightsRenderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *lightsRenderer) MinSize() fyne.Size {
	n := float32(len(r.l.levels))
	return fyne.NewSize(n*(lightSize()+lightGap)-lightGap, lightSize()+2*inkDrop)
}

func (r *lightsRenderer) Layout(size fyne.Size) {
	light := lightSize()
	y := (size.Height-light)/2 + inkDrop
	for i, level := range r.l.levels {
		x := float32(i) * (light + lightGap)
		r.objects[2*i].Move(fyne.NewPos(x, y))
		r.objects[2*i].Resize(fyne.NewSquareSize(light))
		mark := r.objects[2*i+1]
		if level == Half {
			mark.Move(fyne.NewPos(x, y))
			mark.Resize(fyne.NewSize(light/2, light))
			continue
		}
		mark.Move(fyne.NewPos(x+1, y+light/2-1))
		mark.Resize(fyne.NewSize(light-2, 2))
	}
}

func (r *lightsRenderer) Refresh() {
	for i, level := range r.l.levels {
		ring, mark := r.objects[2*i].(*canvas.Circle), r.objects[2*i+1].(*canvas.Rectangle)
		ring.StrokeWidth, ring.StrokeColor, ring.FillColor = 1.5, tone(ToneMuted), nil
		ring.Hidden, mark.Hidden = level == None, level != None && level != Half
		round := float32(0)
		mark.FillColor = tone(ToneTrack)
		switch level {
		case Half:
			round = lightSize() / 2
			ring.StrokeColor, mark.FillColor = tone(ToneHalf), tone(ToneHalf)
		case Full:
			ring.StrokeColor, ring.FillColor = tone(ToneGood), tone(ToneGood)
		}
		mark.TopLeftCornerRadius, mark.BottomLeftCornerRadius = round, round
	}
	r.Layout(r.l.Size())
	canvas.Refresh(r.l)
}

// Bar is a thin bar that shows a part of a whole.
type Bar struct {
	widget.BaseWidget
	part, height float32
	fill         fyne.ThemeColorName
	ground, mark *canvas.Rectangle
}

// NewBar makes an empty bar of a height.
func NewBar(height float32, fill fyne.ThemeColorName) *Bar {
	b := &Bar{height: height, fill: fill, ground: canvas.NewRectangle(nil), mark: canvas.NewRectangle(nil)}
	b.ExtendBaseWidget(b)
	return b
}

// Set fills the bar to part, 0 to 1.
func (b *Bar) Set(part float32) {
	b.part = min(1, max(0, part))
	b.Refresh()
}

// Refresh takes colours and length anew.
func (b *Bar) Refresh() {
	b.paint()
	b.place(b.Size())
	b.BaseWidget.Refresh()
}

func (b *Bar) paint() {
	b.ground.FillColor, b.mark.FillColor = tone(ToneTrack), tone(b.fill)
	if b.fill == ToneRule { // a bar used as a hairline
		b.ground.FillColor = b.mark.FillColor
	}
}

func (b *Bar) place(size fyne.Size) {
	y := (size.Height - b.height) / 2
	b.ground.Move(fyne.NewPos(0, y))
	b.ground.Resize(fyne.NewSize(size.Width, b.height))
	b.mark.Move(fyne.NewPos(0, y))
	b.mark.Resize(fyne.NewSize(size.Width*b.part, b.height))
}

// Resize implements fyne.CanvasObject.
func (b *Bar) Resize(size fyne.Size) {
	b.BaseWidget.Resize(size)
	b.place(size)
}

// MinSize implements fyne.CanvasObject.
func (b *Bar) MinSize() fyne.Size { return fyne.NewSize(24, b.height) }

// CreateRenderer implements fyne.Widget.
func (b *Bar) CreateRenderer() fyne.WidgetRenderer {
	b.paint()
	return &barRenderer{b}
}

type barRenderer struct{ b *Bar }

func (r *barRenderer) Destroy()                     {}
func (r *barRenderer) Layout(size fyne.Size)        { r.b.place(size) }
func (r *barRenderer) MinSize() fyne.Size           { return r.b.MinSize() }
func (r *barRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.b.ground, r.b.mark} }
func (r *barRenderer) Refresh()                     { canvas.Refresh(r.b) }
