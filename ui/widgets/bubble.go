package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
)

// bubble shows a longer text over a widget, beside the part of it that the text belongs to.
type bubble struct {
	ground *canvas.Rectangle
	text   *Text
}

func newBubble() *bubble {
	return &bubble{canvas.NewRectangle(nil), NewText("", Style{Size: SizeList})}
}

// anchor is the part of a widget a text belongs to; typed says that it is being typed into, so that nothing may lie on it.
type anchor struct {
	left, top, bottom float32
	typed             bool
}

// hide takes the bubble away, or brings it back.
func (b *bubble) hide(hidden bool) {
	if hidden != b.ground.Hidden || hidden != b.text.Hidden {
		b.ground.Hidden, b.text.Hidden = hidden, hidden
		canvas.Refresh(b.ground)
	}
}

// show sets the words under the anchor, or over it where there is no room, or on it where there is none either; "" takes the bubble away.
func (b *bubble) show(words string, at anchor, within fyne.Size) {
	if words == "" {
		b.hide(true)
		return
	}
	const marginX, marginY, widest = 8, 5, 420
	b.text.SetText(words)
	width := min(b.text.NaturalWidth()+2*marginX+1, widest, within.Width)
	height := b.text.HeightFor(width-2*marginX) + 2*marginY
	x := max(0, min(at.left, within.Width-width))
	y := at.bottom + 1
	if y+height > within.Height {
		y = max(0, at.top-height-1)
	}
	b.hide(at.typed && y < at.bottom && y+height > at.top)
	fillRect(b.ground, theme.ColorNameBackground)
	b.ground.StrokeColor, b.ground.StrokeWidth, b.ground.CornerRadius = tone(ToneMuted), 1, 4
	put(b.ground, fyne.NewPos(x, y), fyne.NewSize(width, height))
	put(b.text, fyne.NewPos(x+marginX, y+marginY), fyne.NewSize(width-2*marginX, height-2*marginY))
}
