package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// LightHead names the lights of a column of Lights, one character over each.
type LightHead struct {
	widget.BaseWidget
	texts []*canvas.Text
}

// NewLightHead makes the head.
func NewLightHead(words ...string) *LightHead {
	h := &LightHead{}
	for _, word := range words {
		h.texts = append(h.texts, canvas.NewText(word, nil))
	}
	h.ExtendBaseWidget(h)
	return h
}

// headSize is the size of the characters, which have to stand side by side however large the other text is.
func headSize() float32 { return lightSize() + lightGap - 1 }

// MinSize implements fyne.CanvasObject.
func (h *LightHead) MinSize() fyne.Size {
	return fyne.NewSize(lightsWidth(len(h.texts)), theme.Size(theme.SizeNameCaptionText)*1.5)
}

// CreateRenderer implements fyne.Widget.
func (h *LightHead) CreateRenderer() fyne.WidgetRenderer {
	var objects []fyne.CanvasObject
	for _, text := range h.texts {
		objects = append(objects, text)
	}
	return newDrawn(drawn{h, objects, h.place, h.paint})
}

func (h *LightHead) place(size fyne.Size) {
	for i, text := range h.texts {
		put(text, fyne.NewPos(float32(i)*(lightSize()+lightGap)-lightGap, 0), fyne.NewSize(lightSize()+2*lightGap, size.Height))
	}
}

func (h *LightHead) paint() {
	for _, text := range h.texts {
		text.TextSize, text.Color, text.Alignment = headSize(), tone(ToneMuted), fyne.TextAlignCenter
	}
}
