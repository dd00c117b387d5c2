package widgets

import (
	"slices"

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

// MinSize implements fyne.CanvasObject.
func (g *Ground) MinSize() fyne.Size { return g.rect.MinSize() }

// CreateRenderer implements fyne.Widget.
func (g *Ground) CreateRenderer() fyne.WidgetRenderer {
	return newDrawn(drawn{g, []fyne.CanvasObject{g.rect}, g.rect.Resize, g.paint})
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
	rings  []*canvas.Circle
	marks  []*canvas.Rectangle // the filled side of a half light, or the dash of none
}

// NewLights makes the lights.
func NewLights(levels ...Level) *Lights {
	l := &Lights{levels: levels}
	for range levels {
		l.rings, l.marks = append(l.rings, canvas.NewCircle(nil)), append(l.marks, canvas.NewRectangle(nil))
	}
	l.ExtendBaseWidget(l)
	return l
}

// Set changes the lights; their number stays.
func (l *Lights) Set(levels ...Level) {
	if !slices.Equal(levels, l.levels) {
		l.levels = levels
		l.Refresh()
	}
}

// A full light is filled, a half one filled on its left side, so that they differ by more than colour.
func lightSize() float32 { return float32(int(Scaled(10) + 0.5)) }

const lightGap = 4

// inkDrop is how much lower the middle of Chinese characters is than that of their line: what stands beside them follows.
const inkDrop = 1

// lightsWidth is the width of n lights.
func lightsWidth(n int) float32 { return float32(n)*(lightSize()+lightGap) - lightGap }

// MinSize implements fyne.CanvasObject.
func (l *Lights) MinSize() fyne.Size {
	return fyne.NewSize(lightsWidth(len(l.levels)), lightSize()+2*inkDrop)
}

// CreateRenderer implements fyne.Widget.
func (l *Lights) CreateRenderer() fyne.WidgetRenderer {
	var objects []fyne.CanvasObject
	for i := range l.levels {
		objects = append(objects, l.rings[i], l.marks[i])
	}
	return newDrawn(drawn{l, objects, l.place, l.paint})
}

func (l *Lights) place(size fyne.Size) {
	light := lightSize()
	y := (size.Height-light)/2 + inkDrop
	for i, level := range l.levels {
		x := float32(i) * (light + lightGap)
		put(l.rings[i], fyne.NewPos(x, y), fyne.NewSquareSize(light))
		if level == Half {
			put(l.marks[i], fyne.NewPos(x, y), fyne.NewSize(light/2, light))
		} else {
			put(l.marks[i], fyne.NewPos(x+1, y+light/2-1), fyne.NewSize(light-2, 2))
		}
	}
}

func (l *Lights) paint() {
	for i, level := range l.levels {
		ring, mark := l.rings[i], l.marks[i]
		ring.StrokeWidth, ring.StrokeColor, ring.FillColor = 1.5, tone(ToneMuted), nil
		ring.Hidden, mark.Hidden = level == None, level != None && level != Half
		round := float32(0)
		mark.FillColor = tone(ToneMuted)
		switch level {
		case Half:
			round = lightSize() / 2
			ring.StrokeColor, mark.FillColor = tone(ToneHalf), tone(ToneHalf)
		case Full:
			ring.StrokeColor, ring.FillColor = tone(ToneGood), tone(ToneGood)
		}
		mark.TopLeftCornerRadius, mark.BottomLeftCornerRadius = round, round
	}
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

func (b *Bar) paint() {
	b.ground.FillColor, b.mark.FillColor = tone(ToneTrack), tone(b.fill)
	if b.fill == ToneRule { // a bar used as a hairline
		b.ground.FillColor = b.mark.FillColor
	}
}

func (b *Bar) place(size fyne.Size) {
	at := fyne.NewPos(0, (size.Height-b.height)/2)
	put(b.ground, at, fyne.NewSize(size.Width, b.height))
	put(b.mark, at, fyne.NewSize(size.Width*b.part, b.height))
}

// MinSize implements fyne.CanvasObject.
func (b *Bar) MinSize() fyne.Size { return fyne.NewSize(24, b.height) }

// CreateRenderer implements fyne.Widget.
func (b *Bar) CreateRenderer() fyne.WidgetRenderer {
	return newDrawn(drawn{b, []fyne.CanvasObject{b.ground, b.mark}, b.place, b.paint})
}
