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
	parts [3]string // before the match, the match, behind it
	texts [3]*canvas.Text
}

// NewFound makes the line; it is shortened at its end where it does not fit.
func NewFound(before, match, after string) *Found {
	m := &Found{parts: [3]string{before, match, after}}
	for i := range m.texts {
		m.texts[i] = canvas.NewText("", nil)
	}
	m.ExtendBaseWidget(m)
	return m
}

// Match gives the part that stands out.
func (m *Found) Match() string { return m.parts[1] }

// MinSize implements fyne.CanvasObject.
func (m *Found) MinSize() fyne.Size {
	size := theme.Size(theme.SizeNameText)
	return fyne.NewSize(size*2, float32(int(size*1.5+0.5)))
}

// NaturalWidth is the width of the whole text.
func (m *Found) NaturalWidth() float32 {
	var width float32
	for i, part := range m.parts {
		width += m.text(i).measure(part)
	}
	return width
}

// text is one of the three parts as a text that knows how wide it is and how to be cut.
func (m *Found) text(i int) *Text { return &Text{text: m.parts[i], style: Style{Bold: i == 1}} }

// CreateRenderer implements fyne.Widget.
func (m *Found) CreateRenderer() fyne.WidgetRenderer {
	return newDrawn(drawn{m, []fyne.CanvasObject{m.texts[0], m.texts[1], m.texts[2]}, m.place, m.paint})
}

// place sets the three parts one behind the other, each cut where the line ends.
func (m *Found) place(size fyne.Size) {
	var x float32
	for i, text := range m.texts {
		part := m.text(i)
		text.Text = ""
		if part.width = size.Width - x; part.width > min(part.measure("…"), part.NaturalWidth()) {
			text.Text = part.shortened()
		}
		w := part.measure(text.Text)
		put(text, fyne.NewPos(x, 0), fyne.NewSize(w, size.Height))
		x += w
	}
}

func (m *Found) paint() {
	for i, text := range m.texts {
		text.TextSize, text.Color, text.TextStyle = theme.Size(theme.SizeNameText), tone(""), fyne.TextStyle{Bold: i == 1}
	}
	m.texts[1].Color = tone(ToneBar)
}
