package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Found is one line of text in which a part stands out in the accent colour, as what a search has found.
type Found struct {
	widget.BaseWidget
	before, match, after string
}

// NewFound makes the line; it is shortened at its end where it does not fit.
func NewFound(before, match, after string) *Found {
	m := &Found{before: before, match: match, after: after}
	m.ExtendBaseWidget(m)
	return m
}

// Match gives the part that stands out.
func (m *Found) Match() string { return m.match }

// MinSize implements fyne.CanvasObject.
func (m *Found) MinSize() fyne.Size {
	size := theme.Size(theme.SizeNameText)
	return fyne.NewSize(size*2, float32(int(size*1.5+0.5)))
}

// NaturalWidth is the width of the whole text.
func (m *Found) NaturalWidth() float32 {
	return m.measure(m.before, false) + m.measure(m.match, true) + m.measure(m.after, false)
}

func (m *Found) measure(text string, bold bool) float32 {
	return fyne.MeasureText(text, theme.Size(theme.SizeNameText), fyne.TextStyle{Bold: bold}).Width
}

// CreateRenderer implements fyne.Widget.
func (m *Found) CreateRenderer() fyne.WidgetRenderer {
	r := &foundRenderer{m: m}
	for range 3 {
		text := canvas.NewText("", nil)
		r.texts, r.objects = append(r.texts, text), append(r.objects, text)
	}
	r.Refresh()
	return r
}

type foundRenderer struct {
	m       *Found
	texts   []*canvas.Text
	objects []fyne.CanvasObject
}

func (r *foundRenderer) Destroy()                     {}
func (r *foundRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *foundRenderer) MinSize() fyne.Size           { return r.m.MinSize() }

// Layout sets the three parts one behind the other, each cut where the line ends.
func (r *foundRenderer) Layout(size fyne.Size) {
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

func (r *foundRenderer) cut(part string, bold bool, width float32) string {
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

func (r *foundRenderer) Refresh() {
	for i, text := range r.texts {
		text.TextSize, text.Color, text.TextStyle = theme.Size(theme.SizeNameText), tone(""), fyne.TextStyle{Bold: i == 1}
		if i == 1 {
			text.Color = tone(ToneSeal)
		}
	}
	r.Layout(r.m.Size())
	canvas.Refresh(r.m)
}
