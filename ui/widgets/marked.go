package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Marked is one line of text in which a part stands out in the accent colour, as what a search has found.
type Marked struct {
	widget.BaseWidget
	before, match, after string
}

// NewMarked makes the line; it is shortened at its end where it does not fit.
func NewMarked(before, match, after string) *Marked {
	m := &Marked{before: before, match: match, after: after}
	m.ExtendBaseWidget(m)
	return m
}

// Match gives the part that stands out.
func (m *Marked) Match() string { return m.match }

// MinSize implements fyne.CanvasObject.
func (m *Marked) MinSize() fyne.Size {
	size := theme.Size(theme.SizeNameText)
	return fyne.NewSize(size*2, float32(int(size*1.5+0.5)))
}

// NaturalWidth is the width of the whole text.
func (m *Marked) NaturalWidth() float32 {
	return m.measure(m.before, false) + m.measure(m.match, true) + m.measure(m.after, false)
}

func (m *Marked) measure(text string, bold bool) float32 {
	return fyne.MeasureText(text, theme.Size(theme.SizeNameText), fyne.TextStyle{Bold: bold}).Width
}

// CreateRenderer implements fyne.Widget.
func (m *Marked) CreateRenderer() fyne.WidgetRenderer {
	r := &markedRenderer{m: m}
	for range 3 {
		text := canvas.NewText("", nil)
		r.texts, r.objects = append(r.texts, text), append(r.objects, text)
	}
	r.Refresh()
	return r
}

type markedRenderer struct {
	m       *Marked
	texts   []*canvas.Text
	objects []fyne.CanvasObject
}

func (r *markedRenderer) Destroy()                     {}
func (r *markedRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *markedRenderer) MinSize() fyne.Size           { return r.m.MinSize() }

// Layout sets the three parts one behind the other, each cut where the line ends.
func (r *markedRenderer) Layout(size fyne.Size) {
	var x float32
	for i, part := range []string{r.m.before, r.m.match, r.m.after} {
		text, bold := r.texts[i], i == 1
		text.Text = r.cut(part, bold, size.Width-x)
		text.Move(fyne.NewPos(x, 0))
		w := r.m.measure(text.Text, bold)
		text.Resize(fyne.NewSize(w, size.Height))
		x += w
	}
}

func (r *markedRenderer) cut(part string, bold bool, width float32) string {
	if r.m.measure(part, bold) <= width {
		return part
	}
	measure := func(c rune) float32 { return r.m.measure(string(c), bold) }
	if width < measure('…') {
		return ""
	}
	runes := []rune(part)
	return string(runes[:fit(runes, width-measure('…'), measure)]) + "…"
}

func (r *markedRenderer) Refresh() {
	for i, text := range r.texts {
		text.TextSize, text.Color, text.TextStyle = theme.Size(theme.SizeNameText), tone(""), fyne.TextStyle{Bold: i == 1}
		if i == 1 {
			text.Color = tone(ToneSeal)
		}
	}
	r.Layout(r.m.Size())
	canvas.Refresh(r.m)
}
