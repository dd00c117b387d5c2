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
	words []string
}

// NewLightHead makes the head.
func NewLightHead(words ...string) *LightHead {
	h := &LightHead{words: words}
	h.ExtendBaseWidget(h)
	return h
}

// headSize is the size of the characters, which have to stand side by side however large the other text is.
func headSize() float32 { return lightSize() + lightGap - 1 }

// MinSize implements fyne.CanvasObject.
func (h *LightHead) MinSize() fyne.Size {
	return fyne.NewSize(float32(len(h.words))*(lightSize()+lightGap)-lightGap, theme.Size(theme.SizeNameCaptionText)*1.5)
}

// CreateRenderer implements fyne.Widget.
func (h *LightHead) CreateRenderer() fyne.WidgetRenderer {
	r := &lightHeadRenderer{h: h}
	for _, word := range h.words {
		text := canvas.NewText(word, nil)
		text.Alignment = fyne.TextAlignCenter
		r.objects = append(r.objects, text)
	}
	r.Refresh()
	return r
}

type lightHeadRenderer struct {
	h       *LightHead
	objects []fyne.CanvasObject
}

func (r *lightHeadRenderer) Destroy()                     {}
func (r *lightHeadRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *lightHeadRenderer) MinSize() fyne.Size           { return r.h.MinSize() }

func (r *lightHeadRenderer) Layout(size fyne.Size) {
	for i, o := range r.objects {
		o.Move(fyne.NewPos(float32(i)*(lightSize()+lightGap)-lightGap, 0))
		o.Resize(fyne.NewSize(lightSize()+2*lightGap, size.Height))
	}
}

func (r *lightHeadRenderer) Refresh() {
	for _, o := range r.objects {
		text := o.(*canvas.Text)
		text.TextSize, text.Color = headSize(), tone(ToneMuted)
	}
	canvas.Refresh(r.h)
}
